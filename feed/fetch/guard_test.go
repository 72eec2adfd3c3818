package fetch

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func TestOnlyAddressesOfThePublicInternetArePublic(t *testing.T) {
	for _, s := range []string{
		"127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
		"169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.19.255.255",
		"198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.88.99.1",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::808:808", "64:ff9b::7f00:1", "64:ff9b:1::1",
		"fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2002:7f00:1::", "2002:808:808::1",
		"2001::1", "2001:0:53aa:64c::1", "2001:db8::1", "3fff::1", "100::1", "4000::1",
	} {
		if Public(netip.MustParseAddr(s)) {
			t.Errorf("%s passes", s)
		}
	}
	for _, s := range []string{"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111", "2001:4860:4860::8888", "2a00:1450::1"} {
		if !Public(netip.MustParseAddr(s)) {
			t.Errorf("%s does not pass", s)
		}
	}
	if Public(netip.Addr{}) {
		t.Error("no address passes")
	}
}

func TestAnAllowedEntryIsAHostAndAPort(t *testing.T) {
	for entry, ok := range map[string]bool{"localhost:80": true, "[::1]:8080": true, "intranet:443": true,
		"localhost": false, ":80": false, "10.0.0.0/8:80": false, "*:80": false, "a b:80": false, "": false} {
		if err := CheckAllow(entry); (err == nil) != ok {
			t.Errorf("%q: %v", entry, err)
		}
	}
}

// A page of the web must not reach what listens on this machine, in whatever way its address is spelled.
func TestWhatIsOnThisMachineIsNotReached(t *testing.T) {
	var reached atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer s.Close()
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(s.URL, "http://"))
	c := New(Config{Gap: -1})
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "0", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1.", "LOCALHOST"} {
		_, err := get(t, c, "http://"+host+":"+port+"/")
		if k := kind(err); k != Refused && k != NoHost && k != BadAddress {
			t.Errorf("%s: %v", host, err)
		}
	}
	if n := reached.Load(); n > 0 {
		t.Errorf("reached %d times", n)
	}
}

func TestTheGuardStandsOnEveryHop(t *testing.T) {
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("reached") }))
	defer inner.Close()
	for _, to := range []string{inner.URL, "http://169.254.169.254/latest/meta-data/", "http://[::1]/"} {
		c, url := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) })
		_, err := get(t, c, url)
		if kind(err) != Refused || !strings.Contains(err.Error(), "not a public address") {
			t.Errorf("%s: %v", to, err)
		}
	}
}

// names answers every question for an address with what say gives for the name.
func names(t *testing.T, say func(name string) netip.Addr) *net.Resolver {
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pc.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := pc.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
			if q.Type == dnsmessage.TypeA {
				a := say(strings.TrimSuffix(q.Name.String(), "."))
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class}, Body: &dnsmessage.AResource{A: a.As4()}}}
			}
			if out, err := m.Pack(); err == nil {
				pc.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", pc.LocalAddr().String())
	}}
}

// A name that is public when it is looked at and private when it is dialled gains nothing: what is
// dialled is what is looked at. And what was allowed for one name is not allowed for another.
func TestANameThatLeadsHomeIsRefusedWheneverItTurns(t *testing.T) {
	var asked atomic.Int32
	res := names(t, func(name string) netip.Addr {
		if name == "turns.test" && asked.Add(1) == 1 {
			return netip.MustParseAddr("240.0.0.1")
		}
		return netip.MustParseAddr("127.0.0.1")
	})
	var reached sync.Map
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reached.Store(strings.Split(r.Host, ":")[0], true)
		if r.URL.Path == "/on" {
			http.Redirect(w, r, "http://other.test:"+strings.Split(r.Host, ":")[1]+"/", http.StatusFound)
			return
		}
		fmt.Fprint(w, prose)
	}))
	defer s.Close()
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(s.URL, "http://"))
	c := New(Config{Gap: -1, Resolver: res, Allow: []string{"mine.test:" + port}})
	for range 3 {
		if _, err := get(t, c, "http://turns.test:"+port+"/"); kind(err) != Refused {
			t.Errorf("turns.test: %v", err)
		}
	}
	if r, err := get(t, c, "http://mine.test:"+port+"/"); err != nil || string(r.Body) != prose {
		t.Errorf("mine.test: %v", err)
	}
	if _, err := get(t, c, "http://mine.test:"+port+"/on"); kind(err) != Refused || !strings.HasPrefix(err.Error(), "other.test: ") {
		t.Errorf("other.test: %v", err)
	}
	reached.Range(func(k, _ any) bool {
		if k != "mine.test" {
			t.Errorf("%v was reached", k)
		}
		return true
	})
}

func TestTheEnvironmentAloneSetsNoProxy(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "from the proxy for ", r.URL) }))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	c, addr := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, prose) })
	if r, err := get(t, c, addr); err != nil || string(r.Body) != prose {
		t.Fatalf("%v", err)
	}
	for name, how := range map[string]string{"by address": proxy.URL, "from the environment": "environment"} {
		c := New(Config{Gap: -1, Proxy: how})
		r, err := get(t, c, "http://example.org/feed")
		if err != nil || string(r.Body) != "from the proxy for http://example.org/feed" {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
		for _, home := range []string{"http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://10.1.2.3/", "http://2130706433/", "http://0x7f.1/", proxy.URL} {
			if _, err := get(t, c, home); kind(err) != Refused {
				t.Errorf("%s: %s: %v", name, home, err)
			}
		}
	}
	if _, err := get(t, New(Config{Proxy: "ftp://x"}), "http://example.org/"); kind(err) != Refused {
		t.Errorf("a proxy that cannot be read: %v", err)
	}
}

// trips answers for hosts that are not there.
type trips func(*http.Request) *http.Response

func (f trips) RoundTrip(r *http.Request) (*http.Response, error) {
	res := f(r)
	if res == nil {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return res, nil
}

func answer(code int, headers ...string) *http.Response {
	rec := httptest.NewRecorder()
	for i := 0; i+1 < len(headers); i += 2 {
		rec.Header().Set(headers[i], headers[i+1])
	}
	rec.WriteHeader(code)
	rec.WriteString(prose)
	return rec.Result()
}

// onTrip is a client whose network is f.
func onTrip(cfg Config, f trips) *Client {
	c := New(cfg)
	c.trip = f
	return c
}

// for1 are headers for one address.
func for1(address string, h http.Header) func(context.Context, string) (http.Header, error) {
	return func(_ context.Context, a string) (http.Header, error) {
		if a != address {
			return nil, nil
		}
		return h, nil
	}
}

func TestASecretThatCannotBeHadCostsItsVisitOnly(t *testing.T) {
	c := onTrip(Config{Gap: -1, Private: func(_ context.Context, a string) (http.Header, error) {
		if strings.Contains(a, "feeds.test") {
			return nil, errors.New("pass: it is locked")
		}
		return nil, nil
	}}, func(*http.Request) *http.Response { return answer(200) })
	if _, err := get(t, c, "https://feeds.test/feed"); kind(err) != Program || err.Error() != "feeds.test: pass: it is locked" {
		t.Errorf("%v", err)
	}
	if _, err := get(t, c, "https://other.test/feed"); err != nil {
		t.Error(err)
	}
}

func TestCredentialsStayWithTheirHost(t *testing.T) {
	secrets := []string{"Authorization", "Cookie", "X-Key"}
	for _, row := range []struct {
		to   string
		kept bool
	}{
		{"http://feeds.test/other", true}, {"https://feeds.test/", true}, {"http://FEEDS.test/", true},
		{"http://evil.test/", false}, {"http://feeds.test.evil.test/", false}, {"http://feeds.test:8080/", false},
		{"https://feeds.test:8443/", false}, {"http://eve:x@evil.test/", false}, {"//evil.test/", false},
	} {
		const from = "http://ann:secret@feeds.test/feed"
		var last *http.Request
		c := onTrip(Config{Gap: -1, Private: for1(from, http.Header{"cookie": {"id=7"}, "X-Key": {"k"}})}, func(r *http.Request) *http.Response {
			last = r
			if r.URL.Path == "/feed" {
				for _, s := range secrets {
					if r.Header.Get(s) == "" {
						t.Errorf("the feed's own host is not told %s", s)
					}
				}
				return answer(302, "Location", row.to, "Set-Cookie", "tracking=1")
			}
			return answer(200)
		})
		r, err := get(t, c, from)
		if err != nil {
			t.Fatal(row.to, err)
		}
		for _, s := range secrets {
			if (last.Header.Get(s) != "") != row.kept {
				t.Errorf("%s: %s is %q", row.to, s, last.Header.Get(s))
			}
		}
		if strings.Contains(last.Header.Get("Cookie"), "tracking") || strings.Contains(r.URL, "@") {
			t.Errorf("%s: cookie %q, address %s", row.to, last.Header.Get("Cookie"), r.URL)
		}
	}
}

func TestCredentialsNeverGoFromHTTPSToHTTP(t *testing.T) {
	const from = "https://feeds.test/feed"
	c := onTrip(Config{Gap: -1, Private: for1(from, http.Header{"Authorization": {"Basic YW5uOnNlY3JldA=="}})}, func(r *http.Request) *http.Response {
		if r.URL.Scheme == "https" {
			if want := "Basic " + base64.StdEncoding.EncodeToString([]byte("ann:secret")); r.Header.Get("Authorization") != want {
				t.Errorf("%q", r.Header.Get("Authorization"))
			}
			return answer(301, "Location", "http://feeds.test/plain")
		}
		if r.Header.Get("Authorization") != "" {
			t.Error("told in the clear")
		}
		return answer(200)
	})
	if _, err := get(t, c, from); err != nil {
		t.Fatal(err)
	}
}

func TestAnAddressMovesOnlyByPermanentRedirects(t *testing.T) {
	for _, row := range []struct {
		chain []int
		moved string
	}{
		{nil, ""}, {[]int{301}, "http://a.test/1"}, {[]int{308}, "http://a.test/1"}, {[]int{301, 308, 301}, "http://a.test/3"},
		{[]int{302}, ""}, {[]int{303}, ""}, {[]int{307}, ""}, {[]int{301, 302}, ""}, {[]int{302, 301}, ""},
	} {
		n := 0
		c := onTrip(Config{Gap: -1}, func(r *http.Request) *http.Response {
			if n == len(row.chain) {
				return answer(200)
			}
			n++
			return answer(row.chain[n-1], "Location", fmt.Sprintf("/%d#part", n))
		})
		r, err := get(t, c, "http://a.test/feed")
		if err != nil || r.Moved != row.moved {
			t.Errorf("%v: %+v, %v", row.chain, r, err)
		}
	}
}

func TestAMovedAddressKeepsItsCredentialsAtTheSameHost(t *testing.T) {
	c := onTrip(Config{Gap: -1}, func(r *http.Request) *http.Response {
		if r.URL.Scheme == "http" {
			return answer(301, "Location", "https://"+r.URL.Host+"/feed")
		}
		return answer(200)
	})
	if r, err := get(t, c, "http://ann:secret@a.test/feed"); err != nil || r.Moved != "https://ann:secret@a.test/feed" {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestRedirectsThatLeadNowhereEnd(t *testing.T) {
	for to, want := range map[string]Kind{
		"/feed": Redirects, "": Redirects, "http://[oops": Redirects, "/other": Redirects,
		"file:///etc/passwd": Refused, "gopher://a.test/": Refused, "javascript:alert(1)": Refused, "https:": Refused, "exec:ls": Refused,
	} {
		asked := 0
		c := onTrip(Config{Gap: -1, Local: true}, func(r *http.Request) *http.Response {
			asked++
			if to == "/other" {
				return answer(302, "Location", fmt.Sprintf("/%d", asked))
			}
			return answer(302, "Location", to)
		})
		_, err := get(t, c, "http://a.test/feed")
		if kind(err) != want || asked > maxHops+1 {
			t.Errorf("%q: %v after %d", to, err, asked)
		}
	}
}

func FuzzURLs(f *testing.F) {
	for _, s := range []string{"http://a.test/feed", "http://ann:secret@a.test/", "https://[::1%25eth0]:80/", "http://2130706433", "//x", "http://a@b@c/", "http:/%zz", "exec:ls"} {
		f.Add(s, "/next")
	}
	f.Add("http://a.test/", "http://a:b@evil.test/\t")
	f.Fuzz(func(t *testing.T, address, to string) {
		first := true
		c := onTrip(Config{Gap: -1}, func(r *http.Request) *http.Response {
			if r.URL.Scheme != "http" && r.URL.Scheme != "https" || r.URL.Hostname() == "" {
				t.Errorf("asks for %s", r.URL)
			}
			home, _ := url.Parse(strings.TrimSpace(address))
			if !strings.EqualFold(r.URL.Hostname(), home.Hostname()) && r.Header.Get("Authorization") != "" {
				t.Errorf("tells %s the credentials of %s", r.URL, address)
			}
			if first {
				first = false
				return answer(302, "Location", to)
			}
			return answer(200)
		})
		r, err := c.Get(t.Context(), Request{URL: address})
		if (r == nil) == (err == nil) {
			t.Errorf("%+v and %v", r, err)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\n\x1b\a") {
			t.Errorf("%q", err)
		}
	})
}
