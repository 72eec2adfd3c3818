// Package article is the pane in which a story is read: its Body set by Glamour in a column of
// readable width, every fact found again in the cells whatever the wrap, links numbered, the
// selected fact and its sentence standing out.
//
// Setting a story takes longer than a frame, so it is done by a command, the first screen of it
// first; what is shown until then is the story before. Selecting, searching and scrolling set
// nothing anew. Of glamour and goldmark it uses the renderer and the tree, of ultraviolet the cells.
package article

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/term"
	"lede/ui/theme"
)

// Pane is the article pane. The zero Pane shows nothing.
type Pane struct {
	story *model.Story // wanted; page shows it as soon as it is set
	page  *sheet       // on screen
	text  *sheet       // page without its picture
	plate plate
	rect  layout.Rect
	theme theme.Theme
	now   time.Time
	era   int
	stop  context.CancelFunc

	top    int // first row on screen
	fact   int // selected, -1 for none
	words  []string
	places map[model.StoryID]int // where each story was left, in permille of its rows
	shared *Shared
	most   int            // cells of a line at most
	drawn  map[int]string // rows of page as they were drawn last; dropped when their look changes
}

// New is an empty pane.
func New() Pane {
	return Pane{fact: -1, places: map[model.StoryID]int{}, drawn: map[int]string{}, most: layout.Measure}
}

// narrowestMeasure is the least width of lines that can be asked for, in cells.
const narrowestMeasure = 20

// Measure is how wide a line may be at most, in cells; 0 for the width that reads best.
func (p Pane) Measure(cells int) Pane {
	p.most = layout.Measure
	if cells > 0 {
		p.most = max(cells, narrowestMeasure)
	}
	return p
}

// set is the answer of a command that set a story: a first part, or all of it.
type set struct {
	era  int
	page *sheet
	rest *job // what is left to do, nil when page is whole
}

// Show has a story set for the pane. The same story, with the same text and facts, stays where it is.
func (p Pane) Show(s *model.Story, r layout.Rect, t theme.Theme, now time.Time) (Pane, tea.Cmd) {
	if p.story != nil && (s == nil || s.ID != p.story.ID) {
		p.places[p.story.ID] = p.permille()
	}
	if s == nil {
		p = p.cancel()
		p.era++
		p.story, p.page, p.text, p.fact, p.top = nil, nil, nil, -1, 0
		return p.fresh(), nil
	}
	if p.story == nil || s.ID != p.story.ID {
		p.fact = -1
	}
	p.story, p.now = s, now
	return p.reset(r, t)
}

// Resize has the story set again where the width of its column or the theme changed.
func (p Pane) Resize(r layout.Rect, t theme.Theme) (Pane, tea.Cmd) {
	same := p.column(r) == p.column(p.rect) && p.room(r) == p.room(p.rect) && t.Name == p.theme.Name && t.Dark == p.theme.Dark
	if p.story == nil || same {
		tall := p.rect.H != r.H
		p.rect, p.theme = r, t
		if tall && p.text != nil && p.plate.Image != nil {
			p = p.printed(p.text)
		}
		return p.scrolled(p.top), nil
	}
	if p.page != nil {
		p.places[p.story.ID] = p.permille()
	}
	return p.reset(r, t)
}

// column is the width of the text column in a pane, with a cell to spare on either side.
func (p Pane) column(r layout.Rect) int {
	return min(max(r.W-2, 1), p.most)
}

// mostRoom is how wide code and tables may be at most, in cells: a line of code is meant to be whole.
const mostRoom = 120

// room is the width that code and tables may take in a pane, to the right of where the column begins. It is that of
// the column where the story has none of them.
func (p Pane) room(r layout.Rect) int {
	width := p.column(r)
	room := min(r.W-1-max((r.W-width)/2, 0), mostRoom)
	if room <= width || p.story == nil || !broad(p.story.Body) {
		return width
	}
	return room
}

// broad tells whether a text has code or a table.
func broad(b model.Body) bool {
	found := false
	b.Walk(func(bl *model.Block) { found = found || bl.Kind == model.Code || bl.Kind == model.Table })
	return found
}

// reset begins a new setting and ends the one before it.
func (p Pane) reset(r layout.Rect, t theme.Theme) (Pane, tea.Cmd) {
	p = p.cancel()
	p.rect, p.theme = r, t
	p.era++
	ctx, stop := context.WithCancel(context.Background())
	p.stop = stop
	era, story, width, room, now, shared := p.era, p.story, p.column(r), p.room(r), p.now, p.shared
	enough := max(r.H, 1) + 8
	if p.places[story.ID] > 0 || p.fact >= 0 {
		enough = 1 << 30 // it is not the top that will be looked at
	}
	return p, func() tea.Msg {
		if text := shared.get(keyOf(story, width, room, &t)); text != nil {
			return set{era: era, page: text.sheet(story, width, t, now)}
		}
		return answer(ctx, era, newJob(story, width, room, t, now), enough, shared)
	}
}

func answer(ctx context.Context, era int, j *job, enough int, shared *Shared) tea.Msg {
	page := j.until(ctx, enough)
	switch {
	case ctx.Err() != nil:
		return nil
	case page.whole:
		j.leave(shared)
		j = nil
	}
	return set{era: era, page: page, rest: j}
}

func (p Pane) cancel() Pane {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	return p
}

// Take shows what was set, if it is still wanted, and has the rest of it set.
func (p Pane) Take(m tea.Msg) (Pane, tea.Cmd) {
	got, ok := m.(set)
	if !ok || got.era != p.era {
		return p, nil
	}
	first := p.page == nil || p.page.story != got.page.story || p.page.width != got.page.width
	p = p.printed(got.page)
	if first {
		p.top = p.places[p.story.ID] * len(p.page.rows) / 1000
		if p.fact >= 0 {
			p = p.reveal(p.fact)
		}
	}
	p = p.scrolled(p.top)
	if got.rest == nil {
		return p, nil
	}
	ctx, stop := context.WithCancel(context.Background())
	p = p.cancel()
	p.stop = stop
	era, shared := p.era, p.shared
	return p, func() tea.Msg { return answer(ctx, era, got.rest, 1<<30, shared) }
}

// fresh forgets how rows were drawn.
func (p Pane) fresh() Pane {
	p.drawn = map[int]string{}
	return p
}

// Do moves in the article.
func (p Pane) Do(a keys.Action, n int) (Pane, tea.Cmd) {
	switch a {
	case keys.Next, keys.ScrollDown:
		return p.Scroll(n), nil
	case keys.Prev, keys.ScrollUp:
		return p.Scroll(-n), nil
	case keys.HalfDown:
		return p.Scroll(n * max(p.rect.H/2, 1)), nil
	case keys.HalfUp:
		return p.Scroll(-n * max(p.rect.H/2, 1)), nil
	case keys.PageDown:
		return p.Scroll(n * max(p.rect.H-2, 1)), nil
	case keys.PageUp:
		return p.Scroll(-n * max(p.rect.H-2, 1)), nil
	case keys.First:
		return p.scrolled(0), nil
	case keys.Last:
		return p.scrolled(1 << 30), nil
	case keys.NextParagraph:
		return p.paragraph(n), nil
	case keys.PrevParagraph:
		return p.paragraph(-n), nil
	}
	return p, nil
}

// Scroll moves the text up by so many rows, down where negative.
func (p Pane) Scroll(rows int) Pane { return p.scrolled(p.top + rows) }

func (p Pane) scrolled(top int) Pane {
	p.top = max(min(top, p.bottom()), 0)
	return p
}

// bottom is the greatest first row: the last screen of the story is full.
func (p Pane) bottom() int {
	if p.page == nil {
		return 0
	}
	return max(len(p.page.rows)-p.rect.H, 0)
}

// paragraph brings the n-th next block (previous where negative) to the top.
func (p Pane) paragraph(n int) Pane {
	if p.page == nil {
		return p
	}
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	y := p.top
	for ; n > 0; n-- {
		for y += step; y > 0 && y < len(p.page.rows); y += step {
			if p.page.rows[y].block > 0 && p.page.rows[y-1].block == 0 {
				break
			}
		}
	}
	return p.scrolled(y)
}

// AtEnd tells whether the last row of the story is on screen.
func (p Pane) AtEnd() bool { return p.page != nil && p.page.whole && p.top >= p.bottom() }

// Percent is how far the last row on screen is through the story.
func (p Pane) Percent() int {
	if p.page == nil || len(p.page.rows) <= p.rect.H {
		return 100
	}
	return min((p.top+p.rect.H)*100/len(p.page.rows), 100)
}

func (p Pane) permille() int {
	if p.page == nil || len(p.page.rows) == 0 {
		return 0
	}
	return p.top * 1000 / len(p.page.rows)
}

// Story is what the pane was last asked to show, nil for nothing.
func (p Pane) Story() *model.Story { return p.story }

// Links are the story's links as they are numbered on the page.
func (p Pane) Links() []Link {
	if p.page == nil {
		return nil
	}
	return p.page.links
}

// Match has words stand out, whatever their case; none ends it.
func (p Pane) Match(words []string) Pane {
	p.words = words
	return p.fresh()
}

// View is the pane's rows, each exactly as wide as r.
func (p Pane) View(r layout.Rect, t theme.Theme, _ bool) []string {
	if p.page == nil || r.Empty() {
		return term.Rows(nil, r.W, r.H)
	}
	k := look{theme: t, fact: p.fact, words: p.words}
	if p.page.story != p.story {
		k.fact = -1
	}
	left := p.left(r.W)
	out := make([]string, r.H)
	for i := range out {
		out[i] = p.row(p.top+i, left, r.W, k)
	}
	return out
}

// left is how many cells stand before the column in a pane.
func (p Pane) left(width int) int { return max((width-p.page.width)/2, 0) }

// row is one row of the page in the middle of its pane.
func (p Pane) row(y, left, width int, k look) string {
	if y >= len(p.page.rows) || len(p.page.rows[y].cells) == 0 {
		return term.Blank(width)
	}
	s, ok := p.drawn[y]
	if !ok {
		s = p.page.draw(y, k)
		p.drawn[y] = s
	}
	used := left + p.page.rows[y].width()
	if used > width { // an old page in a pane that became narrower: a new one is on its way
		return term.Fit(term.Blank(left)+s, width)
	}
	return term.Blank(left) + s + term.Blank(width-used)
}
