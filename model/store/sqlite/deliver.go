package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"lede/model/store"
)

// Known tells which stories are kept, and whether they were issued just so.
func (s *Store) Known(ctx context.Context, issues []store.Issue) ([]store.Kept, error) {
	out := make([]store.Kept, len(issues))
	err := s.look(ctx, func(l *look) error {
		st, err := l.tx.PrepareContext(ctx, `SELECT ident.id, ifnull(story.raw, 0), story.id IS NULL FROM ident LEFT JOIN story ON story.id=ident.id
			WHERE hash=? AND (story.first=hash OR story.id IS NULL)`)
		if err != nil {
			return err
		}
		defer st.Close()
		for i, is := range issues {
			var raw int64
			err := st.QueryRowContext(ctx, int64(is.First)).Scan(&out[i].ID, &raw, &out[i].Gone)
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return err
			}
			out[i].Same = is.Raw != 0 && raw == int64(is.Raw)
		}
		return nil
	})
	return out, none(err)
}

// Deliver keeps what visits came to, in one transaction.
func (s *Store) Deliver(ctx context.Context, in []store.Delivery, now time.Time) ([]store.Stored, error) {
	idents := make([][]store.Identity, len(in))
	for i, d := range in {
		for j := range d.Stories {
			idents[i] = append(idents[i], store.IdentityOf(d.Feed, &d.Stories[j]))
		}
	}
	var out []store.Stored
	err := s.change(ctx, func(c *change) error {
		out = make([]store.Stored, len(in))
		p := newPut(c, now)
		p.visit = true
		defer p.hands.wait()
		for i, d := range in {
			if ok, err := c.row(`SELECT 1 FROM sub WHERE feed=?`, []any{d.Feed}, []any{new(int)}); err != nil {
				return err
			} else if !ok {
				continue
			}
			p.feed, p.out = d.Feed, &out[i]
			for _, id := range d.Still {
				p.claimed[id] = true
			}
			if err := p.all(d.Stories, idents[i], idents[i]); err != nil {
				return err
			}
			f := d.Learn(out[i])
			f.ID = d.Feed
			if err := c.polled(f); err != nil {
				return err
			}
		}
		return p.finish()
	})
	if err != nil {
		return make([]store.Stored, len(in)), err
	}
	return out, nil
}
