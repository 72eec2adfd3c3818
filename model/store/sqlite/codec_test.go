package sqlite

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"lede/model"
	"lede/model/query/querytest"
)

// damage gives data with some bytes changed, dropped or doubled.
func damage(r *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	for range 1 + r.IntN(4) {
		at := r.IntN(len(out))
		switch r.IntN(4) {
		case 0:
			out = out[:at+1]
		case 1:
			out = append(out[:at], out[min(len(out), at+1+r.IntN(8)):]...)
		case 2:
			out = append(out[:at:at], out[max(0, at-r.IntN(8)):]...)
		default:
			out[at] = byte(r.IntN(256))
		}
		if len(out) == 0 {
			return []byte{0}
		}
	}
	return out
}

// Whatever a damaged doc holds, it is refused, or it is a story that is written to something that reads
// alike. (Not a fuzz target: with SQLite in the package an instrumented run takes a second a try.)
func TestDamagedDocsAreRefusedOrReadable(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for i, s := range querytest.Stories(r, 100) {
		doc := appendDoc(nil, &s)
		for range 100 {
			var a, b model.Story
			data := damage(r, doc)
			if readDoc(data, &a) != nil {
				refused++
				continue
			}
			first := appendDoc(nil, &a)
			if err := readDoc(first, &b); err != nil || !bytes.Equal(first, appendDoc(nil, &b)) {
				t.Fatalf("story %d, damaged to %q: written as %q and read as another (%v)", i, data, first, err)
			}
		}
	}
	if refused < 5000 {
		t.Errorf("only %d of 10000 damaged docs were refused", refused)
	}
}

// Whatever a damaged part of the index holds, its slots lie in a chunk and are the same both ways.
func TestDamagedPartsStayInTheirChunk(t *testing.T) {
	var part []byte
	w := partWriter{full: func(_, data []byte) error { part = bytes.Clone(data); return nil }}
	var dense []uint16
	for i := range uint16(3000) {
		dense = append(dense, 5*i)
	}
	for _, k := range []string{"wbank", "wbanks", "wharbour"} {
		if err := w.add([]byte(k), []uint16{3, 70, 16383}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.add([]byte("wthe"), dense); err != nil {
		t.Fatal(err)
	}
	if err := w.flush(); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 2))
	to := newSet(chunkSize)
	for range 20000 {
		data := damage(r, part)
		for p := (partReader{data: data}); ; {
			e, ok, err := p.next()
			if !ok || err != nil {
				break
			}
			clear(to)
			e.into(to)
			for _, slot := range e.list(nil) {
				if int(slot) >= chunkSize || !to.has(int(slot)) {
					t.Fatalf("%q: slot %d is in the list and not in the set", data, slot)
				}
			}
		}
	}
}

func TestAPartGivesBackWhatWasWritten(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	k := newStacker()
	want := map[string][]uint16{}
	for k.slot = range uint16(chunkSize) {
		for range 3 {
			word := []byte{byte('a' + r.IntN(4)), byte('a' + r.IntN(4)), byte('a' + r.IntN(26))}[:1+r.IntN(3)]
			if has := want[string(word)]; k.put(word) != (len(has) == 0 || has[len(has)-1] != k.slot) {
				t.Fatalf("%s of %d is not told from one that is there", word, k.slot)
			} else if len(has) == 0 || has[len(has)-1] != k.slot {
				want[string(word)] = append(has, k.slot)
			}
		}
	}
	var parts [][]byte
	w := partWriter{full: func(_, data []byte) error { parts = append(parts, bytes.Clone(data)); return nil }}
	if err := (merger{&pile{stack: k.sorted(), hidden: newSet(chunkSize)}}).run(w.add); err != nil {
		t.Fatal(err)
	}
	if err := w.flush(); err != nil {
		t.Fatal(err)
	}
	got, last := 0, ""
	for _, data := range parts {
		if len(data) > partSize {
			t.Errorf("a part of %d bytes", len(data))
		}
		for r := (partReader{data: data}); ; got++ {
			e, ok, err := r.next()
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			if last >= string(e.key) {
				t.Errorf("%s comes after %s", e.key, last)
			}
			last = string(e.key)
			if list := e.list(nil); !slices.Equal(list, want[last]) {
				t.Fatalf("%s: %d slots, want %d", e.key, len(list), len(want[last]))
			}
		}
	}
	if got != len(want) {
		t.Errorf("%d keys, want %d", got, len(want))
	}
}

// Keys are ordered as bytes are, also where one is the beginning of another or holds zero bytes.
func TestAStackIsInTheOrderOfItsKeys(t *testing.T) {
	k := newStacker()
	keys := []string{"w", "w\x00", "w\x00\x00", "wab", "wabcdefg", "wabcdefg\x00", "wabcdefgh", "w\xff", strings.Repeat("w", mostKey), strings.Repeat("w", mostKey-1)}
	for i := range 40_000 { // more than the table begins with
		keys = append(keys, fmt.Sprint("n", i))
	}
	for _, key := range keys {
		k.put([]byte(key))
	}
	k.put([]byte(strings.Repeat("w", mostKey+9))) // cut, and then there already
	slices.Sort(keys)
	s := k.sorted()
	if s.len() != len(keys) {
		t.Fatalf("%d keys of %d", s.len(), len(keys))
	}
	for i, key := range keys {
		if string(s.key(i)) != key || !slices.Equal(s.slotsOf(i), []uint16{0}) {
			t.Fatalf("%d is %q of %v, not %q", i, s.key(i), s.slotsOf(i), key)
		}
	}
}

func TestSetsComeBackFromTheirStoredForm(t *testing.T) {
	s := set{0, 0, 0, 0}
	for _, id := range []int{1, 63, 64, 200} {
		s.add(id)
	}
	var got []int
	for id := range s.between(2, 200) {
		got = append(got, id)
	}
	if !slices.Equal(got, []int{63, 64}) {
		t.Errorf("between: %v", got)
	}
	back := newSet(256)
	unpackChunk(packChunk(s), back)
	if !slices.Equal(back, s) {
		t.Errorf("came back as %v", back)
	}
}
