package extract

import (
	"time"

	"lede/model"
	"lede/model/text"
)

// dater reads dates, clock times and lengths of time off a page, by descent over its tokens. Each
// reader is handed the token to begin at and gives what it read with the token after it; 0 for
// nothing read.
type dater struct {
	*page
	words []timeWord
	ref   time.Time // what relative dates count from
	known bool      // ref is the story's own date, not a stand-in
	used  bool      // the phrase in hand counts from ref
	begin int       // token at which the phrase in hand begins
}

// findDates finds dates, clock times and lengths of time.
func findDates(p *page) {
	d := &dater{page: p, words: make([]timeWord, len(p.Tokens)), ref: p.in.Published, known: !p.in.Published.IsZero()}
	if !d.known {
		d.ref = time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)
	}
	lex := timeWords()
	for i := range p.Tokens {
		if c := p.Tokens[i].Class; c == text.Word {
			d.words[i] = lex[p.Tokens[i].Fold]
		}
	}
	for i := 0; i < len(p.Tokens); {
		if d.words[i].class == tNone && !d.mayBegin(i) {
			i++
			continue
		}
		if next := d.phrase(i); next > i {
			i = next
			continue
		}
		i++
	}
}

// mayBegin tells a token outside the lexicon that a date can begin with.
func (d *dater) mayBegin(i int) bool {
	switch d.class(i) {
	case text.Number:
		return true
	case text.Quote:
		return d.Word(i) == "'" || d.Word(i) == "’" || d.Word(i) == "‘"
	case text.Word:
		w := d.Word(i)
		if end := w[len(w)-1]; len(w) <= 5 && len(w) > 3 && end >= '0' && end <= '9' {
			return true
		}
		c := w[0]
		return c == 'Q' || c == 'H' || c == 'q' || c == 'F' || c == 'h'
	}
	return false
}

// phrase reads the phrase at token i, puts its fact on the page and gives the token after it.
func (d *dater) phrase(i int) int {
	d.begin, d.used = i, false
	if p, next := d.interval(i); next > 0 {
		return d.tell(model.Date, i, next, p.String())
	}
	date, dateEnd := d.dated(i)
	used := d.used
	span, spanEnd := d.clockRange(i)
	if spanEnd == 0 {
		span, spanEnd = d.clock(i)
	}
	length, lengthEnd := d.duration(i)
	switch {
	case dateEnd > 0 && dateEnd >= spanEnd && dateEnd >= lengthEnd:
		d.used = used
		return d.tell(model.Date, i, dateEnd, date.String())
	case spanEnd > 0 && spanEnd >= lengthEnd:
		if p, next := d.clockOn(span, spanEnd); next > 0 {
			return d.tell(model.Date, i, next, p.String())
		}
		d.used = false
		return d.tell(model.Time, i, spanEnd, span.String())
	case lengthEnd > 0:
		d.used = false
		return d.tell(model.Duration, i, lengthEnd, length)
	}
	return 0
}

func (d *dater) tell(k model.Kind, first, next int, value string) int {
	if d.used && !d.known {
		value = ""
	}
	d.add(model.Fact{Kind: k, Span: d.Span(first, next), Value: value})
	return next
}

// today is the day that the story was published on; asking makes the phrase a relative one.
func (d *dater) today() time.Time {
	d.used = true
	y, m, day := d.ref.Date()
	return dayOf(y, m, day, d.ref.Location())
}

func (d *dater) zone() *time.Location { return d.ref.Location() }

// interval reads "from X to Y" and "between X and Y".
func (d *dater) interval(i int) (period, int) {
	if !d.is(i, tFrom) {
		return period{}, 0
	}
	if p, j := d.dayFirst(d.skipThe(i + 1)); j > 0 && p.to.Sub(p.from) > 25*time.Hour {
		return p, j
	}
	a, j := d.date(i + 1)
	first := j
	if j == 0 {
		return period{}, 0
	}
	if d.is(i+1, tNone) && a.grain == gYear && j > i+2 { // "between 2014-2018"
		return a, j
	}
	and := d.word(i).n == 1
	if and && !d.says(j, "and") || !and && !d.through(j) {
		return period{}, 0
	}
	b, k := d.date(j + 1)
	if k == 0 {
		b, k = d.dayAfter(a, j+1)
	}
	if k == 0 {
		return period{}, 0
	}
	return spanning(d.withYearOf(a, i+1, first, b, k), b), k
}

// skipThe is the token behind "the", or i where there is none.
func (d *dater) skipThe(i int) int {
	if d.is(i, tThe) {
		return i + 1
	}
	return i
}

// spanning is the period from the beginning of a to the end of b; where b comes before a, a year is
// what parts them.
func spanning(a, b period) period {
	if a.grain == gDay && b.grain == gDay && a.from.Sub(b.from) < 8*24*time.Hour {
		for !b.to.After(a.from) {
			b = period{b.from.AddDate(0, 0, 7), b.to.AddDate(0, 0, 7), b.grain}
		}
	}
	if b.to.Before(a.from) || b.to.Equal(a.from) {
		if b.grain <= gMonth && b.to.Year()-a.from.Year() <= 1 {
			b = period{b.from.AddDate(1, 0, 0), b.to.AddDate(1, 0, 0), b.grain}
		}
	}
	if !b.to.After(a.from) {
		return period{}
	}
	return period{a.from, b.to, max(min(a.grain, b.grain), gDay)}
}

// through tells what joins two ends of a range.
func (d *dater) through(i int) bool {
	return d.says(i, "to", "through", "until", "till", "thru") || d.dash(i)
}

// dated reads a date, a range of dates, or a date with its time of day.
func (d *dater) dated(i int) (period, int) {
	p, j := d.date(i)
	if j == 0 {
		return p, 0
	}
	if d.through(j) && !d.says(j, "until", "till") {
		if q, k := d.date(j + 1); k > 0 && q.grain == p.grain && d.sameSentence(i, k-1) {
			p = d.withYearOf(p, i, j, q, k)
			if s := spanning(p, q); s.ok() {
				return s, k
			}
		} else if q, k := d.dayAfter(p, j+1); k > 0 {
			return spanning(p, q), k
		}
	}
	if p.grain == gDay && p.to.Sub(p.from) <= 25*time.Hour {
		if q, k := d.clockAfter(p, j); k > 0 {
			return q, k
		}
		return p, d.daypart(j)
	}
	return p, j
}

// withYearOf gives p the year that only the second end of a range tells: "Jan-Feb 2017".
func (d *dater) withYearOf(p period, i, j int, q period, k int) period {
	if p.grain > gMonth || d.namesYear(i, j) || !d.namesYear(j, k) {
		return p
	}
	p = period{p.from.AddDate(q.from.Year()-p.from.Year(), 0, 0), p.to.AddDate(q.from.Year()-p.from.Year(), 0, 0), p.grain}
	if p.from.After(q.from) {
		p = period{p.from.AddDate(-1, 0, 0), p.to.AddDate(-1, 0, 0), p.grain}
	}
	return p
}

func (d *dater) namesYear(first, next int) bool {
	for i := first; i < next; i++ {
		if _, ok := d.year(i); ok {
			return true
		}
	}
	return false
}

// dayAfter reads the second day of "April 9th through 17th", "March 13-15".
func (d *dater) dayAfter(a period, i int) (period, int) {
	if a.grain != gDay || d.is(i, tMonth) {
		return period{}, 0
	}
	n, j := d.ordinal(i)
	if j == 0 {
		var ok bool
		if n, ok = d.digits(i, 2); !ok {
			return period{}, 0
		}
		j = i + 1
	}
	y, m, day := a.from.Date()
	if n <= day || n > 31 || d.is(j, tMonth) || d.is(j, tUnit) || d.is(j, tMeridiem) {
		return period{}, 0
	}
	if d.says(j, ",") {
		if year, ok := d.year(j + 1); ok {
			return dayPeriod(year, m, n, d.zone()), j + 2
		}
	}
	return dayPeriod(y, m, n, d.zone()), j
}

// daypart takes the part of the day in behind a day: "Tuesday night", "yesterday in the morning".
func (d *dater) daypart(i int) int {
	switch {
	case d.is(i, tDaypart):
		return i + 1
	case d.is(i, tIn) && d.is(i+1, tThe) && d.is(i+2, tDaypart):
		return i + 3
	case (d.is(i, tPart) || d.says(i, "late", "early")) && d.is(i+1, tDaypart):
		return i + 2
	case d.dash(i) && d.is(i+1, tDaypart):
		return i + 2
	}
	return i
}

// date reads one date of any form: the longest that begins at i.
func (d *dater) date(i int) (period, int) {
	best, end, used := period{}, 0, d.used
	try := func(p period, next int) {
		if next > end && (p.ok() || next > 0) {
			best, end, used = p, next, d.used
		}
		d.used = false
	}
	before := d.used
	start := d.skipThe(i)
	if start > i && (d.is(start, tMonth) || d.is(start, tHoliday) || d.is(start, tRelative) && d.is(start+1, tHoliday)) {
		return period{}, 0
	}
	if start >= len(d.Tokens) || !d.sameSentence(i, start) {
		return period{}, 0
	}
	d.used = false
	try(d.numeric(start))
	try(d.monthFirst(start))
	try(d.dayFirst(start))
	try(d.weekday(start))
	try(d.deictic(start))
	try(d.relative(start))
	try(d.counted(start))
	try(d.ordinalPart(start))
	try(d.quarter(start))
	try(d.part(start))
	try(d.yearly(start))
	try(d.holiday(start))
	try(d.season(start))
	d.used = before || used && end > 0
	return best, end
}
