package extract

import (
	"lede/model/text"
)

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
	if n.fraction && (p.Word(j) == "a" || p.Word(j) == "an" || p.Word(j) == "of") && (p.is(j+1, rLength) || p.is(j+2, rLength) &&
		p.Word(j) == "of") {
		return true // "half an hour"
	}
	if p.is(k, rClock) && p.sameSentence(i, k) && (n.v.less(whole(25)) || len(p.Word(i)) == 4 && n.v.less(whole(2401))) || p.is(i-1,
		rMonth) && p.monthName(i-1) && n.digits && n.v.less(whole(2100)) && !n.scaled && !n.grouped {
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
		case "in", "since", "by", "until", "of", "from", "In", "Since", "By", "during", "before", "after", "late", "early", "mid", "to",
			"for", "the", "and", ",", "(":
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
