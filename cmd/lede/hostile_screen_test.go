//go:build unix

package main

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"lede/model/store/sqlite"
)

// What is astray in the words themselves must be seen by the scanner, or it would say nothing of a screen.
func TestHostileWordsAreSeenByTheScanner(t *testing.T) {
	seen := 0
	var not []string
	for _, w := range hostileWords() {
		if len((&scanner{screen: true, cols: 200, rows: 100}).scan([]byte("a"+w+"b"))) > 0 {
			seen++
		} else {
			not = append(not, fmt.Sprintf("%.30q", w))
		}
	}
	t.Logf("%d of %d are astray; not so: %s", seen, len(hostileWords()), strings.Join(not, " "))
	if seen < len(hostileWords())*9/10 {
		t.Errorf("%d of %d words are astray, the scanner is blind", seen, len(hostileWords()))
	}
}

// tour opens what the screen can show of a store of hostile words, types them, and leaves.
func (y *tty) tour(rich int, typed []string) {
	y.t.Helper()
	y.shows("H0 ")
	y.press("z")
	y.shows("B0 ")
	for i := range rich { // every article from its beginning to its end
		if i > 0 {
			y.press("J")
			y.shows(fmt.Sprintf("B%d ", i))
		}
		for y.changes("\x04") {
		}
		y.press("]f]q")
		y.opens(";")
		y.closes()
	}
	y.changes("z")
	y.changes("gg")
	for y.changes(" ") { // the list
	}
	for _, box := range []string{":feeds\r", ":packs\r", "?"} {
		y.opens(box)
		y.changes("jj")
		y.changes("G")
		y.peel()
	}
	for _, pane := range []string{"i", "i", "t", "T", "F", "e", ":theme\r", ":density\r", ":density\r", ":density\r"} {
		y.changes(pane)
		y.peel()
	}
	for i, w := range typed {
		w = "\x1b[200~" + strings.NewReplacer("\x1b[201~", "", "\x1a", "", "\x03", "").Replace(w) + "\x1b[201~"
		for _, prompt := range []string{"f", "/", ":", ":save ", ":note ", "a"}[i%3*2:][:2] {
			y.press(prompt)
			y.changes(w)
			if prompt != "a" {
				y.changes("\r")
			}
			y.peel()
		}
	}
	y.press("\x03")
}

// judge scans all that was written, and counts the marked words that were drawn.
func (y *tty) judge(cols, rows, rich, words int) {
	y.t.Helper()
	raw := y.wrote()
	s := scanner{screen: true, cols: cols, rows: rows}
	for _, bad := range s.scan(raw) {
		y.t.Error(bad)
	}
	plain := regexp.MustCompile("\x1b(?:\\[[0-?]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|.)").ReplaceAll(raw, nil)
	drawn := map[string]bool{}
	for _, m := range regexp.MustCompile(`\b[HBPTF][0-9]+ `).FindAll(plain, -1) {
		drawn[string(m)] = true
	}
	n := map[byte]int{}
	for m := range drawn {
		n[m[0]]++
	}
	var shapes []string
	for k := range s.seen {
		shapes = append(shapes, k)
	}
	slices.Sort(shapes)
	y.t.Logf("%d bytes; %d headlines, %d bylines, %d feeds, %d places in bodies drawn; sequences: %s", len(raw), n['H'], n['B'], n['F'], n['T'], strings.Join(shapes, ", "))
	if n['H'] < words/2 || n['B'] < rich || n['T'] < 8 || n['F'] < min(20, words/3) {
		y.t.Errorf("too little was drawn: %v", n)
	}
}

const hostileCols, hostileRows = 220, 120

// No byte that the screen does not say of itself ever leaves, whatever the store holds and whatever is
// typed: the program is driven in a terminal, and what it writes is read byte by byte.
func TestHostileStoreOnTheScreen(t *testing.T) {
	t.Parallel()
	words, rich := some(hostileWords(), long(160, 1<<20)), long(4, 60)
	store := hostileStore(t, words, rich, (len(words)+rich-1)/rich)
	for _, term := range []string{"xterm-256color", "linux"}[:long(1, 2)] {
		y := startTTY(t, hostileCols, hostileRows, ttyEnv(t, store, "TERM="+term))
		if term == "linux" { // which is drawn in ASCII
			y.corner = "+- "
		}
		y.tour(rich, some(words, long(3, 300)))
		if code, _ := y.exit(); code != done {
			t.Errorf("exit code %d", code)
		}
		y.restored()
		y.judge(hostileCols, hostileRows, rich, long(len(words), 200))
	}
}

// Nor over SSH, where another part draws and where what one reader wrote is hostile to the next.
func TestHostileStoreOverSSH(t *testing.T) {
	t.Parallel()
	words, rich := some(hostileWords(), long(120, 1<<20)), long(3, 60)
	path := hostileStore(t, words, rich, (len(words)+rich-1)/rich)
	c := hostileHost(t, path)
	y, s := overSSH(t, c, hostileCols, hostileRows)
	y.tour(rich, some(words, long(3, 200)))
	if err := s.Wait(); err != nil {
		t.Errorf("the session ended with %v", err)
	}
	<-y.ended
	y.restored()
	y.judge(hostileCols, hostileRows, rich, long(len(words), 200))

	n := 0
	for _, args := range append([]string{"ls", "ls --json", "feeds", "topics", "topics --why 1", "show 1", "show 2 --as markdown", "show 3 --json", "export", "whoami", "no-such", "ls --no-such"}, hostileCalls(some(words, long(18, 400)))...) {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		var r ran
		var out, errs strings.Builder
		s.Stdout, s.Stderr = &out, &errs
		if err := s.Run(args); err != nil {
			r.code = 1
		}
		r.out, r.errs = out.String(), errs.String()
		r.clean(t, "ssh host "+args)
		n++
	}
	t.Logf("%d commands over SSH", n)
}

// overSSH opens a reader with a terminal at the other end of a line.
func overSSH(t *testing.T, c *gossh.Client, cols, rows int) (*tty, *gossh.Session) {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	y := newTTY(t, cols, rows)
	if y.in, err = s.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm-256color", rows, cols, gossh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	go y.answers()
	go y.listen(out)
	return y, s
}

// Nor of files that strangers wrote and named, whether they are there or not.
func TestHostileFilesOnTheScreen(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes, which show no race of one")
	}
	t.Parallel()
	dir := t.TempDir()
	n := 0
	for i, w := range some(hostileWords(), long(8, 120)) {
		name := strings.NewReplacer("/", "-", "\x00", "").Replace(w)
		path := filepath.Join(dir, fmt.Sprintf("%d%.200s.xml", i, strings.ToValidUTF8(name, "?")))
		text := fmt.Sprintf(`<rss><channel><title>%s</title><item><title>H0 %s</title><author>%s</author><description>%s &lt;a href="%s"&gt;%s&lt;/a&gt; paid $5 million.</description></item></channel></rss>`, w, w, w, w, w, w)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			continue // no name for this file system
		}
		for _, file := range []string{path, path + ".gone"} {
			n++
			y := startTTY(t, 140, 40, ttyEnv(t, filepath.Join(dir, "lede.db")), "read", file)
			if file == path && y.until(10*slower*time.Second, func(s string) bool { return strings.Contains(s, "H0") }) {
				y.press("io")
				y.opens("?")
				y.closes()
				y.press("Q")
			}
			code, _ := y.exit()
			if want := map[bool]int{true: done, false: failed}[file == path]; code != want {
				t.Errorf("%q: exit code %d, it shows\n%s", file, code, y.text())
			}
			y.restored()
			s := scanner{screen: true, cols: 140, rows: 40}
			for _, bad := range s.scan(y.wrote()) {
				t.Errorf("%q: %s", file, bad)
			}
		}
	}
	t.Logf("%d files on the screen", n)
}

// hostileCalls are command lines with a word in them, as a client sends them.
func hostileCalls(words []string) []string {
	var out []string
	for i, w := range words {
		out = append(out, [...]string{"ls ", "show ", "ls '#", "mark --star ", "add ", ""}[i%6]+w)
	}
	return out
}

// hostileHost serves a store on loopback and comes in as its reader. It serves until the test ends.
func hostileHost(t *testing.T, path string) *gossh.Client {
	t.Helper()
	return host(t, path, homeless(t, path))
}

// host serves a store with an environment.
func host(t *testing.T, path string, env map[string]string) *gossh.Client {
	t.Helper()
	_, priv, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewSignerFromKey(priv)
	if err != nil {
		t.Fatal(err)
	}
	st, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = st.AddReader(t.Context(), "ann", strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey()))), scriptNow())
	if err != nil {
		t.Fatal(err)
	}
	feeds, err := st.Subscriptions(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	r, err := st.ReaderByKey(t.Context(), strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey()))))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range feeds {
		if _, err := st.Subscribe(t.Context(), r.ID, f); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("no loopback here: ", err)
	}
	addr := ln.Addr().String()
	ln.Close()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--listen", addr, "--fetch=false"}, terminal{env: func(k string) string { return env[k] }, in: strings.NewReader(""), out: io.Discard, errs: io.Discard, now: scriptNow})
	}()
	t.Cleanup(func() { cancel(); <-ended })
	var c *gossh.Client
	for range 200 {
		c, err = gossh.Dial("tcp", addr, &gossh.ClientConfig{User: "ann", Auth: []gossh.AuthMethod{gossh.PublicKeys(key)}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
		if err == nil {
			t.Cleanup(func() { c.Close() })
			return c
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal(err)
	return nil
}
