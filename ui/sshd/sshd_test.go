package sshd

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

// board is an App that tells its size and quits on q.
type board struct {
	w, h int
	env  []string
}

func (b board) Init() tea.Cmd { return nil }
func (b board) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	switch m := m.(type) {
	case tea.WindowSizeMsg:
		b.w, b.h = m.Width, m.Height
	case tea.KeyPressMsg:
		switch m.String() {
		case "q":
			return b, tea.Quit
		case "ctrl+z":
			return b, tea.Suspend
		case "!":
			panic("a fault in one session")
		}
	}
	return b, nil
}
func (b board) View() tea.View {
	v := tea.NewView(fmt.Sprintf("board %d by %d", b.w, b.h))
	v.AltScreen = true
	return v
}

type host1 struct {
	addr string
	stop context.CancelFunc
	done chan error
	keys map[string]gossh.Signer
	env  chan []string
	srv  *Server
	wait time.Duration // for a key to be proven, 0 for the usual
}

func signer(t *testing.T) gossh.Signer {
	t.Helper()
	_, priv, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := gossh.NewSignerFromKey(priv)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func keyOf(s gossh.Signer) string {
	return strings.TrimSpace(string(gossh.MarshalAuthorizedKey(s.PublicKey())))
}

func serve(t *testing.T, change func(*Config)) *host1 {
	t.Helper()
	return serveAs(t, &host1{}, change)
}

func serveAs(t *testing.T, h *host1, change func(*Config)) *host1 {
	t.Helper()
	*h = host1{wait: h.wait, keys: map[string]gossh.Signer{"ann": signer(t), "bo": signer(t)}, done: make(chan error, 1), env: make(chan []string, 8)}
	cfg := Config{
		HostKey: filepath.Join(t.TempDir(), "key"), Now: time.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Who: func(_ context.Context, key string) (Reader, error) {
			for name, s := range h.keys {
				if keyOf(s) == key {
					return Reader{Name: name}, nil
				}
			}
			return Reader{}, errors.New("stranger")
		},
		App: func(s Session) tea.Model {
			h.env <- s.Env
			return board{env: s.Env}
		},
		Command: func(_ context.Context, s Session, args []string, in io.Reader, out, errs io.Writer) int {
			fmt.Fprintf(out, "%s asks %q\n", s.Reader.Name, args)
			return 3
		},
	}
	if change != nil {
		change(&cfg)
	}
	srv, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if h.wait > 0 {
		srv.doors.wait = h.wait
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	h.addr, h.stop, h.srv = ln.Addr().String(), stop, srv
	go func() { h.done <- srv.Serve(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		if err := <-h.done; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	return h
}

func (h *host1) dial(t *testing.T, key gossh.Signer) (*gossh.Client, error) {
	t.Helper()
	return gossh.Dial("tcp", h.addr, &gossh.ClientConfig{User: "any", Auth: []gossh.AuthMethod{gossh.PublicKeys(key)},
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: 20 * time.Second})
}

// screen collects what a session prints and waits for words in it.
type screen struct {
	mu   sync.Mutex
	cond *sync.Cond
	buf  bytes.Buffer
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.buf.Write(b)
	s.cond.Broadcast()
	return len(b), nil
}

func (s *screen) await(t *testing.T, want string) {
	t.Helper()
	late := time.AfterFunc(20*time.Second, func() { s.cond.Broadcast() })
	defer late.Stop()
	deadline := time.Now().Add(20 * time.Second)
	s.mu.Lock()
	defer s.mu.Unlock()
	for !strings.Contains(s.buf.String(), want) {
		if time.Now().After(deadline) {
			t.Fatalf("%q is not shown: %q", want, s.buf.String())
		}
		s.cond.Wait()
	}
}

func open(t *testing.T, c *gossh.Client, w, h int) (*gossh.Session, io.Writer, *screen) {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	out := &screen{}
	out.cond = sync.NewCond(&out.mu)
	s.Stdout = out
	in, err := s.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm-256color", h, w, gossh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	return s, in, out
}

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

func TestCommandsAnswerWithoutATerminal(t *testing.T) {
	h := serve(t, nil)
	c, err := h.dial(t, h.keys["bo"])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Output(`ls '#bitcoin newer:1d' --json`)
	var exit *gossh.ExitError
	if !errors.As(err, &exit) || exit.ExitStatus() != 3 || string(got) != `bo asks ["ls" "#bitcoin newer:1d" "--json"]`+"\n" {
		t.Fatalf("%q, %v", got, err)
	}
	s, err = c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.CombinedOutput("ls " + strings.Repeat("x", 200_000)); err == nil || !strings.Contains(string(got), "longer than 4096 bytes") {
		t.Fatalf("200 kB of command: %q, %v", got, err)
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

func TestWhoDoesNotProveAKeyInTimeIsCutAndBoundInNumber(t *testing.T) {
	h := serveAs(t, &host1{wait: 300 * time.Millisecond}, nil)
	var conns []net.Conn
	for range strangersEach + 5 {
		c, err := net.Dial("tcp", h.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		conns = append(conns, c)
	}
	for i, c := range conns {
		_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
		if _, err := io.ReadAll(c); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("half-open connection %d is not closed: %v", i, err)
		}
	}
	c, err := h.dial(t, h.keys["ann"])
	if err != nil {
		t.Fatalf("after them a reader is refused: %v", err)
	}
	c.Close()
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

// "ssh -t HOST facts -": a command at a terminal ends its lines as that wants them, and what is typed ends with C-d.
func TestACommandAtATerminalIsReadAndWrittenAsOne(t *testing.T) {
	h := serve(t, func(c *Config) {
		c.Command = func(_ context.Context, _ Session, _ []string, in io.Reader, out, errs io.Writer) int {
			typed, err := io.ReadAll(in)
			fmt.Fprintf(out, "read %q\n%v\n", typed, err)
			fmt.Fprintln(errs, "and a fault")
			return 0
		}
	})
	s, err := h.client(t, "ann").NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	s.Stdin = strings.NewReader("two\rlines\r\x04more")
	got, err := s.Output("facts -")
	if want := "read \"two\\nlines\\n\"\r\n<nil>\r\nand a fault\r\n"; string(got) != want || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
