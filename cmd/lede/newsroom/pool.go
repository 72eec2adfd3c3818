package newsroom

import (
	"container/list"
	"slices"
	"sync"

	"lede/model"
)

// Pool has readers of one process hold the same story once: its text, facts and topics are shared, what
// each of them did with it is not. It is bounded by the number of stories that it remembers.
type Pool struct {
	mu    sync.Mutex
	most  int
	at    map[model.StoryID]*list.Element
	order *list.List // of model.Story, asked for last first
}

// NewPool remembers at most so many stories.
func NewPool(most int) *Pool {
	return &Pool{most: most, at: map[model.StoryID]*list.Element{}, order: list.New()}
}

// Share is s with the text and facts that other readers of it hold, where they are the same. They are
// never changed, only replaced.
func (p *Pool) Share(s model.Story) model.Story {
	p.mu.Lock()
	defer p.mu.Unlock()
	e, ok := p.at[s.ID]
	if !ok {
		p.at[s.ID] = p.order.PushFront(s)
		if len(p.at) > p.most {
			last := p.order.Back()
			delete(p.at, p.order.Remove(last).(model.Story).ID)
		}
		return s
	}
	p.order.MoveToFront(e)
	was := e.Value.(model.Story)
	if was.Body.Text() != s.Body.Text() || !slices.Equal(was.Facts, s.Facts) || was.Revision != s.Revision || was.FullText != s.FullText {
		e.Value = s
		return s
	}
	s.Body, s.Facts = was.Body, was.Facts
	return s
}
