package newsroom

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"lede/model"
	"lede/model/safe"
	"lede/model/store"
)

// Moved is a story from elsewhere with what its reader did with it; or a feed, or a setting, that the reader had there.
type Moved struct {
	Story   model.Story
	Page    *model.Story // the story with the text of its page, where that was read in place of the feed's
	Address string       // of its feed; a story of a feed that the reader has not got is one of no feed
	State   model.State
	Thread  int  // stories of one number tell one event; 0 is none
	Leads   bool // its thread

	Feed       *model.Feed
	Key, Value string
}

// TakeIn keeps what was written out elsewhere: stories and how they were marked, feeds, settings. What is there
// already stays as it is, but for marks that it lacks. Who does not sit at this machine brings no stories in, since
// others read them too: marks are kept of those that are here. An error of all ends it; what came before is kept.
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
	m.marksOnly = !r.May.Open
	for s, err := range all {
		switch {
		case err != nil:
		case s.Feed != nil:
			var f model.Feed
			if f, err = r.takeFeed(ctx, st, *s.Feed, &took); f.ID != 0 {
				ids[f.Address] = f.ID
			}
		case s.Key != "":
			err = r.takeSetting(ctx, s.Key, s.Value, &took)
		default:
			err = m.add(ctx, ids[s.Address], s)
		}
		if err != nil {
			if ctx.Err() == nil {
				_ = m.flush(ctx) // the error that ends it is the one to tell
			}
			return took, err
		}
	}
	if err := m.flush(ctx); err != nil {
		return took, err
	}
	if took.New > 0 {
		err = r.dropSample(ctx, st)
	}
	return took, errors.Join(err, m.join(ctx))
}

// takeFeed subscribes to a feed, unless the reader has it or may not have it.
func (r *Reader) takeFeed(ctx context.Context, st store.Store, f model.Feed, took *Took) (model.Feed, error) {
	if !r.mayVisit(f.Address) {
		took.Left++
		return model.Feed{}, nil
	}
	kept, err := st.Subscribe(ctx, r.ID, f)
	switch {
	case err == nil:
		took.New++
	case !errors.Is(err, store.ErrDuplicate):
		return kept, fmt.Errorf("%s: %w", safe.Line(f.Address), err)
	}
	took.Feeds++
	return kept, nil
}

// Choices are the settings that readers make on the screen, by key.
func Choices() []string { return []string{filters, "panes", "rows", "theme"} }

// takeSetting keeps what the reader chose elsewhere and not yet here.
func (r *Reader) takeSetting(ctx context.Context, key, value string, took *Took) error {
	if !slices.Contains(Choices(), key) || len(value) > mostChosen {
		return nil
	}
	if key == filters {
		n, err := r.keepViews(ctx, viewsIn(value))
		took.Views += n
		return err
	}
	if was, err := r.Setting(ctx, key); err != nil || was != "" {
		return err
	}
	return r.SetSetting(ctx, key, safe.Line(value))
}

// mostChosen bounds a setting, in bytes.
const mostChosen = 1 << 20

// All are all stories of the reader's, muted ones too, in the order in which they came.
func (r *Reader) All(ctx context.Context) iter.Seq2[model.Line, error] {
	return func(yield func(model.Line, error) bool) {
		st := r.Shelf.Read()
		e, err := st.Edition(ctx, store.Ask{Reader: r.ID, Now: r.Now()})
		if err != nil {
			yield(model.Line{}, err)
			return
		}
		slices.Sort(e.IDs)
		for ids := range slices.Chunk(e.IDs, batch) {
			lines, err := st.Lines(ctx, r.ID, ids)
			if err != nil {
				yield(model.Line{}, err)
				return
			}
			for _, l := range lines {
				if !yield(l, nil) {
					return
				}
			}
		}
	}
}

// IsSample tells whether a feed is the sample edition.
func IsSample(f model.Feed) bool { return f.Address == sampleFeed }

// batch is how many stories are put at a time.
const batch = 200

// mover puts stories in batches of one feed and marks them as they were.
type mover struct {
	r       *Reader
	st      store.Store
	took    *Took
	press   *press
	feed    model.FeedID
	waiting []Moved
	threads map[int][]model.StoryID // of each number, the leading one first

	marksOnly bool // of stories that are there; what is not there is not put
}

func (r *Reader) mover(st store.Store, took *Took) *mover {
	return &mover{r: r, st: st, took: took, press: newPress(), threads: map[int][]model.StoryID{}}
}

func (m *mover) add(ctx context.Context, feed model.FeedID, s Moved) error {
	if feed != m.feed || len(m.waiting) == batch {
		if err := m.flush(ctx); err != nil {
			return err
		}
		m.feed = feed
	}
	m.waiting = append(m.waiting, s)
	return nil
}

func (m *mover) flush(ctx context.Context) error {
	if len(m.waiting) == 0 {
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
			if id != 0 && mark.holds(m.waiting[i].State) {
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
	for i, id := range ids {
		switch w := &m.waiting[i]; {
		case w.Thread == 0 || id == 0 || m.marksOnly:
		case w.Leads:
			m.threads[w.Thread] = append([]model.StoryID{id}, m.threads[w.Thread]...)
		default:
			m.threads[w.Thread] = append(m.threads[w.Thread], id)
		}
	}
	m.waiting = m.waiting[:0]
	return nil
}

// join puts the stories that told one event elsewhere into one thread here.
func (m *mover) join(ctx context.Context) error {
	var in []store.Joining
	for _, n := range slices.Sorted(maps.Keys(m.threads)) {
		ids := m.threads[n]
		for _, id := range ids[1:] {
			in = append(in, store.Joining{Story: id, With: ids[0]})
		}
	}
	if len(in) == 0 {
		return nil
	}
	return m.st.Join(ctx, in)
}

// put keeps those stories that are not there yet, with their facts, and gives the ids of all; 0 for one that is not kept.
func (m *mover) put(ctx context.Context) ([]model.StoryID, error) {
	issues := make([]store.Issue, len(m.waiting))
	for i := range m.waiting {
		issues[i].First = store.IdentityOf(m.feed, &m.waiting[i].Story).First
	}
	kept, err := m.st.Known(ctx, issues)
	if err != nil {
		return nil, err
	}
	ids := make([]model.StoryID, len(kept))
	var fresh []model.Story
	var at []int
	for i, k := range kept {
		if k.ID == 0 || k.Gone {
			fresh, at = append(fresh, m.waiting[i].Story), append(at, i)
			continue
		}
		ids[i] = k.ID
	}
	if m.marksOnly {
		m.took.Away += len(fresh)
		return ids, nil
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
	return ids, m.pages(ctx, ids, put.New)
}

// pages keeps the texts of pages that were read in place of the feed's, of stories that are new.
func (m *mover) pages(ctx context.Context, ids, fresh []model.StoryID) error {
	for i, id := range ids {
		page := m.waiting[i].Page
		if page == nil || !slices.Contains(fresh, id) {
			continue
		}
		page.ID = id
		m.press.enter()
		Print(page)
		m.press.leave()
		if err := m.st.FullText(ctx, *page); err != nil {
			return err
		}
	}
	return nil
}

// note keeps notes on stories that have none.
func (m *mover) note(ctx context.Context, ids []model.StoryID) error {
	for i, id := range ids {
		if m.waiting[i].State.Note == "" || id == 0 {
			continue
		}
		s, err := m.st.Story(ctx, m.r.ID, id)
		if err != nil {
			return err
		}
		if s.State.Note != "" {
			continue
		}
		if err := m.st.Note(ctx, m.r.ID, id, m.waiting[i].State.Note); err != nil {
			return err
		}
	}
	return nil
}
