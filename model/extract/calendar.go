package extract

import (
	"time"
)

// grain is how finely a date is told.
type grain uint8

// The grains, and three lengths of time that are no grain of a date.
const (
	gSecond grain = iota
	gMinute
	gHour
	gDay
	gWeek
	gMonth
	gQuarter
	gHalf
	gYear
	gDecade
	gCentury
	gFortnight
	gWeekend
	gMillennium
)

// period is a stretch of time [from, to). The zero period is none.
type period struct {
	from, to time.Time
	grain    grain
}

func (p period) ok() bool { return !p.to.IsZero() }

func dayOf(y int, m time.Month, d int, loc *time.Location) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, loc)
}

// around is the period of a grain that t lies in. Weeks begin on Monday.
func around(t time.Time, g grain) period {
	y, m, d := t.Date()
	loc := t.Location()
	switch g {
	case gSecond, gMinute, gHour:
		return period{t, t, g}
	case gWeek, gFortnight:
		from := dayOf(y, m, d-(int(t.Weekday())+6)%7, loc)
		if g == gFortnight {
			return period{from, from.AddDate(0, 0, 14), gWeek}
		}
		return period{from, from.AddDate(0, 0, 7), gWeek}
	case gWeekend:
		from := dayOf(y, m, d-(int(t.Weekday())+6)%7+5, loc)
		return period{from, from.AddDate(0, 0, 2), gWeekend}
	case gMonth:
		return monthOf(y, m, loc)
	case gQuarter:
		return quarterOf(y, (int(m)-1)/3+1, loc)
	case gHalf:
		return halfOf(y, (int(m)-1)/6+1, loc)
	case gYear:
		return yearOf(y, loc)
	case gDecade:
		return yearsOf(y/10*10, 10, gDecade, loc)
	case gCentury:
		return yearsOf(y/100*100, 100, gCentury, loc)
	}
	return dayPeriod(y, m, d, loc)
}

func dayPeriod(y int, m time.Month, d int, loc *time.Location) period {
	from := dayOf(y, m, d, loc)
	return period{from, from.AddDate(0, 0, 1), gDay}
}

func monthOf(y int, m time.Month, loc *time.Location) period {
	return period{dayOf(y, m, 1, loc), dayOf(y, m+1, 1, loc), gMonth}
}

func quarterOf(y, q int, loc *time.Location) period {
	m := time.Month(3*q - 2)
	return period{dayOf(y, m, 1, loc), dayOf(y, m+3, 1, loc), gQuarter}
}

func halfOf(y, h int, loc *time.Location) period {
	m := time.Month(6*h - 5)
	return period{dayOf(y, m, 1, loc), dayOf(y, m+6, 1, loc), gHalf}
}

func yearOf(y int, loc *time.Location) period { return yearsOf(y, 1, gYear, loc) }

func yearsOf(y, n int, g grain, loc *time.Location) period {
	return period{dayOf(y, 1, 1, loc), dayOf(y+n, 1, 1, loc), g}
}

// moved is the time n grains after t; a day that the month lacks becomes its last.
func moved(t time.Time, g grain, n int) time.Time {
	switch g {
	case gSecond:
		return t.Add(time.Duration(n) * time.Second)
	case gMinute:
		return t.Add(time.Duration(n) * time.Minute)
	case gHour:
		return t.Add(time.Duration(n) * time.Hour)
	case gDay:
		return t.AddDate(0, 0, n)
	case gWeek, gWeekend:
		return t.AddDate(0, 0, 7*n)
	case gFortnight:
		return t.AddDate(0, 0, 14*n)
	case gMonth:
		return months(t, n)
	case gQuarter:
		return months(t, 3*n)
	case gHalf:
		return months(t, 6*n)
	case gDecade:
		return months(t, 120*n)
	case gCentury:
		return months(t, 1200*n)
	case gMillennium:
		return months(t, 12000*n)
	}
	return months(t, 12*n)
}

func months(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, t.Hour(), t.Minute(), t.Second(), 0, t.Location())
	last := dayOf(first.Year(), first.Month()+1, 0, t.Location()).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// section is a part of a period: 0 early, 1 middle, 2 late. Months part after their 10th and 20th
// day, years after April and August, everything else in thirds of days.
func (p period) section(part int) period {
	y, m, _ := p.from.Date()
	loc := p.from.Location()
	var a, b time.Time
	switch p.grain {
	case gMonth:
		a, b = dayOf(y, m, 11, loc), dayOf(y, m, 21, loc)
	case gYear:
		a, b = dayOf(y, 5, 1, loc), dayOf(y, 9, 1, loc)
	case gQuarter:
		a, b = dayOf(y, m+1, 1, loc), dayOf(y, m+2, 1, loc)
	case gHalf:
		a, b = dayOf(y, m+2, 1, loc), dayOf(y, m+4, 1, loc)
	case gDecade:
		a, b = dayOf(y+4, 1, 1, loc), dayOf(y+7, 1, 1, loc)
	case gCentury:
		a, b = dayOf(y+34, 1, 1, loc), dayOf(y+67, 1, 1, loc)
	default:
		days := int(p.to.Sub(p.from).Hours()/24 + 0.5)
		a, b = p.from.AddDate(0, 0, days/3), p.from.AddDate(0, 0, days-days/3)
	}
	switch part {
	case 0:
		return period{p.from, a, gDay}
	case 1:
		return period{a, b, gDay}
	}
	return period{b, p.to, gDay}
}

// String is the period in ISO 8601 as FACTS.md has it: 2026-02-10, 2026-02, 2025-Q3, 2026-H1, 2026,
// or from/to with the end exclusive.
func (p period) String() string {
	if !p.ok() {
		return ""
	}
	y, m, _ := p.from.Date()
	loc := p.from.Location()
	if p.grain <= gHour {
		if p.from.Equal(p.to) {
			return stamp(p.from)
		}
		return stamp(p.from) + "/" + stamp(p.to)
	}
	if p.from.Day() == 1 {
		for _, full := range [...]period{monthOf(y, m, loc), quarterOf(y, (int(m)-1)/3+1, loc), halfOf(y, (int(m)-1)/6+1, loc), yearOf(y, loc)} {
			if p.from.Equal(full.from) && p.to.Equal(full.to) {
				return full.name()
			}
		}
	}
	if p.to.Sub(p.from) <= 25*time.Hour && p.to.Day() != p.from.Day() {
		return isoDay(p.from)
	}
	return isoDay(p.from) + "/" + isoDay(p.to)
}

// name is a whole month, quarter, half or year in short.
func (p period) name() string {
	y, m, _ := p.from.Date()
	year := fourDigits(y)
	switch p.grain {
	case gMonth:
		return year + "-" + twoDigits(int(m))
	case gQuarter:
		return year + "-Q" + string(rune('1'+(int(m)-1)/3))
	case gHalf:
		return year + "-H" + string(rune('1'+(int(m)-1)/6))
	}
	return year
}

func twoDigits(n int) string { return string([]byte{'0' + byte(n/10%10), '0' + byte(n%10)}) }

func fourDigits(n int) string { return twoDigits(n/100) + twoDigits(n%100) }

// isoDay is a day as "2026-02-10".
func isoDay(t time.Time) string {
	y, m, d := t.Date()
	var b [10]byte
	b[0], b[1], b[2], b[3] = '0'+byte(y/1000%10), '0'+byte(y/100%10), '0'+byte(y/10%10), '0'+byte(y%10)
	b[4], b[5], b[6] = '-', '0'+byte(m/10), '0'+byte(m%10)
	b[7], b[8], b[9] = '-', '0'+byte(d/10), '0'+byte(d%10)
	return string(b[:])
}

func stamp(t time.Time) string {
	if t.Second() != 0 {
		return t.Format("2006-01-02T15:04:05")
	}
	return t.Format("2006-01-02T15:04")
}

// nthWeekday is the n-th weekday w of a month; n -1 is the last.
func nthWeekday(y int, m time.Month, w time.Weekday, n int, loc *time.Location) time.Time {
	if n < 0 {
		last := dayOf(y, m+1, 0, loc)
		return last.AddDate(0, 0, -((int(last.Weekday()) - int(w) + 7) % 7))
	}
	first := dayOf(y, m, 1, loc)
	return first.AddDate(0, 0, (int(w)-int(first.Weekday())+7)%7+7*(n-1))
}
