package format

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// fewestCyrillic is how many letters it takes to tell a Cyrillic text from chance.
const fewestCyrillic = 12

// The six commonest letters of Russian, оеаинт, which make up 45 % of a text.
const (
	commonCP1251 = "\xEE\xE5\xE0\xE8\xED\xF2"
	commonKOI8   = "\xCF\xC5\xC1\xC9\xCE\xD4"
)

// cyrillic is the encoding of data in which most letters beyond ASCII stand in words of their own, as no language in
// Latin letters has them, and stand as often as those of Russian and its neighbours; nil where it is another.
// windows-1251 has its small letters from 0xE0 on, KOI8-R its capitals: which half the words go on in tells them apart, and
// both from Greek, whose accented letters lie in the other half, and from Hebrew, which has none from 0xFB on.
func cyrillic(data []byte) encoding.Encoding {
	var count [256]int
	high, inWords, low, up := 0, 0, 0, 0
	for i := 0; i < len(data); {
		if data[i] < 0x80 {
			i++
			continue
		}
		start := i
		for i < len(data) && data[i] >= 0xC0 {
			i++
		}
		if word := data[start:i]; len(word) >= 3 {
			inWords += len(word)
			for n, c := range word {
				count[c]++
				switch {
				case n == 0:
				case c < 0xE0:
					low++
				default:
					up++
				}
			}
		}
		if i == start {
			i++
		}
		high += i - start
	}
	if inWords < fewestCyrillic || inWords*10 < high*7 {
		return nil
	}
	common := func(letters string) int {
		n := 0
		for i := range len(letters) {
			n += count[letters[i]]
		}
		return n
	}
	last := 0
	for c := 0xFB; c <= 0xFF; c++ {
		last += count[c]
	}
	switch {
	case up > 20*low && common(commonCP1251)*3 > inWords && last > 0:
		return charmap.Windows1251
	case low > 20*up && common(commonKOI8)*3 > inWords:
		return charmap.KOI8R
	}
	return nil
}
