package extract

import (
	"time"

	"lede/model/text"
)

// holidays are the named days that news in English counts by: the words behind the one in the
// lexicon, and the day in a year.
var holidays = [][]struct {
	rest []string
	in   func(y int, loc *time.Location) time.Time
}{
	0: {{[]string{"Eve"}, fixed(12, 24)}, {[]string{"Day"}, fixed(12, 25)}, {nil, fixed(12, 25)}},
	1: {{[]string{"Sunday"}, easter}, {[]string{"Monday"}, afterEaster(1)}, {nil, easter}},
	2: {{[]string{"Day"}, nth(11, 4, 4)}, {nil, nth(11, 4, 4)}},
	3: {{nil, fixed(10, 31)}},
	4: {{[]string{"’s", "Day"}, fixed(2, 14)}, {[]string{"'s", "Day"}, fixed(2, 14)}},
	5: {{[]string{"Year", "’s", "Eve"}, fixed(12, 31)}, {[]string{"Year", "'s", "Eve"}, fixed(12, 31)},
		{[]string{"Year", "’s", "Day"}, fixed(1, 1)}, {[]string{"Year", "'s", "Day"}, fixed(1, 1)}},
	6:  {{[]string{"Day"}, fixed(12, 26)}},
	7:  {{[]string{"Friday"}, afterEaster(-2)}},
	8:  {{[]string{"Friday"}, func(y int, loc *time.Location) time.Time { return nth(11, 4, 4)(y, loc).AddDate(0, 0, 1) }}},
	9:  {{[]string{"Day"}, nth(9, 1, 1)}},
	10: {{[]string{"Day"}, nth(5, 1, -1)}},
	11: {{[]string{"Day"}, fixed(7, 4)}},
}

func fixed(m time.Month, day int) func(int, *time.Location) time.Time {
	return func(y int, loc *time.Location) time.Time { return dayOf(y, m, day, loc) }
}

func nth(m time.Month, w time.Weekday, n int) func(int, *time.Location) time.Time {
	return func(y int, loc *time.Location) time.Time { return nthWeekday(y, m, w, n, loc) }
}

func afterEaster(days int) func(int, *time.Location) time.Time {
	return func(y int, loc *time.Location) time.Time { return easter(y, loc).AddDate(0, 0, days) }
}

// holiday reads "Christmas", "New Year's Eve", "Thanksgiving 2023", "last Easter". Days that other
// countries keep on other dates (Labor Day, Independence Day) are told only where the publisher may be American.
func (d *dater) holiday(i int) (period, int) {
	rel := timeWord{}
	if d.is(i, tRelative) {
		rel = d.word(i)
		i++
	}
	w := d.word(i)
	if w.class != tHoliday || d.shape(i) == text.Lower && (w.n >= 5 || w.n == 4) {
		return period{}, 0
	}
	if w.n >= 9 && d.in.Country != "US" && d.in.Country != "" {
		return period{}, 0
	}
	for _, h := range holidays[w.n] {
		if !d.follows(i+1, h.rest) {
			continue
		}
		next := i + 1 + len(h.rest)
		day := func(y int) period { return around(h.in(y, d.zone()), gDay) }
		k := next
		if d.says(k, "of", "in") {
			k++
		}
		if y, ok := d.year(k); ok && d.sameSentence(i, k) {
			return day(y), k + 1
		}
		if y, end := d.ofYear(next); end > 0 {
			return day(y), end
		}
		return d.holidayOff(i, rel, day), next
	}
	return period{}, 0
}

func (d *dater) holidayOff(i int, rel timeWord, day func(int) period) period {
	t := d.today()
	y := t.Year()
	switch {
	case rel.class == tRelative && rel.n < 0:
		if !day(y).from.Before(t) {
			y--
		}
		return day(y)
	case rel.class == tRelative && rel.n > 0:
		if !day(y).from.After(t) {
			y++
		}
		return day(y)
	}
	return d.nearest(i, func(y int) (period, bool) { return day(y), true })
}

func (d *dater) follows(i int, words []string) bool {
	for j, w := range words {
		if !d.says(i+j, w) {
			return false
		}
	}
	return true
}
