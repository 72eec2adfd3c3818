package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"time"

	"lede/model"
	"lede/model/store"
)

// journalLength is how many changes of a reader can be taken back.
const journalLength = 1000

// Mark changes the stories that are not so yet.
func (s *Store) Mark(ctx context.Context, r model.ReaderID, ids []model.StoryID, m model.Mark, now time.Time) (model.Change, error) {
	out := model.Change{Mark: m}
	if _, err := s.reader(ctx); err != nil {
		return out, none(err) // no store, no stories: nothing to mark, and nothing is made for it
	}
	err := s.change(ctx, func(c *change) error {
		var err error
		if out.Stories, err = c.mark(r, ids, m); err != nil || len(out.Stories) == 0 {
			return err
		}
		if err := c.exec(`DELETE FROM journal WHERE reader=? AND undone=1`, r); err != nil {
			return err
		}
		if err := c.exec(`INSERT INTO journal(reader, mark, at, undone, ids) VALUES(?,?,?,0,?)`, r, m, now.Unix(), packIDs(out.Stories)); err != nil {
			return err
		}
		return c.exec(`DELETE FROM journal WHERE reader=? AND seq<=(SELECT seq FROM journal WHERE reader=? ORDER BY seq DESC LIMIT 1 OFFSET ?)`, r, r, journalLength)
	})
	if err != nil {
		out.Stories = nil
	}
	return out, err
}

func (c *change) mark(r model.ReaderID, ids []model.StoryID, m model.Mark) ([]model.StoryID, error) {
	what, in := setRead, m == model.MarkRead
	if m == model.MarkStarred || m == model.MarkUnstarred {
		what, in = setStarred, m == model.MarkStarred
	}
	there, err := c.there(ids)
	if err != nil {
		return nil, err
	}
	changed, err := c.toggle(what, r, there, in)
	if len(changed) > 0 {
		c.states = true
	}
	return changed, err
}

// there are those of ids that are kept.
func (c *change) there(ids []model.StoryID) ([]model.StoryID, error) {
	out := make([]model.StoryID, 0, len(ids))
	at := -1
	var dead set
	for _, id := range ids {
		if id < 1 || int64(id) >= c.next {
			continue
		}
		if n := chunkOf(id); n != at {
			var err error
			if dead, err = c.chunkSet(setDead, 0, n); err != nil {
				return nil, err
			}
			at = n
		}
		if !dead.has(int(id) & (chunkSize - 1)) {
			out = append(out, id)
		}
	}
	return out, nil
}

func packIDs(ids []model.StoryID) []byte {
	out := make([]byte, 0, 2*len(ids))
	last := model.StoryID(0)
	for _, id := range ids {
		out = binary.AppendVarint(out, int64(id-last))
		last = id
	}
	return out
}

func unpackIDs(data []byte) []model.StoryID {
	var out []model.StoryID
	last := int64(0)
	for len(data) > 0 {
		d, n := binary.Varint(data)
		if n <= 0 {
			break
		}
		data = data[n:]
		last += d
		out = append(out, model.StoryID(last))
	}
	return out
}

// Undo takes back the last change that still holds.
func (s *Store) Undo(ctx context.Context, r model.ReaderID, _ time.Time) (model.Change, error) {
	return s.replay(ctx, r, true)
}

// Redo does again what was undone last.
func (s *Store) Redo(ctx context.Context, r model.ReaderID, _ time.Time) (model.Change, error) {
	return s.replay(ctx, r, false)
}

func (s *Store) replay(ctx context.Context, r model.ReaderID, back bool) (model.Change, error) {
	if _, err := s.reader(ctx); err != nil {
		if none(err) == nil {
			err = store.ErrNothing
		}
		return model.Change{}, err
	}
	out := model.Change{Undone: back}
	err := s.change(ctx, func(c *change) error {
		query := `SELECT seq, mark, ids FROM journal WHERE reader=? AND undone=0 ORDER BY seq DESC LIMIT 1`
		if !back {
			query = `SELECT seq, mark, ids FROM journal WHERE reader=? AND undone=1 ORDER BY seq LIMIT 1`
		}
		for len(out.Stories) == 0 {
			var seq int64
			var ids []byte
			ok, err := c.row(query, []any{r}, []any{&seq, &out.Mark, &ids})
			if err != nil {
				return err
			}
			if !ok {
				return nil // what was skipped over stays so; that there is nothing is told below
			}
			if back {
				out.Mark = out.Mark.Opposite()
			}
			if err := c.exec(`UPDATE journal SET undone=? WHERE seq=?`, back, seq); err != nil {
				return err
			}
			if out.Stories, err = c.mark(r, unpackIDs(ids), out.Mark); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && len(out.Stories) == 0 {
		err = store.ErrNothing
	}
	if err != nil {
		return model.Change{}, err
	}
	return out, nil
}

// Note keeps a reader's words on a story.
func (s *Store) Note(ctx context.Context, r model.ReaderID, id model.StoryID, note string) error {
	if _, err := s.reader(ctx); err != nil {
		return orNone(err)
	}
	return s.change(ctx, func(c *change) error {
		if there, err := c.there([]model.StoryID{id}); err != nil || len(there) == 0 {
			return orNotFound(err)
		}
		c.states = true
		if note == "" {
			return c.exec(`DELETE FROM note WHERE reader=? AND id=?`, r, id)
		}
		return c.exec(`INSERT OR REPLACE INTO note(reader, id, text) VALUES(?,?,?)`, r, id, note)
	})
}

// Visit notes that the reader left.
func (s *Store) Visit(ctx context.Context, r model.ReaderID, now time.Time) error {
	if _, err := s.reader(ctx); err != nil {
		return none(err) // leaving an empty house
	}
	return s.change(ctx, func(c *change) error {
		c.states = true
		return c.exec(`INSERT OR REPLACE INTO visit(reader, seen) VALUES(?,?)`, r, now.UnixMilli())
	})
}

// Setting is what a reader chose.
func (s *Store) Setting(ctx context.Context, r model.ReaderID, key string) (value string, err error) {
	err = s.look(ctx, func(l *look) error {
		err := l.tx.QueryRowContext(ctx, `SELECT value FROM setting WHERE reader=? AND key=?`, r, key).Scan(&value)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return value, none(err)
}

// SetSetting keeps what a reader chose.
func (s *Store) SetSetting(ctx context.Context, r model.ReaderID, key, value string) error {
	return s.change(ctx, func(c *change) error {
		if value == "" {
			return c.exec(`DELETE FROM setting WHERE reader=? AND key=?`, r, key)
		}
		return c.exec(`INSERT OR REPLACE INTO setting(reader, key, value) VALUES(?,?,?)`, r, key, value)
	})
}
