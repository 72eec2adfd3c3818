// Package opml reads and writes subscription lists in OPML 2.0 (http://opml.org/spec2.opml), the form
// in which feed readers hand their lists to one another.
//
// Bytes go in and feeds with their folders come out. Most lists in the wild are not well-formed XML: bare
// ampersands, quotation marks within titles, tags that are never closed, files that break off. So this
// is no XML parser: it finds outlines, takes of each what can be read, and never gives up on a list
// for the sake of a line. It starts nothing and opens nothing; a list is a stranger's, so that addresses
// of programs and files in it are told of and left out.
//
// Outside libraries: x/net/html/charset and x/text/encoding/charmap, for lists that are not UTF-8.
package opml

import (
	"fmt"
	"strings"

	"lede/feed/fetch"
	"lede/model"
	"lede/model/safe"
)

// List is what a file holds.
type List struct {
	Title string
	Feeds []Entry  // in the order of the file; one address may come twice, in two folders
	Notes []string // what was left out or mended, one line each
}

// Entry is one feed of a list.
type Entry struct {
	URL   string   // as written, blanks around it removed
	Title string   // its own title, else its text
	Link  string   // the publisher's page
	Path  []string // names of the folders it is in, outermost first
	Tags  []string // of the category attribute: "/a/b" gives "a/b"
}

// Limits of a list.
const (
	maxBytes = 15_000_000
	maxFeeds = 20_000
	maxDepth = 16 // folders named; deeper ones count as the sixteenth
	maxName  = 200
	maxNotes = 100
)

// Read reads a list. The error says that data is no list at all; anything less is a note.
func Read(data []byte) (List, error) {
	var s reader
	if len(data) > maxBytes {
		data = data[:maxBytes]
		s.note("the list is longer than %d MB: the rest is left out", maxBytes/1_000_000)
	}
	s.text = decode(data)
	s.read()
	if !s.seen {
		return List{}, fmt.Errorf("not an OPML list: there is no <opml> and no <outline> in it")
	}
	return s.list, nil
}

// Subscriptions are the feeds of the list, each address once, with all folders and categories that it
// was found under as tags. A folder in a folder is the tag "outer/inner".
func (l List) Subscriptions() []model.Feed {
	var out []model.Feed
	at := map[string]int{}
	for _, e := range l.Feeds {
		address := fetch.Address(e.URL)
		i, known := at[address]
		if !known {
			i = len(out)
			at[address] = i
			out = append(out, model.Feed{Address: address, Title: e.Title, Link: safe.URL(e.Link)})
		}
		f := &out[i]
		if f.Title == "" {
			f.Title = e.Title
		}
		tags := e.Tags
		if len(e.Path) > 0 {
			tags = append([]string{strings.Join(e.Path, "/")}, tags...)
		}
		for _, t := range tags {
			f.Tags = addTag(f.Tags, t)
		}
	}
	return out
}

// addTag adds t unless it is there in any letter case.
func addTag(tags []string, t string) []string {
	for _, have := range tags {
		if strings.EqualFold(have, t) {
			return tags
		}
	}
	return append(tags, t)
}

// Inspection is what `lede inspect opml` prints.
type Inspection struct {
	Feeds []Inspected `json:"feeds"`
	Error *string     `json:"error"`
}

// Inspected is one feed of an Inspection.
type Inspected struct {
	URL   string   `json:"url"`
	Title string   `json:"title"`
	Path  []string `json:"path"`
}

// Inspect reads a list for `lede inspect opml`.
func Inspect(data []byte) Inspection {
	list, err := Read(data)
	out := Inspection{Feeds: []Inspected{}}
	if err != nil {
		text := err.Error()
		out.Error = &text
	}
	for _, e := range list.Feeds {
		out.Feeds = append(out.Feeds, Inspected{e.URL, e.Title, append([]string{}, e.Path...)})
	}
	return out
}
