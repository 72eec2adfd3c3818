package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lede/model/extract/ner"
	"lede/model/text"
)

func TestMarksBecomeLabels(t *testing.T) {
	l, err := unmark("The <org>Bank of Ulm</org> hired <person>Ada</person> under the <law>Mill Act</law>.")
	if err != nil {
		t.Fatal(err)
	}
	if want := "The Bank of Ulm hired Ada under the Mill Act."; l.Text != want {
		t.Fatalf("text %q, want %q", l.Text, want)
	}
	d := text.Read(l.Text, nil)
	want := map[string]int8{"Bank": int8(ner.Label(ner.Org, ner.Begin)), "of": int8(ner.Label(ner.Org, ner.Inside)), "Ulm": int8(ner.Label(ner.Org, ner.Last)),
		"Ada": int8(ner.Label(ner.Person, ner.Unit)), "Mill": int8(ner.Label(ner.Misc, ner.Begin))}
	for i, got := range labels(d, l.Ents) {
		if w, ok := want[d.Word(i)]; ok && w != got {
			t.Errorf("%q has label %d, want %d", d.Word(i), got, w)
		}
	}
	for _, bad := range []string{"<org>x", "<org", "<thing>x</thing>"} {
		if _, err := unmark(bad); err == nil {
			t.Errorf("%q: taken", bad)
		}
	}
}

func TestOurOwnTextsAreMarkedRight(t *testing.T) {
	texts, err := ownTexts("text")
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) < 60 {
		t.Errorf("only %d texts", len(texts))
	}
	for _, l := range texts {
		d := text.Read(l.Text, nil)
		for _, e := range l.Ents {
			if i, j := d.TokenAt(e.Start), d.TokenAt(e.End-1); d.Tokens[i].Start != e.Start || d.Tokens[j].End != e.End {
				t.Errorf("%q is not whole tokens", l.Text[e.Start:e.End])
			}
		}
	}
}

func TestListsAreTold(t *testing.T) {
	files, err := filepath.Glob("lists/*.txt")
	if err != nil || len(files) != len(own)+1 { // given.txt is added to the given names
		t.Fatalf("%d lists, %d known: %v", len(files), len(own)+1, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if s := string(b); !strings.HasPrefix(s, "# ") || !strings.Contains(s, "Licence: ") {
			t.Errorf("%s does not tell what it is and its licence", f)
		}
	}
}

func TestAModelLearnsWhatItIsShownAndIsTheSameEachTime(t *testing.T) {
	var shown []labelled
	for _, n := range []string{"Ada", "Bo", "Cy", "Dee"} {
		for _, p := range []string{"Ulm", "Kew", "Rye", "Ayr"} {
			l, err := unmark("They say that <person>" + n + "</person> lives in <place>" + p + "</place> now.")
			if err != nil {
				t.Fatal(err)
			}
			shown = append(shown, l)
		}
	}
	lists := ner.BuildLists(nil, 16)
	learn := func() []byte {
		c := newCRF(settings{epochs: 8, rate: 0.1, rows: 3000, slots: 4096})
		for _, l := range shown {
			c.add(l, ner.OpenLists(lists))
		}
		c.index()
		c.learn(io.Discard)
		return c.file("a test", lists)
	}
	file := learn()
	if string(file) != string(learn()) {
		t.Error("the same data gave another model")
	}
	m, err := ner.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	l, _ := unmark("We hear that <person>Zed</person> lives in <place>Wye</place> now.")
	p := score(m, l)
	if p[ner.Person].right != 1 || p[ner.Place].right != 1 {
		t.Errorf("of an unseen sentence: %+v", p)
	}
}
