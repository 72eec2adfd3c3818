package newsroom

import (
	"strings"
	"testing"

	"lede/model"
)

func TestAProgramTellsNoNews(t *testing.T) {
	for _, c := range []struct {
		lang, code string
		want       []string
	}{
		{"go", "const price = 305 // \"Varna sold 12 cranes\"", []string{"$41 million"}},
		{"", "{\"cranes\": 12}", []string{"$41 million"}},               // seen from itself
		{"", "The port sold 12 cranes.", []string{"$41 million", "12"}}, // a letter
		{"text", "The port sold 12 cranes for $7 million.", []string{"$41 million", "12", "$7 million"}},
	} {
		var w model.BodyBuilder
		w.Open(model.Block{Kind: model.Paragraph})
		w.Text("The port earned $41 million.", 0, "")
		w.Close()
		w.Open(model.Block{Kind: model.Code, Lang: c.lang})
		w.Text(c.code, 0, "")
		w.Close()
		s := model.Story{Headline: "Port", Body: w.Body()}
		Print(&s)
		var got []string
		for _, f := range s.Facts {
			if f.Kind == model.Money || f.Kind == model.Number || f.Kind == model.QuoteOf {
				got = append(got, f.Span.In(s.Body.Text()))
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("with %q in %q: %q, want %q", c.code, c.lang, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("with %q in %q: %q, want %q", c.code, c.lang, got, c.want)
			}
		}
	}
}

func TestAProgramHasNoSayInTheTopics(t *testing.T) {
	topics := func(lang string) string {
		var w model.BodyBuilder
		w.Open(model.Block{Kind: model.Paragraph})
		w.Text("The central bank raised its interest rate, and inflation eased as bond yields and the currency rose.", 0, "")
		w.Close()
		w.Open(model.Block{Kind: model.Code, Lang: lang})
		w.Text("// war army attack troops missile soldiers ceasefire invasion bombing airstrike militia\n", 0, "")
		w.Close()
		s := model.Story{Headline: "Central bank raises interest rate", Body: w.Body()}
		Print(&s)
		var ids []string
		for _, t := range s.Topics {
			ids = append(ids, string(t.ID))
		}
		return strings.Join(ids, " ")
	}
	if program, letter := topics("go"), topics("text"); program == letter {
		t.Errorf("of a program and of a letter: %s", program)
	}
}
