package sshd

import (
	"errors"
	"sync"

	tea "charm.land/bubbletea/v2"
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

// guest is one session that is in. leave asks it to go and says why, without waiting; tell hands its App a
// message, nil where there is no App.
type guest struct {
	key   string
	who   string // the proven key, to be asked about again; "" for a visitor
	leave func(why string)
	tell  func(tea.Msg)
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

// reach says how a guest who is in is to be spoken to.
func (h *house) reach(g *guest, leave func(string), tell func(tea.Msg)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g.leave, g.tell = leave, tell
	if h.shut {
		leave(goodbye)
	}
}

// guests are who is in now.
func (h *house) guests() []*guest {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := make([]*guest, 0, len(h.in))
	for g := range h.in {
		out = append(out, g)
	}
	return out
}

// each speaks to everybody who has an App, one after the other.
func (h *house) each(speak func(g *guest)) {
	for _, g := range h.guests() {
		h.mu.Lock()
		_, in := h.in[g]
		h.mu.Unlock()
		if in {
			speak(g)
		}
	}
}

// limit changes how many may be in; who is in stays.
func (h *house) limit(most int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.most = most
}

// count is how many are in.
func (h *house) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.in)
}

// goodbye is what readers are told when the server ends.
const goodbye = "lede: the server is restarting; connect again in a moment to read on"

// close lets nobody in any more and asks everybody to go.
func (h *house) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.shut {
		return
	}
	h.shut = true
	if len(h.in) == 0 {
		close(h.empty)
	}
	for g := range h.in {
		g.leave(goodbye)
	}
}
