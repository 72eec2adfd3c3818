package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/ui/keys"
	"lede/ui/menu"
	"lede/ui/msg"
	"lede/ui/status"
)

// Settings that hold a line for each thing that the reader keeps.
const (
	filtersKey = "filters"
	mutedKey   = "mute"
)

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
			said := all[i].name + " is off your filters" + a.undoes()
			return a.ask.keepRules(msg.Rules{Key: filtersKey, Now: writeSaved(slices.Delete(slices.Clone(all), i, i+1)), Was: writeSaved(all), Said: said})
		},
		again: func() tea.Cmd { return a.ask.setting(filtersKey) },
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
	return a.ask.setting(filtersKey)
}

// settingCame goes on with a setting that was asked for.
func (a *App) settingCame(m msg.Setting) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	switch m.Key {
	case mutedKey:
		return a.showMuted(m.Value)
	case filtersKey:
	default:
		return nil
	}
	all := readSaved(m.Value)
	if a.saving.name == "" {
		return a.showSaved(all)
	}
	add := a.saving
	a.saving = saved{}
	rest := slices.DeleteFunc(slices.Clone(all), func(s saved) bool { return s.name == add.name })
	said := "saved as " + add.name + "; " + a.opt.Keys.Key(keys.SavedFilters) + " shows it again" + a.undoes()
	return a.ask.keepRules(msg.Rules{Key: filtersKey, Now: writeSaved(append(rest, add)), Was: m.Value, Said: said})
}

// keepRules keeps what m says in place of what was kept, and answers with m.
func (k asker) keepRules(m msg.Rules) tea.Cmd {
	return func() tea.Msg {
		m.Err = k.desk.SetSetting(k.ctx, m.Key, m.Now)
		return m
	}
}

// rulesKept tells of filters that were saved, and of what is muted.
func (a *App) rulesKept(m msg.Rules) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	if !m.Undoing {
		a.did(deed{what: rulesDeed, rules: m})
	}
	cmds := []tea.Cmd{a.say(status.Good, m.Said), a.menuAgain()}
	if m.Key == mutedKey {
		cmds = append(cmds, a.reload())
	}
	return tea.Batch(cmds...)
}
