package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/query/querytest"
	"lede/model/store"
)

func editions(d *desk) {
	feed := d.feed("https://post.test/feed")
	var in []model.Story
	for i := range 30 {
		s := piece(fmt.Sprint(i), fmt.Sprintf("Story %d", i), "A loan.")
		s.Published = d.now.Add(-time.Duration(i*7%30) * time.Hour)
		in = append(in, s)
	}
	in[4].Published = in[5].Published
	got := d.put(feed, in...)
	want := slices.Clone(got.IDs)
	slices.SortFunc(want, func(a, b model.StoryID) int {
		x, y := in[a-got.IDs[0]].Published, in[b-got.IDs[0]].Published
		if c := y.Compare(x); c != 0 {
			return c
		}
		return int(b - a)
	})
	all := d.edition("loan")
	equal(d, "order", all.IDs, want)
	equal(d, "counts", []int{all.Total, all.Unread, all.New}, []int{30, 30, 30})
	a := d.ask("loan")
	a.Limit, a.Lines = 10, 3
	d.mark(model.MarkRead, want[1], want[20])
	some, err := d.Edition(d.ctx(), a)
	d.ok(err)
	equal(d, "first ten", some.IDs, want[:10])
	equal(d, "counts", []int{some.Total, some.Unread}, []int{30, 28})
	if !some.More || some.AtMost {
		d.Errorf("more %v, at most %v", some.More, some.AtMost)
	}
	equal(d, "lines", []any{len(some.Lines), some.Lines[0].ID, some.Lines[1].Read, some.Lines[2].Headline}, []any{3, want[0], true, in[want[2]-got.IDs[0]].Headline})
	a.Limit = 30
	some, err = d.Edition(d.ctx(), a)
	d.ok(err)
	equal(d, "all of it", []any{len(some.IDs), some.More}, []any{30, false})
	total, unread, err := d.Count(d.ctx(), d.ask(`"a loan" is:unread`))
	d.ok(err)
	equal(d, "count", []int{total, unread}, []int{28, 28})
	equal(d, "query", d.edition("  loan   is:unread ").Query, "loan is:unread")
}

func sorted(d *desk) {
	feed := d.feed("https://post.test/feed")
	score := func(guid string, hours int, scores ...float64) model.Story {
		s := piece(guid, guid, "Text of "+guid)
		s.Published = d.now.Add(-time.Duration(hours) * time.Hour)
		for _, f := range scores {
			s.Facts = append(s.Facts, model.Fact{Kind: model.Number, Value: "1", Span: model.Span{Start: 0, End: 4}, Sentence: model.Span{Start: 0, End: 4}, Score: f})
		}
		return s
	}
	got := d.put(feed, score("a", 1, 0.5), score("b", 2, 0.5, 0.4), score("c", 3), score("d", 4, 0.5)).IDs
	equal(d, "salience", d.edition("sort:salience").IDs, ids(got[1], got[0], got[3], got[2]))
	second := score("c", 3, 1, 1)
	second.Body = model.PlainBody("More of c")
	d.put(feed, second)
	equal(d, "salience of a revision", d.edition("sort:salience").IDs, ids(got[2], got[1], got[0], got[3]))
	other := score("e", 5)
	other.Publisher = "The Wire"
	e := d.put(feed, other).IDs[0]
	d.ok(d.Thread(d.ctx(), ids(got[3], e)))
	equal(d, "sources", d.edition("sort:sources").IDs, ids(got[3], e, got[0], got[1], got[2]))
}

func muted(d *desk) {
	feed := d.feed("https://post.test/feed")
	got := d.put(feed, piece("a", "Cup final", "A goal."), piece("b", "Budget", "A goal for growth."), piece("c", "Rain", "It rains.")).IDs
	a := d.ask("goal")
	a.Mute = parse(d.T, "cup OR rain").Expr
	ed, err := d.Edition(d.ctx(), a)
	d.ok(err)
	equal(d, "shown", ed.IDs, ids(got[1]))
	equal(d, "counts", []int{ed.Total, ed.Muted}, []int{1, 1})
	a.Query, a.Mute = query.Query{}, parse(d.T, `"a goal"`).Expr
	ed, err = d.Edition(d.ctx(), a)
	d.ok(err)
	equal(d, "shown", ed.IDs, ids(got[2]))
	equal(d, "muted", ed.Muted, 2)
	topics, err := d.Topics(d.ctx(), a)
	d.ok(err)
	equal(d, "topics", len(topics), 0)
}

func lines(d *desk) {
	feed := d.feed("https://post.test/feed")
	in := querytest.Stories(rand.New(rand.NewPCG(1, 9)), 5)
	got := d.put(feed, in...).IDs
	d.mark(model.MarkStarred, got[2])
	ls, err := d.Lines(d.ctx(), reader, ids(got[2], 999, got[0]))
	d.ok(err)
	if len(ls) != 2 {
		d.Fatalf("%d lines, want 2", len(ls))
	}
	want := in[2]
	want.ID, want.Feed, want.FirstSeen, want.State.Starred = got[2], feed, d.now.Truncate(time.Millisecond), true
	want.Published = want.Published.Truncate(time.Second)
	line := model.LineOf(&want)
	line.New = true
	equal(d, "line", ls[0], line)
	equal(d, "second", ls[1].ID, got[0])
}

func calledOff(d *desk) {
	feed := d.feed("https://post.test/feed")
	d.put(feed, querytest.Stories(rand.New(rand.NewPCG(1, 9)), 20)...)
	ctx, cancel := context.WithCancel(d.ctx())
	cancel()
	_, err := d.Edition(ctx, d.ask("/bank/"))
	if !errors.Is(err, context.Canceled) {
		d.Errorf("error %v, want that of the context", err)
	}
	equal(d, "and the store goes on", len(d.edition("").IDs), 20)
}

func topicCounts(d *desk) {
	feed := d.feed("https://post.test/feed")
	about := func(guid string, topics ...string) model.Story {
		s := piece(guid, guid, "Text of "+guid)
		for _, t := range topics {
			s.Topics = append(s.Topics, model.TopicScore{ID: model.TopicID(t), Score: 0.5})
		}
		return s
	}
	got := d.put(feed, about("a", "lede:ai", "lede:sea"), about("b", "lede:ai"), about("c", "lede:sea", "lede:ai"), about("d")).IDs
	d.mark(model.MarkRead, got[1])
	all, err := d.Topics(d.ctx(), d.ask(""))
	d.ok(err)
	equal(d, "all", all, []model.TopicCount{{Topic: "lede:ai", Total: 3, Unread: 2}, {Topic: "lede:sea", Total: 2, Unread: 2}})
	some, err := d.Topics(d.ctx(), d.ask("#sea -a"))
	d.ok(err)
	equal(d, "some", some, []model.TopicCount{{Topic: "lede:ai", Total: 1, Unread: 1}, {Topic: "lede:sea", Total: 1, Unread: 1}})
	changed := about("c", "lede:rain")
	changed.Body = model.PlainBody("Another text of c")
	d.put(feed, changed)
	after, err := d.Topics(d.ctx(), d.ask(""))
	d.ok(err)
	equal(d, "after a revision", after, []model.TopicCount{{Topic: "lede:ai", Total: 2, Unread: 1}, {Topic: "lede:rain", Total: 1, Unread: 1}, {Topic: "lede:sea", Total: 1, Unread: 1}})

	a := d.ask("#water")
	a.Topic = func(name string) []model.TopicID {
		if name == "water" {
			return []model.TopicID{"lede:sea", "lede:rain"}
		}
		return nil
	}
	ed, err := d.Edition(d.ctx(), a)
	d.ok(err)
	equal(d, "a name for two topics", sortedIDs(ed.IDs), ids(got[0], got[2]))
}

func values(d *desk) {
	feed := d.feed("https://post.test/feed")
	names := func(guid string, of ...string) model.Story {
		s := piece(guid, guid, "Text of "+guid)
		for _, n := range of {
			s.Facts = append(s.Facts, model.Fact{Kind: model.Person, Value: n, Span: model.Span{Start: 0, End: 4}, Sentence: model.Span{Start: 0, End: 4}, Score: 0.1})
		}
		return s
	}
	d.put(feed, names("a", "Ada Lovelace", "Zoë Müller"), names("b", "ADA Lovelace", "Ada Byron", "Ada Lovelace"), names("c", "Li Wei", "Ada Lovelace"))
	got, err := d.Values(d.ctx(), model.Person, "ad", 5)
	d.ok(err)
	equal(d, "ad", got, []store.Value{{Text: "Ada Lovelace", Count: 3}, {Text: "Ada Byron", Count: 1}})
	got, err = d.Values(d.ctx(), model.Person, "Mü", 5)
	d.ok(err)
	equal(d, "Mü", got, []store.Value{{Text: "Zoë Müller", Count: 1}})
	got, err = d.Values(d.ctx(), model.Person, "", 2)
	d.ok(err)
	equal(d, "first two", []any{len(got), got[0]}, []any{2, store.Value{Text: "Ada Lovelace", Count: 3}})
}

func threads(d *desk) {
	feed := d.feed("https://post.test/feed")
	by := func(guid, publisher string) model.Story {
		s := piece(guid, guid, "Text of "+guid)
		s.Publisher = publisher
		return s
	}
	got := d.put(feed, by("a", "Post"), by("b", "Wire"), by("c", "post"), by("d", "Gazette")).IDs
	d.ok(d.Thread(d.ctx(), ids(got[1], got[0], got[2])))
	th, err := d.ThreadOf(d.ctx(), got[2])
	d.ok(err)
	equal(d, "thread", th, ids(got[1], got[0], got[2]))
	ls, err := d.Lines(d.ctx(), reader, ids(got[0], got[3]))
	d.ok(err)
	equal(d, "sources", []int{ls[0].Sources, ls[1].Sources}, []int{2, 1})
	equal(d, "asked", sortedIDs(d.edition("sources>=2").IDs), ids(got[0], got[1], got[2]))
	equal(d, "alone", d.edition("-is:threaded").IDs, ids(got[3]))
	d.ok(d.Thread(d.ctx(), ids(got[3], got[1])))
	th, err = d.ThreadOf(d.ctx(), got[0])
	d.ok(err)
	equal(d, "what is left", th, ids(got[0], got[2]))
	equal(d, "sources of it", d.edition("sources>=2").Total, 2)
	d.is(d.Thread(d.ctx(), ids(got[0], 99)), store.ErrNotFound)
}

func joins(d *desk) {
	feed := d.feed("https://post.test/feed")
	got := d.put(feed, piece("a", "A", "One."), piece("b", "B", "Two."), piece("c", "C", "Three."), piece("d", "D", "Four.")).IDs
	a, b, c, e := got[0], got[1], got[2], got[3]
	threads := func(want ...[]model.StoryID) {
		d.Helper()
		for _, th := range want {
			for _, id := range th {
				is, err := d.ThreadOf(d.ctx(), id)
				d.ok(err)
				equal(d, "thread", is, th)
			}
		}
	}
	d.ok(d.Join(d.ctx(), nil))
	d.ok(d.Join(d.ctx(), []store.Joining{{Story: b, With: a}, {Story: c, With: b}}))
	threads(ids(a, b, c), ids(e))
	d.ok(d.Join(d.ctx(), []store.Joining{{Story: a, With: c}, {Story: e, With: e}, {Story: 99, With: a}, {Story: a, With: 99}}))
	threads(ids(a, b, c), ids(e))
	d.ok(d.Join(d.ctx(), []store.Joining{{Story: a, With: e}}))
	threads(ids(b, c), ids(e, a))
}

func table(d *desk) {
	set := querytest.Sample()
	byName := map[string]model.StoryID{}
	for _, f := range set.Feeds {
		got, err := d.Subscribe(d.ctx(), reader, f.Feed)
		d.ok(err)
		for i, id := range d.put(got.ID, f.Stories...).IDs {
			byName[f.Stories[i].GUID] = id
		}
	}
	d.ok(d.Visit(d.ctx(), reader, set.Visit))
	for _, f := range set.Feeds {
		for _, s := range f.Stories {
			d.act(byName[s.GUID], s.State)
		}
	}
	for _, th := range set.Threads {
		var in []model.StoryID
		for _, guid := range th {
			in = append(in, byName[guid])
		}
		d.ok(d.Thread(d.ctx(), in))
	}
	for _, c := range querytest.Cases() {
		if c.Err != "" {
			continue
		}
		a := d.ask(c.Query)
		a.Topic = querytest.Topic
		ed, err := d.Edition(d.ctx(), a)
		d.ok(err)
		var names []string
		for _, id := range ed.IDs {
			names = append(names, d.story(id).GUID)
		}
		slices.Sort(names)
		if !slices.Equal(names, c.Find) {
			d.Errorf("%s finds %v, want %v", c.Query, names, c.Find)
		}
	}
}

// act does what the reader did with a story.
func (d *desk) act(id model.StoryID, s model.State) {
	d.Helper()
	if s.Read {
		d.mark(model.MarkRead, id)
	}
	if s.Starred {
		d.mark(model.MarkStarred, id)
	}
	if s.Note != "" {
		d.ok(d.Note(d.ctx(), reader, id, s.Note))
	}
}

// randomQueries compares a store with Match, story by story, over stores that have lived: with stories
// revised, forgotten, marked and threaded, in two feeds.
func randomQueries(d *desk) {
	r := rand.New(rand.NewPCG(uint64(len(d.Name())), 4))
	feeds := []model.Feed{{Address: "https://harbour.test/feed", Title: "Harbour Post", Tags: []string{"money", "sea"}}, {Address: "https://grain.test/feed", Title: "Grain", Name: "Grain feed"}}
	known := map[model.FeedID]model.Feed{}
	var in []model.Story
	for i := range feeds {
		f, err := d.Subscribe(d.ctx(), reader, feeds[i])
		d.ok(err)
		known[f.ID] = f
		in = querytest.Stories(r, 150)
		d.put(f.ID, in...)
		d.now = d.now.Add(time.Minute)
	}
	seen := d.now
	d.ok(d.Visit(d.ctx(), reader, seen))
	d.now = d.now.Add(time.Minute)
	d.live(r, in)
	all := d.edition("")
	var stories []model.Story
	for _, id := range all.IDs {
		stories = append(stories, d.story(id))
	}
	sources := map[model.StoryID]int{}
	ls, err := d.Lines(d.ctx(), reader, all.IDs)
	d.ok(err)
	for _, l := range ls {
		sources[l.ID] = l.Sources
	}
	env := query.Env{Now: d.now, LastSeen: seen, Feed: func(id model.FeedID) model.Feed { return known[id] },
		Sources: func(id model.StoryID) int { return sources[id] }}
	for range 400 {
		d.agree(r, querytest.Query(r), env, stories)
		if d.Failed() {
			return
		}
	}
	for range 3 {
		d.typed(r, querytest.Phrase(r), env, stories)
	}
}

// typed asks for a phrase letter by letter, as a reader types it: a store may have learned from the letters before.
func (d *desk) typed(r *rand.Rand, phrase string, env query.Env, stories []model.Story) {
	d.Helper()
	for i := range phrase + "\x00" {
		if len(query.Tokens(phrase[:i])) > 0 && !d.Failed() {
			d.agree(r, `"`+phrase[:i]+`"*`, env, stories)
		}
	}
	d.agree(r, `"`+phrase+`"`, env, stories)
}

// live revises some of the stories of the second feed, which are in, and marks, notes, threads and forgets.
func (d *desk) live(r *rand.Rand, in []model.Story) {
	feed := model.FeedID(2)
	again := querytest.Stories(r, 150)
	var some []model.Story
	for i := range again {
		if again[i].GUID, again[i].URL = in[i].GUID, in[i].URL; r.IntN(3) == 0 {
			some = append(some, again[i])
		}
	}
	d.put(feed, some...)
	more := querytest.Stories(r, 30)
	for i := range more {
		more[i].GUID += "-more"
	}
	d.put(feed, more...)
	all := d.edition("").IDs
	draw := func(n int) []model.StoryID {
		var out []model.StoryID
		for range n {
			out = append(out, all[r.IntN(len(all))])
		}
		return out
	}
	d.mark(model.MarkRead, draw(100)...)
	d.mark(model.MarkStarred, draw(30)...)
	for _, id := range draw(10) {
		d.ok(d.Note(d.ctx(), reader, id, "mine"))
	}
	for range 15 {
		d.ok(d.Thread(d.ctx(), draw(2+r.IntN(4))))
	}
	for _, id := range draw(5) {
		s := d.story(id)
		s.Body, s.Facts = model.PlainBody("The bank of the harbour, in full. Loans rise."), nil
		d.ok(d.FullText(d.ctx(), s))
	}
	gone, err := d.Stale(d.ctx(), func(model.FeedID) store.Keep { return store.Keep{Since: querytest.Now().Add(time.Second)} })
	d.ok(err)
	_, err = d.Forget(d.ctx(), gone)
	d.ok(err)
}

func (d *desk) agree(r *rand.Rand, text string, env query.Env, stories []model.Story) {
	d.Helper()
	a := d.ask(text)
	match := a.Query.Matcher(env)
	mute := func(*model.Story) bool { return false }
	if r.IntN(4) == 0 {
		m := parse(d.T, querytest.Query(r))
		a.Mute = m.Expr
		if a.Mute != nil {
			mute = m.Matcher(env)
			text += "   muting   " + m.String()
		}
	}
	var want []model.StoryID
	unread, fresh, muted := 0, 0, 0
	for i := range stories {
		s := &stories[i]
		switch {
		case !match(s):
			continue
		case mute(s):
			muted++
			continue
		}
		want = append(want, s.ID)
		if !s.State.Read {
			unread++
		}
		if s.FirstSeen.After(env.LastSeen) {
			fresh++
		}
	}
	ed, err := d.Edition(d.ctx(), a)
	d.ok(err)
	equal(d, text, sortedIDs(ed.IDs), sortedIDs(want))
	equal(d, "counts of "+text, []int{ed.Total, ed.Unread, ed.New, ed.Muted}, []int{len(want), unread, fresh, muted})
	a.Limit = 1 + r.IntN(20)
	first, err := d.Edition(d.ctx(), a)
	d.ok(err)
	equal(d, "the beginning of "+text, first.IDs, ed.IDs[:min(a.Limit, len(ed.IDs))])
	if first.Total < ed.Total || !first.AtMost && first.Total != ed.Total || first.More && first.Total <= a.Limit || !first.More && len(ed.IDs) > a.Limit {
		d.Errorf("%s: the first %d of %d say %d in all (at most: %v), more: %v", text, a.Limit, ed.Total, first.Total, first.AtMost, first.More)
	}
}
