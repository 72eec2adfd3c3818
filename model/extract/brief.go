package extract

import (
	"cmp"
	"slices"

	"lede/model"
	"lede/model/text"
)

// What bounds "In brief".
const (
	briefClauses   = 5  // clauses at most
	briefSentences = 60 // sentences that are looked at, from the top
	clauseTokens   = 22 // tokens of a clause at most
	clauseSubject  = 9  // of them before its verb
	clauseBytes    = 140
)

// clause is a candidate for "In brief": the tokens [first, last) around a verb of news.
type clause struct {
	first, last int
	facts       []int
	worth       float64
}

// brief gives the three to five clauses that tell the story's news, most important first: who did what, for how much. Each
// is a verbatim stretch around a verb of news that holds facts, and no two tell the same facts.
func (p *page) brief(facts []model.Fact) []model.Clause {
	var all []clause
	var quotes []model.Span
	for i := range facts {
		if facts[i].Kind == model.QuoteOf {
			quotes = append(quotes, facts[i].Span)
		}
	}
	l := p.lex
	for s := range p.Sentences[:min(len(p.Sentences), briefSentences)] {
		st := p.Sentences[s]
		for i := st.First; i < min(st.Last, st.First+120); i++ {
			w := l.weights[p.term(i)]
			if w < 2 || p.class(i) != text.Word || p.inQuote(quotes, p.Tokens[i].Start) {
				continue
			}
			c := p.clauseAround(i, st.First, st.Last)
			p.keepWhole(&c, facts, st.Last)
			p.weigh(&c, facts, s, int(w))
			if c.worth > 0 {
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b clause) int { return cmp.Compare(b.worth, a.worth) })
	return p.choose(all, facts)
}

// choose takes the worthiest clauses that tell something new.
func (p *page) choose(all []clause, facts []model.Fact) []model.Clause {
	var out []model.Clause
	done := map[told]bool{}
	for i := range all {
		c := &all[i]
		if len(out) == briefClauses || len(out) >= 3 && c.worth < all[0].worth/3 {
			break
		}
		span := p.Span(c.first, c.last)
		if slices.ContainsFunc(out, func(o model.Clause) bool { return o.Span.Overlaps(span) }) {
			continue
		}
		fresh := 0
		for _, f := range c.facts {
			if !done[toldOf(&facts[f])] {
				fresh++
			}
		}
		if fresh*2 < len(c.facts) || fresh == 0 {
			continue
		}
		for _, f := range c.facts {
			done[toldOf(&facts[f])] = true
		}
		out = append(out, model.Clause{Span: span, Facts: c.facts})
	}
	return out
}

// inQuote tells whether byte at stands in direct speech.
func (p *page) inQuote(quotes []model.Span, at int) bool {
	i, _ := slices.BinarySearchFunc(quotes, at, func(q model.Span, at int) int { return cmp.Compare(q.End, at+1) })
	return i < len(quotes) && quotes[i].Start <= at
}

// factsFrom is the index of the first fact that begins at byte at or later.
func factsFrom(facts []model.Fact, at int) int {
	i, _ := slices.BinarySearchFunc(facts, at, func(f model.Fact, at int) int { return cmp.Compare(f.Span.Start, at) })
	return i
}

// clauseAround cuts the clause of the verb at token v out of the sentence [first, last).
func (p *page) clauseAround(v, first, last int) clause {
	c := clause{first: v, last: v + 1}
	for i := v - 1; i >= first && v-i <= clauseSubject+1 && !p.parts(i); i-- {
		if v-i == clauseSubject+1 { // the subject is long: begin with the verb
			c.first = v
			break
		}
		c.first = i
	}
	c.first = p.overApposition(c.first, v, first)
	for c.first < v && p.leads(c.first) {
		c.first++
	}
	for i := v + 1; i < last && i-c.first < clauseTokens && p.Tokens[i].End-p.Tokens[c.first].Start < clauseBytes; i++ {
		if p.ends(i, v, last) {
			break
		}
		c.last = i + 1
	}
	for c.last > v+1 && p.trails(c.last-1) {
		c.last--
	}
	return c
}

// keepWhole moves the end of a clause that lies within a fact behind it, or before it where that is far: nobody is
// told of "£2.7bn" where the text says "between £2.7bn and £3bn".
func (p *page) keepWhole(c *clause, facts []model.Fact, last int) {
	end := p.Tokens[c.last-1].End
	for i := factsFrom(facts, p.Tokens[c.first].Start); i < len(facts) && facts[i].Span.Start < end; i++ {
		f := &facts[i]
		if f.Span.End <= end || layer(f.Kind) != 0 {
			continue
		}
		if c.last = p.TokenAt(f.Span.End); c.last <= last && f.Span.End-end <= clauseBytes/4 {
			return
		}
		c.last = p.TokenAt(f.Span.Start)
		for c.last > c.first+1 && p.trails(c.last-1) {
			c.last--
		}
		return
	}
}

// overApposition takes the subject of a verb from before what was put in between: "The captain, Nikos Valas, was arrested".
func (p *page) overApposition(i, v, first int) int {
	w := p.Word(i)
	if i-1 <= first || p.Word(i-1) != "," || v-first > clauseSubject+3 || len(w) > 3 && w[len(w)-3:] == "ing" {
		return i
	}
	if !p.is(i, rVerb|rJoin) || p.class(i) != text.Word {
		return i
	}
	for k := first; k < i; k++ {
		switch p.Word(k) {
		case "which", "who", "that", "said", "says", "after", "when", "while", "if":
			return i
		}
	}
	return first
}

// parts tells whether the token at i stands between a clause and what comes before it.
func (p *page) parts(i int) bool {
	switch p.class(i) {
	case text.Quote, text.Stop:
		return true
	case text.Punct:
		return !p.tight(i) || !p.tight(i+1) || p.Word(i) != "/"
	case text.Dash:
		return !p.tight(i) || !p.tight(i+1)
	case text.Word:
		switch p.Word(i) {
		case "said", "says", "that", "which", "who", "while", "but", "because", "although", "though", "after", "before", "when",
			"whether", "if", "as", "where":
			return true
		}
	}
	return false
}

// leads tells whether a clause must not begin with the word at i.
func (p *page) leads(i int) bool {
	switch p.Word(i) {
	case "and", "or", "so", "then", "also", "And", "But", "So", "Then", "has", "have", "had", "will", "would", "was", "were", "is",
		"are", "been", "be", "of":
		return true
	}
	return p.class(i) != text.Word && p.class(i) != text.Number && p.class(i) != text.Symbol
}

// ends tells whether the clause of verb v ends before token i.
func (p *page) ends(i, v, last int) bool {
	switch p.class(i) {
	case text.Stop, text.Quote:
		return true
	case text.Punct:
		switch p.Word(i) {
		case ";", ":", "(", "[":
			return true
		case ",":
			if p.class(i+1) == text.Number && p.class(i+2) == text.Dash && p.tight(i+2) {
				return false // "a $7 billion, 37-month loan"
			}
			return i-v > 3 || i+1 < last && p.is(i+1, rVerb) || p.Word(i+1) == "and" && (p.pronoun(i+2) || p.Word(i+2) == "it")
		}
	case text.Dash:
		return !p.tight(i)
	case text.Word:
		switch p.Word(i) {
		case "which", "who", "while", "but", "because", "although", "though", "whose", "said", "says":
			return true
		case "after", "before", "when", "as", "that", "and":
			return i-v > 8
		}
	}
	return false
}

// trails tells whether a clause must not end with the token at i.
func (p *page) trails(i int) bool {
	switch p.class(i) {
	case text.Punct, text.Dash:
		return p.Word(i) != ")" && p.Word(i) != "]"
	case text.Word:
		return p.is(i, rApart) && p.Word(i) != "down" && p.Word(i) != "up" && p.Word(i) != "out" && p.Word(i) != "off" &&
			p.Word(i) != "it" && p.Word(i) != "them"
	}
	return false
}

// weigh gives a clause its facts and its worth: the most salient things that it tells, its verb, and how high it stands.
func (p *page) weigh(c *clause, facts []model.Fact, sentence, verb int) {
	span := p.Span(c.first, c.last)
	var best [3]float64
	for i := factsFrom(facts, span.Start); i < len(facts) && facts[i].Span.Start < span.End; i++ {
		f := &facts[i]
		if !span.Covers(f.Span) || layer(f.Kind) != 0 {
			continue
		}
		c.facts = append(c.facts, i)
		worth := f.Score
		if figureKind(f.Kind) || f.Kind == model.Number {
			worth += 0.15 // a clause tells an amount best
		}
		for k := range best {
			if worth > best[k] {
				best[k], worth = worth, best[k]
			}
		}
	}
	if w := p.Word(c.first); len(c.facts) == 0 || c.last-c.first < 3 || w == "according" || w == "According" {
		return
	}
	c.worth = best[0] + 0.7*best[1] + 0.4*best[2] + 0.08*float64(verb) + 0.5/float64(1+sentence)
	if p.is(c.first, rVerb) && p.shape(c.first) == text.Lower {
		c.worth -= hanging
	}
}

// hanging is what a clause is worth less that begins with its verb and does not say who did it: "reversing a
// ruling of last year".
const hanging = 0.4
