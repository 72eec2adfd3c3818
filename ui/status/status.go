// Package status draws the line at the top, with the filter and the counts, and the line at the
// bottom, with what just happened and the keys most useful now.
package status

import (
	"strconv"
	"strings"

	"lede/ui/row"
	"lede/ui/term"
	"lede/ui/theme"
	"lede/ui/when"
)

// Level says how much a message matters.
type Level uint8

// The levels.
const (
	Info Level = iota
	Good
	Warn
	Bad
)

// Top is what the top line tells.
type Top struct {
	Chips       []string // the conditions of the filter, in order
	Unread, New int
	Muted       int
	Busy        string // what is going on, "" for nothing
}

// Zone is a stretch of cells that a click means something in.
type Zone struct {
	X, W int
	Chip int // which condition, from 0
}

// View is the line in w cells, and where its chips are.
func (s Top) View(w int, t theme.Theme) (string, []Zone) {
	r := row.New(w)
	r.Space(1)
	r.Put(t.Accent.With(theme.Bold), "lede")
	right := s.right(w * 2 / 3)
	busy := s.Busy
	if term.Width(right)+term.Width(busy)+12 > w {
		right = ""
	}
	busy = term.Cut(busy, max(w-12, 0))
	tail := term.Width(right) + 1
	if busy != "" {
		tail += term.Width(busy) + 3
	}
	var zones []Zone
	r.Space(2)
	if len(s.Chips) == 0 && r.Left() > tail+4 {
		r.Put(t.Dim, "all")
	}
	for i, c := range s.Chips {
		room := r.Left() - tail - 2
		c = term.Cut(term.Safe(c), max(room-3, 0))
		if term.Width(c) < 2 {
			r.Put(t.Faint, term.Cut("…", room))
			break
		}
		zones = append(zones, Zone{w - r.Left(), term.Width(c) + 2, i})
		r.Put(t.Chip, c)
		r.Put(t.Faint, " ×")
		r.Space(2)
	}
	r.Until(tail)
	if busy != "" {
		r.Put(t.Accent, busy)
		r.Space(3)
	}
	r.Put(t.Dim, right)
	return r.String(), zones
}

// right is what stands at the right end: as much of it as fits into so many cells.
func (s Top) right(room int) string {
	parts := []string{}
	if s.Unread > 0 {
		parts = append(parts, when.Count(s.Unread)+" unread")
	}
	if s.New > 0 {
		parts = append(parts, when.Count(s.New)+" new")
	}
	if s.Muted > 0 {
		parts = append(parts, when.Count(s.Muted)+" hidden by mute")
	}
	for len(parts) > 1 && term.Width(strings.Join(parts, " · ")) > room {
		parts = parts[:len(parts)-1]
	}
	return strings.Join(parts, " · ")
}

// Hint is a key and what it does here.
type Hint struct{ Key, Does string }

// Bottom is what the bottom line tells.
type Bottom struct {
	Place, Of int    // of the list; Of 0 is an empty one
	Percent   int    // of the article, -1 for none
	Text      string // what just happened
	Level     Level
	Typed     string // a count or the beginning of a sequence
	Hints     []Hint // the most useful first
}

// View is the line in w cells.
func (s Bottom) View(w int, t theme.Theme) string {
	r := row.New(w)
	r.Space(1)
	switch {
	case s.Typed != "":
		r.Put(t.Key, s.Typed)
		r.Put(t.Faint, "…")
	case s.Of > 0:
		place := strconv.Itoa(s.Place)
		if w >= 50 { // the same cells whatever the number, so that only digits change
			place = term.FitRight(place, len(strconv.Itoa(s.Of)))
		}
		r.Put(t.Text, place+" ") // plain where it can be: it is drawn with every move of the selection
		r.Put(t.Dim, "of "+when.Count(s.Of))
		if s.Percent >= 0 {
			r.Put(t.Dim, " · "+strconv.Itoa(s.Percent)+"%")
		}
	default:
		r.Put(t.Dim, "no stories")
	}
	hints := s.fitting(w)
	width := hintsWidth(hints)
	if s.Text != "" {
		r.Put(t.Faint, " · ")
		st := [...]theme.Style{t.Text, t.Good, t.Warn, t.Error}[min(s.Level, Bad)]
		text := term.Safe(s.Text)
		for len(hints) > 0 && term.Width(text)+width+3 > r.Left() {
			hints = hints[:len(hints)-1]
			width = hintsWidth(hints)
		}
		r.Room(st, text, r.Left()-1)
	}
	if len(hints) > 0 && width+2 <= r.Left() {
		r.Until(width + 1)
		for i, h := range hints {
			if i > 0 {
				r.Space(3)
			}
			r.Put(t.Key, h.Key)
			r.Put(t.Dim, " "+h.Does)
		}
	}
	return r.String()
}

// fitting are as many hints as fit beside the place in the list.
func (s Bottom) fitting(w int) []Hint {
	hints := s.Hints
	for len(hints) > 0 && hintsWidth(hints)+24 > w {
		hints = hints[:len(hints)-1]
	}
	return hints
}

func hintsWidth(hints []Hint) int {
	n := 0
	for i, h := range hints {
		if i > 0 {
			n += 3
		}
		n += term.Width(h.Key) + 1 + term.Width(h.Does)
	}
	return n
}

// Waiting is the line while a sequence waits for its next key: what can follow.
func Waiting(typed string, follow []Hint, w int, t theme.Theme) string {
	r := row.New(w)
	r.Space(1)
	r.Put(t.Key, typed)
	r.Put(t.Faint, "…")
	for _, h := range follow {
		if term.Width(h.Key)+term.Width(h.Does)+4 > r.Left() {
			break
		}
		r.Space(3)
		r.Put(t.Key, h.Key)
		r.Put(t.Dim, " "+h.Does)
	}
	return r.String()
}
