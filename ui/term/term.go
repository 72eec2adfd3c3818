// Package term is the last gate before the cells: text of a known width, and no byte that could
// steer a terminal. Widths are in cells, as terminals count them by grapheme cluster; nothing here
// measures in bytes or runes. Of x/ansi it uses the width, cut and strip of styled text.
package term

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lede/model/safe"
)

// Safe is s as one line that a terminal can only print. Every text from the wire passes it.
func Safe(s string) string { return safe.Line(s) }

// Width is the number of cells that s takes; escape sequences of our own take none.
func Width(s string) int {
	if ascii(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// ascii tells whether s is printable ASCII throughout, one cell a byte.
func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Cut is the beginning of s that fits into so many cells; where something is left off, it ends in "…".
func Cut(s string, cells int) string {
	switch {
	case cells <= 0:
		return ""
	case len(s) <= cells && ascii(s):
		return s
	}
	out := ansi.Truncate(s, cells, "…")
	if bare, ok := strings.CutSuffix(out, " …"); ok && bare != "" {
		return strings.TrimRight(bare, " ") + "…"
	}
	return out
}

// Fit is s cut or padded with spaces to exactly so many cells.
func Fit(s string, cells int) string {
	if cells <= 0 {
		return ""
	}
	if ascii(s) {
		if len(s) <= cells {
			return s + Blank(cells-len(s))
		}
		return s[:cells-1] + "…"
	}
	w := ansi.StringWidth(s)
	if w > cells {
		s = ansi.Truncate(s, cells, "…")
		w = ansi.StringWidth(s)
	}
	return s + Blank(cells-w)
}

// FitRight is Fit with the padding before s.
func FitRight(s string, cells int) string {
	s = Cut(s, cells)
	return Blank(cells-Width(s)) + s
}

const blanks = "                                                                                                                                "

// Blank is a run of spaces; a negative number is none.
func Blank(cells int) string {
	switch {
	case cells <= 0:
		return ""
	case cells <= len(blanks):
		return blanks[:cells]
	}
	return strings.Repeat(" ", cells)
}

// Rows makes lines into exactly h rows of exactly w cells each.
func Rows(lines []string, w, h int) []string {
	if h <= 0 {
		return nil
	}
	out := make([]string, h)
	for i := range out {
		if i < len(lines) {
			out[i] = Fit(lines[i], w)
		} else {
			out[i] = Blank(w)
		}
	}
	return out
}
