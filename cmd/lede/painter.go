package main

import (
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"lede/ui/paint"
)

// painter draws frames on the terminal of this machine, with the paint that sessions over SSH have. It takes the
// place of bubbletea's renderer, which draws at the next tick of a clock and sends all that lies between the first and
// the last change of a row: here a frame is drawn as soon as it is there. A goroutine of its own writes, so that a
// terminal that is slow to read holds up no key; what it has no time for is left out for the latest frame.
type painter struct {
	out  io.Writer
	wake chan struct{} // holds one
	quit chan struct{}
	over chan struct{} // closed when nothing is written any more

	writing sync.Mutex // held while a frame is made and written

	mu     sync.Mutex
	screen *paint.Screen
	view   tea.View
	sized  bool // the terminal's size is known
	fits   bool // the view is of that size: before, nothing is drawn
	away   bool // another program has the terminal
	last   colorprofile.Profile
}

// spread is the time between two frames: an answer that comes just behind its key shares a frame with the next.
const spread = 2 * time.Millisecond

func newPainter(out io.Writer, term string, profile colorprofile.Profile) *painter {
	p := &painter{out: out, wake: make(chan struct{}, 1), quit: make(chan struct{}), over: make(chan struct{}),
		screen: paint.New(0, 0, term, profile), last: profile}
	go p.run()
	return p
}

// run writes frames until the painter is closed.
func (p *painter) run() {
	defer close(p.over)
	var buf []byte
	for {
		select {
		case <-p.wake:
		case <-p.quit:
			return
		}
		began := time.Now()
		if buf = p.draw(buf[:0]); len(buf) == 0 {
			continue
		}
		select {
		case <-time.After(spread - time.Since(began)):
		case <-p.quit:
			return
		}
	}
}

// draw writes the latest frame, and gives what it wrote.
func (p *painter) draw(buf []byte) []byte {
	p.writing.Lock()
	defer p.writing.Unlock()
	p.mu.Lock()
	if p.fits && !p.away {
		buf = p.screen.Frame(buf, p.view)
	}
	p.mu.Unlock()
	if len(buf) > 0 {
		_, _ = p.out.Write(buf) // a terminal that is gone hangs up
	}
	return buf
}

// change changes what is to be drawn.
func (p *painter) change(f func()) {
	p.mu.Lock()
	f()
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// show draws a view.
func (p *painter) show(v tea.View) { p.change(func() { p.view, p.fits = v, p.sized }) }

// send sends something beside the frames, as what is copied to the clipboard.
func (p *painter) send(raw string) { p.change(func() { p.screen.Beside(raw) }) }

func (p *painter) redraw() { p.change(p.screen.Redraw) }

// resize follows another size of the terminal. What was shown is not drawn any more, whatever comes between this and
// the view of that size.
func (p *painter) resize(w, h int) {
	p.change(func() {
		p.screen.Resize(w, h)
		p.sized, p.fits = true, false
	})
}

func (p *painter) colours(profile colorprofile.Profile) {
	p.change(func() {
		if profile != p.last {
			p.last = profile
			p.screen.Colours(profile)
		}
	})
}

// release gives the terminal back as it was, until it is taken again; nothing is written meanwhile.
func (p *painter) release() {
	p.writing.Lock()
	defer p.writing.Unlock()
	p.mu.Lock()
	p.away = true
	b := p.screen.Close(nil)
	p.mu.Unlock()
	if len(b) > 0 {
		_, _ = p.out.Write(b)
	}
}

// take takes the terminal again, and draws the whole screen.
func (p *painter) take() { p.change(func() { p.away = false }) }

// close ends the painter and gives the terminal back. A terminal that reads nothing is not waited for.
func (p *painter) close() {
	close(p.quit)
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-p.over
		p.release()
	}()
	select {
	case <-done:
	case <-time.After(patience):
	}
}
