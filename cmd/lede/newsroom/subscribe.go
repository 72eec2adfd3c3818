package newsroom

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"lede/feed/fetch"
	"lede/model"
	"lede/model/safe"
	"lede/model/store"
)

// ErrAlready says that a feed is the reader's already. Nothing was changed.
var ErrAlready = errors.New("is among your feeds already")

// Add subscribes to the feed at an address, or to the first one that its page names, and keeps its stories.
func (r *Reader) Add(ctx context.Context, address string) (model.Feed, error) {
	st, err := r.write(ctx, r.May.Feeds, WithoutSample)
	if err != nil {
		return model.Feed{}, err
	}
	found, err := r.Find(ctx, address)
	if err != nil {
		return model.Feed{}, err
	}
	return r.subscribe(ctx, st, found[0])
}

// Subscribe is Add for a feed that was found already.
func (r *Reader) Subscribe(ctx context.Context, f Found) (model.Feed, error) {
	st, err := r.write(ctx, r.May.Feeds, WithoutSample)
	if err != nil {
		return model.Feed{}, err
	}
	return r.subscribe(ctx, st, f)
}

// Keep subscribes to a feed that is known to be one, without visiting it. One that the reader has already
// comes back as it is.
func (r *Reader) Keep(ctx context.Context, f model.Feed) (model.Feed, error) {
	st, err := r.write(ctx, r.May.Feeds, WithoutSample)
	if err != nil {
		return f, err
	}
	if !r.mayVisit(f.Address) {
		return f, errElsewhere
	}
	kept, err := st.Subscribe(ctx, r.ID, f)
	if err == nil {
		err = r.dropSample(ctx, st)
	}
	if errors.Is(err, store.ErrDuplicate) {
		err = nil
	}
	return kept, err
}

// dropSample takes the sample edition off the reader's feeds: there are others now. What was starred stays.
func (r *Reader) dropSample(ctx context.Context, st store.Store) error {
	feeds, err := st.Subscriptions(ctx, r.ID)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if f.Address == sampleFeed {
			return st.Unsubscribe(ctx, r.ID, f.ID)
		}
	}
	return nil
}

// Welcome gives a new reader the feeds of whoever keeps this store, to begin with; those that only concern that
// person's machine or account are left out.
func (r *Room) Welcome(ctx context.Context, reader model.ReaderID) error {
	st, err := r.Shelf.Write(ctx, WithSample, r.Now())
	if err != nil {
		return err
	}
	feeds, err := st.Subscriptions(ctx, model.LocalReader)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if private(f.Address) || r.conf.Feed[f.Address].Private() {
			continue
		}
		if _, err := st.Subscribe(ctx, reader, model.Feed{Address: f.Address, Title: f.Title, Name: f.Name, Tags: f.Tags}); err != nil && !errors.Is(err, store.ErrDuplicate) {
			return err
		}
	}
	return nil
}

func (r *Reader) subscribe(ctx context.Context, st store.Store, f Found) (model.Feed, error) {
	kept, err := st.Subscribe(ctx, r.ID, model.Feed{Address: f.Address, Title: f.Title, Name: f.Name, Tags: f.Tags})
	if errors.Is(err, store.ErrDuplicate) {
		kept = r.again(ctx, kept)
		return kept, fmt.Errorf("%s %w", safe.Line(kept.Label()), ErrAlready)
	}
	if err != nil {
		return kept, err
	}
	var trouble string
	var news int
	err = r.Visit(ctx, []model.Feed{kept}, func(v Visited) { trouble, news = v.Error, len(v.New) }, func(time.Duration) {})
	if err == nil && trouble != "" {
		if err = errors.New(trouble); fetch.Local(f.Address) && news == 0 {
			// nobody but the reader can have meant it, and it is wrong: there is nothing to try again
			return model.Feed{}, errors.Join(err, st.Unsubscribe(ctx, r.ID, kept.ID))
		}
	}
	return r.again(ctx, kept), errors.Join(err, r.dropSample(ctx, st))
}

// Call gives a feed of the reader's a name and tags of their own, in place of those that it has.
func (r *Reader) Call(ctx context.Context, id model.FeedID, name string, tags []string) (model.Feed, error) {
	st, err := r.write(ctx, r.May.Feeds, WithSample)
	if err != nil {
		return model.Feed{}, err
	}
	if err := st.Rename(ctx, r.ID, id, safe.Line(strings.TrimSpace(name)), Tags(tags)); err != nil {
		if errors.Is(err, store.ErrNotFound) {
			err = errors.New("this feed is not among yours any more")
		}
		return model.Feed{}, err
	}
	return r.again(ctx, model.Feed{ID: id, Name: name, Tags: tags}), nil
}

// Tags are words as tags: on a line, without the mark that some put before them, each once.
func Tags(words []string) []string {
	var out []string
	for _, w := range words {
		w = strings.TrimPrefix(safe.Line(strings.TrimSpace(w)), "#")
		if w != "" && !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, w) }) {
			out = append(out, w)
		}
	}
	return out
}

// again is a feed as it stands now.
func (r *Reader) again(ctx context.Context, f model.Feed) model.Feed {
	feeds, err := r.Feeds(ctx)
	if err != nil {
		return f
	}
	for _, g := range feeds {
		if g.ID == f.ID {
			return g
		}
	}
	return f
}
