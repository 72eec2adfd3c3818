package sqlite

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"slices"

	"lede/model"
)

// A stack is what some stories of one chunk add to the index: keys in order, each with the slots of the stories that
// have it. Stacks are made side by side while the rows of their stories are written, and are merged into a segment.
type stack struct {
	text  []byte   // the keys, one behind the other
	ends  []uint32 // where each ends in text
	slots []uint16
	upto  []uint32 // where the slots of each end in slots
}

// stacked is how many stories a stack holds at most: what it is made from stays in a core's cache.
const stacked = 64

func (t *stack) len() int { return len(t.ends) }

func (t *stack) key(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.text[from:t.ends[i]]
}

func (t *stack) slotsOf(i int) []uint16 {
	from := uint32(0)
	if i > 0 {
		from = t.upto[i-1]
	}
	return t.slots[from:t.upto[i]]
}

// stacker makes stacks, one after the other: a table of cards, one a key, each with a chain of slots.
type stacker struct {
	seed  maphash.Seed
	table []uint32 // by hash: which card, counted from 1; 0 for none
	cards []card
	text  []byte
	links []link
	slot  uint16 // of the story whose keys come
	buf   []byte
}

// card is a key with the ends of its chain.
type card struct {
	hash        uint64
	at          uint32
	n           uint16
	first, last uint32
}

// link is a slot of a key and the link after it.
type link struct {
	slot uint16
	next uint32
}

const leastTable = 1 << 14

func newStacker() *stacker {
	return &stacker{seed: maphash.MakeSeed(), table: make([]uint32, leastTable)}
}

// stack gives the stories' keys; each story has another slot, in rising order.
func (k *stacker) stack(stories []model.Story) *stack {
	clear(k.table)
	k.cards, k.text, k.links = k.cards[:0], k.text[:0], k.links[:0]
	for i := range stories {
		k.slot = slotOf(stories[i].ID)
		k.keysOf(&stories[i])
	}
	return k.sorted()
}

// put puts the story under a key, cut to what the index holds; false when it stands there already.
func (k *stacker) put(key []byte) bool {
	key = key[:min(len(key), mostKey)]
	h := maphash.Bytes(k.seed, key)
	mask := uint64(len(k.table) - 1)
	at := h & mask
	for ; k.table[at] != 0; at = (at + 1) & mask {
		c := &k.cards[k.table[at]-1]
		if c.hash != h || !bytes.Equal(k.keyOf(c), key) {
			continue
		}
		if k.links[c.last].slot == k.slot {
			return false
		}
		n := uint32(len(k.links))
		k.links[c.last].next = n
		c.last = n
		k.links = append(k.links, link{slot: k.slot})
		return true
	}
	n := uint32(len(k.links))
	k.links = append(k.links, link{slot: k.slot})
	k.cards = append(k.cards, card{hash: h, at: uint32(len(k.text)), n: uint16(len(key)), first: n, last: n})
	k.text = append(k.text, key...)
	k.table[at] = uint32(len(k.cards))
	if 2*len(k.cards) > len(k.table) {
		k.grow()
	}
	return true
}

func (k *stacker) keyOf(c *card) []byte { return k.text[c.at : c.at+uint32(c.n)] }

func (k *stacker) grow() {
	k.table = make([]uint32, 2*len(k.table))
	mask := uint64(len(k.table) - 1)
	for i := range k.cards {
		at := k.cards[i].hash & mask
		for k.table[at] != 0 {
			at = (at + 1) & mask
		}
		k.table[at] = uint32(i + 1)
	}
}

// sorted is the stack of what was put.
func (k *stacker) sorted() *stack {
	type place struct {
		front uint64 // the key's first eight bytes, which order most
		card  uint32
	}
	order := make([]place, len(k.cards))
	for i := range k.cards {
		var front [8]byte
		copy(front[:], k.keyOf(&k.cards[i]))
		order[i] = place{binary.BigEndian.Uint64(front[:]), uint32(i)}
	}
	slices.SortFunc(order, func(a, b place) int {
		if a.front != b.front {
			return cmp.Compare(a.front, b.front)
		}
		return bytes.Compare(k.keyOf(&k.cards[a.card]), k.keyOf(&k.cards[b.card]))
	})
	t := &stack{
		text: make([]byte, 0, len(k.text)), ends: make([]uint32, 0, len(k.cards)),
		slots: make([]uint16, 0, len(k.links)), upto: make([]uint32, 0, len(k.cards)),
	}
	for _, p := range order {
		c := &k.cards[p.card]
		t.text = append(t.text, k.keyOf(c)...)
		for at := c.first; ; at = k.links[at].next {
			t.slots = append(t.slots, k.links[at].slot)
			if at == c.last {
				break
			}
		}
		t.ends, t.upto = append(t.ends, uint32(len(t.text))), append(t.upto, uint32(len(t.slots)))
	}
	return t
}
