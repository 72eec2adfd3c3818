package model

import "testing"

func TestTheOppositeOfAMarkTakesItBack(t *testing.T) {
	for _, m := range []Mark{MarkRead, MarkUnread, MarkStarred, MarkUnstarred} {
		if back := m.Opposite().Opposite(); back != m {
			t.Errorf("%s: its opposite's opposite is %s", m, back)
		}
		for _, s := range []State{{}, {Read: true}, {Starred: true}, {Read: true, Starred: true, Note: "n"}} {
			now := m.On(s)
			if m.On(now) != now {
				t.Errorf("%s twice on %+v", m, s)
			}
			if now != s && m.Opposite().On(now) != s {
				t.Errorf("%s on %+v is not taken back: %+v", m, s, m.Opposite().On(now))
			}
		}
	}
	if s := (State{Read: true}); Mark(0).On(s) != s || Mark(0).Opposite() != 0 {
		t.Error("no mark changes something")
	}
}
