package classify

import (
	"math"
	"slices"
	"strings"
	"sync"

	"lede/model"
)

// How the evidence is weighed. The trainer weighs alike, so a change here asks for a new training.
const (
	headlineWeight = 2.0   // a word of the headline counts as so many of the text
	leadWords      = 100.0 // the weight of a word is halved after so many
	maxWords       = 4000  // features looked at: enough for any story, and a bound on a hostile one
)

// What is told.
const (
	topShare    = 0.22 // a second topic at the top needs this share of the first's probability …
	topLeast    = 0.10 // … and this much of its own
	finerLeast  = 0.55 // evidence that a finer topic needs
	loneWord    = 0.65 // worth of evidence that is one word, said once, below the headline
	categoryPut = 0.90 // score of a topic that the feed itself names
	maxTopics   = 6
	maxWhy      = 5
)

// tally is the evidence of one story. It is reused.
type tally struct {
	seen  []uint8 // by slot: how often
	where []int32 // by slot: its place in hits
	hits  []hit   // the features that the weights know, each once

	headline, text string
}

// hit is one feature of a story.
type hit struct {
	slot       int32
	start, end int32 // in the headline when inHead
	inHead     bool
	weight     float32
	pairs      string
}

var tallies = sync.Pool{New: func() any { return new(tally) }}

// Story tells what a story is about, strongest first: a topic at the top of the scheme, then finer
// ones and other top ones. Categories are the feed's own words. Language is BCP 47; text in
// another language than English, told or seen, is judged by its categories alone. Facts, if given, add the crypto
// assets that amounts are in. It is nil when nothing speaks for any topic.
func Story(headline, text string, categories []string, language string, facts ...model.Fact) []model.TopicScore {
	v := verdict{score: make([]float64, len(topics().topics))}
	named := fromCategories(categories)
	if language == "" || language == "en" || strings.HasPrefix(language, "en-") {
		t := tallies.Get().(*tally)
		t.headline, t.text = headline, text
		t.judge(&v, embedded(), named)
		t.headline, t.text = "", ""
		tallies.Put(t)
	}
	v.addFacts(facts)
	v.addNamed(named)
	return v.ranked()
}

// A text of so many words in which fewer than this share are English function words is not English.
const (
	tellsLanguage = 20
	englishLeast  = 0.08
)

// add counts the features of one piece of text, and tells whether it may be English.
func (t *tally) add(w *weights, text string, inHead bool, at float64) bool {
	words := 0.0
	all, function := read(text, w.knows, func(f Feature) {
		words++
		if words > maxWords {
			return
		}
		slot, pairs := w.find(f.Key)
		if slot < 0 {
			return
		}
		x := at / (1 + words/leadWords)
		if n := t.seen[slot]; n > 0 {
			t.hits[t.where[slot]].weight += float32(x / float64(n+1))
			t.seen[slot] = min(n+1, 254)
			return
		}
		t.seen[slot] = 1
		t.where[slot] = int32(len(t.hits))
		t.hits = append(t.hits, hit{int32(slot), int32(f.Start), int32(f.End), inHead, float32(x), pairs})
	})
	return all < tellsLanguage || float64(function) >= englishLeast*float64(all)
}

// judge fills v from the words of the story, if the weights know any.
func (t *tally) judge(v *verdict, w *weights, named []int) {
	if n := len(w.slots) / 8; len(t.seen) != n {
		t.seen, t.where = make([]uint8, n), make([]int32, n)
	}
	t.hits = t.hits[:0]
	t.add(w, t.headline, true, headlineWeight)
	english := t.add(w, t.text, false, 1)
	mass := 0.0
	for _, h := range t.hits {
		mass += float64(h.weight)
		t.seen[h.slot] = 0
	}
	if len(t.hits) == 0 || !english {
		return
	}
	norm := 1 / math.Sqrt(mass)
	finer, backed := make([]float64, len(v.score)), make([]uint8, len(v.score))
	var z [Classes]float64
	for _, h := range t.hits {
		for i := 0; i+1 < len(h.pairs); i += 2 {
			x := float64(h.weight) * float64(int8(h.pairs[i+1])) * float64(w.scale)
			if c := int(h.pairs[i]); c < Classes {
				z[c] += x
			} else if c -= Classes; c < len(w.topic) && w.topic[c] >= 0 {
				finer[w.topic[c]] += x
				backed[w.topic[c]]++
				if h.inHead || h.weight > 1 {
					backed[w.topic[c]]++
				}
			}
		}
	}
	for c := range z {
		z[c] = z[c]*norm + float64(w.bias[c]) + prior(c, named)
	}
	for i := range finer {
		finer[i] *= norm
		if backed[i] == 1 {
			finer[i] *= loneWord
		}
	}
	v.weigh(softmax(z), finer)
	t.reasons(v, w)
}

// prior is what the feed's own words say for a class.
func prior(c int, named []int) float64 {
	tb, ct := topics(), classTopic()[c]
	for _, i := range named {
		if tb.covers(ct, i) || tb.covers(i, ct) {
			return 2
		}
	}
	return 0
}

// covers tells whether topic i is a, or below it.
func (t *table) covers(a, i int) bool {
	for ; i >= 0; i = t.parent[i] {
		if i == a {
			return true
		}
	}
	return false
}

func softmax(z [Classes]float64) [Classes]float64 {
	top := slices.Max(z[:])
	sum := 0.0
	for c := range z {
		z[c] = math.Exp(z[c] - top)
		sum += z[c]
	}
	for c := range z {
		z[c] /= sum
	}
	return z
}
