package discover

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"lede/feed/fetch"
)

// applePodcast asks Apple's directory for the feed of a podcast's page, whose own links tell nothing of it.
func applePodcast(ctx context.Context, get Getter, address string) Candidate {
	id := appleID(address)
	if id == "" {
		return Candidate{}
	}
	res, err := get.Get(ctx, fetch.Request{URL: "https://itunes.apple.com/lookup?entity=podcast&id=" + id, Accept: "application/json"})
	if err != nil || res.Status != fetch.Fresh {
		return Candidate{}
	}
	var answer struct {
		Results []struct{ FeedURL, CollectionName string }
	}
	if json.Unmarshal(res.Body, &answer) != nil {
		return Candidate{}
	}
	for _, r := range answer.Results {
		if u, err := url.Parse(r.FeedURL); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			return Candidate{URL: u.String(), Title: title(r.CollectionName), Type: types["rss"], Why: "as Apple's directory has it"}
		}
	}
	return Candidate{}
}

// appleID is the number in Apple's directory of the podcast that an address shows, of Apple's or of players that go by
// its numbers; "" for another address.
func appleID(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	path := segments(u.Path)
	switch u.Hostname() {
	case "podcasts.apple.com", "itunes.apple.com":
		for _, s := range path {
			if id, ok := strings.CutPrefix(s, "id"); ok && isNumber(id) {
				return id
			}
		}
	case "overcast.fm":
		if len(path) > 0 {
			if id, ok := strings.CutPrefix(path[0], "itunes"); ok {
				id, _, _ = strings.Cut(id, "-")
				return number(id)
			}
		}
	case "pca.st", "castro.fm":
		if len(path) > 1 && path[0] == "itunes" {
			return number(path[1])
		}
	}
	return ""
}

func isNumber(s string) bool {
	return s != "" && len(s) < 16 && strings.Trim(s, "0123456789") == ""
}

// number is s when it is one, else "".
func number(s string) string {
	if isNumber(s) {
		return s
	}
	return ""
}
