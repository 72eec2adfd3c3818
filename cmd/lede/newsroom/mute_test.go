package newsroom

import (
	"testing"

	"lede/model/query"
)

func TestWhatAReaderMutesIsHiddenFromThatReaderUntilTheyAskForIt(t *testing.T) {
	r, _, _ := twoStories(t)
	r.rules, _ = newRules(map[string]string{"boats": "ferry OR barge"}, []string{"tram"})
	if err := r.SetSetting(t.Context(), mutedSetting, "#boats\nautor:x\n"); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{"": 1, "ferry": 0, "bridge": 1, "is:muted": 1, "ferry is:muted": 1} {
		if got := count(t, r, text); got != want {
			t.Errorf("%q: %d stories, want %d", text, got, want)
		}
	}
	other := *r
	other.ID++
	if a, err := other.Asking(t.Context(), query.Query{}); err != nil || len(query.Leaves(a.Mute)) != 1 {
		t.Errorf("another reader mutes %v, %v", a.Mute, err)
	}
	if err := r.SetSetting(t.Context(), mutedSetting, ""); err != nil {
		t.Fatal(err)
	}
	if got := count(t, r, ""); got != 2 {
		t.Errorf("unmuted: %d stories", got)
	}
}
