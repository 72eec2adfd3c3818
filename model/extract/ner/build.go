package ner

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Entry is what the lists say of a word or phrase.
type Entry struct {
	Key     uint32
	Bits    uint32
	Country string // ISO 3166-1 alpha-2 of a place when there is one answer, or ""
}

// BuildLists lays out entries, one a key, as a table of at least n slots, n a power of two.
func BuildLists(entries []Entry, n int) []byte {
	for n < len(entries)*5/4 {
		n *= 2
	}
	b := make([]byte, n*entryBytes)
	shift := 32 - log2(n)
	slices.SortFunc(entries, func(x, y Entry) int { return int(int64(x.Key) - int64(y.Key)) })
	for _, e := range entries {
		k := max(e.Key, 1)
		i := int(k >> shift)
		for binary.LittleEndian.Uint32(b[i*entryBytes:]) != 0 {
			i = (i + 1) & (n - 1)
		}
		s := b[i*entryBytes:]
		binary.LittleEndian.PutUint32(s, k)
		binary.LittleEndian.PutUint32(s[4:], e.Bits)
		copy(s[8:10], e.Country)
	}
	return b
}

// Weights are a feature's weights, one a label but Outside.
type Weights struct {
	Key uint32
	W   [Labels - 1]int8
}

// Build writes a model file. header is plain text without a line "---"; slots is a power of two
// larger than the number of weights.
func Build(header string, weights []Weights, slots int, trans *[Labels][Labels]int16, lists []byte) []byte {
	b := []byte(fmt.Sprintf("%s%s\ntables %d %d%s", magic, header, slots, len(lists)/entryBytes, border))
	for i := range Labels * Labels {
		b = binary.LittleEndian.AppendUint16(b, uint16(trans[i/Labels][i%Labels]))
	}
	prints, rows := make([]byte, 2*slots), make([]byte, rowBytes*slots)
	shift := 32 - log2(slots)
	slices.SortFunc(weights, func(x, y Weights) int { return int(int64(x.Key) - int64(y.Key)) })
	for _, w := range weights {
		i := int(w.Key >> shift)
		for binary.LittleEndian.Uint16(prints[2*i:]) != 0 {
			i = (i + 1) & (slots - 1)
		}
		binary.LittleEndian.PutUint16(prints[2*i:], print16(w.Key))
		for j, v := range w.W {
			rows[rowBytes*i+j] = byte(int(v) + 128)
		}
	}
	b = append(b, prints...)
	b = append(b, rows...)
	return append(b, lists...)
}
