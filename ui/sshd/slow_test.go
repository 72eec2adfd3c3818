package sshd

import (
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

// wide is an App whose every frame differs from the last in every cell.
type wide struct {
	board
	n int
}

func (a wide) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := m.(tea.KeyPressMsg); ok {
		a.n++
	}
	b, c := a.board.Update(m)
	a.board = b.(board)
	return a, c
}

func (a wide) View() tea.View {
	v := tea.NewView(strings.TrimRight(strings.Repeat(strings.Repeat(string(rune('a'+a.n%26)), a.w)+"\n", a.h), "\n"))
	v.AltScreen = true
	return v
}

// One client reads its packets but takes nothing from the channel, the other does not even read packets. Either is cut
// off with its connection, and nobody else notices.
func TestAClientThatDoesNotReadIsCutOffAndDelaysNobody(t *testing.T) {
	h := serve(t, func(c *Config) { c.App = func(Session) tea.Model { return wide{} } })
	h.srv.stuck = 200 * time.Millisecond
	_, in, out := open(t, h.client(t, "bo"), 80, 24)
	out.await(t, "aaaa")
	ch, reqs := raw(t, h.client(t, "ann"))
	go gossh.DiscardRequests(reqs)
	_, _ = ch.SendRequest("pty-req", true, append(str("xterm"), append(cells(1000, 500), str("")...)...))
	_, _ = ch.SendRequest("shell", true, nil)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		for {
			if _, err := ch.Write([]byte("j")); err != nil {
				return
			}
			time.Sleep(2 * time.Millisecond)
		}
	}()
	for i := range 10 {
		began := time.Now()
		_, _ = io.WriteString(in, "j")
		out.await(t, strings.Repeat(string(rune('b'+i)), 4))
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("another's key took %s", took)
		}
	}
	select {
	case <-gone:
	case <-time.After(30 * time.Second):
		t.Fatal("it is not cut off")
	}
	within(t, "one is left", func() bool { return h.srv.house.count() == 1 })
	if n := h.srv.meter.cuts.Load(); n == 0 {
		t.Error("that it was cut off is not counted")
	}
}
