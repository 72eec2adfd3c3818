package feed

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lede/feed/format"
	"lede/model"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func rss(items ...string) []byte {
	return []byte(`<rss version="2.0"><channel><title>Pier News</title><link>https://pier.test/</link>` + strings.Join(items, "") + `</channel></rss>`)
}

func item(guid, link, title, text string) string {
	return fmt.Sprintf("<item><guid>%s</guid><link>https://pier.test/%s</link><title>%s</title><description>%s</description></item>", guid, link, title, text)
}

// shelf remembers stories as a store does: GUID and Raw, numbered from 1.
type shelf []model.Story

func (s shelf) known(in []model.Story) []model.StoryID {
	out := make([]model.StoryID, len(in))
	for i := range in {
		at := slices.IndexFunc(s, func(k model.Story) bool { return k.GUID == in[i].GUID && k.Raw == in[i].Raw })
		out[i] = model.StoryID(at + 1)
	}
	return out
}

func headlines(p Paper) string {
	var out []string
	for _, s := range p.Stories {
		out = append(out, s.Headline)
	}
	return strings.Join(out, ", ")
}

func news(t *testing.T, doc []byte, known Known) Paper {
	t.Helper()
	p, err := News(doc, format.Hints{URL: "https://pier.test/feed", Now: noon}, known)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAnItemThatSaysNothingIsNoStory(t *testing.T) {
	p := news(t, rss("<item/>", item("1", "a", "Ferries run", "Ferries run again."), "<item><title> </title></item>", "<item><guid>2</guid></item>"), nil)
	if got := headlines(p); got != "Ferries run, Pier News" || p.BadRows != 2 {
		t.Errorf("%q, %d left out", got, p.BadRows)
	}
}

func TestOnlyWhatIsNotKnownIsReadAgain(t *testing.T) {
	ferry, rent := item("1", "a", "Ferries run", "Ferries run again."), item("2", "b", "Rents fall", "Rents fell.")
	have := shelf(news(t, rss(ferry, rent), shelf{}.known).Stories)
	for _, c := range []struct {
		what  string
		doc   []byte
		read  string
		still []model.StoryID
	}{
		{"the same again", rss(ferry, rent), "", []model.StoryID{1, 2}},
		{"a new one on top", rss(item("3", "c", "Storm nears", "A storm nears."), ferry, rent), "Storm nears", []model.StoryID{1, 2}},
		{"another text", rss(item("1", "a", "Ferries run", "Ferries do not run."), rent), "Ferries run", []model.StoryID{2}},
		{"another headline", rss(item("1", "a", "Ferries stop", "Ferries run again."), rent), "Ferries stop", []model.StoryID{2}},
		{"a new one with the link of a known one: they may be one", rss(item("9", "a", "Ferries still run", "They do."), ferry, rent), "Ferries still run, Ferries run", []model.StoryID{2}},
		{"a new one with the headline of a known one", rss(item("9", "z", "Rents fall", "They fell by a tenth."), ferry, rent), "Rents fall, Rents fall", []model.StoryID{1}},
	} {
		p := news(t, c.doc, have.known)
		if got := headlines(p); got != c.read || !slices.Equal(p.Still, c.still) {
			t.Errorf("%s: read %q, still told %v; want %q, %v", c.what, got, p.Still, c.read, c.still)
		}
	}
}

// Without someone who knows, every item is a story.
func TestNewsWithoutMemoryIsTheWholeFeed(t *testing.T) {
	p := news(t, rss(item("1", "a", "Ferries run", "Again."), item("2", "b", "Rents fall", "By a tenth.")), nil)
	if got := headlines(p); got != "Ferries run, Rents fall" || p.Stories[0].Raw != 0 {
		t.Errorf("%q, raw %d", got, p.Stories[0].Raw)
	}
}

// BenchmarkNews reads a feed of 50 stories of 4.5 kB of which one is new, and the same with none known.
func BenchmarkNews(b *testing.B) {
	var items []string
	for i := range 50 {
		items = append(items, item(fmt.Sprint(i), fmt.Sprint(i), fmt.Sprintf("Ferry %d runs again", i),
			strings.Repeat("&lt;p&gt;The ferry to the outer islands runs again, said the harbour office on Tuesday, after three days of storm.&lt;/p&gt;", 36)))
	}
	h := format.Hints{URL: "https://pier.test/feed", Now: noon}
	before, err := News(rss(items[1:]...), h, shelf{}.known)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		have shelf
	}{{"one of 50 new", before.Stories}, {"all new", nil}} {
		b.Run(c.name, func(b *testing.B) {
			doc := rss(items...)
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := News(doc, h, c.have.known); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
