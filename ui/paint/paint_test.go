package paint

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"lede/ui"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/uitest"
)

func frame(rows ...string) tea.View {
	v := tea.NewView(strings.Join(rows, "\n"))
	v.AltScreen = true
	return v
}

// fresh is what an emulator shows that is given the rows of a view as they are, and no more.
func fresh(w, h int, v tea.View) string {
	e := vt.NewEmulator(w, h)
	for y, row := range strings.Split(v.Content, "\n")[:h] {
		fmt.Fprintf(e, "\x1b[m\x1b]8;;\x1b\\\x1b[%dH%s", y+1, ansi.Truncate(row, w, ""))
	}
	return seen(e)
}

// seen is what an emulator shows: a blank has no colour of text.
func seen(e *vt.Emulator) string {
	var b strings.Builder
	for y := range e.Height() {
		for x := range e.Width() {
			c := e.CellAt(x, y)
			if st := c.Style; c.Content == " " && st.Bg == nil && st.Underline == 0 && st.Attrs&(uv.AttrReverse|uv.AttrStrikethrough) == 0 && c.Link.URL == "" {
				b.WriteString(" ")
				continue
			}
			fmt.Fprintf(&b, "%s<%s %s>", c.Content, c.Style.String(), c.Link.URL)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func app(w, h int) *uitest.Screen {
	s := &uitest.Screen{}
	table, _ := keys.Preset("")
	s.Start(ui.New(ui.Options{Desk: uitest.New(uitest.Edition(60)), May: desk.May{Mark: true}, Now: func() time.Time { return uitest.Noon }, Keys: table, After: s.After, Rest: time.Second}), w, h)
	return s
}

func TestFramesDrawnByWhatChangedShowWhatOneDrawnWholeShows(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {80, 24}, {160, 48}, {40, 12}, {20, 5}} {
		w, h := size[0], size[1]
		s := app(w, h)
		e, p := vt.NewEmulator(w, h), New(w, h, "xterm-256color", colorprofile.TrueColor)
		for i, key := range strings.Fields("start j j j k s j enter J J J ] ] f j esc j j j j j j j j j t esc m ? esc / b e r l i n esc g G") {
			if key != "start" {
				s.Press(key)
			}
			v := s.Model.View()
			_, _ = e.Write(p.Frame(nil, v))
			if got, want := seen(e), fresh(w, h, v); got != want {
				t.Fatalf("%d by %d after key %d, %s:\n%s\nwant\n%s", w, h, i, key, got, want)
			}
		}
	}
}

func TestAFrameShowsItsRows(t *testing.T) {
	e := vt.NewEmulator(12, 3)
	p := New(12, 3, "xterm", colorprofile.TrueColor)
	_, _ = e.Write(p.Frame(nil, frame("\x1b[1mHolm\x1b[m 新闻", "a\tb\x07 \x1b[38;5;12mblue\x1b[m", "too long to be shown here")))
	if got := e.String(); got != "Holm 新闻\nab blue\ntoo long to" {
		t.Fatalf("%q", got)
	}
}

// Whatever two rows are, going from one to the other shows the other.
func TestAnyRowLeadsToAnyOther(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1126))
	pieces := []string{"a", "b", " ", "  ", "   ", "新", "闻", "é", "e\u0301", "\x1b[m", "\x1b[1m", "\x1b[22;4m", "\x1b[38;5;208m", "\x1b[48;2;10;20;30m", "\x1b[7m", "\x1b[31;42m",
		"\x1b]8;;https://holm.test/\x1b\\", "\x1b]8;;\x1b\\", "word ", "                    "}
	random := func() string {
		for {
			var b strings.Builder
			for range r.IntN(24) {
				b.WriteString(pieces[r.IntN(len(pieces))])
			}
			row := b.String() + "\x1b[m\x1b]8;;\x1b\\"
			if w := ansi.StringWidth(row); w <= 30 || ansi.StringWidth(ansi.Truncate(row, 30, "")) == 30 { // a wide one that is cut is a test of its own
				return row
			}
		}
	}
	e, p := vt.NewEmulator(30, 2), New(30, 2, "xterm", colorprofile.TrueColor)
	for i := range 1000 {
		v := frame(random(), random())
		_, _ = e.Write(p.Frame(nil, v))
		if got, want := seen(e), fresh(30, 2, v); got != want {
			t.Fatalf("%d: %q shows\n%q\nwant\n%q", i, v.Content, tail(got, want), tail(want, got))
		}
	}
}

// Over a slow line the unit is bytes a key.
func TestAMoveOfTheSelectionTakesFewBytes(t *testing.T) {
	s := app(120, 40)
	p := New(120, 40, "xterm-256color", colorprofile.ANSI256)
	whole := len(p.Frame(nil, s.Model.View()))
	most := 0
	s.Press("j") // is followed by the article; keys that come fast are not
	p.Frame(nil, s.Model.View())
	for range 6 { // the seventh scrolls the list
		s.Model.Update(uitest.Key("j"))
		most = max(most, len(p.Frame(nil, s.Model.View())))
	}
	t.Logf("a whole screen takes %d bytes, a move at most %d", whole, most)
	if most > 100 {
		t.Errorf("a move of the selection takes %d bytes", most)
	}
	if n := len(p.Frame(nil, s.Model.View())); n != 0 {
		t.Errorf("a frame that is shown already takes %d bytes", n)
	}
}

func TestTheTerminalIsGivenBack(t *testing.T) {
	p := New(20, 3, "xterm", colorprofile.TrueColor)
	v := frame("x")
	v.MouseMode, v.WindowTitle, v.BackgroundColor = tea.MouseModeCellMotion, "lede", color.Black
	begun := string(p.Frame(nil, v))
	got := string(p.Close(nil))
	for on, off := range map[string]string{"\x1b[?1049h": "\x1b[?1049l", "\x1b[?25l": "\x1b[?25h", "\x1b[?1002h": "\x1b[?1002l", "\x1b[?2004h": "\x1b[?2004l", "\x1b]11;": "\x1b]111", "\x1b[>1u": "\x1b[<1u", "\x1b[>4;2m": "\x1b[>4m"} {
		if !strings.Contains(begun, on) || !strings.Contains(got, off) {
			t.Errorf("%q is switched on in %q and %q off in %q?", on, begun, off, got)
		}
	}
	if n := len(p.Close(nil)); n != 0 {
		t.Errorf("giving it back twice takes %d bytes", n)
	}
}

// A VT100 has no ECH and no CHA (VT100 User Guide, chapter 3).
func TestAnOldTerminalIsSentWhatItKnows(t *testing.T) {
	for term, knows := range map[string]bool{"vt100": false, "dumb": false, "linux": true, "vt220": true, "screen": true, "tmux-256color": true} {
		p := New(40, 2, term, colorprofile.ASCII)
		p.Frame(nil, frame("abcdefghijklmnopqrstuvwxyz the ferry", "abcdefghijklmnopqrstuvwxyz the ferry"))
		got := string(p.Frame(nil, frame("abcde                      the ferry", "abcdXfghijklmnopqrstuvwxyz the ferry")))
		if is := strings.Contains(got, "\x1b[21X"); is != knows {
			t.Errorf("%s: %q", term, got)
		}
		if strings.Contains(got, "\x1b[5G") != knows {
			t.Errorf("%s: %q", term, got)
		}
	}
}

func TestColoursAreTheNearestThatTheTerminalHas(t *testing.T) {
	for profile, want := range map[colorprofile.Profile]string{colorprofile.TrueColor: "38;2;255;0;0", colorprofile.ANSI256: "38;5;196", colorprofile.ANSI: "91", colorprofile.ASCII: ""} {
		got := string(New(10, 1, "xterm", profile).Frame(nil, frame("\x1b[38;2;255;0;0mred\x1b[m")))
		if want != "" && !strings.Contains(got, want) || want == "" && strings.Contains(got, "38;") {
			t.Errorf("%v: %q", profile, got)
		}
	}
}

func BenchmarkKeyAndFrame(b *testing.B) {
	s := app(120, 40)
	p := New(120, 40, "xterm-256color", colorprofile.ANSI256)
	var buf []byte
	sent := 0
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Model.Update(uitest.Key([]string{"j", "j", "j", "k", "k", "k"}[i%6]))
		buf = p.Frame(buf[:0], s.Model.View())
		sent += len(buf)
	}
	b.ReportMetric(float64(sent)/float64(b.N), "bytes/key")
}

func ExampleScreen() {
	p := New(20, 1, "xterm", colorprofile.ANSI256)
	p.Frame(nil, frame("the bridge at Holm"))
	fmt.Printf("%q\n", p.Frame(nil, frame("the ferry  at Holm")))
	// Output: "\x1b[5Gferry "
}

// tail is what a has behind what it begins with as b does.
func tail(a, b string) string {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return a[max(n-20, 0):]
}
