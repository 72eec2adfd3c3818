package ui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"lede/model"
	"lede/ui"
	"lede/ui/desk"
	"lede/ui/uitest"
)

// tagsOf are the tags of the first feed, and its name.
func tagsOf(t *testing.T, d *uitest.Desk) string {
	t.Helper()
	feeds, err := d.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return feeds[0].Name + ": " + strings.Join(feeds[0].Tags, "|")
}

func TestTheFeedOfAStoryIsTaggedByACommandAndUntaggedByUndo(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press(":", "'tags sea, daily'", "enter")
	shows(t, s, "Coast Post is tagged sea, daily (u undo)")
	s.Press("u")
	shows(t, s, "Coast Post has no tags again")
	if got := tagsOf(t, d); got != ": " {
		t.Errorf("after undo it has %q", got)
	}
	s.Press("ctrl+r")
	shows(t, s, "Coast Post is tagged sea, daily again")
	if got := tagsOf(t, d); got != ": sea|daily" {
		t.Errorf("after redo it has %q", got)
	}
	s.Press("j", ":", "'tags finance'", "enter")
	shows(t, s, "Ledger Daily is tagged finance (u undo)")
	s.Press("u", "u")
	shows(t, s, "Coast Post has no tags again")
}

func TestTagsAreTypedInALineThatHoldsThoseThereAre(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press(":", "'tags sea'", "enter", ":", "'tags'", "enter")
	shows(t, s, "tags of Coast Post sea")
	s.Press("'\"world news\" #daily'", "enter")
	if got := tagsOf(t, d); got != ": sea|world news|#daily" { // the newsroom takes the mark off
		t.Errorf("it has %q", got)
	}
	s.Press(":", "'tags'", "enter")
	shows(t, s, `tags of Coast Post sea "world news" #daily`)
	s.Press("ctrl+u", "enter")
	shows(t, s, "Coast Post has no tags (u undo)")
	s.Press("u")
	shows(t, s, "Coast Post is tagged sea, world news, #daily again")
}

func TestTagsThatThereAreAreOffered(t *testing.T) {
	s, d := begin(140, 40, 60)
	for feed, tags := range map[model.FeedID][]string{1: {"world news", "science"}, 2: {"sea"}, 3: {"sea"}} {
		if feed == 3 {
			_, _ = d.Add(t.Context(), "https://hill.test/")
		}
		if _, err := d.Call(t.Context(), feed, "", tags); err != nil {
			t.Fatal(err)
		}
	}
	s.Press(":", "'tags s'")
	shows(t, s, "sea 2 feeds   science 1 feed")
	s.Press("tab")
	shows(t, s, ": tags sea")
	s.Press("'wo'", "tab")
	shows(t, s, `: tags sea "world news"`)
	s.Press("' s'")
	shows(t, s, "science 1 feed")
	hides(t, s, "sea 2 feeds") // it stands in the line already
	s.Press("enter")
	shows(t, s, "Coast Post is tagged sea, world news, s (u undo)")
}

func TestAFeedIsTaggedAndNamedAmongTheFeeds(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press(":", "'feeds'", "enter", "t")
	shows(t, s, "tags of Coast Post")
	s.Press("'sea'", "enter")
	shows(t, s, "sea · 12 unread of 30", "Coast Post is tagged sea (u undo)", "╭─ feeds")
	s.Press("n")
	shows(t, s, "name of Coast Post Coast Post")
	s.Press("ctrl+u", "'Zephyr'", "enter")
	shows(t, s, "Coast Post is called Zephyr (u undo)", "▌1 Zephyr")
	s.Press("n", "esc")
	shows(t, s, "╭─ feeds")
	s.Press("u")
	shows(t, s, "Zephyr is called Coast Post again", "1 Coast Post")
	s.Press("u")
	shows(t, s, "Coast Post has no tags again")
	s.Press("ctrl+r", "ctrl+r")
	if got := tagsOf(t, d); got != "Zephyr: sea" {
		t.Errorf("done again it is %q", got)
	}
}

func TestAPublishersNameIsNotKeptAsOnesOwn(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press(":", "'rename Tide'", "enter")
	shows(t, s, "Coast Post is called Tide (u undo)")
	s.Press(":", "'rename'", "enter", "ctrl+u", "'Coast Post'", "enter")
	if got := tagsOf(t, d); got != ": " {
		t.Errorf("it is %q", got)
	}
	s.Press(":", "'rename'", "enter", "enter")
	shows(t, s, "nothing to change")
}

func TestWhyAFeedIsNotTaggedIsTold(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Fail["call"] = errors.New("the store cannot be written; reading goes on")
	s.Press(":", "'tags x'", "enter")
	shows(t, s, "the store cannot be written; reading goes on")
	delete(d.Fail, "call")
	s.Press("u")
	shows(t, s, "nothing to undo")
	d.Remove(t.Context(), 1)
	s.Press(":", "'tags x'", "enter")
	shows(t, s, "the feed of this story is not among yours")
	s, _ = begin(140, 40, 60, func(o *ui.Options) { o.May = desk.May{} })
	for _, line := range []string{"tags", "tags x", "rename", "rename x"} {
		s.Press(":", "'"+line+"'", "enter")
		shows(t, s, "feeds cannot be changed here")
		s.Press("j")
	}
}

func TestSavedFiltersAreTakenBack(t *testing.T) {
	s, d := begin(140, 40, 60)
	saved := func() string { v, _ := d.Setting(t.Context(), "filters"); return v }
	s.Press("f", "'grain'", "ctrl+s", "'bread'", "enter")
	shows(t, s, "saved as bread; F shows it again (u undo)")
	s.Press("F", "d")
	shows(t, s, "bread is off your filters (u undo)", "no saved filters yet")
	s.Press("u")
	shows(t, s, "your saved filters are as they were", "1 bread")
	s.Press("u")
	shows(t, s, "no saved filters yet")
	if got := saved(); got != "" {
		t.Errorf("saved: %q", got)
	}
	s.Press("ctrl+r")
	if got := saved(); got != "bread\tgrain\n" {
		t.Errorf("saved: %q", got)
	}
}

func TestDeedsAreTakenBackInTheOrderInWhichTheyWereDone(t *testing.T) {
	s, d := begin(140, 40, 60, func(o *ui.Options) { o.May.Open, o.May.Refresh = false, false })
	s.Press("m", "s", ":", "'tags sea'", "enter", ":", "'note wet'", "enter", ":", "'feeds'", "enter", "d", "esc")
	d.Questions()
	kinds := func() []string {
		return slices.DeleteFunc(d.Questions(), func(q string) bool {
			w, _, _ := strings.Cut(q, " ")
			return !slices.Contains([]string{"undo", "redo", "call", "note", "keep", "remove"}, w)
		})
	}
	s.Press("u", "u", "u", "u", "u")
	if got, want := strings.Join(kinds(), "; "), "keep https://coast.test/feed; note; call; undo; undo"; got != want {
		t.Errorf("undone: %s, want %s", got, want)
	}
	s.Press("ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r")
	if got, want := strings.Join(kinds(), "; "), "redo; redo; call  sea; note wet; remove"; got != want {
		t.Errorf("done again: %s, want %s", got, want)
	}
}
