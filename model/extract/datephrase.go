package extract

import (
	"strconv"
	"strings"
	"time"

	"lede/model/text"
)

// year reads a year of four digits.
func (d *dater) year(i int) (int, bool) {
	n, ok := d.digits(i, 4)
	return n, ok && len(d.Word(i)) == 4 && n >= 1000 && n < 2200
}

// shortYear reads two digits of a year: at most a dozen years ahead, else in the century before.
func (d *dater) shortYear(i int) (int, bool) {
	n, ok := d.digits(i, 2)
	if !ok || len(d.Word(i)) != 2 {
		return 0, false
	}
	y := d.ref.Year()/100*100 + n
	if y > d.ref.Year()+12 {
		y -= 100
	}
	return y, true
}

// numeric reads 2026-02-11, 11/02/2026, 11.02.2026, 22/Jan/2019, 20260211.
func (d *dater) numeric(i int) (period, int) {
	if d.class(i) != text.Number {
		return period{}, 0
	}
	if p, ok := d.compact(d.Word(i)); ok {
		return p, i + 1
	}
	sep := d.Word(i + 1)
	if sep != "/" && sep != "-" && sep != "–" && sep != "." || !d.tight(i+1) || !d.tight(i+2) {
		return period{}, 0
	}
	if d.is(i+2, tMonth) && d.Word(i+3) == sep {
		if y, ok := d.year(i); ok {
			if day, ok := d.digits(i+4, 2); ok {
				return d.civil(y, d.word(i+2).n, day, i+5)
			}
		}
		day, ok := d.digits(i, 2)
		year, ok2 := d.anyYear(i + 4)
		if ok && ok2 {
			return d.civil(year, d.word(i+2).n, day, i+5)
		}
	}
	if d.Word(i+3) == sep && d.tight(i+3) && d.tight(i+4) {
		a, oka := d.digits(i, 4)
		b, okb := d.digits(i+2, 2)
		c, okc := d.digits(i+4, 4)
		if oka && okb && okc {
			return d.threeNumbers(i, a, b, c)
		}
	}
	return d.twoNumbers(i, sep)
}

// threeNumbers tells year, month and day apart. Where day and month could be either, the publisher's
// country decides: the month stands first in the United States only.
func (d *dater) threeNumbers(i, a, b, c int) (period, int) {
	if len(d.Word(i)) == 4 {
		return d.civil(a, b, c, i+5)
	}
	y := c
	if len(d.Word(i+4)) == 2 {
		y, _ = d.shortYear(i + 4)
	} else if len(d.Word(i+4)) != 4 {
		return period{}, 0
	}
	if d.monthLeads(a, b) {
		return d.civil(y, a, b, i+5)
	}
	return d.civil(y, b, a, i+5)
}

func (d *dater) monthLeads(a, b int) bool {
	if a > 12 || b > 12 {
		return b > 12
	}
	return d.in.Country == "" || d.in.Country == "US"
}

// twoNumbers reads 12/2015, 2015-12 and, with a slash, 11/20.
func (d *dater) twoNumbers(i int, sep string) (period, int) {
	if d.Word(i+3) == sep {
		return period{}, 0
	}
	if y, ok := d.year(i); ok {
		if m, ok := d.digits(i+2, 2); ok && m >= 1 && m <= 12 && sep != "." && len(d.Word(i+2)) == 2 && sep != "/" && m < y%100 {
			return monthOf(y, time.Month(m), d.zone()), i + 3
		}
		return period{}, 0
	}
	a, ok := d.digits(i, 2)
	if !ok {
		return period{}, 0
	}
	if y, ok := d.year(i + 2); ok && a >= 1 && a <= 12 && sep != "." {
		return monthOf(y, time.Month(a), d.zone()), i + 3
	}
	b, ok := d.digits(i+2, 2)
	if !ok || sep != "/" || a == 9 && b == 11 || !d.datelike(i) {
		return period{}, 0
	}
	m, day := a, b
	if !d.monthLeads(a, b) {
		m, day = b, a
	}
	if m < 1 || m > 12 || day < 1 || day > 31 || m+day < 4 {
		return period{}, 0
	}
	return d.nearest(i, func(y int) (period, bool) { return dayIn(y, m, day, d.zone()) }), i + 3
}

// datelike tells whether what stands before two numbers with a slash lets them be a day: "on 11/20".
func (d *dater) datelike(i int) bool {
	return i == 0 || d.asks || d.says(i-1, "on", "by", "until", "since", "from", "to", "before", "after", "next", "through", "and", "between") ||
		d.is(i-1, tWeekday) || d.class(i-1) == text.Punct
}

func (d *dater) anyYear(i int) (int, bool) {
	if y, ok := d.year(i); ok {
		return y, true
	}
	return d.shortYear(i)
}

// compact reads 20260211 and 11.02.2026, which are one token each.
func (d *dater) compact(w string) (period, bool) {
	if len(w) == 8 && strings.Trim(w, "0123456789") == "" && (w[:2] == "19" || w[:2] == "20") {
		y, _ := strconv.Atoi(w[:4])
		m, _ := strconv.Atoi(w[4:6])
		day, _ := strconv.Atoi(w[6:])
		return dayIn(y, m, day, d.zone())
	}
	if strings.Count(w, ".") != 2 {
		return period{}, false
	}
	f := strings.Split(w, ".")
	if len(f) != 3 || len(f[0]) > 4 || len(f[1]) > 2 || len(f[2]) > 4 {
		return period{}, false
	}
	var n [3]int
	for i := range f {
		v, err := strconv.Atoi(f[i])
		if err != nil {
			return period{}, false
		}
		n[i] = v
	}
	switch {
	case len(f[0]) == 4:
		return dayIn(n[0], n[1], n[2], d.zone())
	case len(f[2]) == 4 && d.in.Country == "US" && n[0] <= 12:
		return dayIn(n[2], n[0], n[1], d.zone())
	case len(f[2]) == 4:
		return dayIn(n[2], n[1], n[0], d.zone())
	}
	return period{}, false
}

// dayIn is a day of the calendar; false for one that there is not.
func dayIn(y, m, day int, loc *time.Location) (period, bool) {
	if y < 1000 || y > 2200 || m < 1 || m > 12 || day < 1 || day > dayOf(y, time.Month(m+1), 0, loc).Day() {
		return period{}, false
	}
	return dayPeriod(y, time.Month(m), day, loc), true
}

func (d *dater) civil(y, m, day, next int) (period, int) {
	p, ok := dayIn(y, m, day, d.zone())
	if !ok {
		return period{}, 0
	}
	return p, next
}

// yearInWords reads "nineteen ninety-three", "nineteen hundred ninety three", "two thousand and six".
func (d *dater) yearInWords(i int) (y, next int) {
	century, j := d.cardinal(i)
	if j == 0 || d.class(i) == text.Number {
		return 0, 0
	}
	if century == 2 && d.says(j, "thousand") {
		k := j + 1
		if d.says(k, "and") {
			k++
		}
		if n, l := d.cardinal(k); l > 0 && n < 100 && d.class(k) != text.Number {
			return 2000 + n, l
		}
		return 2000, j + 1
	}
	if century < 15 || century > 20 {
		return 0, 0
	}
	if d.says(j, "hundred") {
		j++
		if d.says(j, "and") {
			j++
		}
	}
	n, k := d.cardinal(j)
	if k == 0 || n < 10 || n > 99 || d.class(j) == text.Number {
		return 0, 0
	}
	return 100*century + n, k
}
