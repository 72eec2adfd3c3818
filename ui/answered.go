package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/desk"
	"lede/ui/msg"
	"lede/ui/status"
)

// answered takes an answer to who asked.
func (a *App) answered(m tea.Msg) tea.Cmd {
	switch m := m.(type) {
	case msg.Edition:
		return a.arrived(m)
	case msg.News:
		return a.newsCame()
	case msg.Lines:
		return a.linesCame(m)
	case msg.Story:
		return a.storyCame(m)
	case msg.FullText:
		return a.fullTextCame(m)
	case msg.Topics:
		return a.counted(m)
	case msg.Week:
		return a.weekCame(m)
	case msg.Chart:
		return a.chartCame(m)
	case msg.Picture:
		return a.pictureCame(m)
	case msg.Found:
		return a.found(m)
	case msg.Completions:
		return a.offered(m)
	case msg.Marked:
		return a.marked(m)
	case msg.Undone:
		return a.undone(m)
	case told:
		return a.progressed(m)
	case msg.Refreshed:
		return a.refreshed(m)
	case msg.Added:
		return a.added(m)
	case msg.Removed:
		return a.removed(m)
	case msg.Restored:
		return a.restored(m)
	case msg.Calling:
		return a.callNow(m)
	case msg.Called:
		return a.called(m)
	case msg.Rules:
		return a.rulesKept(m)
	case msg.Packs:
		return a.packsCame(m)
	case msg.Taken:
		return a.taken(m)
	case msg.Others:
		return a.othersCame(m)
	case msg.TakenOver:
		return a.tookOver(m)
	case msg.Written:
		return a.written(m)
	case msg.Noted:
		return a.noted(m)
	case msg.Feeds:
		return a.feedsCame(m)
	case msg.Opened:
		if m.Err != nil {
			return a.fail(m.Err)
		}
		return a.say(status.Good, "opened in the browser")
	case msg.Setting:
		return a.settingCame(m)
	case msg.Kept:
		return a.fail(m.Err)
	}
	var cmd tea.Cmd
	a.article, cmd = a.article.Take(m)
	return cmd
}

func (a *App) linesCame(m msg.Lines) tea.Cmd {
	switch {
	case m.Era != a.editions.era:
		return nil
	case m.Err != nil:
		return a.fail(m.Err)
	}
	a.list = a.list.Take(m.Asked, m.Lines)
	return a.wantLines()
}

func (a *App) storyCame(m msg.Story) tea.Cmd {
	if m.Ahead {
		if m.Err == nil {
			a.cache.put(m.Story)
		}
		return nil
	}
	if m.Era != a.storiesAsked.era {
		return nil
	}
	if m.Err != nil {
		return a.fail(m.Err)
	}
	a.cache.put(m.Story)
	return a.show(m.Story)
}

func (a *App) fullTextCame(m msg.FullText) tea.Cmd {
	a.busy = ""
	if m.Err != nil {
		return a.fail(m.Err)
	}
	a.cache.put(m.Story)
	if l, ok := a.list.Line(m.ID); ok {
		l.Truncated = m.Story.Truncated
		a.list = a.list.Put(l)
	}
	if m.ID != a.wanted {
		return nil
	}
	said := "this is the full text"
	if !m.Story.FullText {
		said = "this is the text of the feed"
	}
	return tea.Batch(a.show(m.Story), a.say(status.Good, said))
}

func (a *App) progressed(m told) tea.Cmd {
	if m.Era != a.refreshes.era {
		return nil
	}
	p := m.Progress.Progress
	a.progress = &p
	return m.box.listen(m.Era)
}

func (a *App) added(m msg.Added) tea.Cmd {
	a.busy = ""
	if m.Err != nil {
		return a.fail(m.Err)
	}
	a.opt.First = false
	a.did(deed{what: subscribed, feeds: []model.Feed{m.Feed}})
	said := a.say(status.Good, "added "+m.Feed.Label()+a.undoes())
	if !a.opt.May.Refresh {
		return tea.Batch(said, a.reload())
	}
	return tea.Batch(said, a.refresh([]model.FeedID{m.Feed.ID}))
}

func (a *App) removed(m msg.Removed) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	said := fmt.Sprintf("%s is off your list; its starred stories stay", m.Feed.Label())
	if _, ok := a.opt.Desk.(desk.Keeper); ok && !m.Undoing {
		a.did(deed{what: unsubscribed, feeds: []model.Feed{m.Feed}})
		said += a.undoes()
	}
	cmds := []tea.Cmd{a.say(status.Good, said), a.reload()}
	return tea.Batch(append(cmds, a.menuAgain())...)
}
