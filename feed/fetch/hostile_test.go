package fetch

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"lede/feed"
	"lede/feed/format"
	"lede/model"
)

// misdeed is what a hostile server does with one connection, and what comes of it.
type misdeed struct {
	what string
	does func(c net.Conn) // after the request was read to its empty line, or at once with raw
	raw  bool             // for https: TLS is what is broken
	says string           // the one line that the reader sees, without the host
	kept int              // stories
	busy bool             // where the machine is busy, the limit in time may come before the one in bytes
}

// answers sends a body of that type.
func answers(kind, body string) func(net.Conn) {
	return func(c net.Conn) {
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", kind, len(body), body)
	}
}

// raw sends a head as it is, and a body.
func raw(head, body string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, strings.ReplaceAll(head, "\n", "\r\n")+"\r\n\r\n"+body)
	}
}

// drips sends a beginning, and then a piece time after time until nobody listens.
func drips(begin, piece string, every time.Duration) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, begin)
		tick := time.NewTicker(every)
		defer tick.Stop()
		for range tick.C {
			if _, err := io.WriteString(c, piece); err != nil {
				return
			}
		}
	}
}

// floods sends a beginning, and then a piece without end.
func floods(begin, piece string) func(net.Conn) {
	piece = strings.Repeat(piece, 1+(1<<14)/len(piece))
	return func(c net.Conn) {
		io.WriteString(c, begin)
		for {
			if _, err := io.WriteString(c, piece); err != nil {
				return
			}
		}
	}
}

func moved(to string) func(net.Conn) {
	return raw("HTTP/1.1 302 Found\nLocation: "+to+"\nContent-Length: 0", "")
}

func packed(coding string, body []byte) func(net.Conn) {
	return raw("HTTP/1.1 200 OK\nContent-Encoding: "+coding+"\nConnection: close", string(body))
}

func item(n int) string {
	return fmt.Sprintf("<item><guid>g%d</guid><title>Grain ship %d leaves port</title></item>", n, n)
}

func items(n int) string {
	var b strings.Builder
	b.WriteString("<rss><channel><title>Harbour News</title>")
	for i := range n {
		b.WriteString(item(i))
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

func misdeeds(port string) []misdeed {
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n"
	bomb := append([]byte(prose), bytes.Repeat([]byte(" "), 17e6)...)
	const rest = "; what came before is kept"
	const home = ", which is not a public address; fetch.allow opens it"
	const odd = "does not answer as a web server does: "
	return []misdeed{
		// What is no HTTP.
		{what: "closes at once", says: "broke the connection off", does: func(net.Conn) {}},
		{what: "says nothing", says: " did not answer in 2 s", does: func(c net.Conn) { io.Copy(io.Discard, c) }},
		{what: "speaks SSH", says: odd + `malformed HTTP response "SSH-2.0-\x1b[2J\x1b]0;owned\a"`, does: raw("SSH-2.0-\x1b[2J\x1b]0;owned\x07", "")},
		{what: "speaks HTTP/0.9", says: odd + `malformed HTTP status code "News</title><item><title>Grain"`, does: func(c net.Conn) { io.WriteString(c, prose) }},
		{what: "speaks HTTP/2 unasked", says: odd + `malformed HTTP status code "*"`, does: func(c net.Conn) {
			io.WriteString(c, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00")
		}},
		{what: "sends noise", says: odd + `malformed HTTP response "\xff\x00\x1b`, does: func(c net.Conn) { c.Write(bytes.Repeat([]byte{0xff, 0x00, 0x1b}, 5000)) }},
		{what: "a status that is no number", says: odd + `malformed HTTP status code "abc"`, does: raw("HTTP/1.1 abc OK", prose)},
		{what: "a status of one digit", says: odd + `malformed HTTP status code "2"`, does: raw("HTTP/1.1 2 OK", prose)},
		{what: "a status of four digits", says: odd + `malformed HTTP status code "2000"`, does: raw("HTTP/1.1 2000 OK", prose)},
		{what: "status 000", says: "0", does: raw("HTTP/1.1 000 x\nContent-Length: 0", "")},
		{what: "a status line without end", says: odd + "net/http: server response headers exceeded 262144 bytes; aborted", does: floods("HTTP/1.1 200 ", "a")},
		// Heads.
		{what: "a head that drips", says: " did not answer in 2 s", does: drips("HTTP/1.1 200 OK\r\n", "X: y\r\n", 20*time.Millisecond)},
		{what: "a head without end", says: odd + "net/http: server response headers exceeded 262144 bytes; aborted", does: floods("HTTP/1.1 200 OK\r\n", "X-Flood: ffffffffffffffffffffffff\r\n")},
		{what: "a field without end", says: odd + "net/http: server response headers exceeded 262144 bytes; aborted", does: floods("HTTP/1.1 200 OK\r\nX: ", "f")},
		{what: "a field without a colon", says: odd + `malformed MIME header: missing colon: "no colon here \x1b[5m"`, does: raw("HTTP/1.1 200 OK\nno colon here \x1b[5m", prose)},
		{what: "a field with a NUL", says: odd + `malformed MIME header line: "X: a\x00b"`, does: raw("HTTP/1.1 200 OK\nX: a\x00b", prose)},
		{what: "two lengths", says: odd + `http: message cannot contain multiple Content-Length headers; got ["5" "500"]`, does: raw("HTTP/1.1 200 OK\nContent-Length: 5\nContent-Length: 500", prose)},
		{what: "a length below nothing", says: odd + `bad Content-Length "-1"`, does: raw("HTTP/1.1 200 OK\nContent-Length: -1", prose)},
		{what: "a length beyond all numbers", says: odd + `bad Content-Length "99999999999999999999"`, does: raw("HTTP/1.1 200 OK\nContent-Length: 99999999999999999999", prose)},
		{what: "the length of a terabyte", says: "broke the connection off before the end" + rest, does: raw("HTTP/1.1 200 OK\nContent-Length: 1099511627776", prose), kept: 1},
		{what: "a length that is too small", does: raw("HTTP/1.1 200 OK\nContent-Length: 70\nConnection: close", prose), kept: 1},
		{what: "a coding of transfer that is unheard of", says: odd + `unsupported transfer encoding: "bomb"`, does: raw("HTTP/1.1 200 OK\nTransfer-Encoding: bomb", prose)},
		{what: "news of a hundred continuations", does: raw(strings.Repeat("HTTP/1.1 103 Early Hints\nLink: </x>\n\n", 100)+"HTTP/1.1 200 OK\nConnection: close", prose), kept: 1},
		{what: "continuations without end", says: odd + "net/http: server response headers exceeded 262144 bytes; aborted", does: floods("", "HTTP/1.1 100 Continue\r\n\r\n")},
		{what: "another protocol", says: "101 switching protocols", does: raw("HTTP/1.1 101 Switching Protocols\nUpgrade: owned\nConnection: Upgrade", prose)},
		// Bodies.
		{what: "a body that drips", says: " did not come to an end in 3 s" + rest, does: drips(ok+"\r\n"+prose, " ", 20*time.Millisecond), kept: 1},
		{what: "a body without end", says: "sends more than 15 MB" + rest, does: floods(ok+"\r\n"+prose, "<item/>"), kept: 1, busy: true},
		{what: "a body that stands still", says: " did not come to an end in 3 s" + rest, does: func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 5000\r\n\r\n"+prose); io.Copy(io.Discard, c) }, kept: 1},
		{what: "an early close", says: "broke the connection off before the end" + rest, does: raw("HTTP/1.1 200 OK\nContent-Length: 5000", prose), kept: 1},
		{what: "a chunk of no size", says: "broke the connection off before the end" + rest, does: raw("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "zz\r\nabc"), kept: 0},
		{what: "a chunk beyond all numbers", says: "broke the connection off before the end" + rest, does: raw("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "fffffffffffffffff\r\n"+prose)},
		{what: "a chunk that breaks off", says: "broke the connection off before the end" + rest, does: raw("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n500\r\nabc", len(prose), prose)), kept: 1},
		{what: "chunks with words without end", says: "broke the connection off before the end" + rest, does: floods(ok+"Transfer-Encoding: chunked\r\n\r\n1;", "word"), busy: true},
		{what: "trailers without end", says: "broke the connection off before the end" + rest, does: floods(ok+"Transfer-Encoding: chunked\r\n\r\n"+fmt.Sprintf("%x\r\n%s\r\n0\r\n", len(prose), prose), "X-Trail: ffffffffffffffff\r\n"), kept: 1, busy: true},
		{what: "chunks of a byte without end", says: "sends more than 15 MB" + rest, does: floods(ok+"Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"), kept: 1, busy: true},
		// Bombs.
		{what: "a bomb of gzip", says: "unpacks to more than 15 MB" + rest, does: packed("gzip", pack["gzip"](bomb)), kept: 1},
		{what: "a bomb of deflate", says: "unpacks to more than 15 MB" + rest, does: packed("deflate", pack["deflate"](bomb)), kept: 1},
		{what: "a bomb of brotli", says: "unpacks to more than 15 MB" + rest, does: packed("br", pack["br"](bomb)), kept: 1},
		{what: "a bomb of zstd", says: "unpacks to more than 15 MB" + rest, does: packed("zstd", pack["zstd"](bomb)), kept: 1},
		{what: "a bomb of many members", says: "unpacks to more than 15 MB" + rest, does: packed("gzip", bytes.Repeat(pack["gzip"](bomb[:1<<20]), 20)), kept: 1},
		{what: "gzip in gzip", says: "more than one layer of compression", does: packed("gzip, gzip", pack["gzip"](pack["gzip"]([]byte(prose))))},
		{what: "a coding unheard of", says: "packed in a way that was not asked for: bomb", does: packed("bomb", []byte(prose))},
		{what: "brotli that is none", says: "its compressed body is damaged" + rest, does: packed("br", []byte(prose))},
		{what: "zstd that wants a window of a gigabyte", says: "its compressed body is damaged" + rest, does: packed("zstd", []byte("\x28\xb5\x2f\xfd\x00\xa0\x01\x00\x00"))},
		{what: "gzip that is damaged", says: "its compressed body is damaged" + rest, does: packed("gzip", append(pack["gzip"]([]byte(prose))[:60], "damage damage"...)), kept: 1},
		// Ways.
		{what: "a way to itself", says: "redirects to itself", does: moved("/self")},
		{what: "a way to and fro", says: "redirects more than 5 times", does: moved("/fro/1")},
		{what: "a way without end", says: "redirects more than 5 times", does: moved("/on/1")},
		{what: "a way to nowhere", says: "redirects without saying where to", does: raw("HTTP/1.1 302 Found\nContent-Length: 0", "")},
		{what: "a way to a file", says: "redirects to file:, which is not http or https", does: moved("file:///etc/passwd")},
		{what: "a way to a script", says: "redirects to javascript:, which is not http or https", does: moved("javascript:alert(1)")},
		{what: "a way to a program", says: "redirects to exec:, which is not http or https", does: moved("exec:touch owned")},
		{what: "a way to the house", says: "192.168.1.1: leads to 192.168.1.1:80" + home, does: moved("http://192.168.1.1/admin")},
		{what: "a way to the cloud's secrets", says: "169.254.169.254: leads to 169.254.169.254:80" + home, does: moved("http://169.254.169.254/latest/meta-data/")},
		{what: "a way to this machine in v6", says: "::1: leads to [::1]:22" + home, does: moved("http://[::1]:22/")},
		{what: "a way to this machine, mapped", says: "::ffff:127.0.0.1: leads to 127.0.0.1:22" + home, does: moved("http://[::ffff:127.0.0.1]:22/")},
		{what: "a way to this machine by number", says: "2130706433: no host of that name", does: moved("http://2130706433/")},
		{what: "a way to a name that leads home", says: "harbour.test: leads to 127.0.0.1:" + port + home, does: moved("http://harbour.test:" + port + "/")},
		{what: "a way of a megabyte", says: "redirects to something that is no address", does: moved("http://127.0.0.1/" + strings.Repeat("l", 1<<17))},
		{what: "a way that is no address", says: "redirects to something that is no address", does: moved("http://[::1/")},
		// Answers.
		{what: "206 unasked", says: "206 partial content", does: raw("HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-9/99", prose)},
		{what: "304 without a condition", says: "304 not modified, to a question without a condition", does: raw("HTTP/1.1 304 Not Modified", "")},
		{what: "204", says: "204 no content", does: raw("HTTP/1.1 204 No Content", "")},
		{what: "410", does: raw("HTTP/1.1 410 Gone\nContent-Length: 0", "")},
		{what: "401", says: "401 unauthorized", does: raw("HTTP/1.1 401 \x1b[5m\nWWW-Authenticate: Basic realm=\"[5m\"\nContent-Length: 0", "")},
		{what: "429 for a thousand years", says: "429 too many requests, asks to wait 24 h", does: raw("HTTP/1.1 429 x\nRetry-After: 31536000000\nContent-Length: 0", "")},
		{what: "503 with words", says: "503 service unavailable", does: raw("HTTP/1.1 503 \x1b]0;owned\x07\nContent-Length: 0", "")},
		{what: "a page of an error with 200", says: "not a feed: an HTML page", does: answers("text/html", "<!doctype html><title>\x1b[5m404</title><h1>Not found</h1>")},
		{what: "nothing with 200", says: "the document is empty", does: answers("application/rss+xml", "")},
		{what: "an object with an error", says: "not a feed: a JSON error message", does: answers("application/json", `{"error":"no such feed\u001b[5m"}`)},
		{what: "JSON nested 100,000 deep", does: answers("application/json", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Grain ship"},`+strings.Repeat(`[`, 1e5)), kept: 1},
		{what: "a billion laughs", does: answers("text/xml", `<!DOCTYPE l [<!ENTITY a "ha">`+laughs()+`]><rss><channel><title>&z;</title><item><title>Grain ship &z; leaves</title><description>&z;</description></item></channel></rss>`), kept: 1},
		{what: "an entity from outside", does: answers("text/xml", `<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>Grain ship &a; leaves</title></item></channel></rss>`), kept: 1},
		{what: "5,000 stories", does: answers("text/xml", items(5000)), kept: 2000},
		{what: "elements nested 100,000 deep", does: answers("text/xml", "<rss><channel>"+item(1)+strings.Repeat("<a>", 1e5)), kept: 1},
		{what: "a picture by name", does: answers("image/png", prose), kept: 1},
		{what: "a charset unheard of", does: answers("text/xml; charset=bomb", prose), kept: 1},
		{what: "text of NULs", says: "not a feed: binary data", does: answers("text/xml", strings.Repeat("\x00", 1e5))},
		{what: "a picture by content", says: "not a feed: a picture", does: answers("application/rss+xml", "\x89PNG\r\n\x1a\n"+strings.Repeat("\x00", 100))},
		{what: "cookies and validators by the kilobyte", does: raw("HTTP/1.1 200 OK\nETag: \""+strings.Repeat("e", 9000)+"\"\nSet-Cookie: "+strings.Repeat("c", 9000)+"\nConnection: close", prose), kept: 1},
		// TLS.
		{what: "TLS that is noise", says: "does not speak TLS; http:// may work", raw: true, does: func(c net.Conn) { c.Write(bytes.Repeat([]byte{0x16, 3, 3, 0xff, 0xff, 7}, 4000)) }},
		{what: "TLS that is silent", says: " did not finish its TLS handshake in 2 s", raw: true, does: func(c net.Conn) { io.Copy(io.Discard, c) }},
		{what: "TLS that is HTTP", says: "does not speak TLS; http:// may work", raw: true, does: func(c net.Conn) { io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n"+prose) }},
		{what: "TLS that refuses", says: "does not agree on TLS: tls: handshake failure", raw: true, does: func(c net.Conn) { c.Write([]byte{0x15, 3, 3, 0, 2, 2, 40}) }},
		{what: "TLS that drips", says: " did not finish its TLS handshake in 2 s", raw: true, does: drips("\x16\x03\x03\x40\x00", "\x02", 20*time.Millisecond)},
		{what: "TLS that closes", says: "broke the connection off", raw: true, does: func(net.Conn) {}},
	}
}

// laughs are entities each of which is ten of the one before.
func laughs() string {
	var b strings.Builder
	for c := byte('b'); c <= 'z'; c++ {
		fmt.Fprintf(&b, `<!ENTITY %c "%s">`, c, strings.Repeat("&"+string(c-1)+";", 10))
	}
	return b.String()
}

// Every misdeed ends in time and in memory with its one line, and what could be read is kept. All are met at
// once, as in a round of the reader's feeds, between feeds that are well.
func TestHostileHostsEachEndWithTheirLine(t *testing.T) {
	t.Parallel()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("no loopback here: ", err)
	}
	defer ln.Close()
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	deeds := misdeeds(port)
	allow := []string{ln.Addr().String()}
	var feeds []model.Feed
	for i, d := range deeds {
		at := fmt.Sprintf("http://%s/%d", ln.Addr(), i)
		if d.raw {
			tls, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer tls.Close()
			go func() {
				for c, err := tls.Accept(); err == nil; c, err = tls.Accept() {
					go func() { defer c.Close(); c.Read(make([]byte, 512)); d.does(c) }()
				}
			}()
			allow = append(allow, tls.Addr().String())
			at = fmt.Sprintf("https://%s/", tls.Addr())
		}
		feeds = append(feeds, model.Feed{ID: model.FeedID(i + 1), Address: at})
	}
	go func() {
		for c, err := ln.Accept(); err == nil; c, err = ln.Accept() {
			go func() {
				defer c.Close()
				r := bufio.NewReader(c)
				line, _ := r.ReadString('\n')
				for l, err := r.ReadString('\n'); err == nil && strings.TrimSpace(l) != ""; l, err = r.ReadString('\n') {
				}
				var n int
				switch path := strings.Fields(line + " x x")[1]; {
				case path == "/self":
					moved("/self")(c)
				case strings.HasPrefix(path, "/fro/"):
					fmt.Sscanf(path, "/fro/%d", &n)
					moved(fmt.Sprintf("/fro/%d", 1-n))(c)
				case strings.HasPrefix(path, "/on/"):
					fmt.Sscanf(path, "/on/%d", &n)
					moved(fmt.Sprintf("/on/%d", n+1))(c)
				default:
					fmt.Sscanf(path, "/%d", &n)
					deeds[n].does(c)
				}
			}()
		}
	}()
	c := New(Config{Allow: allow, Gap: -1, PerHost: len(deeds), Resolver: names127(t), Limits: Limits{TLS: 2 * time.Second, Header: 2 * time.Second, Whole: 3 * time.Second}})
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	told := map[int]string{}
	stories := map[int]int{}
	peak, stop := highest()
	began := time.Now()
	if err := c.Round(t.Context(), feeds, func(v Visit) {
		line := ""
		if v.Err != nil {
			line = v.Err.Error()
		}
		n := 0
		if v.Response != nil && v.Response.Status == Fresh {
			p, err := feed.News(v.Response.Body, format.Hints{URL: v.Response.URL, ContentType: v.Response.ContentType, Now: now}, nil)
			if n = len(p.Stories); err != nil && line == "" {
				line = "127.0.0.1: " + err.Error()
			}
		}
		mu.Lock()
		defer mu.Unlock()
		told[int(v.Feed.ID)-1], stories[int(v.Feed.ID)-1] = line, n
	}); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	close(stop)
	for i, d := range deeds {
		line, ok := told[i]
		want := d.says
		switch {
		case strings.HasPrefix(want, " did "):
			want = "127.0.0.1" + want
		case want != "" && !strings.Contains(want, ": leads to ") && !strings.HasPrefix(want, "2130706433"):
			want = "127.0.0.1: " + want
		}
		if d.busy && strings.Contains(line, " did not come to an end in 3 s") {
			want = line
		}
		if !ok || !strings.HasPrefix(line, want) || (want == "") != (line == "") || stories[i] != d.kept {
			t.Errorf("%s: %q and %d stories, want %q and %d", d.what, line, stories[i], want, d.kept)
		}
		if strings.ContainsAny(line, "\n\r\x1b") || len(line) > 300 || !utf8.ValidString(line) {
			t.Errorf("%s: not one safe line: %q", d.what, line)
		}
	}
	top := <-peak
	if took > 20*time.Second || top > 250<<20 {
		t.Errorf("it took %s and %d MB", took, top>>20)
	}
	t.Logf("%d hosts faced at once in %s, %d MB at most", len(deeds), took.Round(time.Millisecond), top>>20)
}

// highest tells how many bytes of heap were in use at most until stop is closed.
func highest() (peak chan uint64, stop chan struct{}) {
	peak, stop = make(chan uint64, 1), make(chan struct{})
	go func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		top := uint64(0)
		for {
			select {
			case <-stop:
				peak <- top
				return
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				top = max(top, m.HeapAlloc)
			}
		}
	}()
	return peak, stop
}
