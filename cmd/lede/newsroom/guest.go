package newsroom

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"lede/feed/fetch"
	"lede/model"
)

var errElsewhere = errors.New("only addresses of the web can be added here")

// mayVisit tells whether a reader may have this machine visit an address: files, programs and what is asked for with
// a secret of the configuration are for who sits at it, the rest of the web is for everybody.
func (r *Reader) mayVisit(address string) bool {
	return r.May.Open || !fetch.Local(address) && !r.conf.Feed[address].Private()
}

// Visitable are the reader's feeds that this reader may have visited; nil where that is all of them.
func (r *Reader) Visitable(ctx context.Context) ([]model.FeedID, error) {
	feeds, err := r.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	var ids []model.FeedID
	for _, f := range feeds {
		if r.mayVisit(f.Address) {
			ids = append(ids, f.ID)
		}
	}
	if len(ids) == len(feeds) {
		return nil, nil
	}
	if len(ids) == 0 {
		return nil, errors.New("these feeds are read on the machine that serves them; its owner brings them in")
	}
	return ids, nil
}

// private tells whether an address is nobody's business but its owner's: a file, a program, or one that
// holds a name and password.
func private(address string) bool {
	if address == sampleFeed {
		return false
	}
	u, err := url.Parse(address)
	return fetch.Local(address) || err != nil || u.User != nil
}

// In is the room as a reader in another time zone sees it: "today" begins there when the day does. It
// shares everything with r.
func (r *Room) In(zone *time.Location) *Room {
	there := *r
	now := r.Now
	there.Now = func() time.Time { return now().In(zone) }
	return &there
}

// Zone is the time zone of a name as clients send it in TZ; nil for one that is not known. A path is no name.
func Zone(name string) *time.Location {
	name = strings.TrimPrefix(name, ":")
	if name == "" || len(name) > 64 || strings.ContainsAny(name, `\. `) || strings.HasPrefix(name, "/") || name == "Local" {
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return zone
}
