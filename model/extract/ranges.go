package extract

import (
	"lede/model"
	"lede/model/text"
)

// stretch makes a range of f where its upper end follows: "$90 million to $110 million", "between 5 and 7 percent", "10–12 mph".
// It also silences what looks like a range of numbers and is a score, a date or a telephone number.
func (p *page) stretch(f figure) figure {
	if f.silent || f.empty || !p.sameSentence(f.first, f.next) {
		return f
	}
	if f.kind == model.Number && f.first > 0 && p.tight(f.first) && p.class(f.first-1) == text.Word {
		return f // "PM2.5 to"
	}
	j := f.next
	dash := p.class(j) == text.Dash
	switch {
	case dash:
		if f.kind == model.Number && (p.Tokens[j].Gap || !p.tight(j+1)) && !(p.Tokens[j].Gap && p.tight(j+1) && p.Word(j) == "-") {
			return f
		}
	case p.Word(j) == "to":
	case p.Word(j) == "and" && p.between(f.first):
	default:
		return f
	}
	g, ok := p.figureAt(j + 1)
	if !ok || g.silent || !p.sameSentence(f.first, j+1) {
		return f
	}
	if !dash && p.Word(j) == "to" && p.twoValues(&f, &g) {
		return f
	}
	return p.span(f, g, dash)
}

// span joins f and g into a range where they are of one kind.
func (p *page) span(f, g figure, dash bool) figure {
	low := f
	switch {
	case f.kind == g.kind && f.code == g.code && f.kind != model.Number:
	case f.kind == model.Money && f.before && g.kind == model.Number && !g.n.fraction:
		// "$2-3m", "$5 to $7 million" with one sign
		g.v = g.n.v
		low.kind = model.Money
	case f.kind == model.Number && g.kind != model.Number && !g.before && (!f.n.fraction || g.n.fraction):
		low.kind, low.code, low.m = g.kind, g.code, g.m
		if g.m != nil {
			low.v = low.v.times10(g.m.exp)
		}
	case f.kind == model.Number && g.kind == model.Number:
		return p.numberRange(f, g, dash)
	default:
		return f
	}
	if g.n.power > 0 && !low.n.scaled && low.n.v.less(whole(1000)) && !low.n.grouped {
		if v := low.v.times10(g.n.power); v.less(g.v) {
			low.v = v
		}
	}
	if !low.v.less(g.v) || low.v.neg != g.v.neg {
		return f
	}
	low.high, low.ranged = g.v, true
	low.next, low.end = g.next, g.end
	return low
}

// numberRange joins two bare numbers, or silences them: "5 to 7 people" is a range, "3-2" a score.
func (p *page) numberRange(f, g figure, dash bool) figure {
	joined := f
	joined.high, joined.ranged, joined.next, joined.end = g.v, true, g.next, g.end
	if g.n.power > 0 && !f.n.scaled && f.n.v.less(whole(1000)) {
		if v := f.v.times10(g.n.power); v.less(g.v) {
			joined.v = v
		}
	}
	rising := joined.v.less(g.v)
	if !dash {
		if rising && f.n.digits == g.n.digits {
			return joined
		}
		return f
	}
	if p.class(g.next) == text.Dash && p.tight(g.next) || !rising || !p.countNoun(g.next) && !f.n.scaled && !g.n.scaled && !g.n.grouped {
		joined.silent = true
		// A chain such as a telephone number is one thing.
		for p.class(joined.next) == text.Dash && p.tight(joined.next) && p.class(joined.next+1) == text.Number && p.tight(joined.next+1) {
			joined.next += 2
		}
		if f.n.digits && g.n.digits {
			return joined
		}
		return f
	}
	return joined
}

// between tells whether the word between stands before token i, with a hedge or an article at most.
func (p *page) between(i int) bool {
	for k := i - 1; k >= i-2; k-- {
		if w := p.Word(k); w == "between" || w == "Between" || w == "from" {
			return p.sameSentence(k, i)
		}
	}
	return false
}

// twoValues tells whether "f to g" tells a change rather than a range: "rose from 4% to 6%", "fell 2% to 300".
func (p *page) twoValues(f, g *figure) bool {
	before := f.first - 1
	if p.Word(before) == "from" || p.Word(before-1) == "from" {
		for k := before; k > before-12 && p.sameSentence(k, f.first); k-- {
			switch w := p.Word(k); {
			case k < before-2:
			case w == "ranging", w == "range", w == "ranges", w == "ranged", w == "vary", w == "varies", w == "varying", w == "anywhere",
				w == "priced":
				return false
			}
			if p.is(k, rChange) {
				return true
			}
		}
		return f.kind == g.kind && (f.kind == model.Money || f.kind == model.Percent) && f.m != nil
	}
	if p.Word(before) == "by" && (f.n.scaled || f.m != nil) { // "rose by 1.1m to 46.3m"
		return true
	}
	return p.is(before, rChange) && f.kind != model.Number && (f.n.scaled || f.m != nil) && f.kind == g.kind && f.kind != model.Percent
}
