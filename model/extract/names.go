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
	sure        bool             // a rule left no doubt about kind
	entity      int              // index into names.entities
	country     string
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
		if m.first < m.last {
			p.names.mentions = p.split(p.names.mentions, m)
		}
	}
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
	for m.last > m.first && (p.class(m.last-1) == text.Possessive || p.class(m.last-1) == text.Punct || p.class(m.last-1) == text.Quote) {
		m.last--
	}
	if p.class(m.last) == text.Possessive && m.first < m.last {
		if bits, _ := ner.Listed(p.Doc, m.first, m.last+1); bits&(ner.Company|ner.Body|ner.Paper) != 0 { // Macy’s
			m.last++
			m.vote(org, sure)
		}
	}
	if next := m.last; m.kind != person && next < len(p.Tokens) && legalForm(p.Word(next)) && p.Tokens[next].Gap && p.sameSentence(m.first, next) {
		m.last++
	}
}

// honorific tells whether w, in small letters, is a form of address that is also a given name.
func honorific(w string) bool {
	switch w {
	case "king", "queen", "prince", "princess", "pope", "sir", "lord", "lady", "dame", "judge", "justice", "father", "sister", "general", "major":
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
	if w := p.Word(m.first); (w == "US" || w == "U.S.") && m.last-m.first > 1 && m.kind == org {
		switch p.Word(m.first + 1) {
		case "House", "Senate":
			m.first++
		}
	}
	return append(ms, m)
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

// overlooked adds names that the model passed over but the page leaves no doubt about: firms with
// their legal form, places of a dateline, and what the lists hold.
func (p *page) overlooked() {
	ms := p.names.mentions
	at, bar := 0, 0 // the mention at or behind token i; where the one before it ends
	var found []mention
	for i := 0; i < len(p.Tokens); i++ {
		for at < len(ms) && ms[at].last <= i {
			bar = max(bar, ms[at].last)
			at++
		}
		if i < bar || p.class(i) != text.Word {
			continue
		}
		inside := at < len(ms) && ms[at].first <= i
		m, ok := p.whole(i, inside)
		switch {
		case ok:
		case inside:
			continue
		case p.capital(i) || p.Word(i) == "plc":
			if m, ok = p.plain(i, bar); !ok {
				continue
			}
		default:
			continue
		}
		for at < len(ms) && ms[at].first < m.last { // the longer name takes the place of what it covers
			if ms[at].last > m.last || ms[at].first < m.first {
				ok = false
				break
			}
			at++
		}
		if ok {
			found = append(found, m)
			bar = m.last
		}
	}
	if len(found) > 0 {
		p.names.mentions = inOrder(append(p.uncovered(found), found...))
	}
}

// uncovered are the mentions that lie in none of found, which are in order.
func (p *page) uncovered(found []mention) []mention {
	kept := p.names.mentions[:0]
	at := 0
	for _, m := range p.names.mentions {
		for at < len(found) && found[at].last <= m.first {
			at++
		}
		if at < len(found) && found[at].first <= m.first {
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// whole finds a name of three and more words that a list holds and the model cut: "Bureau of
// Alcohol, Tobacco, Firearms and Explosives".
func (p *page) whole(i int, inside bool) (mention, bool) {
	if !p.capital(i) {
		return mention{}, false
	}
	switch p.Word(i) {
	case "Hurricane", "Cyclone", "Typhoon":
		if p.capital(i+1) && p.sameSentence(i, i+1) {
			m := mention{first: i, last: i + 2, kind: other}
			m.vote(other, sure)
			return m, true
		}
	}
	if p.lexAt(i)&ner.Prefix == 0 {
		return mention{}, false
	}
	end, bits := ner.Phrase(p.Doc, i)
	if end-i < 2 || !inside && end-i < 2 || !p.capital(end-1) && p.class(end-1) != text.Possessive || !p.sameSentence(i, end-1) {
		return mention{}, false
	}
	if inside && end-i < 3 {
		return mention{}, false
	}
	if p.capital(end) && p.sameSentence(i, end) || i > 0 && p.capital(i-1) && p.sameSentence(i-1, i) && !inside && p.lexAt(i-1)&(ner.Common|ner.TitleWord|ner.People) == 0 {
		return mention{}, false
	}
	return mention{first: i, last: end, kind: listKind(bits)}, true
}

// listKind is the kind of name that a list holds.
func listKind(bits uint32) nameKind {
	switch {
	case bits&(ner.Country|ner.Region|ner.City) != 0:
		return place
	case bits&(ner.Body|ner.Company|ner.Paper|ner.Team) != 0:
		return org
	case bits&ner.FullName != 0:
		return person
	}
	return other
}

// plain finds a name that begins at token i, which is in none so far.
func (p *page) plain(i, bar int) (mention, bool) {
	if first := p.firmBefore(i, bar); first < i {
		return mention{first: first, last: i + 1, kind: org}, true
	}
	if end := p.filedFrom(i); end > i {
		m := mention{first: i, last: end, kind: place}
		m.vote(place, strong)
		return m, true
	}
	if !p.capital(i) || p.capital(i+1) && p.sameSentence(i, i+1) || p.Word(i+1) == ":" && p.symbolIn(i-1) > 0 {
		return mention{}, false
	}
	lex := p.lexAt(i)
	const doubtful = ner.FirstName | ner.Surname | ner.Common | ner.TitleWord | ner.OrgWord | ner.PlaceWord | ner.People | ner.Calendar | ner.LawWord | ner.EventWord | ner.Product | ner.Event
	before := ""
	if p.sameSentence(i-1, i) {
		if p.capital(i-1) && p.lexAt(i-1)&(ner.Common|ner.Link|ner.People) == 0 {
			return mention{}, false
		}
		before = p.Word(i - 1)
	}
	m := mention{first: i, last: i + 1}
	switch {
	case p.coin(i):
		m.kind = other
	case lex&ner.Country != 0 && lex&ner.FirstName == 0, lex&ner.Region != 0 && lex&doubtful == 0:
		m.kind = place
	case lex&ner.BigCity != 0 && lex&doubtful == 0 && (placing(before) || before != "" && !p.capital(i-1)):
		m.kind = place
	case lex&(ner.Body|ner.Paper) != 0 && lex&(doubtful&^ner.OrgWord&^ner.Common) == 0 && (before == "the" || before == "The"):
		m.kind = org
	case lex&(ner.Body|ner.Paper|ner.Company) != 0 && lex&doubtful == 0 && p.shape(i) != text.Title && len(p.Word(i)) > 2:
		m.kind = org
	default:
		return mention{}, false
	}
	m.vote(m.kind, hint)
	return m, true
}

// placing tells whether w stands before places.
func placing(w string) bool {
	switch w {
	case "in", "from", "to", "near", "at", "across", "outside", "around", "of", "for", "between", "and", "central", "southern", "northern", "eastern", "western", "downtown", "In", "From", "visited", "left", "reached":
		return true
	}
	return false
}

// filedFrom is where the place ends that begins a dateline at token i: "ST. PAUL, Minn. (AP) —",
// "NEW DELHI: ". i when there is none.
func (p *page) filedFrom(i int) int {
	s := p.Sentences[p.SentenceOf(i)]
	if i != s.First || p.shape(i) != text.Upper || len(p.Word(i)) < 3 {
		return i
	}
	end := i
	for end < s.Last && end < i+4 && p.shape(end) == text.Upper {
		end++
	}
	switch w := p.Word(end); {
	case w == ":", w == "(", p.class(end) == text.Dash && p.Tokens[end].Gap:
		return end
	case w == ",":
		for j := end; j < end+8 && p.sameSentence(i, j); j++ {
			if p.class(j) == text.Dash && p.Tokens[j].Gap || p.Word(j) == "(" {
				return end
			}
		}
	}
	return i
}

// firmBefore is where the firm's name begins whose legal form is token i, not before token bar; i
// when there is none.
func (p *page) firmBefore(i, bar int) int {
	if len(p.Word(i)) < 3 || !legalForm(p.Word(i)) {
		return i // not a legal form, or one too short to be trusted
	}
	first := i
	for first > bar && p.capital(first-1) && p.sameSentence(first-1, i) {
		first--
	}
	return first
}

// coin tells whether token i is the name of a crypto asset.
func (p *page) coin(i int) bool {
	const both = ner.Symbol | ner.Product
	return p.shape(i) == text.Title && p.lexAt(i)&both == both
}

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
			f.Kind, f.Country = model.Place, e.country
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
