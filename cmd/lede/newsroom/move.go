package newsroom

import (
	"context"
	"iter"

	"lede/model"
	"lede/model/store"
)

// Moved is a story from elsewhere with what its reader did with it.
type Moved struct {
	Story   model.Story
	Address string // of its feed; a story of a feed that the reader has not got is one of no feed
	State   model.State
}

// TakeIn keeps stories that were written out elsewhere, and how they were marked. A story that is there
// already stays as it is, but for marks that it lacks. An error of all ends it; what came before is kept.
func (r *Reader) TakeIn(ctx context.Context, all iter.Seq2[Moved, error]) (Took, error) {
	var took Took
	st, err := r.write(ctx, r.May.Feeds, WithoutSample)
	if err != nil {
		return took, err
	}
	feeds, err := r.Feeds(ctx)
	if err != nil {
		return took, err
	}
	ids := map[string]model.FeedID{}
	for _, f := range feeds {
		ids[f.Address] = f.ID
	}
	m := r.mover(st, &took)
	for s, err := range all {
		if err == nil {
			err = m.add(ctx, ids[s.Address], s.Story, s.State)
		}
		if err != nil {
			if ctx.Err() == nil {
				_ = m.flush(ctx) // the error that ends it is the one to tell
			}
			return took, err
		}
	}
	return took, m.flush(ctx)
}

// batch is how many stories are put at a time.
const batch = 200

// mover puts stories in batches of one feed and marks them as they were.
type mover struct {
	r       *Reader
	st      store.Store
	took    *Took
	press   *press
	feed    model.FeedID
	stories []model.Story
	states  []model.State
}

func (r *Reader) mover(st store.Store, took *Took) *mover {
	return &mover{r: r, st: st, took: took, press: newPress()}
}

func (m *mover) add(ctx context.Context, feed model.FeedID, s model.Story, state model.State) error {
	if feed != m.feed || len(m.stories) == batch {
		if err := m.flush(ctx); err != nil {
			return err
		}
		m.feed = feed
	}
	m.stories, m.states = append(m.stories, s), append(m.states, state)
	return nil
}

func (m *mover) flush(ctx context.Context) error {
	if len(m.stories) == 0 {
		return nil
	}
	ids, err := m.put(ctx)
	if err != nil {
		return err
	}
	for _, mark := range []struct {
		is    model.Mark
		holds func(model.State) bool
		n     *int
	}{
		{model.MarkRead, func(s model.State) bool { return s.Read }, &m.took.Read},
		{model.MarkStarred, func(s model.State) bool { return s.Starred }, &m.took.Starred},
	} {
		var marked []model.StoryID
		for i, id := range ids {
			if mark.holds(m.states[i]) {
				marked = append(marked, id)
			}
		}
		if len(marked) == 0 {
			continue
		}
		ch, err := m.st.Mark(ctx, m.r.ID, marked, mark.is, m.r.Now())
		if err != nil {
			return err
		}
		*mark.n += len(ch.Stories)
	}
	if err := m.note(ctx, ids); err != nil {
		return err
	}
	m.stories, m.states = m.stories[:0], m.states[:0]
	return nil
}

// put keeps those stories that are not there yet, with their facts, and gives the ids of all.
func (m *mover) put(ctx context.Context) ([]model.StoryID, error) {
	issues := make([]store.Issue, len(m.stories))
	for i := range m.stories {
		issues[i].First = store.IdentityOf(m.feed, &m.stories[i]).First
	}
	kept, err := m.st.Known(ctx, issues)
	if err != nil {
		return nil, err
	}
	ids := make([]model.StoryID, len(kept))
	var fresh []model.Story
	var at []int
	for i, k := range kept {
		if ids[i] = k.ID; k.ID == 0 {
			fresh, at = append(fresh, m.stories[i]), append(at, i)
		}
	}
	m.press.enter()
	m.press.print(fresh)
	m.press.leave()
	put, err := m.st.Put(ctx, m.feed, fresh, m.r.Now())
	if err != nil {
		return nil, err
	}
	for n, i := range at {
		ids[i] = put.IDs[n]
	}
	m.took.Stories += len(put.New)
	return ids, nil
}

// note keeps notes on stories that have none.
func (m *mover) note(ctx context.Context, ids []model.StoryID) error {
	for i, id := range ids {
		if m.states[i].Note == "" {
			continue
		}
		s, err := m.st.Story(ctx, m.r.ID, id)
		if err != nil {
			return err
		}
		if s.State.Note != "" {
			continue
		}
		if err := m.st.Note(ctx, m.r.ID, id, m.states[i].Note); err != nil {
			return err
		}
	}
	return nil
}
