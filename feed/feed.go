// Package feed turns bytes into clean stories: whatever a publisher, a file or a pipe holds, found
// by its content. The work is done in the rooms below it; here they are joined.
package feed

import (
	"cmp"
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
	Still   []model.StoryID // of News: the stories that were known, and are not among Stories
	Cut     bool            // it ends too early, or holds more than is kept
	BadRows int             // items that could not be read and were left out

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
	return stories(f, h, nil), nil
}

// Known tells which stories are kept just as they are issued now, 0 for one that is not. Of each it is
// given GUID, URL and Raw.
type Known func([]model.Story) []model.StoryID

// News reads what must be a feed: a page is refused. Its stories are those that known, unless it is nil,
// does not know: what is known is not read again.
func News(data []byte, h format.Hints, known Known) (Paper, error) {
	f, err := format.Parse(data, h)
	if err != nil {
		return Paper{}, err
	}
	return stories(f, h, known), nil
}

// stories makes a story of every item; one of which nothing can be made costs itself only.
func stories(f *format.Feed, h format.Hints, known Known) Paper {
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
	var issued []model.Story
	var kept []model.StoryID
	if known != nil {
		issued, kept = recognise(f.Items, hints, known)
	}
	all := make([]model.Story, 0, len(f.Items))
	for i := range f.Items {
		if kept != nil && kept[i] != 0 {
			p.Still = append(p.Still, kept[i])
			continue
		}
		s, ok := story(f.Items[i], f, hints)
		if !ok || says(&f.Items[i]) == "" && len(f.Items[i].Enclosures) == 0 {
			p.BadRows++
			continue
		}
		if issued != nil {
			s.Raw = issued[i].Raw
		}
		all = append(all, s)
	}
	p.Stories = clean.Dedupe(all)
	return p
}

// says is something that an item says; "" when it says nothing at all.
func says(it *format.Item) string {
	return cmp.Or(it.Title.Value, it.Link, it.Content.Value, it.Summary.Value, it.ID)
}

// recognise asks which items are known. One that shares its link or its title with an item that is not
// known is read as well: the two may be one story.
func recognise(items []format.Item, h clean.Hints, known Known) ([]model.Story, []model.StoryID) {
	issued := make([]model.Story, len(items))
	for i := range items {
		issued[i] = clean.Issued(items[i], h)
	}
	kept := known(issued)
	fresh := map[string]bool{}
	for i := range items {
		if kept[i] == 0 {
			fresh["u"+issued[i].URL], fresh["t"+items[i].Title.Value] = true, true
		}
	}
	delete(fresh, "u")
	delete(fresh, "t")
	for i := range items {
		if fresh["u"+issued[i].URL] || fresh["t"+items[i].Title.Value] {
			kept[i] = 0
		}
	}
	return issued, kept
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
