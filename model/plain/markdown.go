package plain

import (
	"strconv"
	"strings"

	"lede/model"
)

// Markdown is b in CommonMark with tables, for other programs: characters that would be taken for markup are
// escaped, nesting and links are kept.
func Markdown(b model.Body) string {
	w := markdown{text: b.Text()}
	w.blocks(b.Blocks(), "")
	return strings.TrimRight(w.b.String(), "\n") + "\n"
}

// markdown writes blocks; lead is what every line of a nested block begins with.
type markdown struct {
	text string
	b    strings.Builder
}

func (w *markdown) blocks(bs []model.Block, lead string) {
	for i := range bs {
		w.block(&bs[i], lead)
		w.b.WriteString(strings.TrimRight(lead, " ") + "\n")
	}
}

func (w *markdown) block(b *model.Block, lead string) {
	switch b.Kind {
	case model.List:
		w.list(b, lead)
	case model.Quote:
		w.nested(b.Kids, lead+"> ")
	case model.Item:
		w.nested(b.Kids, lead)
	case model.Table:
		w.table(b, lead)
	case model.Rule:
		w.b.WriteString(lead + "---\n")
	case model.Code:
		fence := strings.Repeat("`", 3)
		w.b.WriteString(lead + fence + b.Lang + "\n")
		w.lines(b.Span.In(w.text), lead)
		w.b.WriteString(lead + fence + "\n")
	case model.Heading:
		w.b.WriteString(lead + strings.Repeat("#", min(max(b.Level, 1), 6)) + " " + w.leaf(b) + "\n")
	case model.Figure:
		w.b.WriteString(lead + "![" + escape(b.Alt) + "](" + b.Src + ")\n")
		if !b.Span.Empty() {
			w.lines(w.leaf(b), lead)
		}
	default:
		w.lines(w.leaf(b), lead)
	}
}

// nested writes blocks of which the last is not followed by a blank line.
func (w *markdown) nested(bs []model.Block, lead string) {
	for i := range bs {
		if i > 0 {
			w.b.WriteString(strings.TrimRight(lead, " ") + "\n")
		}
		w.block(&bs[i], lead)
	}
}

func (w *markdown) lines(s, lead string) {
	for _, l := range strings.Split(s, "\n") {
		w.b.WriteString(lead + l + "\n")
	}
}

func (w *markdown) list(b *model.Block, lead string) {
	for i := range b.Kids {
		mark := "- "
		if b.Ordered {
			mark = strconv.Itoa(b.Start+i) + ". "
		}
		inner := markdown{text: w.text}
		inner.nested(b.Kids[i].Kids, "")
		for j, l := range strings.Split(strings.TrimRight(inner.b.String(), "\n"), "\n") {
			if j > 0 {
				mark = strings.Repeat(" ", len(mark))
			}
			w.b.WriteString(strings.TrimRight(lead+mark+l, " ") + "\n")
		}
	}
}

func (w *markdown) table(b *model.Block, lead string) {
	for i := range b.Kids {
		w.b.WriteString(lead + "|")
		for j := range b.Kids[i].Kids {
			cell := strings.ReplaceAll(w.leaf(&b.Kids[i].Kids[j]), "\n", " ")
			w.b.WriteString(" " + strings.ReplaceAll(cell, "|", `\|`) + " |")
		}
		w.b.WriteString("\n")
		if i == 0 {
			w.b.WriteString(lead + "|" + strings.Repeat(" --- |", len(b.Kids[i].Kids)) + "\n")
		}
	}
}

// leaf is a leaf's text with its runs as markup.
func (w *markdown) leaf(b *model.Block) string {
	var out strings.Builder
	at := b.Span.Start
	for _, r := range b.Runs {
		out.WriteString(escape(model.Span{Start: at, End: r.Span.Start}.In(w.text)))
		out.WriteString(run(escape(r.Span.In(w.text)), r))
		at = r.Span.End
	}
	out.WriteString(escape(model.Span{Start: at, End: b.Span.End}.In(w.text)))
	return out.String()
}

func run(s string, r model.Run) string {
	for _, m := range []struct {
		style model.Style
		mark  string
	}{{model.Emphasis, "*"}, {model.Strong, "**"}, {model.Strike, "~~"}} {
		if r.Style&m.style != 0 && strings.TrimSpace(s) != "" {
			s = m.mark + s + m.mark
		}
	}
	if r.Href != "" {
		s = "[" + s + "](<" + r.Href + ">)"
	}
	return s
}

// escape puts a backslash before what Markdown would read as its own (CommonMark 0.31, 2.4).
func escape(s string) string {
	if !strings.ContainsAny(s, "\\`*_[]<>#|~") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("\\`*_[]<>#|~", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
