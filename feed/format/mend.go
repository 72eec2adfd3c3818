package format

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// mended undoes an encoding done twice: UTF-8 that was read as windows-1252 or ISO 8859-1 and encoded
// again ("donâ€™t"). It changes text only when all that is not ASCII in it reads as UTF-8 then. C1
// controls, which no text has, are read as windows-1252. The result is text itself when nothing changed.
func mended(text []byte) []byte {
	high := asciiPrefix(text)
	if high == len(text) {
		return text
	}
	if isDoubled(text[high:]) {
		return undoubled(text)
	}
	if !hasC1(text[high:]) {
		return text
	}
	return bytes.Map(func(r rune) rune {
		if r >= 0x80 && r <= 0x9F {
			return fromWindows1252(byte(r))
		}
		return r
	}, text)
}

// asciiPrefix is the number of leading bytes of b that are ASCII.
func asciiPrefix(b []byte) int {
	n := 0
	for n+8 <= len(b) && binary.LittleEndian.Uint64(b[n:])&0x8080808080808080 == 0 {
		n += 8
	}
	for n < len(b) && b[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// isDoubled says that every run of characters beyond ASCII in text, which begins with one, is UTF-8 when
// its characters are taken for bytes of windows-1252.
func isDoubled(text []byte) bool {
	for len(text) > 0 {
		var unit [utf8.UTFMax]byte
		want := 1
		for n := 0; n < want; n++ {
			r, size := utf8.DecodeRune(text)
			b, ok := toWindows1252(r)
			if !ok || size == 0 || (n > 0 && (b < 0x80 || b > 0xBF)) {
				return false
			}
			if n == 0 {
				if want = sequenceLength(b); want < 2 {
					return false
				}
			}
			unit[n] = b
			text = text[size:]
		}
		if !utf8.Valid(unit[:want]) {
			return false
		}
		text = text[asciiPrefix(text):]
	}
	return true
}

// sequenceLength is the length in bytes of the UTF-8 sequence that lead begins, 0 when it begins none of
// two or more.
func sequenceLength(lead byte) int {
	switch {
	case lead >= 0xC2 && lead <= 0xDF:
		return 2
	case lead >= 0xE0 && lead <= 0xEF:
		return 3
	case lead >= 0xF0 && lead <= 0xF4:
		return 4
	}
	return 0
}

func undoubled(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		b, _ := toWindows1252(r)
		out = append(out, b)
		text = text[size:]
	}
	return out
}

// hasC1 says that text has a control of U+0080 to U+009F.
func hasC1(text []byte) bool {
	for {
		i := bytes.IndexByte(text, 0xC2)
		if i < 0 || i+1 >= len(text) {
			return false
		}
		if text[i+1] < 0xA0 {
			return true
		}
		text = text[i+1:]
	}
}
