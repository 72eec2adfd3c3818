package model

// Plain tells whether b is nothing but paragraphs without runs, as PlainBody makes them.
func (b Body) Plain() bool {
	for i := range b.blocks {
		if b.blocks[i].Kind != Paragraph || len(b.blocks[i].Runs) > 0 {
			return false
		}
	}
	return true
}

// Shaped is a Body of text in the shape of blocks, which need not be sound. ok is false where they do not fit
// the text: then there is no such Body.
func Shaped(text string, blocks []Block) (b Body, ok bool) {
	w := shaper{text: text}
	w.all(blocks, 0)
	b = w.out.Body()
	return b, !w.bad && b.text == text
}

// shaper writes a Body anew from its text and blocks.
type shaper struct {
	text string
	out  BodyBuilder
	bad  bool
}

func (w *shaper) all(blocks []Block, depth int) {
	if depth > mostNested {
		w.bad = true
		return
	}
	for i := range blocks {
		b := &blocks[i]
		if b.Kind > Rule || b.Span.Start < 0 || b.Span.End < b.Span.Start || b.Span.End > len(w.text) {
			w.bad = true
			return
		}
		w.out.Open(*b)
		if leaf(b.Kind) {
			w.runs(b)
		} else {
			w.all(b.Kids, depth+1)
		}
		w.out.Close()
	}
}

// runs writes the text of a leaf.
func (w *shaper) runs(b *Block) {
	at := b.Span.Start
	for _, r := range b.Runs {
		if r.Span.Start < at || r.Span.End < r.Span.Start || r.Span.End > b.Span.End {
			w.bad = true
			return
		}
		w.out.Text(w.text[at:r.Span.Start], 0, "")
		w.out.Text(w.text[r.Span.Start:r.Span.End], r.Style, r.Href)
		at = r.Span.End
	}
	w.out.Text(w.text[at:b.Span.End], 0, "")
}
