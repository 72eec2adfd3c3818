package ui_test

import (
	"errors"
	"slices"
	"testing"

	"lede/ui"
	"lede/ui/desk"
	"lede/ui/msg"
	"lede/ui/uitest"
)

// newcomer is a screen at the first start, on a machine where another reader's feeds lie.
func newcomer(change func(*ui.Options, *uitest.Desk)) (*uitest.Screen, *uitest.Desk) {
	s, d := &uitest.Screen{}, uitest.New(uitest.Edition(20))
	d.Found = []desk.Other{{Name: "newsboat", Path: "/home/ann/.newsboat", Feeds: 3}}
	o := ui.Options{Desk: d, May: everything, Now: nowIsNoon, Keys: table(), After: s.After, First: true}
	if change != nil {
		change(&o, d)
	}
	s.Start(ui.New(o), 140, 40)
	return s, d
}

func TestWhoComesFromAnotherReaderIsOfferedItsFeeds(t *testing.T) {
	s, d := newcomer(nil)
	shows(t, s, "newsboat's 3 feeds are here: :import takes them over")
	s.Press(":", "'import'", "enter")
	shows(t, s, "take over from another reader", "newsboat", "your 3 feeds", "/home/ann/.newsboat")
	s.Press("enter")
	if q := d.Questions(); !slices.Contains(q, "take over newsboat") || !slices.Contains(q, "refresh") {
		t.Errorf("asked %v", q)
	}
	s.Press("u")
	s.Wait(msg.Toast)
	s.Press(":", "'feeds'", "enter")
	hides(t, s, "Taken 1", "Taken 3")
}

func TestWhatWasTakenOverIsTold(t *testing.T) {
	s, _ := newcomer(func(o *ui.Options, _ *uitest.Desk) { o.May.Refresh = false })
	s.Press(":", "'import'", "enter", "enter")
	shows(t, s, "newsboat: 3 feeds, 3 of them new, 1,204 stories, 900 read, 12 starred; not taken: 1, line 3: no address")
}

func TestTheFirstFeedMayComeFromAnotherReader(t *testing.T) {
	s, d := newcomer(nil)
	s.Press("a")
	shows(t, s, "newsboat", "your 3 feeds", "coast")
	s.Press("j", "enter")
	if q := d.Questions(); !slices.Contains(q, "take coast") {
		t.Errorf("asked %v", q)
	}
}

func TestWhatIsTakenHalfwayCanBeTakenBackAndTroubleIsTold(t *testing.T) {
	s, d := newcomer(func(_ *ui.Options, d *uitest.Desk) { d.Fail["take over"] = errors.New("the disk is full") })
	s.Press(":", "'import'", "enter", "enter")
	shows(t, s, "the disk is full")
	s.Press("u", ":", "'feeds'", "enter")
	hides(t, s, "Taken 1")
	d.Fail["others"] = errors.New("no folder can be read")
	s.Press("esc", ":", "'import'", "enter")
	shows(t, s, "no folder can be read")
}

func TestNothingIsOfferedWhereNothingIsOrWhereItMayNotBe(t *testing.T) {
	s, _ := newcomer(func(_ *ui.Options, d *uitest.Desk) { d.Found = nil })
	shows(t, s, ":tour takes a minute")
	s.Press(":", "'import'", "enter")
	shows(t, s, "no feeds of newsboat")
	s, d := newcomer(func(o *ui.Options, _ *uitest.Desk) { o.May.Open = false })
	s.Press(":", "'import'", "enter")
	shows(t, s, "nothing is taken over here")
	if slices.Contains(d.Questions(), "others") {
		t.Error("the host's folders are looked through for a reader far away")
	}
}
