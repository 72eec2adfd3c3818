package ui

import (
	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/layout"
	"lede/ui/msg"
)

// stories keeps the stories read last, so that going back is at once.
type stories struct {
	byID  map[model.StoryID]*model.Story
	order []model.StoryID // oldest first
}

// cached is how many stories are kept.
const cached = 16

func (c *stories) get(id model.StoryID) (*model.Story, bool) {
	s, ok := c.byID[id]
	return s, ok
}

func (c *stories) put(s *model.Story) {
	if s == nil || s.ID == 0 {
		return
	}
	if c.byID == nil {
		c.byID = map[model.StoryID]*model.Story{}
	}
	if _, had := c.byID[s.ID]; !had {
		c.order = append(c.order, s.ID)
	}
	c.byID[s.ID] = s
	if len(c.order) > cached {
		delete(c.byID, c.order[0])
		c.order = c.order[1:]
	}
}

// follow shows the selected story as soon as it is there.
func (a *App) follow() tea.Cmd {
	id := a.list.Selected()
	if id == a.wanted && (id != 0 || a.article.Story() == nil) {
		return nil
	}
	a.wanted = id
	a.storiesAsked.stop()
	if id == 0 {
		return a.show(nil)
	}
	if s, ok := a.cache.get(id); ok {
		return a.show(s)
	}
	ctx, era := a.storiesAsked.ask(a.opt.Context)
	return a.ask.story(ctx, era, id, false)
}

// followAtRest follows a single key at once, and keys that come fast when they stop: the selection itself
// never waits, and a key that is held down does not set a story for every row that it passes.
func (a *App) followAtRest() tea.Cmd {
	since := a.now.Sub(a.moved)
	a.moved = a.now
	if a.opt.Rest <= 0 || since > 4*a.opt.Rest {
		a.rests.stop()
		return a.follow()
	}
	return a.opt.After(a.opt.Rest, msg.Due{What: msg.Rest, Era: a.rests.next()})
}

// show shows a story and fetches the one that is likely to be read next.
func (a *App) show(s *model.Story) tea.Cmd {
	var cmd tea.Cmd
	r := a.place(layout.Article, a.opts())
	a.article, cmd = a.article.Show(s, r, a.theme, a.now)
	a.facts = a.facts.Show(s)
	if s == nil {
		return cmd
	}
	return tea.Batch(cmd, a.ahead())
}

// ahead fetches the story after the selected one.
func (a *App) ahead() tea.Cmd {
	next := a.list.Near(1)
	if _, ok := a.cache.get(next); ok || next == 0 {
		return nil
	}
	return a.ask.story(a.opt.Context, 0, next, true)
}

// line is what is known of the story that is shown.
func (a *App) line() (model.Line, bool) {
	if l, ok := a.list.Line(a.wanted); ok && l.Headline != "" {
		return l, true
	}
	if s := a.article.Story(); s != nil && s.ID == a.wanted {
		return model.LineOf(s), true
	}
	return model.Line{}, false
}
