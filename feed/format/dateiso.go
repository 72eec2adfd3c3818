package format

import (
	"strconv"
	"strings"
	"time"
)

// iso reads dates made of digits only: ISO 8601 in its many forms, the same with other separators, day
// first or month first with slashes and dots, and seconds since 1970. A weekday may stand before it.
func (d *dateReader) iso() bool {
	d.skipWeekday()
	lead := 0
	for d.peek() == '-' && lead < 3 {
		d.pos++
		lead++
	}
	if !d.isoDate(d.digits(), lead) {
		return false
	}
	return d.isoTime()
}

// skipWeekday passes over names in front that a comma, colon or blank ends: "Fri, 2006/09/15", "Published: 2006-09-15".
// A month is no such name.
func (d *dateReader) skipWeekday() {
	if c := d.peek(); isDigit(c) || c == '-' {
		return
	}
	i := strings.IndexAny(d.s, "0123456789")
	if i <= 0 || i > 40 || strings.IndexByte(", :", d.s[i-1]) < 0 {
		return
	}
	for w := range strings.FieldsFuncSeq(strings.ToLower(d.s[:i]), func(r rune) bool { return r == ' ' || r == ',' || r == ':' || r == '.' }) {
		if monthNamed(w) > 0 && len(d.s) == i+4 { // "Nov 2026"
			return
		}
		if w == "tháng" {
			return
		}
	}
	d.pos = i
}

// isoDate reads the date whose first digits are n, behind lead hyphens.
func (d *dateReader) isoDate(n string, lead int) bool {
	if lead > 0 {
		return d.isoShort(n, lead)
	}
	switch len(n) {
	case 14: // 20031231101455
		d.setYMD(n[:4], n[4:6], n[6:8])
		d.hour, d.minute, d.sec = atoi(n[8:10]), atoi(n[10:12]), atoi(n[12:])
		d.hasTime = true
		return true
	case 16, 13, 10: // since 1970, in microseconds, milliseconds or seconds
		d.setEpoch(n)
		d.fraction()
		return d.pos == len(d.s)
	case 12: // 200312311014
		d.setYMD(n[:4], n[4:6], n[6:8])
		d.hour, d.minute, d.hasTime = atoi(n[8:10]), atoi(n[10:]), true
		return n[0] == '1' || n[0] == '2'
	case 8:
		d.setYMD(n[:4], n[4:6], n[6:])
		return true
	case 7: // 2003335: the 335th day
		return d.setOrdinal(n[:4], n[4:])
	case 6:
		d.setYMD(n[:2], n[2:4], n[4:])
		return true
	case 5:
		return d.setOrdinal(n[:2], n[2:])
	case 4, 2, 1:
		return d.isoParted(n)
	}
	return false
}

// isoShort reads -YY-MM, -YYMM, -YY and --MM-DD without a year, which says nothing and is refused.
func (d *dateReader) isoShort(n string, lead int) bool {
	if lead != 1 {
		return false
	}
	switch len(n) {
	case 4:
		d.setYMD(n[:2], n[2:], "1")
		return true
	case 2:
		month := "1"
		if d.peek() == '-' {
			d.pos++
			month = d.digits()
		}
		d.setYMD(n, month, "1")
		return true
	}
	return false
}

// isoParted reads a date whose parts stand between separators, which need not be the same.
func (d *dateReader) isoParted(first string) bool {
	sep := d.peek()
	if sep == 'W' && len(first) == 4 { // 2004W536
		return d.isoWeek(first)
	}
	if !isDateSep(sep) || d.pos+1 >= len(d.s) {
		d.setYear(first)
		return len(first) == 4
	}
	d.pos++
	if d.peek() == 'W' {
		return d.isoWeek(first)
	}
	second := d.digits()
	if len(second) == 3 && len(first) == 4 {
		return d.setOrdinal(first, second)
	}
	if second == "" || len(second) > 2 {
		return false
	}
	if !isDateSep(d.peek()) || d.pos+1 >= len(d.s) || !isDigit(d.s[d.pos+1]) {
		d.setYMD(first, second, "1")
		return len(first) == 4
	}
	d.pos++
	third := d.digits()
	switch {
	case len(first) == 4:
		d.setYMD(first, second, third)
	case len(third) == 4 && sep == '/' && atoi(first) <= 12: // 07/23/2013, the American way
		if d.setYMD(third, first, second); d.day <= 12 {
			break
		}
	case len(third) == 4:
		d.setYMD(third, second, first)
	case sep == '-' && atoi(second) <= 12:
		d.setYMD(first, second, third)
	case sep == '/' && len(third) == 2 && atoi(first) <= 12: // 07/23/13
		d.setYMD(third, first, second)
	case sep != '-' && len(third) == 2 && atoi(second) >= 1 && atoi(second) <= 12: // 23/07/13, 23.07.13
		d.setYMD(third, second, first)
	default:
		return false
	}
	return true
}

func isDateSep(c byte) bool { return c == '-' || c == '/' || c == '.' }

// isoWeek reads what follows the year in 2004-W53-6; the day counts from Monday, 1.
func (d *dateReader) isoWeek(year string) bool {
	d.pos++
	digits := d.digits()
	day := 1
	if len(digits) == 3 {
		day, digits = atoi(digits[2:]), digits[:2]
	}
	week := atoi(digits)
	if d.peek() == '-' && d.pos+1 < len(d.s) && isDigit(d.s[d.pos+1]) {
		d.pos++
		day = atoi(d.digits())
	}
	if week < 1 || week > 53 || day < 1 || day > 7 {
		return false
	}
	d.setYear(year)
	fourth := time.Date(d.year, 1, 4, 0, 0, 0, 0, time.UTC) // always in the first week
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	y, m, dd := monday.AddDate(0, 0, (week-1)*7+day-1).Date()
	d.year, d.month, d.day = y, int(m), dd
	return true
}

// isoTime reads the time of day and the zone, if they are there; false when something follows that is
// neither.
func (d *dateReader) isoTime() bool {
	rest := strings.TrimLeft(d.s[d.pos:], "Tt ,_")
	d.pos = len(d.s) - len(rest)
	if rest == "" {
		return true
	}
	if isDigit(rest[0]) && !d.hasTime && !d.clock() && !d.basicClock(rest) {
		return false
	}
	for d.pos < len(d.s) {
		switch c := d.s[d.pos]; {
		case c == ' ' || c == '(' || c == ')' || c == ',' || c == '.':
			d.pos++
		case (c == '+' || c == '-') && d.hasTime:
			d.zoneOffset()
		case c < '0' || c > '9':
			before := d.pos
			d.word()
			if d.pos == before {
				return false
			}
			if !d.hasTime && (d.am || d.pm) && !d.lateClock() {
				return false
			}
		default:
			return d.hasZone || d.hasTime
		}
	}
	return true
}

// lateClock reads a time that stands behind its half of the day: "오후 11:31:25", which is Korean time.
func (d *dateReader) lateClock() bool {
	d.pos += len(d.s[d.pos:]) - len(strings.TrimLeft(d.s[d.pos:], " "))
	if !d.clock() {
		return false
	}
	if strings.Contains(d.s, "오") {
		d.offset = 9 * 3600
	}
	return true
}

// basicClock reads hhmmss, hhmm and hh.
func (d *dateReader) basicClock(rest string) bool {
	d.pos = len(d.s) - len(rest)
	switch n := d.digits(); len(n) {
	case 6:
		d.hour, d.minute, d.sec = atoi(n[:2]), atoi(n[2:4]), atoi(n[4:])
		d.fraction()
	case 4:
		d.hour, d.minute = atoi(n[:2]), atoi(n[2:])
	case 2, 1:
		d.hour = atoi(n)
	default:
		return false
	}
	d.hasTime = true
	return true
}

func (d *dateReader) setYMD(y, m, day string) {
	d.setYear(y)
	d.month, d.day = max(atoi(m), 0), max(atoi(day), 0)
	if d.month == 0 || d.day == 0 {
		d.hasYear = d.hasYear && d.month == 0 && d.day == 0 // 2003-00-00 is a year
	}
}

func (d *dateReader) setOrdinal(year, day string) bool {
	d.setYear(year)
	d.month, d.day, d.noDay = 1, atoi(day), true
	return d.day >= 1 && d.day <= 366
}

func (d *dateReader) setEpoch(n string) {
	v, _ := strconv.ParseInt(n, 10, 64)
	t := time.Unix(v, 0)
	switch len(n) {
	case 13:
		t = time.UnixMilli(v)
	case 16:
		t = time.UnixMicro(v)
	}
	t = t.UTC()
	d.year, d.month, d.day, d.hasYear = t.Year(), int(t.Month()), t.Day(), true
	d.hour, d.minute, d.sec, d.ns, d.hasTime = t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), true
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
