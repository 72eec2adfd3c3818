package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// guard decides which addresses may be dialled. It looks at the address that a name resolved to, at the
// moment of connecting, so that a name which answers differently the second time gains nothing.
type guard struct {
	allow   map[string]bool // host:port as asked for, lower case
	relays  map[string]bool // host:port of the proxy: dialled, but never as a target
	through func(*url.URL) (*url.URL, error)
}

// refusal is the guard's answer to an address that is not public.
type refusal struct{ addr string }

func (r refusal) Error() string { return r.addr + " is not a public address" }

func newGuard(cfg Config) guard {
	g := guard{allow: map[string]bool{}, relays: map[string]bool{}}
	for _, a := range cfg.Allow {
		g.allow[strings.ToLower(a)] = true
	}
	switch cfg.Proxy {
	case "":
	case "environment":
		env := httpproxy.FromEnvironment()
		g.through = env.ProxyFunc()
		g.relay(env.HTTPProxy)
		g.relay(env.HTTPSProxy)
	default:
		p, err := url.Parse(cfg.Proxy)
		if err == nil && (p.Host == "" || !proxyScheme(p.Scheme)) {
			err = errors.New("not an http, https or socks5 address")
		}
		if err != nil {
			bad := errBadProxy
			g.through = func(*url.URL) (*url.URL, error) { return nil, bad }
			break
		}
		g.through = func(*url.URL) (*url.URL, error) { return p, nil }
		g.relay(cfg.Proxy)
	}
	return g
}

var errBadProxy = errors.New("the proxy in the config is not an http, https or socks5 address")

func proxyScheme(s string) bool {
	return s == "http" || s == "https" || s == "socks5" || s == "socks5h"
}

// relay notes where a proxy listens.
func (g guard) relay(proxy string) {
	if !strings.Contains(proxy, "://") {
		proxy = "http://" + proxy
	}
	if p, err := url.Parse(proxy); err == nil && p.Host != "" {
		g.relays[hostPort(p)] = true
	}
}

// CheckAllow tells what is wrong with an entry for Config.Allow: it must be a host and a port, as
// "localhost:8080" or "[::1]:8080", and stands for exactly what an address names.
func CheckAllow(entry string) error {
	host, port, err := net.SplitHostPort(entry)
	if err != nil || host == "" || port == "" || strings.ContainsAny(entry, "/*@ ") {
		return fmt.Errorf("%q is not host:port", entry)
	}
	return nil
}

// proxy is http.Transport's question.
func (g guard) proxy(r *http.Request) (*url.URL, error) {
	if g.through == nil {
		return nil, nil
	}
	return g.through(r.URL)
}

// check looks at a target before anything is dialled. Behind a proxy it is the only look there is, and
// sees literal addresses and names of this machine only: the proxy resolves the others.
func (g guard) check(u *url.URL) error {
	at := hostPort(u)
	if g.allow[at] || g.through == nil {
		return nil
	}
	via, err := g.through(u)
	if err != nil {
		return err
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if via == nil {
		if g.relays[at] {
			return refusal{at}
		}
		return nil
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || numeric(host) {
		return refusal{host}
	}
	if ip, err := netip.ParseAddr(host); err == nil && !Public(ip) {
		return refusal{host}
	}
	return nil
}

// numeric tells whether a resolver of C may read host as an IPv4 address in an old form: 0x7f.1,
// 2130706433, 127.1. A dotted quad is not meant.
func numeric(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil || host == "" {
		return false
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	return last != "" && last[0] >= '0' && last[0] <= '9'
}

// dialer connects to what Control finds public, or to what was allowed by name.
func (g guard) dialer(limit time.Duration, res *net.Resolver) func(context.Context, string, string) (net.Conn, error) {
	open := &net.Dialer{Timeout: limit, KeepAlive: -1, Resolver: res}
	guarded := *open
	guarded.Control = func(_, address string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(address)
		if err != nil || !Public(ap.Addr()) {
			return refusal{address}
		}
		return nil
	}
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		if at := strings.ToLower(addr); g.allow[at] || g.relays[at] {
			return open.DialContext(ctx, network, addr)
		}
		return guarded.DialContext(ctx, network, addr)
	}
}

// hostPort is what an address names, with the scheme's port where none is written.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		switch u.Scheme {
		case "https":
			port = "443"
		case "socks5", "socks5h":
			port = "1080"
		default:
			port = "80"
		}
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// Public tells whether ip is an address of the public internet: not in a block that the IANA
// special-purpose registries (RFC 6890 and its heirs) keep from it, and not one that carries another
// address inside (v4-mapped, NAT64, 6to4, Teredo).
func Public(ip netip.Addr) bool {
	if !ip.IsValid() || ip.Zone() != "" {
		return false
	}
	for _, p := range reserved() {
		if p.Contains(ip) {
			return false
		}
	}
	return ip.Is4() || globalUnicast().Contains(ip)
}

var globalUnicast = sync.OnceValue(func() netip.Prefix { return netip.MustParsePrefix("2000::/3") })

// reserved are the blocks of IPv4, and those of IPv6 within 2000::/3: nothing outside of it is public.
var reserved = sync.OnceValue(func() []netip.Prefix {
	var out []netip.Prefix
	for _, s := range []string{
		"0.0.0.0/8",       // this network
		"10.0.0.0/8",      // private
		"100.64.0.0/10",   // carrier-grade NAT
		"127.0.0.0/8",     // loopback
		"169.254.0.0/16",  // link-local, and the metadata service of many clouds
		"172.16.0.0/12",   // private
		"192.0.0.0/24",    // IETF protocol assignments
		"192.0.2.0/24",    // documentation
		"192.88.99.0/24",  // 6to4 relays
		"192.168.0.0/16",  // private
		"198.18.0.0/15",   // benchmarking
		"198.51.100.0/24", // documentation
		"203.0.113.0/24",  // documentation
		"224.0.0.0/4",     // multicast
		"240.0.0.0/4",     // reserved, and broadcast
		"2001::/23",       // IETF protocol assignments: Teredo, ORCHID
		"2001:db8::/32",   // documentation
		"2002::/16",       // 6to4
		"3fff::/20",       // documentation
	} {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
})
