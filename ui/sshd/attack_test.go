package sshd

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

// within waits until something holds.
func within(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never came to this: %s", what)
		}
	}
}

func (h *host1) client(t *testing.T, name string) *gossh.Client {
	t.Helper()
	c, err := h.dial(t, h.keys[name])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// raw opens a session channel of which nothing is read and nothing begun.
func raw(t *testing.T, c *gossh.Client) (gossh.Channel, <-chan *gossh.Request) {
	t.Helper()
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	return ch, reqs
}

func str(s string) []byte { return append(binary.BigEndian.AppendUint32(nil, uint32(len(s))), s...) }

func cells(w, h uint32) []byte {
	b := binary.BigEndian.AppendUint32(nil, w)
	b = binary.BigEndian.AppendUint32(b, h)
	return append(b, make([]byte, 8)...)
}

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

// offering is a key that is offered and never used to sign.
type offering struct{ gossh.Signer }

func (offering) Sign(io.Reader, []byte) (*gossh.Signature, error) { return nil, errors.New("no") }

func TestAKeyThatIsOfferedButNotProvenOpensNothing(t *testing.T) {
	h := serve(t, nil)
	if _, err := h.dial(t, offering{h.keys["ann"]}); err == nil {
		t.Fatal("it came in with another's public key")
	}
	// nor does ann's key, offered first, give her name to who proves another
	c, err := gossh.Dial("tcp", h.addr, &gossh.ClientConfig{User: "ann", Auth: []gossh.AuthMethod{gossh.PublicKeys(h.keys["bo"])}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Output("whoami"); !strings.HasPrefix(string(got), "bo asks") {
		t.Errorf("%q", got)
	}
}

func TestRefusalsAreLoggedOnceWithAddressAndReason(t *testing.T) {
	var mu sync.Mutex
	var log bytes.Buffer
	h := serve(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&locked{&mu, &log}, nil)) })
	for range 12 {
		_, _ = h.dial(t, signer(t))
	}
	within(t, "all refusals are counted", func() bool { return h.srv.meter.refusals.Load() >= 12 })
	mu.Lock()
	defer mu.Unlock()
	if n := strings.Count(log.String(), "msg=refused"); n != 1 || !strings.Contains(log.String(), "address=127.0.0.1") || !strings.Contains(log.String(), "reason=") {
		t.Errorf("%d lines:\n%s", n, log.String())
	}
}

// A person none of whose keys is known is told so, and what to do, before the connection is closed.
func TestAStrangerIsToldWhatToDo(t *testing.T) {
	var mu sync.Mutex
	var log bytes.Buffer
	h := serve(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&locked{&mu, &log}, nil)) })
	told := ""
	_, err := gossh.Dial("tcp", h.addr, &gossh.ClientConfig{User: "eve", HostKeyCallback: gossh.InsecureIgnoreHostKey(), Auth: []gossh.AuthMethod{
		gossh.PublicKeys(signer(t)),
		gossh.KeyboardInteractive(func(_, instruction string, questions []string, _ []bool) ([]string, error) {
			told += instruction
			return nil, nil
		}),
	}})
	if err == nil || !strings.Contains(told, "none of your keys is known here") {
		t.Errorf("told %q, %v", told, err)
	}
	within(t, "it is noted", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return h.srv.meter.refusals.Load() > 0 && strings.Contains(log.String(), "none of the keys offered is known")
	})
	within(t, "it is forgotten", func() bool {
		h.srv.doors.mu.Lock()
		defer h.srv.doors.mu.Unlock()
		return len(h.srv.doors.sent) == 0
	})
}

type locked struct {
	mu *sync.Mutex
	w  io.Writer
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

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

func TestAConnectionWithoutASessionIsClosed(t *testing.T) {
	h := serve(t, nil)
	h.srv.doors.empty = 100 * time.Millisecond
	c := h.client(t, "ann")
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Fatal("it stays open for ever")
	}
}

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

func TestWhatIsSentToACommandIsBounded(t *testing.T) {
	h := serve(t, func(c *Config) {
		c.Command = func(_ context.Context, _ Session, _ []string, in io.Reader, out, _ io.Writer) int {
			n, err := io.Copy(io.Discard, in)
			fmt.Fprintln(out, n, err)
			return 0
		}
	})
	s, err := h.client(t, "ann").NewSession()
	if err != nil {
		t.Fatal(err)
	}
	s.Stdin = io.LimitReader(rand.Reader, 3*maxStdin)
	if got, _ := s.Output("facts -"); !strings.HasPrefix(string(got), fmt.Sprint(maxStdin)) || !strings.Contains(string(got), "send less at a time") {
		t.Errorf("%q", got)
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

// hearing is an App that shows what it is told.
type hearing struct {
	board
	heard string
}

type news string

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

func TestMetricsTellWhatHappenedAndNameNobody(t *testing.T) {
	h := serve(t, nil)
	_, in, out := open(t, h.client(t, "ann"), 80, 24)
	out.await(t, "board")
	_, _ = io.WriteString(in, "j")
	within(t, "the key is counted", func() bool { return h.srv.meter.keyTime.Load() > 0 })
	var b strings.Builder
	if err := h.srv.Metrics(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"lede_sessions 1\n", "lede_key_seconds_count 1\n", `lede_key_seconds_bucket{le="+Inf"} 1`, "lede_refusals_total 0\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
	if strings.Contains(b.String(), "ann") || strings.Contains(b.String(), "127.0.0.1") {
		t.Error("somebody is named")
	}
}
