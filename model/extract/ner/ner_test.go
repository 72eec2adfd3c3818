package ner

import (
	"slices"
	"strings"
	"testing"

	"lede/model/text"
)

const sample = "Senator Ann Whitfield met Brightwater Holdings plc in Nairobi on Tuesday, the United Nations said. " +
	"Whitfield told Reuters that Kenya and the European Commission had agreed. “It is done,” said Kim Jong-su of the Bank of Japan.\n"

// found are the names of a text as "TYPE name".
func found(s string) (out []string) {
	d := text.Read(s, nil)
	for _, n := range Find(d) {
		out = append(out, n.Type.String()+" "+d.Span(n.First, n.Last).In(s))
	}
	return out
}

func TestNamesOfPlainNewsAreFound(t *testing.T) {
	got := found(sample)
	for _, want := range []string{"PER Ann Whitfield", "LOC Nairobi", "ORG United Nations", "PER Whitfield", "ORG Reuters", "LOC Kenya", "ORG European Commission", "PER Kim Jong-su", "ORG Bank of Japan"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
}

func TestTheModelFileTellsWhatItWasMadeFrom(t *testing.T) {
	h := model().Header
	for _, want := range []string{"made by cmd/train", "CC BY", "GeoNames", "exact F1", "together"} {
		if !strings.Contains(h, want) {
			t.Errorf("the header does not tell %q", want)
		}
	}
	if n := len(embedded); n > 4<<20 {
		t.Errorf("the model takes %d bytes, more than 4 MB", n)
	}
}

func TestDamagedModelFilesAreRefused(t *testing.T) {
	for name, b := range map[string][]byte{
		"empty":     nil,
		"no header": []byte("lede names 1\nx"),
		"no sizes":  []byte("lede names 1\nx\n---\n"),
		"cut short": embedded[:len(embedded)-1],
		"too long":  append(slices.Clone(embedded), 0),
		"odd sizes": []byte("lede names 1\nx\ntables 3 3\n---\n"),
		"no number": []byte("lede names 1\nx\ntables a b\n---\n"),
	} {
		if _, err := Open(b); err == nil {
			t.Errorf("%s: taken for a model", name)
		}
	}
}

func TestABuiltModelGivesBackItsWeights(t *testing.T) {
	var trans [Labels][Labels]int16
	trans[1][2] = -7
	ws := []Weights{{Key: 1, W: [Labels - 1]int8{-127, 5, 0, 127}}, {Key: 0xffffffff, W: [Labels - 1]int8{15: 9}}, {Key: 0x80000000, W: [Labels - 1]int8{1, 1, 1, 1}}}
	m, err := Open(Build("x", ws, 8, &trans, BuildLists(nil, 8)))
	if err != nil {
		t.Fatal(err)
	}
	var got [Labels]int32
	m.scores([]uint32{1, 0xffffffff, 77, 0x80000000}, &got)
	want := [Labels]int32{1: -126, 2: 6, 3: 1, 4: 128, 16: 9}
	if got != want || m.trans[1][2] != -7 {
		t.Fatalf("scores %v, want %v; transition %d", got, want, m.trans[1][2])
	}
}

func TestListsKnowPhrasesAndTheCountryOfAPlace(t *testing.T) {
	d := text.Read("Bank of England, Nairobi, Macy’s, Ann", nil)
	for _, c := range []struct {
		first, last int
		list        uint32
		country     string
	}{{0, 3, Body, ""}, {4, 5, BigCity, "KE"}, {6, 8, Company, ""}, {9, 10, FirstName, ""}} {
		if bits, country := Listed(d, c.first, c.last); bits&c.list == 0 || country != c.country {
			t.Errorf("%q: lists %x, country %q", d.Span(c.first, c.last).In(d.Text), bits, country)
		}
	}
	if bits, _ := Listed(d, 0, 2); bits&phraseLists != 0 {
		t.Errorf("the beginning of a phrase stands in lists %x", bits)
	}
	if end, bits := Phrase(d, 0); end != 3 || bits&Body == 0 {
		t.Errorf("phrase ends at %d in lists %x", end, bits)
	}
}

// FuzzFind holds that names are in order, do not overlap, stay in their sentence and are the same
// each time.
func FuzzFind(f *testing.F) {
	for _, s := range []string{sample, "A-a B", "\xff\xfeA", "d’Or O’B", "A of", "of A of the B of", "Ł Ü É 中 A", "1A2 B3", strings.Repeat("Ab ", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := text.Read(s, nil)
		got := Find(d)
		at := 0
		for _, n := range got {
			if n.First < at || n.Last <= n.First || n.Last > len(d.Tokens) || d.SentenceOf(n.First) != d.SentenceOf(n.Last-1) {
				t.Fatalf("name %+v behind token %d of %d", n, at, len(d.Tokens))
			}
			at = n.Last
		}
		if !slices.Equal(got, Find(d)) {
			t.Fatal("read twice, the names differ")
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := text.Read(strings.Repeat(sample, 50), nil)
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(d)
	}
}

// BenchmarkOpen is what the first use of the model costs.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
