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
			return m.kind == model.Quantity && (m.what == "volume" || m.what == "area" || m.what == "length" || m.what == "mass") &&
				m.what != f.m.what && !m.told
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
