package extract

import (
	"lede/model"
)

// bound is a time that something is counted or marked off from.
type bound struct {
	period // of a date
	hours  // of a clock time
	kind   model.Kind
	ends   bool // it names the end of something: "the end of June"
	used   bool
	next   int
}

// bound reads the date, moment or clock time at i.
func (d *dater) bound(i int) bound {
	j := i
	if d.says(j, "around", "about") {
		j++
	}
	began := d.begin
	d.begin = j
	defer func() { d.begin = began }()
	d.used = false
	b := bound{kind: model.Date, ends: d.is(d.skipThe(j), tPart) && d.word(d.skipThe(j)).n == 2}
	b.period, b.next = d.dated(j)
	b.used = d.used
	if r := d.now(j); r.next > 0 {
		b = bound{kind: model.Date, period: period{d.ref, d.ref, gSecond}, used: true, next: r.next}
	}
	h, next := d.clock(j)
	if next == 0 && i > 0 && !d.is(i, tMonth) {
		if h, next = d.clockInWords(j); next == 0 && d.says(j, "lunch") {
			h, next = at(11*3600), j+1
		}
	}
	if next > b.next {
		b = bound{kind: model.Time, hours: h, next: next}
		if p, k := d.clockOn(h, next); k > 0 {
			b = bound{kind: model.Date, period: p, used: d.used, next: k}
		}
	}
	return b
}

// edges are the first and the last moment of a bound, as values; of a single day the first twice.
func (b *bound) edges() (from, to string) {
	if b.kind == model.Time {
		return clockText(b.hours.from), clockText(b.hours.to)
	}
	from, to = edge(b.period, false), edge(b.period, true)
	if b.grain == gDay && !b.ends && from != to && b.period.to.Equal(moved(b.period.from, gDay, 1)) {
		to = from
	}
	return from, to
}

func edge(p period, last bool) string {
	t := p.from
	if last {
		t = p.to
	}
	if p.grain < gDay {
		return stamp(t)
	}
	return isoDay(t)
}

// lasting is the stretch of that length from the beginning of a bound.
func (b *bound) lasting(sum lengths, next int) reading {
	if b.kind == model.Time {
		from := b.hours.from
		return reading{model.Time, hours{from: from, to: from + int(sum.seconds())}.String(), next, false}
	}
	p := period{b.period.from, sum.after(b.period.from), b.grain}
	if sum.grain() < gDay {
		p.grain = gMinute
	}
	return reading{model.Date, p.String(), next, b.used}
}
