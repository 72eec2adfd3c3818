package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"lede/cmd/lede/newsroom"
	"lede/feed/migrate"
	"lede/model/safe"
)

func (l *lede) importCommand() *cobra.Command {
	var quiet bool
	c := &cobra.Command{
		Use: "import PATH", Short: "Take over the feeds, marks and filters of another reader", Args: l.args(cobra.ExactArgs(1)),
		Long: `PATH is a list in OPML, or the folder or file of newsboat, newsraft, sfeed or nom. Says line by line what it took and what
it could not. May be run again: what is there already stays as it is.`,
		Example: "  lede import feeds.opml\n  lede import ~/.newsboat",
		RunE: func(c *cobra.Command, args []string) error {
			h, err := migrate.Read(c.Context(), args[0])
			if err != nil {
				return err
			}
			a := asking{}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			return a.take(c.Context(), h, quiet)
		},
	}
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "say only what was not taken")
	return c
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
	fmt.Fprintf(a.out, "%s: %d feeds (%d new to you), %d stories, %d read, %d starred, %d filters, %d mute rules; %d lines not taken\n",
		h.Kind, took.Feeds, took.New, took.Stories, took.Read, took.Starred, len(h.Queries), len(h.Mutes), left)
	if len(h.Queries)+len(h.Mutes) > 0 {
		fmt.Fprintln(a.out, "\n# filters and mute rules live in the configuration; to keep them add to "+"lede config --path")
		fmt.Fprint(a.out, newsroom.Rules(h))
	}
	return nil
}
