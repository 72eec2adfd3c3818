package text

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"lede/model"
)

func TestSentencesEndWhereTheBarsStand(t *testing.T) {
	file, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		var got []string
		d := Read(strings.ReplaceAll(line, "|", ""), nil)
		for _, s := range d.Sentences {
			got = append(got, s.Span.In(d.Text))
		}
		var want []string
		for s := range strings.SplitSeq(line, "|") {
			want = append(want, strings.TrimSpace(s))
		}
		if g, w := strings.Join(got, "|"), strings.Join(want, "|"); g != w {
			t.Errorf("read  %s\nwant  %s", g, w)
		}
	}
}

func TestTokensAreWhatAnEditorWouldPointAt(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Cango’s 4,451 BTC", "Cango ’s 4,451 BTC"},
		{"It's the miners' debt", "It 's the miners ' debt"},
		{"O’Brien doesn't know", "O’Brien doesn't know"},
		{"A$3.4m and US$5", "A $ 3.4 m and US $ 5"},
		{"a two-year, 50 EH/s co-founder", "a two - year , 50 EH / s co - founder"},
		{"1.2m or 305mln, 4th", "1.2 m or 305 mln , 4 th"},
		{"the U.S.-led AT&T, H5N1 and R&D.", "the U.S. - led AT&T , H5N1 and R&D ."},
		{"at 4 p.m. on Nov. 3", "at 4 p.m. on Nov. 3"},
		{"Ph.D. or J.P. Marsh", "Ph.D. or J.P. Marsh"},
		{"costs .75 or ½ of 10½", "costs .75 or ½ of 10½"},
		{"10–12 mph, 37°C", "10 – 12 mph , 37 ° C"},
		{"@lede at a.b@c.org, www.x.org/y.", "@lede at a.b@c.org , www.x.org/y ."},
		{"wait...“now”", "wait ... “ now ”"},
		{"5/17/2018 at 14:30", "5 / 17 / 2018 at 14 : 30"},
		{"100元 \xff\xfe ok", "100 元 \xff \xfe ok"},
		{"USD3.14, Rs1,200 and G7", "USD 3.14 , Rs 1,200 and G7"},
		{"one--two", "one -- two"},
	} {
		d := Read(c.text, nil)
		var got []string
		for i := range d.Tokens {
			got = append(got, d.Word(i))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q\nread %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestNoSentenceReachesOverABlock(t *testing.T) {
	text := "A heading\n\nThe first words\nof a paragraph"
	d := Read(text, []model.Span{{Start: 0, End: 9}, {Start: 11, End: len(text)}})
	if len(d.Sentences) != 2 || d.Sentences[1].Span.In(text) != "The first words\nof a paragraph" {
		t.Fatalf("%d sentences, last %q", len(d.Sentences), d.Sentences[len(d.Sentences)-1].Span.In(text))
	}
	if d.SentenceAt(3) != 0 || d.SentenceAt(10) != 0 || d.SentenceAt(20) != 1 || d.SentenceOf(2) != 1 {
		t.Fatalf("sentences of bytes 3, 10, 20 and of token 2: %d %d %d %d", d.SentenceAt(3), d.SentenceAt(10), d.SentenceAt(20), d.SentenceOf(2))
	}
	if i := d.TokenAt(10); d.Word(i) != "The" {
		t.Fatalf("token at byte 10 is %q", d.Word(i))
	}
}

func TestLeavesThatDoNotFitAreLeftOut(t *testing.T) {
	d := Read("abc def", []model.Span{{Start: -2, End: 1}, {Start: 0, End: 3}, {Start: 2, End: 5}, {Start: 4, End: 70}, {Start: 4, End: 7}})
	if len(d.Leaves) != 2 || len(d.Tokens) != 2 {
		t.Fatalf("%d leaves, %d tokens", len(d.Leaves), len(d.Tokens))
	}
}

func TestShapesOfWords(t *testing.T) {
	for w, want := range map[string]Shape{"bitcoin": Lower, "Bitcoin": Title, "BTC": Upper, "A": Upper, "U.S.": Upper, "iPhone": Mixed,
		"McKay": Mixed, "Inc.": Title, "H5N1": Upper, "Ålesund": Title, "AT&T": Upper} {
		if d := Read(w, nil); len(d.Tokens) != 1 || d.Tokens[0].Shape != want {
			t.Errorf("%s: %+v, want shape %d", w, d.Tokens, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "A b. C", "U.S.\n“x", "\xff\xe2\x80 3,4.5.", "a@b.c J. K", strings.Repeat("aa.", 40), "'s's 's", "…?!)”x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := Read(s, nil)
		at, tok := 0, 0
		for i, k := range d.Tokens {
			if k.Start < at || k.End <= k.Start || k.End > len(s) {
				t.Fatalf("token %d is %d–%d behind byte %d of %d", i, k.Start, k.End, at, len(s))
			}
			if rest := strings.TrimFunc(s[at:k.Start], isBlank); rest != "" {
				t.Fatalf("%q stands between tokens %d and %d", rest, i-1, i)
			}
			if k.Fold != Hash(s[k.Start:k.End]) {
				t.Fatalf("fold of %q", s[k.Start:k.End])
			}
			at = k.End
		}
		for i, st := range d.Sentences {
			if st.First != tok || st.Last <= st.First || d.Span(st.First, st.Last) != st.Span {
				t.Fatalf("sentence %d is tokens %d–%d, want %d on", i, st.First, st.Last, tok)
			}
			tok = st.Last
		}
		if tok != len(d.Tokens) {
			t.Fatalf("sentences hold %d of %d tokens", tok, len(d.Tokens))
		}
	})
}

func isBlank(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad', '\u2060':
		return true
	}
	return r <= ' ' || r == 0x7f || unicode.IsSpace(r)
}

func BenchmarkRead(b *testing.B) {
	story := strings.Repeat("Harrow Ltd. said on Tuesday it had sold 4,451 tonnes of grain for $305 million, its largest sale since Nov. 2019. “We are glad,” said J. K. Marsh, who runs the U.S. desk’s books.\n", 50)
	b.SetBytes(int64(len(story)))
	b.ReportAllocs()
	for b.Loop() {
		Read(story, nil)
	}
}
