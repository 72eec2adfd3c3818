package extract

import (
	"strings"

	"lede/model"
	"lede/model/extract/ner"
	"lede/model/text"
)

// roles finds, for each person, what the text calls them: the words right before the name ("Alaska
// Representative Nick Begich") or between commas behind it ("Hailey Miller, director of …, said").
func (p *page) roles() {
	for i := range p.names.mentions {
		m := &p.names.mentions[i]
		if m.kind != person {
			continue
		}
		s := p.roleBehind(m)
		if s.Empty() {
			s = p.roleBefore(m)
		}
		if s.Empty() {
			continue
		}
		m.role = s
		if e := &p.names.entities[m.entity]; e.role.Empty() || e.role.Len() < 4 && s.Len() > 4 {
			e.role = s
		}
	}
}

// longestRole is how many tokens are looked at before an office for the words that belong to it.
const longestRole = 8

// lexAt is the word lists of token i, 0 past the ends.
func (p *page) lexAt(i int) uint32 {
	if i < 0 || i >= len(p.Tokens) {
		return 0
	}
	return ner.Bits(p.Tokens[i].Fold)
}

// roleBefore is the office before a name.
func (p *page) roleBefore(m *mention) model.Span {
	i := m.first - 1
	if !p.sameSentence(i, m.first) {
		return model.Span{}
	}
	for i > 0 && i > m.first-4 && p.address(i) && p.sameSentence(i-1, m.first) {
		i--
	}
	end := i + 1
	if p.Word(i) == "," { // "the Ohio senator, Bernie Moreno,"
		i--
		end--
		if b := p.Word(m.last); b != "," && b != "." || p.shape(i) != text.Lower {
			return model.Span{}
		}
	}
	if !p.office(i) || p.Word(i-1) == "the" && p.Word(i-2) == "of" && p.office(i-3) { // "Leader of the Opposition"
		return p.officeOf(m, end)
	}
	first := i
	for first > 0 && first > i-longestRole && p.sameSentence(first-1, i) && p.modifies(first-1) {
		first--
	}
	first = p.trimRole(first, end)
	if first >= end || p.bareTitle(first, end) {
		return model.Span{}
	}
	return p.Span(first, end)
}

// office tells whether token i is a word that names an office or trade.
func (p *page) office(i int) bool {
	if p.class(i) != text.Word {
		return false
	}
	lex := p.lexAt(i)
	if lex&ner.TitleWord == 0 && lex&ner.Job == 0 {
		return false
	}
	switch p.Word(i) {
	case "Former", "Late", "Acting", "Vice", "Prime", "Foreign", "who", "aged", "head", "father", "mother", "sister", "brother", "friend", "wife", "husband", "son", "daughter", "Private":
		return false
	}
	return true
}

// bareTitle tells whether a role is only a form of address.
func (p *page) bareTitle(first, end int) bool {
	if end-first != 1 {
		return false
	}
	return p.address(first)
}

// address tells whether token i is a form of address.
func (p *page) address(i int) bool {
	switch strings.TrimSuffix(p.Word(i), ".") {
	case "Sheikh", "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady", "Rev", "Smt", "Shri", "Sri", "Hon", "Mx":
		return true
	}
	return false
}

// modifies tells whether token i may belong to the office to its right: "Alaska", "former",
// "co-", "chief".
func (p *page) modifies(i int) bool {
	switch p.class(i) {
	case text.Dash:
		return !p.Tokens[i].Gap && i+1 < len(p.Tokens) && !p.Tokens[i+1].Gap
	case text.Word:
	default:
		return false
	}
	w := p.Word(i)
	lex := p.lexAt(i)
	if p.capital(i) {
		if first := p.Sentences[p.SentenceOf(i)].First; i == first && lex&ner.Common != 0 && lex&ner.TitleWord == 0 {
			return false
		}
		return lex&ner.Calendar == 0
	}
	if lex&ner.Speech != 0 || lex&ner.Link != 0 || notBefore(w) {
		return false
	}
	return lex&(ner.TitleWord|ner.Job) != 0 || !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ly") && !strings.HasSuffix(w, "ing") || partOfOffice(w)
}

// partOfOffice tells whether w looks like a verb and is part of offices.
func partOfOffice(w string) bool {
	switch w {
	case "acting", "operating", "managing", "marketing", "engineering", "founding", "outgoing", "incoming", "presiding", "serving", "sitting", "leading", "visiting", "retired", "elected", "assisting", "investigating", "casting", "mining", "banking", "shipping", "housing", "boxing", "racing", "nursing", "family", "supply":
		return true
	}
	return false
}

// trade tells whether w, in small letters, has the form of a trade's name: pharmacist, welder.
func trade(w string) bool {
	if len(w) < 6 {
		return false
	}
	for _, end := range []string{"ist", "man", "woman", "ician", "maker", "keeper", "worker", "owner", "holder", "seller", "driver", "trainer", "grower", "logist", "grapher"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// notBefore tells whether a small word ends the search for what modifies an office.
func notBefore(w string) bool {
	switch w {
	case "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those", "said", "says", "is", "was", "are", "were", "be", "been", "has", "have", "had",
		"will", "would", "when", "where", "while", "who", "whom", "which", "than", "then", "but", "or", "nor", "if", "not", "so", "like", "under", "over", "after", "before", "between",
		"against", "including", "include", "includes", "included", "met", "meets", "told", "tell", "tells", "into", "through", "during", "about", "via", "per", "amid", "because",
		"also", "only", "even", "both", "each", "some", "any", "all", "no", "one", "two", "three", "four", "five", "up", "out", "off", "down", "made", "make", "makes", "left", "saw", "beat", "put",
		"let", "can", "could", "may", "might", "must", "should", "did", "do", "does", "it", "he", "she", "they", "we", "you", "i", "him", "them", "us", "me", "gave", "give", "gives", "won", "lost",
		"became", "become", "becomes", "says,", "sent", "saying", "there", "here", "what", "how", "why", "yet", "once", "since", "until", "unless", "though", "although", "whether", "plus":
		return true
	}
	return false
}

// trimRole takes from the beginning of a role what is no part of it.
func (p *page) trimRole(first, end int) int {
	for first < end {
		w := p.Word(first)
		if p.class(first) == text.Dash || notBefore(strings.ToLower(w)) || end-first > 1 && (w == "new" || w == "fellow" || w == "longtime" || w == "veteran" || w == "Mr" || w == "Mrs") {
			first++
			continue
		}
		break
	}
	for i := first; i+1 < end; i++ { // "will meet President", but "former President"
		if p.shape(i) != text.Lower || p.shape(i+1) == text.Lower || p.class(i+1) == text.Dash {
			continue
		}
		switch p.Word(i) {
		case "former", "acting", "outgoing", "incoming", "then", "ex", "co", "deputy", "vice", "current", "senior", "assistant", "interim", "late", "of", "the", "for":
		default:
			first = i + 1
		}
	}
	if end-first > 7 {
		return end
	}
	return first
}

// officeOf is a role of the form "secretary of state" or "head of research" right before a name.
func (p *page) officeOf(m *mention, end int) model.Span {
	if end != m.first || !p.sameSentence(end-1, m.first) {
		return model.Span{}
	}
	for i := end - 2; i >= 1 && i > end-7 && p.sameSentence(i, m.first); i-- {
		if p.class(i) != text.Word {
			break
		}
		w := p.Word(i)
		if w != "of" && w != "for" {
			if lex := p.lexAt(i); lex&ner.Speech != 0 || notBefore(w) && w != "the" {
				break
			}
			continue
		}
		j := i - 1
		if !p.office(j) && p.Word(j) != "head" {
			continue
		}
		if w == "for" && p.partOfName(end-1) { // "the spokesman for Ford Anna Lee" is too rare to be trusted
			break
		}
		for j > 0 && j > i-longestRole && p.sameSentence(j-1, m.first) && p.modifies(j-1) {
			j--
		}
		if j = p.trimRole(j, end); j < end {
			return p.Span(j, end)
		}
		break
	}
	return model.Span{}
}

// roleBehind is the office between commas behind a name.
func (p *page) roleBehind(m *mention) model.Span {
	i := m.last
	if !p.sameSentence(m.first, i) {
		return model.Span{}
	}
	switch p.Word(i) {
	case ",":
	case "(", "—", "–":
		if p.Word(i) == "(" && p.class(i+1) == text.Word && !p.capital(i+1) {
			break
		}
		if p.Word(i) != "(" {
			break
		}
		return model.Span{}
	default:
		return model.Span{}
	}
	i++
	if p.class(i) == text.Number && p.Word(i+1) == "," { // an age
		i += 2
	}
	if p.Word(i) == "who" {
		return p.roleWho(m, i+1)
	}
	if w := p.Word(i); w == "the" || w == "a" || w == "an" || w == "its" || w == "his" || w == "her" || w == "their" || w == "now" || w == "then" {
		i++
		if w := p.Word(i); w == "the" || w == "a" {
			i++
		}
	}
	end := p.endOfRole(i, m.last)
	if end <= i || !p.holdsOffice(i, end) {
		return model.Span{}
	}
	return p.Span(i, end)
}

// roleWho is the office of a clause that begins with token i: "who is chief technology officer", "who took
// over as chief executive in September".
func (p *page) roleWho(m *mention, i int) model.Span {
	for j := i; j < i+5 && p.sameSentence(m.first, j) && p.class(j) == text.Word; j++ {
		switch p.Word(j) {
		case "is", "was", "became", "as", "been":
		default:
			continue
		}
		k := j + 1
		if w := p.Word(k); w == "the" || w == "a" || w == "an" || w == "its" || w == "their" || w == "now" || w == "then" {
			k++
		}
		end := p.endOfRole(k, m.last)
		for e := k; e < end; e++ {
			if w := p.Word(e); e > k && (w == "in" || w == "since" || w == "until" || w == "when" || w == "last" || w == "on" || w == "and" || w == "before" || w == "after" || w == "at" && p.class(e+1) == text.Number) {
				if w == "in" && p.capital(e+1) && p.nameAt(e+1) >= 0 || w == "and" && p.endsLower(e+1, end) {
					continue // "ambassador in Lima"
				}
				end = e
			}
		}
		if end <= k || end-k > 12 || !p.holdsOffice(k, end) {
			return model.Span{}
		}
		return p.Span(k, end)
	}
	return model.Span{}
}

// endsLower tells that tokens [i, end) are two words at most in small letters: "chairman and chief executive".
func (p *page) endsLower(i, end int) bool {
	for j := i; j < min(i+2, end); j++ {
		if p.class(j) != text.Word || p.shape(j) != text.Lower || p.lexAt(j)&ner.Speech != 0 {
			return false
		}
	}
	return i < end && p.lexAt(min(i+1, end-1))&(ner.Job|ner.TitleWord) != 0
}

// endOfRole is the token at which an apposition that begins at token i ends.
func (p *page) endOfRole(i, name int) int {
	j := i
	for ; j < i+30 && p.sameSentence(name, j); j++ {
		switch p.class(j) {
		case text.Stop, text.Quote:
			return j
		case text.Punct:
			if w := p.Word(j); w == "," && p.placeTail(j) {
				j++ // "mayor of Lyon, France, said"
				continue
			}
			return j
		case text.Dash:
			if p.Tokens[j].Gap {
				return j
			}
		case text.Word:
			w := p.Word(j)
			if j > i && (w == "who" || w == "which" || w == "where" || w == "when" || w == "has" || w == "was" || w == "is" || w == "had" || w == "said" || w == "says" || w == "told" || w == "whose" || w == "that" || w == "from") {
				return j
			}
		}
	}
	return j
}

// placeTail tells whether the comma at token i parts two places of one address.
func (p *page) placeTail(i int) bool {
	k := p.nameAt(i + 1)
	b := p.nameAt(i - 1)
	if k < 0 || b < 0 || p.names.mentions[k].kind != place || p.names.mentions[b].kind != place {
		return false
	}
	w := p.Word(p.names.mentions[k].last)
	return w == ","
}

// holdsOffice tells whether tokens [i, end) say what someone is: an office within the first words,
// before any name's own sentence could begin.
func (p *page) holdsOffice(i, end int) bool {
	for j := i; j < end && j < i+7; j++ {
		w := p.Word(j)
		if j > i && (w == "of" || w == "at" || w == "for" || w == "in" || w == "with") {
			return false
		}
		lex := p.lexAt(j)
		if j == i && (p.class(j) != text.Word || lex&ner.Speech != 0 && lex&ner.Job == 0) {
			return false
		}
		if w == "who" || w == "and" && j == i || w == "said" || w == "told" || notBefore(w) {
			return false
		}
		if w == "acting" || w == "vice" || w == "former" || w == "late" {
			continue
		}
		if p.shape(j) == text.Lower && trade(w) || p.shape(j) == text.Lower && lex&(ner.Job|ner.TitleWord) != 0 || lex&ner.Job != 0 && (p.shape(j) == text.Upper || p.capital(j) && p.nameAt(j) < 0) {
			return true
		}
	}
	return false
}

// employers finds firms that the model passed over in front of an office: "Ledgerline co-founder
// Peter Amsel".
func (p *page) employers() {
	var found []mention
	for i := range p.names.mentions {
		m := &p.names.mentions[i]
		if m.kind != person || m.role.Empty() || m.role.End > p.Tokens[m.first].Start {
			continue
		}
		first := p.TokenAt(m.role.Start)
		if first == p.Sentences[p.SentenceOf(first)].First {
			continue
		}
		end := first
		for end < m.first && p.capital(end) && !p.partOfName(end) && p.lexAt(end)&(ner.TitleWord|ner.Job|ner.People|ner.Common|ner.PlaceWord|ner.Region|ner.Country|ner.City|ner.OrgWord) == 0 {
			end++
		}
		if end > first && end < m.first && p.shape(end) == text.Lower {
			p.names.entities = append(p.names.entities, entity{kind: org, value: p.Span(first, end).In(p.Text), mentions: 1, words: end - first, first: first})
			found = append(found, mention{first: first, last: end, kind: org, entity: len(p.names.entities) - 1})
		}
	}
	if len(found) > 0 {
		p.names.mentions = inOrder(append(p.names.mentions, found...))
	}
}
