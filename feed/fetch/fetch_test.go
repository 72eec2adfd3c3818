package fetch

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

const prose = "<rss><channel><title>Harbour News</title><item><title>Grain ship leaves port</title></item></channel></rss>"

// serve runs h on loopback and gives a client that may go there.
func serve(t testing.TB, h http.HandlerFunc, change ...func(*Config)) (*Client, string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	cfg := Config{Allow: []string{strings.TrimPrefix(s.URL, "http://")}, Gap: -1}
	for _, f := range change {
		f(&cfg)
	}
	return New(cfg), s.URL
}

func get(t testing.TB, c *Client, url string) (*Response, error) {
	t.Helper()
	return c.Get(t.Context(), Request{URL: url})
}

// kind is the kind of err, 0 for an error that is none of ours.
func kind(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return 0
}

func TestAFreshBodyComesWithWhatTheServerSaidAboutIt(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("ETag", `"seven"`)
		h.Set("Last-Modified", "Mon, 02 Nov 2026 10:00:00 GMT")
		h.Set("Content-Type", "application/rss+xml")
		h.Set("Cache-Control", "public, max-age=3600")
		fmt.Fprint(w, prose)
	})
	r, err := get(t, c, url+"/feed")
	if err != nil {
		t.Fatal(err)
	}
	if string(r.Body) != prose || r.Status != Fresh || r.URL != url+"/feed" || r.ETag != `"seven"` ||
		r.LastModified == "" || r.ContentType != "application/rss+xml" || r.MaxAge != time.Hour || r.Bytes != int64(len(prose)) {
		t.Fatalf("%+v", r)
	}
}

func TestWhatTheCallerHoldsIsNotSentAgain(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"seven"` && r.Header.Get("If-Modified-Since") == "then" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, prose)
	})
	r, err := c.Get(t.Context(), Request{URL: url, ETag: `"seven"`, LastModified: "then"})
	if err != nil || r.Status != Unchanged || r.Body != nil {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestTheSameBytesAreUnchangedWhereTheServerKnowsNoValidators(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, prose) })
	first, err := get(t, c, url)
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.Get(t.Context(), Request{URL: url, Digest: first.Digest})
	if err != nil || again.Status != Unchanged || again.Body != nil {
		t.Fatalf("%+v, %v", again, err)
	}
}

func TestA304ToAQuestionWithoutConditionIsAFailure(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(304) })
	if r, err := get(t, c, url); kind(err) != Answered || r != nil {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestOnly200IsReadAnd410IsForGood(t *testing.T) {
	for code, want := range map[int]string{
		201: "201 created", 206: "206 partial content", 404: "404 not found", 418: "418 i'm a teapot",
		500: "500 internal server error", 599: "599", 300: "300 multiple choices",
	} {
		c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(code)
			fmt.Fprint(w, prose)
		})
		r, err := get(t, c, url)
		if r != nil || err == nil || err.Error() != "127.0.0.1: "+want {
			t.Errorf("%d: %+v, %v", code, r, err)
		}
	}
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(410) })
	if r, err := get(t, c, url); err != nil || r.Status != Gone {
		t.Errorf("410: %+v, %v", r, err)
	}
}

func TestValidatorsBeyondAKilobyteAreNotKept(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"`+strings.Repeat("e", 1100)+`"`)
		fmt.Fprint(w, prose)
	})
	if r, err := get(t, c, url); err != nil || r.ETag != "" {
		t.Fatalf("%q, %v", r.ETag, err)
	}
}

// pack are the codings, each with a way to write it.
var pack = map[string]func([]byte) []byte{
	"gzip": func(b []byte) []byte {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		w.Write(b)
		w.Close()
		return out.Bytes()
	},
	"deflate": func(b []byte) []byte {
		var out bytes.Buffer
		w := zlib.NewWriter(&out)
		w.Write(b)
		w.Close()
		return out.Bytes()
	},
	"deflate, bare": func(b []byte) []byte {
		var out bytes.Buffer
		w, _ := flate.NewWriter(&out, 6)
		w.Write(b)
		w.Close()
		return out.Bytes()
	},
	"br": func(b []byte) []byte {
		var out bytes.Buffer
		w := brotli.NewWriter(&out)
		w.Write(b)
		w.Close()
		return out.Bytes()
	},
	"zstd": func(b []byte) []byte {
		w, _ := zstd.NewWriter(nil)
		return w.EncodeAll(b, nil)
	},
}

func coded(name string, body []byte) http.HandlerFunc {
	coding, _, _ := strings.Cut(name, ",")
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", coding)
		w.Write(body)
	}
}

func TestEveryCodingIsUnpackedOnce(t *testing.T) {
	for name, p := range pack {
		c, url := serve(t, coded(name, p([]byte(prose))))
		for range 2 { // the second uses the first one's decoder
			if r, err := get(t, c, url); err != nil || string(r.Body) != prose {
				t.Errorf("%s: %+v, %v", name, r, err)
			}
		}
	}
}

func TestASecondLayerOfCompressionIsRefused(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip, gzip")
		w.Write(pack["gzip"](pack["gzip"]([]byte(prose))))
	})
	if _, err := get(t, c, url); kind(err) != Coded {
		t.Fatal(err)
	}
}

func TestBytesAreBelievedBeforeTheirHeader(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/plain" {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, prose)
			return
		}
		w.Header().Set("Content-Type", "application/gzip")
		w.Write(append(pack["gzip"]([]byte(prose)), "and junk"...))
	})
	for _, path := range []string{"/plain", "/feed.xml.gz"} {
		if r, err := get(t, c, url+path); err != nil || string(r.Body) != prose {
			t.Errorf("%s: %+v, %v", path, r, err)
		}
	}
}

func TestABombOfAnyCodingStopsAtTheLimit(t *testing.T) {
	zeros := make([]byte, 4<<20)
	for name, p := range pack {
		c, url := serve(t, coded(name, p(zeros)), func(c *Config) { c.Limits.Body = 100e3 })
		r, err := get(t, c, url)
		if kind(err) != TooLarge || len(r.Body) != 100e3 || cap(r.Body) > 200e3 {
			t.Errorf("%s: %v, %d bytes in %d", name, err, len(r.Body), cap(r.Body))
		}
	}
}

func TestABodyThatNeverEndsStopsAtTheLimit(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := fmt.Fprint(w, strings.Repeat("<item/>", 1000)); err != nil {
				return
			}
		}
	}, func(c *Config) { c.Limits.Body = 200e3 })
	r, err := get(t, c, url)
	if kind(err) != TooLarge || len(r.Body) != 200e3 {
		t.Fatalf("%v, %d bytes", err, len(r.Body))
	}
}

func TestWhatCameBeforeACutIsKept(t *testing.T) {
	packed := pack["gzip"]([]byte(strings.Repeat(prose, 50)))
	for name, h := range map[string]http.HandlerFunc{
		"plain": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "5000")
			fmt.Fprint(w, prose)
		},
		"packed": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Length", fmt.Sprint(len(packed)))
			w.Write(packed[:len(packed)-20])
		},
		"packed and damaged": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed[:len(packed)-12])
		},
	} {
		c, url := serve(t, h)
		r, err := get(t, c, url)
		if kind(err) != Cut || r == nil || !strings.HasPrefix(string(r.Body), "<rss><channel><title>Harbour News</title>") {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

func TestADripIsCutWhenTheWholeHasTakenTooLong(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, prose)
		for tick := time.NewTicker(5 * time.Millisecond); r.Context().Err() == nil; <-tick.C {
			fmt.Fprint(w, " ")
			w.(http.Flusher).Flush()
		}
	}, func(c *Config) { c.Limits.Whole = 60 * time.Millisecond })
	r, err := get(t, c, url)
	if kind(err) != Cut || !strings.HasPrefix(string(r.Body), prose) || !strings.Contains(err.Error(), "did not come to an end in 60 ms") {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestAServerThatSaysNothingIsLeftAfterTheHeaderLimit(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		func(c *Config) { c.Limits.Header = 30 * time.Millisecond })
	_, err := get(t, c, url)
	if kind(err) != NoAnswer || err.Error() != "127.0.0.1 did not answer in 30 ms" {
		t.Fatal(err)
	}
}

func TestAFloodOfHeadersIsRefused(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for i := range 300 {
			w.Header().Set(fmt.Sprintf("X-Flood-%d", i), strings.Repeat("f", 1000))
		}
		fmt.Fprint(w, prose)
	})
	if r, err := get(t, c, url); kind(err) != NoConnect || r != nil {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestTheCallerMayGiveUpAtAnyTime(t *testing.T) {
	asked := make(chan bool, 1)
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked <- true
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-asked; cancel() }()
	if _, err := c.Get(ctx, Request{URL: url}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}

func TestAnErrorNamesNeitherPasswordNorReasonPhrase(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		fmt.Fprint(conn, "HTTP/1.1 503 \x1b]0;owned\a\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n")
		conn.Close()
	}))
	defer s.Close()
	addr := strings.TrimPrefix(s.URL, "http://")
	c := New(Config{Allow: []string{addr}, Gap: -1})
	_, err := get(t, c, "http://ann:secret@"+addr+"/")
	if err == nil || err.Error() != "127.0.0.1: 503 service unavailable, asks to wait 2 min" {
		t.Fatal(err)
	}
	for _, bad := range []string{"ftp://ann:secret@example.org/", "http://ann:secret@[oops/", "://", "http://", "gopher:x", "http://\x1b[31m/"} {
		if _, err := get(t, c, bad); kind(err) != BadAddress || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// quiet is a log for servers whose complaints are expected.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
