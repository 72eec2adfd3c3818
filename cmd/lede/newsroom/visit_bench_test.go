package newsroom

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"lede/model"
)

// BenchmarkVisit brings in 20 feeds of 25 stories of about 2 kB, with facts, topics and threads: into an empty
// store; again when nothing changed; and again with one story more in each feed.
func BenchmarkVisit(b *testing.B) {
	for _, c := range []struct {
		name  string
		again int // rounds before the one that counts
		more  int // stories more in each
		old   bool
	}{{"first", 0, 0, false}, {"first, a year old", 0, 0, true}, {"unchanged", 1, 0, false}, {"one more each", 1, 1, false}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				n := 25
				r, at := deskAt(b, func(w http.ResponseWriter, q *http.Request) {
					doc := busy(q.URL.Path, n, c.old)
					tag := fmt.Sprintf("%q", fmt.Sprint(len(doc)))
					w.Header().Set("ETag", tag)
					if q.Header.Get("If-None-Match") == tag {
						w.WriteHeader(http.StatusNotModified)
						return
					}
					fmt.Fprint(w, doc)
				})
				var addresses []string
				for i := range 20 {
					addresses = append(addresses, fmt.Sprint(at, "/", i))
				}
				feeds := subscribed(b, r, addresses...)
				for range c.again {
					visitAll(b, r, feeds)
				}
				n += c.more
				if feeds, _ = r.Feeds(b.Context()); len(feeds) != 20 {
					b.Fatal(len(feeds))
				}
				b.StartTimer()
				visitAll(b, r, feeds)
				b.StopTimer()
				if total := count(b, r, ""); total != 20*n {
					b.Fatalf("%d stories", total)
				}
				b.StartTimer()
			}
		})
	}
}

func visitAll(b *testing.B, r *Reader, feeds []model.Feed) {
	b.Helper()
	if err := r.Visit(b.Context(), feeds, func(v Visited) {
		if v.Error != "" {
			b.Error(v.Error)
		}
	}, func(time.Duration) {}); err != nil {
		b.Fatal(err)
	}
}

// busy is a document of n stories that name people, sums and places; every third tells what another feed tells.
func busy(feed string, n int, old bool) string {
	people, places := []string{"Ann Bo", "Ida Moe", "Per Lind", "Olga Kern", "Tom Vale"}, []string{"Holm", "Vale Park", "Port Elin", "Norland", "East Quay"}
	var items []string
	for i := range n {
		event := feed + fmt.Sprint(i)
		if i%3 == 0 {
			event = fmt.Sprint(i)
		}
		who, where := people[(i+len(feed))%5], places[i%5]
		lead := fmt.Sprintf("%s said on Monday that the harbour of %s will be given $%d million by March %d, after storm %s. ", who, where, i+3, i%28+1, event)
		items = append(items, piece(fmt.Sprint(feed, "-", i), fmt.Sprintf("%s: storm %s costs %s", where, event, who),
			strings.Repeat("&lt;p&gt;"+lead+"The council votes on it next week; fares rise by 3.5%.&lt;/p&gt;", 9)))
	}
	doc := document(items...)
	if old {
		doc = strings.ReplaceAll(doc, "Nov 2026", "Nov 2025")
	}
	return doc
}
