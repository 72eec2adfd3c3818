package format

import "time"

// Feed is what a document says about itself, and its stories as they were issued. Addresses are
// absolute where the document or its own address allows it; nothing has been made safe yet: every
// string is still the publisher's and must pass feed/clean before it is shown.
type Feed struct {
	Kind    Kind
	Version string // "2.0", "1.0"; "" when the document does not tell

	Title       Text
	Link        string // the publisher's page
	Self        string // where the document says it lives (atom rel=self, feed_url)
	Description Text
	ID          string
	Language    string // BCP 47 as written; underscores become hyphens
	Updated     time.Time
	Published   time.Time
	Copyright   Text
	Generator   string
	Image       string
	Icon        string
	Authors     []Person
	Categories  []string // in order, without repeats
	Links       []Link
	Hub         string // WebSub hub (rel=hub)
	NextPage    string // rel=next (RFC 5005), next_url

	TTL      time.Duration // how long a copy stays fresh: ttl, sy:updatePeriod; 0 when not told
	SkipHour [24]bool      // hours of the day, UTC, in which the publisher asks not to be polled
	SkipDay  [7]bool       // indexed by time.Weekday
	Gone     bool          // the publisher says that no more will come (itunes:complete, JSON Feed expired)

	Items   []Item
	Cut     bool // the document ends before its root element does, or more than MaxItems were there
	BadRows int  // lines (JSONL) or items (JSON Feed) that could not be read and were left out
}

// Item is one story as issued.
type Item struct {
	Title      Text
	Link       string // the story's page
	ID         string // guid, atom:id, id
	Summary    Text
	Content    Text
	Published  time.Time // zero when not told or unreadable
	Updated    time.Time
	DateText   string // Published, else Updated, as it was written
	Language   string
	Authors    []Person // the feed's when the item names none
	Categories []string // in order, without repeats
	Enclosures []Enclosure
	Links      []Link
	Image      string // lead picture or thumbnail
	Comments   string // address of the discussion
	Replies    int    // comments so far (slash:comments, thr:total); 0 when not told
	Duration   string // as written: "31:07" or seconds
	Copyright  Text
	Publisher  string // JSONL and news sitemaps: who issued it
	Source     Source // where it was taken from (RSS source, atom:source)
	Point      string // "latitude longitude" in degrees, WGS 84 (GeoRSS)
	Cut        bool   // the document ends inside this item: its text may be incomplete
}

// Form is how a Text is to be read.
type Form uint8

const (
	Plain  Form = iota // characters are themselves; in Content each line is a paragraph
	Markup             // HTML or XHTML, as published; relative addresses already resolved
)

// Text is a string together with how it is to be read.
type Text struct {
	Value string
	Form  Form
}

// Empty says that there is nothing at all, not even blanks.
func (t Text) Empty() bool { return t.Value == "" }

// Person is an author or contributor. Any of the three may be empty, never all.
type Person struct{ Name, Email, URL string }

// Link is a typed reference: rel as in RFC 4287 §4.2.7.2, "alternate" where none is written.
type Link struct{ Rel, Href, Type, Title, Lang string }

// Enclosure is a file that goes with a story.
type Enclosure struct {
	URL    string
	Type   string // MIME, "" when not told
	Length int64  // bytes, 0 when not told
}

// Source is the feed that an item was taken from.
type Source struct{ Title, Link, ID string }
