package article

import (
	"testing"

	"lede/model"
)

func TestALeafSetBareIsAsGlamourSetsIt(t *testing.T) {
	for _, text := range []string{"Varna", "", " a  b ", "two\nlines\n", "rye & oats &amp; \\*x\\* <b> `y` #", "坎谷公司 🚀 e\u0301 นโยบาย", "$305 million for 4,451 BTC", "a\tb"} {
		for _, href := range []string{"", "https://coast.test/a"} {
			var w model.BodyBuilder
			w.Open(model.Block{Kind: model.Paragraph})
			w.Text(text, model.Mono, "")
			w.Text("link", 0, href)
			w.Text(" and again", 0, "")
			w.Text("link", 0, href)
			w.Close()
			s := &model.Story{ID: 1, Body: w.Body(), Facts: []model.Fact{{Kind: model.Number, Span: model.Span{Start: 0, End: min(2, len(text))}}}}
			set := func() *setter {
				cuts, links := cutText(s)
				return newSetter(s, cuts, links, 60, 60, dark(t))
			}
			b := &s.Body.Blocks()[0]
			got, ok := set().bare(b)
			if !ok {
				t.Fatalf("%q is not set bare", text)
			}
			want := set().block(t.Context(), b, 1000, 0)
			if len(got) != len(want) {
				t.Fatalf("%q has %d rows, by Glamour %d", text, len(got), len(want))
			}
			for y := range want {
				if len(got[y].cells) != len(want[y].cells) {
					t.Fatalf("%q is %q, by Glamour %q", text, got[y].cells.String(), want[y].cells.String())
				}
				for i := range want[y].cells {
					if g, w := got[y].cells[i], want[y].cells[i]; !g.Equal(&w) || got[y].tags[i] != want[y].tags[i] {
						t.Errorf("%q: cell %d is %+v of %d, by Glamour %+v of %d", text, i, g, got[y].tags[i], w, want[y].tags[i])
					}
				}
			}
		}
	}
}
