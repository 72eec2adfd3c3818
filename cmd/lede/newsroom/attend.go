package newsroom

import (
	"context"
	"time"

	"lede/model"
)

// How long an attendant rests between two looks at what is due: a feed that is added meanwhile waits no longer than
// the longest.
const (
	shortRest = 15 * time.Second
	longRest  = 5 * time.Minute
)

// claimFor is how long a visit that somebody is about to make keeps others from making it too. Who dies at it delays
// it so long.
const claimFor = 10 * time.Minute

// Attendant visits everybody's feeds when they are due. Several may attend to one store, in one process or in many: each
// visit is made by one of them.
type Attendant struct {
	Room  func() *Room  // as it is configured at the moment
	Told  func(Visited) // of each visit, as for Room.Visit; nil for nobody
	Ended func(Round)
	Fault func(error) // of a round that could not be made, or not be kept
}

// Round is what a round came to.
type Round struct {
	Began              time.Time
	Took               time.Duration
	Feeds, New, Failed int
	Forgotten          int // stories that are kept no longer
}

// Attend goes on until ctx ends.
func (a Attendant) Attend(ctx context.Context) {
	for ctx.Err() == nil {
		rest, err := a.round(ctx)
		if err != nil && ctx.Err() == nil {
			a.Fault(err)
			rest = longRest // to ask every host again at once helps nobody
		}
		t := time.NewTimer(rest)
		select {
		case <-ctx.Done():
		case <-t.C:
		}
		t.Stop()
	}
}

// round visits what is due, and tells how long to rest then.
func (a Attendant) round(ctx context.Context) (rest time.Duration, err error) {
	r := a.Room()
	st, err := r.Shelf.Write(ctx, WithoutSample, r.Now())
	if err != nil {
		return 0, err
	}
	feeds, err := st.Subscriptions(ctx, 0)
	if err != nil {
		return 0, err
	}
	out := Round{Began: r.Now()}
	due, err := r.Claim(ctx, feeds)
	if err != nil || len(due) == 0 {
		return restFor(feeds, out.Began), err
	}
	err = r.Visit(ctx, due, func(v Visited) {
		out.Feeds++
		out.New += len(v.New)
		if v.Error != "" {
			out.Failed++
		}
		if a.Told != nil {
			a.Told(v)
		}
	}, func(took time.Duration) { out.Took = took })
	if err == nil {
		out.Forgotten, err = r.Tidy(ctx)
	}
	a.Ended(out)
	return shortRest, err
}

// Claim takes those of feeds that are due for a visit, and leaves out those that somebody else has just taken.
func (r *Room) Claim(ctx context.Context, feeds []model.Feed) ([]model.Feed, error) {
	now := r.Now()
	at := map[model.FeedID]model.Feed{}
	var ids []model.FeedID
	for _, f := range feeds {
		if Due(f, now) {
			at[f.ID] = f
			ids = append(ids, f.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	st, err := r.Shelf.Write(ctx, WithoutSample, now)
	if err != nil {
		return nil, err
	}
	if ids, err = st.Claim(ctx, ids, now, now.Add(claimFor)); err != nil {
		return nil, err
	}
	var out []model.Feed
	for _, id := range ids {
		out = append(out, at[id])
	}
	return out, nil
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
