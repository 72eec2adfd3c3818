package article

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"sync/atomic"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"lede/model"
	"lede/model/safe"
	"lede/ui/term"
	"lede/ui/theme"
)

// Link is an address that a story leads to; its number on the page is its place among the links, from 1.
type Link struct {
	Text string
	URL  string
}

// sheet is a story set at one width in one theme. A sheet is not changed once it was handed out.
type sheet struct {
	story *model.Story
	rows  []row
	cuts  []cut
	links []Link
	width int
	head  int                      // rows above the text
	whole bool                     // the rows reach to the end of the story
	drawn []atomic.Pointer[string] // plain rows that some pane drew; nil: none are kept

	plateAt, plateRows   int // where its picture stands, and its rows, with a blank one above it or none; no picture: 0
	plateCols, plateTall int // the cells of the picture
}

// job sets a story piece by piece, so that a first screen need not wait for the last paragraph.
type job struct {
	story *model.Story
	set   *setter
	links []Link
	rows  []row
	head  int      // how many of them stand above the text
	next  int      // top-level block to set next
	begun bool     // a paragraph was set
	code  *codePen // of that block, a part of which was set; nil: it begins
}

// newJob is of lines of at most width cells, of code and tables room cells.
func newJob(s *model.Story, width, room int, t theme.Theme, now time.Time) *job {
	cuts, links := cutText(s)
	j := &job{story: s, set: newSetter(s, cuts, links, width, room, t), links: links}
	j.rows = headOf(s, now).rows(width, t)
	j.head = len(j.rows)
	return j
}

// until sets blocks until there are enough rows, the story ends or ctx does, and gives the sheet so far.
func (j *job) until(ctx context.Context, enough int) *sheet {
	blocks := j.story.Body.Blocks()
	rows := j.rows[:len(j.rows):len(j.rows)]
	for j.next < len(blocks) && len(rows) < enough && ctx.Err() == nil {
		begins := j.code == nil
		set := j.block(ctx, &blocks[j.next], enough-len(rows))
		for i := range set {
			set[i].block = j.next + 1
		}
		if begins && len(set) > 0 {
			rows = append(rows, row{space: true})
		}
		rows = append(rows, set...)
		if j.code == nil {
			j.next++
		}
	}
	whole := j.next == len(blocks)
	j.rows = rows
	if whole {
		rows = append(rows[:len(rows):len(rows)], foot(j.story, j.set.width, j.set.theme)...)
	}
	return &sheet{story: j.story, rows: rows, cuts: j.set.cuts, links: j.links, width: j.set.width, head: j.head, whole: whole}
}

// block sets the next block; the lede, the first paragraph of several, in an ink of its own. Of code, which may be long,
// it sets the lines that are enough.
func (j *job) block(ctx context.Context, b *model.Block, enough int) []row {
	if b.Kind == model.Code {
		if j.code == nil {
			j.code = j.set.pen(b, j.set.width+j.set.over)
		}
		set := j.code.rows(max(enough, 1))
		if j.code.done() {
			j.code = nil
		}
		return set
	}
	first := b.Kind == model.Paragraph && !j.begun && len(j.story.Body.Blocks()) > 1
	j.begun = j.begun || b.Kind == model.Paragraph
	if !first {
		return j.set.block(ctx, b, j.set.width, 0)
	}
	lede := j.set.style
	lede.Paragraph = styleBlock(j.set.theme.Lede)
	return j.set.in(lede, func() []row { return j.set.block(ctx, b, j.set.width, 0) })
}

// head is what stands above the text: headline, then byline, dateline, date and reading time, and the reader's note.
type head struct {
	headline string
	lines    [2]string
	note     string
}

func headOf(s *model.Story, now time.Time) head {
	return head{s.Headline, [2]string{join([]string{s.Byline, publisher(s)}), join([]string{date(s, now), s.Dateline, minutes(s.Body.Text())})}, s.State.Note}
}

func (h head) rows(width int, t theme.Theme) []row {
	out := lines(h.headline, even(h.headline, width), t.Headline)
	said := h.lines[:]
	if one := join(said); term.Width(one) <= width || term.Width(said[0]) > width || term.Width(said[1]) > width {
		said = []string{one}
	}
	for _, l := range said {
		for _, l := range dotted(l, width) {
			out = append(out, lines(l, width, t.Byline)...)
		}
	}
	if h.note != "" {
		out = append(out, note(h.note, width, t)...)
	}
	return out
}

// dotted breaks what join made at its dots, so that no part of it is broken that would fit in a line.
func dotted(s string, width int) []string {
	var out []string
	for part := range strings.SplitSeq(s, dot) {
		if n := len(out); n > 0 && term.Width(out[n-1]+dot+part) <= width {
			out[n-1] += dot + part
		} else if part != "" {
			out = append(out, part)
		}
	}
	return out
}

// key tells two heads apart.
func (h head) key() string { return h.headline + "\n" + h.lines[0] + "\n" + h.lines[1] + "\n" + h.note }

// even is the least width at which text takes no more lines than at width, so that a headline's lines are about as
// long as one another.
func even(text string, width int) int {
	text = term.Safe(text)
	n := len(term.Wrap(text, width))
	if n == 1 || n > 4 {
		return width
	}
	return width/2 + sort.Search(width-width/2, func(w int) bool { return len(term.Wrap(text, width/2+w)) <= n })
}

// note is the reader's own words on the story, a bar before them.
func note(text string, width int, t theme.Theme) []row {
	out := []row{{space: true}}
	bar := plainRow("┃ ", t.Accent).cells
	if width < 6 {
		bar = nil
	}
	for l := range strings.Lines(safe.Text(text)) {
		for _, r := range lines(l, width-len(bar), t.Emphasis) {
			out = append(out, r.indented(bar))
		}
	}
	return out
}

func publisher(s *model.Story) string {
	if s.Wire != "" && !strings.Contains(s.Publisher, s.Wire) {
		return join([]string{s.Publisher, s.Wire})
	}
	return s.Publisher
}

func date(s *model.Story, now time.Time) string {
	if s.Published.IsZero() {
		return ""
	}
	at := s.Published.In(now.Location())
	if at.Hour() == 0 && at.Minute() == 0 || now.Sub(at) > 7*24*time.Hour {
		return at.Format("Mon 2 Jan 2006")
	}
	return at.Format("Mon 2 Jan 2006 15:04")
}

// minutes is how long the text takes to read at 230 words a minute; Chinese and Japanese are
// counted at 400 characters a minute.
func minutes(text string) string {
	words, wide := 0, 0
	in := false
	for _, r := range text {
		switch {
		case r >= 0x3040 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3:
			wide++
			in = false
		case r <= ' ':
			in = false
		case !in:
			in = true
			words++
		}
	}
	if words+wide == 0 {
		return ""
	}
	return fmt.Sprintf("%d min", max(1, (words*60/230+wide*60/400+30)/60))
}

// foot is what stands below the text: that it was cut short, what goes with it, where it is from.
func foot(s *model.Story, width int, t theme.Theme) []row {
	var out []row
	say := func(text string, st theme.Style, url string) {
		out = append(out, row{space: true})
		set := lines(text, width, st)
		for i := range set {
			for j := range set[i].cells {
				set[i].cells[j].Link = uv.Link{URL: safe.Link(url)}
			}
		}
		out = append(out, set...)
	}
	switch {
	case s.FullText:
		say("── whole text, from the page · x shows the feed's", t.Dim, "")
	case s.Truncated:
		say("── the source cuts this story short here · x fetches the whole text", t.Warn, "")
	}
	for _, e := range s.Enclosures {
		if u := safe.URL(e.URL); u != "" {
			say(join([]string{"▸ " + safe.Line(e.Type), size(e.Length), u}), t.Link, u)
		}
	}
	if u := safe.URL(s.URL); u != "" {
		say(term.Cut(u, width), t.Dim, u)
	}
	return out
}

func size(bytes int64) string {
	switch {
	case bytes <= 0:
		return ""
	case bytes < 1_000_000:
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// join puts what there is of parts in one line.
func join(parts []string) string {
	var kept []string
	for _, p := range parts {
		if p = safe.Line(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, dot)
}

// dot stands between the parts of a line.
const dot = " · "

// lines is plain text wrapped to rows in one style.
func lines(s string, width int, st theme.Style) []row {
	var out []row
	style := st.UV()
	for _, l := range term.Wrap(term.Safe(s), width) {
		for _, r := range rows(l) {
			for i := range r.cells {
				r.cells[i].Style = style
			}
			out = append(out, r)
		}
	}
	return out
}

// cut is the stretch that cell i of a row shows, nil for what is no text of the story.
func (s *sheet) cut(r *row, i int) *cut {
	if n := int(r.tags[i]); n > 0 && n <= len(s.cuts) {
		return &s.cuts[n-1]
	}
	return nil
}

// rowsOf are the first and the last row that show any of sp; ok is false when none does.
func (s *sheet) rowsOf(sp model.Span) (first, last int, ok bool) {
	for y := range s.rows {
		for i := range s.rows[y].tags {
			if c := s.cut(&s.rows[y], i); c != nil && !c.note && c.span.Overlaps(sp) {
				if !ok {
					first, ok = y, true
				}
				last = y
				break
			}
		}
	}
	return first, last, ok
}
