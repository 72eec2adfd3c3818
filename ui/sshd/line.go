package sshd

import (
	"context"
	"encoding/binary"
	"strings"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"lede/model/safe"
)

// size is that of a terminal, in cells.
type size struct{ w, h int }

// line is one session's channel: what the client told of itself before it began, and its size as it
// changes. All of it is bounded whatever the client sends. (charm.land/ssh's own session keeps every
// variable that it is sent, waits for ever on the second size that nobody takes, and grants agents.)
type line struct {
	gossh.Channel
	conn  *gossh.ServerConn
	srv   *Server
	ctx   context.Context // ends with the channel
	key   string          // proven, in authorized_keys form; "" for none
	addr  string
	env   []string
	term  string
	size  size // 0 by 0 without a terminal
	exec  string
	sizes chan size // the latest one

}

// Limits of what is kept of a client before it begins.
const (
	maxVars   = 16
	maxVar    = 256 // bytes, name and value
	maxTerm   = 64
	maxAsking = 256              // requests before it begins
	begin     = 20 * time.Second // to say what it is here for
)

// channel takes one session, few at a time in one connection. It returns when the session is over.
func (s *Server) channel(_ *ssh.Server, conn *gossh.ServerConn, nc gossh.NewChannel, cctx ssh.Context) {
	leave, ok := s.doors.seat(cctx)
	if !ok {
		s.refused(host(conn.RemoteAddr()), "too many sessions in one connection")
		_ = nc.Reject(gossh.ResourceShortage, "too many sessions in this connection: close one and try again")
		return
	}
	defer leave()
	ch, reqs, err := nc.Accept()
	if err != nil {
		return
	}
	ctx, cancel := context.WithCancel(cctx)
	defer cancel()
	l := &line{Channel: ch, conn: conn, srv: s, ctx: ctx, addr: host(conn.RemoteAddr()), sizes: make(chan size, 1)}
	if key, ok := cctx.Value(ssh.ContextKeyPublicKey).(ssh.PublicKey); ok {
		l.key = KeyText(key)
	}
	over := l.attend(reqs)
	cancel()
	if over != nil {
		<-over
	}
}

// attend answers a client's requests until the channel closes; over is closed when what it began is done,
// and nil when it began nothing.
func (l *line) attend(reqs <-chan *gossh.Request) (over chan struct{}) {
	late := time.AfterFunc(begin, func() { _ = l.Close() })
	defer late.Stop()
	asked := 0
	for req := range reqs {
		if asked++; over == nil && asked > maxAsking {
			_ = l.Close()
			continue
		}
		ok := false
		switch req.Type {
		case "env":
			ok = over == nil && l.setenv(req.Payload)
		case "pty-req":
			ok = over == nil && l.setpty(req.Payload)
		case "window-change":
			ok = l.resize(req.Payload)
		case "shell", "exec":
			if over != nil {
				break
			}
			late.Stop()
			if req.Type == "exec" {
				l.exec, _, _ = text(req.Payload)
			}
			_ = req.Reply(true, nil)
			over = make(chan struct{})
			go func() {
				defer close(over)
				l.srv.session(l)
			}()
			continue
		}
		_ = req.Reply(ok, nil) // agents, x11, subsystems, signals: there is nothing of the kind
	}
	return over
}

// text is the string that a payload begins with (RFC 4251 §5), and what follows it.
func text(payload []byte) (s string, rest []byte, ok bool) {
	if len(payload) < 4 {
		return "", nil, false
	}
	n := binary.BigEndian.Uint32(payload)
	if uint64(n) > uint64(len(payload)-4) {
		return "", nil, false
	}
	return string(payload[4 : 4+n]), payload[4+n:], true
}

// setenv keeps a variable (RFC 4254 §6.4): language, colours and time zone only, and few of them.
func (l *line) setenv(payload []byte) bool {
	if len(payload) > maxVar+8 || len(l.env) >= maxVars {
		return false
	}
	name, rest, ok := text(payload)
	value, _, ok2 := text(rest)
	if !ok || !ok2 {
		return false
	}
	switch name {
	case "LANG", "TERM", "COLORTERM", "NO_COLOR", "TZ":
	default:
		if !strings.HasPrefix(name, "LC_") {
			return false
		}
	}
	l.env = append(l.env, safe.Line(name+"="+value))
	return true
}

// setpty keeps kind and size of the terminal (RFC 4254 §6.2), cut to what a screen may have.
func (l *line) setpty(payload []byte) bool {
	term, rest, ok := text(payload)
	if !ok || len(term) > maxTerm || len(rest) < 8 || l.size.w > 0 {
		return false
	}
	l.term = safe.Line(term)
	l.size = sizeOf(rest)
	return true
}

// resize passes a new size on (RFC 4254 §6.7). One that was not taken yet gives way.
func (l *line) resize(payload []byte) bool {
	if len(payload) < 8 || l.size.w == 0 {
		return false
	}
	select {
	case <-l.sizes:
	default:
	}
	l.sizes <- sizeOf(payload) // only this goroutine sends
	return true
}

func sizeOf(b []byte) size {
	return size{clamp(binary.BigEndian.Uint32(b), maxColumns), clamp(binary.BigEndian.Uint32(b[4:]), maxRows)}
}

func clamp(n uint32, most int) int { return int(min(max(n, 1), uint32(most))) }

// Write writes to the client. One that does not read is cut off, with its connection, when a write
// blocks for the time that is called stuck.
func (l *line) Write(b []byte) (int, error) { return l.watch(l.Channel.Write, b) }

// errors is the channel of error messages.
func (l *line) errors() writer {
	return func(b []byte) (int, error) { return l.watch(l.Channel.Stderr().Write, b) }
}

type writer func(b []byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }

func (l *line) watch(write func([]byte) (int, error), b []byte) (int, error) {
	t := time.AfterFunc(l.srv.stuck, func() {
		l.srv.cut(l.addr)
		_ = l.conn.Close() // the channel's own Close would wait for the same client
	})
	defer t.Stop()
	l.srv.meter.sent.Add(int64(len(b)))
	return write(b)
}

// end tells the client how it ended and closes the channel.
func (l *line) end(code int) {
	_, _ = l.SendRequest("exit-status", false, binary.BigEndian.AppendUint32(nil, uint32(code)))
	_ = l.Close()
}

// refuse tells the person at the other end why, and ends the session.
func (l *line) refuse(why string) {
	l.srv.refused(l.addr, why)
	_, _ = l.errors().Write([]byte("lede: " + why + l.eol()))
	l.end(1)
}

// eol ends a line: a client that has a terminal has it in raw mode, where a line feed alone stays in its column.
func (l *line) eol() string {
	if l.size.w > 0 {
		return "\r\n"
	}
	return "\n"
}
