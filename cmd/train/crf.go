package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"

	"lede/model/extract/ner"
	"lede/model/text"
)

const labelCount = ner.Labels
const width = ner.Labels - 1 // weights a feature: Outside has none

// segment is a stretch of tokens to learn from: indexes into crf.feats, and the right labels.
type segment struct {
	toks []step
}

type step struct {
	from, to int32 // the token's features in crf.feats
	gold     int8
}

// crf is a linear-chain conditional random field, learnt by AdaGrad.
type crf struct {
	set   settings
	segs  []segment
	feats []uint32 // keys, then indexes
	ids   map[uint32]uint32
	names int

	w, g   []float32 // weights and their summed squared gradients, width a feature
	avg    []float32
	t, tg  [labelCount][labelCount]float64
	tavg   [labelCount][labelCount]float64
	passes float64
}

func newCRF(s settings) *crf { return &crf{set: s, ids: map[uint32]uint32{}} }

// add takes a labelled text into the data.
func (c *crf) add(l labelled, lists *ner.Lists) {
	d := text.Read(l.Text, nil)
	gold := labels(d, l.Ents)
	ner.Read(d, lists).Steps(func(steps []ner.Step) {
		var s segment
		for _, st := range steps {
			from := int32(len(c.feats))
			c.feats = append(c.feats, st.Keys...)
			s.toks = append(s.toks, step{from, int32(len(c.feats)), gold[st.Token]})
		}
		prev := ner.Outside
		for i := range s.toks {
			if !ner.Follows(prev, int(s.toks[i].gold)) {
				s.toks[i].gold = ner.Outside // a name that reaches over a border
			}
			prev = int(s.toks[i].gold)
		}
		for i := len(s.toks) - 1; i >= 0; i-- {
			next := ner.Outside
			if i+1 < len(s.toks) {
				next = int(s.toks[i+1].gold)
			}
			if !ner.Follows(int(s.toks[i].gold), next) {
				s.toks[i].gold = ner.Outside
			}
			if g := s.toks[i].gold; g != 0 && ((g-1)%4 == ner.Last || (g-1)%4 == ner.Unit) {
				c.names++
			}
		}
		c.segs = append(c.segs, s)
	})
}

// index replaces keys by indexes; features seen once get none and are dropped.
func (c *crf) index() {
	count := make(map[uint32]int32, 1<<20)
	for _, k := range c.feats {
		count[k]++
	}
	for i, k := range c.feats {
		if count[k] < 2 {
			c.feats[i] = none
			continue
		}
		id, ok := c.ids[k]
		if !ok {
			id = uint32(len(c.ids))
			c.ids[k] = id
		}
		c.feats[i] = id
	}
	c.w = make([]float32, width*len(c.ids))
	c.g = make([]float32, width*len(c.ids))
	c.avg = make([]float32, width*len(c.ids))
}

const none = math.MaxUint32

// random is splitmix64.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

// learn passes over the data, in another order each time; the weights of the second half of the
// passes are averaged.
func (c *crf) learn(w io.Writer) {
	order := make([]int, len(c.segs))
	for i := range order {
		order[i] = i
	}
	r := random(20261124)
	work := newWork()
	for e := range c.set.epochs {
		for i := len(order) - 1; i > 0; i-- {
			j := r.below(i + 1)
			order[i], order[j] = order[j], order[i]
		}
		loss := 0.0
		for _, i := range order {
			loss += c.stepOn(&c.segs[i], work, &r)
		}
		if e >= c.set.epochs/2 {
			for i, v := range c.w {
				c.avg[i] += v
			}
			for i := range c.t {
				for j := range c.t[i] {
					c.tavg[i][j] += c.t[i][j]
				}
			}
			c.passes++
		}
		if e%4 == 3 {
			fmt.Fprintf(w, "pass %d: loss %.4f a segment\n", e+1, loss/float64(len(order)))
		}
	}
}

// work is room for one segment's sums.
type work struct {
	emit, alpha, beta [][labelCount]float64
	exp               [labelCount][labelCount]float64
	kept              [][]uint32
	prev              [labelCount][]int
	next              [labelCount][]int
}

func newWork() *work {
	w := &work{}
	for a := range labelCount {
		for b := range labelCount {
			if ner.Follows(a, b) {
				w.prev[b] = append(w.prev[b], a)
				w.next[a] = append(w.next[a], b)
			}
		}
	}
	return w
}

// stepOn moves the weights by one segment's gradient and gives its loss.
func (c *crf) stepOn(s *segment, k *work, r *random) float64 {
	n := len(s.toks)
	c.emissions(s, k, r)
	z := k.sums(n, &c.t)
	loss := math.Log(z[n]) + z[n+1]
	prev := ner.Outside
	for i := range n {
		g := int(s.toks[i].gold)
		loss -= k.emit[i][g] + c.t[prev][g]
		prev = g
	}
	loss -= c.t[prev][ner.Outside]
	c.update(s, k, z)
	return loss
}

// emissions sums the weights of each token's features, some of them hidden.
func (c *crf) emissions(s *segment, k *work, r *random) {
	k.emit, k.kept = k.emit[:0], k.kept[:0]
	hide := uint64(c.set.drop * 65536)
	for _, t := range s.toks {
		var e [labelCount]float64
		var kept []uint32
		var bits uint64
		for j, f := range c.feats[t.from:t.to] {
			if j%4 == 0 {
				bits = r.next()
			}
			hidden := bits&0xffff < hide
			bits >>= 16
			if f == none || hidden {
				continue
			}
			kept = append(kept, f)
			row := c.w[width*int(f) : width*int(f)+width]
			for l, v := range row {
				e[l+1] += float64(v)
			}
		}
		k.emit = append(k.emit, e)
		k.kept = append(k.kept, kept)
	}
}

// sums runs forward and backward. It gives the scale of each token, the last sum, and the logarithm
// of all scales.
func (k *work) sums(n int, t *[labelCount][labelCount]float64) []float64 {
	for a := range t {
		for b := range t[a] {
			k.exp[a][b] = math.Exp(t[a][b])
		}
	}
	k.alpha, k.beta = grow(k.alpha, n), grow(k.beta, n)
	z := make([]float64, n+2)
	logs := 0.0
	for i := range n {
		top := slices.Max(k.emit[i][:])
		logs += top
		sum := 0.0
		for b := range labelCount {
			v := 0.0
			if i == 0 {
				if ner.Follows(ner.Outside, b) {
					v = k.exp[ner.Outside][b]
				}
			} else {
				for _, a := range k.prev[b] {
					v += k.alpha[i-1][a] * k.exp[a][b]
				}
			}
			v *= math.Exp(k.emit[i][b] - top)
			k.alpha[i][b] = v
			sum += v
		}
		for b := range labelCount {
			k.alpha[i][b] /= sum
		}
		z[i] = sum
		logs += math.Log(sum)
	}
	last := 0.0
	for _, a := range k.prev[ner.Outside] {
		last += k.alpha[n-1][a] * k.exp[a][ner.Outside]
	}
	z[n], z[n+1] = last, logs
	k.backward(n, z)
	return z
}

func (k *work) backward(n int, z []float64) {
	for a := range labelCount {
		k.beta[n-1][a] = 0
		if ner.Follows(a, ner.Outside) {
			k.beta[n-1][a] = k.exp[a][ner.Outside] / z[n]
		}
	}
	for i := n - 2; i >= 0; i-- {
		top := slices.Max(k.emit[i+1][:])
		var e [labelCount]float64
		for b := range labelCount {
			e[b] = math.Exp(k.emit[i+1][b]-top) * k.beta[i+1][b]
		}
		for a := range labelCount {
			v := 0.0
			for _, b := range k.next[a] {
				v += k.exp[a][b] * e[b]
			}
			k.beta[i][a] = v / z[i+1]
		}
	}
}

func grow(s [][labelCount]float64, n int) [][labelCount]float64 {
	for len(s) < n {
		s = append(s, [labelCount]float64{})
	}
	return s
}

// update moves weights against the gradient.
func (c *crf) update(s *segment, k *work, z []float64) {
	n := len(s.toks)
	rate, decay := float32(c.set.rate), float32(c.set.decay)
	for i := range n {
		var g [width]float32
		for l := 1; l < labelCount; l++ {
			g[l-1] = -float32(k.alpha[i][l] * k.beta[i][l])
		}
		if y := s.toks[i].gold; y > 0 {
			g[y-1]++
		}
		for _, f := range k.kept[i] {
			row, sq := c.w[width*int(f):width*int(f)+width], c.g[width*int(f):width*int(f)+width]
			for l, d := range g {
				if d < 1e-4 && d > -1e-4 {
					continue
				}
				d -= decay * row[l] * 100
				sq[l] += d * d
				row[l] += rate * d / float32(math.Sqrt(float64(sq[l])+1e-6))
			}
		}
	}
	for i := 0; i <= n; i++ {
		c.updateTransitions(s, k, z, i)
	}
}

// updateTransitions moves the weights of the step before token i; n is the step out.
func (c *crf) updateTransitions(s *segment, k *work, z []float64, i int) {
	n := len(s.toks)
	var top float64
	if i < n {
		top = slices.Max(k.emit[i][:])
	}
	prev, now := ner.Outside, ner.Outside
	if i > 0 {
		prev = int(s.toks[i-1].gold)
	}
	if i < n {
		now = int(s.toks[i].gold)
	}
	for a := range labelCount {
		pa := 1.0
		if i > 0 {
			pa = k.alpha[i-1][a]
		} else if a != ner.Outside {
			continue
		}
		if pa < 1e-9 && a != prev {
			continue
		}
		for _, b := range k.next[a] {
			var p float64
			if i == n {
				if b != ner.Outside {
					continue
				}
				p = pa * k.exp[a][b] / z[n]
			} else {
				p = pa * k.exp[a][b] * math.Exp(k.emit[i][b]-top) * k.beta[i][b] / z[i]
			}
			d := -p
			if a == prev && b == now {
				d++
			}
			if d < 1e-4 && d > -1e-4 {
				continue
			}
			c.tg[a][b] += d * d
			c.t[a][b] += c.set.rate * d / math.Sqrt(c.tg[a][b]+1e-6)
		}
	}
}

// file prunes, quantises and lays out the model.
func (c *crf) file(header string, lists []byte) []byte {
	type feature struct {
		key  uint32
		id   uint32
		size float64
	}
	var all []feature
	for k, id := range c.ids {
		size := 0.0
		for _, v := range c.avg[width*int(id) : width*int(id)+width] {
			size += float64(v) * float64(v)
		}
		all = append(all, feature{k, id, size})
	}
	slices.SortFunc(all, func(a, b feature) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.key, b.key))
	})
	all = all[:min(len(all), c.set.rows)]
	scale := unitsOf1 / c.passes
	var weights []ner.Weights
	for _, f := range all {
		w := ner.Weights{Key: f.key}
		for l, v := range c.avg[width*int(f.id) : width*int(f.id)+width] {
			w.W[l] = int8(max(-127, min(127, math.Round(float64(v)*scale))))
		}
		weights = append(weights, w)
	}
	var t [labelCount][labelCount]int16
	for a := range t {
		for b := range t[a] {
			t[a][b] = int16(max(-32000, min(32000, math.Round(c.tavg[a][b]*scale))))
		}
	}
	return ner.Build(header, weights, c.set.slots, &t, lists)
}

// unitsOf1 is the weight 1 in the model's integer units.
const unitsOf1 = 40
