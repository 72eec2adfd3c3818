package extract

import "lede/model/text"

// count reads the words of a numeral behind its first.
func (p *page) count(c *counter, n *numeral) {
	for n.next < len(p.Tokens) && p.sameSentence(n.first, n.next) {
		j := n.next
		joined := p.class(j) == text.Dash && p.tight(j) && p.tight(j+1)
		if joined {
			j++
		}
		kind, v := p.part(j)
		if kind == noPart {
			if !joined && p.hundredsInDigits(c, n) {
				continue
			}
			if joined || !p.linking(c, n) {
				return
			}
			continue
		}
		if !p.step(c, n, j, kind, v, joined) {
			return
		}
		if n.fraction {
			p.ofScale(c, n)
			return
		}
	}
}

// hundredsInDigits reads "3 hundred" behind "4 thousand".
func (p *page) hundredsInDigits(c *counter, n *numeral) bool {
	j := n.next
	if p.class(j) != text.Number || c.have || c.last != 3 {
		return false
	}
	v, _, ok := digits(p.Word(j))
	if kind, _ := p.part(j + 1); !ok || kind != hundredPart || v.e != 0 || v.c > 9 {
		return false
	}
	c.cur, c.have, n.next = v, true, j+1
	return true
}

// step takes the word of number at token j; false where it does not go on from what was read.
func (p *page) step(c *counter, n *numeral, j int, kind part, v uint64, joined bool) bool {
	switch kind {
	case unitPart, tenPart:
		if d, next, ok := p.denominator(j); ok && c.have && !c.tens && !n.digits && (!c.hundreds || p.plural(next-1)) {
			return c.divide(n, d, next)
		}
		switch {
		case !c.have && c.sawScale && !(n.digits && c.last > 3) && p.small(j, c.last):
			c.cur, c.have = whole(v), true
		case c.have && c.tens && kind == unitPart && v > 0 && v < 10:
			c.cur, _ = c.cur.plus(whole(v))
		case c.have && c.hundreds && !joined:
			c.cur, _ = c.cur.plus(whole(v))
			c.tail = v
		default:
			return false
		}
		c.tens, c.hundreds = kind == tenPart, false
	case hundredPart:
		if !c.have || c.hundreds || !c.cur.less(whole(100)) {
			return false
		}
		c.cur = c.cur.times10(2)
		c.tens, c.hundreds, c.sawScale = false, true, true
		if c.last > 90 {
			n.scaled = true
		}
	case scalePart:
		if !c.scale(int(v)) {
			return false
		}
	case timesPart:
		if !c.have || joined && p.class(j+1) == text.Dash {
			return false
		}
		var ok bool
		if c.tail > 0 { // "three hundred and two dozen"
			c.cur, ok = c.cur.plus(whole(c.tail * (v - 1)))
		} else {
			c.cur, ok = c.cur.times(v)
		}
		c.ok = c.ok && ok
		c.tens, c.hundreds, n.scaled = false, false, true
	case divisorPart:
		return p.share(c, n, j, v, joined)
	default: // a letter: see letters
		return false
	}
	n.next = j + 1
	return true
}

// small tells whether the unit at j may follow a scale: nothing of the same or a greater scale comes behind it.
func (p *page) small(j, last int) bool {
	for k := j + 1; k < j+4; k++ {
		kind, v := p.part(k)
		if kind == scalePart && int(v) >= last {
			return false
		}
		if kind == noPart && p.class(k) != text.Dash {
			return true
		}
	}
	return true
}

// scale closes the group with a power of ten.
func (c *counter) scale(e int) bool {
	switch {
	case c.have && e < c.last:
		sum, ok := c.total.plus(c.cur.times10(e))
		c.total, c.ok = sum, c.ok && ok
		c.cur, c.have, c.last = decimal{}, false, e
	case !c.have && c.sawScale && !c.chained && c.last <= 7 && e > c.last: // "lakh crore", "thousand million"
		c.total, c.chained = c.total.times10(e), true
		c.last = e
	default:
		return false
	}
	c.tens, c.hundreds, c.sawScale = false, false, true
	return true
}

// denominator reads "twenty-fifth(s)" at token j.
func (p *page) denominator(j int) (d uint64, next int, ok bool) {
	kind, v := p.part(j)
	if kind != tenPart {
		return 0, 0, false
	}
	k := j + 1
	if p.class(k) == text.Dash {
		k++
	}
	switch p.Word(k) {
	case "first", "firsts":
		return v + 1, k + 1, true
	}
	if kind, u := p.part(k); kind == divisorPart && u > 2 && u < 10 {
		return v + u, k + 1, true
	}
	return 0, 0, false
}

func (c *counter) divide(n *numeral, d uint64, next int) bool {
	v, ok := c.cur.over(d)
	c.cur, c.ok = v, c.ok && ok
	n.fraction, n.next = true, next
	c.tens, c.hundreds = false, false
	return true
}

// share reads the denominator at j: "two-thirds", "three quarters of". A singular behind more than one
// is an ordinal ("twenty-third"), which ordinal refuses.
func (p *page) share(c *counter, n *numeral, j int, d uint64, joined bool) bool {
	if !c.have || n.digits {
		return false
	}
	one := c.cur == whole(1)
	if !one && !p.plural(j) && !(joined && d == 4 && c.cur == whole(3)) {
		return false
	}
	if d == 4 && p.Tokens[j].Fold != foldFourth { // quarters of a year
		if !one && c.cur != whole(3) {
			return false
		}
		if w := p.Word(j + 1); !joined && w != "of" && w != "the" {
			return false
		}
	}
	if d == 3 && one && !joined && p.Word(j+1) != "of" && p.class(j+1) == text.Word {
		return false
	}
	sum := c.sum()
	c.cur, c.total, c.have = sum, decimal{}, true
	return c.divide(n, d, j+1)
}

// linking reads "and" and "point" between the words of a numeral.
func (p *page) linking(c *counter, n *numeral) bool {
	switch p.Word(n.next) {
	case "and":
		return p.andFraction(c, n) || p.andRest(c, n)
	case "point":
		return p.pointDigits(c, n)
	}
	return false
}

// andFraction reads "and a half", "and two fifths", and a scale behind it: "one and a half million".
func (p *page) andFraction(c *counter, n *numeral) bool {
	if n.fraction || c.cur.e < 0 && c.have {
		return false
	}
	j := n.next + 1
	num := uint64(1)
	switch kind, v := p.part(j); {
	case kind == unitPart && v > 0:
		num = v
	case kind == tenPart:
		num = v
		if u, w := p.part(j + 2); p.class(j+1) == text.Dash && u == unitPart && w < 10 {
			num, j = v+w, j+2
		}
	default:
		if w := p.Word(j); w != "a" && w != "an" {
			return false
		}
	}
	j++
	if p.class(j) == text.Dash && p.tight(j) {
		j++
	}
	kind, d := p.part(j)
	if kind != divisorPart || num >= d || (num > 1) != p.plural(j) || !p.sameSentence(n.first, j) {
		return false
	}
	f, ok := whole(num).over(d)
	sum, ok2 := c.sum().plus(f)
	if !ok || !ok2 {
		return false
	}
	c.cur, c.total, c.have, c.tens, c.hundreds = sum, decimal{}, true, false, false
	n.next = j + 1
	if kind, v := p.part(n.next); kind == scalePart {
		c.last = 99
		c.scale(int(v))
		n.next++
	}
	return true
}

// andRest reads "and" within a numeral: "two hundred and five", "six crore and two hundred".
func (p *page) andRest(c *counter, n *numeral) bool {
	if p.Word(n.first-1) == "between" || p.Word(n.first-1) == "Between" || !p.sameSentence(n.first, n.next+1) {
		return false
	}
	j := n.next + 1
	kind, v := p.part(j)
	after, power := p.part(j + 1)
	word := kind == unitPart || kind == tenPart
	if p.class(j) == text.Number {
		d, _, ok := digits(p.Word(j))
		u, whole := d.integer()
		if !ok || !whole || u == 0 || u > 99 || after != noPart {
			return false
		}
		word, kind, v = true, unitPart, u
		if !c.hundreds {
			return false
		}
	}
	switch {
	case !word || v == 0:
		return false
	case c.have && c.hundreds:
		// "two hundred and two thousand" is one number, "three hundred and two hundred" are two.
		if after == hundredPart || after == scalePart && (int(power) >= c.last || n.digits) {
			return false
		}
		c.cur, _ = c.cur.plus(whole(v))
		c.tens, c.hundreds, c.tail = kind == tenPart, false, v
	case !c.have && c.last == 3:
		if after == scalePart {
			return false
		}
		c.cur, c.have, c.tens = whole(v), true, kind == tenPart
	case !c.have && c.sawScale && (after == hundredPart || after == scalePart && power == 3):
		c.cur, c.have, c.tens = whole(v), true, kind == tenPart
	default:
		return false
	}
	n.next = j + 1
	return true
}

// pointDigits reads decimals in words: "five point two five".
func (p *page) pointDigits(c *counter, n *numeral) bool {
	if c.cur.e < 0 || !c.have {
		return false
	}
	j := n.next + 1
	f := decimal{}
	if p.class(j) == text.Number {
		d, _, ok := digits(p.Word(j))
		if !ok || d.e != 0 || len(p.Word(j)) > 6 {
			return false
		}
		f, j = decimal{d.c, -len(p.Word(j)), false}, j+1
	} else {
		for k := 0; k < 6; k++ {
			kind, v := p.part(j)
			if kind != unitPart || v > 9 {
				break
			}
			f.c, f.e = f.c*10+v, f.e-1
			j++
		}
	}
	if f.e == 0 {
		return false
	}
	v, ok := c.cur.plus(f)
	c.cur, c.ok = v, c.ok && ok
	c.tens, c.hundreds = false, false
	n.next = j
	return true
}

// ordinal tells whether what was read is an ordinal or the beginning of one: "4th", "twenty-first", "two hundredth".
func (p *page) ordinal(n *numeral) bool {
	j := n.next
	if p.tight(j) && n.digits {
		switch p.Word(j) {
		case "st", "nd", "rd", "th", "ST", "ND", "RD", "TH", "Th":
			return true
		}
	}
	if n.digits || n.fraction {
		return false
	}
	if p.class(j) == text.Dash && p.tight(j) {
		j++
	}
	switch p.Word(j) {
	case "first", "second":
		return j > n.next
	}
	kind, _ := p.part(j)
	return kind == divisorPart && j > n.next && !p.plural(j)
}

// letters reads a scale in letters behind digits: "1.2m", "305 mln", "10k".
func (p *page) letters(n *numeral) {
	j := n.next
	if !n.digits || n.scaled || n.fraction || j != n.first+1 && !n.grouped {
		return
	}
	if p.class(j) == text.Dash && p.tight(j) && p.tight(j+1) {
		return
	}
	kind, v := p.part(j)
	if kind != letterPart || !p.sameSentence(n.first, j) {
		return
	}
	w := p.Word(j)
	if len(w) == 1 {
		if p.Tokens[j].Gap && !(w == "k" && n.v.e < 0) && !((w == "M" || w == "G") && n.grouped && n.v.e < 0) {
			return
		}
		if w == "g" || w == "G" && n.v.e >= 0 {
			return
		}
		n.letter, n.bare = w[0], n.v
	}
	n.v = n.v.times10(int(v))
	n.scaled, n.power = true, int(v)
	n.next, n.end = j+1, p.Tokens[j].End
}
