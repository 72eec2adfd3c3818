package fetch

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// certified is a server on loopback with a certificate for the names until the time, and a client that
// trusts it.
func certified(t *testing.T, until time.Time, names ...string) (*Client, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: until.Add(-48 * time.Hour), NotAfter: until, DNSNames: names,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, prose) }))
	s.Config.ErrorLog = quiet()
	s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	s.StartTLS()
	t.Cleanup(s.Close)
	cert, _ := x509.ParseCertificate(der)
	pool := x509.NewCertPool()
	pool.AddCert(cert)
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(s.URL, "https://"))
	return New(Config{Gap: -1, Allow: []string{"harbour.test:" + port, "127.0.0.1:" + port}, TLS: &tls.Config{RootCAs: pool},
		Resolver: names127(t)}), "harbour.test:" + port
}

func names127(t *testing.T) *net.Resolver {
	return names(t, func(string) netip.Addr { return netip.MustParseAddr("127.0.0.1") })
}

func TestACertificateThatIsNotGoodSaysWhatIsWrongWithIt(t *testing.T) {
	later := time.Now().Add(time.Hour)
	c, at := certified(t, later, "harbour.test")
	if r, err := get(t, c, "https://"+at); err != nil || string(r.Body) != prose {
		t.Errorf("a good one: %v", err)
	}
	if _, err := get(t, c, "http://"+at); err == nil {
		t.Error("http on a port of https is no failure")
	}
	stranger := New(Config{Gap: -1, Allow: []string{at}, Resolver: names127(t)})
	expired, old := certified(t, time.Now().Add(-time.Hour), "harbour.test")
	other, wrong := certified(t, later, "other.test")
	for _, row := range []struct {
		c        *Client
		at, want string
	}{
		{stranger, at, "harbour.test: its certificate is signed by nobody that is trusted here"},
		{expired, old, "harbour.test: its certificate has expired, or the clock here is wrong"},
		{other, wrong, "harbour.test: its certificate is for another host"},
	} {
		if _, err := get(t, row.c, "https://"+row.at); kind(err) != Untrusted || err.Error() != row.want {
			t.Errorf("%v, want %s", err, row.want)
		}
	}
}

func TestHTTPSOnAPortOfHTTPSaysSo(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, prose) })
	_, err := get(t, c, strings.Replace(url, "http:", "https:", 1))
	if kind(err) != Untrusted || !strings.HasSuffix(err.Error(), "does not speak TLS; http:// may work") {
		t.Fatal(err)
	}
}

func TestServersThatGiveNoAnswerSayHow(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		if r.URL.Path == "/junk" {
			fmt.Fprint(conn, "\x1b[2JSSH-2.0-OpenSSH\r\n\r\n")
		}
		conn.Close()
	}))
	addr := strings.TrimPrefix(s.URL, "http://")
	_, port, _ := net.SplitHostPort(addr)
	c := New(Config{Gap: -1, Allow: []string{addr, "gone.test:" + port}, Resolver: names127(t)})
	if _, err := get(t, c, s.URL); kind(err) != NoConnect || err.Error() != "127.0.0.1: broke the connection off" {
		t.Error(err)
	}
	if _, err := get(t, c, s.URL+"/junk"); kind(err) != NoConnect || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("%q", err)
	}
	s.Close()
	if _, err := get(t, c, s.URL); kind(err) != NoConnect || err.Error() != "127.0.0.1: refuses the connection" {
		t.Error(err)
	}
	silent := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no network") }}
	if _, err := get(t, New(Config{Resolver: silent}), "http://harbour.test/"); kind(err) != NoHost || err.Error() != "harbour.test: its name cannot be looked up; is the network there?" {
		t.Error(err)
	}
}

func TestAnErrorIsOneShortLine(t *testing.T) {
	host := strings.Repeat("a", 300)
	err := fail(NoConnect, host, "%s", strings.Repeat("x\n", 500))
	if s := err.Error(); len(s) > 300 || strings.Contains(s, "\n") {
		t.Errorf("%d bytes: %q", len(s), s)
	}
}
