package term

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks plain text into lines of at most so many cells, where MayBreak allows and, where nothing else is left,
// between any two clusters. It gives at least one line.
func Wrap(s string, cells int) []string {
	if cells <= 0 {
		return []string{""}
	}
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		for {
			n := Break(l, cells)
			out = append(out, strings.TrimRight(l[:n], " "))
			if l = strings.TrimLeft(l[n:], " "); l == "" {
				break
			}
		}
	}
	return out
}

// Break is where the first line of s ends, in bytes: behind what fits into so many cells and may stand at a line's end,
// at least one cluster of it. A text that fits is a line.
func Break(s string, cells int) int {
	if len(s) <= cells && ascii(s) {
		return len(s)
	}
	best, used := 0, 0
	var p Pair
	for at := 0; at < len(s); {
		n, width := 1, 1
		if s[at] >= utf8.RuneSelf || at+1 < len(s) && s[at+1] >= utf8.RuneSelf {
			cluster, w := ansi.FirstGraphemeCluster(s[at:], ansi.GraphemeWidth)
			n, width = max(len(cluster), 1), w
		}
		if p.Next(s[at:at+n], s[at+n:]) {
			best = at
		}
		if used += width; used > cells {
			switch {
			case s[at] == ' ':
				return at
			case best > 0:
				return best
			case at > 0:
				return at
			}
			return n
		}
		at += n
	}
	return len(s)
}

// Pair goes from cluster to cluster of a text and tells between which of them a line may end. The zero Pair stands
// before the first.
type Pair struct{ before, last rune }

// Next takes the next cluster and tells whether a line may end before it; rest is the text behind it, of which only
// the first rune is looked at.
func (p *Pair) Next(cluster, rest string) bool {
	first, _ := utf8.DecodeRuneInString(cluster)
	after, _ := utf8.DecodeRuneInString(rest)
	ok := p.last != 0 && mayBreak(p.before, p.last, first, after)
	last, _ := utf8.DecodeLastRuneInString(cluster)
	p.before, p.last = p.last, last
	return ok
}

// mayBreak tells whether a line may end between a and b, which stand between before and after: behind a blank, behind
// a hyphen or slash inside a word, and between two ideographs, but not so that a closing mark begins a line or an
// opening one ends it (Unicode Standard Annex 14, in short, and the rules of Japanese typesetting, JIS X 4051).
func mayBreak(before, a, b, after rune) bool {
	switch {
	case b == ' ':
		return false
	case a == ' ':
		return before != '«' && !(b == '»' || strings.ContainsRune("!?:;%", b) && (after == ' ' || after == utf8.RuneError)) && !(dash(b) && after == ' ')
	case closing(b) || opening(a):
		return false
	case a == '-' || dash(a) || a == '/':
		return unicode.IsLetter(b) || b == '“' || b == '"'
	case thai(a) || thai(b):
		return thai(a) && thai(b) && syllable(a, b)
	case unicode.IsDigit(a) && ideographic(b): // 4,451枚
		return false
	}
	return ideographic(a) || ideographic(b)
}

func dash(r rune) bool { return r == '–' || r == '—' }

// ideographic tells scripts that are broken between any two characters. Korean is not among them: its words are parted
// by spaces, and kept whole.
func ideographic(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff
}

// thai tells Thai and Lao, which write no blanks between words.
func thai(r rune) bool { return r >= 0xe00 && r <= 0xeff }

// syllable tells whether a syllable begins between two letters of Thai or Lao, as far as that is seen without a
// dictionary: before a vowel that is written before its consonant, and behind one or a mark that ends a syllable.
func syllable(a, b rune) bool {
	a, b = a&^0x80, b&^0x80 // Lao is laid out as Thai is
	leads := func(r rune) bool { return r >= 0xe40 && r <= 0xe44 }
	switch b {
	case 0xe2f, 0xe30, 0xe32, 0xe33, 0xe45, 0xe46:
		return false
	}
	return !leads(a) && (leads(b) || a == 0xe30 || a == 0xe33 || a == 0xe46)
}

func closing(r rune) bool {
	switch r {
	case '、', '。', '，', '．', '：', '；', '！', '？', '」', '』', '）', '】', '》', '〉', '〕', '］', '｝', '’', '”', '»', '…', '‥', '％', '℃',
		'ー', '々', '〻', 'ゝ', 'ゞ', 'ヽ', 'ヾ', '・', '〜', '～', '゠',
		'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'っ', 'ゃ', 'ゅ', 'ょ', 'ゎ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ', 'ヮ', 'ヵ', 'ヶ',
		',', '.', ':', ';', '!', '?', ')', ']', '}', '%':
		return true
	}
	return unicode.Is(unicode.M, r)
}

func opening(r rune) bool {
	switch r {
	case '「', '『', '（', '【', '《', '〈', '〔', '［', '｛', '‘', '“', '«', '(', '[', '{', '$', '€', '£', '¥', '₹', '￥', '＄':
		return true
	}
	return false
}
