package prompt

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/term"
	"lede/ui/theme"
)

func dark() theme.Theme {
	t, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	return t
}

func TestEditing(t *testing.T) {
	for _, c := range []struct {
		text string
		do   []keys.Action
		want string // with ^ for the cursor
	}{
		{"abc", nil, "abc^"},
		{"abc", []keys.Action{keys.Left, keys.Backspace}, "a^c"},
		{"abc", []keys.Action{keys.Home, keys.Delete}, "^bc"},
		{"money loan", []keys.Action{keys.DeleteWord}, "money ^"},
		{"money loan  ", []keys.Action{keys.DeleteWord}, "money ^"},
		{"money loan", []keys.Action{keys.WordLeft, keys.DeleteLine}, "^loan"},
		{"money loan", []keys.Action{keys.Home, keys.WordRight}, "money^ loan"},
		{"e\u0301x", []keys.Action{keys.Left, keys.Backspace}, "^x"},
		{"央行", []keys.Action{keys.Backspace}, "央^"},
		{"🇳🇴", []keys.Action{keys.Left}, "^🇳🇴"},
		{"", []keys.Action{keys.Backspace, keys.Delete, keys.Left, keys.Right, keys.DeleteWord}, "^"},
	} {
		p := Open("filter", c.text, nil)
		for _, a := range c.do {
			p = p.Do(a)
		}
		text, at := p.Text()
		if got := text[:at] + "^" + text[at:]; got != c.want {
			t.Errorf("%q %v: %q, want %q", c.text, c.do, got, c.want)
		}
	}
}

func TestOlderLinesComeAndTheDraftComesBack(t *testing.T) {
	p := Open("filter", "", []string{"first", "second"}).Insert("draft")
	for _, c := range []struct {
		a    keys.Action
		want string
	}{{keys.Older, "second"}, {keys.Older, "first"}, {keys.Older, "first"}, {keys.Newer, "second"}, {keys.Newer, "draft"}, {keys.Newer, "draft"}} {
		if p = p.Do(c.a); p.text != c.want {
			t.Errorf("%s shows %q, want %q", c.a, p.text, c.want)
		}
	}
}

func TestOffersAreTakenInTurn(t *testing.T) {
	p := Open("filter", "#bi loan", nil)
	p.at = 3
	p = p.Offer([]desk.Completion{{Insert: "#bitcoin", From: 0}, {Insert: "#biology", From: 0}})
	for _, want := range []string{"#bitcoin loan", "#biology loan", "#bitcoin loan"} {
		if p = p.Do(keys.Complete); p.text != want {
			t.Errorf("%q, want %q", p.text, want)
		}
	}
	if p = p.Do(keys.CompletePrv); p.text != "#biology loan" || p.at != 8 {
		t.Errorf("%q at %d", p.text, p.at)
	}
	if p = p.Insert("!"); p.Offered() {
		t.Error("typing ends the offers")
	}
}

func TestPastedTextCannotSteerTheTerminal(t *testing.T) {
	p := Open("filter", "", nil).Insert("a\x1b[31mb\nc\u202e")
	if strings.ContainsAny(p.text, "\x1b\n\u202e") {
		t.Errorf("%q", p.text)
	}
	if q := p.Insert(strings.Repeat("x", 5000)); len(q.text) > maxBytes {
		t.Errorf("%d bytes", len(q.text))
	}
}

func TestTheFaultIsPointedAt(t *testing.T) {
	p := Open("filter", "loan autor:x", nil).Fault(6, "unknown key “autor”")
	line, _ := p.View(60, dark())
	hint, ok := p.Hint(60, dark())
	if !ok {
		t.Fatal("no hint")
	}
	line, hint = ansi.Strip(line), ansi.Strip(hint)
	at := ansi.StringWidth(hint[:strings.Index(hint, "▾")])
	if got := ansi.Cut(line, at, at+5); got != "autor" {
		t.Errorf("the mark stands above %q:\n%s\n%s", got, hint, line)
	}
	if !strings.Contains(hint, "unknown key “autor”") {
		t.Errorf("%q", hint)
	}
}

func TestTheLineFitsAndShowsItsCursor(t *testing.T) {
	for _, text := range []string{"", "short", strings.Repeat("央行 ", 40), strings.Repeat("word ", 40), "e\u0301👩‍👩‍👧" + strings.Repeat("x", 99)} {
		p := Open("filter", text, nil).Note("12 stories").Offer([]desk.Completion{{Label: "央行", Note: "n"}, {Label: strings.Repeat("y", 80)}})
		for w := 0; w < 70; w++ {
			for _, q := range []Pane{p, p.Do(keys.Home), p.Fault(3, strings.Repeat("why ", 9))} {
				line, at := q.View(w, dark())
				hint, _ := q.Hint(w, dark())
				if term.Width(line) != w || term.Width(hint) != w || at < 0 || at > max(w-1, 0) {
					t.Fatalf("%q at %d: line %d, hint %d cells, cursor %d", text, w, term.Width(line), term.Width(hint), at)
				}
			}
		}
	}
}

func TestHistoryHasNoDoubles(t *testing.T) {
	h := Remember(Remember(Remember(nil, "a"), "b"), "a ")
	if strings.Join(h, " ") != "b a" {
		t.Errorf("%v", h)
	}
	if h = Remember(h, "  "); len(h) != 2 {
		t.Errorf("%v", h)
	}
}
