package extract

import (
	"time"

	"lede/model"
	"lede/model/text"
)

// dater reads dates, clock times and lengths of time off a page, by descent over its tokens. Each
// reader is handed the token to begin at and gives what it read with the token after it; 0 for
// nothing read.
type dater struct {
	*page
	words  []timeWord
	ref    time.Time // what relative dates count from
	known  bool      // ref is the story's own date, not a stand-in
	asks   bool      // the page is a request (register.go)
	used   bool      // the phrase in hand counts from ref
	begin  int       // token at which the phrase in hand begins
	depth  int       // of the date in hand within others
	last   time.Time // the day told last
	lastAt int       // token at which it stands

	events map[model.Span]int // where on the page the events stand that were found before
}

// findDates finds dates, clock times and lengths of time.
func findDates(p *page) {
	d := &dater{page: p, words: make([]timeWord, len(p.Tokens)), ref: p.in.Published, known: !p.in.Published.IsZero()}
	if !d.known {
		d.ref = time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)
	}
	d.asks = registerOf(p) == request
	lex := timeWords()
	for i := range p.Tokens {
		if c := p.Tokens[i].Class; c == text.Word {
			d.words[i] = lex[p.Tokens[i].Fold]
		}
	}
	for i := 0; i < len(p.Tokens); {
		if !d.asks && !d.mayBegin(i) {
			i++
			continue
		}
		if next := d.phrase(i); next > i {
			i = next
			continue
		}
		i++
	}
}

// mayBegin tells a token that a date of a story can begin with.
func (d *dater) mayBegin(i int) bool {
	switch d.words[i].class {
	case tNone:
	case tArticle, tThe, tIn, tFrom:
		return d.leads(i + 1)
	case tAgo, tMeridiem:
		return false
	default:
		return true
	}
	t := &d.Tokens[i]
	switch t.Class {
	case text.Number:
		return true
	case text.Quote:
		return d.class(i+1) == text.Number && d.tight(i+1)
	case text.Word:
		n := t.End - t.Start
		if n < 2 || n > 6 {
			return false
		}
		end := d.Text[t.End-1]
		return end >= '0' && end <= '9'
	}
	return false
}

// leads tells whether a phrase of time can go on with token i behind an article or preposition.
func (d *dater) leads(i int) bool {
	return i < len(d.words) && (d.words[i].class != tNone || d.class(i) == text.Number || d.class(i) == text.Quote || d.says(i, "couple", "financial", "calendar"))
}

// reading is what a phrase says: its kind, its value, the token after it, and whether it counts from
// the date of the story. The zero reading is nothing read.
type reading struct {
	kind  model.Kind
	value string
	next  int
	used  bool
}

// phrase reads the phrase at token i, puts its fact on the page and gives the token after it.
func (d *dater) phrase(i int) int {
	d.begin, d.used = i, false
	best := d.plain(i)
	if d.asks {
		if r := d.asked(i); r.next > 0 && r.next >= best.next {
			best = r
		} else if best.next > 0 && d.dropsArticle(i) {
			return 0
		}
	}
	if best.next == 0 {
		return d.feast(i)
	}
	if d.asks {
		i, best = d.alone(i, best)
	}
	if best.used && !d.known {
		best.value = ""
	}
	best = d.zoned(best)
	d.put(model.Fact{Kind: best.kind, Span: d.Span(i, best.next), Value: best.value})
	if best.kind == model.Date {
		if t, err := time.Parse(time.DateOnly, best.value); err == nil {
			d.last, d.lastAt = t, i
		}
		return d.others(i, best.next)
	}
	return best.next
}

// put adds a fact to the page. A feast that stands for a day is no event: it takes that one's place.
func (d *dater) put(f model.Fact) {
	if f.Kind == model.Date {
		if i := d.event(f.Span); i >= 0 {
			f.Sentence = d.found[i].Sentence
			d.found[i] = f
			return
		}
	}
	d.add(f)
}

// event is where on the page the event of a span stands that was found before the dates; -1 for nowhere.
func (d *dater) event(s model.Span) int {
	if d.events == nil {
		d.events = map[model.Span]int{}
		for i := range d.found {
			if d.found[i].Kind == model.Event {
				d.events[d.found[i].Span] = i
			}
		}
	}
	if i, ok := d.events[s]; ok {
		return i
	}
	return -1
}

// plain reads what both registers write alike.
func (d *dater) plain(i int) reading {
	if p, next := d.interval(i); next > 0 {
		return reading{model.Date, p.String(), next, d.used}
	}
	date, dateEnd := d.dated(i)
	best := reading{model.Date, "", dateEnd, d.used}
	if dateEnd > 0 {
		best.value = date.String()
	}
	if !d.timely(i) {
		return best
	}
	d.used = false
	span, spanEnd := d.clockRange(i)
	if spanEnd == 0 {
		span, spanEnd = d.clock(i)
	}
	if spanEnd > best.next || spanEnd > 0 && spanEnd == best.next && d.hasZone(spanEnd) {
		best = reading{model.Time, span.String(), spanEnd, false}
		if p, next := d.clockOn(span, spanEnd); next > 0 {
			best = reading{model.Date, p.String(), next, d.used}
		}
	}
	if length, next := d.duration(i); next > best.next {
		best = reading{model.Duration, length, next, false}
	}
	return best
}

// timely tells whether a clock time or a length of time can begin at token i.
func (d *dater) timely(i int) bool {
	switch d.words[i].class {
	case tNone:
		return d.class(i) == text.Number || d.asks
	case tMonth, tWeekday, tRelative, tDeictic, tPart, tSeason, tHoliday, tFiscal:
		return d.asks
	}
	return true
}

// today is the day that the story was published on; asking makes the phrase a relative one.
func (d *dater) today() time.Time {
	d.used = true
	y, m, day := d.ref.Date()
	return dayOf(y, m, day, d.ref.Location())
}

func (d *dater) zone() *time.Location { return d.ref.Location() }

// skipThe is the token behind "the", or i where there is none.
func (d *dater) skipThe(i int) int {
	if d.is(i, tThe) {
		return i + 1
	}
	return i
}
