package main

import (
	"bufio"
	"context"
	"fmt"
	"image"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"

	"lede/cmd/lede/newsroom"
	"lede/feed/migrate"
	"lede/feed/opml"
	"lede/model"
	"lede/model/safe"
	"lede/ui/desk"
	"lede/ui/sshd"
)

// guestDesk is the Desk of one reader who comes in over SSH: nothing is started on this host, and what
// the reader brings in is told to the others.
type guestDesk struct {
	*newsroom.Reader
	pool   *newsroom.Pool
	easels chan struct{}
	news   func()
}

// Story is a whole story; its text is held once for all who read it.
func (g *guestDesk) Story(ctx context.Context, id model.StoryID) (model.Story, error) {
	s, err := g.Reader.Story(ctx, id)
	if err != nil {
		return s, err
	}
	return g.pool.Share(s), nil
}

// Picture fetches and shrinks a picture, a few at a time for all readers: a large one takes much memory on its way.
func (g *guestDesk) Picture(ctx context.Context, url string, w, h int) (*image.RGBA, error) {
	select {
	case g.easels <- struct{}{}:
		defer func() { <-g.easels }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return g.Reader.Picture(ctx, url, w, h)
}

// Refresh visits the reader's feeds, but for those that are programs or files of this host.
func (g *guestDesk) Refresh(ctx context.Context, feeds []model.FeedID, tell func(desk.Progress)) (desk.Report, error) {
	if len(feeds) == 0 {
		var err error
		if feeds, err = g.Visitable(ctx); err != nil {
			return desk.Report{}, err
		}
	}
	rep, err := g.Reader.Refresh(ctx, feeds, tell)
	if rep.New > 0 {
		g.news()
	}
	return rep, err
}

// Add subscribes to the feed at an address.
func (g *guestDesk) Add(ctx context.Context, address string) (model.Feed, error) {
	f, err := g.Reader.Add(ctx, address)
	if f.ID != 0 {
		g.news()
	}
	return f, err
}

// guest is the reader of a session, in the reader's own time zone where the client names one.
func (h *server) guest(s sshd.Session) *newsroom.Reader {
	room := h.now.Load().room
	if zone := newsroom.Zone(envOf(s.Env)("TZ")); zone != nil {
		room = room.In(zone)
	}
	own := !s.Reader.Anonymous
	return &newsroom.Reader{Room: room, ID: model.ReaderID(s.Reader.ID), May: desk.May{Mark: own, Feeds: own, Refresh: own}}
}

// as is lede as a session sees it: its own terminal and reader, the host's configuration.
func (h *server) as(s sshd.Session, r *newsroom.Reader) *lede {
	conf := h.now.Load().conf
	conf.Problems = nil // they are the host's, and told in its log
	l := &lede{
		terminal: terminal{env: envOf(s.Env), now: r.Now}, conf: conf, themeNamed: h.themeNamed,
		room: r.Room, guest: r, guestName: s.Reader.Name,
	}
	l.takeOwn(s.Context)
	return l
}

// app is the screen of one session.
func (h *server) app(s sshd.Session) tea.Model {
	r := h.guest(s)
	h.leaving.Add(1)
	context.AfterFunc(s.Context, func() { // however the session ends
		defer h.leaving.Done()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(s.Context), time.Second)
		defer cancel()
		if err := r.Leave(ctx); err != nil {
			h.log.Warn("leave", "reader", safe.Line(s.Reader.Name), "reason", oneLine(err))
		}
	})
	l := h.as(s, r)
	k := look{
		env: envOf(s.Env), profile: s.Profile, desk: &guestDesk{r, h.pool, h.easels, h.news}, copy: sshd.Copy, redraw: sshd.Redraw, banner: s.Banner,
		shared: h.set, keys: &h.now.Load().keys,
	}
	if l.ownKeys() {
		k.keys = nil
	}
	return l.screen(s.Context, r, k)
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

// command answers a command given to ssh, with the same code as at this machine.
func (h *server) command(ctx context.Context, s sshd.Session, args []string, in io.Reader, out, errs io.Writer) int {
	g := h.as(s, h.guest(s))
	g.in, g.out, g.errs = in, out, errs
	root := g.guestRoot()
	if !s.Reader.Anonymous && isAdmin(ctx, h.store, g.conf.Serve, s.Reader.Name) {
		root.AddCommand(g.usersCommand(), h.fetchAllCommand(g))
	}
	root.SetArgs(asTyped(args))
	code := g.report(root.ExecuteContext(ctx))
	if len(args) > 0 && (args[0] == "add" || args[0] == "fetch") {
		h.news()
	}
	return code
}

// asTyped reads "export opml" as what it is short for.
func asTyped(args []string) []string {
	if len(args) == 2 && args[0] == "export" && args[1] == "opml" {
		return []string{"export", "--as", "opml"}
	}
	return args
}

// guestRoot is the table of commands for who comes in over SSH.
func (l *lede) guestRoot() *cobra.Command {
	root := &cobra.Command{
		Use: "ssh", Annotations: map[string]string{cobra.CommandDisplayNameAnnotation: "ssh HOST"}, Short: "lede, over SSH", SilenceErrors: true, SilenceUsage: true,
		Long: "Without a command, ssh -t HOST opens the reader. With one, it answers without a terminal.",
	}
	root.SetIn(l.in)
	root.SetOut(l.out)
	root.SetErr(l.errs)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return errUsage{err} })
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(l.lsCommand(), l.showCommand(), l.topicsCommand(), l.countCommand(), l.markCommand(), l.factsCommand(),
		l.feedsCommand(), l.addCommand(), l.rmCommand(), l.exportCommand(), l.importListCommand(), l.ownConfigCommand(), l.whoamiCommand(), l.versionCommand())
	return root
}

func (l *lede) whoamiCommand() *cobra.Command {
	return &cobra.Command{
		Use: "whoami", Short: "The reader whose key this is", Args: l.args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(l.out, safe.Line(l.guestName))
			return err
		},
	}
}

// importListCommand is import over SSH: a list in OPML, or what lede export wrote, from standard input. Nothing on this
// host is read.
func (l *lede) importListCommand() *cobra.Command {
	return &cobra.Command{
		Use: "import [opml] -", Short: "Take over the feeds of a list in OPML, or what lede export --all wrote", Args: l.args(cobra.RangeArgs(1, 2)),
		Example: "  ssh HOST import - < feeds.opml\n  ssh HOST import - < everything.jsonl",
		RunE: func(c *cobra.Command, args []string) error {
			if args[len(args)-1] != "-" || len(args) == 2 && args[0] != "opml" {
				return misuse("over SSH only standard input is read: import -, and send the list")
			}
			in := bufio.NewReaderSize(l.in, maxHead)
			if first, _ := in.Peek(maxHead); isExport(first) {
				return l.importExport(c.Context(), in, "standard input", !withPrograms)
			}
			data, err := readAll(in)
			if err != nil {
				return fmt.Errorf("standard input: %w", err)
			}
			list, err := opml.Read(data)
			if err != nil {
				return err
			}
			a := asking{}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			took, err := a.room.Import(c.Context(), migrate.Haul{Kind: migrate.OPML, Feeds: list.Subscriptions()})
			if err != nil {
				return err
			}
			for _, n := range list.Notes {
				fmt.Fprintf(l.errs, "lede: %s\n", safe.Line(n))
			}
			_, err = fmt.Fprintf(l.out, "%d feeds (%d new to you); %d not taken\n", took.Feeds, took.New, took.Left+len(list.Notes))
			return err
		},
	}
}

// fetchAllCommand lets who looks after the host visit everybody's feeds that are due.
func (h *server) fetchAllCommand(g *lede) *cobra.Command {
	return &cobra.Command{
		Use: "fetch", Short: "Visit everybody's feeds that are due", Args: g.args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			feeds, err := h.store.Subscriptions(c.Context(), 0)
			if err != nil {
				return err
			}
			due, err := g.room.Claim(c.Context(), feeds)
			if err != nil {
				return err
			}
			news, bad := 0, 0
			return g.room.Visit(c.Context(), due, func(v newsroom.Visited) {
				news += len(v.New)
				if v.Error != "" {
					bad++
					fmt.Fprintf(g.errs, "lede: %s\n", v.Error)
				}
			}, func(took time.Duration) {
				fmt.Fprintf(g.out, "%d feeds, %d new stories, %d failed, in %s\n", len(due), news, bad, took.Round(10*time.Millisecond))
			})
		},
	}
}
