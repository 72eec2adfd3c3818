package clean

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"lede/model"
	"lede/model/code"
)

// mostLang is the longest name of a language, in bytes.
const mostLang = 20

// codeLang is the language that a pre is said to be in, by itself, by the code in it or by the boxes right around it:
// letters, digits, and + - # . _ only; "" where none of them says.
func (w *walker) codeLang(i int) string {
	around := i
	for around > max(i-mostBoxes, 0) && w.boxOf(around-1) {
		around--
	}
	for k := i; k < min(i+3, len(w.toks)); k++ {
		if t := &w.toks[k]; t.kind == openToken && (k == i || t.tag == atom.Code) {
			if l := langOf(t, false); l != "" {
				return l
			}
		}
	}
	for k := i - 1; k >= around; k-- {
		if w.toks[k].kind != openToken {
			continue
		}
		if l := langOf(&w.toks[k], true); l != "" {
			return l
		}
	}
	return ""
}

// mostBoxes is how many tokens around a pre are looked at, blanks between them included.
const mostBoxes = 12

// boxOf tells whether token k only opens what holds the next one, or is blank.
func (w *walker) boxOf(k int) bool {
	t := &w.toks[k]
	if t.kind == textToken {
		return strings.TrimSpace(w.src[t.from:t.to]) == ""
	}
	if t.kind != openToken {
		return false
	}
	switch t.tag {
	case atom.Div, atom.Figure, atom.Span, atom.Section, atom.Table, atom.Tbody, atom.Tr, atom.Td:
		return true
	}
	return false
}

// lineNumber tells a tag that holds the number of a line of code.
func lineNumber(t *token) bool {
	if t.tag != atom.Span && t.tag != atom.A {
		return false
	}
	for c := range strings.FieldsSeq(t.get("class")) {
		switch c {
		case "ln", "lnt", "lineno", "linenos", "line-number", "line-numbers", "linenumber", "line-numbers-rows":
			return true
		}
	}
	return false
}

// withoutGutters drops code that is only the numbers of the lines of the code right after it, which takes over its
// language where it has none.
func withoutGutters(ds []*draft) []*draft {
	out := ds[:0]
	for i, d := range ds {
		if d.Kind == model.Code && i+1 < len(ds) && ds[i+1].Kind == model.Code && gutterOf(d.text(), ds[i+1].text()) {
			if ds[i+1].Lang == "" {
				ds[i+1].Lang = d.Lang
			}
			continue
		}
		out = append(out, d)
	}
	return out
}

// gutterOf tells whether numbers counts the lines of text, from whatever number.
func gutterOf(numbers, text string) bool {
	lines := strings.Fields(numbers)
	first, err := strconv.Atoi(cmp.Or(lines...))
	if n := strings.Count(text, "\n") + 1; err != nil || len(lines) < max(n, 2) || len(lines) > n+2 {
		return false
	}
	for i, l := range lines {
		if l != strconv.Itoa(first+i) {
			return false
		}
	}
	return true
}

// langOf is the language that one tag names. A class that is only a name says so where another is of a highlighter, or on
// a pre or code itself.
func langOf(t *token, box bool) string {
	classes := strings.FieldsFunc(t.get("class"), func(r rune) bool { return r == ' ' || r == ';' || r == '\n' || r == '\t' })
	painted := !box
	for i, c := range classes {
		for _, p := range [...]string{"language-", "lang-", "highlight-source-", "highlight-text-", "highlight-", "brush:"} {
			l, ok := strings.CutPrefix(c, p)
			if !ok {
				continue
			}
			if p == "brush:" && l == "" && i+1 < len(classes) {
				l = classes[i+1]
			}
			if l = langName(l); l != "" && (p != "highlight-" || code.Named(l) != nil) {
				return l
			}
		}
		painted = painted || c == "highlight" || c == "sourceCode" || c == "hljs" || c == "codehilite"
	}
	for _, key := range [...]string{"data-lang", "data-language", "data-enlighter-language"} {
		if l := langName(t.get(key)); l != "" {
			return l
		}
	}
	if l := langName(t.get("lang")); code.Named(l) != nil && !box { // else it is what people speak
		return l
	}
	for _, c := range classes {
		if l := langName(c); painted && code.Named(l) != nil && l != "output" && l != "raw" {
			return l
		}
	}
	return ""
}

// langName is s when it is short and made of letters, digits, and + - # . _ only, else "".
func langName(s string) string {
	foreign := func(r rune) bool {
		return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("+-#._", r)
	}
	if len(s) > mostLang || strings.ContainsFunc(s, foreign) {
		return ""
	}
	return s
}

// Blanks that a tab in code stands for at most: as an indentation, and behind text, where it leads to the next of the
// columns that terminals have had since the first.
const (
	indentTab = 4
	columnTab = 8
)

// column is where a line of code has come to, in runes behind its indentation by tabs.
type column struct {
	at   int
	text bool // more than tabs stand before it
}

// pass goes on over s.
func (c *column) pass(s string) {
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		*c, s = column{}, s[i+1:]
	}
	if s != "" {
		c.at += utf8.RuneCountInString(s)
		c.text = true
	}
}

// tabs adds s up to its last tab to the code, each tab as blanks, and gives the rest and where it stands.
func (w *walker) tabs(s string, from int) (rest string, at int) {
	for {
		i := strings.IndexByte(s, '\t')
		if i < 0 {
			return s, from
		}
		if i > 0 {
			w.stretch(s[:i], from)
		}
		was := w.column
		n := indentTab
		if was.text {
			n = columnTab - was.at%columnTab
		}
		w.emit("        "[:n], from+i, from+i+1)
		if !was.text {
			w.column = was
		}
		s, from = s[i+1:], from+i+1
	}
}

// trimLines takes blank lines off both ends of code, and what is blank at the end of the last.
func trimLines(ps []piece) []piece {
	at, line := 0, 0 // how far it is blank, and where the line begins there
	for _, p := range ps {
		text := strings.TrimLeft(p.s, " \n")
		blank := p.s[:len(p.s)-len(text)]
		if i := strings.LastIndexByte(blank, '\n'); i >= 0 {
			line = at + i + 1
		}
		if at += len(blank); text != "" {
			_, ps = splitAt(ps, line)
			return trimEnd(slices.Clone(ps))
		}
	}
	return nil
}
