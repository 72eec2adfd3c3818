package extract

import (
	"strings"
	"sync"
	"time"

	"lede/model/text"
)

// quarter reads "Q3 2025", "third quarter", "the first half of 2026", "H1", "2025-Q4".
func (d *dater) quarter(i int) (period, int) {
	if y, ok := d.year(i); ok {
		j := i + 1
		if d.dash(j) {
			j++
		}
		if k, n := d.coded(j); n > 0 && d.sameSentence(i, j) {
			return d.quarterIn(k, y, n), j + 1
		}
		return period{}, 0
	}
	kind, n := d.coded(i)
	j := i + 1
	if n > 0 && d.class(i) == text.Number {
		j++
	}
	if n == 0 {
		if n, j = d.ordinal(i); j == 0 {
			return period{}, 0
		}
		j = d.join(j)
		switch {
		case d.says(j, "quarter", "qtr") && (n == -1 || n >= 1 && n <= 4):
			kind = gQuarter
		case d.says(j, "half") && n >= 1 && n <= 2:
			kind = gHalf
		default:
			return period{}, 0
		}
		if n == -1 {
			n = 4
		}
		j++
	}
	return d.quarterYear(i, j, kind, n)
}

// quarterYear takes in the year of a quarter or half, or finds it. A half without a year is more
// often one of a match, so it needs "first-half" or a word of business beside it.
func (d *dater) quarterYear(i, j int, kind grain, n int) (period, int) {
	k := j
	for d.says(k, "of", "in", ",", "-", "the", "for") && k < j+2 {
		k++
	}
	if d.says(k, "fiscal", "financial", "calendar") {
		k++
	}
	if y, ok := d.year(k); ok && d.sameSentence(i, k) {
		return d.quarterIn(kind, y, n), k + 1
	}
	if q := d.Word(j); (q == "'" || q == "’") && d.tight(j+1) {
		if y, ok := d.shortYear(j + 1); ok {
			return d.quarterIn(kind, y, n), j + 2
		}
	}
	if y, next := d.ofYear(j); next > 0 {
		return d.quarterIn(kind, y, n), next
	}
	if p, next := d.yearly(k); next > 0 && (d.is(k, tFiscal) || strings.HasPrefix(d.Word(k), "FY")) {
		return d.quarterIn(kind, p.from.Year(), n), next // by the name of the year: where it begins is the firm's
	}
	if d.class(i) == text.Number && kind != 0 && len(d.Word(i)) == 1 && j == i+2 && d.tight(i+1) && d.says(i+1, "q", "h") {
		return period{}, 0
	}
	if d.says(j, "of") && d.is(j+1, tThe) && d.says(j+2, "year") {
		return d.quarterIn(kind, d.today().Year(), n), j + 3
	}
	if kind == gHalf && !d.asks && (!d.dash(i+1) || d.ofMatch(j)) && d.class(i+1) != text.Number && !d.ofBusiness(i) {
		return period{}, 0
	}
	return d.nearest(i, func(y int) (period, bool) { return d.quarterIn(kind, y, n), true }), j
}

// businessWords stand in sentences whose halves are those of a year and not of a match.
var businessWords = sync.OnceValue(func() wordSet {
	return setOf("profit", "profits", "results", "revenue", "revenues", "earnings", "sales", "loss", "losses", "growth", "economy", "margin", "margins",
		"inflation", "orders", "output", "demand", "exports", "imports", "guidance", "prices", "turnover", "dividend", "gdp", "rates", "costs", "deliveries",
		"spending", "bookings", "year", "year’s")
})

// ofMatch tells whether the word at token i is one of a match: "second-half minutes".
func (d *dater) ofMatch(i int) bool {
	return d.says(i, "minutes", "goal", "goals", "penalty", "substitute", "substitutes", "strike", "strikes", "header", "lead", "try", "tries", "points", "comeback", "touchdown", "touchdowns", "stoppage", "injury", "double", "hat", "display", "brace")
}

// ofBusiness tells whether the words around token i are those of business.
func (d *dater) ofBusiness(i int) bool {
	s := d.Sentences[d.SentenceOf(i)]
	for j := max(s.First, i-verbBefore); j < min(s.Last, i+verbAfter); j++ {
		if businessWords()[d.Tokens[j].Fold] {
			return true
		}
	}
	return false
}

func (d *dater) quarterIn(kind grain, y, n int) period {
	if kind == gHalf {
		return halfOf(y, n, d.zone())
	}
	return quarterOf(y, n, d.zone())
}

// coded reads "Q3", "H1", and the beginning of "3Q 2024", which needs its year.
func (d *dater) coded(i int) (grain, int) {
	w := d.Word(i)
	if n, ok := d.digits(i, 1); ok && d.tight(i+1) && n >= 1 && n <= 4 { // "3Q", "1H"
		switch {
		case d.Word(i+1) == "Q":
			return gQuarter, n
		case d.Word(i+1) == "H" && n <= 2:
			return gHalf, n
		}
	}
	if len(w) != 2 || d.class(i) != text.Word {
		return 0, 0
	}
	n := int(w[1] - '0')
	switch {
	case (w[0] == 'Q' || w[0] == 'q') && n >= 1 && n <= 4:
		return gQuarter, n
	case (w[0] == 'H' || w[0] == 'h') && n >= 1 && n <= 2:
		return gHalf, n
	}
	return 0, 0
}

// part reads "early 2026", "mid-February", "the end of 2027", "late last year", "earlier this month".
func (d *dater) part(i int) (period, int) {
	w := d.word(i)
	if d.says(i, "year") && d.dash(i+1) && d.says(i+2, "end") {
		return d.yearEnd(i), i + 3
	}
	if d.says(i, "rest", "remainder") && d.is(i-1, tThe) && d.says(i+1, "of") {
		return d.restOf(i)
	}
	if w.class != tPart {
		return period{}, 0
	}
	j := i + 1
	if d.dash(j) && d.tight(j) {
		j++
	}
	noun := d.says(i, "beginning", "start", "middle", "end", "close")
	switch {
	case noun && d.says(j, "of"):
		j++
	case noun && !d.fragment(i):
		return period{}, 0
	case d.says(j, "in", "on") && !noun:
		j++
	}
	whole, next := d.date(j)
	if next == 0 && d.is(j, tThe) && d.is(j+1, tUnit) && (noun || w.n > 2) {
		if g := grain(d.word(j + 1).n); g >= gWeek && g <= gCentury {
			whole, next = around(d.today(), g), j+2
		}
	}
	if next == 0 || whole.grain < gWeek || whole.grain > gCentury || !d.sameSentence(i, j) {
		return period{}, 0
	}
	return d.partOf(i, w.n, noun, whole), next
}

// restOf reads "the rest of the year", "the remainder of 2026": what is to come of it.
func (d *dater) restOf(i int) (period, int) {
	j := i + 2
	whole, next := d.date(j)
	if d.is(j, tThe) && d.is(j+1, tUnit) && grain(d.word(j+1).n) >= gWeek && grain(d.word(j+1).n) <= gYear {
		whole, next = around(d.today(), grain(d.word(j+1).n)), j+2
	}
	if next == 0 || whole.grain < gWeek || whole.grain > gYear || !d.sameSentence(i, next-1) {
		return period{}, 0
	}
	return d.partOf(i, 4, true, whole), next
}

func (d *dater) partOf(i, n int, noun bool, whole period) period {
	if d.asks {
		if p := d.askedPart(i, n, noun, whole); p.ok() {
			return p
		}
	}
	switch {
	case n == 3:
		if t := d.today(); t.After(whole.from) && t.Before(whole.to) {
			return period{whole.from, t, gDay}
		}
		return whole
	case n == 4:
		if t := d.today(); t.After(whole.from) && t.Before(whole.to) {
			return period{t.AddDate(0, 0, 1), whole.to, gDay}
		}
		return whole
	case noun && n != 1 && whole.grain >= gQuarter && whole.grain <= gYear && !d.says(i, "beginning"):
		if n == 0 {
			return around(whole.from, gMonth)
		}
		return around(whole.to.AddDate(0, 0, -1), gMonth)
	}
	return whole.section(n)
}

// askedPart is the part of a period that a request means: "earlier" and "later" part it in halves, so do
// "early" and "late" a month and "end" the running year.
func (d *dater) askedPart(i, n int, noun bool, whole period) period {
	y, m, day := whole.from.Date()
	var middle time.Time
	switch whole.grain {
	case gWeek:
		middle = dayOf(y, m, day+3, d.zone())
	case gMonth:
		middle = dayOf(y, m, 16, d.zone())
	case gYear:
		middle = dayOf(y, 7, 1, d.zone())
	default:
		return period{}
	}
	relative := d.is(d.skipThe(i+2), tRelative) || d.is(i+1, tRelative)
	switch {
	case noun && whole.grain == gYear && n == 2 && !relative:
		return whole.section(2)
	case noun && (whole.grain != gYear || n != 2) || !noun && n < 3 && whole.grain != gMonth || n == 1:
		return period{}
	case n == 0 || n == 3:
		return period{whole.from, middle, gDay}
	}
	return period{middle, whole.to, gDay}
}

// yearEnd is December of the running year, of the last one where the sentence looks back.
func (d *dater) yearEnd(i int) period {
	return d.nearest(i, func(y int) (period, bool) { return monthOf(y, 12, d.zone()), true })
}
