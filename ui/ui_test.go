package ui_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"lede/ui"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/uitest"
)

var update = flag.Bool("update", false, "rewrite the golden frames")

// everything is what the person at the machine may.
var everything = desk.May{Open: true, Mark: true, Feeds: true, Refresh: true, Suspend: true}

// begin starts a screen over n stories.
func begin(w, h, n int, change ...func(*ui.Options)) (*uitest.Screen, *uitest.Desk) {
	d := uitest.New(uitest.Edition(n))
	s := &uitest.Screen{}
	o := ui.Options{
		Desk: d, May: everything, Now: func() time.Time { return uitest.Noon }, Keys: keys.Default(), Dark: true,
		Profile: colorprofile.TrueColor, After: s.After,
	}
	for _, c := range change {
		c(&o)
	}
	s.Start(ui.New(o), w, h)
	return s, d
}

// golden compares a screen with the frame of that name.
func golden(t *testing.T, name string, s *uitest.Screen) {
	t.Helper()
	got := s.Text()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test ./ui -update rewrites it):\n%s", name, got)
	}
}

// frames are the golden frames: keys pressed on a screen of a size.
var frames = []struct {
	name string
	keys string // parted by blanks; a word in quotes is typed
}{
	{"first", ""},
	{"moved", "j j"},
	{"opened", "enter ctrl+d"},
	{"facts", "tab tab j j j"},
	{"topics", "t s"},
	{"filter", "f '#ship'"},
	{"fault", "f 'autor:x'"},
	{"help", "? 'fact'"},
	{"links", ";"},
	{"search", "/ 'grain' enter"},
	{"zen", "z ] m"},
	{"range", "v j j"},
	{"chinese", "j enter ] m"},
	{"cut", "j j enter"},
	{"none", "f 'word:' backspace 'nowhere' enter"},
	{"feeds", ": 'feeds' enter"},
	{"tour", ": 'tour' enter j enter"},
}

func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{30, 10}, {60, 20}, {80, 24}, {100, 30}, {140, 40}, {200, 50}} {
		for _, f := range frames {
			name := fmt.Sprintf("%dx%d-%s", size[0], size[1], f.name)
			t.Run(name, func(t *testing.T) {
				s, _ := begin(size[0], size[1], 60)
				s.Press(strings.Fields(f.keys)...)
				golden(t, name, s)
			})
		}
	}
}

func nowIsNoon() time.Time { return uitest.Noon }

func table() keys.Table { return keys.Default() }
