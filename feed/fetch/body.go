package fetch

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"
)

// firstBlock is how many bytes are made ready for a body of unknown length.
const firstBlock = 32 << 10

// read takes in the body as it comes off the wire. What came before a failure is kept.
func (h *hop) read(w *wire, res *http.Response) {
	limit := h.c.lim.Body
	w.held = h.turns.hold
	for {
		if len(w.raw) == cap(w.raw) {
			if err := h.grow(w, res.ContentLength); err != nil {
				w.err = h.cut(err)
				break
			}
		}
		n, err := res.Body.Read(w.raw[len(w.raw):cap(w.raw)])
		w.raw = w.raw[:len(w.raw)+n]
		w.held.progress(n)
		if int64(len(w.raw)) > limit {
			w.raw = w.raw[:limit]
			w.err = fail(TooLarge, h.url.Hostname(), "sends more than %d MB; what came before is kept", limit/1e6)
			break
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			w.err = h.cut(err)
			break
		}
	}
	h.settle(w)
}

// grow makes room for more of the body: what the server announced when that is little, and twice
// what there is otherwise, so that a false announcement costs nothing.
func (h *hop) grow(w *wire, announced int64) error {
	room := max(2*int64(cap(w.raw)), firstBlock)
	if announced >= 0 && announced < room {
		room = announced + 1
	}
	if room <= int64(cap(w.raw)) { // more comes than was announced
		room = 2 * int64(cap(w.raw))
	}
	if _, room = class(room); room > h.c.lim.Body {
		room = h.c.lim.Body + 1
	}
	h.clock.pause()
	err := w.held.take(h.ctx, room-int64(cap(w.raw)))
	h.clock.run()
	if err != nil {
		return err
	}
	old := w.raw
	w.raw = append(h.c.blocks.block(room), old...)
	if w.held != nil {
		h.c.blocks.reuse(old)
	}
	return nil
}

// blocks keeps buffers of 32, 64, 128 and 256 kB for the next body.
type blocks [4]sync.Pool

// class is which of the sizes has room for n bytes, and that size; other sizes are not kept.
func class(n int64) (i int, size int64) {
	for i, size = 0, firstBlock; i < len(blocks{}); i, size = i+1, 2*size {
		if n <= size && n > size/2 {
			return i, size
		}
	}
	return -1, n
}

// block is an empty buffer of one of the sizes, or of exactly n bytes.
func (bs *blocks) block(n int64) []byte {
	if i, size := class(n); i >= 0 && size == n {
		if b, ok := bs[i].Get().(*[]byte); ok {
			return (*b)[:0]
		}
	}
	return make([]byte, 0, n)
}

// reuse takes a buffer back whose bytes nobody holds any more.
func (bs *blocks) reuse(b []byte) {
	b = b[:0]
	if i, size := class(int64(cap(b))); i >= 0 && size == int64(cap(b)) {
		bs[i].Put(&b)
	}
}

// cut is the error of a body that broke off.
func (h *hop) cut(err error) error {
	host := h.url.Hostname()
	switch cause := context.Cause(h.ctx); {
	case cause == errWhole:
		return &Error{Kind: Cut, host: host, Err: cause, text: "did not come to an end in " + words(h.c.lim.Whole) + "; what came before is kept"}
	case cause == errStalled:
		return &Error{Kind: Cut, host: host, Err: cause, text: "stopped sending while others waited; what came before is kept"}
	case cause != nil:
		return h.ctx.Err()
	}
	return &Error{Kind: Cut, host: host, Err: err, text: "broke the connection off before the end; what came before is kept"}
}

// clock ends a context when a length of time has passed, not counting the time it is paused.
type clock struct {
	mu     sync.Mutex
	cancel context.CancelCauseFunc
	left   time.Duration
	since  time.Time
	timer  *time.Timer // nil while paused
}

// withClock is a context under a clock that runs. stop must be called.
func withClock(ctx context.Context, d time.Duration) (context.Context, *clock) {
	ctx, cancel := context.WithCancelCause(ctx)
	c := &clock{cancel: cancel, left: d}
	c.run()
	return ctx, c
}

func (c *clock) run() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timer == nil {
		c.since = time.Now()
		c.timer = time.AfterFunc(c.left, func() { c.cancel(errWhole) })
	}
}

func (c *clock) pause() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timer != nil {
		c.timer.Stop()
		c.left -= time.Since(c.since)
		c.timer = nil
	}
}

func (c *clock) stop() {
	c.pause()
	c.cancel(context.Canceled)
}
