package article

import (
	"slices"

	uv "github.com/charmbracelet/ultraviolet"

	"lede/model"
	"lede/ui/term"
)

// wrap breaks a line into rows of at most width cells: after a space, after a hyphen or slash
// inside a word, or between two wide characters, and inside a word only where nothing else is left.
// A figure stays in one piece ("4,451 BTC"), closing marks do not begin a row and opening ones do
// not end one (UAX 14, in short).
func (s *setter) wrap(r row, width int) []row {
	if r.width() <= width {
		return []row{r}
	}
	var out []row
	spaced, next := false, false // a space stood at the last break
	for len(r.cells) > 0 {
		n := s.fit(&r, width)
		out = append(out, row{cells: r.cells[:n], tags: r.tags[:n]}.trimmed())
		spaced, next = next, r.cells[n-1].Content == " "
		for n < len(r.cells) && r.cells[n].Content == " " {
			n++
			next = true
		}
		r.cells, r.tags = r.cells[n:], r.tags[n:]
	}
	return noWidow(out, width, spaced)
}

// fit is the number of cells of r that make its first row.
func (s *setter) fit(r *row, width int) int {
	used, best, loose := 0, 0, 0
	var p term.Pair
	p.Next(r.content(0), "")
	for i := range r.cells {
		used += r.cells[i].Width
		if used > width {
			if r.cells[i].Content == " " {
				best = i
			}
			switch {
			case best > 0:
				return best
			case loose > 0:
				return loose
			}
			return max(i, 1)
		}
		if i+1 < len(r.cells) && p.Next(r.cells[i+1].Content, r.content(i+2)) {
			loose = i + 1
			if !s.tied(r, i) {
				best = i + 1
			}
		}
	}
	return len(r.cells)
}

// maxTied is the longest figure, in bytes, that is kept in one row.
const maxTied = 24

// tied tells whether cells i and i+1 lie in one figure.
func (s *setter) tied(r *row, i int) bool {
	a, b := int(r.tags[i]), int(r.tags[i+1])
	if a == 0 || b == 0 || a > len(s.cuts) || b > len(s.cuts) {
		return false
	}
	for _, f := range s.cuts[a-1].facts {
		if s.shortFigure(f) && slices.Contains(s.cuts[b-1].facts, f) {
			return true
		}
	}
	return false
}

// shortFigure tells whether fact f is a short figure.
func (s *setter) shortFigure(f int) bool {
	switch s.facts[f].Kind {
	case model.Money, model.Number, model.Percent, model.Quantity, model.Time:
		return s.facts[f].Span.Len() <= maxTied
	}
	return false
}

// breaks tells whether a row may end after cell i.
func (r *row) breaks(i int) bool {
	var p term.Pair
	for j := max(i-1, 0); j <= i; j++ {
		p.Next(r.cells[j].Content, "")
	}
	return p.Next(r.cells[i+1].Content, r.content(i+2))
}

// content is what cell i shows, "" where there is none.
func (r *row) content(i int) string {
	if i >= len(r.cells) {
		return ""
	}
	return r.cells[i].Content
}

// noWidow gives the last row company where it would hold one short word, or two characters, alone: what stands
// before it comes down as well. spaced: a space stood between the last two rows.
func noWidow(set []row, width int, spaced bool) []row {
	n := len(set)
	if n < 2 || width < 24 || !lone(&set[n-1], width) {
		return set
	}
	prev, last := set[n-2], set[n-1]
	at, moved := len(prev.cells), 0
	for at--; at > 0; at-- {
		moved += prev.cells[at].Width
		if moved > maxMoved || (prev.width()-moved)*2 < width {
			return set
		}
		if moved+last.width() >= leastLast && prev.breaks(at-1) {
			break
		}
	}
	if at <= 0 {
		return set
	}
	down := row{cells: prev.cells[at:len(prev.cells):len(prev.cells)], tags: prev.tags[at:len(prev.tags):len(prev.tags)]}
	if spaced {
		down = down.joined(row{cells: uv.Line{blankCell}, tags: []int32{0}})
	}
	set[n-2] = row{cells: prev.cells[:at], tags: prev.tags[:at]}.trimmed()
	set[n-1] = down.joined(last)
	return set
}

// What noWidow heeds, in cells: how much comes down at most, and how long the last row is then at least.
const (
	maxMoved  = 16
	leastLast = 8
)

// lone tells whether a row is one word that is short for its column.
func lone(r *row, width int) bool {
	if r.width() > max(width/6, 5) {
		return false
	}
	for i := range r.cells {
		if r.cells[i].Content == " " {
			return false
		}
	}
	return true
}

// blankCell is one space.
var blankCell = uv.Cell{Content: " ", Width: 1}
