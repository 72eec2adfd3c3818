package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"lede/cmd/lede/config"
	"lede/cmd/lede/newsroom"
	"lede/model"
	"lede/model/query"
	"lede/model/safe"
	"lede/model/store"
	"lede/ui/article"
	"lede/ui/keys"
	"lede/ui/msg"
	"lede/ui/sshd"
)

// visitor is who reads without a key of their own. Where a reader of the name visitors is called by has been added,
// that one's feeds are what they see; else every story. They keep nothing.
const (
	visitor     model.ReaderID = 0
	visitorName                = "visitor"
)

// serving is how the server is to run, by flag or configuration.
type serving struct {
	listen, hostKey, metrics string
	anonymous, fetch         bool
}

func (l *lede) serveCommand() *cobra.Command {
	var s serving
	c := &cobra.Command{
		Use: "serve", Short: "Let many readers in over SSH", Args: l.args(cobra.NoArgs),
		Long: `Serves the reader over SSH to those whose public keys were added with "lede users add". Stories are shared and fetched
once for all; feeds, marks and views are each reader's own. A hangup (kill -HUP) reads the configuration again. A socket that
systemd hands over is served in place of --listen.`,
		Example: "  lede users add ann --key ann.pub\n  lede serve --listen :2323\n  ssh -p 2323 news.example.org\n  ssh -p 2323 news.example.org ls '#bitcoin' --json",
		RunE: func(c *cobra.Command, _ []string) error {
			conf := l.configuration().Serve
			for _, f := range []struct {
				flag     *string
				set, own string
			}{{&s.listen, conf.Listen, ""}, {&s.hostKey, conf.HostKey, filepath.Join(config.DataDir(l.env), "ssh_host_ed25519_key")}, {&s.metrics, conf.Metrics, ""}} {
				if *f.flag == "" {
					*f.flag = f.set
				}
				if *f.flag == "" {
					*f.flag = f.own
				}
			}
			return l.serve(c.Context(), s)
		},
	}
	c.Flags().StringVar(&s.listen, "listen", "", "address to listen on (localhost:2323)")
	c.Flags().StringVar(&s.hostKey, "host-key", "", "file of the server's key; made when missing")
	c.Flags().StringVar(&s.metrics, "metrics", "", "loopback address that tells what the server does")
	c.Flags().BoolVar(&s.anonymous, "anonymous", false, "let everybody read; marks are kept for known readers only")
	c.Flags().BoolVar(&s.fetch, "fetch", true, "visit feeds that are due while serving")
	return c
}

// server is a server that runs.
type server struct {
	*lede
	store   store.Store
	log     *slog.Logger
	ssh     *sshd.Server
	now     atomic.Pointer[standing]
	fresh   chan struct{} // stories came in
	leaving sync.WaitGroup
	joining sync.Mutex

	// What sessions share: stories, and how they are set.
	pool   *newsroom.Pool
	set    *article.Shared
	easels chan struct{} // a place for every picture that is made at a time
}

// Bounds of what sessions share: some 10 MB of stories, some 30 MB of cells.
const (
	poolStories  = 500
	setCells     = 250_000
	mostPictures = 2 // at a time
)

// standing is what holds of the configuration now; a reload puts another in its place.
type standing struct {
	conf config.Loaded
	room *newsroom.Room
	keys keys.Table
}

// stand gathers what holds from now on and tells the faults in the keys.
func (h *server) stand(conf config.Loaded, room *newsroom.Room) {
	table, faults := keyTable(conf.Keys, conf.Bind)
	for _, f := range faults {
		h.log.Warn("configuration", "fault", safe.Line(f))
	}
	h.now.Store(&standing{conf, room, table})
}

func (l *lede) serve(ctx context.Context, s serving) error {
	st, err := l.storeForWriting(ctx)
	if err != nil {
		return err
	}
	readers, err := st.ListReaders(ctx)
	if err != nil {
		return err
	}
	if !s.anonymous && !anyKey(readers) && len(invitations(ctx, st, l.now())) == 0 {
		return fmt.Errorf("%w: lede users add NAME --key FILE.pub or lede users invite NAME lets the first reader in; --anonymous lets everybody read", sshd.ErrNobody)
	}
	if err := os.MkdirAll(filepath.Dir(s.hostKey), 0o700); err != nil {
		return fileError(filepath.Dir(s.hostKey), err)
	}
	if err := secret(s.hostKey); err != nil {
		return err
	}
	h := &server{lede: l, store: st, log: slog.New(slog.NewTextHandler(l.errs, nil)), fresh: make(chan struct{}, 1),
		pool: newsroom.NewPool(poolStories), set: article.NewShared(setCells), easels: make(chan struct{}, mostPictures)}
	h.stand(l.conf, l.room)
	if h.ssh, err = sshd.New(h.config(s, readers)); err != nil {
		return err
	}
	ln, err := l.listener(s.listen)
	if err != nil {
		return err
	}
	if s.metrics != "" {
		stop, err := h.meter(s.metrics)
		if err != nil {
			_ = ln.Close()
			return err
		}
		defer stop()
	}
	h.log.Info("serving", "address", ln.Addr().String(), "readers", len(readers), "anonymous", s.anonymous)
	reload := func() { h.reread() }
	l.reload.Store(&reload)
	defer l.reload.Store(nil)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if s.fetch {
		go h.visitDue(ctx)
	}
	go h.watch(ctx)
	err = h.ssh.Serve(ctx, ln)
	h.farewell()
	h.log.Info("served")
	return err
}

// secret tells whether a key's file, where there is one, is the server's alone.
func secret(file string) error {
	st, err := os.Stat(file)
	if err != nil || runtime.GOOS == "windows" || st.Mode().Perm()&0o077 == 0 {
		return nil
	}
	return fmt.Errorf("%s: others may read or change the host key: chmod 600 makes it the server's alone", safe.Line(file))
}

// farewell waits until it is noted of everybody that they left, a second at most.
func (h *server) farewell() {
	noted := make(chan struct{})
	go func() {
		h.leaving.Wait()
		close(noted)
	}()
	select {
	case <-noted:
	case <-time.After(time.Second):
	}
}

func anyKey(readers []store.Reader) bool {
	for _, r := range readers {
		if len(r.Keys) > 0 {
			return true
		}
	}
	return false
}

func (h *server) config(s serving, readers []store.Reader) sshd.Config {
	conf := h.now.Load().conf.Serve
	sc := sshd.Config{
		HostKey: s.hostKey, Sessions: conf.Sessions, Idle: conf.Idle.Duration, Banner: conf.Banner, Now: h.lede.now, Log: h.log,
		Who: h.who, Invited: h.invited, Join: h.join, App: h.app, Command: h.command,
	}
	if s.anonymous {
		sc.Anonymous = &sshd.Reader{Name: visitorName, ID: int64(visitor), Anonymous: true}
		for _, r := range readers {
			if r.Name == visitorName {
				sc.Anonymous.ID = int64(r.ID)
			}
		}
	}
	return sc
}

// who is the reader whose key it is.
func (h *server) who(ctx context.Context, key string) (sshd.Reader, error) {
	r, err := h.store.ReaderByKey(ctx, key)
	if errors.Is(err, store.ErrNotFound) {
		err = sshd.ErrStranger
	}
	if err == nil && r.Name == h.now.Load().conf.Serve.Me {
		r.ID = model.LocalReader
	}
	return sshd.Reader{Name: r.Name, ID: int64(r.ID)}, err
}

// listener is the socket that systemd hands over (sd_listen_fds(3)), or one of our own.
func (l *lede) listener(address string) (net.Listener, error) {
	const first = 3
	if l.env("LISTEN_PID") == strconv.Itoa(os.Getpid()) {
		if n := l.env("LISTEN_FDS"); n != "1" {
			return nil, fmt.Errorf("systemd hands over %s sockets: give one ListenStream, as [::]:2323 for every address", safe.Line(n))
		}
		f := os.NewFile(first, "systemd")
		defer f.Close()
		ln, err := net.FileListener(f)
		if err != nil {
			return nil, fmt.Errorf("the socket that systemd hands over: %w", err)
		}
		return ln, nil
	}
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w; --listen names another address", safe.Line(address), errors.Unwrap(err))
	}
	return ln, nil
}

// reread takes the configuration over as it stands now. Where to listen, the host's key and the store are
// as they were; sessions that are open keep their keys and theme.
func (h *server) reread() {
	was := h.now.Load()
	conf := config.Load(was.conf.File, false)
	for _, p := range conf.Problems {
		h.log.Warn("configuration", "fault", oneLine(p))
	}
	room, faults := newsroom.New(was.room.Shelf, conf.Config, h.env, h.lede.now)
	for _, f := range faults {
		h.log.Warn("configuration", "fault", oneLine(f))
	}
	h.stand(conf, room)
	h.ssh.Change(conf.Serve.Sessions, conf.Serve.Idle.Duration, conf.Serve.Banner)
	h.log.Info("configuration read again", "file", conf.File, "faults", len(conf.Problems)+len(faults))
}

// visitDue visits what is due, for everybody.
func (h *server) visitDue(ctx context.Context) {
	newsroom.Attendant{
		Room: func() *newsroom.Room { return h.now.Load().room },
		Ended: func(r newsroom.Round) {
			h.log.Info("visited", "feeds", r.Feeds, "new", r.New, "failed", r.Failed, "took", r.Took.Round(time.Millisecond))
			if r.Forgotten > 0 {
				h.log.Info("forgot", "stories", r.Forgotten)
			}
			if r.New > 0 {
				h.news()
			}
		},
		Fault: func(err error) { h.log.Error("visit", "reason", oneLine(err)) },
	}.Attend(ctx)
}

// news says that stories came in. It never waits.
func (h *server) news() {
	select {
	case h.fresh <- struct{}{}:
	default:
	}
}

// Between two looks at what other processes did: stories that "lede fetch" brought, keys that were taken away.
const (
	lookAgain = 10 * time.Second
	tellAgain = time.Second // least time between two rounds of telling
)

// watch tells every session of stories that came in, whoever brought them, and sends away those whose key was
// taken away meanwhile.
func (h *server) watch(ctx context.Context) {
	tick := time.NewTicker(lookAgain)
	defer tick.Stop()
	last := h.total(ctx)
	var c crowd
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.fresh:
			last = h.total(ctx)
		case <-tick.C:
			h.ssh.Check(ctx)
			if c.left(h.ssh.Sessions()) {
				debug.FreeOSMemory()
			}
			n := h.total(ctx)
			if n == last {
				continue
			}
			last = n
		}
		h.ssh.Tell(msg.News{})
		select {
		case <-ctx.Done():
		case <-time.After(tellAgain):
		}
	}
}

// crowd notices that most of many readers have left.
type crowd struct{ most int }

// left tells, once, that a quarter or less is left of a crowd.
func (c *crowd) left(now int) bool {
	if c.most = max(c.most, now); c.most < 20 || now > c.most/4 {
		return false
	}
	c.most = now
	return true
}

// total is how many stories there are; -1 where that cannot be told now.
func (h *server) total(ctx context.Context) int {
	n, _, err := h.store.Count(ctx, h.room.Ask(visitor, query.Query{}))
	if err != nil {
		return -1
	}
	return n
}
