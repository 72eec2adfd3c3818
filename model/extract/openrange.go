package extract

import (
	"lede/model"
	"lede/model/text"
)

// An open range is marked off on one side only: "before 2010" is "../2010-01-01", "since August" is
// "2016-08-01/..". A day counts from its first moment; of a month or year "after" means its end.

// side is how a word marks off a range.
type side uint8

const (
	noSide  side = iota
	onAfter      // "after", "later than": behind the end
	onSince      // "since", "starting", "or later": from the beginning
	onBefore
	onUntil // "no later than": up to the end
)

// sideOf reads the words that mark off a range, in front of a time.
func (d *dater) sideOf(i int) (side, int) {
	switch {
	case d.says(i, "after", "past"):
		return onAfter, i + 1
	case d.says(i, "since"):
		return onSince, i + 1
	case d.says(i, "before", "until", "till", "by"):
		return onBefore, i + 1
	case d.says(i, "prior") && d.says(i+1, "to"):
		return onBefore, i + 2
	case d.says(i, "later", "newer") && d.says(i+1, "than"):
		return onAfter, i + 2
	case d.says(i, "earlier", "older") && d.says(i+1, "than"):
		return onBefore, i + 2
	case d.says(i, "no") && d.says(i+1, "later") && d.says(i+2, "than"), d.says(i, "as") && d.says(i+1, "late") && d.says(i+2, "as"):
		return onUntil, i + 3
	case d.says(i, "no") && d.says(i+1, "earlier") && d.says(i+2, "than"), d.says(i, "as") && d.says(i+1, "early") && d.says(i+2, "as"):
		return onSince, i + 3
	case d.says(i, "starting", "beginning", "effective"):
		if d.says(i+1, "on", "from", "at", "in") {
			return onSince, i + 2
		}
		return onSince, i + 1
	case d.Word(i) == ">":
		if d.Word(i+1) == "=" {
			return onSince, i + 2
		}
		return onAfter, i + 1
	case d.Word(i) == "<":
		if d.Word(i+1) == "=" {
			return onUntil, i + 2
		}
		return onBefore, i + 1
	}
	return noSide, 0
}

// tailOf reads the words that mark off a range behind a time: "or later", "and before".
func (d *dater) tailOf(i int) (side, int) {
	if !d.says(i, "or", "and") || d.says(i+2, "than") {
		return noSide, 0
	}
	switch {
	case d.says(i+1, "later", "after", "greater", "newer", "onward", "onwards", "above", "beyond"):
		return onSince, i + 2
	case d.says(i+1, "earlier", "before", "older", "below"):
		return onUntil, i + 2
	}
	return noSide, 0
}

// open is the range that a side of the bound leaves.
func (b *bound) open(s side, next int) reading {
	from, to := b.edges()
	r := reading{b.kind, "", next, b.used}
	switch s {
	case onAfter:
		if b.ends || b.kind == model.Date && b.grain >= gMonth {
			from = to
		}
		r.value = from + "/" + openEnd
	case onSince:
		r.value = from + "/" + openEnd
	case onBefore:
		if b.ends {
			from = to
		}
		r.value = openEnd + "/" + from
	case onUntil:
		r.value = openEnd + "/" + to
	}
	return r
}

// open reads "before 2010", "since August", "2016 or later", "till date".
func (d *dater) open(i int) reading {
	if d.says(i, "to", "till") && d.says(i+1, "date") && d.class(i+2) != text.Number {
		return d.told(period{}, i+2).with(openEnd + "/" + isoDay(d.ref))
	}
	if d.says(i, "year") && d.says(i+1, "to") && d.says(i+2, "date") {
		return d.told(period{yearOf(d.ref.Year(), d.zone()).from, around(d.today(), gDay).from, gDay}, i+3)
	}
	s, j := d.sideOf(i)
	if s == noSide {
		b := d.bound(i)
		if b.next == 0 {
			return reading{}
		}
		if s, k := d.tailOf(b.next); k > 0 && d.looseTail(k) {
			return b.open(s, k)
		}
		return reading{}
	}
	b := d.bound(j)
	if b.next == 0 || d.through(b.next) && !d.says(b.next, "to") {
		return reading{}
	}
	return b.open(s, b.next)
}

func (r reading) with(value string) reading {
	r.value = value
	return r
}

// looseTail tells whether what follows "or later" at i is no time of its own.
func (d *dater) looseTail(i int) bool {
	_, next := d.date(i)
	return next == 0
}

// openAfter reads an open range on a day: "1/1/2015 after 2:00", "Thursday before 5pm".
func (d *dater) openAfter(i int) reading {
	day, j := d.date(i)
	used := d.used
	if j == 0 || day.grain != gDay {
		return reading{}
	}
	s, k := d.sideOf(j)
	if s == noSide {
		return reading{}
	}
	if d.says(k, "around", "about") {
		k++
	}
	h, next := d.clock(k)
	if next == 0 {
		if h, next = d.bareHour(k); next == 0 {
			return reading{}
		}
	}
	h.to = h.from
	b := bound{period: h.on(day.from), kind: model.Date, used: used, next: next}
	return b.open(s, next)
}

// openHour reads ranges between the present and a time: "between now and eight o'clock", "from now until
// 3 min later".
func (d *dater) openHour(i int) reading {
	if !d.is(i, tFrom) || d.now(i+1).next == 0 {
		return d.spokenRange(i)
	}
	j := d.now(i + 1).next
	if !d.through(j) && !d.says(j, "and") {
		return reading{}
	}
	if sum, next := d.sum(j + 1); next > 0 && d.says(next, "later") {
		return d.told(period{d.ref, sum.after(d.ref), gMinute}, next+1)
	}
	b := d.bound(j + 1)
	if b.next == 0 {
		return reading{}
	}
	to := b.period.from
	if b.kind == model.Time {
		to = at(b.hours.from).on(around(d.today(), gDay).from).from
		if b.hours.half && !to.After(d.ref) {
			to = to.Add(12 * 3600e9)
		}
	}
	return d.told(period{d.ref, to, gMinute}, b.next)
}

// spokenRange reads hours in words: "from three thirty to four thirty".
func (d *dater) spokenRange(i int) reading {
	if !d.is(i, tFrom) {
		return reading{}
	}
	a, j := d.clockInWords(i + 1)
	if j == 0 || !d.through(j) && !d.says(j, "and") {
		return reading{}
	}
	b, next := d.clockInWords(j + 1)
	if next == 0 {
		return reading{}
	}
	return reading{model.Time, joined(a, b).String(), next, false}
}

// clockInWords reads "three thirty", "two forty five".
func (d *dater) clockInWords(i int) (hours, int) {
	if !d.is(i, tCardinal) {
		return hours{}, 0
	}
	h, j := d.cardinal(i)
	m, k := d.cardinal(j)
	if j == 0 || k == 0 || h < 1 || h > 12 || m < 10 || m > 59 || d.is(k, tUnit) {
		return hours{}, 0
	}
	s := h*3600 + m*60
	return hours{s, s, h < 12}, k
}
