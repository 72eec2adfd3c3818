//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// tty is the program with a terminal: what it wrote, byte for byte, and what the terminal shows.
type tty struct {
	t   *testing.T
	cmd *exec.Cmd
	in  io.Writer
	pty *os.File // nil over SSH

	answer time.Duration // to a key, as long as it took of late
	corner string        // of a box over the screen

	question string   // what it is asked once
	says     []string // and what it answers, in pieces

	mu      sync.Mutex
	raw     bytes.Buffer
	screen  *vt.Emulator
	changed chan struct{} // closed and made anew with each write
	ended   chan struct{} // closed when nothing more comes
}

func newTTY(t *testing.T, cols, rows int) *tty {
	return &tty{t: t, corner: "╭─ ", screen: vt.NewEmulator(cols, rows), changed: make(chan struct{}), ended: make(chan struct{})}
}

// heard takes what the program writes.
func (y *tty) heard(b []byte) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.raw.Write(b)
	if y.question != "" && bytes.Contains(y.raw.Bytes(), []byte(y.question)) {
		y.question = ""
		for _, s := range y.says {
			_, _ = io.WriteString(y.in, s)
		}
	}
	_, _ = y.screen.Write(b)
	close(y.changed)
	y.changed = make(chan struct{})
}

// answers sends back what the terminal answers when it is asked about itself.
func (y *tty) answers() {
	buf := make([]byte, 4096)
	for {
		n, err := y.screen.Read(buf)
		if n > 0 {
			_, _ = y.in.Write(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// startTTY starts lede with a terminal of that size.
func startTTY(t *testing.T, cols, rows int, env []string, args ...string) *tty {
	t.Helper()
	return inTTY(t, cols, rows, env, exec.Command("lede", args...))
}

// inTTY starts a command with a terminal of that size.
func inTTY(t *testing.T, cols, rows int, env []string, cmd *exec.Cmd) *tty {
	t.Helper()
	y := newTTY(t, cols, rows)
	y.cmd = cmd
	y.cmd.Env = append([]string{"TERM=xterm-256color", "PATH=" + os.Getenv("PATH")}, env...)
	f, err := pty.StartWithSize(y.cmd, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)})
	if err != nil {
		t.Skip("no terminals here: ", err)
	}
	y.in, y.pty = f, f
	go y.answers()
	go y.listen(f)
	t.Cleanup(func() {
		if y.cmd.ProcessState == nil {
			_ = y.cmd.Process.Kill()
			_ = y.cmd.Wait()
		}
		_ = f.Close() // the emulator's own Close races with the read that it ends
	})
	return y
}

// listen hears what comes until nothing more does.
func (y *tty) listen(from io.Reader) {
	defer close(y.ended)
	buf := make([]byte, 1<<16)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			y.heard(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// press types keys.
func (y *tty) press(keys string) {
	y.t.Helper()
	if _, err := io.WriteString(y.in, keys); err != nil {
		y.t.Fatalf("%q cannot be typed: %v", keys, err)
	}
}

// until waits until the screen holds what is looked for, so long at most; it tells whether it came.
func (y *tty) until(limit time.Duration, ok func(screen string) bool) bool {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		y.mu.Lock()
		shown, changed := y.screen.String(), y.changed
		y.mu.Unlock()
		if ok(shown) {
			return true
		}
		select {
		case <-changed:
		case <-timer.C:
			return false
		case <-y.ended:
			y.mu.Lock()
			defer y.mu.Unlock()
			return ok(y.screen.String())
		}
	}
}

// changes presses keys and waits until the screen is another, for a moment at most; it tells whether it is.
// The moment is several times what answers took of late, since a machine may be busy.
func (y *tty) changes(keys string) bool {
	y.t.Helper()
	was, began := y.text(), time.Now()
	y.press(keys)
	if !y.until(min(max(60*time.Millisecond, 8*y.answer), time.Second), func(s string) bool { return s != was }) {
		return false
	}
	y.answer = (3*y.answer + time.Since(began)) / 4
	return true
}

// peel presses Escape until nothing is left to close.
func (y *tty) peel() {
	y.t.Helper()
	for range 12 {
		if !y.changes("\x1b") && !strings.Contains(y.text(), y.corner) {
			return
		}
	}
}

// opens presses keys that open a box, and waits for it.
func (y *tty) opens(keys string) {
	y.t.Helper()
	y.press(keys)
	if !y.until(5*slower*time.Second, func(s string) bool { return strings.Contains(s, y.corner) }) {
		y.t.Fatalf("%q opens nothing; the screen shows\n%s", keys, y.text())
	}
}

// closes closes the box.
func (y *tty) closes() {
	y.t.Helper()
	y.press("\x1b")
	if !y.until(5*slower*time.Second, func(s string) bool { return !strings.Contains(s, y.corner) }) {
		y.t.Fatalf("the box stays; the screen shows\n%s", y.text())
	}
}

// shows waits for words on the screen.
func (y *tty) shows(words string) {
	y.t.Helper()
	if !y.until(10*slower*time.Second, func(s string) bool { return strings.Contains(s, words) }) {
		y.t.Fatalf("%q does not come; the screen shows\n%s", words, y.text())
	}
}

// quiet waits until nothing was written for a moment.
func (y *tty) quiet(moment time.Duration) {
	for {
		y.mu.Lock()
		changed := y.changed
		y.mu.Unlock()
		select {
		case <-changed:
		case <-time.After(moment):
			return
		case <-y.ended:
			return
		}
	}
}

func (y *tty) text() string {
	y.mu.Lock()
	defer y.mu.Unlock()
	return y.screen.String()
}

// wrote is all that the program wrote so far.
func (y *tty) wrote() []byte {
	y.mu.Lock()
	defer y.mu.Unlock()
	return bytes.Clone(y.raw.Bytes())
}

// exit waits for the program's end: its exit code, -1 where a signal ended it, and how long it took.
func (y *tty) exit() (code int, took time.Duration) {
	y.t.Helper()
	began := time.Now()
	left := make(chan error, 1)
	go func() { left <- y.cmd.Wait() }()
	select {
	case err := <-left:
		var e *exec.ExitError
		if err != nil && !errors.As(err, &e) {
			y.t.Fatal(err)
		}
	case <-time.After(10 * slower * time.Second):
		shown, before := y.text(), len(y.wrote())
		_ = y.cmd.Process.Signal(syscall.SIGQUIT) // it tells where it stands
		<-left
		<-y.ended
		y.t.Fatalf("it does not end; the screen shows\n%s\n%s", shown, y.wrote()[before:])
	}
	took = time.Since(began)
	select { // what it wrote last is read to the end
	case <-y.ended:
	case <-time.After(time.Second):
	}
	return y.cmd.ProcessState.ExitCode(), took
}

// restored holds the terminal to what it was before the program came: the other screen left, the cursor
// shown, no mouse, no pasting marks, no keyboard protocol, no colours.
func (y *tty) restored() {
	y.t.Helper()
	raw := string(y.wrote())
	for on, off := range map[string]string{
		"\x1b[?1049h": "\x1b[?1049l", "\x1b[?25l": "\x1b[?25h", "\x1b[?2004h": "\x1b[?2004l", "\x1b[?1002h": "\x1b[?1002l", "\x1b[?1003h": "\x1b[?1003l", "\x1b[?1006h": "\x1b[?1006l",
		"\x1b[?1004h": "\x1b[?1004l", "\x1b[?2026h": "\x1b[?2026l", "\x1b[?2027h": "\x1b[?2027l", "\x1b[?2031h": "\x1b[?2031l", "\x1b[>": "\x1b[<",
	} {
		if on == "\x1b[>" {
			if i := strings.LastIndex(raw, "\x1b[>1u"); i >= 0 && !strings.Contains(raw[i:], "\x1b[<") {
				y.t.Errorf("the keyboard stays as it was asked for")
			}
			continue
		}
		if i := strings.LastIndex(raw, on); i >= 0 && strings.LastIndex(raw, off) < i {
			y.t.Errorf("%q is not followed by %q; the last that was written is %q", on, off, raw[max(len(raw)-200, 0):])
		}
	}
	if y.screen.IsAltScreen() {
		y.t.Error("the other screen is still there")
	}
}

// ttyEnv is an environment for startTTY whose paths lie in a folder of the test.
func ttyEnv(t *testing.T, store string, more ...string) []string {
	dir := t.TempDir()
	return append([]string{"HOME=" + dir, "XDG_CONFIG_HOME=" + filepath.Join(dir, "config"), "XDG_DATA_HOME=" + filepath.Join(dir, "data"), "LEDE_STORE=" + store}, more...)
}
