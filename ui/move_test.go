package ui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestMovingShowsTheStoryAndMarksNothing(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press("j", "j")
	shows(t, s, "No boat left the harbour", "3 of 60", "● Storm keeps")
	if n := asked(d, "mark"); n != 0 {
		t.Errorf("%d marks", n)
	}
}

func TestSpaceAtTheEndGoesToTheNextUnread(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("j", "j", "enter", "space")
	shows(t, s, "5 of 60") // the fourth is read
}

func TestTheMouseSelectsOpensAndScrolls(t *testing.T) {
	s, d := begin(140, 40, 60)
	click := func(x, y int) { s.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	click(10, 6)
	shows(t, s, "2 of 60")
	click(10, 6)
	shows(t, s, "marked read")
	d.Questions()
	before := s.Text()
	for range 5 {
		s.Send(tea.MouseWheelMsg{X: 10, Y: 6, Button: tea.MouseWheelDown})
		s.Send(tea.MouseWheelMsg{X: 70, Y: 6, Button: tea.MouseWheelDown})
	}
	if n := asked(d, "mark"); n != 0 || s.Text() == before {
		t.Error("the wheel scrolls and changes no state")
	}
	shows(t, s, "2 of 60")
	s.Press("t", "b", "enter")
	shows(t, s, "#bitcoin ×")
	click(8, 0)
	shows(t, s, "of 60")
	s.Press("h", "g", "g")
	click(125, 11)
	shows(t, s, "▌ ≈ $12.5 million")
}
