package fetch

import (
	"context"
	"sync"
	"time"
)

// hosts lets requests to one host through a few at a time and apart from one another. A host
// that does not answer holds up nobody but those who want to go there too.
type hosts struct {
	per int
	gap time.Duration
	mu  sync.Mutex
	all map[string]*host
	max int // as many are remembered before those that nobody waits for are forgotten
}

// host is one host's door.
type host struct {
	busy  int
	next  time.Time       // no start before
	queue []chan struct{} // who waits, first come first served; a closed one may go
}

const maxHosts = 4096

func newHosts(per int, gap time.Duration) *hosts {
	return &hosts{per: per, gap: gap, all: map[string]*host{}, max: maxHosts}
}

// enter waits for a turn at the host and gives the call that ends it. wait is told when the caller
// does have to wait, and when that ends.
func (hs *hosts) enter(ctx context.Context, name string, wait func(bool)) (leave func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	h, turn, start := hs.join(name)
	leave = func() { hs.leave(h) }
	pause := time.Until(start)
	if turn == nil && pause <= 0 {
		return leave, nil
	}
	if wait != nil {
		wait(true)
		defer wait(false)
	}
	if turn != nil {
		select {
		case <-turn:
		case <-ctx.Done():
			hs.giveUp(h, turn)
			return nil, ctx.Err()
		}
		pause = time.Until(hs.slot(h))
	}
	if pause > 0 {
		t := time.NewTimer(pause)
		defer t.Stop()
		select {
		case <-t.C:
		case <-ctx.Done():
			leave()
			return nil, ctx.Err()
		}
	}
	return leave, nil
}

// join takes a place at once and tells when to start, or a place in the queue.
func (hs *hosts) join(name string) (*host, chan struct{}, time.Time) {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	h := hs.all[name]
	if h == nil {
		if len(hs.all) >= hs.max {
			hs.sweep()
		}
		h = &host{}
		hs.all[name] = h
	}
	if h.busy >= hs.per {
		turn := make(chan struct{})
		h.queue = append(h.queue, turn)
		return h, turn, time.Time{}
	}
	h.busy++
	return h, nil, hs.start(h)
}

// slot is when the caller, whose turn has come, may start.
func (hs *hosts) slot(h *host) time.Time {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	return hs.start(h)
}

// start hands out the next starting time. hs.mu is held.
func (hs *hosts) start(h *host) time.Time {
	at := time.Now()
	if h.next.After(at) {
		at = h.next
	}
	h.next = at.Add(hs.gap)
	return at
}

// leave hands the place to who waits first.
func (hs *hosts) leave(h *host) {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	if len(h.queue) > 0 {
		close(h.queue[0])
		h.queue = h.queue[1:]
		return
	}
	h.busy--
}

// giveUp leaves the queue, or hands on a turn that came at the same moment.
func (hs *hosts) giveUp(h *host, turn chan struct{}) {
	hs.mu.Lock()
	for i, t := range h.queue {
		if t == turn {
			h.queue = append(h.queue[:i], h.queue[i+1:]...)
			hs.mu.Unlock()
			return
		}
	}
	hs.mu.Unlock()
	hs.leave(h)
}

// sweep forgets the hosts where nothing is due. hs.mu is held.
func (hs *hosts) sweep() {
	now := time.Now()
	for name, h := range hs.all {
		if h.busy == 0 && len(h.queue) == 0 && !h.next.After(now) {
			delete(hs.all, name)
		}
	}
	hs.max = max(maxHosts, 2*len(hs.all))
}
