package ner

// Features adds to buf the keys of the features of token i, which lies in the given segment and in
// run r (an index into the document's runs). A key is the same for the same feature in every text.
func (d *Doc) features(buf []uint32, i int, r run) []uint32 {
	ws := d.words
	w := &ws[i]
	p1, p2, n1, n2 := d.at(i-1, i), d.at(i-2, i), d.at(i+1, i), d.at(i+2, i)
	f := func(id, v uint32) { buf = append(buf, key(id, v)) }

	f(1, 0)
	f(2, w.low)
	f(3, w.low^w.shape)
	f(4, w.shape)
	f(5, p1.low)
	f(6, n1.low)
	f(7, p2.low)
	f(8, n2.low)
	f(9, Join(p1.low, w.low))
	f(10, Join(w.low, n1.low))
	f(11, Join(p1.shape, w.shape))
	f(12, Join(w.shape, n1.shape))
	f(13, Join(Join(p1.shape, w.shape), n1.shape))
	f(14, w.pre3)
	f(15, w.suf4&0xffffff)
	f(16, w.suf4)
	f(17, w.suf4&0xffff)

	lex := w.lex & lexBits
	f(18, lex)
	f(19, w.gaz)
	f(20, Join(w.gaz, lex))
	f(21, p1.lex&lexBits)
	f(22, n1.lex&lexBits)
	f(23, Join(p1.lex&lexBits, lex))
	f(24, Join(lex, n1.lex&lexBits))
	f(25, Join(uint32(w.form&(first|shouted|inner|capital)), lex))

	left, right := d.at(int(r.first)-1, i), d.at(int(r.last), i)
	head, tail := &ws[r.first], &ws[r.last-1]
	pos := place(i, r)
	f(26, Join(left.low, pos))
	f(27, Join(right.low, pos))
	f(28, Join(tail.low, pos))
	f(29, Join(head.low, pos))
	f(30, Join(Join(head.lex&lexBits, tail.lex&lexBits), pos))
	f(31, Join(Join(left.lex&lexBits, right.lex&lexBits), pos))
	f(32, Join(left.low, right.low))
	f(33, Join(Join(tail.suf4&0xffffff, pos), tail.shape))

	g := uint32(w.glob)
	f(34, g)
	f(35, Join(g, uint32(w.form&(first|shouted|capital))))
	for b := uint32(1); b <= uint32(alone); b <<= 1 {
		if g&b != 0 {
			f(36, b)
		}
	}
	f(37, Join(g&uint32(afterGiven|afterTitle|headsOrg|afterIn|beforeSaid), lex))
	f(38, Join(n1.lex&lexBits, n2.lex&lexBits))
	f(39, Join(p2.lex&lexBits, p1.lex&lexBits))
	f(40, Join(Join(p1.low, w.shape), n1.low))
	return buf
}

// lexBits are the lists that tell about a word by itself.
const lexBits = Prefix - 1

// at is token j, or a blank for one outside the sentence of token i.
func (d *Doc) at(j, i int) *word {
	switch {
	case j < 0 || j < i && d.sent[j] != d.sent[i]:
		return &before
	case j >= int(d.sent[i]) || j >= len(d.words):
		return &after
	}
	return &d.words[j]
}

var (
	before = word{low: 1, shape: 1}
	after  = word{low: 2, shape: 2}
)

// place is where token i stands in its run: alone, first, last, or between, and how long the run is.
func place(i int, r run) uint32 {
	n := min(int(r.last-r.first), 4)
	p := 1
	switch {
	case i == int(r.first):
		p = 0
	case i == int(r.last)-1:
		p = 2
	}
	return uint32(n*4 + p)
}

// key mixes a feature's number and value.
func key(id, v uint32) uint32 {
	h := (v ^ id*0x9E3779B1) * 0x85EBCA6B
	h ^= h >> 15
	h *= 0xC2B2AE35
	return h ^ h>>16
}
