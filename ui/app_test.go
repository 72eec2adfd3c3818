package ui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"lede/model"
	"lede/model/query"
	"lede/ui"
	"lede/ui/desk"
	"lede/ui/msg"
	"lede/ui/uitest"
)

// shows fails when the screen lacks any of words.
func shows(t *testing.T, s *uitest.Screen, words ...string) {
	t.Helper()
	text := s.Text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Fatalf("the screen lacks %q:\n%s", w, text)
		}
	}
}

// hides fails when the screen shows any of words.
func hides(t *testing.T, s *uitest.Screen, words ...string) {
	t.Helper()
	text := s.Text()
	for _, w := range words {
		if strings.Contains(text, w) {
			t.Fatalf("the screen shows %q:\n%s", w, text)
		}
	}
}

// row is the row of the screen that holds words.
func row(t *testing.T, s *uitest.Screen, words string) string {
	t.Helper()
	for _, r := range strings.Split(s.Text(), "\n") {
		if strings.Contains(r, words) {
			return r
		}
	}
	t.Fatalf("the screen lacks %q:\n%s", words, s.Text())
	return ""
}

func asked(d *uitest.Desk, what string) int {
	n := 0
	for _, q := range d.Questions() {
		if strings.HasPrefix(q, what) {
			n++
		}
	}
	return n
}

func TestMovingShowsTheStoryAndMarksNothing(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press("j", "j")
	shows(t, s, "No boat left the harbour", "3 of 60", "● Storm keeps")
	if n := asked(d, "mark"); n != 0 {
		t.Errorf("%d marks", n)
	}
}

func TestOpeningMarksReadAndUndoTakesItBack(t *testing.T) {
	s, _ := begin(140, 40, 60)
	shows(t, s, "41 unread")
	s.Press("enter")
	shows(t, s, "40 unread", "marked read (u undo)")
	hides(t, s, "● Varna")
	s.Press("u")
	shows(t, s, "41 unread", "undone: marked read", "● Varna")
	s.Press("ctrl+r")
	shows(t, s, "40 unread", "done again: marked read")
	s.Press("u", "u")
	shows(t, s, "nothing to undo")
}

func TestReadingOnMarksEachStory(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("enter", "J", "J")
	shows(t, s, "No boat left the harbour", "38 unread")
	s.Press("K")
	shows(t, s, "央行周一宣布", "38 unread")
}

func TestSpaceAtTheEndGoesToTheNextUnread(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("j", "j", "enter", "space")
	shows(t, s, "5 of 60") // the fourth is read
}

func TestAListIsMarkedReadWithoutAskingAndComesBack(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("A")
	shows(t, s, "marked read: 41 stories (u undo)")
	hides(t, s, "unread")
	s.Press("u")
	shows(t, s, "undone: marked read, 41 stories", "41 unread")
}

func TestARangeIsMarkedAsOne(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("v", "2", "j", "s")
	shows(t, s, "starred: 3 stories", "★ Varna", "★ 央行", "★ Storm")
	s.Press("s")
	shows(t, s, "unstarred (u undo)")
	s.Press("v", "k", "esc", "m")
	shows(t, s, "marked read (u undo)")
}

func TestFactsAreReachedFromTheText(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("]", "f", "]", "m")
	if r := row(t, s, "≈ $12.5 million"); !strings.Contains(r, "▏ ≈") {
		t.Errorf("the sidebar does not follow: %s", r)
	}
	s.Press("*")
	shows(t, s, "money:usd=12.5m ×", "1 of 1")
	s.Press("esc", "esc")
	shows(t, s, " all ", "of 60")
}

func TestEnterOnAFactGoesToItsSentence(t *testing.T) {
	s, _ := begin(140, 24, 60)
	s.Press("tab", "tab", "G", "enter")
	shows(t, s, "told the Coast")
	if r := row(t, s, "Coast Post   "); r == "" {
		t.Error("nothing")
	}
	s.Press("-")
	shows(t, s, "-source:")
}

func TestAFactIsCopiedWithItsSentenceAndSource(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("Y")
	shows(t, s, "no fact is selected; ]f selects one")
	s.Press("]", "m", "Y")
	want := "$12.5 million\n“The port of Varna has bought two cranes for about $12.5 million, harbour master Ines Calder said on Monday, and expects ships of " +
		"twice the size it can unload today.”\n— Varna buys two cranes for $12.5 million and bets on bigger ships, Coast Post, 10 March 2026\nhttps://coast.test/varna-cranes\n"
	if len(s.Copied) != 1 || s.Copied[0] != want {
		t.Errorf("copied %q", s.Copied)
	}
	s.Press("y")
	if s.Copied[1] != "https://coast.test/varna-cranes" {
		t.Errorf("copied %q", s.Copied[1])
	}
}

func TestATopicIsThreeKeysAway(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t", "b", "enter")
	shows(t, s, "#bitcoin ×", "A bitcoin miner")
	hides(t, s, "Varna buys")
	s.Press("0")
	shows(t, s, "Varna buys", "of 60")
}

func TestALetterPicksAndTheNextKeyGoesOn(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t", "b", "j")
	shows(t, s, "#bitcoin ×", "2 of 8")
}

func TestTopicsAreAddedAndExcluded(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t", "'ship'", "space", "'storm'", "-", "enter")
	shows(t, s, "#shipping ×", "-#storms ×", "Varna buys")
	hides(t, s, "Storm keeps")
	s.Press("esc")
	shows(t, s, "Storm keeps")
}

func TestEscapeLeavesTheFilterAsItWas(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("j", "t", "b")
	shows(t, s, "#bitcoin ×")
	s.Press("esc")
	shows(t, s, "2 of 60")
	s.Press("f", "'nowhere'")
	shows(t, s, "no story matches")
	s.Press("esc")
	shows(t, s, "2 of 60")
}

func TestADigitIsACountOrATopic(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("5", "j")
	shows(t, s, "6 of 60")
	s.Press("2")
	shows(t, s, "2…")
	s.Wait(msg.Pending)
	shows(t, s, "×", "#")
	hides(t, s, "of 60")
	s.Press("2")
	s.Wait(msg.Pending)
	shows(t, s, "of 60")
}

func TestWhatCanFollowIsShownAfterAWhile(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("]")
	hides(t, s, "sum of money")
	s.Wait(msg.Pending)
	shows(t, s, "]…   f fact in the text   m sum of money")
	s.Press("x")
	hides(t, s, "sum of money")
}

func TestTypingAFilterAsksOnceAPauseAndShowsTheCount(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Questions()
	for _, k := range []string{"f", "g", "r", "a", "i", "n"} {
		s.Send(uitest.Key(k))
	}
	if n := asked(d, "edition"); n != 0 {
		t.Errorf("%d questions while typing", n)
	}
	s.Press()
	if n := asked(d, "edition"); n != 1 {
		t.Errorf("%d questions after the pause", n)
	}
	shows(t, s, "filter grain", "stories", "grain exports rise")
	s.Press("enter")
	shows(t, s, "grain ×")
	s.Press("f", "ctrl+u", "enter")
	shows(t, s, "of 60")
	s.Press("f", "up")
	shows(t, s, "filter grain")
}

func TestAWrongFilterKeepsTheLastGoodResult(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("f", "'grain'")
	s.Press("' autor:x'")
	shows(t, s, "▾ unknown key “autor”: did you mean author:?", "grain exports rise")
	s.Press("enter")
	shows(t, s, "filter grain autor:x")
	s.Press("ctrl+w", "enter")
	shows(t, s, "grain ×")
}

func TestAnUnfinishedWordIsCompletedBeforeItIsFaulted(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Offers = []desk.Completion{{Insert: "person:calder", Label: "Ines Calder", Note: "2 stories"}}
	s.Press("f", "'person:'")
	shows(t, s, "Ines Calder 2 stories")
	s.Press("tab")
	shows(t, s, "filter person:calder", "person:calder* ×") // a word being typed may go on
	d.Offers = nil
	s.Press("ctrl+u", "'said:'")
	shows(t, s, "▾ “said:” wants something behind it")
}

func TestHalfATopicPreviewsTheWholeOne(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("f", "'#ship'")
	shows(t, s, "Varna buys", "#shipping ×")
	s.Press("tab")
	shows(t, s, "filter #shipping")
}

func TestAFilterIsSavedAndFoundAgain(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("f", "'grain'", "ctrl+s", "'bread'", "enter")
	shows(t, s, "saved as bread")
	s.Press("esc", "F")
	shows(t, s, "saved filters", "bread", "grain")
	s.Press("enter")
	shows(t, s, "grain ×")
	s.Press("F", "d")
	shows(t, s, "no saved filters yet")
}

func TestSearchGoesFromMatchToMatch(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("/", "'lighthouse'", "enter")
	shows(t, s, "matches · n next", "6 of 60")
	s.Press("n")
	hides(t, s, "6 of 60")
	s.Press("N")
	shows(t, s, "6 of 60")
	s.Press("esc", "n")
	shows(t, s, "8 of 60") // the next unread one
	s.Press("/", "'nowhere'", "enter")
	shows(t, s, "no story here matches")
}

func TestARefreshTellsWhatCameAndWhatFailed(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("j", "R")
	shows(t, s, "1 new story · Ledger Daily: no answer in 10 s", "A late ship calls", "3 of 61")
}

func TestAFeedIsAddedFromTheScreen(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press("a", "'hill.test'", "enter")
	if q := d.Questions(); !slices.Contains(q, "add hill.test") || !slices.Contains(q, "refresh") {
		t.Errorf("asked %v", q)
	}
	s.Press(":", "'feeds'", "enter")
	shows(t, s, "Hill Gazette", "no answer in 10 s", "12 unread of 30")
	s.Press("G", "d")
	hides(t, s, "Hill Gazette  ")
}

func TestTheFullTextTakesTheFeedsPlaceAndGivesItBack(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("2", "j", "x")
	shows(t, s, "The page tells the whole of it.", "this is the full text")
	s.Press("x")
	shows(t, s, "this is the text of the feed")
	hides(t, s, "The page tells the whole of it.")
	s.Press("x")
	shows(t, s, "The page tells the whole of it.", "this is the full text")
}

func TestPagesAreOpenedHereAndCopiedElsewhere(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press("o", "O")
	if len(d.Opened) != 2 || d.Opened[1] != "https://coast.test/talk/1" {
		t.Errorf("opened %v", d.Opened)
	}
	s, d = begin(140, 40, 60, func(o *ui.Options) { o.May.Open = false })
	s.Press("o", ";", "1")
	if len(d.Opened) != 0 || len(s.Copied) != 2 || s.Copied[1] != "https://coast.test/acts/dock" {
		t.Errorf("opened %v, copied %v", d.Opened, s.Copied)
	}
}

func TestWhoMayNotIsTold(t *testing.T) {
	s, d := begin(140, 40, 60, func(o *ui.Options) { o.May = desk.May{} })
	for k, want := range map[string]string{"m": "marks are not kept here", "A": "marks are not kept here", "a": "feeds cannot be changed here", "R": "feeds are not fetched here", "ctrl+z": "lede cannot be suspended here"} {
		s.Press(k)
		shows(t, s, want)
	}
	s.Press("enter")
	if n := asked(d, "mark"); n != 0 {
		t.Errorf("%d marks", n)
	}
}

func TestTroubleIsToldAndReadingGoesOn(t *testing.T) {
	s, d := begin(140, 40, 60)
	d.Fail["mark"] = errors.New("the store cannot be written; reading goes on")
	s.Press("m")
	shows(t, s, "the store cannot be written; reading goes on", "● Varna")
	d.Fail["edition"] = errors.New("the store is busy")
	s.Press("t", "b", "enter")
	shows(t, s, "the store is busy", "Varna buys")
}

func TestAnswersToOldQuestionsAreDropped(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Send(msg.Edition{Era: -1, Edition: model.Edition{IDs: []model.StoryID{5}}})
	s.Send(msg.Story{Era: -1, ID: 5, Story: &model.Story{ID: 5, Headline: "Old news"}})
	s.Send(msg.Found{Era: -1, IDs: []model.StoryID{9}, Words: []string{"x"}})
	hides(t, s, "Old news", "match")
	shows(t, s, "1 of 60", "Varna buys")
}

func TestLeavingIsNoted(t *testing.T) {
	for _, ks := range [][]string{{"Q"}, {"ctrl+c"}, {"q"}, {"enter", "q", "q"}, {":", "'q'", "enter"}, {"f", "ctrl+c"}, {"?", "ctrl+c"}} {
		s, d := begin(100, 30, 10)
		s.Press(ks...)
		if !s.Quit || !d.Left {
			t.Errorf("%v: quit %v, noted %v", ks, s.Quit, d.Left)
		}
	}
}

func TestEscapeNeverLeaves(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("t", "b", "enter", "enter", "]", "f", "tab", "z", "?", "esc")
	for range 12 {
		s.Press("esc")
	}
	if s.Quit {
		t.Fatal("it left")
	}
	shows(t, s, " all ", "Q leaves lede")
}

func TestCommandsAreNamedAndCompleted(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press(":", "'them'", "tab", "'light'")
	shows(t, s, ": theme light")
	s.Press("enter")
	shows(t, s, "theme light")
	s.Press(":", "'17'", "enter")
	shows(t, s, "17 of 60")
	s.Press(":", "'filter grain'", "enter")
	shows(t, s, "grain ×")
	s.Press(":", "'statr'", "enter")
	shows(t, s, "there is no command \"statr\"; did you mean star?")
	s.Press(":", "'theme mauve'", "enter")
	shows(t, s, "there is no theme \"mauve\"")
	s.Press(":", "'rows 1'", "enter")
	shows(t, s, "one row a story")
}

func TestThePanesGoByWidth(t *testing.T) {
	s, _ := begin(60, 20, 60)
	hides(t, s, "has bought two cranes")
	s.Press("enter")
	shows(t, s, "has bought two cranes")
	s.Press("i")
	shows(t, s, "IN BRIEF")
	s.Press("i", "q")
	shows(t, s, "● 央行")
	s.Resize(140, 40)
	shows(t, s, "IN BRIEF", "has bought two cranes", "● 央行")
	s.Press("i")
	hides(t, s, "IN BRIEF")
	s.Press("z")
	hides(t, s, "● 央行")
	s.Press("esc")
	shows(t, s, "● 央行")
}

func TestTheFocusIsSeenWithoutColour(t *testing.T) {
	s, _ := begin(140, 40, 60, func(o *ui.Options) { o.Profile = colorprofile.ASCII })
	for _, where := range []int{10, 70, 130} {
		rule := []rune(strings.Split(s.Text(), "\n")[1])
		for _, x := range []int{10, 70, 130} {
			if (rule[x] == '━') != (x == where) {
				t.Errorf("with the focus at %d the rule at %d is %c", where, x, rule[x])
			}
		}
		s.Press("tab")
	}
	if strings.Contains(s.Content(), "38;") || strings.Contains(s.Content(), "48;") {
		t.Error("there is colour")
	}
}

func TestThemesFollowTheTerminal(t *testing.T) {
	s, _ := begin(140, 40, 60)
	dark := s.Content()
	s.Send(tea.BackgroundColorMsg{Color: white{}})
	if s.Content() == dark {
		t.Error("a light background changes nothing")
	}
	s.Send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	if strings.Contains(s.Content(), "38;2") {
		t.Error("colours on a terminal without")
	}
}

type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }

func TestTheMouseSelectsOpensAndScrolls(t *testing.T) {
	s, d := begin(140, 40, 60)
	click := func(x, y int) { s.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	click(10, 6)
	shows(t, s, "2 of 60")
	click(10, 6)
	shows(t, s, "marked read")
	d.Questions()
	before := s.Text()
	for range 5 {
		s.Send(tea.MouseWheelMsg{X: 10, Y: 6, Button: tea.MouseWheelDown})
		s.Send(tea.MouseWheelMsg{X: 70, Y: 6, Button: tea.MouseWheelDown})
	}
	if n := asked(d, "mark"); n != 0 || s.Text() == before {
		t.Error("the wheel scrolls and changes no state")
	}
	shows(t, s, "2 of 60")
	s.Press("t", "b", "enter")
	shows(t, s, "#bitcoin ×")
	click(8, 0)
	shows(t, s, "of 60")
	s.Press("h", "g", "g")
	click(125, 11)
	shows(t, s, "▌ ≈ $12.5 million")
}

func TestTheFirstFrameNeedsNoAnswer(t *testing.T) {
	d := uitest.New(uitest.Edition(60))
	s := &uitest.Screen{}
	e, _ := d.Edition(t.Context(), query.Query{}, 30, 30)
	story := uitest.Harbour()
	d.Questions()
	o := ui.Options{Desk: d, May: everything, Now: nowIsNoon, Keys: table(), After: s.After, Start: &ui.Start{Edition: e, Story: &story}}
	s.Start(ui.New(o), 140, 40)
	shows(t, s, "Varna buys", "has bought two cranes", "IN BRIEF", "1 of 60", "41 unread")
	s.Press("G")
	shows(t, s, "60 of 60")
	s.Press("4", "5", "G")
	shows(t, s, "45 of 60")
}

func TestHostileTextStaysText(t *testing.T) {
	wild := uitest.Cut()
	evil := "a\x1b]0;owned\x07b\x1b[2Jc\u009d0;x\u009cd\u202ee\x1b_Gf\x1b\\\x9b31m"
	wild.Headline, wild.Publisher, wild.Byline, wild.Truncated = evil, evil, evil, false
	wild.URL = "javascript:alert(1)"
	wild.Body = model.PlainBody(evil, strings.Repeat("x", 400))
	wild.Facts = []model.Fact{{Kind: model.QuoteOf, Span: model.Span{Start: 0, End: len(evil)}, Speaker: evil, Value: evil}}
	d := uitest.New([]model.Story{wild})
	s := &uitest.Screen{}
	s.Start(ui.New(ui.Options{Desk: d, May: everything, Now: nowIsNoon, Keys: table(), After: s.After}), 140, 40)
	for _, ks := range [][]string{{}, {"enter"}, {"tab", "j"}, {"*"}, {";"}, {"esc", "t"}, {"esc", "f", "'" + evil + "'"}} {
		s.Press(ks...)
		content := s.Content()
		for i := 0; i < len(content); i++ {
			if content[i] != 0x1b {
				continue
			}
			end := strings.IndexAny(content[i+1:], "m\\\x07")
			if seq := content[i : i+2+end]; !strings.HasPrefix(seq, "\x1b[") && !strings.HasPrefix(seq, "\x1b]8;") && seq != "\x1b\\" {
				t.Fatalf("after %v: sequence %q", ks, seq)
			}
		}
		if strings.ContainsAny(content, "\u202e\u009d\u009b") || strings.Contains(content, "\x1b[2J") {
			t.Fatalf("after %v a control passes", ks)
		}
	}
	if s.Press("esc", "o"); len(d.Opened) != 0 {
		t.Errorf("opened %v", d.Opened)
	}
}

func TestTheSameStateDrawsTheSameScreen(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press("j", "t", "b")
	if a, b := s.Content(), s.Content(); a != b {
		t.Error("two looks differ")
	}
	if v := s.Model.View(); !v.AltScreen {
		t.Error("not on the alternate screen")
	}
	s.Resize(0, 0)
	if v := s.Model.View(); !v.AltScreen {
		t.Error("not on the alternate screen at 0×0")
	}
}

func TestWhatWasChosenOnTheScreenIsRecalled(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press(":", "'theme light'", "enter", ":", "'rows 1'", "enter", ">", "5", ">")
	get := func(key string) string {
		v, _ := d.Setting(t.Context(), key)
		return v
	}
	o := ui.Options{}.Recall(get)
	if o.Theme != "light" || o.Rows != 1 || o.ListW != 52 || o.FactsW != 0 {
		t.Errorf("recalled %q, %d rows, %d and %d cells", o.Theme, o.Rows, o.ListW, o.FactsW)
	}
	if o = (ui.Options{Theme: "dark"}).Recall(get); o.Theme != "dark" {
		t.Errorf("what was asked for gives way to %q", o.Theme)
	}
	if o = (ui.Options{}).Recall(func(string) string { return "no sense" }); o.Rows != 0 || o.ListW != 0 {
		t.Errorf("nonsense becomes %+v", o)
	}
}
