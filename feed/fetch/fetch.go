// Package fetch is the one client that goes out to the wire: every feed, page and picture that lede
// asks for is asked for here.
//
// An address goes in; a bounded body and what the server said about it come out. Every hop passes the
// address guard after its name was resolved, is held to a limit in time and in bytes, and waits for its
// turn at the host. Nothing here reads what a body says, and nothing is kept between two runs: what the
// next visit must know goes into model.Poll.
//
// Outside libraries: klauspost/compress (gzip, deflate, zstd) and andybalholm/brotli for the codings of
// RFC 9110 §8.4, x/net/http/httpproxy for a proxy that the reader asks to take from the environment.
package fetch

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"runtime"
	"time"
)

// Config says how the client behaves. The zero Config is the polite and guarded default.
type Config struct {
	Allow     []string // exact host:port pairs that the address guard lets through; see CheckAllow
	UserAgent string
	// Proxy is the address of an http, https or socks5 proxy, "environment" for what HTTP_PROXY and its
	// like say, or "" for none: the environment alone never sets one.
	Proxy string
	// Private gives the headers that go with one address, credentials among them: to its own host only. It is asked
	// when the address is visited, and its error is that visit's; nil for none.
	Private func(ctx context.Context, address string) (http.Header, error)

	PerHost int           // requests at once to one host; 0 for 2
	Gap     time.Duration // between two starts at one host; 0 for 1 s, below 0 for none
	Limits  Limits
	Flight  int // requests at once in a Round; 0 for 1024. No more than half the files that may be open
	Workers int // callbacks at once in a Round; 0 for GOMAXPROCS

	// Local lets file paths, exec: and filter: addresses be read. Only for who sits at this machine.
	Local bool

	TLS      *tls.Config      // nil for the default
	Resolver *net.Resolver    // nil for the default
	Now      func() time.Time // nil for time.Now
}

// Limits bound one request in time and bytes. A zero field means the default.
type Limits struct {
	Dial   time.Duration // to connect, name resolution included; 10 s
	TLS    time.Duration // for the handshake; 10 s
	Header time.Duration // from the request sent to the last header; 15 s
	Whole  time.Duration // for all hops, waiting for a turn apart; 30 s
	Run    time.Duration // for a program of an exec: or filter: address; 30 s
	Body   int64         // bytes on the wire, and again decoded; 15 MB
	Head   int64         // bytes of headers; 256 kB
	Hold   int64         // bytes of bodies that a Round holds undecoded; 12 MiB
}

const (
	maxHops      = 5
	maxValidator = 1 << 10 // bytes; longer ones are not kept
	// maxLookups is how many names are looked up at once, each with a question or two: the resolver of a home
	// router refuses what goes beyond its bound (dnsmasq: 150).
	maxLookups = 64
)

func (l Limits) orDefault() Limits {
	length := func(d *time.Duration, or time.Duration) {
		if *d <= 0 {
			*d = or
		}
	}
	size := func(n *int64, or int64) {
		if *n <= 0 {
			*n = or
		}
	}
	length(&l.Dial, 10*time.Second)
	length(&l.TLS, 10*time.Second)
	length(&l.Header, 15*time.Second)
	length(&l.Whole, 30*time.Second)
	length(&l.Run, 30*time.Second)
	size(&l.Body, 15e6)
	size(&l.Head, 256<<10)
	size(&l.Hold, 12<<20)
	return l
}

// Client fetches. All methods may be called at once from many goroutines.
type Client struct {
	cfg    Config
	lim    Limits
	guard  guard
	hosts  *hosts
	trip   http.RoundTripper
	coders decoders
	blocks blocks

	lookups chan struct{} // one in it for each name that is being looked up
}

// New makes a client. It opens nothing. A Proxy that cannot be read refuses every request with that
// reason rather than going around it.
func New(cfg Config) *Client {
	if cfg.UserAgent == "" {
		cfg.UserAgent = "lede (a news reader for the terminal)"
	}
	if cfg.PerHost <= 0 {
		cfg.PerHost = 2
	}
	switch {
	case cfg.Gap == 0:
		cfg.Gap = time.Second
	case cfg.Gap < 0:
		cfg.Gap = 0
	}
	if cfg.Flight <= 0 {
		cfg.Flight = 1024
	}
	if n := files(); n > 0 { // the store and other rounds need some too
		cfg.Flight = max(1, min(cfg.Flight, n/2))
	}
	if cfg.Workers <= 0 {
		cfg.Workers = runtime.GOMAXPROCS(0)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	c := &Client{cfg: cfg, lim: cfg.Limits.orDefault(), hosts: newHosts(cfg.PerHost, cfg.Gap), lookups: make(chan struct{}, maxLookups)}
	c.guard = newGuard(cfg)
	c.trip = c.transport()
	return c
}

// transport is net/http's, held to the limits and dialling through the guard.
func (c *Client) transport() *http.Transport {
	return &http.Transport{
		Proxy:                  c.guard.proxy,
		DialContext:            c.guard.dialer(c.lim.Dial, c.cfg.Resolver),
		TLSClientConfig:        c.cfg.TLS,
		TLSHandshakeTimeout:    c.lim.TLS,
		ResponseHeaderTimeout:  c.lim.Header,
		MaxResponseHeaderBytes: c.lim.Head,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		// no MaxIdleConns: net/http may then close a connection that it just handed to a request
		MaxIdleConnsPerHost: c.cfg.PerHost,
		IdleConnTimeout:     10 * time.Second,
		WriteBufferSize:     1 << 10,
	}
}

// Request is one question to one address.
type Request struct {
	URL          string
	ETag         string // validators of the copy that the caller holds; both "" for none
	LastModified string
	Digest       string // of the body that the caller holds: the same bytes again are Unchanged
	Accept       string // "" for what a feed may be served as
}

// Status is how a request went that did not fail.
type Status uint8

// The outcomes.
const (
	Fresh     Status = iota + 1 // there is a body
	Unchanged                   // what the caller holds is current; there is no body
	Gone                        // 410: it will not come back
)

// Response is what came. Texts in it are as the server wrote them, apart from being valid headers.
type Response struct {
	Status Status
	Code   int    // of HTTP; 0 for a local source
	URL    string // final address, without credentials: what relative addresses are counted from
	Moved  string // the new permanent address when every redirect was a 301 or 308, else ""
	Body   []byte // decoded
	Parts  []Part // of a directory: its files by name; Body is then empty

	ContentType  string
	ETag         string        // "" when absent or longer than 1 kB
	LastModified string        // the same
	Digest       string        // of the body on the wire
	RetryAfter   time.Duration // clamped to 1 min … 24 h; 0 when not told
	MaxAge       time.Duration // from Cache-Control or Expires, clamped to 5 min … 24 h; 0 when not told
	Header       http.Header
	Bytes        int64 // body bytes on the wire
}

// Part is one file of a directory.
type Part struct {
	Name string
	Body []byte
}

// Get answers r. When the body broke off or grew too large, what came before is returned together with
// the error; in every other case one of the two is nil. The error is an *Error whose text is one
// line fit to be shown, unless ctx ended.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	w := c.wire(ctx, r, nil)
	c.unpack(w, nil)
	return w.resp, w.err
}

// CloseIdle drops connections that wait for another request.
func (c *Client) CloseIdle() {
	if t, ok := c.trip.(*http.Transport); ok {
		t.CloseIdleConnections()
	}
}
