package newsroom

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lede/ui/desk"
)

func TestAnotherReaderOfThisMachineIsOfferedAndTakenOver(t *testing.T) {
	home := t.TempDir()
	boat := filepath.Join(home, ".newsboat")
	if err := os.MkdirAll(boat, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(boat, "urls"), []byte("https://harbour.test/feed sea\ngopher://old.test/1\n\"query:Ships:title =~ \\\"ship\\\"\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, _ := deskAt(t, http.NotFound)
	r.Env = func(name string) string { return map[string]string{"HOME": home}[name] }
	if found, err := r.Others(t.Context()); err != nil || len(found) != 0 {
		t.Errorf("who does not sit here is offered %v, %v", found, err)
	}
	r.May.Open = true
	found, err := r.Others(t.Context())
	if err != nil || len(found) != 1 || found[0] != (desk.Other{Name: "newsboat", Path: boat, Feeds: 1}) {
		t.Fatalf("found %+v, %v", found, err)
	}
	took, err := r.TakeOver(t.Context(), found[0])
	if err != nil || took.New != 1 || took.Views != 1 || len(took.Left) != 1 || !strings.Contains(took.Left[0], "gopher") {
		t.Errorf("took %+v, %v", took, err)
	}
	feeds, err := r.Feeds(t.Context())
	if err != nil || len(feeds) != 1 || feeds[0].Address != "https://harbour.test/feed" {
		t.Errorf("feeds %+v, %v", feeds, err)
	}
}
