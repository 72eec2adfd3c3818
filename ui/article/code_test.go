package article

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"lede/model"
	"lede/model/code"
	"lede/ui/layout"
	"lede/ui/theme"
)

// coded is a story of one block of code.
func coded(lang, text string) *model.Story {
	var w model.BodyBuilder
	w.Open(model.Block{Kind: model.Code, Lang: lang})
	w.Text(text, model.Mono, "")
	w.Close()
	return &model.Story{ID: 1, Headline: "x", Body: w.Body()}
}

func below(p *sheet) string {
	_, text, _ := strings.Cut(printed(p), "\n\n")
	return text
}

func TestCodeIsSetLineByLine(t *testing.T) {
	for name, c := range map[string]struct{ lang, text, want string }{
		"blanks, blank lines and breaks stay":      {"", "a  b\n\n    c", "  a  b\n\n      c"},
		"an indentation that all lines share goes": {"", "        a\n          b", "  a\n    b"},
		"a long line goes on under its indentation": {"go", "    if ships[name].tons > most { return nil }\nx",
			"      if ships[name].tons > most {\n      ↳ return nil }\n  x"},
		"one without blanks is broken where it must": {"", strings.Repeat("0123456789", 6),
			"  " + strings.Repeat("0123456789", 3) + "01234567\n  ↳ " + strings.Repeat("8901234567", 2) + "89"},
		"wide letters are not cut": {"", strings.Repeat("日本", 12), "  " + strings.Repeat("日本", 9) + "日\n  ↳ " + "本" + strings.Repeat("日本", 2)},
		"clusters are whole":       {"", "e\u0301 = 👍🏽", "  e\u0301 = 👍"},
	} {
		p := page(t, coded(c.lang, c.text), 40)
		if got := below(p); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// styleOf is the style of the first cell that shows c.
func styleOf(t *testing.T, p *sheet, c string) uv.Style {
	t.Helper()
	for y := p.head; y < len(p.rows); y++ {
		for _, cell := range p.rows[y].cells {
			if cell.Content == c {
				return cell.Style
			}
		}
	}
	t.Fatalf("no %q on the page", c)
	return uv.Style{}
}

func TestCodeHasTheColoursOfItsLanguageInEveryTheme(t *testing.T) {
	for _, name := range theme.Names() {
		th, _ := theme.Pick(name, true, colorprofile.TrueColor)
		set := func(lang string) *sheet {
			return newJob(coded(lang, `func f() { "s" } // Ä`), 60, 60, th, noon).until(context.Background(), 1<<30)
		}
		p := set("go")
		for c, role := range map[string]code.Role{"n": code.Keyword, "s": code.String, "Ä": code.Comment, "{": code.Plain} {
			if got, want := styleOf(t, p, c), th.CodeText(role).UV(); !got.Equal(&want) {
				t.Errorf("%s: %q is %+v, want %+v", name, c, got, want)
			}
		}
		p = set("klingon")
		if got, want := styleOf(t, p, "n"), th.Code.UV(); !got.Equal(&want) {
			t.Errorf("%s: code in no known language is %+v, want %+v", name, got, want)
		}
	}
}

func TestAFactInCodeIsFoundAndStandsOutOnlyWhenSelected(t *testing.T) {
	s := coded("go", "x := 1\nmost := 4451 // ships")
	text := s.Body.Text()
	at := strings.Index(text, "4451")
	s.Facts = []model.Fact{{Kind: model.Number, Span: model.Span{Start: at, End: at + 4}, Sentence: model.Span{Start: 0, End: len(text)}}}
	th := dark(t)
	p := page(t, s, 60)
	if got := shown(p, s.Facts[0].Span); got != "4451" {
		t.Errorf("the fact shows %q", got)
	}
	row := p.head + 2
	if got, want := p.draw(row, look{theme: th, fact: -1}), th.CodeText(code.Number).Render("4451"); !strings.Contains(got, strings.TrimSuffix(want, "\x1b[m")) {
		t.Errorf("%q has no %q", got, want)
	}
	if got := p.draw(row, look{theme: th, fact: 0}); !strings.Contains(got, "48;5;222;1m4451") {
		t.Errorf("selected, it is drawn as %q", got)
	}
}

func TestWhatThePublisherMadeBoldInCodeIsBold(t *testing.T) {
	var w model.BodyBuilder
	w.Open(model.Block{Kind: model.Code})
	w.Text("NAME\n    ", 0, "")
	w.Text("ship", model.Strong, "")
	w.Text(" - sails ", 0, "")
	w.Text("far", 0, "https://coast.test/")
	w.Close()
	p := page(t, &model.Story{ID: 1, Headline: "x", Body: w.Body()}, 60)
	if st := styleOf(t, p, "h"); st.Attrs&uv.AttrBold == 0 {
		t.Errorf("ship is %+v", st)
	}
	if st := styleOf(t, p, "N"); st.Attrs&uv.AttrBold != 0 {
		t.Errorf("NAME is %+v", st)
	}
	if row := p.draw(len(p.rows)-1, look{theme: dark(t), fact: -1}); !strings.Contains(row, "https://coast.test/") {
		t.Errorf("no link in %q", row)
	}
}

func TestALineOfCodeMayTakeTheRoomBesideTheColumn(t *testing.T) {
	s, th := coded("", strings.Repeat("0123456789", 8)), dark(t)
	for w, rows := range map[int]int{74: 2, 80: 2, 100: 1, 140: 1} {
		r := layout.Rect{W: w, H: 10}
		p := drive(New().Show(s, r, th, noon))
		if n := len(p.page.rows) - p.page.head - 1; n != rows || p.page.width != min(w-2, 72) {
			t.Errorf("at %d cells it takes %d rows beside a column of %d", w, n, p.page.width)
		}
		for _, l := range p.View(r, th, true) {
			if n := ansi.StringWidth(l); n != w {
				t.Errorf("at %d cells a row takes %d", w, n)
			}
		}
		p, cmd := p.Resize(layout.Rect{W: 140, H: 10}, th)
		if p = drive(p, cmd); len(p.page.rows)-p.page.head-1 != 1 {
			t.Errorf("after %d cells it is not set anew for 140", w)
		}
	}
}

func TestCodeInAListOrQuoteKeepsItsPlace(t *testing.T) {
	var w model.BodyBuilder
	w.Open(model.Block{Kind: model.Quote})
	w.Open(model.Block{Kind: model.Code, Lang: "go"})
	w.Text("x := 1\n\ny := 2", 0, "")
	w.Close()
	w.Close()
	p := page(t, &model.Story{ID: 1, Headline: "x", Body: w.Body()}, 40)
	if got, want := below(p), "▎   x := 1\n▎\n▎   y := 2"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLongCodeIsSetInPartsThatMakeTheWhole(t *testing.T) {
	s := program(10_000)
	want := printed(page(t, s, 60))
	j := newJob(s, 60, 60, dark(t), noon)
	var got *sheet
	for n := 20; got == nil || !got.whole; n += 30 {
		if got = j.until(context.Background(), n); !got.whole && len(got.rows) > n+4 {
			t.Fatalf("%d rows where %d are enough", len(got.rows), n)
		}
	}
	if printed(got) != want {
		t.Errorf("in parts it is\n%s\nwant\n%s", printed(got), want)
	}
}

// program is a story of about so many bytes of code.
func program(size int) *model.Story {
	const text = "// Lift tells whether a crane lifts it.\nfunc (c *Crane) Lift(tons float64) (bool, error) {\n    return tons < 1_000.5, fmt.Errorf(\"crane %d\", c.Tons)\n}\n\n"
	return coded("go", strings.Repeat(text, size/len(text)))
}

func BenchmarkCodeOf10kB(b *testing.B) {
	s := program(10_000)
	th := dark(b)
	b.SetBytes(int64(len(s.Body.Text())))
	b.ReportAllocs()
	for b.Loop() {
		newJob(s, 72, 72, th, noon).until(context.Background(), 1<<30)
	}
}

func BenchmarkFirstScreenOf100kBOfCode(b *testing.B) {
	s := program(100_000)
	th := dark(b)
	b.ReportAllocs()
	for b.Loop() {
		newJob(s, 72, 72, th, noon).until(context.Background(), 44+8)
	}
}
