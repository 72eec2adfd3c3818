package model

import (
	"reflect"
	"strings"
	"testing"
)

// rich is a body with every kind of block.
func rich() Body {
	var w BodyBuilder
	leaf := func(b Block, s string, st Style, href string) {
		w.Open(b)
		w.Text("The ", 0, "")
		w.Text(s, st, href)
		w.Close()
	}
	leaf(Block{Kind: Heading, Level: 2}, "harbour", Strong, "")
	leaf(Block{Kind: Paragraph}, "lock", 0, "https://harbour.test/lock")
	w.Open(Block{Kind: List, Ordered: true, Start: 3, Marker: 'a'})
	w.Open(Block{Kind: Item})
	leaf(Block{Kind: Paragraph}, "gate", Emphasis|Mono, "")
	w.Close()
	w.Close()
	w.Open(Block{Kind: Table})
	w.Open(Block{Kind: Row, Header: true})
	w.Open(Block{Kind: Cell})
	w.Close()
	leaf(Block{Kind: Cell}, "draught", 0, "")
	w.Close()
	w.Close()
	leaf(Block{Kind: Code, Lang: "go"}, "tide()", 0, "")
	w.Open(Block{Kind: Figure, Src: "https://harbour.test/a.png", Alt: "a crane", Href: "https://harbour.test/crane"})
	w.Close()
	w.Open(Block{Kind: Rule})
	w.Close()
	w.Open(Block{Kind: Quote})
	leaf(Block{Kind: Paragraph}, "“sea”", Strike, "")
	return w.Body()
}

func TestABodyComesBackFromItsBinaryForm(t *testing.T) {
	for _, b := range []Body{{}, PlainBody("One.", "Two."), rich()} {
		data, err := b.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var got Body
		if err := got.UnmarshalBinary(data); err != nil || !reflect.DeepEqual(got, b) {
			t.Errorf("came back as\n%+v (%v), want\n%+v", got, err, b)
		}
		for cut := range data {
			if err := got.UnmarshalBinary(data[:cut]); err == nil {
				t.Errorf("the first %d of %d bytes were taken for a body", cut, len(data))
			}
		}
	}
}

func TestABodysBinaryFormIsHardlyLongerThanItsText(t *testing.T) {
	b := PlainBody(strings.Split(strings.Repeat("The lock keeper counted forty barges before noon.\n", 40), "\n")...)
	data, _ := b.MarshalBinary()
	if len(data) > len(b.Text())*11/10 {
		t.Errorf("%d bytes for a text of %d", len(data), len(b.Text()))
	}
}

// FuzzBodyFromBinary feeds damaged data: an error, or a Body whose spans all lie in its text and which
// has one binary form.
func FuzzBodyFromBinary(f *testing.F) {
	for _, b := range []Body{{}, PlainBody("One.", "Two."), rich()} {
		data, _ := b.MarshalBinary()
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var b Body
		if b.UnmarshalBinary(data) != nil {
			return
		}
		b.Walk(func(bl *Block) {
			for _, s := range append([]Span{bl.Span}, runSpans(bl.Runs)...) {
				if s.Start < 0 || s.Start > s.End || s.End > len(b.Text()) {
					t.Fatalf("span %v in a text of %d", s, len(b.Text()))
				}
			}
		})
		again, _ := b.MarshalBinary()
		var c Body
		if err := c.UnmarshalBinary(again); err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
	})
}

func runSpans(rs []Run) []Span {
	var out []Span
	for _, r := range rs {
		out = append(out, r.Span)
	}
	return out
}
