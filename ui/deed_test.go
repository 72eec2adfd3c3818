package ui_test

import (
	"errors"
	"slices"
	"testing"

	"lede/ui"
	"lede/ui/desk"
	"lede/ui/msg"
)

func TestAFeedTakenOffComesBack(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press(":", "'feeds'", "enter", "G", "d")
	shows(t, s, "Ledger Daily is off your list; its starred stories stay (u undo)")
	hides(t, s, "no answer in 10 s")
	s.Press("esc", "u")
	shows(t, s, "Ledger Daily is on your list again")
	s.Press(":", "'feeds'", "enter")
	shows(t, s, "no answer in 10 s")
	s.Press("esc", "ctrl+r", ":", "'feeds'", "enter")
	hides(t, s, "no answer in 10 s")
	if n := asked(d, "mark"); n != 0 {
		t.Errorf("%d marks", n)
	}
}

func TestAnAddedFeedIsTakenBackAndMarksKeepTheirOrder(t *testing.T) {
	s, d := begin(140, 40, 60, func(o *ui.Options) { o.May.Refresh = false })
	s.Press("m", "a", "'hill.test'", "enter", "s")
	d.Questions()
	s.Press("u", "u", "u")
	got := d.Questions()
	got = slices.DeleteFunc(got, func(q string) bool { return q != "undo" && q != "remove" })
	if want := []string{"undo", "remove", "undo"}; !slices.Equal(got, want) {
		t.Errorf("asked %v, want %v", got, want)
	}
	shows(t, s, "undone: marked read")
	s.Press("ctrl+r", "ctrl+r")
	shows(t, s, "Hill Gazette is on your list again")
	s.Press("u", "u", "u")
	shows(t, s, "nothing to undo")
}

func TestANewReaderIsOfferedPacks(t *testing.T) {
	s, d := begin(140, 40, 60, func(o *ui.Options) { o.First = true })
	s.Press("a")
	shows(t, s, "feeds to begin with", "coast", "Pier News, Tide Table", "a any other address")
	s.Press("enter")
	if q := d.Questions(); !slices.Contains(q, "take coast") || !slices.Contains(q, "refresh") {
		t.Errorf("asked %v", q)
	}
	s.Press("u")
	s.Wait(msg.Toast)
	s.Press(":", "'feeds'", "enter")
	hides(t, s, "Pier News", "Tide Table")
	s.Press("esc", "a")
	shows(t, s, "add feed")
	s.Press("esc", ":", "'packs'", "enter", "a")
	shows(t, s, "add feed")
}

func TestANoteIsKeptShownAndTakenBack(t *testing.T) {
	s, _ := begin(140, 40, 60, func(o *ui.Options) { o.May.Open = false })
	s.Press("e", "'ask Ines about the loan'", "enter")
	shows(t, s, "note kept", "┃ ask Ines about the loan")
	s.Press("u")
	shows(t, s, "the note is as it was")
	hides(t, s, "┃ ask")
	s.Press("ctrl+r")
	shows(t, s, "┃ ask Ines about the loan")
	s.Press(":", "'note twice the size'", "enter")
	shows(t, s, "┃ twice the size")
	s.Press("j", "k")
	shows(t, s, "┃ twice the size")
	s.Press("e", "ctrl+u", "enter")
	shows(t, s, "note taken away")
	hides(t, s, "┃ twice")
}

func TestNotesAndPacksThatFailOrMayNotBeAreTold(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Fail["note"] = errors.New("the store cannot be written")
	s.Press(":", "'note x'", "enter")
	shows(t, s, "the store cannot be written")
	hides(t, s, "┃ x")
	d.Fail["packs"] = errors.New("no packs came")
	s.Press(":", "'packs'", "enter")
	shows(t, s, "no packs came")
	s, _ = begin(140, 40, 60, func(o *ui.Options) { o.May = desk.May{} })
	s.Press("e")
	shows(t, s, "notes are not kept here")
	s.Press(":", "'packs'", "enter")
	shows(t, s, "feeds cannot be changed here")
}
