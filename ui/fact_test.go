package ui_test

import (
	"strings"
	"testing"
)

func TestFactsAreReachedFromTheText(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("]", "f", "]", "m")
	if r := row(t, s, "≈ $12.5 million"); !strings.Contains(r, "▏ ≈") {
		t.Errorf("the sidebar does not follow: %s", r)
	}
	s.Press("*")
	shows(t, s, "money:usd=12.5m ×", "1 of 1")
	s.Press("esc", "esc")
	shows(t, s, " all ", "of 60")
}

func TestEnterOnAFactGoesToItsSentence(t *testing.T) {
	s, _ := begin(140, 24, 60)
	s.Press("tab", "tab", "G", "enter")
	shows(t, s, "told the Coast")
	if r := row(t, s, "Coast Post   "); r == "" {
		t.Error("nothing")
	}
	s.Press("-")
	shows(t, s, "-source:")
}

func TestAFactIsCopiedWithItsSentenceAndSource(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("Y")
	shows(t, s, "no fact is selected; ]f selects one")
	s.Press("]", "m", "Y")
	want := "$12.5 million\n“The port of Varna has bought two cranes for about $12.5 million, harbour master Ines Calder said on Monday, and expects ships of " +
		"twice the size it can unload today.”\n— Varna buys two cranes for $12.5 million and bets on bigger ships, Coast Post, 10 March 2026\nhttps://coast.test/varna-cranes\n"
	if len(s.Copied) != 1 || s.Copied[0] != want {
		t.Errorf("copied %q", s.Copied)
	}
	s.Press("y")
	if s.Copied[1] != "https://coast.test/varna-cranes" {
		t.Errorf("copied %q", s.Copied[1])
	}
}
