package classify

import (
	"slices"
	"strings"
	"unicode"

	"lede/model"
)

// key is the form in which names are compared: letters and digits only, lower case, Latin letters
// without their accents, "and" and "&" dropped.
func key(name string) string {
	var b strings.Builder
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	for _, w := range words {
		if w == "and" && len(words) > 1 {
			continue
		}
		for _, r := range w {
			switch {
			case r == 'ß':
				b.WriteString("ss")
			case r >= 0xE0 && r <= 0x17F:
				b.WriteByte(plain(r))
			case unicode.Is(unicode.Mn, r) && r < 0x370:
			default:
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// plain is the ASCII letter under an accented Latin one.
func plain(r rune) byte {
	for _, g := range [...]struct {
		letter byte
		of     string
	}{
		{'a', "àáâãäåæāăą"}, {'c', "çćĉċč"}, {'d', "ðďđ"}, {'e', "èéêëēĕėęě"}, {'g', "ĝğġģ"}, {'h', "ĥħ"},
		{'i', "ìíîïĩīĭįı"}, {'j', "ĵ"}, {'k', "ķ"}, {'l', "ĺļľŀł"}, {'n', "ñńņňŉŋ"}, {'o', "òóôõöøōŏőœ"},
		{'r', "ŕŗř"}, {'s', "śŝşšſ"}, {'t', "ţťŧ"}, {'u', "ùúûüũūŭůűų"}, {'w', "ŵ"}, {'y', "ýÿŷ"}, {'z', "źżž"},
	} {
		if strings.ContainsRune(g.of, r) {
			return g.letter
		}
	}
	return '-'
}

// Near are the topics whose names come closest to one that ByName does not know, best first, three
// at most: for "did you mean".
func Near(name string) []model.Topic {
	t, k := topics(), key(name)
	if k == "" || len(k) > 64 {
		return nil
	}
	limit := 1 + len(k)/4
	best := make(map[int]int) // topic → edits
	for n, i := range t.byName {
		d := edits(k, n, limit)
		if len(k) >= 3 && strings.HasPrefix(n, k) {
			d = min(d, 1)
		}
		if d > limit {
			continue
		}
		if was, ok := best[i]; !ok || d < was {
			best[i] = d
		}
	}
	found := make([]int, 0, len(best))
	for i := range best {
		found = append(found, i)
	}
	slices.SortFunc(found, func(a, b int) int {
		if best[a] != best[b] {
			return best[a] - best[b]
		}
		return a - b
	})
	var out []model.Topic
	for _, i := range found[:min(3, len(found))] {
		out = append(out, t.topics[i])
	}
	return out
}

// edits is the number of bytes to insert, drop, change or swap with the next one between a and b;
// anything over limit is told as limit+1.
func edits(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			d := prev[j-1]
			if a[i-1] != b[j-1] {
				d++
			}
			d = min(d, prev[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, prev, row = prev, row, before
	}
	return min(prev[len(b)], limit+1)
}
