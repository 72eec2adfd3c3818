package format

import "strings"

// resolveRef gives ref as an absolute address, seen from base (RFC 3986 §5.2.2). Characters stay as
// written, so that international addresses remain legible. Without a usable base, ref comes back.
func resolveRef(base, ref string) string {
	ref = tidyRef(ref)
	if base == "" || hasScheme(ref) {
		return ref
	}
	b := splitRef(base)
	if b.scheme == "" {
		return ref
	}
	r := splitRef(ref)
	switch {
	case r.hasHost:
		r.scheme = b.scheme
		return r.String()
	case r.path == "":
		r.path = b.path
		if !r.hasQuery {
			r.query, r.hasQuery = b.query, b.hasQuery
		}
	case r.path[0] == '/':
		r.path = dropDots(r.path)
	case b.hasHost && b.path == "":
		r.path = dropDots("/" + r.path)
	default:
		r.path = dropDots(b.path[:strings.LastIndexByte(b.path, '/')+1] + r.path)
	}
	r.scheme, r.host, r.hasHost = b.scheme, b.host, b.hasHost
	return r.String()
}

// tidyRef drops what never belongs to an address: blanks around it, line breaks and tabs within.
func tidyRef(ref string) string {
	ref = strings.TrimSpace(ref)
	if strings.ContainsAny(ref, "\n\r\t") {
		ref = strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\t' {
				return -1
			}
			return r
		}, ref)
	}
	return ref
}

// reference is an address in its five parts (RFC 3986 §3).
type reference struct {
	scheme, host, path, query, fragment string
	hasHost, hasQuery, hasFragment      bool
}

func splitRef(s string) (r reference) {
	s, r.fragment, r.hasFragment = strings.Cut(s, "#")
	s, r.query, r.hasQuery = strings.Cut(s, "?")
	if n := schemeLen(s); n > 0 {
		r.scheme, s = s[:n], s[n+1:]
	}
	if strings.HasPrefix(s, "//") {
		r.hasHost = true
		s = s[2:]
		if i := strings.IndexByte(s, '/'); i >= 0 {
			r.host, s = s[:i], s[i:]
		} else {
			r.host, s = s, ""
		}
	}
	r.path = s
	return r
}

func (r reference) String() string {
	var b strings.Builder
	b.Grow(len(r.scheme) + len(r.host) + len(r.path) + len(r.query) + len(r.fragment) + 6)
	if r.scheme != "" {
		b.WriteString(r.scheme + ":")
	}
	if r.hasHost {
		b.WriteString("//" + r.host)
	}
	b.WriteString(r.path)
	if r.hasQuery {
		b.WriteString("?" + r.query)
	}
	if r.hasFragment {
		b.WriteString("#" + r.fragment)
	}
	return b.String()
}

// schemeLen is the length of the scheme that s begins with, 0 when there is none.
func schemeLen(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case i > 0 && (isDigit(c) || c == '+' || c == '-' || c == '.'):
		case c == ':':
			return i
		default:
			return 0
		}
	}
	return 0
}

func hasScheme(s string) bool { return schemeLen(s) > 0 }

// dropDots resolves "." and ".." (RFC 3986 §5.2.4).
func dropDots(path string) string {
	if !strings.Contains(path, "/.") {
		return path
	}
	parts := strings.Split(path, "/")
	out := parts[:0]
	for i, part := range parts {
		last := i == len(parts)-1
		switch part {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			if len(out) > 1 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, part)
		}
	}
	return strings.Join(out, "/")
}

// isAddress says that s is an absolute http or https address, and nothing else.
func isAddress(s string) bool {
	return (hasPrefixFold(s, "http://") || hasPrefixFold(s, "https://")) && len(s) > 8 && !strings.ContainsAny(s, " \t\r\n<>")
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
