package main

import (
	"context"
	"flag"
	"image/color"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"lede/cmd/lede/newsroom"
	"lede/ui/keys"
	"lede/ui/uitest"
)

var update = flag.Bool("update", false, "write the README's picture and tables anew")

// picture is where the README's picture stands, from here.
const picture = "../../ui/testdata/screen.svg"

func TestThePictureInTheReadmeIsWhatTheProgramShows(t *testing.T) {
	ctx := context.Background()
	l := &lede{terminal: terminal{env: func(string) string { return "" }, in: strings.NewReader(""), out: os.Stdout, errs: os.Stderr, now: scriptNow}, configAt: os.DevNull}
	shelf, err := newsroom.OpenShelf(ctx, t.TempDir()+"/none.db", scriptNow())
	if err != nil {
		t.Fatal(err)
	}
	var s uitest.Screen
	s.Start(l.screen(ctx, l.local(l.makeRoom(shelf)), look{env: l.env, profile: colorprofile.TrueColor, after: s.After}), 140, 36)
	s.Press("]", "f", "]", "f")
	got := uitest.SVG(s.Content(), 140, 36, color.RGBA{0x16, 0x18, 0x1c, 0xff}, color.RGBA{0xd8, 0xdb, 0xe0, 0xff})
	if !strings.Contains(got, "4,451 BTC") {
		t.Fatal("the picture shows no news")
	}
	same(t, picture, got)
}

func TestTheKeysInTheReadmeAreThoseOfTheTable(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- keys -->\n", "<!-- end of keys -->\n"
	head, rest, ok := strings.Cut(string(text), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("the README has no place for the keys")
	}
	same(t, "../../README.md", head+begin+"\n"+strings.TrimSpace(keys.Default().Markdown())+"\n\n"+end+tail)
}

// same compares a file with what it must hold, or writes it with -update.
func same(t *testing.T, file, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not current: go test ./cmd/lede -run Readme -update writes it anew", file)
	}
}
