package format

import (
	"strings"
	"time"
)

// part is what a member of a story in JSON says of it.
type part uint8

const (
	partNone part = iota
	partHead
	partName // a headline where there is no other
	partText
	partSummary
	partLink
	partPage // an address where there is no other
	partDate
	partUTC // a date without zone that is in UTC
	partUpdated
	partPublisher
	partAuthor
	partID
	partLanguage
	partTags
	partImage
)

// jsonParts are the names in use among publishers: those of JSON Feed and of schema.org, and those of programs
// that hand out news as JSON.
var jsonParts = map[string]part{
	"title": partHead, "headline": partHead, "webTitle": partHead,
	"name": partName,
	"text": partText, "body": partText, "content": partText, "article": partText, "content_text": partText, "content_html": partText,
	"articleBody": partText, "fulltext": partText, "full_text": partText, "selftext": partText, "story_text": partText, "bodyHtml": partText,
	"description": partSummary, "summary": partSummary, "excerpt": partSummary, "abstract": partSummary, "snippet": partSummary,
	"teaser": partSummary, "standfirst": partSummary, "lead_paragraph": partSummary,
	"url": partLink, "link": partLink, "permalink": partLink, "webUrl": partLink, "web_url": partLink, "canonical_url": partLink, "canonicalUrl": partLink,
	"mainEntityOfPage": partPage, "external_url": partPage, "@id": partPage,
	"published": partDate, "date": partDate, "published_at": partDate, "publishedAt": partDate, "date_published": partDate,
	"datePublished": partDate, "pubDate": partDate, "pub_date": partDate, "publishDate": partDate, "publish_date": partDate,
	"publicationDate": partDate, "publication_date": partDate, "webPublicationDate": partDate, "time": partDate, "timestamp": partDate,
	"created_at": partDate, "createdAt": partDate, "created_utc": partDate, "dateCreated": partDate, "uploadDate": partDate,
	"date_gmt": partUTC,
	"updated":  partUpdated, "modified": partUpdated, "date_modified": partUpdated, "dateModified": partUpdated, "updated_at": partUpdated,
	"updatedAt": partUpdated,
	"source":    partPublisher, "publisher": partPublisher, "site": partPublisher,
	"author": partAuthor, "authors": partAuthor, "byline": partAuthor, "creator": partAuthor,
	"id": partID, "guid": partID, "objectID": partID, "uuid": partID,
	"language": partLanguage, "lang": partLanguage, "inLanguage": partLanguage,
	"tags": partTags, "categories": partTags, "keywords": partTags, "articleSection": partTags,
	"image": partImage, "urlToImage": partImage, "image_url": partImage, "thumbnailUrl": partImage,
}

// row reads one story with the names in use.
func (p *parser) row(j *jsonReader) {
	if j.peek() != '{' {
		p.feed.BadRows++
		j.skip()
		return
	}
	it := p.newItem()
	var name, page, published, updated string
	var utc time.Time
	j.members(func(key string) {
		switch jsonParts[key] {
		case partHead:
			if head := j.worded(); strings.TrimSpace(head) != "" {
				it.Title = p.plainOrMarkup([]byte(head))
			}
		case partName:
			name = j.worded()
		case partText:
			if text := j.worded(); len(text) > len(it.Content.Value) {
				it.Content = p.story([]byte(text))
			}
		case partSummary:
			if text := j.worded(); len(text) > len(it.Summary.Value) {
				it.Summary = p.story([]byte(text))
			}
		case partLink:
			it.Link = firstOf(it.Link, p.resolve(j.address()))
		case partPage:
			page = firstOf(page, j.address())
		case partDate:
			published = firstOf(published, j.worded())
		case partUTC:
			utc = p.date(j.str())
		case partUpdated:
			updated = firstOf(updated, j.worded())
		case partPublisher:
			it.Publisher = firstOf(it.Publisher, p.nameIn(j))
		case partAuthor:
			it.Authors = appendPeople(it.Authors, j, p)
		case partID:
			it.ID = firstOf(it.ID, j.worded())
		case partLanguage:
			it.Language = firstOf(it.Language, j.worded())
		case partTags:
			p.words(j, it)
		case partImage:
			it.Image = firstOf(it.Image, p.resolve(j.address()))
		default:
			j.skip()
		}
	})
	if it.Title.Empty() {
		it.Title = p.plainOrMarkup([]byte(name))
	}
	if it.Link == "" && (isAddress(page) || strings.HasPrefix(page, "/")) {
		it.Link = p.resolve(page)
	}
	it.Published, it.Updated = p.date(published), p.date(updated)
	if !utc.IsZero() {
		it.Published = utc
	}
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

// worded is the next value as text: a string, a number, the first of an array, or what an object says under the
// names that programs put texts under.
func (j *jsonReader) worded() (text string) {
	switch j.peek() {
	case '[':
		j.elements(func() {
			if text == "" {
				text = j.worded()
			} else {
				j.skip()
			}
		})
		return text
	case '{':
		j.members(func(key string) {
			switch key {
			case "rendered", "main", "value", "@value", "text", "content", "label", "#text", "name":
				if j.peek() == '"' && text == "" {
					text = j.str()
					return
				}
			}
			j.skip()
		})
		return text
	}
	return j.str()
}

// address is the next value as an address: a string, or what an object, or the first of an array that has one, says.
func (j *jsonReader) address() (ref string) {
	switch j.peek() {
	case '[':
		j.elements(func() {
			if ref == "" {
				ref = j.address()
			} else {
				j.skip()
			}
		})
		return ref
	case '{':
		j.members(func(key string) {
			switch key {
			case "url", "contentUrl", "@id", "href", "src":
				if j.peek() == '"' && ref == "" {
					ref = j.str()
					return
				}
			}
			j.skip()
		})
		return ref
	}
	return j.str()
}

// words takes categories: an array of names or of objects with one, or names with commas between them. Numbers are
// keys of somebody's database.
func (p *parser) words(j *jsonReader, it *Item) {
	if j.peek() == '"' {
		for w := range strings.SplitSeq(j.str(), ",") {
			it.Categories = addWord(it.Categories, strings.TrimSpace(w))
		}
		return
	}
	j.elements(func() {
		if c := j.peek(); c != '"' && c != '{' {
			j.skip()
			return
		}
		it.Categories = addWord(it.Categories, j.worded())
	})
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
