package model

import "strings"

// BodyBuilder writes a Body: open a block, add text to it, close it. Calls nest as the blocks do.
// It never fails: a Close too many is nothing, what is still open at the end is closed, and a
// container without text or kids vanishes.
type BodyBuilder struct {
	text  strings.Builder
	roots []Block
	open  []Block
	brk   string // what must stand between the text so far and the next byte
}

// Open begins a block of b's kind and attributes inside the block that is open now.
func (w *BodyBuilder) Open(b Block) {
	w.part(b.Kind)
	b.Span, b.Runs, b.Kids = Span{-1, -1}, nil, nil
	w.open = append(w.open, b)
}

// part notes the break that must come before a block of kind k.
func (w *BodyBuilder) part(k BlockKind) {
	if w.text.Len() == 0 {
		return
	}
	sep := "\n\n"
	switch k {
	case Item, Row:
		sep = "\n"
	case Cell:
		sep = "\t"
		if top := len(w.open) - 1; top >= 0 && w.open[top].Kind == Row && len(w.open[top].Kids) == 0 {
			return // the row's own break stands before its first cell
		}
	default:
		if top := len(w.open) - 1; top >= 0 && w.open[top].Kind == Item {
			if len(w.open[top].Kids) == 0 {
				return // so does the item's before its first block
			}
			sep = "\n"
		}
	}
	if rank(sep) > rank(w.brk) {
		w.brk = sep
	}
}

// rank orders the breaks: a wider one holds where two meet.
func rank(sep string) int {
	switch sep {
	case "\t":
		return 1
	case "\n":
		return 2
	case "\n\n":
		return 3
	}
	return 0
}

// Text adds s to the open leaf in the given style; href makes it a link. Text outside of every
// block opens a Paragraph. Text directly in a container opens a Paragraph in it.
func (w *BodyBuilder) Text(s string, st Style, href string) {
	if s == "" {
		return
	}
	if len(w.open) == 0 || !leaf(w.open[len(w.open)-1].Kind) {
		w.Open(Block{Kind: Paragraph})
	}
	w.text.WriteString(w.brk)
	w.brk = ""
	start := w.text.Len()
	w.text.WriteString(s)
	end := w.text.Len()
	for i := range w.open {
		if w.open[i].Span.Start < 0 {
			w.open[i].Span.Start = start
		}
		w.open[i].Span.End = end
	}
	if st == 0 && href == "" {
		return
	}
	top := &w.open[len(w.open)-1]
	if n := len(top.Runs); n > 0 && top.Runs[n-1].Span.End == start && top.Runs[n-1].Style == st && top.Runs[n-1].Href == href {
		top.Runs[n-1].Span.End = end
		return
	}
	top.Runs = append(top.Runs, Run{Span{start, end}, st, href})
}

func leaf(k BlockKind) bool {
	switch k {
	case List, Item, Quote, Table, Row, Rule:
		return false
	}
	return true
}

// Offset is the length in bytes of the text so far, with the break that the next text brings.
func (w *BodyBuilder) Offset() int { return w.text.Len() + len(w.brk) }

// InLeaf tells whether text added now joins a leaf that is already open.
func (w *BodyBuilder) InLeaf() bool { return len(w.open) > 0 && leaf(w.open[len(w.open)-1].Kind) }

// Depth is the number of blocks that are open.
func (w *BodyBuilder) Depth() int { return len(w.open) }

// Close ends the innermost open block.
func (w *BodyBuilder) Close() {
	n := len(w.open) - 1
	if n < 0 {
		return
	}
	b := w.open[n]
	w.open = w.open[:n]
	empty := b.Span.Start < 0
	if empty {
		at := w.text.Len()
		b.Span = Span{at, at}
	}
	if empty && len(b.Kids) == 0 && b.Kind != Rule && b.Kind != Cell && (b.Kind != Figure || b.Src == "" && b.Alt == "") {
		return
	}
	if n == 0 {
		w.roots = append(w.roots, b)
		return
	}
	w.open[n-1].Kids = append(w.open[n-1].Kids, b)
}

// Body closes what is open and gives the whole. The builder is then empty.
func (w *BodyBuilder) Body() Body {
	for len(w.open) > 0 {
		w.Close()
	}
	b := Body{text: w.text.String(), blocks: w.roots}
	*w = BodyBuilder{}
	return b
}

// PlainBody is a Body of plain paragraphs.
func PlainBody(paragraphs ...string) Body {
	var w BodyBuilder
	for _, p := range paragraphs {
		w.Open(Block{Kind: Paragraph})
		w.Text(p, 0, "")
		w.Close()
	}
	return w.Body()
}
