package clean

import (
	"slices"
	"strings"
	"unicode/utf8"

	"lede/model"
)

// piece is a stretch of a leaf's text with the bytes of the source that it stands for.
type piece struct {
	s        string
	from, to int  // bytes of the source; from < 0 when the source has none
	whole    bool // they belong together as one, though they may be as many (a character reference)
	style    model.Style
	href     string
}

// exact tells whether the piece maps byte by byte.
func (p piece) exact() bool { return p.from >= 0 && !p.whole && p.to-p.from == len(p.s) }

// draft is a block that is not final: it can still be cut and split.
type draft struct {
	model.Block
	pieces []piece  // of a leaf
	kids   []*draft // of a container
	memo   string   // text of pieces, once it was asked for
	gone   bool     // cut
	inFig  bool     // a paragraph that is a caption
	loose  bool     // text of a table outside of its cells
}

func (d *draft) leaf() bool {
	switch d.Kind {
	case model.List, model.Item, model.Quote, model.Table, model.Row, model.Rule:
		return false
	}
	return true
}

// text is the leaf's own text.
func (d *draft) text() string {
	if d.memo == "" {
		d.memo = textOf(d.pieces)
	}
	return d.memo
}

// set gives the leaf other pieces.
func (d *draft) set(ps []piece) { d.pieces, d.memo = ps, "" }

func textOf(ps []piece) string {
	switch len(ps) {
	case 0:
		return ""
	case 1:
		return ps[0].s
	}
	n := 0
	for _, p := range ps {
		n += len(p.s)
	}
	var b strings.Builder
	b.Grow(n)
	for _, p := range ps {
		b.WriteString(p.s)
	}
	return b.String()
}

// splitAt parts pieces at a byte of their text. A piece that does not map byte by byte gives its whole
// source to both halves.
func splitAt(ps []piece, at int) (head, tail []piece) {
	for i, p := range ps {
		if at >= len(p.s) {
			at -= len(p.s)
			continue
		}
		if at <= 0 {
			return ps[:i:i], ps[i:]
		}
		a, b := p, p
		a.s, b.s = p.s[:at], p.s[at:]
		if p.exact() {
			a.to = p.from + at
			b.from = a.to
		}
		head = append(ps[:i:i], a)
		tail = append(append(tail, b), ps[i+1:]...)
		return head, tail
	}
	return ps, nil
}

// trim takes blanks off both ends. ps stays as it is, and what needs no cut comes back without a copy.
func trim(ps []piece) []piece {
	ps = trimStart(ps)
	if n := len(ps) - 1; n < 0 || strings.TrimRight(ps[n].s, " \n") == ps[n].s {
		return ps
	}
	return trimEnd(slices.Clone(ps))
}

func trimStart(ps []piece) []piece {
	for len(ps) > 0 {
		if s := strings.TrimLeft(ps[0].s, " \n"); s != "" {
			_, ps = splitAt(ps, len(ps[0].s)-len(s))
			break
		}
		ps = ps[1:]
	}
	return ps
}

// trimEnd takes blanks off the end, in place: a text of many lines is not copied at each of them.
func trimEnd(ps []piece) []piece {
	for n := len(ps) - 1; n >= 0; n = len(ps) - 1 {
		if s := strings.TrimRight(ps[n].s, " \n"); s != "" {
			if len(s) < len(ps[n].s) {
				last, _ := splitAt(ps[n:n+1], len(s))
				ps[n] = last[0]
			}
			break
		}
		ps = ps[:n]
	}
	return ps
}

// leaves calls visit for every leaf in reading order, with the containers around it, outermost first.
func leaves(ds []*draft, visit func(d *draft, in []*draft)) { walkLeaves(ds, nil, visit) }

func walkLeaves(ds, in []*draft, visit func(*draft, []*draft)) {
	for _, d := range ds {
		switch {
		case d.gone:
		case d.leaf():
			visit(d, in)
		default:
			walkLeaves(d.kids, append(in[:len(in):len(in)], d), visit)
		}
	}
}

// write lays the drafts down as a Body and notes in m, unless it is nil, where each byte came from. At most limit bytes
// of text are written; cut tells that there were more.
func write(ds []*draft, limit int, m *Map) (b model.Body, cut bool) {
	w := writer{m: m, limit: limit}
	w.blocks(ds)
	return w.b.Body(), w.full
}

type writer struct {
	b     model.BodyBuilder
	m     *Map
	limit int
	full  bool
}

func (w *writer) blocks(ds []*draft) {
	for _, d := range ds {
		if w.full {
			return
		}
		if d.gone {
			continue
		}
		w.b.Open(d.Block)
		if d.leaf() {
			w.leaf(d.pieces)
		} else {
			w.blocks(d.kids)
		}
		w.b.Close()
	}
}

func (w *writer) leaf(ps []piece) {
	for _, p := range ps {
		if p.s == "" {
			continue
		}
		at := w.b.Offset()
		if at+len(p.s) > w.limit {
			w.full = true
			n := max(w.limit-at, 0)
			for n > 0 && !utf8.RuneStart(p.s[n]) {
				n--
			}
			if n == 0 || !p.exact() {
				return
			}
			p.s, p.to = p.s[:n], p.from+n
		}
		w.b.Text(p.s, p.style, p.href)
		if w.m != nil {
			w.m.add(at, len(p.s), p.from, p.to, p.exact())
		}
		if w.full {
			return
		}
	}
}
