package format

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"
)

// appendDecoded appends raw to dst with its character references resolved: XML's five, all names of HTML
// and numbers. What is no reference stays as it is, an ampersand of its own included.
func appendDecoded(dst, raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		raw = raw[i:]
		var n int
		dst, n = appendReference(dst, raw)
		raw = raw[n:]
	}
}

// appendReference resolves the reference at the start of raw, which begins with '&', and gives the
// number of bytes that it took.
func appendReference(dst, raw []byte) ([]byte, int) {
	if len(raw) >= 4 {
		switch raw[1] { // the five of XML are nearly all that is met
		case 'l':
			if raw[2] == 't' && raw[3] == ';' {
				return append(dst, '<'), 4
			}
		case 'g':
			if raw[2] == 't' && raw[3] == ';' {
				return append(dst, '>'), 4
			}
		case 'a':
			if len(raw) >= 5 && raw[2] == 'm' && raw[3] == 'p' && raw[4] == ';' {
				return append(dst, '&'), 5
			}
		case 'q':
			if len(raw) >= 6 && string(raw[2:6]) == "uot;" {
				return append(dst, '"'), 6
			}
		case '#':
			return appendNumber(dst, raw)
		}
	}
	return appendNamed(dst, raw)
}

// appendNumber resolves &#N; and &#xN;. As HTML does, numbers 128 to 159 are read as windows-1252.
func appendNumber(dst, raw []byte) ([]byte, int) {
	i, base := 2, rune(10)
	if i < len(raw) && (raw[i] == 'x' || raw[i] == 'X') {
		i, base = 3, 16
	}
	start, r := i, rune(0)
	for ; i < len(raw); i++ {
		d := digit(raw[i])
		if d < 0 || d >= base {
			break
		}
		if r <= utf8.MaxRune {
			r = r*base + d
		}
	}
	if i == start {
		return append(dst, '&'), 1
	}
	if i < len(raw) && raw[i] == ';' {
		i++
	}
	switch {
	case r >= 0x80 && r <= 0x9F:
		r = fromWindows1252(byte(r))
	case r == 0 || r > utf8.MaxRune || r >= 0xD800 && r <= 0xDFFF:
		r = utf8.RuneError
	}
	return utf8.AppendRune(dst, r), i
}

func digit(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10
	}
	return -1
}

// appendNamed resolves a name of HTML; it must end with a semicolon, so that "?a=1&copy=2" keeps its
// ampersand.
func appendNamed(dst, raw []byte) ([]byte, int) {
	end := 1
	for end < len(raw) && end < 34 && isAlnum(raw[end]) {
		end++
	}
	if end < 3 || end >= len(raw) || raw[end] != ';' {
		return append(dst, '&'), 1
	}
	ref := string(raw[:end+1])
	switch ref {
	case "&apos;":
		return append(dst, '\''), end + 1
	case "&lang;": // XHTML 1.0, which XML means; HTML 5 has other brackets under these names
		return append(dst, "\u2329"...), end + 1
	case "&rang;":
		return append(dst, "\u232A"...), end + 1
	}
	got := html.UnescapeString(ref)
	if got == ref || strings.HasSuffix(got, ";") && len(got) > 1 { // unknown, or only its beginning known
		return append(dst, '&'), 1
	}
	return append(dst, got...), end + 1
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// appendEscaped appends text so that it reads the same as markup.
func appendEscaped(dst, text []byte) []byte {
	for {
		i := bytes.IndexAny(text, "<>&")
		if i < 0 {
			return append(dst, text...)
		}
		dst = append(dst, text[:i]...)
		switch text[i] {
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		default:
			dst = append(dst, "&amp;"...)
		}
		text = text[i+1:]
	}
}
