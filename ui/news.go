package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/status"
)

// newsCame asks again for what is shown, since stories came in that nobody at this screen asked for. Who
// is typing a filter, choosing a range or fetching is left alone: what comes of that is fresh anyway.
func (a *App) newsCame() tea.Cmd {
	if a.layer == promptLayer || a.list.Ranging() || a.progress != nil || a.busy != "" || !a.came {
		return nil
	}
	a.topics.of = "\x00"
	ctx, era := a.editions.ask(a.opt.Context)
	a.live = era
	limit := firstIDs
	if a.list.Index(a.list.Selected()) >= firstIDs/2 {
		limit = 0 // the selected story may be beyond the first ones now
	}
	return a.ask.edition(ctx, era, a.shown, limit, firstLines)
}

// lively takes an edition that came by itself: it never takes the selected story away from who reads it.
// Where the filter does not let that one in any more (it was unread), the list stays as it is, and only
// the counts change.
func (a *App) lively(e model.Edition) (said tea.Cmd, keep bool) {
	a.live = 0
	news := e.New - a.edition.New
	sel := a.list.Selected()
	if keep = sel != 0 && !slices.Contains(e.IDs, sel); keep {
		a.edition.New, a.edition.Unread, a.edition.Muted = e.New, e.Unread, e.Muted
		if news > 0 {
			said = a.say(status.Info, plural(news, "new story", "new stories")+" came in")
		}
	}
	return said, keep
}
