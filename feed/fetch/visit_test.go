package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"lede/model"
)

// feedsOf are n feeds at each of the hosts, host by host.
func feedsOf(n int, hosts ...string) []model.Feed {
	var out []model.Feed
	for _, h := range hosts {
		for i := range n {
			out = append(out, model.Feed{ID: model.FeedID(len(out) + 1), Address: fmt.Sprintf("http://%s/%d", h, i)})
		}
	}
	return out
}

// diary notes what was asked, and when.
type diary struct {
	mu       sync.Mutex
	begun    map[string][]time.Time
	now, top map[string]int
}

func (l *diary) enter(host string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.begun == nil {
		l.begun, l.now, l.top = map[string][]time.Time{}, map[string]int{}, map[string]int{}
	}
	l.begun[host] = append(l.begun[host], time.Now())
	l.now[host]++
	l.top[host] = max(l.top[host], l.now[host])
}

func (l *diary) leave(host string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.now[host]--
}

func TestAHostIsAskedTwiceAtOnceAndOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l diary
		c := onTrip(Config{}, func(r *http.Request) *http.Response {
			l.enter(r.URL.Host)
			defer l.leave(r.URL.Host)
			time.Sleep(3 * time.Second)
			return answer(200)
		})
		n := 0
		var mu sync.Mutex
		err := c.Round(t.Context(), feedsOf(7, "a.test", "b.test"), func(v Visit) {
			mu.Lock()
			defer mu.Unlock()
			n++
			if v.Err != nil || string(v.Response.Body) != prose {
				t.Errorf("%s: %+v, %v", v.Feed.Address, v.Response, v.Err)
			}
		})
		if err != nil || n != 14 {
			t.Fatalf("%d visits, %v", n, err)
		}
		for _, h := range []string{"a.test", "b.test"} {
			if l.top[h] != 2 {
				t.Errorf("%s: %d at once", h, l.top[h])
			}
			for i := 1; i < len(l.begun[h]); i++ {
				if gap := l.begun[h][i].Sub(l.begun[h][i-1]); gap < time.Second {
					t.Errorf("%s: %s after the one before", h, gap)
				}
			}
		}
	})
}

func TestASlowHostDelaysNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := onTrip(Config{Flight: 4}, func(r *http.Request) *http.Response {
			if r.URL.Host == "slow.test" {
				return nil
			}
			return answer(200)
		})
		start := time.Now()
		var mu sync.Mutex
		late, slow := 0, 0
		c.Round(t.Context(), append(feedsOf(20, "slow.test"), feedsOf(1, "a.test", "b.test", "c.test", "d.test", "e.test")...), func(v Visit) {
			mu.Lock()
			defer mu.Unlock()
			if v.Err != nil {
				slow++
				if v.Err.Error() != "slow.test did not answer in 30 s" {
					t.Error(v.Err)
				}
			} else if time.Since(start) > 0 {
				late++
			}
		})
		if slow != 20 || late != 0 {
			t.Fatalf("%d failed, %d were late", slow, late)
		}
	})
}

// Many feeds that have moved to one slow host wait there without taking the places of others, and the
// wait is not taken for slowness of theirs.
func TestWaitingForAHostAfterARedirectTakesNobodysPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l diary
		c := onTrip(Config{Flight: 4}, func(r *http.Request) *http.Response {
			if strings.HasPrefix(r.URL.Host, "old") {
				return answer(301, "Location", "http://new.test/"+r.URL.Host)
			}
			if r.URL.Host == "new.test" {
				l.enter("new.test")
				defer l.leave("new.test")
				time.Sleep(20 * time.Second)
			}
			return answer(200)
		})
		var feeds []model.Feed
		for i := range 20 {
			feeds = append(feeds, feedsOf(1, fmt.Sprintf("old%d.test", i))...)
		}
		feeds = append(feeds, feedsOf(1, "a.test", "b.test")...)
		start := time.Now()
		var mu sync.Mutex
		n := 0
		c.Round(t.Context(), feeds, func(v Visit) {
			mu.Lock()
			defer mu.Unlock()
			n++
			if v.Err != nil {
				t.Error(v.Feed.Address, v.Err)
			}
			if !strings.Contains(v.Feed.Address, "old") && time.Since(start) > 0 {
				t.Errorf("%s came after %s", v.Feed.Address, time.Since(start))
			}
		})
		if n != 22 || l.top["new.test"] != 2 {
			t.Fatalf("%d visits, %d at once", n, l.top["new.test"])
		}
	})
}

func TestARoundEndsSoonAfterItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := onTrip(Config{}, func(r *http.Request) *http.Response {
			if r.URL.Host == "a.test" {
				return answer(200)
			}
			return nil
		})
		ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
		defer cancel()
		start := time.Now()
		var n atomic.Int32
		err := c.Round(ctx, feedsOf(50, "a.test", "b.test"), func(v Visit) {
			n.Add(1)
			if v.Err != nil {
				t.Error(v.Feed.Address, v.Err)
			}
		})
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 2500*time.Millisecond || n.Load() != 3 {
			t.Fatalf("%v after %s, %d visits", err, time.Since(start), n.Load())
		}
	})
}

// body is a stranger's: it sends so many bytes, and then nothing until the context ends.
type body struct {
	ctx  context.Context
	n    int
	then bool // stall
}

func (b *body) Read(p []byte) (int, error) {
	if b.n == 0 {
		if b.then {
			<-b.ctx.Done()
			return 0, b.ctx.Err()
		}
		return 0, io.EOF
	}
	n := min(b.n, len(p))
	b.n -= n
	return n, nil
}

func (b *body) Close() error { return nil }

// Strangers that send much and then stall fill the memory of a round; those who wait for it get it after
// a moment, and what the strangers sent is kept.
func TestWhoSitsOnTheMemoryOfARoundIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := onTrip(Config{Limits: Limits{Hold: 1 << 20}}, func(r *http.Request) *http.Response {
			res := answer(200)
			res.ContentLength = -1
			res.Body = &body{r.Context(), 600 << 10, strings.HasPrefix(r.URL.Host, "evil")}
			return res
		})
		var feeds []model.Feed
		for i := range 4 {
			feeds = append(feeds, feedsOf(1, fmt.Sprintf("evil%d.test", i))...)
		}
		for i := range 6 {
			feeds = append(feeds, feedsOf(1, fmt.Sprintf("good%d.test", i))...)
		}
		start := time.Now()
		var mu sync.Mutex
		n := 0
		c.Round(t.Context(), feeds, func(v Visit) {
			mu.Lock()
			defer mu.Unlock()
			n++
			evil := strings.Contains(v.Feed.Address, "evil")
			if v.Response == nil || v.Response.Bytes == 0 || evil != (kind(v.Err) == Cut) {
				t.Errorf("%s: %v", v.Feed.Address, v.Err)
			}
			if !evil && time.Since(start) > 12*time.Second {
				t.Errorf("%s waited %s", v.Feed.Address, time.Since(start))
			}
		})
		if n != 10 {
			t.Fatalf("%d visits", n)
		}
	})
}

func TestAnUnchangedFeedIsNotUnpacked(t *testing.T) {
	c := onTrip(Config{Gap: -1}, func(r *http.Request) *http.Response { return answer(200, "Content-Encoding", "zstd") })
	r := c.wire(t.Context(), Request{URL: "http://a.test/0"}, nil)
	f := feedsOf(1, "a.test")
	f[0].Poll.Digest = r.resp.Digest
	c.Round(t.Context(), f, func(v Visit) {
		if v.Err != nil || v.Response.Status != Unchanged { // the body is no zstd: to unpack it would fail
			t.Errorf("%+v, %v", v.Response, v.Err)
		}
	})
}

func TestLocalAndBadAddressesAreVisitsLikeOthers(t *testing.T) {
	c := New(Config{})
	var mu sync.Mutex
	got := map[string]Kind{}
	c.Round(t.Context(), []model.Feed{{Address: "/etc/hosts"}, {Address: "nonsense"}, {Address: "exec:true"}, {Address: ""}, {Address: "http://[x/"}}, func(v Visit) {
		mu.Lock()
		defer mu.Unlock()
		got[v.Feed.Address] = kind(v.Err)
	})
	for a, want := range map[string]Kind{"/etc/hosts": Refused, "exec:true": Refused, "nonsense": BadAddress, "": BadAddress, "http://[x/": BadAddress} {
		if got[a] != want {
			t.Errorf("%q: %v", a, got[a])
		}
	}
}

// The floor of 1,000 feeds at 100 ms with 256 in flight is 0.4 s of waiting.
func BenchmarkRound(b *testing.B) {
	for _, lat := range []time.Duration{0, 100 * time.Millisecond} {
		b.Run(fmt.Sprintf("1000 feeds at %s", lat), func(b *testing.B) {
			packed := pack["gzip"]([]byte(strings.Repeat(prose, 2000)))
			c, url := serve(b, func(w http.ResponseWriter, r *http.Request) {
				time.Sleep(lat)
				w.Header().Set("Content-Encoding", "gzip")
				w.Write(packed)
			}, func(c *Config) { c.PerHost, c.Flight = 256, 256 })
			feeds := feedsOf(1000, strings.TrimPrefix(url, "http://"))
			b.ReportAllocs()
			for b.Loop() {
				var bytes atomic.Int64
				c.Round(b.Context(), feeds, func(v Visit) {
					if v.Err != nil {
						b.Error(v.Err)
						return
					}
					bytes.Add(int64(len(v.Response.Body)))
				})
				b.SetBytes(bytes.Load())
			}
		})
	}
}

func TestARoundAsksTheResolverAFewNamesAtATime(t *testing.T) {
	down := errors.New("no network")
	// package net reads its configuration at the first question, which must not be one of the bubble's
	_, _ = (&net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, down }}).LookupHost(t.Context(), "h.test.")
	synctest.Test(t, func(t *testing.T) {
		var asking atomic.Int32
		gate := make(chan struct{})
		slow := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
			asking.Add(1)
			<-gate
			return nil, down
		}}
		var hosts []string
		for i := range 3 * maxLookups {
			hosts = append(hosts, fmt.Sprintf("h%d.test.", i))
		}
		told := make(chan struct{}, len(hosts))
		done := make(chan error)
		c := New(Config{Resolver: slow})
		go func() {
			done <- c.Round(t.Context(), feedsOf(1, hosts...), func(v Visit) { told <- struct{}{} })
		}()
		synctest.Wait()
		if n := int(asking.Load()); n < maxLookups || n > 2*maxLookups { // IPv4 and IPv6 are two questions
			t.Errorf("%d questions at once for %d names", n, len(hosts))
		}
		close(gate)
		if err := <-done; err != nil || len(told) != len(hosts) {
			t.Errorf("told of %d feeds, %v", len(told), err)
		}
	})
}

func TestNoMoreIsAskedForThanIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		c := onTrip(Config{Workers: 1, Flight: 8}, func(*http.Request) *http.Response {
			asked.Add(1)
			return answer(200)
		})
		var hosts []string
		for i := range 4 * mostAshore {
			hosts = append(hosts, fmt.Sprintf("h%d.test", i))
		}
		gate, done, told := make(chan struct{}), make(chan error), 0
		go func() {
			done <- c.Round(t.Context(), feedsOf(1, hosts...), func(Visit) {
				<-gate
				told++
			})
		}()
		synctest.Wait()
		if n := int(asked.Load()); n < mostAshore || n > mostAshore+8+1 {
			t.Errorf("%d feeds were asked for while the first was read", n)
		}
		close(gate)
		if err := <-done; err != nil || told != len(hosts) {
			t.Errorf("told of %d feeds, %v", told, err)
		}
	})
}
