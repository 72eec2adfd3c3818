package query

import (
	"fmt"
	"strings"
	"unicode"
)

// figure reads money>100m, money:eur>=2bn, percent:1..5, quantity:"sq ft"=40 and money:eur alone.
func (p *parser) figure(k keyUse) (Expr, error) {
	f := Figure{Key: k.as}
	op, at := k.op, p.pos
	if op == ":" && !p.number() {
		unit, _, err := p.value("<>=!:")
		if err != nil {
			return nil, err
		}
		if f.Unit = unitName(f.Key, unit); f.Unit == "" {
			return nil, p.errAt(at, fmt.Sprintf("“%s:” wants a figure or a unit", k.name), figureHint(k.name))
		}
		was := p.pos
		p.space()
		if op = p.comparison(k.keyword, false, false); op == "" {
			p.pos = was
			return f, nil
		}
		p.space()
		if at = p.pos; p.end() {
			return nil, p.errAt(at, fmt.Sprintf("“%s:%s%s” wants a figure behind it", k.name, unit, op), figureHint(k.name))
		}
	}
	o, not, ok := opOf(op)
	if !ok {
		return nil, p.errAt(max(at-1, 0), k.name+" is compared with = < <= > >=", figureHint(k.name))
	}
	s, _, err := p.value("")
	if err != nil {
		return nil, err
	}
	if err := f.read(o, s); err != "" {
		return nil, p.errAt(at, err, figureHint(k.name))
	}
	if not {
		return Not{f}, nil
	}
	return f, nil
}

func figureHint(key string) string {
	switch key {
	case "money":
		return "as in money>100m or money:eur>=2bn"
	case "amount":
		return "as in amount:btc>1000"
	case "percent":
		return "as in percent>5 or percent:1..5"
	case "quantity":
		return "as in quantity:eh/s>=50"
	}
	return "as in number=40"
}

// number tells whether what stands here is a figure rather than a unit.
func (p *parser) number() bool {
	i := 0
	for unicode.Is(unicode.Sc, p.at(i)) || p.at(i) == '-' || p.at(i) == '.' {
		i++
	}
	return unicode.IsDigit(p.at(i))
}

// read takes the figures of s, and a currency that stands with them; what is wrong, or "".
func (f *Figure) read(op Op, s string) string {
	low, high, between := strings.Cut(s, "..")
	if !between && op == Between {
		low, high, between = strings.Cut(s, ":") // newsboat
	}
	if op == Between && !between || between && op != Between && op != Equal {
		return fmt.Sprintf("“%s” is not from a figure to a figure", s)
	}
	f.Op = op
	var ok bool
	if f.N, ok = f.decimal(low); !ok {
		return fmt.Sprintf("“%s” is not a figure", low)
	}
	if !between {
		return ""
	}
	f.Op = Between
	if f.High, ok = f.decimal(high); !ok {
		return fmt.Sprintf("“%s” is not a figure", high)
	}
	if figureOf(f.N) > figureOf(f.High) {
		f.N, f.High = f.High, f.N
	}
	return ""
}

// decimal reads 100m, $2.1bn, 1,000, 5% or 2crore as a plain decimal.
func (f *Figure) decimal(s string) (string, bool) {
	s = strings.TrimSpace(s)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	if r := strings.TrimFunc(s, func(r rune) bool { return unicode.Is(unicode.Sc, r) }); r != s {
		if f.Key != "money" && f.Key != "amount" {
			return "", false
		}
		if sign := strings.ReplaceAll(s, r, ""); f.Unit == "" {
			f.Unit = unitName(f.Key, sign)
		}
		s = r
	}
	if f.Key == "percent" {
		s = strings.TrimSuffix(s, "%")
	}
	i := strings.IndexFunc(s, func(r rune) bool { return !(r >= '0' && r <= '9' || r == '.' || r == ',' || r == '_') })
	if i < 0 {
		i = len(s)
	}
	zeros, ok := multiplier(strings.ToLower(s[i:]))
	if !ok {
		return "", false
	}
	d, ok := shift(s[:i], zeros)
	if neg && d != "0" {
		d = "-" + d
	}
	return d, ok
}

// multiplier is how many noughts a word behind a figure adds.
func multiplier(s string) (zeros int, ok bool) {
	switch strings.TrimSuffix(s, ".") {
	case "":
		return 0, true
	case "k", "thousand":
		return 3, true
	case "m", "mn", "mio", "mln", "million":
		return 6, true
	case "b", "bn", "bln", "mrd", "billion":
		return 9, true
	case "t", "tn", "trn", "trillion":
		return 12, true
	case "lakh":
		return 5, true
	case "cr", "crore":
		return 7, true
	}
	return 0, false
}

// shift is the decimal s with its point moved right: "2.5", 6 is "2500000". Commas and underscores
// part groups of three (or, as in India, of two before the last) and nothing else.
func shift(s string, zeros int) (string, bool) {
	whole, frac, point := strings.Cut(s, ".")
	if whole == "" && frac == "" || point && frac == "" || strings.ContainsAny(frac, ".,_") || len(s)+zeros > 60 {
		return "", false
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return r == ',' || r == '_' })
	if strings.Join(groups, ",") != strings.ReplaceAll(whole, "_", ",") {
		return "", false
	}
	for i, g := range groups {
		if last := i == len(groups)-1; i > 0 && (last && len(g) != 3 || !last && len(g) != 3 && len(g) != 2) {
			return "", false
		}
	}
	digits := strings.Join(groups, "") + frac
	if pad := zeros - len(frac); pad > 0 {
		digits += strings.Repeat("0", pad)
		frac = ""
	} else {
		frac = frac[zeros:]
	}
	whole = strings.TrimLeft(digits[:len(digits)-len(frac)], "0")
	frac = strings.TrimRight(frac, "0")
	if whole == "" {
		whole = "0"
	}
	if frac != "" {
		return whole + "." + frac, true
	}
	return whole, true
}

// short is a plain decimal as a person would type it: 100m, 2.5bn.
func short(n string) string {
	neg := strings.HasPrefix(n, "-")
	n = strings.TrimPrefix(n, "-")
	out := n
	if !strings.Contains(n, ".") {
		for _, m := range []struct {
			zeros int
			mark  string
		}{{12, "tn"}, {9, "bn"}, {6, "m"}} {
			if len(n) <= m.zeros || len(strings.TrimRight(n, "0")) > len(n)-m.zeros+2 {
				continue
			}
			out = n[:len(n)-m.zeros]
			if frac := strings.TrimRight(n[len(n)-m.zeros:], "0"); frac != "" {
				out += "." + frac
			}
			out += m.mark
			break
		}
	}
	if neg {
		return "-" + out
	}
	return out
}

// unitName is a unit or currency as the tree holds it: currencies in capitals, signs by their code.
func unitName(key, s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if key != "money" && key != "amount" {
		return s
	}
	switch s {
	case "$", "US$":
		return "USD"
	case "€":
		return "EUR"
	case "£":
		return "GBP"
	case "¥":
		return "JPY"
	case "₹":
		return "INR"
	case "₿":
		return "BTC"
	case "₩":
		return "KRW"
	case "₽":
		return "RUB"
	case "₺":
		return "TRY"
	case "₴":
		return "UAH"
	case "₦":
		return "NGN"
	}
	return strings.ToUpper(s)
}

// Fiat tells whether code is a currency of ISO 4217 that people are paid in (its list of 2024
// without metals, funds and testing codes).
func Fiat(code string) bool {
	return len(code) == 3 && strings.Contains(fiat, " "+code+" ")
}

const fiat = " AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNH CNY " +
	"COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR " +
	"ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN " +
	"NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC " +
	"SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ZWL "
