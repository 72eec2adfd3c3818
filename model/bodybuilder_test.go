package model

import (
	"strings"
	"testing"
)

func TestBlocksOfABodySliceItsText(t *testing.T) {
	var w BodyBuilder
	w.Open(Block{Kind: Heading, Level: 2})
	w.Text("Grain", 0, "")
	w.Close()
	w.Open(Block{Kind: Paragraph})
	w.Text("A ship ", 0, "")
	w.Text("left", Strong, "")
	w.Text(" port.", 0, "")
	w.Close()
	w.Open(Block{Kind: List})
	for _, s := range []string{"one", "two"} {
		w.Open(Block{Kind: Item})
		w.Text(s, 0, "https://a.test/")
		w.Close()
		w.Close()
	}
	w.Close()
	w.Open(Block{Kind: Table})
	for _, row := range [][]string{{"a", "b"}, {"c", "d"}} {
		w.Open(Block{Kind: Row})
		for _, cell := range row {
			w.Open(Block{Kind: Cell})
			w.Text(cell, 0, "")
			w.Close()
		}
		w.Close()
	}
	w.Close()
	w.Open(Block{Kind: Quote})
	w.Close() // holds nothing and vanishes
	b := w.Body()

	if want := "Grain\n\nA ship left port.\n\none\ntwo\n\na\tb\nc\td"; b.Text() != want {
		t.Fatalf("text %q, want %q", b.Text(), want)
	}
	var got []string
	for _, s := range b.Leaves() {
		got = append(got, s.In(b.Text()))
	}
	if want := "Grain|A ship left port.|one|two|a|b|c|d"; strings.Join(got, "|") != want {
		t.Fatalf("leaves %q, want %q", strings.Join(got, "|"), want)
	}
	if r := b.Blocks()[1].Runs[0]; r.Span.In(b.Text()) != "left" || r.Style != Strong {
		t.Fatalf("run %+v reads %q", r, r.Span.In(b.Text()))
	}
	if n := len(b.Blocks()); n != 4 {
		t.Fatalf("%d blocks, want 4", n)
	}
}
