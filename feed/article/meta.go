package article

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page says about itself for machines.
type meta struct {
	tags      map[string]string // meta name, property or itemprop, in lower case: the first content of each
	ld        []map[string]any  // the objects of all JSON-LD, those about articles first
	title     string            // of the title element
	heading   string            // the first h1
	lang      string
	canonical string
	times     []string // datetime of time elements, those marked as the publication's first
	authors   []string // of rel=author, itemprop=author and the like
	text      string   // articleBody
	paywalled bool
	mended    bool // JSON-LD was read that is none without repair
}

// collect reads the head of a page and the marks in its body.
func collect(doc *html.Node) meta {
	m := meta{tags: map[string]string{}}
	walk(doc, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Html:
			m.lang = attr(n, "lang")
			if m.lang == "" {
				m.lang = attr(n, "xml:lang")
			}
		case atom.Title:
			if m.title == "" && n.FirstChild != nil && n.Namespace == "" {
				m.title = strings.Join(strings.Fields(n.FirstChild.Data), " ")
			}
		case atom.H1:
			if m.heading == "" {
				m.heading = textOf(n, 500)
			}
		case atom.Meta:
			m.metaTag(n)
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && m.canonical == "" {
				m.canonical = attr(n, "href")
			}
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				m.script(n.FirstChild.Data)
			}
			return false
		case atom.Time:
			m.timeTag(n)
		}
		m.author(n)
		return true
	})
	m.sort()
	return m
}

func (m *meta) metaTag(n *html.Node) {
	v := strings.TrimSpace(attr(n, "content"))
	if v == "" {
		return
	}
	for _, k := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, key := range strings.Fields(strings.ToLower(attr(n, k))) {
			if m.tags[key] == "" {
				m.tags[key] = v
			}
		}
	}
}

func (m *meta) timeTag(n *html.Node) {
	t := attr(n, "datetime")
	if t == "" {
		t = textOf(n, 60)
	}
	if t == "" || len(m.times) >= 20 {
		return
	}
	c := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class") + " " + attr(n, "pubdate"))
	if n.Parent != nil {
		c += " " + strings.ToLower(attr(n.Parent, "class"))
	}
	if strings.Contains(c, "publish") || strings.Contains(c, "pubdate") || strings.Contains(c, "entry-date") || strings.Contains(c, "posted") || strings.Contains(c, "dateline") {
		m.times = append([]string{t}, m.times...)
		return
	}
	m.times = append(m.times, t)
}

// author notes who a mark of the page calls its author.
func (m *meta) author(n *html.Node) {
	if len(m.authors) >= 6 {
		return
	}
	rel, prop, class := strings.ToLower(attr(n, "rel")), strings.ToLower(attr(n, "itemprop")), strings.ToLower(attr(n, "class"))
	marked := rel == "author" || prop == "author"
	for _, c := range strings.Fields(class) {
		switch c {
		case "byline", "author", "author-name", "byline__name", "byline-name", "article-author", "post-author", "entry-author", "p-author", "author__name", "article__author", "c-byline__author", "byline__author":
			marked = true
		}
	}
	if !marked {
		return
	}
	if s := textOf(n, 160); s != "" && len(s) < 150 {
		m.authors = append(m.authors, s)
	}
}

// script reads one script of JSON-LD: an object, a list of them, or a graph.
func (m *meta) script(s string) {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<![CDATA["), "]]>")
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "<!--"), "-->")
	if len(s) > 1<<20 {
		return
	}
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		if json.Unmarshal([]byte(mend(s)), &v) != nil {
			return
		}
		m.mended = true
	}
	m.objects(v, 0)
}

// mend escapes the line breaks and tabs in strings, the commonest fault of JSON-LD, and takes a stop off its end.
func mend(s string) string {
	s = strings.TrimRight(s, "; \n\r\t")
	var b strings.Builder
	b.Grow(len(s))
	in, escaped := false, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case escaped:
			escaped = false
		case c == '\\' && in:
			escaped = true
		case c == '"':
			in = !in
		case in && c == '\n':
			b.WriteString("\\n")
			continue
		case in && c < ' ':
			c = ' '
		}
		b.WriteByte(c)
	}
	return b.String()
}

func (m *meta) objects(v any, depth int) {
	if depth > 4 || len(m.ld) > 60 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			m.objects(x, depth+1)
		}
	case map[string]any:
		m.ld = append(m.ld, v)
		m.objects(v["@graph"], depth+1)
		if e, ok := v["mainEntity"].(map[string]any); ok && isArticle(e) {
			m.objects(e, depth+1)
		}
	}
}

// sort puts the objects about articles first, and takes the text from them.
func (m *meta) sort() {
	var first, rest []map[string]any
	for _, o := range m.ld {
		if isArticle(o) {
			first = append(first, o)
		} else {
			rest = append(rest, o)
		}
	}
	m.ld = append(first, rest...)
	for _, o := range first {
		for _, s := range []string{ldText(o, []string{"articleBody"}), updates(o)} {
			if len(s) > len(m.text) {
				m.text = s
			}
		}
		if free, ok := o["isAccessibleForFree"]; ok && (free == false || free == "False" || free == "false") {
			m.paywalled = true
		}
	}
	if len(first) == 0 {
		m.text = film(rest)
	}
	if !strings.Contains(m.text, "<") && (strings.Contains(m.text, "&lt;p") || strings.Contains(m.text, "&lt;br")) {
		m.text = html.UnescapeString(m.text)
	}
}

// updates is the text of a live blog, part by part under its headline.
func updates(o map[string]any) string {
	list, _ := o["liveBlogUpdate"].([]any)
	var b strings.Builder
	for _, u := range list[:min(len(list), 500)] {
		head, text := ldText(u, []string{"headline"}), ldText(u, []string{"articleBody"})
		for _, s := range []string{head, text} {
			if s != "" && (s != head || !strings.HasPrefix(text, head)) {
				b.WriteString(s + "\n\n")
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// film is what a page of a film and of no article says: its description and what is spoken in it.
func film(all []map[string]any) string {
	for _, o := range all {
		if kind := ldText(o, []string{"@type"}); kind != "VideoObject" && kind != "AudioObject" && kind != "PodcastEpisode" {
			continue
		}
		text, spoken := ldText(o, []string{"description"}), ldText(o, []string{"transcript"})
		return strings.TrimSpace(text + "\n\n" + spoken)
	}
	return ""
}

// isArticle tells an object whose type is a kind of article in schema.org.
func isArticle(o map[string]any) bool {
	var types []any
	switch t := o["@type"].(type) {
	case string:
		types = []any{t}
	case []any:
		types = t
	}
	for _, t := range types {
		s, _ := t.(string)
		s = s[strings.LastIndexByte(s, '/')+1:]
		if strings.HasSuffix(s, "Article") || strings.HasSuffix(s, "Posting") || s == "Report" || s == "Review" {
			return true
		}
	}
	return false
}

// ldString is the first string at a path of keys in the objects about the article.
func (m *meta) ldString(keys ...string) string {
	for _, o := range m.ld {
		if !isArticle(o) {
			break
		}
		if s := ldText(o, keys); s != "" {
			return s
		}
	}
	return ""
}

func ldText(v any, keys []string) string {
	switch v := v.(type) {
	case string:
		if len(keys) == 0 {
			return strings.TrimSpace(v)
		}
	case []any:
		for _, x := range v {
			if s := ldText(x, keys); s != "" {
				return s
			}
		}
	case map[string]any:
		if len(keys) > 0 {
			return ldText(v[keys[0]], keys[1:])
		}
	}
	return ""
}

// ldNames are the names of the persons or bodies under key.
func (m *meta) ldNames(key string) []string {
	var out []string
	var take func(v any)
	take = func(v any) {
		switch v := v.(type) {
		case string:
			if s := strings.TrimSpace(v); s != "" && !strings.HasPrefix(s, "http") {
				out = append(out, s)
			}
		case []any:
			for _, x := range v {
				take(x)
			}
		case map[string]any:
			take(v["name"])
		}
	}
	for _, o := range m.ld {
		if !isArticle(o) {
			break
		}
		if take(o[key]); len(out) > 0 {
			return out[:min(len(out), 6)]
		}
	}
	return nil
}
