package sqlite

import (
	"context"

	"lede/model/store"
)

// RemoveKey takes a key from the reader who has it.
func (s *Store) RemoveKey(ctx context.Context, key string) error {
	if _, err := s.reader(ctx); err != nil {
		return orNone(err)
	}
	return s.change(ctx, func(c *change) error {
		res, err := c.tx.ExecContext(ctx, `DELETE FROM key WHERE key=?`, key)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return store.ErrNotFound
	})
}
