package ui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"lede/model"
	"lede/ui"
	"lede/ui/uitest"
)

// pictured is an edition whose first two stories have a picture.
func pictured() []model.Story {
	out := uitest.Edition(20)
	var w model.BodyBuilder
	w.Open(model.Block{Kind: model.Figure, Src: "https://coast.test/cranes.jpg", Alt: "Two cranes"})
	w.Close()
	for range 40 {
		w.Open(model.Block{Kind: model.Paragraph})
		w.Text("The cranes were made in Gdansk and came by sea.", 0, "")
		w.Close()
	}
	out[0].Body, out[0].Facts, out[0].Brief = w.Body(), nil, nil
	out[1].Enclosures = []model.Enclosure{{URL: "https://ledger.test/rates.png", Type: "image/png"}}
	return out
}

func reading(o ui.Options) (*uitest.Screen, *uitest.Desk) {
	s, d := &uitest.Screen{}, uitest.New(pictured())
	o.Desk, o.May, o.Now, o.Keys, o.After = d, everything, nowIsNoon, table(), s.After
	s.Start(ui.New(o), 140, 40)
	return s, d
}

// rowsOf counts the rows of a screen that show a picture.
func rowsOf(s *uitest.Screen) int {
	n := 0
	for r := range strings.Lines(s.Text()) {
		if strings.Contains(r, "▀▀▀▀▀▀▀▀") {
			n++
		}
	}
	return n
}

func TestAStoryThatIsOpenedShowsItsPictureAndOneThatIsPassedNone(t *testing.T) {
	s, d := reading(ui.Options{})
	s.Press("j", "k")
	if n := rowsOf(s); n > 0 || slices.Contains(d.Questions(), "picture https://coast.test/cranes.jpg") {
		t.Fatalf("%d rows of picture in a story that was only passed", n)
	}
	s.Press("enter")
	if n := rowsOf(s); n < 8 || n > 16 {
		t.Fatalf("%d rows of picture:\n%s", n, s.Text())
	}
	if above, _, _ := strings.Cut(s.Text(), "Two cranes"); !strings.Contains(above, "▀▀▀") {
		t.Errorf("the picture is not above its caption:\n%s", s.Text())
	}
	s.Press("J") // the next story has one as well
	if n := rowsOf(s); n < 8 {
		t.Errorf("%d rows of picture of an enclosure:\n%s", n, s.Text())
	}
	s.Press("J")
	if n := rowsOf(s); n > 0 {
		t.Errorf("a story without a picture shows %d rows of one", n)
	}
	s.Press("K", "K")
	asked := 0
	for _, q := range d.Questions() {
		if q == "picture https://coast.test/cranes.jpg" {
			asked++
		}
	}
	if n := rowsOf(s); n < 8 || asked != 1 {
		t.Errorf("%d rows, asked for %d times", n, asked)
	}
}

func TestPicturesAreHiddenAndShownAndTheChoiceIsKept(t *testing.T) {
	s, d := reading(ui.Options{})
	s.Press("enter", "P")
	if n := rowsOf(s); n > 0 {
		t.Errorf("%d rows of picture", n)
	}
	if v, _ := d.Setting(t.Context(), "pictures"); v != "off" {
		t.Errorf("kept %q", v)
	}
	s.Press("P")
	if n := rowsOf(s); n < 8 {
		t.Errorf("%d rows of picture", n)
	}
}

func TestPicturesAreShownWhereThereAreColoursAndNoLongLine(t *testing.T) {
	for name, c := range map[string]struct {
		o    ui.Options
		want bool
	}{
		"here": {ui.Options{}, true}, "256 colours": {ui.Options{Profile: colorprofile.ANSI256}, true},
		"sixteen colours": {ui.Options{Profile: colorprofile.ANSI}, false}, "no colour": {ui.Options{Theme: "none"}, false},
		"ASCII": {ui.Options{ASCII: true}, false}, "far away": {ui.Options{Far: true}, false},
		"far away, asked for": {ui.Options{Far: true, Pictures: "on"}, true}, "not wanted": {ui.Options{Pictures: "off"}, false},
		"chosen before": {ui.Options{Far: true}.Recall(func(key string) string { return map[string]string{"pictures": "on"}[key] }), true},
	} {
		s, d := reading(c.o)
		s.Press("enter")
		asked := slices.Contains(d.Questions(), "picture https://coast.test/cranes.jpg")
		if got := rowsOf(s) > 0; got != c.want || asked != c.want {
			t.Errorf("%s: shown %v, asked for %v", name, got, asked)
		}
	}
}

func TestWhatIsReadStaysWhenItsPictureComesLate(t *testing.T) {
	s, d := reading(ui.Options{})
	d.Fail["picture"] = errors.New("no answer in 10 s")
	s.Press("enter", "space")
	row := func() string { return strings.Split(s.Text(), "\n")[10] }
	was := row()

	delete(d.Fail, "picture")
	s.Press("P", "P")
	if got := row(); got != was || rowsOf(s) > 0 {
		t.Errorf("%q became %q", was, got)
	}
	s.Press("g", "g")
	if rowsOf(s) < 8 {
		t.Errorf("the picture is not there:\n%s", s.Text())
	}
}
