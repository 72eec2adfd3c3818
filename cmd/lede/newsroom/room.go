// Package newsroom fills the screen's Desk in: it holds the store, the fetcher and the finders of facts and
// topics, and knows what each reader may do. Stories go from feed through here to the store; the
// screen, the command line and SSH ask here.
package newsroom

import (
	"time"

	"lede/cmd/lede/config"
	"lede/feed/fetch"
)

// Room is what one process has: one store, one client for the wire.
type Room struct {
	Shelf *Shelf
	Now   func() time.Time

	conf   config.Config
	client *fetch.Client
	rules  rules
	events *threads
}

// New makes a room. A mute rule or topic of the configuration that cannot be read is told, and left out.
func New(shelf *Shelf, conf config.Config, env func(string) string, now func() time.Time) (*Room, []error) {
	rules, faults := newRules(conf.Topics, conf.Mute)
	r := &Room{Shelf: shelf, Now: now, conf: conf, rules: rules, events: &threads{}}
	r.client = fetch.New(FetchConfig(conf, env, now))
	return r, faults
}

// For is the room as a reader sees it whose topics and mute rules are their own; with what is wrong with these.
func (r *Room) For(conf config.Config) (*Room, []error) {
	own := *r
	var faults []error
	own.conf.Topics, own.conf.Mute, own.conf.Views = conf.Topics, conf.Mute, conf.Views
	own.rules, faults = newRules(conf.Topics, conf.Mute)
	return &own, faults
}

// FetchConfig is the client's configuration.
func FetchConfig(conf config.Config, env func(string) string, now func() time.Time) fetch.Config {
	c := fetch.Config{
		Allow: conf.Fetch.Allow, UserAgent: conf.Fetch.UserAgent, Proxy: conf.Fetch.Proxy,
		PerHost: conf.Fetch.PerHost, Gap: conf.Fetch.Gap.Duration, Flight: conf.Fetch.AtOnce, Local: true, Now: now,
		Private: newSecrets(conf.Feed, env).of,
	}
	if c.Gap == 0 {
		c.Gap = -1
	}
	return c
}

// Close ends the store.
func (r *Room) Close() error { return r.Shelf.Close() }
