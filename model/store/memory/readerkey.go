package memory

import (
	"context"
	"slices"

	"lede/model/store"
)

// RemoveKey takes a key from the reader who has it.
func (s *Store) RemoveKey(_ context.Context, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, p := range s.people {
		if i := slices.Index(p.Keys, key); i >= 0 {
			p.Keys = slices.Delete(slices.Clone(p.Keys), i, i+1)
			s.people[id] = p
			return nil
		}
	}
	return store.ErrNotFound
}
