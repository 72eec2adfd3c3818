package opml

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lede/model"
)

var update = flag.Bool("update", false, "write what is found as what is wanted")

// told prints a list as the cases have it.
func told(l List) string {
	var b strings.Builder
	if l.Title != "" {
		fmt.Fprintln(&b, "#", l.Title)
	}
	for _, e := range l.Feeds {
		fmt.Fprintf(&b, "%s | %s | %s | %s\n", e.URL, e.Title, strings.Join(e.Path, " / "), strings.Join(e.Tags, "; "))
	}
	for _, n := range l.Notes {
		fmt.Fprintln(&b, "!", n)
	}
	return b.String()
}

const inMark, wantMark = "-- in.opml --\n", "-- want --\n"

// readCase parts a .txtar file into its comment, the list and what is found in it.
func readCase(t testing.TB, path string) (head, in, want string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(data), inMark)
	in, want, ok := strings.Cut(rest, wantMark)
	if !ok {
		t.Fatalf("%s is no case", path)
	}
	return head, in, want
}

func TestLists(t *testing.T) {
	cases, _ := filepath.Glob("testdata/*.txtar")
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			head, in, want := readCase(t, path)
			l, err := Read([]byte(in))
			if err != nil {
				t.Fatal(err)
			}
			got := told(l)
			if *update {
				os.WriteFile(path, []byte(head+inMark+in+wantMark+got), 0o644)
			} else if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestWhatIsNoListSaysSo(t *testing.T) {
	for _, s := range []string{"", "{}", "<html><body>404</body></html>", "<rss><channel/></rss>", "\x00\xff\xfe"} {
		if l, err := Read([]byte(s)); err == nil {
			t.Errorf("%q: %+v", s, l)
		}
	}
	if l, err := Read([]byte(`<opml version="2.0"/>`)); err != nil || len(l.Feeds) != 0 {
		t.Errorf("an empty list: %+v, %v", l, err)
	}
}

func TestListsAreReadInTheirCharset(t *testing.T) {
	const list = `<outline text="Småland" xmlUrl="https://a.test/"/>`
	utf16 := []byte{0xff, 0xfe}
	for _, r := range list {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	latin := bytes.ReplaceAll([]byte(list), []byte("å"), []byte{0xe5})
	for name, data := range map[string][]byte{
		"UTF-8":                       []byte(list),
		"UTF-8 with mark":             []byte("\xEF\xBB\xBF" + list),
		"UTF-16":                      utf16,
		"declared":                    append([]byte(`<?xml version="1.0" encoding="ISO-8859-1"?>`), latin...),
		"declared as what it is not":  append([]byte(`<?xml version="1.0" encoding="utf-8"?>`), latin...),
		"declared, and nevertheless ": []byte(`<?xml version='1.0' encoding='latin1'?>` + list),
	} {
		if l, err := Read(data); err != nil || len(l.Feeds) != 1 || l.Feeds[0].Title != "Småland" {
			t.Errorf("%s: %+v, %v", name, l, err)
		}
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	feeds := []model.Feed{
		{Address: "https://a.test/?x=1&y='2'", Name: `Fish & "chips" <3`, Link: "https://a.test/", Tags: []string{"food/sea", "daily"}},
		{Address: "http://b.test/", Title: "B", Tags: []string{"food"}},
		{Address: "http://c.test/", Title: "C\x1b[2J"},
		{Address: "exec:date", Title: "P"},
		{Address: "/home/news.xml", Title: "F"},
		{Address: "https://ann:secret@d.test/feed", Title: "D", Tags: []string{"food/sea"}},
	}
	var b bytes.Buffer
	if err := Write(&b, "Mine", feeds); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil || strings.Contains(b.String(), "secret") {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	l, err := Read(b.Bytes())
	if err != nil || len(l.Notes) > 0 || l.Title != "Mine" {
		t.Fatalf("%+v, %v", l, err)
	}
	want := []model.Feed{
		{Address: "https://a.test/?x=1&y='2'", Title: `Fish & "chips" <3`, Link: "https://a.test/", Tags: []string{"food/sea", "daily"}},
		{Address: "https://d.test/feed", Title: "D", Tags: []string{"food/sea"}},
		{Address: "http://b.test/", Title: "B", Tags: []string{"food"}},
		{Address: "http://c.test/", Title: "C"},
	}
	if got := l.Subscriptions(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v\nfrom\n%s", got, want, b.String())
	}
}

func TestAFeedInTwoFoldersIsOneSubscriptionWithTwoTags(t *testing.T) {
	l, err := Read([]byte(`<outline text="a"><outline text="b"><outline xmlUrl="feed:https://x.test/" text="X"/></outline></outline>
		<outline text="c"><outline xmlUrl="https://x.test/" category="C,d"/></outline><outline xmlUrl="y.test/feed"/>`))
	got := l.Subscriptions()
	if err != nil || len(got) != 2 || got[0].Title != "X" || !slices.Equal(got[0].Tags, []string{"a/b", "c", "d"}) || got[1].Address != "https://y.test/feed" {
		t.Fatalf("%+v, %v", got, err)
	}
}

func TestNestingWithoutEndIsRead(t *testing.T) {
	data := strings.Repeat(`<outline text="f">`, 200_000) + `<outline xmlUrl="https://deep.test/"/>` + strings.Repeat(`</outline>`, 200_000) + `<outline xmlUrl="https://top.test/"/>`
	l, err := Read([]byte(data))
	if err != nil || len(l.Feeds) != 2 || len(l.Feeds[0].Path) != maxDepth || len(l.Feeds[1].Path) != 0 {
		t.Fatalf("%d feeds, %v", len(l.Feeds), err)
	}
}

// Each of these makes a careless reader go over the same bytes again and again.
func TestNoListTakesLong(t *testing.T) {
	for name, piece := range map[string]string{
		"values that never end": `<outline title="a title="a title="a `, "marks": `<outline a="" "" "" "`, "tags": "<outline <a ",
		"comments": "<!--", "titles": "<title>", "references": `<outline text="&&&&a`, "names": "<outline aaaa bbbb cccc ",
	} {
		start := time.Now()
		Read([]byte(piece + strings.Repeat(piece[len(piece)/2:], 1<<20/len(piece))))
		Read(bytes.Repeat([]byte(piece), 1<<20/len(piece)))
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: %s", name, took)
		}
	}
}

func FuzzOPML(f *testing.F) {
	cases, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range cases {
		_, in, _ := readCase(f, path)
		f.Add([]byte(in))
	}
	f.Add([]byte(`<outline xmlUrl="`))
	f.Add([]byte("<outline/ >\xff<outline"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Read(data)
		if err != nil {
			return
		}
		for _, e := range l.Feeds {
			if why := unfit(e.URL); why != "" || e.URL == "" || len(e.Path) > maxDepth {
				t.Errorf("%+v: %s", e, why)
			}
		}
		var b bytes.Buffer
		subs := l.Subscriptions()
		if err := Write(&b, l.Title, subs); err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
			t.Errorf("%v in\n%s", err, b.String())
		}
		again, err := Read(b.Bytes())
		if err != nil || len(again.Feeds) > len(subs) {
			t.Errorf("%d feeds become %d, %v", len(subs), len(again.Feeds), err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var list strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&list, `<outline text="Feed %d" title="Feed & %d" type="rss" xmlUrl="https://example.test/feed/%d?a=1&b=2" htmlUrl="https://example.test/"/>`+"\n", i, i, i)
	}
	data := []byte(list.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		Read(data)
	}
}
