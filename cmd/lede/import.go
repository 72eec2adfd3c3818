package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"lede/cmd/lede/config"
	"lede/feed/migrate"
	"lede/model/safe"
)

func (l *lede) importCommand() *cobra.Command {
	var quiet, run bool
	c := &cobra.Command{
		Use: "import [PATH | -]", Short: "Take over the feeds, marks and filters of another reader", Args: l.args(cobra.MaximumNArgs(1)),
		Long: `PATH is a list in OPML, or the folder or file of newsboat, newsraft, sfeed, nom or Liferea; or stories: what lede
export wrote, or any file that lede read shows. Says line by line what it took and what it could not. May be run again:
what is there already stays as it is. Stories of lede export go to the feed that they are from, if it is among yours:
import the feeds first. Without a path it says whose data there is on this machine.`,
		Example: "  lede import feeds.opml\n  lede import ~/.newsboat\n  lede import starred.jsonl",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return l.others(c.Context())
			}
			h, err := migrate.Read(c.Context(), args[0])
			if args[0] == "-" || errors.Is(err, migrate.ErrUnknown) {
				return l.importStories(c.Context(), args[0], programs(run))
			}
			if err != nil {
				return err
			}
			a := asking{}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			a.config = config.Path(l.configAt, l.env)
			return a.take(c.Context(), h, quiet)
		},
	}
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "say only what was not taken")
	c.Flags().BoolVar(&run, "programs", false, "take feeds that start programs, exec: and filter:, from what lede export wrote as well")
	return c
}

// programs says whether feeds that start programs are taken from what lede export wrote. Such files are passed around:
// who imports one need not mean to run what it names. From lists in OPML none are ever taken.
type programs bool

const withPrograms programs = true

const startsProgram = "it starts a program; with --programs it is taken"

// others tells what there is to take over.
func (l *lede) others(ctx context.Context) error {
	a := asking{}
	if err := l.ask(ctx, &a); err != nil {
		return err
	}
	found, err := a.room.Others(ctx)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return misuse("name a file or folder: no data of newsboat, newsraft, sfeed, nom or Liferea was found where they keep it")
	}
	for _, o := range found {
		if _, err := fmt.Fprintf(a.out, "%s, %d feeds: lede import %s\n", o.Name, o.Feeds, safe.Line(o.Path)); err != nil {
			return err
		}
	}
	return nil
}

// take keeps a haul and tells of it.
func (a *asking) take(ctx context.Context, h migrate.Haul, quiet bool) error {
	left := 0
	for _, n := range h.Notes {
		if !n.Taken {
			left++
			fmt.Fprintf(a.errs, "lede: %s\n", safe.Line(n.String()))
		} else if !quiet {
			fmt.Fprintln(a.out, safe.Line(n.String()))
		}
	}
	took, err := a.room.Import(ctx, h)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s: %d feeds (%d new to you), %d stories, %d read, %d starred, %d filters (%d new), %d mute rules; %d lines not taken\n",
		h.Kind, took.Feeds, took.New, took.Stories, took.Read, took.Starred, len(h.Queries), took.Views, len(h.Mutes), left)
	if took.Left > 0 {
		fmt.Fprintf(a.errs, "lede: %d feeds are files or programs, which you may not have here\n", took.Left)
	}
	if rules := a.room.Rules(h); rules != "" {
		fmt.Fprintf(a.out, "\nmute rules stand in the configuration; these lines in %s keep them:\n%s", safe.Line(a.config), rules)
	}
	return nil
}
