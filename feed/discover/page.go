package discover

import (
	"bytes"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// maxPage is how many bytes of a page are looked through.
const maxPage = 4 << 20

// Page are the feeds that a page tells of: itself, when it is a feed; what its <link> elements call a
// feed, as it has them, those for comments last; where there are none, what its address or its canonical
// one is known to have; and links in its text that lead to a feed by their look.
func Page(page []byte, address, contentType string) []Candidate {
	if len(page) == 0 {
		return nil
	}
	base, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		base = &url.URL{}
	}
	if kind, ok := isFeed(page, address, contentType); ok {
		return []Candidate{{URL: address, Type: kind, Why: "the address is a feed"}}
	}
	s := scan{base: base, page: base}
	s.read(utf8Page(page[:min(len(page), maxPage)], contentType))
	var out list
	out.add(s.links...)
	out.add(s.comments...)
	if len(out.found) == 0 {
		out.add(ByAddress(s.canonical)...)
	}
	if len(out.found) == 0 && len(ByAddress(address)) == 0 {
		out.add(s.anchors...)
	}
	return out.found
}

// utf8Page is a page as UTF-8, by the rules of browsers.
func utf8Page(page []byte, contentType string) io.Reader {
	r, err := charset.NewReader(bytes.NewReader(page), contentType)
	if err != nil {
		return bytes.NewReader(page)
	}
	return r
}

// scan goes through a page's tags.
type scan struct {
	page, base *url.URL
	based      bool // base is the page's own
	links      []Candidate
	comments   []Candidate
	anchors    []Candidate
	canonical  string
	generator  string
	redirect   string // of a refresh that comes at once
	title      string
	inTitle    bool
}

func (s *scan) read(r io.Reader) {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(1 << 20)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if s.inTitle && s.title == "" {
				s.title = title(html.UnescapeString(string(z.Raw())))
			}
		case html.EndTagToken:
			s.inTitle = false
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			if wanted(name) {
				s.tag(string(name), attributes(z, more))
			}
			s.inTitle = string(name) == "title"
		}
	}
}

func wanted(name []byte) bool {
	switch string(name) {
	case "link", "base", "meta", "a":
		return true
	}
	return false
}

// attributes are a tag's attributes; of those that come twice, the first.
func attributes(z *html.Tokenizer, more bool) map[string]string {
	out := map[string]string{}
	for more && len(out) < 64 {
		var k, v []byte
		k, v, more = z.TagAttr()
		if _, twice := out[string(k)]; !twice {
			out[string(k)] = string(v)
		}
	}
	return out
}

func (s *scan) tag(name string, a map[string]string) {
	switch name {
	case "base":
		if u, err := s.page.Parse(trim(a["href"])); err == nil && a["href"] != "" && !s.based {
			s.base, s.based = u, true
		}
	case "meta":
		s.meta(a)
	case "link":
		s.link(a)
	case "a":
		s.anchor(a)
	}
}

// meta takes what tells who made the page, and whose a page of YouTube or SoundCloud is.
func (s *scan) meta(a map[string]string) {
	if strings.EqualFold(a["name"], "generator") && s.generator == "" {
		s.generator = strings.ToLower(a["content"])
	}
	host := s.page.Hostname()
	if id := a["content"]; strings.HasPrefix(id, "UC") && len(id) == 24 && (host == "youtube.com" || strings.HasSuffix(host, ".youtube.com")) {
		switch strings.ToLower(a["itemprop"]) {
		case "channelid", "identifier":
			s.canonical = "https://www.youtube.com/channel/" + id
		}
	}
	if id, ok := strings.CutPrefix(a["content"], "soundcloud://users:"); ok && (host == "soundcloud.com" || strings.HasSuffix(host, ".soundcloud.com")) && isNumber(id) {
		s.canonical = "https://soundcloud.com/users/" + id
	}
	if strings.EqualFold(a["http-equiv"], "refresh") {
		delay, to, ok := strings.Cut(a["content"], "=")
		if ok && strings.HasPrefix(trim(delay), "0") && strings.HasSuffix(strings.ToLower(trim(delay)), "url") {
			s.redirect = s.resolve(strings.Trim(trim(to), `"'`))
		}
	}
}

// link takes a <link> that names a feed: its rel has the word "feed"; or the word "alternate", not
// "stylesheet", and a feed's type, or no type and an address that looks like a feed's.
func (s *scan) link(a map[string]string) {
	rel := words(a["rel"])
	to := s.resolve(a["href"])
	if rel["canonical"] && s.canonical == "" {
		s.canonical = to
	}
	kind, _, _ := strings.Cut(strings.ToLower(a["type"]), ";")
	kind = trim(kind)
	switch {
	case to == "":
		return
	case rel["feed"]:
	case !rel["alternate"] || rel["stylesheet"]:
		return
	case feedType(kind):
		if jsonOfTheSite(kind, to) {
			return
		}
	case kind != "" || a["hreflang"] != "" || a["media"] != "" || !looksLikeFeed(to):
		return
	}
	c := Candidate{URL: to, Title: title(a["title"]), Type: kind, Why: "the page links to it"}
	if forComments(c) {
		s.comments = append(s.comments, c)
	} else if len(s.links) < maxFound {
		s.links = append(s.links, c)
	}
}

// words are the words of a list parted by blanks, in lower case.
func words(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		out[w] = true
	}
	return out
}

// feedType tells whether a media type is that of a feed. Types of XML in general are not.
func feedType(kind string) bool {
	switch kind {
	case "application/json", "application/feed+json":
		return true
	}
	for _, end := range []string{"rss+xml", "atom+xml"} {
		if rest, ok := strings.CutSuffix(kind, end); ok && (strings.HasSuffix(rest, "/") || strings.HasSuffix(rest, ".") || strings.HasSuffix(rest, "-")) {
			return true
		}
	}
	return false
}

// jsonOfTheSite tells the programming interfaces of content systems from JSON Feeds.
func jsonOfTheSite(kind, to string) bool {
	return kind == "application/json" && (strings.Contains(to, "/wp-json") || strings.Contains(to, "/oembed") || strings.Contains(to, "rest_route="))
}

// forComments tells whether a feed is that of a page's comments.
func forComments(c Candidate) bool {
	u := strings.ToLower(c.URL)
	return strings.Contains(u, "/comments/feed") || strings.Contains(u, "/comments/default") || strings.Contains(u, "feed=comments") ||
		strings.Contains(strings.ToLower(c.Title), "comments feed")
}

// anchor takes a link in the text that leads to a feed by its look.
func (s *scan) anchor(a map[string]string) {
	to := s.resolve(a["href"])
	if to == "" || len(s.anchors) >= maxFound || !looksLikeFeed(to) {
		return
	}
	c := Candidate{URL: to, Title: title(a["title"]), Why: "the page has a link that looks like one"}
	if !forComments(c) {
		s.anchors = append(s.anchors, c)
	}
}

// looksLikeFeed tells whether an address reads like that of a feed.
func looksLikeFeed(address string) bool {
	u, err := url.Parse(strings.ToLower(address))
	if err != nil {
		return false
	}
	for _, other := range []string{"validator.", "feedvalidator.", "feedly.com", "inoreader.com", "facebook.com", "twitter.com", "linkedin.com", "wikipedia.org"} {
		if strings.Contains(u.Hostname(), other) {
			return false
		}
	}
	path := strings.TrimSuffix(u.Path, "/")
	for _, end := range []string{"/feed", "/rss", "/atom", "/rss2", "/feeds", ".rss", ".atom", ".rdf", "rss.xml", "atom.xml", "feed.xml", "feed.json", "/index.xml", "/feeds/posts/default"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	if strings.HasPrefix(u.Hostname(), "feeds.") || strings.HasPrefix(u.Hostname(), "rss.") {
		return path != ""
	}
	q := u.Query()
	return q.Has("feed") || q.Get("format") == "rss" || q.Get("format") == "atom" || q.Get("alt") == "rss"
}

const blanks = " \t\r\n\f"

func trim(s string) string { return strings.Trim(s, blanks) }

// resolve is an address of the page in full, "" for what is not http or https.
func (s *scan) resolve(href string) string {
	href = trim(href)
	if href == "" || len(href) > 2048 || strings.HasPrefix(href, "#") {
		return ""
	}
	if rest, ok := strings.CutPrefix(href, "feed:"); ok {
		if href = rest; strings.HasPrefix(rest, "//") {
			href = "http:" + rest
		}
	}
	u, err := s.base.Parse(strings.NewReplacer("\n", "", "\t", "", "\r", "", " ", "%20").Replace(href))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}
