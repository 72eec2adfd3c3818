package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// sluggish is a terminal that takes a while to read what it is sent.
type sluggish struct {
	takes time.Duration
	got   []string
}

func (s *sluggish) Write(b []byte) (int, error) {
	time.Sleep(s.takes)
	s.got = append(s.got, string(b))
	return len(b), nil
}

// painting is a painter on a terminal of 20 by 2 cells that takes so long to read a frame. f ends before it is closed.
func painting(t *testing.T, takes time.Duration, f func(*painter, *sluggish)) *sluggish {
	out := &sluggish{takes: takes}
	synctest.Test(t, func(t *testing.T) {
		p := newPainter(out, "xterm", colorprofile.ASCII)
		p.show(tea.View{Content: "before the size is known"})
		synctest.Wait()
		p.resize(20, 2)
		synctest.Wait()
		if len(out.got) > 0 {
			t.Errorf("drawn before there is a view of that size: %q", out.got)
		}
		f(p, out)
		p.close()
	})
	return out
}

func TestATerminalThatIsSlowHoldsNoKeyUpAndIsSentTheLatestFrame(t *testing.T) {
	out := painting(t, 100*time.Millisecond, func(p *painter, _ *sluggish) {
		began := time.Now()
		for _, s := range strings.Split("abcdefghij", "") {
			p.show(tea.View{Content: s})
			time.Sleep(time.Millisecond)
		}
		if took := time.Since(began); took > 10*time.Millisecond {
			t.Errorf("the keys took %v", took)
		}
		time.Sleep(time.Second)
	})
	if n := len(out.got); n != 3 || !strings.Contains(out.got[0], "a") || !strings.Contains(out.got[1], "j") {
		t.Errorf("%d writes: %q", n, out.got)
	}
}

func TestAFrameIsDrawnAtOnceAndTheNextSharesItsAnswer(t *testing.T) {
	painting(t, 0, func(p *painter, out *sluggish) {
		p.show(tea.View{Content: "one"})
		synctest.Wait()
		if n := len(out.got); n != 1 || !strings.Contains(out.got[0], "one") {
			t.Errorf("at once: %q", out.got)
		}
		p.show(tea.View{Content: "two"})
		p.show(tea.View{Content: "six"})
		time.Sleep(spread)
		synctest.Wait()
		if n := len(out.got); n != 2 || !strings.Contains(out.got[1], "six") {
			t.Errorf("a moment later: %q", out.got)
		}
		p.show(tea.View{Content: "six"})
		time.Sleep(time.Second)
		synctest.Wait()
		if n := len(out.got); n != 2 {
			t.Errorf("the same again: %q", out.got)
		}
	})
}

func TestWhileAnotherProgramHasTheTerminalNothingIsDrawn(t *testing.T) {
	painting(t, 0, func(p *painter, out *sluggish) {
		p.show(tea.View{Content: "here", AltScreen: true})
		synctest.Wait()
		p.release()
		synctest.Wait()
		n := len(out.got)
		if last := out.got[n-1]; !strings.Contains(last, "\x1b[?1049l") || !strings.Contains(last, "\x1b[?25h") {
			t.Errorf("given back by %q", last)
		}
		p.show(tea.View{Content: "meanwhile", AltScreen: true})
		p.send("\x1b]52;c;eA==\x07")
		time.Sleep(time.Second)
		synctest.Wait()
		if len(out.got) != n {
			t.Errorf("drawn meanwhile: %q", out.got[n:])
		}
		p.take()
		time.Sleep(time.Second)
		synctest.Wait()
		if len(out.got) != n+1 || !strings.Contains(out.got[n], "\x1b[?1049h") || !strings.Contains(out.got[n], "\x1b[2Jmeanwhile") {
			t.Errorf("drawn behind: %q", out.got[n:])
		}
	})
}

// A terminal that never reads: kill -STOP to the emulator, or a pipe to nobody.
type stuckTerminal struct{}

func (stuckTerminal) Write([]byte) (int, error) { time.Sleep(time.Hour); return 0, nil }

func TestATerminalThatReadsNothingIsNotWaitedForAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPainter(stuckTerminal{}, "xterm", colorprofile.ASCII)
		p.resize(20, 2)
		p.show(tea.View{Content: "x"})
		synctest.Wait()
		began := time.Now()
		p.close()
		if took := time.Since(began); took > patience {
			t.Errorf("waited for %v", took)
		}
		time.Sleep(3 * time.Hour) // then it reads after all
	})
}
