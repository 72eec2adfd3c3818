package extract

import (
	"os"
	"strings"
	"testing"

	"lede/model"
)

// bars are the F1 that the marked stories must reach, span and value exact (FACTS.md).
var bars = map[model.Kind]float64{model.Money: 93, model.Percent: 95, model.Quantity: 90, model.Number: 85}

// TestStoriesReadAsAnEditorMarkedThem reads every marked story. Faults that are known are listed in testdata/misses.txt, one a
// line as the test prints them; the list may only shrink.
func TestStoriesReadAsAnEditorMarkedThem(t *testing.T) {
	tallies := judged(t, markedStories(t), "testdata/misses.txt")
	for _, k := range model.Kinds() {
		if c := tallies[k]; c != nil {
			t.Logf("%-9s marked %3d found %3d right %3d F1 %.1f", k, c.marked, c.found, c.right, c.f1())
			if c.marked >= 20 && c.f1() < bars[k] {
				t.Errorf("%s: F1 %.1f is under the bar of %.0f", k, c.f1(), bars[k])
			}
		}
	}
}

// TestFiguresAreReadInEveryHouseStyle reads testdata/figures.txt, one marked case a line.
func TestFiguresAreReadInEveryHouseStyle(t *testing.T) {
	data, err := os.ReadFile("testdata/figures.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		s := markedStory{kinds: []model.Kind{model.Money, model.Number, model.Percent, model.Quantity}}
		if s.in.Text, s.want, err = readMarks(line); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		for _, fault := range s.judge(Read(s.in).Facts, map[model.Kind]*tally{}) {
			t.Errorf("%s\n\t%s", s.in.Text, fault)
		}
	}
}
