package format

import (
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

var fuzzSeeds = []string{
	`<?xml version="1.0"?><rss version="2.0"><channel><title>a &amp; b</title><item><title>x</title><link>/1</link><description><![CDATA[<a href="2">y</a>]]></description></item></channel></rss>`,
	`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/b/"><entry><title type="xhtml"><div>a<br/>b</div></title><content type="html">&lt;p&gt;</content></entry>`,
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel/><item rdf:about="http://a.example/"><title>é`,
	`junk <rss><channel><item><title>never closed<link>http://a.example/</item></title></rss`,
	`<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><title>&a;&b;&#x;&#99999999;&nbsp</title></channel></rss>`,
	`<CHANNEL HREF="http://a.example/"><ITEM HREF="/2" LASTMOD="2004-04-06"><ABSTRACT>x</ABSTRACT></ITEM></CHANNEL>`,
	"\xff\xfe<\x00r\x00s\x00s\x00>\x00", "\xef\xbb\xbf<rss><channel><title>\x93\xe9", `<a "<b '>`, "<!--", "<![CDATA[", "</", "<a b=\"",
	`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"tags":"x","author":"y","content_html":"\ud83d\ude00\u12"}]}`,
	"{\"title\":\"a\",\"text\":\"b\"}\nnot json\n{\"title\":", "first line\nsecond\n\n\nnext story\n---\nlast\f", "[[[[[[", "{\"items\":[", `{"error":"x"}`,
	"\ufeff<rss\xe9", "<!--é--><rss\xe9", "<!--é--><rss></rss>\xe9",
	`{"version""jsonfeed.org""items"0[{`, "{\"items\"[\"\"\"\"\"\"{0\"\"00000000000\xd300\"",
}

// Whatever comes in: no panic, within the limits, valid UTF-8 where it was made by us, and reading it in
// small pieces finds as many items as reading it whole.
func FuzzParse(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		h := Hints{URL: "https://paper.example/feed"}
		whole, err := Parse(data, h)
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') || strings.Contains(err.Error(), "could not be read") {
				t.Fatalf("%q", err)
			}
			return
		}
		if len(whole.Items) > MaxItems {
			t.Fatal(len(whole.Items))
		}
		if !utf8.ValidString(whole.Title.Value) {
			t.Fatalf("title is not UTF-8: %q", whole.Title.Value)
		}
		if len(data) > sniffBytes/2 || whole.Kind == PlainText || whole.Kind == JSONLines {
			return
		}
		n := 0
		if _, err := Each(&dripper{data}, h, func(*Item) error { n++; return nil }); err != nil || n != len(whole.Items) {
			t.Fatalf("whole %d items, in pieces %d, %v", len(whole.Items), n, err)
		}
	})
}

func FuzzJSON(f *testing.F) {
	for _, s := range fuzzSeeds {
		if s[0] == '{' || s[0] == '[' {
			f.Add([]byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, k := range []Kind{JSONFeed, JSONLines} {
			if len(data) == 0 {
				return
			}
			p := newParser(k, Hints{})
			if err := p.document(data); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// dripper reads a few bytes at a time.
type dripper struct{ rest []byte }

func (d *dripper) Read(b []byte) (int, error) {
	if len(d.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), 7)], d.rest)
	d.rest = d.rest[n:]
	return n, nil
}
