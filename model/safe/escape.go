package safe

import "strings"

// maxString bounds, in bytes, the search for the end of an OSC, DCS, APC, PM or SOS string. One that
// does not end by then (or before its line does) loses its introducer only, so that a stray byte
// does not swallow a story.
const maxString = 4096

// escape is the length in bytes of the escape sequence that begins at i (ECMA-48): with ESC, or
// with a C1 control in UTF-8.
func escape(s string, i int) int {
	intro, n := s[i], 1
	switch {
	case intro == 0x1b:
		if i+1 >= len(s) {
			return 1
		}
		intro, n = s[i+1], 2
	default: // 0xc2 0x80–0x9f stands for ESC 0x40–0x5f
		intro, n = s[i+1]-0x40, 2
	}
	switch intro {
	case '[':
		return n + control(s[i+n:])
	case ']', 'P', 'X', '^', '_':
		return n + text(s[i+n:])
	}
	if s[i] != 0x1b {
		return n
	}
	// ESC, intermediates, one final byte (nF and two-byte sequences).
	j := i + 1
	for j < len(s) && j < i+8 && s[j] >= 0x20 && s[j] <= 0x2f {
		j++
	}
	if j < len(s) && s[j] >= 0x30 && s[j] <= 0x7e {
		return j + 1 - i
	}
	return 1
}

// control is the length of a control sequence's parameters, intermediates and final byte.
func control(s string) int {
	j := 0
	for j < len(s) && j < 256 && s[j] >= 0x20 && s[j] <= 0x3f {
		j++
	}
	if j < len(s) && s[j] >= 0x40 && s[j] <= 0x7e {
		return j + 1
	}
	return j
}

// text is the length of a control string with its end: BEL, ST in either form, CAN or SUB.
func text(s string) int {
	limit := s
	if len(limit) > maxString {
		limit = limit[:maxString]
	}
	for j := 0; j < len(limit); j++ {
		switch limit[j] {
		case 0x07, 0x18, 0x1a:
			return j + 1
		case '\n':
			return 0
		case 0x1b:
			if strings.HasPrefix(s[j:], "\x1b\\") {
				return j + 2
			}
			return j
		case 0xc2:
			if strings.HasPrefix(s[j:], "\u009c") {
				return j + 2
			}
		}
	}
	return 0
}
