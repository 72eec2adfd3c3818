package ui

import (
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

func TestNoKeyOfAnyPaneIsLost(t *testing.T) {
	for _, b := range keys.Default().Bindings(keys.Global) {
		for _, k := range b.Keys {
			if k == "1…9" {
				continue
			}
			_, s := fresh(t)
			before := s.Content()
			for _, part := range splitKeys(k) {
				s.Press(part)
			}
			if s.Content() == before && len(s.Copied) == 0 && !s.Quit && !quiet[b.Action] {
				t.Errorf("%s (%s) does nothing that is seen", k, b.Action)
			}
		}
	}
}

// quiet are actions that rightly change nothing on a fresh screen.
var quiet = map[keys.Action]bool{
	keys.Prev: true, keys.First: true, keys.HalfUp: true, keys.PageUp: true, keys.LeftPane: true, keys.Redraw: true, keys.Suspend: true,
	keys.ClearTopics: true,
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
