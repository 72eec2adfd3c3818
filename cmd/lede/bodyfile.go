package main

import (
	"slices"
	"strings"

	"lede/model"
	"lede/model/safe"
)

// blockJSON is a block of a story's text; its offsets count bytes of that text, like those of facts.
type blockJSON struct {
	Kind    string      `json:"kind"`
	Start   int         `json:"start"`
	End     int         `json:"end"`
	Level   int         `json:"level,omitempty"`
	Ordered bool        `json:"ordered,omitempty"`
	First   int         `json:"first,omitempty"`
	Marker  string      `json:"marker,omitempty"`
	Header  bool        `json:"header,omitempty"`
	Lang    string      `json:"lang,omitempty"`
	Src     string      `json:"src,omitempty"`
	Href    string      `json:"href,omitempty"`
	Alt     string      `json:"alt,omitempty"`
	Runs    []runJSON   `json:"runs,omitempty"`
	Blocks  []blockJSON `json:"blocks,omitempty"`
}

type runJSON struct {
	Start int      `json:"start"`
	End   int      `json:"end"`
	Style []string `json:"style,omitempty"`
	Href  string   `json:"href,omitempty"`
}

// kindNames are the kinds of block by model.BlockKind, styleNames the styles by their bit.
var (
	kindNames  = [...]string{"paragraph", "heading", "list", "item", "quote", "code", "table", "row", "cell", "figure", "rule"}
	styleNames = [...]string{"emphasis", "strong", "mono", "strike", "underline"}
)

func blocksOf(in []model.Block) []blockJSON {
	var out []blockJSON
	for _, b := range in {
		j := blockJSON{Kind: kindNames[b.Kind], Start: b.Span.Start, End: b.Span.End, Level: b.Level, Ordered: b.Ordered, First: b.Start,
			Header: b.Header, Lang: b.Lang, Src: b.Src, Href: b.Href, Alt: b.Alt, Blocks: blocksOf(b.Kids)}
		if b.Marker != 0 {
			j.Marker = string(rune(b.Marker))
		}
		for _, r := range b.Runs {
			j.Runs = append(j.Runs, runOf(r))
		}
		out = append(out, j)
	}
	return out
}

func runOf(r model.Run) runJSON {
	j := runJSON{Start: r.Span.Start, End: r.Span.End, Href: r.Href}
	for bit, name := range styleNames {
		if r.Style&(1<<bit) != 0 {
			j.Style = append(j.Style, name)
		}
	}
	return j
}

// bodyOf is a text in the shape that a file gives it; where the shape does not fit, in paragraphs.
func bodyOf(text string, blocks []blockJSON) model.Body {
	if in, ok := blocksIn(blocks); ok && len(in) > 0 && harmless(text) {
		if b, ok := model.Shaped(text, in); ok {
			return b
		}
	}
	return model.PlainBody(strings.Split(safe.Text(text), "\n\n")...)
}

// harmless tells whether a text needs nothing taken out; tabs part the cells of tables.
func harmless(text string) bool {
	bare := strings.ReplaceAll(text, "\t", " ")
	return safe.Text(bare) == bare
}

func blocksIn(in []blockJSON) (out []model.Block, ok bool) {
	for _, j := range in {
		kind := slices.Index(kindNames[:], j.Kind)
		if kind < 0 || j.Level < 0 || j.Level > 6 || len(j.Marker) > 1 {
			return nil, false
		}
		kids, ok := blocksIn(j.Blocks)
		if !ok {
			return nil, false
		}
		b := model.Block{Kind: model.BlockKind(kind), Span: model.Span{Start: j.Start, End: j.End}, Level: j.Level, Ordered: j.Ordered, Start: j.First,
			Header: j.Header, Lang: safe.Line(j.Lang), Src: safe.URL(j.Src), Href: safe.URL(j.Href), Alt: safe.Line(j.Alt), Kids: kids}
		if j.Marker != "" && strings.Contains("aAiI", j.Marker) {
			b.Marker = j.Marker[0]
		}
		for _, r := range j.Runs {
			b.Runs = append(b.Runs, runIn(r))
		}
		out = append(out, b)
	}
	return out, true
}

func runIn(j runJSON) model.Run {
	r := model.Run{Span: model.Span{Start: j.Start, End: j.End}, Href: safe.URL(j.Href)}
	for _, name := range j.Style {
		if bit := slices.Index(styleNames[:], name); bit >= 0 {
			r.Style |= 1 << bit
		}
	}
	return r
}
