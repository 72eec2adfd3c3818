package newsroom

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"lede/model"
	"lede/model/classify"
	"lede/model/query"
	"lede/model/safe"
	"lede/model/store"
)

// rules are what the configuration says in the query language: topics of one's own, and what is muted. A topic
// of one's own stands for a query wherever a topic can be named, in another of them as well.
type rules struct {
	topics map[string]query.Expr // topics of one's own in them are filled in
	text   map[string]string
	mutes  query.Expr // nil: nothing is muted
}

// mostLeaves bounds what a topic of one's own may come to when those that it names are filled in.
const mostLeaves = 1000

// newRules reads topics and mute rules. One that cannot be read is told, and left out.
func newRules(topics map[string]string, mute []string) (rules, []error) {
	r := rules{topics: map[string]query.Expr{}, text: map[string]string{}}
	var faults []error
	for name, text := range topics {
		r.text[query.TopicName(safe.Line(name))] = safe.Line(text)
	}
	wrong := map[string]error{}
	for _, name := range r.ownTopics() {
		if err := r.define(name, nil, wrong); err != nil {
			faults = append(faults, fmt.Errorf("topic %q left out: %w", safe.Line(name), err))
		}
	}
	for name := range wrong {
		delete(r.text, name)
	}
	var mutes query.Or
	for _, text := range mute {
		e, err := r.muting(text)
		if err != nil {
			faults = append(faults, fmt.Errorf("mute rule %q left out: %w", safe.Line(text), err))
			continue
		}
		mutes = append(mutes, e)
	}
	if len(mutes) > 0 {
		r.mutes = mutes
	}
	return r, faults
}

// muting is what a mute rule hides.
func (r *rules) muting(text string) (query.Expr, error) {
	q, err := query.Parse(text)
	if err == nil {
		err = r.check(text, q)
	}
	if err == nil && q.All() {
		err = errors.New("it would hide every story")
	}
	if err != nil {
		return nil, err
	}
	return r.fill(q.Expr), nil
}

// with are the rules with more mute rules, a line each. One that can be read no longer hides nothing.
func (r rules) with(lines string) rules {
	var more query.Or
	for line := range strings.Lines(lines) {
		if e, err := r.muting(strings.TrimSpace(line)); err == nil {
			more = append(more, e)
		}
	}
	switch {
	case len(more) == 0:
	case r.mutes == nil:
		r.mutes = more
	default:
		r.mutes = append(more, r.mutes)
	}
	return r
}

// define works out what a topic stands for; path are the topics that were asked for on the way to it.
func (r *rules) define(name string, path []string, wrong map[string]error) error {
	if i := slices.Index(path, name); i >= 0 {
		return circle(append(slices.Clone(path[i:]), name))
	}
	if err, known := wrong[name]; known {
		return err
	}
	if _, done := r.topics[name]; done {
		return nil
	}
	e, err := r.read(name, append(path, name), wrong)
	if err != nil {
		wrong[name] = err
		return err
	}
	r.topics[name] = e
	return nil
}

// circle are topics each of which asks for the next.
type circle []string

func (c circle) Error() string {
	return "it goes round in a circle: #" + strings.Join(c, " asks for #")
}

func (r *rules) read(name string, path []string, wrong map[string]error) (query.Expr, error) {
	if t, ok := classify.ByName(name); ok && query.TopicName(t.Short) == name {
		return nil, fmt.Errorf("lede has a topic of that name; give yours another")
	}
	text := r.text[name]
	q, err := query.Parse(text)
	if err != nil {
		return nil, err
	}
	if q.All() {
		return nil, errors.New("it asks for nothing")
	}
	for _, n := range query.TopicNames(q) {
		if _, own := r.text[n]; !own {
			continue
		}
		if err := r.define(n, path, wrong); err != nil {
			if c := circle(nil); errors.As(err, &c) && slices.Contains(c, name) {
				return nil, c
			}
			return nil, fmt.Errorf("it asks for #%s, which is left out", n)
		}
	}
	if err := r.check(text, q); err != nil {
		return nil, err
	}
	e := r.fill(q.Expr)
	if n := len(query.Leaves(e)); n > mostLeaves {
		return nil, fmt.Errorf("it comes to %d conditions, more than %d", n, mostLeaves)
	}
	return e, nil
}

// ownTopics are the names of topics of one's own, sorted.
func (r *rules) ownTopics() []string {
	names := make([]string, 0, len(r.text))
	for name := range r.text {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// check tells which topic of a query, written as text, there is none of.
func (r *rules) check(text string, q query.Query) error {
	for _, name := range query.TopicNames(q) {
		if _, own := r.text[name]; own {
			continue
		}
		if _, ok := classify.ByName(name); ok {
			continue
		}
		names := r.ownTopics()
		for _, t := range classify.All() {
			names = append(names, t.Short)
		}
		return query.UnknownTopic(text, name, names)
	}
	return nil
}

// fill puts what topics of one's own, and "is:muted", stand for in their place.
func (r *rules) fill(e query.Expr) query.Expr {
	return query.Fill(e, func(leaf query.Expr) (query.Expr, bool) {
		switch leaf := leaf.(type) {
		case query.Is:
			return r.mutes, leaf.State == query.Muted && r.mutes != nil
		case query.Topics:
			return r.ofTopics(leaf)
		}
		return nil, false
	})
}

func (r *rules) ofTopics(t query.Topics) (query.Expr, bool) {
	var out query.Or
	var others []string
	for _, name := range t.Names {
		if e, own := r.topics[name]; own {
			out = append(out, e)
		} else {
			others = append(others, name)
		}
	}
	if len(others) > 0 {
		out = append(out, query.Topics{Names: others})
	}
	return out, len(out) > 0 && len(others) < len(t.Names)
}

// Check tells what is wrong with a query, written as text, that its grammar does not tell: it names a topic that
// there is none of.
func (r *Room) Check(text string, q query.Query) error { return r.rules.check(text, q) }

// TopicOf is the topic of an id, false for one that nobody knows. One of the reader's own is called by what it
// asks for.
func (r *Room) TopicOf(id model.TopicID) (model.Topic, bool) {
	if t, ok := classify.ByID(id); ok {
		return t, true
	}
	text, own := r.rules.text[string(id)]
	return model.Topic{ID: id, Short: string(id), Name: text}, own
}

// mutedSetting is where what a reader mutes on the screen is kept: a query a line.
const mutedSetting = "mute"

// Ask is a question for the store as a reader asks it who mutes nothing on the screen.
func (r *Room) Ask(reader model.ReaderID, q query.Query) store.Ask {
	return r.asking(reader, q, r.rules)
}

// Asking is a question for the store as the reader asks it.
func (r *Reader) Asking(ctx context.Context, q query.Query) (store.Ask, error) {
	muted, err := r.Shelf.Read().Setting(ctx, r.ID, mutedSetting)
	if err != nil || muted == "" {
		return r.Ask(r.ID, q), err
	}
	return r.asking(r.ID, q, r.rules.with(muted)), nil
}

// asking is a question for the store. Who asks for what is muted sees it.
func (r *Room) asking(reader model.ReaderID, q query.Query, by rules) store.Ask {
	a := store.Ask{Reader: reader, Query: q, Now: r.Now(), Topic: topicsOf, Mute: by.mutes}
	for _, leaf := range query.Leaves(q.Expr) {
		if is, ok := leaf.(query.Is); ok && is.State == query.Muted {
			a.Mute = nil
		}
	}
	a.Query.Expr = by.fill(q.Expr)
	return a
}

// exactly is how many stories may answer for each to be read where only its text can tell.
const exactly = 500

// ownCounts counts the stories of q under topics of one's own, most stories first. Where many texts would have to
// be read for it, a count is of those that may answer.
func (r *Reader) ownCounts(ctx context.Context, q query.Query) ([]model.TopicCount, error) {
	var out []model.TopicCount
	for _, name := range r.rules.ownTopics() {
		a, err := r.Asking(ctx, q.With(query.Topic(name)))
		if err != nil {
			return nil, err
		}
		a.Limit = 1
		e, err := r.Shelf.Read().Edition(ctx, a)
		if err != nil {
			return nil, err
		}
		if e.AtMost && e.Total <= exactly {
			if e.Total, e.Unread, err = r.Shelf.Read().Count(ctx, a); err != nil {
				return nil, err
			}
		}
		if e.Total > 0 {
			out = append(out, model.TopicCount{Topic: model.TopicID(name), Total: e.Total, Unread: e.Unread})
		}
	}
	slices.SortStableFunc(out, store.MoreStories)
	return out, nil
}
