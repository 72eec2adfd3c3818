// Package row builds one row of cells from styled pieces, of exactly the width it was begun with.
// Text goes in plain and safe; what does not fit is cut and ends in "…". Of x/ansi it uses where a
// line of clusters must end.
package row

import (
	"strings"
	"unicode/utf8"

	"lede/ui/term"
	"lede/ui/theme"
)

// Row is a row being built. The zero Row has no cells.
type Row struct {
	buf  []byte
	left int // cells
}

// New begins a row of w cells.
func New(w int) Row { return Row{buf: make([]byte, 0, w+64), left: max(w, 0)} }

// Left is the number of cells still free.
func (r *Row) Left() int { return r.left }

// Put adds text.
func (r *Row) Put(st theme.Style, text string) {
	if r.left <= 0 || text == "" {
		return
	}
	w := term.Width(text)
	if w > r.left {
		text = term.Cut(text, r.left)
		w = term.Width(text)
	}
	r.buf = st.Append(r.buf, text)
	r.left -= w
}

// Room is Put into at most so many cells.
func (r *Row) Room(st theme.Style, text string, cells int) {
	r.Put(st, term.Cut(text, min(cells, r.left)))
}

// Exact is Put into exactly so many cells, the rest of them blank.
func (r *Row) Exact(st theme.Style, text string, cells int) {
	cells = min(cells, r.left)
	text = term.Cut(text, cells)
	w := term.Width(text)
	r.buf = st.Append(r.buf, text)
	r.left -= w
	r.Space(cells - w)
}

// Matched is Put, with what matches a word laid in another style. Words are lower case; case is
// nothing where it does not change the length of a text.
func (r *Row) Matched(st, match theme.Style, text string, words []string) {
	text = term.Cut(text, r.left)
	for len(words) > 0 && text != "" {
		at, n := find(text, words)
		if n == 0 {
			break
		}
		r.Put(st, text[:at])
		r.Put(match, text[at:at+n])
		text = text[at+n:]
	}
	r.Put(st, text)
}

// find is the first place in text where one of words stands, in bytes; n 0 for none.
func find(text string, words []string) (at, n int) {
	low := strings.ToLower(text)
	if len(low) != len(text) {
		low = text
	}
	at = len(text)
	for _, w := range words {
		if i := strings.Index(low, w); w != "" && i >= 0 && (i < at || i == at && len(w) > n) {
			at, n = i, len(w)
		}
	}
	return at, n
}

// Space leaves so many cells blank.
func (r *Row) Space(cells int) {
	cells = min(cells, r.left)
	if cells > 0 {
		r.buf = append(r.buf, term.Blank(cells)...)
		r.left -= cells
	}
}

// Until leaves cells blank until only so many are left.
func (r *Row) Until(left int) { r.Space(r.left - left) }

// Carry is Until with blanks in the style of what stands on either side of them: they look like others, and a
// terminal need not be told to go back to its own style between. st has no background and no underline.
func (r *Row) Carry(st theme.Style, left int) {
	if n := r.left - left; n > 0 {
		r.Put(st, term.Blank(n))
	}
}

// String is the row, the rest of it blank.
func (r *Row) String() string {
	r.Space(r.left)
	return string(r.buf)
}

// Breaks are the byte ranges of the lines into which text breaks at most cells wide: where term.Break breaks it, and so
// that the last is not a short word or character alone. At most most lines; where there would be more, cut is true and
// the last range reaches to the end of text.
func Breaks(text string, cells, most int) (lines [][2]int, cut bool) {
	lines, cut = breaks(text, cells, most)
	if n := len(lines); n < 2 || cut || cells < 12 || !orphan(text, lines[n-1]) {
		return lines, cut
	}
	for w := cells - 1; w >= cells*3/4; w-- {
		other, cut := breaks(text, w, most)
		last := other[len(other)-1]
		if !cut && len(other) == len(lines) && !orphan(text, last) && !insideWord(text, last[0]) {
			return other, false
		}
	}
	return lines, false
}

// orphan tells a line of at most four cells, or of one character that takes two: two of them may well be a word.
func orphan(text string, line [2]int) bool {
	if text[line[0]] >= utf8.RuneSelf {
		return line[1]-line[0] <= len("げ")
	}
	return term.Width(text[line[0]:line[1]]) <= 4
}

// insideWord tells whether a line that begins at byte at parts a word of ASCII.
func insideWord(text string, at int) bool {
	return text[at] < utf8.RuneSelf && text[at-1] != ' ' && text[at-1] != '-' && text[at-1] != '/' && text[at-1] < utf8.RuneSelf
}

func breaks(text string, cells, most int) (lines [][2]int, cut bool) {
	if cells <= 0 || most <= 0 {
		return nil, text != ""
	}
	start := 0
	for start < len(text) {
		if len(lines) == most-1 && term.Width(text[start:]) > cells {
			return append(lines, [2]int{start, len(text)}), true
		}
		end := start + term.Break(text[start:], cells)
		lines = append(lines, [2]int{start, trimmed(text, start, end)})
		for end < len(text) && text[end] == ' ' {
			end++
		}
		start = end
	}
	if len(lines) == 0 {
		lines = [][2]int{{0, 0}}
	}
	return lines, false
}

func trimmed(text string, start, end int) int {
	for end > start && text[end-1] == ' ' {
		end--
	}
	return end
}
