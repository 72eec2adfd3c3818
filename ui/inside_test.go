package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/uitest"
)

func fresh(t *testing.T) (*App, *uitest.Screen) {
	t.Helper()
	s := &uitest.Screen{}
	a := New(Options{Desk: uitest.New(uitest.Edition(30)), May: desk.May{Open: true, Mark: true, Feeds: true, Refresh: true, Suspend: true},
		Now: func() time.Time { return uitest.Noon }, Keys: keys.Default(), After: s.After})
	s.Start(a, 140, 40)
	return a, s
}

func TestEveryActionHasAHandlerWhereItIsBound(t *testing.T) {
	for _, scope := range keys.Scopes() {
		for _, b := range keys.Default().Bindings(scope) {
			if b.Action == keys.Quit {
				continue // asked for before any scope
			}
			a, _ := fresh(t)
			var ok bool
			switch scope {
			case keys.Prompt:
				a.typeLine(forFilter, "x")
				_, ok = a.doPrompt(b.Action)
			case keys.Strip:
				a.openStrip(nil)
				_, ok = a.doStrip(b.Action, 1)
			case keys.Menu:
				a.openLinks()
				_, ok = a.doMenu(b.Action, 1)
			case keys.HelpBox:
				a.openHelp()
				_, ok = a.doHelp(b.Action, 1)
			default:
				_, ok = a.acted(b.Action, 1, false)
			}
			if !ok {
				t.Errorf("nobody does %s in %s", b.Action, scope)
			}
		}
	}
}

// places are where the keys of a scope are tried: what is pressed before on a fresh screen, and actions that rightly
// change nothing there that is seen.
var places = map[keys.Scope]struct {
	before string
	quiet  []keys.Action
}{
	keys.Global:  {"5 j", []keys.Action{keys.LeftPane, keys.Redraw, keys.Suspend, keys.ClearTopics, keys.JumpAhead}},
	keys.List:    {"j k J", nil},
	keys.Article: {"enter } }", []keys.Action{keys.PrevStory}},
	keys.Sidebar: {"J tab tab 3 j", nil},
	keys.Strip:   {"t tab tab", []keys.Action{keys.ClearTopics, keys.Backspace}},
	keys.Prompt:  {"f g r a i n enter f o k enter f # s h space x left left", []keys.Action{keys.Newer}},
	keys.Menu:    {"a x enter : f e e d s enter j", nil},
	keys.HelpBox: {"? e pgdown", nil},
}

func TestNoKeyIsLost(t *testing.T) {
	for _, scope := range keys.Scopes() {
		at := places[scope]
		for _, b := range keys.Default().Bindings(scope) {
			for _, k := range b.Keys {
				if k == "1…9" || slices.Contains(at.quiet, b.Action) {
					continue
				}
				_, s := fresh(t)
				s.Resize(140, 14)
				s.Press(strings.Fields(at.before)...)
				look := func() string {
					v := s.Model.View()
					return v.Content + fmt.Sprint(v.Cursor)
				}
				before := look()
				s.Press(splitKeys(k)...)
				if look() == before && len(s.Copied) == 0 && !s.Quit {
					t.Errorf("%s in %s (%s) does nothing that is seen", k, scope, b.Action)
				}
			}
		}
	}
}

func splitKeys(k string) []string {
	var out []string
	for {
		i := -1
		for j := range k {
			if k[j] == ' ' {
				i = j
				break
			}
		}
		if i < 0 {
			return append(out, k)
		}
		out, k = append(out, k[:i]), k[i+1:]
	}
}
