package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	gossh "golang.org/x/crypto/ssh"

	"lede/model"
	"lede/model/store/sqlite"
	"lede/ui/sshd"
)

// glass is what a session printed so far.
type glass struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (g *glass) Write(b []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.buf.Write(b)
}

func (g *glass) await(t *testing.T, want string) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		g.mu.Lock()
		is := strings.Contains(g.buf.String(), want)
		g.mu.Unlock()
		if is {
			return
		}
	}
	t.Fatalf("%q is not shown", want)
}

// sit opens a session with key i and a terminal.
func (l *loaded) sit(i int) (*gossh.Client, *gossh.Session, io.Writer, *glass) {
	l.t.Helper()
	c, err := gossh.Dial("tcp", l.addr, &gossh.ClientConfig{User: "any", Auth: []gossh.AuthMethod{gossh.PublicKeys(l.keys[i])}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { c.Close() })
	s, err := c.NewSession()
	if err != nil {
		l.t.Fatal(err)
	}
	g := &glass{}
	s.Stdout = g
	in, err := s.StdinPipe()
	if err != nil {
		l.t.Fatal(err)
	}
	if err := s.RequestPty("xterm-256color", 40, 120, gossh.TerminalModes{}); err != nil {
		l.t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		l.t.Fatal(err)
	}
	return c, s, in, g
}

// ask runs a command with the connection of a session.
func (l *loaded) ask(c *gossh.Client, command string) string {
	l.t.Helper()
	s, err := c.NewSession()
	if err != nil {
		l.t.Fatal(err)
	}
	out, _ := s.CombinedOutput(command)
	return string(out)
}

func TestTheServerIsAskedToEndWithReadersIn(t *testing.T) {
	l := startLoaded(t, 12)
	var sessions []*gossh.Session
	var glasses []*glass
	for i := range 3 {
		_, s, _, g := l.sit(i)
		g.await(t, "\x1b[?1049h")
		sessions, glasses = append(sessions, s), append(glasses, g)
	}
	l.stop()
	for i, g := range glasses {
		for _, want := range []string{"\x1b[?1049l", "\x1b[?25h", "\x1b[?1002l", "the server is restarting"} {
			g.await(t, want)
		}
		if err := sessions[i].Wait(); err != nil {
			t.Errorf("session %d ended with %v", i, err)
		}
	}
}

func TestAHangupReadsTheConfigurationAgainAndEndsNobody(t *testing.T) {
	l := startLoaded(t, 12)
	defer l.stop()
	c, _, in, g := l.sit(0)
	g.await(t, "\x1b[?1049h")
	config := ""
	for i, a := range l.cmd.Args {
		if a == "--config" {
			config = l.cmd.Args[i+1]
		}
	}
	if err := os.WriteFile(config, []byte("[serve]\nsessions = 1\nadmins = [\"reader0\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := l.ask(c, "users ls"); !strings.Contains(got, "unknown command") {
		t.Fatalf("a reader looks after readers: %q", got)
	}
	if err := l.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if strings.Contains(l.ask(c, "ls"), "every seat is taken") {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the configuration is not read again")
		}
	}
	_, _ = io.WriteString(in, "q")
	g.await(t, "\x1b[?1049l") // it was there all the while
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if strings.Contains(l.ask(c, "users ls"), "reader0") {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the new role does not hold")
		}
	}
}

// What a reader set over SSH holds on that reader's screen, whatever the host has, and on no other's.
func TestAReadersOwnThemeAndKeysHoldOnTheScreen(t *testing.T) {
	l := startLoaded(t, 12)
	defer l.stop()
	c, _, _, _ := l.sit(0)
	if got := l.ask(c, "config theme none"); !strings.Contains(got, "kept") {
		t.Fatal(got)
	}
	if got := l.ask(c, "config keys newsboat"); !strings.Contains(got, "kept") {
		t.Fatal(got)
	}
	_, _, _, own := l.sit(0)
	_, _, _, other := l.sit(1)
	for g, is := range map[*glass]bool{own: true, other: false} {
		g.await(t, "help")
		g.mu.Lock()
		shown := g.buf.String()
		g.mu.Unlock()
		if colourful := strings.Contains(shown, "38;5;"); colourful == is {
			t.Errorf("own theme %v: %q", is, shown)
		}
		if newsboat := strings.Contains(strings.ReplaceAll(ansi.Strip(shown), " ", ""), "Ffilter"); newsboat != is {
			t.Errorf("own keys %v: %q", is, ansi.Strip(shown))
		}
	}
}

func TestAStoryThatComesInIsSeenByWhoIsReading(t *testing.T) {
	l := startLoaded(t, 12)
	defer l.stop()
	_, _, _, ann := l.sit(0)
	c, _, _, bo := l.sit(1)
	ann.await(t, "\x1b[?1049h")
	bo.await(t, "\x1b[?1049h")
	file := ""
	for i, a := range l.cmd.Args {
		if a == "--store" {
			file = l.cmd.Args[i+1]
		}
	}
	st, err := sqlite.Open(context.Background(), file) // as "lede fetch" beside the server does
	if err != nil {
		t.Fatal(err)
	}
	var w model.BodyBuilder
	w.Open(model.Block{Kind: model.Paragraph})
	w.Text("The lighthouse of Holm burns again.", 0, "")
	w.Close()
	if _, err := st.Put(context.Background(), 0, []model.Story{{GUID: "light", Headline: "Lighthouse lit", Body: w.Body(), Published: scriptNow()}}, scriptNow()); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	l.ask(c, "add nowhere.invalid") // a reader who brings something in has the others told at once
	ann.await(t, "Lighthouse lit")
	bo.await(t, "Lighthouse lit")
}

// A socket that systemd hands over is served; the address of --listen is not opened. Two are refused in words.
func TestASocketHandedOverIsServed(t *testing.T) {
	l := startLoaded(t, 4)
	l.stop()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	f, err := ln.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	handOver := func(n string) *exec.Cmd {
		c := exec.Command("sh", append([]string{"-c", `LISTEN_PID=$$ LISTEN_FDS=` + n + ` exec lede "$@"`, "sh"}, l.cmd.Args[1:]...)...)
		c.Env, c.ExtraFiles = l.cmd.Env, []*os.File{f}
		return c
	}
	if out, err := handOver("2").CombinedOutput(); err == nil || !strings.Contains(string(out), "systemd hands over 2 sockets") {
		t.Errorf("two sockets: %v, %s", err, out)
	}
	cmd := handOver("1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	l.addr = ln.Addr().String()
	c, err := gossh.Dial("tcp", l.addr, &gossh.ClientConfig{User: "any", Auth: []gossh.AuthMethod{gossh.PublicKeys(l.keys[0])}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err != nil {
		t.Fatal(err)
	}
	if got := l.ask(c, "whoami"); got != "reader0\n" {
		t.Errorf("%q", got)
	}
	c.Close()
	_ = cmd.Process.Signal(syscall.SIGTERM)
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

func TestMetricsAreForThisMachineOnly(t *testing.T) {
	for address, is := range map[string]bool{"127.0.0.1:1": true, "localhost:1": true, "[::1]:1": true, ":9323": false, "0.0.0.0:1": false, "192.0.2.1:80": false, "news.example.org:80": false, "": false} {
		if loopback(address) != is {
			t.Errorf("%q", address)
		}
	}
}

func TestACrowdHasLeftOnce(t *testing.T) {
	var c crowd
	for i, step := range []struct {
		now  int
		left bool
	}{{3, false}, {0, false}, {40, false}, {11, false}, {10, true}, {10, false}, {0, false}, {25, false}, {2, true}} {
		if got := c.left(step.now); got != step.left {
			t.Errorf("step %d: %v", i, got)
		}
	}
}

// A host key that others may read is no secret; a made one is the server's alone.
func TestTheHostKeyIsMadeForTheServerAlone(t *testing.T) {
	key := filepath.Join(t.TempDir(), "key")
	who := func(context.Context, string) (sshd.Reader, error) { return sshd.Reader{}, sshd.ErrStranger }
	if _, err := sshd.New(sshd.Config{HostKey: key, Who: who}); err != nil {
		t.Fatal(err)
	}
	st, err := os.Stat(key)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%o", st.Mode().Perm()); got != "600" || secret(key) != nil {
		t.Errorf("mode %s, %v", got, secret(key))
	}
	if err := os.Chmod(key, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := secret(key); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a key that others may read: %v", err)
	}
}

func TestDeedsAreTakenBackOverSSHAndAMarkInTheNextSessionToo(t *testing.T) {
	l := startLoaded(t, 4)
	defer l.stop()
	c, s, in, g := l.sit(0)
	g.await(t, "\x1b[?1049h")
	total := strings.TrimSpace(l.ask(c, "count"))
	counts := func(query string, is func(n string) bool, keys string) {
		t.Helper()
		_, _ = io.WriteString(in, keys)
		got := ""
		for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
			if got = strings.TrimSpace(l.ask(c, "count "+query)); is(got) {
				return
			}
		}
		t.Fatalf("after %q %s of %s stories are %q", keys, got, total, query)
	}
	of := func(want string) func(string) bool { return func(n string) bool { return n == want } }
	counts("is:starred", of("1"), "s")
	counts("has:note", of("1"), ":note wet\r")
	counts("", func(n string) bool { return n != total }, ":mute grain\r")
	counts("", of(total), "u")
	counts("", func(n string) bool { return n != total }, "\x12")
	counts("", of(total), "u")
	counts("has:note", of("0"), "u")
	counts("has:note", of("1"), "\x12")
	_, _ = io.WriteString(in, "Q")
	_ = s.Wait()

	c, _, in, g = l.sit(0)
	g.await(t, "\x1b[?1049h")
	counts("is:starred", of("0"), "u")
	counts("is:starred", of("1"), "\x12")
	counts("has:note", of("1"), "u") // of notes only this session's are taken back
	counts("is:starred", of("0"), "")
}
