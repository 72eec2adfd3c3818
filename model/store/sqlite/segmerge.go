package sqlite

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"lede/model"
	"lede/model/store"
)

// tidy joins segments of a chunk where the rule says so.
func (c *change) tidy(chunk int) error {
	for {
		segs, err := segments(c.ctx, c.tx, `SELECT id, chunk, level, base, n, again, parts, seen, newest FROM seg WHERE chunk=? ORDER BY id`, chunk)
		if err != nil {
			return err
		}
		join, level := due(segs)
		if join == nil {
			return nil
		}
		if err := c.merge(join, level); err != nil {
			return err
		}
	}
}

// due are the segments to join now, and the level of what they become.
func due(segs []*segment) ([]*segment, int) {
	if len(segs) < 2 {
		return nil, 0
	}
	stories, anew := 0, 0
	byLevel := map[int][]*segment{}
	for _, g := range segs {
		stories += g.n
		anew += len(g.again)
		byLevel[g.level] = append(byLevel[g.level], g)
	}
	last := segs[0].chunk == 0 && stories >= chunkSize-1 || stories >= chunkSize // chunk 0 has no story 0
	if last && segs[0].level < fullLevel || anew >= chunkSize/8 {
		return segs, fullLevel
	}
	for level := range fullLevel {
		if g := byLevel[level]; len(g) >= fanOut {
			return g, level + 1
		}
	}
	return nil, 0
}

// merge writes segments, from old to new, as one and takes them away. What an older one says of a
// story that a newer one tells anew goes, and so does what any says of stories that were forgotten.
func (c *change) merge(segs []*segment, level int) error {
	dead, err := c.chunkSet(setDead, 0, segs[0].chunk)
	if err != nil {
		return err
	}
	w, err := c.newSegment(segs[0].chunk)
	if err != nil {
		return err
	}
	w.seg.level, w.seg.newest = level, math.MinInt64
	m := merger{}
	hidden := dead.copy() // by what is newer
	for i := len(segs) - 1; i >= 0; i-- {
		g := segs[i]
		m = append(m, &source{c: c, g: g, hidden: hidden.copy()})
		for _, s := range g.again {
			hidden.add(int(s))
		}
		if w.seg.seen = max(w.seg.seen, g.seen); g.n > 0 {
			w.seg.newest = max(w.seg.newest, g.newest)
		}
	}
	for _, g := range segs {
		if g.n == 0 {
			continue
		}
		if w.seg.n == 0 {
			w.seg.base = g.base
		}
		if g.base != w.seg.base+w.seg.n {
			return fmt.Errorf("segments %d and %d do not join: %w", w.seg.id, g.id, errPart)
		}
		w.seg.n += g.n
		for what := range w.cols {
			var data []byte
			if _, err := c.row(`SELECT data FROM col WHERE id=?`, []any{g.id<<3 | int64(what)}, []any{&data}); err != nil {
				return err
			}
			w.cols[what] = append(w.cols[what], data...)
		}
	}
	w.seg.again = stillAnew(segs, &w.seg)
	if err := m.run(w.parts.add); err != nil {
		return err
	}
	if err := w.close(); err != nil {
		return err
	}
	for _, g := range segs {
		if err := c.dropSegment(g.id); err != nil {
			return err
		}
	}
	c.stories = true
	return c.regroup(model.StoryID(w.seg.base), model.StoryID(w.seg.base+w.seg.n))
}

// regroup joins groups of docs of the stories [from, to) that are too small to be worth a page.
func (c *change) regroup(from, to model.StoryID) error {
	small, err := c.ids(`SELECT id FROM doc WHERE id>=? AND id<? AND length(data)<? ORDER BY id`, from, to, groupBytes/8)
	if err != nil || len(small) < 2 {
		return err
	}
	u, err := c.s.unpack()
	if err != nil {
		return err
	}
	var group [][]byte
	var first, next model.StoryID
	size, rows := 0, []model.StoryID{}
	flush := func() error {
		if len(rows) > 1 {
			for _, id := range rows {
				if err := c.exec(`DELETE FROM doc WHERE id=?`, id); err != nil {
					return err
				}
			}
			if err := c.exec(`INSERT INTO doc(id, data) VALUES(?, ?)`, first, c.s.packer.pack(group...)); err != nil {
				return err
			}
		}
		group, rows, size = group[:0], rows[:0], 0
		return nil
	}
	for _, id := range small {
		var data []byte
		if _, err := c.row(`SELECT data FROM doc WHERE id=?`, []any{id}, []any{&data}); err != nil {
			return err
		}
		docs, err := u.unpack(data)
		if err != nil {
			return err
		}
		if id != next || size >= groupBytes {
			if err := flush(); err != nil {
				return err
			}
		}
		if len(rows) == 0 {
			first = id
		}
		rows, group, next = append(rows, id), append(group, docs...), id+model.StoryID(len(docs))
		for _, d := range docs {
			size += len(d)
		}
	}
	return flush()
}

// stillAnew are the slots told anew by segs whose first telling lies in none of them.
func stillAnew(segs []*segment, to *segment) []uint16 {
	var out []uint16
	for _, g := range segs {
		for _, s := range g.again {
			id := g.chunk*chunkSize + int(s)
			if to.n == 0 || id < to.base || id >= to.base+to.n {
				out = append(out, s)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *change) dropSegment(id int64) error {
	if err := c.exec(`DELETE FROM part WHERE id BETWEEN ? AND ?`, id<<20, id<<20|(1<<20-1)); err != nil {
		return err
	}
	if err := c.exec(`DELETE FROM col WHERE id BETWEEN ? AND ?`, id<<3, id<<3|7); err != nil {
		return err
	}
	if err := c.exec(`DELETE FROM fence WHERE seg=?`, id); err != nil {
		return err
	}
	return c.exec(`DELETE FROM seg WHERE id=?`, id)
}

// run is a sorted list of keys that are to be merged: a stored segment or a stack.
type run interface {
	// next is the first key, then the one after it; nil at the end. It is good until the next one.
	next() ([]byte, error)
	// slots appends those of the key that no newer run hides.
	slots(out []uint16) []uint16
}

// source reads the entries of one segment in order.
type source struct {
	c      *change
	g      *segment
	hidden set
	part   int
	r      partReader
	e      entry
}

func (s *source) next() ([]byte, error) {
	for {
		e, ok, err := s.r.next()
		if err != nil {
			return nil, err
		}
		if ok {
			s.e = e
			return e.key, nil
		}
		if s.part >= s.g.parts {
			return nil, nil
		}
		var data []byte
		if ok, err := s.c.row(`SELECT data FROM part WHERE id=?`, []any{s.g.id<<20 | int64(s.part)}, []any{&data}); err != nil || !ok {
			return nil, errors.Join(err, errPart)
		}
		s.part++
		s.r = partReader{data: data}
	}
}

func (s *source) slots(out []uint16) []uint16 {
	at := len(out)
	out = s.e.list(out)
	return out[:at+len(s.hidden.without(out[at:]))]
}

// pile reads a stack.
type pile struct {
	*stack
	hidden set
	at     int // counted from 1; 0 before the first
}

func (p *pile) next() ([]byte, error) {
	if p.at >= p.stack.len() {
		return nil, nil
	}
	p.at++
	return p.stack.key(p.at - 1), nil
}

func (p *pile) slots(out []uint16) []uint16 {
	at := len(out)
	out = append(out, p.stack.slotsOf(p.at-1)...)
	return out[:at+len(p.hidden.without(out[at:]))]
}

// without takes the slots out that are in the set, in place.
func (s set) without(slots []uint16) []uint16 {
	return slices.DeleteFunc(slots, func(slot uint16) bool { return s.has(int(slot)) })
}

// merger joins runs.
type merger []run

func (m merger) run(emit func(key []byte, posts []uint16) error) error {
	heads := make([][]byte, len(m)) // the next key of each
	for i, r := range m {
		var err error
		if heads[i], err = r.next(); err != nil {
			return err
		}
	}
	var key []byte
	var posts []uint16
	var at []int // the runs that have the least key
	for {
		at = at[:0]
		for i, head := range heads {
			if head == nil {
				continue
			}
			c := -1
			if len(at) > 0 {
				c = bytes.Compare(head, heads[at[0]])
			}
			if c < 0 {
				at = append(at[:0], i)
			} else if c == 0 {
				at = append(at, i)
			}
		}
		if len(at) == 0 {
			return nil
		}
		key, posts = append(key[:0], heads[at[0]]...), posts[:0]
		for _, i := range at {
			posts = m[i].slots(posts)
			var err error
			if heads[i], err = m[i].next(); err != nil {
				return err
			}
		}
		if len(posts) == 0 {
			continue
		}
		if !slices.IsSorted(posts) {
			slices.Sort(posts)
		}
		if err := emit(key, slices.Compact(posts)); err != nil {
			return err
		}
	}
}

// reweigh notes the new salience of an earlier story in the column of its segment.
func (p *put) reweigh(st *model.Story) error {
	var id int64
	var base int
	ok, err := p.row(`SELECT id, base FROM seg WHERE chunk=? AND n>0 AND base<=? AND base+n>?`, []any{chunkOf(st.ID), st.ID, st.ID}, []any{&id, &base})
	if err != nil || !ok {
		return cond(err, errPart)
	}
	var col []byte
	if ok, err := p.row(`SELECT data FROM col WHERE id=?`, []any{id<<3 | colWeight}, []any{&col}); err != nil || !ok {
		return cond(err, errPart)
	}
	at := 2 * (int(st.ID) - base)
	if at+2 > len(col) {
		return errPart
	}
	binary.LittleEndian.PutUint16(col[at:], uint16(store.Salience(st)))
	return p.exec(`UPDATE col SET data=? WHERE id=?`, col, id<<3|colWeight)
}

func cond(err, other error) error {
	if err != nil {
		return err
	}
	return other
}
