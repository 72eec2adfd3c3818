package model

import (
	"slices"
	"testing"
)

func TestTheCommonestTagComesFirst(t *testing.T) {
	feeds := []Feed{{Tags: []string{"sea", "news"}}, {Tags: []string{"art", "news"}}, {}}
	if got, want := TagsOf(feeds), []TagCount{{"news", 2}, {"art", 1}, {"sea", 1}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
