package theme

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/model"
	"lede/model/code"
)

func all(t *testing.T) []Theme {
	t.Helper()
	var out []Theme
	for _, dark := range []bool{true, false} {
		for _, n := range Names() {
			th, ok := Pick(n, dark, colorprofile.TrueColor)
			if !ok || th.Name != n {
				t.Fatalf("theme %q came as %q", n, th.Name)
			}
			out = append(out, th)
		}
	}
	return out
}

func TestPickFollowsTheTerminal(t *testing.T) {
	for _, c := range []struct {
		name    string
		dark    bool
		profile colorprofile.Profile
		want    string
		ok      bool
	}{
		{"", true, colorprofile.TrueColor, "dark", true},
		{"auto", false, colorprofile.ANSI256, "light", true},
		{"newspaper-light", true, colorprofile.ANSI256, "newspaper-light", true},
		{"newspaper-light", true, colorprofile.ANSI, "16", true},
		{"dark", true, colorprofile.ASCII, "none", true},
		{"", true, colorprofile.NoTTY, "none", true},
		{"none", true, colorprofile.ANSI, "none", true},
		{"drak", false, colorprofile.TrueColor, "light", false},
	} {
		got, ok := Pick(c.name, c.dark, c.profile)
		if got.Name != c.want || ok != c.ok {
			t.Errorf("Pick(%q, dark %v, %v) = %q, %v; want %q, %v", c.name, c.dark, c.profile, got.Name, ok, c.want, c.ok)
		}
	}
}

func TestWithoutColourNothingHasAColour(t *testing.T) {
	th, _ := Pick("none", true, colorprofile.TrueColor)
	for _, k := range model.Kinds() {
		if s := th.Fact(k); s.Fg != nil || s.Bg != nil {
			t.Errorf("%s is coloured", k)
		}
	}
	if th.SelectedFact.Attrs&Reverse == 0 || th.Fact(model.Money).Attrs&Underline == 0 {
		t.Error("the selected fact is told by reverse, the others by underline")
	}
}

func TestTextIsLegibleOnTheBackgroundItIsMadeFor(t *testing.T) {
	for _, th := range all(t) {
		if th.Name == "16" || th.Name == "none" {
			continue // the terminal's own palette
		}
		paper := th.Paper
		if paper == nil {
			if paper = color.Color(color.White); th.Dark {
				paper = lipgloss.Color("#1e1e1e")
			}
		}
		want := 4.5
		if th.Name == "contrast" {
			want = 7
			if th.Dark {
				paper = color.Black
			}
		}
		check := func(role string, s Style, want float64) {
			if s.Fg == nil {
				return
			}
			bg := paper
			if s.Bg != nil {
				bg = s.Bg
			}
			if r := ratio(s.Fg, bg); r < want {
				t.Errorf("%s (dark %v): %s has contrast %.1f, want %.1f", th.Name, th.Dark, role, r, want)
			}
		}
		for _, k := range model.Kinds() {
			check(string(k), th.Fact(k), want)
			check(string(k)+" in the selected sentence", th.Fact(k).On(th.SelectedSentence.Bg), want*0.85)
		}
		for _, r := range code.Roles() {
			check(fmt.Sprintf("part %d of code", r), th.CodeText(r), want)
			check(fmt.Sprintf("part %d of code in the selected sentence", r), th.CodeText(r).On(th.SelectedSentence.Bg), want*0.85)
		}
		check("code", th.Code, want)
		for role, s := range map[string]Style{"text": th.Text, "headline": th.Headline, "byline": th.Byline, "lede": th.Lede, "heading": th.Heading, "caption": th.Caption,
			"warn": th.Warn, "good": th.Good, "title": th.Title, "key": th.Key, "chip": th.Chip, "read": th.Read, "star": th.Star, "new": th.New, "accent": th.Accent, "quote": th.Quote} {
			check(role, s, want)
		}
		for role, s := range map[string]Style{"rule": th.Rule, "rule of the focus": th.RuleFocus, "quote's bar": th.QuoteBar, "meta": th.Meta, "dot": th.Dot, "selection": th.Selected} {
			check(role, s, min(want, 3))
		}
		check("dim", th.Dim, want)
		check("link", th.Link, want)
		check("error", th.Error, want)
		check("match", th.Match, want)
		check("selected fact", th.SelectedFact, want)
		check("faint", th.Faint, min(want, 3))
	}
}

func TestNoTextIsYellowOnWhite(t *testing.T) {
	th, _ := Pick("16", false, colorprofile.ANSI)
	roles := map[string]Style{"accent": th.Accent, "key": th.Key, "heading": th.Heading, "star": th.Star, "warn": th.Warn, "bar": th.QuoteBar, "focus": th.RuleFocus, "chip": th.Chip}
	for _, k := range model.Kinds() {
		roles[string(k)] = th.Fact(k)
	}
	for _, r := range code.Roles() {
		roles[fmt.Sprintf("part %d of code", r)] = th.CodeText(r)
	}
	for role, s := range roles {
		if s.Fg == ansi.Yellow || s.Fg == ansi.BrightYellow {
			t.Errorf("%s is yellow", role)
		}
	}
}

// ratio is the contrast of WCAG 2.2.
func ratio(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func TestAStyleIsSwitchedOnAndOff(t *testing.T) {
	s := Make(lipgloss.Color("#102030"), nil, Bold|Underline)
	if got, want := s.Render("x"), "\x1b[1;4;38;2;16;32;48mx\x1b[m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := (Style{}).Render("x"); got != "x" {
		t.Errorf("a plain style adds %q", got)
	}
	literal := Style{Attrs: Reverse} // made without Make
	if got := string(literal.Append(nil, "x")); got != "\x1b[7mx\x1b[m" {
		t.Errorf("got %q", got)
	}
	over := Make(nil, lipgloss.Color("#ffffff"), Bold).Over(s)
	if over.Fg != s.Fg || over.Bg == nil || over.Attrs != Bold|Underline || !strings.Contains(over.SGR(), "48;2;255;255;255") {
		t.Errorf("over: %+v %q", over, over.SGR())
	}
}

func TestRenderingNothingCostsNothing(t *testing.T) {
	plain := Style{}
	if n := testing.AllocsPerRun(100, func() { _ = plain.Render("words") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
