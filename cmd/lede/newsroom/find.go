package newsroom

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"lede/feed/discover"
	"lede/feed/fetch"
	"lede/model/safe"
)

// Found is a feed that an address leads to.
type Found struct {
	Address string
	Title   string
	Why     string // how it was found, in words

	Name string   // the reader's own name for it
	Tags []string // the reader's own
}

// Find finds the feeds of any address or domain, in order of preference. Files and programs are feeds only
// for who sits at this machine.
func (r *Reader) Find(ctx context.Context, address string) ([]Found, error) {
	address = strings.TrimSpace(address)
	if address == "" {
		return nil, errors.New("name an address: a feed, a page or a domain")
	}
	if _, err := os.Stat(address); fetch.Local(address) || r.May.Open && err == nil {
		if !r.May.Open {
			return nil, errElsewhere
		}
		return []Found{{Address: absolute(address), Why: "it is on this machine"}}, nil
	}
	got, err := discover.Find(ctx, r.client, address)
	if err != nil {
		return nil, err
	}
	if len(got) == 0 {
		return nil, fmt.Errorf("%s: %w", safe.Line(address), discover.ErrNone)
	}
	var out []Found
	for _, c := range got {
		out = append(out, Found{Address: c.URL, Title: c.Title, Why: c.Why})
	}
	return out, nil
}

// absolute is a path as it holds from anywhere; other addresses stay as they are.
func absolute(address string) string {
	if strings.Contains(address, ":") {
		return address
	}
	if abs, err := filepath.Abs(address); err == nil {
		return abs
	}
	return address
}
