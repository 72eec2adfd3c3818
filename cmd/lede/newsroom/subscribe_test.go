package newsroom

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestAFeedIsCalledAsTheReaderWantsIt(t *testing.T) {
	r, url := deskAt(t, http.NotFound)
	f := subscribed(t, r, url+"/feed")[0]
	got, err := r.Call(t.Context(), f.ID, " The\x1b[31m Pier\n", []string{"#sea", " sea ", "Sea", "world\tnews", ""})
	if err != nil {
		t.Fatal(err)
	}
	if got.Name != "The Pier" || !slices.Equal(got.Tags, []string{"sea", "world news"}) {
		t.Errorf("called %q, tagged %q", got.Name, got.Tags)
	}
	if _, err := r.Call(t.Context(), f.ID+1, "x", nil); err == nil || !strings.Contains(err.Error(), "not among yours") {
		t.Errorf("a feed of nobody's: %v", err)
	}
	r.May.Feeds = false
	if _, err := r.Call(t.Context(), f.ID, "x", nil); err == nil {
		t.Error("a visitor names a feed")
	}
}

func TestTheSamplesFeedCanBeTagged(t *testing.T) {
	r, _ := deskAt(t, http.NotFound)
	feeds, err := r.Feeds(t.Context())
	if err != nil || len(feeds) == 0 {
		t.Fatalf("%d feeds, %v", len(feeds), err)
	}
	if got, err := r.Call(t.Context(), feeds[0].ID, "", []string{"try"}); err != nil || !slices.Equal(got.Tags, []string{"try"}) {
		t.Errorf("tagged %+v, %v", got, err)
	}
}
