package sshd

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

func TestTooManySessionsAreRefusedInWords(t *testing.T) {
	h := serve(t, func(c *Config) { c.PerKey = 6 })
	a, b := h.client(t, "ann"), h.client(t, "ann")
	for _, c := range []*gossh.Client{a, a, a, a, b, b} {
		_, _, out := open(t, c, 80, 24)
		out.await(t, "board")
	}
	if _, err := a.NewSession(); err == nil || !strings.Contains(err.Error(), "too many sessions in this connection") {
		t.Errorf("a fifth in one connection: %v", err)
	}
	s, err := b.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.CombinedOutput("ls"); err == nil || !strings.Contains(string(got), "you have too many sessions open: close one") {
		t.Errorf("a seventh of one key: %q, %v", got, err)
	}
	_, _, out := open(t, h.client(t, "bo"), 80, 24) // another reader has not
	out.await(t, "board")
	a.Close()
	within(t, "the seats are free again", func() bool { return h.srv.house.count() == 3 })
}

func TestAClosedChannelGivesItsSeatBackThoughTheConnectionStays(t *testing.T) {
	h := serve(t, func(c *Config) { c.App = func(Session) tea.Model { return board{} } })
	c := h.client(t, "ann")
	for range 3 * perConn {
		s, _, out := open(t, c, 80, 24)
		out.await(t, "board")
		s.Close()
		within(t, "the seat is free", func() bool { return h.srv.house.count() == 0 })
	}
}

func TestAReaderWhoseKeyWasTakenAwayIsSentAway(t *testing.T) {
	h := serve(t, nil)
	var taken atomic.Bool
	who := h.srv.cfg.Who
	h.srv.cfg.Who = func(ctx context.Context, key string) (Reader, error) {
		if taken.Load() && key == keyOf(h.keys["ann"]) {
			return Reader{}, ErrStranger
		}
		return who(ctx, key)
	}
	a, _, outA := open(t, h.client(t, "ann"), 80, 24)
	_, _, outB := open(t, h.client(t, "bo"), 80, 24)
	outA.await(t, "board")
	outB.await(t, "board")
	h.srv.Check(context.Background())
	taken.Store(true)
	h.srv.Check(context.Background())
	outA.await(t, "this key is let in no longer")
	_ = a.Wait()
	within(t, "bo stays", func() bool { return h.srv.house.count() == 1 })
}

type news string

// hearing is an App that shows what it is told.
type hearing struct {
	board
	heard string
}

func (a hearing) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	if n, ok := m.(news); ok {
		a.heard = string(n)
	}
	b, c := a.board.Update(m)
	a.board = b.(board)
	return a, c
}
func (a hearing) View() tea.View { return tea.NewView("heard " + a.heard) }

func TestWhatIsToldReachesEverySession(t *testing.T) {
	h := serve(t, func(c *Config) { c.App = func(Session) tea.Model { return hearing{} } })
	var outs []*screen
	for _, name := range []string{"ann", "ann", "bo"} {
		_, _, out := open(t, h.client(t, name), 80, 24)
		out.await(t, "heard")
		outs = append(outs, out)
	}
	h.srv.Tell(news("three ferries"))
	for _, out := range outs {
		out.await(t, "three ferries")
	}
}

func TestReadersAreToldWhyTheServerEnds(t *testing.T) {
	h := serve(t, nil)
	s, _, out := open(t, h.client(t, "ann"), 80, 24)
	out.await(t, "board")
	h.stop()
	out.await(t, "the server is restarting; connect again")
	if err := s.Wait(); err != nil {
		t.Error(err)
	}
}

func TestSeatsAreCounted(t *testing.T) {
	h := serve(t, func(c *Config) { c.Sessions = 1 })
	c, err := h.dial(t, h.keys["ann"])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _, out := open(t, c, 80, 24)
	out.await(t, "board")
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.CombinedOutput("ls"); err == nil || !strings.Contains(string(got), "every seat is taken") {
		t.Fatalf("%q, %v", got, err)
	}
}

func TestARestingReaderIsSaidGoodbyeTo(t *testing.T) {
	h := serve(t, func(c *Config) { c.Idle = 200 * time.Millisecond })
	c, err := h.dial(t, h.keys["ann"])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, _, out := open(t, c, 80, 24)
	out.await(t, "\x1b[?1049l")
	if err := s.Wait(); err != nil {
		t.Fatal(err)
	}
}
