package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"lede/model"
)

// change is one write transaction.
type change struct {
	ctx   context.Context
	s     *Store
	tx    *sql.Tx
	next  int64 // the next story's id
	stmts map[string]*sql.Stmt

	stories bool // some story, feed or subscription is another
	states  bool // some reader's state is another
}

// change runs f in one transaction, which is committed when f gives no error. One process writes at a
// time: others wait up to five seconds, then it is ErrBusy.
func (s *Store) change(ctx context.Context, f func(*change) error) error {
	db, err := s.writer(ctx)
	if err != nil {
		return explain(err)
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.packer == nil {
		if s.packer, err = newPacker(); err != nil {
			return err
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer tx.Rollback()
	c := &change{ctx: ctx, s: s, tx: tx, stmts: map[string]*sql.Stmt{}}
	if err := tx.QueryRowContext(ctx, `SELECT next FROM gen`).Scan(&c.next); err != nil {
		return explain(err)
	}
	if err := f(c); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return explain(err)
	}
	if c.stories || c.states {
		if err := c.exec(`UPDATE gen SET stories=stories+?, states=states+?, next=?`, c.stories, c.states, c.next); err != nil {
			return explain(err)
		}
	}
	return explain(tx.Commit())
}

func (c *change) stmt(query string) (*sql.Stmt, error) {
	if st := c.stmts[query]; st != nil {
		return st, nil
	}
	st, err := c.tx.PrepareContext(c.ctx, query)
	if err == nil {
		c.stmts[query] = st
	}
	return st, err
}

func (c *change) exec(query string, args ...any) error {
	st, err := c.stmt(query)
	if err != nil {
		return err
	}
	_, err = st.ExecContext(context.Background(), args...)
	return err
}

// row reads the one row of an answer; false when there is none.
func (c *change) row(query string, args, to []any) (bool, error) {
	st, err := c.stmt(query)
	if err != nil {
		return false, err
	}
	err = st.QueryRowContext(context.Background(), args...).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// chunkSet is one chunk of a stored set.
func (c *change) chunkSet(what int, r model.ReaderID, chunk int) (set, error) {
	var data []byte
	_, err := c.row(`SELECT data FROM mark WHERE id=?`, []any{setID(what, r, chunk)}, []any{&data})
	if err != nil {
		return nil, err
	}
	s := newSet(chunkSize)
	unpackChunk(data, s)
	return s, nil
}

func (c *change) keepChunkSet(what int, r model.ReaderID, chunk int, s set) error {
	if s.empty() {
		return c.exec(`DELETE FROM mark WHERE id=?`, setID(what, r, chunk))
	}
	return c.exec(`INSERT OR REPLACE INTO mark(id, data) VALUES(?, ?)`, setID(what, r, chunk), packChunk(s))
}

// toggle puts the stories of ids into a stored set, or takes them out, and gives those for which that
// made a difference, in the order of ids.
func (c *change) toggle(what int, r model.ReaderID, ids []model.StoryID, in bool) ([]model.StoryID, error) {
	var changed []model.StoryID
	at, dirty := -1, false
	var s set
	flush := func() error {
		if !dirty {
			return nil
		}
		dirty = false
		return c.keepChunkSet(what, r, at, s)
	}
	for _, id := range ids {
		if n := chunkOf(id); n != at {
			err := flush()
			if err == nil {
				s, err = c.chunkSet(what, r, n)
			}
			if err != nil {
				return nil, err
			}
			at = n
		}
		slot := int(id) & (chunkSize - 1)
		if s.has(slot) == in {
			continue
		}
		if in {
			s.add(slot)
		} else {
			s.drop(slot)
		}
		dirty = true
		changed = append(changed, id)
	}
	return changed, flush()
}

// number is the number of a name, made when there is none.
func (c *change) number(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	var id int64
	ok, err := c.row(`SELECT id FROM name WHERE text=?`, []any{text}, []any{&id})
	if ok || err != nil {
		return id, err
	}
	st, err := c.stmt(`INSERT INTO name(text) VALUES(?)`)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(context.Background(), text)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}
