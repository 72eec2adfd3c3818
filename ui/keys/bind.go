package keys

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"lede/model/query"
)

// Bind is the table with keys changed as a configuration says: overrides maps an action's name
// ("star"), or a scope and a name ("list.open"), to keys parted by commas or blanks ("s, ctrl+s"; "g g" as
// "gg"); "" leaves the action without a key. Everything that is wrong is told in one line each, in
// the order of the names, and leaves that action's keys as they were.
func (t Table) Bind(overrides map[string]string) (Table, []error) {
	var errs []error
	next := slices.Clone(t.rows)
	changed := map[int]string{} // row → the override's name
	names := make([]string, 0, len(overrides))
	for n := range overrides {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, name := range names {
		rows, err := t.named(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		ks, err := parseKeys(overrides[name])
		if err != nil {
			errs = append(errs, fmt.Errorf("keys: %s: %w", name, err))
			continue
		}
		for _, i := range rows {
			next[i].Keys = ks
			changed[i] = name
		}
	}
	for i := range next { // a key that no pane lets through to where it is bound
		if name, ok := changed[i]; ok {
			if err := hidden(next, i, name); err != nil {
				errs = append(errs, err)
				next[i].Keys = t.rows[i].Keys
				delete(changed, i)
			}
		}
	}
	for range next { // taking one back can only free keys, so this ends
		i, err := clash(next, changed)
		if err == nil {
			break
		}
		errs = append(errs, err)
		name := changed[i]
		for j, n := range changed {
			if n == name {
				next[j].Keys = t.rows[j].Keys
				delete(changed, j)
			}
		}
	}
	return newTable(next), errs
}

// named are the rows that a name in the configuration means: of one scope, or of every scope that has the action.
func (t Table) named(name string) ([]int, error) {
	scope, action, scoped := strings.Cut(name, ".")
	if !scoped {
		scope, action = "", name
	}
	var out []int
	known := false
	for i, r := range t.rows {
		if string(r.Action) == action {
			known = true
			if scope == "" && home(t.rows, i) || r.Scope.String() == scope {
				out = append(out, i)
			}
		}
	}
	switch {
	case len(out) > 0:
		return out, nil
	case known:
		return nil, fmt.Errorf("keys: %s is no place where %s can be bound", scope, action)
	}
	all := make([]string, 0, len(t.rows))
	for _, r := range t.rows {
		all = append(all, string(r.Action))
	}
	if near := query.Nearest(action, all); near != "" {
		return nil, fmt.Errorf("keys: there is no action %q, did you mean %q?", action, near)
	}
	return nil, fmt.Errorf("keys: there is no action %q; ? lists them", action)
}

// home tells whether row i is where its action lives: the global row, or else the first.
func home(rows []Binding, i int) bool {
	first := -1
	for j, r := range rows {
		if r.Action != rows[i].Action {
			continue
		}
		if r.Scope == Global {
			return rows[i].Scope == Global && j == i
		}
		if first < 0 {
			first = j
		}
	}
	return first == i
}

// clash finds a key that two rows of one scope claim, or that begins another's sequence, and says which
// changed row must give way.
func clash(rows []Binding, changed map[int]string) (int, error) {
	type claim struct {
		row int
		key string
	}
	claims := map[Scope][]claim{}
	for i, r := range rows {
		for _, k := range expand(r.Keys) {
			for _, c := range claims[r.Scope] {
				if c.key != k && !strings.HasPrefix(c.key, k+" ") && !strings.HasPrefix(k, c.key+" ") {
					continue
				}
				mine, other, key := i, c.row, k
				if _, ok := changed[mine]; !ok {
					mine, other, key = c.row, i, c.key
				}
				if _, ok := changed[mine]; !ok {
					continue // the table itself: its own test finds it
				}
				return mine, fmt.Errorf("keys: %s: %s already means %s %s", changed[mine], Label(key), rows[other].Action, place(r.Scope))
			}
			claims[r.Scope] = append(claims[r.Scope], claim{i, k})
		}
	}
	return 0, nil
}

// hidden tells that every pane has another meaning for a key that row i binds everywhere: it would never be heard.
func hidden(rows []Binding, i int, name string) error {
	if rows[i].Scope != Global {
		return nil
	}
	for _, k := range expand(rows[i].Keys) {
		var in []string
		for _, s := range []Scope{List, Article, Sidebar} {
			for _, r := range rows {
				if r.Scope == s && slices.ContainsFunc(expand(r.Keys), func(o string) bool { return o == k || strings.HasPrefix(o, k+" ") || strings.HasPrefix(k, o+" ") }) {
					in = append(in, string(r.Action)+" "+place(s))
					break
				}
			}
		}
		if len(in) == 3 {
			return fmt.Errorf("keys: %s: %s already means %s", name, Label(k), strings.Join(in, ", "))
		}
	}
	return nil
}

func place(s Scope) string {
	if s == Global {
		return "everywhere"
	}
	return strings.ToLower(s.Title()[:1]) + s.Title()[1:]
}

// expand writes the digit range out.
func expand(ks []string) []string {
	i := slices.Index(ks, digits)
	if i < 0 {
		return ks
	}
	out := slices.Clone(ks[:i])
	for d := '1'; d <= '9'; d++ {
		out = append(out, string(d))
	}
	return append(out, ks[i+1:]...)
}

// parseKeys reads the keys of a configuration line.
func parseKeys(s string) ([]string, error) {
	var out []string
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' }) {
		if word != "," {
			word = strings.TrimSuffix(word, ",")
		}
		for _, part := range splitCommas(word) {
			k, err := parseKey(part)
			if err != nil {
				return nil, err
			}
			out = append(out, k)
		}
	}
	return out, nil
}

func splitCommas(w string) []string {
	if len(w) < 3 || !strings.Contains(w[1:len(w)-1], ",") {
		return []string{w}
	}
	return strings.Split(w, ",")
}

// parseKey reads one key or sequence: "j", "gg", "]f", "C-d", "ctrl+d", "Space", "pgdown".
func parseKey(s string) (string, error) {
	if s == digits {
		return s, nil
	}
	mod, rest := "", s
	for again := true; again; {
		again = false
		for _, m := range [...][3]string{{"c-", "ctrl+", "ctrl+"}, {"m-", "alt+", "alt+"}, {"s-", "shift+", "shift+"}} {
			for _, p := range m[:2] {
				if len(rest) > len(p) && strings.EqualFold(rest[:len(p)], p) {
					mod, rest, again = mod+m[2], rest[len(p):], true
				}
			}
		}
	}
	rs := []rune(rest)
	switch {
	case len(rs) == 1 && mod != "":
		return mod + strings.ToLower(rest), nil
	case len(rs) == 1:
		return rest, nil
	}
	if name, ok := named[strings.ToLower(rest)]; ok {
		return mod + name, nil
	}
	if n, ok := strings.CutPrefix(strings.ToLower(rest), "f"); ok && len(n) <= 2 && n >= "1" && n <= "9" {
		return mod + "f" + n, nil
	}
	if mod == "" && len(rs) <= 3 && len(rs) > 0 {
		parts := make([]string, len(rs))
		for i, r := range rs {
			parts[i] = string(r)
		}
		return strings.Join(parts, " "), nil
	}
	return "", fmt.Errorf("%q is no key; keys are written j, gg, C-d, Space, Enter, F5", s)
}

var named = map[string]string{
	"space": "space", "enter": "enter", "return": "enter", "esc": "esc", "escape": "esc", "tab": "tab", "backspace": "backspace",
	"delete": "delete", "del": "delete", "insert": "insert", "home": "home", "end": "end", "up": "up", "down": "down", "left": "left",
	"right": "right", "pgup": "pgup", "pageup": "pgup", "pgdown": "pgdown", "pgdn": "pgdown", "pagedown": "pgdown",
}

// Presets are the names of the tables there are.
func Presets() []string { return []string{"default", "newsboat"} }

// Preset is the table of that name; "" is the default one.
func Preset(name string) (Table, bool) {
	switch name {
	case "", "default":
		return Default(), true
	case "newsboat":
		t, errs := Default().Bind(newsboat())
		return t, len(errs) == 0
	}
	return Default(), false
}

// newsboat are the keys of newsboat where they differ from ours (newsboat's manual, "Default key bindings").
func newsboat() map[string]string {
	return map[string]string{
		"toggle-read":            "N",
		"previous-match":         "P",
		"article.previous-story": "K",
		"links":                  "u",
		"undo":                   "U",
		"menu.undo":              "U",
		"filter":                 "F",
		"saved-filters":          "f",
		"clear-filter":           "ctrl+f, backspace",
		"page-down":              "space, pgdown",
		"half-page-up":           "ctrl+u",
		"mark-list-read":         "A, C",
		"full-text":              "x",
		"browse":                 "o",
		"theme":                  "",
		"pictures":               "I",
	}
}
