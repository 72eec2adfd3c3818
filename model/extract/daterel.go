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

// relative reads "last week", "next Tuesday", "this month", "the past three years", "last January".
func (d *dater) relative(i int) (period, int) {
	w := d.word(i)
	if n, j := d.cardinal(i); j > 0 && d.is(j, tRelative) && d.word(j).n != 0 && d.is(j+1, tUnit) && n > 0 && n < 2000 && (n == 1 || d.manyOf(j+1)) {
		return d.stretch(grain(d.word(j+1).n), n*d.word(j).n), j + 2
	}
	if w.class != tRelative || d.says(i, "last") && d.says(i-1, "will", "would", "can", "could", "to", "must", "should", "may", "might", "not", "n't") {
		return period{}, 0
	}
	if w.n == 0 && d.is(i+1, tRelative) && d.word(i+1).n != 0 { // "this past weekend"
		return d.relative(i + 1)
	}
	if day, ok := d.day(i + 1); ok {
		if p, next := d.besideWeekday(i+1, i+2); next > 0 {
			return p, next
		}
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
	case !d.asks && d.manyOf(i+1): // "the last months of his life"
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
	if g == gDay && n == 1 && d.is(i-1, tThe) && !d.asks {
		return period{}, 0 // "the next day" is that of the tale
	}
	t := moved(d.today(), g, n)
	if g == gWeekend && n == 0 && d.looks(d.begin) == back && around(t, g).from.After(t) {
		t = moved(t, g, -1)
	}
	if g == gMonth || g == gQuarter || g == gYear || g == gDecade || g == gCentury {
		t = moved(around(d.today(), g).from, g, n)
	}
	return around(t, g), i + 2
}

// manyOf tells a unit in the plural.
func (d *dater) manyOf(i int) bool {
	w := d.Word(i)
	return len(w) > 2 && (w[len(w)-1] == 's' || w[len(w)-1] == 'a')
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
	case (g == gDay || d.asks) && g >= gDay && n > 0:
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
