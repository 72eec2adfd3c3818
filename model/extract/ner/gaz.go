package ner

import (
	"encoding/binary"

	"lede/model/text"
)

// The word lists. One bit a list; a word or phrase may stand in several. The low half is copied to
// every token of a phrase that a list holds.
const (
	City      uint32 = 1 << iota // a place of 15,000 people or more
	BigCity                      // 300,000 or more
	Country                      // also in its short forms
	Region                       // states, provinces, continents, seas, rivers
	Company                      // firms
	Body                         // agencies, courts, parties, international bodies
	Paper                        // newspapers, broadcasters, wires
	Team                         // sports clubs
	FullName                     // of known persons
	Product                      // products, drugs, platforms, coins
	Event                        // named events
	FirstName                    // given names
	Surname                      // family names
	People                       // demonyms, languages, religions
	OrgWord                      // ends or heads an organisation's name: Bank, Inc
	PlaceWord                    // ends or heads a place's name: River, Lake, County
	TitleWord                    // stands before a person: President, Mr, Sen.
	Speech                       // verbs of speech
	Calendar                     // months and days
	Common                       // capitalised in headlines and sentence starts, but no name
	LawWord                      // Act, Bill, Treaty
	EventWord                    // Cup, Olympics, Festival
	Job                          // spokesman, director, analyst
	Link                         // of, and, de, &: may stand inside a name
	Prefix                       // more words may follow in some list
	Female                       // given names of women
	Male                         // given names of men
	Symbol                       // symbols of crypto assets
)

// phraseLists are the lists whose phrases are marked on their tokens.
const phraseLists = City | BigCity | Country | Region | Company | Body | Paper | Team | FullName | Product | Event

// longest is the number of words beyond which no list is asked.
const longest = 10

// lists marks each token with the lists that it, or a phrase over it, stands in.
func (d *Doc) lists(m *Lists) {
	ws := d.words
	for i := range ws {
		w := &ws[i]
		if !w.near {
			continue
		}
		e := m.bits(Join(0, w.low))
		w.lex |= e &^ Prefix
		if e&Prefix == 0 || w.form&(capital|digits|inner) == 0 {
			if w.form&(capital|inner) != 0 {
				w.gaz |= e & phraseLists
			}
			continue
		}
		d.phrase(m, i, e)
	}
}

// phrase finds the longest phrase that begins at token i, whose own entry is e.
func (d *Doc) phrase(m *Lists, i int, e uint32) {
	ws := d.words
	h := Join(0, ws[i].low)
	best, end := e&phraseLists, i+1
	for j := i + 1; j < len(ws) && j < i+longest && e&Prefix != 0; j++ {
		h = Join(h, ws[j].low)
		if e = m.bits(h); e == 0 {
			break
		}
		if e&phraseLists != 0 && ws[j].form&small == 0 {
			best, end = e&phraseLists, j+1
		}
	}
	if best == 0 {
		return
	}
	for j := i; j < end; j++ {
		part := inside
		if j == i {
			part = opens
		}
		if j > i || ws[j].gaz&inside == 0 {
			ws[j].gaz |= best | part
		}
	}
	if end-i > 1 {
		for j := i; j < end; j++ {
			ws[j].gaz |= several
		}
	}
}

// Parts of a phrase, beside the list bits in word.gaz.
const (
	opens   uint32 = 1 << 29
	inside  uint32 = 1 << 30
	several uint32 = 1 << 31
)

// Bits are the lists that hold the single word with this hash.
func Bits(fold uint32) uint32 { return model().Lists.Bits(fold) }

// Listed are the lists that hold exactly the phrase of tokens [first, last), and the country where
// it names a place of one country.
func Listed(d *text.Doc, first, last int) (bits uint32, country string) {
	if last-first > longest || first >= last {
		return 0, ""
	}
	h := uint32(0)
	for i := first; i < last; i++ {
		t := &d.Tokens[i]
		h = Join(h, fold(t))
	}
	e := model().Lists.entry(h)
	if e == nil {
		return 0, ""
	}
	if e[8] != 0 {
		country = string(e[8:10])
	}
	return binary.LittleEndian.Uint32(e[4:]), country
}

// fold is the hash of a token as the lists know it.
func fold(t *text.Token) uint32 {
	switch t.Class {
	case text.Number:
		return uint32(t.End - t.Start)
	case text.Possessive:
		return possessive
	}
	return t.Fold
}

// Phrase is the longest phrase of a list that begins at token i: the token behind it, and its lists;
// 0 when there is none.
func Phrase(d *text.Doc, i int) (end int, bits uint32) {
	h := uint32(0)
	for j := i; j < len(d.Tokens) && j < i+longest; j++ {
		h = Join(h, fold(&d.Tokens[j]))
		e := model().Lists.bits(h)
		if e&phraseLists != 0 {
			end, bits = j+1, e
		}
		if e&Prefix == 0 {
			break
		}
	}
	return end, bits
}

// Bits are the lists that hold the single word with this hash.
func (l *Lists) Bits(fold uint32) uint32 { return l.bits(Join(0, fold)) }
