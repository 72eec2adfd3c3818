package storetest

import (
	"math/rand/v2"
	"slices"
	"time"

	"lede/model"
	"lede/model/query/querytest"
	"lede/model/store"
)

func emptyAnswers(d *desk) {
	ed := d.edition("bitcoin")
	equal(d, "edition", ed, model.Edition{Query: "bitcoin"})
	lines, err := d.Lines(d.ctx(), reader, ids(1, 2))
	d.ok(err)
	equal(d, "lines", len(lines), 0)
	_, err = d.Story(d.ctx(), reader, 1)
	d.is(err, store.ErrNotFound)
	topics, err := d.Topics(d.ctx(), d.ask(""))
	d.ok(err)
	equal(d, "topics", len(topics), 0)
	c := d.mark(model.MarkRead, 1, 2)
	equal(d, "marked", len(c.Stories), 0)
	_, err = d.Undo(d.ctx(), reader, d.now)
	d.is(err, store.ErrNothing)
	d.is(d.Note(d.ctx(), reader, 1, "x"), store.ErrNotFound)
	d.ok(d.Visit(d.ctx(), reader, d.now))
	v, err := d.Values(d.ctx(), model.Person, "", 5)
	d.ok(err)
	equal(d, "values", len(v), 0)
	d.is(d.FullText(d.ctx(), model.Story{ID: 1}), store.ErrNotFound)
	d.is(d.Unsubscribe(d.ctx(), reader, 1), store.ErrNotFound)
	_, err = d.ReaderByKey(d.ctx(), "ssh-ed25519 AAAA")
	d.is(err, store.ErrNotFound)
}

func wholeStories(d *desk) {
	feed := d.feed("https://post.test/feed")
	in := querytest.Stories(rand.New(rand.NewPCG(7, 7)), 60)
	got := d.put(feed, in...)
	equal(d, "new", got.New, got.IDs)
	for i, id := range got.IDs {
		want := in[i]
		want.ID, want.Feed, want.FirstSeen = id, feed, d.now
		equal(d, "story", trimmed(d.story(id)), trimmed(want))
	}
}

func putTwice(d *desk) {
	feed := d.feed("https://post.test/feed")
	in := querytest.Stories(rand.New(rand.NewPCG(7, 8)), 20)
	in[3].GUID, in[4].GUID, in[4].URL = "", "", ""
	first := d.put(feed, in...)
	d.mark(model.MarkRead, first.IDs...)
	before := d.story(first.IDs[5])
	d.now = d.now.Add(time.Hour)
	second := d.put(feed, in...)
	equal(d, "ids", second.IDs, first.IDs)
	equal(d, "new", len(second.New)+len(second.Revised), 0)
	equal(d, "story", trimmed(d.story(first.IDs[5])), trimmed(before))
	ed := d.edition("")
	equal(d, "total", ed.Total, 20)
	equal(d, "unread", ed.Unread, 0)
	twice := d.put(feed, append(slices.Clone(in[:2]), in[0], piece("n", "New", "One text."), piece("n", "New", "One text."))...)
	equal(d, "new", twice.New, twice.IDs[3:4])
	equal(d, "same", twice.IDs[4], twice.IDs[3])
}

func revisions(d *desk) {
	feed := d.feed("https://post.test/feed")
	id := d.put(feed, piece("a", "Vote today", "The council votes on the harbour.")).IDs[0]
	d.mark(model.MarkRead, id)
	d.mark(model.MarkStarred, id)
	d.ok(d.Note(d.ctx(), reader, id, "ask Ada"))
	d.now = d.now.Add(2 * time.Hour)
	later := piece("a", "Vote delayed", "The council will vote on the lighthouse.")
	later.Published = d.now
	later.Topics = []model.TopicScore{{ID: "lede:harbour", Score: 1}}
	got := d.put(feed, later)
	equal(d, "ids", got.IDs, ids(id))
	equal(d, "revised", got.Revised, ids(id))
	equal(d, "new", len(got.New), 0)
	s := d.story(id)
	equal(d, "revision", s.Revision, 1)
	equal(d, "headline", s.Headline, "Vote delayed")
	equal(d, "state", s.State, model.State{Read: true, Starred: true, Note: "ask Ada"})
	equal(d, "published", s.Published, querytest.Now().Add(-time.Hour).Truncate(time.Second))
	equal(d, "updated", s.Updated, d.now.Truncate(time.Second))
	equal(d, "old words", len(d.edition("harbour").IDs), 0)
	equal(d, "new words", d.edition("lighthouse #harbour is:revised is:read").IDs, ids(id))
	equal(d, "again", len(d.put(feed, later).Revised), 0)

	batch := d.put(feed, piece("b", "First", "One wording."), piece("b", "Second", "Another wording."))
	equal(d, "one story", batch.IDs[0], batch.IDs[1])
	equal(d, "last wording", d.edition("another").IDs, batch.New)
	equal(d, "first wording", len(d.edition("one").IDs), 0)
}

func renamed(d *desk) {
	feed := d.feed("https://post.test/feed")
	a := piece("a", "Grain ship leaves", "It left at dawn.")
	id := d.put(feed, a).IDs[0]
	a.GUID = "another-name"
	got := d.put(feed, a)
	equal(d, "ids", got.IDs, ids(id))
	equal(d, "new", len(got.New)+len(got.Revised), 0)
	equal(d, "guid", d.story(id).GUID, "another-name")
	a.Body = model.PlainBody("It left at noon.")
	equal(d, "revised", d.put(feed, a).Revised, ids(id))
}

func toldApart(d *desk) {
	feed := d.feed("https://post.test/feed")
	a, b := piece("a", "Live", "Morning."), piece("b", "Live", "Evening.")
	b.URL = a.URL
	first := d.put(feed, a, b)
	equal(d, "new", len(first.New), 2)
	for range 2 {
		got := d.put(feed, b, a)
		equal(d, "ids", got.IDs, ids(first.IDs[1], first.IDs[0]))
		equal(d, "changed", len(got.New)+len(got.Revised), 0)
	}
}

func twoFeeds(d *desk) {
	one, two := d.feed("https://one.test/feed"), d.feed("https://two.test/feed")
	a := piece("a", "Same", "Same text.")
	x, y := d.put(one, a), d.put(two, a)
	if x.IDs[0] == y.IDs[0] {
		d.Error("the second feed took over the first one's story")
	}
	equal(d, "by feed", d.edition("feed:two.test").IDs, y.IDs)
}

func strangeFeed(d *desk) {
	d.feed("https://post.test/feed")
	_, err := d.Put(d.ctx(), 99, []model.Story{piece("a", "A", "B.")}, d.now)
	d.is(err, store.ErrNotFound)
}

func fullText(d *desk) {
	feed := d.feed("https://post.test/feed")
	a := piece("a", "Cut", "The beginning …")
	a.Truncated = true
	a.Topics = []model.TopicScore{{ID: "lede:sea", Score: 0.5}}
	id := d.put(feed, a).IDs[0]
	s := d.story(id)
	s.Body = model.PlainBody("The beginning and the lighthouse.")
	s.Facts = []model.Fact{{Kind: model.Place, Value: "Port Said", Span: model.Span{Start: 0, End: 3}, Sentence: model.Span{Start: 0, End: 10}, Score: 1}}
	s.Topics = nil
	d.ok(d.FullText(d.ctx(), s))
	got := d.story(id)
	equal(d, "text", got.Body.Text(), "The beginning and the lighthouse.")
	equal(d, "flags", []bool{got.FullText, got.Truncated}, []bool{true, false})
	equal(d, "found", d.edition(`lighthouse place:said has:fulltext #sea -is:truncated`).IDs, ids(id))
	equal(d, "the feed tells the same again", len(d.put(feed, a).Revised), 0)
	equal(d, "text", d.story(id).FullText, true)
	d.is(d.FullText(d.ctx(), model.Story{ID: 77}), store.ErrNotFound)

	was, err := d.Issued(d.ctx(), reader, id)
	d.ok(err)
	equal(d, "the feed's text", []any{was.Body.Text(), was.FullText, was.Truncated, was.Headline}, []any{a.Body.Text(), false, true, a.Headline})
	s.Body = model.PlainBody("The page once more.")
	d.ok(d.FullText(d.ctx(), s))
	was, err = d.Issued(d.ctx(), reader, id)
	d.ok(err)
	equal(d, "the feed's text after another page", was.Body.Text(), a.Body.Text())
	a.Body = model.PlainBody("The feed tells it anew.")
	equal(d, "revised", d.put(feed, a).Revised, ids(id))
	equal(d, "the revision", []any{d.story(id).Body.Text(), d.story(id).FullText}, []any{a.Body.Text(), false})
	_, err = d.Issued(d.ctx(), reader, id)
	d.is(err, store.ErrNotFound)
}

func forgotten(d *desk) {
	feed := d.feed("https://post.test/feed")
	old := d.put(feed, piece("a", "A", "Old one."), piece("b", "B", "Old two."), piece("c", "C", "Old three.")).IDs
	d.mark(model.MarkStarred, old[0])
	d.ok(d.Note(d.ctx(), reader, old[1], "keep"))
	d.now = d.now.Add(48 * time.Hour)
	young := d.put(feed, piece("d", "D", "Young one.")).IDs
	d.ok(d.Thread(d.ctx(), ids(old[2], young[0])))
	n, err := d.Forget(d.ctx(), ids(old[2], old[0], old[1], old[2], 99))
	d.ok(err)
	equal(d, "forgotten", n, 1)
	equal(d, "left", sortedIDs(d.edition("").IDs), ids(old[0], old[1], young[0]))
	equal(d, "found", sortedIDs(d.edition("old").IDs), ids(old[0], old[1]))
	_, err = d.Story(d.ctx(), reader, old[2])
	d.is(err, store.ErrNotFound)
	th, err := d.ThreadOf(d.ctx(), young[0])
	d.ok(err)
	equal(d, "thread", th, young)

	// its feed goes on telling of it: that is no news, until somebody brings it back
	again := piece("c", "C", "Old three.")
	kept, err := d.Known(d.ctx(), []store.Issue{{First: store.IdentityOf(feed, &again).First}})
	d.ok(err)
	equal(d, "known", kept, []store.Kept{{ID: old[2], Gone: true}})
	got, err := d.Deliver(d.ctx(), []store.Delivery{{Feed: feed, Stories: []model.Story{again, piece("e", "E", "Young two.")}, Learn: func(store.Stored) model.Feed { return model.Feed{} }}}, d.now)
	d.ok(err)
	equal(d, "visited again", []any{len(got[0].IDs), len(got[0].New), got[0].IDs[0]}, []any{2, 1, old[2]})
	equal(d, "found", d.edition("three").Total, 0)
	back := d.put(feed, piece("c", "C", "Old three."))
	equal(d, "brought back", back.New, back.IDs)
	if back.IDs[0] <= young[0] {
		d.Error("an id was used twice")
	}
	got, err = d.Deliver(d.ctx(), []store.Delivery{{Feed: feed, Stories: []model.Story{again}, Learn: func(store.Stored) model.Feed { return model.Feed{} }}}, d.now)
	d.ok(err)
	equal(d, "visited once more", got[0].IDs, back.IDs)
}

func stale(d *desk) {
	feed, other := d.feed("https://post.test/feed"), d.feed("https://grain.test/feed")
	of := func(feed model.FeedID, names ...string) []model.StoryID {
		var in []model.Story
		for i, n := range names {
			s := piece(n, n, "Text of "+n)
			s.Published = d.now.Add(time.Duration(i) * time.Minute)
			in = append(in, s)
		}
		return d.put(feed, in...).IDs
	}
	old, others, loose := of(feed, "a", "b", "c"), of(other, "d", "e"), of(0, "f")
	d.now = d.now.Add(100 * time.Hour)
	young := of(feed, "g")
	d.mark(model.MarkRead, old[0], old[1], others[0], loose[0])
	d.mark(model.MarkStarred, old[1])
	d.ok(d.Note(d.ctx(), reader, others[1], "mine"))
	second := model.ReaderID(2)
	_, err := d.Subscribe(d.ctx(), second, model.Feed{Address: "https://grain.test/feed"})
	d.ok(err)
	yesterday := d.now.Add(-24 * time.Hour)
	for _, c := range []struct {
		name        string
		rule, other store.Keep
		want        []model.StoryID
	}{
		{"none", store.Keep{}, store.Keep{}, nil},
		{"unread only", store.Keep{Unread: true}, store.Keep{}, nil},
		{"age", store.Keep{Since: yesterday}, store.Keep{}, ids(old[0], old[2], loose[0])},
		{"age but unread", store.Keep{Since: yesterday, Unread: true}, store.Keep{}, ids(old[0], loose[0])},
		{"two newest", store.Keep{Most: 2}, store.Keep{}, ids(old[0])},
		{"newest", store.Keep{Most: 1}, store.Keep{}, ids(old[0], old[2])},
		{"newest but unread", store.Keep{Most: 1, Unread: true}, store.Keep{}, ids(old[0])},
		{"age or number", store.Keep{Since: yesterday, Most: 9}, store.Keep{Most: 1}, ids(old[0], old[2], others[0], loose[0])},
		{"the other's readers", store.Keep{}, store.Keep{Since: yesterday, Unread: true}, nil},
	} {
		got, err := d.Stale(d.ctx(), func(f model.FeedID) store.Keep {
			if f == other {
				return c.other
			}
			return c.rule
		})
		d.ok(err)
		equal(d, c.name, got, c.want)
	}
	all, err := d.Stale(d.ctx(), func(model.FeedID) store.Keep { return store.Keep{Since: d.now.Add(time.Hour)} })
	d.ok(err)
	equal(d, "all but those held on to", all, ids(old[0], old[2], others[0], loose[0], young[0]))
	n, err := d.Forget(d.ctx(), all)
	d.ok(err)
	equal(d, "forgotten", n, len(all))
}
