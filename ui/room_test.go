package ui_test

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui"
	"lede/ui/keys"
	"lede/ui/uitest"
)

// article is what stands between the two rules of a screen of three panes.
func articleOf(s *uitest.Screen) string {
	var out []string
	for r := range strings.Lines(s.Text()) {
		if parts := strings.Split(r, "│"); len(parts) == 3 {
			out = append(out, strings.TrimSpace(parts[1]))
		}
	}
	return strings.Join(out, "\n")
}

func TestEachStoryIsFoundWhereItWasLeft(t *testing.T) {
	long := uitest.Edition(20)
	for i := range 2 {
		var ps []string
		for n := range 60 {
			ps = append(ps, strings.Repeat("Ship ", i+1)+strings.Repeat("calls again ", 4)+string(rune('A'+n%26)))
		}
		long[i].Body, long[i].Facts, long[i].Brief = model.PlainBody(ps...), nil, nil
	}
	s := &uitest.Screen{}
	s.Start(ui.New(ui.Options{Desk: uitest.New(long), May: everything, Now: nowIsNoon, Keys: table(), After: s.After}), 140, 40)
	s.Press("enter", "space")
	was := articleOf(s)
	s.Press("J")
	if articleOf(s) == was {
		t.Fatal("it is the same story")
	}
	s.Press("ctrl+d", "K")
	if got := articleOf(s); got != was {
		t.Errorf("it was left at\n%s\nand is found at\n%s", was, got)
	}
}

func TestWhatIsPastedIsTypedWhereTextIsTakenAndNothingElsewhere(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Questions()
	s.Send(tea.PasteMsg{Content: "sAmQ"})
	if q := d.Questions(); len(q) > 0 || s.Quit {
		t.Errorf("pasted letters press keys: %v", q)
	}
	s.Press("f")
	s.Send(tea.PasteMsg{Content: "#shipping\nQ"})
	shows(t, s, "filter #shipping Q")
	if s.Quit {
		t.Error("a pasted key leaves")
	}
}

func TestACommandTellsWhatItDoesWhileItIsTyped(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press(":", "'pict'")
	shows(t, s, "pictures auto, on, off, blocks, kitty or sixel show or hide the pictures")
	s.Press("ctrl+u", "'th'", "tab")
	shows(t, s, "another theme")
}

func TestNewsboatsReadersFindTheirKeys(t *testing.T) {
	boat, ok := keys.Preset("newsboat")
	if !ok {
		t.Fatal("the preset does not bind")
	}
	s, d := begin(140, 40, 60, func(o *ui.Options) { o.Keys = boat })
	s.Press("N") // newsboat: toggle-article-read
	if q := d.Questions(); !slices.ContainsFunc(q, func(q string) bool { return strings.HasPrefix(q, "mark") }) {
		t.Errorf("N asks %v", q)
	}
	s.Press("U")
	s.Press("j", "enter", "u") // show-urls
	shows(t, s, "this story has no links")
}
