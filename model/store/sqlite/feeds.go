package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"lede/model"
	"lede/model/store"
)

// Subscribe adds a feed to a reader's.
func (s *Store) Subscribe(ctx context.Context, r model.ReaderID, f model.Feed) (out model.Feed, err error) {
	twice := false
	err = s.change(ctx, func(c *change) error {
		var id model.FeedID
		ok, err := c.row(`SELECT id FROM feed WHERE address=?`, []any{f.Address}, []any{&id})
		if err != nil {
			return err
		}
		if ok {
			if twice, err = c.row(`SELECT 1 FROM sub WHERE reader=? AND feed=?`, []any{r, id}, []any{new(int)}); err != nil {
				return err
			}
		} else if id, err = c.newFeed(f); err != nil {
			return err
		}
		if !twice {
			c.stories = true
			if err := c.exec(`UPDATE feed SET title=? WHERE id=? AND title=''`, f.Title, id); err != nil {
				return err
			}
			if err := c.exec(`INSERT INTO sub(reader, feed, name, tags) VALUES(?,?,?,?)`, r, id, f.Name, packTags(f.Tags)); err != nil {
				return err
			}
		}
		feeds, err := feedsOf(ctx, c.tx, `WHERE feed.id=?`, r, id)
		if err == nil && len(feeds) == 1 {
			out = feeds[0]
		}
		return err
	})
	if err == nil && twice {
		err = store.ErrDuplicate
	}
	return out, err
}

func (c *change) newFeed(f model.Feed) (model.FeedID, error) {
	st, err := c.stmt(`INSERT INTO feed(address, title) VALUES(?,?)`)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(c.ctx, f.Address, f.Title)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	return model.FeedID(id), err
}

// Tags are kept one to a line; a line break in a tag becomes a blank.
func packTags(tags []string) string {
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = strings.ReplaceAll(t, "\n", " ")
	}
	return strings.Join(out, "\n")
}

func unpackTags(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// feedsOf reads feeds as reader r has named them; where is SQL about feed and sub, args its own.
func feedsOf(ctx context.Context, q querier, where string, r model.ReaderID, args ...any) ([]model.Feed, error) {
	rows, err := q.QueryContext(ctx, `SELECT feed.id, address, title, link, description, language, ifnull(name, ''), ifnull(tags, ''),
		etag, modified, digest, last, next, every, failures, error, gone FROM feed LEFT JOIN sub ON sub.feed=feed.id AND sub.reader=? `+where, append([]any{r}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []model.Feed
	for rows.Next() {
		var f model.Feed
		var tags string
		var last, next sql.NullInt64
		p := &f.Poll
		if err := rows.Scan(&f.ID, &f.Address, &f.Title, &f.Link, &f.Description, &f.Language, &f.Name, &tags,
			&p.ETag, &p.LastModified, &p.Digest, &last, &next, &p.Every, &p.Failures, &p.Error, &p.Gone); err != nil {
			return nil, err
		}
		f.Tags, p.Last, p.Next = unpackTags(tags), timeOf(last), timeOf(next)
		out = append(out, f)
	}
	return out, rows.Err()
}

// readersFeeds are all feeds by id, named as the reader has them.
func (a *asking) readersFeeds() (map[model.FeedID]model.Feed, error) {
	if a.feedOf != nil {
		return a.feedOf, nil
	}
	all, err := feedsOf(a.ctx, a.tx, ``, a.reader)
	if err != nil {
		return nil, err
	}
	a.feedOf = make(map[model.FeedID]model.Feed, len(all))
	for _, f := range all {
		a.feedOf[f.ID] = f
	}
	return a.feedOf, nil
}

// Unsubscribe takes a feed off.
func (s *Store) Unsubscribe(ctx context.Context, r model.ReaderID, id model.FeedID) error {
	if _, err := s.reader(ctx); err != nil {
		return orNone(err)
	}
	return s.change(ctx, func(c *change) error {
		if ok, err := c.row(`SELECT 1 FROM sub WHERE reader=? AND feed=?`, []any{r, id}, []any{new(int)}); err != nil || !ok {
			return orNotFound(err)
		}
		return c.unsubscribe(r, id)
	})
}

// Rename gives a feed the reader's own name and tags.
func (s *Store) Rename(ctx context.Context, r model.ReaderID, id model.FeedID, name string, tags []string) error {
	if _, err := s.reader(ctx); err != nil {
		return orNone(err)
	}
	return s.change(ctx, func(c *change) error {
		if ok, err := c.row(`SELECT 1 FROM sub WHERE reader=? AND feed=?`, []any{r, id}, []any{new(int)}); err != nil || !ok {
			return orNotFound(err)
		}
		c.stories = true
		return c.exec(`UPDATE sub SET name=?, tags=? WHERE reader=? AND feed=?`, name, packTags(tags), r, id)
	})
}

func (c *change) unsubscribe(r model.ReaderID, id model.FeedID) error {
	c.stories = true
	if err := c.exec(`DELETE FROM sub WHERE reader=? AND feed=?`, r, id); err != nil {
		return err
	}
	if left, err := c.row(`SELECT 1 FROM sub WHERE feed=? LIMIT 1`, []any{id}, []any{new(int)}); err != nil || left {
		return err
	}
	ids, err := c.ids(`SELECT id FROM story WHERE feed=? ORDER BY id`, id)
	if err != nil {
		return err
	}
	_, err = c.forget(ids, tracesGo)
	return err
}

func (c *change) ids(query string, args ...any) ([]model.StoryID, error) {
	rows, err := c.tx.QueryContext(c.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []model.StoryID
	for rows.Next() {
		var id model.StoryID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// Subscriptions are a reader's feeds.
func (s *Store) Subscriptions(ctx context.Context, r model.ReaderID) (out []model.Feed, err error) {
	err = s.look(ctx, func(l *look) error {
		where := `WHERE sub.reader IS NOT NULL`
		if r == 0 {
			where = `WHERE feed.id IN (SELECT feed FROM sub)`
		}
		if out, err = feedsOf(ctx, l.tx, where, r); err != nil {
			return err
		}
		return l.countFeeds(r, out)
	})
	store.SortByLabel(out)
	return out, none(err)
}

func (l *look) countFeeds(r model.ReaderID, out []model.Feed) error {
	feeds, err := l.feeds()
	if err != nil {
		return err
	}
	dead, err := l.marked(setDead, 0)
	if err != nil {
		return err
	}
	read, err := l.marked(setRead, r)
	if err != nil {
		return err
	}
	most := uint32(0)
	for _, f := range feeds {
		most = max(most, f)
	}
	total, unread := make([]int, most+1), make([]int, most+1)
	for id, f := range feeds {
		if id == 0 || dead.has(id) {
			continue
		}
		total[f]++
		if !read.has(id) {
			unread[f]++
		}
	}
	for i := range out {
		if id := uint32(out[i].ID); id <= most {
			out[i].Total, out[i].Unread = total[id], unread[id]
		}
	}
	return nil
}

// Claim takes feeds for a visit.
func (s *Store) Claim(ctx context.Context, ids []model.FeedID, now, until time.Time) (out []model.FeedID, err error) {
	if _, err := s.reader(ctx); err != nil {
		return nil, orNone(err)
	}
	err = s.change(ctx, func(c *change) error {
		out = nil
		for _, id := range ids {
			ok, err := c.row(`UPDATE feed SET next=? WHERE id=? AND gone=0 AND ifnull(next, 0)<=? RETURNING 1`, []any{nullTime(until), id, nullTime(now)}, []any{new(int)})
			if err != nil {
				return err
			}
			if ok {
				out = append(out, id)
			}
		}
		return nil
	})
	return out, err
}

// Polled keeps what a visit taught.
func (s *Store) Polled(ctx context.Context, f model.Feed) error {
	if _, err := s.reader(ctx); err != nil {
		return orNone(err)
	}
	return s.change(ctx, func(c *change) error {
		if ok, err := c.row(`SELECT 1 FROM feed WHERE id=?`, []any{f.ID}, []any{new(int)}); err != nil || !ok {
			return orNotFound(err)
		}
		return c.polled(f)
	})
}

func (c *change) polled(f model.Feed) error {
	p := f.Poll
	if err := c.exec(`UPDATE feed SET etag=?, modified=?, digest=?, last=?, next=?, every=?, failures=?, error=?, gone=?,
			title=ifnull(nullif(?, ''), title), link=ifnull(nullif(?, ''), link), description=ifnull(nullif(?, ''), description),
			language=ifnull(nullif(?, ''), language) WHERE id=?`,
		p.ETag, p.LastModified, p.Digest, nullTime(p.Last), nullTime(p.Next), int64(p.Every), p.Failures, p.Error, p.Gone,
		f.Title, f.Link, f.Description, f.Language, f.ID); err != nil {
		return err
	}
	if f.Address == "" {
		return nil
	}
	// who has the new address already keeps it, and this feed stays where it is
	return c.exec(`UPDATE OR IGNORE feed SET address=? WHERE id=?`, f.Address, f.ID)
}

// AddReader makes a reader, or gives one a further key.
func (s *Store) AddReader(ctx context.Context, name, key string, now time.Time) (out store.Reader, err error) {
	taken := false
	err = s.change(ctx, func(c *change) error {
		var id, owner int64
		known, err := c.row(`SELECT id FROM reader WHERE name=?`, []any{name}, []any{&id})
		if err != nil {
			return err
		}
		if _, err := c.row(`SELECT reader FROM key WHERE key=?`, []any{key}, []any{&owner}); err != nil {
			return err
		}
		if taken = owner != 0 && owner != id; taken {
			out, err = readerBy(ctx, c.tx, `id=?`, owner)
			return err
		}
		if !known {
			res, err := c.tx.ExecContext(ctx, `INSERT INTO reader(name, created) VALUES(?,?)`, name, now.Unix())
			if err != nil {
				return err
			}
			if id, err = res.LastInsertId(); err != nil {
				return err
			}
		}
		if key != "" {
			if err := c.exec(`INSERT OR IGNORE INTO key(key, reader) VALUES(?,?)`, key, id); err != nil {
				return err
			}
		}
		out, err = readerBy(ctx, c.tx, `id=?`, id)
		return err
	})
	if err == nil && taken {
		err = store.ErrDuplicate
	}
	return out, err
}

// RemoveReader forgets a reader and all that is theirs.
func (s *Store) RemoveReader(ctx context.Context, name string) error {
	if _, err := s.reader(ctx); err != nil {
		return orNone(err)
	}
	return s.change(ctx, func(c *change) error {
		var id model.ReaderID
		if ok, err := c.row(`SELECT id FROM reader WHERE name=?`, []any{name}, []any{&id}); err != nil || !ok {
			return orNotFound(err)
		}
		for _, q := range []string{`DELETE FROM key WHERE reader=?`, `DELETE FROM note WHERE reader=?`, `DELETE FROM journal WHERE reader=?`,
			`DELETE FROM setting WHERE reader=?`, `DELETE FROM visit WHERE reader=?`, `DELETE FROM reader WHERE id=?`} {
			if err := c.exec(q, id); err != nil {
				return err
			}
		}
		for _, what := range []int{setRead, setStarred} {
			if err := c.exec(`DELETE FROM mark WHERE id BETWEEN ? AND ?`, setID(what, id, 0), setID(what, id, 1<<24-1)); err != nil {
				return err
			}
		}
		subs, err := c.ids(`SELECT feed FROM sub WHERE reader=?`, id)
		for i := 0; i < len(subs) && err == nil; i++ {
			err = c.unsubscribe(id, model.FeedID(subs[i]))
		}
		c.states = true
		return err
	})
}

// readerBy is the one reader of whom where is true; ErrNotFound when there is none.
func readerBy(ctx context.Context, q querier, where string, args ...any) (store.Reader, error) {
	all, err := readersBy(ctx, q, where, args...)
	if err == nil && len(all) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return store.Reader{}, err
	}
	return all[0], nil
}

func readersBy(ctx context.Context, q querier, where string, args ...any) ([]store.Reader, error) {
	rows, err := q.QueryContext(ctx, `SELECT id, name, admin, created, ifnull((SELECT group_concat(key, char(10)) FROM key WHERE reader=reader.id), '') FROM reader WHERE `+where+` ORDER BY name`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []store.Reader
	for rows.Next() {
		var r store.Reader
		var created int64
		var keys string
		if err := rows.Scan(&r.ID, &r.Name, &r.Admin, &created, &keys); err != nil {
			return nil, err
		}
		r.Created, r.Keys = time.Unix(created, 0).UTC(), unpackTags(keys)
		out = append(out, r)
	}
	return out, rows.Err()
}

// ListReaders are all readers by name.
func (s *Store) ListReaders(ctx context.Context) (out []store.Reader, err error) {
	err = s.look(ctx, func(l *look) error {
		out, err = readersBy(ctx, l.tx, `1`)
		return err
	})
	return out, none(err)
}

// ReaderByKey is who holds a key.
func (s *Store) ReaderByKey(ctx context.Context, key string) (out store.Reader, err error) {
	err = s.look(ctx, func(l *look) error {
		out, err = readerBy(ctx, l.tx, `id=(SELECT reader FROM key WHERE key=?)`, key)
		return err
	})
	return out, orNone(err)
}
