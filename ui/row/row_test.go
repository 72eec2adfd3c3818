package row

import (
	"strings"
	"testing"

	"lede/ui/term"
	"lede/ui/theme"
)

var texts = []string{
	"", "plain words of a headline", "央行宣布将基准利率下调二十五个基点 以提振经济", "שלום עולם וברוכים הבאים", "e\u0301e\u0301e\u0301 accents e\u0301",
	"👩‍👩‍👧‍👦👩‍👩‍👧‍👦 family news", "नमस्ते दुनिया समाचार", "averyveryverylongwordthatneverendsatall", "ไทย ข่าววันนี้", "tail ",
}

func TestARowHasExactlyItsCells(t *testing.T) {
	bold := theme.Make(nil, nil, theme.Bold)
	for _, a := range texts {
		for w := -1; w < 60; w++ {
			r := New(w)
			r.Put(bold, a)
			r.Exact(theme.Style{}, a, 7)
			r.Matched(theme.Style{}, bold, a, []string{"news", "央行"})
			r.Until(4)
			r.Room(bold, a, 3)
			if got := term.Width(r.String()); got != max(w, 0) {
				t.Fatalf("%q at %d takes %d cells", a, w, got)
			}
		}
	}
}

func TestBreaksLoseNothing(t *testing.T) {
	for _, a := range texts {
		for w := 2; w < 40; w++ {
			lines, cut := Breaks(a, w, 1000)
			if cut {
				t.Fatalf("%q at %d is cut", a, w)
			}
			var b strings.Builder
			for _, l := range lines {
				s := a[l[0]:l[1]]
				if term.Width(s) > w {
					t.Fatalf("%q at %d has line %q of %d cells", a, w, s, term.Width(s))
				}
				b.WriteString(s)
			}
			squash := func(s string) string { return strings.ReplaceAll(s, " ", "") }
			if squash(b.String()) != squash(a) {
				t.Fatalf("%q at %d became %q", a, w, b.String())
			}
		}
	}
}

func TestTheLastLineIsNoWordAlone(t *testing.T) {
	for _, c := range []struct {
		text  string
		cells int
		want  string
	}{
		{"Cango sells its coins and turns to AI", 34, "Cango sells its coins and turns|to AI"},
		{"日本銀行、政策金利を引き上げ", 26, "日本銀行、政策金利を引き|上げ"},
		{"基准利率下调，市场反应平淡", 22, "基准利率下调，市场反应|平淡"},
		{"Cango sells its coins", 19, "Cango sells its|coins"},
		{"abcdefghijkl mn", 12, "abcdefghijkl|mn"}, // there is nothing to bring down
	} {
		lines, _ := Breaks(c.text, c.cells, 9)
		var got []string
		for _, l := range lines {
			got = append(got, c.text[l[0]:l[1]])
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q at %d is %q, want %q", c.text, c.cells, s, c.want)
		}
	}
}

func TestTheLastLineHoldsWhatDoesNotFit(t *testing.T) {
	a := "one two three four five"
	lines, cut := Breaks(a, 9, 2)
	if len(lines) != 2 || !cut || a[lines[0][0]:lines[0][1]] != "one two" || a[lines[1][0]:] != "three four five" {
		t.Errorf("%v, %v", lines, cut)
	}
}

func TestMatchesStandOutWhateverTheirCase(t *testing.T) {
	r := New(30)
	r.Matched(theme.Style{}, theme.Make(nil, nil, theme.Reverse), "Cango sells Bitcoin", []string{"bit", "bitcoin"})
	if got := strings.TrimRight(r.String(), " "); got != "Cango sells \x1b[7mBitcoin\x1b[m" {
		t.Errorf("%q", got)
	}
}
