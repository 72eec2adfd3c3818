package sqlite

import (
	"cmp"
	"context"
	"errors"

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
		r.learn(n)
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
		r.learn(r.node)
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
