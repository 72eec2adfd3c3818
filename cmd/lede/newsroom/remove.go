package newsroom

import (
	"context"
	"errors"
	"slices"

	"lede/model"
	"lede/model/store"
)

// aside is who has the feeds that a reader took off and may still take back: a store keeps the stories of a feed, and
// what was done to them, for as long as somebody has it. No reader's number comes near it.
func aside(r model.ReaderID) model.ReaderID { return r + 1<<31 }

// Remove takes a feed off the reader's. Until Empty or Leave its stories stay, and Keep brings it back with what the
// reader did to them.
func (r *Reader) Remove(ctx context.Context, id model.FeedID) error {
	st, err := r.write(ctx, r.May.Feeds, WithoutSample)
	if err != nil {
		return err
	}
	feeds, err := st.Subscriptions(ctx, r.ID)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(feeds, func(f model.Feed) bool { return f.ID == id }); i >= 0 {
		_, err := st.Subscribe(ctx, aside(r.ID), model.Feed{Address: feeds[i].Address})
		if err != nil && !errors.Is(err, store.ErrDuplicate) {
			return err
		}
	}
	return st.Unsubscribe(ctx, r.ID, id)
}

// Empty lets go of the stories of feeds that the reader took off.
func (r *Reader) Empty(ctx context.Context) error {
	st := r.Shelf.Read()
	feeds, err := st.Subscriptions(ctx, aside(r.ID))
	for _, f := range feeds {
		if err == nil {
			err = st.Unsubscribe(ctx, aside(r.ID), f.ID)
		}
	}
	return err
}
