package format

// complete fills what an item leaves open from what it says elsewhere, and from its feed.
func (p *parser) complete(it *Item) {
	if p.feed.Kind != JSONFeed && p.feed.Kind != JSONLines {
		p.completeLink(it)
	}
	if len(it.Authors) == 0 && len(p.feed.Authors) > 0 {
		it.Authors = p.feed.Authors
	}
	if it.Language == "" {
		it.Language = p.feed.Language
	}
	if len(it.Categories) == 0 {
		it.Categories = p.feed.Categories
	}
	if it.Image == "" {
		for _, e := range it.Enclosures {
			if len(e.Type) > 6 && e.Type[:6] == "image/" {
				it.Image = e.URL
				break
			}
		}
	}
}

// anyImage is the type of thumbnails, which do not tell theirs.
const anyImage = "image/*"

// completeLink finds the story's page: the link before a redirecting service put its own, else the link
// told, else a guid that is a permalink, an id that is an address, or the enclosure.
func (p *parser) completeLink(it *Item) {
	l := &p.xml.link
	if isAddress(l.original) {
		it.Link = l.original
	}
	if it.Link == "" {
		it.Link = l.permalink
	}
	if it.Link == "" && isAddress(it.ID) && !l.noLink {
		it.Link = it.ID
	}
	if it.Link == "" && len(it.Links) > 0 {
		for _, link := range it.Links {
			if link.Rel == "alternate" {
				it.Link = link.Href
				break
			}
		}
	}
	for _, e := range it.Enclosures {
		if it.Link == "" && e.Type != anyImage {
			it.Link = e.URL
			it.ID = firstOf(it.ID, e.URL)
		}
	}
}

// finish gives items that ended before the feed named its authors, language and categories what they lack.
func (p *parser) finish() {
	f := p.feed
	if len(f.Authors) == 0 {
		f.Authors = addPerson(nil, p.xml.contact)
	}
	f.Language = firstOf(f.Language, language(p.language))
	for i := range f.Items {
		it := &f.Items[i]
		if len(it.Authors) == 0 {
			it.Authors = f.Authors
		}
		if it.Language == "" {
			it.Language = f.Language
		}
		if len(it.Categories) == 0 {
			it.Categories = f.Categories
		}
	}
}
