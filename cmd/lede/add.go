package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lede/cmd/lede/newsroom"
	"lede/feed/sample"
	"lede/model/safe"
)

func (l *lede) addCommand() *cobra.Command {
	var pack, name string
	var packs, only bool
	var tag []string
	a := asking{}
	c := &cobra.Command{
		Use: "add ADDRESS…", Short: "Subscribe to feeds; any address or domain leads to its feed",
		Long: `Finds the feed of an address and says how it was found; where there are several, the first is taken and the others are
told. At this machine a file, a folder, exec:PROGRAM and filter:PROGRAM:ADDRESS are feeds as well: the program is started
with its arguments, without a shell.`,
		Example: "  lede add https://example.org/feed.xml --tag science,daily\n  lede add example.org/news\n  lede add example.org --find\n  lede add --packs\n  lede add --pack science",
		RunE: func(c *cobra.Command, args []string) error {
			if packs {
				return l.listPacks()
			}
			switch {
			case pack == "" && len(args) == 0:
				return misuse("name an address, or --pack NAME (lede add --packs lists them)")
			case name != "" && len(args) != 1:
				return misuse("--name goes with one address")
			}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			if pack != "" {
				return a.addPack(c.Context(), pack, newsroom.Tags(tag))
			}
			return a.each(c.Context(), args, func(address string) error {
				if only {
					return a.candidates(c.Context(), address)
				}
				return a.add(c.Context(), address, safe.Line(strings.TrimSpace(name)), newsroom.Tags(tag))
			})
		},
	}
	f := c.Flags()
	f.StringVar(&pack, "pack", "", "subscribe to a starter pack")
	f.BoolVar(&packs, "packs", false, "list the starter packs")
	f.BoolVar(&only, "find", false, "only say which feeds there are")
	f.StringVar(&name, "name", "", "your own name for the feed")
	f.StringSliceVar(&tag, "tag", nil, "tags of your own, parted by commas")
	f.BoolVar(&a.asJSON, "json", false, "one JSON object a feed")
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

// each does something with every address. One that fails costs itself only.
func (a *asking) each(ctx context.Context, addresses []string, do func(string) error) error {
	bad := 0
	for _, address := range addresses {
		if err := do(address); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			bad++
			line := oneLine(err)
			if at := safe.Line(address); at != "" && !strings.HasPrefix(line, at) {
				line = at + ": " + line
			}
			fmt.Fprintf(a.errs, "lede: %s\n", line)
		}
	}
	if bad > 0 {
		return errTold
	}
	return nil
}

// candidateJSON is a feed that an address leads to.
type candidateJSON struct {
	Address string `json:"address"`
	Title   string `json:"title,omitempty"`
	Why     string `json:"why"`
}

func candidateOf(f newsroom.Found) candidateJSON {
	return candidateJSON{safe.Line(f.Address), safe.Line(f.Title), safe.Line(f.Why)}
}

// candidates tells the feeds of an address.
func (a *asking) candidates(ctx context.Context, address string) error {
	found, err := a.room.Find(ctx, address)
	if err != nil {
		return err
	}
	for _, f := range found {
		c := candidateOf(f)
		if a.asJSON {
			err = jsonTo(a.out).Encode(c)
		} else {
			_, err = fmt.Fprintln(a.out, c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// String is a candidate as a line: address, title, how it was found.
func (c candidateJSON) String() string {
	out := c.Address
	if c.Title != "" {
		out += "  " + c.Title
	}
	return out + "  (" + c.Why + ")"
}

// add subscribes to what an address leads to, and says what it found.
func (a *asking) add(ctx context.Context, address, name string, tag []string) error {
	found, err := a.room.Find(ctx, address)
	if err != nil {
		return err
	}
	first := found[0]
	first.Name, first.Tags = name, tag
	f, err := a.room.Subscribe(ctx, first)
	if f.ID == 0 {
		return fmt.Errorf("%w; nothing was added", err)
	}
	out := feedOf(f)
	out.Why = safe.Line(first.Why)
	for _, o := range found[1:] {
		out.Also = append(out.Also, candidateOf(o))
	}
	if a.asJSON {
		_ = jsonTo(a.out).Encode(out)
	} else {
		a.tellFeed(f)
		a.tellFound(address, candidateOf(first), out.Also)
	}
	switch {
	case errors.Is(err, newsroom.ErrAlready):
		fmt.Fprintf(a.errs, "lede: %s\n", oneLine(err))
		return nil
	case err != nil:
		return fmt.Errorf("%w; it stays among your feeds and is tried again with the next fetch", err)
	}
	return nil
}

// offered is how many further feeds are told.
const offered = 12

// tellFound says how a feed was found, and what else was.
func (a *asking) tellFound(address string, first candidateJSON, others []candidateJSON) {
	if first.Address != strings.TrimSpace(address) {
		fmt.Fprintf(a.errs, "lede: found at %s: %s\n", safe.Line(address), first)
	}
	for _, o := range others[:min(len(others), offered)] {
		fmt.Fprintf(a.errs, "lede: it also offers %s\n", o)
	}
	if more := len(others) - offered; more > 0 {
		fmt.Fprintf(a.errs, "lede: and %d more; lede add --find lists them all\n", more)
	}
}

func (a *asking) addPack(ctx context.Context, name string, tag []string) error {
	for _, p := range sample.Packs() {
		if !strings.EqualFold(p.Name, name) {
			continue
		}
		for _, f := range p.Feeds {
			f.Tags = newsroom.Tags(append([]string{p.Name}, tag...))
			kept, err := a.room.Keep(ctx, f)
			if err != nil {
				return err
			}
			a.tellFeed(kept)
		}
		fmt.Fprintln(a.errs, "lede: now lede fetch brings their stories")
		return nil
	}
	return misuse("there is no pack %q; lede add --packs lists them", safe.Line(name))
}
