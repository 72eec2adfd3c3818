package article

import (
	"strings"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"lede/model"
	"lede/model/code"
	"lede/model/safe"
	"lede/ui/theme"
)

// code keeps every blank and break. Its cells are made here and not by Glamour, whose lexers look back without a bound
// and whose style sheet knows no theme of ours; so each cell also knows which bytes of the story it shows.
func (s *setter) code(b *model.Block, width int) []row { return s.pen(b, width).rows(1 << 30) }

// pen is how the text of a block becomes rows of at most width cells.
func (s *setter) pen(b *model.Block, width int) *codePen {
	raw := b.Span.In(s.body)
	text := safe.Text(raw)
	p := &codePen{text: text, tag: int32(s.cutAt(b.Span.Start) + 1), plain: s.theme.Code.UV(), width: width, shared: sharedIndent(text), mark: s.theme.Faint}
	if width >= 12 {
		p.lead = uv.Line{blankCell, blankCell}
	}
	if int(p.tag) > s.texts {
		p.tag = 0
	}
	if len(text) == len(raw) { // else where its cells are from is told for the block only
		p.cuts, p.runs, p.from = s.cuts[:s.texts], b.Runs, b.Span.Start
	}
	lang := code.Of(b.Lang, text)
	p.spans = lang.Spans(text)
	if lang != nil {
		p.plain = s.theme.CodeText(code.Plain).UV()
	}
	for _, r := range code.Roles() {
		p.styles[r] = s.theme.CodeText(r).UV()
	}
	return p
}

// sharedIndent is how many blanks every line begins with, but for blank ones.
func sharedIndent(text string) int {
	least := -1
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, " \n")
		if n := len(l) - len(strings.TrimLeft(l, " ")); l != "" && (least < 0 || n < least) {
			least = n
		}
	}
	return max(least, 0)
}

// codePen writes the lines of a text as rows, one after the other.
type codePen struct {
	text   string
	spans  []code.Span
	runs   []model.Run // nil: none are heeded
	cuts   []cut       // nil: every cell has the same tag
	from   int         // byte of the story at which text begins
	tag    int32
	plain  uv.Style
	styles [code.Removed + 1]uv.Style
	lead   uv.Line // before every line
	width  int
	shared int // blanks that every line begins with
	mark   theme.Style
	at     int // where the next line begins; behind the text when there is none
}

// rows are the next lines, until there are so many rows or the text ends.
func (p *codePen) rows(enough int) []row {
	var out []row
	for !p.done() && len(out) < enough {
		end := len(p.text)
		if i := strings.IndexByte(p.text[p.at:], '\n'); i >= 0 {
			end = p.at + i
		}
		out = append(out, p.wrapped(p.line(p.at+min(p.shared, end-p.at), end))...)
		p.at = end + 1
	}
	return out
}

func (p *codePen) done() bool { return p.at > len(p.text) }

// line is text[at:end] as a row.
func (p *codePen) line(at, end int) row {
	n := len(p.lead)
	r := row{cells: append(make(uv.Line, 0, n+end-at), p.lead...), tags: make([]int32, n, n+end-at)}
	for at < end {
		n, width := 1, 1
		if p.text[at] >= utf8.RuneSelf || at+1 < end && p.text[at+1] >= utf8.RuneSelf {
			cluster, w := ansi.FirstGraphemeCluster(p.text[at:end], ansi.GraphemeWidth)
			n, width = max(len(cluster), 1), w
		}
		if width > 0 {
			r.cells = append(r.cells, uv.Cell{Content: p.text[at : at+n], Width: width, Style: p.style(at)})
			r.tags = append(r.tags, p.tagAt(at))
		}
		at += n
	}
	return r.trimmed()
}

// style is how the byte at looks: by its part of the program, and as its publisher set it.
func (p *codePen) style(at int) uv.Style {
	for len(p.spans) > 0 && p.spans[0].End <= at {
		p.spans = p.spans[1:]
	}
	st := p.plain
	if len(p.spans) > 0 && p.spans[0].Start <= at {
		st = p.styles[p.spans[0].Role]
	}
	for len(p.runs) > 0 && p.runs[0].Span.End <= p.from+at {
		p.runs = p.runs[1:]
	}
	if len(p.runs) > 0 && p.runs[0].Span.Start <= p.from+at {
		if p.runs[0].Style&model.Strong != 0 {
			st.Attrs |= uv.AttrBold
		}
		if p.runs[0].Style&model.Emphasis != 0 {
			st.Attrs |= uv.AttrItalic
		}
	}
	return st
}

// tagAt is the tag of the cell that shows the byte at.
func (p *codePen) tagAt(at int) int32 {
	for p.tag > 0 && int(p.tag) < len(p.cuts) && p.cuts[p.tag-1].span.End <= p.from+at {
		p.tag++
	}
	return p.tag
}

// goesOn begins a row in which a line of code goes on. It stands under the line's own indentation.
const goesOn = "↳ "

// wrapped breaks a line into rows.
func (p *codePen) wrapped(line row) []row {
	lead, width := len(p.lead), max(p.width, 1)
	if line.width() <= width {
		return []row{line}
	}
	hang := lead
	for hang < len(line.cells) && line.cells[hang].Content == " " {
		hang++
	}
	if hang > width/2 { // so deep that little would be left to read
		line = line.from(hang - width/3)
		hang = width / 3
	}
	var before uv.Line
	if width >= 12 {
		for range max(min(hang, width/3), lead) {
			before = append(before, blankCell)
		}
		before = append(before, plainRow(goesOn, p.mark).cells...)
	}
	n := codeFit(&line, hang, width)
	out := []row{line.upTo(n)}
	for line = line.from(n); len(line.cells) > 0; line = line.from(n) {
		for len(line.cells) > 1 && line.cells[0].Content == " " {
			line = line.from(1)
		}
		n = codeFit(&line, 0, max(width-len(before), 1))
		out = append(out, line.upTo(n).indented(before))
	}
	return out
}

// upTo is the first n cells without the blanks at their end, from what stands after them.
func (r row) upTo(n int) row { return row{cells: r.cells[:n:n], tags: r.tags[:n:n]}.trimmed() }

func (r row) from(n int) row { return row{cells: r.cells[n:], tags: r.tags[n:]} }

// codeFit is the number of cells of r that make a row: up to the last blank in its second half, or else the last
// mark, or else as many as fit. Its first cells, hang of them, are blank.
func codeFit(r *row, hang, width int) int {
	used, best, mark := 0, 0, 0
	for i := range r.cells {
		if used += r.cells[i].Width; used > width {
			switch {
			case r.cells[i].Content == " ":
				return i
			case best > 0:
				return best
			case mark > 0:
				return mark
			}
			return max(i, 1)
		}
		if i < hang || used <= width/2 {
			continue
		}
		switch c := r.cells[i].Content; {
		case c == " ":
			best = i + 1
		case strings.Contains(",;({[|&", c):
			mark = i + 1
		}
	}
	return len(r.cells)
}
