package sshd

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/binary"
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

type locked struct {
	mu *sync.Mutex
	w  io.Writer
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

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
