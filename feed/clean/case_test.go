package clean

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lede/model"
	"lede/model/plain"
)

var update = flag.Bool("update", false, "write what comes out into the cases")

// A case is a file with the sections html or text (what comes in), body (what a reader sees, 60 cells wide) and
// found (what the cut lines told).
func TestStoriesComeOutAsTheirCasesSay(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) { runCase(t, f) })
	}
}

func runCase(t *testing.T, file string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, parts := sections(string(raw))
	var b model.Body
	var f Found
	var m *Map
	src, isText := parts["text"]
	if isText {
		b, f, m = Plain(src)
	} else {
		src = strings.TrimSuffix(parts["html"], "\n")
		b, f, m = HTMLMap(src, "https://news.test/a/b")
	}
	checkMap(t, src, b, m)
	text, _ := plain.Render(b, plain.Options{Width: 60})
	body, found := text+"\n", told(f)
	if *update {
		in := "-- html --\n" + parts["html"]
		if isText {
			in = "-- text --\n" + src
		}
		out := head + in + "-- body --\n" + body + "-- found --\n" + found
		if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if body != parts["body"] {
		t.Errorf("body:\n%s\nwant:\n%s", body, parts["body"])
	}
	if found != parts["found"] {
		t.Errorf("found:\n%s\nwant:\n%s", found, parts["found"])
	}
}

// sections reads the txtar form: a comment, then "-- name --" lines with the text under each.
func sections(s string) (head string, parts map[string]string) {
	parts = map[string]string{}
	name := ""
	for l := range strings.Lines(s) {
		if n, ok := strings.CutPrefix(strings.TrimSpace(l), "-- "); ok && strings.HasSuffix(n, " --") {
			name = strings.TrimSuffix(n, " --")
			parts[name] = ""
			continue
		}
		if name == "" {
			head += l
		} else {
			parts[name] += l
		}
	}
	return head, parts
}

func told(f Found) string {
	var b strings.Builder
	for _, l := range [][2]string{{"headline", f.Headline}, {"publisher", f.Publisher}, {"byline", f.Byline}, {"dateline", f.Dateline}, {"wire", f.Wire}, {"comments", f.Comments}} {
		if l[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", l[0], l[1])
		}
	}
	if f.Truncated {
		b.WriteString("truncated\n")
	}
	for _, c := range f.Cut {
		fmt.Fprintf(&b, "cut: %s\n", c)
	}
	return b.String()
}

// checkMap holds the promise of Map: a byte that maps to one byte is that byte, but for blanks.
func checkMap(t testing.TB, src string, b model.Body, m *Map) {
	t.Helper()
	text := b.Text()
	end := 0
	for _, g := range m.segs {
		if g.at < end || g.at+g.n > len(text) || g.from < 0 || g.to > len(src) || g.from >= g.to {
			t.Fatalf("segment %+v does not fit (text %d, source %d bytes)", g, len(text), len(src))
		}
		end = g.at + g.n
		if !g.exact {
			continue
		}
		for i := range g.n {
			a, c := text[g.at+i], src[g.from+i]
			if a != c && !(a == ' ' && (c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v')) && g.n > 1 {
				t.Fatalf("byte %d of the text is %q, byte %d of the source %q", g.at+i, a, g.from+i, c)
			}
		}
	}
	b.Walk(func(bl *model.Block) {
		if bl.Span.Start < 0 || bl.Span.End > len(text) {
			t.Fatalf("block %+v is outside of the text", bl)
		}
		for _, r := range bl.Runs {
			if !bl.Span.Covers(r.Span) || r.Span.Empty() {
				t.Fatalf("run %+v is outside of its block %v", r, bl.Span)
			}
		}
	})
}
