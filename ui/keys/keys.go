// Package keys is the one table of keys. The help screen, the hints in the bottom line, the README and
// the configuration are all printed from it; no handler compares the text of a key.
//
// A key press goes to the innermost scope first. What it gives is an Action with a number: "5j" is
// Next with 5. A key may be a sequence ("gg", "]f"), and a key never begins another one of its scope.
package keys

import "strings"

// Scope is where a key is meant.
type Scope uint8

// The scopes.
const (
	Global  Scope = iota // in every pane
	List                 // the list of stories
	Article              // the article
	Sidebar              // the facts sidebar
	Strip                // the topic strip
	Prompt               // a line being typed
	Menu                 // a list over the panes: links, feeds, saved filters
	HelpBox              // this help
	scopes
)

// Scopes are all scopes in the order in which help shows them.
func Scopes() []Scope {
	out := make([]Scope, scopes)
	for i := range out {
		out[i] = Scope(i)
	}
	return out
}

// String is the scope's name in the configuration.
func (s Scope) String() string {
	return [...]string{"global", "list", "article", "facts", "topics", "prompt", "menu", "help"}[s]
}

// Title is the scope as a heading.
func (s Scope) Title() string {
	return [...]string{"Everywhere", "In the list", "In the article", "In the facts", "In the topic strip", "While typing",
		"In a menu", "In the help"}[s]
}

// Typing tells whether the scope takes printable keys as text.
func (s Scope) Typing() bool { return s == Prompt || s == Strip || s == HelpBox }

// Binding is one row of the table.
type Binding struct {
	Scope  Scope
	Keys   []string // each a key or a sequence, keys parted by one space: "j", "ctrl+d", "g g"
	Action Action
	Help   string // one line
	Hint   string // a word or two for the bottom line, "" where it is never offered there
}

// Table is a set of bindings that can be looked up. It does not change.
type Table struct {
	rows  []Binding
	index map[string]entry // by scope and key, or the beginning of a sequence
}

type entry struct {
	row     int // into rows; -1 for the beginning of a sequence
	ordinal int // which of a digit range: 1 to 9
}

// digits stands in Keys for the nine keys 1 to 9, each of which gives its own number.
const digits = "1…9"

func newTable(rows []Binding) Table {
	t := Table{rows: rows, index: make(map[string]entry, 2*len(rows))}
	for i, r := range rows {
		for _, k := range r.Keys {
			if k == digits {
				for d := 1; d <= 9; d++ {
					t.index[slot(r.Scope, string(rune('0'+d)))] = entry{i, d}
				}
				continue
			}
			t.index[slot(r.Scope, k)] = entry{row: i}
			for j := range k {
				if k[j] == ' ' {
					t.index[slot(r.Scope, k[:j])] = entry{row: -1}
				}
			}
		}
	}
	return t
}

func slot(s Scope, key string) string { return string(rune('A'+s)) + key }

// Bindings are the rows of a scope, in the order in which help shows them.
func (t Table) Bindings(s Scope) []Binding {
	var out []Binding
	for _, r := range t.rows {
		if r.Scope == s {
			out = append(out, r)
		}
	}
	return out
}

// Actions are all actions of the table, each once.
func (t Table) Actions() []Action {
	var out []Action
	seen := make(map[Action]bool, len(t.rows))
	for _, r := range t.rows {
		if !seen[r.Action] {
			seen[r.Action] = true
			out = append(out, r.Action)
		}
	}
	return out
}

// Find is the row that says what an action does, looked for in the given scopes first.
func (t Table) Find(a Action, in ...Scope) (Binding, bool) {
	for _, s := range in {
		for _, r := range t.rows {
			if r.Action == a && r.Scope == s {
				return r, true
			}
		}
	}
	for _, r := range t.rows {
		if r.Action == a {
			return r, true
		}
	}
	return Binding{}, false
}

// Key is the first key of an action as a reader is shown it, "" when nothing is bound to it.
func (t Table) Key(a Action, in ...Scope) string {
	if r, ok := t.Find(a, in...); ok && len(r.Keys) > 0 {
		return Label(r.Keys[0])
	}
	return ""
}

// Label is a key as a reader is shown it: "C-d", "Space", "gg".
func Label(key string) string {
	parts := strings.Split(key, " ")
	for i, p := range parts {
		parts[i] = label(p)
	}
	return strings.Join(parts, "")
}

func label(k string) string {
	mod := ""
	for _, m := range [...][2]string{{"ctrl+", "C-"}, {"alt+", "M-"}, {"shift+", "S-"}} {
		if rest, ok := strings.CutPrefix(k, m[0]); ok {
			mod, k = mod+m[1], rest
		}
	}
	if len(k) > 1 && k[0] < 0x80 && k[0] >= 'a' {
		k = strings.ToUpper(k[:1]) + k[1:]
	}
	return mod + k
}

// Labels are all keys of a row, as a reader is shown them.
func (b Binding) Labels() string {
	out := make([]string, len(b.Keys))
	for i, k := range b.Keys {
		out[i] = Label(k)
	}
	return strings.Join(out, " ")
}
