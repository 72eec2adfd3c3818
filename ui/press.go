package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/msg"
)

// scopes are who is asked for a key, innermost first.
func (a *App) scopes() []keys.Scope {
	switch a.layer {
	case promptLayer:
		return []keys.Scope{keys.Prompt}
	case stripLayer:
		return []keys.Scope{keys.Strip}
	case menuLayer:
		return []keys.Scope{keys.Menu}
	case helpLayer:
		return []keys.Scope{keys.HelpBox}
	}
	return []keys.Scope{a.pane(), keys.Global}
}

// pane is the scope of the pane with the focus.
func (a *App) pane() keys.Scope {
	switch a.focus {
	case layout.List:
		return keys.List
	case layout.Facts:
		return keys.Sidebar
	}
	return keys.Article
}

// press takes a key to what it means where the focus is.
func (a *App) press(k tea.KeyPressMsg) tea.Cmd {
	if a.leaving {
		return nil
	}
	p := a.opt.Keys.Press(a.scopes(), a.typed, k.String(), k.Text)
	was := a.typed
	a.typed, a.waiting = p.Typed, a.waiting && p.Typed.Pending()
	if was.Pending() || p.Typed.Pending() {
		a.pendings.stop()
	}
	switch {
	case p.Action != "":
		return a.do(p)
	case p.Text != "":
		return a.letters(p.Text, k)
	case p.Typed.Pending():
		wait := 300 * time.Millisecond
		if p.Typed.Keys == "" {
			wait = 600 * time.Millisecond
		}
		return a.opt.After(wait, msg.Due{What: msg.Pending, Era: a.pendings.next()})
	}
	return nil
}

// letters takes what was typed to the layer that takes text.
func (a *App) letters(s string, k tea.KeyPressMsg) tea.Cmd {
	switch a.layer {
	case promptLayer:
		a.prompt = a.prompt.Insert(s)
		return a.typedOn()
	case stripLayer:
		return a.stripTyped(s, k)
	case helpLayer:
		a.help = a.help.Type(s)
	}
	return nil
}

// paste takes pasted text; where nothing takes text it is dropped, so that no paste can press keys.
func (a *App) paste(s string) tea.Cmd {
	if a.layer != promptLayer {
		return nil
	}
	a.prompt = a.prompt.Insert(s)
	return a.typedOn()
}

// do does what a key means.
func (a *App) do(p keys.Pressed) tea.Cmd {
	var cmd tea.Cmd
	ok := true
	switch {
	case p.Action == keys.Quit:
		return a.quit()
	case p.Scope == keys.Prompt:
		cmd, ok = a.doPrompt(p.Action)
	case p.Scope == keys.Strip:
		cmd, ok = a.doStrip(p.Action, p.N)
	case p.Scope == keys.Menu:
		cmd, ok = a.doMenu(p.Action, p.N)
	case p.Scope == keys.HelpBox:
		cmd, ok = a.doHelp(p.Action, p.N)
	default:
		return a.act(p.Action, p.N, p.Count)
	}
	_ = ok
	return cmd
}

// act does an action of the panes: by a key, by name, or by the mouse.
func (a *App) act(what keys.Action, n int, counted bool) tea.Cmd {
	cmd, _ := a.acted(what, n, counted)
	return cmd
}

// acted is act, and tells whether anybody knew the action.
func (a *App) acted(what keys.Action, n int, counted bool) (tea.Cmd, bool) {
	for i, try := range [...]func(keys.Action, int, bool) (tea.Cmd, bool){a.doMove, a.doFind, a.doFact, a.doMark, a.doLayer} {
		if i == 1 && a.list.Selected() != a.wanted { // what is meant is the story that is selected
			cmd := a.follow()
			then, ok := a.acted(what, n, counted)
			return tea.Batch(cmd, then), ok
		}
		was := a.spot()
		if cmd, ok := try(what, n, counted); ok {
			if jumping(what) {
				a.jumped(was)
			}
			a.toTour(what)
			return cmd, true
		}
	}
	return nil, false
}

// doMove moves within the pane that has the focus, and from story to story.
func (a *App) doMove(what keys.Action, n int, counted bool) (tea.Cmd, bool) {
	switch what {
	case keys.Next, keys.Prev, keys.First, keys.Last, keys.HalfDown, keys.HalfUp, keys.PageDown, keys.PageUp:
		return a.move(what, n, counted), true
	case keys.NextParagraph, keys.PrevParagraph:
		return a.inArticle(what, n), true
	case keys.ScrollDown:
		return a.inArticle(keys.ScrollDown, 3*n), true
	case keys.ScrollUp:
		return a.inArticle(keys.ScrollUp, 3*n), true
	case keys.NextStory:
		a.list = a.list.Do(keys.Next, n, false)
		return a.reading(), true
	case keys.PrevStory:
		a.list = a.list.Do(keys.Prev, n, false)
		return a.reading(), true
	case keys.NextMatch:
		return a.nextMatch(false), true
	case keys.PrevMatch:
		return a.nextMatch(true), true
	case keys.PrevUnread:
		return a.unread(true), true
	case keys.JumpBack, keys.JumpAhead:
		return a.jump(what == keys.JumpAhead, n), true
	}
	return nil, false
}

func (a *App) move(what keys.Action, n int, counted bool) tea.Cmd {
	switch a.focus {
	case layout.List:
		return a.moveList(what, n, counted)
	case layout.Facts:
		a.facts = a.facts.Do(what, n)
		a.article = a.article.Select(a.facts.Fact())
		return nil
	}
	if what == keys.PageDown && a.article.AtEnd() {
		return a.unread(false)
	}
	return a.inArticle(what, n)
}

func (a *App) inArticle(what keys.Action, n int) tea.Cmd {
	var cmd tea.Cmd
	a.article, cmd = a.article.Do(what, n)
	return cmd
}

// wantLines asks for rows that came near the screen.
func (a *App) wantLines() tea.Cmd {
	rest := a.askRest()
	ids := a.list.Wanted()
	if len(ids) == 0 {
		return rest
	}
	return tea.Batch(rest, a.ask.lines(a.editions.era, ids))
}

// reading follows the selection while the article is read: what is shown then counts as opened.
func (a *App) reading() tea.Cmd {
	cmds := []tea.Cmd{a.follow(), a.wantLines()}
	if a.focus != layout.List {
		cmds = append(cmds, a.opened())
	}
	return tea.Batch(cmds...)
}

// opened marks the selected story read.
func (a *App) opened() tea.Cmd {
	id := a.list.Selected()
	if l, ok := a.list.Line(id); id == 0 || ok && l.Read || !a.opt.May.Mark {
		return nil
	}
	return a.ask.mark([]model.StoryID{id}, model.MarkRead, true)
}

// doLayer opens, closes and arranges what is on the screen.
func (a *App) doLayer(what keys.Action, n int, _ bool) (tea.Cmd, bool) {
	switch what {
	case keys.NextPane:
		return a.cycle(1), true
	case keys.PrevPane:
		return a.cycle(-1), true
	case keys.RightPane:
		return a.sideways(1), true
	case keys.LeftPane:
		return a.sideways(-1), true
	case keys.Open:
		return a.open(), true
	case keys.Back:
		return a.back(), true
	case keys.Peel:
		return a.peel(), true
	case keys.Quit:
		return a.quit(), true
	case keys.Suspend:
		return a.suspend(), true
	case keys.Redraw:
		a.resend()
		return a.opt.Redraw, true
	case keys.Facts:
		return a.toggleFacts(), true
	case keys.Zen:
		return a.toggleZen(), true
	case keys.Help:
		return a.openHelp(), true
	case keys.Tour:
		return a.beginTour(), true
	case keys.Links:
		return a.openLinks(), true
	case keys.Feeds:
		return a.ask.feeds(), true
	case keys.Command:
		return a.typeLine(forCommand, ""), true
	case keys.Wider:
		return a.widen(2 * n), true
	case keys.Narrower:
		return a.widen(-2 * n), true
	case keys.Theme:
		return a.nextTheme(), true
	case keys.Pictures:
		return a.togglePictures(), true
	case keys.Density:
		return a.nextDensity(), true
	}
	return nil, false
}
