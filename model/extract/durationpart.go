package extract

import (
	"lede/model/text"
)

// ofAnHour reads parts of a unit: "three-quarters of an hour", "1/2 hour", "a quarter of an hour".
func (d *dater) ofAnHour(i int) (n float64, g grain, next int) {
	part, j := 0.0, i
	switch {
	case (d.is(i, tArticle) || d.is(i, tCardinal)) && d.says(d.join(i+1), "quarter", "quarters"):
		part, j = 0.25, d.join(i+1)+1
		if d.is(i, tCardinal) {
			part *= float64(d.word(i).n)
		}
		if !d.says(j, "of") || !d.is(j+1, tArticle) {
			return 0, 0, 0
		}
	case d.class(i) == text.Number && d.Word(i+1) == "/" && d.tight(i+1) && d.tight(i+2):
		a, ok := d.digits(i, 1)
		b, ok2 := d.digits(i+2, 1)
		if !ok || !ok2 || a >= b {
			return 0, 0, 0
		}
		part, j = float64(a)/float64(b), i+3
		if g, next := d.shortUnit(j); next > 0 {
			return part, g, next
		}
	default:
		return 0, 0, 0
	}
	if d.says(j, "of") {
		j++
	}
	if d.is(j, tArticle) {
		j++
	}
	if !d.is(j, tUnit) {
		return 0, 0, 0
	}
	return part, grain(d.word(j).n), j + 1
}

// shortUnit reads the letter of a unit behind a number: "3h"; in a request also "2m", "3Y".
func (d *dater) shortUnit(i int) (grain, int) {
	w := d.Word(i)
	if len(w) != 1 || d.class(i) != text.Word && d.class(i) != text.Quote || !d.asks && (w != "h" || !d.tight(i)) || d.class(i-1) != text.Number {
		return 0, 0
	}
	switch w[0] {
	case 'h':
		return gHour, i + 1
	case 'm', '\'':
		return gMinute, i + 1
	case '"':
		return gSecond, i + 1
	case 'd':
		return gDay, i + 1
	case 'w', 'W':
		return gWeek, i + 1
	case 'y', 'Y':
		return gYear, i + 1
	}
	return 0, 0
}

// fraction reads "and a half", "and half", "and a quarter".
func (d *dater) fraction(i int) (f float64, next int) {
	if a, ok := d.digits(i, 1); ok && d.Word(i+1) == "/" && d.tight(i+1) && d.tight(i+2) && d.class(i-1) == text.Number {
		if b, ok := d.digits(i+2, 1); ok && a < b {
			return float64(a) / float64(b), i + 3 // "5 1/2"
		}
	}
	i = d.join(i)
	if !d.says(i, "and") {
		return 0, 0
	}
	j := d.join(i + 1)
	if d.is(j, tArticle) {
		j = d.join(j + 1)
	}
	switch {
	case d.is(j, tHalf):
		return 0.5, j + 1
	case d.says(j, "quarter") && j > i+1:
		return 0.25, j + 1
	}
	return 0, 0
}

// loose reads "a", "an", "a couple of" before a unit, where a length is meant: not in "$5 a day",
// "twice a week" or "a second term".
func (d *dater) loose(i int) (float64, int) {
	if d.asks {
		if n, j := d.few(i); j > 0 {
			return n, j
		}
	}
	if !d.is(i, tArticle) {
		return 0, 0
	}
	if d.says(i+1, "couple") {
		if d.says(i+2, "of") {
			return 2, i + 3
		}
		return 2, i + 2
	}
	if d.asks && d.is(i+1, tUnit) && !d.says(i+1, "second") && !d.says(i-1, "times", "once", "twice") && d.class(i-1) != text.Number {
		return 1, i + 1
	}
	if d.says(i+1, "second", "minute", "quarter", "weekend") || d.perUnit(i) {
		return 0, 0
	}
	w := d.word(i + 1)
	if w.class != tUnit {
		return 0, 0
	}
	if d.says(i-1, "for", "in", "within", "over", "after", "nearly", "almost", "about", "than", "lasting", "lasted", "spent", "half", "takes", "took", "least", "roughly", "just", "only") ||
		d.says(i+2, "earlier", "later", "before", "after", "apart", "long", "late", "early", "ahead") || d.dash(i+2) && d.says(i+3, "long") || d.says(i+2, "and") && d.is(i+3, tArticle) && d.is(i+4, tHalf) || i == 0 {
		return 1, i + 1
	}
	return 0, 0
}

// few reads the numbers of a request that are taken for small ones: "a few", "few", "another", "a pair of".
func (d *dater) few(i int) (float64, int) {
	j := i
	if d.is(j, tArticle) {
		j++
	}
	switch {
	case d.says(j, "few") && d.is(j+1, tUnit):
		return 3, j + 1
	case d.says(i, "another") && d.is(i+1, tUnit):
		return 1, i + 1
	case j > i && d.says(j, "pair") && d.says(j+1, "of"):
		return 2, j + 2
	}
	return 0, 0
}
