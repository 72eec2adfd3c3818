package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestTheBarTellsHowFarARoundIs(t *testing.T) {
	for _, c := range []struct {
		t     tally
		ascii bool
		want  string
	}{
		{tally{of: 42}, false, "──────────── 0 of 42 feeds"},
		{tally{done: 21, of: 42, news: 7, bad: 1}, false, "━━━━━━────── 21 of 42 feeds · 7 new · 1 failed"},
		{tally{done: 42, of: 42}, true, "############ 42 of 42 feeds"},
		{tally{done: 7, of: 42, news: 3}, true, "##.......... 7 of 42 feeds, 3 new"},
		{tally{}, false, "──────────── 0 of 0 feeds"},
	} {
		if got := c.t.line(12, c.ascii); got != c.want {
			t.Errorf("%+v: %q, want %q", c.t, got, c.want)
		}
	}
}

func TestTheBarGivesWayToALineAndIsNotDrawnMoreOftenThanEyesSee(t *testing.T) {
	var out bytes.Buffer
	now := scriptNow()
	l := &lede{terminal: terminal{errs: &out, env: func(string) string { return "" }, now: func() time.Time { return now }}}
	b := &bar{l: l, width: 40}
	for i := range 100 {
		b.draw(tally{done: i, of: 100})
		now = now.Add(time.Millisecond)
	}
	if n := strings.Count(out.String(), "\r"); n < 2 || n > 4 {
		t.Errorf("drawn %d times in a tenth of a second", n)
	}
	out.Reset()
	b.clear()
	b.clear()
	if want := "\r" + strings.Repeat(" ", 39) + "\r"; out.String() != want {
		t.Errorf("%q", out.String())
	}
	var none *bar
	none.draw(tally{})
	none.clear()
}

func TestTheNextTryIsToldByTheHourOrByTheDay(t *testing.T) {
	now := scriptNow()
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{time.Time{}, ""},
		{now.Add(5 * time.Minute), "; next try 12:05"},
		{now.Add(23 * time.Hour), "; next try Wed 25 Nov 11:00"},
	} {
		if got := nextTry(c.at, now); got != c.want {
			t.Errorf("%s: %q, want %q", c.at, got, c.want)
		}
	}
}
