package ui

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/model/query"
	"lede/ui/desk"
	"lede/ui/msg"
)

// question numbers the times that something was asked, and gives the last one up for the next.
type question struct {
	era    int
	cancel context.CancelFunc
}

// next gives up what was asked before, and numbers the question that is asked now.
func (q *question) next() int {
	q.stop()
	q.era++
	return q.era
}

// stop gives up what was asked; a late answer is then out of date.
func (q *question) stop() {
	if q.cancel != nil {
		q.cancel()
		q.cancel = nil
	}
	q.era++
}

// ask is next with a context that ends when the question is given up.
func (q *question) ask(parent context.Context) (context.Context, int) {
	era := q.next()
	ctx, cancel := context.WithCancel(parent)
	q.cancel = cancel
	return ctx, era
}

func isCancelled(err error) bool { return errors.Is(err, context.Canceled) }

// asker makes the commands that ask the desk. Each captures values and gives one message.
type asker struct {
	desk desk.Desk
	ctx  context.Context
}

func (k asker) edition(ctx context.Context, era int, q query.Query, limit, lines int) tea.Cmd {
	return func() tea.Msg {
		e, err := k.desk.Edition(ctx, q, limit, lines)
		return msg.Edition{Era: era, Edition: e, Whole: limit == 0 && lines == 0, Err: err}
	}
}

func (k asker) lines(era int, ids []model.StoryID) tea.Cmd {
	return func() tea.Msg {
		l, err := k.desk.Lines(k.ctx, ids)
		return msg.Lines{Era: era, Asked: ids, Lines: l, Err: err}
	}
}

func (k asker) story(ctx context.Context, era int, id model.StoryID, ahead bool) tea.Cmd {
	return func() tea.Msg {
		s, err := k.desk.Story(ctx, id)
		return msg.Story{Era: era, ID: id, Story: &s, Ahead: ahead, Err: err}
	}
}

func (k asker) topics(ctx context.Context, era int, q query.Query) tea.Cmd {
	return func() tea.Msg {
		c, err := k.desk.Topics(ctx, q)
		return msg.Topics{Era: era, Counts: c, Err: err}
	}
}

func (k asker) find(ctx context.Context, m msg.Found, q query.Query) tea.Cmd {
	return func() tea.Msg {
		e, err := k.desk.Edition(ctx, q, 0, 0)
		m.IDs, m.Err = e.IDs, err
		if m.IDs == nil {
			m.IDs = []model.StoryID{}
		}
		return m
	}
}

// complete asks for ends of the word before the cursor, in the query that a text holds from a byte on.
func (k asker) complete(ctx context.Context, era int, text string, from, cursor int) tea.Cmd {
	return func() tea.Msg {
		o, err := k.desk.Complete(ctx, text[from:], cursor-from)
		for i := range o {
			o[i].From += from
		}
		return msg.Completions{Era: era, Offers: o, Err: err}
	}
}

func (k asker) mark(ids []model.StoryID, m model.Mark, quiet bool) tea.Cmd {
	return func() tea.Msg {
		c, err := k.desk.Mark(k.ctx, ids, m)
		return msg.Marked{Change: c, Quiet: quiet, Err: err}
	}
}

func (k asker) undo(redo bool) tea.Cmd {
	return func() tea.Msg {
		back := k.desk.Undo
		if redo {
			back = k.desk.Redo
		}
		c, err := back(k.ctx)
		return msg.Undone{Change: c, Redo: redo, Err: err}
	}
}

func (k asker) fullText(id model.StoryID) tea.Cmd {
	return func() tea.Msg {
		s, err := k.desk.FullText(k.ctx, id)
		return msg.FullText{ID: id, Story: &s, Err: err}
	}
}

// issued asks for the feed's text of a story whose page's text is shown.
func (k asker) issued(id model.StoryID) tea.Cmd {
	d, ok := k.desk.(desk.Issuer)
	if !ok {
		return nil
	}
	return func() tea.Msg {
		s, err := d.Issued(k.ctx, id)
		return msg.FullText{ID: id, Story: &s, Err: err}
	}
}

func (k asker) add(address string) tea.Cmd {
	return func() tea.Msg {
		f, err := k.desk.Add(k.ctx, address)
		return msg.Added{Address: address, Feed: f, Err: err}
	}
}

func (k asker) remove(f model.Feed, undoing bool) tea.Cmd {
	return func() tea.Msg { return msg.Removed{Feed: f, Undoing: undoing, Err: k.desk.Remove(k.ctx, f.ID)} }
}

func (k asker) feeds() tea.Cmd {
	return func() tea.Msg {
		f, err := k.desk.Feeds(k.ctx)
		return msg.Feeds{Feeds: f, Err: err}
	}
}

func (k asker) open(url string) tea.Cmd {
	return func() tea.Msg { return msg.Opened{URL: url, Err: k.desk.Open(k.ctx, url)} }
}

func (k asker) setting(key string) tea.Cmd {
	return func() tea.Msg {
		v, err := k.desk.Setting(k.ctx, key)
		return msg.Setting{Key: key, Value: v, Err: err}
	}
}

func (k asker) keep(key, value string) tea.Cmd {
	return func() tea.Msg { return msg.Kept{Key: key, Err: k.desk.SetSetting(k.ctx, key, value)} }
}

// leave notes that the reader goes and ends the program, whatever came of the note.
func (k asker) leave() tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(k.ctx, time.Second)
		defer cancel()
		_ = k.desk.Leave(ctx)
		return tea.QuitMsg{}
	}
}

// refresh visits feeds. What it tells on the way is passed on as the screen has time for it: only the
// latest is kept, so that a thousand feeds do not queue up behind a slow line.
func (k asker) refresh(ctx context.Context, era int, feeds []model.FeedID) tea.Cmd {
	feeds = slices.Clone(feeds)
	box := &progressBox{ready: make(chan struct{}, 1)}
	run := func() tea.Msg {
		defer close(box.ready)
		r, err := k.desk.Refresh(ctx, feeds, box.put)
		box.shut()
		return msg.Refreshed{Era: era, Report: r, Err: err}
	}
	return tea.Batch(run, box.listen(era))
}

// progressBox holds the latest progress that nobody saw yet.
type progressBox struct {
	mu    sync.Mutex
	last  desk.Progress
	ready chan struct{}
	done  bool
}

// put keeps p; it may be called by many at once, and never waits.
func (b *progressBox) put(p desk.Progress) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.done || p.Done < b.last.Done {
		return
	}
	b.last = p
	select {
	case b.ready <- struct{}{}:
	default:
	}
}

// shut ends the telling: who tells later is not heard.
func (b *progressBox) shut() {
	b.mu.Lock()
	b.done = true
	b.mu.Unlock()
}

// told is a Progress with the box that the next one will come from.
type told struct {
	msg.Progress
	box *progressBox
}

func (b *progressBox) listen(era int) tea.Cmd {
	return func() tea.Msg {
		if _, open := <-b.ready; !open {
			return nil
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		return told{msg.Progress{Era: era, Progress: b.last}, b}
	}
}
