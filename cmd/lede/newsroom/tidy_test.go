package newsroom

import (
	"net/http"
	"testing"
	"time"

	"lede/cmd/lede/config"
	"lede/model"
	"lede/model/store"
)

func TestAFeedsOwnRuleStandsBeforeTheRuleForAll(t *testing.T) {
	r, _ := deskAt(t, http.NotFound)
	st, err := r.Shelf.Write(t.Context(), WithoutSample, r.Now())
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]model.FeedID{}
	for _, name := range []string{"plain", "short", "ever"} {
		f, err := st.Subscribe(t.Context(), r.ID, model.Feed{Address: "https://" + name + ".test/feed"})
		if err != nil {
			t.Fatal(err)
		}
		ids[name] = f.ID
	}
	r.conf.Keep = config.Keep{Unread: true}
	if !r.Forever() {
		t.Error("without a rule something goes")
	}
	r.conf.Feed = map[string]config.Feed{"https://short.test/feed": {KeepDays: 2, KeepStories: 50}, "https://ever.test/feed": {KeepDays: -1, KeepStories: -1}}
	if r.Forever() {
		t.Error("a feed's rule is overlooked")
	}
	r.conf.Keep = config.Keep{Days: 90, Stories: 500}
	rule, err := r.keepRule(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	days := func(n int) time.Time { return r.Now().AddDate(0, 0, -n) }
	all := store.Keep{Since: days(90), Most: 500}
	for id, want := range map[model.FeedID]store.Keep{0: all, ids["plain"]: all, ids["short"]: {Since: days(2), Most: 50}} {
		if got := rule(id); got != want {
			t.Errorf("feed %d: %+v, want %+v", id, got, want)
		}
	}
	if got := rule(ids["ever"]); !got.Forever() {
		t.Errorf("a feed that is kept for ever: %+v", got)
	}
}
