package format

import (
	"bytes"
	"strings"
)

func isHeadlineKey(key string) bool {
	switch key {
	case "title", "headline":
		return true
	}
	return false
}

func isTextKey(key string) bool {
	switch key {
	case "text", "body", "content", "description", "summary", "article", "content_text", "content_html", "articleBody", "fulltext":
		return true
	}
	return false
}

// parseJSONLines reads stories as JSON objects: one a line, or in one array. A line that cannot be read
// costs that line and is counted in BadRows.
func (p *parser) parseJSONLines(doc []byte) {
	if doc[0] == '[' {
		j := &jsonReader{b: doc}
		j.elements(func() { p.row(j) })
		p.feed.Cut = p.feed.Cut || j.cut
		return
	}
	for len(doc) > 0 && !p.full() {
		line, rest := doc, []byte(nil)
		if i := bytes.IndexByte(doc, '\n'); i >= 0 {
			line, rest = doc[:i], doc[i+1:]
		}
		line = bytes.TrimSpace(line)
		j := &jsonReader{b: line}
		if len(line) == 1 && line[0] == '{' { // printed over several lines
			j.b = doc
			p.row(j)
			rest = doc[j.pos:]
		} else if len(line) > 0 {
			p.row(j)
		}
		doc = rest
	}
}

// row reads one story with the names in use.
func (p *parser) row(j *jsonReader) {
	if j.peek() != '{' {
		p.feed.BadRows++
		j.skip()
		return
	}
	it := p.newItem()
	var published, updated string
	j.members(func(key string) {
		switch key {
		case "title", "headline":
			it.Title = p.plainOrMarkup(j.raw())
		case "text", "body", "content", "article", "content_text", "content_html", "articleBody", "fulltext":
			if text := j.raw(); len(text) > len(it.Content.Value) {
				it.Content = p.story(text)
			}
		case "description", "summary":
			it.Summary = p.story(j.raw())
		case "url", "link":
			it.Link = p.resolve(j.str())
		case "published", "date", "published_at", "publishedAt", "date_published", "datePublished", "pubDate", "time", "timestamp":
			published = firstOf(published, j.str())
		case "updated", "modified", "date_modified", "dateModified":
			updated = j.str()
		case "source", "publisher", "site":
			it.Publisher = firstOf(it.Publisher, p.nameIn(j))
		case "author", "authors", "byline":
			it.Authors = appendPeople(it.Authors, j, p)
		case "id", "guid":
			it.ID = j.str()
		case "language", "lang":
			it.Language = j.str()
		case "tags", "categories", "keywords":
			j.elements(func() { it.Categories = addWord(it.Categories, j.str()) })
		case "image":
			it.Image = p.resolve(j.str())
		default:
			j.skip()
		}
	})
	it.Published, it.Updated = p.date(published), p.date(updated)
	it.DateText = firstOf(published, updated)
	if it.Content.Empty() {
		it.Content, it.Summary = it.Summary, Text{}
	}
	if j.cut || strings.TrimSpace(it.Title.Value+it.Content.Value) == "" {
		p.feed.BadRows++
		return
	}
	p.endItem()
}

// story types a text whose lines may be paragraphs: it is HTML only when it has tags. References to
// characters alone are resolved, so that the lines stay.
func (p *parser) story(raw []byte) Text {
	if hasTag(raw) {
		return p.markup(raw)
	}
	return Text{string(appendDecoded(nil, raw)), Plain}
}

// nameIn reads a name that is either a string or an object with a name.
func (p *parser) nameIn(j *jsonReader) (name string) {
	if j.peek() != '{' {
		return j.str()
	}
	j.members(func(key string) {
		if v := j.str(); key == "name" || key == "title" {
			name = firstOf(name, v)
		}
	})
	return name
}
