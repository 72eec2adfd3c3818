package code

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the parts as they are told into testdata")

var letters = map[Role]string{Comment: "c", String: "s", Number: "n", Keyword: "k", Type: "t", Name: "f", Key: "a", Tag: "g", Meta: "m", Added: "+", Removed: "-"}

// marked is text with its spans as ‹role:text›.
func marked(text string, spans []Span) string {
	var b strings.Builder
	at := 0
	for _, sp := range spans {
		b.WriteString(text[at:sp.Start] + "‹" + letters[sp.Role] + ":" + text[sp.Start:sp.End] + "›")
		at = sp.End
	}
	return b.String() + text[at:]
}

var marks = regexp.MustCompile(`‹.:((?s).*?)›`)

func TestThePartsOfEveryLanguageAreTold(t *testing.T) {
	const path = "testdata/languages.txtar"
	ar, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range ar.Files {
		l := Named(f.Name)
		if l == nil {
			t.Errorf("%s is not known", f.Name)
			continue
		}
		text := marks.ReplaceAllString(string(f.Data), "$1")
		got := marked(text, l.Spans(text))
		if *update {
			ar.Files[i].Data = []byte(got)
		} else if got != string(f.Data) {
			t.Errorf("%s:\n%s\nwant\n%s", f.Name, got, f.Data)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOnlyWhatIsSureIsJudged(t *testing.T) {
	ar, err := txtar.ParseFile("testdata/judged.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		want, _, _ := strings.Cut(f.Name, "/")
		got := "none"
		if l := Judge(string(f.Data)); l != nil {
			got = l.Name
		}
		if got != want {
			t.Errorf("%s is taken for %s:\n%s", f.Name, got, f.Data)
		}
	}
}

func TestTheNameThatThePublisherGivesHolds(t *testing.T) {
	const goText, session = "func main() {\n    fmt.Println()\n    if err != nil {\n", "$ ls\nships\n"
	for _, c := range []struct{ name, text, want string }{
		{"Go", "x", "go"},
		{"c++", "x", "cpp"},
		{".rs", "x", "rust"},
		{"text", goText, "plain"},
		{"klingon", goText, ""}, // named, but not known: no other is tried
		{"", goText, "go"},
		{"", "x", ""},
		{"bash", session, "console"}, // a dialogue, whatever it is called
		{"python", ">>> 1\n1\n", "console"},
		{"bash", "ls\n", "shell"},
		{"", "port=# SELECT name FROM ships\nport-# WHERE tons > 1;\n name\n------\n", "console"},
		{strings.Repeat("go", 1000), "x", ""},
	} {
		got := ""
		if l := Of(c.name, c.text); l != nil {
			got = l.Name
		}
		if got != c.want {
			t.Errorf("%q with %q is %q, want %q", c.name, c.text, got, c.want)
		}
	}
	if n := len(Named("plain").Spans(goText)); n != 0 {
		t.Errorf("plain text has %d parts", n)
	}
	if n := len((*Language)(nil).Spans(goText)); n != 0 {
		t.Errorf("no language has %d parts", n)
	}
}

func TestTheTableOfLanguagesIsSound(t *testing.T) {
	seen := map[string]string{}
	for line := range strings.Lines(languagesTSV) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 9 {
			t.Fatalf("%s has %d columns, not 9", f[0], len(f))
		}
		for _, n := range append(strings.Fields(f[1]), f[0]) {
			if seen[n] != "" || n != strings.ToLower(n) || len(n) > mostNamed {
				t.Errorf("%q of %s: also of %q, or not as names are", n, f[0], seen[n])
			}
			seen[n] = f[0]
		}
		l := Named(f[0])
		if len(l.quotes) > mostQuotes {
			t.Errorf("%s has %d quotes", f[0], len(l.quotes))
		}
		for w := range strings.FieldsSeq(f[6]) {
			if !strings.Contains(w, "=") && traitOf(w) == 0 {
				t.Errorf("%s: no trait %q", f[0], w)
			}
		}
		for _, words := range f[7:] {
			for w := range strings.FieldsSeq(words) {
				if len(w) > mostWord || l.is(fold) && w != strings.ToLower(w) {
					t.Errorf("%s: the word %q is never met", f[0], w)
				}
			}
		}
		if l.session != "" && Named(l.session) == nil {
			t.Errorf("%s: no language %q", f[0], l.session)
		}
	}
	for line := range strings.Lines(signsTSV) {
		if f := strings.Split(line, "\t"); line[0] != '#' && (len(f) != 3 || Named(f[0]) == nil || f[1] < "1" || f[1] > "9") {
			t.Errorf("sign %q", line)
		}
	}
}

// byItsName are the languages, each once.
func byItsName() map[string]*Language {
	out := map[string]*Language{}
	for _, l := range table().byName {
		out[l.Name] = l
	}
	return out
}

// Whatever a text is, its spans are in order, within it and between runes; judging it does not fail.
func FuzzSpans(f *testing.F) {
	for _, path := range []string{"testdata/languages.txtar", "testdata/judged.txtar"} {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			name, _, _ := strings.Cut(file.Name, "/")
			f.Add(name, marks.ReplaceAllString(string(file.Data), "$1"))
		}
	}
	for name := range byItsName() {
		f.Add(name, "'é\" `${/*<<A\n\\é")
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		if len(text) > 1<<14 {
			return
		}
		Judge(text)
		valid, at := utf8.ValidString(text), 0
		for _, sp := range Of(name, text).Spans(text) {
			if sp.Start < at || sp.End <= sp.Start || sp.End > len(text) || sp.Role == Plain {
				t.Fatalf("%s: %v after byte %d of %d", name, sp, at, len(text))
			}
			if at = sp.End; valid && (!utf8.RuneStart(text[sp.Start]) || at < len(text) && !utf8.RuneStart(text[at])) {
				t.Fatalf("%s: %v cuts a rune of %q", name, sp, text)
			}
		}
	})
}

// manyLines is the Go text of the testdata so often that it has about so many bytes; oneLine without its breaks.
func manyLines(tb testing.TB, size int) (lines, oneLine string) {
	ar, err := txtar.ParseFile("testdata/languages.txtar")
	if err != nil {
		tb.Fatal(err)
	}
	text := marks.ReplaceAllString(string(ar.Files[0].Data), "$1")
	code := strings.ReplaceAll(strings.ReplaceAll(text, "//", ""), "\n", " ")
	return strings.Repeat(text, size/len(text)), strings.Repeat(code, size/len(code))
}

func BenchmarkSpans(b *testing.B) {
	lines, oneLine := manyLines(b, 10<<20)
	for name, text := range map[string]string{"10MB": lines, "10MBOfOneLine": oneLine, "1kB": lines[:1024]} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Named("go").Spans(text)
			}
		})
	}
}

func BenchmarkJudge(b *testing.B) {
	lines, _ := manyLines(b, 4096)
	b.ReportAllocs()
	for b.Loop() {
		Judge(lines)
	}
}
