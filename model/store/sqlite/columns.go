package sqlite

import (
	"cmp"
	"database/sql"
	"encoding/binary"
	"errors"
	"slices"
	"sync"
)

// Columns are arrays with a place for each story of a segment, for what every query needs of every
// story: when it was issued, when first seen, whose feed it is. A story keeps them all its life.
const (
	colIssued = iota // int64, seconds
	colSeen          // int64, milliseconds
	colFeed          // uint32
	colWeight        // uint16, store.Salience; the one that a new wording changes
)

func colWidth(what int) int {
	switch what {
	case colFeed:
		return 4
	case colWeight:
		return 2
	}
	return 8
}

// columns are the arrays for all ids below a bound, grown as stories come in. What was handed out is
// never written again.
type columns struct {
	mu    sync.Mutex
	feed  []uint32
	order []uint32 // ids, newest first
}

// issued is when each story came out, in seconds, by id. It is not kept: at a million stories that is 8 MB.
func (l *look) issued() ([]int64, error) { return grow(l, colIssued, nil, long) }

// feeds is the feed of each story by id; 0 where there is no such story.
func (l *look) feeds() (out []uint32, err error) {
	c := &l.s.columns
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.feed, err = grow(l, colFeed, c.feed, binary.LittleEndian.Uint32); err != nil {
		return nil, err
	}
	return c.feed[:l.n], nil
}

// weights is the salience of each story by id.
func (l *look) weights() ([]uint16, error) {
	return grow(l, colWeight, nil, binary.LittleEndian.Uint16)
}

func long(d []byte) int64 { return int64(binary.LittleEndian.Uint64(d)) }

// grow is a column with all ids of l: what col lacks is read. When that fails col is as it was.
func grow[T any](l *look, what int, col []T, value func([]byte) T) ([]T, error) {
	have := len(col)
	if have >= l.n {
		return col, nil
	}
	out := stretch(col, l.n)
	w := colWidth(what)
	for _, g := range l.view.segs {
		if g.n == 0 || g.base+g.n <= have {
			continue
		}
		data, err := l.column(g, what)
		if err != nil {
			return col, err
		}
		for i := max(0, have-g.base); i < g.n && g.base+i < l.n; i++ {
			out[g.base+i] = value(data[i*w:])
		}
	}
	return out, nil
}

// column is the stored column of one segment.
func (l *look) column(g *segment, what int) ([]byte, error) {
	if l.col == nil {
		var err error
		if l.col, err = l.tx.PrepareContext(l.ctx, `SELECT data FROM col WHERE id=?`); err != nil {
			return nil, err
		}
	}
	data, err := blob(l.col, g.id<<3|int64(what))
	if errors.Is(err, sql.ErrNoRows) || err == nil && len(data) != colWidth(what)*g.n {
		return nil, errPart
	}
	return data, err
}

// stretch is s with n places, in a new array when it has to grow.
func stretch[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	out := make([]T, n, n+n/16+64)
	copy(out, s)
	return out
}

// order is all ids, newest first; ids of the same second from the latest kept to the first. It may
// hold ids that this look does not know yet.
func (l *look) order() ([]uint32, error) {
	c := &l.s.columns
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.order) >= l.n-1 {
		return c.order, nil
	}
	issued, err := l.issued()
	if err != nil {
		return nil, err
	}
	fresh := make([]uint32, 0, l.n-1-len(c.order))
	for id := len(c.order) + 1; id < l.n; id++ {
		fresh = append(fresh, uint32(id))
	}
	fresh = sortNewest(fresh, issued)
	if len(c.order) == 0 {
		c.order = fresh
		return c.order, nil
	}
	merged := make([]uint32, 0, l.n-1)
	old := c.order
	for len(old) > 0 && len(fresh) > 0 {
		if newer(issued, fresh[0], old[0]) {
			merged, fresh = append(merged, fresh[0]), fresh[1:]
		} else {
			merged, old = append(merged, old[0]), old[1:]
		}
	}
	c.order = append(append(merged, old...), fresh...)
	return c.order, nil
}

func newer(issued []int64, a, b uint32) bool {
	return issued[a] > issued[b] || issued[a] == issued[b] && a > b
}

// sortNewest sorts ids, ascending to begin with, newest first; what it gives may stand in another
// array. Many are sorted by counting, two bytes of their time at once.
func sortNewest(ids []uint32, issued []int64) []uint32 {
	if len(ids) < 4096 {
		slices.SortFunc(ids, func(a, b uint32) int {
			return cmp.Or(cmp.Compare(issued[b], issued[a]), cmp.Compare(b, a))
		})
		return ids
	}
	slices.Reverse(ids) // equal times keep this order: latest kept first
	least, most := issued[ids[0]], issued[ids[0]]
	for _, id := range ids {
		least, most = min(least, issued[id]), max(most, issued[id])
	}
	other := make([]uint32, len(ids))
	at := make([]uint32, 1<<16+1)
	for shift := 0; shift < 64 && uint64(most-least)>>shift != 0; shift += 16 {
		clear(at)
		for _, id := range ids {
			at[int(uint16(uint64(most-issued[id])>>shift))+1]++
		}
		for i := 1; i < len(at); i++ {
			at[i] += at[i-1]
		}
		for _, id := range ids {
			k := uint16(uint64(most-issued[id]) >> shift)
			other[at[k]] = id
			at[k]++
		}
		ids, other = other, ids
	}
	return ids
}
