package format

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what is found into the cases as what is wanted")

// Each case in testdata is a document, what is known about it, and what Inspect shows of it.
func TestCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := inspected(t, section(data, "feed"), hintsOf(t, section(data, "hints")))
			if *update {
				head, _, _ := bytes.Cut(data, []byte("\n-- want --\n"))
				head = append(bytes.TrimSuffix(head, []byte("\n")), "\n-- want --\n"...)
				if err := os.WriteFile(file, append(head, got...), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := section(data, "want"); !bytes.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func inspected(t *testing.T, doc []byte, h Hints) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(Inspect(Parse(doc, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func hintsOf(t *testing.T, lines []byte) Hints {
	t.Helper()
	h := Hints{Header: map[string][]string{}}
	for line := range strings.Lines(string(lines)) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case !ok:
			t.Fatalf("hint %q", line)
		case key == "url":
			h.URL = value
		default:
			h.Header[key] = []string{value}
		}
	}
	return h
}

// section is the part of a txtar archive that is called name, nil when there is none.
func section(archive []byte, name string) []byte {
	_, after, ok := bytes.Cut(archive, []byte("\n-- "+name+" --\n"))
	if !ok {
		return nil
	}
	for at := 0; at < len(after); {
		end := at + bytes.IndexByte(after[at:], '\n') + 1
		if end == at {
			break
		}
		if line := after[at:end]; bytes.HasPrefix(line, []byte("-- ")) && bytes.HasSuffix(line, []byte(" --\n")) {
			return after[:at]
		}
		at = end
	}
	return after
}
