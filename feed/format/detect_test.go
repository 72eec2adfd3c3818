package format

import (
	"strings"
	"testing"
)

func TestAKindIsFoundFromContent(t *testing.T) {
	for _, c := range []struct {
		want Kind
		doc  string
	}{
		{Empty, ""},
		{Empty, "\xEF\xBB\xBF \r\n"},
		{Binary, "\x89PNG\r\n\x1a\n"},
		{Binary, "\x1f\x8b\x08\x00"},
		{Binary, "\x00\x01\x02\x03\x04"},
		{RSS, `<?xml version="1.0"?><rss version="2.0">`},
		{RSS, `<!DOCTYPE html><rss><channel>`},
		{RSS, "\xff\xfe<\x00r\x00s\x00s\x00>\x00"},
		{RSS, "Notice: old counter in line 3\n<rss version=\"2.0\"><channel>"},
		{RSS, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel>`},
		{RSS, `<item><title>The head is missing</title></item>`},
		{Atom, `<a:feed xmlns:a="http://www.w3.org/2005/Atom">`},
		{Atom, `<!-- by hand --><feed>`},
		{CDF, `<CHANNEL HREF="https://harbour.example/">`},
		{Sitemap, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`},
		{OPML, `<?xml version="1.0"?><opml version="1.0"><head>`},
		{Page, `<!DOCTYPE html><html lang="en">`},
		{Page, `<p>A piece of a page</p>`},
		{XML, `<invoice><sum>3</sum></invoice>`},
		{JSONFeed, `{"version":"https://jsonfeed.org/version/1","title":"x"}`},
		{JSONFeed, `{"title":"x","items":[]}`},
		{JSONLines, `{"headline":"x","text":"y"}` + "\n" + `{"headline":"z"}`},
		{JSONLines, `[{"title":"x","url":"https://harbour.example/"}]`},
		{JSON, `{}`},
		{JSON, `[]`},
		{JSON, `{"error":"not found"}`},
		{JSON, `{"type":"about:blank","title":"Not found","status":404}`},
		{JSON, `{"status":"error","message":"no key","articles":[{"title":"A","url":"/1","description":"d"}]}`},
		{JSON, `{"name":"crane","version":"1.0.0","description":"Lifts things","dependencies":{"quay":"2"}}`},
		{JSON, `{"data":[{"id":1,"name":"cranes","description":"All about them"}]}`},
		{JSON, `{"@type":"WebPage","description":"About us","author":{"@type":"Person","name":"Ann"}}`},
		{JSONTree, `{"response":{"docs":[{"headline":{"main":"A"},"web_url":"/1","pub_date":"2026-11-01"}]}}`},
		{JSONLines, `{"status":"publish","title":"A","body":"b"}`},
		{PlainText, "The crane is back at work.\n\n\nFerry fares rise."},
		{PlainText, "How to write an <item> and a <feed> by hand."},
		{PlainText, "3 < 4"},
	} {
		if got := Detect([]byte(c.doc), Hints{}); got != c.want {
			t.Errorf("%.60q is %v, want %v", c.doc, got, c.want)
		}
	}
}

// A short feed in windows-1252 with controls in every field is a feed, and no picture.
func TestMarkupWithStrayBytesIsMarkup(t *testing.T) {
	doc := "<rss><channel><title>caf\xe9\x1a</title><item><title>Ships\x1a leave \xe9</title></item></channel></rss>"
	f, err := Parse([]byte(doc), Hints{})
	if err != nil || len(f.Items) != 1 || f.Title.Value == "" {
		t.Errorf("%+v, %v", f, err)
	}
	if k := Detect([]byte("\x01\x02 caf\xe9 and more words than controls, but no markup at all in them\x03\x04\x05"), Hints{}); k != Binary {
		t.Errorf("controls without markup are %v", k)
	}
}

func TestOnlyKindsWithItemsCountAsFeeds(t *testing.T) {
	for k := Unknown; k <= XML; k++ {
		_, known := map[Kind]bool{RSS: true, Atom: true, JSONFeed: true, CDF: true, Sitemap: true, JSONLines: true, JSONTree: true, PlainText: true}[k]
		if k.Feed() != known {
			t.Errorf("%v.Feed() = %v", k, k.Feed())
		}
		if k.String() == "" {
			t.Errorf("kind %d has no name", k)
		}
	}
}

func TestAWordOfATextIsNoRoot(t *testing.T) {
	story := strings.Repeat("A long paragraph about an old format. ", 400) + "\n\n\nIt began with <rss version=\"2.0\"> and ended."
	if got := Detect([]byte(story), Hints{}); got != PlainText {
		t.Errorf("a story that names a tag is %v", got)
	}
}
