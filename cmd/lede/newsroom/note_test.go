package newsroom

import (
	"os"
	"path/filepath"
	"testing"

	"lede/ui/desk"
)

func TestTheReadersEditorIsStartedOnTheNote(t *testing.T) {
	editor := filepath.Join(t.TempDir(), "ed")
	if err := os.WriteFile(editor, []byte("#!/bin/sh\n[ \"$1\" = -w ] && printf ' and more\\n' >>\"$2\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	r := &Reader{May: desk.May{Open: true}, Env: func(name string) string { return map[string]string{"EDITOR": editor + " -w"}[name] }}
	e := r.Editor("ask again")
	if e == nil {
		t.Fatal("no editor")
	}
	if err := e.Run(); err != nil || e.Text() != "ask again and more" {
		t.Errorf("left %q, %v", e.Text(), err)
	}
}

func TestAnEditorThatFailsLeavesTheNoteAsItWas(t *testing.T) {
	r := &Reader{May: desk.May{Open: true}, Env: func(string) string { return "false" }}
	e := r.Editor("ask again")
	if e == nil {
		t.Skip("there is no program that fails")
	}
	if err := e.Run(); err == nil || e.Text() != "ask again" {
		t.Errorf("left %q, %v", e.Text(), err)
	}
}

func TestNoEditorIsStartedForAReaderFarAway(t *testing.T) {
	for _, r := range []*Reader{{Env: func(string) string { return "sh" }}, {May: desk.May{Open: true}}} {
		if r.Editor("x") != nil {
			t.Error("an editor is started")
		}
	}
}
