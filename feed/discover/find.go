package discover

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"lede/feed/fetch"
	"lede/feed/format"
	"lede/model/safe"
)

// Getter asks the network; *fetch.Client is one.
type Getter interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// ErrNone is the error of an address that answers and has no feed anywhere that was looked.
var ErrNone = errors.New("no feed was found")

// maxGuesses is how many usual places are asked.
const maxGuesses = 12

// Find finds the feeds of any address or domain, as a reader types it: "bbc.co.uk/news". Without a scheme,
// https is asked first and then http. A feed's own address is its only answer, with the feed's title.
// Several candidates are in order of preference; each says in Why how it was found. What the page links
// to and what its site is known to have are not visited: the first visit tells.
func Find(ctx context.Context, get Getter, address string) ([]Candidate, error) {
	if podcast := applePodcast(ctx, get, fetch.Address(address)); podcast.URL != "" {
		return []Candidate{podcast}, nil
	}
	at, res, err := ask(ctx, get, address)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	known := ByAddress(at)
	if err != nil || res.Status != fetch.Fresh {
		if len(known) > 0 {
			return known, nil
		}
		if err == nil {
			err = fmt.Errorf("%s is gone for good", fetch.Hide(at))
		}
		return nil, err
	}
	if c, ok := itself(res, at, hasStories); ok {
		return []Candidate{c}, nil
	}
	var out list
	out.add(Page(res.Body, res.URL, res.ContentType)...)
	out.add(known...)
	out.add(ByAddress(res.URL)...)
	if len(out.found) > 0 {
		return out.found, nil
	}
	return try(ctx, get, res)
}

// ask gets the address in the ways that it may be meant.
func ask(ctx context.Context, get Getter, address string) (at string, res *fetch.Response, err error) {
	tries, err := ways(address)
	if err != nil {
		return "", nil, err
	}
	var first error
	for _, at = range tries {
		res, err = get.Get(ctx, fetch.Request{URL: at, Accept: "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.8"})
		if res != nil && len(res.Body) > 0 {
			err = nil // the beginning of a page is enough
		}
		if err == nil || ctx.Err() != nil {
			return at, res, err
		}
		if first == nil {
			first = err
		}
	}
	return tries[0], nil, first
}

// ways are the addresses that a reader may mean.
func ways(address string) ([]string, error) {
	full := fetch.Address(address)
	u, err := url.Parse(full)
	if err != nil || u.Hostname() == "" || strings.ContainsAny(u.Host, " \"<>") || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%s: not the address of a page or a feed", safe.Line(fetch.Hide(address)))
	}
	if strings.Contains(address, "://") {
		return []string{full}, nil
	}
	plain := *u
	plain.Scheme = "http"
	return []string{full, plain.String()}, nil
}

// itself is the address as a feed, if is says that it is one.
func itself(res *fetch.Response, at string, is func(data []byte, address, contentType string) (string, bool)) (Candidate, bool) {
	kind, ok := is(res.Body, res.URL, res.ContentType)
	if !ok {
		return Candidate{}, false
	}
	c := Candidate{URL: at, Type: kind, Why: "the address is a feed"}
	if res.Moved != "" {
		c.URL, c.Why = res.Moved, "the address leads to a feed"
	}
	if f, err := format.Parse(res.Body, format.Hints{URL: res.URL, ContentType: res.ContentType}); err == nil {
		c.Title = title(f.Title.Value)
	}
	return c, true
}

// try asks the usual places until one answers with a feed.
func try(ctx context.Context, get Getter, page *fetch.Response) ([]Candidate, error) {
	at, err := url.Parse(page.URL)
	if err != nil {
		return nil, err
	}
	s := scan{base: at, page: at}
	s.read(utf8Page(page.Body, page.ContentType))
	places := guesses(page.URL, s.generator)
	if s.redirect != "" && s.redirect != page.URL {
		places = append([]string{s.redirect}, places...)
	}
	for _, place := range places[:min(len(places), maxGuesses)] {
		res, err := get.Get(ctx, fetch.Request{URL: place})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil || res.Status != fetch.Fresh {
			continue
		}
		if c, ok := itself(res, place, isFeed); ok {
			c.Why = "found in a usual place"
			return []Candidate{c}, nil
		}
		if place == s.redirect {
			if found := Page(res.Body, res.URL, res.ContentType); len(found) > 0 {
				return found, nil
			}
		}
	}
	return nil, fmt.Errorf("%s: %w: the page links to none, and there is none in the usual places", fetch.Hide(page.URL), ErrNone)
}
