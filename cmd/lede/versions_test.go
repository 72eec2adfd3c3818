package main

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
	"lede/model/store/sqlite"
)

// told is a story as a version of a feed tells of it. N is which one it is; what a publisher may change is the rest.
type told struct {
	N                       int
	GUID, Link, Title, Text string
	Date                    time.Time
}

// wording is the first version of story n.
func wording(n int) told {
	return told{N: n, GUID: fmt.Sprintf("tag:pier.test,2026:%d", n), Link: fmt.Sprintf("https://pier.test/news/%d", n), Title: fmt.Sprintf("Ferry n%d runs again", n),
		Text: fmt.Sprintf("Ferry %d runs again, said the harbour office on Tuesday. It cost $%d million.", n, n+2), Date: scriptNow().Add(-time.Duration(n+1) * time.Hour)}
}

// presses print a version of a feed in each of the formats.
var presses = map[string]func([]told) string{
	"RSS": func(all []told) string {
		var b strings.Builder
		b.WriteString(`<rss version="2.0"><channel><title>Pier News</title><link>https://pier.test/</link>`)
		for _, s := range all {
			fmt.Fprintf(&b, "<item>%s%s<title>%s</title>%s<description>%s</description></item>", filled("guid", s.GUID), filled("link", s.Link), html.EscapeString(s.Title), dated("pubDate", s.Date, time.RFC1123Z), html.EscapeString(s.Text))
		}
		return b.String() + "</channel></rss>"
	},
	"Atom": func(all []told) string {
		var b strings.Builder
		b.WriteString(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Pier News</title><link href="https://pier.test/"/>`)
		for _, s := range all {
			fmt.Fprintf(&b, `<entry>%s<link href="%s"/><title>%s</title>%s<content type="text">%s</content></entry>`, filled("id", s.GUID), html.EscapeString(s.Link), html.EscapeString(s.Title), dated("updated", s.Date, time.RFC3339), html.EscapeString(s.Text))
		}
		return b.String() + "</feed>"
	},
	"RDF": func(all []told) string {
		var b strings.Builder
		b.WriteString(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Pier News</title><link>https://pier.test/</link></channel>`)
		for _, s := range all {
			fmt.Fprintf(&b, `<item rdf:about="%s">%s<title>%s</title>%s<description>%s</description></item>`, html.EscapeString(s.GUID), filled("link", s.Link), html.EscapeString(s.Title), dated("dc:date", s.Date, time.RFC3339), html.EscapeString(s.Text))
		}
		return b.String() + "</rdf:RDF>"
	},
	"JSON Feed": func(all []told) string {
		type item map[string]string
		items := []item{}
		for _, s := range all {
			it := item{"title": s.Title, "content_text": s.Text}
			for k, v := range map[string]string{"id": s.GUID, "url": s.Link} {
				if v != "" {
					it[k] = v
				}
			}
			if !s.Date.IsZero() {
				it["date_published"] = s.Date.Format(time.RFC3339)
			}
			items = append(items, it)
		}
		out, _ := json.Marshal(map[string]any{"version": "https://jsonfeed.org/version/1.1", "title": "Pier News", "home_page_url": "https://pier.test/", "items": items})
		return string(out)
	},
}

func filled(name, text string) string {
	if text == "" {
		return ""
	}
	return "<" + name + ">" + html.EscapeString(text) + "</" + name + ">"
}

func dated(name string, at time.Time, layout string) string {
	if at.IsZero() {
		return ""
	}
	return filled(name, at.Format(layout))
}

// pier is a feed that comes out in one version after the other, and the reader who follows it.
type pier struct {
	t    *testing.T
	env  map[string]string
	path string
	now  time.Time

	mu   sync.Mutex
	body string
}

func newPier(t *testing.T) *pier {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("no loopback here: ", err)
	}
	t.Cleanup(func() { ln.Close() })
	p := &pier{t: t, now: scriptNow(), path: filepath.Join(t.TempDir(), "lede.db")}
	go http.Serve(ln, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		w.Write([]byte(p.body))
	}))
	p.env = homeless(t, p.path)
	folder := filepath.Join(p.env["XDG_CONFIG_HOME"], "lede")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), fmt.Appendf(nil, "[fetch]\nallow = [%q]\ngap = \"0s\"\n", ln.Addr()), 0o644); err != nil {
		t.Fatal(err)
	}
	st, err := sqlite.Open(t.Context(), p.path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := st.Subscribe(t.Context(), model.LocalReader, model.Feed{Address: "http://" + ln.Addr().String() + "/feed"}); err != nil {
		t.Fatal(err)
	}
	return p
}

// issues fetches what the feed tells now, an hour later than the last time.
func (p *pier) issues(body string) {
	p.t.Helper()
	p.mu.Lock()
	p.body = body
	p.mu.Unlock()
	p.now = p.now.Add(time.Hour)
	run(p.t.Context(), []string{"fetch"}, terminal{env: func(k string) string { return p.env[k] }, in: strings.NewReader(""), out: io.Discard, errs: io.Discard, now: func() time.Time { return p.now }})
}

// first issues n stories, of which every other one is read, and the first is starred.
func (p *pier) first(n int) []told {
	p.t.Helper()
	var all []told
	for i := range n {
		all = append(all, wording(i))
	}
	p.issues(presses["RSS"](all))
	st, err := sqlite.Open(p.t.Context(), p.path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer st.Close()
	for i := 1; i <= n; i += 2 {
		if _, err := st.Mark(p.t.Context(), model.LocalReader, []model.StoryID{model.StoryID(i)}, model.MarkRead, p.now); err != nil {
			p.t.Fatal(err)
		}
	}
	if _, err := st.Mark(p.t.Context(), model.LocalReader, []model.StoryID{1}, model.MarkStarred, p.now); err != nil {
		p.t.Fatal(err)
	}
	return all
}

// lines are what the reader's list holds, in its order.
func (p *pier) lines(text string) []model.Line {
	p.t.Helper()
	st, err := sqlite.Open(p.t.Context(), p.path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer st.Close()
	q, err := query.Parse(text)
	if err != nil {
		p.t.Fatal(err)
	}
	e, err := st.Edition(p.t.Context(), store.Ask{Query: q, Reader: model.LocalReader, Now: p.now, Limit: 1 << 16})
	if err != nil {
		p.t.Fatal(err)
	}
	l, err := st.Lines(p.t.Context(), model.LocalReader, e.IDs)
	if err != nil || len(l) != e.Total {
		p.t.Fatalf("%d lines of %d, %v", len(l), e.Total, err)
	}
	return l
}

// holds holds the list to its counts, and every story to a time that is not ahead.
func (p *pier) holds(what string, stories, read, starred int) {
	p.t.Helper()
	all := p.lines("")
	r, s := len(p.lines("is:read")), len(p.lines("is:starred"))
	if len(all) != stories || r != read || s != starred {
		var heads []string
		for _, l := range all {
			heads = append(heads, l.Headline)
		}
		p.t.Errorf("%s: %d stories, %d read, %d starred; want %d, %d, %d\n%s", what, len(all), r, s, stories, read, starred, strings.Join(heads, "\n"))
	}
	for _, l := range all {
		if !l.Published.IsZero() && (l.Published.After(p.now.Add(time.Hour)) || l.Published.Year() < 1990) {
			p.t.Errorf("%s: %q is of %s, now is %s", what, l.Headline, l.Published, p.now)
		}
	}
}

func (p *pier) order() (ids []model.StoryID) {
	p.t.Helper()
	for _, l := range p.lines("") {
		ids = append(ids, l.ID)
	}
	return ids
}

// altered changes every story of a version.
func altered(all []told, change func(i int, s *told)) []told {
	out := slices.Clone(all)
	for i := range out {
		change(i, &out[i])
	}
	return out
}

// Whatever a publisher does to a feed between two visits: nothing read turns unread, nothing is there twice,
// nothing goes to the top for good, and what is new is seen.
func TestVersionsOfAFeedKeepWhatWasRead(t *testing.T) {
	t.Parallel()
	const n = 8
	for _, row := range some([]struct {
		what  string
		next  func(all []told) string
		fresh int // stories that are new by it
	}{
		{"the same again", presses["RSS"], 0},
		{"every guid is another", func(all []told) string {
			return presses["RSS"](altered(all, func(i int, s *told) { s.GUID = fmt.Sprint("https://pier.test/?p=", 900+i) }))
		}, 0},
		{"guids are gone", func(all []told) string { return presses["RSS"](altered(all, func(_ int, s *told) { s.GUID = "" })) }, 0},
		{"links are gone", func(all []told) string { return presses["RSS"](altered(all, func(_ int, s *told) { s.Link = "" })) }, 0},
		{"links count readers", func(all []told) string {
			return presses["RSS"](altered(all, func(_ int, s *told) { s.Link += "?utm_source=rss&utm_campaign=x" }))
		}, 0},
		{"links count readers and guids are others", func(all []told) string {
			return presses["RSS"](altered(all, func(i int, s *told) { s.Link += "?utm_source=rss"; s.GUID = fmt.Sprint(i) }))
		}, 0},
		{"links lead elsewhere", func(all []told) string {
			return presses["RSS"](altered(all, func(_ int, s *told) { s.Link = strings.Replace(s.Link, "/news/", "/archive/", 1) }))
		}, 0},
		{"guids change hands", func(all []told) string {
			return presses["RSS"](altered(all, func(i int, s *told) { s.GUID = all[(i+1)%n].GUID }))
		}, 0},
		{"headlines are others", func(all []told) string {
			return presses["RSS"](altered(all, func(_ int, s *told) { s.Title = "Update: " + s.Title }))
		}, 0},
		{"headlines shout", func(all []told) string {
			return presses["RSS"](altered(all, func(i int, s *told) { s.Title = strings.ToUpper(s.Title); s.GUID = fmt.Sprint("new", i) }))
		}, 0},
		{"texts are others", func(all []told) string {
			return presses["RSS"](altered(all, func(_ int, s *told) { s.Text += " It was corrected." }))
		}, 0},
		{"all is of the year 2099", func(all []told) string {
			return presses["RSS"](altered(all, func(_ int, s *told) { s.Date = s.Date.AddDate(73, 0, 0) }))
		}, 0},
		{"all is of 1970", func(all []told) string {
			return presses["RSS"](altered(all, func(_ int, s *told) { s.Date = time.Unix(0, 0) }))
		}, 0},
		{"all is of this minute", func(all []told) string {
			return presses["RSS"](altered(all, func(_ int, s *told) { s.Date = scriptNow().Add(2 * time.Hour) }))
		}, 0},
		{"dates are gone", func(all []told) string {
			return presses["RSS"](altered(all, func(_ int, s *told) { s.Date = time.Time{} }))
		}, 0},
		{"it shrinks to one", func(all []told) string { return presses["RSS"](all[:1]) }, 0},
		{"it is empty", func([]told) string { return presses["RSS"](nil) }, 0},
		{"it is no feed", func([]told) string { return "<!doctype html><title>Back soon</title>" }, 0},
		{"it breaks off", func(all []told) string { f := presses["RSS"](all); return f[:len(f)*2/3] }, 0},
		{"all is told twice", func(all []told) string { return presses["RSS"](append(slices.Clone(all), all...)) }, 0},
		{"it runs backwards", func(all []told) string {
			all = slices.Clone(all)
			slices.Reverse(all)
			return presses["RSS"](all)
		}, 0},
		{"it is Atom", presses["Atom"], 0},
		{"it is RDF", presses["RDF"], 0},
		{"it is JSON", presses["JSON Feed"], 0},
		{"it is Atom with other guids", func(all []told) string {
			return presses["Atom"](altered(all, func(i int, s *told) { s.GUID = fmt.Sprint("urn:x:", i) }))
		}, 0},
		{"it is JSON without guids", func(all []told) string {
			return presses["JSON Feed"](altered(all, func(_ int, s *told) { s.GUID = "" }))
		}, 0},
		{"one is new, of 2099", func(all []told) string {
			s := wording(20)
			s.Date = s.Date.AddDate(73, 0, 0)
			return presses["RSS"](append([]told{s}, all...))
		}, 1},
		{"three are new, with other guids for all", func(all []told) string {
			return presses["RSS"](altered(append([]told{wording(20), wording(21), wording(22)}, all...), func(i int, s *told) { s.GUID = fmt.Sprint("x", i) }))
		}, 3},
		{"a guid is used again for another story", func(all []told) string {
			s := wording(30)
			s.GUID = all[0].GUID
			return presses["RSS"](append([]told{s}, all[1:]...))
		}, 0}, // a revision of the one that had it
	}, long(29, 29)) {
		t.Run(row.what, func(t *testing.T) {
			t.Parallel()
			p := newPier(t)
			all := p.first(n)
			p.holds("at first", n, n/2, 1)
			before := p.order()
			p.issues(row.next(all))
			p.holds("then", n+row.fresh, n/2, 1)
			p.issues(presses["RSS"](all))
			p.holds("and as before", n+row.fresh, n/2, 1)
			p.issues(row.next(all))
			p.holds("and so again", n+row.fresh, n/2, 1)
			after := slices.DeleteFunc(p.order(), func(id model.StoryID) bool { return id > n })
			if !slices.Equal(after, before) {
				t.Errorf("the order was %v and is %v", before, after)
			}
		})
	}
}

// A feed that is changed in all ways at once, visit after visit, is still what it tells of, once.
func TestVersionsOfAFeedInALongRow(t *testing.T) {
	t.Parallel()
	p := newPier(t)
	const n = 6
	p.first(n)
	r := rand.New(rand.NewPCG(5, 17))
	formats := []string{"RSS", "Atom", "RDF", "JSON Feed"}
	next, rows := n, long(16, 400)
	for i := range rows {
		if r.IntN(3) == 0 {
			next++
		}
		var all []told
		for k := next - 1; k >= max(0, next-12); k-- {
			if r.IntN(8) > 0 || k == next-1 {
				all = append(all, wording(k))
			}
		}
		changes := []func(k int, s *told){
			func(k int, s *told) { s.GUID = fmt.Sprintf("v%d-%d", i, s.N) },
			func(_ int, s *told) { s.Date = p.now.Add(time.Duration(r.IntN(1e6)-5e5) * time.Minute) },
			func(_ int, s *told) { s.Date = time.Time{} },
			func(_ int, s *told) { s.Text += fmt.Sprintf(" Version %d.", i) },
			func(_ int, s *told) { s.Link += "?utm_medium=feed" },
		}
		for _, c := range changes {
			if r.IntN(3) == 0 {
				all = altered(all, c)
			}
		}
		r.Shuffle(len(all), func(a, b int) { all[a], all[b] = all[b], all[a] })
		p.issues(presses[formats[r.IntN(4)]](all))
		p.holds(fmt.Sprintf("version %d", i), next, n/2, 1)
		if t.Failed() {
			return
		}
	}
	sound(t, p.path, next)
	t.Logf("%d versions of %d stories", rows, next)
}
