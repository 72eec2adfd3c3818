package extract

import (
	"strings"
	"unicode/utf8"
)

// maxDigits is how many digits a figure may have; more are an identifier.
const maxDigits = 18

// digits reads a token of digits: "4451", "4,451", "12,34,567", "1.111,5", "1'000", "3.5", ".75", "3½". It refuses what
// is grouped in no known way ("3.12.1", "1,23").
func digits(s string) (v decimal, grouped, ok bool) {
	if len(s) > maxDigits*2 {
		return v, false, false
	}
	if s, half, has := vulgar(s); has {
		if s == "" {
			return half, false, true
		}
		if v, grouped, ok = digits(s); !ok || v.e < 0 {
			return v, false, false
		}
		v, ok = v.plus(half)
		return v, grouped, ok
	}
	point := strings.LastIndexByte(s, '.')
	comma := strings.LastIndexByte(s, ',')
	intPart, frac := s, ""
	sep := byte(',')
	switch {
	case strings.IndexByte(s, '\'') >= 0:
		sep = '\''
		if point >= 0 {
			intPart, frac = s[:point], s[point+1:]
		}
	case point >= 0 && comma > point: // 1.111,5
		sep, intPart, frac = '.', s[:comma], s[comma+1:]
	case point >= 0 && strings.Count(s, ".") == 1:
		intPart, frac = s[:point], s[point+1:]
	case point >= 0: // 1.234.567
		sep = '.'
	case comma >= 0 && strings.Count(s, ",") == 1 && len(s)-comma-1 < 3: // 3,5
		sep, intPart, frac = 0, s[:comma], s[comma+1:]
	}
	grouped = sep != 0 && strings.IndexByte(intPart, sep) >= 0
	if grouped {
		if !grouping(intPart, sep) {
			return v, false, false
		}
		intPart = strings.ReplaceAll(intPart, string(sep), "")
	}
	if len(strings.TrimLeft(intPart, "0"))+len(frac) > maxDigits {
		return v, false, false
	}
	for _, part := range [2]string{intPart, frac} {
		for i := range len(part) {
			c := part[i] - '0'
			if c > 9 {
				return v, false, false
			}
			v.c = v.c*10 + uint64(c)
		}
	}
	v.e = -len(frac)
	return v, grouped, true
}

// grouping tells whether sep stands in s where thousands are parted, or lakhs and crores.
func grouping(s string, sep byte) bool {
	last := strings.LastIndexByte(s, sep)
	if len(s)-last-1 != 3 {
		return false
	}
	western, indian := true, sep == ','
	rest := s[:last]
	for {
		i := strings.LastIndexByte(rest, sep)
		n := len(rest) - i - 1
		if n < 1 || n > 3 {
			return false
		}
		if i < 0 {
			return western || indian && n <= 2
		}
		western, indian = western && n == 3, indian && n == 2
		rest = rest[:i]
	}
}

// vulgar parts a fraction in one character from the end of s.
func vulgar(s string) (rest string, v decimal, ok bool) {
	r, n := utf8.DecodeLastRuneInString(s)
	var num, den uint64
	switch r {
	case '½':
		num, den = 1, 2
	case '⅓':
		num, den = 1, 3
	case '⅔':
		num, den = 2, 3
	case '¼':
		num, den = 1, 4
	case '¾':
		num, den = 3, 4
	case '⅕':
		num, den = 1, 5
	case '⅖':
		num, den = 2, 5
	case '⅗':
		num, den = 3, 5
	case '⅘':
		num, den = 4, 5
	case '⅙':
		num, den = 1, 6
	case '⅚':
		num, den = 5, 6
	case '⅛':
		num, den = 1, 8
	case '⅜':
		num, den = 3, 8
	case '⅝':
		num, den = 5, 8
	case '⅞':
		num, den = 7, 8
	default:
		return s, v, false
	}
	v, ok = whole(num).over(den)
	return s[:len(s)-n], v, ok
}
