package memory

import (
	"context"
	"time"

	"lede/model"
	"lede/model/store"
)

// Mark changes the stories that are not so yet.
func (s *Store) Mark(_ context.Context, r model.ReaderID, ids []model.StoryID, m model.Mark, _ time.Time) (model.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rd := s.reader(r)
	changed := s.set(rd, ids, m)
	if len(changed) > 0 {
		rd.done = append(rd.done[:rd.undone], change{m, changed})
		rd.undone = len(rd.done)
	}
	return model.Change{Mark: m, Stories: changed}, nil
}

// set makes stories so and tells which were not.
func (s *Store) set(r *reader, ids []model.StoryID, m model.Mark) []model.StoryID {
	var changed []model.StoryID
	for _, id := range ids {
		if s.entry(id) == nil {
			continue
		}
		was := r.state[id]
		now := m.On(was)
		if was != now {
			r.state[id] = now
			changed = append(changed, id)
		}
	}
	return changed
}

// Undo takes back the last change that still holds.
func (s *Store) Undo(_ context.Context, r model.ReaderID, _ time.Time) (model.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rd := s.reader(r)
	for rd.undone > 0 {
		rd.undone--
		c := rd.done[rd.undone]
		m := c.mark.Opposite()
		if changed := s.set(rd, c.ids, m); len(changed) > 0 {
			return model.Change{Mark: m, Stories: changed, Undone: true}, nil
		}
	}
	return model.Change{}, store.ErrNothing
}

// Redo does again what was undone last.
func (s *Store) Redo(_ context.Context, r model.ReaderID, _ time.Time) (model.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rd := s.reader(r)
	for rd.undone < len(rd.done) {
		c := rd.done[rd.undone]
		rd.undone++
		if changed := s.set(rd, c.ids, c.mark); len(changed) > 0 {
			return model.Change{Mark: c.mark, Stories: changed}, nil
		}
	}
	return model.Change{}, store.ErrNothing
}

// Note keeps a reader's words on a story.
func (s *Store) Note(_ context.Context, r model.ReaderID, id model.StoryID, note string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entry(id) == nil {
		return store.ErrNotFound
	}
	st := s.reader(r).state[id]
	st.Note = note
	s.reader(r).state[id] = st
	return nil
}

// Visit notes that the reader left.
func (s *Store) Visit(_ context.Context, r model.ReaderID, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reader(r).seen = now
	return nil
}

// Setting is what a reader chose.
func (s *Store) Setting(_ context.Context, r model.ReaderID, key string) (string, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.look(r).settings[key], nil
}

// SetSetting keeps what a reader chose.
func (s *Store) SetSetting(_ context.Context, r model.ReaderID, key, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reader(r).settings[key] = value
	return nil
}
