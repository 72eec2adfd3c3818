package fetch

import "strings"

// Address is an address as readers type it and lists write it, fit to be fetched: feed: becomes http:, and
// a host without a scheme gets https. Local addresses stay as they are.
func Address(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || local(s) {
		return s
	}
	low := strings.ToLower(s)
	switch {
	case strings.HasPrefix(low, "feed://"):
		return "http://" + s[len("feed://"):]
	case strings.HasPrefix(low, "feed:http"):
		return s[len("feed:"):]
	case strings.HasPrefix(s, "//"):
		return "https:" + s
	case !strings.Contains(s, "://"):
		return "https://" + s
	}
	return s
}

// Hide is an address fit to be printed: without the name and password that it may carry.
func Hide(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	if at := strings.LastIndexByte(rest[:end], '@'); at >= 0 {
		rest = rest[at+1:]
	}
	return scheme + "://" + rest
}
