package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Bounds of what a server may ask for.
const (
	minRetry, maxRetry = time.Minute, 24 * time.Hour
	minAge, maxAge     = 5 * time.Minute, 24 * time.Hour
)

func clamp(d, low, high time.Duration) time.Duration { return min(max(d, low), high) }

// seconds reads a count of seconds of any length, as a duration of at most a week.
func seconds(s string) (time.Duration, bool) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil && n == 0 {
		return 0, false
	}
	return time.Duration(min(n, 7*24*3600)) * time.Second, true
}

// retryAfter reads Retry-After, RFC 9110 §10.2.3: seconds or a date. 0 when it says nothing.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0
	}
	if d, ok := seconds(v); ok {
		return clamp(d, minRetry, maxRetry)
	}
	if t, err := http.ParseTime(v); err == nil {
		return clamp(t.Sub(now), minRetry, maxRetry)
	}
	return 0
}

// freshFor is how long an answer stays fresh by RFC 9111 §4.2.1: max-age, else Expires less Date. 0 when
// neither is told or the server wants every visit.
func freshFor(h http.Header, now time.Time) time.Duration {
	for _, line := range h.Values("Cache-Control") {
		for d := range strings.SplitSeq(line, ",") {
			name, value, _ := strings.Cut(strings.TrimSpace(d), "=")
			switch strings.ToLower(name) {
			case "no-cache", "no-store":
				return 0
			case "max-age":
				age, ok := seconds(strings.Trim(value, `"`))
				if !ok || age == 0 {
					return 0
				}
				return clamp(age, minAge, maxAge)
			}
		}
	}
	until, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	if !until.After(now) {
		return 0
	}
	return clamp(until.Sub(now), minAge, maxAge)
}

// validator is a header that is sent back the next time, or "" where it is too long to keep.
func validator(h http.Header, name string) string {
	v := h.Get(name)
	if len(v) > maxValidator {
		return ""
	}
	return v
}
