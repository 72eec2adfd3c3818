// Package model is what news is: stories, their text, the facts and topics in them, the feeds they
// come from and the editions a reader asks for.
//
// Values come in, values go out. Nothing here knows a terminal, a network, a clock or (outside of
// model/store) a file: the time now is always an argument.
package model

import "time"

// StoryID names a story within one store; 1 and up, never used twice. 0 is no story.
type StoryID int64

// Story is one published piece, as issued.
type Story struct {
	ID   StoryID
	Feed FeedID // 0: read from a file, a page or standard input
	GUID string // what its feed calls it, or "" ; identity rules are in model/store
	Raw  uint64 // of the words as its feed issued them, before cleaning; 0 when not known, and in what a store gives

	Headline  string // never empty once it has been through feed/clean
	Byline    string
	Dateline  string
	Publisher string // who issues it
	Wire      string // the agency whose copy it is: AP, Reuters, AFP
	URL       string // without tracking parameters
	Comments  string // address of its discussion
	Language  string // BCP 47, "" when unknown

	Published time.Time // zero when not told
	FirstSeen time.Time
	Updated   time.Time

	Body       Body
	FullText   bool     // Body is the page's text, not the feed's
	Truncated  bool     // the source cut the text short
	Categories []string // the feed's own words
	Enclosures []Enclosure
	Image      string // address of the lead picture
	Revision   int    // 0 as first issued

	Topics []TopicScore // strongest first
	Facts  []Fact       // by Span
	Brief  []Clause     // most important first

	State State // the reader's own
}

// Enclosure is a file that goes with a story: a podcast's sound, a film, a picture.
type Enclosure struct {
	URL    string
	Type   string // MIME
	Length int64  // bytes, 0 when not told
}

// State is what one reader did with a story.
type State struct {
	Read    bool
	Starred bool
	Note    string
}

// Line is what the list shows of a story, without its text.
type Line struct {
	ID        StoryID
	Feed      FeedID
	Headline  string
	Publisher string
	URL       string
	Published time.Time
	FirstSeen time.Time
	Topics    []TopicID
	Read      bool
	Starred   bool
	Truncated bool
	New       bool // came in since the reader last left
	Sources   int  // how many publishers tell this event; 1 when alone
}

// LineOf is the list's view of a whole story.
func LineOf(s *Story) Line {
	l := Line{ID: s.ID, Feed: s.Feed, Headline: s.Headline, Publisher: s.Publisher, URL: s.URL, Published: s.Published,
		FirstSeen: s.FirstSeen, Read: s.State.Read, Starred: s.State.Starred, Truncated: s.Truncated, Sources: 1}
	for _, t := range s.Topics {
		l.Topics = append(l.Topics, t.ID)
	}
	return l
}

// Edition is a query's answer, frozen at the moment it was asked: reading a story does not make it
// vanish from an edition of unread ones.
type Edition struct {
	Query  string    // in the printed form of model/query
	IDs    []StoryID // in the order asked for
	Lines  []Line    // the first of them, so that a first screen needs one question
	More   bool      // IDs is only the beginning: ask again without a limit
	Total  int       // len(IDs), or the store's count when More
	Unread int
	New    int
	Muted  int // stories that a mute rule keeps out

	// AtMost: Total, Unread, New and Muted are upper bounds, as the texts of the stories past the limit
	// were not read.
	AtMost bool
}
