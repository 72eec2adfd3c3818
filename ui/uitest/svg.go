package uitest

import (
	"fmt"
	"html"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// Size of a cell in the picture, and of the letters, in pixels.
const (
	cellW  = 8.4
	cellH  = 18
	letter = 14
)

// SVG is a frame as a picture: content as View gives it, w × h cells, on paper with ink.
func SVG(content string, w, h int, paper, ink color.Color) string {
	e := vt.NewEmulator(w, h)
	defer e.Close()
	_, _ = e.WriteString(strings.ReplaceAll(content, "\n", "\r\n"))
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.1f %d" font-family="ui-monospace,Menlo,Consolas,monospace" font-size="%d">`+"\n",
		float64(w)*cellW+16, h*cellH+16, letter)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", hex(paper))
	for y := range h {
		for x := 0; x < w; {
			n, text, st := stretch(e, x, y, w)
			draw(&b, x, y, n, text, st, paper, ink)
			x += n
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// stretch is the run of cells from x on that look alike: how many cells, what they show.
func stretch(e *vt.Emulator, x, y, w int) (n int, text string, st uv.Style) {
	var b strings.Builder
	for x+n < w {
		c := e.CellAt(x+n, y)
		if c == nil {
			c = &uv.Cell{Content: " ", Width: 1}
		}
		if n == 0 {
			st = c.Style
		} else if !c.Style.Equal(&st) {
			break
		}
		if c.Content == "" {
			b.WriteByte(' ')
		} else {
			b.WriteString(c.Content)
		}
		n += max(c.Width, 1)
	}
	return n, b.String(), st
}

// draw writes one stretch: its background where it has one of its own, then its text.
func draw(b *strings.Builder, x, y, n int, text string, st uv.Style, paper, ink color.Color) {
	fg, bg := st.Fg, st.Bg
	if fg == nil {
		fg = ink
	}
	if st.Attrs&uv.AttrReverse != 0 {
		if bg == nil {
			bg = paper
		}
		fg, bg = bg, fg
	}
	left, top := 8+float64(x)*cellW, 8+y*cellH
	if bg != nil {
		fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", left, top, float64(n)*cellW, cellH, hex(bg))
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	attrs := ""
	if st.Attrs&uv.AttrBold != 0 {
		attrs += ` font-weight="bold"`
	}
	if st.Attrs&uv.AttrItalic != 0 {
		attrs += ` font-style="italic"`
	}
	if st.Underline != 0 {
		attrs += ` text-decoration="underline"`
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%d" fill="%s" textLength="%.1f" xml:space="preserve"%s>%s</text>`+"\n",
		left, top+letter-1, hex(fg), float64(n)*cellW, attrs, html.EscapeString(text))
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
