package clean

import (
	"crypto/sha256"
	"encoding/binary"
	"io"

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
	sum := sha256.New()
	for _, s := range []string{it.Title.Value, it.Content.Value, it.Summary.Value, it.Link, it.Publisher, it.Source.Title} {
		var n [8]byte
		binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
		sum.Write(n[:])
		io.WriteString(sum, s)
	}
	cut := byte(0)
	if it.Cut {
		cut = 1
	}
	sum.Write([]byte{byte(it.Title.Form), byte(it.Content.Form), byte(it.Summary.Form), cut})
	return max(1, binary.LittleEndian.Uint64(sum.Sum(nil)))
}
