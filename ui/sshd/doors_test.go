package sshd

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

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
