package ui

import (
	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/model/query"
	"lede/ui/keys"
	"lede/ui/status"
)

// spot is a place to come back to: a story under a filter. Where the story was left is the article's to know.
type spot struct {
	held  query.Query
	story model.StoryID
}

func (s spot) same(o spot) bool { return s.story == o.story && s.held.String() == o.held.String() }

// jumps are the spots that the reader jumped away from, and those come back from.
type jumps struct{ behind, ahead []spot }

// remembered is how many spots are kept.
const remembered = 100

func (a *App) spot() spot { return spot{a.held, a.list.Selected()} }

// jumping tells whether an action leads farther than a step, so that one may want to come back.
func jumping(what keys.Action) bool {
	switch what {
	case keys.First, keys.Last, keys.NextMatch, keys.PrevMatch, keys.PrevUnread:
		return true
	}
	return false
}

// jumped notes the spot that was left, if it was.
func (a *App) jumped(from spot) {
	n := len(a.jumps.behind)
	if from.story == 0 || n > 0 && a.jumps.behind[n-1].same(from) {
		return
	}
	if n == remembered {
		a.jumps.behind = append([]spot(nil), a.jumps.behind[1:]...)
	}
	a.jumps.behind, a.jumps.ahead = append(a.jumps.behind, from), nil
}

// jump goes so many spots back, or forward again.
func (a *App) jump(ahead bool, n int) tea.Cmd {
	from, to := &a.jumps.behind, &a.jumps.ahead
	if ahead {
		from, to = to, from
	}
	at := a.spot()
	moved := false
	for ; n > 0 && len(*from) > 0; n-- {
		last := len(*from) - 1
		next := (*from)[last]
		*from = (*from)[:last]
		if next.same(at) {
			n++
			continue
		}
		*to = append(*to, at)
		at, moved = next, true
	}
	switch {
	case moved:
		return a.goBackTo(at)
	case ahead:
		return a.say(status.Info, "there is no later place")
	}
	return a.say(status.Info, "there is no earlier place; jumps and filters leave one")
}

// goBackTo shows a spot: its filter, and its story selected.
func (a *App) goBackTo(s spot) tea.Cmd {
	if s.held.String() != a.held.String() {
		if a.list.Searching() {
			a.endSearch()
		}
		a.held, a.before = s.held, s.story
		return a.load(s.held)
	}
	i := a.list.Index(s.story)
	if i < 0 {
		return a.say(status.Info, "that story is in this list no more")
	}
	a.list = a.list.Select(i)
	return tea.Batch(a.follow(), a.wantLines())
}
