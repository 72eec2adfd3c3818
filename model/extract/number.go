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

// wordLabel tells whether the label at i also stands before numbers in words: "game seven".
func (p *page) wordLabel(i int) bool {
	switch p.Word(i) {
	case "version", "type", "count", "line", "class", "figure", "number":
		return false
	}
	return true
}

// inName tells whether the numeral is a part of a name, a code or an address.
func (p *page) inName(f *figure) bool {
	i, j := f.first, f.next
	if p.tight(i) {
		switch p.class(i - 1) {
		case text.Word, text.Number, text.Address, text.Possessive:
			return true
		case text.Dash:
			return p.tight(i-1) && (p.class(i-2) == text.Word || p.class(i-2) == text.Number)
		case text.Quote:
			return p.tight(i-1) && p.class(i-2) == text.Word
		case text.Symbol:
			switch p.Word(i - 1) {
			case "#", "^", "@", "*", "_", "=", "\\", "№":
				return true
			}
		case text.Punct:
			switch p.Word(i - 1) {
			case ":", "/":
				return p.tight(i-1) && (p.class(i-2) == text.Number || p.class(i-2) == text.Word)
			}
		case text.Stop:
			return p.tight(i-1) && p.class(i-2) != text.Punct && p.class(i-2) != text.Quote && p.class(i-2) != text.Word
		}
	}
	if p.tight(j) {
		switch p.class(j) {
		case text.Word, text.Number, text.Address, text.Possessive:
			return true // "5G", "3D", "10x", "under-17's"
		case text.Symbol:
			return p.Word(j) == "°" || p.Word(j) == "^" || p.Word(j) == "_"
		case text.Punct:
			if w := p.Word(j); (w == ":" || w == "/") && p.tight(j+1) && (p.class(j+1) == text.Number || p.class(j+1) == text.Word) {
				return true // 14:30, 5/17/2018
			}
		}
	}
	if p.Word(i-1) == "of" && p.class(i-2) == text.Number && p.class(i-3) == text.Word && (p.is(i-3, rLabel) || p.shape(i-3) != text.Lower && !p.countNoun(j)) {
		return true // "Photo 3 of 20"
	}
	if !f.n.digits || !p.sameSentence(i-1, i) || f.n.grouped {
		return p.streetNumber(f)
	}
	return p.behindName(f) || p.streetNumber(f)
}

// dialled tells whether the digits belong to a telephone number or to an identifier: "0800 555 0111".
func (p *page) dialled(f *figure) bool {
	if !f.n.digits || f.n.grouped || f.n.scaled || f.n.fraction {
		return false
	}
	if w := p.Word(f.first); w[0] == '0' && len(w) > 4 && allDigits(w) {
		return true
	}
	chain := 1
	for k := f.first - 1; k >= 0 && chain < 3 && p.class(k) == text.Number && p.Tokens[k+1].Gap; k-- {
		chain++
	}
	for k := f.next; chain < 3 && p.class(k) == text.Number && p.Tokens[k].Gap; k++ {
		chain++
	}
	return chain > 2
}

// behindName tells whether the digits end a name: "Boeing 737", "Channel 4", "iOS 17.4".
func (p *page) behindName(f *figure) bool {
	i := f.first
	if p.class(i-1) != text.Word || !p.Tokens[i].Gap || f.n.scaled {
		return false
	}
	sh := p.shape(i - 1)
	if sh != text.Title && sh != text.Upper && sh != text.Mixed || p.is(i-1, rApart|rWeekday|rMonth) {
		return false
	}
	if p.countNoun(f.next) && (p.shape(f.next) != text.Lower || p.is(f.next, rPeople) || f.n.grouped || !f.n.v.less(whole(1000)) || p.locating(i-2) ||
		sh == text.Title && p.Sentences[p.SentenceOf(i)].First == i-1) {
		return false // "Firm Cuts 500 Jobs", "in Gaza 40 schools", but not "Falcon 9 flights"
	}
	if kind, _ := p.part(i - 1); kind != noPart {
		return false
	}
	first := sh == text.Title && p.Sentences[p.SentenceOf(i)].First == i-1
	return !first || p.class(f.next) != text.Word || p.is(i-1, rLabel)
}

// locating tells whether the word at i leads to the name of a place.
func (p *page) locating(i int) bool {
	switch p.Word(i) {
	case "in", "In", "at", "At", "near", "Near", "from", "From", "outside", "Outside", "across", "Across":
		return true
	}
	return false
}

// streetNumber tells whether the numeral begins an address: "10 Downing Street".
func (p *page) streetNumber(f *figure) bool {
	if !f.n.digits || f.n.scaled || f.n.v.e < 0 {
		return false
	}
	for k := f.next; k < f.next+4 && p.sameSentence(f.first, k); k++ {
		if sh := p.shape(k); sh != text.Title && sh != text.Upper {
			return false
		}
		if k > f.next && p.is(k, rStreet) {
			return true
		}
	}
	return false
}

// ofTime tells whether the numeral belongs to a date, a clock time or a length of time.
func (p *page) ofTime(f *figure) bool {
	i, j := f.first, f.next
	n := f.n
	k := j
	if p.class(k) == text.Dash && p.tight(k) && p.tight(k+1) {
		k++
	}
	if p.is(k, rLength) && p.sameSentence(i, k) {
		return !p.age(f, k)
	}
	if n.fraction && (p.Word(j) == "a" || p.Word(j) == "an" || p.Word(j) == "of") && (p.is(j+1, rLength) || p.is(j+2, rLength) && p.Word(j) == "of") {
		return true // "half an hour"
	}
	if p.is(k, rClock) && p.sameSentence(i, k) && (n.v.less(whole(25)) || len(p.Word(i)) == 4 && n.v.less(whole(2401))) || p.is(i-1, rMonth) && p.monthName(i-1) && n.digits && n.v.less(whole(2100)) && !n.scaled && !n.grouped {
		return true
	}
	if p.is(j, rMonth) && p.monthName(j) && n.digits && n.v.less(whole(32)) && !n.grouped {
		return true
	}
	if p.Word(j) == "," && p.is(j+1, rMonth) && p.monthName(j+1) && n.v.less(whole(32)) {
		return true
	}
	if w := p.Word(i - 1); w == "," && n.digits && p.year(f) {
		return true
	}
	switch w := p.Word(i - 1); {
	case w == "at" || w == "by" || w == "until" || w == "from" || w == "till":
		// "at 10 on Monday"
		if n.v.less(whole(13)) && p.Word(j) == "on" && (p.is(j+1, rWeekday)) {
			return true
		}
	}
	return n.digits && p.year(f)
}

// monthName tells whether the word at i is the month and not the verb: "May" needs its capital, "march" too.
func (p *page) monthName(i int) bool { return p.shape(i) != text.Lower }

// year tells whether four bare digits are a year rather than a count.
func (p *page) year(f *figure) bool {
	n := f.n
	if n.grouped || n.scaled || n.fraction || n.v.e != 0 || n.v.neg || n.next != n.first+1 || len(p.Word(n.first)) != 4 {
		return false
	}
	if n.v.less(whole(1400)) || !n.v.less(whole(2100)) {
		return false
	}
	if p.Word(f.next) == "AD" || p.Word(f.next) == "BC" || p.is(f.first-1, rMonth) {
		return true
	}
	if !n.v.less(whole(1600)) {
		switch p.Word(f.first - 1) {
		case "in", "since", "by", "until", "of", "from", "In", "Since", "By", "during", "before", "after", "late", "early", "mid", "to", "for", "the", "and", ",", "(":
			return !p.is(f.next, rPeople) || p.shape(f.next) != text.Lower
		}
		return !p.countNoun(f.next) || p.hedgeBefore(f) == 0 && !n.v.less(whole(1900)) && !p.is(f.next, rPeople)
	}
	return !p.countNoun(f.next)
}

// age tells whether a length of time behind the numeral makes an age: "45 years old", "a 20-year-old".
func (p *page) age(f *figure, k int) bool {
	w := p.Word(k + 1)
	if w == "of" {
		return p.Word(k+2) == "age"
	}
	if p.class(k+1) == text.Dash && p.tight(k+1) {
		w = p.Word(k + 2)
	}
	return w == "old" || w == "olds"
}

// listed tells whether the numeral marks an item of a list, a note or a place in a row.
func (p *page) listed(f *figure) bool {
	i, j := f.first, f.next
	n := f.n
	s := p.Sentences[p.SentenceOf(i)]
	if s.First == i && n.digits && n.v.less(whole(100)) && j < len(p.Tokens) {
		if w := p.Word(j); (w == "." || w == ")") && p.tight(j) && j+1 < s.Last && p.Tokens[j+1].Gap && p.SentenceOf(j) == p.SentenceOf(j+1) {
			return true
		}
	}
	if w, v := p.Word(i-1), p.Word(j); n.digits && (w == "[" && v == "]" || w == "(" && v == ")" && s.First == i-1 && n.v.less(whole(100))) {
		return w == "[" || j+1 < s.Last
	}
	k := i - 1
	if p.class(k) == text.Dash && p.tight(k) && p.tight(i) {
		k--
	}
	switch p.Word(k) {
	case "top", "Top", "number", "Number", "No", "ranked", "ranks", "seeded", "numbered":
		return true
	}
	return false
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
	case "this", "that", "the", "This", "That", "The", "which", "each", "any", "every", "no", "No", "another", "or", "only", "first", "last", "good", "big":
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
		case "first", "second", "the", "The", "other", "latter", "this", "that", "each", "his", "her", "our", "better", "in", "first-", "last", "opening":
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
	if !ok || !exact || g.fraction || g.article || !over && !n.v.less(g.v) || p.year(&figure{n: g, first: j, next: g.next}) || p.is(g.next, rLength|rMonth) {
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
	return p.shape(j) == text.Lower && p.class(k) == text.Word && p.sameSentence(j, k) && !p.is(k, rApart) && (p.is(k, rPeople) || p.plural(k) && len(p.Word(k)) > 3)
}
