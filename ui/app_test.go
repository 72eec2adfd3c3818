package ui_test

import (
	"errors"
	"testing"

	"lede/model"
	"lede/model/query"
	"lede/ui"
	"lede/ui/desk"
	"lede/ui/msg"
	"lede/ui/uitest"
)

func TestWhatCanFollowIsShownAfterAWhile(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("]")
	hides(t, s, "sum of money")
	s.Wait(msg.Pending)
	shows(t, s, "]…   f fact in the text   m sum of money")
	s.Press("x")
	hides(t, s, "sum of money")
}

func TestWhoMayNotIsTold(t *testing.T) {
	s, d := begin(140, 40, 60, func(o *ui.Options) { o.May = desk.May{} })
	for k, want := range map[string]string{"m": "marks are not kept here", "A": "marks are not kept here", "a": "feeds cannot be changed here", "R": "feeds are not fetched here", "ctrl+z": "lede cannot be suspended here"} {
		s.Press(k)
		shows(t, s, want)
	}
	s.Press("enter")
	if n := asked(d, "mark"); n != 0 {
		t.Errorf("%d marks", n)
	}
}

func TestTroubleIsToldAndReadingGoesOn(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Fail["mark"] = errors.New("the store cannot be written; reading goes on")
	s.Press("m")
	shows(t, s, "the store cannot be written; reading goes on", "● Varna")
	d.Fail["edition"] = errors.New("the store is busy")
	s.Press("t", "b", "enter")
	shows(t, s, "the store is busy", "Varna buys")
}

func TestAnswersToOldQuestionsAreDropped(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Send(msg.Edition{Era: -1, Edition: model.Edition{IDs: []model.StoryID{5}}})
	s.Send(msg.Story{Era: -1, ID: 5, Story: &model.Story{ID: 5, Headline: "Old news"}})
	s.Send(msg.Found{Era: -1, IDs: []model.StoryID{9}, Words: []string{"x"}})
	hides(t, s, "Old news", "match")
	shows(t, s, "1 of 60", "Varna buys")
}

func TestLeavingIsNoted(t *testing.T) {
	for _, ks := range [][]string{{"Q"}, {"ctrl+c"}, {"q"}, {"enter", "q", "q"}, {":", "'q'", "enter"}, {"f", "ctrl+c"}, {"?", "ctrl+c"}} {
		s, d := begin(100, 30, 10)
		s.Press(ks...)
		if !s.Quit || !d.Left {
			t.Errorf("%v: quit %v, noted %v", ks, s.Quit, d.Left)
		}
	}
}

func TestEscapeNeverLeaves(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t", "b", "enter", "enter", "]", "f", "tab", "z", "?", "esc")
	for range 12 {
		s.Press("esc")
	}
	if s.Quit {
		t.Fatal("it left")
	}
	shows(t, s, " all ", "Q leaves lede")
}

func TestTheFirstFrameNeedsNoAnswer(t *testing.T) {
	d := uitest.New(uitest.Edition(60))
	s := &uitest.Screen{}
	e, _ := d.Edition(t.Context(), query.Query{}, 30, 30)
	story := uitest.Harbour()
	d.Questions()
	o := ui.Options{Desk: d, May: everything, Now: nowIsNoon, Keys: table(), After: s.After, Start: &ui.Start{Edition: e, Story: &story}}
	s.Start(ui.New(o), 140, 40)
	shows(t, s, "Varna buys", "has bought two cranes", "IN BRIEF", "1 of 60", "41 unread")
	s.Press("G")
	shows(t, s, "60 of 60")
	s.Press("4", "5", "G")
	shows(t, s, "45 of 60")
}

func TestWhatWasChosenOnTheScreenIsRecalled(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press(":", "'theme light'", "enter", ":", "'rows 1'", "enter", ">", "5", ">")
	get := func(key string) string {
		v, _ := d.Setting(t.Context(), key)
		return v
	}
	o := ui.Options{}.Recall(get)
	if o.Theme != "light" || o.Rows != 1 || o.ListW != 52 || o.FactsW != 0 {
		t.Errorf("recalled %q, %d rows, %d and %d cells", o.Theme, o.Rows, o.ListW, o.FactsW)
	}
	if o = (ui.Options{Theme: "dark"}).Recall(get); o.Theme != "dark" {
		t.Errorf("what was asked for gives way to %q", o.Theme)
	}
	if o = (ui.Options{}).Recall(func(string) string { return "no sense" }); o.Rows != 0 || o.ListW != 0 {
		t.Errorf("nonsense becomes %+v", o)
	}
}
