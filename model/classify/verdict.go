package classify

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"lede/model"
)

// verdict is the score of every topic, by its index, and the words behind it.
type verdict struct {
	score []float64
	why   map[int][]string
}

// weigh turns the probabilities of the classes and the evidence for finer topics into scores.
func (v *verdict) weigh(p [Classes]float64, finer []float64) {
	tb := topics()
	tops := make([]float64, len(v.score))
	for c, ct := range classTopic() {
		tops[tb.top[ct]] += p[c]
	}
	best := slices.Max(tops)
	for i, x := range tops {
		if x > 0 && (x == best || x >= topLeast && x >= topShare*best) {
			v.score[i] = x
		}
	}
	for c, ct := range classTopic() {
		if tb.parent[ct] >= 0 && v.score[tb.top[ct]] > 0 && p[c] >= topLeast && p[c] >= topShare*best {
			v.score[ct] = p[c]
		}
	}
	for i, x := range finer {
		share := 0.5 + 0.5*math.Sqrt(tops[tb.top[i]]/best)
		if x*share >= finerLeast {
			v.score[i] = max(v.score[i], (1-math.Exp(-2*x))*share)
		}
	}
}

// addNamed takes in what the feed itself says.
func (v *verdict) addNamed(named []int) {
	tb := topics()
	for n, i := range named {
		put := categoryPut - 0.01*float64(min(n, 9))
		for _, j := range []int{i, tb.top[i]} {
			v.score[j] = max(v.score[j], put+0.05*v.score[j])
		}
	}
}

// assets are the topics of amounts in crypto assets.
var assets = map[string]string{"BTC": "bitcoin", "XBT": "bitcoin", "ETH": "ethereum", "USDT": "stablecoins", "USDC": "stablecoins", "SOL": "crypto", "XRP": "crypto", "DOGE": "crypto"}

func (v *verdict) addFacts(facts []model.Fact) {
	tb := topics()
	for _, f := range facts {
		if short, ok := assets[f.Currency]; ok && f.Kind == model.Money {
			i := tb.byName[short]
			v.score[i] = min(0.95, max(v.score[i]+0.05, 0.6))
			v.score[tb.top[i]] = max(v.score[tb.top[i]], 0.3)
		}
	}
}

// ranked is the answer: the strongest topic at the top of the scheme, then all others by score.
// The first scores as much as what follows it, since what is about bitcoin is about the economy.
func (v *verdict) ranked() []model.TopicScore {
	tb := topics()
	var order []int
	first := -1
	for i, x := range v.score {
		if x <= 0 {
			continue
		}
		order = append(order, i)
		if tb.parent[i] < 0 && (first < 0 || x > v.score[first]) {
			first = i
		}
	}
	if first < 0 {
		return nil
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(v.score[b], v.score[a]) })
	v.score[first] = max(v.score[first], v.score[order[0]])
	out := []model.TopicScore{v.topic(first)}
	for _, i := range order {
		if i != first && len(out) < maxTopics {
			out = append(out, v.topic(i))
		}
	}
	return out
}

func (v *verdict) topic(i int) model.TopicScore {
	return model.TopicScore{ID: topics().topics[i].ID, Score: math.Round(min(v.score[i], 0.99)*1000) / 1000, Why: v.why[i]}
}

// reasons finds the words that spoke most for each topic that is told.
func (t *tally) reasons(v *verdict, w *weights) {
	tb := topics()
	type reason struct {
		hit   int
		value float32
	}
	found := map[int][]reason{}
	note := func(topic, hit int, value float32) {
		if value > 0 && v.score[topic] > 0 {
			found[topic] = append(found[topic], reason{hit, value})
		}
	}
	for n, h := range t.hits {
		for i := 0; i+1 < len(h.pairs); i += 2 {
			value := h.weight * float32(int8(h.pairs[i+1]))
			if c := int(h.pairs[i]); c < Classes {
				ct := classTopic()[c]
				note(ct, n, value)
				if tb.top[ct] != ct {
					note(tb.top[ct], n, value)
				}
			} else if c -= Classes; c < len(w.topic) && w.topic[c] >= 0 {
				note(int(w.topic[c]), n, value)
			}
		}
	}
	v.why = map[int][]string{}
	for topic, rs := range found {
		slices.SortStableFunc(rs, func(a, b reason) int { return cmp.Compare(b.value, a.value) })
		for _, r := range rs {
			word := t.word(t.hits[r.hit])
			if len(v.why[topic]) == maxWhy {
				break
			}
			if !slices.Contains(v.why[topic], word) {
				v.why[topic] = append(v.why[topic], word)
			}
		}
	}
}

// word is a hit as the story has it.
func (t *tally) word(h hit) string {
	text := t.text
	if h.inHead {
		text = t.headline
	}
	return strings.ToValidUTF8(strings.Clone(text[h.start:h.end]), "")
}
