package sqlite

import (
	"container/list"
	"sync"

	"lede/model"
)

// cache keeps the last view, and sets of stories that queries need again and again, each with the
// generation for which it holds.
type cache struct {
	mu   sync.Mutex
	view *view
	sets map[setKey]*list.Element
	used *list.List // of *kept, latest used first
	size int        // words
}

type setKey struct {
	what   int
	reader model.ReaderID
	leaf   string // setLeaf: a condition of the language
}

type kept struct {
	key setKey
	gen int64
	answer
}

func (k *kept) words() int {
	if sameSet(k.surely, k.maybe) {
		return len(k.maybe)
	}
	return len(k.surely) + len(k.maybe)
}

// What the cache keeps besides stored sets.
const (
	setVisible = iota + 16
	setLeaf
)

const mostWords = 1 << 20 // 8 MB

func (c *cache) init() { c.sets, c.used = map[setKey]*list.Element{}, list.New() }

// current is the view of a generation, or nil.
func (c *cache) current(stories int64) *view {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.view != nil && c.view.stories == stories {
		return c.view
	}
	return nil
}

// keep makes v the view to begin with, unless a newer one is there. Segments do not change, so that
// those of the view before are taken over with what was read of them.
func (c *cache) keep(v *view) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.view != nil {
		old := make(map[int64]*segment, len(c.view.segs))
		for _, g := range c.view.segs {
			old[g.id] = g
		}
		for i, g := range v.segs {
			if o := old[g.id]; o != nil {
				v.segs[i] = o
			}
		}
		if c.view.stories > v.stories {
			return
		}
	}
	c.view = v
}

// get is the set under key if it holds for gen. Nobody changes it.
func (c *cache) get(key setKey, gen int64) set { return c.answer(key, gen).maybe }

// answer is the answer under key if it holds for gen, else a zero one. Nobody changes its sets.
func (c *cache) answer(key setKey, gen int64) answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.sets[key]
	if e == nil || e.Value.(*kept).gen != gen {
		return answer{}
	}
	c.used.MoveToFront(e)
	return e.Value.(*kept).answer
}

func (c *cache) put(key setKey, gen int64, s set) { c.keepAnswer(key, gen, exactly(s)) }

func (c *cache) keepAnswer(key setKey, gen int64, a answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.sets[key]; e != nil {
		c.drop(e)
	}
	k := &kept{key, gen, a}
	c.sets[key] = c.used.PushFront(k)
	c.size += k.words()
	for c.size > mostWords && c.used.Len() > 1 {
		c.drop(c.used.Back())
	}
}

func (c *cache) drop(e *list.Element) {
	k := c.used.Remove(e).(*kept)
	delete(c.sets, k.key)
	c.size -= k.words()
}
