package extract

import "lede/model/text"

// numeral is a number as it stands in the text, in digits, in words or in both.
type numeral struct {
	v           decimal
	first, next int // tokens [first, next)
	end         int // byte behind it
	digits      bool
	grouped     bool
	scaled      bool // has hundred, million, bn …
	fraction    bool // "two-thirds", "half", "3/4"
	article     bool // begins with "a": "a dozen"
	power       int  // of ten, of the scale that closes it: 6 in "1.2 million"

	letter byte    // a scale of one letter directly behind the digits, as it is written: "1.2m"; 0 for none
	bare   decimal // v without that letter
}

// withoutLetter is the numeral up to the letter that may be a unit instead of a scale.
func (n numeral) withoutLetter() numeral {
	if n.letter != 0 {
		n.v, n.next, n.end, n.letter, n.scaled, n.power = n.bare, n.next-1, n.end-1, 0, false, 0
	}
	return n
}

// counter adds up a numeral in words: groups below a thousand in cur, what a scale has closed in total.
type counter struct {
	total, cur decimal
	have       bool   // cur holds something
	tens       bool   // cur ends in a ten that takes a unit: "twenty"
	hundreds   bool   // cur ends in a hundred
	tail       uint64 // what cur holds behind its hundreds
	last       int    // power of ten of the last scale
	chained    bool
	sawScale   bool
	ok         bool
}

func (c *counter) sum() decimal {
	if !c.have {
		return c.total
	}
	v, ok := c.total.plus(c.cur)
	c.ok = c.ok && ok
	return v
}

// numeral reads the number that begins with token i.
func (p *page) numeral(i int) (n numeral, ok bool) {
	first, neg := i, false
	switch p.class(i) {
	case text.Dash:
		if !p.Tokens[i].Gap && i > 0 && p.class(i-1) != text.Punct || !p.tight(i+1) || p.class(i+1) != text.Number {
			return n, false
		}
		neg, i = true, i+1
	case text.Word:
		if w := p.Word(i); (w == "minus" && p.Word(i-1) != "or" || w == "Minus" || w == "negative") && p.sameSentence(i, i+1) {
			neg, i = true, i+1
		} else if p.terms[i] == 0 {
			return n, false
		}
	case text.Number:
	default:
		return n, false
	}
	n, ok = p.unsigned(i)
	n.first, n.v.neg, n.bare.neg = first, neg, neg
	return n, ok
}

// unsigned reads a number without sign.
func (p *page) unsigned(i int) (n numeral, ok bool) {
	c := counter{last: 99, ok: true}
	n.first, n.next = i, i+1
	switch {
	case p.class(i) == text.Number:
		v, grouped, good := digits(p.Word(i))
		if !good {
			return n, false
		}
		n.digits, n.grouped = true, grouped
		c.cur, c.have = v, true
		n.next = p.groups(&c, &n)
		n.next = p.slash(&c, &n)
		n.next = p.exponent(&c, &n)
	case p.startsWith(&c, &n):
	default:
		return n, false
	}
	if !n.fraction || c.sawScale {
		p.count(&c, &n)
	}
	if p.ordinal(&n) {
		return n, false
	}
	n.v = c.sum()
	n.scaled = n.scaled || c.sawScale
	if c.sawScale && !c.have {
		n.power = c.last
	}
	n.end = p.Tokens[n.next-1].End
	p.letters(&n)
	return n, c.ok && n.v.e < 40
}

// startsWith reads the first word of a numeral in words; false where none begins.
func (p *page) startsWith(c *counter, n *numeral) bool {
	i := n.first
	kind, v := p.part(i)
	switch kind {
	case unitPart, tenPart:
		c.cur, c.have, c.tens = whole(v), true, kind == tenPart
		return true
	case divisorPart:
		if v != 2 && v != 4 || p.plural(i) || p.Tokens[i].Fold == foldFourth {
			return false
		}
		n.fraction = true
		c.cur, c.ok = whole(1).over(v)
		c.have = true
		n.next = i + 1
		return p.ofScale(c, n) || v == 2
	case noPart:
		if w := p.Word(i); w == "a" || w == "A" || w == "an" || w == "An" {
			return p.afterArticle(c, n)
		}
	}
	return false
}

var foldFourth = text.Hash("fourth")

// plural tells whether token i ends in s.
func (p *page) plural(i int) bool {
	w := p.Word(i)
	return len(w) > 1 && w[len(w)-1] == 's'
}

// afterArticle reads "a hundred", "a dozen", "a third", "a quarter million".
func (p *page) afterArticle(c *counter, n *numeral) bool {
	i := n.first + 1
	if p.plural(i) || !p.sameSentence(n.first, i) {
		return false
	}
	kind, v := p.part(i)
	n.article, n.next = true, i+1
	switch kind {
	case hundredPart, scalePart, timesPart:
		if p.class(i+1) == text.Dash && p.tight(i+1) {
			return false // "a million-dollar question" says no sum of its own
		}
		c.cur, c.have = whole(1), true
		n.next = i
		return true
	case divisorPart:
		c.cur, c.ok = whole(1).over(v)
		c.have, n.fraction = true, true
		if p.class(i+1) == text.Dash && p.tight(i+1) && !p.measureBehind(i+2) && p.Word(i+2) != "point" {
			return false // "a fifth-round pick"
		}
		if p.ofScale(c, n) {
			return true
		}
		// "a third person" is an ordinal, "a third of them" a share.
		w := p.Word(n.next)
		return v == 2 || !p.sameSentence(i, n.next) || p.class(n.next) != text.Word || w == "of" || w == "less" || w == "more" || w == "as" ||
			w == "in" && v < 100 && v != 3 || p.terms[n.next] != 0 && p.measureBehind(n.next) || p.shared(n.first)
	}
	return false
}

// shared tells whether what stands before token i makes "a fifth" a share, whatever follows: "fell more
// than a fifth on Thursday", "rose by a third in May".
func (p *page) shared(i int) bool {
	if !p.sameSentence(i-1, i) {
		return false
	}
	switch p.Word(i - 1) {
	case "by", "than", "nearly", "almost", "roughly", "fell", "rose", "dropped", "jumped", "climbed", "slumped", "shrank", "grew", "lost", "up", "down", "cut":
		return true
	}
	return false
}

// measureBehind tells whether a currency or unit begins with token i, or behind an article there.
func (p *page) measureBehind(i int) bool {
	m, _ := p.measureAt(i, func(m *measure, _ int) bool { return m.behind && !m.attached && !m.told })
	return m != nil
}

// ofScale multiplies a fraction by the scale behind it: "half a million", "two thirds of a billion", "half-million".
func (p *page) ofScale(c *counter, n *numeral) bool {
	j := n.next
	if p.class(j) == text.Dash && p.tight(j) && p.tight(j+1) {
		j++
	}
	if p.Word(j) == "of" {
		j++
	}
	switch p.Word(j) {
	case "a", "an", "one":
		j++
	}
	kind, v := p.part(j)
	if p.plural(j) || !p.sameSentence(n.first, j) {
		return false
	}
	switch kind {
	case scalePart:
		c.cur = c.cur.times10(int(v))
		n.power = int(v)
	case timesPart:
		c.cur, c.ok = c.cur.times(v)
	default:
		return false
	}
	n.scaled = true
	n.next = j + 1
	return true
}

// groups joins groups of three digits that a thin or plain blank parts: "1 234 567".
func (p *page) groups(c *counter, n *numeral) int {
	j := n.next
	if w := p.Word(j - 1); len(w) > 3 || p.class(j) != text.Number || c.cur.e != 0 {
		return j
	}
	thin := true
	for j < len(p.Tokens) && p.class(j) == text.Number && j-n.next < 6 && p.sameSentence(j-1, j) {
		w := p.Word(j)
		switch p.Text[p.Tokens[j-1].End:p.Tokens[j].Start] {
		case "\u00a0", "\u202f", "\u2009":
		case " ":
			thin = false
		default:
			return n.next
		}
		whole3 := len(w) >= 3 && allDigits(w[:3])
		if !whole3 || len(w) > 3 && w[3] != '.' {
			break
		}
		j++
		if len(w) > 3 {
			break
		}
	}
	if j == n.next || !thin && j < n.next+2 {
		return n.next
	}
	joined := make([]byte, 0, 24)
	for k := n.next - 1; k < j; k++ {
		joined = append(joined, p.Word(k)...)
	}
	v, _, ok := digits(string(joined))
	if !ok {
		return n.next
	}
	c.cur, n.grouped = v, true
	return j
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}

// slash reads "3/4" and "10 1/2".
func (p *page) slash(c *counter, n *numeral) int {
	j := n.next
	num, mixed := j-1, false
	if p.class(j) == text.Number && p.Tokens[j].Gap && c.cur.e == 0 {
		num, mixed = j, true
	}
	if p.Word(num+1) != "/" || !p.tight(num+1) || !p.tight(num+2) || p.class(num+2) != text.Number {
		return j
	}
	if p.Word(num+3) == "/" && p.tight(num+3) && p.class(num+4) == text.Number {
		return j // a date
	}
	a, _, ok1 := digits(p.Word(num))
	b, _, ok2 := digits(p.Word(num + 2))
	den, ok3 := b.integer()
	if !ok1 || !ok2 || !ok3 || den < 2 || a.e != 0 || mixed && a.c >= den {
		return j
	}
	if !mixed && !fractionLooks(a.c, den) {
		return j
	}
	f, ok := a.over(den)
	if mixed && ok {
		f, ok = c.cur.plus(f)
	}
	if !ok {
		return j
	}
	c.cur, n.fraction = f, !mixed
	return num + 3
}

// fractionLooks tells whether a/b reads as a fraction rather than as a date, a score or a name ("9/11", "24/7").
func fractionLooks(a, b uint64) bool {
	switch b {
	case 2, 3, 4, 5, 6, 8, 10, 15, 16, 32, 64, 100, 1000:
		return a < b || a == 2 && b == 1000
	}
	return false
}
