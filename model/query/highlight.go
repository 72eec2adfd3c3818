package query

import (
	"regexp"
	"slices"
	"strings"

	"lede/model"
)

// Words are the words and names that q looks for, as typed, those that it excludes left out; a star
// at the end of one says that it may go on. Lists and articles show them where they stand.
func Words(q Query) []string {
	var out []string
	wanted(q.Expr, func(e Expr) {
		text := ""
		switch e := e.(type) {
		case Word:
			text = leaf(e)
		case Phrase:
			text = strings.TrimSpace(e.Text)
			if e.Prefix {
				text += "*"
			}
		case Field:
			if e.How != Matches && (e.Key == Title || e.Key == Content) {
				text = e.Text
			}
		case Named:
			text = e.Text
		}
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	})
	return out
}

// wanted visits the leaves that a story is to have, not those that it is to lack.
func wanted(e Expr, visit func(Expr)) {
	switch e := e.(type) {
	case nil, Not:
	case And:
		for _, x := range e {
			wanted(x, visit)
		}
	case Or:
		for _, x := range e {
			wanted(x, visit)
		}
	default:
		visit(e)
	}
}

// Highlights are the stretches of a text that answer q's words, phrases, names and patterns, sorted
// and without overlap. A name counts by its last word too, as the text goes on calling a person by it.
func Highlights(q Query, text string) []model.Span {
	var out []model.Span
	add := func(start, end int) bool {
		out = append(out, model.Span{Start: start, End: end})
		return len(out) < 10000
	}
	run := func(s string, open bool) { eachRun(text, Tokens(s), open, add) }
	wanted(q.Expr, func(e Expr) {
		switch e := e.(type) {
		case Word:
			run(e.Text, e.Prefix)
		case Phrase:
			run(e.Text, e.Prefix)
		case Pattern:
			matches(text, e.Source, e.Fold, add)
		case Field:
			if e.Key != Title && e.Key != Content {
				return
			}
			if e.How == Matches {
				matches(text, e.Text, e.Fold, add)
				return
			}
			s, open := strings.CutSuffix(e.Text, "*")
			run(s, open)
		case Named:
			s, open := strings.CutSuffix(e.Text, "*")
			run(s, open)
			if w := Tokens(s); len(w) > 1 && e.Key == "person" {
				run(w[len(w)-1], open)
			}
		}
	})
	return merge(out)
}

func matches(text, src string, fold bool, add func(start, end int) bool) {
	if fold {
		src = "(?i)" + src
	}
	re, err := regexp.Compile(src)
	if err != nil {
		return
	}
	for _, m := range re.FindAllStringIndex(text, 1000) {
		if m[1] > m[0] {
			add(m[0], m[1])
		}
	}
}

func merge(in []model.Span) []model.Span {
	slices.SortFunc(in, func(a, b model.Span) int { return a.Start - b.Start })
	out := in[:0]
	for _, s := range in {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// TopicNames are the topics that q asks for or excludes, so that a caller who knows the topics can say
// which of them there are none of.
func TopicNames(q Query) []string {
	var out []string
	for _, leaf := range Leaves(q.Expr) {
		if t, ok := leaf.(Topics); ok {
			out = append(out, t.Names...)
		}
	}
	return out
}

// UnknownTopic is the Error for a topic that nobody knows, at the place where it stands in text;
// names are those that there are.
func UnknownTopic(text, name string, names []string) *Error {
	col := 1
	if i := strings.Index(strings.ToLower(text), strings.ToLower(name)); i >= 0 {
		col = len([]rune(text[:min(i, len(text))])) + 1
	}
	e := &Error{Col: col, Msg: "there is no topic “" + name + "”"}
	if n := Nearest(name, names); n != "" {
		e.Hint = "did you mean #" + n + "?"
	}
	return e
}
