package sshd

import (
	"net"
	"sync"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// doors counts strangers: connections whose key is not proven yet.
type doors struct {
	mu   sync.Mutex
	all  int
	from map[string]int
}

func newDoors() *doors { return &doors{from: map[string]int{}} }

// stranger is a connection that counts until it is proven or closed.
type stranger struct {
	net.Conn
	once  sync.Once
	leave func()
}

func (s *stranger) known() { s.once.Do(s.leave) }

// Close ends the connection.
func (s *stranger) Close() error {
	s.known()
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
	s := &stranger{Conn: conn, leave: func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.all--
		if d.from[from]--; d.from[from] <= 0 {
			delete(d.from, from)
		}
	}}
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
