package plain

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lede/model"
)

// sample is a Body with one of everything.
func sample() model.Body {
	var w model.BodyBuilder
	leaf := func(k model.Block, s string) {
		w.Open(k)
		w.Text(s, 0, "")
		w.Close()
	}
	leaf(model.Block{Kind: model.Heading, Level: 2}, "Harbour")
	w.Open(model.Block{Kind: model.Paragraph})
	w.Text("The crane is ", 0, "")
	w.Text("gone", model.Strong, "https://a.test/1")
	w.Text(", see ", 0, "")
	w.Text("here", 0, "https://a.test/2")
	w.Text(" or ", 0, "")
	w.Text("there", 0, "https://a.test/1")
	w.Text(".\nIt rusted.", 0, "")
	w.Close()
	w.Open(model.Block{Kind: model.List, Ordered: true, Start: 9})
	for _, s := range []string{"the gate of the old harbour", "the key"} {
		w.Open(model.Block{Kind: model.Item})
		leaf(model.Block{Kind: model.Paragraph}, s)
		w.Close()
	}
	w.Close()
	w.Open(model.Block{Kind: model.Quote})
	leaf(model.Block{Kind: model.Paragraph}, "It should work again, and it will.")
	w.Close()
	leaf(model.Block{Kind: model.Code}, "a  b\n  c")
	w.Open(model.Block{Kind: model.Table})
	for i, row := range [][]string{{"Ship", "Tonnes"}, {"Alma", "4,000"}, {"粮船", ""}} {
		w.Open(model.Block{Kind: model.Row, Header: i == 0})
		for _, c := range row {
			leaf(model.Block{Kind: model.Cell}, c)
		}
		w.Close()
	}
	w.Close()
	w.Open(model.Block{Kind: model.Figure, Src: "https://a.test/p.jpg", Alt: "the quay"})
	w.Text("At dawn", 0, "")
	w.Close()
	w.Open(model.Block{Kind: model.Rule})
	w.Close()
	return w.Body()
}

func TestABodyIsLaidOut(t *testing.T) {
	got, links := Render(sample(), Options{Width: 26})
	want := `Harbour
───────

The crane is gone[1], see
here[2] or there[1].
It rusted.

   9. the gate of the old
      harbour
  10. the key

  │ It should work again,
  │ and it will.

    a  b
      c

Ship │ Tonnes
─────┼───────
Alma │ 4,000
粮船 │

[image: the quay][3]
At dawn

──────────────────────────

[1] https://a.test/1
[2] https://a.test/2
[3] https://a.test/p.jpg`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if strings.Join(links, " ") != "https://a.test/1 https://a.test/2 https://a.test/p.jpg" {
		t.Errorf("links %q", links)
	}
	if bare, _ := Render(sample(), Options{Width: 26, Bare: true}); strings.ContainsAny(bare, "[1") && strings.Contains(bare, "[1]") {
		t.Errorf("bare text has numbers:\n%s", bare)
	}
}

func TestNoLineIsWiderThanThePage(t *testing.T) {
	b := model.PlainBody("The crane is gone, and "+strings.Repeat("x", 200)+" with it.", strings.Repeat("新闻，", 60), "👩‍👩‍👧 family "+strings.Repeat("e\u0301", 90), strings.Repeat("ก็", 80))
	for width := 1; width <= 120; width++ {
		text, _ := Render(b, Options{Width: width})
		for _, l := range strings.Split(text, "\n") {
			if n := ansi.StringWidth(l); n > max(width, 2) {
				t.Fatalf("%d cells at width %d: %q", n, width, l)
			}
		}
	}
	for width := 12; width <= 120; width++ {
		text, _ := Render(sample(), Options{Width: width, Bare: true})
		for _, l := range strings.Split(text, "\n") {
			if n := ansi.StringWidth(l); n > width {
				t.Fatalf("%d cells at width %d: %q", n, width, l)
			}
		}
	}
}

func TestNothingIsLostByFolding(t *testing.T) {
	for _, s := range []string{"a b  c", "新闻新闻", "one 新 two，three", strings.Repeat("word ", 50), "x" + strings.Repeat("é", 99)} {
		for width := 1; width < 20; width++ {
			got := strings.ReplaceAll(strings.Join(fold(s, width), ""), " ", "")
			if got != strings.ReplaceAll(s, " ", "") {
				t.Fatalf("%q at %d becomes %q", s, width, got)
			}
		}
	}
}

func TestListsCountAsTheyAreTold(t *testing.T) {
	for _, c := range []struct {
		mark byte
		n    int
		want string
	}{{0, 7, "7."}, {'a', 1, "a."}, {'a', 27, "aa."}, {'A', 26, "Z."}, {'i', 4, "iv."}, {'I', 1999, "MCMXCIX."}, {'a', 0, "0."}, {'i', 4000, "4000."}} {
		if got := Marker(&model.Block{Ordered: true, Marker: c.mark}, c.n); got != c.want {
			t.Errorf("%c %d: %s, want %s", c.mark, c.n, got, c.want)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	body := model.PlainBody(strings.Split(strings.Repeat("The grain ship left the harbour of Larkfield on Friday after nine days at anchor.\n", 60), "\n")...)
	b.SetBytes(int64(len(body.Text())))
	b.ReportAllocs()
	for b.Loop() {
		Render(body, Options{Width: 72})
	}
}
