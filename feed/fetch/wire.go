package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"lede/model/safe"
)

// wire is a visit between the network and the decoder: resp without its Body, and the body as it came.
type wire struct {
	resp   *Response
	err    error
	raw    []byte
	coding string // Content-Encoding, lower case
	host   string
	held   *holding // raw's share of a Round's memory; nil outside of one
}

// turns is what a visit asks of the Round that it is part of. All fields may be nil.
type turns struct {
	wait func(waiting bool) // told when the visit begins and ends to wait for a host
	hold *holding
	last bool // nobody asks this host after it: its connection is not kept
}

// errWhole is the cause of a context that ended because the request as a whole took too long.
var errWhole = errors.New("the whole request took too long")

// wire visits r's address and whatever it redirects to, and reads the body undecoded.
func (c *Client) wire(ctx context.Context, r Request, t *turns) *wire {
	if local(r.URL) {
		return c.source(ctx, r)
	}
	u, err := parse(r.URL)
	if err != nil {
		return &wire{err: err}
	}
	if t == nil {
		t = &turns{}
	}
	h := &hop{c: c, ask: r, url: u, home: u, permanent: true, turns: t}
	if c.cfg.Private != nil {
		if h.own, err = c.cfg.Private(ctx, r.URL); err != nil {
			return &wire{err: &Error{Kind: Program, host: u.Hostname(), Err: err, text: err.Error()}}
		}
	}
	h.ctx, h.clock = withClock(ctx, c.lim.Whole)
	t.hold.begin(h.clock.cancel)
	defer t.hold.end()
	defer h.clock.stop()
	for n := 0; ; n++ {
		w, next := h.visit()
		if next == nil {
			w.host = h.url.Hostname()
			return w
		}
		if n == maxHops {
			return &wire{err: fail(Redirects, u.Hostname(), "redirects more than %d times", maxHops)}
		}
		if err := h.follow(next); err != nil {
			return &wire{err: err}
		}
	}
}

// parse reads an address that is to be fetched.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || len(address) > 1<<13 {
		return nil, fail(BadAddress, "", "%s: not an address", short(safe.Line(Hide(address)), 80))
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil, fail(BadAddress, "", "%s: not an http or https address", short(safe.Line(Hide(address)), 80))
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// hop is where a chain of redirects has come to.
type hop struct {
	c         *Client
	ctx       context.Context
	clock     *clock
	turns     *turns
	ask       Request
	own       http.Header // for home only
	home, url *url.URL    // where it began, and where it is
	permanent bool        // so far only 301 and 308
	moved     bool
}

// visit asks one address. It gives what came, or the Location that leads on.
func (h *hop) visit() (*wire, *url.URL) {
	host := h.url.Hostname()
	if err := h.c.guard.check(h.url); err != nil {
		return &wire{err: h.c.failed(host, dialling, err)}, nil
	}
	h.clock.pause()
	leave, err := h.c.hosts.enter(h.ctx, hostPort(h.url), h.turns.wait)
	if err != nil {
		return &wire{err: err}, nil
	}
	defer leave()
	h.clock.run()

	var at atomic.Int32
	ctx := httptrace.WithClientTrace(h.ctx, &httptrace.ClientTrace{
		DNSStart:          func(httptrace.DNSStartInfo) { h.c.lookups <- struct{}{} },
		DNSDone:           func(httptrace.DNSDoneInfo) { <-h.c.lookups },
		TLSHandshakeStart: func() { at.Store(int32(shaking)) },
		GotConn:           func(httptrace.GotConnInfo) { at.Store(int32(asking)) },
	})
	res, err := h.c.trip.RoundTrip(h.request(ctx))
	if err != nil {
		return &wire{err: h.ended(err, phase(at.Load()))}, nil
	}
	defer res.Body.Close()
	return h.answer(res)
}

// ended is the error of a request that got no answer: the caller's own when it was the caller who
// gave up.
func (h *hop) ended(err error, at phase) error {
	if cause := context.Cause(h.ctx); cause != nil {
		if cause != errWhole {
			return h.ctx.Err()
		}
		err = cause
	}
	return h.c.failed(h.url.Hostname(), at, err)
}

// request writes what is asked. What is only for the feed's own host stays there.
func (h *hop) request(ctx context.Context) *http.Request {
	out := (&http.Request{Method: http.MethodGet, URL: h.url, Host: h.url.Host, Header: http.Header{},
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Close: h.turns.last}).WithContext(ctx)
	out.Header.Set("User-Agent", h.c.cfg.UserAgent)
	out.Header.Set("Accept", h.ask.Accept)
	if h.ask.Accept == "" {
		out.Header.Set("Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5")
	}
	out.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	if h.ask.ETag != "" {
		out.Header.Set("If-None-Match", h.ask.ETag)
	}
	if h.ask.LastModified != "" {
		out.Header.Set("If-Modified-Since", h.ask.LastModified)
	}
	if sameHost(h.home, h.url) {
		h.private(out)
	}
	return out
}

// private adds the headers and credentials of the feed's address.
func (h *hop) private(out *http.Request) {
	if who := h.home.User; who != nil {
		password, _ := who.Password()
		out.SetBasicAuth(who.Username(), password)
	}
	for name, values := range h.own {
		out.Header[http.CanonicalHeaderKey(name)] = values
	}
}

// sameHost tells whether what was meant for a may be told to b: the same host and port, or the same host
// moved from http to https on the usual ports. Never from https back to http.
func sameHost(a, b *url.URL) bool {
	if !strings.EqualFold(a.Hostname(), b.Hostname()) {
		return false
	}
	if a.Scheme == b.Scheme {
		return hostPort(a) == hostPort(b)
	}
	return a.Scheme == "http" && b.Scheme == "https" && a.Port() == "" && b.Port() == ""
}

// answer looks at the status and reads the body of a 200.
func (h *hop) answer(res *http.Response) (*wire, *url.URL) {
	host, now := h.url.Hostname(), h.c.cfg.Now()
	conditional := h.ask.ETag != "" || h.ask.LastModified != ""
	switch code := res.StatusCode; code {
	case http.StatusOK:
		w := &wire{resp: h.response(res, Fresh, now), coding: strings.ToLower(strings.TrimSpace(strings.Join(res.Header.Values("Content-Encoding"), ",")))}
		h.read(w, res)
		return w, nil
	case http.StatusNotModified:
		if !conditional {
			return &wire{err: fail(Answered, host, "304 not modified, to a question without a condition")}, nil
		}
		return &wire{resp: h.response(res, Unchanged, now)}, nil
	case http.StatusGone:
		return &wire{resp: h.response(res, Gone, now)}, nil
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		next, err := h.location(res)
		if err != nil {
			return &wire{err: err}, nil
		}
		h.moved = true
		if code != http.StatusMovedPermanently && code != http.StatusPermanentRedirect {
			h.permanent = false
		}
		return nil, next
	default:
		return &wire{err: answered(host, code, res.Header, now)}, nil
	}
}

// location is where a redirect leads.
func (h *hop) location(res *http.Response) (*url.URL, error) {
	host := h.url.Hostname()
	to := strings.TrimSpace(res.Header.Get("Location"))
	if to == "" {
		return nil, fail(Redirects, host, "redirects without saying where to")
	}
	u, err := h.url.Parse(strings.ReplaceAll(to, " ", "%20"))
	if err != nil || len(to) > 1<<13 {
		return nil, fail(Redirects, host, "redirects to something that is no address")
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil, fail(Refused, host, "redirects to %s, which is not http or https", short(u.Scheme, 20)+":")
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// follow goes on to next. Credentials in a Location are the redirecting server's, not the reader's:
// they are dropped.
func (h *hop) follow(next *url.URL) error {
	next.User = nil
	if bare(next) == bare(h.url) {
		return fail(Redirects, h.url.Hostname(), "redirects to itself")
	}
	h.url = next
	return nil
}

// bare is u without credentials.
func bare(u *url.URL) string {
	v := *u
	v.User = nil
	return v.String()
}

// response takes down what the headers say.
func (h *hop) response(res *http.Response, s Status, now time.Time) *Response {
	r := &Response{
		Status: s, Code: res.StatusCode, URL: bare(h.url), Header: res.Header,
		ContentType:  res.Header.Get("Content-Type"),
		ETag:         validator(res.Header, "ETag"),
		LastModified: validator(res.Header, "Last-Modified"),
		MaxAge:       freshFor(res.Header, now),
	}
	if h.moved && h.permanent && s != Gone {
		to := *h.url
		if sameHost(h.home, h.url) {
			to.User = h.home.User
		}
		r.Moved = to.String()
	}
	return r
}

// settle compares what was read with what the caller holds.
func (h *hop) settle(w *wire) {
	sum := sha256.New()
	sum.Write([]byte(w.coding + "\n"))
	sum.Write(w.raw)
	w.resp.Digest = hex.EncodeToString(sum.Sum(nil)[:16])
	w.resp.Bytes = int64(len(w.raw))
	if w.err == nil && w.resp.Digest == h.ask.Digest {
		w.resp.Status, w.raw = Unchanged, nil
	}
}
