package extract

import (
	"strconv"
	"strings"
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
	if d.says(j, "of") && d.is(j+1, tThe) && d.says(j+2, "year") {
		return d.quarterIn(kind, d.today().Year(), n), j + 3
	}
	if kind == gHalf && !d.dash(i+1) && !d.says(j, "profit", "profits", "results", "revenue", "earnings", "sales", "loss", "growth") && d.class(i) != text.Word {
		return period{}, 0
	}
	if kind == gHalf && d.is(i, tOrdinal) && !d.dash(i+1) && !d.says(j, "profit", "profits", "results", "revenue", "earnings", "sales", "loss", "growth") {
		return period{}, 0
	}
	return d.nearest(i, func(y int) (period, bool) { return d.quarterIn(kind, y, n), true }), j
}

func (d *dater) quarterIn(kind grain, y, n int) period {
	if kind == gHalf {
		return halfOf(y, n, d.zone())
	}
	return quarterOf(y, n, d.zone())
}

// coded reads "Q3", "H1", "3Q" is left out: it is rare and looks like much else.
func (d *dater) coded(i int) (grain, int) {
	w := d.Word(i)
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

func (d *dater) partOf(i, n int, noun bool, whole period) period {
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

// yearEnd is December of the running year, of the last one where the sentence looks back.
func (d *dater) yearEnd(i int) period {
	return d.nearest(i, func(y int) (period, bool) { return monthOf(y, 12, d.zone()), true })
}

// yearly reads years, ranges of years, decades and fiscal years.
func (d *dater) yearly(i int) (period, int) {
	if d.is(i, tFiscal) || d.says(i, "financial", "calendar") {
		j := i + 1
		if d.says(j, "year") {
			j++
		}
		if y, ok := d.year(j); ok && d.sameSentence(i, j) {
			return d.fiscal(y, j)
		}
		return period{}, 0
	}
	if w := d.Word(i); strings.HasPrefix(w, "FY") && len(w) >= 4 && d.class(i) == text.Word {
		if y, err := strconv.Atoi(w[2:]); err == nil && (y >= 1900 && y < 2200 || y < 100) {
			if y < 100 {
				y += 2000
			}
			return yearOf(y, d.zone()), i + 1
		}
	}
	if d.says(i, "year") {
		if y, ok := d.year(i + 1); ok {
			return yearOf(y, d.zone()), i + 2
		}
	}
	if p, next := d.decade(i); next > 0 {
		return p, next
	}
	y, ok := d.year(i)
	if !ok {
		return period{}, 0
	}
	if p, next := d.yearRange(i, y); next > 0 {
		return p, next
	}
	if !d.isYear(i, y) {
		return period{}, 0
	}
	return yearOf(y, d.zone()), i + 1
}

// fiscal reads the rest of "financial year 2025-26".
func (d *dater) fiscal(y, i int) (period, int) {
	if p, next := d.yearRange(i, y); next > 0 {
		return p, next
	}
	return yearOf(y, d.zone()), i + 1
}

// yearRange reads "2014-2018", "2014–18", "2025/26".
func (d *dater) yearRange(i, y int) (period, int) {
	if sep := d.Word(i + 1); !d.dash(i+1) && sep != "/" || !d.tight(i+1) && d.Tokens[i+1].Gap != d.gap(i+2) {
		return period{}, 0
	}
	if d.Word(i+3) == d.Word(i+1) && d.tight(i+3) {
		return period{}, 0
	}
	end, ok := d.year(i + 2)
	if !ok {
		n, two := d.digits(i+2, 2)
		if !two || len(d.Word(i+2)) != 2 || !d.tight(i+2) {
			return period{}, 0
		}
		end = y/100*100 + n
		if end < y && n == 0 {
			end += 100
		}
	}
	if end <= y || end-y > 400 {
		return period{}, 0
	}
	return yearsOf(y, end-y+1, gYear, d.zone()), i + 3
}

func (d *dater) gap(i int) bool { return i < len(d.Tokens) && d.Tokens[i].Gap }

// isYear tells a year from a number of four digits by what stands around it.
func (d *dater) isYear(i, y int) bool {
	if y < 1500 || y > 2150 {
		return y >= 1000 && y < 1500 && d.says(i-1, "in", "since", "of")
	}
	if d.class(i-1) == text.Symbol && d.tight(i) || d.class(i+1) == text.Symbol && d.tight(i+1) {
		return false
	}
	if d.says(i-1, "in", "since", "until", "till", "by", "during", "from", "of", "and", "to", "for", "before", "after", "late", "early", "mid", "through", "between", "around", "circa", "(", "year") {
		return !d.counts(i + 1)
	}
	if d.is(i-1, tMonth) || d.is(i-1, tPart) || d.dash(i-1) && d.is(i-2, tPart) {
		return true
	}
	return y >= 1800 && y <= 2099 && !d.counts(i+1) && !d.tied(i)
}

// counts tells whether token i is what a number before it could count: "2000 people", "1500 metres".
func (d *dater) counts(i int) bool {
	if d.class(i) != text.Word || d.shape(i) != text.Lower || !d.sameSentence(i-1, i) {
		return d.class(i) == text.Dash && d.tight(i) && d.shape(i+1) == text.Lower
	}
	w := d.Word(i)
	if d.says(i, "was", "is", "has", "as", "this", "does", "its", "his", "us", "versus", "across", "towards", "unless", "whereas", "elections", "olympics", "results",
		"figures", "levels", "sales", "earnings", "profits", "revenues", "finals", "games", "championships", "rules", "guidelines", "accords", "protests") {
		return false
	}
	return w[len(w)-1] == 's' || d.says(i, "people", "men", "women", "children", "feet", "mph", "km", "kg", "per", "million", "billion", "hundred", "square", "metric", "tonne", "bn", "m")
}

// tied tells a number that is part of a name or code: "Boeing 2000", "Room 1984", "#2020".
func (d *dater) tied(i int) bool {
	if i == 0 || !d.sameSentence(i-1, i) {
		return false
	}
	if d.dash(i-1) && d.tight(i-1) && d.tight(i) {
		return true
	}
	return d.says(i-1, "no", "no.", "number", "room", "flight", "route", "highway", "model", "some", "about", "nearly", "almost", "over", "than", "only", "roughly", "up", "least", "another", "every", "all", "exactly", "just")
}

// decade reads "1990s", "the '90s", "the early 1840s" (its part is read by part).
func (d *dater) decade(i int) (period, int) {
	j := i
	short := false
	if q := d.Word(i); (q == "'" || q == "’" || q == "‘") && d.tight(i+1) {
		j, short = i+1, true
	}
	if !d.tight(j+1) || d.Word(j+1) != "s" && d.Word(j+1) != "'s" && d.Word(j+1) != "’s" {
		return period{}, 0
	}
	n, ok := d.digits(j, 4)
	if !ok || n%10 != 0 {
		return period{}, 0
	}
	switch len(d.Word(j)) {
	case 4:
		if n < 1000 || n > 2200 {
			return period{}, 0
		}
	case 2:
		if !short && !d.is(i-1, tThe) && !d.is(i-1, tPart) {
			return period{}, 0
		}
		if n += 1900; n < 1930 {
			n += 100
		}
	default:
		return period{}, 0
	}
	size := 10
	if n%100 == 0 && n < d.ref.Year()-60 && d.Word(j)[2:] == "00" && !d.says(i-1, "early", "late", "mid") {
		size = 100 // "the 1800s"
	}
	return yearsOf(n, size, gDecade, d.zone()), j + 2
}

// season reads "this summer", "winter 2024", "the spring of 2025". ISO has no name for them: those
// of the north, by months.
func (d *dater) season(i int) (period, int) {
	w := d.word(i)
	rel, j := 0, i
	if w.class == tRelative {
		rel, j = w.n, i+1
		w = d.word(j)
	}
	if w.class != tSeason || d.says(j, "fall", "spring") && d.shape(j) == text.Lower && j == i && !d.is(i-1, tThe) {
		return period{}, 0
	}
	in := func(y int) period {
		m := time.Month(3 + 3*w.n)
		return period{dayOf(y, m, 1, d.zone()), dayOf(y, m+3, 1, d.zone()), gQuarter}
	}
	k := j + 1
	if d.says(k, "of") {
		k++
	}
	if y, ok := d.year(k); ok && d.sameSentence(i, k) {
		return in(y), k + 1
	}
	if j == i {
		return period{}, 0
	}
	y := d.today().Year()
	if rel < 0 && in(y).to.After(d.today()) {
		y--
	} else if rel > 0 && !in(y).from.After(d.today()) {
		y++
	}
	return in(y), j + 1
}
