package extract

import (
	"lede/model"
	"lede/model/text"
)

// figure is an amount as it stands in the text: a numeral with what it counts.
type figure struct {
	kind        model.Kind // Number while nothing else is known
	n           numeral
	first, next int // tokens [first, next)
	start, end  int // bytes
	v           decimal
	code        string // currency or unit
	m           *measure
	before      bool // its currency stands before it
	high        decimal
	ranged      bool
	silent      bool // what stands here is read but is no fact: a score, a date, a share without a number
	empty       bool // a fact without a value
}

// findFigures finds money, percent, quantities and bare numbers in one walk over the tokens.
func findFigures(p *page) {
	p.purse = p.currencies()
	for i := 0; i < len(p.Tokens) && (p.limit == 0 || len(p.found) < p.limit); {
		if !p.mayBegin(i) {
			i++
			continue
		}
		short, ok := p.figureAt(i)
		if !ok {
			i++
			continue
		}
		f := p.stretch(short)
		i = max(f.next, i+1)
		if f.silent || f.kind == model.Number && !p.counts(&f) {
			continue
		}
		p.emit(&f)
	}
}

// mayBegin tells at a glance whether a figure may begin with token i.
func (p *page) mayBegin(i int) bool {
	if t := p.terms[i]; t != 0 && p.lex.begins[t] {
		return true
	}
	switch p.Tokens[i].Class {
	case text.Number:
		return true
	case text.Dash:
		return i+1 < len(p.Tokens) && !p.Tokens[i+1].Gap
	case text.Word: // "USD115"
		return p.terms[i] == 0 && (p.Tokens[i].Shape == text.Upper || p.Tokens[i].Shape == text.Mixed)
	}
	return false
}

// emit puts a figure on the page.
func (p *page) emit(f *figure) {
	fact := model.Fact{Kind: f.kind, Span: model.Span{Start: f.start, End: f.end}, Value: f.v.String(), Hedge: p.hedgeOf(f)}
	if f.ranged {
		fact.ValueHigh = f.high.String()
	}
	if f.empty {
		fact.Value = ""
	}
	switch f.kind {
	case model.Money:
		fact.Currency = f.code
	case model.Percent, model.Quantity:
		fact.Unit = f.code
	}
	fact.About = p.about(f)
	p.add(fact)
}

// figureAt reads the figure that begins with token i, without what a range would add.
func (p *page) figureAt(i int) (figure, bool) {
	if i >= len(p.Tokens) {
		return figure{}, false
	}
	if f, ok := p.moneyBefore(i); ok {
		return f, true
	}
	if p.class(i) == text.Word && p.terms[i] == 0 && p.shape(i) != text.Lower {
		return figure{}, false
	}
	n, ok := p.numeral(i)
	if !ok {
		return p.shareOf(i)
	}
	if f, ok := p.moneyBehind(n); ok {
		return f, true
	}
	if f, ok := p.measured(n); ok {
		return f, true
	}
	return p.bareFigure(n), true
}

// bareFigure is a numeral that counts what the sentence says.
func (p *page) bareFigure(n numeral) figure {
	return figure{kind: model.Number, n: n, first: n.first, next: n.next, start: p.Tokens[n.first].Start, end: n.end, v: n.v}
}

// figureOf is a numeral with the measure that ends before token next.
func (p *page) figureOf(n numeral, m *measure, next int) figure {
	return figure{kind: m.kind, n: n, first: n.first, next: next, start: p.Tokens[n.first].Start, end: p.Tokens[next-1].End,
		v: n.v.times10(m.exp), code: m.code, m: m}
}

// behind is the measure behind a numeral that passes ok: after a blank, a hyphen, nothing, or, behind a
// fraction, "of a".
func (p *page) behind(n numeral, ok func(m *measure) bool) (*measure, int) {
	j := n.next
	if !p.sameSentence(n.first, j) {
		return nil, 0
	}
	gap := p.Tokens[j].Gap
	switch {
	case p.class(j) == text.Dash && !gap && p.tight(j+1):
		j++
		gap = true
	case (n.fraction || n.v.e < 0) && p.Word(j) == "of":
		if w := p.Word(j + 1); w != "a" && w != "an" && w != "one" {
			return nil, 0
		}
		j += 2
	case n.fraction && (p.Word(j) == "a" || p.Word(j) == "an"):
		j++
	}
	if p.term(j) == 0 {
		return nil, 0
	}
	return p.measureAt(j, func(m *measure, _ int) bool {
		if m.kind == model.Money && gap && p.class(j) == text.Symbol && p.class(j+1) == text.Number && p.tight(j+1) {
			return false // "1 $10 note"
		}
		return m.behind && !(m.attached && (gap || !n.digits)) && ok(m)
	})
}
