package sqlite

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"lede/model"
	"lede/model/store"
)

// Segments are joined as in a log-structured merge tree: as soon as fanOut of one level lie in a chunk
// they become one of the next, and a chunk that is full becomes one for good.
const (
	fanOut    = 8
	fullLevel = 100
)

// chunkDraft is what a batch adds to one chunk.
type chunkDraft struct {
	chunk  int
	keys   *draft         // the worker's until it has finished
	work   func(f func()) // gives the worker something to do
	base   int
	n      int
	anew   []uint16
	seen   int64 // latest FirstSeen
	newest int64 // latest issue
	issued []int64
	first  []int64 // FirstSeen
	feed   []uint32
	weight []uint16
}

func (p *put) draft(id model.StoryID) *chunkDraft {
	c := chunkOf(id)
	d := p.drafts[c]
	if d == nil {
		d = &chunkDraft{chunk: c, keys: newDraft(), work: p.worker.work}
		p.drafts[c] = d
	}
	return d
}

func (d *chunkDraft) fresh(id model.StoryID) bool {
	return d.n > 0 && int(id) >= d.base && int(id) < d.base+d.n
}

// add takes a new story in.
func (d *chunkDraft) add(st *model.Story) {
	d.place(st)
	d.work(func() { d.keys.keysOf(st, slotOf(st.ID)) })
}

// instead takes in another wording of a story of this draft.
func (d *chunkDraft) instead(st *model.Story) {
	d.weight[int(st.ID)-d.base] = uint16(store.Salience(st))
	d.work(func() {
		d.keys.forget(slotOf(st.ID))
		d.keys.keysOf(st, slotOf(st.ID))
	})
}

// again takes in another wording of an earlier story.
func (d *chunkDraft) again(st *model.Story) {
	slot := slotOf(st.ID)
	twice := slices.Contains(d.anew, slot)
	if !twice {
		d.anew = append(d.anew, slot)
	}
	d.work(func() {
		if twice {
			d.keys.forget(slot)
		}
		d.keys.keysOf(st, slot)
	})
}

func slotOf(id model.StoryID) uint16 { return uint16(int(id) & (chunkSize - 1)) }

// place gives a story its place in the columns.
func (d *chunkDraft) place(st *model.Story) {
	if d.n == 0 {
		d.base = int(st.ID)
	}
	d.n++
	d.seen = max(d.seen, st.FirstSeen.UnixMilli())
	if at := issuedAt(st); d.n == 1 || at > d.newest {
		d.newest = at
	}
	d.issued = append(d.issued, issuedAt(st))
	d.first = append(d.first, st.FirstSeen.UnixMilli())
	d.feed = append(d.feed, uint32(st.Feed))
	d.weight = append(d.weight, uint16(store.Salience(st)))
}

// worker does what it is given, one thing after the other, beside who gives it: the keys of a story are
// made while its row and its doc are written.
type worker struct {
	todo chan func()
	done chan struct{}
}

func (w *worker) work(f func()) {
	if w.todo == nil {
		w.todo, w.done = make(chan func(), 32), make(chan struct{})
		go func() {
			defer close(w.done)
			for f := range w.todo {
				f()
			}
		}()
	}
	w.todo <- f
}

// finish waits until all is done.
func (w *worker) finish() {
	if w.todo != nil {
		close(w.todo)
		<-w.done
		w.todo = nil
	}
}

// index writes the drafts as segments and joins what has become many.
func (p *put) index() error {
	p.worker.finish()
	for _, c := range slices.Sorted(maps.Keys(p.drafts)) {
		d := p.drafts[c]
		w, err := p.newSegment(d.chunk)
		if err != nil {
			return err
		}
		if err := d.keys.sorted(w.parts.add); err != nil {
			return err
		}
		for i := range d.n {
			w.cols[colIssued] = binary.LittleEndian.AppendUint64(w.cols[colIssued], uint64(d.issued[i]))
			w.cols[colSeen] = binary.LittleEndian.AppendUint64(w.cols[colSeen], uint64(d.first[i]))
			w.cols[colFeed] = binary.LittleEndian.AppendUint32(w.cols[colFeed], d.feed[i])
			w.cols[colWeight] = binary.LittleEndian.AppendUint16(w.cols[colWeight], d.weight[i])
		}
		slices.Sort(d.anew)
		w.seg = segment{id: w.seg.id, chunk: d.chunk, base: d.base, n: d.n, again: d.anew, seen: d.seen, newest: d.newest}
		if err := w.close(); err != nil {
			return err
		}
		if err := p.tidy(d.chunk); err != nil {
			return err
		}
	}
	return nil
}

// segmentWriter writes one segment.
type segmentWriter struct {
	c      *change
	seg    segment
	parts  partWriter
	fences [][]byte
	cols   [4][]byte
}

func (c *change) newSegment(chunk int) (*segmentWriter, error) {
	w := &segmentWriter{c: c}
	if _, err := c.row(`SELECT ifnull(max(id), 0)+1 FROM seg`, nil, []any{&w.seg.id}); err != nil {
		return nil, err
	}
	w.seg.chunk = chunk
	// parts that a segment of this number left behind cannot be: they go with their segment
	w.parts.full = func(first, data []byte) error {
		id := w.seg.id<<20 | int64(len(w.fences))
		w.fences = append(w.fences, bytes.Clone(first))
		return c.exec(`INSERT INTO part(id, data) VALUES(?, ?)`, id, data)
	}
	return w, nil
}

func (w *segmentWriter) close() error {
	if err := w.parts.flush(); err != nil {
		return err
	}
	g := &w.seg
	if err := w.c.exec(`INSERT INTO fence(seg, data) VALUES(?, ?)`, g.id, packFences(w.fences)); err != nil {
		return err
	}
	for what, data := range w.cols {
		if g.n == 0 {
			break
		}
		if err := w.c.exec(`INSERT INTO col(id, data) VALUES(?, ?)`, g.id<<3|int64(what), data); err != nil {
			return err
		}
	}
	return w.c.exec(`INSERT INTO seg(id, chunk, level, base, n, again, parts, seen, newest) VALUES(?,?,?,?,?,?,?,?,?)`,
		g.id, g.chunk, g.level, g.base, g.n, packSlots(g.again), len(w.fences), g.seen, g.newest)
}

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
		src := &source{c: c, g: g, hidden: hidden.copy()}
		if err := src.next(); err != nil {
			return err
		}
		m = append(m, src)
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

// source reads the entries of one segment in order.
type source struct {
	c      *change
	g      *segment
	hidden set
	part   int
	r      partReader
	e      entry
	done   bool
}

func (s *source) next() error {
	for {
		e, ok, err := s.r.next()
		if err != nil {
			return err
		}
		if ok {
			s.e = e
			return nil
		}
		if s.part >= s.g.parts {
			s.done = true
			return nil
		}
		var data []byte
		if ok, err := s.c.row(`SELECT data FROM part WHERE id=?`, []any{s.g.id<<20 | int64(s.part)}, []any{&data}); err != nil || !ok {
			return errors.Join(err, errPart)
		}
		s.part++
		s.r = partReader{data: data}
	}
}

// merger joins sources, the newest first.
type merger []*source

func (m merger) run(emit func(key []byte, posts []uint16) error) error {
	var key []byte
	var posts, one []uint16
	for {
		least := -1
		for i, s := range m {
			if !s.done && (least < 0 || bytes.Compare(s.e.key, m[least].e.key) < 0) {
				least = i
			}
		}
		if least < 0 {
			return nil
		}
		key, posts = append(key[:0], m[least].e.key...), posts[:0]
		for _, s := range m {
			if s.done || !bytes.Equal(s.e.key, key) {
				continue
			}
			one = s.e.list(one[:0])
			for _, slot := range one {
				if !s.hidden.has(int(slot)) {
					posts = append(posts, slot)
				}
			}
			if err := s.next(); err != nil {
				return err
			}
		}
		if len(posts) == 0 {
			continue
		}
		slices.Sort(posts)
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
