package newsroom

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"lede/feed/fetch"
	"lede/model"
	"lede/model/safe"
	"lede/model/store"
)

// How much is kept in one transaction at most, and how many visits may wait for it. A transaction of
// this size takes some tenths of a second, in which other writers wait.
const (
	mostStories = 200
	mostVisits  = 256
	mostWaiting = 4 // of those that brought stories, which are large
)

// keeper keeps arrivals, as many in one transaction as wait.
type keeper struct {
	room  *Room
	st    store.Store
	tell  func(Visited)
	pages *pages
	stop  context.CancelCauseFunc // ends the round: the store keeps nothing
	in    chan arrival
	large chan struct{} // holds one for each arrival with stories that waits
	done  chan struct{}

	refused int // visits in a row that the store did not keep
	joined  int // stories that were compared with others
}

func (k *keeper) run(ctx context.Context) {
	defer close(k.done)
	for a := range k.in {
		k.took(&a)
		batch, stories := []arrival{a}, len(a.stories)
	gather:
		for stories < mostStories && len(batch) < mostVisits {
			select {
			case a, ok := <-k.in:
				if !ok {
					break gather
				}
				k.took(&a)
				batch, stories = append(batch, a), stories+len(a.stories)
			default:
				break gather
			}
		}
		k.keep(ctx, batch)
	}
}

// bring hands the keeper an arrival; it waits while many wait.
func (k *keeper) bring(a arrival) {
	if len(a.stories) > 0 {
		k.large <- struct{}{}
	}
	k.in <- a
}

// took makes room for another arrival behind a.
func (k *keeper) took(a *arrival) {
	if len(a.stories) > 0 {
		<-k.large
	}
}

// mostRefused is how many visits in a row the store refuses before the round ends: it is the store then, not
// what came.
const mostRefused = 3

// keep keeps a batch. Where it cannot be kept as a whole, each visit is tried on its own, so that what is
// wrong with one costs that one only.
func (k *keeper) keep(ctx context.Context, batch []arrival) {
	if k.refused >= mostRefused {
		return
	}
	stored, err := k.deliver(ctx, batch)
	if err == nil {
		k.refused = 0
		for i := range batch {
			k.told(&batch[i], stored[i])
			k.pages.want(&batch[i], stored[i])
		}
		k.thread(ctx, batch, stored)
		return
	}
	if len(batch) > 1 {
		for i := range batch {
			k.keep(ctx, batch[i:i+1])
		}
		return
	}
	batch[0].outcome.Err = fmt.Errorf("%s: %w", safe.Line(batch[0].feed.Label()), err)
	k.told(&batch[0], store.Stored{})
	if k.refused++; k.refused == mostRefused {
		k.stop(fmt.Errorf("what came in could not be kept: %w", err))
	}
}

// patience is how often a store that somebody else writes to is asked again; each time it waits for seconds itself.
const patience = 3

func (k *keeper) deliver(ctx context.Context, batch []arrival) (stored []store.Stored, err error) {
	now := k.room.Now()
	in := make([]store.Delivery, len(batch))
	for i := range batch {
		a := &batch[i]
		in[i] = store.Delivery{Feed: a.feed.ID, Stories: a.stories, Still: a.still, Learn: func(s store.Stored) model.Feed {
			f, o := a.feed, a.outcome
			o.New, o.Every = len(s.New), k.room.conf.Fetch.Every.Duration
			f.Poll = fetch.Next(f, o, now)
			if a.moved != "" && o.Err == nil {
				f.Address = a.moved
			}
			a.feed.Poll = f.Poll
			return f
		}}
	}
	for range patience {
		if stored, err = k.st.Deliver(ctx, in, now); !errors.Is(err, store.ErrBusy) {
			break
		}
	}
	return stored, err
}

// told tells of a visit that was kept.
func (k *keeper) told(a *arrival, s store.Stored) {
	out := Visited{Feed: a.feed.ID, Address: a.feed.Address, Title: a.feed.Label(), New: s.New, Revised: s.Revised, Next: a.feed.Poll.Next}
	res := a.outcome.Response
	out.Unchanged = res != nil && res.Status == fetch.Unchanged
	if a.outcome.Err != nil {
		out.Error = safe.Line(a.outcome.Err.Error())
	}
	k.tell(out)
}

// thread finds which of the new stories tell one event. What goes wrong with that costs the threads only.
func (k *keeper) thread(ctx context.Context, batch []arrival, stored []store.Stored) {
	var fresh []model.Story
	for i, s := range stored {
		for n, id := range s.IDs {
			if _, ok := slices.BinarySearch(s.New, id); ok {
				st := batch[i].stories[n]
				st.ID = id
				fresh = append(fresh, st)
			}
		}
	}
	if n, err := k.room.events.take(ctx, k.st, fresh, mostJoined-k.joined, k.room.Now()); err == nil {
		k.joined += n
	}
}
