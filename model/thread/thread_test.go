package thread

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"lede/model"
)

var monday = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// wire is a few days of news in which three events are told by several papers.
var wire = []struct {
	event, headline, text string
	days                  int
}{
	{"bridge", "Ferry strikes Holm bridge, two hurt", "The ferry Sigrid struck a pier of the Holm bridge in fog on Monday, and two passengers were hurt. The bridge is closed to lorries while divers look at the pier.", 0},
	{"rates", "Norland central bank lifts rates to 4.25%", "The central bank of Norland raised its key rate by a quarter point to 4.25%, citing rents. Governor Ada Lind said inflation would not fall below 3% this year.", 0},
	{"bridge", "Holm bridge closed after ferry hits pier in fog", "Lorries were turned away from the Holm bridge after the ferry Sigrid hit one of its piers in thick fog. Two people were taken to hospital.", 0},
	{"cup", "Kestrels beat Rovers 3-1 to win the cup", "Two late goals by Ida Moe gave the Kestrels the cup against the Rovers before 40,000 at Vale Park.", 1},
	{"rates", "Lind raises rates again as rents push prices up", "Ada Lind, governor of the central bank of Norland, raised the key rate to 4.25% and blamed rents for stubborn inflation.", 1},
	{"cup", "Moe's late double wins cup for Kestrels", "Ida Moe scored twice in the last ten minutes at Vale Park as the Kestrels came from behind against the Rovers.", 1},
	{"bridge", "Divers find crack in Holm bridge pier", "Divers found a crack in the pier of the Holm bridge that the ferry Sigrid struck on Monday; the bridge stays closed to lorries for a month.", 2},
}

func TestStoriesOfOneEventComeTogetherAndOthersStayApart(t *testing.T) {
	th := New()
	lead := map[string]model.StoryID{}
	for i, s := range wire {
		id := model.StoryID(i + 1)
		got := th.Add(id, s.headline, s.text, monday.AddDate(0, 0, s.days))
		want, known := lead[s.event]
		if !known {
			want = id
			lead[s.event] = id
		}
		if got != want {
			t.Errorf("%q joins the thread of story %d, not of %d", s.headline, got, want)
		}
	}
}

func TestAThreadClosesWhenItIsOld(t *testing.T) {
	th := New()
	for i, s := range wire {
		th.Add(model.StoryID(i+1), s.headline, s.text, monday)
	}
	late := monday.Add(2 * Late)
	if got := th.Add(99, wire[0].headline, wire[0].text, late); got != 99 {
		t.Errorf("a story of %s joined the thread of %d", late.Format(time.DateOnly), got)
	}
}

func TestTheSameWireGivesTheSameThreads(t *testing.T) {
	run := func() string {
		th, out := New(), ""
		for i := range 300 {
			s := wire[i%len(wire)]
			out += fmt.Sprint(th.Add(model.StoryID(i+1), s.headline, s.text+fmt.Sprint(i), monday), " ")
		}
		return out
	}
	if a, b := run(), run(); a != b {
		t.Errorf("two runs differ:\n%s\n%s", a, b)
	}
}

func BenchmarkAdd(b *testing.B) {
	th := New()
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		s := wire[i%len(wire)]
		i++
		th.Add(model.StoryID(i), s.headline, s.text, monday)
	}
}

// BenchmarkAddToMany takes stories in beside the threads of some thousands that came before.
func BenchmarkAddToMany(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 5))
	// words as common as in a language: the n-th comes once for n times that the first comes
	word := rand.NewZipf(r, 1.1, 8, 20000)
	story := func(i int) (string, string) {
		var t strings.Builder
		for range 300 {
			fmt.Fprintf(&t, "w%d ", word.Uint64())
		}
		return fmt.Sprintf("Name%d meets Name%d over w%d", i%700, (i+i/700)%900, word.Uint64()), t.String()
	}
	var heads, texts []string
	for i := range 3000 {
		h, t := story(i)
		heads, texts = append(heads, h), append(texts, t)
	}
	th := New()
	for i := range heads {
		th.Add(model.StoryID(i+1), heads[i], texts[i], monday)
	}
	b.ReportAllocs()
	for i := len(heads); b.Loop(); i++ {
		th.Add(model.StoryID(i), heads[i%len(heads)], texts[(i+7)%len(heads)], monday)
	}
	b.ReportMetric(float64(len(th.open)), "threads")
}
