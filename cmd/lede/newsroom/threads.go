package newsroom

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
	"lede/model/thread"
)

// Bounds of what is compared with what. A story is compared with those of the last days only, and of a flood of
// them, as the first visit to a thousand feeds brings, with a part: an event is told by several papers within
// days, and what finds it must not cost more than finding the facts.
const (
	threadDays   = 4
	mostSeeds    = 1200 // stories of the store that a round begins with
	mostCompared = 4000 // stories at a time, seeds included; then it begins anew from the newest
	mostJoined   = 6000 // new stories of one round
)

// threads finds out which new stories tell the event that an earlier one tells.
type threads struct {
	mu   sync.Mutex
	told *thread.Threads // nil: the store is to be asked first
	n    int             // stories in told
}

// take takes stories in that were just kept, with their ids, and puts those into the store's threads that
// tell what another one tells. Not more than room of them; how many it were.
func (t *threads) take(ctx context.Context, st store.Store, stories []model.Story, room int, now time.Time) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	recent := make([]*model.Story, 0, len(stories))
	for i := range stories {
		if at := query.Issued(&stories[i]); stories[i].ID != 0 && at.After(now.AddDate(0, 0, -threadDays)) {
			recent = append(recent, &stories[i])
		}
	}
	if recent = recent[:min(len(recent), room)]; len(recent) == 0 {
		return 0, nil
	}
	if t.told == nil || t.n+len(recent) > mostCompared {
		if err := t.seed(ctx, st, recent, now); err != nil {
			return 0, err
		}
	}
	slices.SortStableFunc(recent, func(a, b *model.Story) int { return query.Issued(a).Compare(query.Issued(b)) })
	var join []store.Joining
	for _, s := range recent {
		if lead := t.add(s); lead != s.ID {
			join = append(join, store.Joining{Story: s.ID, With: lead})
		}
	}
	return len(recent), st.Join(ctx, join)
}

func (t *threads) add(s *model.Story) model.StoryID {
	t.n++
	return t.told.Add(s.ID, s.Headline, s.Body.Text(), query.Issued(s))
}

// seed begins anew with the newest stories of the store, but for those that are new.
func (t *threads) seed(ctx context.Context, st store.Store, but []*model.Story, now time.Time) error {
	isNew := make(map[model.StoryID]bool, len(but))
	for _, s := range but {
		isNew[s.ID] = true
	}
	q, err := query.Parse(fmt.Sprintf("newer:%dd", threadDays))
	if err != nil {
		return err
	}
	e, err := st.Edition(ctx, store.Ask{Query: q, Now: now, Limit: mostSeeds + len(but)})
	if err != nil {
		return err
	}
	ids := slices.DeleteFunc(e.IDs, func(id model.StoryID) bool { return isNew[id] })
	t.told, t.n = thread.New(), 0
	for _, id := range slices.Backward(ids[:min(len(ids), mostSeeds)]) {
		s, err := st.Story(ctx, 0, id)
		if err != nil {
			continue // it went in the meantime
		}
		t.add(&s)
	}
	return nil
}
