package query_test

import (
	"slices"
	"testing"

	"lede/model"
	"lede/model/query"
	"lede/model/query/querytest"
)

// sample is the newsroom of the table as Match sees it: stories with their state, numbered.
func sample() ([]model.Story, query.Env) {
	set := querytest.Sample()
	var stories []model.Story
	feeds := map[model.FeedID]model.Feed{}
	publisher := map[string]string{}
	for i, f := range set.Feeds {
		id := model.FeedID(i + 1)
		feeds[id] = f.Feed
		for _, s := range f.Stories {
			s.ID, s.Feed = model.StoryID(len(stories)+1), id
			publisher[s.GUID] = s.Publisher
			stories = append(stories, s)
		}
	}
	sources := map[string]int{}
	for _, th := range set.Threads {
		names := map[string]bool{}
		for _, guid := range th {
			names[publisher[guid]] = true
		}
		for _, guid := range th {
			sources[guid] = len(names)
		}
	}
	return stories, query.Env{Now: querytest.Now(), LastSeen: set.Visit, Topic: querytest.Topic,
		Feed:    func(id model.FeedID) model.Feed { return feeds[id] },
		Sources: func(id model.StoryID) int { return sources[stories[id-1].GUID] }}
}

func TestEveryQueryOfTheTableFindsItsStoriesOrTellsItsFault(t *testing.T) {
	stories, env := sample()
	cases := querytest.Cases()
	if len(cases) < 200 {
		t.Errorf("only %d cases", len(cases))
	}
	for _, c := range cases {
		q, err := query.Parse(c.Query)
		if err != nil || c.Err != "" {
			if err == nil {
				t.Errorf("line %d: %s is read as %s, want error %q", c.Line, c.Query, q, c.Err)
			} else if err.Error() != c.Err {
				t.Errorf("line %d: %s: error\n%q, want\n%q", c.Line, c.Query, err, c.Err)
			}
			continue
		}
		same(t, q)
		var got []string
		for i := range stories {
			if q.Match(&stories[i], env) {
				got = append(got, stories[i].GUID)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.Find) {
			t.Errorf("line %d: %s (%s) finds %v, want %v", c.Line, c.Query, q, got, c.Find)
		}
	}
}
