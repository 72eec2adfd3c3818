package sshd

import (
	"net"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// doors counts strangers: connections whose key is not proven yet. It also keeps the time of every
// connection, in place of charm.land/ssh: that one writes its deadline after the handshake while another
// goroutine reads it.
type doors struct {
	wait time.Duration // for a key to be proven
	idle time.Duration // without a byte from the other end

	mu   sync.Mutex
	all  int
	from map[string]int
}

func newDoors(idle time.Duration) *doors {
	return &doors{wait: handshake, idle: idle, from: map[string]int{}}
}

// stranger is a connection that counts until it is proven or closed.
type stranger struct {
	net.Conn
	once  sync.Once
	in    atomic.Bool // a key was proven, or the connection is closed
	leave func()
	idle  time.Duration
	end   *time.Timer // closes the connection: after the handshake's time, later after a silence
}

// known says that a key was proven: from now on only silence ends the connection.
func (s *stranger) known() {
	s.once.Do(s.leave)
	s.end.Reset(s.idle)
}

// Read reads, and puts the end off when something came.
func (s *stranger) Read(b []byte) (int, error) {
	n, err := s.Conn.Read(b)
	if n > 0 && s.in.Load() {
		s.end.Reset(s.idle)
	}
	return n, err
}

// Close ends the connection.
func (s *stranger) Close() error {
	s.once.Do(s.leave)
	s.end.Stop()
	return s.Conn.Close()
}

type strangerKey struct{}

// enter lets a connection try, or refuses it (nil) where too many are trying already.
func (d *doors) enter(ctx ssh.Context, conn net.Conn) net.Conn {
	from := host(conn.RemoteAddr())
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.all >= strangersAll || d.from[from] >= strangersEach {
		return nil
	}
	d.all++
	d.from[from]++
	s := &stranger{Conn: conn, idle: d.idle}
	s.leave = func() {
		s.in.Store(true)
		d.mu.Lock()
		defer d.mu.Unlock()
		d.all--
		if d.from[from]--; d.from[from] <= 0 {
			delete(d.from, from)
		}
	}
	s.end = time.AfterFunc(d.wait, func() { _ = conn.Close() })
	ctx.SetValue(strangerKey{}, s)
	return s
}

// config is the protocol's part: few tries, and a note when a key was proven.
func (d *doors) config(ctx ssh.Context) *gossh.ServerConfig {
	return &gossh.ServerConfig{
		MaxAuthTries: tries,
		AuthLogCallback: func(_ gossh.ConnMetadata, _ string, err error) {
			if s, ok := ctx.Value(strangerKey{}).(*stranger); ok && err == nil {
				s.known()
			}
		},
	}
}

// host is an address without its port.
func host(a net.Addr) string {
	h, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	return h
}
