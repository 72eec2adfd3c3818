package extract

import (
	"lede/model"
)

// within reads "within 5 minutes", "within the next two hours".
func (d *dater) within(i int) reading {
	if !d.says(i, "within") {
		return reading{}
	}
	if d.is(i+1, tThe) && d.is(i+2, tRelative) {
		p, next := d.relative(i + 2)
		if next == 0 {
			return reading{}
		}
		return d.told(period{d.ref, p.to, gHour}, next)
	}
	sum, next := d.sum(i + 1)
	if next == 0 {
		return reading{}
	}
	return d.told(period{d.ref, sum.after(d.ref), sum.grain()}, next)
}

// later reads "30 minutes later", "in 2.5 hours", "in a couple of minutes".
func (d *dater) later(i int) reading {
	in := d.is(i, tIn)
	j := i
	if in {
		j++
	}
	sum, next := d.sum(j)
	if next == 0 {
		return reading{}
	}
	if !in {
		if !d.says(next, "later") {
			return reading{}
		}
		next++
	}
	t := sum.after(d.ref)
	p := period{t, t, gSecond}
	if sum.grain() >= gDay {
		p = around(t, gDay)
	}
	return d.told(p, next)
}

// sum reads a length of time for counting with.
func (d *dater) sum(i int) (lengths, int) {
	sum, next := d.lengths(i)
	if next == 0 || d.age(next) {
		return lengths{}, 0
	}
	return sum, next
}

// lasting reads a beginning with a length: "from 10 am for 3 hours", "for 3 days, from today", "a day
// starting this Friday at 5 pm".
func (d *dater) lasting(i int) reading {
	j := i
	led := d.says(j, "from", "for", "starting")
	if led {
		j++
	}
	if b := d.bound(j); b.next > 0 && d.says(b.next, "for") && !d.says(i, "for") {
		if sum, next := d.sum(b.next + 1); next > 0 {
			return b.lasting(sum, next)
		}
	}
	sum, k := d.sum(j)
	if k == 0 || d.says(i, "from", "starting") {
		return reading{}
	}
	if d.says(k, ",") && led {
		k++
	}
	if led != d.says(k, "from") || !led && !d.says(k, "starting", "beginning") {
		return reading{}
	}
	for k++; d.says(k, "from", "on", "at"); {
		k++
	}
	b := d.bound(k)
	if b.next == 0 || d.says(k, "now") {
		return reading{}
	}
	return b.lasting(sum, b.next)
}

// compared reads a length with what it is compared by: "more than 1 hour".
func (d *dater) compared(i int) reading {
	if !d.says(i, "more", "less", "longer", "shorter") || !d.says(i+1, "than") {
		return reading{}
	}
	sum, next := d.sum(i + 2)
	if next == 0 || d.is(next, tAgo) || d.says(next, "before", "after", "from", "later") {
		return reading{}
	}
	return reading{model.Duration, sum.String(), next, false}
}
