// Package query is the one language in which stories are asked for: in the filter prompt, in saved
// views, on the command line and over SSH. Parse reads it, String prints it, Match answers it for
// one story; a store translates the tree to its own means and must answer alike.
//
// Text in, tree out, yes or no at the end: nothing here knows a store, a screen or a clock. A wrong
// query is an Error with its column and what was meant, never an empty answer.
//
// Of others it uses golang.org/x/text/unicode/norm, to take accents off.
package query

import (
	"time"

	"lede/model"
)

// Query is a question. The zero Query asks for every story, newest first.
type Query struct {
	Expr Expr // nil: every story
	Sort Sort
}

// Sort is the order of an answer.
type Sort uint8

// The orders. Stories that are equal in Salience or Sources come newest first; of stories of one
// second, the one that was kept later comes first.
const (
	Newest Sort = iota
	Salience
	Sources
)

// Env is what a query needs to know besides the story. Every function may be nil: feeds are then
// nameless, every story is told by one source, and a topic's name is that of its TopicID.
type Env struct {
	Now      time.Time // in the reader's zone
	LastSeen time.Time // stories first seen later are new
	Feed     func(model.FeedID) model.Feed
	Sources  func(model.StoryID) int
	Topic    func(name string) []model.TopicID // the topics that a name stands for, finer ones included
}

// All tells whether q leaves no story out.
func (q Query) All() bool {
	and, ok := q.Expr.(And)
	return q.Expr == nil || ok && len(and) == 0
}

// Term is one of the conditions that a query joins, as a screen shows it to be taken off.
type Term struct {
	Text string
	Expr Expr
}

// Terms are the conditions that all must hold, in the order written.
func (q Query) Terms() []Term {
	parts := conjuncts(q.Expr)
	out := make([]Term, len(parts))
	for i, e := range parts {
		out[i] = Term{Text: Query{Expr: e}.String(), Expr: e}
	}
	return out
}

// Drop is q without its term i, counted from 0; q itself where there is no such term.
func (q Query) Drop(i int) Query {
	parts := conjuncts(q.Expr)
	if i < 0 || i >= len(parts) {
		return q
	}
	rest := make([]Expr, 0, len(parts)-1)
	rest = append(append(rest, parts[:i]...), parts[i+1:]...)
	q.Expr = join(rest)
	return q
}

// With is q narrowed by e. A term that q has already is not added twice.
func (q Query) With(e Expr) Query {
	have := conjuncts(q.Expr)
	all := append(make([]Expr, 0, len(have)+1), have...)
	for _, n := range conjuncts(e) {
		if !holds(all, n) {
			all = append(all, n)
		}
	}
	q.Expr = join(all)
	return q
}

// Without is q less every term that reads as e does.
func (q Query) Without(e Expr) Query {
	text := Query{Expr: e}.String()
	var rest []Expr
	for _, p := range conjuncts(q.Expr) {
		if (Query{Expr: p}).String() != text {
			rest = append(rest, p)
		}
	}
	q.Expr = join(rest)
	return q
}

// Has tells whether e is one of q's terms.
func (q Query) Has(e Expr) bool { return holds(conjuncts(q.Expr), e) }

// Join asks for what answers both. b's order holds unless it is the usual one.
func Join(a, b Query) Query {
	q := a.With(b.Expr)
	if b.Sort != Newest {
		q.Sort = b.Sort
	}
	return q
}

// Negate is the opposite of e.
func Negate(e Expr) Expr {
	switch e := e.(type) {
	case nil:
		return Or{}
	case Not:
		return e.X
	}
	return Not{e}
}

// conjuncts are the parts of e that must all hold, nested Ands taken apart.
func conjuncts(e Expr) []Expr {
	switch e := e.(type) {
	case nil:
		return nil
	case And:
		var out []Expr
		for _, x := range e {
			out = append(out, conjuncts(x)...)
		}
		return out
	}
	return []Expr{e}
}

func join(parts []Expr) Expr {
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return And(parts)
}

func holds(parts []Expr, e Expr) bool {
	text := Query{Expr: e}.String()
	for _, p := range parts {
		if (Query{Expr: p}).String() == text {
			return true
		}
	}
	return false
}
