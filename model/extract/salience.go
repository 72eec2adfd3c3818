package extract

import (
	"math"
	"slices"

	"lede/model"
	"lede/model/text"
)

// The features of salience. Each is between 0 and 1; the weights are in weights.go.
const (
	fKind       = iota                // one for each of model.Kinds, in that order
	fFirst      = fKind + kindsOfFact // in the first sentence
	fSecond     = fFirst + 1          // in the second
	fEarly      = fFirst + 2          // in the third to fifth
	fDepth      = fFirst + 3          // how far down: 1 - 1/(1+sentence/4)
	fEcho       = fFirst + 4          // the headline tells it too
	fEchoName   = fFirst + 5          // and it is a name
	fOften      = fFirst + 6          // how often the story comes back to it
	fQuoted     = fFirst + 7          // within a quote
	fLargest    = fFirst + 8          // the largest sum of money of the story
	fVerb       = fFirst + 9          // the strongest verb of news in its sentence
	fSubject    = fFirst + 10         // in the first third of its sentence
	fAbout      = fFirst + 11         // a figure of which the text says what it measures
	fShort      = fFirst + 12         // a figure below ten
	fOrder      = fFirst + 13         // how few other things the text has named before: 1/(1+n/4)
	features    = fOrder + 1          // how many there are
	kindsOfFact = 16
)

// again is what each further mention of what has been told is worth, seen from the first: a reader needs it once.
const again = 0.4

// ranker holds what the features of a story's facts are read from.
type ranker struct {
	p       *page
	facts   []model.Fact
	head    []uint32     // Fold of the words of the headline, sorted
	figures []model.Fact // of the headline
	things  map[told]*mentioned
	begun   int                   // of things, those with a mention so far
	quotes  []model.Span          // those that are still to come
	largest map[string]decimalKey // by currency
	verbs   []uint8               // strongest verb of each sentence, 255 for not yet looked up
}

// decimalKey orders amounts written as decimals without exponent.
type decimalKey struct {
	digits int
	value  string
}

func keyOf(value string) decimalKey {
	n := 0
	for n < len(value) && value[n] != '.' {
		n++
	}
	return decimalKey{n, value}
}

func (k decimalKey) less(o decimalKey) bool {
	if k.digits != o.digits {
		return k.digits < o.digits
	}
	return k.value < o.value
}

func (p *page) ranker(facts []model.Fact) *ranker {
	r := &ranker{p: p, facts: facts, things: make(map[told]*mentioned, len(facts)/2),
		largest: map[string]decimalKey{}, verbs: make([]uint8, len(p.Sentences))}
	for i := range r.verbs {
		r.verbs[i] = 255
	}
	if h := p.in.Headline; h != "" {
		hp := newPage(Input{Text: h, Country: p.in.Country})
		findFigures(hp)
		r.figures = hp.found
		for i := range hp.Tokens {
			if hp.Tokens[i].Class == text.Word && hp.Tokens[i].End-hp.Tokens[i].Start > 2 {
				r.head = append(r.head, hp.Tokens[i].Fold)
			}
		}
		slices.Sort(r.head)
	}
	for i := range facts {
		f := &facts[i]
		r.of(toldOf(f)).total++
		switch f.Kind {
		case model.QuoteOf:
			r.quotes = append(r.quotes, f.Span)
		case model.Money:
			if k := keyOf(f.Value); r.largest[f.Currency].less(k) {
				r.largest[f.Currency] = k
			}
		}
	}
	return r
}

// mentioned counts the mentions of a thing: so far, and in all.
type mentioned struct{ seen, total int32 }

func (r *ranker) of(t told) *mentioned {
	m := r.things[t]
	if m == nil {
		m = &mentioned{}
		r.things[t] = m
	}
	return m
}

// told is what a fact is a mention of: a name whatever its kind, an amount of something.
type told struct {
	kind        model.Kind
	value, unit string
}

func toldOf(f *model.Fact) told {
	switch f.Kind {
	case model.Person, model.Org, model.Place, model.Law, model.Product, model.Event, model.Ticker, model.Source:
		return told{value: f.Value}
	case model.QuoteOf:
		return told{}
	case model.Money:
		return told{f.Kind, f.Value, f.Currency}
	}
	return told{f.Kind, f.Value, f.Unit}
}

// rank scores the facts and keeps the MaxFacts most salient. They come in and go out in order of their spans.
func (p *page) rank(facts []model.Fact) []model.Fact {
	r := p.ranker(facts)
	var x [features]float64
	for i := range facts {
		first := r.features(i, &x)
		z := 0.0
		for j, v := range x {
			z += v * weights[j]
		}
		score := 1 / (1 + math.Exp(-z))
		if !first {
			score *= again
		}
		facts[i].Score = math.Round(score*1000) / 1000
	}
	if len(facts) <= MaxFacts {
		return facts
	}
	scores := make([]float64, len(facts))
	for i := range facts {
		scores[i] = facts[i].Score
	}
	slices.Sort(scores)
	limit := scores[len(scores)-MaxFacts]
	over := 0 // facts at the limit that still have room
	for _, s := range scores[len(scores)-MaxFacts:] {
		if s == limit {
			over++
		}
	}
	return slices.DeleteFunc(facts, func(f model.Fact) bool {
		if f.Score == limit {
			over--
			return over < 0
		}
		return f.Score < limit
	})
}

// features reads the features of fact i into x and tells whether it is the first mention of its thing. Facts are
// asked for in order.
func (r *ranker) features(i int, x *[features]float64) (first bool) {
	*x = [features]float64{}
	f := &r.facts[i]
	p := r.p
	x[fKind+kindIndex(f.Kind)] = 1
	s := max(0, p.SentenceAt(f.Span.Start))
	switch {
	case s == 0:
		x[fFirst] = 1
	case s == 1:
		x[fSecond] = 1
	case s < 5:
		x[fEarly] = 1
	}
	x[fDepth] = 1 - 1/(1+float64(s)/4)
	if r.echoed(f) {
		x[fEcho] = 1
		if strength(f.Kind) < 12 {
			x[fEchoName] = 1
		}
	}
	thing := r.of(toldOf(f))
	x[fOften] = math.Min(1, math.Log(float64(max(1, thing.total)))/3)
	for len(r.quotes) > 0 && r.quotes[0].End <= f.Span.Start {
		r.quotes = r.quotes[1:]
	}
	if len(r.quotes) > 0 && r.quotes[0].Covers(f.Span) && f.Kind != model.QuoteOf {
		x[fQuoted] = 1
	}
	if f.Kind == model.Money && keyOf(f.Value) == r.largest[f.Currency] {
		x[fLargest] = 1
	}
	if len(p.Sentences) > 0 {
		x[fVerb] = float64(r.verb(s)) / 5
		if sp := p.Sentences[s].Span; (f.Span.Start-sp.Start)*3 < sp.Len() {
			x[fSubject] = 1
		}
	}
	if figureKind(f.Kind) || f.Kind == model.Number {
		if !f.About.Empty() {
			x[fAbout] = 1
		}
		if keyOf(f.Value).digits == 1 {
			x[fShort] = 1
		}
	}
	x[fOrder] = 1 / (1 + float64(r.begun)/4)
	if f.Kind != model.QuoteOf {
		if thing.seen == 0 {
			r.begun++
		}
		thing.seen++
	}
	return thing.seen < 2
}

func kindIndex(k model.Kind) int {
	for i, o := range kindOrder {
		if o == k {
			return i
		}
	}
	return 0
}

// kindOrder is model.Kinds, made once.
var kindOrder = model.Kinds()

// verb is the weight of the strongest verb of news in sentence s.
func (r *ranker) verb(s int) uint8 {
	if r.verbs[s] == 255 {
		l, best := r.p.lex, uint8(0)
		st := r.p.Sentences[s]
		for i := st.First; i < min(st.Last, st.First+60); i++ {
			if w := l.weights[r.p.term(i)]; w > best {
				best = w
			}
		}
		r.verbs[s] = best
	}
	return r.verbs[s]
}

// echoed tells whether the headline names f or tells its value.
func (r *ranker) echoed(f *model.Fact) bool {
	if len(r.head) == 0 {
		return false
	}
	if figureKind(f.Kind) || f.Kind == model.Number {
		for i := range r.figures {
			h := &r.figures[i]
			if h.Value == f.Value && h.Currency == f.Currency && h.Unit == f.Unit && f.Value != "" {
				return true
			}
		}
		return false
	}
	if f.Kind == model.QuoteOf || f.Kind == model.Source || f.Kind == model.Date || f.Kind == model.Time || f.Kind == model.Duration {
		return false
	}
	for i := r.p.TokenAt(f.Span.Start); i < len(r.p.Tokens) && r.p.Tokens[i].Start < f.Span.End; i++ {
		t := &r.p.Tokens[i]
		if t.Class != text.Word || t.End-t.Start < 3 || r.p.is(i, rApart) {
			continue
		}
		if _, ok := slices.BinarySearch(r.head, t.Fold); ok {
			return true
		}
	}
	return false
}
