package topics

import (
	"math"

	"lede/model/classify"
)

// linear is a multinomial logistic model whose weights are pulled towards the lexicon's.
type linear struct {
	set   settings
	lex   *lexicon
	ids   map[uint32]int
	order []uint32
	docs  []bag

	w, prior, g [][classify.Classes]float64 // weights, where they are pulled, squared gradients
	bias, bg    [classify.Classes]float64
}

// bag is a text as the model sees it.
type bag struct {
	ids    []int
	values []float64
	gold   [classify.Classes]float64
	weight float64
}

func newLinear(s settings, lex *lexicon, docs []doc) *linear {
	m := &linear{set: s, lex: lex, ids: map[uint32]int{}}
	for _, k := range lex.order {
		var p [classify.Classes]float64
		for c, x := range lex.class[k] {
			p[c] = s.trust * x
		}
		m.feature(k, p)
	}
	for _, d := range docs {
		m.docs = append(m.docs, m.bag(d, true))
	}
	return m
}

func (m *linear) feature(k uint32, prior [classify.Classes]float64) int {
	id := len(m.order)
	m.ids[k] = id
	m.order = append(m.order, k)
	m.w = append(m.w, prior)
	m.prior = append(m.prior, prior)
	m.g = append(m.g, [classify.Classes]float64{})
	return id
}

// bag weighs the words of a text as classify.Story does: the n-th time counts 1/n, and the whole is
// divided by the root of its mass.
func (m *linear) bag(d doc, grow bool) bag {
	b := bag{gold: d.gold, weight: d.weight}
	at, times, mass := map[int]int{}, map[int]float64{}, 0.0
	classify.Features(d.text, m.lex.knows, func(f classify.Feature) {
		id, ok := m.ids[f.Key]
		if !ok {
			if !grow {
				return
			}
			id = m.feature(f.Key, [classify.Classes]float64{})
		}
		times[id]++
		x := 1 / times[id]
		mass += x
		if i, ok := at[id]; ok {
			b.values[i] += x
			return
		}
		at[id] = len(b.ids)
		b.ids, b.values = append(b.ids, id), append(b.values, x)
	})
	for i := range b.values {
		b.values[i] /= math.Sqrt(mass)
	}
	return b
}

// scores are the probabilities of the classes for a text.
func (m *linear) scores(b bag) (p [classify.Classes]float64) {
	p = m.bias
	for i, id := range b.ids {
		for c := range p {
			p[c] += b.values[i] * m.w[id][c]
		}
	}
	top := p[0]
	for _, x := range p {
		top = max(top, x)
	}
	sum := 0.0
	for c := range p {
		p[c] = math.Exp(p[c] - top)
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
	return p
}

// learn passes over the texts, in another order each time, with AdaGrad.
func (m *linear) learn() {
	order := make([]int, len(m.docs))
	for i := range order {
		order[i] = i
	}
	seed := uint64(1)
	for range m.set.epochs {
		for i := len(order) - 1; i > 0; i-- {
			seed = seed*6364136223846793005 + 1442695040888963407
			j := int(seed >> 33 % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		for _, i := range order {
			m.step(m.docs[i])
		}
	}
}

func (m *linear) step(b bag) {
	p := m.scores(b)
	for c := range p {
		e := b.weight * (p[c] - b.gold[c])
		m.bg[c] += e * e
		m.bias[c] -= 0.2 * m.set.rate * e / (1 + math.Sqrt(m.bg[c]))
		for i, id := range b.ids {
			pull := m.set.free
			if m.prior[id] != ([classify.Classes]float64{}) {
				pull = m.set.hold
			}
			g := e*b.values[i] + pull*(m.w[id][c]-m.prior[id][c])
			m.g[id][c] += g * g
			m.w[id][c] -= m.set.rate * g / (0.3 + math.Sqrt(m.g[id][c]))
		}
	}
}

// accuracy is the share of texts whose likeliest class is one of the gold ones.
func (m *linear) accuracy(docs []doc) float64 {
	right := 0
	for _, d := range docs {
		p := m.scores(m.bag(d, false))
		best := 0
		for c := range p {
			if p[c] > p[best] {
				best = c
			}
		}
		if d.gold[best] > 0 {
			right++
		}
	}
	return float64(right) / float64(max(1, len(docs)))
}
