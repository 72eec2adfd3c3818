package article

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"lede/model"
	"lede/model/safe"
	"lede/ui/layout"
)

// bodyOf builds a body of what plan says, byte by byte: a block opened or closed, or a piece of the text with some look.
func bodyOf(plan []byte, text string) model.Body {
	var w model.BodyBuilder
	depth := 0
	pieces := strings.SplitAfter(text, " ")
	for i, op := range plan {
		piece := pieces[i%len(pieces)]
		switch k := model.BlockKind(op % 16); {
		case op >= 192 && depth > 0:
			w.Close()
			depth--
		case op >= 64:
			w.Text(piece, model.Style(op>>2)&15, map[bool]string{true: "https://a.test/" + piece}[op%4 == 0])
		default:
			w.Open(model.Block{Kind: k, Level: int(op >> 4), Ordered: op%2 == 0, Start: int(op) - 9, Header: op%3 == 0, Lang: piece, Alt: piece, Src: piece})
			depth++
		}
	}
	return w.Body()
}

// Whatever a body is made of, its page fits at any width, is set in time, and steers no terminal.
func FuzzPage(f *testing.F) {
	f.Add([]byte{0, 64, 200}, "Grain ship leaves port", uint8(60))
	f.Add([]byte{1, 65, 80, 200, 2, 3, 66, 200, 200, 7, 8, 9, 70}, "坎谷公司 \x1b[31m 🚀 *a_ `x` <b> \u202e", uint8(12))
	f.Add([]byte(strings.Repeat("\x02", 300)+"@"), "deep down", uint8(33))
	f.Add([]byte(strings.Repeat("\x03\x04", 300)+"@"), "deep \u0301\u0301 down", uint8(0))
	f.Add([]byte(strings.Repeat("\x07\x08\x09@\xc8", 40)), "a table of many cells and words", uint8(9))
	f.Add([]byte("0"), "  0", uint8(0))
	th := dark(f)
	f.Fuzz(func(t *testing.T, plan []byte, text string, w uint8) {
		if len(plan)+len(text) > 1<<14 {
			return
		}
		s := &model.Story{ID: 1, Headline: text, Byline: text, Publisher: text, Published: noon, Body: bodyOf(plan, text)}
		width := 1 + int(w)%160
		began := busy()
		p := page(t, s, width)
		for y := range p.rows {
			if n := p.rows[y].width(); n > max(width, 2) {
				t.Fatalf("at %d cells row %d takes %d: %q", width, y, n, p.rows[y].cells.String())
			}
			for _, c := range p.rows[y].cells {
				if safe.Line(c.Content) != c.Content {
					t.Fatalf("row %d has a cell of %q", y, c.Content)
				}
			}
		}
		r := layout.Rect{W: width, H: 20}
		for _, l := range drive(New().Show(s, r, th, noon)).View(r, th, true) {
			if n := ansi.StringWidth(l); n != r.W {
				t.Fatalf("a row of %d cells in place of %d: %q", n, r.W, l)
			}
		}
		if took := busy() - began; took > 2*time.Second {
			t.Fatalf("it took %s", took)
		}
	})
}
