// Package safe makes a stranger's text fit for a terminal, and nothing else of it: what can be read
// stays as it is.
//
// Text from the wire passes through here when it becomes a story, and again just before it becomes
// cells. What comes out is valid UTF-8 without control bytes (but the line break, where lines are
// meant), escape sequences, bidirectional controls, tags, private use, invisible fillers or
// towers of combining marks. A terminal that is handed it can only print it.
//
// Outside library: golang.org/x/net/idna, for hosts that are not of ASCII.
package safe

import (
	"strings"
	"unicode/utf8"
)

// Line is s as one line: breaks and tabs become spaces.
func Line(s string) string { return clean(s, true) }

// Text is s with its line breaks kept, in the form "\n".
func Text(s string) string { return clean(s, false) }

// clean hands a string that needs nothing back as it is, without allocating.
func clean(s string, oneLine bool) string {
	if plain(s, oneLine) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	Walk(s, oneLine, func(_, _ int, out string) { b.WriteString(out) })
	return b.String()
}

// plain tells whether s is printable ASCII throughout.
func plain(s string, oneLine bool) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && (c != '\n' || oneLine) || c > '~' {
			return false
		}
	}
	return true
}

// Walk tells how s becomes safe, piece by piece in order: the bytes s[from:to] become out. A piece that
// stays as it is may be long; one that changes is a single rune or escape sequence, and out may be empty.
// The pieces cover s without a gap.
func Walk(s string, oneLine bool, piece func(from, to int, out string)) {
	w := walker{s: s, oneLine: oneLine}
	kept := 0 // s[kept:i] stays as it is and was not told yet
	for i := 0; i < len(s); {
		if c := s[i]; c >= ' ' && c <= '~' {
			w.keep(rune(c), "")
			i++
			continue
		}
		n, out := w.next(i)
		if out != s[i:i+n] {
			if kept < i {
				piece(kept, i, s[kept:i])
			}
			piece(i, i+n, out)
			kept = i + n
		}
		i += n
	}
	if kept < len(s) {
		piece(kept, len(s), s[kept:])
	}
}

// Limits of what one base may carry.
const (
	maxMarks   = 8
	maxCluster = 16
)

// walker remembers what the next rune may be joined to.
type walker struct {
	s       string
	oneLine bool
	prev    rune // the last rune that was kept
	cluster int  // code points joined to one another so far
	marks   int  // combining marks on the last base
}

// next is how many bytes at i belong together, and what becomes of them.
func (w *walker) next(i int) (n int, out string) {
	r, n := utf8.DecodeRuneInString(w.s[i:])
	if r == utf8.RuneError && n <= 1 {
		return 1, w.keep('\uFFFD', "\uFFFD")
	}
	switch {
	case r == '\n':
		if w.oneLine {
			return 1, w.keep(' ', " ")
		}
		return 1, w.keep('\n', "\n")
	case r == '\r':
		if i+1 < len(w.s) && w.s[i+1] == '\n' {
			return 1, ""
		}
		return 1, w.brk()
	case r == '\t':
		return 1, w.keep(' ', " ")
	case r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
		return n, w.brk()
	case r == 0x1b, r >= 0x80 && r <= 0x9f:
		return escape(w.s, i), ""
	case r < ' ', r == 0x7f:
		return n, ""
	case blank(r):
		return n, w.keep(' ', " ")
	case joiner(r):
		return w.join(i, n)
	case invisible(r):
		return n, ""
	case skinTone(r) && pictograph(w.prev):
		return n, ""
	}
	return n, w.rune(r, w.s[i:i+n])
}

// brk is a line break as the caller wants it.
func (w *walker) brk() string {
	if w.oneLine {
		return w.keep(' ', " ")
	}
	return w.keep('\n', "\n")
}

// keep begins a new cluster with r.
func (w *walker) keep(r rune, out string) string {
	w.prev, w.cluster, w.marks = r, 1, 0
	if r == ' ' || r == '\n' { // no base for a mark: it would lean on whatever stands there when the blank is gone
		w.cluster = 0
	}
	return out
}

// rune passes r on unless it would build a tower on what came before it.
func (w *walker) rune(r rune, out string) string {
	if mark(r) {
		if w.marks >= maxMarks || w.cluster >= maxCluster || w.cluster == 0 {
			return ""
		}
		w.marks++
		w.cluster++
		w.prev = r
		return out
	}
	if joins(w.prev, r) {
		if w.cluster >= maxCluster {
			return ""
		}
		w.cluster++
		w.marks = 0
		w.prev = r
		return out
	}
	return w.keep(r, out)
}

// join treats a zero-width (non-)joiner. Arabic and Indic scripts need it between letters; of an
// emoji sequence only the first picture is kept, since terminals disagree on the width of the rest.
func (w *walker) join(i, n int) (int, string) {
	next, m := utf8.DecodeRuneInString(w.s[i+n:])
	if pictograph(w.prev) && w.s[i:i+n] == "\u200d" {
		if pictograph(next) {
			return n + m, ""
		}
		return n, ""
	}
	if w.cluster == 0 || w.cluster >= maxCluster || !complexScript(w.prev) || !complexScript(next) {
		return n, ""
	}
	w.cluster++
	return n, w.s[i : i+n]
}
