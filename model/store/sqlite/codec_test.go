package sqlite

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"lede/model"
	"lede/model/query/querytest"
)

// FuzzDoc reads damaged docs: an error, or a story that is written to something that reads alike.
func FuzzDoc(f *testing.F) {
	for _, s := range querytest.Stories(rand.New(rand.NewPCG(1, 2)), 8) {
		f.Add(appendDoc(nil, &s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var a, b model.Story
		if readDoc(data, &a) != nil {
			return
		}
		if err := readDoc(appendDoc(nil, &a), &b); err != nil {
			t.Fatal(err)
		}
		if x, y := appendDoc(nil, &a), appendDoc(nil, &b); !bytes.Equal(x, y) {
			t.Fatalf("%q\nand then\n%q", x, y)
		}
	})
}

// FuzzPart reads damaged parts of the index: an error, or entries whose slots lie in a chunk.
func FuzzPart(f *testing.F) {
	var part []byte
	w := partWriter{full: func(_, data []byte) error { part = bytes.Clone(data); return nil }}
	var dense []uint16
	for i := range uint16(3000) {
		dense = append(dense, 5*i)
	}
	for _, k := range []string{"wbank", "wbanks", "wharbour"} {
		if err := w.add([]byte(k), []uint16{3, 70, 16383}); err != nil {
			f.Fatal(err)
		}
	}
	if err := w.add([]byte("wthe"), dense); err != nil {
		f.Fatal(err)
	}
	if err := w.flush(); err != nil {
		f.Fatal(err)
	}
	f.Add(part)
	f.Fuzz(func(t *testing.T, data []byte) {
		to := newSet(chunkSize)
		for r := (partReader{data: data}); ; {
			e, ok, err := r.next()
			if !ok || err != nil {
				return
			}
			clear(to)
			e.into(to)
			list := e.list(nil)
			for _, slot := range list {
				if int(slot) < chunkSize && !to.has(int(slot)) {
					t.Fatalf("slot %d is in the list and not in the set", slot)
				}
			}
		}
	})
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
