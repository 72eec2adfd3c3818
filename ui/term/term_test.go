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

func TestALineEndsWhereATypesetterWouldEndIt(t *testing.T) {
	for _, c := range []struct {
		text  string
		cells int
		want  string
	}{
		{"one two three", 8, "one two|three"},
		{"well-known names", 6, "well-|known|names"},
		{"it is -5 degrees", 7, "it is|-5|degrees"},
		{"said she – and left", 10, "said she –|and left"},
		{"vraiment ? dit-il", 9, "vraiment|? dit-il"}, // no room: it breaks where it must
		{"elle dit « oui » là", 11, "elle dit|« oui » là"},
		{"金利を0.75％に引き上げ", 10, "金利を|0.75％に引|き上げ"},
		{"坎谷出售4,451枚比特币", 14, "坎谷出售|4,451枚比特币"},
		{"「物価」と述べた。", 8, "「物価」|と述べ|た。"},
		{"ニューヨーク", 8, "ニュー|ヨーク"},
		{"한국은행 기준금리", 10, "한국은행|기준금리"},
		{"นโยบายเหลือ", 9, "นโยบาย|เหลือ"},
		{"abcdefgh", 3, "abc|def|gh"},
		{"", 5, ""},
		{"two\nlines", 9, "two|lines"},
	} {
		if got := strings.Join(Wrap(c.text, c.cells), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) is %q, want %q", c.text, c.cells, got, c.want)
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
