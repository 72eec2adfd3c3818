package sqlite

import (
	"bytes"
	"math/rand/v2"
	"slices"
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
	want := newDraft()
	for slot := range uint16(chunkSize) {
		for range 3 {
			word := []byte{byte('a' + r.IntN(4)), byte('a' + r.IntN(4)), byte('a' + r.IntN(26))}
			want.add(word[:1+r.IntN(3)], slot)
		}
	}
	var parts [][]byte
	w := partWriter{full: func(_, data []byte) error { parts = append(parts, bytes.Clone(data)); return nil }}
	if err := want.sorted(w.add); err != nil {
		t.Fatal(err)
	}
	if err := w.flush(); err != nil {
		t.Fatal(err)
	}
	got := 0
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
			if list := e.list(nil); !slices.Equal(list, want.keys[string(e.key)].slots) {
				t.Fatalf("%s: %d slots, want %d", e.key, len(list), len(want.keys[string(e.key)].slots))
			}
		}
	}
	if got != len(want.keys) {
		t.Errorf("%d keys, want %d", got, len(want.keys))
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
