// Package text parts a story's text into tokens and sentences.
//
// Text comes in as it stands in model.Body, with the spans of its leaf blocks; a Doc goes out whose
// tokens and sentences are byte spans of that text. Nothing is normalised, nothing is copied, every
// byte that is not white space belongs to exactly one token. Any bytes at all are accepted, and the
// work is linear in their number.
package text

import (
	"sort"

	"lede/model"
)

// Class says what a token is made of.
type Class uint8

// The classes of token.
const (
	Word       Class = iota + 1 // letters: "co", "O’Brien", "U.S.", "Inc.", "AT&T", "H5N1", "Amazon.com"
	Number                      // digits with inner grouping: "4,451", "3.5", ".75", "½"
	Possessive                  // "’s" or "'s" behind a word
	Stop                        // . ! ? … 。 as one mark or a run of them
	Punct                       // , ; : ( ) [ ] { } / and bullets
	Dash                        // - – — −
	Quote                       // " “ ” ' ‘ ’ « » ‹ › „ ‚ and the back tick
	Symbol                      // $ % ° & # and all else
	Address                     // URL, e-mail address, @handle
)

// Shape says how the letters of a Word are cased.
type Shape uint8

// The shapes of word. A single capital letter is Upper.
const (
	Plain Shape = iota // no letters with case
	Lower              // "bitcoin", "iPhone" is Mixed
	Title              // "Bitcoin"
	Upper              // "BTC", "U.S."
	Mixed              // "iPhone", "McKay", "USDt"
)

// Token is one token. Start and End are bytes of Doc.Text.
type Token struct {
	Start, End int
	Fold       uint32 // Hash of its text with ASCII capitals lowered
	Class      Class
	Shape      Shape // Word only
	Gap        bool  // white space, or the border of a block, stands before it
	Abbrev     bool  // a Word that ends in a full stop of its own: "Inc.", "U.S.", "J."
}

// Sentence is a run of tokens [First, Last) of one block and the bytes from the first to the last.
type Sentence struct {
	Span        model.Span
	First, Last int
}

// Doc is a text with its tokens and sentences. It is not changed after Read.
type Doc struct {
	Text      string
	Tokens    []Token
	Sentences []Sentence
	Leaves    []model.Span // the blocks that were read, in order
	of        []int32      // sentence of each token
}

// Read parts s. No sentence reaches over the border of a leaf; leaves must be in reading order, as
// model.Body.Leaves gives them, and what does not fit s is left out. Without leaves every line of s
// is a block.
func Read(s string, leaves []model.Span) *Doc {
	d := &Doc{Text: s}
	if leaves == nil {
		d.Leaves = lines(s)
	} else {
		d.Leaves = fitting(leaves, len(s))
	}
	d.Tokens = make([]Token, 0, len(s)/4+8)
	d.Sentences = make([]Sentence, 0, len(s)/100+4)
	sc := scanner{s: s, short: abbreviations()}
	for _, l := range d.Leaves {
		first := len(d.Tokens)
		sc.from, sc.end = l.Start, l.End
		d.Tokens = sc.scan(d.Tokens)
		d.part(first, len(d.Tokens))
	}
	d.of = make([]int32, len(d.Tokens))
	for i, st := range d.Sentences {
		for t := st.First; t < st.Last; t++ {
			d.of[t] = int32(i)
		}
	}
	return d
}

// lines are the spans of the lines of s that are not empty.
func lines(s string) []model.Span {
	var out []model.Span
	start := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == '\n' || s[i] == '\r' {
			if i > start {
				out = append(out, model.Span{Start: start, End: i})
			}
			start = i + 1
		}
	}
	return out
}

// fitting are the leaves that lie within n bytes, in order, without overlap.
func fitting(leaves []model.Span, n int) []model.Span {
	out := make([]model.Span, 0, len(leaves))
	end := 0
	for _, l := range leaves {
		if l.Start < end || l.End > n || l.Empty() {
			continue
		}
		out = append(out, l)
		end = l.End
	}
	return out
}

// Word is the text of token i, "" when there is no such token.
func (d *Doc) Word(i int) string {
	if i < 0 || i >= len(d.Tokens) {
		return ""
	}
	return d.Text[d.Tokens[i].Start:d.Tokens[i].End]
}

// Span is the bytes of the tokens [first, last); empty when there are none.
func (d *Doc) Span(first, last int) model.Span {
	if first < 0 || last > len(d.Tokens) || first >= last {
		return model.Span{}
	}
	return model.Span{Start: d.Tokens[first].Start, End: d.Tokens[last-1].End}
}

// SentenceOf is the index of the sentence that token i belongs to.
func (d *Doc) SentenceOf(i int) int { return int(d.of[i]) }

// SentenceAt is the index of the sentence that byte at stands in or, between sentences, of the one
// before; -1 before the first.
func (d *Doc) SentenceAt(at int) int {
	return sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Span.Start > at }) - 1
}

// TokenAt is the index of the first token that ends after byte at: the one that at stands in or the
// next; len(Tokens) past the last.
func (d *Doc) TokenAt(at int) int {
	return sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > at })
}

// Hash is the FNV-1a hash of s with ASCII capitals lowered, as in Token.Fold.
func Hash(s string) uint32 {
	h := uint32(fnvOffset)
	for i := 0; i < len(s); i++ {
		h = fold(h, s[i])
	}
	return h
}

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

func fold(h uint32, c byte) uint32 {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return (h ^ uint32(c)) * fnvPrime
}
