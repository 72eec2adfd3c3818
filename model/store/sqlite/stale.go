package sqlite

import (
	"context"
	"slices"

	"lede/model"
	"lede/model/store"
)

// Stale are the stories that rules let go.
func (s *Store) Stale(ctx context.Context, rule func(model.FeedID) store.Keep) (out []model.StoryID, err error) {
	err = s.look(ctx, func(l *look) error {
		out, err = l.stale(rule)
		return err
	})
	return out, none(err)
}

func (l *look) stale(rule func(model.FeedID) store.Keep) ([]model.StoryID, error) {
	feeds, err := l.feeds()
	if err != nil {
		return nil, err
	}
	rules, unread, forever := map[uint32]store.Keep{}, false, true
	for _, f := range feeds {
		if _, ok := rules[f]; !ok {
			k := rule(model.FeedID(f))
			rules[f] = k
			forever, unread = forever && k.Forever(), unread || k.Unread
		}
	}
	if forever {
		return nil, nil
	}
	stay, err := held(l.ctx, l.tx, l.n)
	if err != nil {
		return nil, err
	}
	dead, err := l.marked(setDead, 0)
	if err != nil {
		return nil, err
	}
	stay.or(dead)
	if unread {
		if err := l.unreadStay(rules, feeds, stay); err != nil {
			return nil, err
		}
	}
	may, err := l.mayGo(rules, feeds, dead)
	if err != nil {
		return nil, err
	}
	var out []model.StoryID
	for id := range may.andNot(stay).each {
		out = append(out, model.StoryID(id))
	}
	return out, nil
}

// unreadStay adds what readers have not read yet of feeds whose rule keeps that.
func (l *look) unreadStay(rules map[uint32]store.Keep, feeds []uint32, stay set) error {
	rows, err := l.tx.QueryContext(l.ctx, `SELECT DISTINCT reader FROM sub UNION SELECT ?`, model.LocalReader)
	if err != nil {
		return err
	}
	defer rows.Close()
	var readers []model.ReaderID
	for rows.Next() {
		var r model.ReaderID
		if err := rows.Scan(&r); err != nil {
			return err
		}
		readers = append(readers, r)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, r := range readers {
		mine, err := l.subscribed(r)
		if err != nil {
			return err
		}
		mine[0] = r == model.LocalReader
		read := newSet(l.n)
		if err := readSet(l.ctx, l.tx, setRead, r, read); err != nil {
			return err
		}
		for id, f := range feeds {
			if mine[f] && rules[f].Unread && !read.has(id) {
				stay.add(id)
			}
		}
	}
	return nil
}

// mayGo are the stories that are too old, or too many for their feed.
func (l *look) mayGo(rules map[uint32]store.Keep, feeds []uint32, dead set) (set, error) {
	out := newSet(l.n)
	seen, err := grow(l, colSeen, nil, long)
	if err != nil {
		return nil, err
	}
	counted := map[uint32][]uint32{}
	for id := 1; id < len(feeds); id++ {
		if dead.has(id) {
			continue
		}
		f := feeds[id]
		k := rules[f]
		if !k.Since.IsZero() && seen[id] < k.Since.UnixMilli() {
			out.add(id)
		}
		if k.Most > 0 {
			counted[f] = append(counted[f], uint32(id))
		}
	}
	if len(counted) == 0 {
		return out, nil
	}
	issued, err := l.issued()
	if err != nil {
		return nil, err
	}
	for f, ids := range counted {
		ids = sortNewest(ids, issued)
		for _, id := range slices.Clip(ids)[min(rules[f].Most, len(ids)):] {
			out.add(int(id))
		}
	}
	return out, nil
}
