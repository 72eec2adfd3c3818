//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
	"lede/model/store/sqlite"
)

// A faultHost serves feeds on loopback that grow while the programs that visit them are killed.
type faultHost struct {
	addr string
	n    atomic.Int64 // stories that every feed has
}

const (
	faultFeeds = 4
	faultBatch = 4 // stories that a feed gains at a time
)

func newFaultHost(t *testing.T) *faultHost {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("no loopback here: ", err)
	}
	t.Cleanup(func() { ln.Close() })
	h := &faultHost{addr: ln.Addr().String()}
	go http.Serve(ln, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var feed int
		fmt.Sscanf(r.URL.Path, "/%d", &feed)
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Harbour %d</title>`, feed)
		for i := h.n.Load() - 1; i >= 0; i-- {
			fmt.Fprintf(w, `<item><guid>f%di%d</guid><title>Berth f%di%d is let</title><description>The port of berth %d in harbour %d paid $%d million on Monday, said Ann Miller.</description></item>`, feed, i, feed, i, i, feed, i+1)
		}
		fmt.Fprint(w, `</channel></rss>`)
	}))
	return h
}

// home is an environment for programs that may visit the host, whose store follows its feeds.
func (h *faultHost) home(t *testing.T) (env []string, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "lede.db")
	env = append(ttyEnv(t, path), "PATH="+os.Getenv("PATH"))
	folder := filepath.Join(strings.TrimPrefix(env[1], "XDG_CONFIG_HOME="), "lede")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), fmt.Appendf(nil, "[fetch]\nallow = [%q]\ngap = \"0s\"\nper_host = 8\n", h.addr), 0o644); err != nil {
		t.Fatal(err)
	}
	st, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	for i := range faultFeeds {
		if _, err := st.Subscribe(t.Context(), model.LocalReader, model.Feed{Address: fmt.Sprintf("http://%s/%d", h.addr, i)}); err != nil {
			t.Fatal(err)
		}
	}
	return env, path
}

// victim is a program that is killed, unless it ends before.
type victim struct {
	cmd       *exec.Cmd
	out, errs bytes.Buffer
}

// startVictim starts lede, or with tight above nothing lede on a disk that takes no file larger than about that.
func startVictim(env []string, tight int64, args ...string) (*victim, error) {
	v := &victim{cmd: exec.Command("lede", args...)}
	if tight > 0 {
		v.cmd = exec.Command("sh", append([]string{"-c", `ulimit -f "$0"; exec lede "$@"`, fmt.Sprint(tight / 512)}, args...)...)
	}
	v.cmd.Env, v.cmd.Stdout, v.cmd.Stderr = env, &v.out, &v.errs
	return v, v.cmd.Start()
}

// acked are what programs said was kept, before they were killed.
type acked struct {
	mu      sync.Mutex
	stories map[model.StoryID]bool
	starred map[string]bool // headlines
	lists   map[int]bool    // of stories that were imported
	kills   int
}

// fetched takes what a fetch printed.
func (a *acked) fetched(out []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, line := range bytes.SplitAfter(out, []byte("\n")) {
		var v struct{ New []model.StoryID }
		if bytes.HasSuffix(line, []byte("\n")) && json.Unmarshal(line, &v) == nil {
			for _, id := range v.New {
				a.stories[id] = true
			}
		}
	}
}

// Killed at any moment, on a full disk too, programs that write at once lose nothing that they said was kept, keep nothing twice,
// and the next one starts as if nothing had been.
func TestFaultProgramsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes, which show no race of one")
	}
	t.Parallel()
	h := newFaultHost(t)
	env, path := h.home(t)
	r := rand.New(rand.NewPCG(11, uint64(time.Now().UnixNano())))
	a := &acked{stories: map[model.StoryID]bool{}, starred: map[string]bool{}, lists: map[int]bool{}}
	const inList = 30
	list := func(i int) string {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf("list%d.jsonl", i))
		var b bytes.Buffer
		for j := range inList {
			fmt.Fprintf(&b, "{\"id\":\"l%ds%d\",\"title\":\"List l%ds%d is read\",\"text\":\"The mayor of place %d paid $%d million on Monday.\"}\n", i, j, i, j, j, i)
		}
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Error(err)
		}
		return name
	}
	h.n.Store(faultBatch)
	began := time.Now()
	v, err := startVictim(env, 0, "fetch", "--json")
	if err != nil || v.cmd.Wait() != nil {
		t.Fatalf("fetch: %v %s", err, &v.errs)
	}
	a.fetched(v.out.Bytes())
	span := 4 * time.Since(began) // in which some programs end and the last are killed
	rounds := long(5, 85)
	lists := (rounds + 1) / 2
	var slowest time.Duration
	full := 0
	for i := range rounds {
		tight := int64(0)
		if i%4 == 3 {
			full++
			if fi, err := os.Stat(path); err == nil {
				tight = fi.Size()/4 + r.Int64N(fi.Size())
			}
		}
		stop := make(chan struct{})
		time.AfterFunc(time.Duration(r.Int64N(int64(span))), func() { close(stop) })
		var wg sync.WaitGroup
		// again starts a program time after time until the moment comes, and kills the last.
		again := func(args func(n int) []string, took func(v *victim, ended bool, n int)) {
			wg.Go(func() {
				for n := 0; ; n++ {
					v, err := startVictim(env, tight, args(n)...)
					if err != nil {
						t.Error(err)
						return
					}
					ended := make(chan struct{})
					go func() { _ = v.cmd.Wait(); close(ended) }()
					killed := false
					select {
					case <-ended:
					case <-stop:
						killed = v.cmd.Process.Kill() == nil
						<-ended
					}
					if v.errs.Len() > 0 && (tight == 0 || strings.Count(v.errs.String(), "\n") > faultFeeds+1) {
						t.Errorf("lede %s: %s", strings.Join(args(n), " "), &v.errs)
					}
					took(v, v.cmd.ProcessState.ExitCode() == done, n)
					if killed {
						a.mu.Lock()
						a.kills++
						a.mu.Unlock()
						return
					}
					select {
					case <-stop:
						return
					default:
					}
				}
			})
		}
		again(func(int) []string { h.n.Add(faultBatch); return []string{"fetch", "--json"} }, func(v *victim, _ bool, _ int) { a.fetched(v.out.Bytes()) })
		words := func(n int) string {
			return fmt.Sprintf("Berth f%di%d is let", n%faultFeeds, i*faultBatch+n/faultFeeds%faultBatch)
		}
		again(func(n int) []string { return []string{"mark", `title:"` + words(n) + `"`, "--star"} }, func(v *victim, ended bool, n int) {
			if bytes.Contains(v.out.Bytes(), []byte("of 1 starred\n")) {
				a.mu.Lock()
				a.starred[words(n)] = true
				a.mu.Unlock()
			}
		})
		if i%2 == 0 {
			name := list(i / 2)
			again(func(int) []string { return []string{"import", name} }, func(_ *victim, ended bool, _ int) {
				if ended {
					a.mu.Lock()
					a.lists[i/2] = true
					a.mu.Unlock()
				}
			})
		}
		wg.Wait()

		began = time.Now()
		v, err = startVictim(env, 0, "ls", "-n", "1")
		if err == nil {
			err = v.cmd.Wait()
		}
		if err != nil || v.errs.Len() > 0 {
			t.Fatalf("the next start: %v, %s", err, &v.errs)
		}
		slowest = max(slowest, time.Since(began))
		a.hold(t, path, i == rounds-1 || i%10 == 0)
		if t.Failed() {
			t.Fatalf("after round %d", i)
		}
	}
	if slowest > soon {
		t.Errorf("the next start took %s", slowest)
	}
	for i := range lists { // what was cut short is told again
		if v, err := startVictim(env, 0, "import", list(i)); err != nil || v.cmd.Wait() != nil {
			t.Fatalf("import: %v %s", err, &v.errs)
		}
	}
	if v, err = startVictim(env, 0, "fetch", "--json"); err != nil || v.cmd.Wait() != nil {
		t.Fatalf("fetch: %v %s", err, &v.errs)
	}
	a.fetched(v.out.Bytes())
	a.hold(t, path, true)
	if want := faultFeeds*int(h.n.Load()) + inList*lists; faultCount(t, path) != want {
		t.Errorf("%d stories, %d were told of", faultCount(t, path), want)
	}
	t.Logf("%d kills in %d rounds, %d of them on a full disk; %d stories, %d stars and %d imports were acknowledged; the slowest next start took %s",
		a.kills, rounds, full, len(a.stories), len(a.starred), len(a.lists), slowest.Round(time.Millisecond))
}

func faultCount(t *testing.T, path string) int {
	t.Helper()
	st, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	e, err := st.Edition(t.Context(), store.Ask{Reader: model.LocalReader, Now: scriptNow()})
	if err != nil {
		t.Fatal(err)
	}
	return e.Total
}

// hold holds a store to what was acknowledged, and to having nothing twice.
func (a *acked) hold(t *testing.T, path string, whole bool) {
	t.Helper()
	st, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	have := map[model.StoryID]bool{}
	seen := map[string]bool{}
	list := func(text string, each func(l model.Line)) {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		e, err := st.Edition(t.Context(), store.Ask{Query: q, Reader: model.LocalReader, Now: scriptNow(), Limit: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		lines, err := st.Lines(t.Context(), model.LocalReader, e.IDs)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			each(l)
		}
	}
	list("", func(l model.Line) {
		have[l.ID] = true
		if seen[l.Headline] {
			t.Errorf("%q is there twice", l.Headline)
		}
		seen[l.Headline] = true
	})
	lost := 0
	for id := range a.stories {
		if !have[id] {
			lost++
		}
	}
	if lost > 0 {
		t.Errorf("%d of %d stories that were told to be kept are not there", lost, len(a.stories))
	}
	for i := range a.lists {
		for _, j := range []int{0, 29} {
			if !seen[fmt.Sprintf("List l%ds%d is read", i, j)] {
				t.Errorf("story %d of list %d was told to be kept and is not there", j, i)
			}
		}
	}
	starred := map[string]bool{}
	list("is:starred", func(l model.Line) { starred[l.Headline] = true })
	for s := range a.starred {
		if !starred[s] {
			t.Errorf("%q was told to be starred and is not", s)
		}
	}
	if whole {
		sound(t, path, len(have))
	}
}

// A mark that the screen tells of is kept, whatever becomes of the program in the next moment.
func TestFaultScreenKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes, which show no race of one")
	}
	t.Parallel()
	path := shelf(t)
	n := long(3, 30)
	for i := range n {
		y := startTTY(t, 100, 30, ttyEnv(t, path))
		y.shows("H0 ")
		y.press(strings.Repeat("j", i) + "s")
		y.shows("starred")
		if err := y.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = y.cmd.Wait()
		st, err := sqlite.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		q, _ := query.Parse("is:starred")
		if e, err := st.Edition(t.Context(), store.Ask{Query: q, Reader: model.LocalReader, Now: scriptNow()}); err != nil || e.Total != i+1 {
			t.Errorf("%d of %d stars were kept, %v", e.Total, i+1, err)
		}
		st.Close()
	}
	sound(t, path, 60)
	t.Logf("%d kills", n)
}

// Where the disk takes no more, that is told in a line, what is there is read, and nothing is lost.
func TestFaultFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes, which show no race of one")
	}
	t.Parallel()
	h := newFaultHost(t)
	env, path := h.home(t)
	h.n.Store(40)
	ends := func(code int, says string, tight int64, args ...string) *victim {
		t.Helper()
		v, err := startVictim(env, tight, args...)
		if err != nil {
			t.Fatal(err)
		}
		_ = v.cmd.Wait()
		if got := v.cmd.ProcessState.ExitCode(); got != code || !regexp.MustCompile(says).Match(v.errs.Bytes()) || bytes.Count(v.errs.Bytes(), []byte("\n")) > 1 {
			t.Errorf("lede %s: exit code %d, %q", strings.Join(args, " "), got, &v.errs)
		}
		return v
	}
	a := &acked{stories: map[model.StoryID]bool{}, starred: map[string]bool{}}
	a.fetched(ends(done, "", 0, "fetch", "--json").out.Bytes())
	before := faultCount(t, path)
	h.n.Store(400)
	const tight = 4 << 10 // far less than the store is
	a.fetched(ends(failed, `^lede: .*the disk .*nothing was changed`, tight, "fetch", "--json").out.Bytes())
	for range 2 {
		ends(failed, `^lede: the disk .*nothing was changed`, tight, "mark", "Berth", "--star")
	}
	ends(done, "^$", tight, "ls")
	ends(done, "^$", tight, "show", "1")
	ends(done, "^$", tight, "doctor")
	a.hold(t, path, true)
	if n := faultCount(t, path); n != before {
		t.Errorf("%d stories, there were %d", n, before)
	}
	a.fetched(ends(done, "", 0, "fetch", "--json").out.Bytes())
	a.hold(t, path, true)
	if n := faultCount(t, path); n != faultFeeds*400 {
		t.Errorf("%d stories when there was room again", n)
	}
}

// Five programs that write at once wait for one another; none is refused, and all is kept once.
func TestFaultFiveWriters(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes, which show no race of one")
	}
	t.Parallel()
	h := newFaultHost(t)
	env, path := h.home(t)
	h.n.Store(30)
	if v, err := startVictim(env, 0, "fetch"); err != nil || v.cmd.Wait() != nil {
		t.Fatalf("%v %s", err, &v.errs)
	}
	h.n.Store(60)
	list := filepath.Join(t.TempDir(), "list.opml")
	if err := os.WriteFile(list, []byte(`<opml version="2.0"><body><outline text="x" xmlUrl="http://`+h.addr+`/0"/></body></opml>`), 0o644); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range long(2, 10) {
		for _, args := range [][]string{{"fetch"}, {"fetch", "--json"}, {"mark", fmt.Sprintf("f%di%d", i%faultFeeds, i), "--star"}, {"mark", "Berth", "--read"}, {"import", list}} {
			v, err := startVictim(env, 0, args...)
			if err != nil {
				t.Fatal(err)
			}
			wg.Go(func() {
				if err := v.cmd.Wait(); err != nil || v.errs.Len() > 0 {
					t.Errorf("lede %s: %v, %s", strings.Join(args, " "), err, &v.errs)
				}
			})
		}
		wg.Wait()
	}
	(&acked{}).hold(t, path, true)
	if n := faultCount(t, path); n != faultFeeds*60 {
		t.Errorf("%d stories", n)
	}
}
