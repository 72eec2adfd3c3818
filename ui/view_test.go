package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"lede/model"
	"lede/ui"
	"lede/ui/uitest"
)

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
