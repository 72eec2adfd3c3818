package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"lede/model/safe"
)

// Kind says what a caller may do about an Error.
type Kind uint8

// The kinds of failure.
const (
	BadAddress Kind = iota + 1 // nothing that can be asked for
	Refused                    // the address guard or the configuration says no
	NoHost                     // no such name, or no way to ask
	NoAnswer                   // a time limit passed before there was a body
	NoConnect                  // refused, unreachable, broke off before there was a body
	Untrusted                  // TLS or its certificate
	Answered                   // an HTTP status other than 200, 304 and 410: Code
	Redirects                  // too many, in a circle, or to nowhere
	Cut                        // the body broke off: what came is in the Response
	TooLarge                   // the limit was reached: what came before is in the Response
	Coded                      // a content coding that cannot be read
	Program                    // a program of an exec: or filter: address, or a local file
)

// Error is one failed visit. Its text is one safe line that begins with the host, as
// "example.org: 404 not found" or "example.org did not answer in 10 s".
type Error struct {
	Kind       Kind
	Code       int           // of HTTP, for Answered
	RetryAfter time.Duration // what a 429 or 503 asks for, clamped to 1 min … 24 h; 0 when not told
	Err        error         // the cause, or nil

	host, text string
}

// Error is the line.
func (e *Error) Error() string {
	sep := ": "
	if strings.HasPrefix(e.text, "did not ") {
		sep = " "
	}
	if e.host == "" {
		return safe.Line(e.text)
	}
	return safe.Line(short(e.host, 80) + sep + short(e.text, 200))
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// short is s cut to at most n bytes.
func short(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

func fail(k Kind, host, format string, args ...any) *Error {
	return &Error{Kind: k, host: host, text: fmt.Sprintf(format, args...)}
}

// answered is the error of a status that is not read. The words are ours: the server's own
// reason phrase is not repeated.
func answered(host string, code int, h http.Header, now time.Time) *Error {
	e := &Error{Kind: Answered, Code: code, host: host, text: fmt.Sprint(code)}
	if words := http.StatusText(code); words != "" {
		e.text += " " + strings.ToLower(words)
	}
	if code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable {
		if e.RetryAfter = retryAfter(h, now); e.RetryAfter > 0 {
			e.text += ", asks to wait " + words(e.RetryAfter)
		}
	}
	return e
}

// words tells a length of time in the largest unit that fits.
func words(d time.Duration) string {
	switch {
	case d >= 2*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	case d >= 2*time.Minute:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d >= time.Second:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	}
	return fmt.Sprintf("%d ms", d.Milliseconds())
}

// phase is how far a request had come when it failed.
type phase int32

const (
	dialling phase = iota
	shaking        // hands, over TLS
	asking
)

// failed puts into words why a request got no answer.
func (c *Client) failed(host string, at phase, err error) *Error {
	e := &Error{host: host, Err: err}
	e.Kind, e.text = c.cause(at, err)
	return e
}

func (c *Client) cause(at phase, err error) (Kind, string) {
	var (
		no   refusal
		dns  *net.DNSError
		cert *tls.CertificateVerificationError
		rec  tls.RecordHeaderError
		slow net.Error
	)
	switch {
	case errors.As(err, &no):
		return Refused, fmt.Sprintf("leads to %s, which is not a public address; fetch.allow opens it", no.addr)
	case errors.Is(err, errBadProxy):
		return Refused, errBadProxy.Error()
	case errors.Is(err, errWhole):
		return NoAnswer, "did not answer in " + words(c.lim.Whole)
	case errors.As(err, &dns):
		if dns.IsNotFound {
			return NoHost, "no host of that name"
		}
		return NoHost, "its name cannot be looked up; is the network there?"
	case errors.As(err, &cert):
		return Untrusted, distrust(cert.Err)
	case errors.As(err, &rec), errors.Is(err, http.ErrSchemeMismatch):
		return Untrusted, "does not speak TLS; http:// may work"
	case errors.As(err, &slow) && slow.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return NoAnswer, "did not " + map[phase]string{
			dialling: "answer in " + words(c.lim.Dial),
			shaking:  "finish its TLS handshake in " + words(c.lim.TLS),
			asking:   "answer in " + words(c.lim.Header),
		}[at]
	}
	return NoConnect, broken(at, err)
}

// broken tells what became of a connection.
func broken(at phase, err error) string {
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "refuses the connection"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETDOWN):
		return "cannot be reached from here; is the network there?"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "too many open files on this machine"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "broke the connection off"
	}
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return map[phase]string{shaking: "does not agree on TLS: ", asking: "does not answer as a web server does: "}[at] + short(err.Error(), 120)
}

// distrust tells why a certificate was not accepted.
func distrust(err error) string {
	var (
		invalid x509.CertificateInvalidError
		name    x509.HostnameError
		signer  x509.UnknownAuthorityError
	)
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate has expired, or the clock here is wrong"
	case errors.As(err, &name):
		return "its certificate is for another host"
	case errors.As(err, &signer):
		return "its certificate is signed by nobody that is trusted here"
	}
	return "its certificate is not valid"
}
