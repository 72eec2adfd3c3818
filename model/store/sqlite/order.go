package sqlite

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
)

// inOrder is the first of the answer; on its way it reads the texts that decide.
func (r *result) inOrder(a store.Ask) ([]model.StoryID, error) {
	switch a.Query.Sort {
	case query.Salience, query.Sources:
		return r.byWeight(a)
	}
	n := r.maybe.count()
	limit := a.Limit
	if limit <= 0 || limit > n {
		limit = n
	}
	out := make([]model.StoryID, 0, limit)
	open := r.undecided()
	if limit == 0 {
		return nil, nil
	}
	err := r.newestFirst(n, limit, func(id int) (bool, error) {
		if open != nil && open.has(id) {
			if err := r.ctx.Err(); err != nil {
				return false, err
			}
			ok, err := r.holds(r.node, &reading{id: id})
			if err != nil {
				return false, err
			}
			if r.known[id] = ok; !ok {
				return true, nil
			}
		}
		out = append(out, model.StoryID(id))
		return len(out) < limit, nil
	})
	return out, err
}

// mostNewest is how many stories are found without putting all of them in order.
const mostNewest = 4000

// newestFirst visits the answer's n stories, newest first, until visit ends it. Where the order of all is not at hand
// and it may end before long, it is not made: the newest are found in ever larger helpings.
func (r *result) newestFirst(n, limit int, visit func(id int) (bool, error)) error {
	visited := 0
	if !r.ordered() && (limit <= mostNewest || n <= 5*mostNewest) {
		for size := min(limit, mostNewest); visited < n && (size < n/4 || n <= 5*mostNewest); size *= 4 {
			some, err := r.newestOf(min(size, n))
			if err != nil {
				return err
			}
			for _, id := range some[visited:] {
				if more, err := visit(int(id)); err != nil || !more {
					return err
				}
			}
			visited = len(some)
		}
	}
	if visited == n {
		return nil
	}
	return r.walk(visited, visit)
}

// ordered tells whether the order of all stories is at hand.
func (r *result) ordered() bool {
	c := &r.s.columns
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.order) >= r.n-1
}

// walk visits the answer in the order of all stories, but for the first so many.
func (r *result) walk(but int, visit func(id int) (bool, error)) error {
	order, err := r.order()
	if err != nil {
		return err
	}
	for _, id := range order {
		if !r.maybe.has(int(id)) {
			continue
		}
		if but--; but >= 0 {
			continue
		}
		if more, err := visit(int(id)); err != nil || !more {
			return err
		}
	}
	return nil
}

// dated is a story and when it was issued.
type dated struct {
	at int64
	id uint32
}

func (d dated) before(o dated) int { return cmp.Or(cmp.Compare(o.at, d.at), cmp.Compare(o.id, d.id)) }

// newestOf are the newest so many of the answer. The segments with the newest stories are looked at
// first, and those that can have none of them not at all: nearly always one or two are enough.
func (r *result) newestOf(limit int) ([]uint32, error) {
	segs := slices.Clone(r.view.segs)
	segs = slices.DeleteFunc(segs, func(g *segment) bool { return g.n == 0 })
	slices.SortFunc(segs, func(a, b *segment) int { return cmp.Compare(b.newest, a.newest) })
	var best []dated // cut down to limit from time to time
	var floor *dated // the last of that many
	cut := func() {
		slices.SortFunc(best, dated.before)
		if best = best[:min(limit, len(best))]; len(best) == limit {
			last := best[limit-1]
			floor = &last
		}
	}
	for _, g := range segs {
		if cut(); floor != nil && floor.at > g.newest {
			break
		}
		var col []byte
		for id := range r.maybe.between(g.base, g.base+g.n) {
			if col == nil {
				var err error
				if col, err = r.column(g, colIssued); err != nil {
					return nil, err
				}
			}
			d := dated{long(col[8*(id-g.base):]), uint32(id)}
			if floor != nil && floor.before(d) < 0 {
				continue
			}
			if best = append(best, d); len(best) >= 4*limit {
				cut()
			}
		}
	}
	cut()
	out := make([]uint32, len(best))
	for i, d := range best {
		out[i] = d.id
	}
	return out, nil
}

// byWeight orders by salience or by sources, then newest first.
func (r *result) byWeight(a store.Ask) ([]model.StoryID, error) {
	weight := func(id uint32) int { return max(1, r.told[int(id)]) }
	if a.Query.Sort == query.Sources {
		if err := r.loadTold(); err != nil {
			return nil, err
		}
	} else {
		w, err := r.weights()
		if err != nil {
			return nil, err
		}
		weight = func(id uint32) int { return int(w[id]) }
	}
	// newest first, then by counting how many there are of each weight, which keeps that order
	byWeight := make([][]model.StoryID, 0, 64)
	at := map[int]int{}
	err := r.newestFirst(r.maybe.count(), math.MaxInt, func(id int) (bool, error) {
		w := weight(uint32(id))
		i, ok := at[w]
		if !ok {
			i = len(byWeight)
			at[w] = i
			byWeight = append(byWeight, nil)
		}
		byWeight[i] = append(byWeight[i], model.StoryID(id))
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	weights := slices.Sorted(maps.Keys(at))
	slices.Reverse(weights)
	var out []model.StoryID
	for _, w := range weights {
		if out = append(out, byWeight[at[w]]...); a.Limit > 0 && len(out) >= a.Limit {
			return out[:a.Limit], nil
		}
	}
	return out, nil
}
