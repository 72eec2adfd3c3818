package extract

import (
	"time"

	"lede/model"
	"lede/model/text"
)

// asked reads what only a request means as a time: "now", "this evening" as hours, "within 5 minutes",
// "30 minutes later", "before 2010". Of several readings the longest counts.
func (d *dater) asked(i int) reading {
	var best reading
	for _, read := range [...]func(*dater, int) reading{
		(*dater).now, (*dater).open, (*dater).openAfter, (*dater).openHour, (*dater).partOfADay, (*dater).within, (*dater).later, (*dater).lasting,
		(*dater).about, (*dater).compared, (*dater).week, (*dater).hourish, (*dater).momentIn, (*dater).closing,
	} {
		d.used = false
		if r := read(d, i); r.next > best.next && d.sameSentence(i, r.next-1) {
			best = r
		}
	}
	return best
}

// dropsArticle tells whether a request's phrase begins behind the article at i: "the |next two days",
// "the |end of 2000". Phrases that count out a part keep it: "the last week of July".
func (d *dater) dropsArticle(i int) bool {
	if !d.is(i, tThe) {
		return false
	}
	if d.is(i+1, tPart) || d.is(i+1, tFiscal) || d.says(i+1, "calendar", "financial") {
		return true
	}
	if _, j := d.cardinal(i + 1); j > 0 && d.is(j, tRelative) {
		return true
	}
	if !d.is(i+1, tRelative) {
		return false
	}
	_, next := d.ordinalPart(i + 1)
	return next == 0
}

// alone makes a clock time that is all that the page says the next such moment, its preposition with it: "at 3pm".
func (d *dater) alone(first int, r reading) (int, reading) {
	at := first
	if d.says(first-1, "at", "@", "for") {
		at--
	}
	if r.kind != model.Time || at != 0 || r.next != len(d.Tokens) || !d.known || d.Word(first) == "in" {
		return first, r
	}
	h, next := d.clock(first)
	if next != r.next {
		return first, r
	}
	t := h.on(around(d.ref, gDay).from)
	for !t.from.After(d.ref) {
		step := 24 * time.Hour
		if h.half {
			step /= 2
		}
		t.from = t.from.Add(step)
	}
	t.to = t.from
	return at, d.told(t, r.next)
}

// openEnd is what an open end is written as (ISO 8601-2).
const openEnd = ".."

// now reads the present moment.
func (d *dater) now(i int) reading {
	next := 0
	switch {
	case d.says(i, "now"):
		next = i + 1
	case d.says(i, "right", "just") && d.says(i+1, "now"):
		next = i + 2
	case d.says(i, "at") && d.is(i+1, tThe) && d.says(i+2, "moment", "minute"):
		next = i + 3
	case d.says(i, "at") && d.is(i+1, tThe) && d.says(i+2, "present") && d.says(i+3, "time", "moment"):
		next = i + 4
	case d.says(i, "at") && d.says(i+1, "present"):
		next = i + 2
	default:
		return reading{}
	}
	return d.told(period{d.ref, d.ref, gSecond}, next)
}

// told is the reading of a period that counts from the date of the story.
func (d *dater) told(p period, next int) reading {
	return reading{model.Date, p.String(), next, true}
}

// about reads a time with the word that hedges it: "around 1pm".
func (d *dater) about(i int) reading {
	if !d.says(i, "around", "about", "circa") || d.says(i-1, "at", "from", "until", "how", "what") {
		return reading{}
	}
	h, next := d.clock(i + 1)
	if next == 0 || h.from != h.to {
		return reading{}
	}
	if p, k := d.clockOn(h, next); k > 0 {
		return d.told(p, k)
	}
	return reading{model.Time, h.String(), next, false}
}

// hourish reads "11ish", "noonish", "3ish pm", "7p".
func (d *dater) hourish(i int) reading {
	if d.says(i, "noonish") {
		return reading{model.Time, "T12:00", i + 1, false}
	}
	h, j := d.hour(i)
	if j == 0 || !d.tight(j) {
		return reading{}
	}
	switch {
	case d.says(j, "ish"):
		if pm, k := d.meridiem(j + 1); k > 0 {
			return reading{model.Time, clockText(h.from%(12*3600) + pm*12*3600), k, false}
		}
		return reading{model.Time, h.String(), j + 1, false}
	case d.says(j, "p", "a"):
		s := h.from % (12 * 3600)
		if d.says(j, "p") {
			s += 12 * 3600
		}
		return reading{model.Time, clockText(s), j + 1, false}
	}
	return reading{}
}

// momentIn reads an hour that "at" alone marks as one: "at 6.45".
func (d *dater) momentIn(i int) reading {
	if !d.says(i, "at") || d.class(i+1) != text.Number || d.Word(i+1) == "" {
		return reading{}
	}
	h, next := d.hour(i + 1)
	if next == 0 || len(d.Word(i+1)) < 3 || len(d.Word(i+1)) == 3 && h.from%60 != 0 || next < len(d.Tokens) && d.class(next) == text.Word {
		return reading{}
	}
	if d.class(next) == text.Symbol || d.class(next) == text.Punct && d.Word(next) != "," {
		return reading{}
	}
	return reading{model.Time, h.String(), next, false}
}
