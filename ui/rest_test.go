package ui_test

import (
	"testing"
	"time"

	"lede/ui"
	"lede/ui/msg"
)

func TestTheArticleFollowsASingleKeyAtOnceAndFastKeysWhenTheyStop(t *testing.T) {
	s, d := begin(140, 40, 30, func(o *ui.Options) { o.Rest = 100 * time.Millisecond })
	d.Questions()
	s.Press("j")
	first := asked(d, "story")
	if first == 0 {
		t.Fatal("a single key is not followed")
	}
	for range 10 {
		s.Press("j")
	}
	if n := asked(d, "story"); n > 0 {
		t.Errorf("%d stories were asked for while keys came fast", n)
	}
	s.Wait(msg.Rest)
	if n := asked(d, "story"); n == 0 {
		t.Error("the article does not follow when the keys stop")
	}
	shows(t, s, "12 of 30")
}

func TestWhatIsDoneWhileTheSelectionMovesIsDoneToTheSelectedStory(t *testing.T) {
	s, d := begin(140, 40, 30, func(o *ui.Options) { o.Rest = 100 * time.Millisecond })
	s.Press("j", "j", "j")
	d.Questions()
	s.Press("s")
	if n := asked(d, "story"); n == 0 {
		t.Error("the selected story is not shown")
	}
	shows(t, s, "4 of 30", "starred")
}
