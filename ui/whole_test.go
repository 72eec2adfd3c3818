package ui_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"lede/model"
	"lede/model/query"
	"lede/ui"
	"lede/ui/uitest"
)

// depot is a desk with very many stories, of which it notes how many were asked for.
type depot struct {
	*uitest.Desk
	stories int
	asked   []int
	marked  int // stories that were to be marked, of late
}

func (d *depot) Mark(_ context.Context, ids []model.StoryID, m model.Mark) (model.Change, error) {
	d.marked = len(ids)
	return model.Change{Mark: m, Stories: ids}, nil
}

func (d *depot) Edition(_ context.Context, q query.Query, limit, lines int) (model.Edition, error) {
	e := model.Edition{Query: q.String(), Total: d.stories, Unread: d.stories}
	if limit > 0 {
		e.More = true
	} else {
		limit = d.stories
	}
	step := 1
	if !q.All() {
		step, e.More = d.stories/2, false
	}
	d.asked = append(d.asked, limit)
	for id := step; id <= limit || step > 1 && id <= d.stories; id += step {
		e.IDs = append(e.IDs, model.StoryID(id))
	}
	return e, nil
}

func (d *depot) Lines(_ context.Context, ids []model.StoryID) ([]model.Line, error) {
	var out []model.Line
	for _, id := range ids {
		out = append(out, model.Line{ID: id, Headline: fmt.Sprintf("Story number %d", id)})
	}
	return out, nil
}

func (d *depot) Story(_ context.Context, id model.StoryID) (model.Story, error) {
	return model.Story{ID: id, Headline: fmt.Sprintf("Story number %d", id)}, nil
}

func TestTheIDsOfAVeryLongListAreThereWhenTheyAreNeeded(t *testing.T) {
	const most = 30_000
	for _, c := range []struct {
		name  string
		keys  []string
		shows []string
		whole bool
	}{
		{"a step", []string{"j", "j"}, []string{"3 of 30k"}, false},
		{"the end", []string{"G"}, []string{"Story number 30000"}, true},
		{"a place", []string{":", "'25000'", "enter"}, []string{"Story number 25000"}, true},
		{"a count", []string{"4", "5", "0", "j"}, []string{"451 of 30k"}, true},
		{"close to the end of what is there", []string{"3", "5", "0", "j"}, []string{"351 of 30k"}, true},
		{"a search", []string{"/", "'number'", "enter"}, []string{"Story number 15000"}, true},
	} {
		d := &depot{Desk: uitest.New(nil), stories: most}
		s, _ := begin(140, 40, 1, func(o *ui.Options) { o.Desk = d })
		s.Press(c.keys...)
		shows(t, s, c.shows...)
		if whole := slices.Contains(d.asked, most); whole != c.whole {
			t.Errorf("%s: asked for %v", c.name, d.asked)
		}
	}
	d := &depot{Desk: uitest.New(nil), stories: 5000}
	begin(140, 40, 1, func(o *ui.Options) { o.Desk = d })
	if !slices.Contains(d.asked, 5000) {
		t.Errorf("a list that is not so long is read whole at once, not %v", d.asked)
	}
}

func TestAListThatIsReadInPartIsMarkedWhole(t *testing.T) {
	d := &depot{Desk: uitest.New(nil), stories: 30_000}
	s, _ := begin(140, 40, 1, func(o *ui.Options) { o.Desk = d })
	s.Press("A")
	if d.marked != 30_000 {
		t.Errorf("%d stories are marked", d.marked)
	}
	shows(t, s, "marked read: 30000 stories (u undo)")
}
