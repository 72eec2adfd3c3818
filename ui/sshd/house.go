package sshd

import (
	"errors"
	"sync"
)

// house keeps who is in.
type house struct {
	mu     sync.Mutex
	most   int
	perKey int
	in     map[*guest]struct{}
	keys   map[string]int
	shut   bool
	empty  chan struct{} // closed when it is shut and everybody left
}

// guest is one session that is in; leave asks it to go.
type guest struct {
	key   string
	leave func()
}

func newHouse(most, perKey int) *house {
	return &house{most: most, perKey: perKey, in: map[*guest]struct{}{}, keys: map[string]int{}, empty: make(chan struct{})}
}

// Refusals, in words for the person at the other end.
var (
	errFull    = errors.New("every seat is taken: please try again later")
	errTooMany = errors.New("you have too many sessions open: close one and try again")
	errClosing = errors.New("the server is closing: please try again in a minute")
)

// enter takes a session in; the caller calls exit when it ends.
func (h *house) enter(g *guest) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.shut:
		return errClosing
	case len(h.in) >= h.most:
		return errFull
	case h.keys[g.key] >= h.perKey:
		return errTooMany
	}
	h.in[g] = struct{}{}
	h.keys[g.key]++
	return nil
}

func (h *house) exit(g *guest) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, in := h.in[g]; !in {
		return
	}
	delete(h.in, g)
	if h.keys[g.key]--; h.keys[g.key] <= 0 {
		delete(h.keys, g.key)
	}
	if h.shut && len(h.in) == 0 {
		close(h.empty)
	}
}

// close lets nobody in any more and asks everybody to go.
func (h *house) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.shut = true
	if len(h.in) == 0 {
		close(h.empty)
	}
	for g := range h.in {
		go g.leave()
	}
}
