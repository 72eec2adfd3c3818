package article

import (
	"fmt"
	"strings"
	"testing"

	"lede/model"
	"lede/ui/layout"
	"lede/ui/term"
)

// printed is a page as plain rows.
func printed(p *sheet) string {
	var out []string
	for _, r := range p.rows {
		var b strings.Builder
		for _, c := range r.cells {
			b.WriteString(c.Content)
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return strings.Join(out, "\n")
}

func TestAPageIsSetAsAPrinterWould(t *testing.T) {
	for name, c := range map[string]struct {
		story *model.Story
		want  string
	}{
		"a headline's lines are about as long": {&model.Story{Headline: "The port of Varna buys two new cranes for ships", Body: model.PlainBody("A.")}, `
The port of Varna buys
two new cranes for ships
1 min

A.`},
		"who and when share a line that has room": {&model.Story{Headline: "Cranes", Publisher: "Coast Post", Body: model.PlainBody("A.")}, `
Cranes
Coast Post · 1 min

A.`},
		"no short word is left alone": {&model.Story{Headline: "x", Body: model.PlainBody("It expects ships twice the size by about now.")}, `
x
1 min

It expects ships twice the size by
about now.`},
		"nor are two characters": {&model.Story{Headline: "x", Body: model.PlainBody("日本銀行は月曜日、政策金利を引き下げると言う。")}, `
x
1 min

日本銀行は月曜日、政策金利を引き下げる
と言う。`},
		"Korean words are kept whole": {&model.Story{Headline: "x", Body: model.PlainBody("한국은행은 월요일 기준금리를 인하한다고 했다.")}, `
x
1 min

한국은행은 월요일 기준금리를
인하한다고 했다.`},
	} {
		if got := "\n" + printed(page(t, c.story, 40)); got != c.want {
			t.Errorf("%s:%s\nwant%s", name, got, c.want)
		}
	}
}

// Accents that are written as marks of their own were lost, with Vietnamese and all that a Mac decomposes.
func TestMarksStayOnTheirLetters(t *testing.T) {
	const text = "Cafe\u0301 Vie\u0323\u0302t e\u0301"
	s := &model.Story{Headline: "x", Body: model.PlainBody(text)}
	s.Facts = []model.Fact{{Kind: model.Place, Span: model.Span{Start: 0, End: 6}}}
	if _, got, _ := strings.Cut(printed(page(t, s, 60)), "\n\n"); got != text {
		t.Errorf("%q is set as %q", text, got)
	}
}

// withTable is a story with a table, a picture and code in a line.
func withTable() *model.Story {
	var w model.BodyBuilder
	w.Open(model.Block{Kind: model.Figure, Src: "https://coast.test/a.jpg", Alt: "Two cranes"})
	w.Close()
	table(&w, [][]string{{"Port", "Ships", "Income"}, {"Varna", "310", "$41 million"}, {"Burgas", "1,342", "n/a"}})
	w.Open(model.Block{Kind: model.Paragraph})
	w.Text("Type ", 0, "")
	w.Text("lift", model.Mono, "")
	w.Text(" here.", 0, "")
	w.Close()
	return &model.Story{ID: 1, Headline: "x", Body: w.Body()}
}

func TestFiguresStandBelowOneAnotherAndPicturesLeadSomewhere(t *testing.T) {
	p := page(t, withTable(), 60)
	const want = `
▧ Two cranes[1]

Port     Ships   Income
────────────────────────────
Varna      310   $41 million
Burgas   1,342   n/a

Type lift here.`
	if _, got, _ := strings.Cut(printed(p), "\n\n"); "\n"+got != want {
		t.Errorf("got\n%s\nwant%s", got, want)
	}
	if len(p.links) != 1 || p.links[0].URL != "https://coast.test/a.jpg" || !strings.Contains(p.links[0].Text, "Two cranes") {
		t.Errorf("links: %+v", p.links)
	}
	row := p.draw(len(p.rows)-1, look{theme: dark(t), fact: -1})
	if code := dark(t).Code.Render("lift"); !strings.Contains(row, strings.TrimSuffix(code, "\x1b[m")) || term.Width(row) != 15 {
		t.Errorf("code in a line is drawn as %q", row)
	}
}

// A row that ends in blanks once moved what stands beside the article.
func TestATableWithAnEmptyLastCellFillsItsPane(t *testing.T) {
	var w model.BodyBuilder
	table(&w, [][]string{{"Port", "Note"}, {"Varna", ""}})
	th, r := dark(t), layout.Rect{W: 40, H: 8}
	p := drive(New().Show(&model.Story{ID: 1, Headline: "x", Body: w.Body()}, r, th, noon))
	for y, l := range p.View(r, th, true) {
		if n := term.Width(l); n != r.W {
			t.Errorf("row %d takes %d cells: %q", y, n, l)
		}
	}
}

// The numbers of many links once hid the text that follows them.
func TestTextAfterManyLinksIsThere(t *testing.T) {
	var w model.BodyBuilder
	for i := range 6 {
		w.Open(model.Block{Kind: model.Figure, Src: fmt.Sprintf("https://coast.test/%d.jpg", i)})
		w.Close()
	}
	w.Open(model.Block{Kind: model.Paragraph})
	w.Text("The cranes came by sea.", 0, "")
	w.Close()
	if got := printed(page(t, &model.Story{Headline: "x", Body: w.Body()}, 60)); !strings.Contains(got, "The cranes came by sea.") {
		t.Errorf("the text is not there:\n%s", got)
	}
}
