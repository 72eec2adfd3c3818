package extract

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestInBriefTellsTheNewsInClauses reads the stories in testdata/brief. Their last part is what "In brief" shows, one clause a
// line, most important first.
func TestInBriefTellsTheNewsInClauses(t *testing.T) {
	files, _ := filepath.Glob("testdata/brief/*.txtar")
	if len(files) == 0 {
		t.Fatal("no stories")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var s markedStory
		var want string
		for name, part := range txtar(string(data)) {
			switch name {
			case "meta":
				err = s.meta(part)
			case "story":
				s.in.Text = part
			case "brief":
				want = part
			}
			if err != nil {
				t.Fatalf("%s: %v", f, err)
			}
		}
		var b strings.Builder
		for _, c := range Read(s.in).Brief {
			b.WriteString(c.Span.In(s.in.Text) + "\n")
		}
		if got := b.String(); got != want {
			if *update {
				head, _, _ := strings.Cut(string(data), "-- brief --\n")
				if err := os.WriteFile(f, []byte(head+"-- brief --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			t.Errorf("%s: in brief\n%swant\n%s", f, got, want)
		}
	}
}
