package extract

import (
	"slices"
	"strings"

	"lede/model"
	"lede/model/extract/ner"
	"lede/model/text"
)

// entity is what several mentions name.
type entity struct {
	kind     nameKind
	value    string // the fullest name
	country  string
	role     model.Span // where the page first says what the person is
	female   bool
	male     bool
	votes    [kindCount]int32
	sure     uint8 // as in mention
	mentions int
	words    int // of value
	lists    uint32
	first    int // token of the first full mention
}

// inOrder sorts mentions by where they begin.
func inOrder(ms []mention) []mention {
	slices.SortStableFunc(ms, func(a, b mention) int { return a.first - b.first })
	return ms
}

// link groups the mentions into entities: equal names first, then short forms under the full ones.
func (p *page) link() {
	n := p.names
	byText := map[string]int{}
	for i := range n.mentions {
		m := &n.mentions[i]
		s := p.nameText(m)
		id, ok := byText[s]
		if !ok {
			id = len(n.entities)
			byText[s] = id
			n.entities = append(n.entities, entity{value: s, words: 1 + strings.Count(s, " "), country: m.country, lists: m.lists, first: m.first})
		}
		m.entity = id
		n.entities[id].take(m)
	}
	p.linkShort()
}

func (e *entity) take(m *mention) {
	e.mentions++
	e.sure |= m.sure
	for k, v := range m.votes {
		e.votes[k] += v
	}
}

// best is the kind that a rule is sure of, else the one with the most votes.
func (e *entity) best() nameKind {
	switch e.sure {
	case 1 << person:
		return person
	case 1 << org:
		return org
	case 1 << place:
		return place
	case 1 << other:
		return other
	}
	k := person
	for j := range kindCount {
		if e.votes[j] > e.votes[k] {
			k = j
		}
	}
	return k
}

// nameText is a mention's text on one line.
func (p *page) nameText(m *mention) string {
	s := p.Span(m.first, m.last).In(p.Text)
	if strings.ContainsAny(s, "\n\t\r") || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// linkShort puts surnames, acronyms and firms without their legal form under the full name.
func (p *page) linkShort() {
	n := p.names
	full := p.fullForms()
	to := make([]int, len(n.entities))
	for i := range to {
		to[i] = i
	}
	for i := range n.entities {
		e := &n.entities[i]
		if j := full.of(e, i, n.entities); j >= 0 {
			to[i] = j
		}
	}
	p.acronyms(to)
	for i := range to {
		j := to[i]
		for k := 0; k < 4 && to[j] != j; k++ {
			j = to[j]
		}
		if j == i || to[j] != j {
			continue
		}
		short, long := &n.entities[i], &n.entities[j]
		for k, v := range short.votes {
			long.votes[k] += v / 2
		}
		long.mentions += short.mentions
		if long.sure == 0 {
			long.sure = short.sure
		}
		to[i] = j
	}
	for i := range n.mentions {
		m := &n.mentions[i]
		for k := 0; k < 4 && to[m.entity] != m.entity; k++ {
			m.entity = to[m.entity]
		}
	}
}

// forms finds full names by one of their words.
type forms struct {
	last, first, middle map[string][]int
}

func (p *page) fullForms() forms {
	f := forms{map[string][]int{}, map[string][]int{}, map[string][]int{}}
	for i := range p.names.entities {
		e := &p.names.entities[i]
		if e.words < 2 {
			continue
		}
		ws := strings.Fields(e.value)
		if len(ws) < 2 {
			continue
		}
		f.last[ws[len(ws)-1]] = append(f.last[ws[len(ws)-1]], i)
		f.first[ws[0]] = append(f.first[ws[0]], i)
		for _, w := range ws[1 : len(ws)-1] {
			if len(w) > 3 && e.best() == person { // the first of two family names
				f.middle[w] = append(f.middle[w], i)
			}
		}
		if suffix(ws[len(ws)-1]) && len(ws) > 2 {
			f.last[ws[len(ws)-2]] = append(f.last[ws[len(ws)-2]], i)
		}
	}
	return f
}

// headsOrg tells whether the last word of an organisation's name is one that many share: "the Bank".
func headsOrg(name string) bool {
	return ner.Bits(text.Hash(name[strings.LastIndexByte(name, ' ')+1:]))&(ner.OrgWord|ner.Country|ner.Region) != 0
}

// suffix tells whether w follows a surname.
func suffix(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "Jr", "Sr", "II", "III", "IV":
		return true
	}
	return false
}

// of is the full name that short form i stands for, or -1. The nearest one before it wins, else the
// first one behind it.
func (f forms) of(e *entity, i int, all []entity) int {
	ws := strings.Fields(e.value)
	k := e.best()
	if e.words == 1 {
		if j := nearest(f.last[e.value], e, all, func(l *entity) bool {
			if l.best() == org { // "Villa" for "Aston Villa"
				return k == org || e.votes[k]-e.votes[org] < hint && l.words == 2 && !headsOrg(l.value)
			}
			if stormy(l.value) {
				return l.words == 2 // "Sarika" for "Typhoon Sarika"
			}
			return l.best() == person && (k == person || e.votes[k]-e.votes[person] < strong || l.votes[person] > 2*e.votes[k])
		}); j >= 0 {
			return j
		}
		if j := nearest(f.middle[e.value], e, all, func(*entity) bool { return k == person }); j >= 0 {
			return j
		}
	}
	if len(ws) == 0 {
		return -1
	}
	j := nearest(f.first[ws[0]], e, all, func(l *entity) bool {
		if !strings.HasPrefix(l.value, e.value+" ") {
			return false
		}
		switch l.best() {
		case person:
			return k == person && e.words == 1
		case org:
			return e.lists&ner.FullName == 0 && (tailOnly(l.value[len(e.value)+1:], e.lists) || k == org && e.words == 2 && l.words == 3)
		}
		return false
	})
	return j
}

// tailOnly tells whether the rest of a firm's name behind its short form, which stands in the given
// lists, is only words of legal form and trade: "Halden" for "Halden Biotech AG", but not
// "Manchester" for "Manchester United".
func tailOnly(rest string, lists uint32) bool {
	elsewhere := ner.City | ner.BigCity | ner.Country | ner.Region | ner.People | ner.Common | ner.OrgWord | ner.Product | ner.Symbol
	if legalForm(rest[strings.LastIndexByte(rest, ' ')+1:]) {
		elsewhere &^= ner.City
	}
	for w := range strings.FieldsSeq(rest) {
		if legalForm(w) || w == "&" || w == "and" {
			continue
		}
		if lists&elsewhere != 0 || ner.Bits(text.Hash(w))&ner.OrgWord == 0 {
			return false
		}
	}
	return true
}

// manyForms is how many names that share a word are looked at.
const manyForms = 48

func nearest(ids []int, e *entity, all []entity, ok func(*entity) bool) int {
	best := -1
	if len(ids) > manyForms {
		ids = ids[:manyForms]
	}
	for _, j := range ids {
		l := &all[j]
		if l.value == e.value || !ok(l) {
			continue
		}
		if best < 0 || l.first < e.first {
			best = j
		}
		if l.first >= e.first {
			break
		}
	}
	return best
}

// acronyms ties "SEC" to "Securities and Exchange Commission": in brackets behind it, or by its
// initials.
func (p *page) acronyms(to []int) {
	n := p.names
	short := map[string]int{}
	for i := range n.entities {
		s := n.entities[i].value
		if n.entities[i].words > 1 || len(s) < 2 || len(s) > 8 || strings.ToUpper(s) != s {
			continue
		}
		key := strings.ReplaceAll(s, ".", "")
		if _, ok := short[key]; !ok { // of "US" and "U.S." the one that stands first
			short[key] = i
		}
	}
	if len(short) == 0 {
		return
	}
	for j := range n.entities {
		l := &n.entities[j]
		if l.words < 2 || l.best() == person {
			continue
		}
		for _, ini := range initialsOf(l.value) {
			if i, ok := short[ini]; ok && to[i] == i && to[j] != i {
				to[i] = j
				n.entities[i].votes[l.best()] += strong
			}
		}
	}
}

// initialsOf are the initials of a name: of its capitals, and of all its words.
func initialsOf(s string) []string {
	var caps, all []byte
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' }) {
		c := w[0]
		if 'A' <= c && c <= 'Z' {
			caps, all = append(caps, c), append(all, c)
		} else if 'a' <= c && c <= 'z' {
			all = append(all, c-32)
		}
	}
	if len(caps) < 2 {
		return nil
	}
	return []string{string(caps), string(all)}
}

// elect gives every entity the kind that its mentions voted for.
func (p *page) elect() {
	n := p.names
	for i := range n.entities {
		n.entities[i].mentions = 0
	}
	for i := range n.mentions {
		m := &n.mentions[i]
		e := &n.entities[m.entity]
		e.mentions++
		e.kind = e.best()
		m.kind = e.kind
		if e.country == "" {
			e.country = m.country
		}
	}
	for i := range n.entities {
		e := &n.entities[i]
		if e.kind != person {
			continue
		}
		given, _, _ := strings.Cut(e.value, " ")
		bits := ner.Bits(text.Hash(given))
		e.female, e.male = bits&ner.Female != 0 && bits&ner.Male == 0, bits&ner.Male != 0 && bits&ner.Female == 0
	}
	for i := range n.mentions {
		m := &n.mentions[i]
		if e := &n.entities[m.entity]; m.kind == person && m.first > 0 && p.sameSentence(m.first-1, m.first) {
			switch p.Word(m.first - 1) {
			case "Mr", "Mr.", "Sir", "Lord", "King", "Prince":
				e.female, e.male = false, true
			case "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dame", "Lady", "Queen", "Princess", "Baroness":
				e.female, e.male = true, false
			}
		}
	}
}

// repeat finds further mentions of entities that are named elsewhere on the page: where the model
// saw a name once, the same words in capitals are the same name. A longer one takes the place of the
// shorter ones that it covers.
func (p *page) repeat() {
	n := p.names
	byFold := map[uint32][]mention{} // first word of a known name → its forms
	seen := map[string]bool{}
	know := func(m mention) {
		s := p.nameText(&m)
		if m.kind == other && !stormy(n.entities[m.entity].value) || seen[s] || len(s) < 3 {
			return
		}
		seen[s] = true
		f := p.Tokens[m.first].Fold
		if len(byFold[f]) == manyForms {
			return
		}
		byFold[f] = append(byFold[f], m)
	}
	for _, m := range n.mentions {
		know(m)
		if m.last-m.first == 2 && storm(p.Word(m.first)) {
			m.first++
			know(m)
		}
		if m.kind == org && m.last-m.first > 1 && legalForm(p.Word(m.last-1)) {
			m.last--
			if p.Word(m.last-1) != "," {
				know(m)
			}
		}
		if m.kind == person {
			know(p.familyName(m))
		}
	}
	var found []mention
	at, bar := 0, 0
	for i := 0; i < len(p.Tokens); i++ {
		for at < len(n.mentions) && n.mentions[at].last <= i {
			at++
		}
		if i < bar || !p.capital(i) {
			continue
		}
		known := byFold[p.Tokens[i].Fold]
		if known == nil {
			continue
		}
		m, ok := p.sameName(known, i)
		if !ok {
			continue
		}
		covers := true
		for j := at; j < len(n.mentions) && n.mentions[j].first < m.last; j++ {
			o := &n.mentions[j]
			if o.first < m.first || o.last > m.last || o.last-o.first == m.last-m.first {
				covers = false
			}
		}
		if covers {
			found = append(found, m)
			bar = m.last
		}
	}
	if len(found) > 0 {
		n.mentions = inOrder(append(p.uncovered(found), found...))
	}
}

// familyName is the last word of a person's name, with the parts of a double one.
func (p *page) familyName(m mention) mention {
	i := m.last - 1
	for i > m.first && !p.Tokens[i].Gap {
		i--
	}
	m.first = i
	return m
}

// sameName is the longest known name that stands at token i.
func (p *page) sameName(known []mention, i int) (mention, bool) {
	var best mention
	for _, m := range known {
		n := m.last - m.first
		if i+n > len(p.Tokens) || n <= best.last-best.first || !p.sameSentence(i, i+n-1) {
			continue
		}
		if n == 1 && p.common(i) {
			continue
		}
		same := true
		for j := range n {
			if p.Word(i+j) != p.Word(m.first+j) {
				same = false
				break
			}
		}
		if same {
			best = m
			best.first, best.last, best.role = i, i+n, model.Span{}
		}
	}
	return best, best.last > best.first
}

// common tells whether the word at i is one that sentences begin with, or that other names around
// it may hold: it is left alone unless the model itself saw a name.
func (p *page) common(i int) bool {
	if ner.Bits(p.Tokens[i].Fold)&(ner.Common|ner.Calendar) != 0 {
		return true
	}
	return p.capital(i-1) && p.sameSentence(i-1, i) || p.capital(i+1) && p.sameSentence(i, i+1)
}
