package newsroom

import (
	"io"
	"net/http"
	"testing"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
	"lede/ui/desk"
)

// twoStories is a feed of two stories, of which the reader has read the first and noted the second.
func twoStories(t *testing.T) (*Reader, model.Feed, []model.StoryID) {
	t.Helper()
	r, url := deskAt(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, document("<item><guid>1</guid><title>The ferry</title></item>", "<item><guid>2</guid><title>The bridge</title></item>"))
	})
	f := subscribed(t, r, url+"/feed")[0]
	if _, err := r.Refresh(t.Context(), nil, func(desk.Progress) {}); err != nil {
		t.Fatal(err)
	}
	e, err := r.Edition(t.Context(), query.Query{}, 0, 0)
	if err != nil || len(e.IDs) != 2 {
		t.Fatalf("%d stories, %v", len(e.IDs), err)
	}
	if _, err := r.Mark(t.Context(), e.IDs[:1], model.MarkRead); err != nil {
		t.Fatal(err)
	}
	if err := r.Note(t.Context(), e.IDs[1], "call back"); err != nil {
		t.Fatal(err)
	}
	return r, f, e.IDs
}

func TestAFeedThatIsTakenBackHasItsStoriesAndMarksAgain(t *testing.T) {
	r, f, ids := twoStories(t)
	if err := r.Remove(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	if e, err := r.Edition(t.Context(), query.Query{}, 0, 0); err != nil || e.Total != 0 {
		t.Fatalf("the feed is off, and %d stories are shown, %v", e.Total, err)
	}
	f.Tags = []string{"sea"}
	back, err := r.Keep(t.Context(), f)
	if err != nil || back.ID != f.ID || len(back.Tags) != 1 {
		t.Fatalf("it comes back as %+v, %v", back, err)
	}
	for i, id := range ids {
		s, err := r.Story(t.Context(), id)
		if err != nil || s.State.Read != (i == 0) || (s.State.Note != "") != (i == 1) {
			t.Errorf("story %d: %+v, %v", i, s.State, err)
		}
	}
	if err := r.Leave(t.Context()); err != nil {
		t.Fatal(err)
	}
	if e, err := r.Edition(t.Context(), query.Query{}, 0, 0); err != nil || e.Total != 2 {
		t.Errorf("after leaving %d stories are left, %v", e.Total, err)
	}
}

func TestWhoLeavesLetsGoOfTheStoriesOfFeedsTakenOff(t *testing.T) {
	r, f, _ := twoStories(t)
	if err := r.Remove(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	if err := r.Leave(t.Context()); err != nil {
		t.Fatal(err)
	}
	st := r.Shelf.Read()
	if all, err := st.Subscriptions(t.Context(), 0); err != nil || len(all) != 0 {
		t.Errorf("%d feeds are polled, %v", len(all), err)
	}
	if n, _, err := st.Count(t.Context(), store.Ask{Now: noon()}); err != nil || n != 1 { // the one with a note
		t.Errorf("%d stories are kept, %v", n, err)
	}
}
