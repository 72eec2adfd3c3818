package store

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"lede/model"
	"lede/model/query"
)

// MoreStories puts the topics of more stories first, those of as many by name.
func MoreStories(a, b model.TopicCount) int {
	return cmp.Or(b.Total-a.Total, strings.Compare(string(a.Topic), string(b.Topic)))
}

// SortByLabel puts feeds into the order in which a reader's are told.
func SortByLabel(feeds []model.Feed) {
	type labelled struct {
		label string
		feed  model.Feed
	}
	order := make([]labelled, len(feeds))
	for i := range feeds {
		order[i] = labelled{query.Fold(feeds[i].Label()), feeds[i]}
	}
	slices.SortFunc(order, func(a, b labelled) int {
		return cmp.Or(strings.Compare(a.label, b.label), int(a.feed.ID-b.feed.ID))
	})
	for i := range order {
		feeds[i] = order[i].feed
	}
}

// PublisherKey tells publishers apart when a thread's sources are counted: by name, else by feed.
func PublisherKey(feed model.FeedID, publisher string) string {
	if p := query.Fold(publisher); p != "" {
		return p
	}
	return strconv.FormatInt(int64(feed), 10)
}

// NamesIn are the values of a story's facts of a kind, one of each that folds alike: those who spoke for
// quotes.
func NamesIn(s *model.Story, kind model.Kind) iter.Seq[string] {
	key := string(kind)
	if kind == model.QuoteOf {
		key = "said"
	}
	return func(yield func(string) bool) {
		var seen []string
		text := s.Body.Text()
		for i := range s.Facts {
			f := &s.Facts[i]
			if f.Kind != kind {
				continue
			}
			name := query.NameOf(key, f, text)
			fold := query.Fold(name)
			if fold == "" || slices.Contains(seen, fold) {
				continue
			}
			seen = append(seen, fold)
			if !yield(name) {
				return
			}
		}
	}
}

// BeginsWith tells whether a folded name, or a word in it, begins with a folded prefix.
func BeginsWith(name, prefix string) bool {
	return strings.HasPrefix(name, prefix) || strings.Contains(name, " "+prefix)
}

// Distinct is ids without those that come again.
func Distinct(ids []model.StoryID) []model.StoryID {
	seen := make(map[model.StoryID]bool, len(ids))
	var out []model.StoryID
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// Trim brings a story's times to what every store keeps: UTC, to the second, FirstSeen to the
// thousandth.
func Trim(s *model.Story) {
	cut := func(t time.Time, to time.Duration) time.Time {
		if t.IsZero() {
			return time.Time{}
		}
		return t.UTC().Truncate(to)
	}
	s.Published, s.Updated, s.FirstSeen = cut(s.Published, time.Second), cut(s.Updated, time.Second), cut(s.FirstSeen, time.Millisecond)
}
