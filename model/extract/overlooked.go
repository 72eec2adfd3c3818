package extract

import (
	"lede/model/extract/ner"
	"lede/model/text"
)

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
	if storm(p.Word(i)) && p.capital(i+1) && p.sameSentence(i, i+1) {
		m := mention{first: i, last: i + 2, kind: other}
		m.vote(other, sure)
		return m, true
	}
	if p.lexAt(i)&ner.Prefix == 0 || p.chamber(i) {
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
	k := listKind(bits)
	if k == place && !inside && p.sameSentence(i-1, i) && p.class(i-1) == text.Number {
		return mention{}, false // "the 1983 United Kingdom general election"
	}
	return mention{first: i, last: end, kind: k}, true
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
	if first := p.bodyBefore(i, bar); first < i {
		return mention{first: first, last: i + 1, kind: org}, true
	}
	if end := p.filedFrom(i); end > i {
		m := mention{first: i, last: end, kind: place}
		m.vote(place, strong)
		return m, true
	}
	if m, ok := p.told(i); ok {
		return m, true
	}
	if p.coin(i) && (p.class(i-1) != text.Word || !p.capital(i-1)) {
		return mention{first: i, last: i + 1, kind: other}, true
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
	case p.sameSentence(i-1, i) && p.class(i-1) == text.Number:
		return mention{}, false
	case lex&ner.Country != 0 && lex&ner.FirstName == 0, lex&ner.Region != 0 && lex&doubtful == 0 && (placing(before) || before == "the" || before == ","):
		m.kind = place
	case lex&ner.FullName != 0 && p.shape(i) == text.Title && lex&(doubtful&^ner.Surname&^ner.FirstName) == 0: // one whom everybody knows
		m.kind = person
	case lex&ner.Company != 0 && p.class(i-1) == text.Possessive && i > 0:
		m.kind = org
	case lex&ner.Product != 0 && p.shape(i) == text.Upper && lex&(doubtful&^ner.Product) == 0 && len(p.Word(i)) > 2:
		m.kind = other
	case lex&ner.Event != 0 && p.shape(i) != text.Title && lex&(doubtful&^ner.Event) == 0:
		m.kind = other
	case lex&ner.BigCity != 0 && lex&doubtful == 0 && (placing(before) || before != "" && !p.capital(i-1)):
		m.kind = place
	case lex&(ner.Body|ner.Paper) != 0 && lex&(doubtful&^ner.OrgWord&^ner.Common) == 0 && (before == "the" || before == "The"):
		m.kind = org
	case lex&ner.Company != 0 && lex&(doubtful|ner.City|ner.Region) == 0 && (before == "the" || before == "The") && p.shape(i+1) == text.Lower:
		m.kind = org // "the Marconi station"
	case lex&(ner.Body|ner.Paper|ner.Company) != 0 && lex&doubtful == 0 && p.shape(i) != text.Title && len(p.Word(i)) > 2:
		m.kind = org
	default:
		return mention{}, false
	}
	m.vote(m.kind, hint)
	return m, true
}

// told finds a name whose kind the words around it tell: "President Lee Sang-hoon", "Anchor, a Paris
// start-up".
func (p *page) told(i int) (mention, bool) {
	const noName = ner.Common | ner.TitleWord | ner.OrgWord | ner.PlaceWord | ner.People | ner.Calendar | ner.LawWord | ner.EventWord | ner.Job
	if !p.capital(i) || p.lexAt(i)&(noName&^ner.TitleWord&^ner.Job) != 0 {
		return mention{}, false
	}
	m := mention{first: i, last: i + 1}
	for m.last < i+4 && p.sameSentence(i, m.last) && p.capital(m.last) && p.lexAt(m.last)&noName == 0 {
		m.last++
	}
	if p.tight(m.last) && p.Word(m.last) == "-" && p.tight(m.last+1) && p.class(m.last+1) == text.Word && p.sameSentence(i, m.last+1) {
		m.last += 2
	}
	if p.capital(m.last) && p.sameSentence(i, m.last) {
		return mention{}, false
	}
	if p.lexAt(i)&noName == 0 && p.sameSentence(i-1, i) && p.capital(i-1) && p.lexAt(i-1)&ner.TitleWord != 0 && p.lexAt(i-1)&(ner.FirstName|ner.Surname|ner.OrgWord) == 0 && p.shape(i-1) == text.Title && !loose(p.Word(i-1)) {
		m.kind = person
		m.vote(person, strong)
		return m, true
	}
	if p.Word(i) == "X" && p.onX(i) || p.sameSentence(i-1, i) && p.shape(i-1) == text.Lower && craft(p.Word(i-1)) && p.lexAt(i)&noName == 0 {
		m.kind = other
		m.vote(other, strong)
		return m, true
	}
	if p.sameSentence(i-1, i) && p.shape(i-1) == text.Lower && firmBehind(p.Word(i-1), p.Word(i-2)) > 0 && p.lexAt(i)&(noName|ner.FirstName) == 0 {
		m.kind = org
		return m, true // judgeBefore votes
	}
	if w := p.Word(m.last + 1); p.Word(m.last) == "," && (w == "a" || w == "an" || w == "the") {
		for j := m.last + 2; j < m.last+6 && p.sameSentence(i, j) && p.class(j) == text.Word; j++ {
			if w := p.Word(j); orgNoun(w) && p.class(j+1) != text.Possessive {
				m.kind = org
				return m, true // judgeApposition votes
			} else if w == "of" || w == "for" || w == "in" {
				break
			}
		}
	}
	return mention{}, false
}

// loose tells whether a title is also a common word of other names: "Vice Versa", "Late Stone Age".
func loose(w string) bool {
	switch w {
	case "Prime", "Foreign", "Late", "Vice", "Sister", "Brother", "Father", "Miss", "Former", "Acting", "Chief", "Private", "Major", "Count", "General", "Executive", "Model", "Fund", "Forward", "Counsel", "Head", "Deputy", "Anchor", "Miner":
		return true
	}
	return false
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
	if !legalForm(p.Word(i)) || len(p.Word(i)) < 3 && p.capital(i+1) {
		return i
	}
	first := i
	for first > bar && first > i-8 && p.capital(first-1) && p.sameSentence(first-1, i) {
		first--
	}
	return first
}

// bodyBefore is where a public body's name begins that ends with token i behind a possessive:
// "Lebanon’s Health Ministry". i when there is none.
func (p *page) bodyBefore(i, bar int) int {
	switch p.Word(i) {
	case "Ministry", "Department", "Agency", "Authority", "Commission", "Council", "Committee", "Court", "Institute", "Association", "Federation", "University", "Bureau", "Parliament", "Police":
	default:
		return i
	}
	first := i
	for first > bar && first > i-6 && p.capital(first-1) && p.sameSentence(first-1, i) {
		first--
	}
	if first == bar && p.class(first) != text.Word || p.class(first-1) != text.Possessive && p.Word(first-1) != "the" {
		return i
	}
	return first
}

// coin tells whether token i is the name of a crypto asset.
func (p *page) coin(i int) bool {
	const both = ner.Symbol | ner.Product
	return p.shape(i) == text.Title && p.lexAt(i)&both == both
}
