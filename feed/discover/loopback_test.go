package discover

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"lede/feed/fetch"
)

// loopback serves h and gives a client that may go there.
func loopback(t *testing.T, h http.Handler) (*fetch.Client, string) {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return fetch.New(fetch.Config{Allow: []string{strings.TrimPrefix(s.URL, "http://")}, Gap: -1}), s.URL
}
