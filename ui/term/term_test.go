package term

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// samples are texts whose bytes, runes and cells differ in every way that feeds show.
var samples = []string{
	"", "plain words", "坎谷公司出售4,451枚比特币", "👨‍👩‍👧 family", "🇳🇴 flag", "e\u0301 combining", "שלום עולם",
	"नमस्ते दुनिया", "ภาษาไทย", "ｆｕｌｌ", "\x1b[1mbold\x1b[0m tail", "a\u200bb", strings.Repeat("長", 90),
}

func TestFitGivesExactlyTheCellsAskedFor(t *testing.T) {
	for _, s := range samples {
		for cells := 0; cells < 140; cells++ {
			for name, got := range map[string]string{"Fit": Fit(s, cells), "FitRight": FitRight(s, cells)} {
				if w := ansi.StringWidth(got); w != cells {
					t.Fatalf("%s(%q, %d) takes %d cells: %q", name, s, cells, w, got)
				}
			}
			if w := ansi.StringWidth(Cut(s, cells)); w > cells {
				t.Fatalf("Cut(%q, %d) takes %d cells", s, cells, w)
			}
		}
	}
}

func TestWrapLosesNothingAndIsNeverTooWide(t *testing.T) {
	for _, s := range samples {
		for cells := 2; cells < 60; cells++ {
			lines := Wrap(s, cells)
			for _, l := range lines {
				if Width(l) > cells {
					t.Fatalf("Wrap(%q, %d) has a line of %d cells: %q", s, cells, Width(l), l)
				}
			}
			if got, want := squash(strings.Join(lines, "")), squash(s); got != want {
				t.Fatalf("Wrap(%q, %d) reads %q", s, cells, got)
			}
		}
	}
}

func squash(s string) string { return strings.ReplaceAll(ansi.Strip(s), " ", "") }

func TestRowsAreAsManyAndAsWideAsTold(t *testing.T) {
	for h := 0; h < 6; h++ {
		rows := Rows([]string{"one", "二"}, 5, h)
		if len(rows) != h {
			t.Fatalf("%d rows, want %d", len(rows), h)
		}
		for _, r := range rows {
			if Width(r) != 5 {
				t.Fatalf("row %q takes %d cells", r, Width(r))
			}
		}
	}
}

func BenchmarkFit(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Fit("坎谷公司出售4,451枚比特币 and turns to AI", 40)
		Fit("Cango sells 4,451 BTC and turns to AI", 44)
	}
}
