package extract

import (
	"lede/model"
	"lede/model/text"
)

// saying is a stretch in quotation marks: tokens [first, last), marks included where they stand.
type saying struct {
	first, last int
	leaf        int  // block it begins in
	closed      bool // its closing mark was found
	words       int
	told        bool // its last words end as speech ends: a stop, comma or dash inside the marks
	full        bool // … with a full stop, exclamation or question mark

	speaker string
	entity  int // index of the speaker, -1 for none
	role    model.Span
	cue     model.Span
	near    bool // the verb of speech stands right beside the quote
}

// family is a set of marks that belong together.
type family uint8

const (
	noMark family = iota
	double
	single
	angled
	corner
)

// hand tells how a mark is written.
type hand uint8

const (
	straight hand = iota
	opening
	closing
	reversed // opens in one land and closes in another
)

// markOf tells the family and hand of a mark.
func markOf(w string) (family, hand) {
	switch w {
	case "“", "‟":
		return double, opening
	case "”":
		return double, closing
	case "„":
		return double, opening
	case `"`, "``", "''", "＂":
		return double, straight
	case "‘", "‛", "`":
		return single, opening
	case "’":
		return single, closing
	case "‚":
		return single, opening
	case "'":
		return single, straight
	case "«":
		return angled, opening
	case "»":
		return angled, closing
	case "‹":
		return single, opening
	case "›":
		return single, closing
	case "「", "『", "〈", "《":
		return corner, opening
	case "」", "』", "〉", "》":
		return corner, closing
	}
	return noMark, straight
}

// findQuotes finds direct speech and who speaks it.
func findQuotes(p *page) {
	says := p.sayings()
	p.attribute(says)
	for i := range says {
		q := &says[i]
		if !p.spoken(q) {
			continue
		}
		p.add(model.Fact{Kind: model.QuoteOf, Span: p.Span(q.first, q.last), Value: "", Speaker: q.speaker, SpeakerRole: q.role, Cue: q.cue, Entity: q.entity + 1})
	}
}

// sayings are all stretches in quotation marks, in order, not nested. A stretch that goes on with an
// opening mark in the next block is one.
func (p *page) sayings() []saying {
	var out []saying
	s := quoteScan{p: p}
	for leaf := range p.Leaves {
		s.leaf = leaf
		s.from, s.to = p.leafTokens(leaf)
		out = s.block(out)
	}
	for i := range out {
		p.weighSaying(&out[i])
	}
	return out
}

// leafTokens are the tokens [from, to) of a block.
func (p *page) leafTokens(leaf int) (from, to int) {
	return p.TokenAt(p.Leaves[leaf].Start), p.TokenAt(p.Leaves[leaf].End)
}

// quoteScan reads the marks of one block after the other.
type quoteScan struct {
	p        *page
	leaf     int
	from, to int // tokens of the block
	open     int // token of the open mark
	began    int // block it stands in
	is       family
	carried  bool // the open quote came over from the block before
}

// block adds what is quoted in the block.
func (s *quoteScan) block(out []saying) []saying {
	i := s.from
	if s.is != noMark { // carried: a mark that reopens the quote
		i++
	}
	for ; i < s.to; i++ {
		f, h := s.p.markAt(i)
		if f == noMark {
			continue
		}
		if s.is == noMark {
			if s.opens(i, f, h) {
				s.open, s.is, s.began, s.carried = i, f, s.leaf, false
			}
			continue
		}
		if f != s.is {
			continue
		}
		switch {
		case s.closes(i, f, h):
			out = append(out, saying{first: s.open, last: i + 1, leaf: s.began, closed: true})
			s.is = noMark
		case f != single && h != closing && s.opens(i, f, h):
			out = s.unclosed(out, i)
			s.open, s.is, s.began, s.carried = i, f, s.leaf, false
		}
	}
	if s.is == noMark {
		return out
	}
	return s.end(out)
}

// markAt tells what quotation mark token i is.
func (p *page) markAt(i int) (family, hand) {
	if c := p.class(i); c == text.Word || c == text.Number || c == text.Possessive || c == text.Stop {
		return noMark, straight
	}
	return markOf(p.Word(i))
}

// opens tells whether the mark at token i begins a quote.
func (s *quoteScan) opens(i int, f family, h hand) bool {
	p := s.p
	before := i == s.from || p.Tokens[i].Gap || p.opener(i-1)
	behind := i+1 >= s.to || p.Tokens[i+1].Gap
	if i+1 >= s.to || f == single && (h == closing || p.class(i+1) == text.Number) {
		return false
	}
	if h == opening {
		return !behind || before && f != single
	}
	if behind {
		return false
	}
	if h == closing {
		return before && f == double || before && f == angled
	}
	return before || f == double && (p.class(i-1) == text.Stop || p.Word(i-1) == ":")
}

// opener tells whether token i is a bracket or dash behind which a quote may begin.
func (p *page) opener(i int) bool {
	if p.class(i) == text.Dash {
		return true
	}
	switch p.Word(i) {
	case "(", "[", "{", "/":
		return true
	}
	f, _ := p.markAt(i)
	return f != noMark
}

// closes tells whether the mark at token i ends the open quote.
func (s *quoteScan) closes(i int, f family, h hand) bool {
	p := s.p
	tight := i > s.from && !p.Tokens[i].Gap
	if f == single {
		return tight && s.closesSingle(i)
	}
	switch h {
	case closing:
		return true
	case straight:
		return tight && !(i+1 < s.to && !p.Tokens[i+1].Gap && p.class(i-1) == text.Dash && p.class(i+1) == text.Word)
	}
	// an opening mark: of the wrong kind, or the closing one of the German style
	if !tight {
		return i+1 >= s.to
	}
	return p.Word(s.open) == "„" || p.class(i-1) == text.Stop || p.Word(i-1) == "," || i+1 >= s.to || p.Tokens[i+1].Gap
}

// closesSingle parts the closing mark from an apostrophe: "the workers’ rights".
func (s *quoteScan) closesSingle(i int) bool {
	p := s.p
	if i+1 < s.to && !p.Tokens[i+1].Gap && p.class(i+1) == text.Word {
		return false
	}
	if c := p.class(i - 1); c == text.Stop || c == text.Dash || p.Word(i-1) == "," {
		return true
	}
	if i+1 >= s.to || p.class(i+1) == text.Punct || p.class(i+1) == text.Stop {
		return true
	}
	w := p.Word(i - 1)
	if w == "" || w[len(w)-1] != 's' {
		return true
	}
	for j := i + 1; j < s.to && j < i+60; j++ { // a better one may follow
		if f, h := p.markAt(j); f == single {
			if h == opening && p.Tokens[j].Gap {
				return true
			}
			return p.Tokens[j].Gap
		}
	}
	return true
}

// end deals with a quote that is open at the end of its block.
func (s *quoteScan) end(out []saying) []saying {
	p := s.p
	if s.leaf+1 < len(p.Leaves) && s.is != single || s.leaf+1 < len(p.Leaves) && p.Word(s.open) == "‘" {
		if from, to := p.leafTokens(s.leaf + 1); from < to {
			if f, h := p.markAt(from); f == s.is && h != closing && from+1 < to && !p.Tokens[from+1].Gap && s.reopens(from, to) {
				return out
			}
		}
	}
	if s.is == single {
		s.is = noMark
		return out
	}
	out = s.unclosed(out, s.to)
	s.is = noMark
	return out
}

// reopens tells whether the block [from, to) goes on with the open quote: the block before ends in
// the quote's own words, without a verb of speech of its own.
func (s *quoteScan) reopens(from, to int) bool {
	c := s.p.class(from - 1)
	return c == text.Stop || s.p.Word(from-1) == "," || s.p.class(from-1) == text.Dash || s.p.Word(from-1) == ":"
}

// unclosed adds the open quote, whose closing mark is missing before token limit: it ends where
// speech gives way to who spoke it, else at the end of the block.
func (s *quoteScan) unclosed(out []saying, limit int) []saying {
	p := s.p
	end := limit
	for j := s.open + 2; j+2 < limit; j++ {
		if p.Word(j) != "," && p.class(j) != text.Stop {
			continue
		}
		if k := p.attributionAt(j+1, limit); k > 0 {
			end = j + 1
			break
		}
	}
	if end == limit && limit < s.to { // the next quote begins in this block
		for j := s.open + 1; j < limit; j++ {
			if p.class(j) == text.Stop {
				end = j + 1
				break
			}
		}
	}
	n := 0
	for j := s.open + 1; j < end; j++ {
		if p.class(j) == text.Word {
			n++
		}
	}
	if n < 4 {
		return out
	}
	return append(out, saying{first: s.open, last: end, leaf: s.began})
}

// attributionAt tells whether "he said", "said Miller" or "Miller said" begins at token i: the token
// behind it, or 0.
func (p *page) attributionAt(i, limit int) int {
	if i+1 >= limit {
		return 0
	}
	if p.saysAt(i) && (p.pronoun(i+1) || p.nameAt(i+1) >= 0) {
		return i + 2
	}
	j := i
	if p.pronoun(i) {
		j = i + 1
	} else if k := p.nameAt(i); k >= 0 {
		j = p.names.mentions[k].last
	}
	if j > i && j < limit && p.saysAt(j) {
		return j + 1
	}
	return 0
}

// weighSaying counts words and looks at how a quote ends.
func (p *page) weighSaying(q *saying) {
	q.entity = -1
	end := q.last
	if q.closed {
		end--
	}
	for i := q.first + 1; i < end; i++ {
		if c := p.class(i); c == text.Word || c == text.Number {
			q.words++
		}
	}
	i := end - 1
	for i > q.first && p.class(i) == text.Quote {
		i--
	}
	if i <= q.first {
		return
	}
	w := p.Word(i)
	q.full = p.class(i) == text.Stop || p.Tokens[i].Abbrev
	q.told = q.full || w == "," || w == "…" || p.class(i) == text.Dash
}

// spoken parts speech from scare quotes, titles and nicknames.
func (p *page) spoken(q *saying) bool {
	switch {
	case q.words == 0:
		return false
	case !q.full && !(q.near && q.told) && p.titled(q):
		return false
	case !q.closed:
		return q.words >= 5 || q.near
	case q.near && q.told:
		return true
	case q.near:
		return q.words >= 2
	case !q.cue.Empty():
		return q.words >= 3
	case q.full && q.speaker != "" && p.capital(q.first+1):
		return q.words >= 2
	case q.full:
		return q.words >= 4
	case q.told:
		return q.words >= 6
	}
	return q.words >= 7
}

// titled tells whether every word of weight is capitalised, as in the title of a work.
func (p *page) titled(q *saying) bool {
	caps := 0
	for i := q.first + 1; i < q.last; i++ {
		if p.class(i) != text.Word {
			continue
		}
		if p.capital(i) {
			caps++
		} else if len(p.Word(i)) > 3 {
			return false
		}
	}
	return caps >= 2 || caps == q.words
}
