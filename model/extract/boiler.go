package extract

import (
	"strings"

	"lede/model"
)

// boilerplate is what publishers put around their stories. A sentence of it holds no fact but its publisher, as a source.
// Feeds are cleaned before they come here; text from elsewhere is not.

// furniture are the beginnings, and where given a later part, of such sentences, in lower case.
var furniture = [...]struct{ begins, holds string }{
	{"the post ", "appeared first on"},
	{"this post ", "appeared first on"},
	{"this article ", "originally published"},
	{"this article ", "originally appeared"},
	{"copyright ", ""},
	{"©", ""},
	{"(c) ", "reserved"},
	{"all rights reserved", ""},
	{"read more:", ""},
	{"read more at", ""},
	{"read also:", ""},
	{"also read:", ""},
	{"see also:", ""},
	{"related:", ""},
	{"sign up for ", ""},
	{"sign up to ", "newsletter"},
	{"subscribe to ", ""},
	{"subscribe now", ""},
	{"click here", ""},
	{"follow us on ", ""},
	{"hide caption", ""},
	{"advertisement", ""},
	{"share this", ""},
}

// furnitureBytes is how many bytes of a sentence are looked at for what it begins with.
const furnitureBytes = 24

// boiler are the spans of the sentences that are boilerplate, in order.
func (p *page) boiler() []model.Span {
	var out []model.Span
	for _, s := range p.Sentences {
		text := s.Span.In(p.Text)
		head := strings.ToLower(text[:min(len(text), furnitureBytes)])
		for i := range furniture {
			if strings.HasPrefix(head, furniture[i].begins) && (furniture[i].holds == "" || strings.Contains(text[:min(len(text), 1000)], furniture[i].holds)) {
				out = append(out, s.Span)
				break
			}
		}
	}
	return out
}

// withoutBoiler drops the facts that stand in boilerplate, sources apart. Facts are in order of their spans.
func (p *page) withoutBoiler(facts []model.Fact) []model.Fact {
	spans := p.boiler()
	if len(spans) == 0 {
		return facts
	}
	out := facts[:0]
	for _, f := range facts {
		for len(spans) > 0 && spans[0].End <= f.Span.Start {
			spans = spans[1:]
		}
		if len(spans) > 0 && spans[0].Overlaps(f.Span) && f.Kind != model.Source {
			continue
		}
		out = append(out, f)
	}
	return out
}
