// Package sshd lets readers in over SSH: a connection with a known key becomes a session, a session an
// App with its own size, colours and reader.
//
// It knows keys, terminals and limits; what a reader sees and may ask is handed in by cmd. Everything
// at the other end is a stranger until the key is proven, and may be slow, huge or hostile after that: it
// costs that session only. Of wish it uses the options, of charm.land/ssh the server, of x/crypto the keys.
package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"
)

// Who tells whose key it is, in authorized_keys form without a comment; an error refuses.
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
	// App makes the program of one session. It is called with what Session tells of the terminal.
	App func(Session) tea.Model
	// Command answers a command given on the client's command line and gives its exit code.
	Command func(ctx context.Context, s Session, args []string, in io.Reader, out, errs io.Writer) int

	Sessions int           // at a time; 0 for 200
	PerKey   int           // at a time for one key; 0 for 8
	Idle     time.Duration // without a key; 0 for 30 minutes
	Banner   string        // one line for everybody
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
	stuck         = 10 * time.Second // a write that blocks longer ends the session
	closing       = 4 * time.Second  // for sessions to end when the server does
	frames        = 60               // a second, at most
)

// Server is a running or startable server.
type Server struct {
	cfg   Config
	ssh   *ssh.Server
	house *house
	doors *doors
}

// ErrNobody is the refusal to start with nobody allowed in.
var ErrNobody = errors.New("nobody may read yet")

// New makes a server. It reads or makes the host key and opens nothing else.
func New(cfg Config) (*Server, error) {
	if cfg.Sessions <= 0 {
		cfg.Sessions = 200
	}
	if cfg.PerKey <= 0 {
		cfg.PerKey = 8
	}
	if cfg.Idle <= 0 {
		cfg.Idle = 30 * time.Minute
	}
	s := &Server{cfg: cfg, house: newHouse(cfg.Sessions, cfg.PerKey), doors: newDoors(cfg.Idle + time.Minute)} // a peer that is dead; a resting reader is told before
	srv, err := wish.NewServer(
		wish.WithHostKeyPath(cfg.HostKey),
		wish.WithPublicKeyAuth(s.known),
		wish.WithMiddleware(s.session),
	)
	if err != nil {
		return nil, fmt.Errorf("host key %s: %w", cfg.HostKey, err)
	}
	srv.ConnCallback = s.doors.enter
	srv.ServerConfigCallback = s.doors.config
	srv.ConnectionFailedCallback = func(conn net.Conn, err error) {
		if err != nil && !errors.Is(err, io.EOF) {
			cfg.Log.Info("refused", "address", host(conn.RemoteAddr()), "reason", err.Error())
		}
	}
	srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.channel}
	srv.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
	srv.PtyCallback = func(_ ssh.Context, p ssh.Pty) bool { return len(p.Term) <= 64 }
	s.ssh = srv
	return s, nil
}

// known tells whether an offered key may try to prove itself. That it did is told by the handler only.
func (s *Server) known(ctx ssh.Context, key ssh.PublicKey) bool {
	if s.cfg.Anonymous != nil {
		return true
	}
	_, err := s.cfg.Who(ctx, KeyText(key))
	return err == nil
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
	case <-time.After(closing):
	}
	return s.ssh.Close()
}
