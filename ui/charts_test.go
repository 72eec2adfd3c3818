package ui_test

import (
	"errors"
	"strings"
	"testing"

	"lede/model"
	"lede/ui"
	"lede/ui/desk"
	"lede/ui/msg"
	"lede/ui/uitest"
)

func TestTheTopicsOfTheStripShowTheirWeek(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t")
	shows(t, s, "shipping 10 ▁▁▁▃▇█▅", "culture")
	s.Press("s", "enter", "t")
	shows(t, s, "+shipping 10 ▁▁▁▃▇█▅")
}

func TestStoriesOfLongAgoHaveNoWeek(t *testing.T) {
	old := uitest.Edition(20)
	for i := range old {
		old[i].Published = uitest.Noon.AddDate(-1, 0, 0)
	}
	s := &uitest.Screen{}
	s.Start(ui.New(ui.Options{Desk: uitest.New(old), May: everything, Now: nowIsNoon, Keys: table(), After: s.After}), 140, 40)
	s.Press("t")
	if strings.ContainsAny(s.Text(), "▁▂▃▄▅▆▇█") {
		t.Errorf("a week without stories is drawn:\n%s", s.Text())
	}
}

// told is an edition in which the first story is told again on two days before.
func told() []model.Story {
	out := uitest.Edition(40)
	for i, days := range []int{2, 5} {
		s := uitest.Harbour()
		s.ID, s.Published = model.StoryID(900+i), uitest.Noon.AddDate(0, 0, -days)
		out = append(out, s)
	}
	return out
}

func TestWhoIsNamedIsChartedOnceSelected(t *testing.T) {
	s := &uitest.Screen{}
	s.Start(ui.New(ui.Options{Desk: uitest.New(told()), May: everything, Now: nowIsNoon, Keys: table(), After: s.After}), 140, 40)
	const chart = "▁▁▁▁▁▁▁▁█▁▁█▁█  3 in 14 days"
	s.Press("]", "p")
	if strings.Contains(s.Text(), chart) {
		t.Fatal("a fact that was only passed is charted")
	}
	s.Wait(msg.Charting)
	shows(t, s, "Ines Calder", chart)
	s.Press("[", "m")
	s.Wait(msg.Charting)
	if strings.Contains(s.Text(), chart) {
		t.Fatalf("a sum of money is charted:\n%s", s.Text())
	}
	s.Press("]", "p")
	s.Press("j")
	s.Wait(msg.Charting)
	if strings.Contains(s.Text(), chart) {
		t.Errorf("the chart of another story's fact is shown:\n%s", s.Text())
	}
}

func TestWhereDaysAreNotCountedThereAreNoCharts(t *testing.T) {
	failing := uitest.New(told())
	failing.Fail["days"] = errors.New("the store is busy")
	for _, d := range []desk.Desk{failing, struct{ desk.Desk }{uitest.New(told())}} {
		s := &uitest.Screen{}
		s.Start(ui.New(ui.Options{Desk: d, May: everything, Now: nowIsNoon, Keys: table(), After: s.After}), 140, 40)
		s.Press("]", "p")
		s.Wait(msg.Charting)
		s.Press("t")
		shows(t, s, "Ines Calder", "shipping")
		if strings.ContainsAny(s.Text(), "▁█") || strings.Contains(s.Text(), "busy") {
			t.Errorf("%T:\n%s", d, s.Text())
		}
	}
}
