package article

import (
	"bytes"
	"context"
	"strings"

	gansi "charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"lede/model"
	"lede/model/plain"
	"lede/model/safe"
	"lede/ui/term"
	"lede/ui/theme"
)

// maxNesting is how deep quotes and lists are shown in one another; what lies deeper is set at
// this depth. Glamour itself is handed leaves only: it has no deadline, and deep trees hang it.
const maxNesting = 16

// setter sets a story's blocks at one width.
type setter struct {
	inline
	theme theme.Theme
	style gansi.StyleConfig
	width int
	top   int               // level of the highest heading there is
	over  int               // cells that code and tables may take beyond the width of their place
	print renderer.Renderer // in that style; nil: not made yet, for making one takes as long as a short paragraph
}

// in sets what f sets in another style.
func (s *setter) in(style gansi.StyleConfig, f func() []row) []row {
	was, print := s.style, s.print
	s.style, s.print = style, nil
	set := f()
	s.style, s.print = was, print
	return set
}

func newSetter(s *model.Story, cuts []cut, links []Link, width, room int, t theme.Theme) *setter {
	top := 6
	s.Body.Walk(func(b *model.Block) {
		if b.Kind == model.Heading {
			top = min(top, b.Level)
		}
	})
	return &setter{
		inline: inline{body: s.Body.Text(), facts: s.Facts, cuts: append([]cut(nil), cuts...), texts: len(cuts), links: links, seen: map[int]bool{}},
		theme:  t, style: glamourStyle(t), width: width, over: max(room-width, 0), top: top,
	}
}

// blocks sets bs one after the other, a blank row between them, until ctx ends.
func (s *setter) blocks(ctx context.Context, bs []model.Block, width, depth int) []row {
	var out []row
	for i := range bs {
		if ctx.Err() != nil {
			return out
		}
		if set := s.block(ctx, &bs[i], width, depth); len(set) > 0 {
			if len(out) > 0 {
				out = append(out, row{space: true})
			}
			out = append(out, set...)
		}
	}
	return out
}

// block sets one block into rows of at most width cells.
func (s *setter) block(ctx context.Context, b *model.Block, width, depth int) []row {
	width = max(width, 1)
	switch b.Kind {
	case model.List:
		return s.list(ctx, b, width, depth)
	case model.Quote:
		return s.quote(ctx, b, width, depth)
	case model.Item:
		return s.blocks(ctx, b.Kids, width, depth)
	case model.Table:
		return s.table(b, width+s.over)
	case model.Code:
		return s.code(b, width+s.over)
	case model.Figure:
		return s.figure(b, width)
	case model.Rule:
		return []row{plainRow(strings.Repeat("─", min(width, 12)), s.theme.Rule)}
	case model.Heading:
		h := ast.NewHeading(min(max(b.Level-s.top, 0)+1, 6))
		s.fill(h, b)
		return s.leaf(h, width)
	}
	p := ast.NewParagraph()
	s.fill(p, b)
	return s.leaf(p, width)
}

// quote puts a bar of one column before what is quoted.
func (s *setter) quote(ctx context.Context, b *model.Block, width, depth int) []row {
	if depth >= maxNesting || width < 6 {
		return s.blocks(ctx, b.Kids, width, depth)
	}
	bar := plainRow("▎ ", s.theme.QuoteBar).cells
	inner := s.blocks(ctx, b.Kids, width-2, depth+1)
	for i := range inner {
		inner[i] = inner[i].indented(bar)
		inner[i].space = false
	}
	return inner
}

// list puts a bullet or a number before each item and hangs the rest of it under its text.
func (s *setter) list(ctx context.Context, b *model.Block, width, depth int) []row {
	wide := 2
	for i := range b.Kids {
		wide = max(wide, term.Width(plain.Marker(b, b.Start+i))+1)
	}
	if depth >= maxNesting || width < wide+4 {
		wide = 0
	}
	loose := false // an item of several paragraphs has air around it
	for i := range b.Kids {
		loose = loose || airy(b.Kids[i].Kids)
	}
	var out []row
	for i := range b.Kids {
		if loose && i > 0 {
			out = append(out, row{})
		}
		mark, fit := plain.Marker(b, b.Start+i), term.FitRight // numbers end below one another
		if !b.Ordered {
			fit = term.Fit
			if depth%2 == 1 {
				mark = "–"
			}
		}
		set := s.item(ctx, &b.Kids[i], width-wide, depth+1)
		for j := range set {
			lead := term.Blank(wide)
			if j == 0 && wide > 0 {
				lead = fit(mark, wide-1) + " "
			}
			if len(set[j].cells) > 0 || j == 0 {
				set[j] = set[j].indented(plainRow(lead, s.theme.Dim).cells)
			}
			out = append(out, set[j])
		}
	}
	return out
}

// airy tells whether blocks of an item are parted by blank rows: all but a paragraph and the list below it.
func airy(bs []model.Block) bool {
	for i := range bs[:max(len(bs)-1, 0)] {
		if bs[i+1].Kind != model.List {
			return true
		}
	}
	return false
}

// item sets what an item holds, close together where it is one paragraph and a list.
func (s *setter) item(ctx context.Context, b *model.Block, width, depth int) []row {
	var out []row
	for i := range b.Kids {
		if ctx.Err() != nil {
			break
		}
		if set := s.block(ctx, &b.Kids[i], width, depth); len(set) > 0 {
			if i > 0 && airy(b.Kids) {
				out = append(out, row{})
			}
			out = append(out, set...)
		}
	}
	return out
}

// figure tells of a picture in words: caption, or what it shows.
func (s *setter) figure(b *model.Block, width int) []row {
	p := ast.NewParagraph()
	e := ast.NewEmphasis(1)
	p.AppendChild(p, e)
	s.text(e, "▧ ")
	alt := safe.Line(b.Alt)
	switch {
	case !b.Span.Empty():
		s.stretch(e, b.Span)
		if alt != "" && !strings.Contains(b.Span.In(s.body), b.Alt) {
			s.text(e, escape(" ("+alt+")"))
		}
	case alt != "":
		s.text(e, escape(alt))
	default:
		s.text(e, "picture")
	}
	s.numberOf(p, pictureURL(b))
	caption := s.style
	caption.Emph = primitive(s.theme.Caption)
	return s.in(caption, func() []row { return s.leaf(p, width) })
}

// leaf has Glamour print one leaf, and breaks its lines.
func (s *setter) leaf(n ast.Node, width int) []row {
	var out []row
	for _, r := range s.glamour(n) {
		out = append(out, s.wrap(r, width)...)
	}
	return trimmedRows(out)
}

// glamour hands one leaf to Glamour and takes its lines back as cells, each as long as it is: when
// Glamour wraps, it also pads every line cell by cell, which costs five times what the text does.
func (s *setter) glamour(leaf ast.Node) []row {
	doc := ast.NewDocument()
	doc.AppendChild(doc, leaf)
	if s.print == nil {
		g := gansi.NewRenderer(gansi.Options{Styles: s.style, PreserveNewLines: true})
		s.print = renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(g, 1000)))
	}
	var out bytes.Buffer
	if err := s.print.Render(&out, s.src, doc); err != nil {
		return []row{plainRow("(this part cannot be shown)", s.theme.Dim)}
	}
	s.src = s.src[:0]
	return rows(out.String())
}

// trimmedRows drops the blank rows around a leaf.
func trimmedRows(set []row) []row {
	for len(set) > 0 && len(set[0].cells) == 0 {
		set = set[1:]
	}
	for len(set) > 0 && len(set[len(set)-1].cells) == 0 {
		set = set[:len(set)-1]
	}
	return set
}

// plainRow is text of our own as a row without tags.
func plainRow(s string, st theme.Style) row {
	var l uv.Line
	style := st.UV()
	for _, r := range s {
		l = append(l, uv.Cell{Content: string(r), Width: 1, Style: style})
	}
	return row{cells: l, tags: make([]int32, len(l))}
}
