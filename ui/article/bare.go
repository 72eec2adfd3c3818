package article

import (
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"lede/model"
)

// bare sets a leaf in which nothing is emphasised, one row a line, as Glamour would: it has nothing to do there but takes
// some thirty microseconds, and a table has a thousand cells of one word. ok is false where it has something to do.
func (s *setter) bare(b *model.Block) (set []row, ok bool) {
	for _, r := range b.Runs {
		if r.Style&(model.Strong|model.Emphasis) != 0 {
			return nil, false
		}
	}
	p := barePen{style: s.theme.Text.UV(), out: []row{{}}}
	at := b.Span.Start
	for _, r := range append(b.Runs[:len(b.Runs):len(b.Runs)], model.Run{Span: model.Span{Start: b.Span.End, End: b.Span.End}}) {
		s.pieces(model.Span{Start: at, End: r.Span.Start}, p.write)
		s.pieces(r.Span, p.write)
		at = max(at, r.Span.End)
		if r.Href == "" {
			continue
		}
		if text, tag := s.numbered(r.Span.End); tag > 0 {
			p.write(text, tag)
		}
	}
	for i := range p.out {
		p.out[i] = p.out[i].trimmed()
	}
	return trimmedRows(p.out), true
}

// barePen writes text as cells of one style.
type barePen struct {
	style uv.Style
	out   []row
}

func (p *barePen) write(text string, tag int32) {
	for len(text) > 0 {
		r := &p.out[len(p.out)-1]
		n, width := 1, 1
		switch {
		case text[0] == '\n':
			p.out = append(p.out, row{})
			text = text[1:]
			continue
		case text[0] >= utf8.RuneSelf || len(text) > 1 && text[1] >= utf8.RuneSelf:
			cluster, w := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
			n, width = max(len(cluster), 1), w
		}
		if width > 0 {
			r.cells = append(r.cells, uv.Cell{Content: text[:n], Width: width, Style: p.style})
			r.tags = append(r.tags, tag)
		}
		text = text[n:]
	}
}
