package sshd

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/ui/msg"
	"lede/ui/paint"
)

// Copy puts a text on the clipboard of the terminal at the other end (OSC 52).
func Copy(text string) tea.Cmd { return func() tea.Msg { return copied(text) } }

// Redraw draws the whole screen again.
func Redraw() tea.Msg { return redraw{} }

type (
	copied string
	redraw struct{}
	fault  struct{} // a command of the App's had a fault of ours
)

// sitting is one App with one reader before it. It takes the place of tea.Program, whose renderer draws
// at the next tick of a clock, keeps three screens of cells and wakes for every frame that there is not:
// here a key is answered at once, frames are drawn when something changed, at most so many a
// second, and who rests costs nothing. One goroutine runs it; commands run beside it.
type sitting struct {
	srv     *Server
	line    *line
	app     tea.Model
	ctx     context.Context
	screen  *paint.Screen
	profile colorprofile.Profile

	msgs    chan tea.Msg
	keys    chan []byte
	out     chan string // why the reader is asked to leave
	input   input
	flight  atomic.Int32 // commands under way, or waiting to be heard
	working atomic.Int32 // commands under way
	stale   bool
	due     time.Time // what came without a key is not drawn before
	drawn   time.Time
	pressed time.Time // when the key came that is not answered yet
	took    int       // events since the last frame

	resizes, frames, work bucket
}

const (
	longest   = time.Second / 4       // between two frames, however much they cost
	together  = 4 * time.Millisecond  // for answers on their way to share a frame; a key never waits for them
	escape    = 50 * time.Millisecond // to tell the key Escape from the beginning of a sequence
	atOnce    = 64                    // events between two frames; whoever sends more waits
	maxFlight = 1024
)

// bucket lets some of a thing through at once and then only so much a second. The zero bucket is full.
type bucket struct {
	size, rate float64
	used       float64
	at         time.Time
}

// A session's share of the server: each bucket holds what may come at once, so that a key after a rest never
// waits, and refills with what may go on for ever.
var (
	sizesTaken  = bucket{size: 8, rate: 2}
	framesDrawn = bucket{size: 4, rate: frames}
	secondsUsed = bucket{size: 0.1, rate: 0.2} // of work by the clock: a server that is busy makes frames rarer
)

// wait is how long it takes until there is room for one more of n, 0 for none.
func (b *bucket) wait(n float64, now time.Time) time.Duration {
	b.used = max(0, b.used-b.rate*now.Sub(b.at).Seconds())
	b.at = now
	if over := b.used + n - b.size; over > 0 {
		return time.Duration(over/b.rate*float64(time.Second)) + time.Millisecond
	}
	return 0
}

func (b *bucket) take(n float64) { b.used += n }

// frames are drawn into buffers that all sessions share.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// read runs the reader's App until it quits, the line is cut or the server closes.
func (s *Server) read(l *line, g *guest, in Session) int {
	ctx, cancel := context.WithCancel(in.Context)
	defer cancel()
	in.Context = ctx
	t := &sitting{srv: s, line: l, ctx: ctx, screen: paint.New(in.Columns, in.Rows, l.term, in.Profile), profile: in.Profile,
		msgs: make(chan tea.Msg), keys: make(chan []byte), out: make(chan string, 1),
		resizes: sizesTaken, frames: framesDrawn, work: secondsUsed}
	s.house.reach(g, func(why string) {
		select {
		case t.out <- why:
		default:
		}
	}, func(m tea.Msg) { go t.send(m) })
	defer t.restore()
	t.app = s.cfg.App(in)
	go t.listen()
	why, code := t.run(in)
	t.restore()
	if why != "" {
		_, _ = fmt.Fprintf(l, "%s\r\n", why)
	}
	return code
}

// restore gives the terminal back, whatever happened. Doing it twice does nothing.
func (t *sitting) restore() {
	if b := t.screen.Close(nil); len(b) > 0 && t.line.ctx.Err() == nil {
		_, _ = t.line.Write(b)
	}
}

// run answers keys and messages until the reader leaves; why is told to the reader.
func (t *sitting) run(in Session) (why string, code int) {
	rest := t.srv.settings().idle
	idle, frame, esc := time.NewTimer(rest), time.NewTimer(time.Hour), time.NewTimer(time.Hour)
	defer idle.Stop()
	defer frame.Stop()
	defer esc.Stop()
	if !strings.HasPrefix(t.line.term, "linux") {
		t.screen.Beside(ansi.RequestBackgroundColor)
		if t.profile == colorprofile.ANSI || t.profile == colorprofile.ANSI256 {
			t.screen.Beside(ansi.RequestNameVersion)
		}
	}
	t.do(t.app.Init())
	t.update(tea.WindowSizeMsg{Width: in.Columns, Height: in.Rows})
	for {
		wait, err := t.draw()
		if err != nil {
			return "", 1
		}
		sizes, keys := t.line.sizes, t.keys
		if next := t.resizes.wait(1, time.Now()); next > 0 {
			sizes, wait = nil, soonest(wait, next) // a storm of sizes is followed now and then
		}
		if t.took >= atOnce || t.flight.Load() > maxFlight {
			keys, wait = nil, soonest(wait, longest)
		}
		if wait > 0 {
			frame.Reset(wait)
		}
		leave := false
		select {
		case <-t.ctx.Done():
			return "", 1
		case why := <-t.out:
			return why, 0
		case <-idle.C:
			return fmt.Sprintf("lede: closed after %s at rest; connect again to read on", rest), 0
		case <-frame.C:
			t.took = 0
		case z := <-sizes:
			t.resizes.take(1)
			t.screen.Resize(z.w, z.h)
			leave = t.update(tea.WindowSizeMsg{Width: z.w, Height: z.h})
		case b, open := <-keys:
			if !open {
				return "", 1
			}
			idle.Reset(rest)
			leave = t.press(b, false, esc)
		case <-esc.C:
			leave = t.press(nil, true, esc)
		case m := <-t.msgs:
			if _, ours := m.(fault); ours {
				return faulty, 1
			}
			if !t.stale && t.working.Load() > 0 {
				t.due = time.Now().Add(together)
			}
			leave = t.update(m)
		}
		if leave {
			return "", 0
		}
	}
}

// press decodes what came from the terminal; late: nothing followed it for a while.
func (t *sitting) press(b []byte, late bool, esc *time.Timer) (leave bool) {
	if t.pressed.IsZero() {
		t.pressed = time.Now()
	}
	t.due = time.Time{}
	more := t.input.feed(b, late, func(m tea.Msg) {
		t.took++
		leave = t.update(m) || leave
	})
	if more {
		esc.Reset(escape)
	}
	return leave
}

// update takes a message to the App, or does what only the terminal can; leave: the App is done.
func (t *sitting) update(m tea.Msg) (leave bool) {
	switch m := m.(type) {
	case tea.QuitMsg, tea.InterruptMsg:
		return true
	case tea.SuspendMsg:
		return false // there is no shell to go back to
	case tea.TerminalVersionMsg: // older ones would print the question
		t.screen.Beside(ansi.RequestTermcap("RGB", "Tc"))
		t.stale = true
		return false
	case tea.CapabilityMsg:
		return t.colours(m.Content)
	case tea.RawMsg:
		t.screen.Beside(fmt.Sprint(m.Msg))
		return t.update(msg.Sent{What: m.Msg})
	case copied:
		t.screen.Beside(ansi.SetSystemClipboard(string(m)))
		t.stale = true
		return false
	case redraw:
		t.screen.Redraw()
		t.stale = true
		return false
	}
	var c tea.Cmd
	began := time.Now()
	t.app, c = t.app.Update(m)
	t.work.take(time.Since(began).Seconds())
	t.stale = true
	t.do(c)
	return false
}

// colours follows a terminal that says that it shows every colour: over SSH COLORTERM seldom comes along.
func (t *sitting) colours(capability string) (leave bool) {
	name, _, _ := strings.Cut(capability, "=")
	if name != "RGB" && name != "Tc" || t.profile != colorprofile.ANSI && t.profile != colorprofile.ANSI256 {
		return false
	}
	t.profile = colorprofile.TrueColor
	t.screen.Colours(t.profile)
	return t.update(tea.ColorProfileMsg{Profile: t.profile})
}

// soonest is the shorter of two waits, of which 0 is none.
func soonest(a, b time.Duration) time.Duration {
	if a <= 0 || b > 0 && b < a {
		return b
	}
	return a
}

// draw sends the frame, now or when the session has its share again: then wait says how long that is.
func (t *sitting) draw() (wait time.Duration, err error) {
	if !t.stale {
		return 0, nil
	}
	now := time.Now()
	wait = max(t.frames.wait(1, now), t.work.wait(0, now), t.due.Sub(now))
	if wait = min(wait, longest-now.Sub(t.drawn)); wait > 0 {
		return wait, nil
	}
	t.stale, t.drawn, t.took = false, now, 0
	t.frames.take(1)
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	*buf = t.screen.Frame((*buf)[:0], t.app.View())
	t.work.take(time.Since(now).Seconds())
	if len(*buf) > 0 {
		_, err = t.line.Write(*buf)
	}
	if !t.pressed.IsZero() {
		t.srv.meter.key(time.Since(t.pressed))
		t.pressed = time.Time{}
	}
	return 0, err
}

// do runs a command of the App's beside it.
func (t *sitting) do(c tea.Cmd) {
	if c == nil {
		return
	}
	t.flight.Add(1)
	go func() {
		defer t.flight.Add(-1)
		defer func() {
			if r := recover(); r != nil {
				t.srv.fault("", r)
				t.send(fault{})
			}
		}()
		t.working.Add(1)
		m := func() tea.Msg {
			defer t.working.Add(-1)
			return c()
		}()
		if all, ok := m.(tea.BatchMsg); ok {
			for _, c := range all {
				t.do(c)
			}
			return
		}
		t.send(m)
	}()
}

// send hands the App a message, unless the session is over.
func (t *sitting) send(m tea.Msg) {
	if m == nil {
		return
	}
	select {
	case t.msgs <- m:
	case <-t.ctx.Done():
	}
}

// listen reads what the client sends.
func (t *sitting) listen() {
	defer close(t.keys)
	var buf [512]byte
	for {
		n, err := t.line.Read(buf[:])
		if n > 0 {
			t.srv.meter.came.Add(int64(n))
			select {
			case t.keys <- bytes.Clone(buf[:n]):
			case <-t.ctx.Done():
				return
			}
		}
		if err != nil {
			return
		}
	}
}
