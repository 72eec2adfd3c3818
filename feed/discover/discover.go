// Package discover finds the feeds of a page, a site or a domain, and says in words how it found them.
//
// A page's own links are believed first; where it has none, the ways of well-known sites (sites.tsv) and
// at last the places where feeds usually are. Only Find asks the network, through the client that it is
// given. Pages are a stranger's: what comes out are http and https addresses, titles on one safe line,
// and never more than a hundred of them.
//
// Outside library: the tokenizer and the charset finder of x/net/html, for the HTML of pages.
package discover

import (
	"bytes"
	"net/url"
	"strings"

	"lede/feed/format"
	"lede/model/safe"
)

// Candidate is an address that is likely to be a feed.
type Candidate struct {
	URL   string `json:"url"`
	Title string `json:"title"`
	Type  string `json:"type"` // media type, "" when not told
	Why   string `json:"-"`    // how it was found, in words: "the page links to it"
}

const maxFound = 100

// list are candidates without repeats, in order of preference.
type list struct{ found []Candidate }

func (l *list) add(cs ...Candidate) {
	for _, c := range cs {
		if c.URL == "" || len(l.found) >= maxFound || l.has(c.URL) {
			continue
		}
		l.found = append(l.found, c)
	}
}

func (l *list) has(address string) bool {
	for _, c := range l.found {
		if c.URL == address {
			return true
		}
	}
	return false
}

// plain is a title as it may be shown: escapes of an address resolved, on one safe line.
func plain(s string) string {
	if p, err := url.PathUnescape(s); err == nil {
		s = p
	}
	return title(s)
}

func title(s string) string {
	s = strings.Join(strings.Fields(safe.Line(s)), " ")
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200]) + "…"
	}
	return s
}

// Inspection is what `lede inspect discover` prints.
type Inspection struct {
	Feeds []Candidate `json:"feeds"`
}

// Inspect is what can be found without the network: in the page, else by its address.
func Inspect(page []byte, address, contentType string) Inspection {
	found := Page(page, address, contentType)
	if len(found) == 0 {
		found = ByAddress(address)
	}
	return Inspection{Feeds: append([]Candidate{}, found...)}
}

// hasStories tells whether data is of a kind that is read as a feed where somebody asks for it, though nobody would
// offer it as one: a news sitemap, a program's answer.
func hasStories(data []byte, address, contentType string) (string, bool) {
	switch format.Detect(data, format.Hints{URL: address, ContentType: contentType}) {
	case format.Sitemap:
		return "application/xml", bytes.Contains(data, []byte("sitemap-news")) // others have no headlines
	case format.JSONLines, format.JSONTree:
		return "application/json", true
	}
	return isFeed(data, address, contentType)
}

// isFeed tells whether data is a feed, and its media type.
func isFeed(data []byte, address, contentType string) (string, bool) {
	switch format.Detect(data, format.Hints{URL: address, ContentType: contentType}) {
	case format.RSS:
		return types["rss"], true
	case format.Atom:
		return types["atom"], true
	case format.JSONFeed:
		return types["json"], true
	case format.CDF:
		return "application/x-cdf", true
	}
	return "", false
}
