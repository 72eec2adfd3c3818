package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"lede/cmd/lede/newsroom"
	"lede/feed/sample"
	"lede/model"
	"lede/model/safe"
)

// everyJSON is a line of "lede export --all" that is no story. The first line has Lede only.
type everyJSON struct {
	Lede         string            `json:"lede,omitempty"`
	Config       string            `json:"config,omitempty"` // TOML
	Subscription *subscriptionJSON `json:"subscription,omitempty"`
	Setting      *settingJSON      `json:"setting,omitempty"`
}

type subscriptionJSON struct {
	Address string   `json:"address"`
	Title   string   `json:"title,omitempty"`
	Name    string   `json:"name,omitempty"`
	Tags    []string `json:"tags,omitempty"`
}

type settingJSON struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// everything is what the first line of such a file says.
const everything = "everything"

// exportAll writes all that a reader has, so that an import elsewhere brings it back: the settings of the file, feeds,
// what was chosen on the screen, and the stories with what was done to them. Facts are not among it: they are read
// from the text again.
func (l *lede) exportAll(ctx context.Context, a *asking) error {
	w := bufio.NewWriter(a.out)
	enc := jsonTo(w)
	lines := []everyJSON{{Lede: everything}}
	if conf := l.carried(); conf != "" {
		lines = append(lines, everyJSON{Config: conf})
	}
	feeds, err := a.room.Feeds(ctx)
	if err != nil {
		return err
	}
	feeds = slices.DeleteFunc(feeds, newsroom.IsSample)
	slices.SortFunc(feeds, func(a, b model.Feed) int { return cmp.Compare(a.ID, b.ID) })
	for _, f := range feeds {
		lines = append(lines, everyJSON{Subscription: &subscriptionJSON{f.Address, f.Title, f.Name, f.Tags}})
	}
	for _, key := range newsroom.Choices() {
		value, err := a.room.Setting(ctx, key)
		if err != nil {
			return err
		}
		if value != "" {
			lines = append(lines, everyJSON{Setting: &settingJSON{key, value}})
		}
	}
	for _, line := range lines {
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	if err := a.exportStories(ctx, enc, feeds); err != nil {
		return err
	}
	return w.Flush()
}

// carried are the settings of the file, for who sits at this machine.
func (l *lede) carried() string {
	if l.guest != nil {
		return ""
	}
	l.configuration()
	return l.conf.Carried()
}

// exportStories writes all stories of the reader's, feed by feed in the order in which they came: an import into an
// empty store keeps them in that order, and so exports the same again. Of the sample edition only what was marked goes
// along.
func (a *asking) exportStories(ctx context.Context, enc *json.Encoder, feeds []model.Feed) error {
	place := map[model.FeedID]int{} // 0 is of no feed of theirs
	for i, f := range feeds {
		place[f.ID] = i + 1
	}
	byFeed := make([][]model.StoryID, len(feeds)+1)
	for l, err := range a.room.All(ctx) {
		if err != nil {
			return err
		}
		byFeed[place[l.Feed]] = append(byFeed[place[l.Feed]], l.ID)
	}
	var th threadNumbers
	for i, ids := range byFeed {
		address := ""
		if i > 0 {
			address = feeds[i-1].Address
		}
		for _, id := range ids {
			s, err := a.room.Story(ctx, id)
			if err != nil {
				return err
			}
			if sample.Of(&s) && s.State == (model.State{}) {
				continue
			}
			s.Facts, s.Brief, s.Topics = nil, nil, nil
			e, err := a.exportOf(ctx, &s, address)
			if err != nil {
				return err
			}
			e.ID = nil // it is another one elsewhere
			if e.Thread, e.Leads, err = th.of(ctx, a.room, id); err != nil {
				return err
			}
			if err := enc.Encode(e); err != nil {
				return err
			}
		}
	}
	return nil
}

// threadNumbers gives threads numbers in the order in which they are met.
type threadNumbers map[model.StoryID]int

// of is the number of a story's thread and whether the story leads it; 0 for one that is alone.
func (t *threadNumbers) of(ctx context.Context, r *newsroom.Reader, id model.StoryID) (n int, leads bool, err error) {
	ids, err := r.Shelf.Read().ThreadOf(ctx, id)
	if err != nil || len(ids) < 2 {
		return 0, false, err
	}
	if *t == nil {
		*t = threadNumbers{}
	}
	if (*t)[ids[0]] == 0 {
		(*t)[ids[0]] = len(*t) + 1
	}
	return (*t)[ids[0]], ids[0] == id, nil
}

// movedIn is what a line holds; ok is false where it holds nothing that could be kept.
func (e everyJSON) movedIn() (m newsroom.Moved, ok bool) {
	switch {
	case e.Subscription != nil && e.Subscription.Address != "":
		s := e.Subscription
		m.Feed = &model.Feed{Address: s.Address, Title: safe.Line(s.Title), Name: safe.Line(s.Name), Tags: newsroom.Tags(s.Tags)}
	case e.Setting != nil && e.Setting.Key != "":
		m.Key, m.Value = e.Setting.Key, e.Setting.Value
	default:
		return m, false
	}
	return m, true
}
