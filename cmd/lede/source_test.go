package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// eachSource calls look for every Go file below dir that is no test.
func eachSource(t *testing.T, dir string, look func(path, text string)) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		n++
		text, err := os.ReadFile(path)
		look(path, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Fatalf("no sources below %s", dir)
	}
}
