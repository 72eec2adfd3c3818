package extract

import (
	"strconv"
	"strings"

	"lede/model/text"
)

// duration reads a length of time: "18 months", "two-year", "an hour and a half", "3 hours 30
// minutes". Its value is ISO 8601: "P18M", "P2Y", "PT90M". Ages ("34-year-old") are bare numbers and
// no lengths; "a day" behind a price is a rate.
func (d *dater) duration(i int) (string, int) {
	if d.is(i, tAll) && d.says(i+1, "day") {
		return "P1D", i + 2
	}
	n, g, j := d.length(i)
	if j == 0 || d.age(j) {
		return "", 0
	}
	sum := lengths{}
	sum.add(n, g)
	for {
		k := j
		if d.says(k, ",") {
			k++
		}
		if d.says(k, "and") {
			k++
		}
		if f, next := d.fraction(j); next > 0 && !d.is(next, tUnit) {
			sum.add(f, g)
			j = next
			break
		}
		m, h, next := d.length(k)
		if next == 0 || h >= g || !d.sameSentence(i, k) || d.is(k, tArticle) {
			break
		}
		sum.add(m, h)
		g, j = h, next
	}
	return sum.String(), j
}

// length reads one number with its unit.
func (d *dater) length(i int) (n float64, g grain, next int) {
	if d.is(i, tHalf) && (d.is(i+1, tArticle) || d.dash(i+1)) && d.is(i+2, tUnit) {
		return 0.5, grain(d.word(i + 2).n), i + 3
	}
	if d.is(i, tArticle) && d.is(i+1, tHalf) {
		if j := d.join(i + 2); d.is(j, tUnit) {
			return 0.5, grain(d.word(j).n), j + 1
		}
		return 0, 0, 0
	}
	n, j := d.decimal(i)
	if j == 0 {
		if n, j = d.loose(i); j == 0 {
			return 0, 0, 0
		}
	} else if f, k := d.fraction(j); k > 0 {
		n, j = n+f, k
	}
	j = d.join(j)
	if !d.is(j, tUnit) || !d.sameSentence(i, j) || d.says(j, "second", "min", "mo", "sec") && d.shape(j) != text.Lower {
		return 0, 0, 0
	}
	if d.says(j, "second", "quarter") && d.class(i) != text.Number && !d.dash(j-1) && !d.is(i, tCardinal) {
		return 0, 0, 0
	}
	return n, grain(d.word(j).n), j + 1
}

// fraction reads "and a half", "and half", "and a quarter".
func (d *dater) fraction(i int) (f float64, next int) {
	if !d.says(i, "and") {
		return 0, 0
	}
	j := i + 1
	if d.is(j, tArticle) {
		j++
	}
	switch {
	case d.is(j, tHalf):
		return 0.5, j + 1
	case d.says(j, "quarter") && j == i+2:
		return 0.25, j + 1
	}
	return 0, 0
}

// decimal reads "3", "2.5", "1,000", "two".
func (d *dater) decimal(i int) (float64, int) {
	if d.class(i) == text.Number {
		if d.class(i-1) == text.Symbol && d.tight(i) {
			return 0, 0
		}
		n, err := strconv.ParseFloat(strings.ReplaceAll(d.Word(i), ",", ""), 64)
		if err != nil || n < 0 || n > 1e9 {
			return 0, 0
		}
		if d.says(i+1, "million", "billion", "m") {
			f := map[string]float64{"million": 1e6, "billion": 1e9}[strings.ToLower(d.Word(i+1))]
			if f == 0 {
				return 0, 0
			}
			return n * f, i + 2
		}
		return n, i + 1
	}
	n, j := d.cardinal(i)
	if j > 0 && d.says(j, "hundred") {
		return float64(100 * n), j + 1
	}
	return float64(n), j
}

// loose reads "a", "an", "a couple of" before a unit, where a length is meant: not in "$5 a day",
// "twice a week" or "a second term".
func (d *dater) loose(i int) (float64, int) {
	if !d.is(i, tArticle) {
		return 0, 0
	}
	if d.says(i+1, "couple") {
		if d.says(i+2, "of") {
			return 2, i + 3
		}
		return 2, i + 2
	}
	if d.says(i+1, "second", "minute", "quarter", "weekend") {
		return 0, 0
	}
	w := d.word(i + 1)
	if w.class != tUnit {
		return 0, 0
	}
	if d.says(i-1, "for", "in", "within", "over", "after", "nearly", "almost", "about", "than", "lasting", "lasted", "spent", "half", "takes", "took", "least", "roughly", "just", "only") ||
		d.says(i+2, "earlier", "later", "before", "after", "apart", "long") || d.dash(i+2) && d.says(i+3, "long") || d.says(i+2, "and") && d.is(i+3, tArticle) && d.is(i+4, tHalf) || i == 0 {
		return 1, i + 1
	}
	return 0, 0
}

// age tells "-year-old", "years old", "years of age" behind a length.
func (d *dater) age(i int) bool {
	j := i
	if d.dash(j) {
		j++
	}
	return d.says(j, "old", "olds") || d.says(j, "of") && d.says(j+1, "age")
}

// lengths is a sum of lengths by unit, for ISO 8601.
type lengths struct{ y, mo, w, d, h, mi, s float64 }

func (l *lengths) add(n float64, g grain) {
	switch g {
	case gSecond:
		l.s += n
	case gMinute:
		l.mi += n
	case gHour:
		l.h += n
	case gDay:
		l.d += n
	case gWeekend:
		l.d += 2 * n
	case gWeek:
		l.w += n
	case gFortnight:
		l.w += 2 * n
	case gMonth:
		l.mo += n
	case gQuarter:
		l.mo += 3 * n
	case gDecade:
		l.y += 10 * n
	case gCentury:
		l.y += 100 * n
	case gMillennium:
		l.y += 1000 * n
	default:
		l.y += n
	}
}

func (l lengths) String() string {
	var b strings.Builder
	b.WriteByte('P')
	part := func(n float64, unit string) {
		if n != 0 {
			b.WriteString(strconv.FormatFloat(n, 'f', -1, 64))
			b.WriteString(unit)
		}
	}
	part(l.y, "Y")
	part(l.mo, "M")
	part(l.w, "W")
	part(l.d, "D")
	if l.h != 0 || l.mi != 0 || l.s != 0 {
		b.WriteByte('T')
		part(l.h, "H")
		part(l.mi, "M")
		part(l.s, "S")
	}
	if b.Len() == 1 {
		return "PT0S"
	}
	return b.String()
}
