package extract

import (
	"fmt"
	"strings"
	"testing"

	"lede/model"
)

func TestOverlapsAreSettledByTheWrittenRules(t *testing.T) {
	for _, c := range []struct {
		rule, text string
		found      []string // kind and words, as the finders claim them
		want       string
	}{
		{"a bare number gives way", "the Boeing 737 came", []string{"number 737", "product Boeing 737"}, "product Boeing 737"},
		{"a bare number gives way to what is longer", "for 20 minutes", []string{"duration 20 minutes", "number 20"}, "duration 20 minutes"},
		{"an amount holds against a name", "Cango 5 million euros Ltd", []string{"org Cango 5 million euros Ltd", "money 5 million euros"}, "money 5 million euros"},
		{"but not against a law", "the Ten Dollar Act", []string{"law Ten Dollar Act", "money Ten Dollar"}, "law Ten Dollar Act"},
		{"the longer name wins", "the Bank of England", []string{"place England", "org Bank of England"}, "org Bank of England"},
		{"a law keeps its year", "the Clean Water Act of 1972", []string{"law Clean Water Act of 1972", "date 1972"}, "law Clean Water Act of 1972"},
		{"a date is longer than a name in it", "on 3 May", []string{"date 3 May", "person May"}, "date 3 May"},
		{"of equal length the stronger wins", "in May", []string{"date May", "person May"}, "person May"},
		{"a fraction is no date", "3/4 of them", []string{"date 3/4", "number 3/4"}, "number 3/4"},
		{"a quote may hold facts", "“I paid $5”", []string{"quote “I paid $5”", "money $5"}, "quote “I paid $5”|money $5"},
		{"a source may be a name", "told Reuters", []string{"org Reuters", "source Reuters"}, "source Reuters|org Reuters"},
		{"what is found twice is one fact", "paid $5", []string{"money $5", "money $5"}, "money $5"},
	} {
		p := newPage(Input{Text: c.text})
		for _, f := range c.found {
			kind, words, _ := strings.Cut(f, " ")
			at := strings.Index(c.text, words)
			p.add(model.Fact{Kind: model.Kind(kind), Span: model.Span{Start: at, End: at + len(words)}})
		}
		var got []string
		for _, f := range p.settle() {
			got = append(got, fmt.Sprintf("%s %s", f.Kind, f.Span.In(c.text)))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%s: got %s, want %s", c.rule, g, c.want)
		}
	}
}
