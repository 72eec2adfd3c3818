package extract

import (
	"time"
)

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
	if and && !d.says(j, "and") && (!d.asks || !d.through(j)) || !and && !d.through(j) {
		return period{}, 0
	}
	b, k := d.date(j + 1)
	if k == 0 {
		b, k = d.dayAfter(a, j+1)
	}
	if k == 0 {
		return period{}, 0
	}
	return d.ranged(i+1, first, a, b, k)
}

// ranged is the range from a, read off tokens [i, j), to b, whose words end before token k.
func (d *dater) ranged(i, j int, a, b period, k int) (period, int) {
	a = d.withYearOf(a, i, j, b, k)
	s := d.spanning(a, b, d.is(d.skipThe(j+1), tPart))
	if !s.ok() {
		return s, k
	}
	if a.grain <= gMonth && b.grain <= gMonth && d.used && !d.namesYear(i, k) && s.from.After(d.ref) {
		if last := (period{s.from.AddDate(-1, 0, 0), s.to.AddDate(-1, 0, 0), s.grain}); last.from.Before(d.ref) && last.to.After(d.ref) && d.is(i, tMonth) {
			return last, k // it is going on
		}
	}
	return s, k
}

// spanning is the period from the beginning of a to the end of b; where b comes before a, a week or a
// year is what parts them. A request ends where b begins, unless it says "the end of b".
func (d *dater) spanning(a, b period, whole bool) period {
	if a.grain == gDay && b.grain == gDay && a.from.Sub(b.from) < 21*24*time.Hour {
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
	if d.asks && !whole && b.from.After(a.from) {
		b.to = b.from
	}
	return period{a.from, b.to, max(min(a.grain, b.grain), gDay)}
}

// through tells what joins two ends of a range.
func (d *dater) through(i int) bool {
	return d.dash(i) || d.says(i, "to", "through", "until", "till", "thru") || d.asks && d.Word(i) == "~"
}

// dated reads a date, a range of dates, or a date with its time of day.
func (d *dater) dated(i int) (period, int) {
	p, j := d.date(i)
	if j == 0 {
		return p, 0
	}
	if d.through(j) && !d.says(j, "until", "till") && !d.is(i, tHoliday) {
		q, k := d.date(j + 1)
		mixed := p.grain == gYear && d.asks && q.grain < gYear
		if k > 0 && (q.grain == p.grain || mixed) && d.sameSentence(i, k-1) {
			if s, k := d.ranged(i, j, p, q, k); s.ok() {
				return s, k
			}
		} else if q, k := d.dayAfter(p, j+1); k > 0 {
			return d.ranged(i, j, p, q, k)
		}
	}
	if p.grain != gDay || p.to.Sub(p.from) > 25*time.Hour {
		return p, j
	}
	if d.asks || d.stamped(i, j) {
		if q, k := d.clockAfter(p, j); k > 0 {
			return q, k
		}
	}
	if d.asks {
		return d.partOfDay(p, j)
	}
	return p, d.daypart(j)
}

// stamped tells whether the day in figures that ends before token j is followed by the hour as in a
// time stamp: "2022-04-23 14:55".
func (d *dater) stamped(i, j int) bool {
	if d.is(i, tMonth) || d.is(i, tWeekday) || d.is(i, tDeictic) {
		return false
	}
	for k := i; k < j; k++ {
		if d.words[k].class != tNone {
			return false
		}
	}
	return d.Word(j+1) == ":" && d.tight(j+1)
}

// withYearOf gives p the year that only the second end of a range tells: "Jan-Feb 2017".
func (d *dater) withYearOf(p period, i, j int, q period, k int) period {
	if p.grain > gMonth || d.namesYear(i, j) || !d.namesYear(j, k) || d.is(i, tRelative) || d.is(i, tDeictic) {
		return p
	}
	p = period{p.from.AddDate(q.from.Year()-p.from.Year(), 0, 0), p.to.AddDate(q.from.Year()-p.from.Year(), 0, 0), p.grain}
	if p.from.After(q.from) {
		p = period{p.from.AddDate(-1, 0, 0), p.to.AddDate(-1, 0, 0), p.grain}
	}
	return p
}

// namesYear tells whether one of the tokens [first, next) is a year.
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
	case d.is(i, tPart) && d.is(i+1, tDaypart):
		return i + 2
	case d.dash(i) && d.is(i+1, tDaypart):
		return i + 2
	}
	return i
}
