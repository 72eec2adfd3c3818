package sshd

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

// A client asks for variables without end before it begins: a server that keeps them grows until it is killed.
func TestAFloodOfVariablesBeforeTheBeginningClosesTheChannel(t *testing.T) {
	h := serve(t, nil)
	ch, reqs := raw(t, h.client(t, "ann"))
	go gossh.DiscardRequests(reqs)
	payload := append(str("LC_ALL"), str(strings.Repeat("x", 30_000))...)
	sent := 0
	for ; sent < 100_000; sent++ {
		if _, err := ch.SendRequest("env", false, payload); err != nil {
			break
		}
	}
	if sent == 100_000 {
		t.Error("the channel stays open")
	}
	within(t, "nobody is in", func() bool { return h.srv.house.count() == 0 })
}

// charm.land/ssh waits for ever on the second window-change of a client that began nothing: a goroutine and a connection
// each, for nothing.
func TestSizesOfATerminalThatShowsNothingHoldNobodyUp(t *testing.T) {
	h := serve(t, nil)
	before := runtime.NumGoroutine()
	for range 20 {
		c, err := h.dial(t, h.keys["ann"])
		if err != nil {
			t.Fatal(err)
		}
		ch, reqs := raw(t, c)
		go gossh.DiscardRequests(reqs)
		_, _ = ch.SendRequest("pty-req", true, append(str("xterm"), append(cells(80, 24), str("")...)...))
		for range 10 {
			_, _ = ch.SendRequest("window-change", false, cells(81, 25))
		}
		c.Close()
	}
	within(t, "no goroutine is left behind", func() bool { return runtime.NumGoroutine() <= before+5 })
}

// sizing counts the sizes that an App is told of.
type sizing struct {
	board
	sizes *atomic.Int32
}

func (s sizing) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := m.(tea.WindowSizeMsg); ok {
		s.sizes.Add(1)
	}
	b, c := s.board.Update(m)
	s.board = b.(board)
	return s, c
}

func TestAStormOfSizesIsFollowedNowAndThenAndEndsWithTheLast(t *testing.T) {
	var sizes atomic.Int32
	h := serve(t, func(c *Config) { c.App = func(Session) tea.Model { return sizing{sizes: &sizes} } })
	s, _, out := open(t, h.client(t, "ann"), 80, 24)
	out.await(t, "board 80 by 24")
	for i := range 5000 {
		if err := s.WindowChange(20+i%100, 60+i%500); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.WindowChange(44, 144); err != nil {
		t.Fatal(err)
	}
	out.await(t, "144 by 44")
	if n := sizes.Load(); n > 40 {
		t.Errorf("%d sizes were followed", n)
	}
}

func TestAgentsTunnelsAndOtherProgramsAreRefused(t *testing.T) {
	h := serve(t, nil)
	c := h.client(t, "ann")
	ch, reqs := raw(t, c)
	go gossh.DiscardRequests(reqs)
	for what, payload := range map[string][]byte{
		"auth-agent-req@openssh.com": nil, "x11-req": append([]byte{0}, str("MIT-MAGIC-COOKIE-1")...), "subsystem": str("sftp"), "signal": str("KILL"), "break": {0, 0, 0, 1},
		"unheard-of": bytes.Repeat([]byte{255}, 1000),
	} {
		if ok, err := ch.SendRequest(what, true, payload); ok || err != nil {
			t.Errorf("%s: granted %v, %v", what, ok, err)
		}
	}
	for _, what := range []string{"direct-tcpip", "direct-streamlocal@openssh.com", "forwarded-tcpip", "x11", "auth-agent@openssh.com", "tun@openssh.com"} {
		if ch, _, err := c.OpenChannel(what, nil); err == nil {
			ch.Close()
			t.Errorf("a channel of %s is opened", what)
		}
	}
	for _, what := range []string{"tcpip-forward", "streamlocal-forward@openssh.com", "hostkeys-prove-00@openssh.com"} {
		if ok, _, err := c.SendRequest(what, true, nil); ok || err != nil {
			t.Errorf("%s: granted %v, %v", what, ok, err)
		}
	}
}

// Payloads that say they are longer than they are.
func TestRequestsThatLieAboutTheirLengthAreRefused(t *testing.T) {
	h := serve(t, nil)
	ch, reqs := raw(t, h.client(t, "ann"))
	go gossh.DiscardRequests(reqs)
	for _, b := range [][]byte{nil, {1}, {255, 255, 255, 255}, {0, 0, 0, 4, 'L', 'A'}, append(str("LANG"), 255, 255, 255, 255)} {
		for _, what := range []string{"env", "pty-req", "window-change"} {
			if ok, err := ch.SendRequest(what, true, b); ok || err != nil {
				t.Errorf("%s with %v: granted %v, %v", what, b, ok, err)
			}
		}
	}
}

// One pty-req of 2^20 by 2^20 cells makes a server that believes it allocate until it is killed.
func TestAHugeTerminalIsCutDownBeforeAnythingIsAllocated(t *testing.T) {
	h := serve(t, nil)
	c, err := h.dial(t, h.keys["ann"])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, in, out := open(t, c, 1<<20, 1<<20)
	out.await(t, "board 1000 by 500")
	if err := s.WindowChange(1<<20, 1<<20); err != nil {
		t.Fatal(err)
	}
	io.WriteString(in, "q")
	if err := s.Wait(); err != nil {
		t.Fatal(err)
	}
}

func TestNothingButReadingIsServed(t *testing.T) {
	h := serve(t, nil)
	c, err := h.dial(t, h.keys["ann"])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if conn, err := c.Dial("tcp", h.addr); err == nil {
		conn.Close()
		t.Error("it forwards connections")
	}
	if ln, err := c.Listen("tcp", "127.0.0.1:0"); err == nil {
		ln.Close()
		t.Error("it listens for others")
	}
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if s.RequestSubsystem("sftp") == nil {
		t.Error("it has an sftp subsystem")
	}
	s.Close()
}

func TestAFloodOfVariablesIsCutAndOnlyLanguageAndColourPass(t *testing.T) {
	h := serve(t, nil)
	c, err := h.dial(t, h.keys["ann"])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []string{"LD_PRELOAD=/x.so", "COLORTERM=truecolor", "LEDE_STORE=/etc/passwd", "LANG=de_DE.UTF-8"} {
		name, value, _ := strings.Cut(e, "=")
		_ = s.Setenv(name, value)
	}
	for i := range 100 {
		_ = s.Setenv(fmt.Sprintf("LC_%d", i), "x")
	}
	if err := s.RequestPty("xterm", 24, 80, gossh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	env := strings.Join(<-h.env, " ")
	if strings.Contains(env, "LD_PRELOAD") || strings.Contains(env, "LEDE_STORE") || !strings.Contains(env, "COLORTERM=truecolor") || len(strings.Fields(env)) > 17 {
		t.Fatalf("environment %q", env)
	}
	s.Close()
}
