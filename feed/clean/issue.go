package clean

import (
	"crypto/sha256"
	"encoding/binary"

	"lede/feed/format"
	"lede/model"
)

// Issued is what an item is known by before its markup is read: GUID and URL as Story gives them, and Raw, a
// hash of the words from which Story makes headline and text. Raw is never 0, and the same wherever and
// whenever it is asked for.
func Issued(it format.Item, h Hints) model.Story {
	return model.Story{GUID: guid(it.ID), URL: first((&linker{base: h.URL}).resolve(it.Link)), Raw: raw(it)}
}

// raw is 64 bits of the SHA-256 of an item's words.
func raw(it format.Item) uint64 {
	words := [...]string{it.Title.Value, it.Content.Value, it.Summary.Value, it.Link, it.Publisher, it.Source.Title}
	n := 4
	for _, s := range words {
		n += 8 + len(s)
	}
	all := make([]byte, 0, n) // a hash that is handed strings copies each of them
	for _, s := range words {
		all = append(binary.LittleEndian.AppendUint64(all, uint64(len(s))), s...)
	}
	cut := byte(0)
	if it.Cut {
		cut = 1
	}
	all = append(all, byte(it.Title.Form), byte(it.Content.Form), byte(it.Summary.Form), cut)
	sum := sha256.Sum256(all)
	return max(1, binary.LittleEndian.Uint64(sum[:]))
}
