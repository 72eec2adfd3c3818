package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sort"
	"sync"

	"lede/model"
)

// look is one read transaction: a state of the store that does not change while it is looked at.
type look struct {
	ctx  context.Context
	s    *Store
	tx   *sql.Tx
	view *view
	n    int // ids of stories are below
	part *sql.Stmt
	row  *sql.Stmt
	col  *sql.Stmt
	docs docs
}

// view is what the index consists of at one time.
type view struct {
	stories, states int64 // generations: they grow with every change of stories, of readers' states
	next            int64
	segs            []*segment // by chunk, then from old to new
}

// segment is one segment of the index; see postings.go.
type segment struct {
	id     int64
	chunk  int
	level  int
	base   int // the stories [base, base+n) came with it
	n      int
	again  []uint16 // slots of earlier stories that it tells anew
	parts  int
	seen   int64 // latest FirstSeen, ms
	newest int64 // latest issue, s

	once   sync.Mutex
	fences *fences
}

// look runs f on the state of the store as it is now. errNoFile when there is no store.
func (s *Store) look(ctx context.Context, f func(*look) error) error {
	db, err := s.reader(ctx)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer tx.Rollback()
	l := &look{ctx: ctx, s: s, tx: tx}
	err = l.open()
	if err == nil {
		err = f(l)
	}
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(err)
}

func (l *look) open() error {
	var stories, states, next int64
	if err := l.tx.QueryRowContext(l.ctx, `SELECT stories, states, next FROM gen`).Scan(&stories, &states, &next); err != nil {
		return err
	}
	l.n = int(next)
	if v := l.s.cache.current(stories); v != nil {
		c := *v
		c.states = states
		l.view = &c
		return nil
	}
	l.view = &view{stories: stories, states: states, next: next}
	segs, err := segments(l.ctx, l.tx, `SELECT id, chunk, level, base, n, again, parts, seen, newest FROM seg ORDER BY chunk, id`)
	if err != nil {
		return err
	}
	l.view.segs = segs
	l.s.cache.keep(l.view)
	return nil
}

func segments(ctx context.Context, q querier, query string, args ...any) ([]*segment, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*segment
	for rows.Next() {
		g := &segment{}
		var again []byte
		if err := rows.Scan(&g.id, &g.chunk, &g.level, &g.base, &g.n, &again, &g.parts, &g.seen, &g.newest); err != nil {
			return nil, err
		}
		g.again = unpackSlots(again)
		out = append(out, g)
	}
	return out, rows.Err()
}

func packSlots(slots []uint16) []byte {
	out := make([]byte, 0, 2*len(slots))
	for _, s := range slots {
		out = append(out, byte(s), byte(s>>8))
	}
	return out
}

func unpackSlots(data []byte) []uint16 {
	out := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		out = append(out, uint16(data[0])|uint16(data[1])<<8)
	}
	return out
}

// blob is the data of one row, good until the next blob of st.
func blob(st *sql.Stmt, id int64) ([]byte, error) {
	var data []byte
	err := st.QueryRowContext(context.Background(), id).Scan(&data)
	return data, err
}

// partOf is a part of a segment.
func (l *look) partOf(g *segment, n int) ([]byte, error) {
	if l.part == nil {
		var err error
		if l.part, err = l.tx.PrepareContext(l.ctx, `SELECT data FROM part WHERE id=?`); err != nil {
			return nil, err
		}
	}
	data, err := blob(l.part, g.id<<20|int64(n))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errPart
	}
	return data, err
}

func (l *look) fences(g *segment) (*fences, error) {
	g.once.Lock()
	defer g.once.Unlock()
	if g.fences == nil {
		var data []byte
		if err := l.tx.QueryRowContext(l.ctx, `SELECT data FROM fence WHERE seg=?`, g.id).Scan(&data); err != nil {
			return nil, err
		}
		g.fences = unpackFences(data)
	}
	return g.fences, nil
}

// find adds the stories that have key to to.
func (l *look) find(key string, to set) error {
	for _, g := range l.view.segs {
		if err := l.ctx.Err(); err != nil {
			return err
		}
		f, err := l.fences(g)
		if err != nil {
			return err
		}
		at := f.find(key)
		if at < 0 {
			continue
		}
		data, err := l.partOf(g, at)
		if err != nil {
			return err
		}
		r := partReader{data: data}
		for {
			e, ok, err := r.next()
			if err != nil {
				return err
			}
			if !ok || string(e.key) > key {
				break
			}
			if string(e.key) == key {
				e.into(to.chunk(g.chunk))
				break
			}
		}
	}
	return nil
}

// scan visits every entry whose key lies in [from, to), segment by segment; to "" is no end.
func (l *look) scan(from, to string, visit func(g *segment, e entry) error) error {
	st, err := l.tx.PrepareContext(l.ctx, `SELECT data FROM part WHERE id BETWEEN ? AND ?`)
	if err != nil {
		return err
	}
	for _, g := range l.view.segs {
		if err := l.ctx.Err(); err != nil {
			return err
		}
		f, err := l.fences(g)
		if err != nil {
			return err
		}
		first, past := max(0, f.find(from)), f.len()
		if to != "" {
			past = sort.Search(past, func(i int) bool { return f.key(i) >= to })
		}
		if first >= past {
			continue
		}
		rows, err := st.QueryContext(context.Background(), g.id<<20|int64(first), g.id<<20|int64(past-1))
		if err != nil {
			return err
		}
		if err := l.scanParts(rows, past-first, from, to, func(e entry) error { return visit(g, e) }); err != nil {
			return err
		}
	}
	return nil
}

// scanParts reads n parts of a segment that rows gives, and closes it.
func (l *look) scanParts(rows *sql.Rows, n int, from, to string, visit func(e entry) error) error {
	defer rows.Close()
	for ; rows.Next(); n-- {
		if err := l.ctx.Err(); err != nil {
			return err
		}
		var data sql.RawBytes
		if err := rows.Scan(&data); err != nil {
			return err
		}
		r := partReader{data: data}
		for {
			e, ok, err := r.next()
			if err != nil {
				return err
			}
			if !ok || to != "" && string(e.key) >= to {
				break
			}
			if string(e.key) < from {
				continue
			}
			if err := visit(e); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n != 0 {
		return errPart
	}
	return nil
}

// under visits every entry whose key begins with prefix.
func (l *look) under(prefix string, visit func(g *segment, e entry) error) error {
	return l.scan(prefix, after(prefix), visit)
}

// told anew: what the index says of these stories may be what an earlier wording said.
func (l *look) dirty() set {
	out := newSet(l.n)
	for _, g := range l.view.segs {
		c := out.chunk(g.chunk)
		for _, slot := range g.again {
			if int(slot>>6) < len(c) {
				c.add(int(slot))
			}
		}
	}
	return out
}

// The sets that are kept for readers, by what they are.
const (
	setRead = iota + 1
	setStarred
	setDead // of reader 0: stories that were forgotten
)

func setID(what int, r model.ReaderID, chunk int) int64 {
	return int64(what)<<56 | int64(r)&0xffffffff<<24 | int64(chunk)
}

// readSet adds a stored set to to.
func readSet(ctx context.Context, q querier, what int, r model.ReaderID, to set) error {
	rows, err := q.QueryContext(ctx, `SELECT id & 16777215, data FROM mark WHERE id BETWEEN ? AND ?`, setID(what, r, 0), setID(what, r, 1<<24-1))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var c int
		var data sql.RawBytes
		if err := rows.Scan(&c, &data); err != nil {
			return err
		}
		unpackChunk(data, to.chunk(c))
	}
	return rows.Err()
}
