package storetest

import (
	"time"

	"lede/model"
	"lede/model/store"
)

// issueOf is a story as its feed issues it.
func issueOf(feed model.FeedID, s model.Story) store.Issue {
	return store.Issue{First: store.IdentityOf(feed, &s).First, Raw: s.Raw}
}

func known(d *desk) {
	feed := d.feed("https://post.test/feed")
	a, b := piece("a", "Vote today", "The council votes."), piece("b", "Grain ship leaves", "It left at dawn.")
	a.Raw, b.Raw = 11, 0
	ask := func(in ...model.Story) []store.Kept {
		d.Helper()
		var issues []store.Issue
		for _, s := range in {
			issues = append(issues, issueOf(feed, s))
		}
		got, err := d.Known(d.ctx(), issues)
		d.ok(err)
		return got
	}
	equal(d, "before", ask(a, b), []store.Kept{{}, {}})
	got := d.put(feed, a, b).IDs
	equal(d, "one that came without its raw words is not the same", ask(a, b), []store.Kept{{ID: got[0], Same: true}, {ID: got[1]}})
	equal(d, "raw", d.story(got[0]).Raw, 0)

	later := a
	later.Raw = 12
	equal(d, "other words", ask(later), []store.Kept{{ID: got[0]}})
	equal(d, "revised", len(d.put(feed, later).Revised), 0)
	equal(d, "what came to the same is known from then on", ask(later, a), []store.Kept{{ID: got[0], Same: true}, {ID: got[0]}})
	later.Raw, later.Body = 13, model.PlainBody("The council does not vote.")
	equal(d, "revised", d.put(feed, later).Revised, got[:1])
	equal(d, "the revision", ask(later, a), []store.Kept{{ID: got[0], Same: true}, {ID: got[0]}})

	later.GUID = "another-name"
	equal(d, "under another name", ask(later), []store.Kept{{}})
	equal(d, "renamed", d.put(feed, later).IDs, got[:1])
	equal(d, "under the new name", ask(later, a), []store.Kept{{ID: got[0], Same: true}, {}})
	other := d.feed("https://two.test/feed")
	none, err := d.Known(d.ctx(), []store.Issue{issueOf(other, later)})
	d.ok(err)
	equal(d, "of another feed", none, []store.Kept{{}})
}

func claims(d *desk) {
	one, two, gone := d.feed("https://one.test/feed"), d.feed("https://two.test/feed"), d.feed("https://gone.test/feed")
	d.ok(d.Polled(d.ctx(), model.Feed{ID: two, Poll: model.Poll{ETag: "two", Next: d.now.Add(time.Minute)}}))
	d.ok(d.Polled(d.ctx(), model.Feed{ID: gone, Poll: model.Poll{Gone: true}}))
	claim := func(now time.Time, ids ...model.FeedID) []model.FeedID {
		got, err := d.Claim(d.ctx(), ids, now, now.Add(10*time.Minute))
		d.ok(err)
		return got
	}
	all := []model.FeedID{one, gone, two, 99}
	equal(d, "due", claim(d.now, all...), []model.FeedID{one})
	equal(d, "taken", len(claim(d.now, all...)), 0)
	equal(d, "later", claim(d.now.Add(time.Minute), all...), []model.FeedID{two})
	equal(d, "when nobody came back", claim(d.now.Add(10*time.Minute), all...), []model.FeedID{one})
	feeds, err := d.Subscriptions(d.ctx(), reader)
	d.ok(err)
	for _, f := range feeds {
		if f.ID == two {
			equal(d, "all else stays", f.Poll.ETag, "two")
		}
	}
}

func deliveries(d *desk) {
	one, two, left := d.feed("https://one.test/feed"), d.feed("https://two.test/feed"), d.feed("https://left.test/feed")
	d.ok(d.Unsubscribe(d.ctx(), reader, left))
	old := d.put(one, piece("old", "Live", "Morning.")).IDs[0]

	// the same link and headline under another name is another story as long as the feed tells the old one, too
	live := piece("new", "Live", "Evening.")
	live.URL = piece("old", "", "").URL
	var learnt []int
	learn := func(title string) func(store.Stored) model.Feed {
		return func(s store.Stored) model.Feed {
			learnt = append(learnt, len(s.New))
			return model.Feed{Title: title, Poll: model.Poll{ETag: title, Last: d.now, Next: d.now.Add(time.Hour)}}
		}
	}
	got, err := d.Deliver(d.ctx(), []store.Delivery{
		{Feed: one, Stories: []model.Story{live, piece("x", "Vote", "They vote.")}, Still: ids(old), Learn: learn("One")},
		{Feed: left, Stories: []model.Story{piece("y", "Lost", "Nobody reads it.")}, Learn: learn("Left")},
		{Feed: two, Stories: []model.Story{piece("x", "Vote", "They vote.")}, Learn: learn("Two")},
	}, d.now)
	d.ok(err)
	equal(d, "new", []int{len(got[0].New), len(got[1].New), len(got[2].New)}, []int{2, 0, 1})
	equal(d, "learnt from", learnt, []int{2, 1})
	equal(d, "stories", sortedIDs(d.edition("").IDs), sortedIDs(append(append(ids(old), got[0].New...), got[2].New...)))
	equal(d, "found", sortedIDs(d.edition("vote").IDs), sortedIDs(ids(got[0].IDs[1], got[2].IDs[0])))
	feeds, err := d.Subscriptions(d.ctx(), reader)
	d.ok(err)
	for i, want := range []string{"One", "Two"} {
		equal(d, "title", feeds[i].Title, want)
		equal(d, "validator", feeds[i].Poll.ETag, want)
	}

	again, err := d.Deliver(d.ctx(), []store.Delivery{{Feed: one, Stories: []model.Story{live}, Still: ids(old), Learn: learn("One")}}, d.now)
	d.ok(err)
	equal(d, "again", again[0].IDs, got[0].IDs[:1])
	equal(d, "nothing new", len(again[0].New)+len(again[0].Revised), 0)

	// without the old one told, the new name is the old story
	z := piece("x", "Vote", "They vote.")
	z.GUID = "z"
	renamed, err := d.Deliver(d.ctx(), []store.Delivery{{Feed: two, Stories: []model.Story{z}, Learn: learn("Two")}}, d.now)
	d.ok(err)
	equal(d, "renamed", renamed[0].IDs, got[2].IDs)
}
