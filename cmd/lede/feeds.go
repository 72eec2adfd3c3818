package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lede/cmd/lede/newsroom"
	"lede/feed/opml"
	"lede/feed/sample"
	"lede/model"
	"lede/model/safe"
	"lede/ui/term"
)

func (l *lede) addCommand() *cobra.Command {
	var pack string
	var packs, asJSON bool
	c := &cobra.Command{
		Use: "add ADDRESS…", Short: "Subscribe to feeds; any address or domain leads to its feed",
		Example: "  lede add https://example.org/feed.xml\n  lede add example.org/news\n  lede add --packs\n  lede add --pack science",
		RunE: func(c *cobra.Command, args []string) error {
			if packs {
				return l.listPacks()
			}
			if pack == "" && len(args) == 0 {
				return misuse("name an address, or --pack NAME (lede add --packs lists them)")
			}
			a := asking{asJSON: asJSON}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			if pack != "" {
				return a.addPack(c.Context(), pack)
			}
			return a.add(c.Context(), args)
		},
	}
	c.Flags().StringVar(&pack, "pack", "", "subscribe to a starter pack")
	c.Flags().BoolVar(&packs, "packs", false, "list the starter packs")
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object a feed")
	return c
}

func (l *lede) listPacks() error {
	for _, p := range sample.Packs() {
		var names []string
		for _, f := range p.Feeds {
			names = append(names, f.Title)
		}
		if _, err := fmt.Fprintf(l.out, "%-14s %s\n", p.Name, strings.Join(names, ", ")); err != nil {
			return err
		}
	}
	return nil
}

// add subscribes to what each address leads to, and says what it found. One that fails costs itself only.
func (a *asking) add(ctx context.Context, addresses []string) error {
	bad := 0
	for _, address := range addresses {
		if err := a.addOne(ctx, address); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			bad++
			fmt.Fprintf(a.errs, "lede: %s: %s\n", safe.Line(address), oneLine(err))
		}
	}
	if bad > 0 {
		return errTold
	}
	return nil
}

func (a *asking) addOne(ctx context.Context, address string) error {
	found, err := a.room.Find(ctx, address)
	if err != nil {
		return err
	}
	if len(found) > 1 && !a.asJSON {
		for _, f := range found[1:] {
			fmt.Fprintf(a.errs, "lede: it also offers %s  %s\n", safe.Line(f.Address), safe.Line(f.Title))
		}
	}
	f, err := a.room.Subscribe(ctx, found[0])
	if f.ID == 0 {
		return err
	}
	a.tellFeed(f)
	if errors.Is(err, newsroom.ErrAlready) {
		fmt.Fprintf(a.errs, "lede: %s\n", oneLine(err))
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w; it stays among your feeds and is tried again with the next fetch", err)
	}
	return nil
}

func (a *asking) addPack(ctx context.Context, name string) error {
	for _, p := range sample.Packs() {
		if !strings.EqualFold(p.Name, name) {
			continue
		}
		for _, f := range p.Feeds {
			f.Tags = []string{p.Name}
			kept, err := a.room.Keep(ctx, f)
			if err != nil {
				return err
			}
			a.tellFeed(kept)
		}
		fmt.Fprintln(a.errs, "lede: now lede fetch brings their stories")
		return nil
	}
	return misuse("there is no pack %q; lede add --packs lists them", name)
}

// feedJSON is a feed in "feeds --json".
type feedJSON struct {
	ID      model.FeedID `json:"id"`
	Address string       `json:"address"`
	Title   string       `json:"title"`
	Tags    []string     `json:"tags,omitempty"`
	Total   int          `json:"total"`
	Unread  int          `json:"unread"`
	Last    string       `json:"last,omitempty"`
	Next    string       `json:"next,omitempty"`
	Error   string       `json:"error,omitempty"`
}

func (a *asking) tellFeed(f model.Feed) {
	if a.asJSON {
		_ = jsonTo(a.out).Encode(feedOf(f))
		return
	}
	fmt.Fprintf(a.out, "%5d  %s  %6d unread of %d  %s\n", f.ID, term.Fit(term.Safe(f.Label()), 28), f.Unread, f.Total, safe.Line(f.Address))
	if f.Poll.Error != "" {
		fmt.Fprintf(a.out, "       %s\n", safe.Line(f.Poll.Error))
	}
}

func feedOf(f model.Feed) feedJSON {
	return feedJSON{f.ID, f.Address, f.Label(), f.Tags, f.Total, f.Unread, stamp(f.Poll.Last), stamp(f.Poll.Next), f.Poll.Error}
}

func (l *lede) feedsCommand() *cobra.Command {
	a := asking{}
	c := &cobra.Command{
		Use: "feeds", Short: "List the feeds that you are subscribed to", Args: l.args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			return a.feeds(c.Context())
		},
	}
	c.Flags().BoolVar(&a.asJSON, "json", false, "one JSON object a line")
	return c
}

func (a *asking) feeds(ctx context.Context) error {
	feeds, err := a.room.Feeds(ctx)
	if err != nil {
		return err
	}
	if len(feeds) == 0 {
		fmt.Fprintln(a.errs, "lede: no feeds yet; lede add ADDRESS subscribes, lede add --packs offers some to begin with")
	}
	for _, f := range feeds {
		a.tellFeed(f)
	}
	return nil
}

func (l *lede) rmCommand() *cobra.Command {
	return &cobra.Command{
		Use: "rm FEED…", Short: "Unsubscribe, by number, address or name", Args: l.args(cobra.MinimumNArgs(1)), Example: "  lede rm 3\n  lede rm https://example.org/feed.xml",
		RunE: func(c *cobra.Command, args []string) error {
			a := asking{}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			feeds, err := a.named(c.Context(), args)
			if err != nil {
				return err
			}
			for _, f := range feeds {
				if err := a.room.Remove(c.Context(), f.ID); err != nil {
					return err
				}
				fmt.Fprintf(l.out, "%s is off your list\n", safe.Line(f.Label()))
			}
			return nil
		},
	}
}

// named are the feeds that words name: numbers, addresses, names or beginnings of names.
func (a *asking) named(ctx context.Context, words []string) ([]model.Feed, error) {
	feeds, err := a.room.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	var out []model.Feed
	for _, w := range words {
		n := len(out)
		for _, f := range feeds {
			if fmt.Sprint(f.ID) == w || f.Address == w || strings.EqualFold(f.Label(), w) {
				out = append(out, f)
			}
		}
		for _, f := range feeds {
			if len(out) == n && strings.HasPrefix(strings.ToLower(f.Label()), strings.ToLower(w)) {
				out = append(out, f)
			}
		}
		if len(out) == n {
			return nil, fmt.Errorf("no feed of yours is called %s; lede feeds lists them", safe.Line(w))
		}
	}
	return out, nil
}

func (a *asking) exportOPML(ctx context.Context) error {
	feeds, err := a.room.Feeds(ctx)
	if err != nil {
		return err
	}
	return opml.Write(a.out, "lede", feeds)
}
