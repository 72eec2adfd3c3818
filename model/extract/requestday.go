package extract

import (
	"time"

	"lede/model"
)

// partHours are the hours of a part of the day, and those of its beginning, middle and end.
func partHours(part int) hours {
	switch part {
	case 0:
		return hours{from: 8 * 3600, to: 12 * 3600}
	case 1:
		return hours{from: 12 * 3600, to: 16 * 3600}
	case 2:
		return hours{from: 16 * 3600, to: 20 * 3600}
	}
	return hours{from: 20 * 3600, to: 24*3600 - 1}
}

// halved is the first or the second half of a stretch of hours, by a word such as "early" or "late".
func halved(h hours, word timeWord) hours {
	middle := (h.from + h.to + 1) / 2
	switch {
	case word.class != tPart:
	case word.n == 0 || word.n == 3:
		h.to = middle
	case word.n == 2 || word.n == 4:
		h.from = middle
	}
	return h
}

// partOfDay is the hours of a day that the words behind it name, the whole day where there are none:
// "tomorrow| night", "today| pm".
func (d *dater) partOfDay(day period, i int) (period, int) {
	switch {
	case d.is(i, tMeridiem):
		return partHours(d.word(i).n).on(day.from), i + 1
	case d.says(i-1, "tonight", "tonite"):
		return partHours(3).on(day.from), i
	case d.is(i-1, tDaypart):
		return halved(partHours(d.word(i-1).n), d.word(d.begin)).on(day.from), i
	}
	end := d.daypart(i)
	if end == i {
		return day, i
	}
	return halved(partHours(d.word(end-1).n), d.word(i)).on(day.from), end
}

// partOfADay reads a part of some day: "in the morning", "later this afternoon", "one |evening", and the
// hour in it: "in the morning at 7".
func (d *dater) partOfADay(i int) reading {
	j, part := i, timeWord{}
	if d.is(j, tPart) {
		part, j = d.word(j), j+1
	}
	if d.is(j, tIn) && d.is(j+1, tThe) {
		j += 2
	} else if d.is(j, tIn) || d.says(j, "at") && d.says(j+1, "lunchtime", "lunch") {
		j++
	}
	switch {
	case d.is(j, tRelative) && d.word(j).n == 0 && d.is(j+1, tDaypart):
		return d.told(halved(partHours(d.word(j+1).n), part).on(around(d.today(), gDay).from), j+2)
	case d.is(j, tRelative) && d.word(j).n == 1 && d.is(j+1, tDaypart):
		p, next := around(d.today().AddDate(0, 0, 1), gDay), j+2
		if q, k := d.clockAfter(p, j+1); k > 0 {
			return d.told(q, k)
		}
		return d.told(partHours(d.word(j+1).n).on(p.from), next)
	case j == i+1 && !d.says(i, "start", "end", "beginning", "middle", "close") && (d.is(j, tDeictic) || d.is(i+1, tIn) && d.is(i+2, tDeictic)):
		return d.partOfDeictic(i)
	case d.says(j, "lunchtime") || d.says(j, "lunch") && d.says(j-1, "at"):
		return reading{model.Time, hours{from: 11 * 3600, to: 13 * 3600}.String(), j + 1, false}
	}
	if !d.is(j, tDaypart) && !d.says(j, "mornings", "afternoons", "evenings", "nights") || d.says(i-1, "good", "every", "last", "per") {
		return reading{}
	}
	h := halved(partHours(max(d.word(j).n, d.plural(j))), part)
	if d.says(j+1, "at", ",") {
		if c, next := d.clock(j + 2); next > 0 {
			return reading{model.Time, d.inHalf(c, i, j+1).String(), next, false}
		}
		if c, next := d.bareHour(j + 2); next > 0 && d.says(j+1, "at") {
			return reading{model.Time, d.inHalf(c, i, j+1).String(), next, false}
		}
	}
	return reading{model.Time, h.String(), j + 1, false}
}

// partOfDeictic reads "mid today", "later in today".
func (d *dater) partOfDeictic(i int) reading {
	j := i + 1
	if d.is(j, tIn) {
		j++
	}
	day := around(d.today().AddDate(0, 0, d.word(j).n), gDay).from
	h := halved(hours{to: 24 * 3600}, d.word(i))
	if d.word(i).n == 1 {
		h = hours{from: 10 * 3600, to: 14 * 3600}
	}
	return d.told(h.on(day), j+1)
}

// plural is the number of the part of the day in "mornings" and so on.
func (d *dater) plural(i int) int {
	for n, w := range [...]string{"mornings", "afternoons", "evenings", "nights"} {
		if d.says(i, w) {
			return n
		}
	}
	return 0
}

// closing reads the last moment of a day, and the end of a month or year in short: "end of tomorrow", "EOY".
func (d *dater) closing(i int) reading {
	y, m, _ := d.today().Date()
	switch {
	case d.says(i, "eoy"):
		return d.told(halfOf(y, 2, d.zone()), i+1)
	case d.says(i, "eom"):
		return d.told(monthOf(y, m, d.zone()).section(2), i+1)
	case d.says(i, "end") && d.says(i+1, "of") && d.says(i+2, "year"):
		return d.told(halfOf(y, 2, d.zone()), i+3)
	case d.says(i, "end") && d.says(i+1, "of") && d.says(i+2, "month"):
		return d.told(monthOf(y, m, d.zone()).section(2), i+3)
	}
	j := d.skipThe(i)
	if !d.says(j, "end") || !d.says(j+1, "of") {
		return reading{}
	}
	p, next := d.date(j + 2)
	if next == 0 && d.is(j+2, tThe) && d.says(j+3, "day") {
		p, next = around(d.today(), gDay), j+4
	}
	if next == 0 || p.grain != gDay || p.to.Sub(p.from) > 25*time.Hour {
		return reading{}
	}
	last := p.to.Add(-time.Second)
	return d.told(period{last, last, gSecond}, next)
}
