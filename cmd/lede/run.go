package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"lede/cmd/lede/config"
	"lede/cmd/lede/newsroom"
	"lede/model/safe"
)

// Exit codes.
const (
	done   = 0
	failed = 1
	usage  = 2
)

// terminal is where a command reads and writes, and what it knows of the world.
type terminal struct {
	env  func(string) string
	in   io.Reader
	out  io.Writer
	errs io.Writer
	now  func() time.Time

	hangups <-chan os.Signal // nil: none come
}

// run is the program but for os.Exit.
func run(ctx context.Context, args []string, t terminal) int {
	l := &lede{terminal: t}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go l.heedHangups(ctx, cancel)
	root := l.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	l.close()
	return l.report(err)
}

// lede is one run of the program: what its commands share.
type lede struct {
	terminal
	storeAt    string // --store
	configAt   string // --config
	themeNamed string // --theme
	plain      bool   // --plain
	conf       config.Loaded
	room       *newsroom.Room
	faults     []string // of its rules: the screen says them, too

	guest     *newsroom.Reader // who comes in over SSH, nil for the person at this machine
	guestName string

	reload atomic.Pointer[func()] // what a hangup asks a server for
}

// heedHangups reloads what a server reads of its configuration, and ends anything else, when the terminal is gone.
func (l *lede) heedHangups(ctx context.Context, end func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.hangups:
			if reload := l.reload.Load(); reload != nil {
				(*reload)()
				continue
			}
			end()
			return
		}
	}
}

// errUsage marks a command that was called wrongly.
type errUsage struct{ error }

// errTold is a failure that was told already.
var errTold = errors.New("")

func misuse(format string, args ...any) error { return errUsage{fmt.Errorf(format, args...)} }

// report tells an error in one line and gives the exit code.
func (l *lede) report(err error) int {
	var wrong errUsage
	switch {
	case err == nil:
		return done
	case errors.Is(err, errTold):
		return failed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(l.errs, "lede: stopped; what was done so far is kept")
		return failed
	case errors.As(err, &wrong) || strings.HasPrefix(err.Error(), "unknown command"):
		fmt.Fprintf(l.errs, "lede: %s\n", oneLine(err))
		fmt.Fprintln(l.errs, "      lede help lists the commands; each explains itself with --help")
		return usage
	}
	fmt.Fprintf(l.errs, "lede: %s\n", oneLine(err))
	return failed
}

func oneLine(err error) string { return safe.Line(strings.ReplaceAll(err.Error(), "\n", " ")) }

// root is the table of commands.
func (l *lede) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "lede",
		Short: "Read the news by its facts",
		Long: `lede shows a list of stories beside the article and, in a sidebar, its key facts: every sum, number, date,
person, organisation, place, law and quotation, verbatim, with the sentence that says it.

Without a command it opens the reader; on a machine that has no feeds yet, on the sample edition.`,
		Example:       "  lede\n  lede read https://example.org/feed.xml\n  lede ls '#science newer:2d'\n  lede facts story.txt --json",
		Args:          l.args(cobra.NoArgs),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          l.open,
	}
	root.SetIn(l.in)
	root.SetOut(l.out)
	root.SetErr(l.errs)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return errUsage{err} })
	f := root.PersistentFlags()
	f.StringVar(&l.storeAt, "store", "", "where stories are kept: a path (LEDE_STORE)")
	f.StringVar(&l.configAt, "config", "", "configuration file")
	f.StringVar(&l.themeNamed, "theme", "", "theme of the screen")
	f.BoolVar(&l.plain, "plain", false, "lines in place of the screen, for a screen reader")
	root.AddCommand(l.commands()...)
	root.CompletionOptions.HiddenDefaultCmd = false
	return root
}

func (l *lede) commands() []*cobra.Command {
	return []*cobra.Command{
		l.readCommand(), l.factsCommand(),
		l.lsCommand(), l.showCommand(), l.topicsCommand(), l.countCommand(), l.markCommand(),
		l.addCommand(), l.rmCommand(), l.feedsCommand(), l.fetchCommand(),
		l.importCommand(), l.exportCommand(),
		l.serveCommand(), l.usersCommand(),
		l.inspectCommand(), l.doctorCommand(), l.configCommand(), l.manCommand(), l.versionCommand(),
	}
}

// args makes a wrong number of arguments a wrong call.
func (l *lede) args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return errUsage{err}
		}
		return nil
	}
}

// configuration is loaded once; its faults are told, and what is right in it holds.
func (l *lede) configuration() config.Config {
	if l.conf.Origin == nil {
		l.conf = config.Load(config.Path(l.configAt, l.env), l.configAt != "")
		for _, p := range l.conf.Problems {
			fmt.Fprintf(l.errs, "lede: %s\n", oneLine(p))
		}
	}
	return l.conf.Config
}

// isTerminal tells whether a reader or writer is a terminal.
func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	if !ok {
		return false
	}
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0
}
