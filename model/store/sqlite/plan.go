package sqlite

import (
	"fmt"
	"math"
	"strings"
	"time"

	"lede/model"
	"lede/model/query"
)

// An answer is what the index knows of a query: the stories that surely answer, and those that may.
// The two are one set where the index knows all; between them, the texts decide (look.verify).
type answer struct{ surely, maybe set }

// asking evaluates one query for one reader.
type asking struct {
	*look
	reader model.ReaderID
	now    time.Time
	last   int64 // ms: stories first seen later are new
	topic  func(string) []model.TopicID
	feedOf map[model.FeedID]model.Feed // the reader's; loaded when asked for
	told   map[int]int                 // sources of the stories that have more than one; loaded when asked for
	stale  set
}

func exactly(s set) answer { return answer{s, s} }

// perhaps is an answer that only texts can tell: s at most.
func (a *asking) perhaps(s set) answer { return answer{newSet(a.n), s} }

func (a *asking) everything() set {
	s := newSet(a.n)
	for i := range s {
		s[i] = ^uint64(0)
	}
	return s
}

// leaf is what the index knows of a node that holds no others.
func (a *asking) leaf(e query.Expr) (answer, error) {
	switch e := e.(type) {
	case query.Word:
		return a.words(e.Text, e.Prefix)
	case query.Phrase:
		r, err := a.words(e.Text, e.Prefix)
		if err == nil && !sameSet(r.surely, r.maybe) {
			r.maybe = a.narrowed(e, r.maybe)
		}
		return r, err
	case query.Pattern:
		return a.perhaps(a.everything()), nil
	case query.Topics:
		return a.topics(e)
	case query.Field:
		return a.field(e)
	case query.Is:
		return a.state(e.State)
	case query.Has:
		return a.has(e.What)
	case query.Age:
		at := roundUp(e.Moment(a.now))
		if e.Older {
			return a.issuedIn(math.MinInt64, at)
		}
		return a.issuedIn(at, math.MaxInt64)
	case query.Published:
		from, to := e.Bounds(a.now)
		lo, hi := int64(math.MinInt64), int64(math.MaxInt64)
		if !from.IsZero() {
			lo = roundUp(from)
		}
		if !to.IsZero() {
			hi = roundUp(to)
		}
		return a.issuedIn(lo, hi)
	case query.When:
		return a.when(e)
	case query.Named:
		return a.named(e)
	case query.Figure:
		return a.figure(e)
	case query.SourceCount:
		return a.sourceCount(e.Holds)
	}
	return answer{}, fmt.Errorf("the store knows no %T", e)
}

func sameSet(x, y set) bool { return len(x) == len(y) && (len(x) == 0 || &x[0] == &y[0]) }

// roundUp is the first whole second that is not before t: stories keep whole seconds.
func roundUp(t time.Time) int64 {
	n := t.Unix()
	if t.Nanosecond() > 0 {
		n++
	}
	return n
}

// combine joins two answers; a zero answer is none. Sets that queries share are copied first.
func combine(a, b answer, join func(x, y set) set) answer {
	switch {
	case a.maybe == nil:
		if sameSet(b.surely, b.maybe) {
			return exactly(b.maybe.copy())
		}
		return answer{b.surely.copy(), b.maybe.copy()}
	case sameSet(a.surely, a.maybe) && sameSet(b.surely, b.maybe):
		return exactly(join(a.maybe, b.maybe))
	case sameSet(a.surely, a.maybe):
		a.surely = a.maybe.copy()
	}
	return answer{join(a.surely, b.surely), join(a.maybe, b.maybe)}
}

// indexed is what the index says of stories by their keys: the words that a story was told in before
// may still be there, so that a story told anew only may answer.
func (a *asking) indexed(s set, sure bool) (answer, error) {
	if !sure {
		return a.perhaps(s), nil
	}
	if a.stale == nil {
		a.stale = a.dirty()
	}
	if a.stale.countAnd(s) == 0 {
		return exactly(s), nil
	}
	return answer{s.copy().andNot(a.stale), s}, nil
}

func (a *asking) key(prefix, k string) (answer, error) {
	k, sure := cutKey(prefix + k)
	s := newSet(a.n)
	if err := a.find(k, s); err != nil {
		return answer{}, err
	}
	return a.indexed(s, sure)
}

// keys joins the entries under prefix that test lets through.
func (a *asking) keys(prefix string, test func(key []byte) bool) (answer, error) {
	surely, maybe, unsure := newSet(a.n), newSet(a.n), false
	err := a.under(prefix, func(g *segment, e entry) error {
		switch {
		case !sure(e.key):
			unsure = true
			e.into(maybe.chunk(g.chunk))
		case test(e.key[len(prefix):]):
			e.into(surely.chunk(g.chunk))
		}
		return nil
	})
	if err != nil {
		return answer{}, err
	}
	r, err := a.indexed(surely, true)
	if err != nil || !unsure {
		return r, err
	}
	return answer{r.surely.copy(), maybe.or(r.maybe)}, nil
}

// words are stories that hold words side by side; the index knows only that they hold them.
func (a *asking) words(text string, prefix bool) (answer, error) {
	toks := query.Tokens(text)
	var out answer
	for i, t := range toks {
		var r answer
		var err error
		if prefix && i == len(toks)-1 {
			r, err = a.wordsFrom(keyWord, t)
		} else {
			r, err = a.key(keyWord, t)
		}
		if err != nil {
			return r, err
		}
		out = combine(out, r, set.and)
	}
	switch len(toks) {
	case 0:
		return exactly(newSet(a.n)), nil
	case 1:
		return out, nil
	}
	return a.perhaps(out.maybe), nil
}

// wordsFrom are stories with a word that begins with t.
func (a *asking) wordsFrom(prefix, t string) (answer, error) {
	if prefix == keyWord && (len(t) == 1 || len(t) == 2 && t[1] < 0x80) && t[0] < 0x80 {
		return a.key(keyBegins, t)
	}
	k, sure := cutKey(prefix + t)
	s := newSet(a.n)
	err := a.under(k, func(g *segment, e entry) error {
		e.into(s.chunk(g.chunk))
		return nil
	})
	if err != nil {
		return answer{}, err
	}
	return a.indexed(s, sure)
}

func (a *asking) topics(t query.Topics) (answer, error) {
	out := exactly(newSet(a.n))
	for _, name := range t.Names {
		ids := query.PlainTopic(name)
		if a.topic != nil {
			ids = a.topic(name)
		}
		for _, id := range ids {
			r, err := a.key(keyTopic, string(id))
			if err != nil {
				return r, err
			}
			out = combine(out, r, set.or)
		}
	}
	return out, nil
}

func (a *asking) state(st query.State) (answer, error) {
	switch st {
	case query.Read, query.Unread, query.Starred:
		what := setRead
		if st == query.Starred {
			what = setStarred
		}
		s, err := a.marked(what, a.reader)
		if err == nil && st == query.Unread {
			s = a.everything().andNot(s)
		}
		return exactly(s), err
	case query.New:
		s, err := a.fresh()
		return exactly(s), err
	case query.Threaded:
		return a.sourceCount(func(n int) bool { return n > 1 })
	}
	return a.key(keyIs, st.String())
}

func (a *asking) has(what string) (answer, error) {
	if what != "note" {
		return a.key(keyHas, what)
	}
	s := newSet(a.n)
	rows, err := a.tx.QueryContext(a.ctx, `SELECT id FROM note WHERE reader=?`, a.reader)
	if err != nil {
		return answer{}, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return answer{}, err
		}
		if id < a.n {
			s.add(id)
		}
	}
	return exactly(s), rows.Err()
}

// issuedIn are the stories that came out in [from, to), in seconds. What came in long before is not looked at for
// what is new, and no column of all stories is made for it.
func (a *asking) issuedIn(from, to int64) (answer, error) {
	s := newSet(a.n)
	for _, g := range a.view.segs {
		if g.n == 0 || g.newest < from {
			continue
		}
		col, err := a.column(g, colIssued)
		if err != nil {
			return answer{}, err
		}
		for i := range g.n {
			if t := long(col[8*i:]); t >= from && t < to {
				s.add(g.base + i)
			}
		}
	}
	return exactly(s), nil
}

// fresh are the stories that are new to the reader.
func (a *asking) fresh() (set, error) {
	if a.last == math.MinInt64 {
		return a.everyone(), nil
	}
	s := newSet(a.n)
	for _, g := range a.view.segs {
		if g.n == 0 || g.seen <= a.last {
			continue
		}
		col, err := a.column(g, colSeen)
		if err != nil {
			return nil, err
		}
		for i := range g.n {
			if long(col[8*i:]) > a.last {
				s.add(g.base + i)
			}
		}
	}
	return s, nil
}

func (a *asking) field(f query.Field) (answer, error) {
	is := f.Test()
	test := func(k []byte) bool { return is(string(k)) }
	switch f.Key {
	case query.Feed, query.Tag:
		return a.ofFeeds(f)
	case query.Author:
		return a.orWithout(keyAuthor, test, is)
	case query.Publisher:
		return a.orWithout(keyPublisher, test, is)
	case query.Wire:
		return a.orWithout(keyWire, test, is)
	case query.Language:
		return a.orWithout(keyLanguage, test, is)
	case query.Title, query.Content:
		if f.How == query.Matches {
			break
		}
		return a.titled(f)
	}
	return a.perhaps(a.everything()), nil
}

// orWithout is keys, and where the test lets "" through also the stories that have no such key.
func (a *asking) orWithout(prefix string, test func([]byte) bool, is func(string) bool) (answer, error) {
	r, err := a.keys(prefix, test)
	if err != nil || !is("") {
		return r, err
	}
	all, err := a.keys(prefix, func([]byte) bool { return true })
	if err != nil {
		return r, err
	}
	none := answer{a.everything().andNot(all.maybe), a.everything().andNot(all.surely)}
	return combine(none, r, set.or), nil
}

// titled are stories whose headline or text holds words.
func (a *asking) titled(f query.Field) (answer, error) {
	text, open := strings.CutSuffix(f.Text, "*")
	toks := query.Tokens(text)
	if f.How == query.Equals {
		open = false
	}
	from := keyWord
	if f.Key == query.Title {
		from = keyTitle
	}
	out := exactly(a.everything())
	for i, t := range toks {
		var r answer
		var err error
		if open && i == len(toks)-1 {
			r, err = a.wordsFrom(from, t)
		} else {
			r, err = a.key(from, t)
		}
		if err != nil {
			return r, err
		}
		out = combine(out, r, set.and)
	}
	if f.Key == query.Title && f.How == query.Contains && len(toks) == 1 {
		return out, nil
	}
	return a.perhaps(out.maybe), nil
}

func (a *asking) ofFeeds(f query.Field) (answer, error) {
	known, err := a.readersFeeds()
	if err != nil {
		return answer{}, err
	}
	feeds, err := a.feeds()
	if err != nil {
		return answer{}, err
	}
	match := query.Query{Expr: f}.Matcher(query.Env{Feed: func(id model.FeedID) model.Feed { return known[id] }})
	yes := map[uint32]bool{}
	for id := range known {
		yes[uint32(id)] = match(&model.Story{Feed: id})
	}
	s := newSet(a.n)
	for id, f := range feeds {
		if f != 0 && yes[f] {
			s.add(id)
		}
	}
	return exactly(s), nil
}

func (a *asking) sourceCount(holds func(int) bool) (answer, error) {
	if err := a.loadTold(); err != nil {
		return answer{}, err
	}
	s := newSet(a.n)
	if holds(1) {
		s = a.everything()
	}
	for id, n := range a.told {
		if id >= a.n {
			continue
		}
		if holds(n) {
			s.add(id)
		} else {
			s.drop(id)
		}
	}
	return exactly(s), nil
}

func (a *asking) loadTold() error {
	if a.told != nil {
		return nil
	}
	rows, err := a.tx.QueryContext(a.ctx, `SELECT id, n FROM told WHERE n>1`)
	if err != nil {
		return err
	}
	defer rows.Close()
	told := map[int]int{}
	for rows.Next() {
		var id, n int
		if err := rows.Scan(&id, &n); err != nil {
			return err
		}
		told[id] = n
	}
	a.told = told
	return rows.Err()
}
