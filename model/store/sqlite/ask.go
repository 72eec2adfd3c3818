package sqlite

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math"
	"math/bits"
	"slices"
	"strings"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
)

// result is a query's answer before it is put in order.
type result struct {
	*asking
	*node              // what answers, of what the reader sees, less what is muted
	muted *node        // what would answer but for being muted; nil without a mute rule
	known map[int]bool // stories whose text was read: whether they answer
}

// ask works out a query as far as the index can.
func (l *look) ask(a store.Ask) (*result, error) {
	last, err := l.lastVisit(a.Reader)
	if err != nil {
		return nil, err
	}
	r := &result{asking: &asking{look: l, reader: a.Reader, now: a.Now, last: last, topic: a.Topic}, known: map[int]bool{}}
	seen, err := l.visible(a.Reader)
	if err != nil {
		return nil, err
	}
	if a.Query.All() && a.Mute == nil {
		r.node = &node{answer: exactly(seen)}
		return r, nil
	}
	q, err := r.eval(a.Query.Expr)
	if err != nil {
		return nil, err
	}
	base := &node{answer: exactly(seen)}
	if a.Mute == nil {
		r.node = both(base, q)
		return r, nil
	}
	m, err := r.eval(a.Mute)
	if err != nil {
		return nil, err
	}
	q = both(base, q)
	r.muted = both(q, m)
	r.node = both(q, &node{answer: r.turned(m.answer), expr: query.Not{X: a.Mute}, kids: []*node{m}})
	return r, nil
}

// both is what answers two questions.
func both(a, b *node) *node {
	return &node{answer: combine(combine(answer{}, a.answer, set.and), b.answer, set.and), expr: query.And{}, kids: []*node{a, b}}
}

// undecided are the stories that only their text can decide on; nil when there are none.
func (a answer) undecided() set {
	if sameSet(a.surely, a.maybe) {
		return nil
	}
	if s := a.maybe.copy().andNot(a.surely); !s.empty() {
		return s
	}
	return nil
}

// decide reads the texts of all stories that are open, so that the answer is sure.
func (r *result) decide() error {
	for _, n := range []*node{r.node, r.muted} {
		if n == nil {
			continue
		}
		open := n.undecided()
		yes := n.surely
		if open != nil {
			yes = yes.copy()
		}
		for id := range open.each {
			if err := r.ctx.Err(); err != nil {
				return err
			}
			ok, err := r.holds(n, &reading{id: id})
			if err != nil {
				return err
			}
			if ok {
				yes.add(id)
			}
		}
		n.answer = exactly(yes)
	}
	return nil
}

// Edition answers a query.
func (s *Store) Edition(ctx context.Context, a store.Ask) (ed model.Edition, err error) {
	ed.Query = a.Query.String()
	err = s.look(ctx, func(l *look) error {
		r, err := l.ask(a)
		if err != nil {
			return err
		}
		if a.Limit <= 0 || a.Query.Sort != query.Newest {
			if err := r.decide(); err != nil {
				return err
			}
		}
		ids, err := r.inOrder(a)
		if err != nil {
			return err
		}
		ed.IDs = ids
		if err := r.counts(&ed); err != nil {
			return err
		}
		ed.More = a.Limit > 0 && len(ids) == a.Limit && ed.Total > len(ids)
		if !ed.More && len(ids) < ed.Total { // all that may answer was read: the rest does not
			ed.Total = len(ids)
		}
		if n := min(a.Lines, len(ids)); n > 0 {
			ed.Lines, err = l.lines(a.Reader, ids[:n])
		}
		return err
	})
	return ed, none(err)
}

// counts tells how many stories there are, of those that are not known to fail.
func (r *result) counts(ed *model.Edition) error {
	maybe := r.maybe
	if open := r.undecided(); open != nil {
		maybe = maybe.copy()
		for id, ok := range r.known {
			if !ok {
				maybe.drop(id)
			} else {
				open.drop(id)
			}
		}
		ed.AtMost = !open.and(maybe).empty()
	}
	read, err := r.marked(setRead, r.reader)
	if err != nil {
		return err
	}
	fresh, err := r.fresh()
	if err != nil {
		return err
	}
	ed.Total = maybe.count()
	ed.Unread = ed.Total - maybe.countAnd(read)
	ed.New = maybe.countAnd(fresh)
	if r.muted != nil {
		ed.Muted = r.muted.maybe.count()
		ed.AtMost = ed.AtMost || r.muted.undecided() != nil
	}
	return nil
}

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
	err := r.newestFirst(n, limit, open == nil, func(id int) (bool, error) {
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

// newestFirst visits the answer's n stories, newest first, until visit ends it. When only the first are
// wanted and surely answer, or there are few, the order of all is not needed.
func (r *result) newestFirst(n, limit int, sure bool, visit func(id int) (bool, error)) error {
	var few []uint32
	switch {
	case r.ordered():
		return r.walk(visit)
	case sure && limit <= 500:
		var err error
		if few, err = r.newestOf(limit); err != nil {
			return err
		}
	case n <= 20000:
		issued, err := r.issued()
		if err != nil {
			return err
		}
		few = make([]uint32, 0, n)
		for id := range r.maybe.each {
			few = append(few, uint32(id))
		}
		few = sortNewest(few, issued)
	default:
		return r.walk(visit)
	}
	for _, id := range few {
		if more, err := visit(int(id)); err != nil || !more {
			return err
		}
	}
	return nil
}

// ordered tells whether the order of all stories is at hand.
func (r *result) ordered() bool {
	c := &r.s.columns
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.order) >= r.n-1
}

func (r *result) walk(visit func(id int) (bool, error)) error {
	order, err := r.order()
	if err != nil {
		return err
	}
	for _, id := range order {
		if !r.maybe.has(int(id)) {
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
	err := r.newestFirst(r.maybe.count(), math.MaxInt, true, func(id int) (bool, error) {
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

// Count is how many stories answer.
func (s *Store) Count(ctx context.Context, a store.Ask) (total, unread int, err error) {
	err = s.look(ctx, func(l *look) error {
		r, err := l.ask(a)
		if err != nil {
			return err
		}
		if err := r.decide(); err != nil {
			return err
		}
		var ed model.Edition
		err = r.counts(&ed)
		total, unread = ed.Total, ed.Unread
		return err
	})
	return total, unread, none(err)
}

// Topics counts the topics of a query's stories.
func (s *Store) Topics(ctx context.Context, a store.Ask) (out []model.TopicCount, err error) {
	err = s.look(ctx, func(l *look) error {
		r, err := l.ask(a)
		if err != nil {
			return err
		}
		if err := r.decide(); err != nil {
			return err
		}
		out, err = r.topicCounts()
		return err
	})
	return out, none(err)
}

func (r *result) topicCounts() ([]model.TopicCount, error) {
	read, err := r.marked(setRead, r.reader)
	if err != nil {
		return nil, err
	}
	stale := r.dirty()
	unread := r.maybe.copy().andNot(read)
	at := map[string]*model.TopicCount{}
	have := newSet(chunkSize)
	count := func(topic []byte) *model.TopicCount {
		c := at[string(topic)]
		if c == nil {
			c = &model.TopicCount{Topic: model.TopicID(topic)}
			at[string(topic)] = c
		}
		return c
	}
	err = r.under(keyTopic, func(g *segment, e entry) error {
		all, new, old := r.maybe.chunk(g.chunk), unread.chunk(g.chunk), stale.chunk(g.chunk)
		clear(have)
		e.into(have[:len(all)])
		c := count(e.key[len(keyTopic):])
		for i := range all {
			w := have[i] &^ old[i]
			c.Total += bits.OnesCount64(w & all[i])
			c.Unread += bits.OnesCount64(w & new[i])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for id := range stale.and(r.maybe).each { // what the index says of these may be old: look at the row
		var st model.Story
		var topics []model.TopicID
		if _, err := r.rowOf(model.StoryID(id), &st, &topics); err != nil {
			return nil, err
		}
		slices.Sort(topics)
		for _, t := range slices.Compact(topics) {
			c := count([]byte(t))
			c.Total++
			if unread.has(id) {
				c.Unread++
			}
		}
	}
	var out []model.TopicCount
	for _, c := range at {
		if c.Total > 0 {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, store.MoreStories)
	return out, nil
}

// Values are the commonest values of facts.
func (s *Store) Values(ctx context.Context, kind model.Kind, prefix string, limit int) (out []store.Value, err error) {
	err = s.look(ctx, func(l *look) error {
		out, err = l.values(kind, query.Fold(prefix), limit)
		return err
	})
	return out, none(err)
}

func (l *look) values(kind model.Kind, prefix string, limit int) ([]store.Value, error) {
	key := string(kind)
	if kind == model.QuoteOf {
		key = "said"
	}
	head := keyName + key + "\x00"
	dead, err := l.marked(setDead, 0)
	if err != nil {
		return nil, err
	}
	gone := dead.copy().or(l.dirty())
	counts := map[string]*named{}
	tally := func(name []byte, n, id int) {
		c := counts[string(name)]
		if c == nil {
			c = &named{fold: string(name), id: id}
			counts[c.fold] = c
		}
		c.n += n
	}
	have := newSet(chunkSize)
	err = l.under(head, func(g *segment, e entry) error {
		name := e.key[len(head):]
		if !store.BeginsWith(string(name), prefix) {
			return nil
		}
		clear(have)
		e.into(have)
		have.andNot(padded(gone.chunk(g.chunk)))
		if n := have.count(); n > 0 {
			for first := range have.each {
				tally(name, n, g.chunk*chunkSize+first)
				break
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for id := range gone.andNot(dead).each {
		var st model.Story
		if _, err := l.whole(model.StoryID(id), &st); err != nil {
			return nil, err
		}
		for v := range store.NamesIn(&st, kind) {
			if f := query.Fold(v); store.BeginsWith(f, prefix) {
				f, _ = cutKey(head + f)
				tally([]byte(f[len(head):]), 1, id)
			}
		}
	}
	return l.spell(kind, head, counts, limit)
}

type named struct {
	fold string
	n    int
	id   int // a story that has it
}

// spell gives the commonest of folded names as a story writes them.
func (l *look) spell(kind model.Kind, head string, counts map[string]*named, limit int) ([]store.Value, error) {
	all := make([]*named, 0, len(counts))
	for _, c := range counts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *named) int { return cmp.Or(b.n-a.n, strings.Compare(a.fold, b.fold)) })
	if limit > 0 && len(all) > limit {
		all = all[:limit]
	}
	var out []store.Value
	for _, c := range all {
		var st model.Story
		if _, err := l.whole(model.StoryID(c.id), &st); err != nil {
			return nil, err
		}
		for v := range store.NamesIn(&st, kind) {
			if k, _ := cutKey(head + query.Fold(v)); k == head+c.fold {
				out = append(out, store.Value{Text: v, Count: c.n})
				break
			}
		}
	}
	return out, nil
}

// padded is a chunk's words in full length.
func padded(c set) set {
	if len(c) == chunkSize/64 {
		return c
	}
	return append(c.copy(), make(set, chunkSize/64-len(c))...)
}

// ThreadOf are the stories of a thread.
func (s *Store) ThreadOf(ctx context.Context, id model.StoryID) (out []model.StoryID, err error) {
	err = s.look(ctx, func(l *look) error {
		var st model.Story
		if ok, err := l.rowOf(id, &st, nil); err != nil || !ok {
			return cmp.Or(err, store.ErrNotFound)
		}
		rows, err := l.tx.QueryContext(ctx, `SELECT id FROM told WHERE lead=(SELECT lead FROM told WHERE id=?) ORDER BY place`, id)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var o model.StoryID
			if err := rows.Scan(&o); err != nil {
				return err
			}
			out = append(out, o)
		}
		if out == nil {
			out = []model.StoryID{id}
		}
		return rows.Err()
	})
	if errors.Is(err, errNoFile) {
		err = store.ErrNotFound
	}
	return out, err
}
