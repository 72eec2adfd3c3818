package classify

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"sync"
)

//go:embed weights.bin
var weightsBin string

// Classes are what the linear model tells apart: the topics at the top, but science and technology
// as two, since their words differ. A class's topic is its root's first descendant named so.
const Classes = 18

// Classed are the short names of the topics that the classes stand for, in their order.
func Classed() []string {
	return []string{"arts", "crime", "disaster", "economy", "education", "environment", "health", "people", "labour", "leisure",
		"politics", "religion", "science", "technology", "society", "sport", "conflict", "weather"}
}

// magic begins a file of weights; its last byte is the version.
const magic = "lede topics\x01"

// weights is an open-addressed table from a feature to what it says for classes and topics.
//
// The file: magic, uint32 scale (float32 bits), uint32 slots (a power of two), uint32 bytes of
// topic names; the biases, one float32 a class; the short names of the topics beyond the classes,
// each ended by a newline; the slots, uint32 key and uint32 place<<8|count each; the pairs, one
// byte class or Classes+topic and one signed byte weight each. Little-endian throughout.
type weights struct {
	scale float32
	bias  [Classes]float32
	topic []int16 // the table's index of each name, -1 for one that is gone
	mask  uint32
	slots string
	pairs string
}

var embedded = sync.OnceValue(func() *weights {
	w, err := open(weightsBin)
	if err != nil {
		return &weights{} // a test holds that this does not happen
	}
	return w
})

func open(file string) (*weights, error) {
	const head = len(magic) + 12 + 4*Classes
	if len(file) < head || !strings.HasPrefix(file, magic) {
		return nil, fmt.Errorf("topic weights: not a file of this version")
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32([]byte(file[at : at+4])) }
	at := len(magic)
	w := &weights{scale: math.Float32frombits(u32(at))}
	slots, names := u32(at+4), u32(at+8)
	at += 12
	for c := range w.bias {
		w.bias[c] = math.Float32frombits(u32(at))
		at += 4
	}
	if slots == 0 || slots&(slots-1) != 0 || uint64(len(file)) < uint64(at)+uint64(names)+8*uint64(slots) {
		return nil, fmt.Errorf("topic weights: cut short")
	}
	t := topics()
	for name := range strings.Lines(file[at : at+int(names)]) {
		i, ok := t.byName[key(name)]
		if !ok {
			i = -1
		}
		w.topic = append(w.topic, int16(i))
	}
	at += int(names)
	w.mask, w.slots, w.pairs = slots-1, file[at:at+8*int(slots)], file[at+8*int(slots):]
	return w, nil
}

// find is the slot of a feature and the pairs that it stands for; -1 and "" for an unknown one.
func (w *weights) find(k uint32) (slot int, pairs string) {
	if len(w.slots) == 0 {
		return -1, ""
	}
	for i := (k ^ k>>16) & w.mask; ; i = (i + 1) & w.mask {
		s := w.slots[8*i : 8*i+8]
		place := uint32(s[4]) | uint32(s[5])<<8 | uint32(s[6])<<16 | uint32(s[7])<<24
		if place == 0 {
			return -1, ""
		}
		if uint32(s[0])|uint32(s[1])<<8|uint32(s[2])<<16|uint32(s[3])<<24 == k {
			from := 2 * int(place>>8)
			to := from + 2*int(place&0xFF)
			if to > len(w.pairs) {
				return -1, ""
			}
			return int(i), w.pairs[from:to]
		}
	}
}

func (w *weights) knows(k uint32) bool {
	slot, _ := w.find(k)
	return slot >= 0
}

// Weight is what a feature says for one class or, from Classes on, for one of the other topics.
type Weight struct {
	For   int
	Value float32
}

// Encode writes the file of weights. others are the short names of the topics that a Weight's For
// counts from Classes on, 238 at most. The table is at most three-quarters full.
func Encode(bias [Classes]float32, others []string, features map[uint32][]Weight, order []uint32) []byte {
	largest := float32(1e-6)
	for _, ws := range features {
		for _, x := range ws {
			largest = max(largest, max(x.Value, -x.Value))
		}
	}
	scale := largest / 127
	slots := uint32(1)
	for int(slots)*3 < len(order)*4 {
		slots *= 2
	}
	le := binary.LittleEndian
	names := strings.Join(others, "\n") + "\n"
	out := le.AppendUint32([]byte(magic), math.Float32bits(scale))
	out = le.AppendUint32(out, slots)
	out = le.AppendUint32(out, uint32(len(names)))
	for _, b := range bias {
		out = le.AppendUint32(out, math.Float32bits(b))
	}
	out = append(out, names...)
	table, pairs := make([]byte, 8*slots), []byte(nil)
	for _, k := range order {
		place, count := uint32(len(pairs)/2), uint32(0)
		for _, x := range features[k] {
			if v := int(math.Round(float64(x.Value / scale))); v != 0 && count < 255 {
				pairs = append(pairs, byte(x.For), byte(int8(v)))
				count++
			}
		}
		if count == 0 {
			continue
		}
		i := (k ^ k>>16) & (slots - 1)
		for le.Uint32(table[8*i+4:]) != 0 {
			i = (i + 1) & (slots - 1)
		}
		le.PutUint32(table[8*i:], k)
		le.PutUint32(table[8*i+4:], place<<8|count)
	}
	return append(append(out, table...), pairs...)
}

// classTopic is the index in the table of each class's topic.
var classTopic = sync.OnceValue(func() [Classes]int {
	var out [Classes]int
	for c, short := range Classed() {
		out[c] = topics().byName[short]
	}
	return out
})
