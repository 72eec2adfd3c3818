//go:build unix

package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"lede/cmd/lede/newsroom"
	"lede/model"
	"lede/model/store/sqlite"
	"lede/ui/graphics"
)

// pictured is a store whose first two stories have a picture, and a configuration that lets it be fetched.
func pictured(t *testing.T, setting string) (env []string) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 900, 300))
	for y := range 300 {
		for x := range 900 {
			img.SetRGBA(x, y, color.RGBA{uint8(x * 255 / 900), uint8(y * 255 / 300), 0x80, 0xff})
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(file.Bytes()) }))
	t.Cleanup(host.Close)
	path := filepath.Join(t.TempDir(), "lede.db")
	st, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	var stories []model.Story
	for i := range 6 {
		var w model.BodyBuilder
		if i < 2 {
			w.Open(model.Block{Kind: model.Figure, Src: fmt.Sprintf("%s/%d.png", host.URL, i), Alt: "\U0010EEEE\u0305\u0305\x1b_Ga=d\x1b\\ cranes"})
			w.Close()
		}
		for j := range 30 {
			w.Open(model.Block{Kind: model.Paragraph})
			w.Text(fmt.Sprintf("Paragraph %d.%d: the cranes came by sea and cost $%d million, 字幕 and more.", i, j, j+2), 0, "")
			w.Close()
		}
		s := model.Story{GUID: fmt.Sprint(i), Headline: fmt.Sprintf("H%d of the port", i), URL: fmt.Sprintf("https://pier.test/%d", i), Body: w.Body(), Published: scriptNow().Add(-time.Duration(i) * time.Hour)}
		newsroom.Print(&s)
		stories = append(stories, s)
	}
	if _, err := st.Put(t.Context(), 0, stories, scriptNow()); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	env = ttyEnv(t, path, "COLORTERM=truecolor")
	folder := filepath.Join(strings.TrimPrefix(env[1], "XDG_CONFIG_HOME="), "lede")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	conf := fmt.Sprintf("%s\n[fetch]\nallow = [%q]\ngap = \"0s\"\n", setting, host.Listener.Addr())
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	return env
}

const (
	galleryCols, galleryRows = 140, 40
	saysKitty                = "\x1b[6;20;10t\x1b_Gi=31;OK\x1b\\\x1b[?62;22c"
	saysSixel                = "\x1b[6;20;10t\x1b[?62;4;22c"
)

// visit starts lede in a terminal that says what it can show, cut where a line may cut it.
func visit(t *testing.T, env []string, says ...string) *tty {
	t.Helper()
	y := startTTY(t, galleryCols, galleryRows, env)
	y.mu.Lock()
	y.question, y.says = graphics.Question, says
	y.mu.Unlock()
	y.shows("H0 ")
	return y
}

// gallery is what a terminal with pictures shows of what was written so far.
func (y *tty) gallery() *gallery {
	g := newGallery(y.t, galleryCols, galleryRows)
	g.write(y.wrote())
	return g
}

// hung waits until the picture of a story is whole in the terminal, and gives what it shows.
func (y *tty) hung(mark string) *gallery {
	y.t.Helper()
	var g *gallery
	if !y.until(10*slower*time.Second, func(string) bool {
		g = newGallery(y.t, galleryCols, galleryRows)
		raw := y.wrote()
		if !settled(raw) {
			return false
		}
		g.write(raw)
		_, rows, fault := g.hangs(mark)
		return rows > 5 && fault == "" && (mark == "▒" || len(g.boxes) == 1)
	}) {
		y.t.Fatalf("no picture comes; the screen shows\n%s", y.gallery().text())
	}
	return g
}

// does presses keys and waits until all is drawn; what opens over the picture is closed again.
func (y *tty) does(keys string) {
	y.t.Helper()
	if keys == "?" {
		y.opens(keys)
		if _, _, fault := y.gallery().hangs("▒"); fault != "" {
			y.t.Errorf("with help open %s", fault)
		}
		y.closes()
	} else {
		y.press(keys)
	}
	y.quiet(50 * time.Millisecond)
}

// sound holds the screen to a picture that is whole or not there, and to the text that a terminal without pictures shows.
// On a busy machine it waits until what keys bring has come.
func (y *tty) sound(mark, keys string) *gallery {
	y.t.Helper()
	var g *gallery
	var fault, got, want string
	if !y.until(10*slower*time.Second, func(string) bool {
		y.mu.Lock()
		shown, raw := y.screen.String(), bytes.Clone(y.raw.Bytes())
		y.mu.Unlock()
		if !settled(raw) {
			return false
		}
		g = newGallery(y.t, galleryCols, galleryRows)
		g.write(raw)
		_, _, fault = g.hangs(mark)
		got, want = unpictured(g.text()), unpictured(shown)
		return fault == "" && got == want
	}) {
		y.t.Fatalf("after %q %s; the text is\n%s\nand that of a terminal without pictures\n%s", keys, fault, got, want)
	}
	if g.scrolled {
		y.t.Errorf("after %q sixels make the screen scroll", keys)
	}
	return g
}

// settled tells whether the last sequence in raw has its end.
func settled(raw []byte) bool {
	i := bytes.LastIndexByte(raw, 0x1b)
	if i >= 0 && bytes.HasPrefix(raw[i:], []byte("\x1b\\")) {
		return true
	}
	return i < 0 || ending.Match(raw[i:])
}

var ending = regexp.MustCompile("^\x1b(?:\\[[0-?]*[@-~]|\\][^\x07]*\x07|[78M])")

// clean holds all that was written to what a screen with pictures may say.
func (y *tty) clean() {
	y.t.Helper()
	for _, bad := range (&scanner{screen: true, pictures: true, cols: galleryCols, rows: galleryRows}).scan(y.wrote()) {
		y.t.Error(bad)
	}
}

func TestKittyHoldsThePictureThatIsReadAndNoOther(t *testing.T) {
	t.Parallel()
	y := visit(t, pictured(t, ""), saysKitty[:13], saysKitty[13:])
	if bytes.Contains(y.wrote(), []byte("\x1b_G")) {
		t.Error("the terminal is asked before there is a picture to show")
	}
	y.press("\r")
	g := y.hung("▓")
	cols, rows, _ := g.hangs("▓")
	if len(g.held) != 1 || len(g.boxes) != 1 {
		t.Fatalf("it holds %v, shown in %v", g.held, g.boxes)
	}
	for id, box := range g.boxes {
		if box != [2]int{cols, rows} || !strings.Contains(strings.Join(fgs(g), " "), fmt.Sprintf("38;5;%d", id)) {
			t.Errorf("picture %d is in %v, its placeholders are %d by %d in %v", id, box, cols, rows, fgs(g))
		}
	}
	sent, before := g.data, len(y.wrote())
	y.press("]f") // a fact is selected beside it
	y.quiet(50 * time.Millisecond)
	if g = y.gallery(); g.data != sent {
		t.Errorf("selecting a fact sends %d bytes of picture", g.data-sent)
	}
	t.Logf("the picture took %d bytes, selecting a fact beside it %d", sent, len(y.wrote())-before)
	for _, keys := range []string{"jjj", "jjjjjjjjjj", "gg", "?", "h", "l", "\x0c"} {
		y.does(keys)
		y.sound("▓", keys)
	}
	y.press("J") // another story, with a picture of its own
	y.shows("H1 of")
	y.quiet(100 * time.Millisecond)
	if g = y.hung("▓"); len(g.held) != 1 {
		t.Errorf("of two stories it holds %v", g.held)
	}
	y.press("J")
	y.shows("Paragraph 2.0")
	y.quiet(50 * time.Millisecond)
	if g = y.gallery(); len(g.held) != 0 || strings.Contains(g.text(), "▓") {
		t.Errorf("a story without a picture leaves %v", g.held)
	}
	y.press("KK")
	y.shows("Paragraph 0.0")
	y.hung("▓")
	y.leaves()
	y.clean()
	if g = y.gallery(); len(g.held) != 0 || g.other {
		t.Errorf("it is left with %v", g.held)
	}
}

// fgs are the colours of the placeholders on screen, each once.
func fgs(g *gallery) []string {
	var out []string
	seen := map[string]bool{}
	for _, row := range g.cells {
		for _, c := range row {
			if strings.HasPrefix(c.text, "\U0010EEEE") && !seen[c.fg] {
				seen[c.fg] = true
				out = append(out, c.fg)
			}
		}
	}
	return out
}

func TestSixelsStandWhereThereIsRoomForThemAndNowhereElse(t *testing.T) {
	t.Parallel()
	y := visit(t, pictured(t, ""), saysSixel)
	y.press("\r")
	sent := y.hung("▒").data
	y.does("]f")
	if g := y.gallery(); g.data != sent {
		t.Errorf("selecting a fact beside them sends %d bytes of sixels again", g.data-sent)
	}
	t.Logf("the sixels took %d bytes", sent)
	for _, keys := range []string{"]f", "]f]f", "?", "j", "jjjj", "k", "gg", "\x0c", "h", "l", "i", "i", "z", "z", ":theme light\r", ":density\r", "s]f", "J", "J", "KK", "gg"} {
		y.does(keys)
		g := y.sound("▒", keys)
		cols, rows, _ := g.hangs("▒")
		if rows > 0 && (rows < 6 || cols < 20 || strings.Contains(g.text(), "▀▀")) {
			t.Errorf("after %q the picture is %d by %d\n%s", keys, cols, rows, g.text())
		}
	}
	y.hung("▒")
	y.leaves()
	y.clean()
}

var piece = regexp.MustCompile(`[▒▓]|\x{10EEEE}\p{Mn}*`)

// unpictured is a screen's text without its picture and the blanks at the ends of its rows.
func unpictured(text string) string {
	rows := strings.Split(piece.ReplaceAllString(strings.ReplaceAll(text, "\r", ""), " "), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n")
}

// What a terminal does not say that it can, is not sent; nor what the reader does not want.
func TestPicturesAreBlocksOrNothingWhereTheTerminalSaysSo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, setting string
		env, says     []string
		blocks, asked bool
	}{
		{"a terminal that can do nothing", "", nil, []string{"\x1b[?62;22c"}, true, true},
		{"one that answers nonsense", "", nil, []string{"\x1b_Gi=31;" + strings.Repeat("OK", 500) + "\x1b\\\x1b[6;0;999999t\x1b[?62;4c"}, true, true},
		{"one that is inside of another", "", []string{"TMUX=/tmp/x,1,0"}, nil, true, false},
		{"blocks are wanted", `pictures = "blocks"`, nil, []string{saysKitty}, true, false},
		{"sixels are wanted of kitty", `pictures = "sixel"`, nil, []string{saysKitty}, true, true},
		{"none are wanted", "pictures = false", nil, []string{saysKitty}, false, false},
		{"a long line", "", []string{"SSH_TTY=/dev/pts/1"}, []string{saysKitty}, false, false},
		{"no colour", "", []string{"NO_COLOR=1"}, []string{saysKitty}, false, false},
		{"ASCII", "ascii = true", nil, []string{saysKitty}, false, false},
	} {
		y := visit(t, append(pictured(t, c.setting), c.env...), c.says...)
		y.press("\r")
		if c.blocks && !y.until(10*slower*time.Second, func(s string) bool { return strings.Contains(s, "▀▀▀▀") }) {
			t.Errorf("%s: no blocks come\n%s", c.name, y.text())
		}
		y.shows("Paragraph 0.0")
		y.quiet(50 * time.Millisecond)
		raw := string(y.wrote())
		if !c.blocks && strings.Contains(y.text(), "▀▀▀▀") || strings.Contains(raw, "\U0010EEEE") || strings.Contains(raw, "a=t") || strings.Contains(raw, "\x1bP0;1q") {
			t.Errorf("%s: there are pictures\n%s", c.name, y.text())
		}
		if asked := strings.Contains(raw, graphics.Question); asked != c.asked {
			t.Errorf("%s: asked %v", c.name, asked)
		}
		if strings.Contains(y.text(), "Gi=31") || !strings.Contains(y.text(), "H0 of") {
			t.Errorf("%s: an answer is taken for keys\n%s", c.name, y.text())
		}
		y.leaves()
		y.clean()
	}
}

// Over SSH pictures come where the reader asks for them, by what the terminal at the other end says.
func TestPicturesOverSSHAreAskedForAndGoToTheOtherEnd(t *testing.T) {
	t.Parallel()
	for mark, says := range map[string]string{"▓": saysKitty, "▒": saysSixel} {
		env := map[string]string{}
		for _, e := range pictured(t, "") {
			k, v, _ := strings.Cut(e, "=")
			env[k] = v
		}
		file := filepath.Join(env["XDG_CONFIG_HOME"], "lede", "config.toml")
		conf, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(conf, "\n[serve]\nme = \"ann\"\n"...), 0o644); err != nil {
			t.Fatal(err)
		}
		y, s := overSSH(t, host(t, env["LEDE_STORE"], env), galleryCols, galleryRows)
		y.shows("H0 ")
		y.mu.Lock()
		y.question, y.says = graphics.Question, []string{says}
		y.mu.Unlock()
		y.press("\r")
		y.shows("Paragraph 0.0")
		y.quiet(50 * time.Millisecond)
		if bytes.Contains(y.wrote(), []byte(graphics.Question)) || strings.Contains(y.text(), "▀▀") {
			t.Errorf("nobody asked for pictures, and they come")
		}
		y.press("P")
		g := y.hung(mark)
		sent := g.data
		for _, keys := range []string{"]f", "jjjjjjjjjjjj", "gg", "?", "h", "l"} {
			y.does(keys)
			g = y.sound(mark, keys)
			if g.data != sent && (mark == "▓" || keys == "]f") {
				t.Errorf("after %q %d bytes more of picture were sent", keys, g.data-sent)
			}
		}
		y.press("\x03")
		if err := s.Wait(); err != nil {
			t.Errorf("the session ended with %v", err)
		}
		<-y.ended
		y.restored()
		y.clean()
		if g = y.gallery(); len(g.held) != 0 || g.other {
			t.Errorf("it is left with %v", g.held)
		}
	}
}

// However lede ends, the terminal holds no picture of its.
func TestNoPictureStaysInTheTerminal(t *testing.T) {
	t.Parallel()
	y := visit(t, pictured(t, `pictures = "kitty"`), saysKitty)
	y.press("\r")
	y.hung("▓")
	if err := y.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	y.ends(done)
	if g := y.gallery(); len(g.held) != 0 || g.other {
		t.Errorf("a signal leaves %v", g.held)
	}
}

// Another program finds the terminal without a picture, and behind it the picture is there again.
func TestAPictureComesBackBehindAnotherProgram(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("a shell with job control is needed")
	}
	for mark, says := range map[string]string{"▓": saysKitty, "▒": saysSixel} {
		y := inTTY(t, galleryCols, galleryRows, pictured(t, ""), exec.Command(bash, "--norc", "-c", `set -m; lede; echo "stopped"; read x; fg >/dev/null; echo "left $?"`))
		y.mu.Lock()
		y.question, y.says = graphics.Question, []string{says}
		y.mu.Unlock()
		y.shows("H0 ")
		y.press("\r")
		y.hung(mark)
		y.press("\x1a")
		y.shows("stopped")
		y.restored()
		if g := y.gallery(); len(g.held) != 0 || strings.Contains(g.text(), mark) {
			t.Errorf("the shell finds %v:\n%s", g.held, g.text())
		}
		y.press("\r")
		y.shows("Paragraph 0.0")
		y.hung(mark)
		y.press("Q")
		y.shows("left 0")
		y.restored()
		_ = y.cmd.Wait()
		if g := y.gallery(); len(g.held) != 0 {
			t.Errorf("it is left with %v", g.held)
		}
	}
}
