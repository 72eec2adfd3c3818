// Package list is the pane with the stories of an edition, one to four rows each. It knows the ids
// of all of them and the lines of those near the screen; only what is on the screen is drawn, so that a
// million stories scroll like a hundred.
package list

import (
	"lede/model"
	"lede/ui/keys"
	"lede/ui/layout"
)

// Pane is the list. Make it with New.
type Pane struct {
	ids   []model.StoryID
	lines map[model.StoryID]model.Line
	total int // of the edition, also while ids is only its beginning

	rect  layout.Rect
	rows  int // rows a story: 0 for as many as the height is good for
	tall  int // the height without what opens above it
	sel   int // selected, an index into ids
	top   int // first on screen
	from  int // the other end of the range, -1 for none
	hits  map[model.StoryID]bool
	words []string
	topic func(model.TopicID) string
	gen   int // grows whenever something that is drawn changes
}

// New is an empty list. topic is the short name of a topic, "" where it is not to be shown.
func New(topic func(model.TopicID) string) Pane {
	return Pane{lines: map[model.StoryID]model.Line{}, from: -1, topic: topic}
}

// Set shows another edition. The story keep stays selected if it is in it and, where it can, at the same
// height on the screen; without it the first is selected.
func (p Pane) Set(e model.Edition, keep model.StoryID) Pane {
	before, atTop := p.sel-p.top, p.top == 0
	p.ids, p.total, p.from = e.IDs, max(e.Total, len(e.IDs)), -1
	p.lines = make(map[model.StoryID]model.Line, 2*len(e.Lines))
	for _, l := range e.Lines {
		p.lines[l.ID] = l
	}
	p.sel, p.top = 0, 0
	if i := p.Index(keep); i >= 0 {
		p.sel = i
		if !atTop { // who saw the first story sees what came before it
			p.top = i - before
		}
	}
	return p.settle()
}

// Extend puts the whole edition in place of its beginning; what is on the screen stays.
func (p Pane) Extend(e model.Edition) Pane {
	id := p.Selected()
	before := p.sel - p.top
	p.ids, p.total = e.IDs, len(e.IDs)
	if i := p.Index(id); i >= 0 {
		p.sel, p.top = i, i-before
	}
	return p.settle()
}

// Take keeps lines that were asked for. Asked ids without a line are gone from the store.
func (p Pane) Take(asked []model.StoryID, lines []model.Line) Pane {
	p.prune()
	for _, id := range asked {
		if _, ok := p.lines[id]; !ok {
			p.lines[id] = model.Line{ID: id}
		}
	}
	for _, l := range lines {
		p.lines[l.ID] = l
	}
	p.gen++
	return p
}

// kept is how many lines stay in memory.
const kept = 600

// prune forgets lines far from the screen once there are many.
func (p Pane) prune() {
	if len(p.lines) < kept {
		return
	}
	near := make(map[model.StoryID]bool, kept)
	for _, id := range p.window() {
		near[id] = true
	}
	for id := range p.lines {
		if !near[id] {
			delete(p.lines, id)
		}
	}
}

// window are the ids on the screen, a screen before them and two after.
func (p Pane) window() []model.StoryID {
	n := p.capacity()
	return p.ids[max(p.top-n, 0):min(p.top+3*n, len(p.ids))]
}

// Wanted are the ids near the screen whose lines are not there yet; none while those on the screen are
// complete and more than half a screen of them lies ready.
func (p Pane) Wanted() []model.StoryID {
	n := p.capacity()
	urgent := false
	for _, id := range p.ids[max(p.top-n/2, 0):min(p.top+n+n/2, len(p.ids))] {
		if _, ok := p.lines[id]; !ok {
			urgent = true
			break
		}
	}
	if !urgent {
		return nil
	}
	var out []model.StoryID
	for _, id := range p.window() {
		if _, ok := p.lines[id]; !ok {
			out = append(out, id)
		}
	}
	return out
}

// Len is the number of stories of the edition.
func (p Pane) Len() int { return p.total }

// Place is the selected story's place, from 1; 0 in an empty list.
func (p Pane) Place() int {
	if len(p.ids) == 0 {
		return 0
	}
	return p.sel + 1
}

// Selected is the selected story, 0 in an empty list.
func (p Pane) Selected() model.StoryID { return p.at(p.sel) }

// Near is the story so many places from the selected one, 0 where there is none.
func (p Pane) Near(step int) model.StoryID { return p.at(p.sel + step) }

func (p Pane) at(i int) model.StoryID {
	if i < 0 || i >= len(p.ids) {
		return 0
	}
	return p.ids[i]
}

// Line is what is known of a story; ok is false where nothing is.
func (p Pane) Line(id model.StoryID) (model.Line, bool) {
	l, ok := p.lines[id]
	return l, ok
}

// Index is the place of a story, from 0; -1 where it is not in the edition.
func (p Pane) Index(id model.StoryID) int {
	if id == 0 {
		return -1
	}
	for i, x := range p.ids {
		if x == id {
			return i
		}
	}
	return -1
}

// IDs are the edition's stories. The caller does not change them.
func (p Pane) IDs() []model.StoryID { return p.ids }

// Apply follows a change of marks, and says for how many stories of the edition it is news. A line that
// shows the mark already is not counted: another session of the same reader may have set it first.
func (p Pane) Apply(c model.Change) (Pane, int) {
	news := make([]model.StoryID, 0, len(c.Stories))
	for _, id := range c.Stories {
		l, ok := p.lines[id]
		was := model.State{Read: l.Read, Starred: l.Starred}
		now := c.Mark.On(was)
		if l.Read, l.Starred = now.Read, now.Starred; !ok || now != was {
			news = append(news, id)
		}
		if ok {
			p.lines[id] = l
		}
	}
	p.gen++
	return p, p.count(news)
}

func (p Pane) count(ids []model.StoryID) int {
	if len(ids) == 1 {
		return min(p.Index(ids[0])+1, 1)
	}
	in, n := set(ids), 0
	for _, id := range p.ids {
		if in[id] {
			n++
		}
	}
	return n
}

// Put replaces what is known of a story, if it is of this edition.
func (p Pane) Put(l model.Line) Pane {
	if _, ok := p.lines[l.ID]; ok {
		p.lines[l.ID] = l
		p.gen++
	}
	return p
}

// Match has words stand out in headlines. hits are the stories that a search found, to which n and N go;
// nil where nothing is searched.
func (p Pane) Match(words []string, hits []model.StoryID) Pane {
	p.words, p.hits = words, nil
	if hits != nil {
		p.hits = set(hits)
	}
	p.gen++
	return p
}

// Do is what the reader asked of the list: to move.
func (p Pane) Do(a keys.Action, n int, counted bool) Pane {
	page := p.capacity()
	switch a {
	case keys.Next:
		return p.Select(p.sel + n)
	case keys.Prev:
		return p.Select(p.sel - n)
	case keys.First:
		return p.Select(n - 1)
	case keys.Last:
		if counted {
			return p.Select(n - 1)
		}
		return p.Select(len(p.ids) - 1)
	case keys.HalfDown:
		return p.jump(n * max(page/2, 1))
	case keys.HalfUp:
		return p.jump(-n * max(page/2, 1))
	case keys.PageDown:
		return p.jump(n * max(page-1, 1))
	case keys.PageUp:
		return p.jump(-n * max(page-1, 1))
	}
	return p
}

// Goal is the place, from 1, that a move leads to in the whole edition, also where only its beginning is there.
func (p Pane) Goal(a keys.Action, n int, counted bool) int {
	page := p.capacity()
	to := p.sel
	switch a {
	case keys.Next:
		to += n
	case keys.First:
		to = n - 1
	case keys.Last:
		if to = n - 1; !counted {
			to = p.total - 1
		}
	case keys.HalfDown:
		to += n * max(page/2, 1)
	case keys.PageDown:
		to += n * max(page-1, 1)
	}
	return min(to, p.total-1) + 1
}

// NearEnd tells whether the last of the ids that are there is not far from the screen.
func (p Pane) NearEnd() bool {
	return max(p.sel, p.top)+6*p.capacity() >= len(p.ids)
}

// jump moves selection and screen together.
func (p Pane) jump(by int) Pane {
	p.top = p.bounded(p.top + by)
	return p.Select(p.sel + by)
}

// Select selects the story at a place; one past the ends is the first or the last.
func (p Pane) Select(i int) Pane {
	p.sel = min(max(i, 0), max(len(p.ids)-1, 0))
	return p.settle()
}

// Unread selects the next unread story (back: the one before). unsure: on the way there lies a story of
// which nothing is known yet; nothing is selected then.
func (p Pane) Unread(back bool) (to Pane, ok, unsure bool) {
	for i := p.sel + step(back); i >= 0 && i < len(p.ids); i += step(back) {
		l, known := p.lines[p.ids[i]]
		if !known {
			return p, false, true
		}
		if !l.Read {
			return p.Select(i), true, false
		}
	}
	return p, false, false
}

// StepTo selects the next of some stories (back: the one before).
func (p Pane) StepTo(ids []model.StoryID, back bool) (Pane, bool) {
	return p.stepIn(set(ids), back)
}

// Hit selects the next story that the search found (back: the one before).
func (p Pane) Hit(back bool) (Pane, bool) { return p.stepIn(p.hits, back) }

func (p Pane) stepIn(ids map[model.StoryID]bool, back bool) (Pane, bool) {
	for i := p.sel + step(back); i >= 0 && i < len(p.ids); i += step(back) {
		if ids[p.ids[i]] {
			return p.Select(i), true
		}
	}
	return p, false
}

func step(back bool) int {
	if back {
		return -1
	}
	return 1
}

func set(ids []model.StoryID) map[model.StoryID]bool {
	out := make(map[model.StoryID]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out
}

// Searching tells whether a search holds.
func (p Pane) Searching() bool { return p.hits != nil }

// Scroll moves the screen and leaves the selection where it is, maybe out of sight.
func (p Pane) Scroll(stories int) Pane {
	p.top = p.bounded(p.top + stories)
	p.gen++
	return p
}

// ToggleRange begins a range at the selected story, or ends it.
func (p Pane) ToggleRange() Pane {
	if p.from >= 0 {
		p.from = -1
	} else if len(p.ids) > 0 {
		p.from = p.sel
	}
	p.gen++
	return p
}

// Ranging tells whether a range is begun.
func (p Pane) Ranging() bool { return p.from >= 0 }

// Chosen are the stories of the range, or the selected one without a range.
func (p Pane) Chosen() []model.StoryID {
	if len(p.ids) == 0 {
		return nil
	}
	a, b := p.sel, p.sel
	if p.from >= 0 {
		a, b = min(p.sel, p.from), max(p.sel, p.from)
	}
	return append([]model.StoryID(nil), p.ids[a:min(b+1, len(p.ids))]...)
}

// Resize gives the pane another place.
func (p Pane) Resize(r layout.Rect) Pane {
	if r == p.rect {
		return p
	}
	p.rect = r
	return p.settle()
}

// Dense sets the rows a story, 0 for as many as the height is good for.
func (p Pane) Dense(rows int) Pane {
	p.rows = min(max(rows, 0), mostRows)
	return p.settle()
}

// Tall is the height that the pane has while nothing is open above it: stories keep their rows when something
// opens for a moment.
func (p Pane) Tall(h int) Pane {
	if h == p.tall {
		return p
	}
	p.tall = h
	return p.settle()
}

// mostRows are a headline of two rows, who issued it and when, and a blank one.
const mostRows = 4

// narrow is the width, in cells, below which one row of a headline says too little.
const narrow = 40

// RowsPerStory is how many rows each story takes. With three of them a long headline leaves no blank row: who issued a
// story is not given up for one.
func (p Pane) RowsPerStory() int {
	h := max(p.rect.H, p.tall)
	switch {
	case p.rows > 0:
		return p.rows
	case h >= 34:
		return 4
	case h >= 24, h >= 14 && p.rect.W < narrow:
		return 3
	case h >= 9:
		return 2
	}
	return 1
}

// capacity is how many stories fit on the screen.
func (p Pane) capacity() int {
	n := p.RowsPerStory()
	return max((p.rect.H+n-2)/n, 1) // the last row of a story may be the blank one
}

// settle brings the selection into sight. Where it left the screen by a step the screen moves by most of
// a page, so that the rows are drawn anew rarely: over a slow line this is most of what a key costs.
func (p Pane) settle() Pane {
	n := p.capacity()
	switch {
	case p.sel < p.top-n, p.sel >= p.top+2*n:
		p.top = p.sel - n/2
	case p.sel < p.top:
		p.top = p.sel - n*3/4
	case p.sel >= p.top+n:
		p.top = p.sel - n/4
	}
	p.top = p.bounded(p.top)
	p.gen++
	return p
}

func (p Pane) bounded(top int) int {
	return max(min(top, len(p.ids)-p.capacity()), 0)
}

// StoryAt is the place of the story drawn at row y of the pane; ok is false below the last.
func (p Pane) StoryAt(y int) (i int, ok bool) {
	i = p.top + y/p.RowsPerStory()
	return i, y >= 0 && i < len(p.ids)
}
