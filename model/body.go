package model

// Body is a story's text and the shape it was written in. The text is evidence: spans of it are
// shown, filtered and quoted, so nobody edits it to render better. The zero Body is an empty one.
//
// A Body is made by a BodyBuilder, which keeps text and blocks in step, and not changed afterwards.
type Body struct {
	text   string
	blocks []Block
}

// Text is the plain text: the blocks in reading order, parted by a blank line, list items and
// table rows by a line break, cells by a tab. Spans count its bytes.
func (b Body) Text() string { return b.text }

// Blocks are the top-level blocks in reading order. The caller does not change them.
func (b Body) Blocks() []Block { return b.blocks }

// Empty tells whether there is nothing to read.
func (b Body) Empty() bool { return b.text == "" && len(b.blocks) == 0 }

// BlockKind says what a block is.
type BlockKind uint8

// The kinds of block. A List holds Items, a Table Rows, a Row Cells, an Item and a Quote any blocks;
// the others are leaves: only they have Runs.
const (
	Paragraph BlockKind = iota
	Heading             // Level 1 to 6
	List                // Ordered, Start
	Item
	Quote
	Code   // Lang; line breaks and blanks are kept
	Table  // its first Row may be Header
	Row    // Header
	Cell   // leaf
	Figure // Src, Alt; its own text is the caption and may be empty
	Rule   // no text
)

// Block is one piece of a Body.
type Block struct {
	Kind BlockKind
	Span Span // the text of the block and of all blocks in it
	Runs []Run
	Kids []Block

	Level   int    // Heading: 1 to 6
	Ordered bool   // List: numbered
	Start   int    // List: the first number
	Marker  byte   // List: what it counts with, 'a' 'A' 'i' 'I'; 0 for plain numbers
	Header  bool   // Row: its cells are headings
	Lang    string // Code: the language as its publisher names it
	Src     string // Figure: address of the picture, sound or film
	Href    string // Figure: where it leads when it stands in a link; "" for none
	Alt     string // Figure: what it shows, for who cannot see it; no part of the text
}

// Run is a stretch of a leaf block that is not plain: emphasised, or a link. Runs are sorted, lie
// within their block's Span and do not overlap; text between them is plain.
type Run struct {
	Span  Span
	Style Style
	Href  string // where it leads, http or https or mailto; "" for no link
}

// Style is a set of ways in which text stands out.
type Style uint8

// The styles; they add up.
const (
	Emphasis Style = 1 << iota
	Strong
	Mono
	Strike
	Underline
)

// Walk calls visit for every block, parents before their kids, in reading order.
func (b Body) Walk(visit func(*Block)) { walk(b.blocks, visit) }

func walk(bs []Block, visit func(*Block)) {
	for i := range bs {
		visit(&bs[i])
		walk(bs[i].Kids, visit)
	}
}

// Leaves are the spans of all blocks that hold text themselves, in reading order. No sentence
// reaches over the border of a leaf.
func (b Body) Leaves() []Span {
	var out []Span
	b.Walk(func(bl *Block) {
		if len(bl.Kids) == 0 && !bl.Span.Empty() {
			out = append(out, bl.Span)
		}
	})
	return out
}
