package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"lede/cmd/lede/config"
	"lede/cmd/lede/newsroom"
)

// roundJSON is a round of "lede fetch --daemon --json", after the lines of its feeds.
type roundJSON struct {
	Round   string  `json:"round"` // when it began
	Feeds   int     `json:"feeds"`
	New     int     `json:"new"`
	Failed  int     `json:"failed"`
	Seconds float64 `json:"seconds"`
}

// attend visits what is due, for everybody, until it is asked to end. A round with visits is told in a line; a hangup
// has the configuration read again.
func (l *lede) attend(ctx context.Context, a *asking) error {
	if _, err := a.room.Shelf.Write(ctx, newsroom.WithoutSample, a.room.Now()); err != nil {
		return err
	}
	var room atomic.Pointer[newsroom.Room]
	room.Store(a.room.Room)
	reload := func() { room.Store(l.reread(a.room.Shelf)) }
	l.reload.Store(&reload)
	defer l.reload.Store(nil)
	newsroom.Attendant{
		Room: room.Load,
		Told: func(v newsroom.Visited) { a.visited(v, nil) },
		Ended: func(r newsroom.Round) {
			if r.Forgotten > 0 {
				fmt.Fprintf(a.errs, "lede: %s\n", newsroom.Forgot(r.Forgotten))
			}
			if a.asJSON {
				_ = jsonTo(a.out).Encode(roundJSON{stamp(r.Began), r.Feeds, r.New, r.Failed, r.Took.Seconds()})
				return
			}
			fmt.Fprintf(a.out, "%s  %d feeds, %d new stories, %d failed, in %s\n", r.Began.Format("2006-01-02 15:04:05"), r.Feeds, r.New, r.Failed, r.Took.Round(10*time.Millisecond))
		},
		Fault: func(err error) { fmt.Fprintf(a.errs, "lede: %s\n", oneLine(err)) },
	}.Attend(ctx)
	return nil
}

// reread is a room around the same shelf with the configuration as it stands now. The store is the one that it was.
func (l *lede) reread(shelf *newsroom.Shelf) *newsroom.Room {
	l.conf = config.Load(l.conf.File, false)
	for _, p := range l.conf.Problems {
		fmt.Fprintf(l.errs, "lede: %s\n", oneLine(p))
	}
	room, faults := newsroom.New(shelf, l.conf.Config, l.env, l.now)
	for _, f := range faults {
		fmt.Fprintf(l.errs, "lede: %s\n", oneLine(f))
	}
	fmt.Fprintf(l.errs, "lede: the configuration was read again\n")
	return room
}
