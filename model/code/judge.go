package code

import (
	_ "embed"
	"encoding/json"
	"strconv"
	"strings"
)

//go:embed signs.tsv
var signsTSV string

// sign is a line that speaks for a language; see signs.tsv.
type sign struct {
	lang   *Language
	weight int
	lines  bool   // it is a pattern of a line from its start
	want   string // the pattern, without its ^
}

func readSigns(t *languages) []sign {
	var out []sign
	for line := range strings.Lines(signsTSV) {
		if line[0] == '#' {
			continue
		}
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if len(f) < 3 || t.byName[f[0]] == nil {
			continue
		}
		weight, _ := strconv.Atoi(f[1])
		want, lines := strings.CutPrefix(f[2], "^")
		out = append(out, sign{t.byName[f[0]], weight, lines, want})
	}
	return out
}

// What Judge looks at, and what it takes to be sure.
const (
	judgedLines = 40
	judgedWidth = 160  // bytes of a line
	judgedBytes = 4096 // in all, but for JSON
	judgedJSON  = 1 << 16
	enough      = 4 // weight
)

// Judge is the language that a text shows by itself; nil unless several of its signs are there and no other
// language has half as many. The beginning of the text is looked at.
func Judge(text string) *Language {
	head := strings.TrimSpace(text[:min(len(text), judgedBytes)])
	if head == "" {
		return nil
	}
	switch head[0] {
	case '{', '[':
		if len(text) <= judgedJSON && json.Valid([]byte(text)) && strings.IndexByte(text, '"') >= 0 {
			return Named("json")
		}
	case '<':
		if l := markupOf(head, text); l != nil {
			return l
		}
	}
	scores := score(head)
	var best *Language
	most, second := 0, 0
	for l, n := range scores {
		switch {
		case n > most || n == most && best != nil && l.Name < best.Name:
			best, most, second = l, n, max(second, most)
		default:
			second = max(second, n)
		}
	}
	if most < enough || most < 2*second {
		return nil
	}
	return best
}

// score adds up the signs that are there. What one language shares with another that grew out of it does not speak
// against it.
func score(head string) map[*Language]int {
	t := table()
	out := map[*Language]int{}
	found := make([]bool, len(t.signs))
	var lines []string
	for l := range strings.Lines(head) {
		if l = strings.TrimSpace(l); l != "" && len(lines) < judgedLines {
			lines = append(lines, l[:min(len(l), judgedWidth)])
		}
	}
	for _, l := range lines {
		for i := range t.signs {
			if s := &t.signs[i]; s.lines && !found[i] && matches(l, s.want) {
				found[i] = true
			}
		}
	}
	for i := range t.signs {
		if s := &t.signs[i]; found[i] || !s.lines && strings.Contains(head, s.want) {
			out[s.lang] += s.weight
		}
	}
	for _, p := range [...][2]string{{"cpp", "c"}, {"typescript", "javascript"}, {"php", "perl"}, {"dockerfile", "shell"}, {"console", "shell"}} {
		more, less := t.byName[p[0]], t.byName[p[1]]
		if out[more] > out[less] {
			out[more] += out[less] / 2
			delete(out, less)
		} else {
			delete(out, more)
		}
	}
	return out
}

// matches tells whether a line is as a pattern says, from its start.
func matches(line, want string) bool {
	for want != "" {
		switch {
		case want == "$":
			return line == ""
		case want[0] == '~':
			n := nameLength(line)
			if n == 0 {
				return false
			}
			line, want = line[n:], want[1:]
		case want[0] == ' ':
			rest := strings.TrimLeft(line, " ")
			if len(rest) == len(line) {
				return false
			}
			line, want = rest, want[1:]
		case strings.HasPrefix(want, "…"):
			want = want[len("…"):]
			fixed, last := strings.CutSuffix(want, "$")
			if last && !strings.ContainsAny(fixed, "…~") { // what stands at the line's end
				return strings.HasSuffix(line, fixed)
			}
			if i := strings.IndexAny(want, "…~ $"); i >= 0 {
				fixed = want[:i]
			}
			i := strings.Index(line, fixed)
			if i < 0 {
				return false
			}
			line, want = line[i+len(fixed):], want[len(fixed):]
		default:
			if line == "" || line[0] != want[0] {
				return false
			}
			line, want = line[1:], want[1:]
		}
	}
	return true
}

// nameLength is the length of the name at the start of a line: letters, digits, and _ . : / < > - within it.
func nameLength(line string) int {
	n := 0
	for n < len(line) {
		c := line[n]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= '0' && c <= '9' && n > 0 || n > 0 && n+1 < len(line) && strings.IndexByte(".:/-<>", c) >= 0 && line[n+1] != ' ' {
			n++
			continue
		}
		break
	}
	for n > 0 && strings.IndexByte(".:/-<>", line[n-1]) >= 0 && line[n-1] != '>' {
		n--
	}
	return n
}

// markupOf tells HTML and XML: the text begins with a tag, ends with one, and closes what it opens.
func markupOf(head, text string) *Language {
	text = strings.TrimSpace(text)
	if len(head) < 4 || text[len(text)-1] != '>' && !strings.HasPrefix(head, "<!") && !strings.HasPrefix(head, "<?xml") {
		return nil
	}
	if strings.HasPrefix(head, "<?php") {
		return nil
	}
	c := head[1]
	if c != '!' && c != '?' && (c|0x20 < 'a' || c|0x20 > 'z') {
		return nil
	}
	if strings.HasPrefix(head, "<?xml") {
		return Named("xml")
	}
	if strings.Contains(text, "</") || strings.Contains(head, "/>") || strings.HasPrefix(head, "<!DOCTYPE") {
		return Named("html")
	}
	return nil
}
