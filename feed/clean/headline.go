package clean

import (
	"strings"
	"unicode/utf8"

	"lede/model"
	"lede/model/text"
)

// MaxHeadline is the longest headline, in runes (SAFETY P3).
const MaxHeadline = 512

// headlineOf is s as a headline: one safe line without the marks that syndication leaves around it.
func headlineOf(s string) string {
	s = line(s)
	for _, q := range []string{"“”", "\"\"", "‘’", "«»", "''"} {
		r := []rune(q)
		if strings.HasPrefix(s, string(r[0])) && strings.HasSuffix(s, string(r[1])) && strings.Count(s, string(r[1])) <= 2 && len(s) > 4 {
			s = strings.TrimSuffix(strings.TrimPrefix(s, string(r[0])), string(r[1]))
		}
	}
	return clipRunes(strings.Trim(s, " ,"), MaxHeadline)
}

// clipRunes is s with at most n runes; the last one is an ellipsis when it was longer.
func clipRunes(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	k := 0
	for i := range s {
		if k++; k == n {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}

// Lengths of a headline that is taken from a sentence, in runes: what may stay whole, and the shortest
// that a cut may leave.
const (
	longHeadline  = 110
	shortHeadline = 35
)

// Headline makes a headline for a story that has none: its first heading, else its first sentence without
// the dateline, cut at a clause when it is long. "" only for a Body without words.
func Headline(b model.Body) string {
	for _, bl := range b.Blocks() {
		if s := bl.Span.In(b.Text()); bl.Kind == model.Heading && wordCount(s) > 1 {
			return clipRunes(line(s), longHeadline)
		}
		if bl.Kind == model.Paragraph {
			break
		}
	}
	for _, span := range b.Leaves() {
		s := span.In(b.Text())
		if bare(s) == "" {
			continue
		}
		if _, _, end := dateline(s); end > 0 && end < len(s) {
			s = s[end:]
		}
		return sentenceHeadline(s)
	}
	for _, bl := range b.Blocks() {
		if bl.Alt != "" {
			return clipRunes(line(bl.Alt), longHeadline)
		}
	}
	return ""
}

// sentenceHeadline is the first sentence of s as a headline.
func sentenceHeadline(s string) string {
	s = clip(s, 1500)
	if d := text.Read(s, []model.Span{{Start: 0, End: len(s)}}); len(d.Sentences) > 0 {
		s = d.Sentences[0].Span.In(s)
	}
	s = line(s)
	if t := strings.TrimSuffix(s, "."); !strings.HasSuffix(t, ".") && !endsAbbrev(s) {
		s = t
	}
	if utf8.RuneCountInString(s) <= longHeadline {
		return s
	}
	cut := 0
	for i, r := range s {
		if n := utf8.RuneCountInString(s[:i]); n > longHeadline {
			break
		} else if n >= shortHeadline && (clauseAt(s[i:], r)) {
			cut = i
		}
	}
	if cut == 0 {
		cut = lastPreposition(s)
	}
	if cut == 0 {
		t := clipRunes(s, longHeadline)
		if i := strings.LastIndexByte(t, ' '); i > shortHeadline {
			t = t[:i] + "…"
		}
		return t
	}
	return strings.TrimRight(s[:cut], " ,;:–—-")
}

// clauseAt tells whether a clause of its own begins at the start of s, whose first rune is r.
func clauseAt(s string, r rune) bool {
	switch r {
	case ',', ';', ':', '–', '—', '，', '、', '；', '：':
		return !digit(s[utf8.RuneLen(r):]) // 4,451
	case ' ':
		return startsAny(s, " which ", " while ", " after ", " because ", " although ", " when ", " where ", " who ", " as it ", " as they ", " as he ", " as she ", " - ", " (", " according to ")
	}
	return false
}

// lastPreposition is where the last phrase begins that a headline can do without, 0 when there is none.
func lastPreposition(s string) int {
	cut := 0
	for i := range s {
		if n := utf8.RuneCountInString(s[:i]); n > longHeadline {
			break
		} else if n >= shortHeadline && startsAny(s[i:], " in ", " at ", " on ", " during ", " before ", " amid ", " over ", " with ", " following ", " regarding ", " across ", " that ", " since ", " from ", " by ") {
			cut = i
		}
	}
	return cut
}
