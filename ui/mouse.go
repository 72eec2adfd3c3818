package ui

import (
	tea "charm.land/bubbletea/v2"

	"lede/ui/keys"
	"lede/ui/layout"
)

// notch is how many rows one notch of the wheel scrolls.
const notch = 3

// click does what a click means where it falls: it selects, and on what is selected it opens.
func (a *App) click(m tea.MouseClickMsg) tea.Cmd {
	if m.Button != tea.MouseLeft || a.leaving {
		return nil
	}
	x, y := m.X, m.Y
	switch a.layer {
	case menuLayer:
		return a.clickMenu(x, y)
	case helpLayer:
		a.layer = noLayer
		return nil
	case promptLayer:
		return nil
	case stripLayer:
		if a.frame.Strip.Has(x, y) {
			return a.clickTopic(x, y)
		}
		return a.closeStrip(true)
	}
	if a.frame.Top.Has(x, y) {
		return a.clickTop(x)
	}
	pane, ok := a.frame.At(x, y)
	if !ok {
		return nil
	}
	return a.clickPane(pane, y)
}

// clickTop takes the condition off whose chip was clicked.
func (a *App) clickTop(x int) tea.Cmd {
	for _, z := range a.zones {
		if x >= z.X && x < z.X+z.W {
			return a.setFilter(a.held.Drop(z.Chip))
		}
	}
	return nil
}

func (a *App) clickPane(pane layout.Pane, y int) tea.Cmd {
	switch pane {
	case layout.List:
		i, ok := a.list.StoryAt(y - a.frame.List.Y)
		if !ok {
			return a.focusOn(layout.List)
		}
		if i == a.list.Place()-1 && a.focus == layout.List {
			return a.open()
		}
		a.list = a.list.Select(i)
		return tea.Batch(a.focusOn(layout.List), a.follow(), a.wantLines())
	case layout.Facts:
		next, ok := a.facts.Click(y - a.frame.Facts.Y)
		if ok {
			a.facts = next
		}
		cmd := a.focusOn(layout.Facts)
		if f := a.facts.Fact(); ok && f >= 0 {
			a.article = a.article.Select(f)
		}
		return cmd
	}
	return a.focusOn(layout.Article)
}

func (a *App) clickMenu(x, y int) tea.Cmd {
	r := a.menu.Box(a.frame)
	if !r.Has(x, y) {
		a.layer = noLayer
		return nil
	}
	i := a.menu.At(y-r.Y, r)
	if i < 0 {
		return nil
	}
	if i != a.menu.Selected() {
		a.menu = a.menu.Select(i)
		return nil
	}
	cmd, _ := a.doMenu(keys.Accept, 1)
	return cmd
}

// wheel scrolls what lies under the mouse; it selects, opens and marks nothing.
func (a *App) wheel(m tea.MouseWheelMsg) tea.Cmd {
	by := notch
	switch m.Button {
	case tea.MouseWheelUp:
		by = -notch
	case tea.MouseWheelDown:
	default:
		return nil
	}
	if a.layer == helpLayer {
		what := keys.Next
		if by < 0 {
			what, by = keys.Prev, -by
		}
		a.help = a.help.Do(what, by)
		return nil
	}
	if a.layer == menuLayer {
		return nil
	}
	pane, ok := a.frame.At(m.X, m.Y)
	switch {
	case !ok:
		return nil
	case pane == layout.List:
		a.list = a.list.Scroll(by / notch)
		return a.wantLines()
	case pane == layout.Facts:
		a.facts = a.facts.Scroll(by)
	default:
		a.article = a.article.Scroll(by)
	}
	return nil
}
