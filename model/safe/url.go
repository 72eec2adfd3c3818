package safe

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// maxURL is the longest address that is ever shown or opened, in bytes.
const maxURL = 2048

// URL is an address that may be shown and opened: http, https or mailto, printable ASCII without blanks,
// at most 2 kB. A host of other letters is written as the network knows it (xn--…, RFC 5891), so that none looks like
// another; other bytes of UTF-8 are percent-encoded (RFC 3986 §2.1). Anything else is "".
func URL(s string) string {
	s = hostInASCII(strings.TrimSpace(s))
	lower := s
	if len(lower) > 8 {
		lower = lower[:8]
	}
	lower = strings.ToLower(lower)
	if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "mailto:") {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' || c == 0x7f:
			return ""
		case c >= 0x80, c == ' ', c == '"', c == '<', c == '>', c == '\\', c == '^', c == '`', c == '{', c == '|', c == '}':
			const hex = "0123456789ABCDEF"
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
		if b.Len() > maxURL {
			return ""
		}
	}
	return b.String()
}

// Link is an address that a terminal may be told as a link (OSC 8): a URL of http or https, else "".
func Link(s string) string {
	if s = URL(s); s == "" || s[0] == 'm' || s[0] == 'M' {
		return ""
	}
	return s
}

// hostInASCII writes the host of an address in punycode; an address whose host cannot be is "".
func hostInASCII(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || len(s) > 2*maxURL {
		return s
	}
	end := len(rest)
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		end = i
	}
	at := strings.LastIndexByte(rest[:end], '@') + 1
	host, port := rest[at:end], ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		host, port = host[:i], host[i:]
	}
	if strings.IndexFunc(host, func(r rune) bool { return r >= 0x80 }) < 0 {
		return s
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil || !utf8.ValidString(host) {
		return ""
	}
	return scheme + "://" + rest[:at] + ascii + port + rest[end:]
}
