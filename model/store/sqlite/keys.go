package sqlite

import (
	"bytes"
	"encoding/binary"
	"strings"

	"lede/model"
	"lede/model/query"
)

// The first byte of a key says what it is about. Names of kinds and units end in a zero byte.
const (
	keyWord      = "w" // + word of headline or text
	keyBegins    = "b" // + its first letter, or first two, where they are ASCII
	keyTitle     = "T" // + word of the headline
	keyTopic     = "t" // + topic id
	keyHas       = "h" // + what has: knows
	keyIs        = "i" // + what is: knows and no reader decides
	keyName      = "N" // + key of the language, 0, folded name
	keyNameWord  = "n" // + key of the language, 0, word of a name
	keyFigure    = "f" // + kind, 0, unit in small letters, 0, bucket
	keyDate      = "d" // + ISO date as spoken of
	keyDates     = "D" // + ISO range
	keyAuthor    = "a" // + byline
	keyPublisher = "p" // + publisher
	keyWire      = "W" // + wire
	keyLanguage  = "l" // + language
)

// keysOf adds a story under all keys that it is found by.
func (k *stacker) keysOf(s *model.Story) {
	k.words(s.Headline, true)
	k.words(s.Body.Text(), false)
	for _, t := range s.Topics {
		k.add(keyTopic, string(t.ID))
	}
	has := func(on bool, prefix, key string) {
		if on {
			k.add(prefix, key)
		}
	}
	has(s.FullText, keyHas, "fulltext")
	has(s.Image != "", keyHas, "image")
	has(len(s.Enclosures) > 0, keyHas, "enclosure")
	has(s.Comments != "", keyHas, "comments")
	has(len(s.Topics) > 0, keyHas, "topic")
	has(len(s.Facts) > 0, keyHas, "facts")
	has(s.Truncated, keyIs, "truncated")
	has(s.Revision > 0, keyIs, "revised")
	has(s.Byline != "", keyAuthor, s.Byline)
	has(s.Publisher != "", keyPublisher, s.Publisher)
	has(s.Wire != "", keyWire, s.Wire)
	has(s.Language != "", keyLanguage, s.Language)
	text := s.Body.Text()
	for i := range s.Facts {
		k.fact(&s.Facts[i], text)
	}
}

// add adds the story under a key; false when it was there already.
func (k *stacker) add(prefix, key string) bool {
	k.buf = append(append(k.buf[:0], prefix...), key...)
	return k.put(k.buf)
}

func (k *stacker) words(text string, title bool) {
	for sc := query.NewScanner(text); sc.Next(); {
		w := sc.Word()
		k.buf = append(append(k.buf[:0], keyWord...), w...)
		fresh := k.put(k.buf)
		if title {
			k.buf = append(append(k.buf[:0], keyTitle...), w...)
			k.put(k.buf)
		}
		if !fresh || w[0] >= 0x80 {
			continue
		}
		k.buf = append(append(k.buf[:0], keyBegins...), w[0])
		k.put(k.buf)
		if len(w) > 1 && w[1] < 0x80 {
			k.buf = append(k.buf, w[1])
			k.put(k.buf)
		}
	}
}

func (k *stacker) fact(f *model.Fact, text string) {
	k.add(keyHas, string(f.Kind))
	switch f.Kind {
	case model.Money, model.Number, model.Percent, model.Quantity:
		head := figureKey(f.Kind, unitOf(f))
		from, to := bucketsOf(f)
		for b := from; b <= to; b++ {
			k.add(head, b.key())
		}
	case model.Date:
		if strings.Contains(f.Value, "/") {
			k.add(keyDates, f.Value)
		} else if f.Value != "" {
			k.add(keyDate, f.Value)
		}
	case model.QuoteOf:
		k.name("said", f.Speaker)
		// A quotation that begins or ends within a word of the text has a word that the text lacks.
		if w := query.Tokens(f.Span.In(text)); len(w) > 0 {
			k.add(keyNameWord+"quote\x00", w[0])
			k.add(keyNameWord+"quote\x00", w[len(w)-1])
		}
	case model.Time, model.Duration:
	default:
		k.name(string(f.Kind), query.NameOf(string(f.Kind), f, text))
	}
}

func (k *stacker) name(key, name string) {
	words := query.Tokens(name)
	if len(words) == 0 {
		return
	}
	if !k.add(keyName+key+"\x00", strings.Join(words, " ")) {
		return
	}
	for _, w := range words {
		k.add(keyNameWord+key+"\x00", w)
	}
}

func unitOf(f *model.Fact) string {
	if f.Kind == model.Money {
		return f.Currency
	}
	return f.Unit
}

// longUnit is where the names of units are cut.
const longUnit = 48

// figureKey is the beginning of the keys of a kind's figures in one unit.
func figureKey(kind model.Kind, unit string) string {
	unit = strings.ToLower(strings.ReplaceAll(unit, "\x00", ""))
	return keyFigure + string(kind) + "\x00" + unit[:min(len(unit), longUnit)] + "\x00"
}

func (b bucket) key() string {
	var k [2]byte
	binary.BigEndian.PutUint16(k[:], uint16(b))
	return string(k[:])
}

// figureOf takes a figure's key apart; unit is a part of it.
func figureOf(key []byte) (unit []byte, b bucket, ok bool) {
	_, rest, ok := bytes.Cut(key, []byte{0})
	at := len(rest) - 3 // a zero byte and the bucket
	if !ok || at < 0 || rest[at] != 0 {
		return nil, 0, false
	}
	return rest[:at], bucket(binary.BigEndian.Uint16(rest[at+1:])), true
}
