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
	if d.asks && d.is(i, tAll) && d.says(i+1, "week", "month", "year") {
		sum := lengths{}
		sum.add(1, grain(d.word(i+1).n))
		return sum.String(), i + 2
	}
	sum, j := d.lengths(i)
	if j == 0 || d.age(j) {
		return "", 0
	}
	return sum.String(), j
}

// lengths reads a number with its unit, and smaller ones behind it: "3 hours 30 minutes".
func (d *dater) lengths(i int) (lengths, int) {
	sum := lengths{}
	n, g, j := d.length(i)
	if j == 0 {
		return sum, 0
	}
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
		if next == 0 || h >= g || !d.sameSentence(i, k) || d.is(k, tArticle) && !d.asks {
			break
		}
		sum.add(m, h)
		g, j = h, next
	}
	return sum, j
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
	if n, g, next = d.ofAnHour(i); next > 0 {
		return n, g, next
	}
	n, j := d.decimal(i)
	if j == 0 {
		if n, j = d.loose(i); j == 0 {
			return 0, 0, 0
		}
	} else if f, k := d.fraction(j); k > 0 {
		n, j = n+f, k
	}
	if g, next := d.shortUnit(j); next > 0 {
		return n, g, next
	}
	if j = d.join(j); d.asks && d.says(j, "more", "additional", "extra", "fewer", "less") {
		j++
	}
	if n >= 1900 && n < 2100 && j == i+1 && !d.asks && !d.manyOf(j) {
		return 0, 0, 0 // "the World Cup 2018 day five"
	}
	if !d.is(j, tUnit) || !d.sameSentence(i, j) || d.says(j, "second", "min", "mo", "sec") && d.shape(j) != text.Lower {
		return 0, 0, 0
	}
	if d.says(j, "second") && n != 1 && !d.dash(j-1) && !d.asks {
		return 0, 0, 0 // "nine second-half minutes"
	}
	if d.says(j, "second", "quarter") && d.class(i) != text.Number && !d.dash(j-1) && !d.is(i, tCardinal) {
		return 0, 0, 0
	}
	return n, grain(d.word(j).n), j + 1
}

// withoutPart parts a number from the fraction of one character at its end: "2½".
func withoutPart(w string) (rest string, part float64) {
	if n := len(w) - 2; n > 0 && w[n] == 0xC2 {
		switch w[n:] {
		case "½":
			return w[:n], 0.5
		case "¼":
			return w[:n], 0.25
		case "¾":
			return w[:n], 0.75
		}
	}
	return w, 0
}

// decimal reads "3", "2.5", "1,000", "two".
func (d *dater) decimal(i int) (float64, int) {
	if d.class(i) == text.Number {
		if d.class(i-1) == text.Symbol && d.tight(i) {
			return 0, 0
		}
		w, part := withoutPart(d.Word(i))
		n, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
		n += part
		if err != nil || n < 0 || n > 1e9 {
			return 0, 0
		}
		if d.says(i+1, "million", "billion") || d.says(i+1, "m") && !d.asks {
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

// age tells "-year-old", "years old", "years of age" behind a length.
func (d *dater) age(i int) bool {
	j := i
	if d.dash(j) {
		j++
	}
	return d.says(j, "old", "olds") || d.says(j, "of") && d.says(j+1, "age")
}
