package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A scanner reads what a program wrote to a terminal and says what in it is neither text that can only be
// printed nor among what the screen itself says. It shares no code with what cleans the text.
type scanner struct {
	screen     bool // escape sequences of the screen are allowed; else none
	pictures   bool // and those of the pictures that it shows
	cols, rows int
	marks      int // on the last base
	prev       rune
	seen       map[string]int // shapes of sequences, digits as 9
}

// stray is one thing that should not be there.
type stray struct {
	at   int
	what string
	near string
}

func (s stray) String() string { return fmt.Sprintf("byte %d: %s near %q", s.at, s.what, s.near) }

// controls are what a screen may be told, by final byte and parameters: modes, colours, places.
var controls = lazily(`^(?:` + strings.Join([]string{
	"[0-9]*[ABCDGdXPL@MSTEFZIb`]", // moves and erasures by a count
	`(?:[0-9]+(?:;[0-9]+)?)?H`,    // to a place
	`[012]?[JK]`,                  // erasure to an end
	`(?:[0-9]+;[0-9]+)?r`,         // scroll region
	`[0-9;:]*m`,                   // looks
	`\?(?:7|12|25|1000|1002|1003|1004|1006|1007|1049|2004|2026|2027|2031|2048)(?:;(?:25|1002|1003|1004|1006|2004))*[hl]`, // modes
	`\?5W`, `\?(?:2026|2027|2031|2048)\$p`, `>[0-9]*q`, `\?u`, `[=>][0-9]+(?:;[0-9]+)?u`, `<[0-9]*u`, `>4(?:;[0-9]+)?m`, `\?996n`, `0?c`, `16t`, `0? q`, `[0-6] q`, // questions and keyboard
}, "|") + `)$`)

// lazily compiles an expression when it is first asked for: the program under test starts in this binary.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// links are the only strings that may carry a stranger's text: where a link leads.
var links = lazily(`^8;(?:id=[0-9A-Za-z]*)?;(?:[Hh][Tt][Tt][Pp][Ss]?://[!-~]+)?$`)

const longestLink = 2048

// strings a screen says of itself.
var sayings = lazily(`^(?:[02];(?:lede)?|1[01];\?|11[0-2]|22;[a-z]*)$`)

// graphicsSent and sixelsSent are all that is said of a picture: numbers and pixels.
var (
	graphicsSent = lazily(`^G(?:a=t,f=100,t=d,i=[0-9]{2,3},q=2,m=[01];[0-9A-Za-z+/=]+|q=2,m=[01];[0-9A-Za-z+/=]+|a=p,U=1,i=[0-9]{2,3},p=1,c=[0-9]{1,3},r=[0-9]{1,3},q=2|a=d,d=I,i=[0-9]{2,3},q=2)$`)
	sixelsSent   = lazily(`^0;1q"1;1;[0-9]{1,4};[0-9]{1,4}#[-0-9;#!$?-~]+$`)
)

// scan gives what is astray in raw, ten at most.
func (s *scanner) scan(raw []byte) []stray {
	var out []stray
	bad := func(at int, format string, args ...any) {
		if len(out) < 10 {
			out = append(out, stray{at, fmt.Sprintf(format, args...), string(raw[max(at-20, 0):min(at+20, len(raw))])})
		}
	}
	if s.seen == nil {
		s.seen = map[string]int{}
	}
	for i := 0; i < len(raw); {
		c := raw[i]
		switch {
		case c == 0x1b:
			n, why := s.escape(raw[i+1:])
			if why != "" {
				bad(i, "%s", why)
			}
			i += 1 + n
			continue
		case c == '\n':
			s.base(' ')
		case c < 0x20:
			if !s.screen || c != '\r' && c != '\b' && c != '\t' {
				bad(i, "control byte %#02x", c)
			}
			s.base(' ')
		case c < 0x7f:
			s.base(rune(c))
		default:
			r, n := utf8.DecodeRune(raw[i:])
			if n := placeholder(raw[i:]); n > 0 && s.pictures {
				s.base(' ')
				i += n
				continue
			}
			if n <= 1 {
				bad(i, "byte %#02x, which is no UTF-8", c)
				i++
				continue
			}
			if why := s.rune(r); why != "" {
				bad(i, "%s", why)
			}
			i += n
			continue
		}
		i++
	}
	return out
}

// placeholder is the length of a piece of a picture that stands in a cell, 0 where b does not begin with one: the mark,
// and two of kitty's diacritics.
func placeholder(b []byte) int {
	r, n := utf8.DecodeRune(b)
	if r != 0x10EEEE {
		return 0
	}
	for range 2 {
		d, m := utf8.DecodeRune(b[n:])
		if !unicode.Is(unicode.Mn, d) {
			return 0
		}
		n += m
	}
	return n
}

func (s *scanner) base(r rune) { s.prev, s.marks = r, 0 }

// rune says why a rune beyond ASCII may not be printed.
func (s *scanner) rune(r rune) string {
	defer func() { s.prev = r }()
	switch {
	case r == 0x200c || r == 0x200d: // between letters that change with it
		if s.prev < 0x600 {
			return fmt.Sprintf("%U after %U", r, s.prev)
		}
		return ""
	case unicode.In(r, unicode.Prepended_Concatenation_Mark): // signs that stand before Arabic and Indic figures and are seen
		return ""
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Variation_Selector, unicode.Noncharacter_Code_Point):
		return fmt.Sprintf("%U", r)
	case unicode.Is(unicode.Zs, r) && r != ' ' && r != 0x3000, unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), r == 0x2800:
		return fmt.Sprintf("%U, which cannot be seen", r)
	case unicode.Is(unicode.M, r):
		if s.marks++; s.marks > 8 {
			return fmt.Sprintf("a tower of marks, with %U", r)
		}
		return ""
	}
	s.marks = 0
	return ""
}

// escape reads what follows ESC: how long it is, and why it may not be there.
func (s *scanner) escape(b []byte) (n int, why string) {
	if !s.screen {
		return 0, "ESC"
	}
	if len(b) == 0 {
		return 0, "ESC at the end"
	}
	switch b[0] {
	case '[':
		i := 1
		for i < len(b) && b[i] >= 0x20 && b[i] <= 0x3f {
			i++
		}
		if i == len(b) || b[i] < 0x40 || b[i] > 0x7e {
			return i, "a control sequence without an end"
		}
		return i + 1, s.control(string(b[1 : i+1]))
	case ']', 'P', '_', '^', 'X':
		end, n := len(b), 0
		if i := bytes.IndexByte(b, 0x07); i >= 0 {
			end, n = i, 1
		}
		if i := bytes.Index(b[:end], []byte("\x1b\\")); i >= 0 {
			end, n = i, 2
		}
		if n == 0 {
			return 1, "a string without an end"
		}
		return end + n, s.text(b[0], string(b[1:end]))
	case '7', '8', '=', '>', 'M':
		s.seen["ESC "+string(b[0])]++
		return 1, ""
	}
	return 1, fmt.Sprintf("ESC %q", b[0])
}

var digits = lazily(`[0-9]+`)

func (s *scanner) control(seq string) string {
	if !controls().MatchString(seq) {
		return fmt.Sprintf("CSI %q", seq)
	}
	final := seq[len(seq)-1]
	params := digits().FindAllString(seq, -1)
	if final == 'm' && seq[0] != '>' {
		s.seen["CSI …m"]++
		return blinks(strings.TrimSuffix(seq, "m"))
	}
	s.seen["CSI "+digits().ReplaceAllString(seq, "9")]++
	if strings.ContainsRune("ABCDGdXPL@MSTHrb", rune(final)) {
		for _, p := range params {
			if v, err := strconv.Atoi(p); err != nil || v > max(s.cols, s.rows) {
				return fmt.Sprintf("CSI %q on a screen of %d×%d", seq, s.cols, s.rows)
			}
		}
	}
	return ""
}

// blinks tells looks that the screen never uses: blinking and hidden text.
func blinks(params string) string {
	f := strings.FieldsFunc(params, func(r rune) bool { return r == ';' })
	for i := 0; i < len(f); i++ {
		switch f[i] {
		case "38", "48", "58":
			if i+1 < len(f) && f[i+1] == "2" {
				i += 4
			} else {
				i += 2
			}
		case "5", "6", "8", "05", "06", "08":
			return fmt.Sprintf("text that blinks or is hidden: %q", params)
		}
	}
	return ""
}

func (s *scanner) text(kind byte, text string) string {
	switch {
	case kind == ']' && len(text) <= len("8;id=;")+20+longestLink && links().MatchString(text):
		s.seen["OSC 8"]++
		return ""
	case kind == ']' && sayings().MatchString(text):
		s.seen["OSC "+strings.SplitN(text, ";", 2)[0]]++
		return ""
	case kind == '_' && text == "Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA": // the question
		s.seen["APC G"]++
		return ""
	case s.pictures && kind == '_' && len(text) < 4096+64 && graphicsSent().MatchString(text), s.pictures && kind == 'P' && sixelsSent().MatchString(text):
		s.seen["picture"]++
		return ""
	case kind == 'P' && strings.HasPrefix(text, "+q"):
		s.seen["DCS +q"]++
		return ""
	}
	return fmt.Sprintf("string %c %.60q", kind, text)
}
