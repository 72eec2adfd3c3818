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

// TestWeightsOfSalienceRankBetterThanOrder measures how much of the salience of a text its five (GUM: ten) facts of the
// greatest score hold, of what as many can hold, beside the first ones in the text: on our own stories, which are short, and
// where they are at hand on the texts of GUM. With -fit it fits new weights, measures them by five-fold cross-validation over texts, and prints them.
func TestWeightsOfSalienceRankBetterThanOrder(t *testing.T) {
	own, gum := ownSamples(t), gumSamples(t)
	for _, c := range []struct {
		name string
		set  []sample
		n    int
	}{{"own stories", own, 5}, {"GUM", gum, 10}} {
		name, set := c.name, c.set
		if len(set) == 0 {
			continue
		}
		order := top(c.n, set, func(s *sample) float64 { return -float64(s.at) })
		shipped := top(c.n, set, func(s *sample) float64 { return dot(&weights, &s.x) })
		best := top(c.n, set, func(s *sample) float64 { return s.grade })
		t.Logf("%s: %d facts, weights.go %.1f%%, order of the text %.1f%%", name, len(set), 100*shipped/best, 100*order/best)
		if shipped <= order {
			t.Errorf("%s: the weights rank no better than the order of the text", name)
		}
		if *fit {
			t.Logf("%s: fitted on the other folds %.1f%%", name, 100*crossFit(c.n, own, gum, set)/best)
		}
	}
	if *fit {
		w := fitWeights(slices.Concat(gum, own))
		fmt.Println(printWeights(&w))
	}
}

// crossFit ranks every fifth of the texts of set with weights fitted on all that is not in it.
func crossFit(n int, own, gum, set []sample) (sum float64) {
	const folds = 5
	for k := range folds {
		out := func(s sample) bool { return s.doc%folds == k }
		w := fitWeights(slices.DeleteFunc(slices.Concat(own, gum), out))
		sum += top(n, slices.DeleteFunc(slices.Clone(set), func(s sample) bool { return !out(s) }), func(s *sample) float64 { return dot(&w, &s.x) })
	}
	return sum
}

// gumSamples are the first mentions of the names, dates and figures of GUM, graded by how many of five summaries name them; none
// where the texts are not at hand.
func gumSamples(t *testing.T) []sample {
	var out []sample
	doc := 0
	for _, part := range []string{"train", "dev"} {
		f, err := os.Open("../../../shared/data/train/gum_ner_salience." + part + ".jsonl.gz")
		if err != nil {
			t.Logf("the graded texts are not here: %v", err)
			return nil
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

// ownSamples are the facts of our own marked stories; those in testdata/key.txt are salient.
func ownSamples(t *testing.T) []sample {
	data, err := os.ReadFile("testdata/key.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []sample
	doc := 0
	for line := range strings.Lines(string(data)) {
		keys := strings.Split(strings.TrimSpace(line), "|")
		if line[0] == '#' {
			continue
		}
		file, err := os.ReadFile("testdata/" + keys[0] + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		st, err := readMarked(keys[0], file)
		if err != nil {
			t.Fatal(err)
		}
		p := newPage(st.in)
		for _, s := range p.samples(p.read(), doc) {
			s.heft = 4
			for _, k := range keys[1:] {
				if at := strings.Index(st.in.Text, k); at >= 0 && at <= s.at && s.at < at+len(k) {
					s.grade = 1
				}
			}
			out = append(out, s)
		}
		doc++
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

// top is the salience, over all documents, that the n facts of the greatest score have.
func top(n int, samples []sample, score func(*sample) float64) float64 {
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
		for i := range min(n, len(ss)) {
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
	for i, n := range []string{"fFirst", "fSecond", "fEarly", "fDepth", "fEcho", "fEchoName", "fOften", "fQuoted", "fLargest", "fVerb", "fSubject", "fAbout", "fShort", "fOrder"} {
		fmt.Fprintf(&b, "\t%s: %.2f,\n", n, w[fFirst+i])
	}
	return b.String()
}
