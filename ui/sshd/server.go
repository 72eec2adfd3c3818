// Package sshd lets readers in over SSH: a connection with a known key becomes a session, a session an
// App with its own size, colours and reader.
//
// It knows keys, terminals and limits; what a reader sees and may ask is handed in by cmd. Everything
// at the other end is a stranger until the key is proven, and may be slow, huge or hostile after that: it
// costs that session only. Of wish it uses the options, of charm.land/ssh the server, of x/crypto keys and
// channels, of bubbletea the model and its messages, of ultraviolet the decoding of keys, of go-shlex the
// splitting of a command line.
package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"runtime"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"
)

// Who tells whose key it is, in authorized_keys form without a comment; an error refuses, ErrStranger where the
// key is not known.
type Who func(ctx context.Context, key string) (Reader, error)

// Reader is who is at the other end.
type Reader struct {
	Name      string
	ID        int64
	Anonymous bool
}

// Config is what a server needs. Who, App and Command are required.
type Config struct {
	HostKey   string // file of the server's key, made with mode 0600 where there is none
	Who       Who
	Anonymous *Reader // who a stranger reads as; nil: strangers are refused
	// Invited tells whether the name that a stranger logs in by is an invitation, and Join makes the key that was
	// proven that of who was invited; an invitation lets one key in. Nil: nobody is invited.
	Invited func(ctx context.Context, code string) bool
	Join    func(ctx context.Context, code, key string) (Reader, error)
	// App makes the program of one session. It is called with what Session tells of the terminal.
	App func(Session) tea.Model
	// Command answers a command given on the client's command line and gives its exit code.
	Command func(ctx context.Context, s Session, args []string, in io.Reader, out, errs io.Writer) int

	Sessions int           // at a time; 0 for 200
	PerKey   int           // at a time for one key; 0 for 8
	Idle     time.Duration // without a key; 0 for 30 minutes
	Banner   string        // one line for everybody who comes in
	Now      func() time.Time
	Log      *slog.Logger
}

// Limits that are not for anybody to change.
const (
	handshake     = 10 * time.Second
	tries         = 3
	strangersEach = 10  // unauthenticated connections from one address
	strangersAll  = 100 // from all
	perConn       = 4   // sessions in one connection
	maxCommand    = 4096
	maxColumns    = 1000
	maxRows       = 500
	stuck         = 10 * time.Second       // a write that blocks longer ends the session
	closing       = 4 * time.Second        // for sessions to end when the server does
	hangup        = 300 * time.Millisecond // for clients to close their connections after that
	frames        = 60                     // a second, at most
	maxStdin      = 4 << 20                // bytes sent to one command
	patience      = time.Minute            // for one command
)

// Server is a running or startable server.
type Server struct {
	cfg      Config
	ssh      *ssh.Server
	house    *house
	doors    *doors
	goodbyes goodbyes
	meter    meter
	said     said          // refusals that were logged
	desks    chan struct{} // a seat for every command that may run at a time
	stuck    time.Duration
	close    time.Duration

	mu  sync.Mutex
	set settings
}

// settings are what may change while the server runs.
type settings struct {
	sessions int
	idle     time.Duration
	banner   string
}

func (s *Server) settings() settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.set
}

// Change takes over other limits and another banner. Sessions that are open stay as they are.
func (s *Server) Change(sessions int, idle time.Duration, banner string) {
	set := settings{sessions, idle, banner}
	if set.sessions <= 0 {
		set.sessions = 200
	}
	if set.idle <= 0 {
		set.idle = 30 * time.Minute
	}
	s.mu.Lock()
	s.set = set
	s.mu.Unlock()
	s.house.limit(set.sessions)
}

// Tell hands a message to the App of every session. They get it one shortly after the other, so that what they
// ask because of it does not come all at once.
func (s *Server) Tell(m tea.Msg) {
	s.house.each(func(g *guest) {
		if g.tell != nil {
			g.tell(m)
			time.Sleep(time.Millisecond)
		}
	})
}

// Sessions is how many are open.
func (s *Server) Sessions() int { return s.house.count() }

// Check asks again who everybody is, and says goodbye to those whose key is let in no longer.
func (s *Server) Check(ctx context.Context) {
	s.house.each(func(g *guest) {
		if g.who == "" {
			return // a visitor
		}
		if _, err := s.cfg.Who(ctx, g.who); errors.Is(err, ErrStranger) {
			g.leave("lede: this key is let in no longer")
		}
	})
}

// ErrStranger is Who's answer to a key that nobody has.
var ErrStranger = errors.New("nobody has this key")

// ErrNobody is the refusal to start with nobody allowed in.
var ErrNobody = errors.New("nobody may read yet")

// New makes a server. It reads or makes the host key and opens nothing else.
func New(cfg Config) (*Server, error) {
	if cfg.PerKey <= 0 {
		cfg.PerKey = 8
	}
	s := &Server{cfg: cfg, house: newHouse(0, cfg.PerKey), desks: make(chan struct{}, max(2, runtime.GOMAXPROCS(0))), stuck: stuck, close: closing}
	s.Change(cfg.Sessions, cfg.Idle, cfg.Banner)
	s.goodbyes = newGoodbyes()
	s.doors = newDoors(s.set.idle + time.Minute) // a peer that is dead; a resting reader is told before
	srv, err := wish.NewServer(
		wish.WithHostKeyPath(cfg.HostKey),
		wish.WithPublicKeyAuth(s.known),
	)
	if err != nil {
		return nil, fmt.Errorf("host key %s: %w", cfg.HostKey, err)
	}
	srv.ConnCallback = func(ctx ssh.Context, conn net.Conn) net.Conn {
		s.meter.conns.Add(1)
		in, err := s.doors.enter(ctx, conn, 2*s.settings().sessions+strangersAll)
		if err != nil {
			s.refused(host(conn.RemoteAddr()), err.Error())
			s.goodbyes.say(conn, "lede: "+err.Error()+"; please try again in a moment")
			return nil
		}
		return in
	}
	srv.ServerConfigCallback = s.doors.config
	srv.ConnectionFailedCallback = func(conn net.Conn, err error) {
		if err = s.doors.why(conn.RemoteAddr(), err); err != nil && !errors.Is(err, io.EOF) {
			s.refused(host(conn.RemoteAddr()), plain(err))
		}
	}
	srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.channel}
	srv.RequestHandlers = map[string]ssh.RequestHandler{} // nothing is forwarded
	srv.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
	s.ssh = srv
	return s, nil
}

// known tells whether an offered key may try to prove itself. That it did is told by the handler only.
func (s *Server) known(ctx ssh.Context, key ssh.PublicKey) bool {
	if s.cfg.Anonymous != nil {
		return true
	}
	_, err := s.cfg.Who(ctx, KeyText(key))
	return err == nil || s.cfg.Invited != nil && s.cfg.Invited(ctx, ctx.User())
}

// KeyText is a public key in authorized_keys form, without a comment.
func KeyText(key ssh.PublicKey) string {
	text := gossh.MarshalAuthorizedKey(key)
	return string(text[:len(text)-1])
}

// Serve lets readers in until ctx ends; then every terminal is given back, what runs may end, and
// Serve returns within five seconds.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	done := make(chan error, 1)
	go func() { done <- s.ssh.Serve(ln) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	_ = ln.Close()
	s.house.close()
	select {
	case <-s.house.empty:
		s.doors.emptied(hangup) // a client that hangs up by itself does not complain of the host
	case <-time.After(s.close):
	}
	if err := s.ssh.Close(); !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil // the listener is closed above, and charm.land/ssh closes it once more
}
