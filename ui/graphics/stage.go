package graphics

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// Stage looks after what a terminal is sent beside its frames: the dots of sixels, which are kept until a frame has a
// place for them, and pictures in the terminal's memory, which must be taken out of it before the screen is given back.
// The zero Stage is ready.
type Stage struct {
	kept  map[int][]byte // dots by number
	order []int          // oldest first
	held  [lastID + 1]bool
}

const (
	dotsBegin = "\x1b_Lsixel "
	stringEnd = "\x1b\\"
	mostKept  = 2
)

// Take is what the terminal is to be sent of raw, which goes to it beside the frames: all but dots, which come in a
// string that no terminal knows.
func (s *Stage) Take(raw []byte) []byte {
	if !bytes.Contains(raw, []byte("\x1b_")) {
		return raw
	}
	var out []byte
	for {
		before, after, ok := bytes.Cut(raw, []byte(dotsBegin))
		if out = append(out, before...); !ok {
			break
		}
		id, dots, ok := bytes.Cut(after, []byte{' '})
		end := bytes.Index(dots, []byte(stringEnd))
		if !ok || end < 0 {
			break
		}
		s.keep(string(id), dots[:end])
		raw = dots[end+len(stringEnd):]
	}
	s.count(out)
	return out
}

func (s *Stage) keep(id string, dots []byte) {
	n, err := strconv.Atoi(id)
	if err != nil {
		return
	}
	if s.kept == nil {
		s.kept = map[int][]byte{}
	}
	s.kept[n] = bytes.Clone(dots)
	if s.order = append(s.order, n); len(s.order) > mostKept {
		if s.order[0] != n {
			delete(s.kept, s.order[0])
		}
		s.order = s.order[1:]
	}
}

// Dots are the dots that were taken by a number, nil for none.
func (s *Stage) Dots(id int) []byte { return s.kept[id] }

// count follows which pictures the terminal holds.
func (s *Stage) count(b []byte) {
	const command = "\x1b_Ga="
	for {
		_, after, ok := bytes.Cut(b, []byte(command))
		if !ok || len(after) == 0 {
			return
		}
		b = after
		end := max(bytes.IndexAny(b[:min(len(b), 100)], ";\x1b"), 0)
		_, number, _ := strings.Cut(string(b[:end]), ",i=")
		number, _, _ = strings.Cut(number, ",")
		id, err := strconv.Atoi(number)
		if err != nil || id < 0 || id > lastID {
			continue
		}
		switch b[0] {
		case 't':
			s.held[id] = true
		case 'd':
			s.held[id] = false
		}
	}
}

// Close adds to dst what takes everything out of the terminal's memory, and forgets what was kept.
func (s *Stage) Close(dst []byte) []byte {
	for id, held := range s.held {
		if held {
			dst = append(dst, remove(id)...)
		}
	}
	*s = Stage{}
	return dst
}

// Place is where sixels stand on the screen, in cells from its corner. The zero Place is none.
type Place struct{ ID, X, Y, Cols, Rows int }

// placed parts a window's title from the place that it tells of.
const placed = "\x1f"

// In is a window's title that tells of the place as well: of all that a frame is, it is what may hold anything. Whoever
// draws frames takes it out again with Cut.
func (p Place) In(title string) string {
	if p == (Place{}) {
		return title
	}
	return fmt.Sprintf("%s%s%d %d %d %d %d", title, placed, p.ID, p.X, p.Y, p.Cols, p.Rows)
}

// Cut takes the place out of a window's title.
func Cut(title string) (string, Place) {
	title, rest, ok := strings.Cut(title, placed)
	f := strings.Fields(rest)
	if !ok || len(f) != 5 {
		return title, Place{}
	}
	var n [5]int
	for i := range f {
		v, err := strconv.Atoi(f[i])
		if err != nil || v < 0 || v > 1000 {
			return title, Place{}
		}
		n[i] = v
	}
	return title, Place{n[0], n[1], n[2], n[3], n[4]}
}
