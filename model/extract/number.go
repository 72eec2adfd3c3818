package extract

import (
	"lede/model/text"
)

// counts tells whether a bare numeral counts something, rather than naming a year, a place in a row, a version, an
// address, a score or a thing ("Boeing 737").
func (p *page) counts(f *figure) bool {
	n := f.n
	i, j := f.first, f.next
	if p.inName(f) || p.ofTime(f) || p.listed(f) || p.dialled(f) {
		return false
	}
	if p.is(i-1, rLabel) && !n.grouped && p.sameSentence(i-1, i) && !p.countNoun(j) && !p.plural(i-1) && (n.digits || p.wordLabel(i-1)) {
		return false
	}
	if !n.digits && !p.wordCounts(f) {
		return false
	}
	if n.fraction && n.digits && (p.Word(i-1) == "on" || p.Word(i-1) == "On") {
		return false
	}
	p.inAll(f)
	return true
}

// wordCounts tells whether a numeral in words counts something. "One" is often a pronoun.
func (p *page) wordCounts(f *figure) bool {
	i, j := f.first, f.next
	if f.n.fraction {
		return p.fractionCounts(f)
	}
	if f.n.v != whole(1) || f.n.scaled || f.ranged {
		return true
	}
	switch p.Word(i - 1) {
	case "this", "that", "the", "This", "That", "The", "which", "each", "any", "every", "no", "No", "another", "or", "only", "first",
		"last", "good", "big":
		return false
	}
	if !p.sameSentence(i, j) {
		return p.Sentences[p.SentenceOf(i)].First == i
	}
	switch p.Word(j) {
	case "day", "another", "thing", "point", "stage", "way", "who", "that", "by", "side", "time":
		return false
	}
	if p.class(j) == text.Dash && p.tight(j) {
		return false
	}
	if w := p.Word(j); w == "in" || w == "out" || w == "over" {
		return p.inAllAt(f)
	}
	return p.class(j) == text.Word && p.shape(j) == text.Lower && (p.noun(j) || p.Word(j) == "last") && !p.plural(j)
}

// fractionCounts tells whether half, third and quarter are shares here, not parts of a game or a year.
func (p *page) fractionCounts(f *figure) bool {
	i, j := f.first, f.next
	if p.class(j) == text.Dash && p.tight(j) && p.tight(j+1) && f.n.v == (decimal{c: 5, e: -1}) {
		return false // "a half-time show"
	}
	if f.n.next == f.n.first+1 { // "half" alone
		switch p.Word(i - 1) {
		case "first", "second", "the", "The", "other", "latter", "this", "that", "each", "his", "her", "our", "better", "in", "first-",
			"last", "opening":
			return f.n.scaled
		}
		if p.class(i-1) == text.Dash && p.tight(i) || p.class(j) == text.Dash && p.tight(j) {
			return false
		}
		switch p.Word(j) {
		case "time", "term", "marathon", "brother", "sister", "back", "way":
			return false
		}
	}
	return true
}

// inAllAt tells whether "in N" or "out of N" follows f and makes a share: "one in five", "two out of three".
func (p *page) inAllAt(f *figure) bool {
	g := *f
	p.inAll(&g)
	return g.next != f.next
}

// inAll takes the whole of a share: "one in five", "two out of five".
func (p *page) inAll(f *figure) {
	n := f.n
	if n.fraction || n.scaled || f.ranged || n.v.e != 0 || !n.v.less(whole(100)) || n.v.c == 0 {
		return
	}
	j, over := f.next, false
	switch {
	case p.Word(j) == "in":
		j++
	case p.Word(j) == "out" && p.Word(j+1) == "of":
		j += 2
	case p.Word(j) == "over":
		j, over = j+1, true
	default:
		return
	}
	if w := p.Word(j); w == "every" || w == "each" {
		j++
	}
	if !p.sameSentence(f.first, j) {
		return
	}
	g, ok := p.unsigned(j)
	d, exact := g.v.integer()
	if !ok || !exact || g.fraction || g.article || !over && !n.v.less(g.v) || p.year(&figure{n: g, first: j, next: g.next}) ||
		p.is(g.next, rLength|rMonth) {
		return
	}
	if over && p.sameSentence(j, g.next) && p.class(g.next) == text.Word {
		return
	}
	if p.tight(g.next) && (p.class(g.next) == text.Word || p.class(g.next) == text.Dash || p.class(g.next) == text.Symbol) {
		return
	}
	if v, ok := n.v.over(d); ok {
		f.v, f.next, f.end = v, g.next, g.end
	}
}

// countNoun tells whether the word at j looks like what is counted: a plural, an irregular plural, or an adjective before one.
func (p *page) countNoun(j int) bool {
	if p.class(j) != text.Word || p.is(j, rApart|rMonth|rWeekday) || !p.sameSentence(j-1, j) {
		return false
	}
	if p.is(j, rPeople) {
		return true
	}
	w := p.Word(j)
	if p.plural(j) && len(w) > 3 && w[len(w)-2] != 's' {
		return true
	}
	// "40 global sites"
	k := j + 1
	return p.shape(j) == text.Lower && p.class(k) == text.Word && p.sameSentence(j, k) && !p.is(k, rApart) && (p.is(k, rPeople) ||
		p.plural(k) && len(p.Word(k)) > 3)
}
