package ui_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"

	"lede/ui"
	"lede/ui/graphics"
	"lede/ui/msg"
	"lede/ui/uitest"
)

// What terminals answer.
func knowsKitty() []tea.Msg {
	return []tea.Msg{uv.CellSizeEvent{Width: 10, Height: 20}, uv.KittyGraphicsEvent{Options: kitty.Options{ID: 31}, Payload: []byte("OK")}, uv.PrimaryDeviceAttributesEvent{62}}
}

func knowsSixel() []tea.Msg {
	return []tea.Msg{uv.CellSizeEvent{Width: 10, Height: 20}, uv.PrimaryDeviceAttributesEvent{62, 4}}
}

// watching is a reader at a terminal that says what it can show.
func watching(says []tea.Msg, o ui.Options) (*uitest.Screen, *uitest.Desk) {
	s, d := &uitest.Screen{Says: says}, uitest.New(pictured())
	o.Desk, o.May, o.Now, o.Keys, o.After = d, everything, nowIsNoon, table(), s.After
	s.Start(ui.New(o), 140, 40)
	return s, d
}

var pieces = regexp.MustCompile("\U0010EEEE..")

// placeholders counts the rows of the screen that show kitty's placeholders, and the cells of the first of them. Every
// row must be as wide as the screen.
func placeholders(t *testing.T, s *uitest.Screen) (rows, cols int) {
	t.Helper()
	for i, r := range strings.Split(s.Content(), "\n") {
		if w := ansi.StringWidth(r); w > s.W {
			t.Errorf("row %d is %d cells wide", i, w)
		}
		n := len(pieces.FindAllString(r, -1))
		if n == 0 {
			continue
		}
		if rows++; cols == 0 {
			cols = n
		}
		if n != cols {
			t.Errorf("row %d shows %d pieces, not %d", i, n, cols)
		}
	}
	return rows, cols
}

// commands are those of kitty's protocol that were sent, without what came with them.
func commands(s *uitest.Screen) []string {
	var out []string
	for _, m := range regexp.MustCompile("\x1b_G(a=[tpd][^;\x1b]*)").FindAllStringSubmatch(strings.Join(s.Sent, ""), -1) {
		out = append(out, m[1])
	}
	return out
}

func TestATerminalIsAskedForTheFirstPictureOnly(t *testing.T) {
	s, d := watching(knowsKitty(), ui.Options{})
	s.Press("j", "k")
	if len(s.Sent) > 0 {
		t.Fatalf("%q is sent before there is a picture to show", s.Sent)
	}
	s.Press("enter", "J", "J", "K", "K")
	if n := strings.Count(strings.Join(s.Sent, ""), graphics.Question); n != 1 {
		t.Errorf("it is asked %d times", n)
	}
	if n := slices.Index(d.Questions(), "picture https://coast.test/cranes.jpg"); n < 0 {
		t.Errorf("the picture is not asked for: %q", d.Questions())
	}
}

func TestKittyIsSentAPictureOnceASize(t *testing.T) {
	s, _ := watching(knowsKitty(), ui.Options{})
	s.Press("enter")
	rows, cols := placeholders(t, s)
	want := []string{"a=t,f=100,t=d,i=16,q=2,m=1", fmt.Sprintf("a=p,U=1,i=16,p=1,c=%d,r=%d,q=2", cols, rows)}
	got := commands(s)
	got[0] = strings.Replace(got[0], "m=0", "m=1", 1)
	if rows < 6 || cols < 20 || !slices.Equal(got, want) {
		t.Fatalf("%d by %d placeholders; it is told %q, not %q", cols, rows, got, want)
	}
	s.Press("]", "f", "j", "j", "k", "?", "esc", "h", "l")
	if n := len(commands(s)); n != 2 {
		t.Errorf("moving about tells it %q", commands(s)[2:])
	}
	s.Resize(90, 40) // another column
	rows, cols = placeholders(t, s)
	if got := commands(s)[2:]; len(got) != 1 || got[0] != fmt.Sprintf("a=p,U=1,i=16,p=1,c=%d,r=%d,q=2", cols, rows) {
		t.Errorf("another size tells it %q", got)
	}
	s.Resize(140, 40)
	s.Press("J")
	got = commands(s)[4:]
	if !slices.Contains(got, "a=d,d=I,i=16,q=2") || !strings.Contains(strings.Join(got, " "), "i=17") {
		t.Errorf("the next story tells it %q", got)
	}
	s.Press("P")
	if got = commands(s); got[len(got)-1] != "a=d,d=I,i=17,q=2" {
		t.Errorf("hiding pictures tells it %q", got[len(got)-1])
	}
	if rows, _ := placeholders(t, s); rows > 0 {
		t.Errorf("%d rows of it stay", rows)
	}
	s.Press("P", "ctrl+l")
	if got = commands(s); !strings.HasPrefix(got[len(got)-1], "a=p,U=1,i=19,") {
		t.Errorf("drawing anew tells it %q", got[len(got)-3:])
	}
}

func TestAPictureInPixelsIsAsManyBytesAsTheLineBears(t *testing.T) {
	for name, c := range map[string]struct {
		o    ui.Options
		most int
	}{"here": {ui.Options{}, 240_000}, "far away": {ui.Options{Far: true, Pictures: "on"}, 60_000}} {
		for _, says := range [][]tea.Msg{knowsKitty(), knowsSixel(), append([]tea.Msg{uv.CellSizeEvent{Width: 40, Height: 90}}, knowsKitty()[1:]...)} {
			s, d := watching(says, c.o)
			s.Press("enter")
			if w, h := d.Easel.X, d.Easel.Y; w*h > c.most || w*h < c.most/4 {
				t.Errorf("%s: %d by %d pixels are asked for", name, w, h)
			}
		}
	}
}

// place is where sixels stand in the frame that the screen has now.
func place(s *uitest.Screen) graphics.Place {
	_, at := graphics.Cut(s.Model.View().WindowTitle)
	return at
}

func TestSixelsHaveRoomWhereAllOfThePictureIsInSight(t *testing.T) {
	s, _ := watching(knowsSixel(), ui.Options{})
	if title := s.Model.View().WindowTitle; title != "lede" {
		t.Fatalf("the window is called %q", title)
	}
	s.Press("enter")
	at, none := place(s), graphics.Place{}
	if at == none || rowsOf(s) > 0 {
		t.Fatalf("%v, and %d rows of blocks:\n%s", at, rowsOf(s), s.Text())
	}
	for y := at.Y; y < at.Y+at.Rows; y++ {
		if room := ansi.Cut(strings.Split(s.Text(), "\n")[y], at.X, at.X+at.Cols); strings.TrimSpace(room) != "" {
			t.Errorf("where the picture stands is %q", room)
		}
	}
	for range at.Y {
		s.Press("j")
	}
	if got := place(s); got != none || rowsOf(s) == 0 {
		t.Errorf("of a picture half in sight sixels are at %v, and there are %d rows of blocks", got, rowsOf(s))
	}
	s.Press("g", "g")
	if got := place(s); got != at {
		t.Errorf("at the top again it is at %v, not %v", got, at)
	}
	for _, over := range [][2]string{{"?", "esc"}, {";", "esc"}} {
		s.Press(over[0])
		if got := place(s); got != none {
			t.Errorf("under what %s opens sixels are at %v", over[0], got)
		}
		s.Press(over[1])
	}
	sent := len(s.Sent)
	s.Press("h", "s", "l", "]", "f", ":", "esc") // a star in a row beside it, a fact, a line that is typed
	if got := place(s); got != at || len(s.Sent) != sent {
		t.Errorf("beside another row it is at %v, not %v, and sent %d times", got, at, len(s.Sent)-sent)
	}
	s.Resize(90, 40)
	if got := place(s); got == none || got.Cols == at.Cols || got.ID == at.ID || len(s.Sent) == sent {
		t.Errorf("in another size it is at %v, and sent %d times", got, len(s.Sent)-sent)
	}
	s.Resize(140, 40)
	s.Press("J", "J")
	if got := place(s); got != none {
		t.Errorf("a story without a picture has sixels at %v", got)
	}
}

func TestATerminalThatSaysNothingShowsBlocks(t *testing.T) {
	s, d := watching([]tea.Msg{}, ui.Options{})
	s.Press("enter")
	if rowsOf(s) > 0 || slices.Contains(d.Questions(), "picture https://coast.test/cranes.jpg") {
		t.Fatal("it is not waited for")
	}
	s.Wait(msg.Graphics)
	if rowsOf(s) < 8 {
		t.Fatalf("%d rows of blocks:\n%s", rowsOf(s), s.Text())
	}
	for _, m := range knowsKitty() { // too late
		s.Send(m)
	}
	s.Press("J")
	if rows, _ := placeholders(t, s); rows > 0 || rowsOf(s) < 8 {
		t.Errorf("%d rows of placeholders, %d of blocks", rows, rowsOf(s))
	}
}

func TestHowPicturesAreShownIsSetAndKept(t *testing.T) {
	s, d := watching(knowsKitty(), ui.Options{})
	s.Press("enter", ":", "'pictures blocks'", "enter")
	if rows, _ := placeholders(t, s); rows > 0 || rowsOf(s) < 8 {
		t.Errorf("%d rows of placeholders, %d of blocks", rows, rowsOf(s))
	}
	if v, _ := d.Setting(t.Context(), "pictures"); v != "blocks" {
		t.Errorf("kept %q", v)
	}
	s.Press("P", "P")
	if v, _ := d.Setting(t.Context(), "pictures"); v != "blocks" {
		t.Errorf("kept %q", v)
	}
	s.Press(":", "'pictures kitty'", "enter")
	if rows, _ := placeholders(t, s); rows < 6 || rowsOf(s) > 0 {
		t.Errorf("%d rows of placeholders, %d of blocks", rows, rowsOf(s))
	}
	s.Press(":", "'pictures off'", "enter")
	if rows, _ := placeholders(t, s); rows+rowsOf(s) > 0 {
		t.Errorf("%d rows of pictures", rows)
	}
	s.Press(":", "'pictures braille'", "enter")
	shows(t, s, "pictures are set to auto, on, off, blocks, kitty, sixel")
	s.Press(":", "'pictures s'", "tab")
	shows(t, s, "pictures sixel")
}
