package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"github.com/charmbracelet/colorprofile"
	gossh "golang.org/x/crypto/ssh"

	"lede/model/safe"
)

// Session is what is known of one reader's terminal.
type Session struct {
	Reader        Reader
	Columns, Rows int // of cells; 0 without a terminal
	Env           []string
	Profile       colorprofile.Profile
	Context       context.Context // ends with the session
}

// session is the handler of all sessions. It is the only one: nothing is passed on.
func (s *Server) session(ssh.Handler) ssh.Handler {
	return func(c ssh.Session) {
		who, err := s.reader(c)
		if err != nil {
			refuse(c, "lede does not know this key: ask whoever runs this host to add it")
			return
		}
		g := &guest{key: KeyText(c.PublicKey()), leave: func() { _ = c.Close() }}
		in := Session{Reader: who, Env: environment(c), Context: c.Context()}
		if pty, _, ok := c.Pty(); ok {
			in.Columns, in.Rows = clamp(pty.Window.Width, maxColumns), clamp(pty.Window.Height, maxRows)
			in.Env = append(in.Env, "TERM="+safe.Line(pty.Term))
			in.Profile = colorprofile.Env(in.Env)
		}
		s.cfg.Log.Info("session", "reader", who.Name, "address", host(c.RemoteAddr()), "columns", in.Columns, "rows", in.Rows)
		switch {
		case c.RawCommand() != "":
			s.command(c, g, in)
		case in.Columns == 0:
			refuse(c, "lede needs a terminal here: connect without -T, or give a command (try: help)")
		default:
			s.app(c, g, in)
		}
	}
}

// reader is who proved to hold the session's key.
func (s *Server) reader(c ssh.Session) (Reader, error) {
	if c.PublicKey() == nil {
		return Reader{}, errors.New("no key")
	}
	who, err := s.cfg.Who(c.Context(), KeyText(c.PublicKey()))
	if err != nil && s.cfg.Anonymous != nil {
		return *s.cfg.Anonymous, nil
	}
	return who, err
}

// refuse tells the person at the other end why, and ends the session.
func refuse(c ssh.Session, why string) {
	_, _ = io.WriteString(c.Stderr(), why+"\r\n")
	_ = c.Exit(1)
}

// environment is what a client may tell of itself: language and colours, no more than 16 lines of 256 bytes.
func environment(c ssh.Session) []string {
	var out []string
	for _, e := range c.Environ() {
		name, _, _ := strings.Cut(e, "=")
		if name != "LANG" && name != "TERM" && name != "COLORTERM" && name != "NO_COLOR" && name != "TZ" && !strings.HasPrefix(name, "LC_") {
			continue
		}
		if len(e) > 256 || len(out) == 16 {
			continue
		}
		out = append(out, safe.Line(e))
	}
	return out
}

func clamp(n, most int) int { return min(max(n, 1), most) }

// command answers "ssh host ls '#bitcoin'".
func (s *Server) command(c ssh.Session, g *guest, in Session) {
	if len(c.RawCommand()) > maxCommand {
		refuse(c, fmt.Sprintf("that command is longer than %d bytes", maxCommand))
		return
	}
	if err := s.house.enter(g); err != nil {
		refuse(c, err.Error())
		return
	}
	defer s.house.exit(g)
	out := &watched{Writer: c, close: c.Close}
	errs := &watched{Writer: c.Stderr(), close: c.Close}
	_ = c.Exit(s.cfg.Command(c.Context(), in, c.Command(), c, out, errs))
}

// app runs the reader's App until it quits, the line is cut or the server closes.
func (s *Server) app(c ssh.Session, g *guest, in Session) {
	_, windows, _ := c.Pty()
	ctx, cancel := context.WithCancel(c.Context())
	defer cancel()
	in.Context = ctx
	p := tea.NewProgram(resting{Model: s.cfg.App(in), idle: s.cfg.Idle, now: s.cfg.Now, last: s.cfg.Now()},
		tea.WithInput(c), tea.WithOutput(&watched{Writer: c, close: c.Close}), tea.WithEnvironment(in.Env),
		tea.WithColorProfile(in.Profile), tea.WithWindowSize(in.Columns, in.Rows),
		tea.WithoutSignalHandler(), tea.WithFPS(frames), tea.WithContext(ctx), tea.WithFilter(filter))
	g.leave = p.Quit
	if err := s.house.enter(g); err != nil {
		refuse(c, err.Error())
		return
	}
	defer s.house.exit(g)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case w, open := <-windows:
				if !open {
					return
				}
				p.Send(tea.WindowSizeMsg{Width: clamp(w.Width, maxColumns), Height: clamp(w.Height, maxRows)})
			}
		}
	}()
	if _, err := p.Run(); err != nil && !errors.Is(err, tea.ErrProgramKilled) && !errors.Is(err, context.Canceled) {
		s.cfg.Log.Error("session ended", "reader", in.Reader.Name, "reason", safe.Line(err.Error()))
	}
	_ = c.Exit(0)
}

// filter keeps sizes within bounds and a session from being suspended.
func filter(_ tea.Model, m tea.Msg) tea.Msg {
	switch m := m.(type) {
	case tea.SuspendMsg:
		return tea.ResumeMsg{}
	case tea.WindowSizeMsg:
		return tea.WindowSizeMsg{Width: clamp(m.Width, maxColumns), Height: clamp(m.Height, maxRows)}
	}
	return m
}

// watched ends the session where a write blocks too long: a peer that does not read holds nobody up.
type watched struct {
	io.Writer
	close func() error
}

// Write writes, for at most the time that is called stuck.
func (w *watched) Write(b []byte) (int, error) {
	t := time.AfterFunc(stuck, func() { _ = w.close() })
	defer t.Stop()
	return w.Writer.Write(b)
}

// channel takes sessions only, and few in one connection.
func (s *Server) channel(srv *ssh.Server, conn *gossh.ServerConn, ch gossh.NewChannel, ctx ssh.Context) {
	ctx.Lock()
	n, _ := ctx.Value(countKey{}).(int)
	if n < perConn {
		ctx.SetValue(countKey{}, n+1)
	}
	ctx.Unlock()
	if n >= perConn {
		_ = ch.Reject(gossh.ResourceShortage, "too many sessions in this connection")
		return
	}
	defer func() {
		ctx.Lock()
		defer ctx.Unlock()
		left, _ := ctx.Value(countKey{}).(int)
		ctx.SetValue(countKey{}, left-1)
	}()
	ssh.DefaultSessionHandler(srv, conn, ch, ctx)
}

type countKey struct{}
