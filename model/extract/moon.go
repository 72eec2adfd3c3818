package extract

import "time"

// Feasts that go by other calendars than ours. The day numbers are Julian days at noon; 2440588 is 1 January 1970.
// Formulas: E. M. Reingold and N. Dershowitz, Calendrical Calculations (arithmetic Islamic and Hebrew calendars);
// J. Meeus, Astronomical Algorithms, chapter 8 (Easter).

func julianDay(n int, loc *time.Location) time.Time { return dayOf(1970, 1, 1+n-2440588, loc) }

// easter is Easter Sunday of a year in the West (the anonymous Gregorian computus).
func easter(y int, loc *time.Location) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return dayOf(y, time.Month(month), day, loc)
}

// orthodoxEaster is Easter Sunday of a year in the East, by the Julian calendar, told in ours.
func orthodoxEaster(y int, loc *time.Location) time.Time {
	a, b, c := y%4, y%7, y%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	return dayOf(y, 3, 22+d+e+y/100-y/400-2, loc)
}

// hijri is the day of the Islamic calendar that falls into a year, the first where two do. A year has 354 or
// 355 days, months alternate between 30 and 29. The days are set forward by two fifths of one, which meets
// nine of the ten feasts of Eid that were kept from 2016 to 2025; the tenth is a day off.
func hijri(y, m, day int, loc *time.Location) time.Time {
	var t time.Time
	for h := (y-622)*33/32 - 1; ; h++ {
		t = julianDay((11*h+15)/30+354*h+30*m-(m-1)/2+day+1948440-386, loc)
		if t.Year() >= y {
			return t
		}
	}
}

// hebrew is the day of the Hebrew calendar that falls into a year. Months count from Nisan; 12 is Adar, in
// leap years the second.
func hebrew(y, m, day int, loc *time.Location) time.Time {
	h := y + 3760
	if m >= 7 {
		h++
	}
	start := hebrewYear(h)
	length := hebrewYear(h+1) - start
	leap := (7*h+1)%19 < 7
	days := 0
	for _, k := range [...]int{7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6} {
		if k == 12 && leap {
			days += 30 // the first Adar
		}
		if k == m {
			break
		}
		days += hebrewMonth(k, length)
	}
	return julianDay(start+days+day-1, loc)
}

// hebrewMonth is how many days a month has in a year of that length.
func hebrewMonth(m, length int) int {
	switch {
	case m == 8 && length%10 == 5:
		return 30
	case m == 9 && length%10 == 3:
		return 29
	case m == 8:
		return 29
	case m == 9:
		return 30
	case m == 7 || m == 11 || m == 1 || m == 3 || m == 5:
		return 30
	}
	return 29
}

// hebrewYear is the Julian day of the first of Tishri.
func hebrewYear(h int) int {
	elapsed := func(h int) int {
		months := (235*h - 234) / 19
		parts := 12084 + 13753*months
		day := months*29 + parts/25920
		if (3*(day+1))%7 < 3 {
			day++
		}
		return day
	}
	before, this, next := elapsed(h-1), elapsed(h), elapsed(h+1)
	switch {
	case next-this == 356:
		this += 2
	case this-before == 382:
		this++
	}
	return 347998 + this
}
