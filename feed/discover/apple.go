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

// appleID is the number of the podcast that an address of Apple's shows, "" for another address.
func appleID(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != "podcasts.apple.com" && u.Hostname() != "itunes.apple.com" {
		return ""
	}
	for _, s := range segments(u.Path) {
		if id, ok := strings.CutPrefix(s, "id"); ok && id != "" && len(id) < 16 && strings.Trim(id, "0123456789") == "" {
			return id
		}
	}
	return ""
}
