package extract

import (
	"lede/model"
	"lede/model/text"
)

// moneyBefore reads money whose currency stands first: "$305 million", "A$3.4m", "Rs 500 crore", "USD115".
func (p *page) moneyBefore(i int) (f figure, ok bool) {
	j, neg := i, false
	if p.class(i) == text.Dash && p.tight(i+1) && (p.Tokens[i].Gap || i == 0 || p.class(i-1) == text.Punct) && p.is(i+1, rCurrency) {
		j, neg = i+1, true
	}
	if p.terms[j] == 0 {
		if p.class(i) != text.Word {
			return f, false
		}
		return p.moneyGlued(i)
	}
	if !p.is(j, rCurrency) {
		return f, false
	}
	var n numeral
	m, next := p.measureAt(j, func(m *measure, next int) bool {
		if m.kind != model.Money || !m.before || p.class(next) == text.Dash || !p.sameSentence(j, next) {
			return false
		}
		got, ok := p.numeral(next)
		if !ok || m.scaled && !got.scaled || got.article || !got.digits && p.class(j) == text.Symbol && p.Tokens[next].Gap && got.fraction {
			return false
		}
		n = got
		return true
	})
	if m == nil || p.tight(j) && p.class(j-1) == text.Word && p.class(j) == text.Word {
		return f, false
	}
	n = p.moneyScale(n)
	f = p.figureOf(n, m, n.next)
	f.end = n.end
	f.first, f.start, f.before, f.code = i, p.Tokens[i].Start, true, p.currency(m, next)
	f.v.neg = f.v.neg || neg
	p.codeBehind(&f)
	p.andCents(&f)
	return f, true
}

// moneyScale reads letters that are a scale only in sums of money: "$5mm", "$2t".
func (p *page) moneyScale(n numeral) numeral {
	if n.scaled || !n.digits || n.fraction || !p.tight(n.next) {
		return n
	}
	if kind, v := p.part(n.next); kind == letterPart || kind == moneyPart {
		n.v, n.scaled, n.power = n.v.times10(int(v)), true, int(v)
		n.end = p.Tokens[n.next].End
		n.next++
	}
	return n
}

// moneyGlued reads money in one token: "USD115", "R500m", "Rs500 crore".
func (p *page) moneyGlued(i int) (f figure, ok bool) {
	if p.class(i) != text.Word || p.shape(i) == text.Lower || p.shape(i) == text.Title || i > 0 && p.tight(i) && p.class(i-1) != text.Punct {
		return f, false
	}
	w := p.Word(i)
	a := 0
	for a < len(w) && a < 4 && (w[a]-'0' > 9) {
		a++
	}
	b := a
	for b < len(w) && w[b]-'0' <= 9 {
		b++
	}
	if a == 0 || b == a || a == len(w) || w[:a] == "COP" && b-a < 3 && b == len(w) { // COP30 is a conference
		return f, false
	}
	l := p.lex
	v, _, good := digits(w[a:b])
	t := l.ids[text.Hash(w[:a])]
	if !good || t == 0 || l.roles[t]&rCurrency == 0 {
		return f, false
	}
	n := numeral{v: v, first: i, next: i + 1, end: p.Tokens[i].End, digits: true}
	if b < len(w) {
		u := l.ids[text.Hash(w[b:])]
		if l.parts[u] != letterPart {
			return f, false
		}
		n.v, n.scaled, n.power = v.times10(int(l.values[u])), true, int(l.values[u])
	} else if kind, e := p.part(i + 1); (kind == scalePart || kind == letterPart && len(p.Word(i+1)) > 1) && p.sameSentence(i, i+1) {
		n.v, n.scaled, n.power, n.next, n.end = v.times10(int(e)), true, int(e), i+2, p.Tokens[i+1].End
	}
	ms := l.measures[l.next[rootMeasure<<16|uint32(t)]]
	for k := range ms {
		m := &ms[k]
		if m.kind != model.Money || !m.before || m.exact && m.form != w[:a] || m.scaled && !n.scaled {
			continue
		}
		f = p.figureOf(n, m, n.next)
		f.before, f.code = true, p.currency(m, i+1)
		return f, true
	}
	return f, false
}

// codeBehind takes the code that says what "$" was: "$5 million CAD".
func (p *page) codeBehind(f *figure) {
	if f.m.form != "$" && f.m.form != "£" || !p.sameSentence(f.first, f.next) {
		return
	}
	m, next := p.measureAt(f.next, func(m *measure, _ int) bool {
		return m.kind == model.Money && m.exact && m.behind && len(m.form) == 3 && m.before
	})
	if m != nil && p.shape(f.next) == text.Upper && m.code != "USDT" {
		f.code, f.next, f.end = m.code, next, p.Tokens[next-1].End
	}
}

// moneyBehind reads money whose currency follows: "20 euros", "65.1 US cents", "4,451 BTC", "75 USD million", "210p".
func (p *page) moneyBehind(n numeral) (f figure, ok bool) {
	if p.is(n.next, rCurrency) || p.class(n.next) == text.Dash || n.fraction {
		m, next := p.behind(n, func(m *measure) bool { return m.kind == model.Money && (!m.told || p.toldMoney(n, m)) })
		if m != nil && !(n.article && m.exp == 0 && !n.scaled && !n.fraction) && !(m.exact && m.before && p.year(&figure{n: n,
			first: n.first, next: n.first})) {
			f = p.figureOf(n, m, next)
			f.code = p.currency(m, next)
			if kind, v := p.part(next); m.exact && kind == scalePart && !n.scaled && p.sameSentence(n.first, next) {
				f.v, f.next, f.end = f.v.times10(int(v)), next+1, p.Tokens[next].End
			}
			p.andCents(&f)
			return f, true
		}
	}
	if f, ok := p.pounds(n); ok {
		return f, true
	}
	return p.pennies(n)
}

// toldMoney tells whether a word that is mostly something else is money behind n: "won", "bitcoin", "ether".
func (p *page) toldMoney(n numeral, m *measure) bool {
	if m.code == "KRW" {
		return n.scaled || n.grouped && !n.v.less(whole(1000))
	}
	if w := p.Word(n.next); n.fraction && (w == "a" || w == "of") {
		return true
	}
	// "three bitcoin miners" are miners.
	j := n.next + 1
	if p.class(n.next) == text.Dash {
		return false
	}
	return !p.sameSentence(n.first, j) || p.class(j) != text.Word || p.is(j, rApart|rWeekday|rMonth) || p.shape(j) == text.Lower && !p.noun(j)
}

// noun guesses whether the word at j goes on a noun phrase: it is none of the small words, no adverb and no verb form.
func (p *page) noun(j int) bool {
	w := p.Word(j)
	switch {
	case p.is(j, rApart|rChange|rLength), len(w) < 4:
		return false
	case w[len(w)-2:] == "ed", w[len(w)-2:] == "ly":
		return false
	case len(w) > 5 && w[len(w)-3:] == "ing":
		return false
	}
	switch w {
	case "held", "sold", "bought", "sent", "left", "each", "last", "back", "were", "worth", "today", "more", "went", "came", "paid":
		return false
	}
	return true
}

// pounds reads "361 million pounds" as money where the words around or the story tell so; else they are a weight.
func (p *page) pounds(n numeral) (f figure, ok bool) {
	j := n.next
	if p.class(j) == text.Dash && p.tight(j) {
		j++
	}
	if w := p.Word(j); w != "pounds" && w != "pound" || !p.sameSentence(n.first, j) {
		return f, false
	}
	heavy, rich := p.near(n.first, j, rWeigh), p.near(n.first, j, rPound)
	switch {
	case p.Word(j+1) == "sterling", n.power >= 6 && !heavy:
	case heavy && !rich, p.Word(j+1) == "of" && !p.is(j+2, rPound) && !p.purse.sterling && n.power < 6:
		return f, false
	case rich && !heavy, p.purse.sterling && !heavy:
	default:
		return f, false
	}
	m := &measure{kind: model.Money, code: "GBP", form: p.Word(j), behind: true}
	f = p.figureOf(n, m, j+1)
	f.code = p.currency(m, j+1)
	p.andCents(&f)
	return f, true
}

// near tells whether a word of role r stands within eight words of the tokens [i, j], in the same sentence.
func (p *page) near(i, j int, r role) bool {
	for k := max(0, i-8); k < min(len(p.terms), j+9); k++ {
		if (k < i || k > j) && p.is(k, r) && p.sameSentence(k, i) {
			return true
		}
	}
	return false
}

// pennies reads "210p" and "11c".
func (p *page) pennies(n numeral) (f figure, ok bool) {
	if !p.tight(n.next) || !n.digits || n.scaled || n.fraction || p.tight(n.next+1) && p.class(n.next+1) != text.Stop &&
		p.class(n.next+1) != text.Punct &&
		p.class(n.next+1) != text.Quote && p.class(n.next+1) != text.Dash {
		return f, false
	}
	m := &measure{kind: model.Money, exp: -2, behind: true}
	switch p.Word(n.next) {
	case "p":
		if !p.purse.sterling || n.v == whole(1080) || n.v == whole(720) {
			return f, false
		}
		m.code = "GBP"
	case "c":
		m.code = p.purse.cent
	default:
		return f, false
	}
	m.form = p.Word(n.next)
	f = p.figureOf(n, m, n.next+1)
	f.code = m.code
	return f, true
}

// andCents adds what stands behind a whole sum: "3 dollars 50 cents", "$20 and 43c", "15 dollars 50".
func (p *page) andCents(f *figure) {
	if f.n.scaled || f.m.exp != 0 || f.n.v.e != 0 || len(f.code) != 3 {
		return
	}
	j := f.next
	if p.Word(j) == "and" {
		j++
	}
	if !p.sameSentence(f.first, j) || p.class(j) == text.Dash {
		return
	}
	n, ok := p.numeral(j)
	u, whole := n.v.integer()
	if !ok || !whole || u > 99 || n.v.neg || n.fraction || n.article || n.grouped {
		return
	}
	m, next := p.behind(n, func(m *measure) bool { return m.kind == model.Money && m.exp == -2 })
	switch {
	case m != nil:
	case p.Word(n.next) == "c" && p.tight(n.next):
		next = n.next + 1
	case f.before || j > f.next && !(n.digits && u > 9) || p.shape(f.next-1) == text.Plain && p.class(f.next-1) != text.Word:
		return
	case !p.sameSentence(f.first, n.next), p.class(n.next) == text.Stop, p.class(n.next) == text.Punct && p.Word(n.next) != "/",
		p.Word(n.next) == "more":
		next = n.next
	default:
		return
	}
	sum, ok := f.v.plus(n.v.times10(-2))
	if !ok {
		return
	}
	sum.neg = f.v.neg
	f.v, f.next, f.end = sum, next, p.Tokens[next-1].End
}
