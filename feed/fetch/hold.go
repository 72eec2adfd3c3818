package fetch

import (
	"context"
	"errors"
	"slices"
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
	queue []want   // who waits, first come first served
	all   map[*holding]struct{}
	every time.Duration // how often who waits looks around
	stall time.Duration // without a byte for so long does not get on
}

// want is one place in the queue.
type want struct {
	h    *holding
	n    int64
	turn chan struct{} // closed when the bytes are h's
}

func newMemory(n int64) *memory {
	return &memory{left: n, all: map[*holding]struct{}{}, every: time.Second, stall: 2 * time.Second}
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

func (m *memory) open() *holding { return &holding{of: m} }

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
	turn := h.of.join(h, n)
	if turn == nil {
		return nil
	}
	look := time.NewTicker(h.of.every)
	defer look.Stop()
	for {
		select {
		case <-turn:
			return nil
		case <-look.C:
			h.of.shed()
		case <-ctx.Done():
			h.of.giveUp(turn)
			return ctx.Err()
		}
	}
}

// join takes n bytes for h at once, or gives the channel that is closed when it has them.
func (m *memory) join(h *holding, n int64) <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.queue) == 0 && m.grant(h, n) {
		return nil
	}
	if m.past == h && m.grant(h, n) {
		return nil
	}
	turn := make(chan struct{})
	h.waiting = true
	m.queue = append(m.queue, want{h, n, turn})
	return turn
}

// grant takes n bytes for h if they are free or h may go past the bound. m.mu is held.
func (m *memory) grant(h *holding, n int64) bool {
	if n > m.left {
		if m.past != nil && m.past != h {
			return false
		}
		m.past = h
	}
	m.left -= n
	h.n += n
	h.waiting = false
	h.moved = time.Now()
	return true
}

// giveUp leaves the queue.
func (m *memory) giveUp(turn <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.queue = slices.DeleteFunc(m.queue, func(w want) bool { return w.turn == turn })
}

// release gives the share back, to those who wait for it in their order.
func (h *holding) release() {
	if h == nil {
		return
	}
	m := h.of
	m.mu.Lock()
	defer m.mu.Unlock()
	m.left += h.n
	h.n = 0
	if m.past == h {
		m.past = nil
	}
	for len(m.queue) > 0 && m.grant(m.queue[0].h, m.queue[0].n) {
		close(m.queue[0].turn)
		m.queue = m.queue[1:]
	}
}

// shed gives up the body that has not got on for longest, if there is one that stalls.
func (m *memory) shed() {
	m.mu.Lock()
	defer m.mu.Unlock()
	var worst *holding
	limit := time.Now().Add(-m.stall)
	for h := range m.all {
		if h.reading && !h.waiting && h.n > 0 && h.moved.Before(limit) && (worst == nil || h.moved.Before(worst.moved)) {
			worst = h
		}
	}
	if worst != nil {
		worst.reading = false
		worst.cancel(errStalled)
	}
}
