package paint

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// cell is one cell of a row.
type cell struct {
	text  string // a cluster; "" is the right half of a wide one
	style style
	wide  bool // it takes two cells
	risky bool // terminals differ in the width of it
}

// two are the cells of a row before and after.
type two struct{ was, is []cell }

// scratch lends rows of cells to whoever draws: no session keeps any.
var scratch = sync.Pool{New: func() any { return new(two) }}

// row draws what differs between two rows of the screen.
func (s *Screen) row(dst []byte, y int, was, is string) []byte {
	t := scratch.Get().(*two)
	defer scratch.Put(t)
	t.apart(was, is, s.w)
	for x := 0; x < s.w; {
		if t.was[x] == t.is[x] {
			x++
			continue
		}
		if t.is[x].text == "" && x > 0 {
			x-- // a wide cluster is drawn from its left half
		}
		dst, x = s.stretch(dst, t, x, y)
	}
	return dst
}

// apart takes both rows apart. An end that they share is taken apart once: a row goes through several panes, and
// most keys change one of them.
func (t *two) apart(was, is string, w int) {
	n := sharedEnd(was, is)
	var a, b style
	t.was, a = cells(t.was[:0], was[:len(was)-n], w, a)
	t.is, b = cells(t.is[:0], is[:len(is)-n], w, b)
	end := is[len(is)-n:]
	at := len(t.is)
	t.is, _ = cells(t.is, end, w, b)
	if len(t.was) == at && a == b {
		t.was = append(t.was, t.is[at:]...)
	} else {
		t.was, _ = cells(t.was, end, w, a)
	}
	t.was, t.is = blanks(t.was, w), blanks(t.is, w)
}

// sharedEnd is how many bytes two rows have in common at their ends, from a change of style on: no cluster
// goes across one.
func sharedEnd(was, is string) int {
	n, most := 0, min(len(was), len(is))
	for n < most && was[len(was)-1-n] == is[len(is)-1-n] {
		n++
	}
	end := is[len(is)-n:]
	at := strings.Index(end, "\x1b[m")
	if at < 0 {
		return 0
	}
	return len(end) - at
}

// near is how many unchanged cells are rather drawn again than jumped over.
const near = 4

// stretch draws from cell x on until the rows agree for longer than a jump is worth.
func (s *Screen) stretch(dst []byte, t *two, x, y int) ([]byte, int) {
	dst = s.pen.move(dst, x, y)
	from := x
	for x < s.w {
		if gap := agree(t, x); gap > 0 && (x+gap >= s.w || gap > near || t.is[x].style != s.pen.style && (t.is[x] != blank || !s.pen.style.unseen())) {
			s.touch(from, x, y)
			return dst, x + gap
		}
		if n := t.erasable(x); n > 0 {
			if seq := s.erasing(x, n); len(seq) > 0 {
				s.touch(from, x+n, y)
				return append(s.pen.bare(dst), seq...), x + n
			}
		}
		c := &t.is[x]
		if *c == blank {
			dst = s.pen.bare(dst)
		} else {
			dst = s.pen.wear(dst, c.style)
		}
		dst = append(dst, c.text...)
		x++
		if c.wide {
			x++
		}
		if s.pen.x = x; x >= s.w || c.risky {
			s.pen.y = -1 // where the cursor is now, terminals do not agree on
			break
		}
	}
	s.touch(from, x, y)
	return dst, x
}

// agree is how many cells from x on are as they were.
func agree(t *two, x int) int {
	n := x
	for n < len(t.is) && t.was[n] == t.is[n] {
		n++
	}
	return n - x
}

// blank is a cell that shows nothing.
var blank = cell{text: " "}

// erasable is how many cells from x on become blank: up to the last one of a run of blanks that is not so yet.
func (t *two) erasable(x int) int {
	n := 0
	for i := x; i < len(t.is) && t.is[i] == blank; i++ {
		if t.was[i] != blank {
			n = i + 1 - x
		}
	}
	return n
}

// erasing is what erases n cells from x on in fewer bytes than so many blanks take, "" where nothing does. The cursor
// stays at x.
func (s *Screen) erasing(x, n int) string {
	switch {
	case x+n == s.w && n > len("\x1b[K"):
		return "\x1b[K"
	case s.pen.old || n <= len("\x1b[10X"):
		return ""
	}
	return "\x1b[" + strconv.Itoa(n) + "X"
}

// cells takes a styled row apart into w cells at most: what is too long is left off. It is given, and gives, the
// style at its beginning and end.
func cells(dst []cell, row string, w int, st style) ([]cell, style) {
	for len(row) > 0 && len(dst) < w {
		b := row[0]
		switch {
		case b == 0x1b:
			row = row[st.read(row):]
		case b < ' ' || b == 0x7f:
			row = row[1:]
		case len(row) == 1 || row[1] < utf8.RuneSelf && b < utf8.RuneSelf:
			c := cell{text: row[:1], style: st}
			if b == ' ' && st.unseen() {
				c = blank
			}
			dst = append(dst, c)
			row = row[1:]
		default:
			dst, row = cluster(dst, row, st, w)
		}
	}
	return dst, st
}

// blanks fills a row up to w cells.
func blanks(dst []cell, w int) []cell {
	for len(dst) < w {
		dst = append(dst, blank)
	}
	return dst
}

// placeholder begins a cluster that stands for a piece of a picture, on terminals that have said that they know it.
const placeholder = string(kitty.Placeholder)

// cluster adds the cells of the grapheme cluster that a row begins with.
func cluster(dst []cell, row string, st style, w int) ([]cell, string) {
	text, width := ansi.FirstGraphemeCluster(row, ansi.GraphemeWidth)
	row = row[len(text):]
	if width <= 0 || width > 2 || !utf8.ValidString(text) {
		return dst, row
	}
	if width == 2 && len(dst)+2 > w {
		return append(dst, cell{text: " ", style: st}), row
	}
	risky := (len(text) > utf8.UTFMax || width != ansi.StringWidthWc(text)) && !strings.HasPrefix(text, placeholder)
	dst = append(dst, cell{text: text, style: st, wide: width == 2, risky: risky})
	if width == 2 {
		dst = append(dst, cell{style: st})
	}
	return dst, row
}
