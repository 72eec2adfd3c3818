package ner

import "lede/model/text"

// What the rest of the document says of a word that is capitalised here.
const (
	seenSmall  uint16 = 1 << iota // stands in small letters somewhere
	seenInside                    // capitalised inside of a sentence
	afterGiven                    // follows a given name
	afterTitle                    // follows a title
	headsOrg                      // in a run that ends with an organisation's word
	afterIn                       // follows in, at, near, from
	beforeSaid                    // a verb of speech follows
	afterThe
	inLong   // part of a longer run
	inPlaces // part of a phrase that a list of places holds
	inOrgs   // part of a phrase that a list of organisations holds
	initials // stands for the initials of a run
	alone    // a run by itself
)

// seen is a small hash table from words to what was seen of them. Slots of an older generation
// count as empty.
type seen struct {
	keys []uint32
	bits []uint16
	gen  []uint32
	now  uint32
}

func (s *seen) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	if len(s.keys) < size {
		*s = seen{keys: make([]uint32, size), bits: make([]uint16, size), gen: make([]uint32, size)}
	}
	s.now++
}

func (s *seen) slot(k uint32) int {
	mask := len(s.keys) - 1
	i := int(k*0x9E3779B1>>8) & mask
	for s.gen[i] == s.now && s.keys[i] != k {
		i = (i + 1) & mask
	}
	return i
}

func (s *seen) add(k uint32, b uint16) {
	i := s.slot(k)
	if s.gen[i] != s.now {
		s.gen[i], s.keys[i], s.bits[i] = s.now, k, 0
	}
	s.bits[i] |= b
}

func (s *seen) get(k uint32) uint16 {
	if i := s.slot(k); s.gen[i] == s.now {
		return s.bits[i]
	}
	return 0
}

// or adds b only to a word that is known already.
func (s *seen) or(k uint32, b uint16) {
	if i := s.slot(k); s.gen[i] == s.now {
		s.bits[i] |= b
	}
}

// remember gathers what the document says of each capitalised word and tells it to all of them.
func (d *Doc) remember() {
	caps := 0
	for _, r := range d.runs {
		caps += int(r.last-r.first) + 1
	}
	d.seen.reset(caps)
	for _, r := range d.runs {
		if d.upper(int(r.first)) {
			d.note(r)
		}
	}
	for i := range d.words {
		if w := &d.words[i]; w.form&small != 0 {
			d.seen.or(w.low, seenSmall)
		}
	}
	for _, r := range d.runs {
		for i := r.first; i < r.last; i++ {
			d.words[i].glob = d.seen.get(d.words[i].low)
		}
	}
}

// note adds what one run of capitals tells of its words.
func (d *Doc) note(r run) {
	ws := d.words
	var all uint16
	if r.last-r.first > 1 {
		all |= inLong
		if ws[r.last-1].lex&OrgWord != 0 {
			all |= headsOrg
		}
	} else {
		all |= alone
	}
	ini := uint32(fnvBasis)
	for i := r.first; i < r.last; i++ {
		w, b := &ws[i], all
		if w.form&first == 0 {
			b |= seenInside
		}
		if w.gaz&(City|BigCity|Country|Region) != 0 {
			b |= inPlaces
		}
		if w.gaz&(Company|Body|Paper|Team) != 0 {
			b |= inOrgs
		}
		if i > 0 {
			b |= d.before(i)
		}
		if i+1 == r.last && int(r.last) < len(ws) && ws[r.last].lex&Speech != 0 {
			b |= beforeSaid
		}
		d.seen.add(w.low, b)
		ini = (ini ^ uint32(w.head)) * fnvPrime
	}
	if r.last-r.first > 1 {
		d.seen.add(ini, initials)
	}
}

// before is what the token before i says of it.
func (d *Doc) before(i int32) uint16 {
	p, q := &d.words[i-1], &d.words[i]
	switch {
	case p.lex&FirstName != 0 && p.form&capital != 0 && q.form&first == 0:
		return afterGiven
	case p.lex&TitleWord != 0:
		return afterTitle
	case p.low == hashIn || p.low == hashAt || p.low == hashNear || p.low == hashFrom:
		return afterIn
	case p.low == hashThe:
		return afterThe
	}
	return 0
}

// The small words that features ask for by name.
var (
	hashIn, hashAt, hashNear = text.Hash("in"), text.Hash("at"), text.Hash("near")
	hashFrom, hashThe        = text.Hash("from"), text.Hash("the")
	hashHyphen               = text.Hash("-")
)
