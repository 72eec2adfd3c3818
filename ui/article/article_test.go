package article

import (
	"context"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"lede/model"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/theme"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func dark(t testing.TB) theme.Theme {
	th, ok := theme.Pick("dark", true, colorprofile.TrueColor)
	if !ok {
		t.Fatal("no dark theme")
	}
	return th
}

// grain is a story with every kind of block and a fact in each of them.
func grain() *model.Story {
	var w model.BodyBuilder
	leaf := func(k model.BlockKind, texts ...string) {
		w.Open(model.Block{Kind: k, Level: 2})
		for i, s := range texts {
			w.Text(s, []model.Style{0, model.Strong, model.Emphasis}[i%3], "")
		}
		w.Close()
	}
	leaf(model.Heading, "Harvest worth ", "$305 million", " shipped")
	leaf(model.Paragraph, "The port of Odense sold 4,451 tonnes of ", "rye & oats", " for about 12 million kroner, said Jane O’Neil of 坎谷公司 on Tuesday, ",
		"not \\*more\\* &amp; not `less` than <b>before</b> ~~ever~~ # in a row that wraps several times at any width whatever.")
	w.Open(model.Block{Kind: model.Quote})
	leaf(model.Paragraph, "“We will load 50 ships a week until the third quarter of 2026,” she said, paying 3億5000万円 to the 日本銀行 🚀 group in one long sentence that goes on.")
	w.Close()
	w.Open(model.Block{Kind: model.List, Ordered: true, Start: 9})
	for _, s := range []string{"more than 40 silos in the United States", "around 50 lorries an hour"} {
		w.Open(model.Block{Kind: model.Item})
		leaf(model.Paragraph, s)
		w.Close()
	}
	w.Close()
	table(&w, [][]string{{"Silo", "Tonnes", "Note"}, {"North", "3,023", "held since January 2025 by the state of the United States"}, {"South", "77", "down 12.5%"}})
	w.Open(model.Block{Kind: model.Paragraph})
	w.Text("See the ", 0, "")
	w.Text("harbour’s own figures for $305 million", 0, "https://example.test/figures?a=1&b=2")
	w.Text(" and the weather.", 0, "")
	w.Close()
	w.Open(model.Block{Kind: model.Figure, Alt: "a crane", Src: "https://example.test/crane.png"})
	w.Text("Crane 7 at work", 0, "")
	w.Close()
	s := &model.Story{ID: 1, Headline: "Grain ship leaves port after the storm", Byline: "By Ann Bo", Publisher: "The Harbour Post",
		Published: noon, Truncated: true, URL: "https://example.test/grain", Body: w.Body()}
	for _, f := range []struct {
		k model.Kind
		t string
	}{{model.Money, "$305 million"}, {model.Money, "12 million kroner"}, {model.Person, "Jane O’Neil"}, {model.Org, "坎谷公司"}, {model.Number, "50"},
		{model.Date, "the third quarter of 2026"}, {model.Money, "3億5000万円"}, {model.Org, "日本銀行 🚀"}, {model.Number, "40"}, {model.Place, "United States"},
		{model.Number, "3,023"}, {model.Percent, "12.5%"}, {model.Quantity, "4,451 tonnes"}, {model.Product, "rye & oats"},
		{model.QuoteOf, "“We will load 50 ships a week until the third quarter of 2026,”"}, {model.Number, "7"}} {
		text := s.Body.Text()
		for at := 0; ; {
			i := strings.Index(text[at:], f.t)
			if i < 0 {
				break
			}
			sp := model.Span{Start: at + i, End: at + i + len(f.t)}
			s.Facts = append(s.Facts, model.Fact{Kind: f.k, Span: sp, Sentence: sentence(text, sp)})
			at = sp.End
		}
	}
	return s
}

func sentence(text string, sp model.Span) model.Span {
	out := model.Span{Start: strings.LastIndexByte(text[:sp.Start], '\n') + 1, End: len(text)}
	if i := strings.IndexByte(text[sp.End:], '\n'); i >= 0 {
		out.End = sp.End + i
	}
	return out
}

func page(t testing.TB, s *model.Story, width int) *sheet {
	return newJob(s, width, width, dark(t), noon).until(context.Background(), 1<<30)
}

// shown is what the cells of a span show, without blanks.
func shown(p *sheet, sp model.Span) string {
	var b strings.Builder
	for y := range p.rows {
		for i := range p.rows[y].cells {
			if c := p.cut(&p.rows[y], i); c != nil && !c.note && sp.Covers(c.span) {
				b.WriteString(p.rows[y].cells[i].Content)
			}
		}
	}
	return squash(b.String())
}

func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '│' || r == '─' || r == '┼' {
			return -1
		}
		return r
	}, s)
}

func TestEveryFactIsFoundAgainAtEveryWidth(t *testing.T) {
	s := grain()
	if len(s.Facts) < 18 {
		t.Fatalf("the story lost its facts: %d", len(s.Facts))
	}
	for width := 12; width <= 120; width++ {
		p := page(t, s, width)
		for _, f := range s.Facts {
			want := squash(f.Span.In(s.Body.Text()))
			if got := shown(p, f.Span); got != want {
				t.Fatalf("at %d cells %s %q shows %q", width, f.Kind, want, got)
			}
		}
	}
}

func TestNoRowIsWiderThanItsColumn(t *testing.T) {
	s := grain()
	for width := 1; width <= 130; width++ {
		p := page(t, s, width)
		for y := range p.rows {
			if w := p.rows[y].width(); w > max(width, 2) { // two: a wide rune cannot be cut
				t.Fatalf("at %d cells row %d takes %d: %q", width, y, w, p.rows[y].cells.String())
			}
		}
	}
}

func TestWhatLooksLikeMarkupIsShownAsItIs(t *testing.T) {
	p := page(t, grain(), 60)
	var b strings.Builder
	for y := range p.rows {
		b.WriteString(p.rows[y].cells.String() + " ")
	}
	text := strings.Join(strings.Fields(b.String()), " ")
	for _, want := range []string{`\*more\*`, "&amp; not", "`less`", "<b>before</b>", "~~ever~~", "# in a row", "rye & oats", "9. more than", "10. around", "[1] and the weather"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the page: %s", want, text)
		}
	}
}

func TestEveryLineOfAQuoteHasItsBar(t *testing.T) {
	s := grain()
	for width := 12; width <= 100; width++ {
		p := page(t, s, width)
		for y := range p.rows {
			if p.rows[y].block == 3 && !strings.HasPrefix(p.rows[y].cells.String(), "▎ ") {
				t.Fatalf("at %d cells the quote has %q", width, p.rows[y].cells.String())
			}
		}
	}
}

// drive runs a pane's commands until it is quiet.
func drive(p Pane, cmd tea.Cmd) Pane {
	for cmd != nil {
		m := cmd()
		if m == nil {
			break
		}
		p, cmd = p.Take(m)
	}
	return p
}

func TestThePaneIsExactlyItsRectangleAtEverySize(t *testing.T) {
	s, th := grain(), dark(t)
	for _, size := range [][2]int{{0, 0}, {1, 1}, {2, 3}, {7, 40}, {40, 1}, {61, 33}, {100, 20}, {220, 60}} {
		r := layout.Rect{W: size[0], H: size[1]}
		p := drive(New().Show(s, r, th, noon))
		p = p.Match([]string{"the"}).Select(3)
		for _, a := range []keys.Action{keys.Next, keys.HalfDown, keys.Last, keys.PrevParagraph, keys.First, keys.NextParagraph} {
			p, _ = p.Do(a, 1)
			rows := p.View(r, th, true)
			if len(rows) != r.H {
				t.Fatalf("%dx%d: %d rows", r.W, r.H, len(rows))
			}
			for _, l := range rows {
				if w := ansi.StringWidth(l); w != r.W {
					t.Fatalf("%dx%d after %s: a row of %d cells: %q", r.W, r.H, a, w, l)
				}
			}
		}
	}
}

func TestASelectedFactAndItsSentenceAreOnScreen(t *testing.T) {
	s, th := grain(), dark(t)
	r := layout.Rect{W: 40, H: 9}
	p := drive(New().Show(s, r, th, noon))
	for i := range s.Facts {
		p = p.Select(i)
		if p.Selected() != i {
			t.Fatalf("fact %d is not selected", i)
		}
		found := false
		for _, v := range p.Visible() {
			found = found || v == i
		}
		if !found {
			t.Errorf("fact %d %q is not on screen", i, s.Facts[i].Span.In(s.Body.Text()))
		}
	}
}

func TestAResizeKeepsThePlaceAndOldAnswersAreDropped(t *testing.T) {
	s, th := grain(), dark(t)
	p, late := New().Show(s, layout.Rect{W: 50, H: 10}, th, noon)
	old := late()
	p, cmd := p.Resize(layout.Rect{W: 30, H: 10}, th)
	if p, _ = p.Take(old); p.page != nil {
		t.Fatal("an answer to a question that was withdrawn is shown")
	}
	p = drive(p, cmd)
	p, _ = p.Do(keys.Last, 1)
	p = drive(p.Resize(layout.Rect{W: 60, H: 10}, th))
	if !p.AtEnd() && p.Percent() < 80 {
		t.Errorf("after a resize at the end of the story it stands at %d %%", p.Percent())
	}
}

func TestAnAnswerThatComesAfterNothingIsShownIsDropped(t *testing.T) {
	th := dark(t)
	p, cmd := New().Show(grain(), layout.Rect{W: 50, H: 10}, th, noon)
	late := cmd()
	p, _ = p.Show(nil, layout.Rect{W: 50, H: 10}, th, noon)
	if p, _ = p.Take(late); p.page != nil || p.Story() != nil {
		t.Error("a story is shown that was taken away")
	}
}

func TestDeepTreesAndLongTextsAreSetInTime(t *testing.T) {
	nest := func(k model.BlockKind, depth int) model.Body {
		var w model.BodyBuilder
		for range depth {
			w.Open(model.Block{Kind: k})
			if k == model.List {
				w.Open(model.Block{Kind: model.Item})
			}
		}
		w.Text("deep down", 0, "")
		return w.Body()
	}
	for name, b := range map[string]model.Body{
		"100 quotes": nest(model.Quote, 100), "600 lists": nest(model.List, 600),
		"stars": model.PlainBody(strings.Repeat("*a_ ", 50_000)), "one word": model.PlainBody(strings.Repeat("x", 100_000)),
	} {
		began := busy()
		p := page(t, &model.Story{ID: 1, Headline: name, Body: b}, 60)
		took := busy() - began
		if took > time.Second {
			t.Errorf("%s took %s", name, took)
		}
		if len(p.rows) < 2 {
			t.Errorf("%s shows nothing", name)
		}
	}
}

func long(n int) *model.Story {
	s := grain()
	var ps []string
	for i := 0; i < n; i++ {
		ps = append(ps, "The port of Odense sold 4,451 tonnes of rye for about 12 million kroner, said the harbour master, and the ships that wait outside will load until the third quarter of 2026, when the new pier opens to vessels of any size.")
	}
	s.Body, s.Facts = model.PlainBody(ps...), nil
	text := s.Body.Text()
	for at := 0; ; {
		i := strings.Index(text[at:], "12 million kroner")
		if i < 0 {
			return s
		}
		sp := model.Span{Start: at + i, End: at + i + 17}
		s.Facts = append(s.Facts, model.Fact{Kind: model.Money, Span: sp, Sentence: sentence(text, sp)})
		at = sp.End
	}
}

// However long a story is, its first screen is there within a key's time: 5 ms of the processor, and 100 for all of 100 kB.
func TestTheFirstScreenOfALongStoryDoesNotWaitForItsEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("times are not those of a race detector")
	}
	s, th := long(480), dark(t)
	for _, c := range []struct {
		rows, most int // milliseconds
	}{{44 + 8, 5}, {1 << 30, 100}} {
		least := time.Hour
		for try := 0; try < 10 && least > time.Duration(c.most)*time.Millisecond; try++ {
			began := busy()
			newJob(s, 72, 72, th, noon).until(context.Background(), c.rows)
			least = min(least, busy()-began)
		}
		if least > time.Duration(c.most)*time.Millisecond {
			t.Errorf("%d rows take %s, %d ms at most", c.rows, least, c.most)
		}
	}
}

func BenchmarkFirstScreenOf100kB(b *testing.B) {
	s := long(480)
	b.ReportAllocs()
	for b.Loop() {
		newJob(s, 72, 72, dark(b), noon).until(context.Background(), 44+8)
	}
}

func BenchmarkWholeOf100kB(b *testing.B) {
	s := long(480)
	b.SetBytes(int64(len(s.Body.Text())))
	b.ReportAllocs()
	for b.Loop() {
		newJob(s, 72, 72, dark(b), noon).until(context.Background(), 1<<30)
	}
}

func BenchmarkViewAfterSelect(b *testing.B) {
	r := layout.Rect{W: 78, H: 44}
	th := dark(b)
	p := drive(New().Show(long(20), r, th, noon))
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		i = (i + 1) % 8
		p = p.Select(i)
		p.View(r, th, true)
	}
}

func TestTheLedeHasAnInkOfItsOwn(t *testing.T) {
	th := dark(t)
	s := &model.Story{ID: 1, Headline: "x", Body: model.PlainBody("Aaa aaa.", "Bbb bbb.")}
	inks := map[string]uv.Style{}
	p := page(t, s, 60)
	for y := range p.rows {
		for _, c := range p.rows[y].cells {
			inks[c.Content] = c.Style
		}
	}
	if inks["A"].Fg != th.Lede.Fg || inks["B"].Fg == th.Lede.Fg || th.Lede.Fg == nil {
		t.Errorf("the lede has %v, what follows %v, the theme %v", inks["A"].Fg, inks["B"].Fg, th.Lede.Fg)
	}
}

func TestHeadingsAndEmphasisHaveTheThemesLook(t *testing.T) {
	th := dark(t)
	p := page(t, grain(), 60)
	look := map[string]bool{}
	for y := range p.rows {
		for _, c := range p.rows[y].cells {
			if p.rows[y].block == 1 && c.Content == "H" {
				look["heading"] = c.Style.Attrs&uv.AttrBold != 0 && c.Style.Fg == th.Heading.Fg
			}
		}
		for _, c := range p.rows[y].cells {
			if p.rows[y].block == 2 && c.Style.Attrs&uv.AttrBold != 0 {
				look["strong"] = true
			}
		}
	}
	if !look["heading"] || !look["strong"] {
		t.Errorf("looks: %v", look)
	}
}

func TestTheReaderSaysHowWideALineMayBe(t *testing.T) {
	for asked, want := range map[int]int{0: 72, 60: 60, 100: 100, 3: narrowestMeasure} {
		p := drive(New().Measure(asked).Show(grain(), layout.Rect{W: 140, H: 40}, dark(t), noon))
		if p.page.width != want {
			t.Errorf("measure %d sets lines of %d cells", asked, p.page.width)
		}
	}
}

// table writes a table whose first row is its header.
func table(w *model.BodyBuilder, rows [][]string) {
	w.Open(model.Block{Kind: model.Table})
	for i, cells := range rows {
		w.Open(model.Block{Kind: model.Row, Header: i == 0})
		for _, c := range cells {
			w.Open(model.Block{Kind: model.Cell})
			w.Text(c, 0, "")
			w.Close()
		}
		w.Close()
	}
	w.Close()
}
