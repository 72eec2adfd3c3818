package plain

import (
	"strings"

	"lede/model"
)

// table draws columns as wide as their cells need and the page allows; cells wrap within theirs. A page too narrow for
// the columns gets the rows one cell a line.
func (r *renderer) table(b *model.Block) {
	rows, cols := r.cells(b)
	if cols == 0 {
		return
	}
	widths := columns(rows, cols, r.room())
	if widths == nil {
		r.stack(b, rows)
		return
	}
	for i, row := range rows {
		r.row(row, widths)
		if b.Kids[i].Header && i+1 < len(rows) {
			var bars []string
			for _, w := range widths {
				bars = append(bars, strings.Repeat("─", w))
			}
			r.line(strings.Join(bars, "─┼─"))
		}
	}
}

// cells are the texts of a table's cells, row by row, and the number of columns.
func (r *renderer) cells(b *model.Block) (rows [][]string, cols int) {
	for i := range b.Kids {
		var row []string
		for j := range b.Kids[i].Kids {
			row = append(row, strings.ReplaceAll(r.inline(&b.Kids[i].Kids[j]), "\n", " "))
		}
		rows = append(rows, row)
		cols = max(cols, len(row))
	}
	return rows, cols
}

// columns shares room among the columns; nil when there is too little for them.
func columns(rows [][]string, cols, room int) []int {
	widths := make([]int, cols)
	for _, row := range rows {
		for j, c := range row {
			widths[j] = max(widths[j], cells(c), 1)
		}
	}
	total := 3 * (cols - 1)
	for j := range widths {
		widths[j] = max(widths[j], 1)
		total += widths[j]
	}
	if cols*4+3*(cols-1) > room && total > room {
		return nil
	}
	for total > room {
		widest := 0
		for j := range widths {
			if widths[j] > widths[widest] {
				widest = j
			}
		}
		if widths[widest] <= 4 {
			return nil
		}
		widths[widest]--
		total--
	}
	return widths
}

// row draws one row, as many lines high as its highest cell.
func (r *renderer) row(row []string, widths []int) {
	var folded [][]string
	height := 1
	for j := range widths {
		var f []string
		if j < len(row) {
			f = fold(row[j], widths[j])
		}
		folded = append(folded, f)
		height = max(height, len(f))
	}
	for h := range height {
		var parts []string
		for j, w := range widths {
			c := ""
			if h < len(folded[j]) {
				c = folded[j][h]
			}
			parts = append(parts, c+strings.Repeat(" ", max(w-cells(c), 0)))
		}
		r.line(strings.Join(parts, " │ "))
	}
}

// stack writes the rows one cell a line, each behind the heading of its column where the table has one.
func (r *renderer) stack(b *model.Block, rows [][]string) {
	var heads []string
	for i, row := range rows {
		if b.Kids[i].Header && i == 0 && len(rows) > 1 {
			heads = row
			continue
		}
		if i > 0 && len(r.out) > 0 {
			r.gap()
		}
		for j, c := range row {
			if c == "" {
				continue
			}
			if j < len(heads) && heads[j] != "" {
				c = heads[j] + ": " + c
			}
			r.wrap(c)
		}
	}
}
