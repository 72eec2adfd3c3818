package format

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Limits on one document (SAFETY P3).
const (
	MaxBytes = 15 << 20 // bytes that Parse reads; the rest sets Feed.Cut
	MaxItems = 2000     // items that Parse keeps; the rest sets Feed.Cut
	MaxDepth = 512      // open elements; deeper ones are read as if they were not nested
)

// Hints is what is known about a document apart from its bytes. All of it may be empty.
type Hints struct {
	URL         string              // where it was fetched from, after redirects
	ContentType string              // the response's header; when empty Header is asked
	Header      map[string][]string // the response's headers, http.Header
	Now         time.Time           // moment of the fetch, which places two-digit years; zero: see Date
}

// Parse reads a whole document. Where only a part can be read, the part comes without an error and
// Feed.Cut or Feed.BadRows says so. The errors are ErrEmpty and ErrNotFeed, which say in plain words what
// the document is; and one for a fault of ours, which costs this document only.
// Nothing in the result shares memory with data.
func Parse(data []byte, h Hints) (f *Feed, err error) {
	defer recovered(&f, &err)
	whole := len(data)
	data = data[:min(whole, MaxBytes)]
	if looksBinary(data) {
		return nil, notFeed(binaryName(data))
	}
	doc := trimLead(toUTF8(data, h))
	p := newParser(detectText(doc), h)
	if err := p.document(doc); err != nil {
		return nil, err
	}
	p.finish()
	p.feed.Cut = p.feed.Cut || whole > MaxBytes
	return p.feed, nil
}

// recovered turns a panic into that document's error (SAFETY P1).
func recovered(f **Feed, err *error) {
	if r := recover(); r != nil {
		*f, *err = nil, fmt.Errorf("the document could not be read: %v", r)
	}
}

// document reads doc as the kind it was found to be.
func (p *parser) document(doc []byte) error {
	switch p.feed.Kind {
	case RSS, Atom, CDF, Sitemap:
		p.lex = lexer{buf: doc, eof: true}
		return p.parseXML()
	case JSONFeed:
		p.parseJSONFeed(doc)
	case JSONLines:
		p.parseJSONLines(doc)
	case JSONTree:
		p.parseJSONTree(doc)
	case PlainText:
		p.parsePlain(doc)
	default:
		return refuse(p.feed.Kind, doc)
	}
	return nil
}

// refuse is the error for a document without stories.
func refuse(k Kind, doc []byte) error {
	switch k {
	case Empty:
		return ErrEmpty
	case Page:
		return notFeed("an HTML page")
	case OPML:
		return notFeed("OPML, a list of feeds; it can be imported")
	case JSON:
		if hasErrorKey(doc) {
			return notFeed("a JSON error message")
		}
		return notFeed("JSON without stories")
	case XML:
		if bytes.Contains(doc[:min(len(doc), 1024)], []byte("<sitemapindex")) {
			return notFeed("a list of sitemaps; add one of those that it names")
		}
		return notFeed("XML of another kind")
	}
	return ErrNotFeed
}

func hasErrorKey(doc []byte) (found bool) {
	j := &jsonReader{b: doc}
	j.members(func(key string) {
		found = found || key == "error" || key == "errors"
		j.skip()
	})
	return found
}

func binaryName(data []byte) string {
	for sig, name := range map[string]string{"%PDF-": "a PDF", "\x89PNG": "a picture", "GIF8": "a picture", "\xFF\xD8\xFF": "a picture",
		"PK\x03\x04": "a ZIP archive", "\x1F\x8B": "gzip-compressed data"} {
		if strings.HasPrefix(string(data[:min(len(data), 8)]), sig) {
			return name
		}
	}
	return "binary data"
}

// header gives the first value under name in any letter case.
func (h Hints) header(name string) string {
	for k, v := range h.Header {
		if len(v) > 0 && strings.EqualFold(k, name) {
			return v[0]
		}
	}
	return ""
}

func (h Hints) contentType() string {
	if h.ContentType != "" {
		return h.ContentType
	}
	return h.header("Content-Type")
}

// parser is the state of one Parse or Each.
type parser struct {
	feed     *Feed
	lex      lexer
	base     string // what addresses are resolved against now
	lastYear int    // for two-digit years
	language string // what the response's header says
	limit    int    // items that are read
	count    int    // items that were read
	emit     func(*Item) error
	stop     error // what emit said, or the limit
	item     Item  // the one being read
	grown    int   // bytes that addresses have become longer by being resolved

	xml xmlState
}

const (
	maxGrowth = MaxBytes // beyond it addresses stay relative: a long base and many short ones grow without end
	maxBase   = 2 << 10  // bytes; a longer base is ignored
)

// errLimit ends a Parse that has its MaxItems.
var errLimit = errors.New("limit reached")

func newParser(k Kind, h Hints) *parser {
	p := &parser{feed: &Feed{Kind: k}, lastYear: 2068, limit: MaxItems}
	if !h.Now.IsZero() {
		p.lastYear = h.Now.Year() + 42
	}
	if len(h.URL) <= maxBase {
		p.base = h.URL
	}
	if loc := resolveRef(p.base, h.header("Content-Location")); isAddress(loc) {
		p.base = loc
	}
	p.language = h.header("Content-Language")
	p.emit = func(it *Item) error {
		p.feed.Items = append(p.feed.Items, *it)
		return nil
	}
	return p
}

// full says that no further item is wanted.
func (p *parser) full() bool { return p.stop != nil }

// newItem begins an item and gives the place to fill.
func (p *parser) newItem() *Item {
	p.item = Item{}
	return &p.item
}

// endItem hands the item on.
func (p *parser) endItem() {
	if p.full() {
		return
	}
	if p.count >= p.limit {
		p.stop, p.feed.Cut = errLimit, true
		return
	}
	p.count++
	p.complete(&p.item)
	p.stop = p.emit(&p.item)
}

// resolve makes an address absolute. No address stays none, though RFC 3986 reads it as the base.
func (p *parser) resolve(ref string) string {
	if ref = tidyRef(ref); ref == "" {
		return ""
	}
	return p.resolveAny(ref)
}

// against is what relative addresses are seen from: the base in force, else the publisher's page.
func (p *parser) against() string {
	if p.base == "" && isAddress(p.feed.Link) {
		return p.feed.Link
	}
	return p.base
}

// resolveAny is resolve for addresses that are meant even when they are empty: href="".
func (p *parser) resolveAny(ref string) string {
	if p.grown > maxGrowth {
		return tidyRef(ref)
	}
	abs := resolveRef(p.against(), ref)
	p.grown += max(len(abs)-len(ref), 0)
	return abs
}

// markup is HTML with its addresses resolved.
func (p *parser) markup(raw []byte) Text {
	fixed, grown := resolveMarkup(p.against(), raw, maxGrowth-p.grown)
	p.grown += grown
	return Text{string(fixed), Markup}
}

// plainOrMarkup types a text of which it is not known whether it is HTML.
func (p *parser) plainOrMarkup(raw []byte) Text {
	raw = bytes.TrimSpace(raw)
	if looksLikeMarkup(raw) {
		return p.markup(raw)
	}
	return Text{string(raw), Plain}
}

// date reads a date, zero when it cannot be read.
func (p *parser) date(s string) time.Time {
	t, _ := readDate(s, p.lastYear)
	return t
}
