package article

import (
	"strings"
	"testing"

	"lede/model"
	"lede/ui/theme"
)

// item writes an item of paragraphs, and a list in it where inner is given.
func item(w *model.BodyBuilder, inner []string, paragraphs ...string) {
	w.Open(model.Block{Kind: model.Item})
	for _, p := range paragraphs {
		w.Open(model.Block{Kind: model.Paragraph})
		w.Text(p, 0, "")
		w.Close()
	}
	if len(inner) > 0 {
		w.Open(model.Block{Kind: model.List})
		for _, p := range inner {
			item(w, nil, p)
		}
		w.Close()
	}
	w.Close()
}

func TestListsAreAsCloseAsTheirItemsAreLong(t *testing.T) {
	for want, write := range map[string]func(*model.BodyBuilder){
		" 9. one\n10. two":                     func(w *model.BodyBuilder) { item(w, nil, "one"); item(w, nil, "two") },
		" 9. one\n    – a\n    – b\n10. two":   func(w *model.BodyBuilder) { item(w, []string{"a", "b"}, "one"); item(w, nil, "two") },
		" 9. one\n\n    more of it\n\n10. two": func(w *model.BodyBuilder) { item(w, nil, "one", "more of it"); item(w, nil, "two") },
	} {
		var w model.BodyBuilder
		w.Open(model.Block{Kind: model.List, Ordered: true, Start: 9})
		write(&w)
		w.Close()
		if got := below(page(t, &model.Story{ID: 1, Headline: "x", Body: w.Body()}, 40)); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestTheHighestHeadingsLookHighestWhateverTheirLevel(t *testing.T) {
	var w model.BodyBuilder
	for level, s := range map[int]string{3: "A", 4: "B", 5: "C"} {
		w.Open(model.Block{Kind: model.Heading, Level: level})
		w.Text(s, 0, "")
		w.Close()
	}
	th := dark(t)
	p := page(t, &model.Story{ID: 1, Headline: "x", Body: w.Body()}, 40)
	for text, want := range map[string]theme.Style{"A": th.Heading, "B": th.Strong, "C": th.Emphasis} {
		if got, want := styleOf(t, p, text), want.UV(); !got.Equal(&want) {
			t.Errorf("%s is %+v, want %+v", text, got, want)
		}
	}
}

// What was struck out and what was put in its place looked alike, and a correction could not be read.
func TestACorrectionIsSeen(t *testing.T) {
	var w model.BodyBuilder
	w.Open(model.Block{Kind: model.Paragraph})
	w.Text("Varna sold ", 0, "")
	w.Text("12", model.Strike, "")
	w.Text(" ", 0, "")
	w.Text("14", model.Underline, "")
	w.Text(" cranes.", 0, "")
	w.Close()
	s := &model.Story{ID: 1, Headline: "x", Body: w.Body()}
	for _, th := range []theme.Theme{dark(t), bareTheme(t)} {
		p := newJob(s, 60, 60, th, noon).until(t.Context(), 1<<30)
		row := p.draw(len(p.rows)-1, look{theme: th, fact: -1})
		if !strings.Contains(row, "\x1b[9m12") || !strings.Contains(row, "\x1b[4m14") {
			t.Errorf("%s: %q", th.Name, row)
		}
	}
}

func TestALongBylineIsBrokenAtItsDots(t *testing.T) {
	s := &model.Story{Headline: "x", Byline: "Ann Bo and Carl Dee and Eve Foo", Publisher: "Coast Post", Published: noon, Body: model.PlainBody("A.")}
	for width, want := range map[int]string{
		90: "Ann Bo and Carl Dee and Eve Foo · Coast Post · Tue 24 Nov 2026 12:00 · 1 min",
		50: "Ann Bo and Carl Dee and Eve Foo · Coast Post\nTue 24 Nov 2026 12:00 · 1 min",
		36: "Ann Bo and Carl Dee and Eve Foo\nCoast Post · Tue 24 Nov 2026 12:00\n1 min",
		24: "Ann Bo and Carl Dee and\nEve Foo\nCoast Post\nTue 24 Nov 2026 12:00\n1 min",
	} {
		head, _, _ := strings.Cut(printed(page(t, s, width)), "\n\n")
		if _, got, _ := strings.Cut(head, "\n"); got != want {
			t.Errorf("at %d:\n%s\nwant\n%s", width, got, want)
		}
	}
}

func bareTheme(t *testing.T) theme.Theme {
	th, ok := theme.Pick("none", true, 0)
	if !ok {
		t.Fatal("no bare theme")
	}
	return th
}
