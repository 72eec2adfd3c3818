package newsroom

import (
	"context"
	"errors"
	"time"

	"lede/feed/fetch"
	"lede/model"
	"lede/model/safe"
	"lede/ui/desk"
)

// Visited is what one feed's visit came to: a line of "lede fetch --json", told after its stories are kept.
type Visited struct {
	Feed      model.FeedID    `json:"feed"`
	Address   string          `json:"address"`
	Title     string          `json:"title,omitempty"`
	Unchanged bool            `json:"unchanged,omitempty"`
	New       []model.StoryID `json:"new"`
	Revised   []model.StoryID `json:"revised,omitempty"`
	Error     string          `json:"error,omitempty"`
	Next      time.Time       `json:"next,omitzero"`
}

// Refresh visits feeds (none: all of the reader's), telling as it goes.
func (r *Reader) Refresh(ctx context.Context, ids []model.FeedID, tell func(desk.Progress)) (desk.Report, error) {
	if !r.May.Refresh {
		return desk.Report{}, errVisitor
	}
	feeds, err := r.Chosen(ctx, ids)
	if err != nil {
		return desk.Report{}, err
	}
	var rep desk.Report
	p := desk.Progress{Of: len(feeds)}
	err = r.Visit(ctx, feeds, func(v Visited) {
		p.Done++
		p.Feed, p.Err = v.Title, v.Error
		p.New += len(v.New)
		rep.Feeds++
		rep.New = p.New
		switch {
		case v.Error != "":
			rep.Failed++
			rep.Errors = append(rep.Errors, v.Error)
		case v.Unchanged:
			rep.Unchanged++
		}
		tell(p)
	}, func(d time.Duration) { rep.Took = d })
	if err != nil {
		return rep, err
	}
	rep.Forgotten, err = r.Tidy(ctx)
	return rep, err
}

// Chosen are the reader's feeds of these ids; all without ids.
func (r *Reader) Chosen(ctx context.Context, ids []model.FeedID) ([]model.Feed, error) {
	all, err := r.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 || len(all) == 1 && all[0].Address == sampleFeed {
		return nil, errors.New("there are no feeds yet: a adds one, lede add --packs lists some to begin with")
	}
	if len(ids) == 0 {
		return all, nil
	}
	want := map[model.FeedID]bool{}
	for _, id := range ids {
		want[id] = true
	}
	var out []model.Feed
	for _, f := range all {
		if want[f.ID] {
			out = append(out, f)
		}
	}
	return out, nil
}

// Due tells whether a feed wants a visit that nobody asked for.
func Due(f model.Feed, now time.Time) bool { return f.Address != sampleFeed && fetch.Due(f.Poll, now) }

func notWelcome(f model.Feed) string {
	if f.Poll.Gone {
		return safe.Line(f.Label()) + " is gone for good, says its server; lede rm takes it off"
	}
	return safe.Line(f.Label()) + " asked not to be visited before " + f.Poll.Last.Add(f.Poll.Every).Format("15:04")
}
