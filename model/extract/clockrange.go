package extract

import (
	"lede/model/text"
)

// clockRange reads "from 2pm to 4pm", "between 9 and 11:30 a.m.", "2-4pm".
func (d *dater) clockRange(i int) (hours, int) {
	led := d.is(i, tFrom)
	j := i
	if led {
		j++
	}
	a, k := d.clock(j)
	if k == 0 {
		if a, k = d.hour(j); k == 0 {
			return hours{}, 0
		}
	}
	if !d.joins(k, led && d.word(i).n == 1, led) {
		return hours{}, 0
	}
	b, next := d.clock(k + 1)
	if next == 0 {
		b, next = d.lastHour(i, k+1, led, a)
	}
	if next == 0 || !d.sameSentence(i, next-1) {
		return hours{}, 0
	}
	return joined(a, b), next
}

// joins tells whether token i joins two times; "and" does behind "between" only.
func (d *dater) joins(i int, between, led bool) bool {
	if between {
		return d.says(i, "and", "to") || d.dash(i)
	}
	return d.through(i) && (led || !d.says(i, "and"))
}

// hour reads a bare number that could be an hour, "3" or "1030".
func (d *dater) hour(i int) (hours, int) {
	s, next, _ := d.reading(i)
	if next == 0 || d.class(i) != text.Number || s > 12*3600 && len(d.Word(i)) < 4 || d.class(i-1) == text.Symbol && d.tight(i) {
		return hours{}, 0
	}
	return hours{s, s, s < 13*3600}, next
}

// lastHour reads the end of a range that no word marks as a time: four digits behind "from", and in a
// request a bare hour where the beginning or a day beside it tells that hours are meant.
func (d *dater) lastHour(first, i int, led bool, a hours) (hours, int) {
	if n, ok := d.digits(i, 4); led && ok && len(d.Word(i)) == 4 && n/100 < 24 && n%100 < 60 && len(d.Word(first+1)) == 4 {
		s := n/100*3600 + n%100*60
		return hours{s, s, s < 12*3600}, i + 1
	}
	if !d.asks {
		return hours{}, 0
	}
	b, next := d.hour(i)
	if next == 0 || d.is(next, tUnit) || d.is(next, tMonth) || d.Word(next) == "/" || d.class(next) == text.Symbol {
		return hours{}, 0
	}
	if h, k := d.inPart(b, next); k > next {
		return h, k
	}
	if !a.half {
		return b, next
	}
	if _, k := d.dayBeside(next); k > 0 {
		return b, next
	}
	return hours{}, 0
}

// joined is the stretch between two times; the half of the day that only one of them tells is the
// other's as well.
func joined(a, b hours) hours {
	const noon = 12 * 3600
	if a.half && !b.half && b.from >= noon && a.from < noon && a.from+noon < b.from {
		a.from += noon
	}
	if b.half && b.from <= a.from && b.from+noon > a.from {
		b.from += noon
	}
	return hours{a.from, b.from, a.half && b.half && b.from < noon}
}

// clockAfter reads the time behind a day: "Tuesday at 2pm", "tomorrow, 9 a.m.", "Friday from 7 to 8pm".
func (d *dater) clockAfter(day period, i int) (period, int) {
	j := i
	end := d.daypart(i)
	for j = end; d.says(j, ",", "at", "@", "around", "about", "for") && j < end+2; {
		j++
	}
	h, next := d.clockRange(j)
	if next == 0 {
		h, next = d.bareRange(j)
	}
	if next == 0 {
		h, next = d.clock(j)
		h.to = h.from
	}
	if next == 0 && j > end && d.says(j-1, "at", "@", "around", "about") {
		h, next = d.bareHour(j)
	}
	if next == 0 || !d.sameSentence(i, next-1) || !day.ok() {
		return period{}, 0
	}
	return d.inHalf(h, d.begin, end).on(day.from), next
}

// bareRange reads the hours of "Monday 12-4", "tomorrow from 7 to 9".
func (d *dater) bareRange(i int) (hours, int) {
	led := d.is(i, tFrom)
	between := led && d.word(i).n == 1
	if led {
		i++
	}
	a, j := d.hour(i)
	if j == 0 || len(d.Word(i)) > 2 || led && !d.joins(j, between, led) || !led && (!d.dash(j) || !d.tight(j) || !d.tight(j+1)) {
		return hours{}, 0
	}
	b, k := d.hour(j + 1)
	if k == 0 || d.dash(k) || d.Word(k) == "/" || d.is(k, tMonth) || d.is(k, tUnit) {
		return hours{}, 0
	}
	return joined(a, b), k
}

// inHalf moves a time whose half of the day nothing tells behind noon, where the phrase [first, next)
// names the evening or the afternoon. The small hours of "tonight around 3" stay.
func (d *dater) inHalf(h hours, first, next int) hours {
	const noon = 12 * 3600
	if !h.half || h.from >= noon {
		return h
	}
	for i := first; i < next; i++ {
		night := d.says(i, "tonight", "tonite") || d.is(i, tDaypart) && d.word(i).n == 3
		if night && h.from >= 5*3600 || d.is(i, tDaypart) && d.word(i).n > 0 && !night {
			return hours{from: h.from + noon, to: h.to + noon}
		}
	}
	return h
}

// bareHour reads the "5" of "tonight at 5", where nothing follows that it could count.
func (d *dater) bareHour(i int) (hours, int) {
	n, ok := d.digits(i, 2)
	if !ok || n < 1 || n > 12 {
		return hours{}, 0
	}
	if c := d.class(i + 1); i+1 < len(d.Tokens) && c != text.Stop && (c != text.Punct || d.Word(i+1) == ":" || d.Word(i+1) == "/") {
		return hours{}, 0
	}
	return hours{n * 3600, n * 3600, true}, i + 1
}

// clockOn reads the day behind a time, in a request: "3pm today", "8:30 tomorrow morning", "2pm on Tuesday".
func (d *dater) clockOn(h hours, i int) (period, int) {
	if !d.asks {
		return period{}, 0
	}
	p, next := d.dayBeside(i)
	if next == 0 || !p.ok() {
		return period{}, 0
	}
	end := d.daypart(next)
	return d.inHalf(h, i, end).on(p.from), end
}

// dayBeside reads a day behind a time, with "on" or a comma before it.
func (d *dater) dayBeside(i int) (period, int) {
	j := i
	if d.says(j, "on", "of", ",") {
		j++
	}
	if j >= len(d.Tokens) || !d.sameSentence(i-1, j) || d.class(j) == text.Number && j == i {
		return period{}, 0
	}
	p, next := d.date(j)
	if next == 0 || p.grain != gDay {
		return period{}, 0
	}
	return p, next
}
