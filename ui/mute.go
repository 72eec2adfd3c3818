package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/model/query"
	"lede/ui/menu"
	"lede/ui/msg"
	"lede/ui/status"
)

// mute hides the stories that answer a query from now on.
func (a *App) mute(text string) tea.Cmd {
	if !a.opt.May.Mark {
		return a.say(status.Info, "nothing can be muted here")
	}
	q, err := a.read(text)
	switch {
	case err != nil:
		return a.say(status.Warn, err.Error())
	case q.All():
		return a.say(status.Warn, "that would hide every story")
	}
	q.Sort = query.Query{}.Sort
	line, said := q.String(), a.undoes()
	ask := a.ask
	return func() tea.Msg {
		was, err := ask.desk.Setting(ask.ctx, mutedKey)
		if err != nil {
			return msg.Rules{Key: mutedKey, Err: err}
		}
		all := slices.DeleteFunc(mutes(was), func(l string) bool { return l == line })
		return ask.keepRules(msg.Rules{Key: mutedKey, Now: muteLines(append(all, line)), Was: was, Said: line + " is muted; :mute lists what is" + said})()
	}
}

// mutes are the queries of the setting.
func mutes(setting string) []string {
	return slices.DeleteFunc(strings.Split(setting, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
}

func muteLines(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return strings.Join(all, "\n") + "\n"
}

// showMuted shows what the reader muted on the screen.
func (a *App) showMuted(setting string) tea.Cmd {
	all := mutes(setting)
	items := make([]menu.Item, len(all))
	for i, l := range all {
		items[i] = menu.Item{Label: l}
	}
	pane := menu.Open("muted", items, "nothing is muted; a hides what answers a query", "Enter shows what it hides · a add · d take off · u undo · Esc close")
	a.openMenu(pane.Select(max(a.menu.Selected(), 0)), chooser{
		take: func(i int) tea.Cmd {
			q, err := a.read(all[i])
			if err != nil {
				return a.say(status.Warn, all[i]+": "+err.Error())
			}
			return a.setFilter(q.With(query.Is{State: query.Muted}))
		},
		copy: func(i int) tea.Cmd { return a.copyText(all[i], "query copied") },
		add:  func() tea.Cmd { return a.typeLine(forMute, "") },
		remove: func(i int) tea.Cmd {
			now := muteLines(slices.Delete(slices.Clone(all), i, i+1))
			return a.ask.keepRules(msg.Rules{Key: mutedKey, Now: now, Was: setting, Said: all[i] + " is muted no longer" + a.undoes()})
		},
		again: func() tea.Cmd { return a.ask.setting(mutedKey) },
	})
	return nil
}
