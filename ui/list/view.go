package list

import (
	"strconv"
	"strings"
	"time"

	"lede/model"
	"lede/ui/layout"
	"lede/ui/row"
	"lede/ui/term"
	"lede/ui/theme"
	"lede/ui/when"
)

// Gen tells drawings apart: the same number, place, theme and minute draw the same rows.
func (p Pane) Gen() int { return p.gen }

// View is the pane's rows, each exactly as wide as r.
func (p Pane) View(r layout.Rect, t theme.Theme, focused bool, now time.Time) []string {
	out := make([]string, 0, r.H)
	if len(p.ids) == 0 {
		return term.Rows(nil, r.W, r.H)
	}
	n := p.RowsPerStory()
	for i := p.top; i < len(p.ids) && len(out) < r.H; i++ {
		out = p.story(out, i, n, r.W, &t, focused, now)
	}
	for len(out) < r.H {
		out = append(out, term.Blank(r.W))
	}
	return out[:max(r.H, 0)]
}

// lead is what stands before every text: the bar of the selection, a blank, the mark, a blank. Terminals are sent the
// cell after one that changed as well, and a blank is one byte where a mark in its colour is sixteen.
const lead = 4

// story draws one story into n rows.
func (p Pane) story(out []string, i, n, w int, t *theme.Theme, focused bool, now time.Time) []string {
	l, known := p.lines[p.ids[i]]
	if !known || l.Headline == "" {
		out = append(out, p.missing(i, w, known, t, focused))
		for range n - 1 {
			out = append(out, term.Blank(w))
		}
		return out
	}
	st := t.Read
	if !l.Read {
		st = t.Unread
	}
	head := term.Safe(l.Headline)
	mark, markStyle := mark(l, t)
	if n == 1 {
		r := p.begin(i, w, mark, markStyle, t, focused)
		tail := when.Age(l.Published, now)
		room := r.Left() - len(tail) - 1
		if room < 12 {
			room, tail = r.Left(), ""
		}
		r.Matched(st, t.Match, term.Cut(head, room), p.words)
		r.Until(len(tail))
		r.Put(t.Meta, tail)
		return append(out, r.String())
	}
	lines, _ := row.Breaks(head, max(w-lead-1, 1), min(n-1, 2))
	for j, b := range lines {
		m, ms := mark, markStyle
		if j > 0 {
			m, ms = " ", theme.Style{}
		}
		if j == len(lines)-1 {
			b[1] = len(head)
		}
		r := p.begin(i, w, m, ms, t, focused)
		r.Matched(st, t.Match, term.Cut(head[b[0]:b[1]], r.Left()-1), p.words)
		out = append(out, r.String())
	}
	out = append(out, p.meta(w, l, t, now))
	for range n - 1 - len(lines) {
		out = append(out, term.Blank(w))
	}
	return out
}

// begin draws what stands before a headline; the row below it, of who and when, has no bar: over a slow line every
// row of it costs a move.
func (p Pane) begin(i, w int, mark string, ms theme.Style, t *theme.Theme, focused bool) row.Row {
	r := row.New(w)
	switch {
	case i == p.sel && focused:
		r.Put(t.Selected, "▌")
	case i == p.sel:
		r.Put(t.SelectedBlurred, "▏")
	case p.from >= 0 && i >= min(p.from, p.sel) && i <= max(p.from, p.sel):
		r.Put(t.Accent, "┆")
	default:
		r.Space(1)
	}
	r.Space(1)
	r.Put(ms, mark)
	r.Space(lead - 2 - term.Width(mark))
	return r
}

// mark is the sign before a headline: starred, new, unread, or none.
func mark(l model.Line, t *theme.Theme) (string, theme.Style) {
	switch {
	case l.Starred:
		return "★", t.Star
	case l.Read:
		return " ", theme.Style{}
	case l.New:
		return "●", t.New
	}
	return "●", t.Dot
}

// missing stands for a story whose line is on its way, or which is gone.
func (p Pane) missing(i, w int, known bool, t *theme.Theme, focused bool) string {
	r := p.begin(i, w, " ", theme.Style{}, t, focused)
	if known {
		r.Put(t.Faint, "this story is gone")
	} else {
		r.Put(t.Faint, "…")
	}
	return r.String()
}

// meta draws publisher, age and topics, and at its end how many more tell the event.
func (p Pane) meta(w int, l model.Line, t *theme.Theme, now time.Time) string {
	r := row.New(w)
	r.Space(lead)
	more := ""
	if l.Sources > 1 {
		more = "+" + strconv.Itoa(l.Sources-1)
	}
	room := r.Left() - 1
	if more != "" {
		room -= len(more) + 1
	}
	age := when.Age(l.Published, now)
	pub := term.Safe(l.Publisher)
	if pub != "" && age != "" {
		pub = term.Cut(pub, max(room-len(age)-3, 0))
		if pub != "" {
			pub += " · "
		}
	}
	text := pub + age
	if tags := p.tags(l, room-term.Width(text)-3); tags != "" {
		if text != "" {
			text += " · "
		}
		text += tags
	}
	r.Room(t.Meta, text, room)
	if more != "" {
		r.Until(len(more) + 1)
		r.Put(t.Dim, more)
	}
	return r.String()
}

// tags are as many topics of a story as fit into so many cells, three at most.
func (p Pane) tags(l model.Line, room int) string {
	var b strings.Builder
	n := 0
	for _, id := range l.Topics {
		name := term.Safe(p.topic(id))
		if name == "" || n == 3 {
			continue
		}
		w := term.Width(name) + 1
		if b.Len() > 0 {
			w++
		}
		if w > room {
			break
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString("#" + name)
		room -= w
		n++
	}
	return b.String()
}
