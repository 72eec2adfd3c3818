package extract

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"lede/model"
)

var fit = flag.Bool("fit", false, "fit the weights of salience and print them")

// sample is a fact as the fit sees it.
type sample struct {
	x     [features]float64
	grade float64 // how salient it is, 0 to 1
	heft  float64 // how much the sample counts
	doc   int
	at    int
}

// TestWeightsOfSalienceRankBetterThanOrder measures, by cross-validation over documents, how much of the graded salience of a
// story is told by its ten facts of the greatest score, beside the first ten in the text. With -fit it prints new weights.
func TestWeightsOfSalienceRankBetterThanOrder(t *testing.T) {
	gum := gumSamples(t)
	own := ownSamples(t)
	var fitted, shipped, order, best float64
	const folds = 5
	for k := range folds {
		var train, test []sample
		for _, s := range gum {
			if s.doc%folds == k {
				test = append(test, s)
			} else {
				train = append(train, s)
			}
		}
		if *fit {
			w := fitWeights(append(train, own...))
			fitted += topTen(test, func(s *sample) float64 { return dot(&w, &s.x) })
		}
		shipped += topTen(test, func(s *sample) float64 { return dot(&weights, &s.x) })
		order += topTen(test, func(s *sample) float64 { return -float64(s.at) })
		best += topTen(test, func(s *sample) float64 { return s.grade })
	}
	t.Logf("%d samples; salience in the first ten, of what ten can hold: weights.go %.1f%%, order of the text %.1f%%", len(gum), 100*shipped/best, 100*order/best)
	if *fit {
		t.Logf("fitted on the other folds %.1f%%", 100*fitted/best)
		w := fitWeights(append(gum, own...))
		fmt.Println(printWeights(&w))
	} else if shipped < order {
		t.Errorf("the weights rank worse than the order of the text")
	}
}

// gumSamples are the first mentions of the names, dates and figures of GUM, graded by how many of five summaries name them.
func gumSamples(t *testing.T) []sample {
	var out []sample
	doc := 0
	for _, part := range []string{"train", "dev"} {
		f, err := os.Open("../../../shared/data/train/gum_ner_salience." + part + ".jsonl.gz")
		if err != nil {
			t.Skipf("the graded texts are not here: %v", err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(z)
		in.Buffer(nil, 16<<20)
		for in.Scan() {
			var row struct {
				ID, Text, Title, Published string
				Salient                    []struct {
					Score    float64
					Mentions [][2]int
				}
			}
			if err := json.Unmarshal(in.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			published, _ := time.Parse("2006-01-02", row.Published)
			body := strings.IndexByte(row.Text, '\n') + 1 // the first line is the title, the second of news its date
			if end := strings.IndexByte(row.Text[body:], '\n'); end > 0 && end < 35 && strings.Contains(row.Text[body:body+end], ", 20") {
				body += end + 1
			}
			p := newPage(Input{Text: row.Text[body:], Headline: row.Title, Published: published})
			for _, s := range p.samples(p.read(), doc) {
				s.at += body
				if strings.Contains(row.ID, "_news_") {
					s.heft = 3
				}
				for _, e := range row.Salient {
					for _, m := range e.Mentions {
						if m[0] <= s.at && s.at < m[1] && strings.Count(row.Text[m[0]:m[1]], " ") < 6 {
							s.grade = max(s.grade, e.Score/5)
						}
					}
				}
				out = append(out, s)
			}
			doc++
		}
	}
	return out
}

// ownSamples are the figures of our own marked stories; those marked as key are salient.
func ownSamples(t *testing.T) []sample {
	var out []sample
	for _, st := range markedStories(t) {
		if !slices.ContainsFunc(st.want, func(m mark) bool { return m.key }) {
			continue
		}
		p := newPage(st.in)
		facts := p.read()
		for _, s := range p.samples(facts, 0) {
			i := slices.IndexFunc(facts, func(f model.Fact) bool { return f.Span.Start == s.at })
			if k := facts[i].Kind; !figureKind(k) && k != model.Number {
				continue
			}
			if slices.ContainsFunc(st.want, func(m mark) bool { return m.key && m.span.Start == s.at }) {
				s.grade = 1
			}
			s.heft = 2
			out = append(out, s)
		}
	}
	return out
}

// samples are the facts that are the first mention of their thing.
func (p *page) samples(facts []model.Fact, doc int) []sample {
	r := p.ranker(facts)
	var out []sample
	for i := range facts {
		s := sample{doc: doc, at: facts[i].Span.Start, heft: 1}
		if r.features(i, &s.x) && facts[i].Kind != model.QuoteOf && facts[i].Kind != model.Source {
			out = append(out, s)
		}
	}
	return out
}

// fitWeights is logistic regression with graded targets and a ridge, by gradient descent.
func fitWeights(samples []sample) (w [features]float64) {
	const rounds, ridge = 3000, 0.5
	var total float64
	for i := range samples {
		total += samples[i].heft
	}
	for range rounds {
		var g [features]float64
		for i := range samples {
			s := &samples[i]
			err := (1/(1+math.Exp(-dot(&w, &s.x))) - s.grade) * s.heft
			for j, v := range s.x {
				g[j] += err * v
			}
		}
		for j := range w {
			w[j] -= 2 * (g[j] + ridge*w[j]) / total
		}
	}
	return w
}

func dot(w, x *[features]float64) (z float64) {
	for j, v := range x {
		z += v * w[j]
	}
	return z
}

// topTen is the mean over documents of the salience that the ten facts of the greatest score have.
func topTen(samples []sample, score func(*sample) float64) float64 {
	docs := map[int][]sample{}
	for _, s := range samples {
		docs[s.doc] = append(docs[s.doc], s)
	}
	var sum float64
	for _, ss := range docs {
		slices.SortStableFunc(ss, func(a, b sample) int {
			if sa, sb := score(&a), score(&b); sa != sb {
				if sa > sb {
					return -1
				}
				return 1
			}
			return a.at - b.at
		})
		for i := range min(10, len(ss)) {
			sum += ss[i].grade
		}
	}
	return sum
}

func printWeights(w *[features]float64) string {
	var b strings.Builder
	for i, k := range model.Kinds() {
		fmt.Fprintf(&b, "\tfKind + %d: %.2f, // %s\n", i, w[i], k)
	}
	for i, n := range []string{"fFirst", "fSecond", "fEarly", "fDepth", "fEcho", "fEchoName", "fOften", "fQuoted", "fLargest", "fVerb", "fSubject", "fAbout", "fShort"} {
		fmt.Fprintf(&b, "\t%s: %.2f,\n", n, w[fFirst+i])
	}
	return b.String()
}
