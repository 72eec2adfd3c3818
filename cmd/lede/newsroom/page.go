package newsroom

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"lede/feed/article"
	"lede/feed/fetch"
	"lede/model"
	"lede/model/safe"
	"lede/model/store"
	"lede/ui/desk"
)

// FullText fetches the page of a story and keeps its text in place of what the feed gave.
func (r *Reader) FullText(ctx context.Context, id model.StoryID) (model.Story, error) {
	if !r.May.Refresh {
		return model.Story{}, errVisitor
	}
	s, err := r.Story(ctx, id)
	if err != nil || s.FullText {
		return s, err
	}
	whole, err := r.whole(ctx, s)
	if err != nil {
		return s, fmt.Errorf("%w; what the feed gave is shown", err)
	}
	if !r.May.Mark {
		return whole, nil
	}
	st, err := r.Shelf.Write(ctx, WithoutSample, r.Now())
	if err != nil {
		return whole, err
	}
	return whole, st.FullText(ctx, whole)
}

var _ desk.Issuer = (*Reader)(nil)

// Issued is a story with the feed's text, where that of its page stands in its place.
func (r *Reader) Issued(ctx context.Context, id model.StoryID) (model.Story, error) {
	s, err := r.Shelf.Read().Issued(ctx, r.ID, id)
	if errors.Is(err, store.ErrNotFound) {
		return s, errors.New("the text of the feed is not kept beside that of the page")
	}
	return s, err
}

// AsIssued is a story with the feed's text, false where none is kept beside that of the page.
func (r *Reader) AsIssued(ctx context.Context, id model.StoryID) (model.Story, bool, error) {
	s, err := r.Shelf.Read().Issued(ctx, r.ID, id)
	if errors.Is(err, store.ErrNotFound) {
		return s, false, nil
	}
	return s, err == nil, err
}

// whole is a story with the text of its page, and the facts in it.
func (r *Room) whole(ctx context.Context, s model.Story) (model.Story, error) {
	if s.URL == "" {
		return s, errors.New("this story names no page")
	}
	res, err := r.client.Get(ctx, fetch.Request{URL: s.URL, Accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"})
	if res == nil || len(res.Body) == 0 {
		if err == nil {
			err = fmt.Errorf("%s: its page is empty", safe.Line(host(s.URL)))
		}
		return s, err
	}
	page, err := article.Read(res.Body, res.URL, article.Hints{ContentType: res.ContentType, Now: r.Now(), Headline: s.Headline})
	if err != nil {
		return s, fmt.Errorf("%s: %w", safe.Line(host(s.URL)), err)
	}
	out, took := article.Fill(s, page)
	if !took {
		return s, errors.New("the page says no more than the feed")
	}
	Print(&out)
	return out, nil
}

func host(u string) string {
	u = strings.TrimPrefix(strings.TrimPrefix(u, "https://"), "http://")
	if i := strings.IndexByte(u, '/'); i >= 0 {
		u = u[:i]
	}
	return u
}

// Bounds of what is fetched beside the feeds themselves, for feeds whose pages are asked for.
const (
	pageWorkers  = 2
	pagesAVisit  = 25
	pagesARound  = 500
	shortOfWords = 800 // bytes of text: a feed that gives so little gives summaries
)

// pages fetches the pages of new stories that their feed cut short, for those feeds whose configuration asks for it.
// The stories are kept and seen before that; a page that does not come costs nothing but itself.
type pages struct {
	room *Room
	jobs chan model.Story
	wait sync.WaitGroup
}

func (r *Room) pages(ctx context.Context, st store.Store) *pages {
	p := &pages{room: r}
	for _, f := range r.conf.Feed {
		if f.FullText {
			p.jobs = make(chan model.Story, pagesARound)
			break
		}
	}
	if p.jobs == nil {
		return p
	}
	for range pageWorkers {
		p.wait.Go(func() {
			for s := range p.jobs {
				if ctx.Err() != nil {
					continue
				}
				if whole, err := r.whole(ctx, s); err == nil {
					_ = st.FullText(ctx, whole) // what the feed gave stands where this fails
				}
			}
		})
	}
	return p
}

// want asks for the pages of what is new in an arrival that was kept.
func (p *pages) want(a *arrival, kept store.Stored) {
	if p.jobs == nil || !p.room.conf.Feed[a.feed.Address].FullText {
		return
	}
	fresh := map[model.StoryID]bool{}
	for _, ids := range [][]model.StoryID{kept.New, kept.Revised} {
		for _, id := range ids {
			fresh[id] = true
		}
	}
	n := 0
	for i, id := range kept.IDs {
		s := a.stories[i]
		if !fresh[id] || n == pagesAVisit || s.URL == "" || !s.Truncated && len(s.Body.Text()) >= shortOfWords {
			continue
		}
		s.ID = id
		select {
		case p.jobs <- s:
			n++
		default:
			return
		}
	}
}

// finish waits for the pages that are under way.
func (p *pages) finish() {
	if p.jobs != nil {
		close(p.jobs)
		p.wait.Wait()
	}
}
