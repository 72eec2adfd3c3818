package extract

import (
	"lede/model/text"
)

// maxDepth is how deep dates may stand in one another ("the end of the first week of March" is two deep);
// it bounds what "end of end of end of" can cost.
const maxDepth = 4

// date reads one date of any form: the longest that begins at i.
func (d *dater) date(i int) (period, int) {
	start := d.skipThe(i)
	if start > i && (d.is(start, tMonth) || d.is(start, tWeekday) || d.is(start, tHoliday) && !d.asks || d.is(start, tRelative) && d.is(start+1, tHoliday)) {
		return period{}, 0
	}
	if start >= len(d.Tokens) || !d.sameSentence(i, start) || d.depth == maxDepth {
		return period{}, 0
	}
	d.depth++
	defer func() { d.depth-- }()
	b := longest{d: d, before: d.used}
	d.used = false
	b.readers(start)
	if start > i && d.class(start) == text.Number && b.grain == gYear && d.class(b.next-1) == text.Number && b.next <= start+3 {
		b.next = 0 // "the |2013 season", "the |2025/26 budget"
	}
	d.used = b.before || b.used && b.next > 0
	return b.period, b.next
}

// longest keeps the longest of several readings; of equal ones the first.
type longest struct {
	d *dater
	period
	next         int
	used, before bool
}

func (b *longest) try(p period, next int) {
	if next > b.next {
		b.period, b.next, b.used = p, next, b.d.used
	}
	b.d.used = false
}

// readers tries the readers that the word at i can begin with.
func (b *longest) readers(i int) {
	d := b.d
	class := d.words[i].class
	switch class {
	case tNone:
		b.unknown(i)
		return
	case tMonth:
		b.try(d.monthFirst(i))
		b.try(d.holiday(i)) // "May Day"
	case tWeekday:
		b.try(d.weekday(i))
	case tDeictic, tOvernight:
		b.try(d.deictic(i))
	case tRelative:
		b.try(d.deictic(i))
		b.try(d.relative(i))
		b.try(d.ordinalPart(i))
		b.try(d.quarter(i))
		b.try(d.season(i))
		b.try(d.holiday(i))
	case tPart:
		b.try(d.part(i))
	case tSeason:
		b.try(d.season(i))
	case tRest:
		b.try(d.part(i))
	case tHoliday:
		b.try(d.holiday(i))
	case tFiscal:
		b.try(d.yearly(i))
	case tIn, tArticle, tHalf:
		b.try(d.counted(i))
	case tOrdinal, tCardinal, tTens, tUnit:
		b.numbered(i)
	}
	if class == tUnit {
		b.try(d.deictic(i))
		b.try(d.part(i))
		b.try(d.yearly(i))
	}
}

// numbered tries what begins with a number, in words or digits.
func (b *longest) numbered(i int) {
	d := b.d
	b.try(d.dayFirst(i))
	b.try(d.relative(i))
	b.try(d.counted(i))
	b.try(d.ordinalPart(i))
	b.try(d.quarter(i))
}

// unknown tries what begins with a token outside the lexicon.
func (b *longest) unknown(i int) {
	d := b.d
	switch d.class(i) {
	case text.Number:
		b.try(d.numeric(i))
		b.numbered(i)
		b.try(d.yearly(i))
	case text.Quote:
		b.try(d.yearly(i))
	case text.Word:
		b.try(d.monthFirst(i))
		b.try(d.quarter(i))
		b.try(d.yearly(i))
	}
}
