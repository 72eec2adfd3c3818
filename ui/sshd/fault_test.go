package sshd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

// slipping is an App with a fault in a command.
type slipping struct{ board }

func (s slipping) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := m.(tea.KeyPressMsg); ok && k.String() == "x" {
		return s, func() tea.Msg { panic("a headline that nobody else may read") }
	}
	b, c := s.board.Update(m)
	s.board = b.(board)
	return s, c
}

func TestAFaultBesideTheAppEndsItsSessionAndIsNotedWithoutItsText(t *testing.T) {
	var mu sync.Mutex
	var log bytes.Buffer
	h := serve(t, func(c *Config) {
		c.App = func(Session) tea.Model { return slipping{} }
		c.Log = slog.New(slog.NewTextHandler(&locked{&mu, &log}, nil))
	})
	s, in, out := open(t, h.client(t, "ann"), 80, 24)
	out.await(t, "board")
	_, _ = io.WriteString(in, "x")
	out.await(t, "\x1b[?1049l")
	out.await(t, "a fault of ours ended this session")
	var exit *gossh.ExitError
	if err := s.Wait(); !errors.As(err, &exit) || exit.ExitStatus() != 1 {
		t.Errorf("%v", err)
	}
	mu.Lock()
	defer mu.Unlock()
	if !strings.Contains(log.String(), "slipping.Update") || strings.Contains(log.String(), "headline") {
		t.Errorf("the log says\n%s", log.String())
	}
}

func TestACommandsFaultEndsThatCommandOnly(t *testing.T) {
	h := serve(t, func(c *Config) {
		c.Command = func(context.Context, Session, []string, io.Reader, io.Writer, io.Writer) int { panic("fault") }
	})
	c := h.client(t, "ann")
	for range 2 {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := s.CombinedOutput("ls"); err == nil || !strings.Contains(string(got), "a fault of ours") {
			t.Errorf("%q, %v", got, err)
		}
	}
}

func TestAPanicEndsOneSessionOnly(t *testing.T) {
	h := serve(t, nil)
	ann, err := h.dial(t, h.keys["ann"])
	if err != nil {
		t.Fatal(err)
	}
	defer ann.Close()
	bo, err := h.dial(t, h.keys["bo"])
	if err != nil {
		t.Fatal(err)
	}
	defer bo.Close()
	s1, in1, out1 := open(t, ann, 80, 24)
	s2, in2, out2 := open(t, bo, 80, 24)
	out1.await(t, "board")
	out2.await(t, "board")
	io.WriteString(in1, "!")
	_ = s1.Wait()
	out1.await(t, "\x1b[?1049l")
	if err := s2.WindowChange(25, 81); err != nil {
		t.Fatal(err)
	}
	out2.await(t, "81 by 25")
	io.WriteString(in2, "q")
	if err := s2.Wait(); err != nil {
		t.Fatal(err)
	}
}
