package newsroom

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"lede/feed/clean"
	"lede/feed/format"
	"lede/feed/migrate"
	"lede/model"
	"lede/model/safe"
	"lede/model/store"
)

// Took is what an import came to. Left are feeds that this reader may not have; Views are filters that were
// not saved before.
type Took struct{ Feeds, New, Stories, Read, Starred, Views, Left int }

// batch is how many stories are put at a time.
const batch = 200

// Import takes over another reader's feeds, stories and marks. What is there already stays as it is.
func (r *Reader) Import(ctx context.Context, h migrate.Haul) (Took, error) {
	st, err := r.write(ctx, r.May.Feeds, WithoutSample)
	if err != nil {
		return Took{}, err
	}
	var took Took
	feeds := map[string]model.Feed{}
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
		kept.Title = cmp.Or(kept.Title, f.Title)
		feeds[f.Address] = kept
	}
	if took.New > 0 {
		if err := r.dropSample(ctx, st); err != nil {
			return took, err
		}
	}
	if took.Views, err = r.keepViews(ctx, h.Queries); err != nil {
		return took, err
	}
	m := mover{r: r, st: st, took: &took, press: newPress()}
	for s, err := range h.Stories(ctx) {
		if err != nil {
			return took, err
		}
		f, ok := feeds[s.FeedAddress]
		if !ok {
			continue
		}
		if err := m.add(ctx, f, s); err != nil {
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
	press   *press
	feed    model.FeedID
	stories []model.Story
	states  []migrate.StoryState
}

func (m *mover) add(ctx context.Context, feed model.Feed, s migrate.Story) error {
	if feed.ID != m.feed || len(m.stories) == batch {
		if err := m.flush(ctx); err != nil {
			return err
		}
		m.feed = feed.ID
	}
	it := format.Item{Title: format.Text{Value: s.Title}, Link: s.URL, ID: s.GUID, Content: format.Text{Value: s.HTML, Form: format.Markup}, Published: s.Published}
	if s.Author != "" {
		it.Authors = []format.Person{{Name: s.Author}}
	}
	if s.EnclosureURL != "" {
		it.Enclosures = []format.Enclosure{{URL: s.EnclosureURL, Type: s.EnclosureType}}
	}
	story := clean.Story(it, &format.Feed{Title: format.Text{Value: feed.Title}, Link: feed.Link}, clean.Hints{URL: feed.Address, Now: m.r.Now()})
	m.stories, m.states = append(m.stories, story), append(m.states, s.StoryState)
	return nil
}

func (m *mover) flush(ctx context.Context) error {
	if len(m.stories) == 0 {
		return nil
	}
	if err := m.unread(ctx); err != nil {
		return err
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

// unread reads the facts of those stories that are not kept yet.
func (m *mover) unread(ctx context.Context) error {
	issues := make([]store.Issue, len(m.stories))
	for i := range m.stories {
		issues[i].First = store.IdentityOf(m.feed, &m.stories[i]).First
	}
	kept, err := m.st.Known(ctx, issues)
	if err != nil {
		return err
	}
	var fresh []model.Story
	var at []int
	for i, k := range kept {
		if k.ID == 0 {
			fresh, at = append(fresh, m.stories[i]), append(at, i)
		}
	}
	m.press.enter()
	m.press.print(fresh)
	m.press.leave()
	for n, i := range at {
		m.stories[i] = fresh[n]
	}
	return nil
}

// Rules are those of a haul's mute rules that the configuration does not hold, as lines for it; "" for none.
func (r *Room) Rules(h migrate.Haul) string {
	var b strings.Builder
	for _, q := range h.Mutes {
		if slices.Contains(r.conf.Mute, q.Text) {
			continue
		}
		fmt.Fprintf(&b, "  %s,", toml(q.Text))
		if name := safe.Line(q.Name); name != "" {
			fmt.Fprintf(&b, " # %s", name)
		}
		b.WriteString("\n")
	}
	if b.Len() == 0 {
		return ""
	}
	return "mute = [\n" + b.String() + "]\n"
}

// toml is a text as a string of TOML: the escapes of JSON are among its own.
func toml(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(safe.Line(s))
	return strings.TrimSuffix(b.String(), "\n")
}
