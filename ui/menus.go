package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/model/query"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/menu"
	"lede/ui/msg"
	"lede/ui/status"
	"lede/ui/when"
)

// chooser is what a menu's items are, and what taking one does. Nil functions are not offered.
type chooser struct {
	take    func(i int) tea.Cmd
	copy    func(i int) tea.Cmd
	remove  func(i int) tea.Cmd
	add     func() tea.Cmd
	refresh func(i int) tea.Cmd
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

// feedsCame shows the feeds, the troubled ones with their trouble.
func (a *App) feedsCame(m msg.Feeds) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	feeds := m.Feeds
	items := make([]menu.Item, len(feeds))
	for i, f := range feeds {
		items[i] = menu.Item{Label: f.Label(), Note: when.Count(f.Unread) + " unread of " + when.Count(f.Total)}
		switch {
		case f.Poll.Error != "":
			items[i].Note, items[i].Bad = f.Poll.Error, true
		case f.Poll.Gone:
			items[i].Note, items[i].Bad = "gone: its site says it will not come back", true
		}
	}
	at := 0
	if a.layer == menuLayer {
		at = a.menu.Selected()
	}
	pane := menu.Open("feeds", items, "no feeds yet; a adds one", "Enter shows its stories · r refreshes · a adds · d takes it off · Esc closes")
	a.openMenu(pane.Select(at), chooser{
		take: func(i int) tea.Cmd {
			return a.setFilter(query.Query{Expr: query.Field{Key: query.Feed, Text: feeds[i].Label()}})
		},
		copy:    func(i int) tea.Cmd { return a.copyText(feeds[i].Address, "address copied") },
		refresh: func(i int) tea.Cmd { return a.refresh([]model.FeedID{feeds[i].ID}) },
		add:     func() tea.Cmd { return a.act(keys.AddFeed, 1, false) },
		remove: func(i int) tea.Cmd {
			if !a.opt.May.Feeds {
				return a.say(status.Info, "feeds cannot be changed here")
			}
			return a.ask.remove(feeds[i], false)
		},
	})
	return nil
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

// saved is a filter that was given a name.
type saved struct{ name, text string }

// readSaved reads the setting: a line each, name and filter parted by a tab.
func readSaved(s string) []saved {
	var out []saved
	for line := range strings.Lines(s) {
		if name, text, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t"); ok && name != "" {
			out = append(out, saved{name, text})
		}
	}
	return out
}

func writeSaved(all []saved) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s.name + "\t" + s.text + "\n")
	}
	return b.String()
}

// showSaved shows the saved filters.
func (a *App) showSaved(all []saved) tea.Cmd {
	items := make([]menu.Item, len(all))
	for i, s := range all {
		items[i] = menu.Item{Label: s.name, Note: s.text}
	}
	pane := menu.Open("saved filters", items, "no saved filters yet; a saves the one that holds now", "Enter shows it · a saves the filter that holds now · d takes it off · Esc closes")
	a.openMenu(pane.Select(max(a.menu.Selected(), 0)), chooser{
		take: func(i int) tea.Cmd {
			q, err := a.read(all[i].text)
			if err != nil {
				return a.say(status.Warn, all[i].name+": "+err.Error())
			}
			return a.setFilter(q)
		},
		copy: func(i int) tea.Cmd { return a.copyText(all[i].text, "filter copied") },
		add: func() tea.Cmd {
			if a.held.All() {
				return a.say(status.Info, "there is no filter to save")
			}
			return a.typeLine(forName, "")
		},
		remove: func(i int) tea.Cmd {
			rest := append(append([]saved(nil), all[:i]...), all[i+1:]...)
			return tea.Batch(a.ask.keep("filters", writeSaved(rest)), a.showSaved(rest))
		},
	})
	return nil
}

// saveFilter keeps the filter under a name; the same name again takes its place.
func (a *App) saveFilter(name string) tea.Cmd {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || a.held.All() {
		return a.say(status.Info, "there is no filter to save")
	}
	a.saving = saved{name, a.held.String()}
	return a.ask.setting("filters")
}

// settingCame goes on with a setting that was asked for.
func (a *App) settingCame(m msg.Setting) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	if m.Key != "filters" {
		return nil
	}
	all := readSaved(m.Value)
	if a.saving.name == "" {
		return a.showSaved(all)
	}
	add := a.saving
	a.saving = saved{}
	rest := all[:0:0]
	for _, s := range all {
		if s.name != add.name {
			rest = append(rest, s)
		}
	}
	return tea.Batch(a.ask.keep("filters", writeSaved(append(rest, add))), a.say(status.Good, "saved as "+add.name+"; "+a.opt.Keys.Key(keys.SavedFilters)+" shows it again"))
}
