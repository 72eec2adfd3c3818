package ui

import (
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/uitest"
)

func TestEveryMarkHasOneOfASCIIAsWide(t *testing.T) {
	for i := 0; i < len(asciiPairs); i += 2 {
		from, to := asciiPairs[i], asciiPairs[i+1]
		if len(to) != 1 || to[0] < ' ' || to[0] > '~' || ansi.StringWidth(from) != 1 {
			t.Errorf("%q becomes %q", from, to)
		}
	}
}

func TestAScreenOfASCIIHasNoOtherMark(t *testing.T) {
	for _, press := range [][]string{{}, {"enter", "]", "m"}, {"t", "b"}, {"f", "'x:'"}, {"?"}, {";"}, {"v", "j"}, {"s"}, {"tab", "tab", "Z"}, {":", "'tour'", "enter"}} {
		edition := uitest.Edition(30)
		kept := edition[:0]
		for _, s := range edition {
			if s.Publisher == "Coast Post" || s.Publisher == "Ledger Daily" {
				kept = append(kept, s)
			}
		}
		s := &uitest.Screen{}
		a := New(Options{Desk: uitest.New(kept), May: desk.May{Open: true, Mark: true, Feeds: true}, Now: func() time.Time { return uitest.Noon },
			Keys: keys.Default(), After: s.After, ASCII: true})
		s.Start(a, 140, 40)
		s.Press(press...)
		for _, r := range s.Content() {
			if r > '~' {
				t.Fatalf("after %v there is %q:\n%s", press, r, s.Text())
			}
		}
	}
}
