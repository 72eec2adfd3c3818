package ui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/menu"
	"lede/ui/msg"
	"lede/ui/status"
	"lede/ui/when"
)

// mover is the desk where it can take over what another reader of news holds, nil where that may not be.
func (a *App) mover() desk.Mover {
	m, ok := a.opt.Desk.(desk.Mover)
	if !ok || !a.opt.May.Feeds || !a.opt.May.Open {
		return nil
	}
	return m
}

// askOthers asks which other readers of news there are; asked: the reader wants to choose among them.
func (a *App) askOthers(asked bool) tea.Cmd {
	m, ctx := a.mover(), a.opt.Context
	if m == nil {
		if asked {
			return a.say(status.Info, "nothing is taken over here; at your own machine, lede import does")
		}
		return nil
	}
	return func() tea.Msg {
		all, err := m.Others(ctx)
		return msg.Others{Others: all, Asked: asked, Err: err}
	}
}

// othersCame offers what was found, at once when the reader asked and else in the bottom line.
func (a *App) othersCame(m msg.Others) tea.Cmd {
	if m.Err == nil {
		a.others = m.Others
	}
	switch {
	case !m.Asked:
		return nil
	case m.Err != nil:
		return a.fail(m.Err)
	}
	pane := menu.Open("take over from another reader", a.otherItems(), "no feeds of newsboat, newsraft, sfeed, nom or Liferea were found; lede import FILE takes a list in OPML",
		"Enter takes feeds, stories and marks · u takes the feeds back · Esc closes")
	a.openMenu(pane, chooser{take: a.takeOver})
	return nil
}

func (a *App) otherItems() []menu.Item {
	var out []menu.Item
	for _, o := range a.others {
		out = append(out, menu.Item{Label: o.Name, Note: "your " + plural(o.Feeds, "feed", "feeds") + ", what is read and starred · " + o.Path})
	}
	return out
}

// takeOver takes over what one of the others holds; which feeds are new is found by what was there before.
func (a *App) takeOver(i int) tea.Cmd {
	o, m, ask := a.others[i], a.mover(), a.ask
	a.busy = "taking over " + o.Name
	return func() tea.Msg {
		before, err := ask.desk.Feeds(ask.ctx)
		if err != nil {
			return msg.TakenOver{Other: o, Err: err}
		}
		took, err := m.TakeOver(ask.ctx, o)
		fresh, later := newFeeds(ask.ctx, ask.desk, before)
		if err == nil {
			err = later
		}
		return msg.TakenOver{Other: o, Taken: took, Feeds: fresh, Err: err}
	}
}

// newFeeds are the feeds that were not there before.
func newFeeds(ctx context.Context, d desk.Desk, before []model.Feed) ([]model.Feed, error) {
	had := map[model.FeedID]bool{}
	for _, f := range before {
		had[f.ID] = true
	}
	now, err := d.Feeds(ctx)
	var out []model.Feed
	for _, f := range now {
		if !had[f.ID] {
			out = append(out, f)
		}
	}
	return out, err
}

func (a *App) tookOver(m msg.TakenOver) tea.Cmd {
	a.busy = ""
	var cmds []tea.Cmd
	if len(m.Feeds) > 0 { // also where it ended halfway
		a.opt.First = false
		a.did(deed{what: subscribed, feeds: m.Feeds})
		cmds = append(cmds, a.reload())
	}
	if m.Err != nil {
		return tea.Batch(append(cmds, a.fail(m.Err))...)
	}
	t := m.Taken
	said := fmt.Sprintf("%s: %s, %d of them new", m.Other.Name, plural(t.Feeds, "feed", "feeds"), t.New)
	for _, part := range []struct {
		n    int
		what string
	}{{t.Stories, "stories"}, {t.Read, "read"}, {t.Starred, "starred"}, {t.Views, "filters"}} {
		if part.n > 0 {
			said += ", " + when.Count(part.n) + " " + part.what
		}
	}
	if len(t.Left) > 0 {
		said += fmt.Sprintf("; not taken: %d, %s", len(t.Left), t.Left[0])
	}
	if len(m.Feeds) > 0 {
		said += "; " + a.opt.Keys.Key(keys.Undo) + " takes the feeds back"
	}
	cmds = append(cmds, a.say(status.Good, said))
	if a.opt.May.Refresh && len(m.Feeds) > 0 {
		ids := make([]model.FeedID, len(m.Feeds))
		for i, f := range m.Feeds {
			ids[i] = f.ID
		}
		cmds = append(cmds, a.refresh(ids))
	}
	return tea.Batch(cmds...)
}

// welcome is what the bottom line tells who is here for the first time.
func (a *App) welcome() string {
	for _, o := range a.others {
		return fmt.Sprintf("%s's %s are here: :import takes them over", o.Name, plural(o.Feeds, "feed", "feeds"))
	}
	return "new here? :tour takes a minute"
}
