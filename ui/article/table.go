package article

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"lede/model"
)

// narrowest is the least width of a column, in cells.
const narrowest = 6

// between parts two columns, in three cells.
const (
	between      = " │ "
	betweenWidth = 3
)

// table sets rows and cells. Glamour prints what is in a cell; the columns are ours, since those of
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
	widths, ok := share(wants, width-betweenWidth*(cols-1))
	if !ok {
		return s.stacked(cells, width)
	}
	var out []row
	for i := range cells {
		out = append(out, s.tableRow(cells[i], widths)...)
		if b.Kids[i].Header && i+1 < len(cells) {
			out = append(out, plainRow(underline(widths), s.theme.Rule))
		}
	}
	return out
}

// cell has Glamour print a cell, one row a line.
func (s *setter) cell(b *model.Block) []row {
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

// tableRow lays the cells of one row side by side, each wrapped in its column.
func (s *setter) tableRow(cells [][]row, widths []int) []row {
	sets := make([][]row, len(widths))
	height := 1
	for j := range cells {
		for _, r := range cells[j] {
			sets[j] = append(sets[j], s.wrap(r, widths[j])...)
		}
		height = max(height, len(sets[j]))
	}
	out := make([]row, height)
	for y := range out {
		for j, w := range widths {
			if j > 0 {
				out[y] = out[y].joined(plainRow(between, s.theme.Rule))
			}
			used := 0
			if y < len(sets[j]) {
				out[y] = out[y].joined(sets[j][y])
				used = sets[j][y].width()
			}
			if j+1 < len(widths) {
				out[y] = out[y].joined(plainRow(strings.Repeat(" ", max(w-used, 0)), s.theme.Text))
			}
		}
	}
	return out
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
	return strings.Join(parts, "─┼─")
}

// joined is r with more cells after it.
func (r row) joined(more row) row {
	r.cells = append(r.cells[:len(r.cells):len(r.cells)], more.cells...)
	r.tags = append(r.tags[:len(r.tags):len(r.tags)], more.tags...)
	return r
}
