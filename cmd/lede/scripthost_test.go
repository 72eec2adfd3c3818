package main

import (
	"context"
	"crypto/ed25519"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
	gossh "golang.org/x/crypto/ssh"
)

// host is a feed server on loopback: it serves the files of a script's folder with validators, and
// counts what it is asked.
type feedServer struct {
	mu   sync.Mutex
	dir  string
	seen map[string]int
}

// hosts are the servers of scripts that run, by the script's folder.
var hosts sync.Map

// feedHost: feedhost DIR — starts a server for the files in DIR and sets $FEEDS to its address. A file NAME.status holds a
// status code to answer with.
func feedHost(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: feedhost DIR")
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	h := &feedServer{dir: ts.MkAbs(args[0]), seen: map[string]int{}}
	srv := &http.Server{Handler: h}
	go srv.Serve(ln)
	ts.Defer(func() { srv.Close() })
	hosts.Store(ts.Getenv("WORK"), h)
	ts.Setenv("FEEDS", "http://"+ln.Addr().String())
	config := filepath.Join(ts.Getenv("XDG_CONFIG_HOME"), "lede")
	ts.Check(os.MkdirAll(config, 0o755))
	ts.Check(os.WriteFile(filepath.Join(config, "config.toml"), []byte(fmt.Sprintf("[fetch]\nallow = [%q]\ngap = \"0s\"\n", ln.Addr())), 0o644))
}

func (h *feedServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	file := filepath.Join(h.dir, filepath.Base(r.URL.Path))
	if code, err := os.ReadFile(file + ".status"); err == nil {
		n, _ := strconv.Atoi(strings.TrimSpace(string(code)))
		h.seen[fmt.Sprint(n)]++
		http.Error(w, "no", n)
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		h.seen["404"]++
		http.NotFound(w, r)
		return
	}
	tag := fmt.Sprintf("%q", fmt.Sprint(len(data)))
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		h.seen["304"]++
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.seen["200"]++
	w.Write(data)
}

// feedLog: feedlog STATUS COUNT — how often the server answered so since it was asked last.
func feedLog(ts *testscript.TestScript, neg bool, args []string) {
	v, ok := hosts.Load(ts.Getenv("WORK"))
	if !ok || len(args) != 2 {
		ts.Fatalf("usage: feedlog STATUS COUNT, after feedhost")
	}
	h := v.(*feedServer)
	h.mu.Lock()
	defer h.mu.Unlock()
	if got := fmt.Sprint(h.seen[args[0]]); (got == args[1]) == neg {
		ts.Fatalf("%s was answered %s times: %v", args[0], got, h.seen)
	}
	h.seen = map[string]int{}
}

// keyFor makes a key pair NAME, NAME.pub in the script's folder once.
func keyFor(ts *testscript.TestScript, name string) gossh.Signer {
	file := ts.MkAbs(name)
	if data, err := os.ReadFile(file); err == nil {
		s, err := gossh.ParsePrivateKey(data)
		ts.Check(err)
		return s
	}
	_, priv, err := ed25519.GenerateKey(nil)
	ts.Check(err)
	block, err := gossh.MarshalPrivateKey(priv, "")
	ts.Check(err)
	ts.Check(os.WriteFile(file, pem.EncodeToMemory(block), 0o600))
	s, err := gossh.NewSignerFromKey(priv)
	ts.Check(err)
	ts.Check(os.WriteFile(file+".pub", gossh.MarshalAuthorizedKey(s.PublicKey()), 0o644))
	return s
}

// sshHost: sshd key NAME — makes a key pair; sshd start [FLAGS…] — serves on loopback until the script ends.
func sshHost(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: sshd key NAME | sshd start [FLAGS…]")
	}
	if args[0] == "key" {
		keyFor(ts, args[1])
		return
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	addr := ln.Addr().String()
	ln.Close()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	log, err := os.Create(ts.MkAbs("sshd.log"))
	ts.Check(err)
	vars := map[string]string{} // the script goes on changing its own
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LEDE_STORE"} {
		vars[name] = ts.Getenv(name)
	}
	env := func(name string) string { return vars[name] }
	go func() {
		ended <- run(ctx, append([]string{"serve", "--listen", addr, "--fetch=false"}, args[1:]...), terminal{env: env, in: strings.NewReader(""), out: log, errs: log, now: scriptNow})
	}()
	ts.Defer(func() {
		cancel()
		if code := <-ended; code != done {
			ts.Fatalf("the server ended with exit code %d", code)
		}
		log.Close()
	})
	ts.Setenv("SSHD", addr)
	for range 500 {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return
		}
		exec.Command("true").Run()
	}
	ts.Fatalf("the server does not listen")
}

// sshRun: ssh NAME [--as LOGIN | --code FILE] COMMAND… — runs a command over SSH with the key NAME; its output is the
// script's stdout. FILE holds what lede users invite printed.
func sshRun(ts *testscript.TestScript, neg bool, args []string) {
	key, login := keyFor(ts, args[0]), args[0]
	switch args[1] {
	case "--as":
		login, args = args[2], args[2:]
	case "--code":
		login = regexp.MustCompile(`join-[a-z2-7]+`).FindString(ts.ReadFile(args[2]))
		args = args[2:]
	}
	c, err := gossh.Dial("tcp", ts.Getenv("SSHD"), &gossh.ClientConfig{User: login, Auth: []gossh.AuthMethod{gossh.PublicKeys(key)},
		HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err == nil {
		defer c.Close()
		var s *gossh.Session
		s, err = c.NewSession()
		ts.Check(err)
		s.Stdin, s.Stdout, s.Stderr = strings.NewReader(ts.ReadFile("stdin")), ts.Stdout(), ts.Stderr()
		err = s.Run(strings.Join(args[1:], " "))
	}
	if err != nil {
		fmt.Fprintln(ts.Stderr(), err)
	}
	if (err != nil) != neg {
		ts.Fatalf("ssh %v: %v", args, err)
	}
}

// until FILE TEXT — waits until a file that a program in the background writes holds the text.
func until(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: until FILE TEXT")
	}
	var data []byte
	for range 5000 {
		if data, _ = os.ReadFile(ts.MkAbs(args[0])); strings.Contains(string(data), args[1]) {
			return
		}
		exec.Command("true").Run()
	}
	ts.Fatalf("%s does not hold %q:\n%s", args[0], args[1], data)
}

// expand FILE… — puts variables such as $FEEDS into files.
func expand(ts *testscript.TestScript, neg bool, args []string) {
	for _, f := range args {
		ts.Check(os.WriteFile(ts.MkAbs(f), []byte(os.Expand(ts.ReadFile(f), ts.Getenv)), 0o644))
	}
}
