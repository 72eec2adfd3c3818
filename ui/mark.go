package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/msg"
	"lede/ui/status"
)

// doMark marks, takes back, opens, copies and fetches.
func (a *App) doMark(what keys.Action, _ int, _ bool) (tea.Cmd, bool) {
	switch what {
	case keys.ToggleRead:
		return a.toggle(what), true
	case keys.Star:
		return a.toggle(what), true
	case keys.MarkList:
		return a.markList(), true
	case keys.Range:
		a.list = a.list.ToggleRange()
		if a.list.Ranging() {
			return a.say(status.Info, "range begun; move, then m, s or A mean all of it"), true
		}
		return nil, true
	case keys.Undo:
		return a.undo(false), true
	case keys.Redo:
		return a.undo(true), true
	case keys.Note:
		return a.writeNote(), true
	case keys.Mute:
		return a.ask.setting(mutedKey), true
	case keys.Tags, keys.Rename:
		return a.callThis(what == keys.Rename), true
	case keys.Import:
		return a.askOthers(true), true
	case keys.Packs:
		return a.offerPacks(), true
	case keys.Browse:
		return a.browse(false), true
	case keys.Comments:
		return a.browse(true), true
	case keys.CopyLink:
		return a.copyLink(), true
	case keys.FullText:
		return a.fullText(), true
	case keys.Refresh:
		return a.refreshOne(), true
	case keys.RefreshAll:
		return a.refresh(nil), true
	case keys.AddFeed:
		if !a.opt.May.Feeds {
			return a.say(status.Info, "feeds cannot be changed here"), true
		}
		if _, ok := a.opt.Desk.(desk.Packer); ok && a.opt.First {
			return a.offerPacks(), true
		}
		return a.typeLine(forFeed, ""), true
	}
	return nil, false
}

// toggle marks the chosen stories read, or starred, or the opposite where all of them are so already.
func (a *App) toggle(what keys.Action) tea.Cmd {
	ids := a.list.Chosen()
	if len(ids) == 0 {
		return a.say(status.Info, "no story is selected")
	}
	if !a.opt.May.Mark {
		return a.say(status.Info, "marks are not kept here")
	}
	do := model.MarkRead
	if what == keys.Star {
		do = model.MarkStarred
	}
	mark := do.Opposite()
	for _, id := range ids {
		l, known := a.list.Line(id)
		if is := (model.State{Read: l.Read, Starred: l.Starred}); !known || do.On(is) != is {
			mark = do
		}
	}
	a.endRange()
	return a.ask.mark(ids, mark, false)
}

func (a *App) endRange() {
	if a.list.Ranging() {
		a.list = a.list.ToggleRange()
	}
}

// markList marks the range, or every story of the list, read.
func (a *App) markList() tea.Cmd {
	if !a.opt.May.Mark {
		return a.say(status.Info, "marks are not kept here")
	}
	ids := a.list.Chosen()
	if !a.list.Ranging() {
		switch {
		case a.lacking():
			a.whole.read = true
			return tea.Batch(a.askWhole(), a.say(status.Info, "marking all of the list read"))
		case a.partial:
			return a.say(status.Info, "another list is on its way; again when it is there")
		}
		ids = a.list.IDs()
	}
	if len(ids) == 0 {
		return a.say(status.Info, "no stories to mark")
	}
	a.endRange()
	return a.ask.mark(ids, model.MarkRead, false)
}

// marked follows a change of marks.
func (a *App) marked(m msg.Marked) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	a.changed(m.Change)
	if len(m.Change.Stories) > 0 {
		a.did(deed{what: markDeed})
	}
	switch n := len(m.Change.Stories); {
	case n == 0 && m.Quiet:
		return nil
	case n == 0:
		return a.say(status.Info, "nothing to change")
	case n == 1:
		return a.say(status.Good, m.Change.Mark.String()+a.undoes())
	default:
		return a.say(status.Good, fmt.Sprintf("%s: %d stories%s", m.Change.Mark, n, a.undoes()))
	}
}

// changed brings list, counts and cache up to date.
func (a *App) changed(c model.Change) {
	var n int
	a.list, n = a.list.Apply(c)
	switch c.Mark {
	case model.MarkRead:
		a.edition.Unread = max(a.edition.Unread-n, 0)
	case model.MarkUnread:
		a.edition.Unread = min(a.edition.Unread+n, a.edition.Total)
	}
}

func (a *App) undone(m msg.Undone) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	a.changed(m.Change)
	what := "undone: " + m.Change.Mark.Opposite().String()
	if m.Redo {
		what = "done again: " + m.Change.Mark.String()
	}
	if n := len(m.Change.Stories); n > 1 {
		what += fmt.Sprintf(", %d stories", n)
	}
	return a.say(status.Good, what)
}

// browse opens the story's page, or its discussion, where the session may start programs; elsewhere
// the address is copied to the reader's own machine.
func (a *App) browse(comments bool) tea.Cmd {
	l, ok := a.line()
	if !ok {
		return a.say(status.Info, "no story is selected")
	}
	url := l.URL
	if comments {
		url = ""
		if s := a.article.Story(); s != nil && s.ID == l.ID {
			url = s.Comments
		}
		if url == "" {
			return a.say(status.Info, "no discussion of this story is known")
		}
	}
	return a.visit(url)
}

// visit opens an address or copies it.
func (a *App) visit(url string) tea.Cmd {
	switch {
	case !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://"):
		if url == "" {
			return a.say(status.Info, "this story came without an address")
		}
		return a.copyText(url, "address copied; only pages of the web are opened")
	case a.opt.May.Open:
		return a.ask.open(url)
	}
	return a.copyText(url, "address copied: open it on your own machine")
}

func (a *App) copyText(text, said string) tea.Cmd {
	return tea.Batch(a.opt.Copy(text), a.say(status.Good, said))
}

func (a *App) copyLink() tea.Cmd {
	l, ok := a.line()
	switch {
	case !ok:
		return a.say(status.Info, "no story is selected")
	case l.URL == "":
		return a.say(status.Info, "this story came without an address")
	}
	return a.copyText(l.URL, "link copied")
}

func (a *App) fullText() tea.Cmd {
	s := a.article.Story()
	switch {
	case s == nil:
		return a.say(status.Info, "no story is selected")
	case s.FullText:
		if back := a.ask.issued(s.ID); back != nil {
			return back
		}
		return a.say(status.Info, "this is the full text already")
	case s.URL == "":
		return a.say(status.Info, "this story came without an address, so there is no page to fetch")
	case !a.opt.May.Refresh:
		return a.say(status.Info, "nothing can be fetched here")
	}
	a.busy = "fetching the full text"
	return a.ask.fullText(s.ID)
}

// refreshOne refreshes the feed of the selected story.
func (a *App) refreshOne() tea.Cmd {
	if l, ok := a.line(); ok && l.Feed != 0 {
		return a.refresh([]model.FeedID{l.Feed})
	}
	return a.refresh(nil)
}

// refresh visits feeds; none: all.
func (a *App) refresh(feeds []model.FeedID) tea.Cmd {
	if !a.opt.May.Refresh {
		return a.say(status.Info, "feeds are not fetched here")
	}
	ctx, era := a.refreshes.ask(a.opt.Context)
	a.progress = nil
	a.busy = "fetching"
	return a.ask.refresh(ctx, era, feeds)
}

// refreshed tells how a refresh ended and shows what came.
func (a *App) refreshed(m msg.Refreshed) tea.Cmd {
	if m.Era != a.refreshes.era {
		return nil
	}
	a.refreshes.stop()
	a.progress, a.busy = nil, ""
	if m.Err != nil {
		return a.fail(m.Err)
	}
	var cmds []tea.Cmd
	if m.New+m.Forgotten > 0 {
		cmds = append(cmds, a.reload())
	}
	level, said := status.Good, plural(m.New, "new story", "new stories")
	if m.New == 0 {
		said = "nothing new"
	}
	if m.Forgotten > 0 {
		said += " · " + plural(m.Forgotten, "story", "stories") + " forgotten, as [keep] says"
	}
	switch {
	case m.Failed == 1 && len(m.Errors) > 0:
		level, said = status.Warn, said+" · "+m.Errors[0]
	case m.Failed > 0:
		level = status.Warn
		said = fmt.Sprintf("%s · %d of %d feeds failed; :feeds says why", said, m.Failed, m.Feeds)
	case m.Feeds == 0:
		said = "no feeds yet; " + a.opt.Keys.Key(keys.AddFeed) + " adds one"
	}
	return tea.Batch(append(cmds, a.say(level, said))...)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// reload asks for the same edition again; the selected story stays selected.
func (a *App) reload() tea.Cmd {
	a.topics.of = "\x00"
	return a.load(a.shown)
}
