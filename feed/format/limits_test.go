package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestAFeedHasAtMostTwoThousandItems(t *testing.T) {
	doc := "<rss><channel>" + strings.Repeat("<item><title>x</title></item>", MaxItems+1) + "</channel></rss>"
	f, err := Parse([]byte(doc), Hints{})
	if err != nil || len(f.Items) != MaxItems || !f.Cut {
		t.Errorf("%d items, cut %v, %v", len(f.Items), f.Cut, err)
	}
}

func TestOfADocumentTooLargeTheBeginningIsRead(t *testing.T) {
	item := "<item><title>x</title><description>" + strings.Repeat("tide ", 40000) + "</description></item>"
	for name, doc := range map[string]string{
		"RSS":       "<rss><channel>" + strings.Repeat(item, 80) + "</channel></rss>",
		"JSON Feed": `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat(`{"id":"1","content_text":"`+strings.Repeat("tide ", 40000)+`"},`, 80) + `{"id":"2"}]}`,
	} {
		f, err := Parse([]byte(doc), Hints{})
		if err != nil || !f.Cut || len(f.Items) < 70 || len(f.Items) > MaxBytes/len(item)+1 {
			t.Errorf("%s of %d MB: %v, %+v", name, len(doc)>>20, err, f)
		}
	}
}

func TestElementsNestedTooDeepAreReadFlat(t *testing.T) {
	doc := "<rss><channel><item><description>" + strings.Repeat("<b>", 10*MaxDepth) + "deep" + strings.Repeat("</b>", 10*MaxDepth) +
		"</description><title>still read</title></item></channel></rss>"
	f, err := Parse([]byte(doc), Hints{})
	if err != nil || f.Items[0].Title.Value != "still read" || !strings.Contains(f.Items[0].Summary.Value, "deep") {
		t.Errorf("%v, %+v", err, f)
	}
}

// A base of 2 kB and many short addresses would make 2 GB of 15 MB.
func TestAddressesCannotGrowADocumentWithoutEnd(t *testing.T) {
	base := "https://harbour.example/" + strings.Repeat("x", 1900) + "/"
	doc := `<rss xml:base="` + base + `"><channel><item><description><![CDATA[` + strings.Repeat("<a href=y>", 200_000) + "]]></description></item></channel></rss>"
	f, err := Parse([]byte(doc), Hints{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.Items[0].Summary.Value); n > 2*MaxBytes {
		t.Errorf("2 MB became %d", n)
	}
}

// Each of these makes a careless reader look at the whole rest again and again.
func TestWhatIsMadeToBeSlowIsNot(t *testing.T) {
	const size = 1 << 20
	for _, piece := range []string{"<!-- ", "<? ", "<![CDATA[", "<a \"", "<a b='", "<!x [", "<", "<b>", "</b>", "<b c=\"d\"", "&a;", "&", "<title>", "<item>", "<a:b xmlns:a='c'>"} {
		doc := []byte("<rss><channel><item><description>" + strings.Repeat(piece, size/len(piece)))
		start := time.Now()
		_, err := Parse(doc, Hints{URL: "https://harbour.example/"})
		if took := time.Since(start); err != nil || took > 2*time.Second {
			t.Errorf("%q: %v, %v", piece, took, err)
		}
	}
}

func TestAPanicIsThatDocumentsError(t *testing.T) {
	_, err := Each(strings.NewReader("<rss><channel><item/></channel></rss>"), Hints{}, func(*Item) error { panic("a fault of ours") })
	if err == nil || !strings.Contains(err.Error(), "could not be read") {
		t.Error(err)
	}
}

func TestReadingInPiecesFindsWhatReadingWholeFinds(t *testing.T) {
	docs := map[string][]byte{"cdata": rssFeed(40, cdata), "escaped": rssFeed(40, xmlText), "atom": atomFeed(40), "json": jsonFeed(40),
		"json feed of wrong shapes": []byte(`{"items":[{"title":"a ] , \" }","tags":["x",["y"]]},"no item",[1],{"title":"b"}, {"title":"c"} ],"home_page_url":"https://harbour.example/","title":"Late \"items\"","authors":[{"name":"Ada"}]}`),
		"json feed that is cut":     []byte(`{"title":"T","author":{"name":"Ada"},"items":[{"title":"a"},{"title":"b","content_text":"half`),
		"lines":                     []byte(strings.Repeat(`{"title":"a","text":"b"}`+"\n", 5000)), "dump": []byte(strings.Repeat("one\ntwo\n\n\n", 5000)),
		"latin": bytes.ReplaceAll(rssFeed(20, cdata), []byte("é"), []byte("\xe9"))}
	for name, doc := range docs {
		whole, err := Parse(doc, Hints{})
		if err != nil {
			t.Fatal(name, err)
		}
		var got []Item
		feed, err := Each(&dripper{doc}, Hints{}, func(it *Item) error {
			if len(got) < MaxItems {
				got = append(got, *it)
			}
			return nil
		})
		for i := range got { // what the feed says after its items is not known to them in pieces
			if got[i].Authors == nil {
				got[i].Authors = whole.Items[i].Authors
			}
		}
		if err != nil || !reflect.DeepEqual(got, whole.Items) {
			t.Errorf("%s: %d items in pieces, %d whole, %v\n%+v\n%+v", name, len(got), len(whole.Items), err, got, whole.Items)
			continue
		}
		if whole.Items = nil; len(got) < MaxItems && !reflect.DeepEqual(feed, whole) {
			t.Errorf("%s: in pieces\n%+v\nwhole\n%+v", name, feed, whole)
		}
	}
}

func TestAnErrorOfTheCallerEndsTheReading(t *testing.T) {
	enough, n := errors.New("enough"), 0
	_, err := Each(bytes.NewReader(rssFeed(100, cdata)), Hints{}, func(*Item) error {
		if n++; n == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 3 {
		t.Errorf("%d items, %v", n, err)
	}
}

// A feed of 50 MB costs a window and one item, not 50 MB.
func TestAFeedOfFiftyMegabytesIsHeldItemByItem(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 50 MB")
	}
	var most runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&most)
	before := most.HeapAlloc
	items, peak := 0, uint64(0)
	_, err := Each(&endless{left: 50 << 20}, Hints{}, func(*Item) error {
		if items++; items%1000 == 0 {
			runtime.ReadMemStats(&most)
			peak = max(peak, most.HeapAlloc)
		}
		return nil
	})
	if err != nil || items < 10_000 {
		t.Fatal(items, err)
	}
	if grown := int64(peak) - int64(before); grown > 32<<20 {
		t.Errorf("%d items took %d MB", items, grown>>20)
	}
}

// endless writes a feed of about left bytes.
type endless struct {
	left int
	n    int
	rest []byte
}

func (e *endless) Read(b []byte) (int, error) {
	if len(e.rest) == 0 {
		switch {
		case e.n == 0:
			e.rest = []byte("<rss><channel><title>Long</title>")
		case e.left > 0:
			e.rest = fmt.Appendf(e.rest[:0], "<item><title>%d</title><link>https://harbour.example/%d</link><description><![CDATA[%s]]></description></item>", e.n, e.n, story(e.n, 3000))
		default:
			return 0, io.EOF
		}
		e.n++
	}
	n := copy(b, e.rest)
	e.rest = e.rest[n:]
	e.left -= n
	return n, nil
}

func TestWhatThePublisherAsksOfThoseWhoPollIsKept(t *testing.T) {
	f, err := Parse([]byte(`<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>x</hour></skipHours>
		<skipDays><day>Sunday</day></skipDays></channel></rss>`), Hints{})
	if err != nil || f.TTL != 90*time.Minute || !f.SkipHour[0] || !f.SkipHour[7] || f.SkipHour[8] || !f.SkipDay[time.Sunday] || f.SkipDay[time.Monday] {
		t.Errorf("%v %+v", err, f)
	}
	f, err = Parse([]byte(`<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>`), Hints{})
	if err != nil || f.TTL != 15*time.Minute {
		t.Errorf("%v %v", err, f.TTL)
	}
}

// Six hundred tags that nobody closed cost the story that has them, not those that follow.
func TestTagsNeverClosedDoNotSwallowTheNextStory(t *testing.T) {
	doc := "<rss><channel><item><title>a</title><description>" + strings.Repeat("<i>x", 600) + "</description></item><item><title>b</title></item></channel></rss>"
	f, err := Parse([]byte(doc), Hints{})
	if err != nil || len(f.Items) != 2 || f.Items[1].Title.Value != "b" || f.Cut {
		t.Errorf("%v, %d items", err, len(f.Items))
	}
}

func TestAReaderThatFailsLeavesTheItemsBeforeIt(t *testing.T) {
	broken := errors.New("connection reset")
	doc := rssFeed(10, cdata)
	n := 0
	f, err := Each(io.MultiReader(bytes.NewReader(doc[:len(doc)/2]), failing{broken}), Hints{}, func(*Item) error { n++; return nil })
	if !errors.Is(err, broken) || f == nil || !f.Cut || n < 4 {
		t.Errorf("%d items, %v, %v", n, f, err)
	}
	if f, err := Each(failing{broken}, Hints{}, func(*Item) error { return nil }); !errors.Is(err, broken) || f != nil {
		t.Errorf("%v, %v", f, err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
