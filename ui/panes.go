package ui

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"lede/ui/help"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/status"
	"lede/ui/theme"
)

// focusOn gives a pane the focus and, where only one fits, the screen.
func (a *App) focusOn(p layout.Pane) tea.Cmd {
	a.focus = p
	cmd := a.relayout()
	if p == layout.Facts {
		a.facts = a.facts.Enter()
		a.article = a.article.Select(a.facts.Fact())
	}
	return cmd
}

// order are the panes that can have the focus, from left to right.
func (a *App) order() []layout.Pane {
	if a.zen {
		return []layout.Pane{layout.Article}
	}
	all := []layout.Pane{layout.List, layout.Article, layout.Facts}
	if a.frame.Shape == layout.One || a.frame.Over {
		return all
	}
	var out []layout.Pane
	for _, p := range all {
		if a.frame.Shows(p) {
			out = append(out, p)
		}
	}
	return out
}

func (a *App) position(panes []layout.Pane) int {
	for i, p := range panes {
		if p == a.focus {
			return i
		}
	}
	return 0
}

// cycle goes to the next pane and round again.
func (a *App) cycle(by int) tea.Cmd {
	ps := a.order()
	if len(ps) == 0 {
		return nil
	}
	return a.focusOn(ps[(a.position(ps)+by+len(ps))%len(ps)])
}

// sideways goes to the pane beside, and stops at the edge.
func (a *App) sideways(by int) tea.Cmd {
	ps := a.order()
	i := a.position(ps) + by
	if i < 0 || i >= len(ps) {
		return nil
	}
	return a.focusOn(ps[i])
}

// open goes one step deeper: from the list to the article, from a fact to its sentence, from the
// article to its selected fact.
func (a *App) open() tea.Cmd {
	switch a.focus {
	case layout.List:
		if a.list.Selected() == 0 {
			return nil
		}
		return tea.Batch(a.focusOn(layout.Article), a.opened())
	case layout.Facts:
		f := a.facts.Fact()
		if f < 0 {
			a.facts = a.facts.Do(keys.Fold, 1)
			return nil
		}
		a.article = a.article.Select(f)
		cmd := a.focusOn(layout.Article)
		a.article = a.article.Select(f)
		return cmd
	}
	if a.facts.Empty() {
		return a.say(status.Info, "no facts found in this story")
	}
	a.setFactsShown(yes)
	return a.focusOn(layout.Facts)
}

// back goes one step out; from the list it leaves.
func (a *App) back() tea.Cmd {
	switch {
	case a.zen:
		return a.toggleZen()
	case a.focus == layout.Facts:
		return a.focusOn(layout.Article)
	case a.focus == layout.Article:
		return a.focusOn(layout.List)
	case a.list.Searching() || a.list.Ranging() || !a.held.All():
		return a.peel()
	}
	return a.quit()
}

// peel takes off the outermost layer; it never leaves.
func (a *App) peel() tea.Cmd {
	switch {
	case a.tour > 0:
		return a.endTour()
	case a.refreshes.cancel != nil:
		a.refreshes.stop()
		a.progress, a.busy = nil, ""
		return a.say(status.Info, "refresh stopped; what came is kept")
	case a.zen:
		return a.toggleZen()
	case a.list.Ranging():
		a.list = a.list.ToggleRange()
		return nil
	case a.list.Searching():
		return a.endSearch()
	case a.focus == layout.Facts:
		return a.focusOn(layout.Article)
	case a.article.Selected() >= 0:
		a.article, a.facts = a.article.Select(-1), a.facts.Select(-1)
		return nil
	case a.focus == layout.Article:
		return a.focusOn(layout.List)
	case len(a.held.Terms()) > 0:
		return a.unfilter()
	}
	return a.say(status.Info, a.opt.Keys.Key(keys.Quit)+" leaves lede")
}

// quit notes that the reader goes, and ends the program.
func (a *App) quit() tea.Cmd {
	a.leaving = true
	for _, q := range []*question{&a.editions, &a.storiesAsked, &a.search, &a.offers, &a.counts, &a.refreshes} {
		q.stop()
	}
	return a.ask.leave()
}

func (a *App) suspend() tea.Cmd {
	if !a.opt.May.Suspend {
		return a.say(status.Info, "lede cannot be suspended here")
	}
	return tea.Suspend
}

// toggleFacts shows or hides the sidebar; where one pane fills the screen it is gone to, or left.
func (a *App) toggleFacts() tea.Cmd {
	if a.frame.Shape == layout.One && !a.zen {
		if a.focus == layout.Facts {
			return a.focusOn(layout.Article)
		}
		return a.focusOn(layout.Facts)
	}
	if a.zen {
		a.zen = false
		a.setFactsShown(yes)
		return a.relayout()
	}
	if a.factsWanted() {
		a.setFactsShown(no)
	} else {
		a.setFactsShown(yes)
	}
	return a.relayout()
}

func (a *App) setFactsShown(t tri) {
	a.hidden[layout.Split(a.w, a.h, layout.Opts{}).Shape] = t
}

func (a *App) toggleZen() tea.Cmd {
	a.zen = !a.zen
	return a.focusOn(layout.Article)
}

// widen makes the pane with the focus wider by so many cells, at the cost of the article, and the
// article at the cost of the list.
func (a *App) widen(by int) tea.Cmd {
	if a.frame.Shape == layout.One {
		return nil
	}
	switch a.focus {
	case layout.List:
		a.listW = max(a.frame.List.W+by, 16)
	case layout.Facts:
		a.factsW = max(a.frame.Facts.W+by, 20)
	default:
		a.listW = max(a.frame.List.W-by, 16)
	}
	cmd := a.relayout()
	if a.listW > 0 {
		a.listW = a.frame.List.W
	}
	return tea.Batch(cmd, a.ask.keep("panes", fmt.Sprintf("%d %d", a.listW, a.factsW)))
}

// setTheme shows another theme and keeps it.
func (a *App) setTheme(name string) tea.Cmd {
	t, ok := theme.Pick(name, a.dark, a.depth)
	if !ok {
		return a.say(status.Warn, "there is no theme "+strconv.Quote(name)+"; there are auto "+join(theme.Names()))
	}
	a.named, a.theme = name, t
	cmd := a.relayout()
	said := "theme " + t.Name
	if t.Name != name && name != "" && name != "auto" {
		said += ": this terminal cannot show " + name
	}
	return tea.Batch(cmd, a.ask.keep("theme", name), a.say(status.Good, said))
}

func join(names []string) string {
	s := ""
	for i, n := range names {
		if i > 0 {
			s += " "
		}
		s += n
	}
	return s
}

func (a *App) nextTheme() tea.Cmd {
	names := theme.Names()
	for i, n := range names {
		if n == a.theme.Name {
			return a.setTheme(names[(i+1)%len(names)])
		}
	}
	return a.setTheme(names[0])
}

func (a *App) nextDensity() tea.Cmd { return a.setDensity(a.list.RowsPerStory()%4 + 1) }

func (a *App) setDensity(rows int) tea.Cmd {
	a.list = a.list.Dense(rows)
	said := strconv.Itoa(rows) + " rows a story"
	if rows == 1 {
		said = "one row a story"
	}
	return tea.Batch(a.wantLines(), a.ask.keep("rows", strconv.Itoa(rows)), a.say(status.Good, said))
}

func (a *App) openHelp() tea.Cmd {
	first := a.scopes()
	a.help = help.Open(a.opt.Keys, first)
	a.layer = helpLayer
	return nil
}

func (a *App) doHelp(what keys.Action, n int) (tea.Cmd, bool) {
	switch what {
	case keys.Peel:
		a.layer = noLayer
	case keys.Next, keys.Prev, keys.PageDown, keys.PageUp, keys.First, keys.Last, keys.Backspace:
		a.help = a.help.Do(what, n)
	default:
		return nil, false
	}
	return nil, true
}
