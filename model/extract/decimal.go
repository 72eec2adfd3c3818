package extract

import (
	"math/bits"
	"strconv"
	"strings"
)

// decimal is an exact decimal: ± c × 10^e. The zero value is 0. Nineteen digits are enough for every
// sum of money on earth; what needs more is not a fact.
type decimal struct {
	c   uint64
	e   int
	neg bool
}

func whole(n uint64) decimal { return decimal{c: n} }

// times10 is d × 10^n.
func (d decimal) times10(n int) decimal {
	if d.c != 0 {
		d.e += n
	}
	return d
}

// times is d × n; ok is false where it does not fit.
func (d decimal) times(n uint64) (_ decimal, ok bool) {
	hi, lo := bits.Mul64(d.c, n)
	return decimal{lo, d.e, d.neg}, hi == 0
}

// plus is d + o for two of equal sign; ok is false where it does not fit.
func (d decimal) plus(o decimal) (_ decimal, ok bool) {
	if d.c == 0 {
		return o, true
	}
	if o.c == 0 {
		return d, true
	}
	for d.e > o.e {
		hi, lo := bits.Mul64(d.c, 10)
		if hi != 0 {
			return d, false
		}
		d.c, d.e = lo, d.e-1
	}
	for o.e > d.e {
		hi, lo := bits.Mul64(o.c, 10)
		if hi != 0 {
			return d, false
		}
		o.c, o.e = lo, o.e-1
	}
	sum, carry := bits.Add64(d.c, o.c, 0)
	return decimal{sum, d.e, d.neg}, carry == 0
}

// fractionDigits is how many significant digits a quotient keeps that has no end.
const fractionDigits = 12

// over is d ÷ n, exact where it can be and else rounded to fractionDigits digits.
func (d decimal) over(n uint64) (_ decimal, ok bool) {
	if n == 0 {
		return d, false
	}
	q, r := d.c/n, d.c%n
	for digits := 0; r != 0; {
		hi, lo := bits.Mul64(r, 10)
		if hi != 0 || q > (1<<63)/10 {
			return d, false
		}
		q, r = q*10+lo/n, lo%n
		d.e--
		if q != 0 {
			digits++
		}
		if digits == fractionDigits {
			if r*2 >= n {
				q++
			}
			break
		}
	}
	d.c = q
	return d.trim(), true
}

// trim drops zeros at the end of c.
func (d decimal) trim() decimal {
	for d.c != 0 && d.c%10 == 0 {
		d.c /= 10
		d.e++
	}
	if d.c == 0 {
		return decimal{}
	}
	return d
}

// less compares the sizes of two decimals, without sign.
func (d decimal) less(o decimal) bool {
	d, o = d.trim(), o.trim()
	if d.c == 0 || o.c == 0 {
		return o.c != 0
	}
	dl, ol := len(strconv.FormatUint(d.c, 10))+d.e, len(strconv.FormatUint(o.c, 10))+o.e
	if dl != ol {
		return dl < ol
	}
	ds, os := strconv.FormatUint(d.c, 10), strconv.FormatUint(o.c, 10)
	return ds < os && !strings.HasPrefix(ds, os) || strings.HasPrefix(os, ds) && ds != os
}

// integer is d as a whole number; ok is false where it has decimals or does not fit.
func (d decimal) integer() (n uint64, ok bool) {
	d = d.trim()
	for ; d.e > 0; d.e-- {
		hi, lo := bits.Mul64(d.c, 10)
		if hi != 0 {
			return 0, false
		}
		d.c = lo
	}
	return d.c, d.e == 0
}

// String is the decimal without grouping, exponent or zeros at its ends: "305000000", "-0.5".
func (d decimal) String() string {
	d = d.trim()
	s := strconv.FormatUint(d.c, 10)
	switch {
	case d.e > 0:
		s += strings.Repeat("0", d.e)
	case d.e < 0 && -d.e >= len(s):
		s = "0." + strings.Repeat("0", -d.e-len(s)) + s
	case d.e < 0:
		s = s[:len(s)+d.e] + "." + s[len(s)+d.e:]
	}
	if d.neg && d.c != 0 {
		s = "-" + s
	}
	return s
}
