package extract

import (
	"lede/model/text"
)

// counted reads "two weeks ago", "10 years from now", "in three days".
func (d *dater) counted(i int) (period, int) {
	in := d.is(i, tIn)
	j := i
	if in {
		j = i + 1
	}
	n, half, k := d.amount(j)
	if k == 0 || d.perUnit(j) {
		return period{}, 0
	}
	g := grain(d.word(k).n)
	if d.is(j, tHalf) {
		g = gMinute
	}
	k++
	if d.asks && in && d.says(k, "from", "before", "after") {
		return period{}, 0
	}
	if p, next := d.countedFrom(g, n, k); next > 0 && !half {
		return p, next
	}
	switch {
	case !in && d.is(k, tAgo):
		return d.off(g, -n, half), k + 1
	case !in && d.says(k, "from") && d.says(k+1, "now", "today"):
		return d.off(g, n, half), k + 2
	case !in && d.says(k, "hence"):
		return d.off(g, n, half), k + 1
	case in && (d.looks(d.begin) == ahead || d.says(k+1, "time")) && d.sameSentence(i, k-1):
		if d.class(k) == text.Possessive || d.Word(k) == "’" || d.Word(k) == "'" {
			k++
		}
		if d.says(k, "time") {
			k++
		}
		return d.off(g, n, half), k
	}
	return period{}, 0
}

// countedFrom reads "before Christmas", "after January 12th", "from tomorrow" behind a length of days or
// weeks, and gives the day that it leads to.
func (d *dater) countedFrom(g grain, n, i int) (period, int) {
	switch {
	case d.says(i, "before"):
		n = -n
	case d.says(i, "after", "from") && !d.says(i+1, "now"):
	default:
		return period{}, 0
	}
	p, next := d.date(i + 1)
	if next == 0 || p.grain != gDay || g < gDay || !d.sameSentence(i, next-1) || d.through(next) {
		return period{}, 0
	}
	return around(moved(p.from, g, n), gDay), next
}

// amount reads a number before a unit: "3", "two", "a", "half a", "two and a half"; half tells of one
// more half unit. It gives the token of the unit.
func (d *dater) amount(i int) (n int, half bool, unit int) {
	if d.says(i, "a", "an") && d.says(i+1, "couple") {
		k := i + 2
		if d.says(k, "of") {
			k++
		}
		if d.is(k, tUnit) {
			return 2, false, k
		}
		return 0, false, 0
	}
	if d.is(i, tHalf) && d.is(i+1, tArticle) && d.says(i+2, "hour") {
		return 30, false, i + 2
	}
	n, k := d.cardinal(i)
	if k == 0 {
		if !d.is(i, tArticle) {
			return 0, false, 0
		}
		n, k = 1, i+1
	}
	if d.says(k, "and") && d.is(k+1, tArticle) && d.is(k+2, tHalf) {
		half, k = true, k+3
	}
	if !d.is(k, tUnit) || !d.sameSentence(i, k) {
		return 0, false, 0
	}
	return n, half, k
}

// off is the day, month or year that lies n units from today, as finely as the unit tells.
func (d *dater) off(g grain, n int, half bool) period {
	if g < gDay {
		d.used = true
		t := moved(d.ref, g, n)
		if !d.asks {
			return around(t, gDay)
		}
		return period{t, t, gHour}
	}
	t := moved(d.today(), g, n)
	if half {
		sign := 1
		if n < 0 {
			sign = -1
		}
		switch g {
		case gYear:
			t = months(t, 6*sign)
		case gDecade:
			t = months(t, 60*sign)
		}
		if g == gYear {
			g = gMonth
		}
	}
	switch g {
	case gDay, gWeek, gFortnight, gWeekend:
		return around(t, gDay)
	case gQuarter:
		return around(t, gMonth)
	case gDecade, gCentury, gMillennium:
		return around(t, gYear)
	}
	return around(t, g)
}

// ordinalPart reads "first week of January", "last Monday of March", "the 19th century".
func (d *dater) ordinalPart(i int) (period, int) {
	n, j := d.ordinal(i)
	if j == 0 {
		if !d.says(i, "last", "final") {
			return period{}, 0
		}
		n, j = -1, i+1
	}
	if p, next := d.firstUnits(n, j); next > 0 {
		return p, next
	}
	j = d.join(j)
	if d.says(j, "century") && n > 0 && n < 30 {
		return yearsOf(100*(n-1), 100, gCentury, d.zone()), j + 1
	}
	day, isDay := d.day(j)
	if !isDay && !d.says(j, "week", "weekend", "day", "month") || n == 0 || n > 53 {
		return period{}, 0
	}
	k := j + 1
	if !d.says(k, "of", "in") {
		return period{}, 0
	}
	whole, next := d.date(k + 1)
	if next == 0 || whole.grain != gMonth && whole.grain != gYear && whole.grain != gQuarter {
		if !d.is(k+1, tThe) || !d.says(k+2, "month", "year", "quarter") {
			return period{}, 0
		}
		whole, next = around(d.today(), grain(d.word(k+2).n)), k+3
	}
	if isDay {
		if whole.grain != gMonth {
			return period{}, 0
		}
		t := nthWeekday(whole.from.Year(), whole.from.Month(), day, n, d.zone())
		return around(t, gDay), next
	}
	return nthPart(whole, grain(d.word(j).n), n), next
}

// firstUnits reads "nine months of 2026" behind "first" or "last".
func (d *dater) firstUnits(n, i int) (period, int) {
	many, j := d.cardinal(i)
	if j == 0 || n != 1 && n != -1 || many < 1 || many > 60 || !d.is(j, tUnit) || !d.says(j+1, "of", "in") {
		return period{}, 0
	}
	g := grain(d.word(j).n)
	whole, next := d.date(j + 2)
	if next == 0 && d.is(j+2, tThe) && d.says(j+3, "year", "month", "quarter", "decade", "century") {
		whole, next = around(d.today(), grain(d.word(j+3).n)), j+4
	}
	if next == 0 || g < gDay || whole.grain <= g {
		return period{}, 0
	}
	if n < 0 {
		return period{moved(whole.to, g, -many), whole.to, gDay}, next
	}
	return period{whole.from, moved(whole.from, g, many), gDay}, next
}

// nthPart is the n-th week, day or month of a period; -1 is the last. A week belongs to the year or
// month in which its Thursday lies (ISO 8601).
func nthPart(whole period, g grain, n int) period {
	start := whole.from
	switch g {
	case gWeek:
		start = around(start.AddDate(0, 0, 3), gWeek).from
		if n < 0 {
			return around(whole.to.AddDate(0, 0, -4), gWeek)
		}
	case gMonth:
		if n < 0 {
			return around(whole.to.AddDate(0, 0, -1), gMonth)
		}
	case gDay, gWeekend:
		if n < 0 {
			return around(whole.to.AddDate(0, 0, -1), g)
		}
	}
	return around(moved(start, g, n-1), g)
}

// perUnit tells the article of "€650,000 a day" and "$9 an hour" from that of a length.
func (d *dater) perUnit(i int) bool {
	if !d.is(i, tArticle) || d.asks || d.is(i+2, tAgo) || d.says(i+2, "earlier", "later", "before") {
		return false
	}
	return d.class(i-1) == text.Number || d.class(i-1) == text.Symbol || d.says(i-1, "million", "billion", "trillion", "thousand", "hundred", "crore", "lakh", "m", "bn", "k",
		"pounds", "euros", "dollars", "rupees", "cents", "pence", "percent", "times", "once", "twice", "hours", "people", "barrels", "tonnes", "tons")
}
