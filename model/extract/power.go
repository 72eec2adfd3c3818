package extract

import (
	"math/bits"

	"lede/model/text"
)

// maxPower bounds the exponents that are worked out; greater ones are no news.
const maxPower = 60

// exponent reads what follows digits in a scientific notation: "1.3e6", "10^-9".
func (p *page) exponent(c *counter, n *numeral) int {
	j := n.next
	if !p.tight(j) || n.fraction || n.grouped {
		return j
	}
	if w := p.Word(j); p.class(j) == text.Word && (w[0] == 'e' || w[0] == 'E') {
		digitsOf, neg, next := w[1:], false, j+1
		if digitsOf == "" && p.class(j+1) == text.Dash && p.tight(j+1) && p.tight(j+2) && p.class(j+2) == text.Number {
			digitsOf, neg, next = p.Word(j+2), true, j+3
		}
		e, ok := smallInt(digitsOf)
		if !ok {
			return j
		}
		if neg {
			e = -e
		}
		c.cur = c.cur.times10(e)
		return next
	}
	if p.Word(j) != "^" {
		return j
	}
	k, neg := j+1, false
	if p.tight(k) && (p.Word(k) == "+" || p.class(k) == text.Dash) {
		k, neg = k+1, p.class(k) == text.Dash
	}
	e, ok := smallInt(p.Word(k))
	if !p.tight(k) || !ok {
		return j
	}
	if v, ok := c.cur.power(e, neg); ok {
		c.cur = v
		return k + 1
	}
	return j
}

// smallInt reads an exponent of one or two digits.
func smallInt(s string) (int, bool) {
	if s == "" || len(s) > 2 || !allDigits(s) {
		return 0, false
	}
	e := 0
	for i := range len(s) {
		e = e*10 + int(s[i]-'0')
	}
	return e, e <= maxPower
}

// power is d to the e, or 1 over that, rounded to the digits of a decimal.
func (d decimal) power(e int, inverse bool) (_ decimal, ok bool) {
	out := whole(1)
	for range e {
		out = out.product(d)
	}
	if !inverse {
		return out.trim(), true
	}
	out = out.trim()
	v, ok := whole(1).over(out.c)
	v.e -= out.e
	return v, ok
}

// product is d × o, rounded where it does not fit.
func (d decimal) product(o decimal) decimal {
	hi, lo := bits.Mul64(d.c, o.c)
	e := d.e + o.e
	for hi != 0 {
		// Divide the 128 bits by ten.
		var r uint64
		hi, r = hi/10, hi%10
		lo, _ = bits.Div64(r, lo, 10)
		e++
	}
	return decimal{lo, e, d.neg != o.neg}
}
