package extract

import (
	"lede/model/extract/ner"
	"lede/model/text"
)

// judge adds the rules' votes on one mention: what stands in it, before it and behind it.
func (p *page) judge(m *mention) {
	p.judgeLists(m)
	p.judgeInside(m)
	p.judgeBefore(m)
	p.judgeBehind(m)
	p.judgeSets(m)
}

func (m *mention) vote(k nameKind, n int32) {
	m.votes[k] += n
	if n >= sure {
		m.sure |= 1 << k
	}
}

// judgeLists asks the word lists about the whole of the name.
func (p *page) judgeLists(m *mention) {
	bits, country := ner.Listed(p.Doc, m.first, m.last)
	m.country, m.lists = country, bits
	one := m.last-m.first == 1
	if one && p.shape(m.first) == text.Lower {
		return
	}
	n := int32(hint)
	if !one {
		n = strong
	}
	if bits&ner.People != 0 && bits&(ner.Body|ner.Company|ner.Surname) == 0 {
		m.vote(other, sure)
	}
	if bits&ner.Country != 0 {
		m.vote(place, strong)
	}
	if bits&ner.Region != 0 {
		m.vote(place, n)
	}
	if bits&ner.BigCity != 0 {
		m.vote(place, hint)
	}
	if bits&ner.City != 0 && !one {
		m.vote(place, hint)
	}
	if bits&(ner.Body|ner.Paper) != 0 {
		m.vote(org, n)
		if one && p.shape(m.first) == text.Upper {
			m.vote(org, hint)
		}
	}
	if bits&(ner.Company|ner.Team) != 0 && bits&(ner.BigCity|ner.Country|ner.Region) == 0 {
		m.vote(org, n)
		if one && bits&(ner.Surname|ner.Common) == 0 {
			m.vote(org, hint)
		}
	}
	if bits&(ner.Product|ner.Event) != 0 {
		m.vote(other, n)
		if one && p.shape(m.first) == text.Upper && bits&(ner.Company|ner.Body|ner.Paper) == 0 {
			m.vote(other, strong)
		}
	}
	if bits&ner.FullName != 0 {
		m.vote(person, sure)
	}
	if bits&ner.Calendar != 0 && one {
		m.vote(other, sure)
	}
}

// judgeInside looks at the words of the name.
func (p *page) judgeInside(m *mention) {
	n := m.last - m.first
	head, tail := ner.Bits(p.Tokens[m.first].Fold), ner.Bits(p.Tokens[m.last-1].Fold)
	last := p.Word(m.last - 1)
	if n > 1 && legalForm(last) {
		m.vote(org, sure)
		return
	}
	if n > 1 && tail&ner.OrgWord != 0 && tail&(ner.Surname|ner.FirstName|ner.PlaceWord|ner.City|ner.LawWord|ner.EventWord) == 0 {
		m.vote(org, hint)
	}
	if n > 1 && head&ner.OrgWord != 0 && head&(ner.PlaceWord|ner.Surname|ner.FirstName|ner.City) == 0 && tail&(ner.Surname|ner.PlaceWord) == 0 {
		m.vote(org, hint)
	}
	if n > 1 && headsPlace(p.Word(m.first)) {
		m.vote(place, strong)
	}
	if n > 1 && tail&ner.PlaceWord != 0 && tail&(ner.Surname|ner.FirstName|ner.OrgWord) == 0 && head&ner.FirstName == 0 {
		m.vote(place, hint)
	}
	if n > 1 && tail&(ner.LawWord|ner.EventWord) != 0 && tail&(ner.Surname|ner.FirstName|ner.OrgWord) == 0 {
		m.vote(other, hint)
	}
	if (n == 2 || n == 3) && head&ner.FirstName != 0 && tail&ner.Surname != 0 && tail&(ner.OrgWord|ner.PlaceWord) == 0 {
		m.vote(person, hint)
	}
}

// headsPlace tells whether w begins the names of places.
func headsPlace(w string) bool {
	switch w {
	case "Port", "Mount", "Mt", "Mt.", "Lake", "Cape", "Cabo", "Fort", "Isle", "Loch", "Lough", "Río", "Puerto", "Villa", "Camp", "Gulf", "Strait", "Bay", "Point", "Monte", "Lago":
		return true
	}
	return false
}

// ailment tells whether the possessive of a name is that of a disease or law: "Parkinson’s", "Hodgkin’s
// lymphoma".
func ailment(name, next string) bool {
	switch next {
	case "disease", "syndrome", "lymphoma", "palsy", "sarcoma", "paradox", "theorem", "comet", "law", "chorea":
		return true
	}
	return name == "Parkinson" || name == "Alzheimer" || name == "Crohn" || name == "Huntington"
}

// firmBehind is the vote that w, in small letters before a name, makes for a firm's: "its rival Kiln",
// "the insurer Aspen". Some of these words are also said of persons.
func firmBehind(w, before string) int32 {
	switch w {
	case "subsidiary", "lender", "insurer", "retailer", "carmaker", "chipmaker", "drugmaker", "airline", "startup", "start-up", "exchange", "watchdog", "regulator", "charity", "think-tank", "newspaper", "magazine", "broadcaster", "brewer", "conglomerate", "bookmaker", "housebuilder", "automaker", "steelmaker", "shipbuilder", "supermarket", "brewery", "biotech", "fintech", "nonprofit":
		if before != "and" {
			return sure
		}
	case "rival", "parent", "supplier", "peer", "broker", "miner", "publisher", "operator", "union", "agency", "firm", "company", "manufacturer", "contractor", "developer", "bank", "maker", "giant", "group", "app", "chain", "landlord", "owner":
		if before != "and" {
			return strong
		}
	case "partner", "rivals", "partners":
		if w == "rivals" || before == "its" || before == "their" {
			return strong
		}
	}
	return 0
}

// kindBehind is the kind of name that small word w behind it makes: "the Community union".
func kindBehind(w string) (nameKind, bool) {
	switch w {
	case "union", "party", "charity", "foundation", "bank", "brand", "newspaper", "magazine", "website", "club", "airline", "carmaker", "retailer", "chain", "brewery", "ministry", "militia", "cartel", "coalition", "orchestra", "exchange", "startup", "publisher":
		return org, true
	case "river", "island", "peninsula", "province", "district", "neighbourhood", "neighborhood", "suburb", "valley", "desert", "county", "prefecture", "region", "airport", "stadium", "border", "coast", "archipelago", "mountains", "reservoir", "strait":
		return place, true
	}
	return other, false
}

// judgeBefore looks at what stands before the name.
func (p *page) judgeBefore(m *mention) {
	i := m.first - 1
	if !p.sameSentence(i, m.first) {
		return
	}
	w := p.Word(i)
	lex := ner.Bits(p.Tokens[i].Fold)
	firm := int32(0)
	if p.shape(i) == text.Lower {
		firm = firmBehind(w, p.Word(i-1))
	}
	switch {
	case p.class(i) != text.Word:
		return
	case firm > 0 && p.lexAt(m.first)&ner.FirstName == 0:
		m.vote(org, firm)
	case lex&ner.TitleWord != 0 && !p.partOfName(i):
		n := int32(hint)
		if p.capital(i) && lex&ner.FirstName == 0 {
			n = strong
		}
		if p.Tokens[i].Abbrev || w == "Mr" || w == "Mrs" || w == "Ms" || w == "Dr" {
			n = sure
		}
		m.vote(person, n)
	case p.shape(i) == text.Lower && m.last-m.first <= 3 && craft(w):
		m.vote(other, strong)
	case w == "in" || w == "near" || w == "across" || w == "throughout":
		m.vote(place, hint)
	case m.last-m.first > 1 && harms(w):
		m.vote(person, strong)
	case w == "of" && dwells(p.Word(i-1)):
		m.vote(place, strong)
	case w == "the" || w == "The":
		m.vote(person, -hint)
	}
}

// harms tells whether w is what is done to persons: "killed Fuad Shukr".
func harms(w string) bool {
	switch w {
	case "killed", "killing", "assassinated", "murdered", "arrested", "arresting", "jailed", "detained", "sentenced", "executed", "kidnapped", "married", "interviewed":
		return true
	}
	return false
}

// dwells tells whether w, before "of" and a name, makes it a place's: "residents of Nether Kellet".
func dwells(w string) bool {
	switch w {
	case "residents", "Residents", "people", "villagers", "village", "town", "city", "suburb", "port", "outskirts", "north", "south", "east", "west", "streets", "hamlet", "parish", "municipality", "inhabitants":
		return true
	}
	return false
}

// partOfName tells whether token i lies in a name.
func (p *page) partOfName(i int) bool { return p.nameAt(i) >= 0 }

// nameAt is the index of the mention over token i, or -1.
func (p *page) nameAt(i int) int {
	ms := p.names.mentions
	if k := p.before(i) + 1; k < len(ms) && ms[k].first <= i {
		return k
	}
	return -1
}

// judgeBehind looks at what follows the name.
func (p *page) judgeBehind(m *mention) {
	i := m.last
	if !p.sameSentence(m.first, i) {
		return
	}
	switch w := p.Word(i); {
	case w == "(" && p.symbolIn(i) > 0:
		m.vote(org, sure)
	case p.class(i) == text.Possessive:
		if ailment(p.Word(m.last-1), p.Word(i+1)) {
			m.vote(other, sure)
		}
	case w == ",":
		p.judgeApposition(m, i+1)
	case p.shape(i) == text.Lower && sporting(w):
		if bits, _ := ner.Listed(p.Doc, m.first, m.last); bits&ner.City != 0 && bits&(ner.Country|ner.Region) == 0 {
			m.vote(org, strong)
		}
	case (w == "secretary" || w == "minister") && m.last-m.first == 1 && portfolio(p.Word(m.first)):
		m.vote(other, sure)
	case p.shape(i) == text.Lower && p.Word(m.first-1) == "the":
		if k, ok := kindBehind(w); ok {
			m.vote(k, strong)
		}
	case w == "employs" || w == "employed" && p.class(i+1) == text.Number || (w == "raised" || w == "has" && p.Word(i+1) == "raised") && p.sumFollows(i+1):
		m.vote(org, strong)
	case p.shape(i) == text.Lower && p.lexAt(i)&ner.Speech != 0:
		m.vote(person, hint/3)
		m.vote(org, hint/4)
		m.vote(place, -hint/3)
	}
}

// portfolio tells whether w, before "secretary" or "minister", is what they look after: "Business secretary".
func portfolio(w string) bool {
	switch w {
	case "Business", "Culture", "Defence", "Defense", "Education", "Energy", "Environment", "Finance", "Foreign", "Health", "Home", "Housing", "Interior", "Justice", "Trade", "Transport":
		return true
	}
	return false
}

// sumFollows tells whether a sum of money begins within two tokens of token i.
func (p *page) sumFollows(i int) bool {
	for j := i; j < i+3 && j < len(p.Tokens); j++ {
		if w := p.Word(j); w == "$" || w == "£" || w == "€" || w == "¥" {
			return true
		}
	}
	return false
}

// sporting tells whether w behind the name of a town makes it that of its team.
func sporting(w string) bool {
	switch w {
	case "manager", "coach", "striker", "midfielder", "defender", "goalkeeper", "winger", "skipper", "captain", "fans", "supporters", "beat", "drew", "thrashed", "edged", "trailed", "twice", "equalised", "equalized", "conceded", "scored":
		return true
	}
	return false
}

// orgNoun tells whether w says in an apposition that a name is an organisation's: "Anchor, a Paris
// start-up".
func orgNoun(w string) bool {
	switch w {
	case "company", "firm", "start", "startup", "maker", "manufacturer", "bank", "charity", "union", "party", "group", "airline", "retailer", "lender", "agency", "miner", "insurer", "broker", "brokerage",
		"operator", "supplier", "chain", "nonprofit", "non-profit", "thinktank", "think", "watchdog", "regulator", "newspaper", "magazine", "broadcaster", "studio", "label", "publisher", "developer", "exchange",
		"consultancy", "carmaker", "automaker", "chipmaker", "drugmaker", "steelmaker", "cooperative", "co-operative", "conglomerate", "subsidiary", "foundation", "organisation", "organization", "association", "militia", "gang", "club":
		return true
	}
	return false
}

// judgeApposition looks behind the comma that follows a name: an age, "who", an office, a region.
func (p *page) judgeApposition(m *mention, i int) {
	if !p.sameSentence(m.first, i) {
		return
	}
	w := p.Word(i)
	switch {
	case p.class(i) == text.Number && len(w) <= 3 && p.Word(i+1) == ",":
		m.vote(person, strong)
		return
	case w == "who" || w == "whose":
		m.vote(person, hint)
		return
	case w == "a" || w == "an" || w == "the" || w == "its" || w == "then" || w == "now" || w == "former":
		for j := i + 1; j < i+5 && p.sameSentence(i, j) && p.class(j) == text.Word; j++ {
			if orgNoun(p.Word(j)) && p.class(j+1) != text.Possessive { // not "the company's chief executive"
				m.vote(org, sure)
				return
			}
			if ner.Bits(p.Tokens[j].Fold)&ner.Job != 0 && p.shape(j) != text.Title {
				m.vote(person, strong)
				return
			}
			if w := p.Word(j); w == "of" || w == "for" || w == "in" {
				return
			}
		}
		return
	}
	if p.shape(i) == text.Lower && ner.Bits(p.Tokens[i].Fold)&ner.Job != 0 {
		m.vote(person, strong)
		return
	}
	if k := p.nameAt(i); k >= 0 && m.last-m.first == 1 {
		if bits, _ := ner.Listed(p.Doc, p.names.mentions[k].first, p.names.mentions[k].last); bits&(ner.Country|ner.Region) != 0 {
			m.vote(place, hint)
		}
	}
}
