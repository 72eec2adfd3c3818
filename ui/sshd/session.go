package sshd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/anmitsu/go-shlex"
	"github.com/charmbracelet/colorprofile"

	"lede/model/safe"
)

// Session is what is known of one reader's terminal.
type Session struct {
	Reader        Reader
	Columns, Rows int // of cells; 0 without a terminal
	Env           []string
	Profile       colorprofile.Profile
	Banner        string          // what everybody is told today
	Context       context.Context // ends with the session
}

// session is one visit: a command, or the App until its reader leaves.
func (s *Server) session(l *line) {
	who, err := s.reader(l.ctx, l.key, l.conn.User())
	if err != nil {
		l.refuse("this key is not known here: ask whoever runs this host to add it")
		return
	}
	ctx, cancel := context.WithCancel(l.ctx)
	defer cancel()
	in := Session{Reader: who, Env: l.env, Context: ctx, Banner: s.settings().banner}
	g := &guest{key: l.key, who: l.key, leave: func(string) { cancel() }}
	if who.Anonymous {
		g.key, g.who = "from "+l.addr, "" // keys cost visitors nothing
	}
	switch {
	case len(l.exec) > maxCommand:
		l.refuse(fmt.Sprintf("that command is longer than %d bytes", maxCommand))
	case l.exec != "":
		s.attend(l, g, in, s.command)
	case l.size.w == 0:
		l.refuse("a terminal is needed here: connect without -T, or give a command (try: help)")
	default:
		in.Columns, in.Rows = l.size.w, l.size.h
		in.Env = append(in.Env, "TERM="+l.term)
		in.Profile = colorprofile.Env(in.Env)
		s.attend(l, g, in, s.read)
	}
}

// reader is who holds a proven key. A stranger's login name may be an invitation.
func (s *Server) reader(ctx context.Context, key, name string) (Reader, error) {
	if key == "" {
		return Reader{}, errors.New("no key")
	}
	who, err := s.cfg.Who(ctx, key)
	if errors.Is(err, ErrStranger) && s.cfg.Invited != nil && s.cfg.Invited(ctx, name) {
		return s.cfg.Join(ctx, name, key)
	}
	if err != nil && s.cfg.Anonymous != nil {
		return *s.cfg.Anonymous, nil
	}
	return who, err
}

// attend gives a session a seat for as long as it lasts. A fault of ours in it ends it and nothing else.
func (s *Server) attend(l *line, g *guest, in Session, do func(*line, *guest, Session) int) {
	if err := s.house.enter(g); err != nil {
		l.refuse(err.Error())
		return
	}
	defer s.house.exit(g)
	s.meter.sessions.Add(1)
	began := time.Now()
	s.cfg.Log.Info("session", "reader", safe.Line(in.Reader.Name), "address", l.addr, "columns", in.Columns, "rows", in.Rows)
	code := 1
	defer func() {
		if r := recover(); r != nil {
			s.fault(in.Reader.Name, r)
			_, _ = l.errors().Write([]byte(faulty + l.eol()))
		}
		l.end(code)
		s.cfg.Log.Info("left", "reader", safe.Line(in.Reader.Name), "address", l.addr, "after", time.Since(began).Round(time.Millisecond))
	}()
	code = do(l, g, in)
}

// faulty is what a reader is told whose session had a fault of ours.
const faulty = "lede: a fault of ours ended this session, and it is noted: please connect again"

// fault notes where a panic came from. What it says of itself is left out: it could quote a story.
func (s *Server) fault(reader string, r any) {
	s.meter.faults.Add(1)
	where := "unknown"
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		if f.Function != "" && (len(f.Function) < 8 || f.Function[:8] != "runtime.") {
			where = fmt.Sprintf("%s:%d", f.Function, f.Line)
			break
		}
	}
	s.cfg.Log.Error("fault", "reader", safe.Line(reader), "kind", fmt.Sprintf("%T", r), "at", where)
}

// command answers "ssh host ls '#bitcoin'". A few run at a time; the others wait.
func (s *Server) command(l *line, _ *guest, in Session) int {
	args, err := shlex.Split(l.exec, true)
	if err != nil {
		_, _ = l.errors().Write([]byte("lede: " + safe.Line(err.Error()) + ": a quote is open\n"))
		return 2
	}
	ctx, cancel := context.WithTimeout(in.Context, patience)
	defer cancel()
	select {
	case s.desks <- struct{}{}:
		defer func() { <-s.desks }()
	case <-ctx.Done():
		return 1
	}
	in.Context = ctx
	var from io.Reader = l
	var out, errs io.Writer = l, l.errors()
	if l.size.w > 0 {
		from, out, errs = cooked{l, cancel}, lines{l}, lines{l}
	}
	return s.cfg.Command(ctx, in, args, &sip{r: from, left: maxStdin}, out, errs)
}

// lines ends lines as a terminal wants them, whose client no longer does it (RFC 4254 §8: ONLCR).
type lines struct{ w io.Writer }

// Write writes b with its line ends.
func (l lines) Write(b []byte) (int, error) {
	if _, err := l.w.Write(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// cooked reads what is typed at a terminal: C-d ends it, C-c the command, Enter a line.
type cooked struct {
	r    io.Reader
	stop func()
}

// Read reads up to what ends it.
func (c cooked) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	if i := bytes.IndexAny(b[:n], "\x03\x04"); i >= 0 {
		if b[i] == 3 {
			c.stop()
		}
		n, err = i, io.EOF
	}
	for i := range b[:n] {
		if b[i] == '\r' {
			b[i] = '\n'
		}
	}
	return n, err
}

// sip reads at most so many bytes, and says so where there are more.
type sip struct {
	r    io.Reader
	left int
}

// Read reads on, until there was too much.
func (s *sip) Read(b []byte) (int, error) {
	if s.left <= 0 {
		return 0, fmt.Errorf("more than %d MB came: send less at a time", maxStdin>>20)
	}
	n, err := s.r.Read(b[:min(len(b), s.left)])
	s.left -= n
	return n, err
}
