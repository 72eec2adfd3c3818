package extract

import (
	"strconv"
	"time"

	"lede/model/text"
)

// month tells whether token i names a month here. "May", "March" and the short forms that are
// words of their own need company.
func (d *dater) month(i int) (time.Month, bool) {
	w := d.word(i)
	if w.class != tMonth {
		return 0, false
	}
	if w.n == 5 && d.shape(i) == text.Lower && d.class(i+1) != text.Number && !d.says(i-1, "in", "of", "since", "until", "th", "st", "nd", "rd") {
		return 0, false
	}
	if !d.asks && d.is(i-1, tArticle) && d.shape(i+1) == text.Lower {
		return 0, false // "the most for a July day"
	}
	if (w.n == 5 || w.n == 3 || d.says(i, "dec", "jan", "mar", "sept")) && !d.monthCompany(i) {
		return 0, false
	}
	return time.Month(w.n), true
}

func (d *dater) monthCompany(i int) bool {
	if d.class(i+1) == text.Number && d.sameSentence(i, i+1) {
		return true
	}
	if _, next := d.ordinal(i + 1); next > 0 {
		return true
	}
	if d.dash(i-1) || d.class(i-1) == text.Number || d.is(i-1, tRelative) || d.is(i-1, tPart) || d.is(i-1, tFrom) || d.is(i-1, tIn) || d.is(i-1, tOrdinal) {
		return true
	}
	return d.says(i-1, "in", "of", "since", "until", "till", "by", "during", "through", "to", "and", "or", "for", "before", "after", "every", "on", "st", "nd", "rd", "th") ||
		i == 0 && i+1 >= len(d.Tokens) || d.through(i+1) && d.is(i+2, tMonth)
}

// monthFirst reads "March 13, 2026", "March 13", "March 2026", "March".
func (d *dater) monthFirst(i int) (period, int) {
	m, ok := d.month(i)
	if !ok {
		return d.glued(i)
	}
	j := i + 1
	if d.says(j, "the") || d.Word(j) == "," && d.tight(j+3) {
		j++
	}
	if day, k := d.dayNumber(j); k > 0 {
		return d.withYear(i, int(m), day, k)
	}
	if d.Word(j) == "/" && d.tight(j) && d.tight(j+1) {
		if day, k := d.dayNumber(j + 1); k > 0 && d.Word(k) != "/" {
			return d.withYear(i, int(m), day, k)
		}
	}
	if day, k := d.cardinal(j); k > 0 && d.asks && day <= 31 && d.class(j) != text.Number {
		if _, next := d.yearInWords(j); next == 0 || next == k {
			return d.withYear(i, int(m), day, k)
		}
	}
	j = i + 1
	if d.says(j, ",", "of", "in") || d.dash(j) && d.tight(j) {
		j++
	}
	if y, ok := d.year(j); ok && d.sameSentence(i, j) {
		return monthOf(y, m, d.zone()), j + 1
	}
	if q := d.Word(j); (q == "'" || q == "’") && d.tight(j+1) {
		if y, ok := d.shortYear(j + 1); ok {
			return monthOf(y, m, d.zone()), j + 2
		}
	}
	if rel, k := d.ofYear(i + 1); k > 0 {
		return monthOf(rel, m, d.zone()), k
	}
	if y, k := d.yearInWords(i + 1); k > 0 {
		return monthOf(y, m, d.zone()), k
	}
	return d.nearest(i, func(y int) (period, bool) { return monthOf(y, m, d.zone()), true }), i + 1
}

// glued reads "Feb13".
func (d *dater) glued(i int) (period, int) {
	w := d.Word(i)
	if d.class(i) != text.Word || len(w) < 4 || len(w) > 5 {
		return period{}, 0
	}
	lex, ok := timeWords()[text.Hash(w[:3])]
	day, err := strconv.Atoi(w[3:])
	if !ok || err != nil || lex.class != tMonth {
		return period{}, 0
	}
	return d.withYear(i, lex.n, day, i+1)
}

// dayNumber reads the day of a month behind its name.
func (d *dater) dayNumber(i int) (day, next int) {
	if n, j := d.ordinal(i); j > 0 && n >= 1 && n <= 31 {
		return n, j
	}
	n, ok := d.digits(i, 2)
	if !ok || n < 1 || n > 31 || d.Word(i+1) == ":" || d.is(i+1, tMeridiem) || d.Word(i+1) == "%" || d.is(i+1, tUnit) && !d.dash(i+1) {
		return 0, 0
	}
	return n, i + 1
}

// withYear takes the year in behind a day and a month, or finds it.
func (d *dater) withYear(i, m, day, j int) (period, int) {
	k := j
	if d.says(k, ",", "of", "in", "the") {
		k++
	}
	if y, ok := d.year(k); ok && d.sameSentence(i, k) {
		return d.civil(y, m, day, k+1)
	}
	if y, k := d.ofYear(j); k > 0 {
		return d.civil(y, m, day, k)
	}
	if y, k := d.yearInWords(j); k > 0 {
		return d.civil(y, m, day, k)
	}
	if day > 29 && day > dayOf(2000, time.Month(m+1), 0, time.UTC).Day() {
		return period{}, 0
	}
	return d.nearest(i, func(y int) (period, bool) { return dayIn(y, m, day, d.zone()) }), j
}

// ofYear reads "of last year", "next year", "this year".
func (d *dater) ofYear(i int) (y, next int) {
	if d.says(i, "of", "in") {
		i++
	}
	if d.is(i, tThe) && d.is(i+1, tRelative) {
		i++
	}
	if w := d.word(i); w.class == tRelative && d.says(i+1, "year") {
		return d.today().Year() + w.n, i + 2
	}
	return 0, 0
}

// dayFirst reads "13 March 2026", "13th of March", "13-15 March", "the fourth of July, 1995".
func (d *dater) dayFirst(i int) (period, int) {
	if d.class(i-1) == text.Symbol && d.tight(i) {
		return period{}, 0
	}
	day, j := d.dayNumber(i)
	if j == 0 {
		if day, j = d.cardinal(i); j == 0 || day < 1 || day > 31 {
			return period{}, 0
		}
	}
	last, k := 0, j
	if d.through(j) || d.says(j, "and") {
		last, k = d.dayNumber(d.skipThe(j + 1))
		apart := d.says(j, "and") && last > day+1 && !d.asks && !d.is(i-1, tFrom) && !d.is(i-2, tFrom) // "10 and 17 June"
		if k == 0 || last <= day || apart {
			last, k = 0, j
		}
	}
	if d.says(k, "day") {
		k++
	}
	of := d.says(k, "of")
	if of {
		k++
	}
	if d.dash(k) && d.tight(k) {
		k++
	}
	if d.is(k, tMonth) && d.sameSentence(i, k) {
		m := d.word(k).n
		a, next := d.withYear(i, m, day, k+1)
		if next == 0 || last == 0 {
			return a, next
		}
		b, ok := dayIn(a.from.Year(), m, last, d.zone())
		if !ok {
			return period{}, 0
		}
		return d.spanning(a, b, false), next
	}
	if of && last == 0 {
		if p, next := d.relative(k); next > 0 && p.grain == gMonth && d.says(next-1, "month") {
			return d.civil(p.from.Year(), int(p.from.Month()), day, next)
		}
		if d.is(k, tThe) && d.says(k+1, "month") {
			t := d.today()
			return d.civil(t.Year(), int(t.Month()), day, k+2)
		}
	}
	return period{}, 0
}
