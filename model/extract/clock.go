package extract

import (
	"fmt"
	"strings"
	"time"

	"lede/model/text"
)

// hours is a time of the day in seconds from midnight, or a stretch [from, to) of it.
type hours struct {
	from, to int
	half     bool // neither am nor pm is told, and both could be
}

func (h hours) String() string {
	if h.from == h.to {
		return clockText(h.from)
	}
	return clockText(h.from) + "/" + clockText(h.to)
}

func clockText(s int) string {
	if s%60 != 0 {
		return fmt.Sprintf("T%02d:%02d:%02d", s/3600%24, s/60%60, s%60)
	}
	return fmt.Sprintf("T%02d:%02d", s/3600%24, s/60%60)
}

// on is the time on a day.
func (h hours) on(day time.Time) period {
	at := func(s int) time.Time { return day.Add(time.Duration(s) * time.Second) }
	return period{at(h.from), at(h.to), gMinute}
}

// clock reads "3pm", "10:30 a.m.", "14:30", "noon", "half past three", "nine o'clock", "0830 GMT".
func (d *dater) clock(i int) (hours, int) {
	if w := d.word(i); w.class == tNoon && !d.says(i+1, "mass") && d.shape(i) != text.Title {
		return hours{from: w.n * 3600, to: w.n * 3600}, i + 1
	}
	if d.class(i) == text.Number && i > 0 && d.class(i-1) == text.Symbol && d.tight(i) {
		return hours{}, 0
	}
	if n, ok := d.digits(i, 2); ok && n == 12 && d.is(i+1, tNoon) {
		return at(d.word(i+1).n * 3600), i + 2
	}
	if h, next := d.spoken(i); next > 0 {
		return d.inPart(h, next)
	}
	s, j, colon := d.reading(i)
	if j == 0 {
		return hours{}, 0
	}
	if pm, k := d.meridiem(j); k > 0 && s < 13*3600 {
		return at(s%(12*3600) + pm*12*3600), k
	}
	if s < 13*3600 && (colon || d.class(i) == text.Number) {
		if h, k := d.inPart(hours{s, s, true}, j); k > j {
			return h, k
		}
	}
	switch {
	case d.says(j, "o'clock", "o’clock", "oclock"):
		k := j + 1
		if pm, l := d.meridiem(k); l > 0 {
			return at(s%(12*3600) + pm*12*3600), l
		}
		return hours{s, s, true}, k
	case colon:
		return hours{s, s, s < 12*3600 && !strings.HasPrefix(d.Word(i), "0")}, j
	case len(d.Word(i)) == 4 && d.says(j, "GMT", "UTC", "BST", "CET", "IST", "hrs", "hours"):
		if d.says(j, "hrs", "hours") && !d.says(i-1, "at", "by", "until", "from", "about", "around") {
			return hours{}, 0
		}
		return at(s), j
	}
	return hours{}, 0
}

// inPart takes the part of the day in behind a time: "8 in the morning", "ten past 9 at night".
func (d *dater) inPart(h hours, i int) (hours, int) {
	j := i
	switch {
	case d.is(i, tIn) && d.is(i+1, tThe) && d.is(i+2, tDaypart):
		j = i + 2
	case d.says(i, "at") && d.says(i+1, "night"):
		j = i + 1
	default:
		return h, i
	}
	if h.half && d.word(j).n > 0 && h.from < 12*3600 {
		h.from, h.to = h.from+12*3600, h.to+12*3600
	}
	h.half = false
	return h, j + 1
}

func at(s int) hours { return hours{from: s, to: s} }

// reading is the number of a clock time in seconds, and whether a colon parted it.
func (d *dater) reading(i int) (s, next int, colon bool) {
	if w := d.Word(i); d.class(i) == text.Number && strings.Count(w, ".") == 1 {
		var h, m int
		if n, err := fmt.Sscanf(w, "%d.%02d", &h, &m); n != 2 || err != nil || len(w)-strings.IndexByte(w, '.') != 3 || h > 24 || m > 59 {
			return 0, 0, false
		}
		return h*3600 + m*60, i + 1, false
	}
	h, ok := d.digits(i, 4)
	if !ok {
		return d.clockWords(i)
	}
	switch n := len(d.Word(i)); {
	case n > 2 && h/100 < 24 && h%100 < 60:
		return h/100*3600 + h%100*60, i + 1, false
	case n > 2 || h > 24:
		return 0, 0, false
	}
	j := i + 1
	s = h * 3600
	if d.Word(j) == ":" && d.tight(j) && d.tight(j+1) {
		m, ok := d.digits(j+1, 2)
		if !ok || len(d.Word(j+1)) != 2 || m > 59 {
			return 0, 0, false
		}
		s, j, colon = s+m*60, j+2, true
		if sec, ok := d.digits(j+1, 2); ok && d.Word(j) == ":" && d.tight(j+1) && sec < 60 {
			s, j = s+sec, j+2
		}
	}
	return s, j, colon
}

// clockWords reads "nine", "nine fifty-nine" where am, pm or o'clock follows.
func (d *dater) clockWords(i int) (s, next int, colon bool) {
	h, j := d.cardinal(i)
	if j == 0 || h < 1 || h > 12 || d.class(i) == text.Number {
		return 0, 0, false
	}
	s = h * 3600
	if m, k := d.cardinal(j); k > 0 && m < 60 && d.class(j) != text.Number {
		if _, l := d.meridiem(k); l > 0 {
			return s + m*60, k, false
		}
	}
	return s, j, false
}

// meridiem reads "am", "p.m.", "p m"; pm is 1 for the afternoon.
func (d *dater) meridiem(i int) (pm, next int) {
	if w := d.word(i); w.class == tMeridiem && d.shape(i) != text.Title {
		return w.n, i + 1
	}
	if d.says(i, "a", "p") && d.says(i+1, "m", "m.") && d.sameSentence(i, i+1) {
		if d.says(i, "p") {
			pm = 1
		}
		return pm, i + 2
	}
	return 0, 0
}

// spoken reads "half past three", "quarter to four pm", "ten past 5".
func (d *dater) spoken(i int) (hours, int) {
	j := i
	if d.is(j, tArticle) {
		j++
	}
	m := 0
	switch {
	case d.is(j, tHalf):
		m, j = 30, j+1
	case d.says(j, "quarter"):
		m, j = 15, j+1
	default:
		if m, j = d.cardinal(i); j == 0 || m > 59 {
			return hours{}, 0
		}
		if d.says(j, "minutes") {
			j++
		}
	}
	sign := 1
	switch {
	case d.says(j, "past", "after"):
	case d.says(j, "to", "before") && m != 30:
		sign = -1
	default:
		return hours{}, 0
	}
	if d.is(j+1, tNoon) {
		return at(d.word(j+1).n*3600 + sign*m*60), j + 2
	}
	h, k := d.cardinal(j + 1)
	if k == 0 || h < 1 || h > 12 || d.is(k, tUnit) || d.says(j, "after", "before", "to") && d.class(i) == text.Number && !d.is(k, tMeridiem) {
		return hours{}, 0
	}
	if d.says(j, "to") && (d.class(i) == text.Number || m != 15 && !d.is(k, tMeridiem)) { // "5 to 6pm", "ten to twelve people"
		return hours{}, 0
	}
	s := h*3600 + sign*m*60
	if d.says(k, "o'clock", "o’clock", "oclock") {
		k++
	}
	if pm, l := d.meridiem(k); l > 0 {
		return at((s+12*3600)%(12*3600) + pm*12*3600), l
	}
	return hours{s, s, true}, k
}

// clockRange reads "from 2pm to 4pm", "between 9 and 11:30 a.m.", "2-4pm".
func (d *dater) clockRange(i int) (hours, int) {
	led := d.is(i, tFrom)
	j := i
	if led {
		j++
	}
	a, k := d.clock(j)
	if k == 0 {
		s, l, _ := d.reading(j)
		if l == 0 || d.class(j) != text.Number || s > 12*3600 && len(d.Word(j)) < 4 {
			return hours{}, 0
		}
		a, k = hours{s, s, true}, l
	}
	and := led && d.word(i).n == 1
	if and && !d.says(k, "and", "to") && !d.dash(k) || !and && !d.through(k) || d.says(k, "and") && !led {
		return hours{}, 0
	}
	b, next := d.clock(k + 1)
	if n, ok := d.digits(k+1, 4); next == 0 && led && ok && len(d.Word(k+1)) == 4 && n/100 < 24 && n%100 < 60 {
		b, next = at(n/100*3600+n%100*60), k+2
	}
	if next == 0 || !d.sameSentence(i, next-1) {
		return hours{}, 0
	}
	return joined(a, b), next
}

// joined is the stretch between two times; the half of the day that only one of them tells is the
// other's as well.
func joined(a, b hours) hours {
	const noon = 12 * 3600
	if a.half && !b.half && b.from >= noon && a.from < noon && a.from+noon < b.from {
		a.from += noon
	}
	if b.half && !a.half && b.from < a.from {
		b.from += noon
	}
	return hours{a.from, b.from, a.half && b.half}
}

// clockAfter reads the time behind a day: "Tuesday at 2pm", "tomorrow, 9 a.m.", "Friday from 7 to 8pm".
func (d *dater) clockAfter(day period, i int) (period, int) {
	j := i
	for d.says(j, ",", "at", "@", "around", "about") && j < i+2 {
		j++
	}
	h, next := d.clockRange(j)
	if next == 0 {
		h, next = d.clock(j)
		h.to = h.from
	}
	if next == 0 && j > i && !d.says(j-1, ",") {
		h, next = d.bareHour(j)
	}
	if next == 0 || !d.sameSentence(i, next-1) || !day.ok() {
		return period{}, 0
	}
	if h.half && d.evening(d.begin, i) && h.from < 12*3600 {
		h.from, h.to = h.from+12*3600, h.to+12*3600
	}
	return h.on(day.from), next
}

// bareHour reads the "5" of "tonight at 5", where nothing follows that it could count.
func (d *dater) bareHour(i int) (hours, int) {
	n, ok := d.digits(i, 2)
	if !ok || n < 1 || n > 12 {
		return hours{}, 0
	}
	if c := d.class(i + 1); i+1 < len(d.Tokens) && c != text.Stop && (c != text.Punct || d.Word(i+1) == ":" || d.Word(i+1) == "/") {
		return hours{}, 0
	}
	return hours{n * 3600, n * 3600, true}, i + 1
}

// evening tells whether a phrase names a part of the day behind noon.
func (d *dater) evening(first, next int) bool {
	for i := first; i < next; i++ {
		if d.says(i, "tonight", "tonite") || d.is(i, tDaypart) && d.word(i).n > 0 {
			return true
		}
	}
	return false
}

// clockOn reads the day behind a time: "3pm today", "8:30 tomorrow morning".
func (d *dater) clockOn(h hours, i int) (period, int) {
	p, next := d.deictic(i)
	if next == 0 || !p.ok() || !d.sameSentence(i-1, i) {
		return period{}, 0
	}
	end := d.daypart(next)
	if h.half && d.evening(i, end) && h.from < 12*3600 {
		h.from, h.to = h.from+12*3600, h.to+12*3600
	}
	return h.on(p.from), end
}
