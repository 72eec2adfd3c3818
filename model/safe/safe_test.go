package safe

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestWhatCanBeReadStaysAndWhatSteersATerminalGoes(t *testing.T) {
	for _, c := range []struct{ what, in, want string }{
		{"plain", "Cango sells 4,451 BTC", "Cango sells 4,451 BTC"},
		{"colour", "a \x1b[31mred\x1b[0m word", "a red word"},
		{"title by OSC, ended by BEL", "x\x1b]0;owned\x07y", "xy"},
		{"link by OSC, ended by ST", "x\x1b]8;;file:///etc\x1b\\y", "xy"},
		{"C1 in UTF-8", "x\u009d0;owned\u009cy\u009b31mz", "xyz"},
		{"C1 as a raw byte", "x\x9b31my", "x\uFFFD31my"},
		{"kitty graphics", "x\x1b_Gf=32;AAAA\x1b\\y", "xy"},
		{"an OSC that never ends loses only its introducer", "x\x1b]0;rest of the story", "x0;rest of the story"},
		{"ESC at the end", "x\x1b", "x"},
		{"bell, NUL, backspace, delete", "a\a\x00\b\x7fb", "ab"},
		{"bidi override", "invoice\u202efdp.exe", "invoicefdp.exe"},
		{"zero width space, soft hyphen, BOM", "re\u200bad\u00ad me\ufeff", "read me"},
		{"tags and private use", "a\U000e0041\ue000b", "ab"},
		{"spaces of other widths", "1\u00a0000\u2009km", "1 000 km"},
		{"emoji family keeps its first face", "x👨‍👩‍👧y", "x👨y"},
		{"skin tone and variation selector", "👍🏽 ❤️", "👍 ❤"},
		{"flag", "🇳🇴", "🇳🇴"},
		{"a key of a telephone is its digit", "1️⃣ key", "1 key"},
		{"Persian needs its joiner", "می\u200cخواهم", "می\u200cخواهم"},
		{"Hindi", "क्षत्रिय नमस्ते", "क्षत्रिय नमस्ते"},
		{"Chinese, Thai, Vietnamese", "坎谷公司 ไทย Việt", "坎谷公司 ไทย Việt"},
		{"line breaks of every sort", "a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"},
		{"a mark without a base", "\u0301a", "a"},
		{"a mark on a blank", "a \u0301b\n\u0301c", "a b\nc"},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.what, c.in, got, c.want)
		}
	}
	if got := Line("a\nb\tc\r\nd"); got != "a b c d" {
		t.Errorf("one line: %q", got)
	}
}

func TestTowersOfMarksAreCutDown(t *testing.T) {
	zalgo := "z" + strings.Repeat("\u0301", 400) + "algo"
	if n := strings.Count(Text(zalgo), "\u0301"); n != maxMarks {
		t.Errorf("%d marks on one base, want %d", n, maxMarks)
	}
	jamos := strings.Repeat("\u1100", 200)
	if n := utf8.RuneCountInString(Text(jamos)); n > maxCluster {
		t.Errorf("a cluster of %d code points", n)
	}
}

func TestAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.test/a?b=c":                  "https://example.test/a?b=c",
		"HTTP://example.test/":                        "HTTP://example.test/",
		"https://example.test/naïve x":                "https://example.test/na%C3%AFve%20x",
		"mailto:desk@example.test":                    "mailto:desk@example.test",
		"javascript:alert(1)":                         "",
		"file:///etc/passwd":                          "",
		"https://example.test/\x1b]0;x":               "",
		"data:text/html,x":                            "",
		" https://example.test/ ":                     "https://example.test/",
		"https://a.test/" + strings.Repeat("x", 4000): "",
		"https://bücher.test/straße?q=ä":              "https://xn--bcher-kva.test/stra%C3%9Fe?q=%C3%A4",
		"https://аpple.test:8443/":                    "https://xn--pple-43d.test:8443/", // its first letter is Cyrillic
		"https://user@例え.test":                        "https://user@xn--r8jz45g.test",
		"https://a\u202eb.test/":                      "",
		"https://\xff.test/":                          "",
	} {
		if got := URL(in); got != want {
			t.Errorf("URL(%q) = %q, want %q", in, got, want)
		}
	}
}

// A terminal's link leads to the web only, and says so in ASCII.
func FuzzURL(f *testing.F) {
	for _, s := range []string{"https://a.test/b?c#d", "http://аpple.test:80/", "mailto:a@b.test", "HTTPS://x@y:z@ß.test", "https://[::1]/", "javascript:x", "http://a\u3002b/", "https://xn--a/", "http:///x", "http://\xffa.test"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, l := URL(s), Link(s)
		if l != "" && (l != u || !strings.HasPrefix(strings.ToLower(l), "http")) {
			t.Fatalf("%q is the address %q and the link %q", s, u, l)
		}
		if len(u) > maxURL || strings.IndexFunc(u, func(r rune) bool { return r <= ' ' || r > '~' }) >= 0 {
			t.Fatalf("%q became %q", s, u)
		}
		if again := URL(u); again != u {
			t.Fatalf("not settled: %q, then %q", u, again)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a\x1b[31mb", "\u009d0;x\u009c", "👨‍👩‍👧", "\x1b]8;;http://a\x1b\\b\x1b]8;;\x07", "a\u0301\u0301", "क्ष", "\xff\xfe", "\xc2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, oneLine := range []bool{false, true} {
			got := clean(s, oneLine)
			if !utf8.ValidString(got) {
				t.Fatalf("not UTF-8: %q", got)
			}
			for _, r := range got {
				if r == '\n' && !oneLine || joiner(r) {
					continue
				}
				if unicode.IsControl(r) || invisible(r) || unicode.Is(unicode.Bidi_Control, r) {
					t.Fatalf("%q let %U through", s, r)
				}
			}
			if again := clean(got, oneLine); again != got {
				t.Fatalf("not settled: %q, then %q", got, again)
			}
			at := 0
			Walk(s, oneLine, func(from, to int, _ string) {
				if from != at || to <= from {
					t.Fatalf("piece [%d,%d) after %d", from, to, at)
				}
				at = to
			})
			if at != len(s) {
				t.Fatalf("pieces end at %d of %d", at, len(s))
			}
		}
	})
}

func BenchmarkText(b *testing.B) {
	s := strings.Repeat("Lawmakers said “yes” to a 4,451 BTC reserve – 坎谷公司 agreed. ", 100)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Text(s)
	}
}
