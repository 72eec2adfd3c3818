// Package menu is a list that opens over the panes: the links of a story, the feeds, saved filters.
package menu

import (
	"strconv"

	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/row"
	"lede/ui/term"
	"lede/ui/theme"
)

// Item is one row.
type Item struct {
	Label string
	Note  string // at the right
	Bad   bool   // the note tells of trouble
}

// Pane is the menu. Make it with Open.
type Pane struct {
	title, empty, hint string
	items              []Item
	sel                int
	page               int
}

// Open begins a menu; empty is said where there is no item, hint stands in the last row.
func Open(title string, items []Item, empty, hint string) Pane {
	return Pane{title: title, items: items, empty: empty, hint: hint, page: 10}
}

// Selected is the selected item, from 0; -1 where there is none.
func (p Pane) Selected() int {
	if len(p.items) == 0 {
		return -1
	}
	return p.sel
}

// Select selects an item.
func (p Pane) Select(i int) Pane {
	p.sel = min(max(i, 0), max(len(p.items)-1, 0))
	return p
}

// Set gives other items.
func (p Pane) Set(items []Item) Pane {
	p.items = items
	return p.Select(p.sel)
}

// Do moves.
func (p Pane) Do(a keys.Action, n int) Pane {
	switch a {
	case keys.Next:
		return p.Select(p.sel + n)
	case keys.Prev:
		return p.Select(p.sel - n)
	case keys.First:
		return p.Select(0)
	case keys.Last:
		return p.Select(len(p.items) - 1)
	case keys.PageDown:
		return p.Select(p.sel + n*p.page)
	case keys.PageUp:
		return p.Select(p.sel - n*p.page)
	}
	return p
}

// Box is the place that the menu takes in a frame.
func (p Pane) Box(f layout.Frame) layout.Rect { return f.Box(min(f.W-4, 92), max(len(p.items), 1)+4) }

// View is the box with the menu in it.
func (p Pane) View(r layout.Rect, t theme.Theme) []string {
	body := r.H - 4
	if r.H < 5 {
		body = r.H
	}
	top := min(max(p.sel-body/2, 0), max(len(p.items)-body, 0))
	var in []string
	if len(p.items) == 0 {
		in = append(in, p.line(r.W-4, t.Dim, p.empty))
	}
	for i := top; i < len(p.items) && len(in) < body; i++ {
		in = append(in, p.item(i, r.W-4, &t))
	}
	if r.H < 5 {
		return term.Rows(in, r.W, r.H)
	}
	for len(in) < body {
		in = append(in, term.Blank(r.W-4))
	}
	in = append(in, term.Blank(r.W-4), p.line(r.W-4, t.Faint, p.hint))
	return Frame(r, p.title, in, t)
}

// At is the item at row y of the box, -1 for none.
func (p Pane) At(y int, r layout.Rect) int {
	body := r.H - 4
	top := min(max(p.sel-body/2, 0), max(len(p.items)-body, 0))
	i := top + y - 1
	if y < 1 || y > body || i >= len(p.items) {
		return -1
	}
	return i
}

func (p Pane) line(w int, st theme.Style, s string) string {
	r := row.New(w)
	r.Put(st, s)
	return r.String()
}

func (p Pane) item(i, w int, t *theme.Theme) string {
	it := p.items[i]
	r := row.New(w)
	st := t.Text
	if i == p.sel {
		r.Put(t.Selected, "▌")
		st = t.Strong
	} else {
		r.Space(1)
	}
	if i < 9 {
		r.Put(t.Faint, strconv.Itoa(i+1)+" ")
	} else {
		r.Space(2)
	}
	label := term.Safe(it.Label)
	note := term.Cut(term.Safe(it.Note), max(w/2, r.Left()-term.Width(label)-2))
	r.Room(st, label, r.Left()-term.Width(note)-2)
	r.Until(term.Width(note))
	if it.Bad {
		r.Put(t.Warn, note)
	} else {
		r.Put(t.Faint, note)
	}
	return r.String()
}

// Frame draws a border with a title around lines, each four cells narrower than r.
func Frame(r layout.Rect, title string, lines []string, t theme.Theme) []string {
	if r.W < 4 || r.H < 2 {
		return term.Rows(nil, r.W, r.H)
	}
	out := make([]string, 0, r.H)
	head := row.New(r.W)
	head.Put(t.RuleFocus, "╭─ ")
	head.Room(t.Title, title, head.Left()-3)
	head.Space(1)
	for head.Left() > 1 {
		head.Put(t.RuleFocus, "─")
	}
	head.Put(t.RuleFocus, "╮")
	out = append(out, head.String())
	bar := t.RuleFocus.Render("│")
	for i := range r.H - 2 {
		line := term.Blank(r.W - 4)
		if i < len(lines) {
			line = lines[i]
		}
		out = append(out, bar+" "+line+" "+bar)
	}
	foot := row.New(r.W)
	foot.Put(t.RuleFocus, "╰")
	for foot.Left() > 1 {
		foot.Put(t.RuleFocus, "─")
	}
	foot.Put(t.RuleFocus, "╯")
	return append(out, foot.String())
}
