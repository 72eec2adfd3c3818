// Package extract reads the facts of a story: what was paid, how many, how much, when, who, where,
// and what was said.
//
// Text comes in with its blocks, headline and date; facts go out, each a byte span of that text with
// a value in normal form and the sentence it stands in. Nothing is guessed and nothing is rewritten: a
// particular that cannot be anchored to bytes of the text is not a fact. Any bytes at all are
// accepted; the work is linear in their number and at most MaxFacts come out.
package extract

import (
	"time"

	"lede/model"
)

// MaxFacts is how many facts one story gives at most: the most salient ones.
const MaxFacts = 500

// Input is a story as the finders need it. Only Text is required.
type Input struct {
	Text      string
	Leaves    []model.Span // blocks of Text in reading order; nil: every line is one
	Headline  string
	Published time.Time // zero when unknown: relative dates then have no value
	Publisher string
	Country   string // of the publisher, ISO 3166-1 alpha-2, "" when unknown
	Language  string // BCP 47, "" when unknown
}

// Reading is what a story says.
type Reading struct {
	Facts []model.Fact   // by Span, and a fact that covers another before it
	Brief []model.Clause // most important first
}

// Read finds the facts of a story. The same input always gives the same reading.
func Read(in Input) Reading {
	p := newPage(in)
	facts := p.rank(p.read())
	return Reading{Facts: facts, Brief: p.brief(facts)}
}

// read runs the finders and settles what they found.
func (p *page) read() []model.Fact {
	for _, find := range finders {
		p.limit = len(p.found) + maxFound
		find(p)
	}
	return p.settle()
}

// finders are run in this order; each adds what it finds to the page and may look at what stands
// there already. Overlaps are allowed: settle decides them. Each kind of fact has its own file.
var finders = [...]func(*page){
	findFigures, // figures.go: money, percent, quantity, number
	findNames,   // names.go: person, org, place, product, event, ticker
	findLaws,    // laws.go
	findQuotes,  // quotes.go, after the names
	findSources, // sources.go, after the names
	findDates,   // date.go: date, time, duration
}
