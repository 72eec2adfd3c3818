// Package plain lays a Body out as plain text: for pipes, for programs that read a screen aloud, and for looking at
// what a feed's markup became. No colours, no escapes; what comes in has been made safe already.
//
// A Body and a width in cells come in, text and the addresses that its numbers stand for go out. Of
// github.com/charmbracelet/x/ansi only the measuring of cells is used.
package plain

import (
	"strconv"
	"strings"

	"lede/model"
)

// Options say how a Body is laid out. The zero value wraps at 72 cells.
type Options struct {
	Width int  // cells; no line is wider but one of code, or a word that begins a line narrower than itself
	Bare  bool // links are neither numbered nor listed
}

// Render gives the text, without a final line break, and the addresses of its links and pictures, each once, in the order of their
// numbers: links[0] is [1]. With Bare links are neither numbered nor listed.
func Render(b model.Body, o Options) (text string, links []string) {
	if o.Width <= 0 {
		o.Width = 72
	}
	r := renderer{text: b.Text(), width: o.Width, bare: o.Bare, seen: map[string]int{}}
	r.blocks(b.Blocks(), 0)
	r.list()
	return strings.TrimRight(strings.Join(r.out, "\n"), "\n"), r.links
}

// renderer collects lines. prefix stands before every line of the block at hand; first once, before its first.
type renderer struct {
	text  string
	width int
	bare  bool

	out    []string
	prefix []string
	first  string // replaces the last part of prefix on the next line
	links  []string
	seen   map[string]int
}

// blocks lays out siblings; tight leaves no blank line between them.
func (r *renderer) blocks(bs []model.Block, depth int) {
	for i := range bs {
		b := &bs[i]
		if i > 0 && !(b.Kind == model.Item) && !(b.Kind == model.List && depth > 0) {
			r.gap()
		}
		r.block(b, depth)
	}
}

// gap is a blank line, once.
func (r *renderer) gap() {
	n := len(r.out)
	p := strings.TrimRight(strings.Join(r.prefix, ""), " ")
	if n > 0 && strings.TrimSpace(strings.Trim(r.out[n-1], " │")) != "" {
		r.out = append(r.out, p)
	}
}

func (r *renderer) block(b *model.Block, depth int) {
	switch b.Kind {
	case model.Heading:
		r.heading(b)
	case model.List:
		r.items(b, depth)
	case model.Quote:
		r.within("  │ ", "", func() { r.blocks(b.Kids, depth+1) })
	case model.Code:
		r.code(b)
	case model.Table:
		r.table(b)
	case model.Figure:
		r.figure(b)
	case model.Rule:
		r.line(strings.Repeat("─", max(r.room(), 1)))
	case model.Item, model.Row:
		r.blocks(b.Kids, depth)
	default:
		r.wrap(r.inline(b))
	}
}

// within lays out what f does behind a further prefix; first takes the prefix's place on the first line.
func (r *renderer) within(prefix, first string, f func()) {
	if cells(strings.Join(r.prefix, ""))+cells(prefix) > r.width/2 {
		prefix = "" // so deep that nothing would be left to read
		if first != "" {
			first = strings.TrimLeft(first, " ")
		}
	}
	r.prefix = append(r.prefix, prefix)
	r.first = first
	f()
	r.first = ""
	r.prefix = r.prefix[:len(r.prefix)-1]
}

// room is the number of cells that a line has behind its prefix, at least 1.
func (r *renderer) room() int {
	return max(r.width-cells(strings.Join(r.prefix, ""))-max(cells(r.first)-cells(r.lastPrefix()), 0), 1)
}

func (r *renderer) lastPrefix() string {
	if len(r.prefix) == 0 {
		return ""
	}
	return r.prefix[len(r.prefix)-1]
}

// line writes one line behind the prefix.
func (r *renderer) line(s string) {
	p := strings.Join(r.prefix, "")
	if r.first != "" {
		p = strings.Join(r.prefix[:len(r.prefix)-1], "") + r.first
		r.first = ""
	}
	r.out = append(r.out, strings.TrimRight(p+s, " "))
}

func (r *renderer) heading(b *model.Block) {
	s := r.inline(b)
	lines := fold(s, r.room())
	widest := 0
	for _, l := range lines {
		widest = max(widest, cells(l))
		r.line(l)
	}
	switch {
	case b.Level == 1:
		r.line(strings.Repeat("═", min(widest, r.room())))
	case b.Level == 2:
		r.line(strings.Repeat("─", min(widest, r.room())))
	}
}

// items lays out a list; numbers line up.
func (r *renderer) items(b *model.Block, depth int) {
	last := ""
	if b.Ordered {
		for i := range b.Kids {
			if m := Marker(b, b.Start+i); len(m) > len(last) {
				last = m
			}
		}
	}
	for i := range b.Kids {
		mark := "• "
		if b.Ordered {
			mark = Marker(b, b.Start+i)
			mark = strings.Repeat(" ", max(len(last)-len(mark), 0)) + mark + " "
		} else if depth%2 == 1 {
			mark = "– "
		}
		mark = "  " + mark
		r.within(strings.Repeat(" ", cells(mark)), mark, func() {
			r.blocks(b.Kids[i].Kids, depth+1)
			if r.first != "" {
				r.line("")
			}
		})
	}
}

// Marker is what stands before item n of a list: "3.", "c.", "iii.", or a bullet.
func Marker(b *model.Block, n int) string {
	if !b.Ordered {
		return "•"
	}
	switch b.Marker {
	case 'a', 'A':
		if s := letters(n); s != "" {
			if b.Marker == 'A' {
				s = strings.ToUpper(s)
			}
			return s + "."
		}
	case 'i', 'I':
		if s := roman(n); s != "" {
			if b.Marker == 'I' {
				s = strings.ToUpper(s)
			}
			return s + "."
		}
	}
	return strconv.Itoa(n) + "."
}

// letters counts a, b … z, aa; "" below 1.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}

// roman counts i, ii, iii; "" out of 1 to 3999.
func roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var b strings.Builder
	for _, d := range []struct {
		v int
		s string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= d.v; n -= d.v {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

// code keeps its lines as they are.
func (r *renderer) code(b *model.Block) {
	r.within("    ", "", func() {
		for _, l := range strings.Split(strings.TrimRight(b.Span.In(r.text), "\n"), "\n") {
			r.line(l)
		}
	})
}

// figure tells what a picture shows, where it is, and its caption.
func (r *renderer) figure(b *model.Block) {
	s := "[image]"
	switch b.Alt {
	case "":
	case "video", "audio", "embedded page", "embedded media", "inline image": // what feed/clean calls those without a name
		s = "[" + b.Alt + "]"
	default:
		s = "[image: " + b.Alt + "]"
	}
	if b.Src != "" {
		s += r.number(b.Src)
	}
	if b.Href != "" {
		s += r.number(b.Href)
	}
	r.wrap(s)
	if !b.Span.Empty() {
		r.wrap(r.inline(b))
	}
}

// number is the mark of a link, the same for the same address.
func (r *renderer) number(href string) string {
	n, ok := r.seen[href]
	if !ok {
		r.links = append(r.links, href)
		n = len(r.links)
		r.seen[href] = n
	}
	if r.bare {
		return ""
	}
	return "[" + strconv.Itoa(n) + "]"
}

// inline is a leaf's text with the numbers of its links.
func (r *renderer) inline(b *model.Block) string {
	if len(b.Runs) == 0 {
		return b.Span.In(r.text)
	}
	var s strings.Builder
	at := b.Span.Start
	for i, run := range b.Runs {
		s.WriteString(r.text[at:run.Span.End])
		at = run.Span.End
		goesOn := i+1 < len(b.Runs) && b.Runs[i+1].Href == run.Href && b.Runs[i+1].Span.Start == run.Span.End
		if run.Href != "" && !goesOn {
			s.WriteString(r.number(run.Href))
		}
	}
	s.WriteString(r.text[at:b.Span.End])
	return s.String()
}

func (r *renderer) wrap(s string) {
	for _, l := range strings.Split(s, "\n") {
		for _, f := range fold(l, r.room()) {
			r.line(f)
		}
	}
}

// list writes the addresses under the text.
func (r *renderer) list() {
	if r.bare || len(r.links) == 0 {
		return
	}
	r.gap()
	for i, l := range r.links {
		r.line("[" + strconv.Itoa(i+1) + "] " + l)
	}
}
