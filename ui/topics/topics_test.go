package topics

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/ui/keys"
	"lede/ui/term"
	"lede/ui/theme"
)

func some() Strip {
	return Open([]Entry{{Name: "economy", Total: 41, Unread: 12}, {Name: "bitcoin", Total: 20}, {Name: "politics", Total: 9}, {Name: "biology", Total: 3},
		{Name: "central-banks", Total: 2}, {Name: "ai", Total: 1}})
}

func TestALetterPicksAndMoreLettersNarrow(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"e", "economy"}, {"b", "bitcoin"}, {"bio", "biology"}, {"p", "politics"}, {"i", "biology"},
		{"bank", "central-banks"}, {"a", "ai"}, {"oin", "bitcoin"},
	} {
		s, ok := some(), true
		for _, l := range strings.Split(c.typed, "") {
			if s, ok = s.Type(l); !ok && len(c.typed) < 3 {
				t.Errorf("%s is refused", c.typed)
			}
		}
		if c.typed == "oin" { // its first letter belongs to no topic: a piece of a name is found once it is two letters long
			continue
		}
		if got := s.Picked(); got != c.want {
			t.Errorf("%s picks %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestWhatLeavesNoTopicIsRefused(t *testing.T) {
	s, _ := some().Type("b")
	if got, ok := s.Type("z"); ok || got.Typed() != "b" || got.Picked() != "bitcoin" {
		t.Errorf("typed %q, picked %q", got.Typed(), got.Picked())
	}
	if s = s.Do(keys.Backspace, 1); s.Picked() != "" {
		t.Errorf("nothing typed picks %q", s.Picked())
	}
}

func TestDigitsKeepTheirTopicsWhileCountsChange(t *testing.T) {
	s := some().Update([]Entry{{Name: "politics", Total: 5}, {Name: "storms", Total: 2}})
	if s.Numbered(3) != "politics" || s.Numbered(1) != "economy" || s.Numbered(7) != "storms" || s.Numbered(8) != "" || s.Numbered(0) != "" {
		t.Errorf("%+v", s.all)
	}
	if s.all[0].Total != 0 || s.all[2].Total != 5 {
		t.Errorf("counts %+v", s.all)
	}
}

func TestTheStripShowsLettersDigitsAndCounts(t *testing.T) {
	th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	s := some().Marked([]string{"Bitcoin"}, []string{"politics"})
	got := strings.TrimRight(ansi.Strip(s.View(90, 1, th)[0]), " ")
	if want := " 1 economy 41   2 +bitcoin 20   3 -politics 9   4 biology 3   5 central-banks 2   6 ai 1"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for x, want := range map[int]string{1: "economy", 12: "economy", 14: "", 17: "bitcoin", 500: ""} {
		if at := s.At(x, 0, 90); at != want {
			t.Errorf("cell %d is %q, want %q", x, at, want)
		}
	}
}

func TestRowsFitAndThePickedOneIsInSight(t *testing.T) {
	th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	var many []Entry
	for _, n := range strings.Fields("economy bitcoin politics 央行 biology ai chips storms e\u0301tudes films music opera chess tennis rowing sailing") {
		many = append(many, Entry{Name: n, Total: 12345})
	}
	s := Open(many)
	for range many {
		s = s.Do(keys.Next, 1)
		for w := 0; w < 120; w++ {
			h := s.Rows(w)
			seen := false
			for _, r := range s.View(w, h, th) {
				if term.Width(r) != w {
					t.Fatalf("at %d a row has %d cells", w, term.Width(r))
				}
				seen = seen || strings.Contains(ansi.Strip(r), s.Picked())
			}
			if !seen && w > 40 {
				t.Fatalf("%s is out of sight at %d", s.Picked(), w)
			}
		}
	}
}
