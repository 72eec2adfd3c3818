package ui_test

import (
	"slices"
	"testing"

	"lede/ui"
)

func TestOpeningMarksReadAndUndoTakesItBack(t *testing.T) {
	s, _ := begin(140, 40, 60)
	shows(t, s, "41 unread")
	s.Press("enter")
	shows(t, s, "40 unread", "marked read (u undo)")
	hides(t, s, "● Varna")
	s.Press("u")
	shows(t, s, "41 unread", "undone: marked read", "● Varna")
	s.Press("ctrl+r")
	shows(t, s, "40 unread", "done again: marked read")
	s.Press("u", "u")
	shows(t, s, "nothing to undo")
}

func TestReadingOnMarksEachStory(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("enter", "J", "J")
	shows(t, s, "No boat left the harbour", "38 unread")
	s.Press("K")
	shows(t, s, "央行周一宣布", "38 unread")
}

func TestAListIsMarkedReadWithoutAskingAndComesBack(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("A")
	shows(t, s, "marked read: 41 stories (u undo)")
	hides(t, s, "unread")
	s.Press("u")
	shows(t, s, "undone: marked read, 41 stories", "41 unread")
}

func TestARangeIsMarkedAsOne(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("v", "2", "j", "s")
	shows(t, s, "starred: 3 stories", "★ Varna", "★ 央行", "★ Storm")
	s.Press("s")
	shows(t, s, "unstarred (u undo)")
	s.Press("v", "k", "esc", "m")
	shows(t, s, "marked read (u undo)")
}

func TestARefreshTellsWhatCameAndWhatFailed(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("j", "R")
	shows(t, s, "1 new story · Ledger Daily: no answer in 10 s", "A late ship calls", "3 of 61")
}

func TestAFeedIsAddedFromTheScreen(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press("a", "'hill.test'", "enter")
	if q := d.Questions(); !slices.Contains(q, "add hill.test") || !slices.Contains(q, "refresh") {
		t.Errorf("asked %v", q)
	}
	s.Press(":", "'feeds'", "enter")
	shows(t, s, "Hill Gazette", "no answer in 10 s", "12 unread of 30")
	s.Press("G", "d")
	hides(t, s, "Hill Gazette  ")
}

func TestTheFullTextTakesTheFeedsPlaceAndGivesItBack(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("2", "j", "x")
	shows(t, s, "The page tells the whole of it.", "this is the full text")
	s.Press("x")
	shows(t, s, "this is the text of the feed")
	hides(t, s, "The page tells the whole of it.")
	s.Press("x")
	shows(t, s, "The page tells the whole of it.", "this is the full text")
}

func TestPagesAreOpenedHereAndCopiedElsewhere(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press("o", "O")
	if len(d.Opened) != 2 || d.Opened[1] != "https://coast.test/talk/1" {
		t.Errorf("opened %v", d.Opened)
	}
	s, d = begin(140, 40, 60, func(o *ui.Options) { o.May.Open = false })
	s.Press("o", ";", "1")
	if len(d.Opened) != 0 || len(s.Copied) != 2 || s.Copied[1] != "https://coast.test/acts/dock" {
		t.Errorf("opened %v, copied %v", d.Opened, s.Copied)
	}
}
