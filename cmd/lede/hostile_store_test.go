package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lede/model"
	"lede/model/store/sqlite"
)

// hostileStory is a story that carries word in its lines and every one of more in each form that a body has. Nothing of it
// has been through what cleans the text of feeds: the store may hold anything.
func hostileStory(i int, word string, more []string) model.Story {
	s := model.Story{
		GUID: fmt.Sprintf("g%d%s", i, word), Headline: named("H", i, word), Byline: named("B", i, word), Dateline: named("D", i, word), Publisher: named("P", i, word), Wire: word,
		URL: fmt.Sprintf("https://hostile.test/%d?%s", i, word), Comments: word, Language: "en" + word, Published: scriptNow().Add(-time.Duration(i) * time.Minute),
		Categories: []string{word, "bitcoin"}, Image: word, Topics: []model.TopicScore{{ID: "lede:bitcoin", Score: 0.9, Why: []string{word, "bitcoin"}}, {ID: model.TopicID("own:" + word), Score: 0.5, Why: []string{word}}},
		Enclosures: []model.Enclosure{{URL: word, Type: word, Length: 7}},
	}
	var w model.BodyBuilder
	leaf := func(b model.Block, text, href string) {
		w.Open(b)
		w.Text(text, model.Style(i)&15, href)
		w.Close()
	}
	for j, m := range more {
		m = named("T", j, m)
		leaf(model.Block{Kind: model.Paragraph}, m, "")
		leaf(model.Block{Kind: model.Paragraph}, m, m)
		leaf(model.Block{Kind: model.Paragraph}, m, "https://hostile.test/"+m)
		leaf(model.Block{Kind: model.Heading, Level: 1 + j%6}, m, "")
		leaf(model.Block{Kind: model.Code, Lang: m}, m, "")
		leaf(model.Block{Kind: model.Figure, Src: m, Alt: m, Href: m}, m, "")
		w.Open(model.Block{Kind: model.Quote})
		w.Open(model.Block{Kind: model.List, Ordered: j%2 == 0, Start: j})
		w.Open(model.Block{Kind: model.Item})
		w.Text(m, 0, "javascript:"+m)
		w.Close()
		w.Close()
		w.Close()
		w.Open(model.Block{Kind: model.Table})
		for _, head := range []bool{true, false} {
			w.Open(model.Block{Kind: model.Row, Header: head})
			leaf(model.Block{Kind: model.Cell}, m, "")
			leaf(model.Block{Kind: model.Cell}, m, m)
			w.Close()
		}
		w.Close()
	}
	s.Body = w.Body()
	if n := len(s.Body.Text()); n > 0 {
		end := min(n, 60)
		sp := model.Span{Start: 0, End: end}
		for _, k := range []model.Kind{model.Money, model.Person, model.QuoteOf, model.Law, model.Place} {
			s.Facts = append(s.Facts, model.Fact{Kind: k, Span: sp, Sentence: sp, Score: 0.9, Value: word, ValueHigh: word, Currency: word, Unit: word, Country: word, Role: sp, About: sp,
				Speaker: named("S", i, word), SpeakerRole: sp, Entity: 1})
		}
		s.Brief = []model.Clause{{Span: sp, Facts: []int{0, 1, 2, 3, 4}}}
	}
	return s
}

// hostileStore is a store whose every field is a stranger's: as many stories as there are words, the first rich of them with long bodies.
func hostileStore(t *testing.T, words []string, rich, inEach int) string {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "lede.db")
	st, err := sqlite.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var stories []model.Story
	for i, w := range words {
		more := words[i : i+1]
		if i < rich {
			more = nil
			for j := range inEach {
				more = append(more, words[(i*inEach+j)%len(words)])
			}
		}
		stories = append(stories, hostileStory(i, w, more))
	}
	got, err := st.Put(ctx, 0, stories, scriptNow())
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range some(words, 40) {
		f, err := st.Subscribe(ctx, model.LocalReader, model.Feed{Address: fmt.Sprintf("https://feed%d.test/%s", i, w), Title: named("F", i, w), Name: map[bool]string{true: w}[i%2 == 0], Tags: []string{w, "tag"}})
		if err != nil {
			t.Fatalf("%q: %v", w, err)
		}
		f.Link, f.Description, f.Language = w, w, w
		f.Poll = model.Poll{ETag: w, LastModified: w, Error: named("E", i, w), Failures: 3, Last: scriptNow(), Next: scriptNow().Add(time.Hour)}
		if err := st.Polled(ctx, f); err != nil {
			t.Fatal(err)
		}
		if err := st.Note(ctx, model.LocalReader, got.IDs[i], named("N", i, w)); err != nil {
			t.Fatal(err)
		}
		if err := st.SetSetting(ctx, model.LocalReader, "view:"+w, w); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// ran is what a command printed and how it ended.
type ran struct {
	out, errs string
	code      int
}

// command runs lede in this process, with a home of its own and no terminal.
func command(t *testing.T, env map[string]string, in string, args ...string) ran {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), args, terminal{env: func(k string) string { return env[k] }, in: strings.NewReader(in), out: &out, errs: &errs, now: scriptNow})
	return ran{out.String(), errs.String(), code}
}

// homeless is an environment whose every path lies in a folder of the test.
func homeless(t *testing.T, store string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	return map[string]string{"HOME": dir, "XDG_CONFIG_HOME": filepath.Join(dir, "config"), "XDG_DATA_HOME": filepath.Join(dir, "data"), "LEDE_STORE": store}
}
