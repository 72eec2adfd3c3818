package extract

import (
	"strings"

	"lede/model"
	"lede/model/extract/ner"
	"lede/model/text"
)

// otherKind tells what a name that is no person, organisation or place is the name of. Peoples,
// languages and works are no facts: then ok is false.
func (p *page) otherKind(m *mention, e *entity) (k model.Kind, ok bool) {
	bits, _ := ner.Listed(p.Doc, m.first, m.last)
	tail := p.lexAt(m.last - 1)
	one := m.last-m.first == 1
	switch {
	case bits&(ner.People|ner.Calendar) != 0 && bits&(ner.Product|ner.Event) == 0:
		return "", false
	case bits&ner.Event != 0, stormy(e.value):
		return model.Event, true
	case one && p.Word(m.first) == "X":
		return model.Product, p.onX(m.first)
	case one && ner.Bits(p.Tokens[m.first].Fold)&ner.Symbol != 0 && p.shape(m.first) == text.Upper:
		return "", false // a ticker: see findTickers
	case bits&ner.Product != 0:
		return model.Product, true
	case !one && tail&ner.LawWord != 0 && tail&ner.EventWord == 0:
		return model.Law, p.lawful(m)
	case p.eventful(m):
		return model.Event, true
	case p.productive(m):
		return model.Product, true
	}
	return "", false
}

// stormy tells whether a name is that of a storm.
func stormy(name string) bool {
	kind, _, _ := strings.Cut(name, " ")
	return kind != name && storm(kind)
}

// storm tells whether w stands before the name of a storm.
func storm(w string) bool {
	return w == "Hurricane" || w == "Cyclone" || w == "Typhoon"
}

// lawful tells whether a name that ends in a word of law is more than that word.
func (p *page) lawful(m *mention) bool {
	switch p.Word(m.last - 1) {
	case "Act", "Bill", "Treaty", "Convention", "Protocol", "Accord", "Accords", "Agreement", "Pact", "Charter", "Constitution", "Amendment", "Directive", "Regulation", "Ordinance", "Code", "Covenant", "Declaration", "Law":
		return true
	}
	return false
}

// eventful tells whether the words of a name are those of an event.
func (p *page) eventful(m *mention) bool {
	n := m.last - m.first
	if n < 2 {
		return false
	}
	switch strings.ToLower(p.Word(m.first)) {
	case "hurricane", "cyclone", "typhoon", "storm", "operation", "battle", "siege", "super", "grand", "tour":
		return true
	}
	for i := m.last - 1; i > m.first; i-- {
		if romanNumeral(p.Word(i)) || p.class(i) == text.Number {
			continue
		}
		return p.lexAt(i)&ner.EventWord != 0 && p.capital(i)
	}
	return false
}

// romanNumeral tells whether w is a Roman numeral of an edition: LX, XIV.
func romanNumeral(w string) bool {
	return len(w) < 7 && strings.Trim(w, "IVXLC") == ""
}

// productive tells whether the text around a name says that it is a thing made: "the drug Leqembi",
// "the Pixel phone", "iPhone 17 Pro".
func (p *page) productive(m *mention) bool {
	if i := m.first - 1; p.sameSentence(i, m.first) && p.shape(i) == text.Lower && productWord(p.Word(i)) {
		return true
	}
	if i := m.last; p.sameSentence(m.first, i) && p.shape(i) == text.Lower && productWord(p.Word(i)) {
		return p.class(i-1) != text.Possessive
	}
	for n := m.last - 1; n > m.first && p.modelWord(n); n-- {
		if bits, _ := ner.Listed(p.Doc, m.first, n); bits&ner.Product != 0 {
			return true
		}
	}
	return false
}

// modelWord tells whether token i may follow a product's name to tell its model: "17 Pro", "Max".
func (p *page) modelWord(i int) bool {
	switch p.Word(i) {
	case "Pro", "Max", "Mini", "Plus", "Ultra", "Air", "SE", "Lite", "Turbo", "Edge", "Fold", "Flip", "Note", "Neo", "Pro.":
		return true
	}
	return p.class(i) == text.Number || p.class(i) == text.Dash || p.shape(i) == text.Upper || p.shape(i) == text.Mixed
}

// onX tells whether the X at token i is where one writes.
func (p *page) onX(i int) bool {
	if p.Word(i-1) != "on" && p.Word(i-1) != "to" {
		return false
	}
	switch p.Word(i - 2) {
	case "wrote", "posted", "post", "posts", "said", "message", "statement", "account", "took", "writing", "posting", "shared", "video", "announced", "followers", "thread":
		return true
	}
	return false
}

// craft tells whether w, in small letters before a name, makes it that of a ship or a craft.
func craft(w string) bool {
	switch w {
	case "rocket", "spacecraft", "probe", "rover", "lander", "satellite", "telescope", "airliner", "submarine", "frigate", "destroyer", "ship", "vessel", "tanker", "freighter", "ferry", "trawler", "yacht", "liner", "steamer", "steamship", "app", "drug", "vaccine", "chatbot", "pill", "jab", "smartphone", "console", "missile", "helicopter", "airship":
		return true
	}
	return false
}

// productWord tells whether w, in small letters, is a kind of product.
func productWord(w string) bool {
	switch w {
	case "system", "smartphone", "phone", "handset", "tablet", "laptop", "console", "app", "drug", "vaccine", "jab", "pill", "chip", "chips", "processor", "rocket", "spacecraft", "probe", "rover", "lander",
		"satellite", "telescope", "aircraft", "airliner", "jet", "helicopter", "drone", "drones", "missile", "missiles", "tank", "tanks", "submarine", "frigate", "destroyer", "carrier", "ship", "vessel",
		"tanker", "freighter", "ferry", "trawler", "yacht", "liner", "car", "suv", "sedan", "hatchback", "pickup", "truck", "scooter", "motorcycle", "locomotive", "browser", "chatbot", "token", "tokens",
		"stablecoin", "cryptocurrency", "coin", "software", "platform", "game", "headset", "smartwatch", "speaker", "printer", "camera", "blockchain", "wallet", "supercomputer", "reactor", "pesticide",
		"weedkiller", "painkiller", "antidepressant", "insulin", "inhaler", "app,", "spyware", "malware", "ransomware", "assistant", "phones", "tablets", "devices", "capsule", "shuttle", "airship", "steamer", "steamship", "trainset":
		return true
	}
	return false
}

// findTickers finds symbols: "(NYSE: BRK.B)", "$TSLA", "Bitcoin (BTC)", and bare ones of well-known
// crypto assets.
func (p *page) findTickers() {
	for i := range p.Tokens {
		switch {
		case p.Word(i) == "(":
			if j := p.symbolIn(i); j > 0 {
				end := j + 1
				for end < len(p.Tokens) && p.Word(end) != ")" && end < j+4 {
					end++
				}
				p.ticker(j, end)
			} else if p.Word(i+2) == ")" && p.symbol(i+1) {
				p.ticker(i+1, i+2)
			}
		case p.Word(i) == "$" && p.tight(i+1) && !p.tight(i) && p.shape(i+1) == text.Upper && len(p.Word(i+1)) <= 6:
			p.ticker(i+1, i+2)
		case p.shape(i) == text.Upper && (p.Word(i-1) == "symbol" || p.Word(i-1) == "ticker") && p.Tokens[i].End-p.Tokens[i].Start <= 6:
			p.ticker(i, i+1)
		case p.symbol(i) && p.class(i-1) != text.Number && p.Word(i-1) != "(":
			p.ticker(i, i+1)
		}
	}
}

// symbol tells whether token i is the symbol of a crypto asset.
func (p *page) symbol(i int) bool {
	return i >= 0 && i < len(p.Tokens) && p.shape(i) == text.Upper && p.lexAt(i)&ner.Symbol != 0
}

func (p *page) ticker(first, end int) {
	s := p.Span(first, end)
	p.add(model.Fact{Kind: model.Ticker, Span: s, Value: s.In(p.Text)})
}

// symbolIn is the token of the symbol in a bracket "(NASDAQ: CANG)" that opens at token i, or 0.
func (p *page) symbolIn(i int) int {
	if p.Word(i) != "(" {
		return 0
	}
	j := i + 1
	for ; j < i+5 && j < len(p.Tokens); j++ {
		if p.Word(j) == ":" {
			break
		}
	}
	if p.Word(j) != ":" || j+1 >= len(p.Tokens) || p.shape(j+1) != text.Upper && p.class(j+1) != text.Number {
		return 0
	}
	switch strings.ToUpper(p.Word(i + 1)) {
	case "NYSE", "NASDAQ", "LSE", "LON", "AIM", "ASX", "NSE", "BSE", "TSX", "TSE", "TSXV", "HKEX", "SEHK", "HKG", "EURONEXT", "EPA", "AMS", "FRA", "ETR", "XETRA", "SIX", "SWX", "TYO", "KRX", "KOSPI",
		"SGX", "JSE", "NZX", "OTC", "OTCQX", "OTCQB", "OTCMKTS", "CSE", "BME", "BIT", "STO", "CPH", "OSE", "B3", "BMV", "SSE", "SZSE", "TADAWUL", "DFM", "ADX", "CBOE", "AMEX", "NYSEAMERICAN", "ARCA":
		return j + 1
	}
	return 0
}
