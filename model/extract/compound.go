package extract

import (
	"lede/model"
	"lede/model/text"
)

// andInches adds the smaller unit behind a whole number of a greater: "5 feet 10 inches", "6ft 2in", "7lb 6oz".
func (p *page) andInches(f *figure) {
	unit, many := smaller(f.code)
	if many == 0 || f.n.v.e != 0 || f.n.scaled {
		return
	}
	j := f.next
	if w := p.Word(j); w == "and" || w == "," && p.class(j+1) == text.Number {
		j++
	}
	if p.class(j) == text.Dash && p.tight(j) && p.tight(j+1) {
		j++
	}
	if !p.sameSentence(f.first, j) {
		return
	}
	n, ok := p.unsigned(j)
	if !ok || n.scaled || n.article || !n.v.less(whole(many)) {
		return
	}
	m, next := p.behind(n, func(m *measure) bool { return m.code == unit })
	if m == nil && unit == "inch" && n.digits && j == f.next+1 && p.class(j-1) == text.Dash && (p.Word(f.next-1) == "foot" ||
		p.Word(f.next-1) == "Foot") {
		m, next = f.m, n.next // "6-foot-5"
	}
	if w := p.Word(n.next); m == nil && unit == "inch" && (w == "in" || w == "in." || w == "ins") {
		m, next = f.m, n.next+1
	}
	if m == nil {
		return
	}
	part, ok := n.v.over(many)
	sum, ok2 := f.v.plus(part)
	if ok && ok2 {
		f.v, f.next, f.end = sum, next, p.Tokens[next-1].End
	}
}

// smaller is the unit that may follow another in one measure, and how many of it make one.
func smaller(code string) (string, uint64) {
	switch code {
	case "foot":
		return "inch", 12
	case "pound":
		return "ounce", 16
	case "stone":
		return "pound", 14
	case "yard":
		return "foot", 3
	}
	return "", 0
}

// height reads feet and inches in marks: 5'10", 6’2’’.
func (p *page) height(n numeral) (f figure, ok bool) {
	j := n.next
	if !n.digits || n.v.e != 0 || !n.v.less(whole(9)) || !p.feetMark(j) || !p.tight(j+1) || p.class(j+1) != text.Number {
		return f, false
	}
	inches, _, ok := digits(p.Word(j + 1))
	if !ok || !inches.less(whole(12)) {
		return f, false
	}
	next := j + 2
	switch p.Word(next) {
	case "\"", "”", "″":
		next++
	case "'", "’":
		if p.tight(next+1) && p.Word(next+1) == p.Word(next) {
			next += 2
		}
	}
	if next > j+2 && !p.tight(j+2) {
		next = j + 2
	}
	part, ok := inches.over(12)
	sum, ok2 := n.v.plus(part)
	f = p.figureOf(n, &measure{kind: model.Quantity, code: "foot", what: "length"}, next)
	f.v = sum
	return f, ok && ok2
}

func (p *page) feetMark(j int) bool {
	if !p.tight(j) {
		return false
	}
	switch p.Word(j) {
	case "'", "’", "′":
		return true
	}
	return false
}
