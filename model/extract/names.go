package extract

import (
	"strings"

	"lede/model"
	"lede/model/extract/ner"
	"lede/model/text"
)

// mention is a name where it stands: tokens [first, last) of the page.
type mention struct {
	first, last int
	kind        nameKind
	votes       [kindCount]int32 // for each kind what the model and the rules give it, in the model's units
	sure        uint8            // the kinds that a rule left no doubt about, one bit a kind
	entity      int              // index into names.entities
	country     string
	lists       uint32 // that hold the whole name
	role        model.Span
}

// nameKind is what a name is the name of.
type nameKind uint8

const (
	person nameKind = iota
	org
	place
	other // peoples, works, laws, products, events: parted later
	kindCount
)

// A nat is 40 of the model's units.
const (
	hint   = 60
	strong = 160
	sure   = 600
)

// names are all the names of a page, in order.
type names struct {
	mentions []mention
	entities []entity
}

// findNames finds persons, organisations, places, products, events and tickers. The model proposes;
// rules mend its spans and add their votes; then the mentions of one entity vote together.
func findNames(p *page) {
	p.names = &names{}
	for _, n := range ner.Find(p.Doc) {
		m := mention{first: n.First, last: n.Last, kind: nameKind(n.Type)}
		for t, s := range n.Scores {
			m.votes[t] = max(-sure, min(sure, s))
		}
		p.mend(&m)
		if m.first < m.last && !p.acronym(&m) {
			p.names.mentions = p.split(p.names.mentions, m)
		}
	}
	p.ampersands()
	p.overlooked()
	for i := range p.names.mentions {
		p.judge(&p.names.mentions[i])
	}
	p.link()
	p.elect()
	p.repeat()
	p.roles()
	p.employers()
	p.tellNames()
}

// mend brings a name's span to our conventions: no article, title, bracket or possessive in it, the
// legal form in it.
func (p *page) mend(m *mention) {
	for m.first < m.last {
		w := strings.ToLower(p.Word(m.first))
		lex := ner.Bits(p.Tokens[m.first].Fold)
		switch {
		case w == "the" || w == "a" || w == "an" || p.class(m.first) == text.Punct || p.class(m.first) == text.Quote:
		case m.kind == person && m.last-m.first > 1 && lex&ner.TitleWord != 0 && lex&ner.FirstName == 0 && p.class(m.first) == text.Word:
		case m.kind == person && m.last-m.first > 1 && honorific(w):
		default:
			goto head
		}
		m.first++
	}
head:
	for m.kind != other && m.last-m.first > 1 && p.symbol(m.last-1) { // "Stolen SOL"
		m.last--
		if i := m.first; m.last-i == 1 && i == p.Sentences[p.SentenceOf(i)].First && p.lexAt(i)&(ner.FirstName|ner.Surname) == 0 {
			m.last = i
		}
	}
	for m.last > m.first && (p.class(m.last-1) == text.Possessive || p.class(m.last-1) == text.Punct || p.class(m.last-1) == text.Quote) {
		m.last--
	}
	if p.class(m.last) == text.Possessive && m.first < m.last {
		if bits, _ := ner.Listed(p.Doc, m.first, m.last+1); bits&(ner.Company|ner.Body|ner.Paper) != 0 { // Macy’s
			m.last++
			m.vote(org, sure)
		}
	}
	if next := m.last; m.kind == org && m.last > m.first && channel(p.Word(next-1)) && p.sameSentence(m.first, next) && (p.class(next) == text.Number || p.shape(next) == text.Upper) && p.Tokens[next].Gap {
		m.last++ // BBC Radio 4
	}
	if i := m.first; m.kind == org && i > 1 && p.class(i-2) == text.Number && p.tight(i-1) && p.ordinalEnd(i-1) && p.sameSentence(i-2, i) {
		m.first = i - 2 // 9th U.S. Circuit Court of Appeals
	}
	if next := m.last; m.kind != person && next < len(p.Tokens) && legalForm(p.Word(next)) && p.Tokens[next].Gap && p.sameSentence(m.first, next) {
		m.last++
	}
}

// acronym tells whether a name is only a common noun in capitals: HIV, GDP.
func (p *page) acronym(m *mention) bool {
	const things = ner.Body | ner.Company | ner.Paper | ner.Team | ner.Product | ner.Symbol | ner.Event
	lex := p.lexAt(m.first)
	return m.last-m.first == 1 && p.shape(m.first) == text.Upper && lex&ner.Common != 0 && lex&things == 0
}

// ordinalEnd tells whether token i makes the number before it an ordinal.
func (p *page) ordinalEnd(i int) bool {
	w := p.Word(i)
	return w == "th" || w == "st" || w == "nd" || w == "rd"
}

// channel tells whether w may be followed by the number or letters of a channel.
func channel(w string) bool { return w == "Radio" || w == "TV" || w == "Channel" }

// honorific tells whether w, in small letters, is a form of address that is also a given name.
func honorific(w string) bool {
	switch w {
	case "sheikh", "sultan", "emir", "count", "duke", "earl", "bishop", "cardinal", "king", "queen", "prince", "princess", "pope", "sir", "lord", "lady", "dame", "judge", "justice", "father", "sister", "general", "major":
		return true
	}
	return false
}

// legalForm tells whether w is the legal form of a firm.
func legalForm(w string) bool {
	switch w {
	case "Inc", "Inc.", "Corp", "Corp.", "Corporation", "Ltd", "Ltd.", "Limited", "LLC", "LLP", "PLC", "plc", "Plc", "AG", "SE", "NV", "N.V.", "S.A.", "GmbH", "SpA", "S.p.A.", "Pty", "Bhd", "Co.", "Cos.", "ASA", "Oyj", "AB":
		return true
	}
	return false
}

// split adds a mention to ms, in two parts where it is two names: "US House of Representatives and
// Senate", "US Senate", "Ohio Senator Dean Halloran".
func (p *page) split(ms []mention, m mention) []mention {
	if p.Word(m.first-1) == "(" && p.Word(m.last) == ":" && p.symbolIn(m.first-1) > 0 {
		return ms // the exchange of a ticker
	}
	if m.kind == person {
		return p.splitOffice(ms, m)
	}
	for i := m.first + 1; i+1 < m.last; i++ {
		if p.Word(i) != "and" {
			continue
		}
		a, _ := ner.Listed(p.Doc, m.first, i)
		next := i + 1
		if p.Word(next) == "the" {
			next++
		}
		b, _ := ner.Listed(p.Doc, next, m.last)
		if w := p.Word(m.first); w == "US" || w == "U.S." {
			if c, _ := ner.Listed(p.Doc, m.first+1, i); c != 0 {
				a |= c
			}
		}
		const whole = ner.Body | ner.Company | ner.Paper | ner.Country | ner.Region | ner.BigCity | ner.Team
		if a&whole != 0 && b&whole != 0 {
			left, right := m, m
			left.last, right.first = i, next
			return append(p.split(ms, left), right)
		}
	}
	if m.last-m.first > 1 && p.chamber(m.first) {
		m.first++
	}
	return append(ms, m)
}

// chamber tells whether the word at token i is the land before the name of its chamber: "US Senate".
func (p *page) chamber(i int) bool {
	if w := p.Word(i); w != "US" && w != "U.S." {
		return false
	}
	w := p.Word(i + 1)
	return w == "House" || w == "Senate"
}

// splitOffice takes an office out of a person's name: what stands before it is a name of its own where
// a list holds it.
func (p *page) splitOffice(ms []mention, m mention) []mention {
	for i := m.last - 2; i > m.first; i-- {
		lex := p.lexAt(i)
		if lex&ner.TitleWord == 0 || lex&(ner.FirstName|ner.Surname) != 0 || len(p.Word(i)) < 4 {
			continue
		}
		left := mention{first: m.first, last: i}
		bits, _ := ner.Listed(p.Doc, left.first, left.last)
		m.first = i + 1
		if bits&(phrases) != 0 {
			left.kind = listKind(bits)
			left.vote(left.kind, hint)
			ms = append(ms, left)
		}
		break
	}
	return append(ms, m)
}

// phrases are the lists of places and organisations.
const phrases = ner.Country | ner.Region | ner.City | ner.BigCity | ner.Body | ner.Company | ner.Paper | ner.Team

// capital tells whether token i is a word with a capital.
func (p *page) capital(i int) bool {
	switch p.shape(i) {
	case text.Title, text.Upper, text.Mixed:
		return p.class(i) == text.Word
	}
	return false
}

// tellNames puts the names on the page as facts.
func (p *page) tellNames() {
	for i := range p.names.mentions {
		m := &p.names.mentions[i]
		e := &p.names.entities[m.entity]
		f := model.Fact{Span: p.Span(m.first, m.last), Value: e.value, Entity: m.entity + 1}
		switch e.kind {
		case person:
			f.Kind, f.Role = model.Person, m.role
		case org:
			f.Kind = model.Org
		case place:
			f.Kind = model.Place
			if c := p.addressed(m); c != "" {
				f.Country = c
			} else if p.certain(m, e) {
				f.Country = e.country
			}
		default:
			k, ok := p.otherKind(m, e)
			if !ok {
				continue
			}
			f.Kind = k
		}
		p.add(f)
	}
	p.findTickers()
}

// addressed is the country of the land that follows the name of a place: "Boca Chica, Texas"; "" for none.
func (p *page) addressed(m *mention) string {
	if p.Word(m.last) != "," || !p.sameSentence(m.first, m.last+1) {
		return ""
	}
	if k := p.nameAt(m.last + 1); k >= 0 {
		if e := &p.names.entities[p.names.mentions[k].entity]; e.kind == place && e.lists&(ner.Country|ner.Region) != 0 && m.lists&(ner.Country|ner.Region) == 0 {
			return e.country
		}
	}
	return ""
}

// certain tells whether a place lies in the country that the lists say. What ends like a park or a bridge
// may well be one, and not the town of that name, unless the page names its land too.
func (p *page) certain(m *mention, e *entity) bool {
	if e.country == "" || m.last-m.first == 1 || p.lexAt(m.last-1)&ner.PlaceWord == 0 || e.lists&(ner.Country|ner.Region|ner.BigCity) != 0 || e.country == p.in.Country {
		return e.country != ""
	}
	for i := range p.names.entities {
		if o := &p.names.entities[i]; o.kind == place && o.country == e.country && o.lists&(ner.Country|ner.Region|ner.BigCity) != 0 {
			return true
		}
	}
	return false
}
