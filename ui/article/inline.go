package article

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"lede/model"
	"lede/model/safe"
)

// inline writes leaf blocks as goldmark trees. Nothing is parsed: every node is made from our own
// Body, so that no text of a story can be taken for markup.
type inline struct {
	src   []byte // what the nodes' segments point into
	body  string
	facts []model.Fact
	cuts  []cut // those of the text in its order, then those of the links' numbers
	texts int   // how many are of the text
	links []Link
	seen  map[int]bool // links whose number was printed
}

// fill hangs the text of a leaf under node, cut by cut, in the style of its runs.
func (w *inline) fill(node ast.Node, b *model.Block) {
	runs := b.Runs
	at := b.Span.Start
	for at < b.Span.End {
		for len(runs) > 0 && runs[0].Span.End <= at {
			runs = runs[1:]
		}
		end, style, href := b.Span.End, model.Style(0), ""
		if len(runs) > 0 {
			if runs[0].Span.Start > at {
				end = min(end, runs[0].Span.Start)
			} else {
				end, style, href = min(end, runs[0].Span.End), runs[0].Style, runs[0].Href
			}
		}
		w.stretch(styled(node, style), model.Span{Start: at, End: end})
		if href != "" && end == runs[0].Span.End {
			w.number(node, end)
		}
		at = end
	}
}

// styled opens the emphasis that style asks for and gives the node to write into. Glamour gives
// code spans a look of their own, which needs a node kind that takes no tagged text: Mono is
// left plain here.
func styled(node ast.Node, style model.Style) ast.Node {
	if style&model.Strong != 0 {
		e := ast.NewEmphasis(2)
		node.AppendChild(node, e)
		node = e
	} else if style&model.Emphasis != 0 {
		e := ast.NewEmphasis(1)
		node.AppendChild(node, e)
		node = e
	}
	return node
}

// stretch adds the text of sp, each cut as a node of its own that carries its number.
func (w *inline) stretch(node ast.Node, sp model.Span) {
	w.pieces(sp, func(text string, tag int32) { w.text(node, tagOpen(int(tag))+escape(text)+tagClose) })
}

// pieces tells the text of sp, cut by cut, each with its tag.
func (w *inline) pieces(sp model.Span, tell func(text string, tag int32)) {
	for i := w.cutAt(sp.Start); i < w.texts && w.cuts[i].span.Start < sp.End; i++ {
		part := model.Span{Start: max(sp.Start, w.cuts[i].span.Start), End: min(sp.End, w.cuts[i].span.End)}
		tell(safe.Text(part.In(w.body)), int32(i+1))
	}
}

// cutAt is the index of the cut that holds byte at.
func (w *inline) cutAt(at int) int {
	lo, hi := 0, w.texts
	for lo < hi {
		mid := (lo + hi) / 2
		if w.cuts[mid].span.End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// number prints a link's number after its text, the first time that the link is met.
func (w *inline) number(node ast.Node, end int) {
	if text, tag := w.numbered(end); tag > 0 {
		w.text(node, tagOpen(int(tag))+text+tagClose)
	}
}

// numbered is the number to print for the link whose text ends at end, and its tag; 0 where it was printed before.
func (w *inline) numbered(end int) (text string, tag int32) {
	i := w.cutAt(end - 1)
	if i >= w.texts || w.cuts[i].link == 0 || w.seen[w.cuts[i].link] {
		return "", 0
	}
	return w.numberText(w.cuts[i].link)
}

func (w *inline) numberText(n int) (text string, tag int32) {
	w.seen[n] = true
	w.cuts = append(w.cuts, cut{link: n, note: true})
	return "[" + strconv.Itoa(n) + "]", int32(len(w.cuts))
}

// numberOf prints the number of the link that leads to an address, unless it was printed before.
func (w *inline) numberOf(node ast.Node, url string) {
	for i := range w.links {
		if w.links[i].URL == url && !w.seen[i+1] {
			text, tag := w.numberText(i + 1)
			w.text(node, tagOpen(int(tag))+text+tagClose)
		}
	}
}

// text adds one text node.
func (w *inline) text(node ast.Node, s string) {
	start := len(w.src)
	w.src = append(w.src, s...)
	node.AppendChild(node, ast.NewTextSegment(text.NewSegment(start, len(w.src))))
}

// escape protects text from the two things that Glamour still does to a text node: it decodes
// entities and takes backslashes off.
func escape(s string) string {
	if !strings.ContainsAny(s, `&\`) {
		return s
	}
	return strings.NewReplacer("&", "&amp;", `\`, `\\`).Replace(s)
}
