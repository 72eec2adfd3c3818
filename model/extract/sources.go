package extract

import (
	"strings"

	"lede/model"
	"lede/model/extract/ner"
	"lede/model/text"
)

// findSources finds whom the story or a remark in it is credited to: "told Reuters", "Reuters
// reported", "according to the Bureau", "first appeared on X", "(AP) —".
func findSources(p *page) {
	for i := range p.names.mentions {
		m := &p.names.mentions[i]
		if m.kind == other {
			continue
		}
		if p.credited(m) {
			p.source(m)
		}
	}
}

func (p *page) source(m *mention) {
	e := &p.names.entities[m.entity]
	p.add(model.Fact{Kind: model.Source, Span: p.Span(m.first, m.last), Value: e.value, Entity: m.entity + 1})
}

// credited tells whether the words around a name make it a source.
func (p *page) credited(m *mention) bool {
	i := m.first - 1
	for i > 0 && p.sameSentence(i, m.first) && (article(p.Word(i)) || p.modifiesSource(i)) {
		i--
	}
	paper := p.paper(m)
	if p.sameSentence(i, m.first) {
		switch w := p.Word(i); {
		case w == "told" && m.kind == org:
			return p.saysTo(i, m)
		case w == "to" && p.Word(i-1) == "according":
			return true
		case (w == "on" || w == "in" || w == "by" || w == "at") && m.kind == org && p.appeared(i-1):
			return true
		case (w == "by" || w == "to" || w == "with") && paper && p.seenBy(i-1):
			return true
		case w == "citing" && m.kind == org:
			return true
		case w == "(" && paper && p.Word(m.last) == ")":
			return p.dateline(i)
		}
	}
	j := m.last
	if paper && p.class(j) == text.Dash && p.Tokens[j].Gap && p.Word(m.first-1) == "," && p.dateline(m.first) {
		return true
	}
	if !paper || !p.sameSentence(m.first, j) {
		return false
	}
	if p.Word(j) == "has" || p.Word(j) == "first" || p.Word(j) == "earlier" {
		j++
	}
	switch p.Word(j) {
	case "reported", "reports", "reporting", "revealed", "understands":
		return true
	case "said", "says":
		return p.Word(j+1) != "it"
	}
	return false
}

// modifiesSource lets "told the news agency Reuters" through.
func (p *page) modifiesSource(i int) bool {
	switch p.Word(i) {
	case "news", "agency", "newspaper", "broadcaster", "magazine", "website", "daily", "programme", "program", "outlet", "site", "paper", "state":
		return true
	}
	return false
}

// saysTo tells whether the "told" at token i tells a source: newspapers and the like always, others
// only when the remark follows.
func (p *page) saysTo(i int, m *mention) bool {
	if p.paper(m) {
		return true
	}
	j := m.last
	if j >= len(p.Tokens) {
		return true
	}
	w := p.Word(j)
	return p.class(j) == text.Stop || w == "," || w == ":" || w == "that" || w == "in"
}

// paper tells whether a name is that of a newspaper, broadcaster, agency or site.
func (p *page) paper(m *mention) bool {
	if m.kind != org {
		return false
	}
	bits, _ := ner.Listed(p.Doc, m.first, m.last)
	if bits&ner.Paper != 0 {
		return true
	}
	switch strings.ToLower(p.Word(m.last - 1)) {
	case "times", "post", "news", "herald", "tribune", "gazette", "chronicle", "journal", "telegraph", "telegram", "courier", "observer", "press", "television", "radio", "tv", "magazine", "mail", "mirror", "standard":
		return m.last-m.first > 1
	}
	return false
}

// appeared tells whether the words that end at token i say where a story came out first.
func (p *page) appeared(i int) bool {
	w := p.Word(i)
	if w == "first" {
		i--
		w = p.Word(i)
	}
	switch w {
	case "appeared", "published", "reported":
		return p.Word(i-1) == "first" || p.Word(i+1) == "first" || p.Word(i-1) == "originally" || p.Word(i-1) == "was"
	}
	return false
}

// seenBy tells whether token i is a verb of "obtained by Reuters", "seen by", "spoke to".
func (p *page) seenBy(i int) bool {
	switch p.Word(i) {
	case "obtained", "seen", "reviewed", "spoke", "speaking", "interview", "leaked", "reported", "conducted", "quoted", "contacted", "viewed", "analysed", "analyzed", "polled", "surveyed", "compiled", "confirmed":
		return true
	}
	return false
}

// dateline tells whether the bracket at token i stands where agencies sign: before the dash that
// parts the dateline from the story.
func (p *page) dateline(i int) bool {
	s := p.Sentences[p.SentenceOf(i)]
	return i-s.First < 8
}
