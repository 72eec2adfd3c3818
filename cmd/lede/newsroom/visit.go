package newsroom

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"lede/feed"
	"lede/feed/fetch"
	"lede/feed/format"
	"lede/model"
	"lede/model/safe"
	"lede/model/store"
)

// A visit goes through four hands at once: the network brings bodies, each core reads one (parse, clean,
// facts, topics), and one hand keeps what was read, several feeds in a transaction. Facts are read before a story is
// kept, not in a second pass: to index and pack a story a second time costs half as much again as to read
// its facts, and nobody ever sees a story without them. The first feed that is read is kept at once.

// Visit fetches feeds, many at once, keeps what came, and tells of each feed once its stories are
// kept. tell is called by one goroutine at a time. What was read when ctx ends is still kept. The
// error is ctx's, or that of a store that keeps nothing.
func (r *Room) Visit(ctx context.Context, feeds []model.Feed, tell func(Visited), took func(time.Duration)) error {
	st, err := r.Shelf.Write(ctx, WithoutSample, r.Now())
	if err != nil {
		return err
	}
	began := r.Now()
	var open []model.Feed
	for _, f := range feeds {
		if f.Address == sampleFeed {
			continue
		}
		if !fetch.Welcome(f.Poll, began) {
			tell(Visited{Feed: f.ID, Address: f.Address, Title: f.Label(), Error: notWelcome(f), Next: f.Poll.Next})
			continue
		}
		open = append(open, f)
	}
	round, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	pages := r.pages(round, st)
	k := &keeper{room: r, st: st, tell: tell, pages: pages, stop: stop, in: make(chan arrival, mostVisits), large: make(chan struct{}, mostWaiting), done: make(chan struct{})}
	go k.run(context.WithoutCancel(ctx))
	press := newPress()
	err = r.client.Round(round, open, func(v fetch.Visit) {
		press.enter()
		defer press.leave()
		k.bring(r.arrive(round, st, press, v))
	})
	close(k.in)
	<-k.done
	pages.finish()
	took(r.Now().Sub(began))
	if ctx.Err() == nil && round.Err() != nil {
		return context.Cause(round)
	}
	return err
}

// arrival is a visit that was read and waits to be kept.
type arrival struct {
	feed    model.Feed
	outcome fetch.Outcome
	stories []model.Story
	still   []model.StoryID
	moved   string // the new address, "" for none
}

// arrive reads what a visit brought.
func (r *Room) arrive(ctx context.Context, st store.Store, p *press, v fetch.Visit) (a arrival) {
	a = arrival{feed: v.Feed, outcome: fetch.Outcome{Response: v.Response, Err: v.Err}}
	defer func() {
		if fault := recover(); fault != nil { // SAFETY P1
			a.stories, a.still = nil, nil
			a.outcome.Err = fmt.Errorf("%s: its feed could not be read (%v); this is a fault of lede", safe.Line(v.Feed.Label()), fault)
		}
	}()
	if v.Response == nil || v.Response.Status != fetch.Fresh {
		return a
	}
	paper, err := papers(v.Response, r.Now(), func(in []model.Story) []model.StoryID { return knownOf(ctx, st, v.Feed.ID, in) })
	if err != nil {
		if a.outcome.Err == nil {
			a.outcome.Err = fmt.Errorf("%s: %w", safe.Line(v.Feed.Label()), err)
		}
		return a
	}
	p.print(paper.Stories)
	a.stories, a.still, a.moved = paper.Stories, paper.Still, v.Response.Moved
	a.outcome.TTL, a.outcome.SkipHours, a.outcome.SkipDays = paper.TTL, paper.SkipHours, paper.SkipDays
	f := &a.feed
	f.Title, f.Link = cmp.Or(paper.Feed.Title, f.Title), cmp.Or(paper.Feed.Link, f.Link)
	f.Description, f.Language = cmp.Or(paper.Feed.Description, f.Description), cmp.Or(paper.Feed.Language, f.Language)
	return a
}

// knownOf tells which stories of a feed are kept just as they are issued now. A store that does not answer
// knows none: then they are read again.
func knownOf(ctx context.Context, st store.Store, f model.FeedID, in []model.Story) []model.StoryID {
	out := make([]model.StoryID, len(in))
	var issues []store.Issue
	var at []int
	for i := range in {
		if in[i].GUID != "" || in[i].URL != "" { // else it is known by its text only
			issues, at = append(issues, store.Issue{First: store.IdentityOf(f, &in[i]).First, Raw: in[i].Raw}), append(at, i)
		}
	}
	kept, err := st.Known(ctx, issues)
	if err != nil {
		return out
	}
	for n, k := range kept {
		if k.Same || k.Gone {
			out[at[n]] = k.ID
		}
	}
	return out
}

// papers reads what a visit brought: a document, or the files of a folder as one.
func papers(res *fetch.Response, now time.Time, known feed.Known) (feed.Paper, error) {
	h := format.Hints{URL: res.URL, ContentType: res.ContentType, Header: res.Header, Now: now}
	if len(res.Parts) == 0 {
		return feed.News(res.Body, h, known)
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
