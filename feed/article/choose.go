package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"lede/feed/clean"
	"lede/model"
)

// Thresholds of choose, in bytes of text.
const (
	fewBytes  = 200 // less is no article
	someBytes = 500
)

// choose takes one of what the two extractors found. Where one has next to nothing the other is taken. Where both have the
// article, the shorter is nearer to it as a rule, since extractors err by taking in what stands beside; but only when it is
// plainly the same text, not less than a third of it, and what it lacks are not sentences. Text that the page gives for machines settles
// doubtful cases, and is taken itself when neither found it.
func (r *reader) choose(a, b found, h clean.Hints) found {
	la, lb := len(a.body.Text()), len(b.body.Text())
	if menu(a.body) {
		la = 0
	}
	if menu(b.body) {
		lb = 0
	}
	ld := len(r.meta.text)
	if ld >= someBytes {
		given := shingles(r.meta.text)
		ga, gb := agreement(given, a.body.Text()), agreement(given, b.body.Text())
		switch {
		case max(ga, gb) < 0.3 && ld > 2*max(la, lb), r.meta.paywalled && ld*2 > max(la, lb)*3 && begins(given, a, b):
			return r.given()
		case gb > ga+0.05:
			return b
		case ga > gb+0.02:
			return a
		}
	}
	switch {
	case la < fewBytes && lb < fewBytes:
		return r.anything(a, b, h)
	case la < fewBytes && lb >= someBytes:
		return b
	case lb < fewBytes, la == 0:
		if la == 0 {
			return b
		}
		return a
	}
	if lb < la && lb*3 >= la && within(b.body, a.body) && lost(a.body, b.body)*10 <= la {
		return b
	}
	if la*3 < lb && la < 2*someBytes && within(a.body, b.body) {
		return b
	}
	return a
}

// begins tells whether what was found of the page stands, but for little, in the given text too.
func begins(given map[string]bool, fs ...found) bool {
	for _, f := range fs {
		if got := shingles(f.body.Text()); len(got) > 0 && overlap(got, given) {
			return true
		}
	}
	return false
}

// shingles are the runs of four words of a text, each counted once.
func shingles(s string) map[string]bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := make(map[string]bool, len(words))
	for i := 0; i+4 <= len(words); i++ {
		out[words[i]+" "+words[i+1]+" "+words[i+2]+" "+words[i+3]] = true
	}
	return out
}

// agreement is the F1 of a text against the shingles of another, 0 to 1.
func agreement(want map[string]bool, s string) float64 {
	got := shingles(s)
	both := 0
	for k := range got {
		if want[k] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return 2 * float64(both) / float64(len(want)+len(got))
}

// within tells whether nearly all of a's text stands in b as well.
func within(a, b model.Body) bool {
	want, got := shingles(b.Text()), shingles(a.Text())
	both := 0
	for k := range got {
		if want[k] {
			both++
		}
	}
	return len(got) > 0 && both*20 >= len(got)*19
}

// lost is how much running text of a is missing from b, in bytes: paragraphs that are sentences and not links. The first such
// paragraph counts for all, since a story without its lede is none.
func lost(a, b model.Body) int {
	have := shingles(b.Text())
	n, seen := 0, 0
	a.Walk(func(bl *model.Block) {
		s := bl.Span.In(a.Text())
		if len(bl.Kids) > 0 || bl.Kind == model.Figure || !prose(s, bl) {
			return
		}
		seen++
		if overlap(shingles(s), have) {
			return
		}
		if n += len(s); seen == 1 {
			n = len(a.Text())
		}
	})
	return n
}

// prose tells a leaf that is sentences: long enough, ended as they are, and not mostly links.
func prose(s string, bl *model.Block) bool {
	if len(s) < 80 || !strings.ContainsAny(s[len(s)-4:], ".!?…。”") {
		return false
	}
	links := 0
	for _, r := range bl.Runs {
		if r.Href != "" {
			links += r.Span.Len()
		}
	}
	return links*2 <= len(s)
}

// overlap tells whether at least half of got is in have.
func overlap(got, have map[string]bool) bool {
	both := 0
	for k := range got {
		if have[k] {
			both++
		}
	}
	return both*2 >= len(got)
}

// prune takes boxes out of what go-readability found that by their names are no part of the article, unless they hold much of it.
func prune(n *html.Node) {
	w := weigh(n)
	all := paragraphs(n, w)
	var gone []*html.Node
	walk(n, func(c *html.Node) bool {
		if clutter(c) && paragraphs(c, w)*5 < all {
			gone = append(gone, c)
			return false
		}
		return true
	})
	for _, c := range gone {
		c.Parent.RemoveChild(c)
	}
}
