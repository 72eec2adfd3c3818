package article

import (
	"container/list"
	"sync"

	"lede/model"
	"lede/ui/theme"
)

// Shared keeps stories as they were set, for many panes at once: where two readers read the same story at
// the same width in the same theme, it is set once and its cells are there once. It is bounded by the
// cells it holds; what was not asked for longest goes first. A nil Shared keeps nothing.
type Shared struct {
	mu    sync.Mutex
	most  int // cells
	cells int
	at    map[setKey]*list.Element
	order *list.List // of *setText, asked for last first
}

// NewShared keeps at most so many cells, of about a hundred bytes each.
func NewShared(cells int) *Shared {
	return &Shared{most: cells, at: map[setKey]*list.Element{}, order: list.New()}
}

// setKey is what the setting of a story's text depends on. The text of a revision does not change but when
// its page's text takes its place.
type setKey struct {
	id              model.StoryID
	revision        int
	text, facts     int // how long and how many
	fullText        bool
	width           int
	theme           string
	dark, colourful bool
}

func keyOf(s *model.Story, width int, t *theme.Theme) setKey {
	return setKey{s.ID, s.Revision, len(s.Body.Text()), len(s.Facts), s.FullText, width, t.Name, t.Dark, t.Colour}
}

// setText is a story's text as it was set, without head and foot: these are each reader's.
type setText struct {
	key   setKey
	rows  []row
	cuts  []cut
	links []Link
	cells int
}

func (c *Shared) get(k setKey) *setText {
	if c == nil || k.id == 0 {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.at[k]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*setText)
}

// put keeps what was set. A story longer than a quarter of all that may be kept is not.
func (c *Shared) put(t *setText) {
	if c == nil || t.key.id == 0 {
		return
	}
	for i := range t.rows {
		t.cells += len(t.rows[i].cells)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, had := c.at[t.key]; had || t.cells > c.most/4 {
		return
	}
	c.at[t.key] = c.order.PushFront(t)
	for c.cells += t.cells; c.cells > c.most; {
		last := c.order.Back()
		gone := c.order.Remove(last).(*setText)
		delete(c.at, gone.key)
		c.cells -= gone.cells
	}
}

// Share has the pane use what other panes set, and leave to them what it sets.
func (p Pane) Share(c *Shared) Pane {
	p.shared = c
	return p
}

// ready is a whole sheet of a story that another pane had set.
func (j *job) ready(t *setText) *sheet {
	rows := append(j.rows[:len(j.rows):len(j.rows)], t.rows...)
	rows = append(rows, foot(j.story, j.set.width, j.set.theme)...)
	return &sheet{story: j.story, rows: rows, cuts: t.cuts, links: t.links, width: j.set.width, whole: true}
}

// leave hands what a finished job set to other panes.
func (j *job) leave(c *Shared) {
	if c != nil && j.next == len(j.story.Body.Blocks()) {
		c.put(&setText{key: keyOf(j.story, j.set.width, &j.set.theme), rows: j.rows[j.head:], cuts: j.set.cuts, links: j.links})
	}
}
