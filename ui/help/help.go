// Package help shows the table of keys over the panes; what is typed searches it.
package help

import (
	"strings"

	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/menu"
	"lede/ui/row"
	"lede/ui/term"
	"lede/ui/theme"
)

// Pane is the help. Make it with Open.
type Pane struct {
	table keys.Table
	first []keys.Scope // the scopes that matter where it was opened
	typed string
	top   int
}

// Open begins the help; the scopes given come first.
func Open(t keys.Table, first []keys.Scope) Pane { return Pane{table: t, first: first} }

// Type searches for more letters.
func (p Pane) Type(text string) Pane {
	p.typed += term.Safe(text)
	p.top = 0
	return p
}

// Do scrolls, or takes a letter back.
func (p Pane) Do(a keys.Action, n int) Pane {
	switch a {
	case keys.Next:
		p.top += n
	case keys.Prev:
		p.top -= n
	case keys.PageDown:
		p.top += 10 * n
	case keys.PageUp:
		p.top -= 10 * n
	case keys.First:
		p.top = 0
	case keys.Last:
		p.top = 1 << 20
	case keys.Backspace:
		if rs := []rune(p.typed); len(rs) > 0 {
			p.typed, p.top = string(rs[:len(rs)-1]), 0
		}
	}
	p.top = max(min(p.top, len(p.rows())-1), 0)
	return p
}

// line is a heading, or a row of the table.
type line struct {
	title string
	row   keys.Binding
}

// rows are the lines that the search leaves, the scopes that matter first.
func (p Pane) rows() []line {
	order := append([]keys.Scope(nil), p.first...)
	for _, s := range keys.Scopes() {
		known := false
		for _, f := range order {
			known = known || f == s
		}
		if !known {
			order = append(order, s)
		}
	}
	var out []line
	for _, s := range order {
		begun := false
		for _, b := range p.table.Bindings(s) {
			if !b.Matches(p.typed) {
				continue
			}
			if !begun {
				if len(out) > 0 {
					out = append(out, line{})
				}
				out = append(out, line{title: s.Title()})
				begun = true
			}
			out = append(out, line{row: b})
		}
	}
	return out
}

// Box is the place that the help takes in a frame.
func (p Pane) Box(f layout.Frame) layout.Rect { return f.Box(min(f.W-4, 86), f.H) }

// View is the box with the help in it.
func (p Pane) View(r layout.Rect, t theme.Theme) []string {
	w, body := r.W-4, r.H-4
	bare := r.H < 6
	if bare {
		w, body = r.W, r.H
	}
	rows := p.rows()
	top := max(min(p.top, len(rows)-body), 0)
	var in []string
	if !bare {
		in = append(in, p.search(w, &t, len(rows)), term.Blank(w))
	}
	for y := top; y < len(rows) && y < top+body; y++ {
		in = append(in, draw(rows[y], w, &t))
	}
	if bare {
		return term.Rows(in, r.W, r.H)
	}
	return menu.Frame(r, "help", in, t)
}

func (p Pane) search(w int, t *theme.Theme, found int) string {
	r := row.New(w)
	switch {
	case p.typed == "":
		r.Put(t.Dim, "type to search · arrows scroll · Esc closes")
	case found == 0:
		r.Put(t.Key, p.typed)
		r.Put(t.Faint, "▏ ")
		r.Put(t.Dim, "no key does that · Backspace takes a letter back")
	default:
		r.Put(t.Key, p.typed)
		r.Put(t.Faint, "▏")
	}
	return r.String()
}

func draw(l line, w int, t *theme.Theme) string {
	r := row.New(w)
	switch {
	case l.title != "":
		r.Put(t.Heading, l.title)
	case l.row.Help != "":
		ks := l.row.Labels()
		if ks == "" {
			ks = ":" + string(l.row.Action)
		}
		column := min(16, w/3)
		if term.Width(ks) > column {
			parts := strings.Split(ks, " ")
			for len(parts) > 1 && term.Width(strings.Join(parts, " ")) > column {
				parts = parts[:len(parts)-1]
			}
			ks = strings.Join(parts, " ")
		}
		r.Exact(t.Key, ks, column)
		r.Space(2)
		r.Put(t.Text, l.row.Help)
	}
	return r.String()
}
