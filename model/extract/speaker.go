package extract

import (
	"strings"

	"lede/model"
	"lede/model/extract/ner"
	"lede/model/text"
)

// attribute finds who speaks each quote.
func (p *page) attribute(says []saying) {
	for i := range says {
		q := &says[i]
		from, to := p.leafTokens(q.leaf)
		endTo := to
		if q.last > to { // the quote ends in a later block
			endTo = p.leafEnd(q.last - 1)
		}
		if i > 0 && says[i-1].last > from {
			from = says[i-1].last
		}
		if i+1 < len(says) && says[i+1].first < endTo {
			endTo = says[i+1].first
		}
		switch {
		case p.introduced(q, from):
		case p.followed(q, endTo):
		case p.framed(q, from):
		default:
			p.inherited(says, i)
		}
	}
}

// leafEnd is the end of the block that token i stands in.
func (p *page) leafEnd(i int) int {
	for l := range p.Leaves {
		if p.Leaves[l].Start <= p.Tokens[i].Start && p.Tokens[i].Start < p.Leaves[l].End {
			return p.TokenAt(p.Leaves[l].End)
		}
	}
	return len(p.Tokens)
}

// saysAt tells whether token i is a verb of speech.
func (p *page) saysAt(i int) bool {
	if p.class(i) != text.Word || p.shape(i) != text.Lower || p.lexAt(i)&ner.Speech == 0 {
		return false
	}
	return i == 0 || p.class(i-1) != text.Dash || p.Tokens[i].Gap // not "so-called"
}

// pronoun tells whether token i is one that a speaker goes by.
func (p *page) pronoun(i int) bool {
	switch p.Word(i) {
	case "he", "she", "they", "He", "She", "They":
		return true
	}
	return false
}

// clauseStart is the first token of the sentence that ends before token i, at least from.
func (p *page) clauseStart(i, from int) int {
	j := i - 1
	for j >= from && p.class(j) != text.Stop && p.SentenceOf(j) == p.SentenceOf(i-1) {
		j--
	}
	return j + 1
}

// introduced finds a speaker right before a quote: "Miller said, “…", "Miller: “…", "according to
// Miller, “…".
func (p *page) introduced(q *saying, from int) bool {
	i := q.first - 1
	if i < from {
		return p.blockBefore(q, from)
	}
	start := p.clauseStart(q.first, from)
	colon := p.Word(i) == ":"
	if w := p.Word(i); w == "," || w == ":" || p.class(i) == text.Dash {
		i--
	}
	if w := p.Word(i); w == "that" || w == "it" || w == "this" || w == "as" {
		i--
	}
	verb := -1
	for j := i; j >= start && j > i-9; j-- {
		if p.saysAt(j) {
			verb = j
			break
		}
		if !colon && j < i && (p.Word(j) == "," || p.class(j) == text.Dash && p.Tokens[j].Gap) {
			break
		}
	}
	if verb < 0 {
		return colon && p.named(q, start, i+1, model.Span{})
	}
	// "told Reuters: “", "said in a statement: “" may stand between verb and quote; else the verb
	// must be next to the quote
	if !colon && verb < i-6 {
		return false
	}
	if !p.subjectBefore(q, start, verb) && !(verb == start && p.named(q, verb+1, i+1, p.Span(verb, verb+1))) && !p.speakerPhrase(q, start, verb) {
		return false
	}
	q.cue = p.Span(verb, verb+1)
	q.near = verb >= i-5
	return true
}

// blockBefore finds a speaker in the block before, when that ends with a colon.
func (p *page) blockBefore(q *saying, from int) bool {
	i := from - 1
	if i < 0 || from != q.first || p.Word(i) != ":" {
		return false
	}
	start := p.clauseStart(from, 0)
	for j := i; j >= start; j-- {
		if p.saysAt(j) {
			q.cue = p.Span(j, j+1)
			if p.subjectBefore(q, start, j) {
				return true
			}
			break
		}
	}
	return p.named(q, start, i, q.cue)
}

// subjectBefore takes as speaker the nearest person, pronoun or organisation before the verb.
func (p *page) subjectBefore(q *saying, start, verb int) bool {
	ms := p.names.mentions
	var found, group = -1, -1
	for j := verb - 1; j >= start; {
		k := p.nameAt(j)
		if k < 0 {
			if p.pronoun(j) && found < 0 {
				if e := p.antecedent(j); e >= 0 {
					return p.speaks(q, e, nil)
				}
				return false
			}
			j--
			continue
		}
		if ms[k].kind == person && (found < 0 || p.Word(ms[k].last) != ",") {
			found = k
			if p.Word(ms[k].last) != "," || ms[k].first == start {
				break
			}
		}
		if ms[k].kind == person && found >= 0 && found != k && joins(p.Word(ms[found].first-1), p.lexAt(ms[found].first-1)) && p.Word(ms[k].last) == "," {
			found = k // "Penhaligon, sitting with Justice Adeyemi, said"
		}
		if ms[k].kind == org && group < 0 {
			group = k
		}
		j = ms[k].first - 1
	}
	if found >= 0 {
		return p.speaks(q, ms[found].entity, &ms[found])
	}
	if e := p.theCompany(start, verb); e >= 0 {
		return p.speaks(q, e, nil)
	}
	if group >= 0 && ms[group].last >= verb-1 {
		return p.speaks(q, ms[group].entity, nil)
	}
	return false
}

// joins tells whether a word before a name makes it no subject: "with", "to", or a title behind one.
func joins(w string, lex uint32) bool {
	switch w {
	case "with", "by", "to", "from", "for", "of", "alongside", "beside":
		return true
	}
	return lex&ner.TitleWord != 0
}

// named takes as speaker the first person, else the first organisation, in tokens [start, end).
func (p *page) named(q *saying, start, end int, cue model.Span) bool {
	group := -1
	for j := start; j < end; j++ {
		if p.pronoun(j) {
			if e := p.antecedent(j); e >= 0 {
				q.cue, q.near = cue, true
				return p.speaks(q, e, nil)
			}
		}
		k := p.nameAt(j)
		if k < 0 {
			continue
		}
		m := &p.names.mentions[k]
		if m.kind == person {
			q.cue, q.near = cue, true
			return p.speaks(q, m.entity, m)
		}
		if m.kind == org && group < 0 {
			group = m.entity
		}
		j = m.last - 1
	}
	if group >= 0 {
		q.cue, q.near = cue, true
		return p.speaks(q, group, nil)
	}
	return false
}

// speaks makes entity e the speaker of q; m is the mention that says so, if one does.
func (p *page) speaks(q *saying, e int, m *mention) bool {
	ent := &p.names.entities[e]
	q.entity, q.speaker, q.role = e, ent.value, ent.role
	if m != nil && !m.role.Empty() {
		q.role = m.role
	}
	if ent.kind != person {
		q.role = model.Span{}
	}
	return true
}

// followed finds a speaker behind a quote: "… ,” Miller said", "said Miller", "Hailey Miller,
// director of …, told Reuters".
func (p *page) followed(q *saying, to int) bool {
	i := q.last
	if i >= to {
		return false
	}
	if !q.closed && p.class(i-1) == text.Stop && p.attributionAt(i, to) == 0 {
		return false
	}
	if w := p.Word(i); w == "," || p.class(i) == text.Dash {
		i++
	}
	end := i
	for end < to && p.class(end) != text.Stop && p.Word(end) != ";" {
		end++
	}
	verb := -1
	for j := i; j < end && j < i+36; j++ {
		if p.saysAt(j) && p.nameAt(j) < 0 {
			verb = j
			break
		}
		if j == i && p.breaks(j) {
			break
		}
	}
	if verb < 0 {
		return p.accordingTo(q, i, end)
	}
	if q.full && !p.briefly(q, i, verb, end) {
		return false
	}
	cue := p.Span(verb, verb+1)
	ok := false
	if verb == i || verb == i+1 && p.shape(i) == text.Lower && !p.pronoun(i) {
		ok = p.named(q, verb+1, p.subjectEnd(verb+1, end), cue) || p.speakerPhrase(q, verb+1, p.subjectEnd(verb+1, end)) || verb > i && p.speakerPhrase(q, i, verb)
	} else {
		ok = p.subjectFirst(q, i, verb) || p.speakerPhrase(q, i, verb)
	}
	if ok {
		q.cue, q.near = cue, true
	}
	return ok
}

// breaks tells whether token i, behind a quote, shows that the sentence goes on in its own words.
func (p *page) breaks(i int) bool {
	switch p.Word(i) {
	case "and", "but", "or", "as", "when", "while", "which", "that", "who", "in", "on", "at", "for", "of", "with", "to", "is", "was", "were", "are", "would", "will", "has", "had", "if", "because", "by", "from", "after", "before":
		return true
	}
	return false
}

// briefly tells whether the sentence behind a quote that ends in a full stop is only its attribution:
// "“It is over.” Miller said." A question or an exclamation runs on as a comma would.
func (p *page) briefly(q *saying, i, verb, end int) bool {
	last := q.last - 1
	if q.closed {
		last--
	}
	if w := p.Word(last); strings.HasPrefix(w, "!") || strings.HasPrefix(w, "?") || p.Tokens[last].Abbrev {
		return true
	}
	if p.shape(i) == text.Lower {
		return true
	}
	return end-verb <= 3 || p.Word(verb+1) == "," || p.Word(verb) == "told" && end-verb <= 6
}

// subjectFirst takes the first person in tokens [i, verb), else a pronoun, else an organisation.
func (p *page) subjectFirst(q *saying, i, verb int) bool {
	if p.pronoun(i) {
		if e := p.antecedent(i); e >= 0 {
			return p.speaks(q, e, nil)
		}
		return false
	}
	if e := p.theCompany(i, verb); e >= 0 {
		return p.speaks(q, e, nil)
	}
	group := -1
	for j := i; j < verb; j++ {
		k := p.nameAt(j)
		if k < 0 {
			continue
		}
		m := &p.names.mentions[k]
		if m.kind == person {
			return p.speaks(q, m.entity, m)
		}
		if group < 0 && m.kind == org {
			group = k
		}
		j = m.last - 1
	}
	if group >= 0 && p.names.mentions[group].last >= verb-1 {
		return p.speaks(q, p.names.mentions[group].entity, nil)
	}
	return false
}

// subjectEnd is where the subject behind an inverted verb ends.
func (p *page) subjectEnd(i, end int) int {
	for j := i; j < end; j++ {
		if p.Word(j) == "," && p.nameAt(j-1) >= 0 && p.names.mentions[p.nameAt(j-1)].kind == person {
			return j
		}
	}
	return min(end, i+16)
}

// accordingTo finds "…,” according to Miller".
func (p *page) accordingTo(q *saying, i, end int) bool {
	if p.Word(i) != "according" || p.Word(i+1) != "to" {
		return false
	}
	return p.named(q, i+2, end, p.Span(i, i+2))
}

// speakerPhrase takes as speaker the words that stand in a name's stead: "police", "a spokesman for the
// ministry".
func (p *page) speakerPhrase(q *saying, i, end int) bool {
	for i < end && (p.class(i) != text.Word || article(p.Word(i))) {
		i++
	}
	j := i
	for j < end && j < i+9 && (p.class(j) == text.Word || p.class(j) == text.Possessive || p.class(j) == text.Dash && !p.Tokens[j].Gap) {
		if w := p.Word(j); w == "in" || w == "on" || w == "after" || w == "during" || w == "who" || w == "when" || w == "has" || w == "have" || w == "also" || w == "later" {
			break
		}
		j++
	}
	if j <= i || j-i > 8 {
		return false
	}
	if p.lexAt(i)&ner.Link != 0 && p.shape(i) == text.Lower || p.pronoun(i) {
		return false
	}
	q.speaker = strings.Join(strings.Fields(p.Span(i, j).In(p.Text)), " ")
	q.entity = -1
	return true
}

func article(w string) bool {
	switch w {
	case "the", "The", "a", "A", "an", "An":
		return true
	}
	return false
}

// framed finds a speaker further away in the sentence before the quote: "Miller called the plan a
// gift, saying …", "Miller said the law was “long overdue”".
func (p *page) framed(q *saying, from int) bool {
	if q.first-1 < from {
		return false
	}
	start := p.clauseStart(q.first, from)
	verb := -1
	for j := q.first - 1; j >= start && j > q.first-40; j-- {
		if p.saysAt(j) {
			verb = j
			break
		}
	}
	if verb < 0 || !p.subjectBefore(q, start, verb) {
		return false
	}
	q.cue = p.Span(verb, verb+1)
	return true
}
