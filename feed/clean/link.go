package clean

import (
	"net/url"
	"strings"

	"lede/model/safe"
)

// linker resolves addresses against the one that a story came from.
type linker struct {
	base   string
	parsed *url.URL
	bad    bool
	last   [2]string
}

// resolve is ref as an absolute address fit to be shown, "" for anything but http, https and mailto, for a
// place within the same page, and for a relative one without a base (RFC 3986 §5).
func (l *linker) resolve(ref string) string {
	ref = strings.Trim(ref, " \t\r\n\f")
	if ref == "" || ref[0] == '#' || len(ref) > 4096 {
		return ""
	}
	if l.last[0] == ref {
		return l.last[1]
	}
	out := l.absolute(ref)
	l.last = [2]string{ref, out}
	return out
}

func (l *linker) absolute(ref string) string {
	if strings.ContainsAny(ref, "\n\r\t") {
		ref = strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(ref)
	}
	if s := scheme(ref); s != "" {
		if s != "http" && s != "https" && s != "mailto" {
			return ""
		}
		return Link(safe.URL(ref))
	}
	if l.parsed == nil && !l.bad {
		u, err := url.Parse(l.base)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			l.bad = true
		} else {
			l.parsed = u
		}
	}
	if l.bad {
		if strings.HasPrefix(ref, "//") {
			return Link(safe.URL("https:" + ref))
		}
		return ""
	}
	u, err := l.parsed.Parse(ref)
	if err != nil {
		return ""
	}
	return Link(safe.URL(u.String()))
}

// scheme is the scheme of an address in lower case, "" for a relative one.
func scheme(s string) string {
	for i := 0; i < len(s) && i < 40; i++ {
		c := s[i] | 0x20
		switch {
		case s[i] == ':' && i > 0:
			return strings.ToLower(s[:i])
		case c >= 'a' && c <= 'z', i > 0 && (s[i] >= '0' && s[i] <= '9' || s[i] == '+' || s[i] == '-' || s[i] == '.'):
		default:
			return ""
		}
	}
	return ""
}
