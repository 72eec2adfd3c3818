package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"

	"lede/cmd/lede/config"
	"lede/cmd/lede/newsroom"
	"lede/model"
	"lede/model/store"
	"lede/ui/desk"
	"lede/ui/sshd"
)

// visitor is who reads without a key of their own: the reader who sees every story and keeps nothing.
const visitor model.ReaderID = 0

func (l *lede) serveCommand() *cobra.Command {
	var listen, hostKey string
	var anonymous, fetch bool
	c := &cobra.Command{
		Use: "serve", Short: "Let many readers in over SSH", Args: l.args(cobra.NoArgs),
		Long: `Serves the reader over SSH to those whose public keys were added with "lede users add". Stories are shared and fetched
once for all; feeds, marks and views are each reader's own.`,
		Example: "  lede users add ann --key ann.pub\n  lede serve --listen :2323\n  ssh -p 2323 news.example.org\n  ssh -p 2323 news.example.org ls '#bitcoin' --json",
		RunE: func(c *cobra.Command, _ []string) error {
			conf := l.configuration().Serve
			if listen == "" {
				listen = conf.Listen
			}
			if hostKey == "" {
				hostKey = conf.HostKey
			}
			if hostKey == "" {
				hostKey = filepath.Join(config.DataDir(l.env), "ssh_host_ed25519_key")
			}
			return l.serve(c.Context(), listen, hostKey, anonymous, fetch, conf)
		},
	}
	c.Flags().StringVar(&listen, "listen", "", "address to listen on (localhost:2323)")
	c.Flags().StringVar(&hostKey, "host-key", "", "file of the server's key; made when missing")
	c.Flags().BoolVar(&anonymous, "anonymous", false, "let everybody read; marks are kept for known readers only")
	c.Flags().BoolVar(&fetch, "fetch", true, "visit feeds that are due while serving")
	return c
}

func (l *lede) serve(ctx context.Context, listen, hostKey string, anonymous, fetch bool, conf config.Serve) error {
	st, err := l.storeForWriting(ctx)
	if err != nil {
		return err
	}
	readers, err := st.ListReaders(ctx)
	if err != nil {
		return err
	}
	if !anonymous && !anyKey(readers) {
		return fmt.Errorf("%w: lede users add NAME --key FILE.pub lets the first reader in; --anonymous lets everybody read", sshd.ErrNobody)
	}
	if err := os.MkdirAll(filepath.Dir(hostKey), 0o700); err != nil {
		return fileError(filepath.Dir(hostKey), err)
	}
	log := slog.New(slog.NewTextHandler(l.errs, nil))
	sc := sshd.Config{
		HostKey: hostKey, Sessions: conf.Sessions, Idle: conf.Idle.Duration, Banner: conf.Banner, Now: l.now, Log: log,
		Who: func(ctx context.Context, key string) (sshd.Reader, error) {
			r, err := st.ReaderByKey(ctx, key)
			return sshd.Reader{Name: r.Name, ID: int64(r.ID)}, err
		},
		App:     func(s sshd.Session) tea.Model { return l.sessionApp(s) },
		Command: l.sessionCommand,
	}
	if anonymous {
		sc.Anonymous = &sshd.Reader{Name: "visitor", ID: int64(visitor), Anonymous: true}
	}
	srv, err := sshd.New(sc)
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; --listen names another address", listen, errors.Unwrap(err))
	}
	log.Info("serving", "address", ln.Addr().String(), "readers", len(readers), "anonymous", anonymous)
	if fetch {
		go l.visitDue(ctx, st, log)
	}
	return srv.Serve(ctx, ln)
}

func anyKey(readers []store.Reader) bool {
	for _, r := range readers {
		if len(r.Keys) > 0 {
			return true
		}
	}
	return false
}

// visitDue visits what is due, for everybody, once a minute.
func (l *lede) visitDue(ctx context.Context, st store.Store, log *slog.Logger) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		feeds, err := st.Subscriptions(ctx, 0)
		if err != nil {
			log.Error("feeds", "reason", oneLine(err))
		}
		if due := dueOf(feeds, l.now()); len(due) > 0 {
			news, bad := 0, 0
			err := l.room.Visit(ctx, due, func(v newsroom.Visited) {
				news += len(v.New)
				if v.Error != "" {
					bad++
				}
			}, func(took time.Duration) {
				log.Info("visited", "feeds", len(due), "new", news, "failed", bad, "took", took.Round(time.Millisecond))
			})
			if err != nil && ctx.Err() == nil {
				log.Error("visit", "reason", oneLine(err))
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// guestDesk is the Desk of one reader who comes in over SSH: nothing is started on this host.
func (l *lede) guestDesk(who sshd.Reader) *newsroom.Reader {
	return &newsroom.Reader{Room: l.room, ID: model.ReaderID(who.ID), May: desk.May{Mark: !who.Anonymous, Feeds: !who.Anonymous, Refresh: !who.Anonymous}}
}

// sessionApp is the screen of one session.
func (l *lede) sessionApp(s sshd.Session) tea.Model {
	return l.screen(s.Context, l.guestDesk(s.Reader), look{
		env: envOf(s.Env), profile: s.Profile,
	})
}

// envOf looks names up in what a client told of itself.
func envOf(env []string) func(string) string {
	return func(name string) string {
		for _, e := range env {
			if len(e) > len(name) && e[:len(name)] == name && e[len(name)] == '=' {
				return e[len(name)+1:]
			}
		}
		return ""
	}
}

// sessionCommand answers a command given to ssh, with the same code as at this machine.
func (l *lede) sessionCommand(ctx context.Context, s sshd.Session, args []string, in io.Reader, out, errs io.Writer) int {
	g := &lede{
		terminal: terminal{env: envOf(s.Env), in: in, out: out, errs: errs, now: l.now},
		conf:     l.conf, room: l.room, guest: l.guestDesk(s.Reader), guestName: s.Reader.Name,
	}
	root := g.guestRoot()
	root.SetArgs(args)
	return g.report(root.ExecuteContext(ctx))
}

// guestRoot is the table of commands for who comes in over SSH.
func (l *lede) guestRoot() *cobra.Command {
	root := &cobra.Command{
		Use: "ssh HOST", Short: "lede, over SSH", SilenceErrors: true, SilenceUsage: true,
		Long: "Without a command, ssh -t HOST opens the reader. With one, it answers without a terminal.",
	}
	root.SetIn(l.in)
	root.SetOut(l.out)
	root.SetErr(l.errs)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return errUsage{err} })
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(l.lsCommand(), l.showCommand(), l.topicsCommand(), l.countCommand(), l.markCommand(), l.factsCommand(),
		l.feedsCommand(), l.addCommand(), l.rmCommand(), l.exportCommand(), l.whoamiCommand(), l.versionCommand())
	return root
}

func (l *lede) whoamiCommand() *cobra.Command {
	return &cobra.Command{
		Use: "whoami", Short: "The reader whose key this is", Args: l.args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(l.out, l.guestName)
			return err
		},
	}
}
