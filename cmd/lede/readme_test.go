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

// pictures are those of the README, made by the program itself from its sample edition.
var pictures = []struct {
	file       string
	theme      string
	w, h       int
	keys       string
	paper, ink color.RGBA
	shows      string
}{
	{"dark", "dark", 140, 40, "] m", color.RGBA{0x16, 0x18, 0x1c, 0xff}, color.RGBA{0xd8, 0xdb, 0xe0, 0xff}, "4,451 BTC"},
	{"light", "newspaper-light", 140, 40, "] m", color.RGBA{0xf7, 0xf1, 0xe3, 0xff}, color.RGBA{0x22, 0x20, 0x1c, 0xff}, "4,451 BTC"},
	{"filter", "dark", 100, 26, "f 'money>100m'", color.RGBA{0x16, 0x18, 0x1c, 0xff}, color.RGBA{0xd8, 0xdb, 0xe0, 0xff}, "filter"},
	{"narrow", "dark", 56, 26, "enter ] m", color.RGBA{0x16, 0x18, 0x1c, 0xff}, color.RGBA{0xd8, 0xdb, 0xe0, 0xff}, "Cango"},
}

func TestThePicturesInTheReadmeAreWhatTheProgramShows(t *testing.T) {
	ctx := context.Background()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures {
		l := &lede{terminal: terminal{env: func(string) string { return "" }, in: strings.NewReader(""), out: os.Stdout, errs: os.Stderr, now: scriptNow}, configAt: os.DevNull, themeNamed: p.theme}
		shelf, err := newsroom.OpenShelf(ctx, t.TempDir()+"/none.db", scriptNow())
		if err != nil {
			t.Fatal(err)
		}
		var s uitest.Screen
		s.Start(l.screen(ctx, l.local(l.makeRoom(shelf)), look{env: l.env, profile: colorprofile.TrueColor, after: s.After}), p.w, p.h)
		s.Press(strings.Fields(p.keys)...)
		if !strings.Contains(s.Text(), p.shows) {
			t.Fatalf("the picture shows no news:\n%s", s.Text())
		}
		same(t, "../../ui/testdata/"+p.file+".svg", uitest.SVG(s.Content(), p.w, p.h, p.paper, p.ink))
		if !strings.Contains(string(readme), "(ui/testdata/"+p.file+".svg)") && !strings.Contains(string(readme), `"ui/testdata/`+p.file+`.svg"`) {
			t.Errorf("the README does not show %s.svg", p.file)
		}
	}
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
