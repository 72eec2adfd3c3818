package sqlite_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/query/querytest"
	"lede/model/store/sqlite"
)

// A process that ends at any moment leaves the log at some length. Whatever that length is, what was
// acknowledged by then is there, nothing is there twice, and the feed can be told again.
func TestACrashLosesNothingAcknowledged(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "lede.db")
	s := open(t, path)
	feed, err := s.Subscribe(t.Context(), 1, model.Feed{Address: "https://post.test/feed"})
	if err != nil {
		t.Fatal(err)
	}
	stories := querytest.Stories(rand.New(rand.NewPCG(8, 8)), 60)
	type ack struct {
		log     int64
		stories int
	}
	acks := []ack{{logSize(t, path), 0}}
	for i := 0; i < len(stories); i += 6 {
		if _, err := s.Put(t.Context(), feed.ID, stories[i:i+6], querytest.Now()); err != nil {
			t.Fatal(err)
		}
		acks = append(acks, ack{logSize(t, path), i + 6})
	}
	file, log := read(t, path), read(t, path+"-wal")
	if len(log) < 100000 {
		t.Fatalf("the log has %d bytes: it was written back", len(log))
	}
	r := rand.New(rand.NewPCG(9, 9))
	for i := range 25 {
		cut := acks[0].log + r.Int64N(int64(len(log))-acks[0].log+1)
		want := 0
		for _, a := range acks {
			if a.log <= cut {
				want = a.stories
			}
		}
		after := filepath.Join(dir, fmt.Sprintf("crash%d.db", i))
		write(t, after, file)
		write(t, after+"-wal", log[:cut])
		c := open(t, after)
		ed, err := all(t, c)
		if err != nil || ed.Total != want {
			t.Fatalf("log of %d bytes: %d stories (%v), %d were acknowledged", cut, ed.Total, err, want)
		}
		got, err := c.Put(t.Context(), feed.ID, stories, querytest.Now())
		if err != nil || len(got.New) != len(stories)-want {
			t.Fatalf("told again after %d stories, %d are new, %v", want, len(got.New), err)
		}
		if rep, err := sqlite.Doctor(t.Context(), after); err != nil || len(rep.Problems) > 0 || rep.Stories != len(stories) {
			t.Fatalf("after the crash: %+v, %v", rep, err)
		}
	}
}

func logSize(t *testing.T, path string) int64 {
	t.Helper()
	fi, err := os.Stat(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	return fi.Size()
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

const rounds = 12 // of a writer, each a Put and a Mark

// TestWriter is no test but the other process of those below.
func TestWriter(t *testing.T) {
	path, name, ok := strings.Cut(os.Getenv("LEDE_TEST_WRITER"), "|")
	if !ok {
		t.Skip("only as the child of another test")
	}
	s := open(t, path)
	feed, err := s.Subscribe(t.Context(), 1, model.Feed{Address: "https://" + name + ".test/feed"})
	if err != nil {
		t.Fatal(err)
	}
	stories := writersStories(name)
	for i := range rounds {
		got, err := s.Put(t.Context(), feed.ID, stories[5*i:5*i+5], querytest.Now())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("kept", len(got.IDs))
		if _, err := s.Mark(t.Context(), 1, got.IDs[:2], model.MarkRead, querytest.Now()); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Println("done")
}

func writersStories(name string) []model.Story {
	seed, _ := strconv.Atoi(strings.TrimPrefix(name, "writer"))
	return querytest.Stories(rand.New(rand.NewPCG(uint64(seed), 1)), 5*rounds)
}

// writer starts another process that writes; kept tells of each batch that is acknowledged to it.
func writer(t *testing.T, path, name string, kept func(n int)) (*exec.Cmd, *sync.WaitGroup) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-test.run=^TestWriter$", "-test.v")
	cmd.Env = append(os.Environ(), "LEDE_TEST_WRITER="+path+"|"+name)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for sc := bufio.NewScanner(out); sc.Scan(); {
			if n, ok := strings.CutPrefix(sc.Text(), "kept "); ok {
				i, _ := strconv.Atoi(n)
				kept(i)
			} else if strings.Contains(sc.Text(), "FAIL") || strings.Contains(sc.Text(), "_test.go") {
				t.Errorf("%s: %s", name, sc.Text())
			}
		}
	})
	return cmd, &wg
}

func TestSeveralProcessesWriteAndNoneIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	path := filepath.Join(t.TempDir(), "lede.db")
	var waits []func()
	for i := range 3 {
		cmd, wg := writer(t, path, fmt.Sprintf("writer%d", i), func(int) {})
		waits = append(waits, func() {
			wg.Wait()
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
	s := open(t, path) // and one that reads meanwhile
	stop := make(chan struct{})
	var reading sync.WaitGroup
	reading.Go(func() {
		last := 0
		for {
			select {
			case <-stop:
				return
			default:
			}
			ed, err := s.Edition(t.Context(), ask(query.Query{}, 0, 20))
			if err != nil || ed.Total < last {
				t.Errorf("%d stories after %d, %v", ed.Total, last, err)
				return
			}
			last = ed.Total
		}
	})
	for _, wait := range waits {
		wait()
	}
	close(stop)
	reading.Wait()
	ed, err := all(t, s)
	if err != nil || ed.Total != 3*5*rounds || ed.Unread != 3*3*rounds {
		t.Errorf("%d stories, %d unread, %v", ed.Total, ed.Unread, err)
	}
	if rep, err := sqlite.Doctor(t.Context(), path); err != nil || len(rep.Problems) > 0 || rep.Stories != ed.Total {
		t.Errorf("%+v, %v", rep, err)
	}
}

func TestAKilledProcessLosesNothingAcknowledged(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	for round := range 4 {
		path := filepath.Join(t.TempDir(), "lede.db")
		acked := 0
		var cmd *exec.Cmd
		ready := make(chan struct{})
		cmd, wg := writer(t, path, "writer1", func(n int) {
			<-ready
			if acked += n; acked >= 10*(round+1) {
				cmd.Process.Kill()
			}
		})
		close(ready)
		wg.Wait()
		if err := cmd.Wait(); err == nil {
			t.Fatal("the process was not killed")
		}
		s := open(t, path)
		ed, err := all(t, s)
		if err != nil || ed.Total < acked || ed.Total%5 != 0 {
			t.Fatalf("%d stories after %d were acknowledged, %v", ed.Total, acked, err)
		}
		got, err := s.Put(t.Context(), 1, writersStories("writer1"), querytest.Now())
		if err != nil || len(got.New) != 5*rounds-ed.Total {
			t.Fatalf("told again after %d stories, %d are new, %v", ed.Total, len(got.New), err)
		}
		if rep, err := sqlite.Doctor(t.Context(), path); err != nil || len(rep.Problems) > 0 || rep.Stories != 5*rounds {
			t.Fatalf("%+v, %v", rep, err)
		}
	}
}

// Many goroutines of one process read and write at once; with -race this is where a race would show.
func TestOneStoreServesManyGoroutines(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "lede.db"))
	stories := querytest.Stories(rand.New(rand.NewPCG(2, 2)), 200)
	texts := []string{"", "bank", "money>5", `"the bank"`, "is:unread sort:salience", "#ai OR loan*"}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := w * 50; i < w*50+50; i += 10 {
				got, err := s.Put(t.Context(), 0, stories[i:i+10], querytest.Now().Add(time.Duration(i)*time.Second))
				if err == nil {
					_, err = s.Mark(t.Context(), model.ReaderID(1+w%2), got.IDs, model.MarkRead, querytest.Now())
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
		wg.Go(func() {
			for i := range 40 {
				q, _ := query.Parse(texts[(w+i)%len(texts)])
				if _, err := s.Edition(t.Context(), ask(q, i%3*10, 10)); err != nil {
					t.Error(err)
					return
				}
				if _, err := s.Topics(t.Context(), ask(q, 0, 0)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if ed, err := all(t, s); err != nil || ed.Total != 200 || ed.Unread != 100 {
		t.Errorf("%d stories, %d unread, %v", ed.Total, ed.Unread, err)
	}
}
