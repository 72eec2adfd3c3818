package ner

import (
	"unicode"
	"unicode/utf8"

	"lede/model/text"
)

// word is what the features need to know of one token.
type word struct {
	low   uint32 // text.Hash of it; all numbers of one length are one word
	shape uint32 // hash of its compressed shape: "Xx", "X", "Xx-Xx", "X.X."
	lex   uint32 // the word lists it stands in by itself
	gaz   uint32 // lists that hold a phrase over this token, and the token's part in it
	pre3  uint32 // its first three bytes, lower-cased
	suf4  uint32 // its last four bytes, lower-cased, the last one lowest
	glob  uint16 // what the rest of the document says of this word
	form  form
	head  byte // its first byte, lower-cased
	near  bool // at most reach tokens from a capital
}

// form tells how a token is written.
type form uint8

const (
	capital form = 1 << iota // begins with a capital letter
	shouted                  // two or more letters, all capital
	small                    // begins with a small letter
	digits                   // begins with a digit
	mark                     // no letter or digit at its beginning
	inner                    // a capital after a small letter: iPhone, eBay
	first                    // first of its sentence, or after an opening mark
	tight                    // nothing stands between it and the token before
)

const (
	fnvBasis = 2166136261
	fnvPrime = 16777619
)

// look fills a word from its token; s is the token's text.
func look(t *text.Token, s string) word {
	w := word{low: t.Fold, shape: uint32(t.Class)<<4 | uint32(t.Shape)}
	switch t.Class {
	case text.Number:
		w.form, w.low = digits, uint32(len(s))
	case text.Word:
		w.letters(s)
	case text.Possessive:
		w.form, w.low = mark, possessive
	default:
		w.form = mark
	}
	if !t.Gap {
		w.form |= tight
	}
	return w
}

// possessive is the hash of every form of ’s.
const possessive = 0x27

// letters tells how a word is written.
func (w *word) letters(s string) {
	switch c := s[0]; {
	case 'A' <= c && c <= 'Z':
		w.form = capital
	case 'a' <= c && c <= 'z':
		w.form = small
	case '0' <= c && c <= '9':
		w.form = digits
	default:
		r, _ := utf8.DecodeRuneInString(s)
		w.form = small
		if unicode.IsUpper(r) {
			w.form = capital
		}
	}
	if w.form&capital == 0 && w.shape&0xf != uint32(text.Mixed) {
		return
	}
	w.affixes(s)
}

// affixes fills shape, beginning and end of a word with a capital in it.
func (w *word) affixes(s string) {
	sh := uint32(fnvBasis)
	var last byte
	letters, caps := 0, 0
	for i := 0; i < len(s); {
		c := s[i]
		w.suf4 = w.suf4<<8 | uint32(c|0x20)
		switch i {
		case 0:
			w.head = c | 0x20
		case 2:
			w.pre3 = w.suf4
		}
		cls, n := class(s, i)
		i += n
		if cls == 'x' || cls == 'X' {
			letters++
			if cls == 'X' {
				caps++
				if last == 'x' {
					w.form |= inner
				}
			}
		}
		if cls != last {
			sh = (sh ^ uint32(cls)) * fnvPrime
			last = cls
		}
	}
	if caps > 0 && w.form&small != 0 { // d’Or
		w.form |= inner
	}
	if letters > 1 && caps == letters {
		w.form |= shouted
		sh = (sh ^ 'S') * fnvPrime
	}
	w.shape = sh
}

// class is the kind of the character at byte i and its length.
func class(s string, i int) (byte, int) {
	c := s[i]
	switch {
	case 'a' <= c && c <= 'z':
		return 'x', 1
	case 'A' <= c && c <= 'Z':
		return 'X', 1
	case '0' <= c && c <= '9':
		return 'd', 1
	case c < utf8.RuneSelf:
		return c, 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsUpper(r):
		return 'X', n
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return 'x', n
	case r == '’':
		return '\'', n
	}
	return '-', n
}

// Join is the key of a phrase: of its words' hashes in order, beginning with Join(0, first).
func Join(h, w uint32) uint32 {
	h = (h ^ w) * 0x9E3779B1
	return h ^ h>>15
}

// PhraseKey is the key under which the lists keep a name, and those of its beginnings.
func PhraseKey(name string) (key uint32, beginnings []uint32) {
	d := text.Read(name, nil)
	for i := range d.Tokens {
		if i > 0 {
			beginnings = append(beginnings, key)
		}
		key = Join(key, look(&d.Tokens[i], d.Word(i)).low)
	}
	return key, beginnings
}
