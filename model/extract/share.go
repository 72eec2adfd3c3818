package extract

import (
	"lede/model/text"
)

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
