package extract

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lede/model"
)

// nameBars are the F1 that the stories in testdata/names must reach, span exact, quotes with their
// speaker (FACTS.md).
var nameBars = map[model.Kind]float64{model.Person: 85, model.Org: 72, model.Place: 85, model.QuoteOf: 85}

// TestNamesAndQuotesOfStories reads the stories in testdata/names, in the form that marks_test.go
// tells. What it gets wrong is listed in testdata/names/misses.txt; the list may only shrink.
func TestNamesAndQuotesOfStories(t *testing.T) {
	tallies := judged(t, storiesIn(t, "testdata/names", 12), "testdata/names/misses.txt")
	for _, k := range model.Kinds() {
		if c := tallies[k]; c != nil && slices.Contains([]model.Kind{model.Person, model.Org, model.Place, model.Law, model.Product, model.Event, model.Ticker, model.QuoteOf, model.Source}, k) {
			t.Logf("%-9s marked %3d found %3d right %3d F1 %.1f", k, c.marked, c.found, c.right, c.f1())
			if c.f1() < nameBars[k] {
				t.Errorf("%s: F1 %.1f is under the bar of %.0f", k, c.f1(), nameBars[k])
			}
		}
	}
}

// namesIn are the facts of the finders of names and quotes alone.
func namesIn(s string) []model.Fact {
	p := newPage(Input{Text: s})
	for _, find := range []func(*page){findNames, findLaws, findQuotes, findSources} {
		find(p)
	}
	return p.settle()
}

// holds tells what is wrong with the facts of a text that nobody marked: spans that do not fit it, and
// a second reading that differs.
func holds(t *testing.T, s string) {
	t.Helper()
	facts := namesIn(s)
	for _, f := range facts {
		if f.Span.In(s) == "" || !f.Sentence.Covers(f.Span) {
			t.Fatalf("%s span %v in sentence %v of %d bytes", f.Kind, f.Span, f.Sentence, len(s))
		}
		for _, sp := range []model.Span{f.Role, f.SpeakerRole, f.Cue} {
			if !sp.Empty() && sp.In(s) == "" {
				t.Fatalf("%s %q: span %v", f.Kind, f.Span.In(s), sp)
			}
		}
		if strings.ContainsAny(f.Speaker, "\n\t") {
			t.Fatalf("speaker %q is not one line", f.Speaker)
		}
	}
	if again := namesIn(s); !slices.Equal(facts, again) {
		t.Fatal("read twice, the facts differ")
	}
}

// FuzzNames reads any bytes: no panic, every span fits.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"Sen. Ann Lee (D-Ohio), 51, of the Bank of X, said", "X Inc. (NYSE: X) and (NYSE: ", "A-a B-b’s C’s", "Kim Jong-un of the U.N. of the", "Mr", "(", "Treaty of", "Act of 1", "The The The Act", "US House of Representatives and the Senate"} {
		f.Add(s)
	}
	f.Fuzz(holds)
}

// FuzzQuotes reads any marks in any order.
func FuzzQuotes(f *testing.F) {
	for _, s := range []string{"“A “b ‘c’ d” e,” she said. “F", "\"\" \"", "«»„“”‚‘’", "He said: “x.\n“Y.\n“", "“Go.“Read more", "'tis 'said' the 'workers' ' 'z", "「あ」と言った", "said “", "“a, said “b, said “c, he said", "\" \"a \"b\"c\" "} {
		f.Add(s)
	}
	f.Fuzz(holds)
}

// BenchmarkNames reads names and quotes alone, on the text of the marked stories.
func BenchmarkNames(b *testing.B) {
	files, _ := filepath.Glob("testdata/names/*.txtar")
	var all strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		s, err := readMarked(f, data)
		if err != nil {
			b.Fatal(err)
		}
		all.WriteString(s.in.Text + "\n")
	}
	p := newPage(Input{Text: all.String()})
	b.SetBytes(int64(all.Len()))
	b.ReportAllocs()
	for b.Loop() {
		p.found = p.found[:0]
		findNames(p)
		findLaws(p)
		findQuotes(p)
		findSources(p)
	}
}

func TestShortFormsAreTiedTheSameWayEachTime(t *testing.T) {
	in := Input{Text: "The United States will pay, the US said. U.S. officials agreed with US senators. The European Union and the EU left. E.U. rules stay."}
	first := Read(in)
	for range 40 {
		if again := Read(in); !slices.Equal(first.Facts, again.Facts) {
			t.Fatalf("read twice it says\n%v\nand\n%v", first.Facts, again.Facts)
		}
	}
}

// wordsOf are the words of the facts of a kind, in order.
func wordsOf(text string, kind model.Kind) []string {
	var out []string
	for _, f := range Read(Input{Text: text}).Facts {
		if f.Kind == kind {
			out = append(out, f.Span.In(text))
		}
	}
	return out
}

func TestLawsThatANumberNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The ruling cites Law No. 19/2021.", "Law No. 19/2021"},
		{"Directive 2009/28/EC was amended.", "Directive 2009/28/EC"},
		{"He repealed Decree No. 112 of 2019.", "Decree No. 112 of 2019"},
		{"She signed Executive Order 14028.", "Executive Order 14028"},
		{"Congress passed Public Law 117-58.", "Public Law 117-58"},
		{"Judges upheld Senate Bill 8.", "Senate Bill 8"},
		{"Bill No smoking signs.", ""},
		{"Order 66 bricks.", ""},
	} {
		got := wordsOf(c.text, model.Law)
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// A form of address tells who "he" and "she" can be.
func TestSheIsNotMrGove(t *testing.T) {
	const text = "Ms Adeyemi met Mr Gove on Monday.\n“We agreed on a plan,” she said.\n“It will cost less than that,” he said."
	var got []string
	for _, f := range Read(Input{Text: text}).Facts {
		if f.Kind == model.QuoteOf {
			got = append(got, f.Speaker)
		}
	}
	if want := []string{"Adeyemi", "Gove"}; !slices.Equal(got, want) {
		t.Errorf("%v spoke, want %v", got, want)
	}
}

// A result in sets is one of players, whom nobody needs to have heard of.
func TestWhoWinsInSetsIsAPerson(t *testing.T) {
	for _, c := range []struct{ text, persons string }{
		{"Djokovic beat Alcaraz 6-4, 3-6, 7-5.", "Djokovic|Alcaraz"},
		{"Arsenal beat Chelsea 3-1, 2-0 on aggregate.", ""},
	} {
		got := wordsOf(c.text, model.Person)
		if strings.Join(got, "|") != c.persons {
			t.Errorf("%s: %q, want %q", c.text, got, c.persons)
		}
	}
}

// The news names these without saying who they are.
func TestThoseWhomEverybodyKnowsArePersons(t *testing.T) {
	const text = "Zelenskyy will meet Macron and Starmer. Milei spoke to Sheinbaum and Carney. Sabalenka outlasted Gauff.\n" +
		"Altman told Nadella that OpenAI needs more chips. Prabowo flew to Beijing. Business secretary Ann Hale left."
	got := wordsOf(text, model.Person)
	want := []string{"Zelenskyy", "Macron", "Starmer", "Milei", "Sheinbaum", "Carney", "Sabalenka", "Gauff", "Altman", "Nadella", "Prabowo", "Ann Hale"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAFirmNamedAfterAPersonIsAFirm(t *testing.T) {
	const text = "Trump spoke in Ohio. The Trump Organization owns the hotel. Trump left."
	var got []string
	for _, f := range Read(Input{Text: text}).Facts {
		if f.Kind == model.Person || f.Kind == model.Org {
			got = append(got, string(f.Kind)+" "+f.Span.In(text))
		}
	}
	if want := []string{"person Trump", "org Trump Organization", "person Trump"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
