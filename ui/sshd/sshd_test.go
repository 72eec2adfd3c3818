package sshd

import (
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

func TestAKnownKeyReadsAndAnUnknownOneIsRefused(t *testing.T) {
	h := serve(t, nil)
	if _, err := h.dial(t, signer(t)); err == nil || !strings.Contains(err.Error(), "unable to authenticate") {
		t.Fatalf("a stranger came in: %v", err)
	}
	c, err := h.dial(t, h.keys["ann"])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, in, out := open(t, c, 90, 20)
	out.await(t, "board 90 by 20")
	if err := s.WindowChange(30, 100); err != nil {
		t.Fatal(err)
	}
	out.await(t, "100 by 30")
	io.WriteString(in, "q")
	if err := s.Wait(); err != nil {
		t.Fatalf("it did not end well: %v", err)
	}
	out.await(t, "\x1b[?1049l")
}

func TestTheServerEndsAndEveryTerminalIsGivenBack(t *testing.T) {
	h := serve(t, nil)
	var outs []*screen
	var sessions []*gossh.Session
	for _, name := range []string{"ann", "bo", "ann"} {
		c, err := h.dial(t, h.keys[name])
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		s, _, out := open(t, c, 80, 24)
		out.await(t, "board")
		outs, sessions = append(outs, out), append(sessions, s)
	}
	began := time.Now()
	h.stop()
	for i := range outs {
		outs[i].await(t, "\x1b[?1049l")
		outs[i].await(t, "\x1b[?25h")
		if err := sessions[i].Wait(); err != nil {
			t.Errorf("session %d ended with %v", i, err)
		}
	}
	if err := <-h.done; err != nil {
		t.Error(err)
	}
	h.done <- nil
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("closing took %s", took)
	}
}

// paints is an App that tells what the terminal can show.
type paints struct {
	board
	profile string
}

func (p paints) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	if c, ok := m.(tea.ColorProfileMsg); ok {
		p.profile = c.Profile.String()
	}
	b, c := p.board.Update(m)
	p.board = b.(board)
	return p, c
}

func (p paints) View() tea.View { return tea.NewView("colours " + p.profile) }

// COLORTERM seldom comes along: a terminal that answers is asked whether it shows every colour.
func TestATerminalIsAskedForItsColours(t *testing.T) {
	h := serve(t, func(c *Config) { c.App = func(Session) tea.Model { return paints{} } })
	_, in, out := open(t, h.client(t, "ann"), 80, 24)
	out.await(t, "\x1b[>q")
	out.await(t, "colours")
	_, _ = io.WriteString(in, "\x1bP>|term 1.2\x1b\\")
	out.await(t, "\x1bP+q524742;5463\x1b\\")
	_, _ = io.WriteString(in, "\x1bP1+r524742=38\x1b\\")
	out.await(t, "TrueColor")
}
