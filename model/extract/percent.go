package extract

import (
	"lede/model"
	"lede/model/text"
)

// shareOf reads a share that does not begin with a numeral: "per cent of 210", and "a small percent", which has no value.
func (p *page) shareOf(i int) (f figure, ok bool) {
	if p.term(i) == 0 || p.class(i) != text.Word {
		return f, false
	}
	m, next := p.measureAt(i, func(m *measure, _ int) bool {
		return m.kind == model.Percent && m.code == "%" && m.form != "percentage" && m.form != "pct"
	})
	if m == nil {
		return f, false
	}
	f = figure{kind: model.Percent, first: i, next: next, start: p.Tokens[i].Start, end: p.Tokens[next-1].End, code: "%", m: m}
	if p.Word(next) == "of" {
		if n, ok := p.numeral(next + 1); ok && !n.fraction && p.sameSentence(i, next+1) && p.class(n.next) != text.Word {
			f.n, f.v, f.next, f.end = n, n.v, n.next, n.end
			return f, true
		}
	}
	if p.is(i-1, rVague) && p.sameSentence(i-1, i) {
		f.empty = true
		return f, true
	}
	return f, false
}

// points reads fractions of a percentage point in the language of central banks, "a quarter-point cut", and the quarter that
// is a share of something, "a quarter of voters". Other fractions stay numbers, since their decimals have no end.
func (p *page) points(n numeral) (f figure, ok bool) {
	if !n.fraction || n.scaled {
		return f, false
	}
	j := n.next
	if p.class(j) == text.Dash && p.tight(j) && p.tight(j+1) {
		j++
	}
	if w := p.Word(j); (w == "point" || w == "points") && p.class(n.first) == text.Word {
		first := n.first
		if n.article {
			first++
		}
		f = figure{kind: model.Percent, n: n, first: first, next: j + 1, start: p.Tokens[first].Start, end: p.Tokens[j].End, v: n.v, code: "pp"}
		return f, true
	}
	if v := n.v.trim(); (v == decimal{c: 25, e: -2} || v == decimal{c: 75, e: -2}) && !n.digits && (p.Word(n.next) == "of" &&
		!p.is(n.next+1, rLength) || n.article && p.shared(n.first)) {
		if w := p.Word(n.next + 1); w == "a" || w == "an" {
			return f, false
		}
		f = p.bareFigure(n)
		f.kind, f.v, f.code = model.Percent, n.v.times10(2), "%"
		return f, true
	}
	return f, false
}
