package article

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	uv "github.com/charmbracelet/ultraviolet"

	"lede/model"
	"lede/model/safe"
	"lede/ui/theme"
)

// cut is an elementary stretch of the text: no fact, sentence or link begins or ends inside it.
// Its number rides through Glamour's wrapping as the colour of an underline that is not there, so
// that every cell still knows which bytes of the story it shows.
type cut struct {
	span  model.Span
	facts []int      // indexes into the story's facts, the shortest span first
	link  int        // number of the link that it belongs to, 0 for none
	mono  bool       // it is code in a line
	attrs theme.Attr // struck out, underlined: what Glamour's emphasis has no node for
	code  bool       // it is of a block of code, which has colours of its own
	note  bool       // it is no text of the story but a link's number
}

// maxCuts is how many numbers the colour has room for.
const maxCuts = 1 << 20

// cuts are the elementary stretches of a story's text in order, together without a gap, and the
// links in them in reading order.
func cutText(s *model.Story) ([]cut, []Link) {
	text := s.Body.Text()
	at := map[int]bool{0: true, len(text): true}
	mark := func(sp model.Span) {
		if sp.Start >= 0 && sp.End <= len(text) && !sp.Empty() {
			at[sp.Start], at[sp.End] = true, true
		}
	}
	for i := range s.Facts {
		mark(s.Facts[i].Span)
		mark(s.Facts[i].Sentence)
	}
	var links []Link
	type linked struct {
		span model.Span
		n    int
	}
	var runs []linked
	var mono, blocks, struck, under []model.Span
	number := map[string]int{}
	s.Body.Walk(func(b *model.Block) {
		if u := pictureURL(b); u != "" && number[u] == 0 {
			links = append(links, Link{Text: "▧ " + pictureText(b, text), URL: u})
			number[u] = len(links)
		}
		if b.Kind == model.Code {
			mark(b.Span)
			blocks = append(blocks, b.Span)
		}
		for _, r := range b.Runs {
			mark(r.Span)
			if r.Style&model.Mono != 0 && b.Kind != model.Code {
				mono = append(mono, r.Span)
			}
			if r.Style&model.Strike != 0 {
				struck = append(struck, r.Span)
			}
			if r.Style&model.Underline != 0 {
				under = append(under, r.Span)
			}
			if r.Href == "" {
				continue
			}
			if number[r.Href] == 0 {
				links = append(links, Link{Text: strings.Join(strings.Fields(r.Span.In(text)), " "), URL: r.Href})
				number[r.Href] = len(links)
			}
			runs = append(runs, linked{r.Span, number[r.Href]})
		}
	})
	points := make([]int, 0, len(at))
	for p := range at {
		points = append(points, p)
	}
	sort.Ints(points)
	if len(points) > maxCuts {
		points = append(points[:maxCuts], len(text))
	}
	out := make([]cut, 0, len(points))
	for i := 0; i+1 < len(points); i++ {
		out = append(out, cut{span: model.Span{Start: points[i], End: points[i+1]}})
	}
	cover := func(sp model.Span, do func(*cut)) {
		for i := sort.Search(len(out), func(i int) bool { return out[i].span.Start >= sp.Start }); i < len(out) && out[i].span.End <= sp.End; i++ {
			do(&out[i])
		}
	}
	for _, i := range byLength(s.Facts) {
		cover(s.Facts[i].Span, func(c *cut) { c.facts = append(c.facts, i) })
	}
	for _, sp := range mono {
		cover(sp, func(c *cut) { c.mono = true })
	}
	for _, sp := range blocks {
		cover(sp, func(c *cut) { c.code = true })
	}
	for _, sp := range struck {
		cover(sp, func(c *cut) { c.attrs |= theme.Strike })
	}
	for _, sp := range under {
		cover(sp, func(c *cut) { c.attrs |= theme.Underline })
	}
	for _, r := range runs {
		cover(r.span, func(c *cut) { c.link = r.n })
	}
	return out, links
}

// pictureURL is where a picture is, or leads; "" for other blocks.
func pictureURL(b *model.Block) string {
	if b.Kind != model.Figure {
		return ""
	}
	if u := safe.URL(b.Href); u != "" {
		return u
	}
	return safe.URL(b.Src)
}

// pictureText is what a picture is called in a list of links.
func pictureText(b *model.Block, text string) string {
	for _, s := range [...]string{b.Span.In(text), b.Alt} {
		if s = safe.Line(s); s != "" {
			return s
		}
	}
	return "picture"
}

// byLength are the indexes of facts, the shortest span first: the innermost gives its look to a cell.
func byLength(facts []model.Fact) []int {
	order := make([]int, len(facts))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return facts[order[a]].Span.Len() < facts[order[b]].Span.Len() })
	return order
}

// tagOpen and tagClose carry a number of up to 21 bits through a renderer that keeps SGR 58.
func tagOpen(n int) string {
	return fmt.Sprintf("\x1b[58;2;%d;%d;%dm", 0xa0|n>>16, n>>8&255, n&255)
}

const tagClose = "\x1b[59m"

// row is one line of a set page: cells, and for each of them 1 + the number of its cut (0: none).
type row struct {
	cells uv.Line
	tags  []int32
	block int // 1-based number of the top-level block that it belongs to; 0 between them
	space bool
}

// rows takes what Glamour made apart into cells and reads the tags back: one row a line.
func rows(rendered string) []row {
	parser := ansi.GetParser()
	defer ansi.PutParser(parser)
	n := printable(rendered)
	out := []row{{cells: make(uv.Line, 0, n), tags: make([]int32, 0, n)}}
	var style uv.Style
	var tag int32
	var state byte
	for len(rendered) > 0 {
		seq, width, n, next := ansi.DecodeSequence(rendered, state, parser)
		rendered, state = rendered[n:], next
		r := &out[len(out)-1]
		switch {
		case width > 0:
			r.cells = append(r.cells, uv.Cell{Content: seq, Width: width, Style: style})
			r.tags = append(r.tags, tag)
		case seq[0] >= utf8.RuneSelf: // a mark: DecodeSequence parts it from an ASCII letter
			if n := len(r.cells); n > 0 {
				c := &r.cells[n-1]
				c.Content += seq
				c.Width = ansi.StringWidth(c.Content)
			}
		case seq == "\n":
			out = append(out, row{})
		case ansi.HasCsiPrefix(seq) && parser.Command() == 'm':
			uv.ReadStyle(parser.Params(), &style)
			tag = tagOf(&style)
		}
	}
	for i := range out {
		out[i] = out[i].trimmed()
	}
	return out
}

// printable is about how many clusters the first line of what Glamour made has, so that they are put where they stay.
func printable(rendered string) int {
	n, sequence := 0, false
	for _, r := range rendered {
		switch {
		case r == '\n':
			return n
		case sequence:
			sequence = r != 'm'
		case r == 0x1b:
			sequence = true
		default:
			n++
		}
	}
	return n
}

// tagOf reads the number out of a style and leaves the style without it.
func tagOf(style *uv.Style) int32 {
	if style.UnderlineColor == nil {
		return 0
	}
	r, g, b, _ := style.UnderlineColor.RGBA()
	if r>>8&0xa0 != 0xa0 {
		return 0
	}
	return int32(r>>8&^0xa0)<<16 | int32(g>>8)<<8 | int32(b>>8)
}

// trimmed leaves off the blanks that the line was padded with.
func (r row) trimmed() row {
	n := len(r.cells)
	for n > 0 && (r.cells[n-1].Content == " " || r.cells[n-1].Content == "") {
		n--
	}
	r.cells, r.tags = r.cells[:n], r.tags[:n]
	for i := range r.cells {
		r.cells[i].Style.UnderlineColor = nil
	}
	return r
}

// width is the number of cells that the row takes.
func (r row) width() int {
	w := 0
	for i := range r.cells {
		w += r.cells[i].Width
	}
	return w
}

// indented is the row with more cells before it.
func (r row) indented(by uv.Line) row {
	r.cells = append(append(make(uv.Line, 0, len(by)+len(r.cells)), by...), r.cells...)
	r.tags = append(make([]int32, len(by), len(by)+len(r.tags)), r.tags...)
	return r
}
