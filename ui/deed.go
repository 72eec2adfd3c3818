package ui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/msg"
	"lede/ui/status"
)

// deed is something the reader did in this session that can be taken back. Marks are kept in order by the
// desk, which knows them of earlier sessions as well; of them a deed only says that one was made.
type deed struct {
	what  deedKind
	feeds []model.Feed
	note  msg.Noted
	call  msg.Called
	rules msg.Rules
}

type deedKind uint8

const (
	markDeed deedKind = iota
	subscribed
	unsubscribed
	noteDeed
	callDeed
	rulesDeed
)

// deeds are what was done, the last one last, and what was taken back.
type deeds struct {
	done, undone []deed
}

// did notes a deed. What came of undo or redo is none.
func (a *App) did(d deed) {
	a.deeds.done, a.deeds.undone = append(a.deeds.done, d), nil
}

// undo takes back the last deed, or does the last one taken back again. Where this session did nothing,
// the desk may know of a mark of the session before.
func (a *App) undo(redo bool) tea.Cmd {
	from, to := &a.deeds.done, &a.deeds.undone
	if redo {
		from, to = to, from
	}
	n := len(*from)
	if n == 0 {
		return a.ask.undo(redo)
	}
	d := (*from)[n-1]
	*from, *to = (*from)[:n-1], append(*to, d)
	switch d.what {
	case markDeed:
		return a.ask.undo(redo)
	case noteDeed:
		if redo {
			return a.ask.note(msg.Noted{ID: d.note.ID, Note: d.note.Note, Was: d.note.Was, Undoing: true})
		}
		return a.ask.note(msg.Noted{ID: d.note.ID, Note: d.note.Was, Was: d.note.Note, Undoing: true})
	case callDeed:
		to := d.call.Was
		if redo {
			to = d.call.Feed
		}
		return a.ask.call(to.ID, true, func(model.Feed) (string, []string) { return to.Name, to.Tags })
	case rulesDeed:
		now, was := d.rules.Was, d.rules.Now
		if redo {
			now, was = was, now
		}
		said := "your saved filters are as they were"
		if d.rules.Key == mutedKey {
			said = "what is muted is as it was"
		}
		return a.ask.keepRules(msg.Rules{Key: d.rules.Key, Now: now, Was: was, Undoing: true, Said: said})
	}
	var cmds []tea.Cmd
	if (d.what == subscribed) != redo {
		for _, f := range d.feeds {
			cmds = append(cmds, a.ask.remove(f, true))
		}
	} else {
		for _, f := range d.feeds {
			cmds = append(cmds, a.ask.restore(f))
		}
	}
	return tea.Batch(cmds...)
}

// undoes says in a toast which key takes back what it tells.
func (a *App) undoes() string {
	if key := a.opt.Keys.Key(keys.Undo); key != "" {
		return " (" + key + " undo)"
	}
	return ""
}

func (k asker) restore(f model.Feed) tea.Cmd {
	return func() tea.Msg {
		keeper, ok := k.desk.(desk.Keeper)
		if !ok {
			added, err := k.desk.Add(k.ctx, f.Address)
			return msg.Restored{Feed: added, Err: err}
		}
		kept, err := keeper.Keep(k.ctx, f)
		return msg.Restored{Feed: kept, Err: err}
	}
}

// restored shows a feed that was put back.
func (a *App) restored(m msg.Restored) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	cmds := []tea.Cmd{a.say(status.Good, m.Feed.Label()+" is on your list again"), a.reload()}
	return tea.Batch(append(cmds, a.menuAgain())...)
}

// offerPacks asks for the feeds to begin with.
func (a *App) offerPacks() tea.Cmd {
	packer, ok := a.opt.Desk.(desk.Packer)
	if !ok || !a.opt.May.Feeds {
		return a.say(status.Info, "feeds cannot be changed here")
	}
	ctx := a.opt.Context
	return func() tea.Msg {
		ps, err := packer.Packs(ctx)
		return msg.Packs{Packs: ps, Err: err}
	}
}

// taken tells what a pack brought, and visits it.
func (a *App) taken(m msg.Taken) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	if len(m.Feeds) == 0 {
		return a.say(status.Info, "you have all feeds of "+m.Name)
	}
	a.opt.First = false
	a.did(deed{what: subscribed, feeds: m.Feeds})
	said := a.say(status.Good, fmt.Sprintf("added %s: %s%s", m.Name, plural(len(m.Feeds), "feed", "feeds"), a.undoes()))
	if !a.opt.May.Refresh {
		return tea.Batch(said, a.reload())
	}
	ids := make([]model.FeedID, len(m.Feeds))
	for i, f := range m.Feeds {
		ids[i] = f.ID
	}
	return tea.Batch(said, a.reload(), a.refresh(ids))
}

func takePack(ctx context.Context, p desk.Packer, name string) tea.Cmd {
	return func() tea.Msg {
		fs, err := p.TakePack(ctx, name)
		return msg.Taken{Name: name, Feeds: fs, Err: err}
	}
}
