package menu

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

func TestAMenuShowsItsSelectionAndFits(t *testing.T) {
	th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	var items []Item
	for range 40 {
		items = append(items, Item{Label: "央行 e\u0301 " + strings.Repeat("long ", 30), Note: "a note", Bad: true})
	}
	for w := 0; w < 120; w += 3 {
		for h := 0; h < 40; h++ {
			f := layout.Split(w, h, layout.Opts{})
			for _, p := range []Pane{Open("links", items, "no links", "Enter opens"), Open("links", nil, "no links", "Enter opens")} {
				p = p.Do(keys.Next, 30)
				r := p.Box(f)
				got := p.View(r, th)
				if len(got) != r.H {
					t.Fatalf("%d×%d: %d rows, want %d", w, h, len(got), r.H)
				}
				for _, s := range got {
					if term.Width(s) != r.W {
						t.Fatalf("%d×%d: row of %d cells, want %d: %q", w, h, term.Width(s), r.W, s)
					}
				}
				if p.Selected() >= 0 && r.H > 5 && r.W > 20 && !strings.Contains(ansi.Strip(strings.Join(got, "\n")), "▌") {
					t.Fatalf("%d×%d: the selection is out of sight", w, h)
				}
			}
		}
	}
}

func TestRowsAreFoundAgain(t *testing.T) {
	p := Open("links", []Item{{Label: "one"}, {Label: "two"}}, "", "")
	r := p.Box(layout.Split(80, 24, layout.Opts{}))
	for y, want := range map[int]int{0: -1, 1: 0, 2: 1, 3: -1, 9: -1} {
		if got := p.At(y, r); got != want {
			t.Errorf("row %d is item %d, want %d", y, got, want)
		}
	}
}
