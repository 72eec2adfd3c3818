package ui_test

import (
	"strings"
	"testing"

	"lede/ui/uitest"
)

// shows fails when the screen lacks any of words.
func shows(t *testing.T, s *uitest.Screen, words ...string) {
	t.Helper()
	text := s.Text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Fatalf("the screen lacks %q:\n%s", w, text)
		}
	}
}

// hides fails when the screen shows any of words.
func hides(t *testing.T, s *uitest.Screen, words ...string) {
	t.Helper()
	text := s.Text()
	for _, w := range words {
		if strings.Contains(text, w) {
			t.Fatalf("the screen shows %q:\n%s", w, text)
		}
	}
}

// row is the row of the screen that holds words.
func row(t *testing.T, s *uitest.Screen, words string) string {
	t.Helper()
	for _, r := range strings.Split(s.Text(), "\n") {
		if strings.Contains(r, words) {
			return r
		}
	}
	t.Fatalf("the screen lacks %q:\n%s", words, s.Text())
	return ""
}

func asked(d *uitest.Desk, what string) int {
	n := 0
	for _, q := range d.Questions() {
		if strings.HasPrefix(q, what) {
			n++
		}
	}
	return n
}
