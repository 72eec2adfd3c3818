package extract

import (
	"time"

	"lede/model/text"
)

// southern tells the countries that have their summer in December.
func southern(country string) bool {
	switch country {
	case "AU", "NZ", "ZA", "AR", "CL", "UY", "FJ", "PG":
		return true
	}
	return false
}

// season reads "this summer", "winter 2024", "the spring of 2025". ISO has no name for them: they
// are told by months, those of the south where the publisher is at home there.
func (d *dater) season(i int) (period, int) {
	w := d.word(i)
	rel, j := 0, i
	if w.class == tRelative {
		if d.says(i, "following", "preceding") && !d.fragment(i) {
			return period{}, 0
		}
		rel, j = w.n, i+1
		w = d.word(j)
	}
	if w.class != tSeason {
		return period{}, 0
	}
	if d.says(j, "fall", "spring") && d.shape(j) == text.Lower && j == i && !d.is(i-1, tThe) {
		if _, ok := d.year(j + 1); !ok || d.says(i-1, "to") { // else a verb
			return period{}, 0
		}
	}
	first := 3 + 3*w.n
	if southern(d.in.Country) {
		first = 3 + (first+3)%12
	}
	in := func(y int) period {
		m := time.Month(first)
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
	running := in(y - 1).to.After(d.today()) // the winter that the year began in
	switch {
	case running && rel == 0:
		y--
	case rel < 0:
		for in(y).to.After(d.today()) {
			y--
		}
	case rel > 0 && !in(y).from.After(d.today()):
		y++
	}
	return in(y), j + 1
}
