package format

import "strings"

// maxTree bounds how deep stories are looked for in JSON.
const maxTree = 12

// treeWalk looks for stories wherever they stand in JSON: the answers of programs that hand out news, and JSON-LD
// with the types of schema.org.
type treeWalk struct {
	j       *jsonReader
	story   func()           // reads the story that comes next
	channel func(*jsonShape) // is told of an object that has a list of stories
	stop    func() bool      // nothing more is wanted
}

// jsonShape is what the members of an object tell about it.
type jsonShape struct {
	head, name, text, link, date bool
	kind                         string // @type of JSON-LD
	list                         bool   // an array of objects under a name that lists have
	nested                       bool   // an item that the object stands around
}

// listKeys are the names that lists of stories go by.
var listKeys = map[string]bool{"items": true, "item": true, "entries": true, "entry": true, "articles": true, "posts": true, "stories": true,
	"results": true, "data": true, "hits": true, "news": true, "children": true, "docs": true, "orderedItems": true, "itemListElement": true,
	"dataFeedElement": true, "blogPost": true, "blogPosts": true, "hasPart": true}

// aside are the names of objects that are no stories, whatever they hold: who publishes them, and what lists say of
// themselves.
var aside = map[string]bool{"feed": true, "channel": true, "source": true, "publisher": true, "site": true, "author": true, "authors": true,
	"image": true, "meta": true, "breadcrumb": true, "comments": true, "related": true}

// shape looks at the object that comes next without consuming it.
func (j *jsonReader) shape() jsonShape {
	var s jsonShape
	at, depth, cut := j.pos, j.depth, j.cut
	j.members(func(key string) {
		v := j.peek()
		filled := v == '"' && j.pos+1 < len(j.b) && j.b[j.pos+1] != '"'
		switch jsonParts[key] {
		case partHead:
			s.head = s.head || filled || v == '{'
		case partName:
			s.name = s.name || filled
		case partText, partSummary:
			s.text = s.text || filled || v == '{'
		case partLink, partPage:
			s.link = s.link || filled || v == '{'
		case partDate, partUTC:
			s.date = s.date || filled || v >= '0' && v <= '9'
		}
		switch {
		case key == "@type":
			s.kind = j.worded()
			return
		case key == "item" && v == '{':
			s.nested = true
		case listKeys[key] && v == '[':
			s.list = s.list || j.listsObjects()
		}
		j.skip()
	})
	j.pos, j.depth, j.cut = at, depth, cut
	return s
}

// listsObjects tells whether the first element of the array that comes next is an object.
func (j *jsonReader) listsObjects() bool {
	at := j.pos
	j.pos++
	yes := j.peek() == '{'
	j.pos = at
	return yes
}

// isStory tells whether an object of that shape is a story of its own.
func (s *jsonShape) isStory() bool {
	switch {
	case s.list || s.nested:
		return false
	case s.kind == "ListItem":
		return (s.head || s.name) && s.link
	case s.kind != "":
		return isArticleType(s.kind) && (s.head || s.name || s.text)
	}
	return s.head && (s.link && (s.text || s.date) || s.text && s.date) || s.text && s.link && s.date
}

// isArticleType tells whether a type of schema.org is one of things that are read, heard or seen as a story.
func isArticleType(kind string) bool {
	kind = kind[strings.LastIndexByte(kind, '/')+1:]
	for _, end := range []string{"Article", "Posting", "Report", "Review", "Episode"} {
		if strings.HasSuffix(kind, end) {
			return true
		}
	}
	return kind == "VideoObject"
}

// value goes through the next value, which stands under key.
func (w *treeWalk) value(key string, depth int) {
	j := w.j
	switch c := j.peek(); {
	case depth > maxTree || w.stop() || c != '[' && c != '{':
		j.skip()
		return
	case c == '[':
		j.elements(func() { w.value(key, depth+1) })
		return
	}
	s := j.shape()
	switch {
	case strings.HasSuffix(s.kind, "BreadcrumbList"), s.kind == "SiteNavigationElement":
		j.skip()
		return
	case s.isStory() && !aside[key]:
		w.story()
		return
	case s.list || s.kind != "" || key == "feed" || key == "channel":
		w.channel(&s)
	}
	j.members(func(key string) { w.value(key, depth+1) })
}

// hasTreeStory tells whether there is a story somewhere in doc.
func hasTreeStory(doc []byte) (found bool) {
	j := &jsonReader{b: doc}
	w := treeWalk{j: j, stop: func() bool { return found }, channel: func(*jsonShape) {}}
	w.story = func() {
		found = true
		j.skip()
	}
	w.value("", 0)
	return found
}

// parseJSONTree reads the stories of a document, wherever they stand. What the first object around them says of
// itself is the feed's.
func (p *parser) parseJSONTree(doc []byte) {
	j := &jsonReader{b: doc}
	w := treeWalk{j: j, stop: p.full}
	w.story = func() { p.row(j) }
	w.channel = func(*jsonShape) {
		if p.feed.Title.Empty() {
			p.jsonChannel(*j)
		}
	}
	w.value("", 0)
	p.feed.Cut = p.feed.Cut || j.cut
}

// jsonChannel takes what an object says of itself; j is a copy, whose place is nobody else's.
func (p *parser) jsonChannel(j jsonReader) {
	f := p.feed
	j.members(func(key string) {
		switch jsonParts[key] {
		case partHead, partName:
			if text := j.worded(); f.Title.Empty() && text != "" {
				f.Title = p.plainOrMarkup([]byte(text))
			}
		case partSummary:
			if text := j.worded(); f.Description.Empty() {
				f.Description = p.plainOrMarkup([]byte(text))
			}
		case partLink:
			f.Link = firstOf(f.Link, p.resolve(j.address()))
		default:
			j.skip()
		}
	})
}
