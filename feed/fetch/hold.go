package fetch

import (
	"context"
	"errors"
	"sync"
	"time"
)

// memory bounds the bytes of bodies that a Round holds between network and decoder. Who finds it full
// waits, and its server with it. So that bodies which are all half there do not wait for one
// another, one of them at a time may go past the bound; and while anybody waits, a body that does not
// get on is given up, so that a stranger cannot fill the memory and sit on it.
type memory struct {
	mu    sync.Mutex
	left  int64
	past  *holding // who may go past the bound
	free  chan struct{}
	all   map[*holding]struct{}
	every time.Duration // how often who waits looks around
	stall time.Duration // without a byte for so long does not get on
}

func newMemory(n int64) *memory {
	return &memory{left: n, free: make(chan struct{}), all: map[*holding]struct{}{}, every: time.Second, stall: 2 * time.Second}
}

// holding is one visit's share. The nil holding is of a memory without bounds.
type holding struct {
	of      *memory
	n       int64
	reading bool
	waiting bool      // for memory: then it is not its stranger who does not get on
	moved   time.Time // when the last bytes came
	cancel  context.CancelCauseFunc
}

// errStalled is the cause of a context that ended because its body did not get on while others waited.
var errStalled = errors.New("stalled")

func (s *memory) open() *holding { return &holding{of: s} }

// begin and end enclose the reading: only in between can the share be taken away.
func (h *holding) begin(cancel context.CancelCauseFunc) {
	if h == nil {
		return
	}
	h.of.mu.Lock()
	defer h.of.mu.Unlock()
	h.reading, h.moved, h.cancel = true, time.Now(), cancel
	h.of.all[h] = struct{}{}
}

func (h *holding) end() {
	if h == nil {
		return
	}
	h.of.mu.Lock()
	defer h.of.mu.Unlock()
	h.reading = false
	delete(h.of.all, h)
}

// progress notes that n bytes came.
func (h *holding) progress(n int) {
	if h == nil || n == 0 {
		return
	}
	h.of.mu.Lock()
	defer h.of.mu.Unlock()
	h.moved = time.Now()
}

// take adds n bytes to the share, waiting for them.
func (h *holding) take(ctx context.Context, n int64) error {
	if h == nil {
		return nil
	}
	for {
		free := h.try(n)
		if free == nil {
			return nil
		}
		look := time.NewTimer(h.of.every)
		select {
		case <-free:
		case <-look.C:
			h.of.shed()
		case <-ctx.Done():
			look.Stop()
			return ctx.Err()
		}
		look.Stop()
	}
}

// try takes n bytes, or gives the channel that closes when there may be more.
func (h *holding) try(n int64) <-chan struct{} {
	s := h.of
	s.mu.Lock()
	defer s.mu.Unlock()
	if n > s.left {
		if s.past != nil && s.past != h {
			h.waiting = true
			return s.free
		}
		s.past = h
	}
	h.waiting = false
	s.left -= n
	h.n += n
	h.moved = time.Now()
	return nil
}

// release gives the share back.
func (h *holding) release() {
	if h == nil {
		return
	}
	s := h.of
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left += h.n
	h.n = 0
	if s.past == h {
		s.past = nil
	}
	close(s.free)
	s.free = make(chan struct{})
}

// shed gives up the body that has not got on for longest, if there is one that stalls.
func (s *memory) shed() {
	s.mu.Lock()
	defer s.mu.Unlock()
	var worst *holding
	limit := time.Now().Add(-s.stall)
	for h := range s.all {
		if h.reading && !h.waiting && h.n > 0 && h.moved.Before(limit) && (worst == nil || h.moved.Before(worst.moved)) {
			worst = h
		}
	}
	if worst != nil {
		worst.reading = false
		worst.cancel(errStalled)
	}
}
