package extract

import (
	"lede/model"
	"lede/model/text"
)

// page is a story on the desk: its tokens and what the finders have found so far.
type page struct {
	*text.Doc
	in    Input
	found []model.Fact
	limit int    // of found, while a finder runs; 0 for none
	names *names // persons, organisations, places and the rest, once findNames has run
	lex   *lexicon
	terms []term // of each token, in the lexicon of figures
	purse purse
}

func newPage(in Input) *page {
	p := &page{Doc: text.Read(in.Text, in.Leaves), in: in}
	p.lex = figureTerms()
	p.terms = p.lex.of(p.Doc)
	p.found = make([]model.Fact, 0, len(p.Tokens)/8+4)
	return p
}

// maxFound is how many facts a finder may put on the page; no story has as many, and only MaxFacts are given out.
const maxFound = 10 * MaxFacts

// add puts a fact on the page. Its Sentence is filled in where it is empty.
func (p *page) add(f model.Fact) {
	if f.Span.Empty() || f.Span.End > len(p.Text) || p.limit > 0 && len(p.found) >= p.limit {
		return
	}
	if f.Sentence.Empty() {
		if i := p.SentenceAt(f.Span.Start); i >= 0 {
			f.Sentence = p.Sentences[i].Span
			if j := p.SentenceAt(f.Span.End - 1); j > i {
				f.Sentence.End = p.Sentences[j].Span.End
			}
		}
	}
	p.found = append(p.found, f)
}

// term is the lexicon's number of token i; 0 past the ends.
func (p *page) term(i int) term {
	if i < 0 || i >= len(p.terms) {
		return 0
	}
	return p.terms[i]
}

// tight tells whether token i exists and stands directly behind the one before it.
func (p *page) tight(i int) bool { return i > 0 && i < len(p.Tokens) && !p.Tokens[i].Gap }

// class is the class of token i, 0 past the ends.
func (p *page) class(i int) text.Class {
	if i < 0 || i >= len(p.Tokens) {
		return 0
	}
	return p.Tokens[i].Class
}

// shape is the shape of token i, Plain past the ends.
func (p *page) shape(i int) text.Shape {
	if i < 0 || i >= len(p.Tokens) {
		return text.Plain
	}
	return p.Tokens[i].Shape
}

// sameSentence tells whether tokens i and j exist and stand in one sentence.
func (p *page) sameSentence(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(p.Tokens) && j < len(p.Tokens) && p.SentenceOf(i) == p.SentenceOf(j)
}
