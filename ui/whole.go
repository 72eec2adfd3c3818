package ui

import (
	tea "charm.land/bubbletea/v2"

	"lede/model/query"
	"lede/ui/keys"
	"lede/ui/msg"
)

// How much of an edition is asked for at first.
const (
	firstIDs   = 400
	firstLines = 60
)

// eager is how many stories an edition has at most for the rest of it to be asked for at once. Of a larger one only
// the beginning is there until the reader goes to its end or beyond: to put a million stories in order takes time
// and memory that nearly nobody who filters wants.
const eager = 20_000

// whole is the reading of the rest of an edition.
type whole struct {
	of    int        // the era of the edition whose beginning is there
	asked bool       // the rest was asked for
	place int        // to go to once it is there, from 1; 0 for none
	found *msg.Found // a search that waits for it
	read  bool       // all of it is to be marked read
}

// load shows what a query asks for. The old edition stays until the new one is there.
func (a *App) load(q query.Query) tea.Cmd {
	a.shown = q
	a.wholes.stop()
	ctx, era := a.editions.ask(a.opt.Context)
	return a.ask.edition(ctx, era, q, firstIDs, firstLines)
}

// lacking tells whether only the beginning is there of the edition that the list shows, and no other is on its way.
func (a *App) lacking() bool { return a.partial && a.whole.of == a.editions.era }

// askWhole asks for the rest of an edition, once.
func (a *App) askWhole() tea.Cmd {
	if !a.lacking() || a.whole.asked {
		return nil
	}
	if a.editions.era == 0 { // it came along
		a.whole.of = a.editions.next()
	}
	a.whole.asked = true
	ctx, _ := a.wholes.ask(a.opt.Context)
	return a.ask.edition(ctx, a.editions.era, a.shown, 0, 0)
}

// askRest asks for the rest of an edition where that is little, or where the reader is about to need it.
func (a *App) askRest() tea.Cmd {
	if a.list.Len() > eager && !a.list.NearEnd() {
		return nil
	}
	return a.askWhole()
}

// wholeCame takes the rest of an edition, and does what waited for it.
func (a *App) wholeCame(m msg.Edition) tea.Cmd {
	a.partial = false
	a.list = a.list.Extend(m.Edition)
	w := a.whole
	a.whole = whole{}
	switch {
	case w.read:
		return a.markList()
	case w.found != nil:
		return a.found(*w.found)
	case w.place > 0:
		a.list = a.list.Select(w.place - 1)
		return a.reading()
	}
	return a.wantLines()
}

// moveList moves in the list. A move beyond what is there of it yet is done when the rest is.
func (a *App) moveList(what keys.Action, n int, counted bool) tea.Cmd {
	place := a.list.Goal(what, n, counted)
	a.list = a.list.Do(what, n, counted)
	return tea.Batch(a.later(place), a.followAtRest(), a.wantLines())
}

// later goes to a place of the list once it is there.
func (a *App) later(place int) tea.Cmd {
	if !a.partial || place <= len(a.list.IDs()) {
		return nil
	}
	a.whole.place = place
	return a.askWhole()
}
