package help

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/term"
	"lede/ui/theme"
)

func draws(p Pane, w, h int) string {
	th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	return ansi.Strip(strings.Join(p.View(p.Box(layout.Split(w, h, layout.Opts{})), th), "\n"))
}

func TestHelpHoldsEveryRowOfTheTable(t *testing.T) {
	table := keys.Default()
	p := Open(table, []keys.Scope{keys.List, keys.Global})
	var all strings.Builder
	for range 30 {
		all.WriteString(draws(p, 140, 40))
		p = p.Do(keys.PageDown, 1)
	}
	for _, s := range keys.Scopes() {
		for _, b := range table.Bindings(s) {
			if !strings.Contains(all.String(), term.Cut(b.Help, 50)) && !strings.Contains(all.String(), b.Help[:min(len(b.Help), 50)]) {
				t.Errorf("%s in %s is not shown", b.Action, s)
			}
		}
	}
}

func TestTypingSearchesKeysNamesAndHelp(t *testing.T) {
	for typed, want := range map[string]string{"undo": "undo the last change", "C-d": "half a page down", "sum of money": "next sum of money"} {
		p := Open(keys.Default(), nil)
		for _, l := range strings.Split(typed, "") {
			p = p.Type(l)
		}
		s := draws(p, 100, 30)
		if !strings.Contains(s, want) || strings.Contains(s, "the article alone") {
			t.Errorf("%s:\n%s", typed, s)
		}
	}
	if s := draws(Open(keys.Default(), nil).Type("xyzzy"), 100, 30); !strings.Contains(s, "no key does that") {
		t.Error(s)
	}
}

func TestHelpFitsEverySize(t *testing.T) {
	th, _ := theme.Pick("none", true, colorprofile.TrueColor)
	for w := 0; w < 120; w += 3 {
		for h := 0; h < 40; h++ {
			p := Open(keys.Default(), nil).Do(keys.Last, 1)
			r := p.Box(layout.Split(w, h, layout.Opts{}))
			got := p.View(r, th)
			if len(got) != r.H {
				t.Fatalf("%d×%d: %d rows, want %d", w, h, len(got), r.H)
			}
			for _, s := range got {
				if term.Width(s) != r.W {
					t.Fatalf("%d×%d: row of %d cells, want %d", w, h, term.Width(s), r.W)
				}
			}
		}
	}
}
