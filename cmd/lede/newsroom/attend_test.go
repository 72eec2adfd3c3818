package newsroom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"lede/model"
)

func TestADaemonRestsUntilTheNextFeedIsDueWithinBounds(t *testing.T) {
	now := noon()
	feed := func(d time.Duration) model.Feed { return model.Feed{Poll: model.Poll{Next: now.Add(d)}} }
	gone := feed(time.Second)
	gone.Poll.Gone = true
	for _, c := range []struct {
		feeds []model.Feed
		want  time.Duration
	}{
		{nil, longRest},
		{[]model.Feed{gone, {}}, longRest},
		{[]model.Feed{feed(time.Hour)}, longRest},
		{[]model.Feed{feed(2 * time.Minute), feed(time.Minute)}, time.Minute},
		{[]model.Feed{feed(-time.Minute)}, shortRest},
	} {
		if got := restFor(c.feeds, now); got != c.want {
			t.Errorf("%d feeds: %s, want %s", len(c.feeds), got, c.want)
		}
	}
}

func TestTwoAttendantsMakeEachVisitOnce(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]int{}
	r, at := deskAt(t, func(w http.ResponseWriter, q *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked[q.URL.Path]++
		fmt.Fprint(w, document(piece(q.URL.Path, "Ferries run again", "Said Ann Bo.")))
	})
	var addresses []string
	for i := range 40 {
		addresses = append(addresses, fmt.Sprint(at, "/", i))
	}
	subscribed(t, r, addresses...)
	shelf, err := OpenShelf(t.Context(), r.Shelf.path, noon()) // as another process does
	if err != nil {
		t.Fatal(err)
	}
	other, _ := New(shelf, r.conf, func(string) string { return "" }, noon)
	defer other.Close()
	var wait sync.WaitGroup
	var total Round
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	for _, room := range []*Room{r.Room, other} {
		wait.Go(func() {
			Attendant{Room: func() *Room { return room }, Fault: func(err error) { t.Error(err) }, Ended: func(one Round) {
				mu.Lock()
				defer mu.Unlock()
				total.Feeds, total.New, total.Failed = total.Feeds+one.Feeds, total.New+one.New, total.Failed+one.Failed
				if total.Feeds >= len(addresses) {
					stop()
				}
			}}.Attend(ctx)
		})
	}
	wait.Wait()
	for path, n := range asked {
		if n != 1 {
			t.Errorf("%s was asked %d times", path, n)
		}
	}
	if total.Feeds != len(addresses) || total.New != len(addresses) || total.Failed != 0 || len(asked) != len(addresses) {
		t.Errorf("together %+v, %d asked", total, len(asked))
	}
}

func TestAnAttendantWhoseStoreKeepsNothingTellsItAndRests(t *testing.T) {
	r, at := deskAt(t, func(w http.ResponseWriter, q *http.Request) {
		fmt.Fprint(w, document(piece("1", "A cursed day", "Said Ann Bo.")))
	})
	subscribed(t, r, at+"/a", at+"/b", at+"/c")
	r.Shelf.kept = refusing{r.Shelf.kept, true}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var told error
	Attendant{Room: func() *Room { return r.Room }, Ended: func(Round) {}, Fault: func(err error) {
		told = err
		stop()
	}}.Attend(ctx)
	if told == nil || errors.Is(told, context.Canceled) {
		t.Error(told)
	}
}
