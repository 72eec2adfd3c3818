package extract

import (
	"lede/model/extract/ner"
	"lede/model/text"
)

// ampersands makes one firm of the names on both sides of an "&": "Halden & Pryce", whatever the model
// took its halves for.
func (p *page) ampersands() {
	var found []mention
	for i := 1; i+1 < len(p.Tokens); i++ {
		if p.Word(i) != "&" || !p.Tokens[i].Gap || !p.Tokens[i+1].Gap || !p.capital(i-1) || !p.capital(i+1) || !p.sameSentence(i-1, i+1) {
			continue
		}
		first, last := p.wing(i-1, -1), p.wing(i+1, 1)+1
		if k := p.nameAt(i); k >= 0 {
			first, last = min(first, p.names.mentions[k].first), max(last, p.names.mentions[k].last)
		}
		const plain = ner.Common | ner.Calendar
		if p.lexAt(first)&plain != 0 && p.lexAt(last-1)&plain != 0 || len(found) > 0 && found[len(found)-1].last > first {
			continue // "Terms & Conditions"
		}
		m := mention{first: first, last: last, kind: org}
		m.vote(org, sure)
		found = append(found, m)
	}
	if len(found) > 0 {
		p.names.mentions = inOrder(append(p.uncovered(found), found...))
	}
}

// wing is the last token of the name that goes on from token i in the direction of step.
func (p *page) wing(i, step int) int {
	for n := 0; n < 3; n++ {
		j := i + step
		if !p.capital(j) || !p.sameSentence(i, j) || p.lexAt(j)&(ner.Common|ner.TitleWord|ner.Calendar|ner.Job|ner.People) != 0 || step < 0 && p.class(j) != text.Word {
			break
		}
		i = j
	}
	return i
}
