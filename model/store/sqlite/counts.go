package sqlite

import (
	"bytes"
	"cmp"
	"context"
	"maps"
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

// newest is how many chunks of the newest stories are looked at for values before the others are: who is in the
// news now is what a reader types.
const newest = 2

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
	t := &tally{look: l, head: head, prefix: prefix, gone: dead.copy().or(l.dirty())}
	first := chunkOf(model.StoryID(l.n-1)) - newest + 1
	if limit > 0 && first > 0 {
		if err := t.count(first); err != nil {
			return nil, err
		}
		if len(t.counts) >= limit {
			all := t.most(limit)
			if err := t.everywhere(all); err != nil {
				return nil, err
			}
			return l.spell(kind, head, all)
		}
	}
	if err := t.count(0); err != nil {
		return nil, err
	}
	if err := t.toldAnew(kind, t.gone.andNot(dead)); err != nil {
		return nil, err
	}
	return l.spell(kind, head, t.most(limit))
}

// tally counts the stories that have each name of a kind.
type tally struct {
	*look
	head, prefix string
	gone         set // what the index says of these does not count
	counts       map[string]*named
}

func (t *tally) add(name []byte, n, id int) {
	c := t.counts[string(name)]
	if c == nil {
		c = &named{fold: string(name), id: id}
		t.counts[c.fold] = c
	}
	c.n += n
}

// count counts the names that begin as is asked, or hold a word that does, in the stories from a chunk on.
func (t *tally) count(from int) error {
	t.counts = map[string]*named{}
	view := *t.view
	view.segs = slices.DeleteFunc(slices.Clone(view.segs), func(g *segment) bool { return g.chunk < from })
	part := *t.look
	part.view = &view
	begins, inside := []byte(t.prefix), []byte(" "+t.prefix)
	have := newSet(chunkSize)
	return part.under(t.head, func(g *segment, e entry) error {
		name := e.key[len(t.head):]
		if !bytes.HasPrefix(name, begins) && !bytes.Contains(name, inside) {
			return nil
		}
		gone := t.gone.chunk(g.chunk)
		if gone.empty() {
			t.add(name, e.count, g.chunk*chunkSize+e.first())
			return nil
		}
		clear(have)
		e.into(have)
		have.andNot(padded(gone))
		if n := have.count(); n > 0 {
			for first := range have.each {
				t.add(name, n, g.chunk*chunkSize+first)
				break
			}
		}
		return nil
	})
}

// everywhere counts names in all stories.
func (t *tally) everywhere(all []*named) error {
	for _, c := range all {
		s := newSet(t.n)
		if err := t.find(t.head+c.fold, s); err != nil {
			return err
		}
		c.n = s.andNot(t.gone).count()
	}
	slices.SortFunc(all, (*named).before)
	return nil
}

// toldAnew counts the names in stories of which the index may say what an earlier wording said.
func (t *tally) toldAnew(kind model.Kind, stories set) error {
	for id := range stories.each {
		var st model.Story
		if _, err := t.whole(model.StoryID(id), &st); err != nil {
			return err
		}
		for v := range store.NamesIn(&st, kind) {
			if f := query.Fold(v); store.BeginsWith(f, t.prefix) {
				f, _ = cutKey(t.head + f)
				t.add([]byte(f[len(t.head):]), 1, id)
			}
		}
	}
	return nil
}

// most are the commonest of the names counted.
func (t *tally) most(limit int) []*named {
	all := slices.Collect(maps.Values(t.counts))
	slices.SortFunc(all, (*named).before)
	if limit > 0 && len(all) > limit {
		all = all[:limit]
	}
	return all
}

type named struct {
	fold string
	n    int
	id   int // a story that has it
}

func (c *named) before(o *named) int { return cmp.Or(o.n-c.n, strings.Compare(c.fold, o.fold)) }

// spell gives folded names as a story writes them.
func (l *look) spell(kind model.Kind, head string, all []*named) ([]store.Value, error) {
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
