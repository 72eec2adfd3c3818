package sample

import (
	"strings"

	"lede/model"
)

// body reads the blocks of a story: "## " begins a heading, "> " a quote, "- " each item of a list,
// "| " each row of a table (a row of dashes parts its head from the rest); all else is a paragraph.
func body(text string) model.Body {
	var w model.BodyBuilder
	for block := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		lines := strings.Split(strings.TrimSpace(block), "\n")
		switch {
		case strings.HasPrefix(block, "## "):
			leaf(&w, model.Block{Kind: model.Heading, Level: 2}, strings.TrimPrefix(block, "## "))
		case strings.HasPrefix(block, "> "):
			w.Open(model.Block{Kind: model.Quote})
			leaf(&w, model.Block{Kind: model.Paragraph}, strings.TrimPrefix(block, "> "))
			w.Close()
		case strings.HasPrefix(block, "- "):
			list(&w, lines)
		case strings.HasPrefix(block, "|"):
			table(&w, lines)
		default:
			leaf(&w, model.Block{Kind: model.Paragraph}, strings.Join(lines, " "))
		}
	}
	return w.Body()
}

func leaf(w *model.BodyBuilder, b model.Block, text string) {
	w.Open(b)
	w.Text(strings.TrimSpace(text), 0, "")
	w.Close()
}

func list(w *model.BodyBuilder, lines []string) {
	w.Open(model.Block{Kind: model.List})
	for _, line := range lines {
		w.Open(model.Block{Kind: model.Item})
		leaf(w, model.Block{Kind: model.Paragraph}, strings.TrimPrefix(line, "- "))
		w.Close()
	}
	w.Close()
}

func table(w *model.BodyBuilder, lines []string) {
	w.Open(model.Block{Kind: model.Table})
	for i, line := range lines {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if strings.Trim(line, "|- ") == "" {
			continue
		}
		w.Open(model.Block{Kind: model.Row, Header: i == 0})
		for _, cell := range cells {
			leaf(w, model.Block{Kind: model.Cell}, cell)
		}
		w.Close()
	}
	w.Close()
}
