package newsroom

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"lede/model"
	"lede/model/query"
)

func TestStoriesAreCountedByTheirDay(t *testing.T) {
	r, _ := deskAt(t, http.NotFound)
	st, err := r.Shelf.Write(t.Context(), WithoutSample, noon())
	if err != nil {
		t.Fatal(err)
	}
	var in []model.Story
	midnight := noon().Truncate(24 * time.Hour)
	for i, at := range []time.Time{noon(), midnight, midnight.Add(-time.Second), midnight.AddDate(0, 0, -6), midnight.AddDate(0, 0, -6).Add(-time.Second)} {
		in = append(in, model.Story{Headline: fmt.Sprintf("Ferry %d leaves", i), URL: fmt.Sprintf("https://holm.test/%d", i), Body: model.PlainBody(fmt.Sprintf("Ferry number %d left.", i)), Published: at})
	}
	if _, err := st.Put(t.Context(), 0, in, noon()); err != nil {
		t.Fatal(err)
	}
	ferry, none := query.Query{Expr: query.Word{Text: "ferry"}}, query.Query{Expr: query.Word{Text: "zeppelin"}}
	got, err := r.Days(t.Context(), []query.Query{ferry, none}, 7)
	if err != nil || len(got) != 2 || !slices.Equal(got[0], []int{1, 0, 0, 0, 0, 1, 2}) || !slices.Equal(got[1], make([]int, 7)) {
		t.Errorf("%v, %v", got, err)
	}
}
