package discover

import (
	_ "embed"
	"net/url"
	"strings"
	"sync"
)

//go:embed sites.tsv
var sitesTable string

// site is one line of the table.
type site struct {
	host  []string // labels
	path  []string // segments
	query string   // name of an argument, "" for none
	arg   string   // the variable that it gives
	form  string
	feed  string
	title string
	not   map[string]bool
}

var sites = sync.OnceValue(func() []site {
	var out []site
	for line := range strings.Lines(sitesTable) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 5 || strings.HasPrefix(line, "#") {
			continue
		}
		path, query, _ := strings.Cut(f[1], "?")
		s := site{host: strings.Split(f[0], "."), path: segments(path), form: f[2], feed: f[3], title: f[4], not: map[string]bool{}}
		if name, v, ok := strings.Cut(query, "="); ok {
			s.query, s.arg = name, strings.Trim(v, "{}")
		}
		if len(f) > 5 {
			for n := range strings.FieldsSeq(f[5]) {
				s.not[n] = true
			}
		}
		out = append(out, s)
	}
	return out
})

func segments(path string) []string {
	if path = strings.Trim(path, "/"); path == "" {
		return nil
	}
	return strings.Split(path, "/")
}

// types are the media types of the table's forms.
var types = map[string]string{"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}

// ByAddress are the feeds that belong to a page's address by the ways of its site, without asking the
// network whether they are there; the likeliest first.
func ByAddress(address string) []Candidate {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	host = strings.TrimPrefix(strings.TrimPrefix(host, "www."), "m.")
	labels, path := strings.Split(host, "."), segments(u.EscapedPath())
	var out list
	for _, s := range sites() {
		if v, ok := s.match(labels, path, u); ok {
			out.add(Candidate{URL: fill(s.feed, v), Title: plain(fill(s.title, v)), Type: types[s.form], Why: "as " + u.Hostname() + " has it"})
		}
	}
	if len(out.found) == 0 {
		out.add(fediverse(u, path))
	}
	return out.found
}

// fediverse is the feed of "@name" on a host of Mastodon or its kin; not on sites that write names so
// and have no feeds.
func fediverse(u *url.URL, path []string) Candidate {
	if len(path) == 0 || len(path[0]) < 2 || path[0][0] != '@' {
		return Candidate{}
	}
	switch host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."); host {
	case "youtube.com", "m.youtube.com", "tiktok.com", "threads.net", "threads.com", "flipboard.com", "t.me", "x.com", "npmjs.com", "music.youtube.com":
		return Candidate{}
	}
	return Candidate{URL: u.Scheme + "://" + u.Host + "/" + strings.TrimSuffix(path[0], ".rss") + ".rss", Title: plain(path[0]), Type: types["rss"], Why: "as Mastodon has it"}
}

// values are what the variables of a line stood for, as they are written in a path.
type values map[string]string

// match compares an address with the line.
func (s site) match(labels, path []string, u *url.URL) (values, bool) {
	v := values{}
	if len(labels) != len(s.host) {
		return nil, false
	}
	for i, want := range s.host {
		if !v.one(want, labels[i], s.not) {
			return nil, false
		}
	}
	if !v.segments(s.path, path, s.not) {
		return nil, false
	}
	if s.query != "" {
		got := u.Query().Get(s.query)
		if got == "" {
			return nil, false
		}
		v[s.arg] = url.PathEscape(got)
	}
	return v, true
}

// segments matches a path.
func (v values) segments(want, got []string, not map[string]bool) bool {
	for i, w := range want {
		switch {
		case w == "*":
			return true
		case strings.HasSuffix(w, "...}"):
			return v.rest(strings.TrimSuffix(w[1:], "...}"), want[i+1:], got[min(i, len(got)):], not)
		case i >= len(got) || !v.one(w, got[i], not):
			return false
		}
	}
	return len(want) == len(got)
}

// rest gives name the fewest segments after which the others match.
func (v values) rest(name string, others, got []string, not map[string]bool) bool {
	for n := 1; n <= len(got); n++ {
		if n == 1 && len(v) == 0 && not[got[0]] {
			return false
		}
		if v.segments(others, got[n:], not) {
			v[name] = strings.Join(got[:n], "/")
			return true
		}
	}
	return false
}

// one matches a label or a segment.
func (v values) one(want, got string, not map[string]bool) bool {
	if !strings.HasPrefix(want, "{") {
		return strings.EqualFold(want, got)
	}
	name, prefix, _ := strings.Cut(strings.Trim(want, "{}"), ":")
	if got == "" || !strings.HasPrefix(got, prefix) || len(v) == 0 && not[strings.ToLower(got)] {
		return false
	}
	v[name] = got
	return true
}

// fill puts the values into a template: as they are in a path, escaped anew among arguments, and without
// their leading sign in a host. "" where a value cannot be part of a host.
func fill(template string, v values) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(template, '{')
		end := strings.IndexByte(template, '}')
		if i < 0 || end < i {
			b.WriteString(template)
			return b.String()
		}
		b.WriteString(template[:i])
		value := v[template[i+1:end]]
		switch before := b.String(); {
		case strings.HasPrefix(before, "https://") && strings.Count(before, "/") == 2:
			if value = strings.ToLower(strings.TrimLeft(value, "@~")); !isLabel(value) {
				return ""
			}
		case strings.Contains(before, "?"):
			if plain, err := url.PathUnescape(value); err == nil {
				value = url.QueryEscape(plain)
			}
		}
		b.WriteString(value)
		template = template[end+1:]
	}
}

// isLabel tells whether s may be one label of a host name.
func isLabel(s string) bool {
	return s != "" && len(s) < 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}
