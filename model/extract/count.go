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
