package paint

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// style is how a cell is printed. The zero style is the terminal's own.
type style struct {
	fg, bg ink
	attrs  uint16 // by the number of SGR that switches it on: bit 1 is bold
	link   string // an address; "" for none
}

// ink is a colour: nothing, one of the 256 (indexed plus its number), or a mix (mixed plus 0xrrggbb).
type ink uint32

const (
	indexed ink = 1 << 24
	mixed   ink = 1 << 25
)

// unseen tells whether a blank in this style looks as any other: without a ground, a line or a link.
func (st style) unseen() bool {
	return st.bg == 0 && st.link == "" && st.attrs&(1<<4|1<<7|1<<9) == 0
}

// read takes over what an escape sequence at the beginning of a row says, and gives its length. What
// is neither SGR nor a link is passed over.
func (st *style) read(row string) int {
	if strings.HasPrefix(row, "\x1b[") {
		n := 2
		for n < len(row) && (row[n] >= '0' && row[n] <= '9' || row[n] == ';' || row[n] == ':') {
			n++
		}
		if n < len(row) && row[n] == 'm' {
			st.sgr(row[2:n])
			return n + 1
		}
	}
	seq, _, n, _ := ansi.DecodeSequence(row, ansi.NormalState, nil)
	switch {
	case n <= 0:
		return 1
	case strings.HasPrefix(seq, "\x1b]8;"):
		body := strings.TrimSuffix(strings.TrimSuffix(seq[4:], "\x1b\\"), "\x07")
		_, st.link, _ = strings.Cut(body, ";")
	}
	return n
}

// sgr takes over parameters as in "1;38;5;208".
func (st *style) sgr(params string) {
	link := st.link
	if params == "" {
		*st = style{link: link}
		return
	}
	sub := false // the parameter after this one says more of it
	next := func() int {
		p := params
		if i := strings.IndexAny(params, ";:"); i >= 0 {
			sub = params[i] == ':'
			p, params = params[:i], params[i+1:]
		} else {
			sub, params = false, ""
		}
		n, _ := strconv.Atoi(p)
		return n
	}
	for first := true; first || params != ""; first = false {
		n := next()
		switch {
		case n == 0:
			*st = style{link: link}
		case n == 4 && sub: // a kind of underline, or none
			st.attrs &^= 1 << 4
			if next() > 0 {
				st.attrs |= 1 << 4
			}
		case n < 10:
			st.attrs |= 1 << n
		case n == 22:
			st.attrs &^= 1<<1 | 1<<2
		case n >= 23 && n <= 29:
			st.attrs &^= 1 << (n - 20)
		case n >= 30 && n <= 37:
			st.fg = indexed + ink(n-30)
		case n >= 90 && n <= 97:
			st.fg = indexed + ink(n-90+8)
		case n >= 40 && n <= 47:
			st.bg = indexed + ink(n-40)
		case n >= 100 && n <= 107:
			st.bg = indexed + ink(n-100+8)
		case n == 39:
			st.fg = 0
		case n == 49:
			st.bg = 0
		case n == 38 || n == 48 || n == 58:
			var c ink
			switch next() {
			case 5:
				c = indexed + ink(next()&255)
			case 2:
				r, g, b := next()&255, next()&255, next()&255
				c = mixed + ink(r<<16|g<<8|b)
			}
			switch n {
			case 38:
				st.fg = c
			case 48:
				st.bg = c
			}
		}
	}
}

// pen writes styles and moves, knowing what the terminal does already.
type pen struct {
	profile colorprofile.Profile
	old     bool // the terminal knows no more than a VT100
	style   style
	x, y    int // y -1: unknown
}

// plain goes back to the terminal's own style.
func (p *pen) plain(dst []byte) []byte { return p.wear(dst, style{}) }

// bare changes to a style in which blanks and what is erased show nothing.
func (p *pen) bare(dst []byte) []byte {
	if p.style.unseen() {
		return dst
	}
	return p.wear(dst, style{})
}

// wear changes to a style: by what differs, or by beginning anew where that is shorter.
func (p *pen) wear(dst []byte, st style) []byte {
	if st == p.style {
		return dst
	}
	if st.link != p.style.link {
		dst = append(dst, "\x1b]8;;"...)
		dst = append(dst, st.link...)
		dst = append(dst, "\x1b\\"...)
	}
	was := p.style
	p.style = st
	st.link, was.link = "", ""
	switch st {
	case was:
		return dst
	case style{}:
		return append(dst, "\x1b[m"...)
	}
	var a, b [96]byte
	change, anew := p.differ(a[:0], was, st), p.differ(append(b[:0], '0', ';'), style{}, st)
	if len(anew) < len(change) {
		change = anew
	}
	if len(change) == 0 {
		return dst // the terminal cannot show the difference
	}
	dst = append(dst, "\x1b["...)
	dst = append(dst, change[:len(change)-1]...)
	return append(dst, 'm')
}

// differ adds the parameters that lead from one style to another, each with ";" behind it.
func (p *pen) differ(dst []byte, was, st style) []byte {
	if gone := was.attrs &^ st.attrs; gone != 0 {
		if gone&(1<<1|1<<2) != 0 {
			dst = append(dst, "22;"...)
			was.attrs &^= 1<<1 | 1<<2
		}
		for n := 3; n < 10; n++ {
			if gone&(1<<n) != 0 {
				dst = append(dst, '2', byte('0'+n), ';')
			}
		}
	}
	for n := 1; n < 10; n++ {
		if st.attrs&^was.attrs&(1<<n) != 0 {
			dst = append(dst, byte('0'+n), ';')
		}
	}
	if st.fg != was.fg {
		dst = p.ink(dst, st.fg, 30)
	}
	if st.bg != was.bg {
		dst = p.ink(dst, st.bg, 40)
	}
	return dst
}

// ink adds the parameters of a colour as the terminal can show it: base is 30 for text, 40 for the ground.
func (p *pen) ink(dst []byte, c ink, base int) []byte {
	n := int(c & 0xffffff)
	switch {
	case p.profile == colorprofile.ASCII || p.profile == colorprofile.NoTTY:
		return dst
	case c == 0:
		return append(strconv.AppendInt(dst, int64(base+9), 10), ';')
	case c&mixed != 0 && p.profile >= colorprofile.TrueColor:
		dst = append(strconv.AppendInt(dst, int64(base+8), 10), ";2;"...)
		for _, v := range [...]int{n >> 16, n >> 8 & 255, n & 255} {
			dst = append(strconv.AppendInt(dst, int64(v), 10), ';')
		}
		return dst
	case c&mixed != 0:
		n = p.nearest(color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255})
	case n > 15 && p.profile == colorprofile.ANSI:
		n = p.nearest(ansi.IndexedColor(n))
	}
	switch {
	case n < 8:
		n += base
	case n < 16:
		n += base + 60 - 8
	default:
		dst = append(strconv.AppendInt(dst, int64(base+8), 10), ";5;"...)
	}
	return append(strconv.AppendInt(dst, int64(n), 10), ';')
}

// nearest is the number of the colour that the terminal has in place of c.
func (p *pen) nearest(c color.Color) int {
	switch c := p.profile.Convert(c).(type) {
	case ansi.BasicColor:
		return int(c)
	case ansi.IndexedColor:
		return int(c)
	}
	return 7
}

// move puts the cursor on a cell, in the fewest bytes.
func (p *pen) move(dst []byte, x, y int) []byte {
	switch {
	case p.y == y && p.x == x:
	case p.y == y && x > p.x:
		dst = append(dst, "\x1b["...)
		if x-p.x > 1 {
			dst = strconv.AppendInt(dst, int64(x-p.x), 10)
		}
		dst = append(dst, 'C')
	case x == 0 && p.y >= 0 && (p.y == y || p.y+1 == y):
		dst = append(dst, '\r')
		if p.y != y {
			dst = append(dst, '\n')
		}
	case !p.old && p.y >= 0 && (p.y == y || p.y+1 == y):
		if p.y != y {
			dst = append(dst, '\n')
		}
		if p.x != x {
			dst = append(dst, "\x1b["...)
			dst = append(strconv.AppendInt(dst, int64(x+1), 10), 'G')
		}
	default:
		dst = append(dst, "\x1b["...)
		dst = strconv.AppendInt(dst, int64(y+1), 10)
		if x > 0 {
			dst = append(dst, ';')
			dst = strconv.AppendInt(dst, int64(x+1), 10)
		}
		dst = append(dst, 'H')
	}
	p.x, p.y = x, y
	return dst
}
