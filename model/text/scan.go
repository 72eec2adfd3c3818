package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is what a byte can begin.
type kind uint8

const (
	kSymbol kind = iota
	kSpace
	kLower
	kUpper
	kDigit
	kStop
	kPunct
	kDash
	kQuote
	kWide // a byte of a longer character
)

// kinds is the kind of every byte.
var kinds = func() (k [256]kind) {
	for c := range k {
		switch {
		case c <= ' ' || c == 0x7f:
			k[c] = kSpace
		case 'a' <= c && c <= 'z':
			k[c] = kLower
		case 'A' <= c && c <= 'Z':
			k[c] = kUpper
		case '0' <= c && c <= '9':
			k[c] = kDigit
		case c >= 0x80:
			k[c] = kWide
		}
	}
	for _, c := range []byte(".!?") {
		k[c] = kStop
	}
	for _, c := range []byte(",;:()[]{}/") {
		k[c] = kPunct
	}
	for _, c := range []byte("\"'`") {
		k[c] = kQuote
	}
	k['-'] = kDash
	return k
}()

// wide is the kind of the character at s[i:] and its length in bytes.
func wide(s string, i int) (kind, int) {
	r, n := utf8.DecodeRuneInString(s[i:])
	switch r {
	case utf8.RuneError:
		return kSymbol, n
	case '“', '”', '‘', '’', '„', '‟', '‚', '‛', '«', '»', '‹', '›', '「', '」', '『', '』', '＂', '′', '″':
		return kQuote, n
	case '‐', '‑', '‒', '–', '—', '―', '−', '－':
		return kDash, n
	case '…', '。', '！', '？', '．':
		return kStop, n
	case '،', '、', '，', '；', '：', '•', '·', '▪', '●', '◦':
		return kPunct, n
	case '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad', '\u2060':
		return kSpace, n
	}
	switch {
	case unicode.IsSpace(r):
		return kSpace, n
	case unicode.IsUpper(r):
		return kUpper, n
	case unicode.IsLetter(r), unicode.IsMark(r):
		return kLower, n
	case unicode.IsNumber(r):
		return kDigit, n
	case unicode.IsPunct(r):
		return kPunct, n
	}
	return kSymbol, n
}

// scanner reads the tokens of s[from:end].
type scanner struct {
	s         string
	from, end int
	short     map[string]usage
}

// at is the kind and length of the character at i, kSpace at the end.
func (sc *scanner) at(i int) (kind, int) {
	if i >= sc.end {
		return kSpace, 0
	}
	if k := kinds[sc.s[i]]; k != kWide {
		return k, 1
	}
	k, n := wide(sc.s, i)
	if i+n > sc.end {
		return kSymbol, sc.end - i
	}
	return k, n
}

func (sc *scanner) scan(out []Token) []Token {
	s, gap := sc.s, true
	for i := sc.from; i < sc.end; {
		k, n := sc.at(i)
		t := Token{Start: i, End: i + n, Gap: gap}
		switch k {
		case kSpace:
			i += n
			gap = true
			continue
		case kLower, kUpper:
			sc.word(&t, k)
		case kDigit:
			t.Class = Number
			sc.number(&t)
		case kStop:
			if s[i] == '.' && sc.pointBefore(i, out, gap) {
				t.Class = Number
				sc.number(&t)
				break
			}
			t.Class = Stop
			for t.End < sc.end {
				k, n := sc.at(t.End)
				if k != kStop {
					break
				}
				t.End += n
			}
		case kPunct:
			t.Class = Punct
		case kDash:
			t.Class = Dash
			for s[i] == '-' && t.End < sc.end && s[t.End] == '-' {
				t.End++
			}
		case kQuote:
			t.Class = Quote
			sc.apostrophe(&t, out)
		default:
			t.Class = Symbol
			if s[i] == '@' && gap {
				sc.handle(&t)
			}
		}
		if t.Fold == 0 {
			h := uint32(fnvOffset)
			for j := t.Start; j < t.End; j++ {
				h = fold(h, s[j])
			}
			t.Fold = h
		}
		out = append(out, t)
		i, gap = t.End, false
	}
	return out
}

// pointBefore tells whether the point at i begins a decimal such as ".75".
func (sc *scanner) pointBefore(i int, out []Token, gap bool) bool {
	if i+1 >= sc.end || kinds[sc.s[i+1]] != kDigit {
		return false
	}
	if gap || len(out) == 0 {
		return true
	}
	c := out[len(out)-1].Class
	return c == Symbol || c == Dash || c == Punct
}

// number takes digits and the points, commas and apostrophes between them.
func (sc *scanner) number(t *Token) {
	s := sc.s
	i := t.End
	for i < sc.end {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			i++
		case (c == ',' || c == '.' || c == '\'' && sc.thousand(i+1)) && i+1 < sc.end && kinds[s[i+1]] == kDigit && kinds[s[i-1]] == kDigit:
			i++
		case c >= 0x80:
			k, n := sc.at(i)
			if k != kDigit {
				t.End = i
				return
			}
			i += n
		default:
			t.End = i
			return
		}
	}
	t.End = i
}

// thousand tells whether a group of exactly three digits begins at i, so that the apostrophe before it parts
// thousands and not feet from inches.
func (sc *scanner) thousand(i int) bool {
	n := 0
	for i+n < sc.end && n < 4 && kinds[sc.s[i+n]] == kDigit {
		n++
	}
	return n == 3
}

// apostrophe makes t a Possessive where it is one: ’s directly behind a word.
func (sc *scanner) apostrophe(t *Token, out []Token) {
	if t.Gap || len(out) == 0 || t.End >= sc.end || sc.s[t.End]|0x20 != 's' {
		return
	}
	if q := sc.s[t.Start:t.End]; q != "'" && q != "’" {
		return
	}
	switch out[len(out)-1].Class {
	case Word, Number, Address, Symbol:
	default:
		return
	}
	if k, _ := sc.at(t.End + 1); k == kLower || k == kUpper || k == kDigit {
		return
	}
	t.Class = Possessive
	t.End++
}

// handle takes "@name".
func (sc *scanner) handle(t *Token) {
	i := t.End
	for i < sc.end && (sc.s[i] == '_' || kinds[sc.s[i]] == kLower || kinds[sc.s[i]] == kUpper || kinds[sc.s[i]] == kDigit) {
		i++
	}
	if i > t.End {
		t.End, t.Class = i, Address
	}
}

// schemes begin an address.
var schemes = [...]string{"http://", "https://", "www.", "mailto:", "ftp://"}

// address tells how far an address reaches that begins at i; i for none.
func (sc *scanner) address(i int) int {
	rest := sc.s[i:sc.end]
	for _, p := range schemes {
		if len(rest) > len(p) && strings.EqualFold(rest[:len(p)], p) {
			return sc.untilSpace(i + len(p))
		}
	}
	return i
}

// untilSpace is the end of an address: white space or a quote, less the punctuation before it.
func (sc *scanner) untilSpace(i int) int {
	for i < sc.end {
		k, n := sc.at(i)
		if k == kSpace || k == kQuote || sc.s[i] == '<' || sc.s[i] == '>' {
			break
		}
		i += n
	}
	for i > sc.from && (kinds[sc.s[i-1]] == kStop || kinds[sc.s[i-1]] == kPunct && sc.s[i-1] != '/') {
		i--
	}
	return i
}
