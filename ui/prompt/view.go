package prompt

import (
	"unicode/utf8"

	"lede/ui/row"
	"lede/ui/term"
	"lede/ui/theme"
)

// View is the line in w cells, and the cell that the cursor stands in.
func (p Pane) View(w int, t theme.Theme) (line string, cursor int) {
	r := row.New(w)
	r.Space(min(1, w-1))
	r.Put(t.Key, term.Cut(p.label, max(w/3, 0)))
	r.Space(1)
	note := p.note
	if term.Width(note)+12 > r.Left() {
		note = ""
	}
	room := r.Left() - 1
	if note != "" {
		room -= term.Width(note) + 2
	}
	shown, from := p.shown(max(room, 0))
	cursor = w - r.Left() + term.Width(p.text[from:p.at])
	if at := p.faultAt(); at >= from && at < from+len(shown) {
		r.Put(t.Text, shown[:at-from])
		r.Put(t.Error, shown[at-from:])
	} else {
		r.Put(t.Text, shown)
	}
	if note != "" {
		r.Until(term.Width(note) + 1)
		r.Put(t.Dim, note)
	}
	return r.String(), min(max(cursor, 0), max(w-1, 0))
}

// shown is the part of the text around the cursor that fits into so many cells, and where it begins.
func (p Pane) shown(cells int) (s string, from int) {
	for from < p.at && term.Width(p.text[from:p.at]) > cells {
		from += len(firstRune(p.text[from:]))
	}
	s = p.text[from:]
	for term.Width(s) > cells && s != "" {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s, from
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

// faultAt is the byte of the fault, -1 for none.
func (p Pane) faultAt() int {
	if p.fault <= 0 {
		return -1
	}
	n := 1
	for i := range p.text {
		if n == p.fault {
			return i
		}
		n++
	}
	return len(p.text)
}

// Hint is the row above the line in w cells: what is wrong, with a mark above the place, or the offers;
// ok is false where there is nothing to say.
func (p Pane) Hint(w int, t theme.Theme) (line string, ok bool) {
	unfinished := p.fault > utf8.RuneCountInString(p.text) // what is missing may be one of the offers
	switch {
	case p.fault > 0 && !(unfinished && len(p.offers) > 0):
		return p.pointed(w, t), true
	case len(p.offers) > 0:
		return p.offered(w, t), true
	}
	return "", false
}

func (p Pane) pointed(w int, t theme.Theme) string {
	q := p
	q.at = min(p.faultAt(), len(p.text))
	_, from := p.shown(max(w-term.Width(p.label)-3, 0))
	column := 2 + term.Width(p.label)
	if q.at > from {
		column += term.Width(p.text[from:q.at])
	}
	column = min(column, max(w-1, 0))
	why := term.Safe(p.why)
	r := row.New(w)
	if column+3+term.Width(why) > w && column > term.Width(why)+3 {
		r.Space(column - term.Width(why) - 1)
		r.Put(t.Warn, why)
		r.Space(1)
		r.Put(t.Caret, "▾")
		return r.String()
	}
	if column+3+term.Width(why) > w { // no room on either side: the words matter more
		column = max(w-term.Width(why)-3, 1)
	}
	r.Space(column)
	r.Put(t.Caret, "▾")
	r.Space(1)
	r.Put(t.Warn, why)
	return r.String()
}

func (p Pane) offered(w int, t theme.Theme) string {
	r := row.New(w)
	r.Space(2 + term.Width(p.label))
	first := 0
	if p.offer > 0 { // the taken one stays in sight
		used := 0
		for i := p.offer; i >= 0 && used < w*2/3; i-- {
			used += term.Width(p.offers[i].Label) + term.Width(p.offers[i].Note) + 4
			first = i
		}
	}
	for i := first; i < len(p.offers) && r.Left() > 4; i++ {
		o := p.offers[i]
		st := t.Text
		if i == p.offer {
			st = t.Match
		}
		r.Put(st, term.Safe(o.Label))
		if o.Note != "" {
			r.Space(1)
			r.Put(t.Faint, term.Safe(o.Note))
		}
		if o.Help != "" && i == max(p.offer, 0) {
			r.Space(1)
			r.Put(t.Dim, term.Safe(o.Help))
		}
		r.Space(3)
	}
	return r.String()
}
