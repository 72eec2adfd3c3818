// Package graphics shows pictures on a terminal: as half blocks, which are cells like any other, by kitty's graphics
// protocol, or as sixels. It asks a terminal what it can show and reads the answers, makes the cells that a pane shows
// for a picture and the bytes that the terminal is sent for it. Whatever is sent is made of pixels and numbers: no text
// of a story comes into it.
//
// Of x/ansi it uses the marks of kitty's placeholders, of ultraviolet the cells and the terminal's answers.
package graphics

import (
	"fmt"
	"image"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// Way is how pictures are shown.
type Way uint8

// The ways, and that none is known yet.
const (
	Unknown Way = iota
	Blocks      // two pixels a cell
	Kitty       // https://sw.kovidgoyal.net/kitty/graphics-protocol/
	Sixel       // DEC STD 070 §9
)

// String is the name of a way; "" for none.
func (w Way) String() string { return [...]string{"", "blocks", "kitty", "sixel"}[w] }

// asked is the number that the question carries and a good answer carries back.
const asked = 31

// Question asks how large a cell is, whether kitty's protocol is known, and last what kind of terminal it is
// (DA1): every terminal answers that, so that silence on the others is known when it does.
var Question = fmt.Sprintf("\x1b[16t\x1b_Gi=%d,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[c", asked)

// Asking is what is known of a terminal. The zero Asking was never asked.
type Asking struct {
	state state
	kitty bool
	sixel bool
	cell  image.Point
}

type state uint8

const (
	silent state = iota
	waiting
	answered
)

// Begin says that Question is on its way.
func (q Asking) Begin() Asking {
	q = Asking{state: waiting}
	return q
}

// Asked tells whether the terminal was asked.
func (q Asking) Asked() bool { return q.state != silent }

// Waiting tells whether the answers are not there yet.
func (q Asking) Waiting() bool { return q.state == waiting }

// GiveUp ends the waiting: what did not come is not there.
func (q Asking) GiveUp() Asking {
	q.state = answered
	return q
}

// Bounds of a cell that is believed, in pixels.
const (
	leastCell = 4
	mostCell  = 100
)

// Take reads an answer. What was not asked for, or comes late, changes nothing.
func (q Asking) Take(m tea.Msg) Asking {
	if q.state != waiting {
		return q
	}
	switch m := m.(type) {
	case uv.CellSizeEvent:
		if m.Width >= leastCell && m.Height >= leastCell && m.Width <= mostCell && m.Height <= mostCell {
			q.cell = image.Pt(m.Width, m.Height)
		}
	case uv.KittyGraphicsEvent:
		q.kitty = q.kitty || m.Options.ID == asked && string(m.Payload) == "OK"
	case uv.PrimaryDeviceAttributesEvent:
		for i, n := range m {
			q.sixel = q.sixel || i > 0 && n == 4
		}
		q.state = answered
	}
	return q
}

// Way is the best way that the terminal has, or the wanted one where it has that; Blocks where it has neither. Sixels
// need a cell's size, or nobody knows which cells they cover.
func (q Asking) Way(want Way) Way {
	kitty, sixel := q.kitty, q.sixel && q.cell.X > 0
	switch {
	case want == Blocks:
		return Blocks
	case q.state != answered:
		return Unknown
	case kitty && want != Sixel:
		return Kitty
	case sixel && want != Kitty:
		return Sixel
	}
	return Blocks
}

// Cell is the size of a cell in pixels, or a usual one.
func (q Asking) Cell() image.Point {
	if q.cell.X == 0 {
		return image.Pt(10, 20)
	}
	return q.cell
}
