// Package feed turns bytes into clean stories: whatever a publisher, a file or a pipe holds, found
// by its content. The work is done in the rooms below it; here they are joined.
package feed

import (
	"fmt"
	"time"

	"lede/feed/article"
	"lede/feed/clean"
	"lede/feed/format"
	"lede/model"
)

// Paper is what a document holds.
type Paper struct {
	Kind    format.Kind
	Feed    model.Feed // what it says about itself: Title, Link, Description, Language
	Stories []model.Story
	Cut     bool // it ends too early, or holds more than is kept
	BadRows int  // items that could not be read and were left out

	TTL       time.Duration  // how long the publisher asks a copy to be kept
	SkipHours []int          // of the day, UTC, in which it asks not to be visited
	SkipDays  []time.Weekday // the same by day
}

// Read makes stories of a feed, a page, JSON lines or plain text. What can be read of a damaged document
// comes without an error; the errors are those of format.Parse, for a document without stories.
func Read(data []byte, h format.Hints) (Paper, error) {
	if format.Detect(data, h) == format.Page {
		s, err := Page(data, h)
		if err != nil {
			return Paper{Kind: format.Page}, err
		}
		return Paper{Kind: format.Page, Feed: model.Feed{Title: s.Publisher, Link: s.URL}, Stories: []model.Story{s}}, nil
	}
	f, err := format.Parse(data, h)
	if err != nil {
		return Paper{}, err
	}
	return stories(f, h), nil
}

// Feed is Read for what must be a feed: a page is refused.
func Feed(data []byte, h format.Hints) (Paper, error) {
	f, err := format.Parse(data, h)
	if err != nil {
		return Paper{}, err
	}
	return stories(f, h), nil
}

// stories makes a story of every item; one of which nothing can be made costs itself only.
func stories(f *format.Feed, h format.Hints) Paper {
	p := Paper{
		Kind: f.Kind, Cut: f.Cut, BadRows: f.BadRows, TTL: f.TTL,
		Feed: model.Feed{Title: clean.Title(f.Title), Link: clean.Link(f.Link), Description: clean.Title(f.Description), Language: clean.Language(f.Language)},
	}
	for hour, skip := range f.SkipHour {
		if skip {
			p.SkipHours = append(p.SkipHours, hour)
		}
	}
	for day, skip := range f.SkipDay {
		if skip {
			p.SkipDays = append(p.SkipDays, time.Weekday(day))
		}
	}
	hints := clean.Hints{URL: h.URL, Now: h.Now}
	all := make([]model.Story, 0, len(f.Items))
	for i := range f.Items {
		if s, ok := story(f.Items[i], f, hints); ok {
			all = append(all, s)
		} else {
			p.BadRows++
		}
	}
	p.Stories = clean.Dedupe(all)
	return p
}

// story makes one story; ok is false where a fault of ours keeps it from being read (SAFETY P1).
func story(it format.Item, f *format.Feed, h clean.Hints) (s model.Story, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return clean.Story(it, f, h), true
}

// Page makes one story of an HTML page.
func Page(data []byte, h format.Hints) (s model.Story, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the page could not be read: %v", r)
		}
	}()
	hints := article.Hints{ContentType: h.ContentType, Now: h.Now}
	p, err := article.Read(data, h.URL, hints)
	if err != nil {
		return model.Story{}, err
	}
	return p.Story(h.URL, hints), nil
}
