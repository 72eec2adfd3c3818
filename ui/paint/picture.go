package paint

import (
	"strconv"

	"lede/ui/graphics"
)

// pictures are what a screen shows besides cells. Sixels lie over the cells that they were drawn on, and are gone where
// one of these is written: they are drawn again behind the frame that did so.
type pictures struct {
	stage   graphics.Stage
	shown   graphics.Place
	spoiled bool // a cell of the place was written
}

// Beside has the terminal sent something beside the frames, as a picture or a question, before the next of them.
func (s *Screen) Beside(raw string) { s.beside = append(s.beside, raw...) }

// takeBeside adds it to dst.
func (s *Screen) takeBeside(dst []byte) []byte {
	dst = append(dst, s.pictures.stage.Take(s.beside)...)
	s.beside = nil // a picture is long
	return dst
}

// wants is the place that sixels have in a frame; none where there are no dots for it, or where it reaches the last row
// of the screen, which might scroll.
func (s *Screen) wants(p graphics.Place) graphics.Place {
	if s.pictures.stage.Dots(p.ID) == nil || p.X+p.Cols > s.w || p.Y+p.Rows >= s.h {
		return graphics.Place{}
	}
	return p
}

// makeRoom erases the sixels of the frame before, unless others cover the same cells.
func (s *Screen) makeRoom(dst []byte, want graphics.Place) []byte {
	was := s.pictures.shown
	s.pictures.spoiled = false
	if was.ID == 0 {
		return dst
	}
	if same := want; same.ID != 0 {
		if same.ID = was.ID; same == was {
			return dst
		}
	}
	for y := was.Y; y < was.Y+was.Rows; y++ {
		dst = s.pen.plain(s.pen.move(dst, was.X, y))
		dst = append(strconv.AppendInt(append(dst, "\x1b["...), int64(was.Cols), 10), 'X')
	}
	s.pictures.shown = graphics.Place{}
	return dst
}

// touch notes that cells from x to end of a row were written.
func (s *Screen) touch(x, end, y int) {
	p := &s.pictures.shown
	if p.ID != 0 && y >= p.Y && y < p.Y+p.Rows && x < p.X+p.Cols && end > p.X {
		s.pictures.spoiled = true
	}
}

// hang draws sixels at their place, unless they stand there. What is not set in them stays as it is (P2 1).
func (s *Screen) hang(dst []byte, want graphics.Place) []byte {
	p := &s.pictures
	if want.ID == 0 || want == p.shown && !p.spoiled {
		return dst
	}
	p.shown = want
	dst = s.pen.move(s.pen.plain(dst), want.X, want.Y)
	dst = append(append(append(dst, "\x1bP0;1q"...), p.stage.Dots(want.ID)...), "\x1b\\"...)
	s.pen.y = -1 // where the cursor is now, terminals do not agree on
	return dst
}
