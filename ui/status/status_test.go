package status

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/ui/term"
	"lede/ui/theme"
)

func dark() theme.Theme {
	t, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	return t
}

func TestTheTopLineTellsFilterCountsAndWork(t *testing.T) {
	top := Top{Chips: []string{"#bitcoin", "money>100m"}, Unread: 214, New: 18, Busy: "fetching 12/42"}
	line, zones := top.View(90, dark())
	got := ansi.Strip(line)
	if want := " lede  #bitcoin ×  money>100m ×                      fetching 12/42   214 unread · 18 new "; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for i, z := range zones {
		if s := ansi.Cut(got, z.X, z.X+z.W); s != top.Chips[i]+" ×" || z.Chip != i {
			t.Errorf("chip %d is at %q", i, s)
		}
	}
	line, _ = Top{}.View(40, dark())
	if got := strings.TrimRight(ansi.Strip(line), " "); got != " lede  all" {
		t.Errorf("%q", got)
	}
}

func TestTheBottomLineGivesWayToWhatHappened(t *testing.T) {
	b := Bottom{Place: 3, Of: 41, Percent: -1, Text: "marked read", Hints: []Hint{{"t", "topics"}, {"f", "filter"}, {"?", "help"}}}
	if got := ansi.Strip(b.View(70, dark())); got != "  3 of 41 · marked read                     t topics   f filter   ? help " {
		if !strings.HasPrefix(got, "  3 of 41 · marked read ") || !strings.HasSuffix(got, " t topics   f filter   ? help ") {
			t.Errorf("%q", got)
		}
	}
	b.Text = "coast post did not answer in 10 s; r tries again"
	if got := ansi.Strip(b.View(70, dark())); !strings.Contains(got, b.Text) || strings.Contains(got, "? help") {
		t.Errorf("%q", got)
	}
}

func TestLinesFitAtEveryWidth(t *testing.T) {
	for w := 0; w < 130; w++ {
		for _, s := range []string{"", "央行宣布", strings.Repeat("long words ", 20), "e\u0301\u202e\x1b[31m"} {
			top, zones := Top{Chips: []string{s, "#a", s}, Unread: 12345, New: 9, Muted: 4, Busy: s}.View(w, dark())
			bottom := Bottom{Place: 3, Of: 1_000_000, Percent: 50, Text: s, Level: Bad, Hints: []Hint{{"t", "topics"}, {"f", s}}}.View(w, dark())
			waiting := Waiting("]", []Hint{{"f", s}, {"m", "money"}}, w, dark())
			for _, l := range []string{top, bottom, waiting} {
				if term.Width(l) != w {
					t.Fatalf("at %d: %d cells: %q", w, term.Width(l), l)
				}
			}
			for _, z := range zones {
				if z.X < 0 || z.X+z.W > w {
					t.Fatalf("at %d: chip %+v is off the line", w, z)
				}
			}
		}
	}
}
