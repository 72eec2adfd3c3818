package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// A gallery is a terminal that shows pictures, as far as lede speaks to it: cells, of which each knows whether it shows
// a piece of a picture, and the pictures that it holds in memory. It knows nothing of what drew them.
type gallery struct {
	t          *testing.T
	cols, rows int
	cells      [][]pane
	x, y       int
	top, end   int // the rows that scroll, end not included
	saved      [2]int
	fg         string
	held       map[int]bool   // kitty: pictures
	boxes      map[int][2]int // kitty: cells that a picture is shown in
	data       int            // bytes of pictures that came
	loading    int
	cellW      int
	cellH      int
	scrolled   bool // sixels made the screen scroll
	other      bool // the other screen is shown
}

// pane is a cell.
type pane struct {
	text  string
	fg    string
	sixel bool
}

func newGallery(t *testing.T, cols, rows int) *gallery {
	g := &gallery{t: t, cols: cols, rows: rows, held: map[int]bool{}, boxes: map[int][2]int{}, cellW: 10, cellH: 20}
	g.wipe()
	return g
}

func (g *gallery) wipe() {
	g.cells = nil
	for range g.rows {
		g.cells = append(g.cells, g.blank())
	}
	g.top, g.end = 0, g.rows
}

func (g *gallery) blank() []pane {
	row := make([]pane, g.cols)
	for i := range row {
		row[i].text = " "
	}
	return row
}

// write shows what was written.
func (g *gallery) write(b []byte) {
	g.t.Helper()
	for len(b) > 0 {
		switch {
		case b[0] == 0x1b && len(b) > 1:
			b = b[g.escape(b):]
		case b[0] == '\r':
			g.x, b = 0, b[1:]
		case b[0] == '\n':
			g.feed()
			b = b[1:]
		case b[0] == '\b':
			g.x, b = max(g.x-1, 0), b[1:]
		case b[0] == '\t':
			g.x, b = min((g.x/8+1)*8, g.cols-1), b[1:]
		case b[0] < ' ':
			g.t.Fatalf("control byte %#x", b[0])
		default:
			text, w := ansi.FirstGraphemeCluster(b, ansi.GraphemeWidth)
			g.print(string(text), max(w, 1))
			b = b[len(text):]
		}
	}
}

func (g *gallery) print(text string, w int) {
	if g.x+w > g.cols {
		g.x = 0
		g.feed()
	}
	g.cells[g.y][g.x] = pane{text: text, fg: g.fg}
	for i := 1; i < w; i++ {
		g.cells[g.y][g.x+i] = pane{}
	}
	g.x += w
}

func (g *gallery) feed() {
	if g.y == g.end-1 {
		g.scroll(g.top, 1)
	} else {
		g.y = min(g.y+1, g.rows-1)
	}
}

// scroll moves the rows from one on up, or down where n is negative; pictures move along.
func (g *gallery) scroll(from, n int) {
	for ; n > 0; n-- {
		copy(g.cells[from:g.end], g.cells[from+1:g.end])
		g.cells[g.end-1] = g.blank()
	}
	for ; n < 0; n++ {
		copy(g.cells[from+1:g.end], g.cells[from:g.end])
		g.cells[from] = g.blank()
	}
}

// escape does what a sequence says, and gives its length.
func (g *gallery) escape(b []byte) int {
	g.t.Helper()
	switch b[1] {
	case '7':
		g.saved = [2]int{g.x, g.y}
		return 2
	case '8':
		g.x, g.y = g.saved[0], g.saved[1]
		return 2
	case 'M':
		if g.y == g.top {
			g.scroll(g.top, -1)
		} else {
			g.y = max(g.y-1, 0)
		}
		return 2
	case '[':
		n := 2
		for b[n] < 0x40 {
			n++
		}
		g.control(string(b[2:n]), b[n])
		return n + 1
	case ']', 'P', '_':
		end := bytes.Index(b, []byte("\x1b\\"))
		n := 2
		if i := bytes.IndexByte(b, 7); b[1] == ']' && i >= 0 && (end < 0 || i < end) {
			end, n = i, 1
		}
		if end < 0 {
			g.t.Fatalf("a string without an end: %.40q", b)
		}
		switch body := string(b[2:end]); b[1] {
		case 'P':
			g.sixels(body)
		case '_':
			g.kitty(body)
		}
		return end + n
	}
	return 2
}

func (g *gallery) control(params string, final byte) {
	if strings.HasPrefix(params, "?") {
		if params == "?1049" && final == 'h' || params == "?1049" && final == 'l' {
			g.other = final == 'h'
			g.wipe()
		}
		return
	}
	f := strings.Split(params, ";")
	n := func(i, without int) int {
		if i < len(f) {
			if v, err := strconv.Atoi(f[i]); err == nil && v > 0 {
				return v
			}
		}
		return without
	}
	row := g.cells[g.y]
	at := min(g.x, g.cols-1)
	erase := func(from, to int) {
		for x := from; x < min(to, g.cols); x++ {
			row[x] = pane{text: " "}
		}
	}
	switch final {
	case 'A':
		g.y = max(g.y-n(0, 1), 0)
	case 'B':
		g.y = min(g.y+n(0, 1), g.rows-1)
	case 'C':
		g.x = min(g.x+n(0, 1), g.cols-1)
	case 'D':
		g.x = max(at-n(0, 1), 0)
	case 'G', '`':
		g.x = min(n(0, 1)-1, g.cols-1)
	case 'd':
		g.y = min(n(0, 1)-1, g.rows-1)
	case 'H':
		g.y, g.x = min(n(0, 1)-1, g.rows-1), min(n(1, 1)-1, g.cols-1)
	case 'X':
		erase(at, at+n(0, 1))
	case 'K':
		switch n(0, 0) {
		case 0:
			erase(at, g.cols)
		case 1:
			erase(0, at+1)
		case 2:
			erase(0, g.cols)
		}
	case 'J':
		erase(at, g.cols)
		for y := range g.cells {
			if n(0, 0) == 2 || y > g.y {
				g.cells[y] = g.blank()
			}
		}
	case 'P':
		copy(row[at:], row[min(at+n(0, 1), g.cols):])
		erase(g.cols-n(0, 1), g.cols)
	case '@':
		copy(row[min(at+n(0, 1), g.cols):], row[at:])
		erase(at, at+n(0, 1))
	case 'L':
		g.scroll(g.y, -n(0, 1))
	case 'M':
		g.scroll(g.y, n(0, 1))
	case 'S':
		g.scroll(g.top, n(0, 1))
	case 'T':
		g.scroll(g.top, -n(0, 1))
	case 'b':
		was := row[max(g.x-1, 0)]
		for range n(0, 1) {
			g.print(was.text, 1)
		}
	case 'r':
		g.top, g.end = n(0, 1)-1, n(1, g.rows)
		g.x, g.y = 0, 0
	case 'm':
		if params == "" || params == "0" {
			g.fg = ""
		}
		if i := strings.Index(params, "38;"); i >= 0 {
			g.fg = params[i:]
		}
	}
}

var raster = regexp.MustCompile(`^0;1q"1;1;([0-9]+);([0-9]+)#`)

// sixels covers the cells that a picture is drawn on.
func (g *gallery) sixels(body string) {
	m := raster.FindStringSubmatch(body)
	if m == nil {
		return // another string
	}
	w, _ := strconv.Atoi(m[1])
	h, _ := strconv.Atoi(m[2])
	g.data += len(body)
	for y := range (h + g.cellH - 1) / g.cellH {
		for x := range (w + g.cellW - 1) / g.cellW {
			if g.y+y >= g.rows-1 {
				g.scrolled = true
				return
			}
			if c := &g.cells[g.y+y][g.x+x]; c.text != " " {
				g.t.Errorf("a picture is drawn over %q in row %d", c.text, g.y+y)
			}
			g.cells[g.y+y][g.x+x].sixel = true
		}
	}
	g.fg = "lost" // where the cursor and its colours are now, terminals do not agree on
	g.x, g.y = 0, g.rows-1
}

// kitty does what a command of kitty's protocol says.
func (g *gallery) kitty(body string) {
	g.t.Helper()
	if !strings.HasPrefix(body, "G") {
		g.t.Errorf("string %.40q", body)
		return
	}
	head, data, _ := strings.Cut(body[1:], ";")
	key := map[string]string{}
	for _, f := range strings.Split(head, ",") {
		k, v, _ := strings.Cut(f, "=")
		key[k] = v
	}
	n := func(k string) int { v, _ := strconv.Atoi(key[k]); return v }
	switch key["a"] {
	case "q":
		return
	case "t":
		g.loading = n("i")
	case "p":
		if !g.held[n("i")] {
			g.t.Errorf("%q of a picture that is not there", head)
		}
		g.boxes[n("i")] = [2]int{n("c"), n("r")}
	case "d":
		delete(g.held, n("i"))
		delete(g.boxes, n("i"))
	}
	if g.data += len(data); key["m"] == "0" {
		g.held[g.loading] = true
	}
}

// text is the screen as it is read: placeholders of a picture that is shown are ▓, what sixels cover is ▒.
func (g *gallery) text() string {
	var b strings.Builder
	for _, row := range g.cells {
		for _, c := range row {
			switch r, _ := utf8.DecodeRuneInString(c.text); {
			case c.sixel:
				b.WriteString("▒")
			case r == 0x10EEEE:
				b.WriteString("▓")
			default:
				b.WriteString(c.text)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// hangs tells where on the screen a picture is whole: its cells in a box without a gap. Any other piece of one is a
// fault, but for a box that the edge of its pane or something over it cuts.
func (g *gallery) hangs(mark string) (cols, rows int, fault string) {
	left, right := -1, -1
	first, last := -1, -1
	for y, l := range strings.Split(g.text(), "\n") {
		if !strings.Contains(l, mark) {
			continue
		}
		before, _, _ := strings.Cut(l, mark)
		n := strings.Count(l, mark)
		x := ansi.StringWidth(before)
		switch {
		case !strings.Contains(l, strings.Repeat(mark, n)):
			return 0, 0, fmt.Sprintf("row %d is broken: %q", y, l)
		case first < 0:
			first, left, right = y, x, x+n
		case y != last+1 || x != left || x+n != right:
			return 0, 0, fmt.Sprintf("row %d is no part of the box: %q", y, l)
		}
		last = y
	}
	if first < 0 {
		return 0, 0, ""
	}
	return right - left, last - first + 1, ""
}
