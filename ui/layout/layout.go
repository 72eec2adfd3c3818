// Package layout computes every rectangle of a frame, once per frame and in this one place. No pane
// subtracts a border or asks for the height of a neighbour. All numbers are cells.
//
// There are three shapes: list, article and facts side by side; list and article, with the facts
// below the article or over it; and one pane at a time. Split is total: 0×0 is a size.
package layout

// Rect is a rectangle of cells; X and Y are 0-based from the top left corner of the screen.
type Rect struct{ X, Y, W, H int }

// Empty tells whether r has no cell.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Has tells whether the cell at x, y lies in r.
func (r Rect) Has(x, y int) bool { return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H }

// Pane names one of the three panes.
type Pane uint8

// The panes.
const (
	List Pane = iota
	Article
	Facts
)

// Shape is how many panes stand beside each other.
type Shape uint8

// The shapes.
const (
	One Shape = iota + 1
	Two
	Three
)

// Opts are the reader's wishes.
type Opts struct {
	Focus  Pane // the pane that is shown where only one fits
	Facts  bool // the facts are wanted
	Zen    bool // the article alone
	Strip  int  // rows wanted below the top line, for the topics
	ListW  int  // width of the list, 0 for ours
	FactsW int  // width of the facts, 0 for ours
}

// Frame is where everything goes. A rectangle that is not shown is empty. Rectangles overlap only
// where Over is set: then Facts lies on Article.
type Frame struct {
	W, H  int
	Shape Shape
	Over  bool

	Top, TopRule       Rect // one row each
	Strip              Rect
	List               Rect
	ListRule           Rect // one column, between list and article
	Article            Rect
	FactsRule          Rect // one column left of the facts, or one row above them
	Facts              Rect
	BottomRule, Bottom Rect // one row each
}

// Limits of what is drawn; a greater size is a size that large.
const (
	MaxW = 1000
	MaxH = 500
)

// The widths at which the shape changes.
const (
	WideEnoughForThree = 118
	WideEnoughForTwo   = 76
)

// Measure is the width of the text column that reads best.
const Measure = 72

// gap is what lies between two panes: a space, the rule, a space.
const gap = 3

// Split gives the frame for a screen of w × h cells.
func Split(w, h int, o Opts) Frame {
	f := Frame{W: clamp(w, 0, MaxW), H: clamp(h, 0, MaxH)}
	f.Shape = shape(f.W, o)
	body := f.rows(o)
	if body.Empty() {
		return f
	}
	switch {
	case o.Zen:
		f.Article = body
	case f.Shape == One:
		f.one(body, o)
	default:
		f.columns(body, o)
	}
	return f
}

func shape(w int, o Opts) Shape {
	switch {
	case w < WideEnoughForTwo || o.Zen:
		return One
	case w < WideEnoughForThree:
		return Two
	}
	return Three
}

// rows lays the lines above and below the panes and gives what is left for them. The less height
// there is, the fewer lines: the rules go first, then the top line, then the bottom line.
func (f *Frame) rows(o Opts) Rect {
	top, bottom := 0, f.H
	if f.H >= 2 {
		bottom--
		f.Bottom = Rect{0, bottom, f.W, 1}
	}
	if f.H >= 4 && !o.Zen {
		f.Top = Rect{0, 0, f.W, 1}
		top++
	}
	if o.Strip > 0 && !o.Zen {
		n := min(o.Strip, max((bottom-top)/2, 0))
		f.Strip = Rect{0, top, f.W, n}
		top += n
	}
	if f.H >= 12 && !o.Zen {
		f.TopRule = Rect{0, top, f.W, 1}
		top++
		bottom--
		f.BottomRule = Rect{0, bottom, f.W, 1}
	}
	return Rect{0, top, f.W, bottom - top}
}

func (f *Frame) one(body Rect, o Opts) {
	switch o.Focus {
	case List:
		f.List = body
	case Facts:
		f.Facts = body
	default:
		f.Article = body
	}
}

func (f *Frame) columns(body Rect, o Opts) {
	three := f.Shape == Three && o.Facts
	listW := o.ListW
	if listW <= 0 {
		listW = clamp(f.W*29/100, 28, 48)
	}
	factsW := o.FactsW
	if factsW <= 0 {
		factsW = clamp(f.W*23/100, 28, 42)
	}
	const least = 30 // an article narrower than this is no reading
	room := f.W - gap
	if three {
		factsW = clamp(factsW, 20, room-gap-least-20)
		room -= gap + factsW
	}
	listW = clamp(listW, 16, room-least)

	f.List = Rect{0, body.Y, listW, body.H}
	f.ListRule = Rect{listW + 1, body.Y, 1, body.H}
	f.Article = Rect{listW + gap, body.Y, room - listW, body.H}
	switch {
	case three:
		x := f.Article.X + f.Article.W
		f.FactsRule = Rect{x + 1, body.Y, 1, body.H}
		f.Facts = Rect{x + gap, body.Y, factsW, body.H}
	case o.Facts:
		f.below()
	}
}

// below lays the facts under the article, or over it where there are too few rows for both.
func (f *Frame) below() {
	a := f.Article
	if a.H < 14 {
		f.Facts, f.Over = a, true
		return
	}
	n := clamp(a.H*2/5, 6, 14)
	f.Article.H -= n + 1
	f.FactsRule = Rect{a.X - 1, a.Y + f.Article.H, a.W + 1, 1}
	f.Facts = Rect{a.X, a.Y + f.Article.H + 1, a.W, n}
}

// Pane is the rectangle of a pane.
func (f Frame) Pane(p Pane) Rect {
	switch p {
	case List:
		return f.List
	case Facts:
		return f.Facts
	}
	return f.Article
}

// Shows tells whether any of the pane is on the screen and not covered.
func (f Frame) Shows(p Pane) bool {
	return !f.Pane(p).Empty() && (!f.Over || p != Article)
}

// At is the pane at a cell; ok is false for rules, lines and gaps.
func (f Frame) At(x, y int) (p Pane, ok bool) {
	for _, p := range [...]Pane{Facts, List, Article} {
		if f.Pane(p).Has(x, y) {
			return p, true
		}
	}
	return 0, false
}

// Body is the rectangle between the lines at the top and those at the bottom.
func (f Frame) Body() Rect {
	top := 0
	for _, r := range [...]Rect{f.Top, f.Strip, f.TopRule} {
		top = max(top, r.Y+r.H)
	}
	bottom := f.H
	for _, r := range [...]Rect{f.BottomRule, f.Bottom} {
		if !r.Empty() {
			bottom = min(bottom, r.Y)
		}
	}
	return Rect{0, top, f.W, max(bottom-top, 0)}
}

// Box is a box of at most w × h cells in the middle of the panes, for what opens over them.
func (f Frame) Box(w, h int) Rect {
	b := f.Body()
	w, h = clamp(w, 0, b.W), clamp(h, 0, b.H)
	return Rect{b.X + (b.W-w)/2, b.Y + (b.H-h)/3, w, h}
}

// Column is the column of text in a pane: at most so many cells wide and in its middle.
func Column(r Rect, measure int) Rect {
	if measure <= 0 || r.W <= measure {
		return r
	}
	return Rect{r.X + (r.W-measure)/2, r.Y, measure, r.H}
}

// clamp is v, or the nearer of the two ends where it lies outside; where hi < lo it is hi, or 0.
func clamp(v, lo, hi int) int {
	return max(min(max(v, lo), hi), 0)
}
