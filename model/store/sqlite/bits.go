package sqlite

import (
	"encoding/binary"
	"math/bits"

	"lede/model"
)

// set is a set of stories, a bit for each id.
type set []uint64

// newSet holds ids below n.
func newSet(n int) set { return make(set, (n+63)/64) }

func (s set) has(id int) bool { return id>>6 < len(s) && s[id>>6]>>(id&63)&1 != 0 }
func (s set) add(id int)      { s[id>>6] |= 1 << (id & 63) }
func (s set) drop(id int)     { s[id>>6] &^= 1 << (id & 63) }
func (s set) copy() set       { return append(set(nil), s...) }

// and, or and andNot change s; they and the others take sets of one size.
func (s set) and(o set) set {
	for i := range s {
		s[i] &= o[i]
	}
	return s
}

func (s set) or(o set) set {
	for i := range s {
		s[i] |= o[i]
	}
	return s
}

func (s set) andNot(o set) set {
	for i := range s {
		s[i] &^= o[i]
	}
	return s
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

func (s set) empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// countAnd is how many are in both.
func (s set) countAnd(o set) int {
	n := 0
	for i, w := range s {
		n += bits.OnesCount64(w & o[i])
	}
	return n
}

// each gives the ids, least first, until yield ends it.
func (s set) each(yield func(id int) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !yield(i<<6 + bits.TrailingZeros64(w)) {
				return
			}
		}
	}
}

// between gives the ids in [from, to), least first.
func (s set) between(from, to int) func(yield func(id int) bool) {
	return func(yield func(id int) bool) {
		for i := from >> 6; i < len(s) && i<<6 < to; i++ {
			w := s[i]
			if i == from>>6 {
				w &= ^uint64(0) << (from & 63)
			}
			for ; w != 0; w &= w - 1 {
				if id := i<<6 + bits.TrailingZeros64(w); id >= to || !yield(id) {
					return
				}
			}
		}
	}
}

// Stories are indexed in chunks of so many neighbouring ids; within one, 14 bits name a story.
const (
	chunkBits = 14
	chunkSize = 1 << chunkBits
	chunkByte = chunkSize / 8
)

func chunkOf(id model.StoryID) int { return int(id) >> chunkBits }

// chunk is the words of s that stand for one chunk; fewer at the end of s.
func (s set) chunk(c int) set {
	lo := c * chunkSize / 64
	return s[min(lo, len(s)):min(lo+chunkSize/64, len(s))]
}

// packChunk is the stored form of one chunk's words: a list of 16-bit numbers, or the bits as they
// are, whichever is shorter. Its first byte tells which.
func packChunk(s set) []byte {
	n := s.count()
	if 2*n < 8*len(s) {
		out := make([]byte, 1, 1+2*n)
		for id := range s.each {
			out = binary.LittleEndian.AppendUint16(out, uint16(id))
		}
		return out
	}
	out := make([]byte, 1, 1+8*len(s))
	out[0] = 1
	for _, w := range s {
		out = binary.LittleEndian.AppendUint64(out, w)
	}
	return out
}

// unpackChunk adds what packChunk wrote to the words of a chunk; what lies past their end is nothing.
func unpackChunk(data []byte, to set) {
	if len(data) == 0 {
		return
	}
	if kind := data[0]; kind == 0 {
		for d := data[1:]; len(d) >= 2; d = d[2:] {
			if id := int(binary.LittleEndian.Uint16(d)); id>>6 < len(to) {
				to.add(id)
			}
		}
		return
	}
	for i, d := 0, data[1:]; len(d) >= 8 && i < len(to); i, d = i+1, d[8:] {
		to[i] |= binary.LittleEndian.Uint64(d)
	}
}
