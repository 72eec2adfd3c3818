//go:build unix

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"lede/model"
	"lede/model/store/sqlite"
)

// shelf is a store with some stories, the first of them called H0.
func shelf(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lede.db")
	st, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	var stories []model.Story
	for i := range 60 {
		s := hostileStory(i, "plain words", []string{strings.Repeat("some words of text ", 20), "字幕 and more"})
		s.URL = fmt.Sprintf("https://plain.test/%d", i)
		stories = append(stories, s)
	}
	if _, err := st.Put(t.Context(), 0, stories, scriptNow()); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// leaves presses Q, and holds the program to its end.
func (y *tty) leaves() {
	y.t.Helper()
	y.press("Q")
	y.ends(done)
}

// soon is how long a program may take to end.
const soon = 2 * time.Second * slower

// ends holds the program to an exit code within two seconds, and to a terminal as it was.
func (y *tty) ends(want int) {
	y.t.Helper()
	code, took := y.exit()
	if code != want {
		y.t.Errorf("exit code %d, not %d; it wrote %q", code, want, y.wrote()[max(len(y.wrote())-300, 0):])
	}
	if took > soon {
		y.t.Errorf("it took %s to end", took)
	}
	y.restored()
}

// sound holds a store to being whole.
func sound(t *testing.T, path string, stories int) {
	t.Helper()
	r, err := sqlite.Doctor(t.Context(), path)
	if err != nil || len(r.Problems) > 0 || r.Stories != stories {
		t.Errorf("%d stories, %v, %v", r.Stories, r.Problems, err)
	}
}

func TestTerminalOfAnySize(t *testing.T) {
	t.Parallel()
	path := shelf(t)
	for _, size := range some([][2]int{{1, 1}, {2, 1}, {1, 50}, {3, 3}, {20, 6}, {9, 4}, {39, 12}, {60, 15}, {80, 24}, {100, 10}, {1000, 400}, {0, 0}, {250, 70}, {1000, 1}}, long(14, 14)) {
		y := startTTY(t, size[0], size[1], ttyEnv(t, path))
		if size[0] < 20 || size[1] < 6 {
			y.until(10*slower*time.Second, func(string) bool { return bytes.Contains(y.wrote(), []byte("\x1b[?1049h")) })
		} else if !y.until(10*slower*time.Second, func(s string) bool { return strings.Contains(s, "H0 ") }) {
			t.Errorf("%v: it shows\n%s", size, y.text())
		}
		y.press("jj\x04i?")
		y.quiet(20 * time.Millisecond)
		y.press("\x03")
		y.ends(done)
		if size[0] > 0 {
			for _, bad := range (&scanner{screen: true, cols: size[0], rows: size[1]}).scan(y.wrote()) {
				t.Errorf("%v: %s", size, bad)
			}
		}
	}
	sound(t, path, 60)
}

// A window that is dragged sends sizes faster than anything can be drawn.
func TestTerminalInAStormOfSizes(t *testing.T) {
	t.Parallel()
	path := shelf(t)
	y := startTTY(t, 120, 40, ttyEnv(t, path))
	y.shows("H0 ")
	y.mu.Lock()
	y.screen.Resize(200, 80) // the largest that comes: what is drawn for a size before has its place
	y.mu.Unlock()
	r := rand.New(rand.NewPCG(3, 5))
	n := 0
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	began := time.Now()
	for range long(1000, 5000) {
		<-tick.C
		size := &pty.Winsize{Cols: uint16(1 + r.IntN(200)), Rows: uint16(1 + r.IntN(80))}
		if n%50 == 0 {
			size = &pty.Winsize{Cols: 1, Rows: 1}
		}
		if err := pty.Setsize(y.pty, size); err != nil {
			t.Fatal(err)
		}
		if n++; n%20 == 0 {
			y.press("j")
		}
	}
	stormed := time.Since(began)
	if err := pty.Setsize(y.pty, &pty.Winsize{Cols: 100, Rows: 30}); err != nil {
		t.Fatal(err)
	}
	began = time.Now()
	y.press("gg\x0c")
	y.shows("H0 ")
	t.Logf("%d sizes in %s, drawn %s later, %d kB written", n, stormed.Round(time.Millisecond), time.Since(began).Round(time.Millisecond), len(y.wrote())>>10)
	y.leaves()
	sound(t, path, 60)
}

// What is not known of a terminal, or is not there, is done without.
func TestTerminalOfAnyKind(t *testing.T) {
	t.Parallel()
	path := shelf(t)
	colour := regexp.MustCompile("\x1b\\[[0-9;:]*[34]8[;:]")
	for _, row := range some([]struct {
		name   string
		env    []string
		colour bool
	}{
		{"TERM is empty", []string{"TERM="}, true}, {"TERM is linux", []string{"TERM=linux"}, true}, {"TERM is unheard of", []string{"TERM=\x1b[5m../../x"}, true},
		{"TERM is dumb", []string{"TERM=dumb"}, false}, {"TERM is vt100", []string{"TERM=vt100"}, false}, {"no colour", []string{"NO_COLOR=1"}, false},
		{"no HOME", []string{"HOME=", "XDG_CONFIG_HOME=", "XDG_DATA_HOME="}, true}, {"HOME is no folder", []string{"HOME=/dev/null/x", "XDG_CONFIG_HOME=", "XDG_DATA_HOME="}, true},
		{"a strange language", []string{"LANG=\x1b[5m", "LC_ALL=POSIX"}, true}, {"many colours", []string{"COLORTERM=truecolor"}, true},
	}, long(10, 10)) {
		name := row.name
		y := startTTY(t, 100, 30, ttyEnv(t, path, row.env...))
		if !y.until(10*slower*time.Second, func(s string) bool { return strings.Contains(s, "H0 ") }) {
			t.Errorf("%s: it shows\n%s", name, y.text())
		}
		y.press("jms")
		y.quiet(30 * time.Millisecond)
		y.leaves()
		for _, bad := range (&scanner{screen: true, cols: 100, rows: 30}).scan(y.wrote()) {
			t.Errorf("%s: %s", name, bad)
		}
		if !row.colour && colour.Match(y.wrote()) {
			t.Errorf("%s: there are colours", name)
		}
	}
	sound(t, path, 60)
}

// Without a place to keep anything the sample edition is read, and a mark says in a line why it is not kept.
func TestTerminalWithoutAHome(t *testing.T) {
	t.Parallel()
	for _, home := range []string{"/dev/null/x", "/proc/nobody"} { // neither is there, nor can it be made
		y := startTTY(t, 140, 30, []string{"HOME=" + home})
		y.shows("14 unread")
		y.press("s")
		if !y.until(3*slower*time.Second, func(s string) bool { return strings.Contains(s, home) }) {
			t.Errorf("a star says nothing of where it cannot go; the screen shows\n%s", y.text())
		}
		y.leaves()
	}
}

func TestTerminalAfterASignal(t *testing.T) {
	t.Parallel()
	path := shelf(t)
	busy := []string{"", "/words", "?", "j\x04\x04\x04"}
	for i, sig := range []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM, syscall.SIGINT} {
		for _, busy := range busy[i : i+long(2, 2)] {
			y := startTTY(t, 100, 30, ttyEnv(t, path))
			y.shows("H0 ")
			y.press(busy)
			if err := y.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			y.ends(done)
		}
	}
	sound(t, path, 60)
}

// A terminal that vanishes, as a closed window or a broken line, leaves no program behind.
func TestTerminalThatVanishes(t *testing.T) {
	t.Parallel()
	path := shelf(t)
	for range long(3, 30) {
		y := startTTY(t, 100, 30, ttyEnv(t, path))
		y.shows("H0 ")
		y.press("jjm")
		if err := y.pty.Close(); err != nil {
			t.Fatal(err)
		}
		code, took := y.exit()
		if code != done && code != failed || took > soon {
			t.Errorf("exit code %d after %s", code, took)
		}
	}
	sound(t, path, 60)
}

// Suspended, the program gives the terminal back; resumed, it draws itself anew.
func TestTerminalSuspended(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("a shell with job control is needed")
	}
	y := inTTY(t, 100, 30, ttyEnv(t, shelf(t)), exec.Command(bash, "--norc", "-c", `set -m; lede; echo "stopped one"; read x; fg >/dev/null; echo "stopped two"; read x; fg >/dev/null; echo "left $?"`))
	y.shows("H0 ")
	y.press("j\x1a")
	y.shows("stopped one")
	y.restored()
	y.press("\r")
	y.shows("H0 ")
	y.quiet(100 * time.Millisecond)
	kids, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", y.cmd.Process.Pid, y.cmd.Process.Pid))
	if kid, bad := strconv.Atoi(strings.TrimSpace(string(kids))); err == nil && bad == nil { // the same from outside
		if err := syscall.Kill(kid, syscall.SIGTSTP); err != nil {
			t.Fatal(err)
		}
	} else {
		y.press("\x1a")
	}
	y.shows("stopped two")
	y.restored()
	y.press("\r")
	y.shows("H0 ")
	y.press("Q")
	y.shows("left 0")
	y.restored()
	_ = y.cmd.Wait()
}

// Commands end with a code and a line whatever is closed around them.
func TestTerminalWithClosedEnds(t *testing.T) {
	t.Parallel()
	path := shelf(t)
	for _, row := range some([]struct {
		script string
		code   int
		says   string
	}{
		{"lede ls >&-", done, ""}, {"lede show 1 >&-", done, ""}, {"lede export >&-", done, ""}, {"lede mark H1 --star >&-", done, ""}, // a closed end is taken for /dev/null, and never by the store
		{"lede ls >/dev/full", failed, "no space left"}, {"lede export >/dev/full", failed, "no space left"}, {"lede show 1 >/dev/full", failed, "no space left"},
		{"lede ls <&-", done, ""}, {"lede ls 2>&-", done, ""}, {"lede ls <&- >&- 2>&-", done, ""}, {"lede facts - <&-", failed, "lede: "}, {"lede facts --jsonl <&-", done, ""}, {"lede read - <&- ", failed, "lede: "},
		{"lede ls | head -1", done, ""}, {"lede read no-such-file", failed, "no such file"}, {"lede <&- | cat", done, ""},
	}, long(16, 16)) {
		cmd := exec.Command("sh", "-c", row.script)
		cmd.Env = append(ttyEnv(t, path), "PATH="+os.Getenv("PATH"))
		var errs bytes.Buffer
		cmd.Stderr = &errs
		began := time.Now()
		_ = cmd.Run()
		if code := cmd.ProcessState.ExitCode(); code != row.code || !strings.Contains(errs.String(), row.says) || strings.Count(errs.String(), "\n") > 1 || time.Since(began) > soon {
			t.Errorf("%s: exit code %d after %s, %q", row.script, code, time.Since(began), &errs)
		}
	}
	// With a terminal to draw on and none to read keys from, the terminal of the session is asked.
	y := startTTY(t, 80, 24, ttyEnv(t, path))
	y.shows("H0 ")
	y.leaves()
	sound(t, path, 60)
}

// Stories come through a pipe, keys from the terminal.
func TestTerminalBesideAPipe(t *testing.T) {
	t.Parallel()
	y := inTTY(t, 100, 30, ttyEnv(t, filepath.Join(t.TempDir(), "lede.db")), exec.Command("sh", "-c",
		`printf 'The harbour is open\n\nThe port paid $5 million for two cranes on Monday.\n' | lede read -`))
	y.shows("The harbour is open")
	y.opens("?")
	y.closes()
	y.leaves()
}

// The editor has the terminal as it was before the screen came, and the screen comes back when it is left.
func TestTerminalLentToTheEditor(t *testing.T) {
	editor := filepath.Join(t.TempDir(), "ed")
	if err := os.WriteFile(editor, []byte("#!/bin/sh\nstty -a | tr ' ;' '\\n' | grep -x -e icanon -e echo | tr '\\n' ' '; read line; echo \"$line\" >\"$1\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	y := startTTY(t, 100, 30, ttyEnv(t, shelf(t), "EDITOR="+editor))
	y.shows("H0")
	y.press("e")
	y.shows("icanon echo")
	y.mu.Lock()
	over := y.screen.IsAltScreen()
	y.mu.Unlock()
	if over {
		t.Error("the editor is shown over the screen")
	}
	y.press("from the editor\n")
	y.shows("note kept")
	y.shows("┃ from the editor")
	y.leaves()
}
