package keys

import (
	"strings"
	"testing"
)

func TestNoKeyIsTwiceInAScope(t *testing.T) {
	for _, name := range Presets() {
		table, ok := Preset(name)
		if !ok {
			t.Errorf("the preset %s contradicts itself", name)
		}
		for _, s := range Scopes() {
			seen := map[string]Action{}
			for _, r := range table.Bindings(s) {
				for _, k := range expand(r.Keys) {
					for had, a := range seen {
						if had == k || strings.HasPrefix(had, k+" ") || strings.HasPrefix(k, had+" ") {
							t.Errorf("%s: %s in %s means %s and %s", name, Label(k), s, a, r.Action)
						}
					}
					seen[k] = r.Action
				}
			}
		}
	}
}

func TestEveryActionHasAHelpLine(t *testing.T) {
	for _, s := range Scopes() {
		for _, r := range Default().Bindings(s) {
			if r.Help == "" || strings.ToLower(r.Help[:1]) != r.Help[:1] && r.Action != StoryTopics {
				t.Errorf("%s in %s: help %q", r.Action, s, r.Help)
			}
		}
	}
}

func TestEveryHelpLineFitsBesideItsKeys(t *testing.T) {
	const room = 64 // cells of the help box at its widest, less the keys
	for _, b := range Default().rows {
		if n := len([]rune(b.Help)); n > room {
			t.Errorf("%s takes %d of %d cells: %s", b.Action, n, room, b.Help)
		}
	}
}

func TestEveryKeyOfTheTableCanBeWrittenInAConfiguration(t *testing.T) {
	for _, s := range Scopes() {
		for _, r := range Default().Bindings(s) {
			for _, k := range r.Keys {
				got, err := parseKeys(Label(k))
				if err != nil || len(got) != 1 || got[0] != k {
					t.Errorf("%s is written %q and read as %v, %v", k, Label(k), got, err)
				}
			}
		}
	}
}

// press types keys one after the other and tells what they came to.
func press(t Table, in []Scope, ks ...string) (p Pressed) {
	for _, k := range ks {
		text := ""
		if len(k) == 1 {
			text = k
		}
		p = t.Press(in, p.Typed, k, text)
	}
	return p
}

func TestPressesComeToActions(t *testing.T) {
	list, prompt, strip := []Scope{List, Global}, []Scope{Prompt}, []Scope{Strip}
	for _, c := range []struct {
		in    []Scope
		keys  string // parted by blanks
		want  Action
		n     int
		text  string
		typed string
	}{
		{list, "j", Next, 1, "", ""},
		{list, "5 j", Next, 5, "", ""},
		{list, "1 0 j", Next, 10, "", ""},
		{list, "1 2 G", Last, 12, "", ""},
		{list, "0", ClearTopics, 1, "", ""},
		{list, "3", "", 0, "", "3"},
		{list, "g", "", 0, "", "g"},
		{list, "4 ] f", NextFact, 4, "", ""},
		{list, "g g", First, 1, "", ""},
		{list, "g x", "", 0, "", ""},
		{list, "enter", Open, 1, "", ""},
		{list, "J", ScrollDown, 1, "", ""},
		{[]Scope{Article, Global}, "J", NextStory, 1, "", ""},
		{prompt, "j", "", 0, "j", ""},
		{prompt, "5", "", 0, "5", ""},
		{prompt, "ctrl+w", DeleteWord, 1, "", ""},
		{prompt, "enter", Accept, 1, "", ""},
		{prompt, "f5", "", 0, "", ""},
		{strip, "b", "", 0, "b", ""},
		{strip, "7", ToggleTopic, 7, "", ""},
		{strip, "-", Exclude, 1, "", ""},
		{[]Scope{Menu}, "3", Pick, 3, "", ""},
	} {
		got := press(Default(), c.in, strings.Fields(c.keys)...)
		if got.Action != c.want || got.N != c.n || got.Text != c.text || got.Typed.String() != c.typed {
			t.Errorf("%s in %s: %+v, typed %q", c.keys, c.in[0], got, got.Typed.String())
		}
	}
}

func TestACountHasAnEnd(t *testing.T) {
	ks := strings.Split(strings.Repeat("9", 40)+"j", "")
	if got := press(Default(), []Scope{List, Global}, ks...); got.N != maxCount {
		t.Errorf("count %d", got.N)
	}
}

func TestContinuationsSayWhatCanFollow(t *testing.T) {
	var got []string
	for _, r := range Default().Continuations(Typed{Keys: "]", Scope: Global}) {
		got = append(got, r.Labels())
	}
	if want := "f m n d p o l q"; strings.Join(got, " ") != want {
		t.Errorf("after ]: %v, want %s", got, want)
	}
}

func TestKeysAreBoundAnewAndConflictsAreTold(t *testing.T) {
	for _, c := range []struct {
		name      string
		overrides map[string]string
		keys      string // pressed in the list
		want      Action
		errs      []string
	}{
		{"plain", map[string]string{"star": "S"}, "S", Star, nil},
		{"the old key is free", map[string]string{"star": "S"}, "s", "", nil},
		{"sequence", map[string]string{"star": "gs"}, "g s", Star, nil},
		{"control", map[string]string{"star": "C-x"}, "ctrl+x", Star, nil},
		{"several", map[string]string{"star": "S, F5"}, "f5", Star, nil},
		{"swapped", map[string]string{"star": "m", "toggle-read": "s"}, "m", Star, nil},
		{"scoped", map[string]string{"list.open": "space"}, "space", Open, nil},
		{"unbound", map[string]string{"star": ""}, "s", "", nil},
		{"taken", map[string]string{"star": "m"}, "m", ToggleRead, []string{"keys: star: m already means toggle-read everywhere"}},
		{"taken: the own key stays", map[string]string{"star": "m"}, "s", Star, []string{"keys: star: m already means toggle-read everywhere"}},
		{"taken in every pane", map[string]string{"star": "J"}, "s", Star, []string{"keys: star: J already means scroll-down in the list, next-story in the article, scroll-down in the facts"}},
		{"taken in one pane only", map[string]string{"star": "v, Z"}, "Z", Star, nil},
		{"begins a sequence", map[string]string{"star": "g"}, "s", Star, []string{"keys: star: g already means first everywhere"}},
		{"a slip", map[string]string{"sart": "S"}, "s", Star, []string{`keys: there is no action "sart", did you mean "star"?`}},
		{"no such action", map[string]string{"make-coffee": "S"}, "s", Star, []string{`keys: there is no action "make-coffee"; ? lists them`}},
		{"no such place", map[string]string{"prompt.star": "S"}, "s", Star, []string{"keys: prompt is no place where star can be bound"}},
		{"no such key", map[string]string{"star": "Hyper"}, "s", Star, []string{`keys: star: "Hyper" is no key; keys are written j, gg, C-d, Space, Enter, F5`}},
	} {
		table, errs := Default().Bind(c.overrides)
		got := press(table, []Scope{List, Global}, strings.Fields(c.keys)...)
		if got.Action != c.want {
			t.Errorf("%s: %s does %q, want %q", c.name, c.keys, got.Action, c.want)
		}
		if len(errs) != len(c.errs) {
			t.Errorf("%s: errors %v, want %v", c.name, errs, c.errs)
			continue
		}
		for i, e := range errs {
			if e.Error() != c.errs[i] {
				t.Errorf("%s: error %q, want %q", c.name, e, c.errs[i])
			}
		}
	}
}

func TestTheReadmeTableHoldsEveryKey(t *testing.T) {
	md := Default().Markdown()
	for _, s := range Scopes() {
		for _, r := range Default().Bindings(s) {
			for _, k := range r.Keys {
				if !strings.Contains(md, "`"+Label(k)+"`") {
					t.Errorf("%s is missing", Label(k))
				}
			}
		}
	}
}

func BenchmarkPress(b *testing.B) {
	table := Default()
	b.ReportAllocs()
	for b.Loop() {
		table.Press([]Scope{List, Global}, Typed{}, "j", "j")
	}
}
