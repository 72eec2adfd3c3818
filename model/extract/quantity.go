package extract

import (
	"lede/model"
	"lede/model/text"
)

// measured reads percent and quantities: "5 per cent", "310 basis points", "50 EH/s", "3-inch", "6ft 2in".
func (p *page) measured(n numeral) (f figure, ok bool) {
	if f, ok := p.points(n); ok {
		return f, true
	}
	if f, ok := p.height(n); ok {
		return f, true
	}
	m, next := p.behind(n, func(m *measure) bool { return m.kind != model.Money && (!m.told || p.toldUnit(n, m)) })
	if m == nil && n.letter != 0 {
		short := n.withoutLetter()
		m, next = p.behind(short, func(m *measure) bool { return m.kind != model.Money && (!m.told || p.toldUnit(short, m)) })
		if m != nil {
			n = short
		}
	}
	if m == nil {
		return p.bracketed(n)
	}
	if p.tight(n.first) && p.class(n.first-1) == text.Dash && p.tight(n.first-1) && p.class(n.first-2) == text.Word && !n.digits {
		return f, false
	}
	f = p.figureOf(n, m, next)
	if m.kind == model.Quantity {
		p.per(&f)
		p.andInches(&f)
	}
	return f, true
}

// toldUnit tells whether a short or common word is a unit behind n.
func (p *page) toldUnit(n numeral, m *measure) bool {
	j := n.next
	after := j + 1
	switch m.form {
	case "m":
		return p.metres(n, after)
	case "t":
		return p.Tokens[j].Gap == false && (!p.sameSentence(j, after) || p.class(after) != text.Word || p.is(after, rApart))
	case "g", "l", "L":
		if p.Tokens[j].Gap {
			return n.digits && (p.Word(after) == "of" || p.class(after) != text.Word)
		}
		return n.digits && (m.form != "g" || n.v.e < 0 || !n.v.less(whole(7)))
	case "C", "F":
		if p.tight(after) && p.Word(after) == "/" || n.v.e == 0 && m.form == "F" && n.v.less(whole(20)) {
			return false
		}
		return p.near(n.first, j, rTemp) || p.otherScale(after, m.form)
	case "W", "V":
		return p.class(after) != text.Word || p.shape(after) == text.Lower
	case "cup", "cups":
		return p.shape(j) == text.Lower && (n.fraction || n.v.e < 0 || p.Word(after) == "of" || p.shape(after) == text.Lower && !p.is(after, rApart) && !p.is(n.first-1, rApart|rChange|rScore))
	case "stone":
		return !n.v.less(whole(5)) && (!p.sameSentence(j, after) || p.class(after) != text.Word || p.is(after, rApart))
	}
	return true
}

// otherScale tells whether the same temperature follows on the other scale: "30C (86F)".
func (p *page) otherScale(j int, form string) bool {
	for k := j; k < j+4; k++ {
		if w := p.Word(k); (w == "C" || w == "F") && w != form && p.tight(k) && p.class(k-1) == text.Number {
			return true
		}
	}
	for k := j - 2; k > j-6; k-- {
		if w := p.Word(k); (w == "C" || w == "F") && w != form && p.tight(k) && p.class(k-1) == text.Number {
			return true
		}
	}
	return false
}

// metres tells whether the "m" behind n is metres, not million: "1.8m tall", "the 100m final".
func (p *page) metres(n numeral, after int) bool {
	j := n.next
	if p.Tokens[j].Gap {
		// "1 m", but "1 m people" is million.
		return !p.sameSentence(j, after) || p.class(after) != text.Word || !p.plural(after)
	}
	switch p.Word(after) {
	case "tall", "high", "long", "wide", "deep", "thick", "away", "below", "above", "race", "final", "finals", "freestyle", "hurdles", "sprint",
		"butterfly", "backstroke", "breaststroke", "medley", "relay", "title", "record", "dash", "yacht", "wave", "waves", "x", "from", "up", "down",
		"apart", "radius", "diameter", "length", "depth", "height", "swell", "swells", "tower", "wall", "fence", "pool", "stretch", "cliff",
		"platform", "springboard", "air", "and":
		return p.Word(after) != "and" && p.Word(after) != "from" || n.v.less(whole(1000)) && n.v.e == 0 && p.near(n.first, j, rStretch)
	}
	switch p.Word(n.first - 1) {
	case "a", "an", "the", "A", "The": // "the 40m dry well"
		if n.v.e == 0 && p.shape(after) == text.Lower && !p.is(after, rApart) && !p.countNoun(after) {
			return true
		}
	}
	return p.near(n.first, j, rStretch)
}

// bracketed reads a unit in brackets: "20 (kg)".
func (p *page) bracketed(n numeral) (f figure, ok bool) {
	j := n.next
	switch p.Word(j) {
	case "(", "[", "<":
	default:
		return f, false
	}
	if !p.tight(j+1) || p.term(j+1) == 0 {
		return f, false
	}
	m, next := p.measureAt(j+1, func(m *measure, _ int) bool { return m.kind == model.Quantity && !m.told })
	if m == nil || !p.tight(next) {
		return f, false
	}
	switch p.Word(next) {
	case ")", "]", ">":
		return p.figureOf(n, m, next+1), true
	}
	return f, false
}

// per takes what the unit is for: "10 grams per litre", "50 cm/ms". A rate of money or people is none.
func (p *page) per(f *figure) {
	j := f.next
	if !p.sameSentence(f.first, j) {
		return
	}
	short := p.Word(j) == "/" && p.tight(j) && p.tight(j+1)
	if w := p.Word(j); !short && w != "per" && !(f.m.what == "length" && (w == "a" || w == "an") && p.clockUnit(j+1)) {
		return
	}
	j++
	name := ""
	switch w := p.Word(j); w {
	case "second", "minute", "hour", "day", "millisecond":
		name = w
	case "sec", "s":
		name = "second"
	case "ms":
		name = "millisecond"
	case "h", "hr":
		name = "hour"
	}
	next := j + 1
	if name == "" {
		m, n := p.measureAt(j, func(m *measure, _ int) bool {
			return m.kind == model.Quantity && (m.what == "volume" || m.what == "area" || m.what == "length" || m.what == "mass") && m.what != f.m.what && !m.told
		})
		if m == nil {
			return
		}
		name, next = longName(m.code), n
	}
	unit := f.code
	if short {
		unit = longName(unit)
	}
	f.code, f.next, f.end = unit+" per "+name, next, p.Tokens[next-1].End
}

// clockUnit tells whether a speed is told in the unit of time at j.
func (p *page) clockUnit(j int) bool {
	switch p.Word(j) {
	case "second", "minute", "hour":
		return true
	}
	return false
}

// longName is the name of a unit that is written as a symbol.
func longName(code string) string {
	switch code {
	case "km":
		return "kilometer"
	case "cm":
		return "centimeter"
	case "mm":
		return "millimeter"
	case "m":
		return "meter"
	case "kg":
		return "kilogram"
	case "g":
		return "gram"
	case "mg":
		return "milligram"
	case "l":
		return "liter"
	case "ml":
		return "milliliter"
	case "ha":
		return "hectare"
	}
	return code
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
	if m == nil && unit == "inch" && n.digits && j == f.next+1 && p.class(j-1) == text.Dash && (p.Word(f.next-1) == "foot" || p.Word(f.next-1) == "Foot") {
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
