package model

// Kind is a kind of fact; its text is the name used in JSON, queries and FACTS tables.
type Kind string

// The kinds of fact.
const (
	Money    Kind = "money"
	Number   Kind = "number"
	Percent  Kind = "percent"
	Quantity Kind = "quantity"
	Date     Kind = "date"
	Time     Kind = "time"
	Duration Kind = "duration"
	Person   Kind = "person"
	Org      Kind = "org"
	Place    Kind = "place"
	Law      Kind = "law"
	Product  Kind = "product"
	Ticker   Kind = "ticker"
	Event    Kind = "event"
	QuoteOf  Kind = "quote"
	Source   Kind = "source"
)

// Kinds are all kinds in the order in which a reader is shown them.
func Kinds() []Kind {
	return []Kind{Money, Percent, Number, Quantity, Date, Time, Duration, Person, Org, Place, Law, Product, Ticker, Event, QuoteOf, Source}
}

// Hedge says how firmly the text states a figure.
type Hedge uint8

// The hedges: none, "about", "more than", "up to".
const (
	Exact Hedge = iota
	Approx
	AtLeast
	AtMost
)

// Fact is one checkable particular that the text itself states. All spans count bytes of the same
// Body.Text; an empty span means that the text does not say it.
type Fact struct {
	Kind     Kind
	Span     Span // exactly the words that state it
	Sentence Span // the sentence that Span stands in
	Score    float64

	// Value is the normal form: a decimal without grouping for figures, ISO 8601 for dates and
	// lengths of time, the fullest name for people and things. "" where it cannot be known.
	Value     string
	ValueHigh string // upper end of a range; "" for none
	Currency  string // Money: ISO 4217, or the symbol of a crypto asset
	Unit      string // Quantity: singular name or symbol; Percent: "%" or "pp"
	Hedge     Hedge
	About     Span // what a figure measures

	Entity  int    // 1 and up: all mentions of one entity share it; 0 for none
	Country string // Place: ISO 3166-1 alpha-2 when certain
	Role    Span   // Person: what the text calls them

	Speaker     string // QuoteOf: fullest name
	SpeakerRole Span   // QuoteOf
	Cue         Span   // QuoteOf: the verb of speech
}

// Clause is one line of "In brief": a short verbatim stretch and the facts it tells.
type Clause struct {
	Span  Span
	Facts []int // indexes into the story's facts
}
