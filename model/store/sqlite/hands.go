package sqlite

import "sync"

// hands do what they are given, as many things at once as they are.
type hands struct {
	free chan struct{}
	busy sync.WaitGroup
}

func newHands(n int) *hands { return &hands{free: make(chan struct{}, n)} }

// do has f done; it waits for a free hand, not for f.
func (h *hands) do(f func()) {
	h.free <- struct{}{}
	h.busy.Go(func() {
		defer func() { <-h.free }()
		f()
	})
}

// wait waits until all is done.
func (h *hands) wait() { h.busy.Wait() }
