package extract

import (
	"time"

	"lede/model"
)

// week reads the weeks of a request: "the week", "week 10", "week 3 of 2027", "the week of April 10th", "the
// weekend". Weeks are numbered as in ISO 8601.
func (d *dater) week(i int) reading {
	j := d.skipThe(i)
	if d.says(j, "weekend") && !d.says(j-1, "long", "holiday", "every") {
		return d.told(around(d.today(), gWeekend), j+1)
	}
	if !d.says(j, "week", "wk") {
		return reading{}
	}
	if n, ok := d.digits(j+1, 2); ok && n >= 1 && n <= 53 && d.Word(j+2) != ":" {
		if j > i {
			return reading{}
		}
		return d.numberedWeek(n, j)
	}
	k := j + 1
	switch {
	case d.says(k, "of", "from"):
		k++
	case d.says(k, "starting", "beginning", "commencing"):
		k++
		if d.says(k, "on", "from") {
			k++
		}
	default:
		k = 0
	}
	if k > 0 {
		p, next := d.date(k)
		if next == 0 {
			p, next = d.onThe(d.skipThe(k))
		}
		if next > 0 && p.grain == gDay {
			return reading{model.Date, around(p.from, gWeek).String(), next, d.used}
		}
	}
	if j == i || d.says(j+1, "before", "after", "of") && d.is(j+2, tThe) {
		return reading{}
	}
	return d.told(around(d.today(), gWeek), j+1)
}

// numberedWeek reads the year behind "week 3" at j, or takes the running one.
func (d *dater) numberedWeek(n, j int) reading {
	k := j + 2
	if d.says(k, "of", "in", ",") {
		k++
	}
	y, ok := d.year(k)
	next := k + 1
	used := !ok
	if !ok {
		y, next = d.ref.Year(), j+2
	}
	first := around(dayOf(y, time.January, 4, d.zone()), gWeek).from
	return reading{model.Date, around(first.AddDate(0, 0, 7*(n-1)), gWeek).String(), next, used}
}

// onThe reads the bare number of a day: "the| 18th".
func (d *dater) onThe(i int) (period, int) {
	if _, ok := d.digits(i, 2); !ok {
		return period{}, 0
	}
	n, next := d.ordinal(i)
	if next == 0 || n < 1 || n > 31 {
		return period{}, 0
	}
	return d.nearestDay(n), next
}

// nearestDay is the day of that number, in this month or the next that has it.
func (d *dater) nearestDay(n int) period {
	t := d.today()
	for m := range 3 {
		first := dayOf(t.Year(), t.Month()+time.Month(m), 1, d.zone())
		if p, ok := dayIn(first.Year(), int(first.Month()), n, d.zone()); ok && !p.from.Before(t) {
			return p
		}
	}
	return period{}
}
