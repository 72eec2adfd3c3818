package theme

import (
	"fmt"
	"image/color"
	"strconv"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Attr is a set of ways to print besides colour.
type Attr uint8

// The attributes; they add up.
const (
	Bold Attr = 1 << iota
	Faint
	Italic
	Underline
	Reverse
	Strike
)

// Style says how text is printed. The zero Style is the terminal's own.
type Style struct {
	Fg, Bg color.Color // nil: the terminal's own
	Attrs  Attr

	sgr string // the sequence that begins it, kept by Make; "" where it must be computed
}

// Make is the style of these colours and attributes, with its sequence computed once.
func Make(fg, bg color.Color, attrs Attr) Style {
	s := Style{Fg: fg, Bg: bg, Attrs: attrs}
	s.sgr = s.compute()
	return s
}

// Plain tells whether s is the terminal's own style.
func (s Style) Plain() bool { return s.Fg == nil && s.Bg == nil && s.Attrs == 0 }

// SGR is the sequence that switches s on, "" for a plain style.
func (s Style) SGR() string {
	if s.sgr != "" || s.Plain() {
		return s.sgr
	}
	return s.compute()
}

// off ends every style.
const off = "\x1b[m"

// Render is text in this style, switched off at its end. It neither measures nor cuts, and gives
// text itself where there is nothing to do.
func (s Style) Render(text string) string {
	if text == "" || s.Plain() {
		return text
	}
	return s.SGR() + text + off
}

// Append adds what Render gives to dst.
func (s Style) Append(dst []byte, text string) []byte {
	if text == "" || s.Plain() {
		return append(dst, text...)
	}
	dst = append(dst, s.SGR()...)
	dst = append(dst, text...)
	return append(dst, off...)
}

// Over is s laid over base: what s leaves open is base's, and attributes add up.
func (s Style) Over(base Style) Style {
	if s.Fg == nil {
		s.Fg = base.Fg
	}
	if s.Bg == nil {
		s.Bg = base.Bg
	}
	return Make(s.Fg, s.Bg, s.Attrs|base.Attrs)
}

// With is s with more attributes.
func (s Style) With(a Attr) Style { return Make(s.Fg, s.Bg, s.Attrs|a) }

// On is s before another background.
func (s Style) On(bg color.Color) Style { return Make(s.Fg, bg, s.Attrs) }

// UV is s for the cells of ultraviolet.
func (s Style) UV() uv.Style {
	out := uv.Style{Fg: s.Fg, Bg: s.Bg}
	for _, p := range [...]struct {
		has Attr
		is  uint8
	}{{Bold, uv.AttrBold}, {Faint, uv.AttrFaint}, {Italic, uv.AttrItalic}, {Reverse, uv.AttrReverse}, {Strike, uv.AttrStrikethrough}} {
		if s.Attrs&p.has != 0 {
			out.Attrs |= p.is
		}
	}
	if s.Attrs&Underline != 0 {
		out.Underline = uv.UnderlineSingle
	}
	return out
}

func (s Style) compute() string {
	if s.Plain() {
		return ""
	}
	b := []byte("\x1b[")
	add := func(p string) {
		if len(b) > 2 {
			b = append(b, ';')
		}
		b = append(b, p...)
	}
	for _, p := range [...]struct {
		a Attr
		n string
	}{{Bold, "1"}, {Faint, "2"}, {Italic, "3"}, {Underline, "4"}, {Reverse, "7"}, {Strike, "9"}} {
		if s.Attrs&p.a != 0 {
			add(p.n)
		}
	}
	if s.Fg != nil {
		add(colour(s.Fg, 30))
	}
	if s.Bg != nil {
		add(colour(s.Bg, 40))
	}
	return string(append(b, 'm'))
}

// colour is c as parameters of SGR: base is 30 for the foreground and 40 for the background.
func colour(c color.Color, base int) string {
	switch c := c.(type) {
	case ansi.BasicColor:
		if c < 8 {
			return strconv.Itoa(base + int(c))
		}
		return strconv.Itoa(base + 60 + int(c) - 8)
	case ansi.IndexedColor:
		return fmt.Sprintf("%d;5;%d", base+8, c)
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("%d;2;%d;%d;%d", base+8, r>>8, g>>8, b>>8)
}

// Name is a colour as Glamour's style sheets write it: "#rrggbb", or the number of one of the
// terminal's own 256; "" for none.
func Name(c color.Color) string {
	switch c := c.(type) {
	case nil:
		return ""
	case ansi.BasicColor:
		return strconv.Itoa(int(c))
	case ansi.IndexedColor:
		return strconv.Itoa(int(c))
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
