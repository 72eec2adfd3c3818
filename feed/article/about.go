package article

import (
	"html"
	"net/url"
	"strconv"
	"strings"
	"time"

	"lede/feed/clean"
	"lede/feed/format"
	"lede/model/safe"
)

// about puts together what is known about the page: go-readability's answers where it has some and they can be
// true, else what the page's marks say.
func (r *reader) about() Page {
	m := &r.meta
	p := Page{
		Title:   line(r.art.Title()),
		Site:    line(first(r.art.SiteName(), m.ldString("publisher", "name"), m.tags["og:site_name"], m.tags["application-name"], m.tags["al:android:app_name"])),
		Lang:    first(r.art.Language(), m.lang, m.ldString("inLanguage"), m.tags["og:locale"], m.tags["content-language"]),
		Summary: line(first(m.tags["og:description"], m.tags["description"], m.ldString("description"), m.tags["twitter:description"])),
	}
	p.Lang = clean.Language(p.Lang)
	if p.Title == "" || m.mended && m.tags["og:title"] == "" && m.ldString("headline") != "" {
		p.Title = line(first(m.ldString("headline"), m.tags["og:title"], m.heading, m.title, m.tags["twitter:title"]))
	}
	p.Byline = r.byline(p.Site)
	p.Published = r.published()
	p.Image = r.absolute(first(m.ldString("image", "url"), m.ldString("image"), m.tags["og:image"], m.tags["og:image:url"], m.tags["twitter:image"], m.tags["twitter:image:src"]))
	p.Canonical = r.absolute(first(m.canonical, m.tags["og:url"]))
	return p
}

// line is s as one safe line with its character references decoded.
func line(s string) string {
	return strings.Join(strings.Fields(safe.Line(html.UnescapeString(s))), " ")
}

func first(ss ...string) string {
	for _, s := range ss {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// absolute is an address resolved against the page's, "" unless it is http or https.
func (r *reader) absolute(ref string) string {
	base, err := url.Parse(r.address)
	if err != nil || ref == "" {
		return ""
	}
	u, err := base.Parse(html.UnescapeString(ref))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return safe.URL(u.String())
}

// byline is who wrote the article. go-readability's answer holds, unless it is an address; marks in the page are read as names.
func (r *reader) byline(site string) string {
	m := &r.meta
	if s := line(r.art.Byline()); s != "" && len(s) <= 200 && !strings.HasPrefix(s, "http") {
		return s
	}
	for _, s := range []string{strings.Join(m.ldNames("author"), ", "), m.tags["author"], m.tags["article:author"], m.tags["dc.creator"], m.tags["parsely-author"], m.tags["sailthru.author"], m.tags["cxenseparse:author"], m.tags["byl"]} {
		if s = clean.Names(line(s)); person(s, site) {
			return s
		}
	}
	var marked []string
	for _, s := range m.authors {
		if s = clean.Names(line(s)); person(s, site) {
			marked = append(marked, s)
		}
	}
	return strings.Join(distinct(marked), ", ")
}

// person tells text that may name who wrote something: not an address, not the site, not a sentence.
func person(s, site string) bool {
	return s != "" && len(s) <= 120 && !strings.Contains(s, "://") && !strings.HasPrefix(s, "@") && !strings.EqualFold(s, site) && strings.ContainsFunc(s, isLetter)
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0x80 }

// distinct leaves the first of equal strings, and none that is part of another.
func distinct(ss []string) []string {
	var out []string
	for i, s := range ss {
		keep := true
		for j, t := range ss {
			if i != j && strings.Contains(t, s) && (len(t) > len(s) || j < i) {
				keep = false
			}
		}
		if keep {
			out = append(out, s)
		}
	}
	return out
}

// published is when the article came out: as the page tells machines, else as its time elements do, else by its address.
func (r *reader) published() time.Time {
	m := &r.meta
	if t, err := r.art.PublishedTime(); err == nil && r.believed(t) {
		return t
	}
	for _, s := range []string{m.ldString("datePublished"), m.tags["article:published_time"], m.tags["og:article:published_time"], m.tags["og:published_time"], m.tags["datepublished"], m.tags["date"], m.tags["pubdate"], m.tags["publishdate"], m.tags["publish-date"], m.tags["parsely-pub-date"],
		m.tags["sailthru.date"], m.tags["cxenseparse:recs:publishtime"], m.tags["dc.date"], m.tags["dc.date.issued"], m.tags["dcterms.created"], m.tags["dcterms.issued"], m.tags["article_date_original"], m.tags["ptime"], m.tags["timestamp"], m.tags["release_date"], m.ldString("dateCreated"), m.ldString("uploadDate"), m.tags["bt:pubdate"], m.tags["rnews:datepublished"]} {
		if t, ok := format.Date(line(s)); ok && r.believed(t) {
			return t
		}
	}
	for _, s := range m.times {
		if t, ok := format.Date(line(s)); ok && r.believed(t) {
			return t
		}
	}
	if t, ok := dateInAddress(r.address); ok && r.believed(t) {
		return t
	}
	if t, ok := format.Date(line(first(m.ldString("dateModified"), m.tags["article:modified_time"], m.tags["last-modified"]))); ok && r.believed(t) {
		return t
	}
	return time.Time{}
}

// believed holds a date against SAFETY P5.
func (r *reader) believed(t time.Time) bool {
	return t.Year() >= 1990 && (r.hints.Now.IsZero() || !t.After(r.hints.Now.Add(time.Hour)))
}

// dateInAddress reads /2026/03/05/ and /2026-03-05 in an address, in UTC.
func dateInAddress(address string) (time.Time, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return time.Time{}, false
	}
	f := strings.FieldsFunc(u.Path, func(r rune) bool { return r < '0' || r > '9' })
	for i := 0; i+2 < len(f); i++ {
		if len(f[i]) != 4 || len(f[i+1]) > 2 || len(f[i+2]) > 2 {
			continue
		}
		y, _ := strconv.Atoi(f[i])
		mo, _ := strconv.Atoi(f[i+1])
		d, _ := strconv.Atoi(f[i+2])
		if y >= 1990 && y < 2100 && mo >= 1 && mo <= 12 && d >= 1 && d <= 31 && strings.Contains(u.Path, f[i]+u.Path[strings.Index(u.Path, f[i])+4:][:1]+f[i+1]) {
			return time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC), true
		}
	}
	return time.Time{}, false
}
