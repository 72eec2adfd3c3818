package classify

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/heldout.txt
var heldOut string

// bar is the share of the held-out stories, in percent, whose first topic must be right. They are
// never trained on.
const bar = 85

type labelled struct {
	want           []string
	headline, text string
}

// heldOutStories reads testdata/heldout.txt: "# topic …" names what the stories below may be, each
// a line of headline, a bar and text.
func heldOutStories(t testing.TB) []labelled {
	t.Helper()
	var out []labelled
	var want []string
	for line := range strings.Lines(heldOut) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case line[0] == '#':
			want = strings.Fields(line[1:])
		default:
			headline, text, ok := strings.Cut(line, " | ")
			if !ok {
				t.Fatalf("no headline: %q", line)
			}
			out = append(out, labelled{want, headline, text})
		}
	}
	return out
}

func TestTheFirstTopicOfUnseenStoriesIsRight(t *testing.T) {
	stories, right := heldOutStories(t), 0
	for _, s := range stories {
		first, wrong := "none", ""
		if got := Story(s.headline, s.text, nil, "en"); len(got) > 0 {
			topic, _ := ByID(got[0].ID)
			first, wrong = topic.Short, strings.Join(got[0].Why, " ")
			if topic.Parent != "" {
				t.Errorf("%q: first topic %s is not one of the top", s.headline, first)
			}
		}
		if slices.Contains(s.want, first) {
			right++
		} else {
			t.Logf("%q: %s (%s), want %v", s.headline, first, wrong, s.want)
		}
	}
	share := 100 * float64(right) / float64(len(stories))
	t.Logf("%d stories, %.1f %% right", len(stories), share)
	if len(stories) < 120 || share < bar {
		t.Errorf("%.1f %% of %d stories are right, want %d %% of 120 or more", share, len(stories), bar)
	}
}
