package linear_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"lede/model"
	"lede/ui/desk"
	"lede/ui/linear"
	"lede/ui/uitest"
)

// session says lines and gives what was answered.
func session(t *testing.T, d desk.Desk, may desk.May, lines ...string) string {
	t.Helper()
	r := linear.Reader{Desk: d, May: may, Now: func() time.Time { return uitest.Noon }}
	var out bytes.Buffer
	if err := r.Run(t.Context(), strings.NewReader(strings.Join(lines, "\n")+"\n"), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var all = desk.May{Open: true, Mark: true, Feeds: true, Refresh: true}

func holds(t *testing.T, got string, words ...string) {
	t.Helper()
	for _, w := range words {
		at := strings.Index(got, w)
		if at < 0 {
			t.Fatalf("%q is not said, or not in this order:\n%s", w, got)
		}
		got = got[at+len(w):]
	}
}

func TestTheListIsReadOutAndOn(t *testing.T) {
	got := session(t, uitest.New(uitest.Edition(60)), all, "l", "q")
	holds(t, got, "60 stories, 41 unread", "1. Varna buys two cranes", "Coast Post, 3h, unread", "50 more, l reads on", "11. ", "40 more")
}

func TestAStoryIsReadOutInOrderAndMarkedRead(t *testing.T) {
	d := uitest.New(uitest.Edition(60))
	got := session(t, d, all, "1", "i", "", "k", "k", "u", "q")
	holds(t, got, "story 1 of 60: Varna buys", "Mira Dobreva, Coast Post", "The port of Varna has bought", "heading: Three hundred a day", "end of story",
		"in brief: ", "money: $12.5 million, two cranes", "facts", "story 2 of 60", "story 1 of 60", "this is the first story", "undone: 1 story")
	if !d.Left {
		t.Error("leaving is not noted")
	}
}

func TestFilterTopicsAndFeeds(t *testing.T) {
	got := session(t, uitest.New(uitest.Edition(60)), all, "t", "t bitcoin", "f autor:x", "f", "R", "a hill.test", "wat", "?", "q")
	holds(t, got, "#bitcoin: ", "8 stories", "filter #bitcoin", "trouble: ", "author:", "60 stories", "1 new story, 1 of 2 feeds failed", "Ledger Daily: no answer",
		"added Hill Gazette", "there is no command \"wat\"", "j or next: ")
}

func TestWhoMayNotIsToldAndNothingIsAsked(t *testing.T) {
	d := uitest.New(uitest.Edition(5))
	got := session(t, d, desk.May{}, "1", "m", "R", "a x", "o", "q")
	holds(t, got, "marks are not kept here", "feeds are not fetched here", "feeds cannot be changed here", "https://coast.test/varna-cranes")
	for _, q := range d.Questions() {
		if strings.HasPrefix(q, "mark") || strings.HasPrefix(q, "refresh") || strings.HasPrefix(q, "add") || strings.HasPrefix(q, "open") {
			t.Errorf("asked %q", q)
		}
	}
}

func TestNoByteOfTheWireSteersATerminal(t *testing.T) {
	bad := "a\x1b]0;x\x07b\u202ec\u009d"
	s := uitest.Harbour()
	s.Headline, s.Byline, s.Publisher, s.State.Note = bad, bad, bad, bad
	s.Body = model.PlainBody(bad, bad)
	s.Facts = []model.Fact{{Kind: model.Person, Span: model.Span{Start: 0, End: len(bad)}, Speaker: bad}}
	s.Brief = nil
	got := session(t, uitest.New([]model.Story{s}), all, "1", "i", bad, "q")
	if strings.ContainsAny(got, "\x1b\x07\u202e\u009d") {
		t.Errorf("%q", got)
	}
}

func TestItEndsWithItsContextThoughNobodyTypes(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	in, _ := io.Pipe()
	defer in.Close()
	cancel()
	r := linear.Reader{Desk: uitest.New(uitest.Edition(5)), Now: func() time.Time { return uitest.Noon }}
	if err := r.Run(ctx, in, io.Discard); err != nil {
		t.Error(err)
	}
}
