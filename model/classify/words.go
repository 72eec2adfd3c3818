package classify

import (
	"strings"
	"sync"
)

// Feature is a word or a pair of neighbouring words of a text, as the weights know it.
type Feature struct {
	Key        uint32
	Start, End int // bytes of the text
}

// The features that are no words.
var (
	scoreKey = hash("0-0") // two small numbers with a dash: 2-1, 6-4
	longest  = 32          // bytes of a word that is looked at; a longer one is no word of news
)

// Features visits the features of text from left to right. Words are compared in lower case, Latin
// letters without accents, English endings cut; function words are passed over. Two words that
// stand together in one clause are one feature where known says so, and then not two.
// Time is linear in the text, and nothing is allocated.
func Features(text string, known func(key uint32) bool, visit func(Feature)) {
	read(text, known, visit)
}

// read is Features; it counts the words, and the English function words among them.
func read(text string, known func(key uint32) bool, visit func(Feature)) (words, function int) {
	s := scanner{text: text, stop: stopWords()}
	var held Feature
	var holding, partner bool // partner: a number, which counts in a pair only
	release := func() {
		if holding && !partner {
			visit(held)
		}
		holding = false
	}
	for s.next() {
		f := Feature{s.key, s.start, s.end}
		switch s.kind {
		case clause:
			release()
			continue
		case sign:
			release()
			visit(f)
			continue
		}
		if holding {
			if pair := join(held.Key, f.Key); known(pair) {
				visit(Feature{pair, held.Start, f.End})
				holding = false
				continue
			}
		}
		release()
		held, holding, partner = f, true, s.kind == number
	}
	release()
	return s.words, s.function
}

// Key is the feature that a term of one or two words is, and whether it is one. It is none when a
// word of it is passed over in texts.
func Key(term string) (uint32, bool) {
	s := scanner{text: term, stop: stopWords()}
	var keys []uint32
	lone := true
	for s.next() {
		switch s.kind {
		case clause:
			return 0, false
		case number:
			lone = false
		}
		keys = append(keys, s.key)
	}
	words := len(strings.FieldsFunc(term, func(r rune) bool { return r == ' ' || r == '-' }))
	switch {
	case len(keys) != words:
	case len(keys) == 1:
		return keys[0], lone
	case len(keys) == 2:
		return join(keys[0], keys[1]), true
	}
	return 0, false
}

// hash is FNV-1a in 32 bits.
func hash[T ~string | ~[]byte](s T) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// join is the key of a pair of words.
func join(a, b uint32) uint32 {
	h := (a*0x9E3779B1 ^ b) * 0x85EBCA77
	return h ^ h>>15
}

// stopSet is a set of hashes with open addressing; 0 is no member.
type stopSet [1024]uint32

func (s *stopSet) has(h uint32) bool {
	for i := h & 1023; s[i] != 0; i = (i + 1) & 1023 {
		if s[i] == h {
			return true
		}
	}
	return false
}

var (
	stopWords = sync.OnceValue(func() *stopSet { return setOf(functionWords) })
	partners  = sync.OnceValue(func() *stopSet { return setOf(partnerWords) })
)

func setOf(list string) *stopSet {
	var s stopSet
	for _, w := range strings.Fields(list) {
		i := hash(w) & 1023
		for s[i] != 0 && s[i] != hash(w) {
			i = (i + 1) & 1023
		}
		s[i] = hash(w)
	}
	return &s
}
