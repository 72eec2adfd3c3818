package extract

import (
	"time"

	"lede/model/text"
)

// deictic reads "today", "yesterday", "tomorrow night", "the day before yesterday", "this morning".
func (d *dater) deictic(i int) (period, int) {
	w := d.word(i)
	switch {
	case w.class == tDeictic:
		t := d.today().AddDate(0, 0, w.n)
		return around(t, gDay), i + 1
	case w.class == tOvernight && d.shape(i) == text.Lower && !d.dash(i+1):
		return period{}, 0
	case d.says(i, "day") && d.says(i+1, "before", "after") && d.is(i+2, tDeictic):
		n := d.word(i + 2).n
		if d.says(i+1, "before") {
			n--
		} else {
			n++
		}
		return around(d.today().AddDate(0, 0, n), gDay), i + 3
	case w.class == tRelative && w.n == 0 && d.is(i+1, tDaypart):
		return around(d.today(), gDay), i + 2
	case w.class == tRelative && w.n == -1 && d.says(i, "last") && d.says(i+1, "night"):
		return around(d.today().AddDate(0, 0, -1), gDay), i + 2
	case d.says(i, "weekend") && d.is(i-1, tThe) && d.says(i-2, "over", "at", "during", "on"):
		p := around(d.today().AddDate(0, 0, -7), gWeekend)
		if d.looks(d.begin) == ahead || int(d.today().Weekday())%6 == 0 {
			p = around(d.today(), gWeekend)
		}
		return p, i + 1
	}
	return period{}, 0
}

// day tells whether token i names a day of the week here. Short forms that are words of their own
// need a date, a comma or a preposition beside them.
func (d *dater) day(i int) (time.Weekday, bool) {
	w := d.word(i)
	if w.class != tWeekday {
		return 0, false
	}
	if d.says(i, "sun", "sat", "mon", "wed", "fri", "thu") {
		company := d.says(i-1, "on", "by", "until", "last", "next", "this", "and", "since") || d.is(i+1, tMonth) || d.class(i+1) == text.Number ||
			d.Word(i+1) == "," && (d.is(i+2, tMonth) || d.class(i+2) == text.Number) || i+1 >= len(d.Tokens)
		if d.shape(i) == text.Lower && !company || d.says(i, "sun", "sat", "wed") && !company {
			return 0, false
		}
	}
	return time.Weekday(w.n), true
}

// weekday reads "Tuesday", "Tuesday 13 March", "Tuesday last week", "Friday the 13th".
func (d *dater) weekday(i int) (period, int) {
	day, ok := d.day(i)
	if !ok {
		return period{}, 0
	}
	j := i + 1
	for d.says(j, ",", "the") {
		j++
	}
	for _, read := range [...]func(int) (period, int){d.monthFirst, d.dayFirst, d.numeric} {
		if p, next := read(j); next > 0 && p.grain == gDay && d.sameSentence(i, next-1) {
			return p, next
		}
	}
	if n, next := d.ordinal(j); next > 0 && n >= 1 && n <= 31 {
		if p := d.weekdayNumber(i, day, n); p.ok() {
			return p, next
		}
	}
	if n, ok := d.digits(j, 2); ok && n >= 1 && n <= 31 && (j+1 >= len(d.Tokens) || d.class(j+1) == text.Stop || d.Word(j+1) == ",") {
		if p := d.weekdayNumber(i, day, n); p.ok() {
			return p, j + 1
		}
	}
	if j = i + 1; d.says(j, "of", "in") {
		j++
	}
	if w := d.word(j); (w.class == tRelative || d.is(j, tThe)) && d.says(j+1, "week") {
		t := around(d.today().AddDate(0, 0, 7*w.n), gWeek).from
		return around(t.AddDate(0, 0, (int(day)+6)%7), gDay), j + 2
	}
	return d.bareWeekday(i, day), i + 1
}

// weekdayNumber is the nearest day with that weekday and number: "Thu 14th".
func (d *dater) weekdayNumber(i int, day time.Weekday, n int) period {
	t := d.today()
	look := d.looks(i)
	var past, next period
	for m := -14; m <= 14; m++ {
		first := dayOf(t.Year(), t.Month()+time.Month(m), 1, d.zone())
		p, ok := dayIn(first.Year(), int(first.Month()), n, d.zone())
		if !ok || p.from.Weekday() != day {
			continue
		}
		if !p.from.After(t) {
			past = p
		} else if !next.ok() {
			next = p
		}
	}
	if look == ahead && next.ok() || !past.ok() {
		return next
	}
	return past
}

// bareWeekday is the latest such day up to today, or the next one where the sentence looks ahead.
func (d *dater) bareWeekday(i int, day time.Weekday) period {
	t := d.today()
	back := (int(t.Weekday()) - int(day) + 7) % 7
	if d.looks(d.begin) == ahead {
		fore := (int(day) - int(t.Weekday()) + 7) % 7
		return around(t.AddDate(0, 0, fore), gDay)
	}
	return around(t.AddDate(0, 0, -back), gDay)
}

// relative reads "last week", "next Tuesday", "this month", "the past three years", "last January".
func (d *dater) relative(i int) (period, int) {
	w := d.word(i)
	if n, j := d.cardinal(i); j > 0 && d.is(j, tRelative) && d.word(j).n != 0 && d.is(j+1, tUnit) && n > 0 && n < 2000 {
		return d.stretch(grain(d.word(j+1).n), n*d.word(j).n), j + 2
	}
	if w.class != tRelative {
		return period{}, 0
	}
	if day, ok := d.day(i + 1); ok {
		return d.weekdayOff(day, w.n), i + 2
	}
	if d.is(i+1, tMonth) && (d.shape(i+1) != text.Lower || d.word(i+1).n != 5) {
		return d.monthOff(time.Month(d.word(i+1).n), w.n), i + 2
	}
	if u := d.word(i + 1); u.class == tUnit && d.sameSentence(i, i+1) {
		return d.unitOff(i, grain(u.n), w.n)
	}
	if d.says(i+1, "fiscal", "financial", "calendar", "full") && d.says(i+2, "year", "quarter") {
		p, _ := d.unitOff(i, grain(d.word(i+2).n), w.n)
		return p, i + 3
	}
	if n, j := d.cardinal(i + 1); j > 0 && w.n != 0 {
		if u := d.word(j); u.class == tUnit && n > 0 && n < 2000 {
			return d.stretch(grain(u.n), w.n*n), j + 1
		}
	}
	return period{}, 0
}

func (d *dater) weekdayOff(day time.Weekday, n int) period {
	t := d.today()
	switch {
	case n < 0:
		back := (int(t.Weekday())-int(day)+6)%7 + 1
		return around(t.AddDate(0, 0, -back), gDay)
	case n > 0:
		fore := (int(day)-int(t.Weekday())+6)%7 + 1
		if fore < 4 && (int(t.Weekday())+6)%7 < (int(day)+6)%7 { // "next Friday" on a Tuesday is in the week that follows
			fore += 7
		}
		return around(t.AddDate(0, 0, fore), gDay)
	}
	monday := around(t, gWeek).from
	return around(monday.AddDate(0, 0, (int(day)+6)%7), gDay)
}

func (d *dater) monthOff(m time.Month, n int) period {
	t := d.today()
	y := t.Year()
	switch {
	case n < 0 && m >= t.Month():
		y--
	case n > 0 && m <= t.Month():
		y++
	}
	return monthOf(y, m, d.zone())
}

// unitOff is last, this or next week, month, quarter, year. "The past year" is the twelve months up to today.
func (d *dater) unitOff(i int, g grain, n int) (period, int) {
	switch {
	case g < gDay, g == gMillennium:
		return period{}, 0
	case d.says(i, "following", "prior", "preceding", "previous"):
		if !d.fragment(i) { // counts from what the story tells, not from today
			return period{}, 0
		}
	case d.says(i, "past", "coming") && d.is(i-1, tThe):
		return d.stretch(g, n), i + 2
	}
	if g == gYear && d.class(i+2) == text.Possessive {
		if nth, j := d.ordinal(i + 3); j > 0 && nth >= 1 && nth <= 4 && d.says(j, "quarter") {
			return quarterOf(d.today().Year()+n, nth, d.zone()), j + 1
		} else if j > 0 && nth >= 1 && nth <= 2 && d.says(j, "half") {
			return halfOf(d.today().Year()+n, nth, d.zone()), j + 1
		}
	}
	t := moved(d.today(), g, n)
	if g == gMonth || g == gQuarter || g == gYear || g == gDecade || g == gCentury {
		t = moved(around(d.today(), g).from, g, n)
	}
	return around(t, g), i + 2
}

// fragment tells whether the sentence is so short that nothing else could be meant.
func (d *dater) fragment(i int) bool {
	s := d.Sentences[d.SentenceOf(i)]
	return s.Last-s.First < 14
}

// stretch is the n units up to today, or from today where n is positive.
func (d *dater) stretch(g grain, n int) period {
	t := d.today()
	if g < gDay {
		t = d.ref
	}
	switch {
	case g == gQuarter && n < 0:
		t = around(t, g).from
	case g == gQuarter:
		t = around(t, g).to
	case g == gDay && n > 0:
		t = t.AddDate(0, 0, 1)
	}
	other := moved(t, g, n)
	out := period{other, t, max(g, gDay)}
	if n > 0 {
		out = period{t, other, max(g, gDay)}
	}
	if g < gDay {
		out.grain = gHour
	} else if g == gDay && n < 0 { // the days up to and with yesterday
		out.grain = gDay
	}
	return out
}

// counted reads "two weeks ago", "10 years from now", "in three days".
func (d *dater) counted(i int) (period, int) {
	in := d.is(i, tIn)
	j := i
	if in {
		j = i + 1
	}
	n, half, k := d.amount(j)
	if k == 0 {
		return period{}, 0
	}
	g := grain(d.word(k).n)
	if d.is(j, tHalf) {
		g = gMinute
	}
	k++
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
