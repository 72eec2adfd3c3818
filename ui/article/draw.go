package article

import (
	"strings"
	"sync"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"

	"lede/model"
	"lede/model/safe"
	"lede/ui/term"
	"lede/ui/theme"
)

// look is all that a row's drawing depends on besides the sheet.
type look struct {
	theme theme.Theme
	fact  int // selected, -1 for none
	words []string
}

// scratch lends cells to whoever draws a row.
var scratch = sync.Pool{New: func() any { return new(uv.Line) }}

// draw gives a row as text with escape sequences, as wide as its cells. A plain one that another pane has drawn is
// taken as it is.
func (s *sheet) draw(y int, k look) string {
	if s.drawn == nil || k.fact >= 0 || len(k.words) > 0 {
		return s.drawRow(y, k)
	}
	if had := s.drawn[y].Load(); had != nil {
		return *had
	}
	row := s.drawRow(y, k)
	s.drawn[y].Store(&row)
	return row
}

func (s *sheet) drawRow(y int, k look) string {
	r := &s.rows[y]
	if len(r.cells) == 0 {
		return ""
	}
	kept := scratch.Get().(*uv.Line)
	defer scratch.Put(kept)
	*kept = append((*kept)[:0], r.cells...)
	line := *kept
	var fact, sentence model.Span
	if k.fact >= 0 && k.fact < len(s.story.Facts) {
		fact, sentence = s.story.Facts[k.fact].Span, s.story.Facts[k.fact].Sentence
	}
	var found []bool
	if len(k.words) > 0 {
		found = matches(line, k.words)
	}
	last := int32(0)
	var over theme.Style
	var link uv.Link
	for i := range line {
		if t := r.tags[i]; t != last || i == 0 {
			last, over, link = t, theme.Style{}, uv.Link{}
			if c := s.cut(r, i); c != nil {
				over, link = s.over(c, k, fact, sentence)
			}
		}
		if link.URL != "" {
			line[i].Link = link
		}
		lay(&line[i].Style, over)
		if found != nil && found[i] {
			lay(&line[i].Style, k.theme.Match)
		}
	}
	bare := len(line) // cells up to the last that is drawn: Render leaves off plain blanks at the end
	for bare > 0 && line[bare-1].Equal(&blankCell) {
		bare--
	}
	return line[:bare].Render() + term.Blank(len(line)-bare)
}

// over is the style that lies over a stretch, and where it leads.
func (s *sheet) over(c *cut, k look, fact, sentence model.Span) (theme.Style, uv.Link) {
	var st theme.Style
	var link uv.Link
	if c.link > 0 && c.link <= len(s.links) {
		if u := s.links[c.link-1].URL; safe.URL(u) != "" {
			link = uv.Link{URL: safe.Link(u)}
			st = k.theme.Link
		}
	}
	if c.note {
		return k.theme.Dim, link
	}
	if c.mono && link.URL == "" {
		st = k.theme.Code
	}
	if c.attrs != 0 {
		st = st.With(c.attrs)
	}
	if len(c.facts) > 0 && !c.code { // a number in a program is little news, and not what its colour tells
		st = k.theme.Fact(s.story.Facts[c.facts[0]].Kind).Over(st)
	}
	switch {
	case !fact.Empty() && fact.Covers(c.span):
		st = k.theme.SelectedFact.Over(st)
	case !sentence.Empty() && sentence.Covers(c.span):
		st = k.theme.SelectedSentence.Over(st)
	}
	return st, link
}

// lay puts over on a cell's style: what it leaves open stays, attributes add up.
func lay(s *uv.Style, over theme.Style) {
	if over.Plain() {
		return
	}
	u := over.UV()
	if u.Fg != nil {
		s.Fg = u.Fg
	}
	if u.Bg != nil {
		s.Bg = u.Bg
	}
	s.Attrs |= u.Attrs
	if u.Underline != 0 {
		s.Underline = u.Underline
	}
}

// matches tells which cells of a line show one of the words, whatever their case.
func matches(line uv.Line, words []string) []bool {
	var b strings.Builder
	at := make([]int, 0, len(line)) // where each cell's text begins
	for i := range line {
		at = append(at, b.Len())
		b.WriteString(strings.ToLower(line[i].Content))
	}
	text := b.String()
	out := make([]bool, len(line))
	for _, w := range words {
		w = strings.ToLower(w)
		if utf8.RuneCountInString(w) == 0 {
			continue
		}
		for from := 0; ; {
			i := strings.Index(text[from:], w)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(w)
			for c := range at {
				if at[c] >= start && at[c] < end {
					out[c] = true
				}
			}
			from = end
		}
	}
	return out
}
