package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/menu"
	"lede/ui/msg"
)

// chooser is what a menu's items are, and what taking one does. Nil functions are not offered.
type chooser struct {
	take    func(i int) tea.Cmd
	copy    func(i int) tea.Cmd
	remove  func(i int) tea.Cmd
	add     func() tea.Cmd
	refresh func(i int) tea.Cmd
	tags    func(i int) tea.Cmd
	rename  func(i int) tea.Cmd
	again   func() tea.Cmd // asks anew for what the menu shows
}

// menuAgain brings the open menu up to date.
func (a *App) menuAgain() tea.Cmd {
	if a.layer != menuLayer || a.choice.again == nil {
		return nil
	}
	return a.choice.again()
}

func (a *App) openMenu(m menu.Pane, c chooser) {
	a.menu, a.choice, a.layer = m, c, menuLayer
}

func (a *App) doMenu(what keys.Action, n int) (tea.Cmd, bool) {
	i := a.menu.Selected()
	on := func(f func(int) tea.Cmd, i int, stay bool) tea.Cmd {
		if f == nil || i < 0 {
			return nil
		}
		if !stay {
			a.layer = noLayer
		}
		return f(i)
	}
	switch what {
	case keys.Next, keys.Prev, keys.First, keys.Last, keys.PageDown, keys.PageUp:
		a.menu = a.menu.Do(what, n)
		return nil, true
	case keys.Peel:
		a.layer = noLayer
		return nil, true
	case keys.Accept:
		return on(a.choice.take, i, false), true
	case keys.Pick:
		if a.menu.Select(n-1).Selected() != n-1 {
			return nil, true
		}
		a.menu = a.menu.Select(n - 1)
		return on(a.choice.take, n-1, false), true
	case keys.CopyLink:
		return on(a.choice.copy, i, false), true
	case keys.Remove:
		return on(a.choice.remove, i, true), true
	case keys.Refresh:
		return on(a.choice.refresh, i, false), true
	case keys.Tags:
		return on(a.choice.tags, i, true), true
	case keys.Rename:
		return on(a.choice.rename, i, true), true
	case keys.Undo, keys.Redo:
		return a.undo(what == keys.Redo), true
	case keys.Add:
		if a.choice.add == nil {
			return nil, true
		}
		a.layer = noLayer
		return a.choice.add(), true
	}
	return nil, false
}

// openLinks shows the links of the article.
func (a *App) openLinks() tea.Cmd {
	links := a.article.Links()
	items := make([]menu.Item, len(links))
	for i, l := range links {
		label := strings.TrimSpace(l.Text)
		if label == "" {
			label = l.URL
		}
		items[i] = menu.Item{Label: label, Note: host(l.URL)}
	}
	verb := "copies"
	if a.opt.May.Open {
		verb = "opens"
	}
	a.openMenu(menu.Open("links", items, "this story has no links", "Enter or a digit "+verb+" · y copies · Esc closes"), chooser{
		take: func(i int) tea.Cmd { return a.visit(links[i].URL) },
		copy: func(i int) tea.Cmd { return a.copyText(links[i].URL, "link copied") },
	})
	return nil
}

// host is the part of an address that tells where it leads.
func host(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return url
	}
	rest, _, _ = strings.Cut(rest, "/")
	return strings.TrimPrefix(rest, "www.")
}

// packsCame shows the feeds to begin with.
func (a *App) packsCame(m msg.Packs) tea.Cmd {
	packer, ok := a.opt.Desk.(desk.Packer)
	if m.Err != nil || !ok {
		return a.fail(m.Err)
	}
	items := a.otherItems()
	others := len(items)
	for _, p := range m.Packs {
		items = append(items, menu.Item{Label: p.Name, Note: strings.Join(p.Feeds, ", ")})
	}
	pane := menu.Open("feeds to begin with", items, "there are none to offer; a adds one by its address",
		"Enter adds them · a any other address · u takes it back · Esc closes")
	a.openMenu(pane, chooser{
		take: func(i int) tea.Cmd {
			if i < others {
				return a.takeOver(i)
			}
			return takePack(a.opt.Context, packer, m.Packs[i-others].Name)
		},
		add: func() tea.Cmd { return a.typeLine(forFeed, "") },
	})
	return nil
}
