package ui_test

import (
	"testing"

	"lede/ui"
)

func TestJumpsLeadBackAndForward(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("ctrl+o")
	shows(t, s, "there is no earlier place")
	s.Press("j", "G")
	shows(t, s, "60 of 60")
	s.Press("ctrl+o")
	shows(t, s, " 2 of 60")
	s.Press("alt+o")
	shows(t, s, "60 of 60")
	s.Press("alt+o")
	shows(t, s, "there is no later place")
}

func TestAJumpBackBringsTheFilterOfThen(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("4", "j", "t", "b", "enter", "j")
	shows(t, s, "#bitcoin ×", "2 of 8")
	s.Press("ctrl+o")
	shows(t, s, " all ", "5 of 60")
	s.Press("alt+o")
	shows(t, s, "#bitcoin ×", "2 of 8")
}

func TestCountedJumpsAndTheSamePlaceTwice(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("G", "g", "g", "G", "3", "ctrl+o")
	shows(t, s, " 1 of 60")
	s.Press(":", "'17'", "enter", ":", "'17'", "enter", "ctrl+o")
	shows(t, s, " 1 of 60")
}

func TestTheTourGoesOnWithWhatTheReaderDoes(t *testing.T) {
	s, _ := begin(140, 40, 60, func(o *ui.Options) { o.First = true })
	shows(t, s, "new here? :tour takes a minute", "a add feed")
	s.Press(":", "'tour'", "enter")
	shows(t, s, "1/10  j goes down the list", "Esc ends")
	s.Press("k")
	shows(t, s, "1/10")
	s.Press("j", "k", "enter")
	shows(t, s, "3/10  ]f")
	s.Press("]", "f", "*")
	shows(t, s, "5/10  Backspace")
	s.Press("backspace", "t", "b", "enter")
	shows(t, s, "7/10  C-o", "#bitcoin ×")
	s.Press("ctrl+o", "f", "esc", "u", "?", "esc")
	shows(t, s, "that was the tour")
	hides(t, s, "/10")
}

func TestEscapeEndsTheTourFirst(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t", "b", "enter", ":", "'tour'", "enter", "esc")
	shows(t, s, "#bitcoin ×", "that was the tour")
	hides(t, s, "1/10")
}
