package facts

import (
	"strconv"
	"strings"

	"lede/model"
	"lede/ui/layout"
	"lede/ui/row"
	"lede/ui/spark"
	"lede/ui/term"
	"lede/ui/theme"
	"lede/ui/when"
)

// Gen tells drawings apart: the same number, place and theme draw the same rows.
func (p Pane) Gen() int { return p.gen }

// View is the pane's rows, each exactly as wide as r.
func (p Pane) View(r layout.Rect, t theme.Theme, focused bool) []string {
	out := make([]string, 0, max(r.H, 0))
	if p.story != nil && len(p.items) == 0 && r.H > 0 {
		line := row.New(r.W)
		line.Space(lead)
		line.Put(t.Faint, "no facts found in this story")
		out = append(out, line.String())
	}
	c := p.columns(r.W - margin)
	for y := p.top; y < len(p.rows) && len(out) < r.H; y++ {
		out = append(out, p.row(p.rows[y], r.W, &t, focused, &c))
	}
	for len(out) < r.H {
		out = append(out, term.Blank(r.W))
	}
	if p.charted() {
		copy(out[r.H-chartRows:], p.chartView(r.W, &t))
	}
	return out
}

// chartView are the rows below the facts: how often what is selected was named, and when.
func (p Pane) chartView(w int, t *theme.Theme) []string {
	said, when := when.Count(p.chart.sum()), " in "+strconv.Itoa(len(p.chart.days))+" days"
	r := row.New(w - margin)
	r.Space(lead)
	r.Put(t.Accent, spark.Line(p.chart.days))
	r.Space(2)
	r.Put(t.Dim, said)
	if r.Left() >= len(" stories"+when) {
		r.Put(t.Dim, " stories")
	}
	if r.Left() >= len(when) {
		r.Put(t.Faint, when)
	}
	return []string{term.Blank(w), r.String() + term.Blank(min(margin, w))}
}

// columns are what the rows of a group share: the cells of the first column, and whether bars follow it.
type columns struct {
	value  [groups]int
	barred [groups]bool
	bars   map[int]int
}

func (p Pane) columns(w int) columns {
	if p.story == nil {
		return columns{}
	}
	c := columns{value: p.widths(w), bars: p.bars()}
	for i := range c.bars {
		g := p.items[i].group
		c.barred[g] = c.value[g] > 0 && c.value[g]+barCells+lead+10 <= w
	}
	return c
}

// widths are the cells of the first column of each group.
func (p Pane) widths(w int) (out [groups]int) {
	for i := range p.items {
		if it := &p.items[i]; it.what == fact {
			if v := term.Width(p.value(it)); v <= w*45/100 {
				out[it.group] = max(out[it.group], v)
			}
		}
	}
	return out
}

func (p Pane) row(at place, w int, t *theme.Theme, focused bool, c *columns) string {
	if at.item < 0 {
		return term.Blank(w)
	}
	it := &p.items[at.item]
	r := row.New(w - margin)
	switch {
	case at.item == p.sel && focused:
		r.Put(t.Selected, "▌")
	case at.item == p.sel:
		r.Put(t.SelectedBlurred, "▏")
	default:
		r.Carry(t.Rule, r.Left()-1)
	}
	r.Carry(t.Rule, r.Left()-lead+1) // as the rule before it
	switch {
	case it.what == heading:
		p.heading(&r, it, t)
	case it.what == clause:
		p.clause(&r, it, at.part, t)
	case it.group == quotes:
		p.quote(&r, it, at.part, t)
	default:
		n := 0
		if c.barred[it.group] {
			n = c.bars[at.item]
		}
		p.fact(&r, it, t, c, n)
	}
	return r.String() + term.Blank(min(margin, w))
}

func (p Pane) heading(r *row.Row, it *item, t *theme.Theme) {
	r.Put(t.Title, titles[it.group])
	n := len(it.facts)
	if it.group == brief {
		n = len(p.story.Brief)
	}
	if it.group != brief || p.folded[it.group] {
		r.Put(t.Faint, " "+strconv.Itoa(n))
	}
	if p.folded[it.group] {
		r.Put(t.Faint, " ▸")
	}
}

// clause draws one line of a clause, its facts in their own colours.
func (p Pane) clause(r *row.Row, it *item, part int, t *theme.Theme) {
	words, b := p.words(it.span), it.breaks[part]
	if part == 0 {
		r.Put(t.Faint, "•")
		r.Space(bullet - 1)
	} else {
		r.Space(bullet)
	}
	room := r.Left()
	if words != it.span.In(p.text) { // the one-line form is not the text byte for byte
		r.Put(t.Text, words[b[0]:b[1]])
	} else {
		p.marked(r, it, b, t)
	}
	if part == len(it.breaks)-1 && p.fits(it, room) {
		p.mark(r, it, t)
	}
}

// marked draws bytes b of a clause's text with its facts coloured.
func (p Pane) marked(r *row.Row, it *item, b [2]int, t *theme.Theme) {
	from, to := it.span.Start+b[0], it.span.Start+b[1]
	at := from
	for _, i := range it.facts {
		f := &p.story.Facts[i]
		s, e := max(f.Span.Start, at), min(f.Span.End, to)
		if s >= e {
			continue
		}
		r.Put(t.Text, p.text[at:s])
		r.Put(t.FactText(f.Kind), p.text[s:e])
		at = e
	}
	r.Put(t.Text, p.text[at:max(to, at)])
}

func (p Pane) quote(r *row.Row, it *item, part int, t *theme.Theme) {
	if part < len(it.breaks) {
		b := it.breaks[part]
		r.Put(t.FactText(model.QuoteOf), p.words(it.span)[b[0]:b[1]])
		if part == len(it.breaks)-1 && p.tail(it) == "" && p.fits(it, p.rect.W-lead-margin) {
			p.mark(r, it, t)
		}
		return
	}
	if s := p.tail(it); s != "" {
		r.Room(t.Dim, "— "+s, r.Left()-len(strconv.Itoa(p.paragraph(it.span)))-2)
	}
	p.mark(r, it, t)
}

// fact draws value, its bar of so many halves of a cell, what it is about, how often it is said, and where.
func (p Pane) fact(r *row.Row, it *item, t *theme.Theme, c *columns, halves int) {
	column := c.value[it.group]
	f := &p.story.Facts[it.facts[0]]
	tail := "¶" + strconv.Itoa(p.paragraph(it.span))
	if len(it.facts) > 1 {
		tail = "×" + strconv.Itoa(len(it.facts)) + " " + tail
	}
	room := r.Left() - term.Width(tail) - 1
	if room < 8 {
		room, tail = r.Left(), ""
	}
	v, note := term.Cut(p.value(it), room), p.note(f)
	ink := t.FactText(f.Kind)
	r.Put(ink, v)
	used := term.Width(v)
	if c.barred[it.group] && used <= column {
		b := spark.Bar(halves)
		r.Carry(ink, r.Left()-(column-used+2))
		r.Put(ink, b)
		r.Carry(ink, r.Left()-(barCells-term.Width(b)))
		used, column = column+2+barCells, column+2+barCells
	}
	if note != "" {
		gap := max(column-used, 0) + 2
		if room-used-gap < 4 {
			gap = 2
		}
		if left := room - used - gap; left >= 4 {
			r.Carry(ink, r.Left()-gap)
			r.Room(t.Dim, note, left)
			ink = t.Dim
		}
	}
	if tail != "" {
		r.Carry(ink, term.Width(tail))
		r.Put(t.Faint, tail)
	}
}

// mark puts the number of the item's paragraph at the end of a row.
func (p Pane) mark(r *row.Row, it *item, t *theme.Theme) {
	s := "¶" + strconv.Itoa(p.paragraph(it.span))
	r.Until(term.Width(s))
	r.Put(t.Faint, s)
}

// value is a fact as the text words it, people and things by the fullest name in it; before a figure
// stands how firmly the text states it.
func (p Pane) value(it *item) string {
	f := &p.story.Facts[it.facts[0]]
	text := p.words(f.Span)
	switch f.Kind {
	case model.Person, model.Org, model.Place, model.Law, model.Event, model.Product:
		if f.Entity > 0 && len(f.Value) > len(text) && strings.Contains(strings.ToLower(p.text), strings.ToLower(f.Value)) {
			return term.Safe(f.Value)
		}
		return text
	}
	switch f.Hedge {
	case model.Approx:
		return "≈ " + text
	case model.AtLeast:
		return "≥ " + text
	case model.AtMost:
		return "≤ " + text
	}
	return text
}

// note is what the text says a fact is about, or who somebody is.
func (p Pane) note(f *model.Fact) string {
	if f.Kind == model.Person {
		return p.words(f.Role)
	}
	return p.words(f.About)
}
