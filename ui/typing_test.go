package ui_test

import (
	"testing"

	"lede/ui/desk"
	"lede/ui/uitest"
)

func TestEscapeLeavesTheFilterAsItWas(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("j", "t", "b")
	shows(t, s, "#bitcoin ×")
	s.Press("esc")
	shows(t, s, "2 of 60")
	s.Press("f", "'nowhere'")
	shows(t, s, "no story matches")
	s.Press("esc")
	shows(t, s, "2 of 60")
}

func TestTypingAFilterAsksOnceAPauseAndShowsTheCount(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Questions()
	for _, k := range []string{"f", "g", "r", "a", "i", "n"} {
		s.Send(uitest.Key(k))
	}
	if n := asked(d, "edition"); n != 0 {
		t.Errorf("%d questions while typing", n)
	}
	s.Press()
	if n := asked(d, "edition"); n != 1 {
		t.Errorf("%d questions after the pause", n)
	}
	shows(t, s, "filter grain", "stories", "grain exports rise")
	s.Press("enter")
	shows(t, s, "grain ×")
	s.Press("f", "ctrl+u", "enter")
	shows(t, s, "of 60")
	s.Press("f", "up")
	shows(t, s, "filter grain")
}

func TestAWrongFilterKeepsTheLastGoodResult(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("f", "'grain'")
	s.Press("' autor:x'")
	shows(t, s, "▾ unknown key “autor”: did you mean author:?", "grain exports rise")
	s.Press("enter")
	shows(t, s, "filter grain autor:x")
	s.Press("ctrl+w", "enter")
	shows(t, s, "grain ×")
}

func TestAnUnfinishedWordIsCompletedBeforeItIsFaulted(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Offers = []desk.Completion{{Insert: "person:calder", Label: "Ines Calder", Note: "2 stories"}}
	s.Press("f", "'person:'")
	shows(t, s, "Ines Calder 2 stories")
	s.Press("tab")
	shows(t, s, "filter person:calder", "person:calder* ×") // a word being typed may go on
	d.Offers = nil
	s.Press("ctrl+u", "'said:'")
	shows(t, s, "▾ “said:” wants something behind it")
}

func TestHalfATopicPreviewsTheWholeOne(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("f", "'#ship'")
	shows(t, s, "Varna buys", "#shipping ×")
	s.Press("tab")
	shows(t, s, "filter #shipping")
}

func TestAFilterIsSavedAndFoundAgain(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("f", "'grain'", "ctrl+s", "'bread'", "enter")
	shows(t, s, "saved as bread")
	s.Press("esc", "F")
	shows(t, s, "saved filters", "bread", "grain")
	s.Press("enter")
	shows(t, s, "grain ×")
	s.Press("F", "d")
	shows(t, s, "no saved filters yet")
}

func TestCommandsAreNamedAndCompleted(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press(":", "'them'", "tab", "'light'")
	shows(t, s, ": theme light")
	s.Press("enter")
	shows(t, s, "theme light")
	s.Press(":", "'17'", "enter")
	shows(t, s, "17 of 60")
	s.Press(":", "'filter grain'", "enter")
	shows(t, s, "grain ×")
	s.Press(":", "'statr'", "enter")
	shows(t, s, "there is no command \"statr\"; did you mean star?")
	s.Press(":", "'theme mauve'", "enter")
	shows(t, s, "there is no theme \"mauve\"")
	s.Press(":", "'rows 1'", "enter")
	shows(t, s, "one row a story")
}
