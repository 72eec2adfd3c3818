package plain

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// cells is the width of s on a terminal.
func cells(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || s[i] < ' ' {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

// fold breaks one line of text at blanks so that no line is wider than width cells. Scripts without blanks break between
// any two letters, but not before a mark that closes; a word wider than a line is broken, too.
func fold(s string, width int) []string {
	var out []string
	var cur strings.Builder
	used, pending := 0, 0
	flush := func() {
		out = append(out, cur.String())
		cur.Reset()
		used, pending = 0, 0
	}
	for _, w := range words(s) {
		if w == " " {
			pending++
			continue
		}
		n := cells(w)
		if used > 0 && used+pending+n > width {
			flush()
		}
		if used == 0 {
			pending = 0
		}
		if n > width { // no line can hold it
			head, tail := chop(w, width)
			out = append(out, head...)
			w = tail
			n = cells(w)
		}
		if w == "" {
			continue
		}
		cur.WriteString(strings.Repeat(" ", pending))
		cur.WriteString(w)
		used += pending + n
		pending = 0
	}
	if cur.Len() > 0 || len(out) == 0 {
		flush()
	}
	return out
}

// chop breaks a word into lines of at most width cells, and a rest that is shorter. A character wider than a line has
// a line of its own.
func chop(w string, width int) (lines []string, rest string) {
	start, used := 0, 0
	for i := 0; i < len(w); {
		c, n := ansi.FirstGraphemeCluster(w[i:], ansi.GraphemeWidth)
		if c == "" {
			break
		}
		if used > 0 && used+n > width {
			lines = append(lines, w[start:i])
			start, used = i, 0
		}
		used += n
		i += len(c)
	}
	return lines, w[start:]
}

// words parts s into blanks (each " ") and the pieces between which a line may break.
func words(s string) []string {
	var out []string
	start := 0
	var prev rune
	for i, r := range s {
		if r == ' ' || r == '\n' {
			if i > start {
				out = append(out, s[start:i])
			}
			out = append(out, " ")
			start, prev = i+1, 0
			continue
		}
		if prev != 0 && (dense(prev) || dense(r)) && !closes(r) && !opens(prev) && i > start {
			out = append(out, s[start:i])
			start = i
		}
		prev = r
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// dense tells letters of scripts that are written without blanks between words.
func dense(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff
}

// closes tells marks that do not begin a line.
func closes(r rune) bool {
	return strings.ContainsRune("、。，．！？：；）」』】》〉〕］｝’”…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)]}%", r) || r >= 0x300 && r <= 0x36f
}

// opens tells marks that do not end a line.
func opens(r rune) bool { return strings.ContainsRune("（「『【《〈〔［｛‘“([{", r) }
