package sqlite

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"strings"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
)

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
