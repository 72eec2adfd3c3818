package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Scanner finds the words of a text as search sees them: runs of letters, digits and the marks on
// them, in small letters without accents. Scripts that are written without blanks (Han, kana, Thai,
// Lao, Khmer, Burmese) give one word a letter, so that a word of theirs is found as a phrase.
type Scanner struct {
	text       string
	pos        int
	start, end int    // bytes of the word in text
	word       []byte // folded; overwritten by the next Next
}

// NewScanner scans text.
func NewScanner(text string) *Scanner { return &Scanner{text: text, word: make([]byte, 0, 32)} }

// Word is the word that Next found, folded. It is good until the next Next.
func (s *Scanner) Word() []byte { return s.word }

// Span is where in the text the word stands, in bytes.
func (s *Scanner) Span() (start, end int) { return s.start, s.end }

// Next goes to the next word; false at the end of the text.
func (s *Scanner) Next() bool {
	s.word = s.word[:0]
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		if c < utf8.RuneSelf {
			if !asciiWord(c) {
				s.pos++
				if len(s.word) > 0 {
					return true
				}
				continue
			}
			s.mark(s.pos, s.pos+1)
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			s.word = append(s.word, c)
			s.pos++
			continue
		}
		if s.wide() {
			return true
		}
	}
	return len(s.word) > 0
}

// wide takes the rune at pos, which is not ASCII; true when a word ends before it or with it.
func (s *Scanner) wide() bool {
	r, n := utf8.DecodeRuneInString(s.text[s.pos:])
	switch {
	case !unicode.In(r, unicode.L, unicode.N, unicode.M) || r == utf8.RuneError:
		s.pos += n
		return len(s.word) > 0
	case single(r):
		if len(s.word) > 0 {
			return true // the word before it; this one is next
		}
		s.mark(s.pos, s.pos+n)
		s.fold(r)
		s.pos += n
		return len(s.word) > 0
	}
	before := len(s.word)
	s.fold(r)
	if before == 0 {
		s.start = s.pos
	}
	if len(s.word) > 0 {
		s.end = s.pos + n
	}
	s.pos += n
	return false
}

// mark notes that the word reaches from start (where it has just begun) to end.
func (s *Scanner) mark(start, end int) {
	if len(s.word) == 0 {
		s.start = start
	}
	s.end = end
}

func (s *Scanner) fold(r rune) {
	if '가' <= r && r <= '힣' || single(r) {
		s.word = utf8.AppendRune(s.word, r) // a syllable or a sign: nothing to take off
		return
	}
	if t := plainLetter(unicode.ToLower(r)); t != "" {
		s.word = append(s.word, t...)
		return
	}
	var b [utf8.UTFMax]byte
	d := norm.NFKD.Bytes(b[:utf8.EncodeRune(b[:], r)])
	for len(d) > 0 {
		p, n := utf8.DecodeRune(d)
		d = d[n:]
		if unicode.Is(unicode.M, p) || !unicode.In(p, unicode.L, unicode.N) {
			continue
		}
		s.word = utf8.AppendRune(s.word, unicode.ToLower(p))
	}
}

// plainLetter spells letters that Unicode does not take apart as they are written without them.
func plainLetter(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	}
	return ""
}

func asciiWord(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// single tells whether r is a word by itself.
func single(r rune) bool {
	switch {
	case r < 0x0E00:
		return false
	case r <= 0x0EFF, 0x1000 <= r && r <= 0x109F, 0x1780 <= r && r <= 0x17FF: // Thai, Lao, Burmese, Khmer
		return true
	case r < 0x2E80:
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// Tokens are the words of s, folded.
func Tokens(s string) []string {
	var out []string
	for sc := NewScanner(s); sc.Next(); {
		out = append(out, string(sc.Word()))
	}
	return out
}

// Fold is s in small letters without accents, its words joined by one blank; what is no word goes.
// Two names that fold alike are one name.
func Fold(s string) string { return strings.Join(Tokens(s), " ") }
