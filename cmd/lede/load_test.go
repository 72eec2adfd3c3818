package main

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"lede/model/store/sqlite"
	"lede/ui/uitest"
)

// The load test is small unless it is asked for more, as in
//
//	go test ./cmd/lede -run Load -v -load.readers 200 -load.held 300 -load.deaf 40 -load.half 50 -load.for 2m
//
// Where other work is going on, times are of that work as well: chrt -r 2 before it gives the test the machine.
var (
	loadReaders = flag.Int("load.readers", 6, "sessions that press keys")
	loadHeld    = flag.Int("load.held", 4, "sessions that are held open beside them")
	loadDeaf    = flag.Int("load.deaf", 2, "clients that never read what they are sent")
	loadHalf    = flag.Int("load.half", 5, "connections that begin a handshake and say no more")
	loadFor     = flag.Duration("load.for", time.Second, "how long keys are pressed")
	loadPause   = flag.Duration("load.pause", 300*time.Millisecond, "least time between two keys of one reader; at most twice that")
	loadBin     = flag.String("load.bin", "", "program to serve with; empty for the one under test")
)

// loaded is a server under load: a process of its own, so that its cost is not the clients'.
type loaded struct {
	t     *testing.T
	cmd   *exec.Cmd
	addr  string
	meter string // address of its metrics, "" for none
	keys  []gossh.Signer
	left  chan error
}

// startLoaded serves some hundred stories to as many readers as sessions need.
func startLoaded(t *testing.T, sessions int) *loaded {
	t.Helper()
	dir := t.TempDir()
	ctx := context.Background()
	st, err := sqlite.Open(ctx, filepath.Join(dir, "lede.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Put(ctx, 0, uitest.Edition(min(400, 60+10*sessions)), scriptNow()); err != nil {
		t.Fatal(err)
	}
	l := &loaded{t: t, left: make(chan error, 1)}
	for i := range sessions/4 + 1 {
		_, priv, err := ed25519.GenerateKey(nil)
		if err != nil {
			t.Fatal(err)
		}
		s, err := gossh.NewSignerFromKey(priv)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := st.AddReader(ctx, fmt.Sprintf("reader%d", i), strings.TrimSpace(string(gossh.MarshalAuthorizedKey(s.PublicKey()))), scriptNow()); err != nil {
			t.Fatal(err)
		}
		l.keys = append(l.keys, s)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(config, fmt.Appendf(nil, "[serve]\nsessions = %d\n", sessions+8), 0o600); err != nil {
		t.Fatal(err)
	}
	bin, more := *loadBin, []string{"serve"}
	if bin == "" {
		bin, more = "lede", append(more, "--metrics", "127.0.0.1:0")
	}
	l.cmd = exec.Command(bin, append(more, "--listen", "127.0.0.1:0", "--fetch=false", "--config", config, "--store", filepath.Join(dir, "lede.db"), "--host-key", filepath.Join(dir, "key"))...)
	l.cmd.Env = append(os.Environ(), "HOME="+dir)
	errs, err := l.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := l.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(errs)
	address := regexp.MustCompile(`msg=(\w+) address=(127\.0\.0\.1:\d+)`)
	for l.addr == "" && lines.Scan() {
		m := address.FindStringSubmatch(lines.Text())
		switch {
		case m == nil:
		case m[1] == "metrics":
			l.meter = m[2]
		default:
			l.addr = m[2]
		}
	}
	go func() {
		for lines.Scan() {
		}
		l.left <- l.cmd.Wait()
	}()
	if l.addr == "" {
		t.Fatal("the server does not say where it listens")
	}
	return l
}

// stop asks the server to end and holds it to its promise: exit code 0 within five seconds.
func (l *loaded) stop() {
	l.t.Helper()
	began := time.Now()
	_ = l.cmd.Process.Signal(syscall.SIGTERM)
	if err := <-l.left; err != nil {
		l.t.Errorf("the server ended with %v", err)
	}
	if took := time.Since(began); took > 5*time.Second {
		l.t.Errorf("the server took %s to end", took)
	}
}

// dialFrom connects from a loopback address of its own for every eight, as readers come from many addresses.
func (l *loaded) dialFrom(i int) (net.Conn, error) {
	d := net.Dialer{Timeout: 5 * time.Second, LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(1+i/8))}}
	return d.Dial("tcp", l.addr)
}

// presser is one session.
type presser struct {
	conn net.Conn
	cl   *gossh.Client
	s    *gossh.Session
	in   io.WriteCloser

	mu    sync.Mutex
	sent  time.Time // when a key went out that is not answered yet
	took  []time.Duration
	bytes int
	keys  int
	shown chan struct{} // closed when the first screen came
	once  sync.Once
}

// Write takes what the server draws: the first of it after a key is that key's answer.
func (p *presser) Write(b []byte) (int, error) {
	now := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bytes += len(b)
	if !p.sent.IsZero() {
		p.took = append(p.took, now.Sub(p.sent))
		p.sent = time.Time{}
	}
	p.once.Do(func() { close(p.shown) })
	return len(b), nil
}

func (l *loaded) reader(i int, wrap func(net.Conn) net.Conn) (*presser, error) {
	conn, err := l.dialFrom(i)
	if err != nil {
		return nil, err
	}
	if wrap != nil {
		conn = wrap(conn)
	}
	c, chans, reqs, err := gossh.NewClientConn(conn, l.addr, &gossh.ClientConfig{User: "any", Auth: []gossh.AuthMethod{gossh.PublicKeys(l.keys[i/4])}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err != nil {
		return nil, err
	}
	p := &presser{conn: conn, cl: gossh.NewClient(c, chans, reqs), shown: make(chan struct{})}
	if p.s, err = p.cl.NewSession(); err != nil {
		return nil, err
	}
	p.s.Stdout = p
	if p.in, err = p.s.StdinPipe(); err != nil {
		return nil, err
	}
	if err := p.s.RequestPty("xterm-256color", 40, 120, gossh.TerminalModes{}); err != nil {
		return nil, err
	}
	if err := p.s.Shell(); err != nil {
		return nil, err
	}
	select {
	case <-p.shown:
		return p, nil
	case <-time.After(20 * time.Second):
		return nil, fmt.Errorf("session %d shows nothing", i)
	}
}

// press presses keys until the time is up: down the list, and up again.
func (p *presser) press(i int, until time.Time) {
	pause := *loadPause + *loadPause*time.Duration(i%16)/16
	time.Sleep(pause * time.Duration(i*37%100) / 100) // readers do not begin together
	for n := 0; time.Now().Before(until); n++ {
		key := "j"
		if n%40 >= 20 {
			key = "k"
		}
		p.mu.Lock()
		p.sent = time.Now()
		p.keys++
		p.mu.Unlock()
		if _, err := io.WriteString(p.in, key); err != nil {
			return
		}
		time.Sleep(pause)
	}
}

// each does something for many at once, eight at a time.
func each(n int, do func(i int) error) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var first error
	seats := make(chan struct{}, 8)
	for i := range n {
		seats <- struct{}{}
		wg.Go(func() {
			defer func() { <-seats }()
			if err := do(i); err != nil {
				mu.Lock()
				defer mu.Unlock()
				if first == nil {
					first = err
				}
			}
		})
	}
	wg.Wait()
	return first
}

// usage is what a process has used so far.
type used struct {
	cpu time.Duration
	rss int // bytes
}

func (l *loaded) used() (u used) {
	proc := fmt.Sprintf("/proc/%d/", l.cmd.Process.Pid)
	if stat, err := os.ReadFile(proc + "stat"); err == nil {
		f := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
		user, _ := strconv.Atoi(f[11])
		system, _ := strconv.Atoi(f[12])
		u.cpu = time.Duration(user+system) * 10 * time.Millisecond
	}
	if statm, err := os.ReadFile(proc + "statm"); err == nil {
		pages, _ := strconv.Atoi(strings.Fields(string(statm))[1])
		u.rss = pages * os.Getpagesize()
	}
	return u
}

// deafConn is a connection whose client stops reading.
type deafConn struct {
	net.Conn
	deaf chan struct{} // closed when it does
	end  chan struct{}
}

func (d *deafConn) Read(b []byte) (int, error) {
	select {
	case <-d.deaf:
		<-d.end
		return 0, io.EOF
	default:
		return d.Conn.Read(b)
	}
}

// deafen makes sessions that ask for one full screen after the other and read none of it. They end when
// the returned function is called, which tells how many the server had cut by then.
func (l *loaded) deafen(n, first int) (end func() int) {
	var all []*deafConn
	for i := range n {
		d := &deafConn{deaf: make(chan struct{}), end: make(chan struct{})}
		p, err := l.reader(first+i, func(c net.Conn) net.Conn {
			_ = c.(*net.TCPConn).SetReadBuffer(4096)
			d.Conn = c
			return d
		})
		if err != nil {
			l.t.Fatal(err)
		}
		close(d.deaf)
		all = append(all, d)
		go func() {
			for k := 0; ; k++ {
				if p.s.WindowChange(100+k%2, 300+k%2) != nil {
					return
				}
				select {
				case <-d.end:
					return
				case <-time.After(20 * time.Millisecond):
				}
			}
		}()
	}
	return func() int {
		var cut atomic.Int32
		_ = each(len(all), func(i int) error {
			if isReset(all[i].Conn) {
				cut.Add(1)
			}
			close(all[i].end)
			return all[i].Conn.Close()
		})
		return int(cut.Load())
	}
}

// isReset tells whether the other side ended a connection, whatever still lies unread in it.
func isReset(c net.Conn) bool {
	_ = c.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	_, err := io.Copy(io.Discard, c)
	return err == nil || !os.IsTimeout(err)
}

// TestLoad has readers press keys while others rest, do not read, or never finish a handshake.
func TestLoad(t *testing.T) {
	if _, err := os.Stat("/proc/self/statm"); err != nil {
		t.Skip("what a process uses is read from /proc, which is not here")
	}
	pressing, sessions := *loadReaders, *loadReaders+*loadHeld
	l := startLoaded(t, sessions+*loadDeaf)
	defer l.stop()
	warm, err := l.reader(0, nil) // what is made once for all is not the sessions' cost
	if err != nil {
		t.Fatal(err)
	}
	_ = warm.cl.Close()
	empty := l.used()
	began := time.Now()
	all := make([]*presser, sessions)
	if err := each(sessions, func(i int) (err error) {
		all[i], err = l.reader(i, nil)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond)
	came, open := time.Since(began), l.used()
	t.Logf("%d sessions open in %s: %.0f kB each", sessions, came.Round(time.Millisecond), float64(open.rss-empty.rss)/1024/float64(sessions))
	time.Sleep(min(*loadFor/4, 5*time.Second))
	t.Logf("at rest they use %.2f%% of a core", 100*float64((l.used().cpu-open.cpu).Milliseconds())/float64(min(*loadFor/4, 5*time.Second).Milliseconds()))

	halves := l.half(*loadHalf)
	endDeaf := l.deafen(*loadDeaf, sessions)
	before := l.used()
	for _, p := range all {
		p.mu.Lock()
		p.bytes = 0
		p.mu.Unlock()
	}
	until := time.Now().Add(*loadFor)
	var wg sync.WaitGroup
	for i, p := range all[:pressing] {
		wg.Go(func() { p.press(i, until) })
	}
	wg.Wait()
	after := l.used()
	if n := endDeaf(); *loadFor > 90*time.Second && n < *loadDeaf { // two megabytes of window are full first
		t.Errorf("%d of %d that do not read were cut", n, *loadDeaf)
	}
	if lasted := halves(); lasted > 15*time.Second {
		t.Errorf("a half-open connection lasted %s", lasted)
	}
	l.judge(all[:pressing], before, after)
	if each := (open.rss - empty.rss) / sessions; sessions >= aCrowd && each > 2<<20 {
		t.Errorf("a session takes %d kB", each>>10)
	}
	_ = each(sessions, func(i int) error { return all[i].cl.Close() })
	t.Logf("resident: %.1f MB before, %.1f MB with all open, %.1f MB after the keys", mb(empty.rss), mb(open.rss), mb(after.rss))
	l.emptied(empty.rss, sessions)
}

// aCrowd of sessions is judged by the bars.
const aCrowd = 100

// emptied waits until the server has forgotten everybody: no session, hardly a goroutine, and after a crowd its
// memory back.
func (l *loaded) emptied(rss, sessions int) {
	if l.meter == "" {
		return
	}
	began := time.Now()
	for {
		in, goroutines, now := l.metric("lede_sessions"), l.metric("lede_goroutines"), l.used().rss
		free := sessions < aCrowd || now < rss+rss/2+16<<20
		if in == 0 && goroutines < 40 && free {
			l.t.Logf("%s after they left: %d goroutines, %.1f MB resident", time.Since(began).Round(100*time.Millisecond), goroutines, mb(now))
			return
		}
		if time.Since(began) > 40*time.Second {
			l.t.Errorf("long after all left: %d sessions, %d goroutines, %.1f MB resident", in, goroutines, mb(now))
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// metric is one figure that the server tells, -1 where it does not.
func (l *loaded) metric(name string) int {
	res, err := http.Get("http://" + l.meter + "/metrics")
	if err != nil {
		return -1
	}
	defer res.Body.Close()
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), name+" "); ok {
			n, _ := strconv.Atoi(value)
			return n
		}
	}
	return -1
}

func mb(n int) float64 { return float64(n) / (1 << 20) }

// judge tells what the keys cost, and holds it to the bars. The small run shares the machine with
// other tests, so that its bar is one that only a fault misses.
func (l *loaded) judge(all []*presser, before, after used) {
	var took []time.Duration
	keys, bytes := 0, 0
	for _, p := range all {
		p.mu.Lock()
		took = append(took, p.took...)
		keys += p.keys
		bytes += p.bytes
		p.mu.Unlock()
	}
	if len(took) < keys*9/10 || keys == 0 {
		l.t.Fatalf("%d of %d keys were answered", len(took), keys)
	}
	slices.Sort(took)
	p50, p99 := took[len(took)/2], took[len(took)*99/100]
	l.t.Logf("%d keys: p50 %s, p99 %s, most %s; %d bytes and %s of CPU a key", keys, p50.Round(10*time.Microsecond), p99.Round(10*time.Microsecond),
		took[len(took)-1].Round(10*time.Microsecond), bytes/keys, ((after.cpu - before.cpu) / time.Duration(keys)).Round(time.Microsecond))
	bar := 100 * time.Millisecond
	if *loadFor < 20*time.Second {
		bar = 5 * time.Second
	}
	if p99 > bar {
		l.t.Errorf("the slowest of a hundred keys took %s", p99)
	}
}

// half opens connections that never finish a handshake; the returned function waits until all are closed
// and tells how long the last of them lasted, once the time for that has passed.
func (l *loaded) half(n int) (last func() time.Duration) {
	began := time.Now()
	var wg sync.WaitGroup
	var mu sync.Mutex
	longest := time.Duration(0)
	for i := range n {
		c, err := l.dialFrom(1000 + i)
		if err != nil {
			l.t.Fatal(err)
		}
		_, _ = io.WriteString(c, "SSH-2.0-half\r\n")
		wg.Go(func() {
			defer c.Close()
			_ = c.SetReadDeadline(began.Add(20 * time.Second))
			_, _ = io.Copy(io.Discard, c)
			mu.Lock()
			defer mu.Unlock()
			longest = max(longest, time.Since(began))
		})
	}
	if *loadFor < 20*time.Second {
		return func() time.Duration { return 0 }
	}
	return func() time.Duration {
		wg.Wait()
		return longest
	}
}
