package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
)

// Edition answers a query.
func (s *Store) Edition(ctx context.Context, a store.Ask) (model.Edition, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	got, muted, err := s.answers(ctx, a)
	if err != nil {
		return model.Edition{}, err
	}
	ed := model.Edition{Query: a.Query.String(), Total: len(got), Muted: muted}
	seen := s.look(a.Reader).seen
	for i := range got {
		if !got[i].State.Read {
			ed.Unread++
		}
		if got[i].FirstSeen.After(seen) {
			ed.New++
		}
		if a.Limit > 0 && i >= a.Limit {
			ed.More = true
			continue
		}
		ed.IDs = append(ed.IDs, got[i].ID)
		if i < a.Lines {
			ed.Lines = append(ed.Lines, s.line(a.Reader, &got[i]))
		}
	}
	return ed, nil
}

// Lines are what the list shows of stories.
func (s *Store) Lines(_ context.Context, r model.ReaderID, ids []model.StoryID) ([]model.Line, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []model.Line
	for _, id := range ids {
		if e := s.entry(id); e != nil {
			st := e.Story
			st.State = s.look(r).state[id]
			out = append(out, s.line(r, &st))
		}
	}
	return out, nil
}

// Story is one story, whole.
func (s *Store) Story(_ context.Context, r model.ReaderID, id model.StoryID) (model.Story, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	e := s.entry(id)
	if e == nil {
		return model.Story{}, store.ErrNotFound
	}
	st := e.Story
	st.State = s.look(r).state[id]
	return st, nil
}

// Issued is a story with the feed's text, where the page's stands in its place.
func (s *Store) Issued(_ context.Context, r model.ReaderID, id model.StoryID) (model.Story, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	e := s.entry(id)
	if e == nil || e.issued == nil {
		return model.Story{}, store.ErrNotFound
	}
	st := *e.issued
	st.State = s.look(r).state[id]
	return st, nil
}

// Topics counts the topics of a query's stories.
func (s *Store) Topics(ctx context.Context, a store.Ask) ([]model.TopicCount, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	got, _, err := s.answers(ctx, a)
	if err != nil {
		return nil, err
	}
	at := map[model.TopicID]int{}
	var out []model.TopicCount
	for i := range got {
		for j, t := range got[i].Topics {
			if slices.ContainsFunc(got[i].Topics[:j], func(o model.TopicScore) bool { return o.ID == t.ID }) {
				continue
			}
			n, ok := at[t.ID]
			if !ok {
				n = len(out)
				at[t.ID] = n
				out = append(out, model.TopicCount{Topic: t.ID})
			}
			out[n].Total++
			if !got[i].State.Read {
				out[n].Unread++
			}
		}
	}
	slices.SortFunc(out, store.MoreStories)
	return out, nil
}

// Count is how many stories answer.
func (s *Store) Count(ctx context.Context, a store.Ask) (total, unread int, err error) {
	ed, err := s.Edition(ctx, a)
	return ed.Total, ed.Unread, err
}

// Values are the commonest values of facts.
func (s *Store) Values(_ context.Context, kind model.Kind, prefix string, limit int) ([]store.Value, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	counts := map[string]*store.Value{}
	for _, e := range s.stories {
		if e == nil {
			continue
		}
		for v := range store.NamesIn(&e.Story, kind) {
			fold := query.Fold(v)
			if !store.BeginsWith(fold, query.Fold(prefix)) {
				continue
			}
			if counts[fold] == nil {
				counts[fold] = &store.Value{Text: v}
			}
			counts[fold].Count++
		}
	}
	var out []store.Value
	for _, v := range counts {
		out = append(out, *v)
	}
	slices.SortFunc(out, func(a, b store.Value) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Text, b.Text)) })
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out, nil
}

// Thread makes one thread of stories.
func (s *Store) Thread(_ context.Context, ids []model.StoryID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids = store.Distinct(ids)
	for _, id := range ids {
		if s.entry(id) == nil {
			return store.ErrNotFound
		}
	}
	s.tell(ids)
	return nil
}

// tell makes one thread of stories that are there. s.mu is held.
func (s *Store) tell(ids []model.StoryID) {
	s.alone(ids)
	if len(ids) < 2 {
		return
	}
	for _, id := range ids {
		s.entry(id).lead = ids[0]
	}
	s.threads[ids[0]] = ids
}

// Join puts stories into the threads of others.
func (s *Store) Join(_ context.Context, in []store.Joining) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, j := range in {
		e, with := s.entry(j.Story), s.entry(j.With)
		if e == nil || with == nil || e == with || with.lead != 0 && e.lead == with.lead {
			continue
		}
		ids := []model.StoryID{j.With}
		if with.lead != 0 {
			ids = slices.Clone(s.threads[with.lead])
		}
		s.tell(append(ids, j.Story))
	}
	return nil
}

// alone takes stories out of the threads that they are in.
func (s *Store) alone(ids []model.StoryID) {
	for _, id := range ids {
		e := s.entry(id)
		old := slices.DeleteFunc(slices.Clone(s.threads[e.lead]), func(o model.StoryID) bool { return o == id })
		delete(s.threads, e.lead)
		e.lead = 0
		lead := model.StoryID(0)
		if len(old) > 1 {
			lead = old[0]
			s.threads[lead] = old
		}
		for _, o := range old {
			s.entry(o).lead = lead
		}
	}
}

// ThreadOf are the stories of a thread.
func (s *Store) ThreadOf(_ context.Context, id model.StoryID) ([]model.StoryID, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	e := s.entry(id)
	if e == nil {
		return nil, store.ErrNotFound
	}
	if e.lead == 0 {
		return []model.StoryID{id}, nil
	}
	return slices.Clone(s.threads[e.lead]), nil
}

// Stale are the stories that rules let go.
func (s *Store) Stale(_ context.Context, rule func(model.FeedID) store.Keep) ([]model.StoryID, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	newer := map[model.FeedID]int{} // how many of a feed came before
	var out []model.StoryID
	all := slices.DeleteFunc(slices.Clone(s.stories), func(e *entry) bool { return e == nil })
	slices.SortFunc(all, func(a, b *entry) int { return s.order(query.Newest)(a.Story, b.Story) })
	for _, e := range all {
		k := rule(e.Feed)
		newer[e.Feed]++
		old, many := !k.Since.IsZero() && e.FirstSeen.Before(k.Since), k.Most > 0 && newer[e.Feed] > k.Most
		if (old || many) && !s.held(e.ID) && !(k.Unread && s.waits(e)) {
			out = append(out, e.ID)
		}
	}
	slices.Sort(out)
	return out, nil
}

// waits tells whether some reader of a story's feed has not read it.
func (s *Store) waits(e *entry) bool {
	if e.Feed == 0 {
		return !s.look(model.LocalReader).state[e.ID].Read
	}
	for r := range s.feeds[e.Feed].subs {
		if !s.look(r).state[e.ID].Read {
			return true
		}
	}
	return false
}

// Forget forgets stories.
func (s *Store) Forget(_ context.Context, ids []model.StoryID) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, id := range ids {
		e := s.entry(id)
		if e == nil || s.held(id) {
			continue
		}
		for h, at := range s.known {
			if at == id {
				s.gone[h] = id
			}
		}
		s.forget(e)
		n++
	}
	return n, nil
}

// held tells whether some reader starred or noted a story.
func (s *Store) held(id model.StoryID) bool {
	for _, r := range s.readers {
		if st := r.state[id]; st.Starred || st.Note != "" {
			return true
		}
	}
	return false
}

func (s *Store) forget(e *entry) {
	s.alone([]model.StoryID{e.ID})
	for h, id := range s.known {
		if id == e.ID {
			delete(s.known, h)
		}
	}
	for _, r := range s.readers {
		delete(r.state, e.ID)
	}
	s.stories[e.ID-1] = nil
}
