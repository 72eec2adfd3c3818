package extract

import (
	"lede/model/text"
)

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
	if p.Word(i-1) == "of" && p.class(i-2) == text.Number && p.class(i-3) == text.Word && (p.is(i-3, rLabel) ||
		p.shape(i-3) != text.Lower && !p.countNoun(j)) {
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
	if w := p.Word(f.first); allDigits(w) && (w[0] == '0' && len(w) > 4 || len(w) > 9) {
		return true // nobody writes a count of ten digits without marks between
	}
	switch p.Word(f.first - 1) {
	case "call", "Call", "dial", "ring", "quoting", "dialled", "dialed":
		return !p.countNoun(f.next)
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
	if p.countNoun(f.next) && (p.shape(f.next) != text.Lower || p.is(f.next, rPeople) || f.n.grouped || !f.n.v.less(whole(1000)) ||
		p.locating(i-2) ||
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

// wordLabel tells whether the label at i also stands before numbers in words: "game seven".
func (p *page) wordLabel(i int) bool {
	switch p.Word(i) {
	case "version", "type", "count", "line", "class", "figure", "number":
		return false
	}
	return true
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
