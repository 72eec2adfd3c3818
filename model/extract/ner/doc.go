package ner

import (
	"sync"

	"lede/model/text"
)

// Doc is a text as the features see it. It is made by Read and holds no part of the text.
type Doc struct {
	words []word
	sent  []int32 // for each token the index one past its sentence's last token
	runs  []run
	segs  []Segment
	seen  seen
	score scratch
}

// Segment is a stretch of tokens [First, Last) of one sentence in which names may stand. Tokens
// outside of every segment are in no name.
type Segment struct{ First, Last int }

// run is an unbroken row of capitalised tokens [first, last).
type run struct{ first, last int32 }

// reach is how far, in tokens, the features look around a capital.
const reach = 4

var docs = sync.Pool{New: func() any { return new(Doc) }}

// Read prepares a text for the features. The Doc is good until its release.
func Read(t *text.Doc, lists *Lists) *Doc {
	d := docs.Get().(*Doc)
	d.words = d.words[:0]
	for i := range t.Tokens {
		k := &t.Tokens[i]
		d.words = append(d.words, look(k, t.Text[k.Start:k.End]))
	}
	d.sentences(t)
	d.nearby()
	d.lists(lists)
	d.segments()
	d.remember()
	return d
}

func (d *Doc) release() { docs.Put(d) }

// Segments are the stretches in which names may stand, in order.
func (d *Doc) Segments() []Segment { return d.segs }

// sentences notes where sentences end and which tokens begin one.
func (d *Doc) sentences(t *text.Doc) {
	d.sent = d.sent[:0]
	for _, st := range t.Sentences {
		opening := true
		for i := st.First; i < st.Last; i++ {
			d.sent = append(d.sent, int32(st.Last))
			w := &d.words[i]
			k := &t.Tokens[i]
			if opening {
				w.form |= first
				opening = w.form&mark != 0
			} else if k.Class == text.Quote && k.Gap || w.form&mark != 0 && t.Text[k.Start:k.End] == ":" {
				opening = true
			}
		}
	}
}

// nearby marks the tokens that some feature will look at.
func (d *Doc) nearby() {
	for i := range d.words {
		if d.words[i].form&(capital|inner) == 0 {
			continue
		}
		for j := max(0, i-reach); j < min(len(d.words), i+reach+1); j++ {
			d.words[j].near = true
		}
	}
}

// upper tells whether token i may be the body of a name.
func (d *Doc) upper(i int) bool { return d.words[i].form&(capital|inner) != 0 }

// segments finds the stretches in which names may stand and the runs of capitals in them.
func (d *Doc) segments() {
	d.segs, d.runs = d.segs[:0], d.runs[:0]
	n := len(d.words)
	for i := 0; i < n; {
		if !d.upper(i) {
			i++
			continue
		}
		s := Segment{First: i}
		end := int(d.sent[i])
		for i < end && i < n {
			r := run{first: int32(i)}
			for i < end && i < n && (d.upper(i) || i > s.First && d.words[i].form&digits != 0) {
				i++
			}
			if i+1 < end && i+1 < n && d.hyphened(i) { // Sang-hoon
				i += 2
			}
			r.last = int32(i)
			d.runs = append(d.runs, r)
			s.Last = i
			j := i
			for j < end && j < n && j-i < 3 && d.words[j].lex&Link != 0 {
				j++
			}
			if j == i || j >= end || j >= n || !d.upper(j) {
				break
			}
			for ; i < j; i++ {
				d.runs = append(d.runs, run{int32(i), int32(i + 1)})
			}
		}
		d.segs = append(d.segs, s)
		i = max(i, s.Last)
	}
}

// hyphened tells whether tokens i and i+1 are a hyphen and a small word that belong to the word
// before without a blank.
func (d *Doc) hyphened(i int) bool {
	a, b := &d.words[i], &d.words[i+1]
	return a.form&(mark|tight) == mark|tight && a.low == hashHyphen && b.form&(small|tight) == small|tight
}
