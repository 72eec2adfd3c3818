package ner

// Step is one token of a segment as training sees it.
type Step struct {
	Token int
	Keys  []uint32
}

// Steps calls visit with each segment's tokens and the keys of their features. The slices are good
// until visit returns.
func (d *Doc) Steps(visit func([]Step)) {
	at := 0
	var steps []Step
	for _, s := range d.segs {
		for at < len(d.runs) && int(d.runs[at].first) < s.First {
			at++
		}
		steps = steps[:0]
		for ; at < len(d.runs) && int(d.runs[at].last) <= s.Last; at++ {
			for i := d.runs[at].first; i < d.runs[at].last; i++ {
				steps = append(steps, Step{int(i), d.features(nil, int(i), d.runs[at])})
			}
		}
		visit(steps)
	}
}
