package newsroom

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"lede/feed"
	"lede/feed/fetch"
	"lede/feed/format"
	"lede/model"
	"lede/model/safe"
	"lede/model/store"
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

// Visit fetches feeds, many at once, keeps what came, and tells of each feed once its stories are
// kept. tell is called by one goroutine at a time.
func (r *Room) Visit(ctx context.Context, feeds []model.Feed, tell func(Visited), took func(time.Duration)) error {
	st, err := r.Shelf.Write(ctx, WithoutSample, r.Now())
	if err != nil {
		return err
	}
	began := r.Now()
	var mu sync.Mutex
	say := func(v Visited) {
		mu.Lock()
		defer mu.Unlock()
		tell(v)
	}
	var open []model.Feed
	for _, f := range feeds {
		if f.Address == sampleFeed {
			continue
		}
		if !fetch.Welcome(f.Poll, began) {
			say(Visited{Feed: f.ID, Address: f.Address, Title: f.Label(), Error: notWelcome(f), Next: f.Poll.Next})
			continue
		}
		open = append(open, f)
	}
	err = r.client.Round(ctx, open, func(v fetch.Visit) { say(r.take(ctx, st, v)) })
	took(r.Now().Sub(began))
	return err
}

// Due tells whether a feed wants a visit that nobody asked for.
func Due(f model.Feed, now time.Time) bool { return f.Address != sampleFeed && fetch.Due(f.Poll, now) }

func notWelcome(f model.Feed) string {
	if f.Poll.Gone {
		return safe.Line(f.Label()) + " is gone for good, says its server; lede rm takes it off"
	}
	return safe.Line(f.Label()) + " asked not to be visited before " + f.Poll.Last.Add(f.Poll.Every).Format("15:04")
}

// take keeps what a visit brought, and what it taught about the feed.
func (r *Room) take(ctx context.Context, st store.Store, v fetch.Visit) Visited {
	f, now := v.Feed, r.Now()
	out := Visited{Feed: f.ID, Address: f.Address, Title: f.Label()}
	o := fetch.Outcome{Response: v.Response, Err: v.Err}
	if v.Response != nil && v.Response.Status == fetch.Fresh {
		paper, err := papers(v.Response, now)
		if err == nil {
			err = r.keep(ctx, st, &f, paper, &out, &o)
		}
		if err != nil && o.Err == nil {
			o.Err = fmt.Errorf("%s: %w", safe.Line(f.Label()), err)
		}
		if v.Response.Moved != "" && err == nil {
			f.Address = v.Response.Moved
		}
	}
	out.Unchanged = v.Response != nil && v.Response.Status == fetch.Unchanged
	f.Poll = fetch.Next(f, o, now)
	if err := st.Polled(ctx, f); err != nil && o.Err == nil {
		o.Err = err
	}
	if o.Err != nil {
		out.Error = safe.Line(o.Err.Error())
	}
	out.Next = f.Poll.Next
	return out
}

// papers reads what a visit brought: a document, or the files of a folder as one.
func papers(res *fetch.Response, now time.Time) (feed.Paper, error) {
	h := format.Hints{URL: res.URL, ContentType: res.ContentType, Header: res.Header, Now: now}
	if len(res.Parts) == 0 {
		return feed.Feed(res.Body, h)
	}
	var all feed.Paper
	var last error
	for _, p := range res.Parts {
		one, err := feed.Read(p.Body, h)
		if err != nil {
			last = fmt.Errorf("%s: %w", safe.Line(p.Name), err)
			continue
		}
		all.Stories = append(all.Stories, one.Stories...)
	}
	if len(all.Stories) > 0 {
		last = nil
	}
	return all, last
}

// keep reads the facts of a paper's stories and puts them into the store.
func (r *Room) keep(ctx context.Context, st store.Store, f *model.Feed, paper feed.Paper, out *Visited, o *fetch.Outcome) error {
	for i := range paper.Stories {
		Print(&paper.Stories[i])
	}
	kept, err := st.Put(ctx, f.ID, paper.Stories, r.Now())
	if err != nil {
		return err
	}
	out.New, out.Revised = kept.New, kept.Revised
	o.New, o.TTL, o.SkipHours, o.SkipDays = len(kept.New), paper.TTL, paper.SkipHours, paper.SkipDays
	f.Title, f.Link, f.Description, f.Language = paper.Feed.Title, paper.Feed.Link, paper.Feed.Description, paper.Feed.Language
	if out.Title == f.Address {
		out.Title = f.Label()
	}
	return nil
}
