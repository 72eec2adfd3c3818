package sqlite

import (
	"lede/model"
	"lede/model/query"
)

// node is a node of a query's tree with what the index knows of it.
type node struct {
	answer
	expr query.Expr
	kids []*node
	is   func(*model.Story) bool // of a leaf that the index cannot decide; made when needed

	key     setKey // of a leaf that is kept in the cache
	learns  bool   // it is
	yes, no []int  // stories that were read for it, and what they said
}

// eval works out a query as far as the index can.
func (a *asking) eval(e query.Expr) (*node, error) {
	n := &node{expr: e}
	var err error
	switch e := e.(type) {
	case nil:
		n.answer = exactly(a.everything())
	case query.And:
		err = a.join(n, e, set.and, a.everything)
	case query.Or:
		err = a.join(n, e, set.or, func() set { return newSet(a.n) })
	case query.Not:
		if err = a.join(n, []query.Expr{e.X}, set.and, nil); err == nil {
			n.answer = a.turned(n.answer)
		}
	default:
		n.key, n.learns = a.leafKey(e)
		n.answer, err = a.cachedLeaf(n)
	}
	return n, err
}

// cachedLeaf is leaf, kept for the next key: while a query is typed all but its last word stay the same.
func (a *asking) cachedLeaf(n *node) (answer, error) {
	if !n.learns {
		return a.leaf(n.expr)
	}
	if r := a.s.cache.answer(n.key, a.view.stories); r.maybe != nil {
		return r, nil
	}
	r, err := a.leaf(n.expr)
	if err == nil {
		a.s.cache.keepAnswer(n.key, a.view.stories, r)
	}
	return r, err
}

// learn keeps what was read for the leaves under n, so that no text is read again for the same condition, nor for a
// phrase that goes on from it.
func (a *asking) learn(n *node) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		a.learn(k)
	}
	if len(n.yes)+len(n.no) == 0 {
		return
	}
	r := answer{n.surely.copy(), n.maybe.copy()}
	for _, id := range n.yes {
		r.surely.add(id)
	}
	for _, id := range n.no {
		r.maybe.drop(id)
	}
	a.s.cache.keepAnswer(n.key, a.view.stories, r)
}

// narrowed takes those stories out of s that are known to lack the beginning of a phrase.
func (a *asking) narrowed(p query.Phrase, s set) set {
	text := []rune(p.Text)
	if p.Prefix {
		text = text[:len(text)-1]
	}
	for ; len(text) > 0; text = text[:len(text)-1] {
		key, _ := a.leafKey(query.Phrase{Text: string(text), Prefix: true})
		if r := a.s.cache.answer(key, a.view.stories); r.maybe != nil {
			return s.and(r.maybe)
		}
	}
	return s
}

// leafKey names a condition whose answer depends on the stories alone, not on the reader or the time.
func (a *asking) leafKey(e query.Expr) (setKey, bool) {
	text := query.Query{Expr: e}.String()
	switch e := e.(type) {
	case query.Word, query.Phrase, query.Named, query.Figure:
	case query.Has:
		if e.What == "note" {
			return setKey{}, false
		}
	case query.Field:
		if e.Key == query.Feed || e.Key == query.Tag || e.Key == query.URL {
			return setKey{}, false
		}
	case query.Topics:
		if a.topic == nil {
			break
		}
		for _, n := range e.Names { // what a name stands for is the asker's to say
			for _, id := range a.topic(n) {
				text += " " + string(id)
			}
		}
	default:
		return setKey{}, false
	}
	return setKey{what: setLeaf, leaf: text}, true
}

// join evaluates the parts of n and joins their answers; that of no parts is empty's.
func (a *asking) join(n *node, parts []query.Expr, how func(x, y set) set, empty func() set) error {
	for _, p := range parts {
		kid, err := a.eval(p)
		if err != nil {
			return err
		}
		n.kids = append(n.kids, kid)
		n.answer = combine(n.answer, kid.answer, how)
	}
	if len(parts) == 0 {
		n.answer = exactly(empty())
	}
	return nil
}

// turned is the opposite of an answer.
func (a *asking) turned(r answer) answer {
	no := a.everything().andNot(r.maybe)
	if sameSet(r.surely, r.maybe) {
		return exactly(no)
	}
	return answer{no, a.everything().andNot(r.surely)}
}

// holds tells whether a story answers n, reading of it what is needed to know.
func (a *asking) holds(n *node, s *reading) (bool, error) {
	switch {
	case n.surely.has(s.id):
		return true, nil
	case !n.maybe.has(s.id):
		return false, nil
	}
	switch e := n.expr.(type) {
	case query.Not:
		ok, err := a.holds(n.kids[0], s)
		return !ok, err
	case query.And, query.Or:
		_, some := e.(query.Or)
		for _, k := range n.kids {
			if ok, err := a.holds(k, s); err != nil || ok == some {
				return some && err == nil, err
			}
		}
		return !some, nil
	}
	if n.is == nil {
		n.is = query.Query{Expr: n.expr}.Matcher(query.Env{Now: a.now, Topic: a.topic})
	}
	st, err := s.read(a.look, depthOf(n.expr))
	if err != nil || st == nil {
		return false, err
	}
	ok := n.is(st)
	switch {
	case !n.learns:
	case ok:
		n.yes = append(n.yes, s.id)
	default:
		n.no = append(n.no, s.id)
	}
	return ok, nil
}

// depth is how much of a story must be read.
type depth uint8

const (
	theRow   depth = iota + 1 // headline, address
	theText                   // and the text
	theWhole                  // and its facts
)

func depthOf(e query.Expr) depth {
	switch e := e.(type) {
	case query.Word, query.Phrase, query.Pattern:
		return theText
	case query.Field:
		switch e.Key {
		case query.Title, query.URL:
			return theRow
		case query.Content:
			return theText
		}
	}
	return theWhole
}

// reading is a story that is read as far as questions about it go.
type reading struct {
	id    int
	story model.Story
	gone  bool
	deep  depth
}

// read gives the story, read at least so far; nil when there is none.
func (s *reading) read(l *look, d depth) (*model.Story, error) {
	if s.deep < d && !s.gone {
		ok, err := l.readTo(model.StoryID(s.id), &s.story, d)
		if err != nil {
			return nil, err
		}
		s.gone, s.deep = !ok, d
	}
	if s.gone {
		return nil, nil
	}
	return &s.story, nil
}

// readTo reads a story to a depth; false when there is none.
func (l *look) readTo(id model.StoryID, st *model.Story, d depth) (bool, error) {
	if d == theWhole {
		return l.whole(id, st)
	}
	ok, err := l.rowOf(id, st, nil)
	if !ok || err != nil || d == theRow {
		return ok, err
	}
	doc, err := l.docs.find(l.ctx, l.tx, l.s, id)
	if err != nil {
		return false, err
	}
	st.Body, err = textOf(doc)
	return true, err
}
