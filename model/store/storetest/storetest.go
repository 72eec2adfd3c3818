// Package storetest is the one suite that every store passes. It tells what the contract in model/store
// means; a new store is right when it runs through.
package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/query/querytest"
	"lede/model/store"
)

// Run puts the stores that open makes, each of them empty, to the test.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, c := range []struct {
		name string
		test func(*desk)
	}{
		{"an empty store answers every question with nothing", emptyAnswers},
		{"what is put comes back whole", wholeStories},
		{"putting the same stories twice changes nothing", putTwice},
		{"another text under a known name is a revision and keeps the reader's state", revisions},
		{"the same link and headline under a new name is the same story", renamed},
		{"two stories of one link and headline that a feed tells apart stay two", toldApart},
		{"a story in two feeds is two stories", twoFeeds},
		{"no stories are kept for a feed that nobody ever had", strangeFeed},
		{"an edition is newest first and comes in pieces", editions},
		{"an edition is sorted as its query says", sorted},
		{"muted stories are kept out and counted", muted},
		{"lines come in the order asked for", lines},
		{"each reader has a state of their own", readersApart},
		{"marks tell what they changed and can be taken back", undo},
		{"a new mark ends what can be redone", redoEnds},
		{"undo passes over what no longer holds", undoPassesOver},
		{"notes and settings are kept by reader", notes},
		{"what comes in after a visit is new", visits},
		{"a feed is subscribed to once and shared", subscriptions},
		{"a feed's name and tags are each reader's own", naming},
		{"the last reader to leave a feed takes its stories along", unsubscribe},
		{"a visit to a feed teaches what it says and no more", polled},
		{"readers are known by their keys", readers},
		{"a story that was issued just so before is known", known},
		{"visits to several feeds are kept in one step", deliveries},
		{"a visit that is due is made by one who asks for it", claims},
		{"a page's full text takes the place of the feed's", fullText},
		{"topics are counted under any query", topicCounts},
		{"values complete what is typed, commonest first", values},
		{"threads count publishers", threads},
		{"stories join the threads of others", joins},
		{"stories are forgotten but for those held on to, and their feed does not bring them back", forgotten},
		{"rules tell which stories may go", stale},
		{"a question that is called off ends", calledOff},
		{"every query of the table finds its stories", table},
		{"queries at random are answered as Match answers them", randomQueries},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.test(&desk{T: t, Store: open(t), now: querytest.Now()})
		})
	}
}

const reader = model.LocalReader

// desk is a store under test, with calls that fail the test when the store does.
type desk struct {
	*testing.T
	store.Store
	now time.Time
}

func (d *desk) ctx() context.Context { return d.T.Context() }

func (d *desk) ok(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func (d *desk) is(err, want error) {
	d.Helper()
	if !errors.Is(err, want) {
		d.Errorf("error %v, want %v", err, want)
	}
}

// equal compares by what is printed of got and want.
func equal[T any](d *desk, what string, got, want T) {
	d.Helper()
	if diff := difference(got, want); diff != "" {
		d.Errorf("%s: %s", what, diff)
	}
}

func (d *desk) feed(address string) model.FeedID {
	d.Helper()
	f, err := d.Subscribe(d.ctx(), reader, model.Feed{Address: address, Title: "Feed of " + address})
	d.ok(err)
	return f.ID
}

func (d *desk) put(feed model.FeedID, stories ...model.Story) store.Stored {
	d.Helper()
	got, err := d.Put(d.ctx(), feed, stories, d.now)
	d.ok(err)
	if len(got.IDs) != len(stories) {
		d.Fatalf("%d ids for %d stories", len(got.IDs), len(stories))
	}
	return got
}

func parse(t testing.TB, q string) query.Query {
	t.Helper()
	p, err := query.Parse(q)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return p
}

func (d *desk) ask(q string) store.Ask {
	d.Helper()
	return store.Ask{Reader: reader, Query: parse(d.T, q), Now: d.now}
}

func (d *desk) edition(q string) model.Edition {
	d.Helper()
	ed, err := d.Edition(d.ctx(), d.ask(q))
	d.ok(err)
	return ed
}

func (d *desk) story(id model.StoryID) model.Story {
	d.Helper()
	s, err := d.Store.Story(d.ctx(), reader, id)
	d.ok(err)
	return s
}

func (d *desk) mark(m model.Mark, ids ...model.StoryID) model.Change {
	d.Helper()
	c, err := d.Mark(d.ctx(), reader, ids, m, d.now)
	d.ok(err)
	return c
}

// piece is a small story.
func piece(guid, headline, text string) model.Story {
	return model.Story{GUID: guid, URL: "https://post.test/" + guid, Headline: headline, Publisher: "Harbour Post", Body: model.PlainBody(text),
		Published: querytest.Now().Add(-time.Hour)}
}

func ids(in ...model.StoryID) []model.StoryID { return in }

func sortedIDs(in []model.StoryID) []model.StoryID {
	out := slices.Clone(in)
	slices.Sort(out)
	return out
}
