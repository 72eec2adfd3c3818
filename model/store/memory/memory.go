// Package memory keeps stories for as long as the program runs: the sample edition, what is piped in,
// tests. It answers by asking query.Match about every story, and so is the judge of quicker stores.
//
// Nothing here reaches a file or another process.
package memory

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
)

// Store keeps everything in maps behind one lock. Make one with New.
type Store struct {
	mu      sync.RWMutex
	stories []*entry // by id, counted from 1; nil where one was forgotten
	known   map[uint64]model.StoryID
	gone    map[uint64]model.StoryID          // what forgotten stories were known by
	threads map[model.StoryID][]model.StoryID // by the story that leads
	feeds   map[model.FeedID]*feed
	readers map[model.ReaderID]*reader
	people  map[model.ReaderID]store.Reader
	last    model.ReaderID
}

type entry struct {
	model.Story
	digest uint64 // of the feed's own wording
	raw    uint64 // of the same as it came
	first  uint64 // the identity it is known by
	lead   model.StoryID
	issued *model.Story // with the feed's text, while FullText holds
}

type feed struct {
	model.Feed
	subs map[model.ReaderID]model.Feed // Name and Tags of each
}

type reader struct {
	state    map[model.StoryID]model.State
	settings map[string]string
	seen     time.Time
	done     []change // the journal; what is undone stands from undone on
	undone   int
}

type change struct {
	mark model.Mark
	ids  []model.StoryID
}

var _ store.Store = (*Store)(nil)

// New is an empty store.
func New() *Store {
	return &Store{known: map[uint64]model.StoryID{}, gone: map[uint64]model.StoryID{}, threads: map[model.StoryID][]model.StoryID{}, feeds: map[model.FeedID]*feed{},
		readers: map[model.ReaderID]*reader{}, people: map[model.ReaderID]store.Reader{}, last: model.LocalReader}
}

// Close forgets nothing: the store may be used on.
func (s *Store) Close() error { return nil }

func (s *Store) reader(id model.ReaderID) *reader {
	r := s.readers[id]
	if r == nil {
		r = &reader{state: map[model.StoryID]model.State{}, settings: map[string]string{}}
		s.readers[id] = r
	}
	return r
}

// look is reader for those who only read: it makes none.
func (s *Store) look(id model.ReaderID) *reader {
	if r := s.readers[id]; r != nil {
		return r
	}
	return &reader{}
}

func (s *Store) entry(id model.StoryID) *entry {
	if id < 1 || int(id) > len(s.stories) {
		return nil
	}
	return s.stories[id-1]
}

// Put keeps stories.
func (s *Store) Put(ctx context.Context, id model.FeedID, in []model.Story, now time.Time) (store.Stored, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id != 0 && s.feeds[id] == nil {
		return store.Stored{}, store.ErrNotFound
	}
	return s.putAll(ctx, id, in, map[model.StoryID]bool{}, now, nil)
}

// putAll keeps stories of a feed that goes on telling those of claimed, but for those of gone. s.mu is held.
func (s *Store) putAll(ctx context.Context, id model.FeedID, in []model.Story, claimed map[model.StoryID]bool, now time.Time, gone map[uint64]model.StoryID) (store.Stored, error) {
	idents := make([]store.Identity, len(in))
	for i := range in {
		idents[i] = store.IdentityOf(id, &in[i])
		if at, ok := s.known[idents[i].First]; ok {
			claimed[at] = true
		}
	}
	var out store.Stored
	for i := range in {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		st := in[i]
		st.Feed, st.State, st.Revision = id, model.State{}, 0
		store.Trim(&st)
		if was := cmp.Or(gone[idents[i].First], gone[idents[i].Second]); was != 0 {
			out.IDs = append(out.IDs, was)
			continue
		}
		s.put(st, idents[i], claimed, now, &out)
	}
	return out, nil
}

// Known tells which stories are kept.
func (s *Store) Known(_ context.Context, issues []store.Issue) ([]store.Kept, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := make([]store.Kept, len(issues))
	for i, is := range issues {
		if e := s.entry(s.known[is.First]); e != nil && e.first == is.First {
			out[i] = store.Kept{ID: e.ID, Same: is.Raw != 0 && is.Raw == e.raw}
		} else if id := s.gone[is.First]; id != 0 {
			out[i] = store.Kept{ID: id, Gone: true}
		}
	}
	return out, nil
}

// Deliver keeps what visits came to.
func (s *Store) Deliver(ctx context.Context, in []store.Delivery, now time.Time) ([]store.Stored, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]store.Stored, len(in))
	if err := ctx.Err(); err != nil {
		return out, err
	}
	for i, d := range in {
		if f := s.feeds[d.Feed]; f == nil || len(f.subs) == 0 {
			continue
		}
		claimed := map[model.StoryID]bool{}
		for _, id := range d.Still {
			claimed[id] = true
		}
		// begun is done: what is called off half way would be half a step
		out[i], _ = s.putAll(context.WithoutCancel(ctx), d.Feed, d.Stories, claimed, now, s.gone)
		f := d.Learn(out[i])
		f.ID = d.Feed
		s.polled(f)
	}
	return out, nil
}

func (s *Store) put(st model.Story, id store.Identity, claimed map[model.StoryID]bool, now time.Time, out *store.Stored) {
	digest := store.Digest(&st)
	at, ok := s.known[id.First]
	if !ok && id.Second != 0 {
		if at, ok = s.known[id.Second]; ok && claimed[at] {
			ok = false
		}
	}
	if !ok {
		if st.FirstSeen.IsZero() {
			st.FirstSeen = now.UTC().Truncate(time.Millisecond)
		}
		st.ID = model.StoryID(len(s.stories) + 1)
		raw := st.Raw
		st.Raw = 0
		s.stories = append(s.stories, &entry{Story: st, digest: digest, raw: raw, first: id.First})
		s.know(id, st.ID)
		claimed[st.ID] = true
		out.IDs, out.New = append(out.IDs, st.ID), append(out.New, st.ID)
		return
	}
	e := s.entry(at)
	claimed[at] = true
	out.IDs = append(out.IDs, at)
	if e.first != id.First {
		delete(s.known, e.first)
		e.first, e.GUID = id.First, st.GUID
	}
	s.know(id, at)
	if st.Raw != 0 || e.digest != digest {
		e.raw = st.Raw
	}
	if e.digest == digest {
		return
	}
	st.ID, st.FirstSeen, st.Revision = at, e.FirstSeen, e.Revision+1
	if st.Published = e.Published; st.Updated.IsZero() {
		st.Updated = now.UTC().Truncate(time.Second)
	}
	st.Raw = 0
	e.Story, e.digest, e.issued = st, digest, nil
	if len(out.New) == 0 || !slices.Contains(out.New, at) {
		out.Revised = append(out.Revised, at)
	}
}

func (s *Store) know(id store.Identity, at model.StoryID) {
	for _, h := range id.All {
		delete(s.gone, h)
		if _, ok := s.known[h]; !ok {
			s.known[h] = at
		}
	}
}

// FullText keeps the page's text of a story.
func (s *Store) FullText(_ context.Context, st model.Story) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.entry(st.ID)
	if e == nil {
		return store.ErrNotFound
	}
	if !e.FullText {
		was := e.Story
		e.issued = &was
	}
	e.Body, e.Facts, e.Brief, e.FullText, e.Truncated = st.Body, st.Facts, st.Brief, true, false
	if len(st.Topics) > 0 {
		e.Topics = st.Topics
	}
	return nil
}

// visible tells whether a reader has a story in sight.
func (s *Store) visible(r model.ReaderID, e *entry) bool {
	if e == nil {
		return false
	}
	if r == 0 || e.Feed == 0 || s.look(r).state[e.ID].Starred {
		return true
	}
	_, ok := s.feeds[e.Feed].subs[r]
	return ok
}

func (s *Store) env(a store.Ask) query.Env {
	return query.Env{Now: a.Now, LastSeen: s.look(a.Reader).seen, Topic: a.Topic, Sources: s.sources,
		Feed: func(id model.FeedID) model.Feed { return s.feedFor(a.Reader, id) }}
}

func (s *Store) feedFor(r model.ReaderID, id model.FeedID) model.Feed {
	f := s.feeds[id]
	if f == nil {
		return model.Feed{}
	}
	out := f.Feed
	out.Name, out.Tags = f.subs[r].Name, f.subs[r].Tags
	return out
}

// sources counts the publishers in a story's thread.
func (s *Store) sources(id model.StoryID) int {
	e := s.entry(id)
	if e == nil || e.lead == 0 {
		return 1
	}
	names := map[string]bool{}
	for _, m := range s.threads[e.lead] {
		if o := s.entry(m); o != nil {
			names[store.PublisherKey(o.Feed, o.Publisher)] = true
		}
	}
	return max(1, len(names))
}

// stories calls yield for what answers a, in order; muted is how many a.Mute kept out.
func (s *Store) answers(ctx context.Context, a store.Ask) (out []model.Story, muted int, err error) {
	env := s.env(a)
	match := a.Query.Matcher(env)
	mute := func(*model.Story) bool { return false }
	if a.Mute != nil {
		mute = query.Query{Expr: a.Mute}.Matcher(env)
	}
	states := s.look(a.Reader).state
	for _, e := range s.stories {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		if !s.visible(a.Reader, e) {
			continue
		}
		st := e.Story
		st.State = states[st.ID]
		if !match(&st) {
			continue
		}
		if mute(&st) {
			muted++
			continue
		}
		out = append(out, st)
	}
	slices.SortFunc(out, s.order(a.Query.Sort))
	return out, muted, nil
}

func (s *Store) order(by query.Sort) func(a, b model.Story) int {
	return func(a, b model.Story) int {
		c := 0
		switch by {
		case query.Salience:
			c = store.Salience(&b) - store.Salience(&a)
		case query.Sources:
			c = s.sources(b.ID) - s.sources(a.ID)
		}
		return cmp.Or(c, cmp.Compare(query.Issued(&b).Unix(), query.Issued(&a).Unix()), cmp.Compare(b.ID, a.ID))
	}
}

func (s *Store) line(r model.ReaderID, st *model.Story) model.Line {
	l := model.LineOf(st)
	l.Sources = s.sources(st.ID)
	l.New = st.FirstSeen.After(s.look(r).seen)
	return l
}
