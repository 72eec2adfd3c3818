package sqlite_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/query/querytest"
	"lede/model/store"
	"lede/model/store/sqlite"
	"lede/model/store/storetest"
)

var (
	scaleStories = flag.Int("scale.stories", 10000, "stories in the store of the benchmarks")
	scaleBytes   = flag.Int("scale.bytes", 4200, "bytes of text a story in it")
	scaleFeeds   = flag.Int("scale.feeds", 200, "feeds in it")
	scalePath    = flag.String("scale.path", "", "where it is, or is to be made and kept; a temporary one when empty")
)

// scaled is the store of the benchmarks, made when it is not there.
var scaled = sync.OnceValues(func() (string, error) {
	path := *scalePath
	if path == "" {
		path = filepath.Join(os.TempDir(), fmt.Sprintf("lede-scale-%d-%d-%d.db", *scaleStories, *scaleBytes, *scaleFeeds))
	}
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	part := path + ".part"
	os.Remove(part)
	s, err := sqlite.Create(context.Background(), part)
	if err != nil {
		return "", err
	}
	err = storetest.Scale{Stories: *scaleStories, Bytes: *scaleBytes, Feeds: *scaleFeeds}.Fill(context.Background(), s)
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return "", err
	}
	return path, os.Rename(part, path)
})

func scale(b testing.TB) string {
	b.Helper()
	if testing.Short() {
		b.Skip("makes a large store")
	}
	path, err := scaled()
	if err != nil {
		b.Fatal(err)
	}
	return path
}

// What each key of a filter costs as it is typed: the first screen of lines, as the prompt asks for it.
func BenchmarkTyping(b *testing.B) {
	path := scale(b)
	for _, c := range []struct{ name, text string }{
		{"all", ""},
		{"topic", "#bitcoin"},
		{"topic and unread", "#bitcoin is:unread"},
		{"money", "money>100m"},
		{"person", "person:" + typedName()},
		{"two words", "bitcoin loan"},
		{"a prefix", "harb"},
		{"four at once", "#bitcoin is:unread money>100m reserve"},
		{"a phrase", `"the bank"`},
		{"three weeks", "newer:3w is:unread"},
	} {
		b.Run(c.name, func(b *testing.B) {
			keys := typed(c.text)
			var took []time.Duration
			for b.Loop() {
				b.StopTimer()
				s, err := sqlite.Open(b.Context(), path) // whoever types has the first screen before them
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Edition(b.Context(), ask(query.Query{}, 60, 40)); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				for _, q := range keys {
					at := time.Now()
					if _, err := s.Edition(b.Context(), ask(q, 60, 40)); err != nil {
						b.Fatal(err)
					}
					took = append(took, time.Since(at))
				}
				s.Close()
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1e3, "p50-ms/key")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1e3, "p95-ms/key")
			b.ReportMetric(float64(took[len(took)-1].Microseconds())/1e3, "max-ms/key")
		})
	}
}

func typedName() string {
	for i := 0; ; i++ {
		for _, f := range (storetest.Scale{Stories: 1000, Bytes: 4200, Feeds: 1}).Story(i).Facts {
			if f.Kind == model.Person {
				return query.Fold(f.Value)[len(query.Tokens(f.Value)[0])+1:]
			}
		}
	}
}

func ask(q query.Query, limit, lines int) store.Ask {
	return store.Ask{Reader: model.LocalReader, Query: q, Now: querytest.Now(), Limit: limit, Lines: lines}
}

// typed are the queries that a text is on the way, one a key; what does not parse yet asks nothing.
func typed(text string) []query.Query {
	if text == "" {
		return []query.Query{{}}
	}
	var out []query.Query
	for i := range text {
		if q, err := query.ParseTyped(text[:i+1]); err == nil {
			out = append(out, q)
		}
	}
	return out
}

func BenchmarkWholeEdition(b *testing.B) {
	s := open(b, scale(b))
	for _, text := range []string{"", "is:unread", "#bitcoin", "money>100m", "bitcoin", "sort:salience", `"the bank"`} {
		q, err := query.Parse(text)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				ed, err := s.Edition(b.Context(), ask(q, 0, 40))
				if err != nil {
					b.Fatal(err)
				}
				n = ed.Total
			}
			b.ReportMetric(float64(n), "stories")
		})
	}
}

// From nothing to the first screen: what a start costs the store.
func BenchmarkFirstScreen(b *testing.B) {
	path := scale(b)
	b.ReportAllocs()
	for b.Loop() {
		s, err := sqlite.Open(b.Context(), path)
		if err != nil {
			b.Fatal(err)
		}
		ed, err := s.Edition(b.Context(), ask(query.Query{}, 40, 40))
		if err != nil || len(ed.Lines) != 40 {
			b.Fatal(err, len(ed.Lines))
		}
		s.Close()
	}
}

func BenchmarkTopicsUnderAFilter(b *testing.B) {
	s := open(b, scale(b))
	q, _ := query.Parse("is:unread bank")
	for b.Loop() {
		if _, err := s.Topics(b.Context(), ask(q, 0, 0)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPut(b *testing.B) {
	c := storetest.Scale{Stories: 1 << 20, Bytes: 4200, Feeds: 1}
	s := open(b, filepath.Join(b.TempDir(), "lede.db"))
	stories := make([]model.Story, 500)
	n := 0
	for b.Loop() {
		b.StopTimer()
		for i := range stories {
			stories[i] = c.Story(n)
			n++
		}
		b.StartTimer()
		if _, err := s.Put(b.Context(), 0, stories, querytest.Now()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "stories/s")
}

// TestTheStoreIsHardlyLargerThanTheText measures the file against the text that went in.
func TestTheStoreIsHardlyLargerThanTheText(t *testing.T) {
	c := storetest.Scale{Stories: 1500, Bytes: 4200, Feeds: 5}
	path := filepath.Join(t.TempDir(), "lede.db")
	s, err := sqlite.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Fill(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	text := 0
	for i := range c.Stories {
		text += len(c.Story(i).Body.Text())
	}
	fi, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	ratio := float64(fi.Size()) / float64(text)
	t.Logf("%d bytes for %d of text: %.2f", fi.Size(), text, ratio)
	if ratio > 1.2 {
		t.Errorf("the store takes %.2f times its text, more than 1.2", ratio)
	}
}
