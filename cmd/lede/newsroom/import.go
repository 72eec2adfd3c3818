package newsroom

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"lede/feed/clean"
	"lede/feed/format"
	"lede/feed/migrate"
	"lede/model"
	"lede/model/safe"
	"lede/model/store"
)

// Took is what an import came to. Left are feeds that this reader may not have.
type Took struct{ Feeds, New, Stories, Read, Starred, Left int }

// batch is how many stories are put at a time.
const batch = 200

// Import takes over another reader's feeds, stories and marks. What is there already stays as it is.
func (r *Reader) Import(ctx context.Context, h migrate.Haul) (Took, error) {
	st, err := r.write(ctx, r.May.Feeds, WithoutSample)
	if err != nil {
		return Took{}, err
	}
	var took Took
	feeds := map[string]model.FeedID{}
	for _, f := range h.Feeds {
		if !r.mayVisit(f.Address) {
			took.Left++
			continue
		}
		kept, err := st.Subscribe(ctx, r.ID, f)
		if err != nil && !errors.Is(err, store.ErrDuplicate) {
			return took, fmt.Errorf("%s: %w", safe.Line(f.Address), err)
		}
		took.Feeds++
		if err == nil {
			took.New++
		}
		feeds[f.Address] = kept.ID
	}
	if took.New > 0 {
		if err := r.dropSample(ctx, st); err != nil {
			return took, err
		}
	}
	m := mover{r: r, st: st, took: &took}
	for s, err := range h.Stories(ctx) {
		if err != nil {
			return took, err
		}
		id, ok := feeds[s.FeedAddress]
		if !ok {
			continue
		}
		if err := m.add(ctx, id, s); err != nil {
			return took, err
		}
	}
	return took, m.flush(ctx)
}

// mover puts stories in batches of one feed and marks them as they were.
type mover struct {
	r       *Reader
	st      store.Store
	took    *Took
	feed    model.FeedID
	stories []model.Story
	states  []migrate.StoryState
}

func (m *mover) add(ctx context.Context, feed model.FeedID, s migrate.Story) error {
	if feed != m.feed || len(m.stories) == batch {
		if err := m.flush(ctx); err != nil {
			return err
		}
		m.feed = feed
	}
	it := format.Item{Title: format.Text{Value: s.Title}, Link: s.URL, ID: s.GUID, Content: format.Text{Value: s.HTML, Form: format.Markup}, Published: s.Published}
	if s.Author != "" {
		it.Authors = []format.Person{{Name: s.Author}}
	}
	if s.EnclosureURL != "" {
		it.Enclosures = []format.Enclosure{{URL: s.EnclosureURL, Type: s.EnclosureType}}
	}
	story := clean.Story(it, nil, clean.Hints{Now: m.r.Now()})
	Print(&story)
	m.stories, m.states = append(m.stories, story), append(m.states, s.StoryState)
	return nil
}

func (m *mover) flush(ctx context.Context) error {
	if len(m.stories) == 0 {
		return nil
	}
	kept, err := m.st.Put(ctx, m.feed, m.stories, m.r.Now())
	if err != nil {
		return err
	}
	m.took.Stories += len(kept.New)
	var read, starred []model.StoryID
	for i, id := range kept.IDs {
		if m.states[i].Read {
			read = append(read, id)
		}
		if m.states[i].Starred {
			starred = append(starred, id)
		}
	}
	for _, mark := range []struct {
		ids []model.StoryID
		is  model.Mark
		n   *int
	}{{read, model.MarkRead, &m.took.Read}, {starred, model.MarkStarred, &m.took.Starred}} {
		if len(mark.ids) == 0 {
			continue
		}
		ch, err := m.st.Mark(ctx, m.r.ID, mark.ids, mark.is, m.r.Now())
		if err != nil {
			return err
		}
		*mark.n += len(ch.Stories)
	}
	m.stories, m.states = m.stories[:0], m.states[:0]
	return nil
}

// Rules are a haul's filters and mute rules as lines of the configuration.
func Rules(h migrate.Haul) string {
	var b strings.Builder
	if len(h.Mutes) > 0 {
		b.WriteString("mute = [\n")
		for _, q := range h.Mutes {
			fmt.Fprintf(&b, "  %q, # %s\n", safe.Line(q.Text), safe.Line(q.Name))
		}
		b.WriteString("]\n")
	}
	if len(h.Queries) > 0 {
		b.WriteString("[views]\n")
		for _, q := range h.Queries {
			fmt.Fprintf(&b, "%q = %q\n", safe.Line(q.Name), safe.Line(q.Text))
		}
	}
	return b.String()
}
