package format

import (
	"strings"
)

// top is what the outermost JSON value looks like.
type top struct {
	feedVersion bool // it names jsonfeed.org as its version
	items       bool // it has an array called items whose elements have the names of JSON Feed, or none of any
	story       bool // it, or the first element of it, has the names of a story and none of an error
	list        bool // it has a list of objects
	fault       bool // it tells of an error
}

// scanTop looks at the first value of doc only.
func scanTop(doc []byte) top {
	var t top
	j := jsonReader{b: doc}
	first := true
	j.elements(func() {
		if !first || j.peek() != '{' {
			j.skip()
			return
		}
		first = false
		array := j.depth > 0
		head, text, more, kind := false, 0, false, ""
		j.members(func(key string) {
			v := j.peek()
			part := jsonParts[key]
			switch {
			case key == "version" && v == '"' && !array:
				t.feedVersion = t.feedVersion || strings.Contains(j.str(), "jsonfeed.org")
				return
			case key == "@type":
				kind = j.worded()
				return
			case key == "items" && v == '[' && !array:
				t.items = j.feedItems()
				t.list = t.list || j.listsObjects()
			case listKeys[key] && v == '[':
				t.list = t.list || j.listsObjects()
			case part == partHead && v == '"':
				head = true
			case part == partText && v == '"':
				text = 2
			case part == partSummary && v == '"':
				text = max(text, 1)
			case part == partLink, part == partDate:
				more = true
			case (key == "error" || key == "errors") && v != 'n' && v != 'f', key == "detail": // RFC 9457
				t.fault = true
			case key == "status":
				t.fault = t.fault || isFault(j.str())
				return
			}
			j.skip()
		})
		alone := !array && j.peek() == 0
		t.story = (head || text == 2 || text == 1 && (more || !alone)) && !t.fault && (kind == "" || isArticleType(kind))
	})
	return t
}

// isFault tells whether a status is that of a question without an answer.
func isFault(status string) bool {
	switch strings.ToLower(status) {
	case "error", "fail", "failed", "failure":
		return true
	}
	return len(status) == 3 && status >= "400" && status <= "599"
}

// feedItems tells whether the array that comes next is one of a JSON Feed: its first element has a name that
// only those have, or no name that others have.
func (j *jsonReader) feedItems() bool {
	at, depth, cut := j.pos, j.depth, j.cut
	own, others, first := false, false, true
	j.elements(func() {
		if !first || j.peek() != '{' {
			j.skip()
			return
		}
		first = false
		j.members(func(key string) {
			switch key {
			case "content_html", "content_text", "date_published", "date_modified", "external_url", "banner_image", "attachments":
				own = true
			case "id", "url", "title", "summary", "image", "language", "author", "authors", "tags":
			default:
				others = others || jsonParts[key] != partNone
			}
			j.skip()
		})
	})
	j.pos, j.depth, j.cut = at, depth, cut
	return own || !others
}

// parseJSONFeed reads JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1), where an array may also be one
// value and a text also a number.
func (p *parser) parseJSONFeed(doc []byte) {
	f := p.feed
	j := &jsonReader{b: doc}
	j.members(func(key string) {
		switch key {
		case "version":
			f.Version = strings.TrimPrefix(afterLast(j.str(), '/'), "version/")
		case "title":
			f.Title = p.plainOrMarkup(j.raw())
		case "home_page_url":
			f.Link = p.resolve(j.str())
		case "feed_url":
			f.Self = p.resolve(j.str())
		case "next_url":
			f.NextPage = p.resolve(j.str())
		case "description":
			f.Description = p.plainOrMarkup(j.raw())
		case "icon":
			f.Image = p.resolve(j.str())
		case "favicon":
			f.Icon = p.resolve(j.str())
		case "language":
			f.Language = j.str()
		case "expired":
			f.Gone = j.str() == "true"
		case "author", "authors":
			f.Authors = appendPeople(f.Authors, j, p)
		case "hubs":
			p.jsonHubs(j)
		case "items":
			j.elements(func() { p.jsonItem(j) })
		default:
			j.skip()
		}
	})
	f.Cut = f.Cut || j.cut
	p.jsonLinks()
}

func afterLast(s string, sep byte) string { return s[strings.LastIndexByte(s, sep)+1:] }

func (p *parser) jsonHubs(j *jsonReader) {
	j.elements(func() {
		j.members(func(key string) {
			if url := j.str(); key == "url" && p.feed.Hub == "" {
				p.feed.Hub = p.resolve(url)
			}
		})
	})
}

func (p *parser) jsonLinks() {
	f := p.feed
	f.Links = nil
	if f.Link != "" {
		f.Links = append(f.Links, Link{Rel: "alternate", Href: f.Link})
	}
	if f.Self != "" {
		f.Links = append(f.Links, Link{Rel: "self", Href: f.Self})
	}
}

func (p *parser) jsonItem(j *jsonReader) {
	if j.peek() != '{' {
		p.feed.BadRows++
		j.skip()
		return
	}
	it := p.newItem()
	var banner, published, modified, external string
	j.members(func(key string) {
		switch key {
		case "id":
			it.ID = j.str()
		case "url":
			it.Link = p.resolve(j.str())
		case "external_url":
			external = p.resolve(j.str())
		case "title":
			it.Title = p.plainOrMarkup(j.raw())
		case "content_html":
			it.Content = p.markup(j.raw())
		case "content_text":
			if text := j.str(); it.Content.Empty() {
				it.Content = Text{text, Plain}
			}
		case "summary":
			it.Summary = p.plainOrMarkup(j.raw())
		case "image":
			it.Image = p.resolve(j.str())
		case "banner_image":
			banner = p.resolve(j.str())
		case "date_published":
			published = j.str()
		case "date_modified":
			modified = j.str()
		case "language":
			it.Language = j.str()
		case "author", "authors":
			it.Authors = appendPeople(it.Authors, j, p)
		case "tags":
			j.elements(func() { it.Categories = addWord(it.Categories, j.str()) })
		case "attachments":
			j.elements(func() { p.jsonAttachment(j, it) })
		default:
			j.skip()
		}
	})
	it.Published, it.Updated = p.date(published), p.date(modified)
	it.DateText = firstOf(published, modified)
	it.Image = firstOf(it.Image, banner)
	if external != "" && external != it.Link {
		it.Links = append(it.Links, Link{Rel: "related", Href: external})
	}
	if it.Link == "" {
		it.Link = external
	}
	it.Cut = j.cut
	p.endItem()
}

func (p *parser) jsonAttachment(j *jsonReader, it *Item) {
	var e Enclosure
	j.members(func(key string) {
		switch key {
		case "url":
			e.URL = p.resolve(j.str())
		case "mime_type":
			e.Type = j.str()
		case "size_in_bytes":
			e.Length = j.integer()
		case "duration_in_seconds":
			it.Duration = j.str()
		default:
			j.skip()
		}
	})
	if e.URL != "" {
		it.Enclosures = append(it.Enclosures, e)
	}
}

// appendPeople reads an author object, an array of them, or plain names.
func appendPeople(to []Person, j *jsonReader, p *parser) []Person {
	j.elements(func() {
		var who Person
		if j.peek() != '{' {
			who = person(j.str())
		} else {
			j.members(func(key string) {
				switch key {
				case "name":
					who.Name = j.str()
				case "url":
					who.URL = p.resolve(j.str())
				case "email":
					who.Email = j.str()
				default:
					j.skip()
				}
			})
		}
		to = addPerson(to, who)
	})
	return to
}
