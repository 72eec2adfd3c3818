package clean

import (
	"testing"
	"time"

	"lede/feed/format"
)

// BenchmarkStory makes whole stories of items as feeds have them: a title, a short summary and a body of about 5 kB.
func BenchmarkStory(b *testing.B) {
	f := &format.Feed{Title: format.Text{Value: "Quayside Herald - World news"}, Link: "https://port.test/"}
	it := format.Item{
		ID: "tag:port.test,2026:1", Link: "https://port.test/1?utm_source=rss", Title: format.Text{Value: "Alma leaves the harbour after nine days"},
		Content: format.Text{Value: page(), Form: format.Markup}, Summary: format.Text{Value: "Alma leaves the harbour"},
		Published: time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC), Authors: []format.Person{{Name: "Ann Bo"}},
	}
	h := Hints{URL: "https://port.test/rss", Now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}
	b.SetBytes(int64(len(it.Content.Value)))
	b.ReportAllocs()
	for b.Loop() {
		if s := Story(it, f, h); s.Body.Empty() || Issued(it, h).Raw == 0 {
			b.Fatal(s)
		}
	}
}
