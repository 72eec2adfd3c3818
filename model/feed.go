package model

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// FeedID names a feed within one store; 1 and up. 0 is no feed.
type FeedID int64

// Feed is an address that is polled, as one reader subscribes to it.
type Feed struct {
	ID          FeedID
	Address     string // what is fetched: http, https, or a local path
	Title       string // the publisher's
	Name        string // the reader's own name for it, "" for the publisher's
	Link        string // the publisher's page
	Description string
	Language    string
	Tags        []string // the reader's own

	Poll   Poll
	Total  int // stories kept
	Unread int
}

// Label is what a reader is shown as the feed's name.
func (f Feed) Label() string {
	switch {
	case f.Name != "":
		return f.Name
	case f.Title != "":
		return f.Title
	}
	return f.Address
}

// TagCount is a tag and how many feeds have it.
type TagCount struct {
	Tag   string
	Feeds int
}

// TagsOf are the tags of feeds, those of more feeds first, those of as many by name.
func TagsOf(feeds []Feed) []TagCount {
	n := map[string]int{}
	for _, f := range feeds {
		for _, t := range f.Tags {
			n[t]++
		}
	}
	out := make([]TagCount, 0, len(n))
	for t, feeds := range n {
		out = append(out, TagCount{t, feeds})
	}
	slices.SortFunc(out, func(a, b TagCount) int { return cmp.Or(b.Feeds-a.Feeds, strings.Compare(a.Tag, b.Tag)) })
	return out
}

// Poll is what the last visits to a feed taught, so that the next one is cheap and polite.
type Poll struct {
	ETag         string
	LastModified string        // the header as it came, RFC 9110 §8.8.2
	Digest       string        // of the last body, to see that nothing changed where validators are missing
	Last         time.Time     // last visit, whatever came of it
	Next         time.Time     // not before
	Every        time.Duration // what the feed itself asks for; 0 when it does not
	Failures     int           // in a row
	Error        string        // the last failure in one line, "" when the last visit went well
	Gone         bool          // 410: polling ended
}
