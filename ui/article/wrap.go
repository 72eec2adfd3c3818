package article

import (
	"slices"
	"unicode"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"

	"lede/model"
)

// wrap breaks a line into rows of at most width cells: after a space, after a hyphen or slash
// inside a word, or between two wide characters, and inside a word only where nothing else is left.
// A figure stays in one piece ("4,451 BTC"), closing marks do not begin a row and opening ones do
// not end one (UAX 14, in short).
func (s *setter) wrap(r row, width int) []row {
	if r.width() <= width {
		return []row{r}
	}
	var out []row
	for len(r.cells) > 0 {
		n := s.fit(&r, width)
		out = append(out, row{cells: r.cells[:n], tags: r.tags[:n]}.trimmed())
		for n < len(r.cells) && r.cells[n].Content == " " {
			n++
		}
		r.cells, r.tags = r.cells[n:], r.tags[n:]
	}
	return noWidow(out, width)
}

// fit is the number of cells of r that make its first row.
func (s *setter) fit(r *row, width int) int {
	used, best, loose := 0, 0, 0
	for i := range r.cells {
		used += r.cells[i].Width
		if used > width {
			if r.cells[i].Content == " " {
				best = i
			}
			switch {
			case best > 0:
				return best
			case loose > 0:
				return loose
			}
			return max(i, 1)
		}
		if i+1 < len(r.cells) && breaks(r.cells[i].Content, r.cells[i+1].Content, r.cells[i+1].Width) {
			loose = i + 1
			if !s.tied(r, i) {
				best = i + 1
			}
		}
	}
	return len(r.cells)
}

// maxTied is the longest figure, in bytes, that is kept in one row.
const maxTied = 24

// tied tells whether cells i and i+1 lie in one figure.
func (s *setter) tied(r *row, i int) bool {
	a, b := int(r.tags[i]), int(r.tags[i+1])
	if a == 0 || b == 0 || a > len(s.cuts) || b > len(s.cuts) {
		return false
	}
	for _, f := range s.cuts[a-1].facts {
		if s.shortFigure(f) && slices.Contains(s.cuts[b-1].facts, f) {
			return true
		}
	}
	return false
}

// shortFigure tells whether fact f is a short figure.
func (s *setter) shortFigure(f int) bool {
	switch s.facts[f].Kind {
	case model.Money, model.Number, model.Percent, model.Quantity, model.Time:
		return s.facts[f].Span.Len() <= maxTied
	}
	return false
}

// breaks tells whether a row may end after a, before b.
func breaks(a, b string, bWidth int) bool {
	if b == " " {
		return false
	}
	ra, _ := utf8.DecodeLastRuneInString(a)
	rb, _ := utf8.DecodeRuneInString(b)
	switch {
	case ra == ' ':
		return true
	case closing(rb) || opening(ra):
		return false
	case ra == '-' || ra == '–' || ra == '—' || ra == '/':
		return unicode.IsLetter(rb) || rb == '“' || rb == '"'
	}
	return ideographic(ra) || bWidth == 2 && ideographic(rb)
}

// ideographic tells scripts that are broken between any two characters.
func ideographic(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xff01 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff || r >= 0xe00 && r <= 0xeff
}

func closing(r rune) bool {
	switch r {
	case '、', '。', '，', '．', '：', '；', '！', '？', '」', '』', '）', '】', '》', '〉', '〕', '］', '｝', '’', '”', '…', 'ー', '々', '％',
		',', '.', ':', ';', '!', '?', ')', ']', '}', '%':
		return true
	}
	return unicode.Is(unicode.M, r)
}

func opening(r rune) bool {
	switch r {
	case '「', '『', '（', '【', '《', '〈', '〔', '［', '｛', '‘', '“', '(', '[', '{', '$', '€', '£', '¥', '₹':
		return true
	}
	return false
}

// noWidow moves a word down where the last row would hold one short word alone.
func noWidow(set []row, width int) []row {
	n := len(set)
	if n < 2 || set[n-1].width() >= 6 || width < 24 {
		return set
	}
	prev, last := set[n-2], set[n-1]
	at := len(prev.cells) - 1
	for at > 0 && prev.cells[at].Content != " " {
		at--
	}
	if at == 0 || prev.width()*2 < width || len(prev.cells)-at > 14 {
		return set
	}
	moved := row{cells: append(append(prev.cells[at+1:len(prev.cells):len(prev.cells)], blankCell), last.cells...),
		tags: append(append(prev.tags[at+1:len(prev.tags):len(prev.tags)], 0), last.tags...)}
	set[n-2] = row{cells: prev.cells[:at], tags: prev.tags[:at]}.trimmed()
	set[n-1] = moved
	return set
}

// blankCell is one space.
var blankCell = uv.Cell{Content: " ", Width: 1}
