package ner

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync"
)

//go:embed names.model
var embedded []byte

var model = sync.OnceValue(func() *Model {
	m, err := Open(embedded)
	if err != nil {
		panic("ner: " + err.Error()) // the file is part of the program
	}
	return m
})

// Labels are O and, for each type, the first, an inner, the last and the only token of a name.
const (
	Labels  = 1 + 4*int(Types)
	Outside = 0
)

// The parts of a name, in the order of their labels.
const (
	Begin = iota
	Inside
	Last
	Unit
)

// Label is the label of a part of a name of type t.
func Label(t Type, part int) int { return 1 + 4*int(t) + part }

// Follows tells whether label b may follow label a. The borders of a segment are Outside.
func Follows(a, b int) bool {
	open := a != Outside && ((a-1)%4 == Begin || (a-1)%4 == Inside)
	if !open {
		return b == Outside || (b-1)%4 == Begin || (b-1)%4 == Unit
	}
	return b != Outside && (a-1)/4 == (b-1)/4 && ((b-1)%4 == Inside || (b-1)%4 == Last)
}

// Model is a trained tagger over the bytes of a model file. It is not changed by its use.
type Model struct {
	Header string // what the file says of itself: version, data, licences, scores
	shift  uint
	prints []byte // for each slot the low 16 bits of its key, 0 for an empty one
	rows   []byte // for each slot 16 weights, one a label but Outside, biased by 128
	trans  [Labels][Labels]int32
	Lists  *Lists
}

const (
	magic  = "lede names 1\n"
	border = "\n---\n"
)

// Open reads a model file. The Model refers to b.
func Open(b []byte) (*Model, error) {
	s := string(b[:min(len(b), 16384)])
	end := strings.Index(s, border)
	if !strings.HasPrefix(s, magic) || end < 0 {
		return nil, errors.New("no model file")
	}
	m := &Model{Header: s[:end]}
	var slots, entries int
	i := strings.LastIndex(m.Header, "\ntables ")
	if i < 0 {
		return nil, errors.New("model file: no sizes")
	}
	if _, err := fmt.Sscanf(m.Header[i:], "\ntables %d %d", &slots, &entries); err != nil {
		return nil, fmt.Errorf("model file: sizes: %w", err)
	}
	b = b[end+len(border):]
	need := 2*Labels*Labels + slots*(2+rowBytes) + entries*entryBytes
	if len(b) != need || slots&(slots-1) != 0 || entries&(entries-1) != 0 || slots == 0 || entries == 0 {
		return nil, fmt.Errorf("model file: %d bytes of tables where %d should stand", len(b), need)
	}
	for i := range Labels * Labels {
		m.trans[i/Labels][i%Labels] = int32(int16(binary.LittleEndian.Uint16(b[2*i:])))
	}
	b = b[2*Labels*Labels:]
	m.shift = 32 - log2(slots)
	m.prints, b = b[:2*slots], b[2*slots:]
	m.rows, b = b[:rowBytes*slots], b[rowBytes*slots:]
	m.Lists = OpenLists(b)
	return m, nil
}

const rowBytes = 16

func log2(n int) uint {
	k := uint(0)
	for 1<<k < n {
		k++
	}
	return k
}

// print16 is the part of a key that a slot keeps.
func print16(k uint32) uint16 { return max(uint16(k), 1) }

// scores adds up the weights of features, one sum a label.
func (m *Model) scores(keys []uint32, out *[Labels]int32) {
	const even = 0x00FF00FF00FF00FF
	var a, b, c, d uint64
	hits := int32(0)
	mask := len(m.prints)/2 - 1
	for _, k := range keys {
		i, p := int(k>>m.shift), print16(k)
		for {
			q := binary.LittleEndian.Uint16(m.prints[2*i:])
			if q == p {
				r := m.rows[rowBytes*i : rowBytes*i+rowBytes]
				x, y := binary.LittleEndian.Uint64(r), binary.LittleEndian.Uint64(r[8:])
				a += x & even
				b += x >> 8 & even
				c += y & even
				d += y >> 8 & even
				hits++
				break
			}
			if q == 0 {
				break
			}
			i = (i + 1) & mask
		}
	}
	bias := 128 * hits
	for j := range 4 {
		s := 16 * j
		out[1+2*j] = int32(a>>s&0xFFFF) - bias
		out[2+2*j] = int32(b>>s&0xFFFF) - bias
		out[9+2*j] = int32(c>>s&0xFFFF) - bias
		out[10+2*j] = int32(d>>s&0xFFFF) - bias
	}
}

// Lists is a hash table from words and phrases to the lists that hold them.
type Lists struct {
	b     []byte
	shift uint
}

const entryBytes = 10 // key, bits, country

// OpenLists reads a table made by BuildLists.
func OpenLists(b []byte) *Lists { return &Lists{b, 32 - log2(len(b)/entryBytes)} }

func (l *Lists) entry(k uint32) []byte {
	k = max(k, 1)
	mask := len(l.b)/entryBytes - 1
	for i := int(k >> l.shift); ; i = (i + 1) & mask {
		e := l.b[i*entryBytes : i*entryBytes+entryBytes]
		switch binary.LittleEndian.Uint32(e) {
		case k:
			return e
		case 0:
			return nil
		}
	}
}

func (l *Lists) bits(k uint32) uint32 {
	if e := l.entry(k); e != nil {
		return binary.LittleEndian.Uint32(e[4:])
	}
	return 0
}
