package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lede/cmd/lede/newsroom"
	"lede/model"
	"lede/model/safe"
	"lede/ui/term"
)

func (l *lede) fetchCommand() *cobra.Command {
	a := asking{}
	var due, daemon bool
	c := &cobra.Command{
		Use: "fetch [FEED…]", Short: "Bring in what is new, without the screen (for cron)",
		Long: `Visits all feeds, those of readers over SSH too, or those of yours named by number, address or name. Exits 1 if any of them failed, or if it was
stopped; what had come in by then is kept. --daemon stays and visits everybody's feeds when they are due, a line a
round, until it is asked to end (TERM); HUP has it read its configuration again. Several of them, and servers, may look
after one store: each visit is made by one.`,
		Example: "  lede fetch\n  lede fetch --due --json\n  lede fetch --daemon",
		RunE: func(c *cobra.Command, args []string) error {
			if daemon && (due || len(args) > 0) {
				return misuse("--daemon visits all feeds when they are due: give it no feed, and no --due")
			}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			if daemon {
				return l.attend(c.Context(), &a)
			}
			return a.fetch(c.Context(), args, due, l.bar())
		},
	}
	c.Flags().BoolVar(&a.asJSON, "json", false, "one JSON object a feed, told after its stories are kept")
	c.Flags().BoolVar(&due, "due", false, "only feeds whose next visit is due, and that no other lede is visiting")
	c.Flags().BoolVar(&daemon, "daemon", false, "stay, and visit feeds when they are due")
	return c
}

func (a *asking) fetch(ctx context.Context, names []string, due bool, b *bar) error {
	feeds, err := a.named(ctx, names)
	if err == nil && len(names) == 0 {
		feeds, err = a.room.Everybodys(ctx)
	}
	if err != nil {
		return err
	}
	if due {
		if feeds, err = a.room.Claim(ctx, feeds); err != nil {
			return err
		}
	}
	t := tally{of: len(feeds)}
	if a.asJSON {
		b = nil
	}
	b.draw(t)
	err = a.room.Visit(ctx, feeds, func(v newsroom.Visited) {
		t.take(v)
		a.visited(v, b)
		b.draw(t)
	}, func(took time.Duration) {
		b.clear()
		if !a.asJSON {
			fmt.Fprintf(a.out, "%d feeds, %d new stories, %d failed, in %s\n", t.done, t.news, t.bad, took.Round(10*time.Millisecond))
		}
	})
	if err == nil {
		err = a.tidy(ctx)
	}
	if err == nil && t.bad > 0 {
		return errTold
	}
	return err
}

// tidy forgets what is kept no longer, and tells of it.
func (a *asking) tidy(ctx context.Context) error {
	n, err := a.room.Tidy(ctx)
	if n > 0 {
		fmt.Fprintf(a.errs, "lede: %s\n", newsroom.Forgot(n))
	}
	return err
}

// visited tells of one visit: as JSON, or in a line when it went wrong.
func (a *asking) visited(v newsroom.Visited, b *bar) {
	switch {
	case a.asJSON:
		if v.New == nil {
			v.New = []model.StoryID{}
		}
		_ = jsonTo(a.out).Encode(v)
	case v.Error != "":
		b.clear()
		fmt.Fprintf(a.errs, "lede: %s%s\n", safe.Line(v.Error), nextTry(v.Next, a.room.Now()))
	}
}

// nextTry says when a feed that failed is visited again.
func nextTry(at, now time.Time) string {
	switch {
	case at.IsZero():
		return ""
	case at.Sub(now) < 20*time.Hour:
		return "; next try " + at.In(now.Location()).Format("15:04")
	}
	return "; next try " + at.In(now.Location()).Format("Mon 2 Jan 15:04")
}

// tally counts a round.
type tally struct{ done, of, news, bad int }

func (t *tally) take(v newsroom.Visited) {
	t.done++
	t.news += len(v.New)
	if v.Error != "" {
		t.bad++
	}
}

// bar is the line that says how far a round is. A nil one says nothing.
type bar struct {
	l     *lede
	width int
	last  time.Time
	shown bool
}

// bar is one for standard error when that is a terminal, else nil.
func (l *lede) bar() *bar {
	if !isTerminal(l.errs) || l.plain {
		return nil
	}
	return &bar{l: l, width: columns(l.errs, l.env)}
}

// drawEvery bounds how often the bar is drawn.
const drawEvery = 50 * time.Millisecond

func (b *bar) draw(t tally) {
	if b == nil {
		return
	}
	now := b.l.now()
	if t.done < t.of && b.shown && now.Sub(b.last) < drawEvery {
		return
	}
	b.last, b.shown = now, true
	fmt.Fprintf(b.l.errs, "\r%s", term.Fit(t.line(min(24, b.width/4), asciiOnly(b.l.env("TERM"))), b.width-1))
}

// line is a tally in words, behind a bar of so many cells.
func (t tally) line(cells int, ascii bool) string {
	full, rest := "━", "─"
	if ascii {
		full, rest = "#", "."
	}
	n := 0
	if t.of > 0 {
		n = cells * t.done / t.of
	}
	out := strings.Repeat(full, n) + strings.Repeat(rest, cells-n) + fmt.Sprintf(" %d of %d feeds", t.done, t.of)
	for _, c := range []struct {
		n    int
		what string
	}{{t.news, "new"}, {t.bad, "failed"}} {
		if c.n > 0 {
			sep := " · "
			if ascii {
				sep = ", "
			}
			out += fmt.Sprintf("%s%d %s", sep, c.n, c.what)
		}
	}
	return out
}

// clear takes the bar away, so that a line can be written in its place.
func (b *bar) clear() {
	if b == nil || !b.shown {
		return
	}
	b.shown = false
	fmt.Fprintf(b.l.errs, "\r%s\r", term.Blank(b.width-1))
}
