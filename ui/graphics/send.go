package graphics

import "fmt"

// Sent is a picture on its way to the terminal. A tea.RawMsg carries it: who gets to see that knows that it was written.
type Sent struct {
	Way Way
	ID  int
	raw string
}

// String is what is written.
func (s Sent) String() string { return s.raw }

// Send makes a picture ready for a terminal: for Kitty as it is, for Sixel in so many cells. It takes some
// milliseconds.
func Send(p Plate, cols, rows int) Sent {
	if p.Way == Sixel {
		size := p.Image.Rect.Size()
		w := min(cols*p.Cell.X, size.X)
		h := min(rows*p.Cell.Y, size.Y*w/max(size.X, 1))
		return Sent{p.Way, p.ID, fmt.Sprintf("%s%d %s%s", dotsBegin, p.ID, sixels(p.Image, w, h), stringEnd)}
	}
	return Sent{p.Way, p.ID, transmit(p.ID, p.Image)}
}

// Shown says in how many cells a picture that was sent is shown, on its way as Sent is.
type Shown struct {
	ID, Cols, Rows int
}

// String is what is written.
func (s Shown) String() string { return put(s.ID, s.Cols, s.Rows) }

// Remove takes a picture out of the terminal's memory.
func Remove(id int) string { return remove(id) }
