package article

import (
	"container/list"
	"sync"
	"sync/atomic"
	"time"

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
	width, room     int
	theme           string
	dark, colourful bool
}

func keyOf(s *model.Story, width, room int, t *theme.Theme) setKey {
	return setKey{s.ID, s.Revision, len(s.Body.Text()), len(s.Facts), s.FullText, width, room, t.Name, t.Dark, t.Colour}
}

// setText is a story's text as it was set, without head and foot: these are each reader's. Where they are the
// same for several readers, their galleys are as well.
type setText struct {
	key   setKey
	rows  []row
	cuts  []cut
	links []Link
	cells int

	mu      sync.Mutex
	galleys map[string]galley // by what the head says
}

// galley is a text with its head and foot, and how its rows are drawn when nothing is selected or searched in them.
type galley struct {
	rows  []row
	head  int // rows above the text
	drawn []atomic.Pointer[string]
}

// maxGalleys is how many heads are kept with a text: time zones, mostly.
const maxGalleys = 8

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

// sheet is the whole story with a text that another pane had set.
func (t *setText) sheet(s *model.Story, width int, th theme.Theme, now time.Time) *sheet {
	p := t.galley(s, width, th, now)
	return &sheet{story: s, rows: p.rows, drawn: p.drawn, cuts: t.cuts, links: t.links, width: width, head: p.head, whole: true}
}

func (t *setText) galley(s *model.Story, width int, th theme.Theme, now time.Time) galley {
	h := headOf(s, now)
	t.mu.Lock()
	p, ok := t.galleys[h.key()]
	t.mu.Unlock()
	if ok {
		return p
	}
	rows := h.rows(width, th)
	p.head = len(rows)
	rows = append(rows[:len(rows):len(rows)], t.rows...)
	p.rows = append(rows, foot(s, width, th)...)
	if h.note != "" {
		return p
	}
	p.drawn = make([]atomic.Pointer[string], len(p.rows))
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.galleys == nil || len(t.galleys) >= maxGalleys {
		t.galleys = map[string]galley{}
	}
	t.galleys[h.key()] = p
	return p
}

// leave hands what a finished job set to other panes.
func (j *job) leave(c *Shared) {
	if c != nil && j.next == len(j.story.Body.Blocks()) {
		c.put(&setText{key: keyOf(j.story, j.set.width, j.set.width+j.set.over, &j.set.theme), rows: j.rows[j.head:], cuts: j.set.cuts, links: j.links})
	}
}
