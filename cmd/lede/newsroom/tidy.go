package newsroom

import (
	"cmp"
	"context"
	"fmt"

	"lede/cmd/lede/config"
	"lede/model"
	"lede/model/store"
)

// keepRule is what the configuration says of keeping stories, feed by feed.
func (r *Room) keepRule(ctx context.Context) (func(model.FeedID) store.Keep, error) {
	feeds, err := r.Shelf.Read().Subscriptions(ctx, 0)
	if err != nil {
		return nil, err
	}
	of := map[model.FeedID]config.Keep{}
	for _, f := range feeds {
		of[f.ID] = keepOf(r.conf.Keep, r.conf.Feed[f.Address])
	}
	return func(id model.FeedID) store.Keep {
		k, ok := of[id]
		if !ok {
			k = r.conf.Keep
		}
		out := store.Keep{Most: k.Stories, Unread: k.Unread}
		if k.Days > 0 {
			out.Since = r.Now().AddDate(0, 0, -k.Days)
		}
		return out
	}, nil
}

// keepOf is the rule for all feeds, but for what one of them has of its own.
func keepOf(k config.Keep, f config.Feed) config.Keep {
	k.Days, k.Stories = cmp.Or(f.KeepDays, k.Days), cmp.Or(f.KeepStories, k.Stories)
	return k
}

// Forever tells whether no rule of the configuration lets a story go.
func (r *Room) Forever() bool {
	for _, f := range r.conf.Feed {
		if k := keepOf(r.conf.Keep, f); k.Days > 0 || k.Stories > 0 {
			return false
		}
	}
	return r.conf.Keep.Days <= 0 && r.conf.Keep.Stories <= 0
}

// Stale are the stories that the next Tidy forgets.
func (r *Room) Stale(ctx context.Context) ([]model.StoryID, error) {
	if r.Forever() {
		return nil, nil
	}
	rule, err := r.keepRule(ctx)
	if err != nil {
		return nil, err
	}
	return r.Shelf.Read().Stale(ctx, rule)
}

// Tidy forgets the stories that the rules of the configuration let go, and gives their room back to the system; how
// many. Nothing is ever forgotten without a rule, but the room of a feed that was taken off is given back, too.
func (r *Room) Tidy(ctx context.Context) (int, error) {
	if r.Shelf.Sample() {
		return 0, nil
	}
	ids, err := r.Stale(ctx)
	if err != nil {
		return 0, err
	}
	n, err := r.Shelf.Read().Forget(ctx, ids)
	if err != nil {
		err = fmt.Errorf("forget what is kept no longer: %w", err)
	}
	return n, err
}

// Forgot tells of stories that a Tidy forgot.
func Forgot(n int) string {
	if n == 1 {
		return "1 story forgotten, as [keep] says"
	}
	return fmt.Sprintf("%d stories forgotten, as [keep] says", n)
}
