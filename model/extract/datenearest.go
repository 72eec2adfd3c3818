package extract

import (
	"time"
)

// nearest is the year's occurrence that the phrase at token i means: the latest past one where the
// sentence looks back, the next where it looks ahead, else the nearer, the past being three times as near.
func (d *dater) nearest(i int, in func(year int) (period, bool)) period {
	today := d.today()
	const leap = 8 // years in which every day of the calendar comes at least once
	var past, next period
	for y := today.Year() + 1; y >= today.Year()-leap && !past.ok(); y-- {
		if p, ok := in(y); ok && p.from.After(today) {
			next = p
		} else if ok {
			past = p
		}
	}
	for y := today.Year() + 2; y <= today.Year()+leap && !next.ok(); y++ {
		if p, ok := in(y); ok {
			next = p
		}
	}
	switch look := d.looks(d.begin); {
	case !past.ok():
		return next
	case !next.ok() || look == back:
		return past
	case look == ahead || d.asks:
		if past.to.After(today) { // it is going on
			return past
		}
		return next
	}
	if today.Sub(past.from)/3 > next.from.Sub(today) && today.Sub(past.from) > 90*24*time.Hour {
		return next
	}
	return past
}
