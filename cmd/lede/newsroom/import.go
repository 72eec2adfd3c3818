package newsroom

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"lede/feed/clean"
	"lede/feed/format"
	"lede/feed/migrate"
	"lede/model"
	"lede/model/safe"
)

// Took is what an import came to. Left are feeds that this reader may not have; Views are filters that were
// not saved before; Away are stories that are not here and were not kept.
type Took struct{ Feeds, New, Stories, Read, Starred, Views, Left, Away int }

// Import takes over another reader's feeds, stories and marks. What is there already stays as it is.
func (r *Reader) Import(ctx context.Context, h migrate.Haul) (Took, error) {
	st, err := r.write(ctx, r.May.Feeds, WithoutSample)
	if err != nil {
		return Took{}, err
	}
	var took Took
	feeds := map[string]model.Feed{}
	for _, f := range h.Feeds {
		kept, err := r.takeFeed(ctx, st, f, &took)
		if err != nil {
			return took, err
		}
		if kept.ID == 0 {
			continue
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
	m := r.mover(st, &took)
	for s, err := range h.Stories(ctx) {
		if err != nil {
			return took, err
		}
		f, ok := feeds[s.FeedAddress]
		if !ok {
			continue
		}
		if err := m.add(ctx, f.ID, Moved{Story: storyOf(s, f, r.Now()), State: model.State{Read: s.Read, Starred: s.Starred}}); err != nil {
			return took, err
		}
	}
	return took, m.flush(ctx)
}

// storyOf makes a story of one that another reader kept of feed f.
func storyOf(s migrate.Story, f model.Feed, now time.Time) model.Story {
	it := format.Item{Title: format.Text{Value: s.Title}, Link: s.URL, ID: s.GUID, Content: format.Text{Value: s.HTML, Form: format.Markup}, Published: s.Published}
	if s.Author != "" {
		it.Authors = []format.Person{{Name: s.Author}}
	}
	if s.EnclosureURL != "" {
		it.Enclosures = []format.Enclosure{{URL: s.EnclosureURL, Type: s.EnclosureType}}
	}
	return clean.Story(it, &format.Feed{Title: format.Text{Value: f.Title}, Link: f.Link}, clean.Hints{URL: f.Address, Now: now})
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
