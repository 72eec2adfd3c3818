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
		Long: `Visits all feeds, or those named by number, address or name. Exits 1 if any of them failed, or if it was
stopped; what had come in by then is kept. --daemon stays and visits everybody's feeds when they are due, a line a
round, until it is asked to end.`,
		Example: "  lede fetch\n  lede fetch --due --json\n  lede fetch --daemon",
		RunE: func(c *cobra.Command, args []string) error {
			if daemon && (due || len(args) > 0) {
				return misuse("--daemon visits all feeds when they are due: give it no feed, and no --due")
			}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			if daemon {
				return a.attend(c.Context())
			}
			return a.fetch(c.Context(), args, due, l.bar())
		},
	}
	c.Flags().BoolVar(&a.asJSON, "json", false, "one JSON object a feed, told after its stories are kept")
	c.Flags().BoolVar(&due, "due", false, "only feeds whose next visit is due")
	c.Flags().BoolVar(&daemon, "daemon", false, "stay, and visit feeds when they are due")
	return c
}

func (a *asking) fetch(ctx context.Context, names []string, due bool, b *bar) error {
	feeds, err := a.named(ctx, names)
	if err == nil && len(names) == 0 {
		feeds, err = a.room.Chosen(ctx, nil)
	}
	if err != nil {
		return err
	}
	if due {
		feeds = dueOf(feeds, a.room.Now())
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

func dueOf(feeds []model.Feed, now time.Time) []model.Feed {
	var out []model.Feed
	for _, f := range feeds {
		if newsroom.Due(f, now) {
			out = append(out, f)
		}
	}
	return out
}

// How long a daemon rests between two looks at what is due: a feed that is added meanwhile waits no longer than
// the longest.
const (
	shortRest = 15 * time.Second
	longRest  = 5 * time.Minute
)

// attend visits what is due, for everybody, until it is asked to end. A round with visits is told in a line.
func (a *asking) attend(ctx context.Context) error {
	st, err := a.room.Shelf.Write(ctx, newsroom.WithoutSample, a.room.Now())
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		feeds, err := st.Subscriptions(ctx, 0)
		if err != nil && ctx.Err() == nil {
			fmt.Fprintf(a.errs, "lede: %s\n", oneLine(err))
		}
		rest := restFor(feeds, a.room.Now())
		if due := dueOf(feeds, a.room.Now()); len(due) > 0 {
			rest = a.round(ctx, due)
		}
		t := time.NewTimer(rest)
		select {
		case <-ctx.Done():
		case <-t.C:
		}
		t.Stop()
	}
	return nil
}

// round makes one round of a daemon, and says how long to rest after it.
func (a *asking) round(ctx context.Context, due []model.Feed) time.Duration {
	t := tally{of: len(due)}
	began := a.room.Now()
	err := a.room.Visit(ctx, due, func(v newsroom.Visited) {
		t.take(v)
		a.visited(v, nil)
	}, func(took time.Duration) {
		if !a.asJSON {
			fmt.Fprintf(a.out, "%s  %d feeds, %d new stories, %d failed, in %s\n", began.Format("2006-01-02 15:04:05"), t.done, t.news, t.bad, took.Round(10*time.Millisecond))
		}
	})
	if err == nil {
		err = a.tidy(ctx)
	}
	if err == nil || ctx.Err() != nil {
		return shortRest
	}
	fmt.Fprintf(a.errs, "lede: %s\n", oneLine(err))
	return longRest // the store keeps nothing: to ask every host again at once helps nobody
}

// restFor is how long until the next feed is due, within bounds.
func restFor(feeds []model.Feed, now time.Time) time.Duration {
	rest := longRest
	for _, f := range feeds {
		if !f.Poll.Gone && !f.Poll.Next.IsZero() {
			rest = min(rest, f.Poll.Next.Sub(now))
		}
	}
	return max(rest, shortRest)
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
