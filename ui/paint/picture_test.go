package paint

import (
	"image"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"lede/ui/graphics"
)

func TestPiecesOfAPictureAreDrawnInOneStretch(t *testing.T) {
	g := graphics.Plate{Way: graphics.Kitty, Image: image.NewRGBA(image.Rect(0, 0, 600, 20)), Cell: image.Pt(10, 20), ID: 200}
	p := New(80, 3, "xterm-256color", colorprofile.ANSI256)
	p.Frame(nil, frame("first"))
	row := g.Lines(60, 1)[0].Render()
	got := string(p.Frame(nil, frame("first", row)))
	if n := strings.Count(got, "\U0010EEEE"); n != 60 || len(got) > 60*8+40 || !strings.Contains(got, "38;5;200") {
		t.Errorf("%d pieces in %d bytes: %q", n, len(got), got)
	}
	if again := p.Frame(nil, frame("other", row)); strings.Contains(string(again), "\U0010EEEE") {
		t.Errorf("pieces are drawn again: %q", again)
	}
}

// Sixels are gone where a cell under them is written. They are drawn again then, and only then.
func TestSixelsAreDrawnWhereTheyAreGone(t *testing.T) {
	blank := strings.Repeat(" ", 8)
	rows := func(left, middle, right string) []string {
		row := left + middle + right
		return []string{"top", row, row, row, "bottom"}
	}
	at := graphics.Place{ID: 16, X: 8, Y: 1, Cols: 8, Rows: 3}
	moved := at
	moved.Y, moved.Rows = 2, 2
	other := at
	other.ID = 17
	const drawn, erased = "\x1bP0;1q\"1;1;", "\x1b[8X"
	p := New(24, 5, "xterm-256color", colorprofile.TrueColor)
	p.Frame(nil, frame("begin"))
	for _, id := range []int{16, 17} {
		g := graphics.Plate{Way: graphics.Sixel, ID: id, Image: image.NewRGBA(image.Rect(0, 0, 80, 60)), Cell: image.Pt(10, 20)}
		p.Beside(graphics.Send(g, 8, 3).String())
	}
	for _, c := range []struct {
		name          string
		rows          []string
		at            graphics.Place
		drawn, erased bool
	}{
		{"a place comes", rows("list 1  ", blank, "facts 1"), at, true, false},
		{"nothing changes", rows("list 1  ", blank, "facts 1"), at, false, false},
		{"what is beside it on both sides", rows("list 2  ", blank, "facts 2"), at, false, false},
		{"a row that ends before it", rows("lis", "", ""), at, true, false},
		{"and one that begins again behind it", rows("list 3  ", blank, "facts 3"), at, false, false},
		{"another picture in its place", rows("list 3  ", blank, "facts 3"), other, true, false},
		{"it moves", rows("list 3  ", blank, "facts 3"), moved, true, true},
		{"it goes", rows("list 3  ", blank, "facts 3"), graphics.Place{}, false, true},
		{"it is gone", rows("list 4  ", "tex     ", "facts 4"), graphics.Place{}, false, false},
		{"dots that never came", rows("list 4  ", blank, "facts 4"), graphics.Place{ID: 99, X: 8, Y: 1, Cols: 8, Rows: 3}, false, false},
		{"it would reach the last row", rows("list 4  ", blank, "facts 4"), graphics.Place{ID: 16, X: 8, Y: 2, Cols: 8, Rows: 3}, false, false},
		{"it would reach beyond the edge", rows("list 4  ", blank, "facts 4"), graphics.Place{ID: 16, X: 20, Y: 1, Cols: 8, Rows: 3}, false, false},
		{"it is back", rows("list 4  ", blank, "facts 4"), at, true, false},
	} {
		v := frame(c.rows...)
		v.WindowTitle = c.at.In("lede")
		got := string(p.Frame(nil, v))
		if strings.Contains(got, drawn) != c.drawn || strings.Contains(got, erased) != c.erased || strings.Contains(got, "\x1f") {
			t.Errorf("%s: drawn %v, erased %v: %.160q", c.name, strings.Contains(got, drawn), strings.Contains(got, erased), got)
		}
		if c.erased && c.drawn && strings.Index(got, erased) > strings.Index(got, drawn) {
			t.Errorf("%s: erased behind what was drawn", c.name)
		}
	}
	v := frame(rows("list 4  ", blank, "facts 4")...)
	v.WindowTitle = at.In("lede")
	p.Redraw()
	if got := string(p.Frame(nil, v)); !strings.Contains(got, drawn) {
		t.Errorf("a screen drawn anew has none: %.160q", got)
	}
}

// What goes beside the frames goes to the screen that they are drawn on, even if it was said before there is one.
func TestWhatGoesBesideFramesGoesToTheirScreen(t *testing.T) {
	p := New(24, 5, "xterm-256color", colorprofile.TrueColor)
	g := graphics.Plate{Way: graphics.Kitty, ID: 20, Image: image.NewRGBA(image.Rect(0, 0, 80, 60))}
	for range 2 { // the second time another program had the terminal
		p.Beside(graphics.Send(g, 8, 3).String())
		got := string(p.Frame(nil, frame("one")))
		if on, sent, drawn := strings.Index(got, "\x1b[?1049h"), strings.Index(got, "\x1b_Ga=t"), strings.Index(got, "one"); on < 0 || sent < on || drawn < sent {
			t.Errorf("the other screen at %d, the picture at %d, the frame at %d", on, sent, drawn)
		}
		if got := string(p.Frame(nil, frame("two"))); strings.Contains(got, "\x1b_") {
			t.Errorf("it is sent again: %q", got)
		}
		got = string(p.Close(nil))
		if gone, off := strings.Index(got, graphics.Remove(20)), strings.Index(got, "\x1b[?1049l"); gone < 0 || off < gone {
			t.Errorf("removed at %d, the other screen left at %d", gone, off)
		}
	}
}
