package plain

import (
	"testing"

	"lede/model"
)

func TestMarkdownKeepsShapeAndEscapesWhatOnlyLooksLikeIt(t *testing.T) {
	var w model.BodyBuilder
	w.Open(model.Block{Kind: model.Heading, Level: 2})
	w.Text("Rye & oats", 0, "")
	w.Close()
	w.Open(model.Block{Kind: model.Paragraph})
	w.Text("It is *not* ", 0, "")
	w.Text("emphatic", model.Emphasis, "")
	w.Text(", see ", 0, "")
	w.Text("figures", 0, "https://example.test/a_b")
	w.Text(".", 0, "")
	w.Close()
	w.Open(model.Block{Kind: model.List, Ordered: true, Start: 3})
	for _, s := range []string{"one", "two"} {
		w.Open(model.Block{Kind: model.Item})
		w.Text(s, 0, "")
		w.Close()
		w.Close()
	}
	w.Close()
	w.Open(model.Block{Kind: model.Quote})
	w.Text("said so", 0, "")
	w.Close()
	w.Close()
	want := "## Rye & oats\n\nIt is \\*not\\* *emphatic*, see [figures](<https://example.test/a_b>).\n\n3. one\n4. two\n\n> said so\n"
	if got := Markdown(w.Body()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
