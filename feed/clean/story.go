package clean

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"lede/feed/format"
	"lede/model"
	"lede/model/safe"
)

// Limits of SAFETY P3, in bytes.
const (
	maxGUID       = 256
	maxCategories = 20
	maxEnclosures = 10
)

// Story makes a whole story of an item. f is the feed that it came in, nil for none. Headline is never empty. Whatever the
// item holds, a story comes out: a fault of ours while reading its markup costs the markup only.
func Story(it format.Item, f *format.Feed, h Hints) model.Story {
	if f == nil {
		f = &format.Feed{}
	}
	s := model.Story{
		GUID:      guid(it.ID),
		URL:       first((&linker{base: h.URL}).resolve(it.Link)),
		Comments:  (&linker{base: h.URL}).resolve(it.Comments),
		FirstSeen: h.Now,
	}
	s.Published, s.Updated = when(it, h.Now)
	base := first(s.URL, f.Link, h.URL)
	title := withoutPublisher(Title(it.Title), it.Publisher, it.Source.Title, feedName(Title(f.Title), feedHost(f, h)), h.Publisher)
	h.Headline = first(h.Headline, title)
	body, found := better(it, base, h)
	s.Body = body
	s.Truncated = found.Truncated || it.Cut
	s.Dateline, s.Comments = found.Dateline, first(s.Comments, found.Comments)
	s.Publisher = publisher(it, f, h, found, &s)
	s.Headline = headline(title, found, s)
	s.Byline = bylineOf(it, found, s.Publisher)
	s.Wire = first(found.Wire, wireName(s.Publisher), wireIn(s.Byline))
	s.Language = language(it, f, h, s.Headline+"\n"+body.Text())
	s.Categories = Categories(it.Categories)
	s.Enclosures = enclosures(it, base)
	s.Image = image(it, base, &s)
	return s
}

// better is the fuller of the item's content and summary.
func better(it format.Item, base string, h Hints) (model.Body, Found) {
	c, cf := bodyOf(it.Content, base, h)
	if len(c.Text()) > 600 || strings.TrimSpace(it.Summary.Value) == "" {
		return c, cf
	}
	s, sf := bodyOf(it.Summary, base, h)
	if len(s.Text()) > len(c.Text()) && (len(c.Text()) == 0 || !sf.Truncated || cf.Truncated) {
		s2 := sf
		s2.Headline, s2.Publisher = first(sf.Headline, cf.Headline), first(sf.Publisher, cf.Publisher)
		return s, s2
	}
	cf.Headline, cf.Publisher = first(cf.Headline, sf.Headline), first(cf.Publisher, sf.Publisher)
	return c, cf
}

// bodyOf reads a text in its form. In plain text a first line that is a headline becomes one.
func bodyOf(t format.Text, base string, h Hints) (b model.Body, f Found) {
	defer func() {
		if recover() != nil {
			b, f = model.PlainBody(line(t.Value)), Found{}
		}
	}()
	if strings.TrimSpace(t.Value) == "" {
		return model.Body{}, Found{}
	}
	h.URL = base
	var ds []*draft
	switch {
	case t.Form == format.Markup:
		ds = markup(undouble(t.Value), base)
	case looksMarkedUp(t.Value):
		ds = markup(t.Value, base)
	default:
		ds = paragraphs(t.Value)
		if h.Headline == "" {
			if l := firstLine(ds); l != "" {
				h.Headline = l
				b, f = finish(ds, h, nil)
				f.Headline = first(f.Headline, l)
				return b, f
			}
		}
	}
	return finish(ds, h, nil)
}

// firstLine is the first of several paragraphs when it is a headline: a short line that does not end as a sentence
// does, before one that does.
func firstLine(ds []*draft) string {
	if len(ds) < 2 {
		return ""
	}
	s, next := ds[0].text(), ds[1].text()
	n := wordCount(s)
	r, _ := utf8.DecodeRuneInString(s)
	if n < 3 || n > 24 || len(s) > 200 || endsSentence(s) || strings.HasSuffix(s, ":") || strings.HasSuffix(s, ",") || unicode.IsLower(r) || strings.HasPrefix(s, "By ") {
		return ""
	}
	if len(next) < len(s) && wordCount(next) > 12 || !endsSentence(next) && len(ds) == 2 {
		return ""
	}
	return headlineOf(s)
}

// looksMarkedUp tells text called plain that is markup all the same.
func looksMarkedUp(s string) bool {
	head := strings.ToLower(clip(s, 4000))
	return strings.Contains(head, "</p>") || strings.Contains(head, "<br") && strings.Contains(head, ">") || strings.Contains(head, "</a>") || strings.Contains(head, "</div>")
}

// undouble decodes markup that was escaped twice: there is no tag in it, but several escaped ones.
func undouble(s string) string {
	if strings.Contains(s, "<") {
		return s
	}
	low := strings.ToLower(s)
	if !hasAny(low, "&lt;/p&gt;", "&lt;/a&gt;", "&lt;/div&gt;", "&lt;br", "&lt;/strong&gt;", "&lt;/em&gt;", "&lt;/li&gt;", "&lt;img ") || strings.Count(low, "&lt;") < 2 {
		return s
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'", "&amp;", "&").Replace(s)
}

// when gives the dates of an item as SAFETY P5 wants them: one before 1990 or more than an hour ahead is not
// believed, and the moment of the fetch takes its place.
func when(it format.Item, now time.Time) (published, updated time.Time) {
	ok := func(t time.Time) bool {
		return !t.IsZero() && t.Year() >= 1990 && (now.IsZero() || !t.After(now.Add(time.Hour)))
	}
	published, updated = it.Published, it.Updated
	if !ok(updated) {
		updated = time.Time{}
	}
	switch {
	case ok(published):
	case ok(updated):
		published = updated
	case !published.IsZero() || !it.Updated.IsZero() || it.DateText != "":
		published = now
	default:
		published = time.Time{}
	}
	return published, updated
}

// guid is the item's own name for itself; a long one is told by its hash.
func guid(id string) string {
	id = strings.TrimSpace(safe.Line(id))
	if len(id) <= maxGUID {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// publisher is who issues the story, from the nearest that says so.
func publisher(it format.Item, f *format.Feed, h Hints, found Found, s *model.Story) string {
	feed := Title(f.Title)
	for _, p := range []string{it.Publisher, it.Source.Title, found.Publisher} {
		if p = publisherOf(p); p != "" {
			return p
		}
	}
	if p := first(h.Publisher, feedName(feed, feedHost(f, h))); p != "" {
		return clipRunes(line(p), 80)
	}
	if p := teller(s.Body.Text()); p != "" {
		return p
	}
	return host(s.URL)
}

// feedHost is the host that a feed belongs to, "" when nothing tells.
func feedHost(f *format.Feed, h Hints) string { return first(host(f.Link), host(f.Self), host(h.URL)) }

// feedName is the publisher in a feed's title: without the words that only say that it is a feed, and of a title that
// names a section or a claim as well ("World news | The Guardian", "BBC News - World") the part that the host
// goes by, or that is plainly an outlet.
func feedName(t, host string) string {
	for _, end := range []string{" RSS feed", " RSS Feed", " RSS", " Feed", " feed", " - RSS", " » Feed", " Atom", " :"} {
		t = strings.TrimRight(strings.TrimSuffix(t, end), " -–|»:")
	}
	for _, head := range []string{"RSS: ", "RSS - ", "Latest from ", "Feed: "} {
		t = strings.TrimPrefix(t, head)
	}
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " > ", " / ", ": "} {
		parts := strings.Split(t, sep)
		if len(parts) < 2 {
			continue
		}
		for _, p := range parts {
			if f := folded(p); f != "" && namesHost(f, host) {
				return strings.TrimSpace(p)
			}
		}
		for _, p := range parts {
			if p = strings.TrimSpace(p); outletName(p) && !strings.HasSuffix(strings.ToLower(p), " news") {
				return p
			}
		}
	}
	return t
}

// namesHost tells a folded name that a host is called by: "theguardian" of theguardian.com, "bbcnews" of bbc.co.uk.
func namesHost(name, host string) bool {
	labels := strings.Split(host, ".")
	for _, l := range labels[:max(len(labels)-1, 0)] {
		l = folded(l)
		if len(l) >= 3 && (strings.HasPrefix(name, l) || len(name) >= 4 && strings.HasPrefix(l, name) || l == "the"+name) && l != "feeds" && l != "news" && l != "www" && l != "rss" && l != "blog" {
			return true
		}
	}
	return false
}

// host is the host of an address without "www.", "" when there is none.
func host(u string) string {
	p, err := url.Parse(u)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(p.Hostname()), "www.")
}

// headline is the story's headline: its title, else what the cut lines or the text give, else what is left of
// its address. A title that was cut gives way to the whole one.
func headline(title string, found Found, s model.Story) string {
	title = withoutPublisher(title, s.Publisher)
	if cutTitle := strings.TrimRight(title, ".… "); title != cutTitle && len(found.Headline) > len(cutTitle) && strings.HasPrefix(found.Headline, cutTitle) {
		title = found.Headline
	}
	fallback := s.Publisher
	if !s.Published.IsZero() {
		fallback = strings.TrimSpace(fallback + " " + s.Published.Format("2 January 2006"))
	}
	h := first(title, found.Headline)
	if h == "" {
		h = first(Headline(s.Body), slug(s.URL), fallback, "no words came with this story")
	}
	return clipRunes(h, MaxHeadline)
}

// withoutPublisher is a title without the name of its publisher behind it, as aggregators write it.
func withoutPublisher(title string, names ...string) string {
	for _, n := range names {
		for _, sep := range []string{" - ", " | ", " – ", " — ", " :: ", " · "} {
			if t, ok := strings.CutSuffix(title, sep+n); ok && n != "" && wordCount(t) >= 3 {
				return t
			}
		}
	}
	return title
}

// slug is the words in the last part of an address's path, "" when there are fewer than three.
func slug(u string) string {
	p, err := url.Parse(u)
	if err != nil {
		return ""
	}
	path := strings.TrimRight(p.Path, "/")
	path = path[strings.LastIndexByte(path, '/')+1:]
	path, _, _ = strings.Cut(path, ".")
	w := strings.FieldsFunc(path, func(r rune) bool { return r == '-' || r == '_' || r == '+' })
	for len(w) > 0 && strings.ContainsAny(w[len(w)-1], "0123456789") && len(w[len(w)-1]) > 4 {
		w = w[:len(w)-1]
	}
	if len(w) < 3 {
		return ""
	}
	t := line(strings.Join(w, " "))
	r, n := utf8.DecodeRuneInString(t)
	return string(unicode.ToUpper(r)) + t[n:]
}

// Title is a title as one line of plain text. Markup is read, and entities that were escaped twice, as happens to
// titles more than to anything else, are decoded.
func Title(t format.Text) string {
	s := t.Value
	if t.Form == format.Markup || looksMarkedUp(s) {
		s = markupLine(s)
	}
	if entityLeft(s) {
		s = markupLine(strings.NewReplacer("<", "&lt;").Replace(s))
	}
	return headlineOf(s)
}

// markupLine is the text of markup as one line, pictures left out.
func markupLine(s string) string {
	var b strings.Builder
	leaves(markup(s, ""), func(d *draft, _ []*draft) {
		if t := d.text(); t != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(t)
		}
	})
	return b.String()
}

// entityLeft tells a character reference that no writer means.
func entityLeft(s string) bool {
	if !strings.Contains(s, "&") || !strings.Contains(s, ";") {
		return false
	}
	return hasAny(s, "&amp;", "&quot;", "&apos;", "&#8", "&#x2", "&#3", "&nbsp;", "&rsquo;", "&lsquo;", "&ldquo;", "&rdquo;", "&ndash;", "&mdash;", "&hellip;", "&eacute;", "&uuml;", "&ouml;", "&auml;")
}
