package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/yuin/goldmark/ast"

	"lede/model"
)

// narrowest is the least width of a column, in cells.
const narrowest = 6

// gutter is the width between two columns, in cells: space parts them, and no rule.
const gutter = 3

// table sets rows and cells. Glamour prints what is emphasised in a cell; the columns are ours, since those of
// its table drop a letter where a cell fits exactly. Where there is no room for columns, a cell
// becomes a line.
func (s *setter) table(b *model.Block, width int) []row {
	cells := make([][][]row, len(b.Kids))
	cols := 0
	for i := range b.Kids {
		cols = max(cols, len(b.Kids[i].Kids))
	}
	wants := make([]int, cols)
	for i := range b.Kids {
		for j := range b.Kids[i].Kids {
			set := s.cell(&b.Kids[i].Kids[j])
			cells[i] = append(cells[i], set)
			for k := range set {
				wants[j] = max(wants[j], set[k].width())
			}
		}
	}
	if cols == 0 {
		return nil
	}
	widths, ok := share(wants, width-gutter*(cols-1))
	if !ok {
		return s.stacked(cells, width)
	}
	var out []row
	right := figures(cells, b, cols)
	for i := range cells {
		out = append(out, s.tableRow(cells[i], widths, right)...)
		if b.Kids[i].Header && i+1 < len(cells) {
			out = append(out, plainRow(underline(widths), s.theme.Rule))
		}
	}
	return out
}

// cell prints a cell, one row a line.
func (s *setter) cell(b *model.Block) []row {
	if set, ok := s.bare(b); ok {
		return set
	}
	p := ast.NewParagraph()
	s.fill(p, b)
	return trimmedRows(s.glamour(p))
}

// share deals width out to columns: what they want where that fits, else the wide ones give way
// to one another evenly. ok is false where they would become too narrow.
func share(wants []int, width int) (widths []int, ok bool) {
	widths = make([]int, len(wants))
	left := width
	for i, w := range wants {
		widths[i] = max(w, 1)
		left -= widths[i]
	}
	for ; left < 0; left++ {
		widest := 0
		for i := range widths {
			if widths[i] > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= narrowest {
			return widths, false
		}
		widths[widest]--
	}
	return widths, true
}

// figures are the columns that hold figures below their heading; these stand at the right edge, so that their digits
// stand below one another.
func figures(cells [][][]row, b *model.Block, cols int) []bool {
	out := make([]bool, cols)
	for j := range out {
		for i := range cells {
			if b.Kids[i].Header || j >= len(cells[i]) || len(cells[i][j]) == 0 {
				continue
			}
			if out[j] = len(cells[i][j]) == 1 && figure(&cells[i][j][0]); !out[j] {
				break
			}
		}
	}
	return out
}

// figure tells whether a row is a figure: it begins with a digit, a sign or a currency.
func figure(r *row) bool {
	digits := false
	for i := range r.cells {
		c, _ := utf8.DecodeRuneInString(r.cells[i].Content)
		digits = digits || unicode.IsDigit(c)
		if i == 0 && !unicode.IsDigit(c) && !unicode.Is(unicode.Sc, c) && !strings.ContainsRune("+-−–±~≈<>", c) {
			return false
		}
	}
	return digits
}

// tableRow lays the cells of one row side by side, each wrapped in its column.
func (s *setter) tableRow(cells [][]row, widths []int, right []bool) []row {
	sets := make([][]row, len(widths))
	height := 1
	for j := range cells {
		for _, r := range cells[j] {
			sets[j] = append(sets[j], s.wrap(r, widths[j])...)
		}
		height = max(height, len(sets[j]))
	}
	whole := gutter * (len(widths) - 1)
	for _, w := range widths {
		whole += w
	}
	out := make([]row, height)
	for y := range out {
		r := row{cells: make(uv.Line, 0, whole), tags: make([]int32, 0, whole)}
		for j, w := range widths {
			if j > 0 {
				r.spaces(gutter)
			}
			var part row
			if y < len(sets[j]) {
				part = sets[j][y]
			}
			rest := w - part.width()
			if right[j] {
				r.spaces(rest)
			}
			r.cells, r.tags = append(r.cells, part.cells...), append(r.tags, part.tags...)
			if !right[j] && j+1 < len(widths) {
				r.spaces(rest)
			}
		}
		out[y] = r
	}
	return out
}

// spaces adds blank cells.
func (r *row) spaces(n int) {
	for range n {
		r.cells, r.tags = append(r.cells, blankCell), append(r.tags, 0)
	}
}

// stacked sets every cell on rows of its own, a blank row between the table's rows.
func (s *setter) stacked(cells [][][]row, width int) []row {
	var out []row
	for i := range cells {
		if i > 0 {
			out = append(out, row{space: true})
		}
		for _, set := range cells[i] {
			for _, r := range set {
				out = append(out, s.wrap(r, width)...)
			}
		}
	}
	return out
}

// underline is the rule below a table's header.
func underline(widths []int) string {
	parts := make([]string, len(widths))
	for i, w := range widths {
		parts[i] = strings.Repeat("─", w)
	}
	return strings.Join(parts, strings.Repeat("─", gutter))
}

// joined is r with more cells after it.
func (r row) joined(more row) row {
	r.cells = append(r.cells[:len(r.cells):len(r.cells)], more.cells...)
	r.tags = append(r.tags[:len(r.tags):len(r.tags)], more.tags...)
	return r
}
