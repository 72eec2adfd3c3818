package clean

import (
	"golang.org/x/net/html/atom"

	"lede/model"
)

// inCell tells whether text joins a cell of a table.
func (w *walker) inCell() bool { return w.leaf != nil && w.leaf.Kind == model.Cell }

// tableOpen takes the opening tags of tables. A table that only arranges a page (one column, another
// table or whole paragraphs in its cells) is no table: its cells are read one after the other.
func (w *walker) tableOpen(i int, t *token) {
	if t.tag == atom.Table {
		w.endCell()
		w.endLeaf()
		if !w.dataTable(i) {
			return
		}
		w.push(atom.Table, &draft{Block: model.Block{Kind: model.Table}}, model.Block{Kind: model.Cell})
		return
	}
	k := w.find([]atom.Atom{atom.Table}, nil)
	if k < 0 || w.stack[k].box == nil {
		w.part()
		return
	}
	switch t.tag {
	case atom.Tr:
		w.unwind(k + 1)
		w.row()
	case atom.Td, atom.Th:
		w.unwindTo(k, atom.Tr)
		if len(w.stack) == k+1 {
			w.row()
		}
		w.cell(t)
	case atom.Caption:
		w.unwind(k + 1)
		w.push(atom.Caption, nil, model.Block{Kind: model.Cell})
	default:
		w.unwind(k + 1)
		if t.tag == atom.Thead {
			w.push(atom.Thead, nil, model.Block{Kind: model.Cell})
		}
	}
}

// unwindTo ends the frames above the table at k, but for a row or head of it.
func (w *walker) unwindTo(k int, keep atom.Atom) {
	if j := w.find([]atom.Atom{keep}, []atom.Atom{atom.Table}); j > k {
		w.unwind(j + 1)
		return
	}
	if j := w.find([]atom.Atom{atom.Thead}, []atom.Atom{atom.Table}); j > k {
		w.unwind(j + 1)
		return
	}
	w.unwind(k + 1)
}

func (w *walker) row() {
	head := w.stack[len(w.stack)-1].tag == atom.Thead
	w.push(atom.Tr, &draft{Block: model.Block{Kind: model.Row, Header: head}}, model.Block{Kind: model.Cell})
}

// cell opens a cell in the row that is the innermost frame, and joins text that stood outside of cells.
func (w *walker) cell(t *token) {
	row := w.stack[len(w.stack)-1].box
	w.push(t.tag, nil, model.Block{Kind: model.Cell})
	c := &draft{Block: model.Block{Kind: model.Cell}}
	if len(w.stray) > 0 {
		c.pieces = append(w.stray, piece{s: " ", from: -1, to: -1})
		w.stray = nil
	}
	if row == nil {
		w.put(c)
	} else {
		if t.tag == atom.Th && len(row.kids) == 0 {
			row.Header = true
		}
		if t.tag == atom.Td {
			row.Header = row.Header && w.find([]atom.Atom{atom.Thead}, []atom.Atom{atom.Table}) >= 0
		}
		row.kids = append(row.kids, c)
	}
	if t.tag == atom.Th {
		w.stack[len(w.stack)-1].add = model.Strong
		w.restyle()
	}
	w.leaf = c
}

// endCell ends a cell that text would still join.
func (w *walker) endCell() {
	if w.inCell() {
		w.leaf = nil
	}
}

// tableClose takes the closing tags of tables.
func (w *walker) tableClose(tag atom.Atom) {
	k := w.find([]atom.Atom{atom.Table}, nil)
	if k < 0 || w.stack[k].box == nil {
		w.part()
		return
	}
	switch tag {
	case atom.Table:
		w.unwind(k)
	case atom.Caption:
		w.capTable(k)
	case atom.Tr, atom.Td, atom.Th, atom.Thead:
		if j := w.find([]atom.Atom{tag}, []atom.Atom{atom.Table}); j > k {
			w.unwind(j)
		}
	}
}

// capTable moves the text of a caption before its table.
func (w *walker) capTable(k int) {
	c := w.leaf
	if c == nil || len(c.pieces) == 0 {
		w.unwind(k + 1)
		return
	}
	c.loose = false
	w.unwind(k + 1)
	c.Kind = model.Paragraph
	box := w.stack[k].box
	w.before(box, c)
}

// before puts d in front of the container at, which was put last into its own.
func (w *walker) before(at, d *draft) {
	list := &w.out
	for _, f := range w.stack {
		if f.box == at {
			break
		}
		if f.box != nil {
			list = &f.box.kids
		}
	}
	if n := len(*list) - 1; n >= 0 && (*list)[n] == at {
		*list = append((*list)[:n], d, at)
	}
}

// dataTable looks ahead and tells whether the table opened by token i says something by its columns.
func (w *walker) dataTable(i int) bool {
	t := &w.toks[i]
	if r := t.get("role"); r == "presentation" || r == "none" {
		return false
	}
	end := t.pair
	if end < 0 {
		end = len(w.toks)
	}
	rows, cells, widest, longest, text := 0, 0, 0, 0, 0
	for k := i + 1; k < end; k++ {
		switch u := &w.toks[k]; {
		case u.kind == textToken:
			if text += u.to - u.from; text > longest {
				longest = text
			}
		case u.kind == closeToken:
		case u.tag == atom.Table, u.tag == atom.Blockquote, u.tag == atom.Pre, u.tag == atom.Ul, u.tag == atom.Ol,
			u.tag == atom.H1, u.tag == atom.H2, u.tag == atom.Iframe:
			return false
		case u.tag == atom.Tr:
			rows++
			cells = 0
			text = 0
		case u.tag == atom.Td, u.tag == atom.Th:
			cells++
			text = 0
			widest = max(widest, cells)
		}
	}
	return widest >= 2 && longest <= 600
}
