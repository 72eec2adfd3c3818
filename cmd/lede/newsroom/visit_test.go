package newsroom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lede/cmd/lede/config"
	"lede/model"
	"lede/model/query"
	"lede/model/store"
	"lede/ui/desk"
)

func noon() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

// deskAt is a reader at this machine with a store of their own, and a host on loopback that answers as serve does.
func deskAt(t testing.TB, serve http.HandlerFunc) (*Reader, string) {
	t.Helper()
	srv := httptest.NewServer(serve)
	t.Cleanup(srv.Close)
	shelf, err := OpenShelf(t.Context(), filepath.Join(t.TempDir(), "lede.db"), noon())
	if err != nil {
		t.Fatal(err)
	}
	conf := config.Default()
	conf.Fetch.Allow = []string{srv.Listener.Addr().String()}
	conf.Fetch.PerHost, conf.Fetch.Gap = 64, config.Duration{}
	room, faults := New(shelf, conf, func(string) string { return "" }, noon)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	t.Cleanup(func() { room.Close() })
	return &Reader{Room: room, ID: model.LocalReader, May: desk.May{Mark: true, Feeds: true, Refresh: true}}, srv.URL
}

// subscribed are feeds at addresses, not visited yet.
func subscribed(t testing.TB, r *Reader, addresses ...string) []model.Feed {
	t.Helper()
	var out []model.Feed
	for _, a := range addresses {
		f, err := r.Keep(t.Context(), model.Feed{Address: a})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

func document(items ...string) string {
	return `<rss version="2.0"><channel><title>Pier News</title><link>https://pier.test/</link>` + strings.Join(items, "") + `</channel></rss>`
}

func piece(guid, title, text string) string {
	return fmt.Sprintf("<item><guid>%s</guid><link>https://pier.test/%s</link><title>%s</title><description>%s</description><pubDate>Tue, 24 Nov 2026 09:00:00 GMT</pubDate></item>", guid, guid, title, text)
}

func count(t testing.TB, r *Reader, text string) int {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	e, err := r.Edition(t.Context(), q, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return e.Total
}

func TestAFeedIsKeptBeforeASlowerOneAnswers(t *testing.T) {
	seen := make(chan bool)
	r, at := deskAt(t, func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Path == "/slow" {
			<-seen
		}
		fmt.Fprint(w, document(piece("1", "Ferries run again", "Said Ann Bo on Tuesday.")))
	})
	var order []string
	err := r.Visit(t.Context(), subscribed(t, r, at+"/slow", at+"/quick"), func(v Visited) {
		if order = append(order, strings.TrimPrefix(v.Address, at)); len(order) == 1 {
			if n := count(t, r, "ferries"); n != 1 {
				t.Errorf("%d stories are kept when the first feed is told of", n)
			}
			close(seen)
		}
	}, func(time.Duration) {})
	if err != nil || strings.Join(order, " ") != "/quick /slow" || count(t, r, "") != 2 {
		t.Errorf("told of %v, %d stories kept, %v", order, count(t, r, ""), err)
	}
}

func TestWhatWasReadIsKeptWhenTheRoundIsCalledOff(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	r, at := deskAt(t, func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Path == "/never" {
			<-q.Context().Done() // until nobody waits for the answer
			return
		}
		fmt.Fprint(w, document(piece(q.URL.Path, "Ferries run again", "Said Ann Bo.")))
	})
	told := 0
	err := r.Visit(ctx, subscribed(t, r, at+"/a", at+"/b", at+"/never"), func(Visited) {
		if told++; told == 2 {
			stop()
		}
	}, func(time.Duration) {})
	if !errors.Is(err, context.Canceled) || told != 2 || count(t, r, "") != 2 {
		t.Errorf("told of %d feeds, %d stories kept, %v", told, count(t, r, ""), err)
	}
}

// refusing is a store that keeps nothing of some feeds.
type refusing struct {
	store.Store
	all bool
}

func (s refusing) Deliver(ctx context.Context, in []store.Delivery, now time.Time) ([]store.Stored, error) {
	for _, d := range in {
		for _, st := range d.Stories {
			if s.all || strings.Contains(st.Headline, "cursed") {
				return nil, errors.New("it cannot be written")
			}
		}
	}
	return s.Store.Deliver(ctx, in, now)
}

func TestWhatTheStoreRefusesCostsThatFeedAndAStoreThatRefusesAllEndsTheRound(t *testing.T) {
	for _, all := range []bool{false, true} {
		r, at := deskAt(t, func(w http.ResponseWriter, q *http.Request) {
			title := "Ferries run again"
			if q.URL.Path == "/3" {
				title = "A cursed ship"
			}
			fmt.Fprint(w, document(piece(q.URL.Path, title, "Said Ann Bo.")))
		})
		var at9 []string
		for i := range 9 {
			at9 = append(at9, fmt.Sprint(at, "/", i))
		}
		feeds := subscribed(t, r, at9...)
		r.Shelf.kept = refusing{r.Shelf.kept, all}
		good, bad := 0, 0
		err := r.Visit(t.Context(), feeds, func(v Visited) {
			switch {
			case v.Error == "":
				good++
			case strings.Contains(v.Error, "it cannot be written"):
				bad++
			}
		}, func(time.Duration) {})
		if !all && (err != nil || good != 8 || bad != 1) {
			t.Errorf("one of nine refused: %d kept, %d refused, %v", good, bad, err)
		}
		if all && (err == nil || !strings.Contains(err.Error(), "could not be kept") || bad != mostRefused) {
			t.Errorf("all refused: %d kept, %d refused, %v", good, bad, err)
		}
	}
}

func TestAStoryIsReadAgainOnlyWhenItsWordsChange(t *testing.T) {
	doc := document(piece("1", "Ferries run again", "Said Ann Bo on Tuesday."), piece("2", "Rents fall", "By 1.2% in October."))
	r, at := deskAt(t, func(w http.ResponseWriter, q *http.Request) { fmt.Fprint(w, doc) })
	visit := func() (out Visited) {
		t.Helper()
		feeds, err := r.Feeds(t.Context())
		if err == nil {
			err = r.Visit(t.Context(), feeds, func(v Visited) { out = v }, func(time.Duration) {})
		}
		if err != nil || out.Error != "" {
			t.Fatal(err, out.Error)
		}
		return out
	}
	subscribed(t, r, at+"/feed")
	if v := visit(); len(v.New) != 2 {
		t.Fatalf("%+v", v)
	}
	// were the story that did not change read again, its facts would be in the store again
	first, err := r.Story(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	first.Facts, first.Brief = nil, nil
	if err := r.Shelf.kept.FullText(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	doc = document(piece("3", "A storm nears", "Of 70 mph."), piece("1", "Ferries run again", "Said Ann Bo on Tuesday."), piece("2", "Rents fall", "By 1.4% in October."))
	v := visit()
	if len(v.New) != 1 || len(v.Revised) != 1 {
		t.Errorf("new %v, revised %v", v.New, v.Revised)
	}
	if s, err := r.Story(t.Context(), 1); err != nil || len(s.Facts) != 0 {
		t.Errorf("%d facts, %v", len(s.Facts), err)
	}
	if n := count(t, r, "percent>1.3"); n != 1 {
		t.Errorf("%d stories tell the new figure", n)
	}
}

func TestTheFeedsTextIsKeptBesideThePages(t *testing.T) {
	page := "<html><body><article><h1>Ferries run again</h1>" + strings.Repeat("<p>Ferries to the islands run again after three days of storm, said the harbour office on Monday, and the mail of half a week came with the first of them.</p>", 6) + "</article></body></html>"
	r, at := deskAt(t, func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Path == "/page" {
			fmt.Fprint(w, page)
			return
		}
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Pier</title><item><guid>1</guid><link>http://%s/page</link><title>Ferries run again</title><description>Ferries to the islands run again, Ann Bo said … Read more</description></item></channel></rss>`, q.Host)
	})
	visit := func() {
		if err := r.Visit(t.Context(), subscribed(t, r, at+"/feed"), func(Visited) {}, func(time.Duration) {}); err != nil {
			t.Fatal(err)
		}
	}
	visit()
	if _, err := r.Issued(t.Context(), 1); err == nil {
		t.Error("a feed's text beside the feed's text")
	}
	whole, err := r.FullText(t.Context(), 1)
	if err != nil || !whole.FullText || !strings.Contains(whole.Body.Text(), "half a week") {
		t.Fatalf("%+v, %v", whole.Body.Text(), err)
	}
	was, err := r.Issued(t.Context(), 1)
	if err != nil || was.FullText || !was.Truncated || !strings.HasPrefix(was.Body.Text(), "Ferries to the islands run again, Ann Bo") || len(was.Facts) == 0 {
		t.Errorf("the feed's text is %q, %v, %v", was.Body.Text(), was.Facts, err)
	}
	visit()
	again, err := r.FullText(t.Context(), 1)
	if err != nil || again.Body.Text() != whole.Body.Text() {
		t.Errorf("%q, %v", again.Body.Text(), err)
	}
}
