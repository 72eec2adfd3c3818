package extract

import (
	"time"

	"lede/model/text"
)

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
	if p, next := d.besideWeekday(i, j); next > 0 {
		return p, next
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

// besideWeekday reads the full date behind the weekday at i: "Tuesday| 13 March", "Friday| (June 15)".
func (d *dater) besideWeekday(i, j int) (p period, next int) {
	open := d.Word(j) == "("
	if open || d.dash(j) && d.tight(j) {
		j++
	}
	switch {
	case d.is(j, tMonth):
		p, next = d.monthFirst(j)
	case d.class(j) == text.Number:
		if p, next = d.numeric(j); next == 0 || p.grain != gDay {
			p, next = d.dayFirst(j)
		}
	case d.is(j, tOrdinal), d.is(j, tTens), d.is(j, tCardinal), d.is(j, tUnit):
		p, next = d.dayFirst(j)
	default:
		p, next = d.glued(j)
	}
	if next == 0 || p.grain != gDay || !d.sameSentence(i, next-1) || open && d.Word(next) != ")" {
		return period{}, 0
	}
	if open {
		next++
	}
	return p, next
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
	if (look == ahead || d.asks && look != back) && next.ok() || !past.ok() {
		return next
	}
	return past
}

// bareWeekday is the latest such day up to today, or the next one where the sentence looks ahead.
func (d *dater) bareWeekday(i int, day time.Weekday) period {
	t := d.today()
	back := (int(t.Weekday()) - int(day) + 7) % 7
	if look := d.looks(d.begin); look == ahead || d.asks && look == eitherWay {
		fore := (int(day) - int(t.Weekday()) + 7) % 7
		if fore == 0 && look != ahead {
			fore = 7
		}
		return around(t.AddDate(0, 0, fore), gDay)
	}
	return around(t.AddDate(0, 0, -back), gDay)
}

func (d *dater) weekdayOff(day time.Weekday, n int) period {
	t := d.today()
	switch {
	case n < 0 && d.asks:
		monday := around(t, gWeek).from
		return around(monday.AddDate(0, 0, (int(day)+6)%7-7), gDay)
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
