package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lede/cmd/lede/newsroom"
	"lede/model"
	"lede/model/safe"
	"lede/ui/term"
)

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

	Why  string          `json:"why,omitempty"`  // of "add": how it was found
	Also []candidateJSON `json:"also,omitempty"` // of "add": what else was found
}

func (a *asking) tellFeed(f model.Feed) {
	if a.asJSON {
		_ = jsonTo(a.out).Encode(feedOf(f))
		return
	}
	fmt.Fprintf(a.out, "%5d  %s  %6d unread of %d  %s%s\n", f.ID, term.Fit(term.Safe(f.Label()), 28), f.Unread, f.Total, safe.Line(f.Address), hashes(f.Tags))
	if f.Poll.Error != "" {
		fmt.Fprintf(a.out, "       %s\n", safe.Line(f.Poll.Error))
	}
}

// hashes are tags as they are shown behind something else.
func hashes(tags []string) string {
	out := ""
	for _, t := range tags {
		out += " #" + safe.Line(t)
	}
	return out
}

func feedOf(f model.Feed) feedJSON {
	return feedJSON{ID: f.ID, Address: f.Address, Title: f.Label(), Tags: f.Tags, Total: f.Total, Unread: f.Unread, Last: stamp(f.Poll.Last), Next: stamp(f.Poll.Next), Error: f.Poll.Error}
}

func (l *lede) feedsCommand() *cobra.Command {
	a := asking{}
	var to calling
	c := &cobra.Command{
		Use: "feeds [FEED…]", Short: "List the feeds that you are subscribed to, name and tag them",
		Example: "  lede feeds\n  lede feeds 3 --name 'The Post'\n  lede feeds 3 5 --tag science --untag news",
		RunE: func(c *cobra.Command, args []string) error {
			to.renames = c.Flags().Changed("name")
			if to.renames && len(args) != 1 {
				return misuse("--name goes with one feed")
			}
			if to.changes() && len(args) == 0 {
				return misuse("name the feeds that get a name or tags; lede feeds lists them")
			}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			if to.changes() {
				return a.call(c.Context(), args, to)
			}
			return a.feeds(c.Context(), args)
		},
	}
	f := c.Flags()
	f.BoolVar(&a.asJSON, "json", false, "one JSON object a line")
	f.StringVar(&to.name, "name", "", `your own name for the feed; "" for the publisher's`)
	f.StringSliceVar(&to.tag, "tag", nil, "tags to give, parted by commas")
	f.StringSliceVar(&to.untag, "untag", nil, "tags to take off")
	return c
}

func (a *asking) feeds(ctx context.Context, words []string) error {
	feeds, err := a.named(ctx, words)
	if err == nil && len(words) == 0 {
		feeds, err = a.room.Feeds(ctx)
	}
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

// calling is what feeds are to be called.
type calling struct {
	renames    bool
	name       string
	tag, untag []string
}

func (c calling) changes() bool { return c.renames || len(c.tag)+len(c.untag) > 0 }

// call names and tags feeds.
func (a *asking) call(ctx context.Context, words []string, to calling) error {
	feeds, err := a.named(ctx, words)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if to.renames {
			f.Name = to.name
		}
		called, err := a.room.Call(ctx, f.ID, f.Name, retagged(f.Tags, to.tag, to.untag))
		if err != nil {
			return err
		}
		a.tellFeed(called)
	}
	return nil
}

// retagged are tags with some more and without some others, each once, whatever its case.
func retagged(have, more, less []string) []string {
	out := newsroom.Tags(append(slices.Clone(have), more...))
	return slices.DeleteFunc(out, func(t string) bool {
		return slices.ContainsFunc(less, func(l string) bool { return strings.EqualFold(t, strings.TrimPrefix(strings.TrimSpace(l), "#")) })
	})
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
				if err := a.room.Empty(c.Context()); err != nil {
					return err
				}
				fmt.Fprintf(l.out, "%s is off your list; lede add %s brings it back, and what you starred has stayed\n", safe.Line(f.Label()), word(f.Address))
			}
			return nil
		},
	}
}

// word is an address as a shell takes it.
func word(address string) string {
	address = safe.Line(address)
	if strings.Trim(address, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/._-%+=@,") == "" {
		return address
	}
	return "'" + strings.ReplaceAll(address, "'", `'\''`) + "'"
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
