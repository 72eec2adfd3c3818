package safe

import "unicode"

// blank tells spaces of other widths, all of which become a plain one. U+3000 is two cells wide and stays.
func blank(r rune) bool {
	return r == 0xa0 || r == 0x1680 || r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x2800
}

func joiner(r rune) bool { return r == 0x200c || r == 0x200d }

// invisible tells what takes no part in reading: fillers, bidirectional controls, variation
// selectors, tags, private use, noncharacters.
func invisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5:
		return true
	case r >= 0x180b && r <= 0x180f, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r == 0x20e3: // the key around 1️⃣, which terminals give one cell or two
		return true
	case r == 0x3164, r >= 0xe000 && r <= 0xf8ff, r >= 0xfdd0 && r <= 0xfdef, r >= 0xfe00 && r <= 0xfe0f:
		return true
	case r == 0xfeff, r == 0xffa0, r >= 0xfff0 && r <= 0xfffb, r&0xfffe == 0xfffe:
		return true
	case r >= 0x1bca0 && r <= 0x1bca3, r >= 0x1d173 && r <= 0x1d17a, r >= 0xe0000:
		return true
	}
	return false
}

func skinTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }

// pictograph tells the pictures that emoji sequences are made of.
func pictograph(r rune) bool {
	return r >= 0x1f300 && r <= 0x1faff || r >= 0x2600 && r <= 0x27bf || r >= 0x2190 && r <= 0x21ff ||
		r >= 0x2b00 && r <= 0x2bff || r >= 0x1f000 && r <= 0x1f0ff
}

func mark(r rune) bool {
	return r >= 0x300 && unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc)
}

// complexScript tells the letters and marks between which joiners change what is read.
func complexScript(r rune) bool {
	return r >= 0x600 && r <= 0x8ff || r >= 0x900 && r <= 0xdff || r >= 0x1000 && r <= 0x109f ||
		r >= 0x1780 && r <= 0x18af || r >= 0xfb50 && r <= 0xfdcf || r >= 0xfe70 && r <= 0xfefc
}

// joins tells whether b is one cluster with a before it though it is no mark: Hangul letters, and
// consonants after a virama (Unicode Standard Annex 29, GB6 to GB9c).
func joins(a, b rune) bool {
	return jamo(a) && jamo(b) || virama(a) && complexScript(b) || a == 0x200d && complexScript(b) || prepend(a)
}

func jamo(r rune) bool {
	return r >= 0x1100 && r <= 0x11ff || r >= 0xa960 && r <= 0xa97c || r >= 0xd7b0 && r <= 0xd7fb || r >= 0xac00 && r <= 0xd7a3
}

func virama(r rune) bool {
	switch r {
	case 0x94d, 0x9cd, 0xa4d, 0xacd, 0xb4d, 0xbcd, 0xc4d, 0xccd, 0xd4d, 0xdca, 0x1039, 0x103a, 0x17d2:
		return true
	}
	return false
}

func prepend(r rune) bool {
	return r >= 0x600 && r <= 0x605 || r == 0x6dd || r == 0x70f || r == 0x890 || r == 0x891 || r == 0x8e2 || r == 0xd4e
}
