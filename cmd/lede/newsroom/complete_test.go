package newsroom

import (
	"net/http"
	"strings"
	"testing"

	"lede/model"
)

func TestEndsAreOfferedForTheWordUnderTheCursor(t *testing.T) {
	r, _ := deskAt(t, http.NotFound)
	r.rules, _ = newRules(map[string]string{"bitter": "beer OR lemon"}, nil)
	st, err := r.Shelf.Write(t.Context(), WithSample, r.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Subscribe(t.Context(), r.ID, model.Feed{Address: "https://pier.test/feed", Title: "Pier News, daily", Tags: []string{"sea", "world news"}}); err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{ // | is the cursor; what the first offers leave, and its notes
		"bitcoin #bit|":           `bitcoin #bitter (beer OR lemon); bitcoin #bitcoin (3 stories)`,
		"-#ai,bitc|":              `-#ai,bitcoin (3 stories)`,
		"topic:bitc|":             `topic:bitcoin (3 stories)`,
		"a (is:unr|":              `a (is:unread`,
		"-has:quot|":              `-has:quote`,
		"perso|":                  `person:`,
		"moon person:linc|":       `moon person:"Abraham Lincoln" (1 story)`,
		`person:"abraham linc|`:   `person:"Abraham Lincoln" (1 story)`,
		`person:"Abraham l| moon`: `person:"Abraham Lincoln"  moon (1 story)`,
		"feed:PIER|":              `feed:"Pier News, daily" (0 stories)`,
		"tag:wor|":                `tag:"world news" (1 feed)`,
		`"strategic is|`:          ``,
		"money>1|":                ``,
		"title:mo|":               ``,
	} {
		text, after, _ := strings.Cut(in, "|")
		offers, err := r.Complete(t.Context(), text+after, len(text))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range offers {
			line := strings.TrimSpace(text[:o.From] + o.Insert + after)
			if o.Note != "" {
				line += " (" + o.Note + ")"
			}
			got = append(got, line)
		}
		if first := strings.Join(got[:min(len(got), strings.Count(want, "; ")+1)], "; "); first != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
