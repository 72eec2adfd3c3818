package memory

import (
	"context"
	"slices"
	"strings"
	"time"

	"lede/model"
	"lede/model/store"
)

// Subscribe adds a feed to a reader's.
func (s *Store) Subscribe(_ context.Context, r model.ReaderID, f model.Feed) (model.Feed, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var at *feed
	for _, o := range s.feeds {
		if o.Address == f.Address {
			at = o
		}
	}
	if at == nil {
		id := model.FeedID(1)
		for o := range s.feeds {
			id = max(id, o+1)
		}
		at = &feed{Feed: model.Feed{ID: id, Address: f.Address, Title: f.Title}, subs: map[model.ReaderID]model.Feed{}}
		s.feeds[id] = at
	}
	if _, ok := at.subs[r]; ok {
		return s.feedFor(r, at.ID), store.ErrDuplicate
	}
	if at.Title == "" {
		at.Title = f.Title
	}
	at.subs[r] = model.Feed{Name: f.Name, Tags: slices.Clone(f.Tags)}
	return s.feedFor(r, at.ID), nil
}

// Rename gives a feed the reader's own name and tags.
func (s *Store) Rename(_ context.Context, r model.ReaderID, id model.FeedID, name string, tags []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.feeds[id]
	if f == nil {
		return store.ErrNotFound
	}
	if _, ok := f.subs[r]; !ok {
		return store.ErrNotFound
	}
	f.subs[r] = model.Feed{Name: name, Tags: slices.Clone(tags)}
	return nil
}

// Unsubscribe takes a feed off.
func (s *Store) Unsubscribe(_ context.Context, r model.ReaderID, id model.FeedID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.feeds[id]
	if f == nil {
		return store.ErrNotFound
	}
	if _, ok := f.subs[r]; !ok {
		return store.ErrNotFound
	}
	s.unsubscribe(r, f)
	return nil
}

func (s *Store) unsubscribe(r model.ReaderID, f *feed) {
	delete(f.subs, r)
	if len(f.subs) > 0 {
		return
	}
	for _, e := range s.stories {
		if e != nil && e.Feed == f.ID && !s.held(e.ID) {
			s.forget(e)
		}
	}
}

// Subscriptions are a reader's feeds.
func (s *Store) Subscriptions(_ context.Context, r model.ReaderID) ([]model.Feed, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	total, unread := map[model.FeedID]int{}, map[model.FeedID]int{}
	states := s.look(r).state
	for _, e := range s.stories {
		if e != nil {
			total[e.Feed]++
			if !states[e.ID].Read {
				unread[e.Feed]++
			}
		}
	}
	var out []model.Feed
	for id, f := range s.feeds {
		if _, ok := f.subs[r]; ok || r == 0 && len(f.subs) > 0 {
			g := s.feedFor(r, id)
			g.Total, g.Unread = total[id], unread[id]
			out = append(out, g)
		}
	}
	store.SortByLabel(out)
	return out, nil
}

// Claim takes feeds for a visit.
func (s *Store) Claim(_ context.Context, ids []model.FeedID, now, until time.Time) (out []model.FeedID, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		if at := s.feeds[id]; at != nil && !at.Poll.Gone && !now.Before(at.Poll.Next) {
			at.Poll.Next = until
			out = append(out, id)
		}
	}
	return out, nil
}

// Polled keeps what a visit taught.
func (s *Store) Polled(_ context.Context, f model.Feed) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.polled(f)
}

func (s *Store) polled(f model.Feed) error {
	at := s.feeds[f.ID]
	if at == nil {
		return store.ErrNotFound
	}
	at.Poll = f.Poll
	for _, p := range []struct {
		to *string
		s  string
	}{{&at.Title, f.Title}, {&at.Link, f.Link}, {&at.Description, f.Description}, {&at.Language, f.Language}} {
		if p.s != "" {
			*p.to = p.s
		}
	}
	if f.Address == "" || f.Address == at.Address {
		return nil
	}
	for _, o := range s.feeds {
		if o.Address == f.Address {
			return nil // somebody has the new address already: this one stays where it is
		}
	}
	at.Address = f.Address
	return nil
}

// AddReader makes a reader, or gives one a further key.
func (s *Store) AddReader(_ context.Context, name, key string, now time.Time) (store.Reader, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var at store.Reader
	for _, p := range s.people {
		if p.Name == name {
			at = p
		} else if key != "" && slices.Contains(p.Keys, key) {
			return p, store.ErrDuplicate
		}
	}
	if at.ID == 0 {
		s.last++
		at = store.Reader{ID: s.last, Name: name, Created: now}
	}
	if key != "" && !slices.Contains(at.Keys, key) {
		at.Keys = append(slices.Clone(at.Keys), key)
	}
	s.people[at.ID] = at
	return at, nil
}

// RemoveReader forgets a reader and all that is theirs.
func (s *Store) RemoveReader(_ context.Context, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, p := range s.people {
		if p.Name != name {
			continue
		}
		delete(s.people, id)
		delete(s.readers, id)
		for _, f := range s.feeds {
			if _, ok := f.subs[id]; ok {
				s.unsubscribe(id, f)
			}
		}
		return nil
	}
	return store.ErrNotFound
}

// ListReaders are all readers by name.
func (s *Store) ListReaders(context.Context) ([]store.Reader, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []store.Reader
	for _, p := range s.people {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b store.Reader) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// ReaderByKey is who holds a key.
func (s *Store) ReaderByKey(_ context.Context, key string) (store.Reader, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, p := range s.people {
		if key != "" && slices.Contains(p.Keys, key) {
			return p, nil
		}
	}
	return store.Reader{}, store.ErrNotFound
}
