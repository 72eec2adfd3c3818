package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"math"
	"sync"
	"time"

	"lede/model"
	"lede/model/store"
)

// names are texts that many stories share, by number. A number never changes its text.
type names struct {
	mu   sync.Mutex
	text map[int64]string
}

// name is the text of a number.
func (l *look) name(id int64) (string, error) {
	n := &l.s.names
	n.mu.Lock()
	defer n.mu.Unlock()
	if t, ok := n.text[id]; ok || id == 0 {
		return t, nil
	}
	var t string
	if err := l.tx.QueryRowContext(l.ctx, `SELECT text FROM name WHERE id=?`, id).Scan(&t); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return "", errDoc
		}
		return "", err
	}
	if n.text == nil || len(n.text) > 20000 {
		n.text = map[int64]string{}
	}
	n.text[id] = t
	return t, nil
}

const (
	flagTruncated = 1 << iota
	flagFullText
)

const rowFields = `id, feed, pub, seen, flags, revision, publisher, topics, headline, url`

// rowOf reads what the list shows of a story; false when there is none.
func (l *look) rowOf(id model.StoryID, s *model.Story, topics *[]model.TopicID) (bool, error) {
	if l.row == nil {
		var err error
		if l.row, err = l.tx.PrepareContext(l.ctx, `SELECT `+rowFields+` FROM story WHERE id=?`); err != nil {
			return false, err
		}
	}
	var pub sql.NullInt64
	var seen, flags, publisher int64
	var numbers []byte
	err := l.row.QueryRowContext(context.Background(), id).Scan(&s.ID, &s.Feed, &pub, &seen, &flags, &s.Revision, &publisher, &numbers, &s.Headline, &s.URL)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	s.Published, s.FirstSeen = timeOf(pub), time.UnixMilli(seen).UTC()
	s.Truncated, s.FullText = flags&flagTruncated != 0, flags&flagFullText != 0
	if s.Publisher, err = l.name(publisher); err != nil {
		return false, err
	}
	for topics != nil && len(numbers) > 0 {
		n, w := binary.Uvarint(numbers)
		if w <= 0 {
			return false, errDoc
		}
		numbers = numbers[w:]
		t, err := l.name(int64(n))
		if err != nil {
			return false, err
		}
		*topics = append(*topics, model.TopicID(t))
	}
	return true, nil
}

// whole reads a story with its doc; false when there is none. State is left alone.
func (l *look) whole(id model.StoryID, s *model.Story) (bool, error) {
	ok, err := l.rowOf(id, s, nil)
	if !ok || err != nil {
		return ok, err
	}
	doc, err := l.docs.find(l.ctx, l.tx, l.s, id)
	if err != nil {
		return false, err
	}
	return true, readDoc(doc, s)
}

// docs finds docs within one transaction. It keeps some groups, as neighbours are read together: stories that came
// out one after the other came in nearly so.
type docs struct {
	one, group *sql.Stmt
	kept       []group
	next       int // of kept, to give way
}

// group are the docs of stories from first on.
type group struct {
	first model.StoryID
	docs  [][]byte
}

// mostGroups bounds what docs keeps, at 64 kB a group.
const mostGroups = 24

func (d *docs) inKept(id model.StoryID) []byte {
	for _, g := range d.kept {
		if i := int(id - g.first); i >= 0 && i < len(g.docs) {
			return g.docs[i]
		}
	}
	return nil
}

func (d *docs) keep(g group) {
	if len(d.kept) < mostGroups {
		d.kept = append(d.kept, g)
		return
	}
	d.kept[d.next] = g
	d.next = (d.next + 1) % mostGroups
}

func (d *docs) find(ctx context.Context, q preparer, s *Store, id model.StoryID) ([]byte, error) {
	if d.one == nil {
		var err error
		if d.one, err = q.PrepareContext(ctx, `SELECT data FROM redoc WHERE id=?`); err != nil {
			return nil, err
		}
		if d.group, err = q.PrepareContext(ctx, `SELECT id, data FROM doc WHERE id<=? ORDER BY id DESC LIMIT 1`); err != nil {
			return nil, err
		}
	}
	u, err := s.unpack()
	if err != nil {
		return nil, err
	}
	data, err := blob(d.one, int64(id))
	if err == nil {
		docs, err := u.unpack(data)
		if err != nil || len(docs) != 1 {
			return nil, errDoc
		}
		return docs[0], nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	if doc := d.inKept(id); doc != nil {
		return doc, nil
	}
	var g group
	if err := d.group.QueryRowContext(context.Background(), id).Scan(&g.first, &data); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return nil, errDoc
		}
		return nil, err
	}
	if g.docs, err = u.unpack(data); err != nil {
		return nil, err
	}
	d.keep(g)
	if i := int(id - g.first); i < len(g.docs) {
		return g.docs[i], nil
	}
	return nil, errDoc
}

type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

func timeOf(t sql.NullInt64) time.Time {
	if !t.Valid {
		return time.Time{}
	}
	return time.Unix(t.Int64, 0).UTC()
}

func nullTime(t time.Time) sql.NullInt64 {
	return sql.NullInt64{Int64: t.Unix(), Valid: !t.IsZero()}
}

// marked is a reader's set of stories; nobody changes it.
func (l *look) marked(what int, r model.ReaderID) (set, error) {
	gen := l.view.states
	if what == setDead {
		gen = l.view.stories
	}
	key := setKey{what: what, reader: r}
	if s := l.s.cache.get(key, gen); s != nil && len(s) == (l.n+63)/64 {
		return s, nil
	}
	s := newSet(l.n)
	if err := readSet(l.ctx, l.tx, what, r, s); err != nil {
		return nil, err
	}
	l.s.cache.put(key, gen, s)
	return s, nil
}

// visible are the stories that a reader has in sight: of feeds subscribed to, of no feed, and starred.
// The caller may change the set.
func (l *look) visible(r model.ReaderID) (set, error) {
	key := setKey{what: setVisible, reader: r}
	base := l.s.cache.get(key, l.view.stories)
	if base == nil {
		var err error
		if base, err = l.inFeeds(r); err != nil {
			return nil, err
		}
		l.s.cache.put(key, l.view.stories, base)
	}
	if r == 0 {
		return base.copy(), nil
	}
	star, err := l.marked(setStarred, r)
	if err != nil {
		return nil, err
	}
	dead, err := l.marked(setDead, 0)
	if err != nil {
		return nil, err
	}
	return star.copy().andNot(dead).or(base), nil
}

func (l *look) inFeeds(r model.ReaderID) (set, error) {
	dead, err := l.marked(setDead, 0)
	if err != nil {
		return nil, err
	}
	all, err := l.allFeeds(r)
	if err != nil {
		return nil, err
	}
	if all {
		return l.everyone().andNot(dead), nil
	}
	mine, err := l.subscribed(r)
	if err != nil {
		return nil, err
	}
	feeds, err := l.feeds()
	if err != nil {
		return nil, err
	}
	most := uint32(0)
	for f := range mine {
		most = max(most, f)
	}
	in := make([]bool, most+1)
	in[0] = true
	for f := range mine {
		in[f] = true
	}
	s := newSet(l.n)
	for id := 1; id < len(feeds); id++ {
		if f := feeds[id]; f <= most && in[f] {
			s.add(id)
		}
	}
	return s.andNot(dead), nil
}

// allFeeds tells whether a reader has every feed there is, as who reads alone nearly always does.
func (l *look) allFeeds(r model.ReaderID) (all bool, err error) {
	if r == 0 {
		return true, nil
	}
	err = l.tx.QueryRowContext(l.ctx, `SELECT (SELECT count(*) FROM feed)=(SELECT count(*) FROM sub WHERE reader=?)`, r).Scan(&all)
	return all, err
}

// everyone are all ids of stories that ever were.
func (l *look) everyone() set {
	s := newSet(l.n)
	for i := range s {
		s[i] = ^uint64(0)
	}
	if len(s) > 0 {
		s.drop(0)
		s[len(s)-1] &= ^uint64(0) >> (63 - (l.n-1)&63)
	}
	return s
}

func (l *look) subscribed(r model.ReaderID) (map[uint32]bool, error) {
	rows, err := l.tx.QueryContext(l.ctx, `SELECT feed FROM sub WHERE reader=?`, r)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[uint32]bool{}
	for rows.Next() {
		var id uint32
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out[id] = true
	}
	return out, rows.Err()
}

// lastVisit is when the reader left, in milliseconds; before all time when never.
func (l *look) lastVisit(r model.ReaderID) (int64, error) {
	last := int64(math.MinInt64)
	err := l.tx.QueryRowContext(l.ctx, `SELECT seen FROM visit WHERE reader=?`, r).Scan(&last)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return last, err
}

// Lines are what the list shows of stories.
func (s *Store) Lines(ctx context.Context, r model.ReaderID, ids []model.StoryID) (out []model.Line, err error) {
	err = s.look(ctx, func(l *look) error {
		out, err = l.lines(r, ids)
		return err
	})
	return out, none(err)
}

// none makes an empty answer of there being no store.
func none(err error) error {
	if errors.Is(err, errNoFile) {
		return nil
	}
	return err
}

func (l *look) lines(r model.ReaderID, ids []model.StoryID) ([]model.Line, error) {
	last, err := l.lastVisit(r)
	if err != nil {
		return nil, err
	}
	read, err := l.marked(setRead, r)
	if err != nil {
		return nil, err
	}
	star, err := l.marked(setStarred, r)
	if err != nil {
		return nil, err
	}
	told, err := l.tx.PrepareContext(l.ctx, `SELECT n FROM told WHERE id=?`)
	if err != nil {
		return nil, err
	}
	out := make([]model.Line, 0, len(ids))
	for _, id := range ids {
		var st model.Story
		var topics []model.TopicID
		ok, err := l.rowOf(id, &st, &topics)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		line := model.LineOf(&st)
		line.Topics = topics
		line.Read, line.Starred, line.New = read.has(int(id)), star.has(int(id)), st.FirstSeen.UnixMilli() > last
		if err := told.QueryRowContext(context.Background(), id).Scan(&line.Sources); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

// Story is one story, whole.
func (s *Store) Story(ctx context.Context, r model.ReaderID, id model.StoryID) (st model.Story, err error) {
	err = s.look(ctx, func(l *look) error {
		ok, err := l.whole(id, &st)
		if err == nil && !ok {
			err = store.ErrNotFound
		}
		if err != nil {
			return err
		}
		st.State, err = l.stateOf(r, id)
		return err
	})
	if errors.Is(err, errNoFile) {
		err = store.ErrNotFound
	}
	if err != nil {
		return model.Story{}, err
	}
	return st, nil
}

// Issued is a story with the feed's text, where the page's stands in its place.
func (s *Store) Issued(ctx context.Context, r model.ReaderID, id model.StoryID) (st model.Story, err error) {
	err = s.look(ctx, func(l *look) error {
		var data []byte
		switch err := l.tx.QueryRowContext(ctx, `SELECT truncated, data FROM issued WHERE id=?`, id).Scan(&st.Truncated, &data); {
		case errors.Is(err, sql.ErrNoRows):
			return store.ErrNotFound
		case err != nil:
			return err
		}
		truncated := st.Truncated
		if ok, err := l.rowOf(id, &st, nil); err != nil || !ok {
			return orNotFound(err)
		}
		u, err := s.unpack()
		if err != nil {
			return err
		}
		docs, err := u.unpack(data)
		if err != nil || len(docs) != 1 {
			return errDoc
		}
		if err := readDoc(docs[0], &st); err != nil {
			return err
		}
		st.FullText, st.Truncated = false, truncated
		st.State, err = l.stateOf(r, id)
		return err
	})
	if errors.Is(err, errNoFile) {
		err = store.ErrNotFound
	}
	if err != nil {
		return model.Story{}, err
	}
	return st, nil
}

func (l *look) stateOf(r model.ReaderID, id model.StoryID) (model.State, error) {
	var st model.State
	for _, m := range []struct {
		what int
		to   *bool
	}{{setRead, &st.Read}, {setStarred, &st.Starred}} {
		var data []byte
		err := l.tx.QueryRowContext(l.ctx, `SELECT data FROM mark WHERE id=?`, setID(m.what, r, chunkOf(id))).Scan(&data)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return st, err
		}
		c := newSet(chunkSize)
		unpackChunk(data, c)
		*m.to = c.has(int(id) & (chunkSize - 1))
	}
	err := l.tx.QueryRowContext(l.ctx, `SELECT text FROM note WHERE reader=? AND id=?`, r, id).Scan(&st.Note)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return st, err
}
