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

// String is the time in ISO 8601, "T14:30", or two of them with a slash between.
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

// on is the time on a day; a stretch that ends before it begins ends on the next day.
func (h hours) on(day time.Time) period {
	at := func(s int) time.Time { return day.Add(time.Duration(s) * time.Second) }
	if h.to < h.from {
		h.to += 24 * 3600
	}
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
	case len(d.Word(i)) == 4 && d.Word(i)[0] == '0' && d.class(i) == text.Number && d.says(i-1, "at"):
		return at(s), j
	case len(d.Word(i)) == 4 && (d.hasZone(j) || d.says(j, "hrs", "hours") && d.says(i-1, "at", "by", "until", "from", "about", "around")):
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
	if d.class(i) == text.Number {
		if h, m, ok := strings.Cut(d.Word(i), "."); ok {
			hour, ok1 := smallNumber(h, 2)
			minute, ok2 := smallNumber(m, 2)
			if !ok1 || !ok2 || len(m) != 2 || hour > 24 || minute > 59 {
				return 0, 0, false
			}
			return hour*3600 + minute*60, i + 1, false
		}
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
