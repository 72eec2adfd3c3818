package format

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Date reads a date in any form met in feeds: RFC 822, 1123 and 2822 with their usual faults, W3CDTF and
// the rest of ISO 8601 (week and ordinal dates too), asctime, numbers parted by slashes or dots, month
// names in some forty languages, digits of any script, eras and calendars of Asia, and seconds or milliseconds since 1970. A date without a zone is
// taken as UTC, a date without a time as midnight; two-digit years below 69 are of this century. The
// result keeps the zone's offset. False: no date can be made out.
func Date(s string) (time.Time, bool) { return readDate(s, 2068) }

// readDate is Date with a last year for two digits: 2068 reads 69 as 1969.
func readDate(s string, lastYear int) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 128 {
		return time.Time{}, false
	}
	if t, ok := fastDate(s); ok {
		return t, true
	}
	s = plainDate(s)
	d := dateReader{s: s, lastYear: lastYear}
	if d.iso() {
		return d.time()
	}
	d = dateReader{s: s, lastYear: lastYear}
	if d.words() {
		return d.time()
	}
	return time.Time{}, false
}

// fastDate reads the two forms that nearly every feed has.
func fastDate(s string) (time.Time, bool) {
	switch {
	case len(s) >= 20 && s[4] == '-' && s[10] == 'T':
		if t, err := time.Parse(time.RFC3339, s); err == nil {
			return t, true
		}
	case len(s) == 31 && s[3] == ',' && (s[26] == '+' || s[26] == '-'):
		if t, err := time.Parse(time.RFC1123Z, s); err == nil {
			return inOffset(t), true
		}
	}
	return time.Time{}, false
}

// inOffset replaces the machine's own zone, which time.Parse picks when the offset is the same.
func inOffset(t time.Time) time.Time {
	_, off := t.Zone()
	return t.In(zone(off))
}

func zone(seconds int) *time.Location {
	if seconds == 0 {
		return time.UTC
	}
	return time.FixedZone("", seconds)
}

// dateReader collects the parts of one date.
type dateReader struct {
	s        string
	pos      int
	lastYear int

	year, month, day       int // 0: not seen
	hour, minute, sec, ns  int
	offset                 int // seconds east of UTC
	hasYear, hasTime       bool
	fullYear               bool // of four digits
	hasZone, pm, am, noDay bool
	named                  bool // the month is a name, or the year has four digits
	monthNext              bool // the number that comes next is a month
	zoneWord               string
	wordsMet               int
}

// time makes a date of the parts, false when one is out of range.
func (d *dateReader) time() (time.Time, bool) {
	if d.month == 0 {
		d.month = 1
	}
	if d.day == 0 {
		d.day = 1
	}
	if d.pm && d.hour < 12 {
		d.hour += 12
	}
	if d.am && d.hour == 12 {
		d.hour = 0
	}
	if !d.civil() {
		return time.Time{}, false
	}
	if !d.hasYear || d.year == 0 || d.year > 9999 || d.month > 12 || d.day > 366 || d.hour > 24 || d.minute > 59 || d.sec > 60 || abs(d.offset) > 26*3600 {
		return time.Time{}, false
	}
	if !d.noDay && d.day > daysIn(d.year, d.month) {
		return time.Time{}, false
	}
	return time.Date(d.year, time.Month(d.month), d.day, d.hour, d.minute, d.sec, d.ns, zone(d.offset)), true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month+1), 0, 0, 0, 0, 0, time.UTC).Day()
}

func abs(n int) int { return max(n, -n) }

func (d *dateReader) setYear(digits string) {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return
	}
	if len(digits) <= 2 {
		n += d.lastYear / 100 * 100
		if n > d.lastYear {
			n -= 100
		}
	}
	d.year, d.hasYear, d.fullYear = n, true, len(digits) == 4
}

// digits takes the run of ASCII digits at the position.
func (d *dateReader) digits() string {
	start := d.pos
	for d.pos < len(d.s) && isDigit(d.s[d.pos]) {
		d.pos++
	}
	return d.s[start:d.pos]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (d *dateReader) peek() byte {
	if d.pos < len(d.s) {
		return d.s[d.pos]
	}
	return 0
}

// words reads dates in which the month is a name, and anything else in which the parts tell themselves
// apart: "Mon, 26 January 2004 16:31:00 ET", "Sun Jul 15 01:16:00 +0000 2012", "2004년 05월 28일".
func (d *dateReader) words() bool {
	for d.pos < len(d.s) {
		c := d.s[d.pos]
		switch {
		case isDigit(c):
			d.number()
		case (c == '+' || c == '-') && d.hasTime && d.pos+1 < len(d.s) && isDigit(d.s[d.pos+1]):
			d.zoneOffset()
		case c >= utf8.RuneSelf || isAlnum(c):
			d.word()
		default:
			d.pos++
		}
	}
	if d.day == 0 && (d.wordsMet > 2 || !d.fullYear) { // its day is in words that are not known
		return false
	}
	return d.hasYear && d.month > 0 && d.named // a month and a year will do
}

// number reads a run of digits: a time of day, a year, a day or a month.
func (d *dateReader) number() {
	start := d.pos
	n := d.digits()
	v, _ := strconv.Atoi(n)
	next, _ := utf8.DecodeRuneInString(d.s[d.pos:])
	switch {
	case d.peek() == ':' && !d.hasTime && len(n) <= 2:
		d.pos = start
		d.clock()
	case next == '년' || next == '年':
		d.setYear(n)
		d.pos += utf8.RuneLen(next)
	case next == '월' || next == '月':
		d.month, d.named = v, true
		d.pos += utf8.RuneLen(next)
	case next == '일' || next == '日':
		d.day = v
		d.pos += utf8.RuneLen(next)
	case len(n) <= 2 && !d.hasTime && d.wordClock(v, next):
	case d.monthNext:
		d.month, d.named, d.monthNext = v, true, false
	case d.peek() == '.' && len(n) <= 2 && !d.hasTime && d.day > 0 && d.month > 0 && d.hasYear && d.dotClock(v):
	case len(n) >= 3 || v > 31:
		if !d.hasYear {
			d.setYear(n)
			d.named = d.named || len(n) == 4
		}
	case d.day == 0:
		d.day = v
	case !d.hasYear:
		d.setYear(n)
	case d.month == 0:
		d.month, d.day = d.day, v
	}
}

// wordClock reads a time of day whose hour is followed by a word, next being its first letter: 10h05, 10時05分,
// 오후 3시 5분, 10 pm; false when it is none.
func (d *dateReader) wordClock(hour int, next rune) bool {
	rest := d.s[d.pos:]
	switch next {
	case 'h', 'H', '時', '时', '点', '點', '시':
		rest = rest[utf8.RuneLen(next):]
		if c, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(c) {
			return false
		}
	default:
		low := strings.ToLower(strings.TrimLeft(rest, " "))
		if !strings.HasPrefix(low, "am") && !strings.HasPrefix(low, "pm") || len(low) > 2 && isAlnum(low[2]) {
			return false
		}
		d.hour, d.hasTime = hour, true
		return true
	}
	d.hour, d.hasTime = hour, true
	d.pos = len(d.s) - len(rest)
	minutes := strings.TrimLeft(rest, " ")
	end := len(minutes) - len(strings.TrimLeft(minutes, "0123456789"))
	unit, _ := utf8.DecodeRuneInString(minutes[end:])
	if end > 0 && end <= 2 && (end == 2 && len(minutes) == len(rest) || unit == '分' || unit == '분') {
		d.minute = atoi(minutes[:end])
		d.pos = len(d.s) - len(minutes) + end
	}
	return true
}

// dotClock reads what follows an hour with dots between: 10.00, 10.00.30.
func (d *dateReader) dotClock(hour int) bool {
	rest := d.s[d.pos:]
	if len(rest) < 3 || !isDigit(rest[1]) || !isDigit(rest[2]) || len(rest) > 3 && isDigit(rest[3]) {
		return false
	}
	d.hour, d.minute, d.hasTime = hour, atoi(rest[1:3]), true
	d.pos += 3
	if len(rest) >= 6 && rest[3] == '.' && isDigit(rest[4]) && isDigit(rest[5]) {
		d.sec = atoi(rest[4:6])
		d.pos += 3
	}
	return true
}

// clock reads hh:mm, hh:mm:ss and hh:mm:ss.fff at the position; false when something else is there.
func (d *dateReader) clock() bool {
	h := d.digits()
	if h == "" || len(h) > 2 || d.peek() != ':' {
		return false
	}
	d.pos++
	m := d.digits()
	if m == "" || len(m) > 2 {
		return false
	}
	d.hour, _ = strconv.Atoi(h)
	d.minute, _ = strconv.Atoi(m)
	d.hasTime = true
	if d.peek() == ':' {
		d.pos++
		d.sec, _ = strconv.Atoi(d.digits())
		d.fraction()
	}
	return true
}

func (d *dateReader) fraction() {
	if c := d.peek(); (c != '.' && c != ',') || d.pos+1 >= len(d.s) || !isDigit(d.s[d.pos+1]) {
		return
	}
	d.pos++
	f := d.digits()
	d.ns, _ = strconv.Atoi((f + "000000000")[:9])
}

// word reads a name: of a month, a weekday, a zone, a half of the day. Others say nothing.
func (d *dateReader) word() {
	start := d.pos
	for d.pos < len(d.s) {
		r, n := utf8.DecodeRuneInString(d.s[d.pos:])
		inZone := r == '/' && d.pos+1 < len(d.s) && !isDigit(d.s[d.pos+1]) // Etc/GMT
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && !inZone && (r != '_' || d.pos == start) {
			break
		}
		d.pos += n
	}
	if d.pos == start {
		_, n := utf8.DecodeRuneInString(d.s[d.pos:])
		d.pos += n
		return
	}
	d.wordsMet++
	w := strings.ToLower(d.s[start:d.pos])
	switch w {
	case "tháng":
		d.monthNext = true
		return
	case "am", "a", "vorm", "오전", "上午", "午前", "πμ", "ص":
		if w != "a" {
			d.am = true
		}
		return
	case "pm", "p", "nachm", "오후", "下午", "午後", "μμ", "م":
		d.pm = w != "p"
		return
	}
	if d.month == 0 {
		if m := monthNamed(w); m > 0 {
			d.month, d.named = m, true
			return
		}
	}
	if d.hasTime && d.zoneInWords(w) {
		return
	}
	if off, ok := zoneNamed(w); ok && d.hasTime && !d.hasZone {
		d.offset, d.hasZone = off, true
		if c := d.peek(); c == '+' || c == '-' { // GMT+1, UTC-01:01
			d.hasZone = false
			d.zoneOffset()
		}
	}
}
