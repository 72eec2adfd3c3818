package clean

import (
	"strings"

	"golang.org/x/net/html/atom"

	"lede/model"
)

// MaxText is the most text of one story that is kept, in bytes (SAFETY P3).
const MaxText = 1 << 20

// maxBoxes is how many containers may stand in one another; deeper ones give their text to the last.
const maxBoxes = 14

// HTML makes a Body of markup. base is the address that relative links belong to, "" when there is
// none. It never fails: what cannot be understood is text. Found tells what the cut lines said.
func HTML(src, base string) (model.Body, Found) {
	return finish(markup(src, base), Hints{}, nil)
}

// HTMLMap is HTML with the way back to the bytes of src.
func HTMLMap(src, base string) (model.Body, Found, *Map) {
	m := &Map{}
	b, f := finish(markup(src, base), Hints{}, m)
	return b, f, m
}

// Page is HTML for the part of a page that holds an article: h gives the page's address and the headline, which is cut
// where the part repeats it.
func Page(src string, h Hints) (model.Body, Found) {
	return finishAs(markup(src, h.URL), cutter{h: h, page: true}, nil)
}

// markup reads src into drafts. Text without a single tag that makes blocks has its line breaks kept, as in
// podcast summaries.
func markup(src, base string) []*draft {
	if len(src) > maxSource {
		src = src[:maxSource]
	}
	toks := scan(src)
	w := newWalker(src, base, toks)
	ds := w.run()
	if w.hidden && len(ds) == 0 {
		w = newWalker(src, base, toks)
		w.showHidden = true
		ds = w.run()
	}
	return ds
}

// walker reads tokens in one pass. Its state is a short stack of the elements that matter to the shape
// (frames) and a list of the inline ones that are open; both are bounded, everything else only parts text.
type walker struct {
	src   string
	links linker
	toks  []token
	out   []*draft
	stack []frame
	boxes int

	inl   []inline
	style model.Style // of all inline elements that are open
	href  string

	leaf   *draft   // that text joins, nil for none
	breaks int      // <br> since the last text of leaf
	figs   []*draft // met within leaf: they follow it
	quotes int      // <q> that are open
	whole  bool     // the text at hand is a character reference
	loose  bool     // line breaks of the source count
	column column   // where the line of code at hand has come to
	media  *draft   // audio or video that is open
	stray  []piece  // text of a table outside of its cells; it joins the next cell

	hidden, showHidden bool
}

// frame is an element that is open and gives its text a shape.
type frame struct {
	tag  atom.Atom
	box  *draft      // the container that it opened, nil for none
	leaf model.Block // what text in it becomes
	inl  int         // inline elements open before it
	add  model.Style // for its text
}

// inline is an element that gives its text a look or an address.
type inline struct {
	tag   atom.Atom
	style model.Style
	href  string
	leaf  *draft // sup, sub: the leaf and the number of its pieces before it
	mark  int
}

func newWalker(src, base string, toks []token) *walker {
	return &walker{src: src, links: linker{base: base}, toks: toks, loose: looseLines(src, toks)}
}

// looseLines tells whether line breaks are all the shape there is.
func looseLines(src string, toks []token) bool {
	for i := range toks {
		if toks[i].kind == openToken && (shapes(toks[i].tag) || toks[i].tag == atom.Br) {
			return false
		}
	}
	if len(toks) <= 1 {
		return strings.Contains(src, "\n")
	}
	return strings.Contains(src, "\n\n") || strings.Contains(src, "\r\n\r\n")
}

// run walks all tokens and gives the drafts.
func (w *walker) run() []*draft {
	for i := 0; i < len(w.toks); i++ {
		t := &w.toks[i]
		switch t.kind {
		case textToken:
			if w.media == nil {
				w.text(t)
			}
		case closeToken:
			w.close(t.tag)
		case openToken:
			if w.skips(t) {
				if t.pair > i {
					i = t.pair
				}
				continue
			}
			w.open(i, t)
		}
	}
	for len(w.stack) > 0 {
		w.pop()
	}
	w.part()
	return prune(w.out)
}

// prune drops what holds nothing.
func prune(ds []*draft) []*draft {
	out := ds[:0]
	for _, d := range ds {
		if d.leaf() {
			ps := trim(d.pieces)
			if d.Kind == model.Code {
				ps = trimLines(d.pieces)
			}
			if len(ps) != len(d.pieces) || len(ps) > 0 && (ps[0].s != d.pieces[0].s || ps[len(ps)-1].s != d.pieces[len(ps)-1].s) {
				d.set(ps)
			}
			if len(d.pieces) == 0 && d.Kind != model.Cell && d.Kind != model.Figure {
				continue
			}
		} else if d.Kind != model.Rule {
			d.kids = prune(d.kids)
			if len(d.kids) == 0 || d.Kind == model.Table && blankTable(d) {
				continue
			}
		}
		out = append(out, d)
	}
	return withoutGutters(out)
}

func blankTable(d *draft) bool {
	for _, row := range d.kids {
		for _, c := range row.kids {
			if len(c.pieces) > 0 {
				return false
			}
		}
	}
	return true
}

// top is the innermost frame's leaf shape; a Paragraph outside of all.
func (w *walker) shape() model.Block {
	if n := len(w.stack); n > 0 {
		return w.stack[n-1].leaf
	}
	return model.Block{Kind: model.Paragraph}
}

// put adds a finished draft to the innermost container.
func (w *walker) put(d *draft) {
	for i := len(w.stack) - 1; i >= 0; i-- {
		if b := w.stack[i].box; b != nil {
			b.kids = append(b.kids, d)
			return
		}
	}
	w.out = append(w.out, d)
}

// part ends the leaf that is open: what follows stands apart from it. In a cell of a table it is a blank.
func (w *walker) part() {
	if w.leaf != nil && w.leaf.Kind == model.Cell {
		w.emit(" ", -1, -1)
		return
	}
	w.endLeaf()
}

func (w *walker) endLeaf() {
	if w.leaf != nil && w.leaf.loose {
		w.stray = append(w.stray, w.leaf.pieces...)
	}
	w.leaf, w.breaks = nil, 0
	for _, f := range w.figs {
		w.put(f)
	}
	w.figs = w.figs[:0]
}

// push opens a frame; box is the container that comes with it, nil for none.
func (w *walker) push(tag atom.Atom, box *draft, leaf model.Block) {
	w.endLeaf()
	if len(w.stack) >= 256 {
		return
	}
	if box != nil {
		if w.boxes >= maxBoxes {
			box = nil
		} else {
			w.put(box)
			w.boxes++
		}
	}
	w.stack = append(w.stack, frame{tag: tag, box: box, leaf: leaf, inl: len(w.inl)})
}

// pop ends the innermost frame and the inline elements that were left open in it.
func (w *walker) pop() {
	n := len(w.stack) - 1
	f := w.stack[n]
	if f.tag == atom.Figcaption {
		w.caption()
	}
	w.endLeaf()
	if f.box != nil {
		w.boxes--
	}
	w.stack = w.stack[:n]
	if f.tag == atom.Table && len(w.stray) > 0 {
		w.put(&draft{Block: model.Block{Kind: model.Paragraph}, pieces: w.stray})
		w.stray = nil
	}
	if f.inl < len(w.inl) {
		w.inl = w.inl[:f.inl]
	}
	w.restyle()
}

// find is the index of the innermost frame of one of tags, -1 when there is none before a frame of one
// of the fences.
func (w *walker) find(tags, fences []atom.Atom) int {
	for i := len(w.stack) - 1; i >= 0; i-- {
		for _, t := range tags {
			if w.stack[i].tag == t {
				return i
			}
		}
		for _, t := range fences {
			if w.stack[i].tag == t {
				return -1
			}
		}
	}
	return -1
}

// unwind pops all frames above index i, and i itself too when with is true.
func (w *walker) unwind(i int) {
	for len(w.stack) > i {
		w.pop()
	}
}

// restyle sums up the look of the inline elements that are open.
func (w *walker) restyle() {
	w.style, w.href = 0, ""
	for _, in := range w.inl {
		w.style |= in.style
		if in.href != "" {
			w.href = in.href
		}
	}
	for _, f := range w.stack {
		w.style |= f.add
	}
}
