package ui_test

import (
	"testing"

	"lede/ui/msg"
)

func TestATopicIsThreeKeysAway(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t", "b", "enter")
	shows(t, s, "#bitcoin ×", "A bitcoin miner")
	hides(t, s, "Varna buys")
	s.Press("0")
	shows(t, s, "Varna buys", "of 60")
}

func TestALetterPicksAndTheNextKeyGoesOn(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t", "b", "j")
	shows(t, s, "#bitcoin ×", "2 of 8")
}

func TestTopicsAreAddedAndExcluded(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t", "'ship'", "space", "'storm'", "-", "enter")
	shows(t, s, "#shipping ×", "-#storms ×", "Varna buys")
	hides(t, s, "Storm keeps")
	s.Press("esc")
	shows(t, s, "Storm keeps")
}

func TestADigitIsACountOrATopic(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("5", "j")
	shows(t, s, "6 of 60")
	s.Press("2")
	shows(t, s, "2…")
	s.Wait(msg.Pending)
	shows(t, s, "×", "#")
	hides(t, s, "of 60")
	s.Press("2")
	s.Wait(msg.Pending)
	shows(t, s, "of 60")
}

func TestSearchGoesFromMatchToMatch(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("/", "'lighthouse'", "enter")
	shows(t, s, "matches · n next", "6 of 60")
	s.Press("n")
	hides(t, s, "6 of 60")
	s.Press("N")
	shows(t, s, "6 of 60")
	s.Press("esc", "n")
	shows(t, s, "8 of 60") // the next unread one
	s.Press("/", "'nowhere'", "enter")
	shows(t, s, "no story here matches")
}

func TestTopicsOfNothingAreCountedOnce(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Questions()
	s.Press("f", "'nowhere #bitcoin'", "enter")
	shows(t, s, "no story matches")
	if n := asked(d, "topics"); n == 0 || n > 4 {
		t.Errorf("topics are counted %d times", n)
	}
}
