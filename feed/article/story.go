package article

import (
	"lede/feed/clean"
	"lede/feed/format"
	"lede/model"
)

// Story is a page as a story of its own, as `lede read URL` shows it.
func (p Page) Story(address string, h Hints) model.Story {
	it := format.Item{
		Title: format.Text{Value: p.Title}, Link: first(p.Canonical, address), ID: first(p.Canonical, address), Published: p.Published,
		Language: p.Lang, Image: p.Image, Publisher: p.Site,
	}
	if p.Byline != "" {
		it.Authors = []format.Person{{Name: clean.Names(p.Byline)}}
	}
	s := clean.Story(it, nil, clean.Hints{URL: address, Now: h.Now})
	s.Body, s.Truncated, s.FullText = p.Body, p.Truncated, true
	if p.Title == "" {
		if t := clean.Headline(p.Body); t != "" {
			s.Headline = t
		}
	}
	s.Language = first(s.Language, clean.Detect(p.Text()))
	return s
}

// Fill puts the page's text in the place of the feed's, and what only the page says beside what the feed said. The feed's text is
// kept, and false returned, when the page has less to read: it may be a notice, a wall, or another page than was meant.
func Fill(s model.Story, p Page) (model.Story, bool) {
	feed, page := len(s.Body.Text()), len(p.Text())
	if page < fewBytes || page < feed && !(s.Truncated && page*10 >= feed*9) {
		return s, false
	}
	s.Body, s.FullText, s.Truncated = p.Body, true, p.Truncated
	s.Byline = first(s.Byline, clean.Names(p.Byline))
	s.Image = first(s.Image, p.Image)
	s.Language = first(s.Language, p.Lang)
	s.Publisher = first(s.Publisher, p.Site)
	if s.Published.IsZero() {
		s.Published = p.Published
	}
	return s, true
}
