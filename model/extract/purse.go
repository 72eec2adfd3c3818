package extract

import (
	"strings"

	"lede/model"
	"lede/model/text"
)

// purse is what a story tells about its money as a whole.
type purse struct {
	dollar   string // what "dollars" and "$" are where nothing nearer tells
	cent     string // the currency of "cents" and "c"
	sterling bool   // pounds are money here
	named    []namedMoney
}

// namedMoney is a word that a story has used once with its country: "pesos" after "Argentine pesos".
type namedMoney struct {
	word term
	code string
}

// currencies reads the story's purse: the money it names in full tells what its short forms mean.
func (p *page) currencies() purse {
	out := purse{dollar: "USD", cent: "USD"}
	l := p.lex
	var pounds int
	for i, t := range p.terms {
		if t == 0 || l.roles[t]&rCurrency == 0 {
			continue
		}
		switch w := p.Word(i); w {
		case "£", "pence", "sterling", "GBP", "quid":
			pounds++
		case "cents", "cent":
			switch p.Word(i - 1) {
			case "Australian":
				out.cent = "AUD"
			case "Canadian":
				out.cent = "CAD"
			case "euro":
				out.cent = "EUR"
			}
		case "$":
			if p.Tokens[i].Gap || i == 0 || out.cent != "USD" {
				continue
			}
			switch p.Word(i - 1) {
			case "A", "AU":
				out.cent = "AUD"
			case "C", "CA":
				out.cent = "CAD"
			case "NZ":
				out.cent = "NZD"
			}
		}
		out.name(p, i)
		if w := p.Word(i + 1); w == "dollars" && p.Word(i-1) == "in" {
			// "All figures are in Canadian dollars."
			m, _ := p.measureAt(i, func(m *measure, _ int) bool { return m.kind == model.Money && !m.local })
			if m != nil {
				out.dollar, out.cent = m.code, m.code
			}
		}
	}
	switch p.in.Country {
	case "GB", "IE":
		pounds++
	case "AU":
		out.cent = "AUD"
	case "NZ":
		out.cent = "NZD"
	case "ZA":
		out.cent = "ZAR"
	}
	out.sterling = pounds > 0
	return out
}

// maxNamed bounds what a purse holds.
const maxNamed = 8

// name notes the currency whose full name begins with token i.
func (u *purse) name(p *page, i int) {
	if p.shape(i) == text.Lower || p.class(i) != text.Word || len(u.named) == maxNamed {
		return
	}
	m, next := p.measureAt(i, func(m *measure, next int) bool { return m.kind == model.Money && next == i+2 && m.exp == 0 })
	if m == nil || p.shape(next-1) != text.Lower {
		return
	}
	u.named = append(u.named, namedMoney{p.term(next - 1), m.code})
}

// currency is the code of m, whose form ends before token next, in this story.
func (p *page) currency(m *measure, next int) string {
	if !strings.Contains(m.form, " ") {
		for _, n := range p.purse.named {
			if n.word == p.term(next-1) && n.word != 0 {
				return n.code
			}
		}
		if code := homeCurrency(p.in.Country, m.form); code != "" {
			return code
		}
	}
	switch {
	case m.local && m.exp != 0:
		return p.purse.cent
	case m.local, m.form == "$":
		return p.purse.dollar
	}
	return m.code
}
