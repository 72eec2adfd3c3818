package format

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// These benchmarks stand beside gofeed's so that the ratio can be read in one run:
//
//	go test -run - -bench 'Parse|Gofeed' -benchtime 20x ./feed/format
//
// A feed is what a newspaper serves: 50 items of some 4.5 kB of markup each.

var paragraphs = []string{
	`<p>The harbour council of Brightmouth voted late on Tuesday to close the <a href="https://paper.example/quay?ref=1&amp;s=2">old quay</a> until spring, after divers found that three of its oak piles had rotted through below the water line.</p>`,
	`<p>&#8220;Nobody wants to be the councillor who waited a week too long,&#8221; said the harbour master, who asked for &pound;2.4 million and was given <em>half of it</em>.</p>`,
	`<figure><img src="https://paper.example/img/quay-960.jpg" alt="The quay at low tide" width="960" height="540"><figcaption>The quay at low tide.</figcaption></figure>`,
	`<ul><li>Ferries leave from the north pier.</li><li>Fishing boats may land until noon.</li><li>Cafés on the quay stay open; so does the market.</li></ul>`,
	`<h3>What happens next</h3><p>A report is due in March. Until then the tide tables, the crane and a good deal of patience will have to do, the council wrote, and nobody in the room disagreed.</p>`,
}

func story(i, size int) string {
	var b strings.Builder
	for k := i; b.Len() < size; k++ {
		b.WriteString(paragraphs[k%len(paragraphs)])
	}
	return b.String()
}

func xmlText(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

func rssFeed(items int, wrap func(string) string) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>The Brightmouth Paper</title><link>https://paper.example/</link><description>News of the coast</description>
<atom:link href="https://paper.example/feed" rel="self" type="application/rss+xml"/><language>en-GB</language>`)
	for i := range items {
		fmt.Fprintf(&b, `
<item><title>Council closes quay, part %d</title><link>https://paper.example/news/%d</link><guid isPermaLink="false">paper-%d</guid>
<dc:creator>Ada Verne</dc:creator><pubDate>%s</pubDate><category>Harbour</category><category>Council &amp; courts</category>
<description>%s</description><content:encoded>%s</content:encoded></item>`,
			i, i, i, time.Unix(int64(1.7e9)+int64(i)*977, 0).UTC().Format(time.RFC1123Z), wrap(paragraphs[i%2]), wrap(story(i, 4500)))
	}
	b.WriteString("\n</channel></rss>\n")
	return b.Bytes()
}

func cdata(s string) string { return "<![CDATA[" + s + "]]>" }

func atomFeed(items int) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Brightmouth Paper</title><id>tag:paper.example</id>`)
	for i := range items {
		fmt.Fprintf(&b, `<entry><title type="html">Council closes quay, part %d</title><link rel="alternate" href="https://paper.example/news/%d"/><id>tag:paper.example,%d</id><author><name>Ada Verne</name></author><updated>%s</updated><category term="harbour"/><content type="html">%s</content></entry>`,
			i, i, i, time.Unix(int64(1.7e9)+int64(i)*977, 0).UTC().Format(time.RFC3339), xmlText(story(i, 4500)))
	}
	b.WriteString(`</feed>`)
	return b.Bytes()
}

func jsonFeed(items int) []byte {
	type item struct {
		ID, URL, Title string
		HTML           string    `json:"content_html"`
		Date           time.Time `json:"date_published"`
		Tags           []string  `json:"tags"`
	}
	doc := struct {
		Version string `json:"version"`
		Title   string `json:"title"`
		Items   []item `json:"items"`
	}{Version: "https://jsonfeed.org/version/1.1", Title: "The Brightmouth Paper"}
	for i := range items {
		doc.Items = append(doc.Items, item{fmt.Sprint(i), fmt.Sprintf("https://paper.example/news/%d", i), "Council closes quay", story(i, 4500), time.Unix(int64(1.7e9)+int64(i)*977, 0).UTC(), []string{"harbour"}})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(doc)
	return b.Bytes()
}

func benchFeeds() map[string][]byte {
	return map[string][]byte{"rss-cdata": rssFeed(50, cdata), "rss-escaped": rssFeed(50, xmlText), "atom": atomFeed(50), "json": jsonFeed(50)}
}

var benchNames = []string{"rss-cdata", "rss-escaped", "atom", "json"}

func BenchmarkParse(b *testing.B) {
	feeds := benchFeeds()
	for _, name := range benchNames {
		b.Run(name, func(b *testing.B) {
			doc := feeds[name]
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				f, err := Parse(doc, Hints{URL: "https://paper.example/feed"})
				if err != nil || len(f.Items) != 50 {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkGofeed(b *testing.B) {
	feeds := benchFeeds()
	for _, name := range benchNames {
		b.Run(name, func(b *testing.B) {
			doc := feeds[name]
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				f, err := gofeed.NewParser().Parse(bytes.NewReader(doc))
				if err != nil || len(f.Items) != 50 {
					b.Fatal(err)
				}
			}
		})
	}
}

// A feed of any length is held one item at a time.
func BenchmarkEach(b *testing.B) {
	doc := rssFeed(2000, cdata)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		_, err := Each(bytes.NewReader(doc), Hints{}, func(*Item) error { n++; return nil })
		if err != nil || n != 2000 {
			b.Fatal(n, err)
		}
	}
}
