package extract

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"lede/model"
)

func TestAStoryGivesAtMostFiveHundredFacts(t *testing.T) {
	r := Read(Input{Text: strings.Repeat("It paid $5 million to 12 men. ", 2000)})
	if len(r.Facts) != MaxFacts {
		t.Fatalf("%d facts, want %d", len(r.Facts), MaxFacts)
	}
	if len(r.Brief) == 0 || len(r.Brief) > briefClauses {
		t.Fatalf("%d clauses", len(r.Brief))
	}
}

func TestAFactHasItsSentence(t *testing.T) {
	in := Input{Text: "Rain fell.\nThe firm paid $5 million for it. Nobody knows why."}
	for _, f := range Read(in).Facts {
		if f.Kind == model.Money && f.Sentence.In(in.Text) != "The firm paid $5 million for it." {
			t.Fatalf("sentence %q", f.Sentence.In(in.Text))
		}
	}
}

// bombs are texts made to cost time: each is a short piece that is repeated to 100 kB.
var bombs = []string{"1", "1 ", "$", "$1", "one ", "one hundred and ", "two and a ", "half a ", "a ", "\"", "“", "’s ", "(", "1-", "1/", ".",
	"three point ", "sold ", "sold 5 ", "between 1 and ", "from 1 to ", "2 feet 3 inches ", "Rs ", "A$", "5 per ", "more than ", "US ",
	"aa.", "J. ", "a@", "1 234 567 ", "٣", "½", "€1bn to ", "the 5 ", "Inc. ", "million ", "lakh crore ", "Kim ", "Mr Kim said ", "May ", "3 May ",
	"x\n", "\xff", "in 5 out of ", "6'", "5^2^"}

func FuzzFacts(f *testing.F) {
	for _, s := range markedStories(f) {
		f.Add(s.in.Text, s.in.Headline, s.in.Country)
	}
	for _, b := range bombs {
		f.Add(strings.Repeat(b, 40), b, "GB")
	}
	f.Fuzz(func(t *testing.T, text, headline, country string) {
		in := Input{Text: text, Headline: headline, Country: country, Published: time.Date(2026, 2, 11, 8, 0, 0, 0, time.UTC)}
		r := Read(in)
		if len(r.Facts) > MaxFacts {
			t.Fatalf("%d facts", len(r.Facts))
		}
		for i := range r.Facts {
			lawful(t, &r.Facts[i], text)
			if i > 0 && r.Facts[i].Span.Start < r.Facts[i-1].Span.Start {
				t.Fatalf("fact %d begins before the one before it", i)
			}
		}
		for _, c := range r.Brief {
			if c.Span.In(text) == "" {
				t.Fatalf("clause %v does not slice the text", c.Span)
			}
			for _, i := range c.Facts {
				if i < 0 || i >= len(r.Facts) || !c.Span.Covers(r.Facts[i].Span) {
					t.Fatalf("clause %v does not hold fact %d", c.Span, i)
				}
			}
		}
		if again := Read(in); !reflect.DeepEqual(r, again) {
			t.Fatal("reading twice gives two readings")
		}
	})
}

// lawful checks what holds for every fact.
func lawful(t *testing.T, f *model.Fact, text string) {
	t.Helper()
	if f.Span.In(text) == "" || strings.TrimSpace(f.Span.In(text)) != f.Span.In(text) {
		t.Fatalf("%s %v does not slice the text clean: %q", f.Kind, f.Span, f.Span.In(text))
	}
	if !f.Sentence.Covers(f.Span) {
		t.Fatalf("%s %q stands outside its sentence %v", f.Kind, f.Span.In(text), f.Sentence)
	}
	for _, s := range []model.Span{f.About, f.Role, f.SpeakerRole, f.Cue} {
		if !s.Empty() && s.In(text) == "" {
			t.Fatalf("%s %q: a span of it, %v, does not slice the text", f.Kind, f.Span.In(text), s)
		}
	}
	if f.Score < 0 || f.Score > 1 {
		t.Fatalf("%s %q has score %v", f.Kind, f.Span.In(text), f.Score)
	}
	if figureKind(f.Kind) || f.Kind == model.Number {
		for _, v := range []string{f.Value, f.ValueHigh} {
			if strings.Trim(v, "-0123456789.") != "" || len(v) > 60 {
				t.Fatalf("%s %q has value %q", f.Kind, f.Span.In(text), v)
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	var texts []Input
	var n int64
	for _, s := range markedStories(b) {
		texts = append(texts, s.in)
		n += int64(len(s.in.Text))
	}
	b.Run("all kinds", func(b *testing.B) {
		b.SetBytes(n)
		b.ReportAllocs()
		for b.Loop() {
			for i := range texts {
				Read(texts[i])
			}
		}
	})
	b.Run("figures", func(b *testing.B) {
		b.SetBytes(n)
		b.ReportAllocs()
		for b.Loop() {
			for i := range texts {
				p := newPage(texts[i])
				findFigures(p)
			}
		}
	})
}
