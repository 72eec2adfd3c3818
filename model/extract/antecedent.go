package extract

import (
	"strings"

	"lede/model/text"
)

// inherited takes the speaker from what stands before: a quote before it in the block, the sentence
// before, the quote that ended the block before.
func (p *page) inherited(says []saying, i int) {
	q := &says[i]
	from, _ := p.leafTokens(q.leaf)
	var prev *saying
	if i > 0 {
		prev = &says[i-1]
	}
	if prev != nil && prev.last > from {
		from = prev.last
	}
	if q.words < 4 && !q.full {
		return
	}
	if k := p.lastSubject(from, q.first, prev); k >= 0 {
		m := &p.names.mentions[k]
		p.speaks(q, m.entity, m)
		return
	}
	if prev == nil || prev.speaker == "" || q.leaf-prev.leaf > 1 {
		return
	}
	q.speaker, q.entity, q.role = prev.speaker, prev.entity, prev.role
}

// lastSubject is the first person of the last sentence in tokens [from, to), or -1. The sentence that
// only says who spoke the quote before is not asked.
func (p *page) lastSubject(from, to int, prev *saying) int {
	if to <= from {
		return -1
	}
	i := to - 1
	for i > from && p.class(i) == text.Stop {
		i--
	}
	start := i
	for start > from && p.class(start-1) != text.Stop && p.SentenceOf(start-1) == p.SentenceOf(i) {
		start--
	}
	if prev != nil && start <= prev.last && prev.last > from-1 {
		return -1
	}
	for j := start; j < to; j++ {
		if k := p.nameAt(j); k >= 0 && p.names.mentions[k].kind == person {
			return k
		}
		if p.pronoun(j) {
			if e := p.antecedent(j); e >= 0 {
				return p.mentionOf(e, j)
			}
		}
	}
	return -1
}

// mentionOf is the last mention of entity e before token i, or -1.
func (p *page) mentionOf(e, i int) int {
	found := -1
	for k := range p.names.mentions {
		if p.names.mentions[k].first >= i {
			break
		}
		if p.names.mentions[k].entity == e {
			found = k
		}
	}
	return found
}

// antecedent is the person whom the pronoun at token i stands for, or -1: in the nearest sentence
// before it that names someone who fits, the first such person.
func (p *page) antecedent(i int) int {
	female := strings.EqualFold(p.Word(i), "she")
	male := strings.EqualFold(p.Word(i), "he")
	if !female && !male {
		return -1
	}
	ms := p.names.mentions
	best, sentence := -1, -1
	for k := p.before(i); k >= 0 && k > p.before(i)-200; k-- {
		m := &ms[k]
		if m.kind != person {
			continue
		}
		e := &p.names.entities[m.entity]
		if female && e.male && !e.female || male && e.female && !e.male {
			continue
		}
		s := p.SentenceOf(m.first)
		if best >= 0 && s != sentence {
			break
		}
		best, sentence = m.entity, s
	}
	return best
}

// before is the last mention that ends before token i, or -1.
func (p *page) before(i int) int {
	ms := p.names.mentions
	lo, hi := 0, len(ms)
	for lo < hi {
		h := (lo + hi) / 2
		if ms[h].last <= i {
			lo = h + 1
		} else {
			hi = h
		}
	}
	return lo - 1
}

// theCompany is the organisation that "the company" in tokens [i, end) stands for, or -1.
func (p *page) theCompany(i, end int) int {
	if end-i > 3 || !strings.EqualFold(p.Word(i), "the") {
		return -1
	}
	switch p.Word(i + 1) {
	case "company", "firm", "bank", "group", "ministry", "agency", "party", "club", "union", "regulator", "court", "airline", "university", "newspaper", "department", "committee", "council", "commission", "charity", "carmaker", "retailer", "miner", "exchange", "department’s":
	default:
		return -1
	}
	ms := p.names.mentions
	for k := p.before(i); k >= 0; k-- {
		if ms[k].kind == org {
			return ms[k].entity
		}
	}
	return -1
}
