package storetest

import (
	"time"

	"lede/model"
	"lede/model/store"
)

func readersApart(d *desk) {
	feed := d.feed("https://post.test/feed")
	got := d.put(feed, piece("a", "A", "Text a."), piece("b", "B", "Text b.")).IDs
	ann, err := d.AddReader(d.ctx(), "ann", "", d.now)
	d.ok(err)
	seen := func(r model.ReaderID) []model.StoryID {
		a := d.ask("is:unread")
		a.Reader = r
		ed, err := d.Edition(d.ctx(), a)
		d.ok(err)
		return sortedIDs(ed.IDs)
	}
	equal(d, "not subscribed", len(seen(ann.ID)), 0)
	_, err = d.Subscribe(d.ctx(), ann.ID, model.Feed{Address: "https://post.test/feed"})
	d.ok(err)
	d.mark(model.MarkRead, got[0])
	equal(d, "the first reader", seen(reader), ids(got[1]))
	equal(d, "the other", seen(ann.ID), got)
	equal(d, "nobody", seen(0), got)
	loose := d.put(0, piece("c", "C", "Text c.")).IDs
	equal(d, "stories of no feed", seen(ann.ID), append(ids(got...), loose...))
	s, err := d.Store.Story(d.ctx(), ann.ID, got[0])
	d.ok(err)
	equal(d, "state", s.State, model.State{})
}

func undo(d *desk) {
	feed := d.feed("https://post.test/feed")
	got := d.put(feed, piece("a", "A", "Text a."), piece("b", "B", "Text b."), piece("c", "C", "Text c.")).IDs
	equal(d, "first", d.mark(model.MarkRead, got[0]), model.Change{Mark: model.MarkRead, Stories: ids(got[0])})
	equal(d, "only what changes", d.mark(model.MarkRead, got[2], got[0], 99, got[1]).Stories, ids(got[2], got[1]))
	equal(d, "nothing", len(d.mark(model.MarkRead, got...).Stories), 0)
	d.mark(model.MarkStarred, got[1])
	back := func() model.Change {
		d.Helper()
		c, err := d.Undo(d.ctx(), reader, d.now)
		d.ok(err)
		return c
	}
	equal(d, "star", back(), model.Change{Mark: model.MarkUnstarred, Stories: ids(got[1]), Undone: true})
	equal(d, "two read", back(), model.Change{Mark: model.MarkUnread, Stories: ids(got[2], got[1]), Undone: true})
	equal(d, "unread", d.edition("").Unread, 2)
	c, err := d.Redo(d.ctx(), reader, d.now)
	d.ok(err)
	equal(d, "redone", c, model.Change{Mark: model.MarkRead, Stories: ids(got[2], got[1])})
	back()
	equal(d, "one read", back().Stories, ids(got[0]))
	_, err = d.Undo(d.ctx(), reader, d.now)
	d.is(err, store.ErrNothing)
	equal(d, "unread", d.edition("is:unread").Total, 3)
}

func redoEnds(d *desk) {
	feed := d.feed("https://post.test/feed")
	got := d.put(feed, piece("a", "A", "Text a."), piece("b", "B", "Text b.")).IDs
	d.mark(model.MarkRead, got[0])
	_, err := d.Undo(d.ctx(), reader, d.now)
	d.ok(err)
	d.mark(model.MarkStarred, got[1])
	_, err = d.Redo(d.ctx(), reader, d.now)
	d.is(err, store.ErrNothing)
	_, err = d.Redo(d.ctx(), reader+7, d.now)
	d.is(err, store.ErrNothing)
}

func undoPassesOver(d *desk) {
	feed := d.feed("https://post.test/feed")
	got := d.put(feed, piece("a", "A", "Text a."), piece("b", "B", "Text b.")).IDs
	d.mark(model.MarkRead, got[0])
	d.mark(model.MarkRead, got[1])
	d.now = d.now.Add(time.Hour)
	d.ok(d.Unsubscribe(d.ctx(), reader, feed)) // takes the stories along, and with them what could be undone
	_, err := d.Undo(d.ctx(), reader, d.now)
	d.is(err, store.ErrNothing)
}

func notes(d *desk) {
	feed := d.feed("https://post.test/feed")
	id := d.put(feed, piece("a", "A", "Text a.")).IDs[0]
	d.ok(d.Note(d.ctx(), reader, id, "call back"))
	equal(d, "noted", d.edition("has:note").IDs, ids(id))
	equal(d, "note", d.story(id).State.Note, "call back")
	d.ok(d.Note(d.ctx(), reader, id, ""))
	equal(d, "no note", d.edition("has:note").Total, 0)
	d.ok(d.SetSetting(d.ctx(), reader, "theme", "night"))
	d.ok(d.SetSetting(d.ctx(), reader+1, "theme", "day"))
	v, err := d.Setting(d.ctx(), reader, "theme")
	d.ok(err)
	equal(d, "setting", v, "night")
	d.ok(d.SetSetting(d.ctx(), reader, "theme", ""))
	v, err = d.Setting(d.ctx(), reader, "theme")
	d.ok(err)
	equal(d, "unset", v, "")
}

func visits(d *desk) {
	feed := d.feed("https://post.test/feed")
	d.put(feed, piece("a", "A", "Text a."))
	equal(d, "never there", d.edition("").New, 1)
	d.now = d.now.Add(time.Minute)
	d.ok(d.Visit(d.ctx(), reader, d.now))
	equal(d, "nothing new", d.edition("is:new").Total, 0)
	d.now = d.now.Add(time.Minute)
	id := d.put(feed, piece("b", "B", "Text b.")).IDs[0]
	ed := d.edition("is:new")
	equal(d, "new", ed.IDs, ids(id))
	equal(d, "count", d.edition("").New, 1)
}

func subscriptions(d *desk) {
	f, err := d.Subscribe(d.ctx(), reader, model.Feed{Address: "https://b.test/", Title: "Beta", Name: "Zeta", Tags: []string{"money", "far east"}})
	d.ok(err)
	equal(d, "feed", []any{f.ID != 0, f.Address, f.Title, f.Name, f.Tags}, []any{true, "https://b.test/", "Beta", "Zeta", []string{"money", "far east"}})
	again, err := d.Subscribe(d.ctx(), reader, model.Feed{Address: "https://b.test/", Name: "Other"})
	d.is(err, store.ErrDuplicate)
	equal(d, "as it stands", again.Name, "Zeta")
	g, err := d.Subscribe(d.ctx(), reader, model.Feed{Address: "https://a.test/", Title: "Alpha"})
	d.ok(err)
	other, err := d.Subscribe(d.ctx(), reader+1, model.Feed{Address: "https://b.test/", Name: "Mine"})
	d.ok(err)
	equal(d, "shared", other.ID, f.ID)
	got := d.put(f.ID, piece("a", "A", "Text a."), piece("b", "B", "Text b.")).IDs
	d.mark(model.MarkRead, got[0])
	subs, err := d.Subscriptions(d.ctx(), reader)
	d.ok(err)
	equal(d, "by label", []any{len(subs), subs[0].ID, subs[1].ID}, []any{2, g.ID, f.ID})
	equal(d, "counts", []int{subs[1].Total, subs[1].Unread, subs[0].Total}, []int{2, 1, 0})
	all, err := d.Subscriptions(d.ctx(), 0)
	d.ok(err)
	equal(d, "everybody's", len(all), 2)
	equal(d, "by tag", sortedIDs(d.edition(`tag:money`).IDs), got)
}

func unsubscribe(d *desk) {
	feed := d.feed("https://post.test/feed")
	_, err := d.Subscribe(d.ctx(), reader+1, model.Feed{Address: "https://post.test/feed"})
	d.ok(err)
	got := d.put(feed, piece("a", "A", "Text a."), piece("b", "B", "Text b.")).IDs
	d.mark(model.MarkStarred, got[1])
	d.ok(d.Unsubscribe(d.ctx(), reader, feed))
	equal(d, "only what was starred", d.edition("").IDs, ids(got[1]))
	d.is(d.Unsubscribe(d.ctx(), reader, feed), store.ErrNotFound)
	_, err = d.Store.Story(d.ctx(), reader+1, got[0])
	d.ok(err)
	d.ok(d.Unsubscribe(d.ctx(), reader+1, feed))
	_, err = d.Store.Story(d.ctx(), reader+1, got[0])
	d.is(err, store.ErrNotFound)
	equal(d, "still starred", d.edition("text").IDs, ids(got[1]))
	all, err := d.Subscriptions(d.ctx(), 0)
	d.ok(err)
	equal(d, "not polled", len(all), 0)
	equal(d, "comes back", d.feed("https://post.test/feed"), feed)
}

func polled(d *desk) {
	id := d.feed("https://post.test/feed")
	d.feed("https://taken.test/feed")
	poll := model.Poll{ETag: `"x"`, LastModified: "Tue, 24 Nov 2026 08:00:00 GMT", Digest: "d", Last: d.now.Truncate(time.Second), Next: d.now.Add(time.Hour).Truncate(time.Second),
		Every: 30 * time.Minute, Failures: 2, Error: "no answer"}
	d.ok(d.Polled(d.ctx(), model.Feed{ID: id, Title: "New title", Link: "https://post.test/", Address: "https://post.test/moved", Poll: poll}))
	d.ok(d.Polled(d.ctx(), model.Feed{ID: id, Language: "en", Address: "https://taken.test/feed", Poll: poll}))
	subs, err := d.Subscriptions(d.ctx(), reader)
	d.ok(err)
	var f model.Feed
	for _, s := range subs {
		if s.ID == id {
			f = s
		}
	}
	equal(d, "feed", f, model.Feed{ID: id, Address: "https://post.test/moved", Title: "New title", Link: "https://post.test/", Language: "en", Poll: poll})
	d.is(d.Polled(d.ctx(), model.Feed{ID: 99}), store.ErrNotFound)
}

func readers(d *desk) {
	ann, err := d.AddReader(d.ctx(), "ann", "ssh-ed25519 AAAA", d.now)
	d.ok(err)
	if ann.ID <= model.LocalReader {
		d.Errorf("a reader with the id %d", ann.ID)
	}
	ann2, err := d.AddReader(d.ctx(), "ann", "ssh-ed25519 BBBB", d.now)
	d.ok(err)
	equal(d, "two keys", []any{ann2.ID, ann2.Keys}, []any{ann.ID, []string{"ssh-ed25519 AAAA", "ssh-ed25519 BBBB"}})
	taken, err := d.AddReader(d.ctx(), "bob", "ssh-ed25519 AAAA", d.now)
	d.is(err, store.ErrDuplicate)
	equal(d, "whose it is", taken.Name, "ann")
	bob, err := d.AddReader(d.ctx(), "bob", "ssh-ed25519 CCCC", d.now)
	d.ok(err)
	all, err := d.ListReaders(d.ctx())
	d.ok(err)
	equal(d, "all", []any{len(all), all[0].Name, all[1].ID}, []any{2, "ann", bob.ID})
	who, err := d.ReaderByKey(d.ctx(), "ssh-ed25519 BBBB")
	d.ok(err)
	equal(d, "by key", who.ID, ann.ID)
	d.ok(d.RemoveKey(d.ctx(), "ssh-ed25519 BBBB"))
	d.is(d.RemoveKey(d.ctx(), "ssh-ed25519 BBBB"), store.ErrNotFound)
	_, err = d.ReaderByKey(d.ctx(), "ssh-ed25519 BBBB")
	d.is(err, store.ErrNotFound)
	who, err = d.ReaderByKey(d.ctx(), "ssh-ed25519 AAAA")
	d.ok(err)
	equal(d, "by the other key", []any{who.ID, who.Keys}, []any{ann.ID, []string{"ssh-ed25519 AAAA"}})
	d.ok(d.SetSetting(d.ctx(), ann.ID, "theme", "night"))
	d.ok(d.RemoveReader(d.ctx(), "ann"))
	d.is(d.RemoveReader(d.ctx(), "ann"), store.ErrNotFound)
	_, err = d.ReaderByKey(d.ctx(), "ssh-ed25519 BBBB")
	d.is(err, store.ErrNotFound)
	ann3, err := d.AddReader(d.ctx(), "ann", "ssh-ed25519 AAAA", d.now)
	d.ok(err)
	if ann3.ID == ann.ID {
		d.Error("a new reader inherits from one removed")
	}
}

func naming(d *desk) {
	id := d.feed("https://post.test/feed")
	other, err := d.AddReader(d.ctx(), "ann", "ssh-ed25519 AAAA", d.now)
	d.ok(err)
	d.is(d.Rename(d.ctx(), other.ID, id, "Mine", nil), store.ErrNotFound)
	_, err = d.Subscribe(d.ctx(), other.ID, model.Feed{Address: "https://post.test/feed", Name: "Ann's", Tags: []string{"sea"}})
	d.ok(err)
	d.put(id, piece("a", "Grain ship leaves", "At dawn."))
	d.ok(d.Rename(d.ctx(), reader, id, "The Post", []string{"north", "sea"}))
	for _, c := range []struct {
		reader model.ReaderID
		label  string
		tags   []string
	}{{reader, "The Post", []string{"north", "sea"}}, {other.ID, "Ann's", []string{"sea"}}} {
		feeds, err := d.Subscriptions(d.ctx(), c.reader)
		d.ok(err)
		equal(d, "label", feeds[0].Label(), c.label)
		equal(d, "tags", feeds[0].Tags, c.tags)
	}
	equal(d, "found by its name", d.edition(`feed:"the post"`).Total, 1)
	d.ok(d.Rename(d.ctx(), reader, id, "", nil))
	equal(d, "not by one it had", d.edition(`feed:"the post"`).Total, 0)
	d.is(d.Rename(d.ctx(), reader, 99, "x", nil), store.ErrNotFound)
}
