package extract

import (
	"strconv"
	"strings"
	"time"

	"lede/model/text"
)

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
	if d.asks && d.is(i+1, tMonth) {
		return monthOf(y, time.Month(d.word(i+1).n), d.zone()), i + 2
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
	if sep := d.Word(i + 1); !d.dash(i+1) && sep != "/" && (sep != "~" || !d.asks) || !d.tight(i+1) && d.Tokens[i+1].Gap != d.gap(i+2) {
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
	years := end - y + 1
	if d.asks && len(d.Word(i+2)) == 4 {
		years--
	}
	return yearsOf(y, years, gYear, d.zone()), i + 3
}

func (d *dater) gap(i int) bool { return i < len(d.Tokens) && d.Tokens[i].Gap }

// isYear tells a year from a number of four digits by what stands around it.
func (d *dater) isYear(i, y int) bool {
	if y < 1500 || y > 2150 {
		return y >= 1000 && y < 1500 && d.says(i-1, "in", "since", "of")
	}
	if d.class(i-1) == text.Symbol && d.tight(i) && !d.says(i-1, "=", "<", ">") || d.class(i+1) == text.Symbol && d.tight(i+1) {
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
	if d.is(i, tUnit) {
		return true // "a 2000 year old town"
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
