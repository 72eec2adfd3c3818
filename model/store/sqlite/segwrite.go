package sqlite

import (
	"bytes"
	"encoding/binary"
	"maps"
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
	run    []model.Story // new ones that wait to be stacked
	stacks []*stack      // of new ones; each is there once the hands have finished
	retold map[uint16]model.Story
	base   int
	n      int
	anew   []uint16 // slots of earlier stories in retold
	seen   int64    // latest FirstSeen
	newest int64    // latest issue
	issued []int64
	first  []int64 // FirstSeen
	feed   []uint32
	weight []uint16
}

func (p *put) draft(id model.StoryID) *chunkDraft {
	c := chunkOf(id)
	d := p.drafts[c]
	if d == nil {
		d = &chunkDraft{chunk: c, retold: map[uint16]model.Story{}}
		p.drafts[c] = d
	}
	return d
}

func (d *chunkDraft) fresh(id model.StoryID) bool {
	return d.n > 0 && int(id) >= d.base && int(id) < d.base+d.n
}

// again takes in another wording of a story.
func (d *chunkDraft) again(st *model.Story) {
	slot := slotOf(st.ID)
	if d.fresh(st.ID) {
		d.weight[int(st.ID)-d.base] = uint16(store.Salience(st))
	} else if _, ok := d.retold[slot]; !ok {
		d.anew = append(d.anew, slot)
	}
	d.retold[slot] = *st
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

// enter takes a new story into its draft.
func (p *put) enter(st *model.Story) {
	d := p.draft(st.ID)
	d.place(st)
	if d.run = append(d.run, *st); len(d.run) == stacked {
		p.stackRun(d)
	}
}

// stackRun has the hands stack what waits.
func (p *put) stackRun(d *chunkDraft) {
	if len(d.run) == 0 {
		return
	}
	run, t := d.run, &stack{}
	d.run, d.stacks = nil, append(d.stacks, t)
	p.hands.do(func() { *t = *p.s.stackOf(run) })
}

// stackOf is the stack of stories of one chunk, which come in the order of their ids.
func (s *Store) stackOf(stories []model.Story) *stack {
	k, _ := s.stackers.Get().(*stacker)
	if k == nil {
		k = newStacker()
	}
	defer s.stackers.Put(k)
	return k.stack(stories)
}

// sources are the draft's stacks, in which no story is but as it was told last.
func (p *put) sources(d *chunkDraft) merger {
	hidden := newSet(chunkSize)
	var told []model.Story
	for _, slot := range slices.Sorted(maps.Keys(d.retold)) {
		hidden.add(int(slot))
		told = append(told, d.retold[slot])
	}
	var m merger
	for _, t := range d.stacks {
		m = append(m, &pile{stack: t, hidden: hidden})
	}
	none := newSet(chunkSize)
	for run := range slices.Chunk(told, stacked) {
		m = append(m, &pile{stack: p.s.stackOf(run), hidden: none})
	}
	return m
}

// index writes the drafts as segments and joins what has become many.
func (p *put) index() error {
	for _, d := range p.drafts {
		p.stackRun(d)
	}
	p.hands.wait()
	for _, c := range slices.Sorted(maps.Keys(p.drafts)) {
		d := p.drafts[c]
		w, err := p.newSegment(d.chunk)
		if err != nil {
			return err
		}
		if err := p.sources(d).run(w.parts.add); err != nil {
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
