package sshd

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

func (h *host1) knock(t *testing.T) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", h.addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// crowded is a host at whose door stand as many strangers as may from one address.
func crowded(t *testing.T) *host1 {
	h := serve(t, nil)
	for range strangersEach {
		h.knock(t)
	}
	within(t, "all of them stand at the door", func() bool {
		h.srv.doors.mu.Lock()
		defer h.srv.doors.mu.Unlock()
		return h.srv.doors.all == strangersEach
	})
	return h
}

func TestAConnectionTooManyIsToldSo(t *testing.T) {
	h := crowded(t)
	_, err := h.dial(t, h.keys["ann"])
	if want := "lede: too many connections from this address that have not logged in; please try again in a moment"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the client says: %v", err)
	}
}

// A flood of connections that are never closed costs as many seats as there are, and no more; those beyond are closed
// without a word.
func TestAFloodOfConnectionsIsToldAFewAtATime(t *testing.T) {
	h := crowded(t)
	seats := cap(h.srv.goodbyes.seats)
	said, silent := 0, 0
	conns := make([]net.Conn, 4*seats)
	for i := range conns {
		conns[i] = h.knock(t)
	}
	for _, c := range conns {
		_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
		if got, _ := io.ReadAll(c); strings.Contains(string(got), "too many") {
			said++
		} else {
			silent++
		}
	}
	if said < seats || silent == 0 {
		t.Errorf("%d were told and %d were not, of %d with %d seats", said, silent, len(conns), seats)
	}
	for _, c := range conns {
		c.Close()
	}
	within(t, "the seats are free again", func() bool { return len(h.srv.goodbyes.seats) == 0 })
}

func TestADisconnectionIsAPacketOfWholeBlocks(t *testing.T) {
	for n := range 40 {
		p := disconnect(strings.Repeat("x", n))
		if padding := int(p[4]); len(p)%8 != 0 || padding < 4 || padding > 11 || int(p[3]) != len(p)-4 {
			t.Errorf("a reason of %d bytes: %d bytes, %d of padding, length says %d", n, len(p), padding, p[3])
		}
		var m struct {
			Reason      uint32 `sshtype:"1"`
			Why, Tongue string
		}
		if err := gossh.Unmarshal(p[5:len(p)-int(p[4])], &m); err != nil || m.Reason != 12 || len(m.Why) != n {
			t.Errorf("a reason of %d bytes is read as %+v, %v", n, m, err)
		}
	}
}

func TestABrokenConnectionIsLoggedWithoutItsPorts(t *testing.T) {
	a, b := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 4022}, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 51823}
	err := &net.OpError{Op: "read", Net: "tcp", Source: a, Addr: b, Err: errors.New("connection reset by peer")}
	if got := plain(fmt.Errorf("handshake: %w", err)); got != "connection reset by peer" {
		t.Errorf("logged as %q", got)
	}
}
