package sqlite

import (
	"context"
	"slices"

	"lede/model"
	"lede/model/store"
)

// Thread makes one thread of stories.
func (s *Store) Thread(ctx context.Context, ids []model.StoryID) error {
	if _, err := s.reader(ctx); err != nil {
		return orNone(err)
	}
	ids = store.Distinct(ids)
	return s.change(ctx, func(c *change) error {
		there, err := c.there(ids)
		if err != nil || len(there) < len(ids) {
			return orNotFound(err)
		}
		c.stories = true
		if err := c.alone(ids); err != nil || len(ids) < 2 {
			return err
		}
		return c.tell(ids)
	})
}

// alone takes stories out of the threads that they are in.
func (c *change) alone(ids []model.StoryID) error {
	for _, id := range ids {
		var lead model.StoryID
		if ok, err := c.row(`SELECT lead FROM told WHERE id=?`, []any{id}, []any{&lead}); err != nil || !ok {
			if err != nil {
				return err
			}
			continue
		}
		rest, err := c.ids(`SELECT id FROM told WHERE lead=? AND id<>? ORDER BY place`, lead, id)
		if err != nil {
			return err
		}
		if err := c.exec(`DELETE FROM told WHERE lead=?`, lead); err != nil {
			return err
		}
		if len(rest) > 1 {
			if err := c.tell(rest); err != nil {
				return err
			}
		}
	}
	return nil
}

// tell writes a thread down, with the number of publishers in it.
func (c *change) tell(ids []model.StoryID) error {
	publishers := map[string]bool{}
	for _, id := range ids {
		var feed model.FeedID
		var name string
		if _, err := c.row(`SELECT feed, ifnull((SELECT text FROM name WHERE name.id=publisher), '') FROM story WHERE id=?`, []any{id}, []any{&feed, &name}); err != nil {
			return err
		}
		publishers[store.PublisherKey(feed, name)] = true
	}
	for i, id := range ids {
		if err := c.exec(`INSERT INTO told(id, lead, place, n) VALUES(?,?,?,?)`, id, ids[0], i, len(publishers)); err != nil {
			return err
		}
	}
	return nil
}

// Forget forgets stories. It takes them a batch at a time, so that others can write between, and gives the room
// that becomes free back to the system.
func (s *Store) Forget(ctx context.Context, ids []model.StoryID) (int, error) {
	if _, err := s.reader(ctx); err != nil {
		return 0, none(err)
	}
	ids = slices.Sorted(slices.Values(store.Distinct(ids)))
	n := 0
	thinned := map[int]int{} // chunks, and how many stories they lost
	for some := range slices.Chunk(ids, 2000) {
		err := s.change(ctx, func(c *change) error {
			there, err := c.there(some)
			if err != nil {
				return err
			}
			gone, err := c.forget(there, tracesStay)
			for _, id := range gone {
				thinned[chunkOf(id)]++
			}
			n += len(gone)
			return err
		})
		if err != nil {
			return n, err
		}
	}
	for chunk, lost := range thinned {
		if err := s.change(ctx, func(c *change) error { return c.thin(chunk, lost) }); err != nil {
			return n, err
		}
	}
	return n, s.shrink(ctx)
}

// thin rewrites a chunk of the index that lost many stories, or all.
func (c *change) thin(chunk, lost int) error {
	dead, err := c.chunkSet(setDead, 0, chunk)
	if err != nil {
		return err
	}
	segs, err := segments(c.ctx, c.tx, `SELECT id, chunk, level, base, n, again, parts, seen, newest FROM seg WHERE chunk=? ORDER BY id`, chunk)
	if err != nil || len(segs) == 0 {
		return err
	}
	stories, level := 0, 0
	for _, g := range segs {
		stories += g.n
		level = max(level, g.level)
	}
	if lost < chunkSize/4 && dead.count() < stories {
		return nil
	}
	return c.merge(segs, level)
}

// shrink gives free pages at the end of the file back, a few at a time, so that others can write between. Where they
// are but an eighth of the file they stay: what comes in next takes them.
func (s *Store) shrink(ctx context.Context) error {
	for first := true; ; first = false {
		var before, after, pages int
		err := s.change(ctx, func(c *change) error {
			if _, err := c.row(`SELECT (SELECT freelist_count FROM pragma_freelist_count), (SELECT page_count FROM pragma_page_count)`, nil, []any{&before, &pages}); err != nil {
				return err
			}
			if before == 0 || first && before < pages/8 {
				return nil
			}
			if _, err := c.tx.ExecContext(ctx, `PRAGMA incremental_vacuum(1000)`); err != nil {
				return err
			}
			return c.tx.QueryRowContext(ctx, `SELECT freelist_count FROM pragma_freelist_count`).Scan(&after)
		})
		if err != nil || after == 0 || after >= before {
			return err
		}
	}
}

// traces says what becomes of the identities of stories that are forgotten.
type traces bool

const (
	tracesGo   traces = false // a feed that tells of them again brings them back
	tracesStay traces = true  // it does not
)

// forget takes stories away, ids ascending, but for those that some reader starred or noted; which.
func (c *change) forget(ids []model.StoryID, kept traces) ([]model.StoryID, error) {
	held, err := held(c.ctx, c.tx, int(c.next))
	if err != nil {
		return nil, err
	}
	var gone []model.StoryID
	for _, id := range ids {
		if !held.has(int(id)) {
			gone = append(gone, id)
		}
	}
	if len(gone) == 0 {
		return nil, nil
	}
	c.stories, c.states = true, true
	if err := c.alone(gone); err != nil {
		return nil, err
	}
	for _, id := range gone {
		var first int64
		var feed model.FeedID
		var st model.Story
		if _, err := c.row(`SELECT first, feed, headline, url FROM story WHERE id=?`, []any{id}, []any{&first, &feed, &st.Headline, &st.URL}); err != nil {
			return nil, err
		}
		hashes := []uint64{uint64(first), store.IdentityOf(feed, &st).Second}
		if kept == tracesStay {
			hashes = nil
		}
		for _, h := range hashes {
			if err := c.exec(`DELETE FROM ident WHERE hash=? AND id=?`, int64(h), id); err != nil {
				return nil, err
			}
		}
		for _, q := range []string{`DELETE FROM story WHERE id=?`, `DELETE FROM redoc WHERE id=?`, `DELETE FROM issued WHERE id=?`} {
			if err := c.exec(q, id); err != nil {
				return nil, err
			}
		}
	}
	// a group goes when the last of its stories does
	if err := c.exec(`DELETE FROM doc WHERE id>=(SELECT ifnull(max(id), 0) FROM doc WHERE id<=?) AND id<=? AND NOT EXISTS(SELECT 1 FROM story
		WHERE story.id>=doc.id AND story.id<ifnull((SELECT min(id) FROM doc AS after WHERE after.id>doc.id), 1<<62))`, gone[0], gone[len(gone)-1]); err != nil {
		return nil, err
	}
	_, err = c.toggle(setDead, 0, gone, true)
	return gone, err
}

// held are the stories below n that some reader starred or noted.
func held(ctx context.Context, q querier, n int) (set, error) {
	out := newSet(n)
	noted, err := q.QueryContext(ctx, `SELECT DISTINCT id FROM note WHERE id<?`, n)
	if err != nil {
		return nil, err
	}
	defer noted.Close()
	for noted.Next() {
		var id int
		if err := noted.Scan(&id); err != nil {
			return nil, err
		}
		out.add(id)
	}
	if err := noted.Err(); err != nil {
		return nil, err
	}
	starred, err := q.QueryContext(ctx, `SELECT id & 16777215, data FROM mark WHERE id BETWEEN ? AND ?`, setID(setStarred, 0, 0), setID(setStarred+1, 0, 0)-1)
	if err != nil {
		return nil, err
	}
	defer starred.Close()
	for starred.Next() {
		var chunk int
		var data []byte
		if err := starred.Scan(&chunk, &data); err != nil {
			return nil, err
		}
		unpackChunk(data, out.chunk(chunk))
	}
	return out, starred.Err()
}
