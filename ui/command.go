package ui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/model/query"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/status"
	"lede/ui/theme"
)

// worded are the commands that take words behind them; every action of the key table is a command too.
func worded() []desk.Completion {
	return []desk.Completion{
		{Label: "filter", Note: "QUERY"}, {Label: "sort", Note: "date, salience or sources"}, {Label: "theme", Note: "NAME"},
		{Label: "rows", Note: "1 to 4 a story"}, {Label: "add", Note: "ADDRESS of a site or feed"}, {Label: "save", Note: "NAME for the filter"},
		{Label: "pictures", Note: "auto, on, off, blocks, kitty or sixel"}, {Label: "go", Note: "NUMBER of the story"}, {Label: "note", Note: "WORDS of your own on the story"},
		{Label: "mute", Note: "QUERY"}, {Label: "tags", Note: "WORDS for this story's feed, in place of those it has"}, {Label: "rename", Note: "NAME for this story's feed"},
	}
}

func isWorded(name string) bool {
	return slices.ContainsFunc(worded(), func(w desk.Completion) bool { return w.Label == name })
}

// command does what was typed behind ":".
func (a *App) command(text string) tea.Cmd {
	name, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch {
	case name == "":
		return nil
	case rest != "":
		if cmd, ok := a.wordedCommand(name, rest); ok {
			return cmd
		}
	}
	if n, err := strconv.Atoi(name); err == nil {
		return a.goTo(n)
	}
	switch name {
	case "q", "q!", "wq", "x", "exit":
		return a.quit()
	case "e", "reload":
		return a.reload()
	case "save":
		return a.typeLine(forName, "")
	}
	if cmd, ok := a.acted(keys.Action(name), 1, false); ok {
		return cmd
	}
	said := "there is no command " + strconv.Quote(name)
	if near := query.Nearest(name, commandNames(a.opt.Keys)); near != "" {
		said += "; did you mean " + near + "?"
	}
	return a.say(status.Warn, said)
}

func (a *App) wordedCommand(name, rest string) (tea.Cmd, bool) {
	switch name {
	case "filter", "f":
		q, err := a.read(rest)
		if err != nil {
			return a.say(status.Warn, err.Error()), true
		}
		return a.setFilter(q), true
	case "sort":
		for i, s := range query.Sorts() {
			if s == rest {
				q := a.held
				q.Sort = query.Sort(i)
				return a.setFilter(q), true
			}
		}
		return a.say(status.Warn, "stories are sorted by "+strings.Join(query.Sorts(), ", ")), true
	case "theme":
		return a.setTheme(rest), true
	case "rows", "density":
		if n, err := strconv.Atoi(rest); err == nil && n >= 1 && n <= 4 {
			return a.setDensity(n), true
		}
		return a.say(status.Warn, "a story takes 1, 2, 3 or 4 rows"), true
	case "add", "add-feed":
		if !a.opt.May.Feeds {
			return a.say(status.Info, "feeds cannot be changed here"), true
		}
		a.busy = "looking for a feed at " + rest
		return a.ask.add(rest), true
	case "save":
		return a.saveFilter(rest), true
	case "mute":
		return a.mute(rest), true
	case "tags", "tag":
		return a.callThisSo(rest, false), true
	case "rename":
		return a.callThisSo(rest, true), true
	case "pictures":
		return a.setPictures(rest), true
	case "note":
		return a.keepNote(a.wanted, rest), true
	case "go":
		if n, err := strconv.Atoi(rest); err == nil {
			return a.goTo(n), true
		}
	}
	return nil, false
}

// goTo selects a story by its place in the list.
func (a *App) goTo(n int) tea.Cmd {
	a.jumped(a.spot())
	a.list = a.list.Select(n - 1)
	return tea.Batch(a.later(n), a.reading())
}

// commandNames are all commands.
func commandNames(t keys.Table) []string {
	var out []string
	for _, w := range worded() {
		out = append(out, w.Label)
	}
	for _, a := range t.Actions() {
		if offerable(t, a) {
			out = append(out, string(a))
		}
	}
	return out
}

// offerable tells whether an action means something when it is named, without a line or a menu open.
func offerable(t keys.Table, a keys.Action) bool {
	b, ok := t.Find(a, keys.Global, keys.List, keys.Article, keys.Sidebar)
	return ok && !b.Scope.Typing() && b.Scope != keys.Menu && a != keys.ToggleTopic
}

// helpOf is what an action does, as the table of keys has it.
func helpOf(t keys.Table, a keys.Action) string {
	b, _ := t.Find(a, keys.Global, keys.List, keys.Article, keys.Sidebar)
	return b.Help
}

// commandOffers are the commands, or the words behind one, that begin with what stands before the cursor.
func commandOffers(t keys.Table, text string, at int) []desk.Completion {
	typed := text[:at]
	name, rest, behind := strings.Cut(typed, " ")
	var out []desk.Completion
	if behind {
		var words []string
		switch name {
		case "theme":
			words = append([]string{"auto"}, theme.Names()...)
		case "sort":
			words = query.Sorts()
		case "pictures":
			words = ways()
		case "rows":
			words = []string{"1", "2", "3", "4"}
		}
		for _, w := range words {
			if strings.HasPrefix(w, rest) {
				out = append(out, desk.Completion{Insert: w, From: len(name) + 1, Label: w})
			}
		}
		return out
	}
	for _, w := range worded() {
		if strings.HasPrefix(w.Label, typed) {
			w.Insert, w.Help = w.Label+" ", helpOf(t, keys.Action(w.Label))
			out = append(out, w)
		}
	}
	for _, a := range t.Actions() {
		if b, _ := t.Find(a, keys.Global); strings.HasPrefix(string(a), typed) && offerable(t, a) && !isWorded(string(a)) {
			out = append(out, desk.Completion{Insert: string(a), Label: string(a), Note: b.Labels(), Help: helpOf(t, a)})
		}
	}
	return out
}
