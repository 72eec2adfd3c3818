package sshd

import (
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// doors counts connections: those whose key is not proven yet, and all. It also keeps the time of every
// connection, in place of charm.land/ssh: that one writes its deadline after the handshake while another
// goroutine reads it.
type doors struct {
	wait  time.Duration // for a key to be proven
	idle  time.Duration // without a byte from the other end
	empty time.Duration // without a session
	stuck time.Duration // for a write

	mu   sync.Mutex
	open int // all connections
	all  int // strangers
	from map[string]int
	sent map[string]error // away, by address and port, and why
}

func newDoors(idle time.Duration) *doors {
	return &doors{wait: handshake, idle: idle, empty: time.Minute, stuck: stuck, from: map[string]int{}, sent: map[string]error{}}
}

// stranger is a connection that counts until it is proven or closed.
type stranger struct {
	net.Conn
	doors *doors
	once  sync.Once
	gone  sync.Once
	in    atomic.Bool // a key was proven, or the connection is closed
	leave func()
	end   *time.Timer // closes the connection: after the handshake's time, later after a silence
	empty *time.Timer // closes it when no session is open; nil before a key is proven

	mu    sync.Mutex
	seats int // sessions
}

// known says that a key was proven: from now on only silence ends the connection, or that it is not used.
func (s *stranger) known() {
	s.once.Do(s.leave)
	s.end.Reset(s.doors.idle)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.empty == nil && s.seats == 0 {
		s.empty = time.AfterFunc(s.doors.empty, s.unused)
	}
}

// unused closes a connection without a session.
func (s *stranger) unused() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seats == 0 {
		_ = s.Conn.Close()
	}
}

// Read reads, and puts the end off when something came.
func (s *stranger) Read(b []byte) (int, error) {
	n, err := s.Conn.Read(b)
	if n > 0 && s.in.Load() {
		s.end.Reset(s.doors.idle)
	}
	return n, err
}

// Write writes, for at most the time that is called stuck: answers to a client that does not read hold
// nobody up either.
func (s *stranger) Write(b []byte) (int, error) {
	_ = s.SetWriteDeadline(time.Now().Add(s.doors.stuck))
	n, err := s.Conn.Write(b)
	if err != nil {
		_ = s.Conn.Close()
	}
	return n, err
}

// Close ends the connection.
func (s *stranger) Close() error {
	s.once.Do(s.leave)
	s.gone.Do(func() {
		s.doors.mu.Lock()
		defer s.doors.mu.Unlock()
		s.doors.open--
	})
	s.end.Stop()
	s.mu.Lock()
	if s.empty != nil {
		s.empty.Stop()
	}
	s.mu.Unlock()
	return s.Conn.Close()
}

type strangerKey struct{}

// enter lets a connection try, or refuses it where too many are trying already or are open: most at a time.
func (d *doors) enter(ctx ssh.Context, conn net.Conn, most int) (net.Conn, error) {
	from := host(conn.RemoteAddr())
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.open >= most:
		return nil, errConns
	case d.all >= strangersAll:
		return nil, errStrangers
	case d.from[from] >= strangersEach:
		return nil, errAddress
	}
	d.open++
	d.all++
	d.from[from]++
	s := &stranger{Conn: conn, doors: d}
	s.leave = func() {
		s.in.Store(true)
		d.mu.Lock()
		defer d.mu.Unlock()
		d.all--
		if d.from[from]--; d.from[from] <= 0 {
			delete(d.from, from)
		}
	}
	s.end = time.AfterFunc(d.wait, func() { d.sendAway(s, errSlow) })
	ctx.SetValue(strangerKey{}, s)
	return s, nil
}

// sendAway closes a connection. Why is told when its handshake fails because of that.
func (d *doors) sendAway(s *stranger, why error) {
	if !s.in.Load() {
		d.mu.Lock()
		d.sent[s.RemoteAddr().String()] = why
		d.mu.Unlock()
	}
	_ = s.Conn.Close()
}

// why is the reason why a handshake failed: ours, or what went wrong.
func (d *doors) why(from net.Addr, err error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if ours, ok := d.sent[from.String()]; ok {
		delete(d.sent, from.String())
		return ours
	}
	return err
}

// emptied waits for all connections to close, for so long at most.
func (d *doors) emptied(most time.Duration) {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		d.mu.Lock()
		open := d.open
		d.mu.Unlock()
		if open == 0 {
			return
		}
	}
}

// Why there is no room for a connection, or it is closed before a key is proven.
var (
	errConns     = errors.New("too many connections")
	errStrangers = errors.New("too many connections that have not logged in")
	errUnknown   = errors.New("none of the keys offered is known")
	errSlow      = errors.New("no key was proven in time")
	errAddress   = errors.New("too many connections from this address that have not logged in")
)

// seat takes one of a connection's few sessions; leave gives it back.
func (d *doors) seat(ctx ssh.Context) (leave func(), ok bool) {
	s, ok := ctx.Value(strangerKey{}).(*stranger)
	if !ok {
		return nil, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seats >= perConn {
		return nil, false
	}
	s.seats++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.seats--; s.seats == 0 && s.empty != nil {
			s.empty.Reset(d.empty)
		}
	}, true
}

// unknown is what a person is told none of whose keys is known.
const unknown = "lede: none of your keys is known here. Send the public half of one (as in ~/.ssh/id_ed25519.pub; ssh-keygen makes it)\n" +
	"to whoever runs this host, or come with an invitation: ssh CODE@HOST\n"

// config is the protocol's part: few tries, and a note when a key was proven. Who has no key that is known comes to
// a question without an answer, which says so, and is sent away: it is the one thing that clients show at that point.
func (d *doors) config(ctx ssh.Context) *gossh.ServerConfig {
	return &gossh.ServerConfig{
		MaxAuthTries: tries,
		KeyboardInteractiveCallback: func(_ gossh.ConnMetadata, ask gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
			_, _ = ask("", unknown, nil, nil)
			if s, ok := ctx.Value(strangerKey{}).(*stranger); ok {
				d.sendAway(s, errUnknown)
			}
			return nil, errUnknown
		},
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
