package ner

// scratch is room for decoding, kept from one text to the next.
type scratch struct {
	keys  []uint32
	emit  [][Labels]int32
	back  [][Labels]int8
	path  []int8
	names []Name
}

// names decodes every segment.
func (d *Doc) names(m *Model) []Name {
	d.score.names = d.score.names[:0]
	at := 0
	for _, s := range d.segs {
		for at < len(d.runs) && int(d.runs[at].first) < s.First {
			at++
		}
		at = d.emissions(m, s, at)
		d.viterbi(m)
		d.collect(m, s)
	}
	out := make([]Name, len(d.score.names))
	copy(out, d.score.names)
	return out
}

// emissions fills the scores of each token of a segment, whose first run is d.runs[at], and gives
// the run after its last.
func (d *Doc) emissions(m *Model, s Segment, at int) int {
	sc := &d.score
	sc.emit = sc.emit[:0]
	for ; at < len(d.runs) && int(d.runs[at].last) <= s.Last; at++ {
		r := d.runs[at]
		for i := r.first; i < r.last; i++ {
			sc.keys = d.features(sc.keys[:0], int(i), r)
			sc.emit = append(sc.emit, [Labels]int32{})
			m.scores(sc.keys, &sc.emit[len(sc.emit)-1])
		}
	}
	return at
}

// viterbi finds the best path of labels through the scores of a segment.
func (d *Doc) viterbi(m *Model) {
	sc := &d.score
	n := len(sc.emit)
	sc.back, sc.path = sc.back[:0], sc.path[:0]
	if n == 1 {
		sc.path = append(sc.path, m.lone(&sc.emit[0]))
		return
	}
	var now, next [Labels]int32
	for l := range now {
		now[l] = impossible
	}
	now[Outside] = 0
	for i := range n {
		var bk [Labels]int8
		e := &sc.emit[i]
		for l := range Labels {
			best, arg := int32(impossible), 0
			for _, p := range preceding[l] {
				if v := now[p] + m.trans[p][l]; v > best {
					best, arg = v, int(p)
				}
			}
			next[l], bk[l] = best+e[l], int8(arg)
		}
		now = next
		sc.back = append(sc.back, bk)
	}
	best, arg := int32(impossible), 0
	for _, p := range preceding[Outside] {
		if v := now[p] + m.trans[p][Outside]; v > best {
			best, arg = v, int(p)
		}
	}
	for range n {
		sc.path = append(sc.path, 0)
	}
	for i := n - 1; i >= 0; i-- {
		sc.path[i] = int8(arg)
		arg = int(sc.back[i][arg])
	}
}

// lone is the best label of a segment of one token.
func (m *Model) lone(e *[Labels]int32) int8 {
	best, arg := m.trans[Outside][Outside]+m.trans[Outside][Outside], Outside
	for t := range Types {
		u := Label(t, Unit)
		if v := m.trans[Outside][u] + e[u] + m.trans[u][Outside]; v > best {
			best, arg = v, u
		}
	}
	return int8(arg)
}

const impossible = -1 << 28

// collect turns the best path of a segment into names.
func (d *Doc) collect(m *Model, s Segment) {
	sc := &d.score
	for i := 0; i < len(sc.path); {
		l := int(sc.path[i])
		if l == Outside {
			i++
			continue
		}
		j := i + 1
		if (l-1)%4 == Begin {
			for j < len(sc.path) && sc.path[j] != Outside && (int(sc.path[j])-1)%4 != Last {
				j++
			}
			j = min(j+1, len(sc.path))
		}
		n := Name{First: s.First + i, Last: s.First + j, Type: Type((l - 1) / 4)}
		for t := range Types {
			n.Scores[t] = m.whole(sc.emit[i:j], t)
		}
		sc.names = append(sc.names, n)
		i = j
	}
}

// whole is the score of these tokens as one name of type t, against no name at all.
func (m *Model) whole(emit [][Labels]int32, t Type) int32 {
	if len(emit) == 1 {
		u := Label(t, Unit)
		return emit[0][u] + m.trans[Outside][u] + m.trans[u][Outside]
	}
	prev, sum := Outside, int32(0)
	for k := range emit {
		part := Inside
		switch k {
		case 0:
			part = Begin
		case len(emit) - 1:
			part = Last
		}
		l := Label(t, part)
		sum += emit[k][l] + m.trans[prev][l]
		prev = l
	}
	return sum + m.trans[prev][Outside]
}

// preceding lists, for each label, those that may stand before it.
var preceding = func() (p [Labels][]int8) {
	for b := range Labels {
		for a := range Labels {
			if Follows(a, b) {
				p[b] = append(p[b], int8(a))
			}
		}
	}
	return p
}()
