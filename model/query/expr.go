package query

// Expr is a node of the tree: one of the types of this file, by value.
type Expr interface{ expr() }

// And, Or and Not join and turn what they hold; an And of nothing is true, an Or of nothing false.
type (
	And []Expr
	Or  []Expr
	Not struct{ X Expr }
)

// Word is a word of the headline or the text: bitcoin, bitc*. What counts as a word is told by
// Tokens; a Word of several (e-mail, 4,451, 比特币) wants them side by side. Prefix: the last of them
// may go on.
type Word struct {
	Text   string
	Prefix bool
}

// Phrase is a run of words side by side in the headline or in the text: "strategic reserve", or
// "strategic res"* with Prefix, where the last of them may go on.
type Phrase struct {
	Text   string
	Prefix bool
}

// Pattern is a regular expression (RE2) that the headline or the text matches: /re/, or /re/i with
// Fold, where case is nothing.
type Pattern struct {
	Source string
	Fold   bool
}

// Topics are topics of which a story has at least one: #bitcoin, #ai,chips.
type Topics struct{ Names []string }

// Field is a condition on what a story's head says.
type Field struct {
	Key  Key
	How  How
	Text string // Title, Content: a * at its end lets the last word go on
	Fold bool   // Matches: case is nothing
}

// Key is a part of a story's head.
type Key uint8

// The keys of Field. Title and Content are searched for words, Language by the subtags that come
// first (en finds en-GB), the others for a piece of text in which case and accents are nothing.
const (
	Title Key = iota + 1
	Content
	Author
	Publisher
	Feed // its name, title, address or number
	URL
	Language
	Tag // the reader's own word for a feed
	Wire
)

// How a Field compares.
type How uint8

// The ways to compare: title:x, title=x, title:/x/.
const (
	Contains How = iota
	Equals
	Matches
)

// Is is a state of a story: is:unread.
type Is struct{ State State }

// State is what a story can be.
type State uint8

// The states.
const (
	Unread State = iota + 1
	Read
	Starred
	New       // came in since the reader last left
	Truncated // its source cut it short
	Revised
	Threaded // told by more than one publisher
	Muted    // hidden by a mute rule; who has rules fills them in, see Fill
)

// Has is something that a story has: has:quote, has:fulltext. What is a kind of fact, or one of
// fulltext, image, enclosure, note, comments, facts and topic.
type Has struct{ What string }

// Age is how long ago a story was published: newer:2d, older:1w.
type Age struct {
	Older bool
	N     int
	Unit  byte // 'h', 'd', 'w', 'm' for months, 'y'
}

// Published is the period in which a story came out, both ends included: date:2026-11-01..2026-11-07,
// since:2026-11, until:yesterday, today. An end is a Day; "" is open.
type Published struct{ From, To Day }

// When is the period of a date that a story speaks of: when:2026-03. A date in the text counts when
// it lies within the period; one that the text gives as from a day to a day, when they overlap.
type When struct{ From, To Day }

// Day is a year, half, quarter, month or day as in 2026, 2026-H1, 2026-Q3, 2026-03, 2026-03-31, or
// one of today, yesterday, tomorrow.
type Day string

// Named is a fact of a story that goes by a name: person:saylor, law:"bitcoin act", said:miller, and
// the words of a quotation: quote:reserve. Whole: the name is Text and nothing more.
type Named struct {
	Key   string // person org place law product ticker event source said quote
	Text  string // a * at its end lets the last word go on
	Whole bool
}

// Figure is a fact of a story that is a figure: money>100m, money:eur>=2bn, amount:btc>1000,
// percent>5, quantity:eh/s>=50, number=40.
//
// money without a currency is money in any currency of ISO 4217, amounts compared as they stand;
// amount is that and crypto assets. A range in the text ("$90 million to $110 million") counts when
// some figure in it does. Op 0 asks only that there is one.
type Figure struct {
	Key  string // money amount percent number quantity
	Unit string // currency or unit as typed; "" for any
	Op   Op
	N    string // decimal
	High string // Between: decimal
}

// SourceCount is how many publishers tell the story's event: sources>=3.
type SourceCount struct {
	Op Op
	N  int
}

// Op compares figures.
type Op uint8

// The comparisons. Between includes both ends.
const (
	Equal Op = iota + 1
	Less
	AtMost
	Greater
	AtLeast
	Between
)

func (And) expr()         {}
func (Or) expr()          {}
func (Not) expr()         {}
func (Word) expr()        {}
func (Phrase) expr()      {}
func (Pattern) expr()     {}
func (Topics) expr()      {}
func (Field) expr()       {}
func (Is) expr()          {}
func (Has) expr()         {}
func (Age) expr()         {}
func (Published) expr()   {}
func (When) expr()        {}
func (Named) expr()       {}
func (Figure) expr()      {}
func (SourceCount) expr() {}
