package extract

import (
	"lede/model"
	"lede/model/text"
)

// others adds the days that stand in a row with the one read as tokens [i, next) and share its month,
// each as a date of its own: the 27 of "Jan. 20 or 27", the 28 of "28 or 29 April", the 3 and 10 of
// "3, 10 and 17 June". It gives the token after the row.
func (d *dater) others(i, next int) int {
	before, behind := d.class(i) == text.Number && d.rowBefore(i, i) >= 0, d.is(i, tMonth) && d.rowBehind(next) > 0
	if d.asks || !d.known || !before && !behind { // nearly always: the date is read again only where a row is in sight
		return next
	}
	p, j := d.date(i)
	if j != next || p.grain != gDay || !p.to.Equal(p.from.AddDate(0, 0, 1)) {
		return next
	}
	y, m, day := p.from.Date()
	for k := d.rowBefore(i, i); before && k >= 0; k = d.rowBefore(k, i) {
		n, ok := d.digits(k, 2)
		if !ok || n < 1 || n >= day || d.class(k-1) == text.Symbol && d.tight(k) {
			break
		}
		d.bare(k, dayPeriod(y, m, n, d.zone()))
	}
	for k := d.rowBehind(next); behind && k > 0; k = d.rowBehind(next) {
		n, ok := d.digits(k, 2)
		if !ok || n <= day || n > 31 || !d.endsRow(k+1) {
			break
		}
		q, ok := dayIn(y, int(m), n, d.zone())
		if !ok {
			break
		}
		d.bare(k, q)
		day, next = n, k+1
	}
	return next
}

// bare makes the number that is token k, and its "th", a day. What was taken for a count of something takes its place.
func (d *dater) bare(k int, p period) {
	f := model.Fact{Kind: model.Date, Span: d.Span(k, d.suffixed(k)), Value: p.String()}
	for i := range d.found {
		if g := &d.found[i]; g.Span == f.Span && g.Kind == model.Number {
			f.Sentence = g.Sentence
			*g = f
			return
		}
	}
	d.put(f)
}

// suffixed is the token after a number and the "rd" behind it.
func (d *dater) suffixed(k int) int {
	if d.tight(k+1) && d.says(k+1, "st", "nd", "rd", "th") {
		return k + 2
	}
	return k + 1
}

// rowBefore is the number before token k in a row that leads to the date at token end, or -1: "or" or "and"
// stands before the last, commas before the rest.
func (d *dater) rowBefore(k, end int) int {
	at := k - 2
	if at > 0 && d.suffixed(at-1) == at+1 {
		at--
	}
	if at < 0 || d.class(at) != text.Number || !d.sameSentence(at, k) {
		return -1
	}
	switch {
	case d.says(k-1, "or"), k < end && d.says(k-1, ","):
		return at
	case d.says(k-1, "and") && (d.says(at-1, ",", "on", "the") || d.suffixed(at) > at+1):
		return at
	}
	return -1
}

// rowBehind is the number behind the date that ends before token j, or 0.
func (d *dater) rowBehind(j int) int {
	k := j
	if d.says(k, ",") {
		k++
	}
	if d.says(k, "or", "and") {
		k++
	}
	if k == j || d.class(k) != text.Number || !d.sameSentence(j-1, k) {
		return 0
	}
	return k
}

// endsRow tells that what follows a bare number lets it be the day of a month: no noun that it counts.
func (d *dater) endsRow(j int) bool {
	return !d.sameSentence(j-1, j) || d.class(j) == text.Punct || d.class(j) == text.Stop || d.says(j, "or", "and", "in", "at", "for", "to", "when", "if", "as")
}
