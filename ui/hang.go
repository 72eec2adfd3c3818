package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/graphics"
	"lede/ui/msg"
)

// hung is the picture on screen as the terminal knows it. The zero hung is none.
type hung struct {
	story      model.StoryID
	id         int
	cols, rows int  // in which it is shown
	busy       bool // something of it is on its way to the terminal
	there      bool // the terminal has it
}

// hang has the terminal hold what the page shows, in the size in which it shows it, and nothing else. One thing is on
// its way at a time, since commands may pass one another.
func (a *App) hang() tea.Cmd {
	p, h := &a.pictures, &a.pictures.hung
	story, cols, rows := a.article.Illustrated()
	if h.story != 0 && story != h.story {
		*h = hung{}
	}
	var cmd tea.Cmd
	if slices.ContainsFunc(p.sent, func(id int) bool { return id != h.id }) {
		cmd = a.takeDown()
	}
	g := p.came[story]
	switch {
	case story == 0 || h.busy || g.Image == nil:
	case g.Way == graphics.Kitty && h.story == story && !h.there:
		h.busy, g.ID = true, h.id
		cmd = tea.Batch(cmd, send(g, cols, rows))
	case g.Way == graphics.Kitty && h.story == story && (h.cols != cols || h.rows != rows):
		h.busy, h.cols, h.rows = true, cols, rows
		cmd = tea.Batch(cmd, tea.Raw(graphics.Shown{ID: h.id, Cols: cols, Rows: rows}))
	case g.Way == graphics.Sixel && (h.story != story || h.cols != cols || h.rows != rows):
		*h = hung{story: story, id: p.next(), cols: cols, rows: rows, busy: true}
		g.ID = h.id
		cmd = tea.Batch(cmd, send(g, cols, rows))
	}
	return cmd
}

// takeDown empties kitty's memory but for the picture on screen.
func (a *App) takeDown() tea.Cmd {
	p := &a.pictures
	var b strings.Builder
	p.sent = slices.DeleteFunc(p.sent, func(id int) bool {
		if id != p.hung.id {
			b.WriteString(graphics.Remove(id))
		}
		return id != p.hung.id
	})
	return tea.Raw(b.String())
}

func send(g graphics.Plate, cols, rows int) tea.Cmd {
	return func() tea.Msg { return tea.RawMsg{Msg: graphics.Send(g, cols, rows)} }
}

// wrote learns what the terminal was sent.
func (a *App) wrote(m msg.Sent) {
	p := &a.pictures
	switch sent := m.What.(type) {
	case graphics.Sent:
		if sent.Way == graphics.Kitty {
			p.sent = append(p.sent, sent.ID)
		}
		if sent.ID == p.hung.id {
			p.hung.busy, p.hung.there = false, true
		}
	case graphics.Shown:
		if sent.ID == p.hung.id {
			p.hung.busy = false
		}
	}
}

// resend has the terminal sent what it may have lost.
func (a *App) resend() { a.pictures.hung = hung{} }

// overPicture gives the rows of the article's pane with room for sixels, where these are there and nothing lies over
// them; else the picture's blocks stay.
func (a *App) overPicture(rows []string) {
	h, r := &a.pictures.hung, a.frame.Article
	if !h.there || a.pictures.came[h.story].Way != graphics.Sixel || a.layer == menuLayer || a.layer == helpLayer || len(rows) == 0 {
		return
	}
	at := a.article.Whole(r)
	if at.W != h.cols || at.H != h.rows || at.Y+at.H >= a.frame.H || a.layer == promptLayer && at.Y+at.H >= a.frame.Bottom.Y {
		return
	}
	a.article.Bare(rows, r)
	a.drawn.place = graphics.Place{ID: h.id, X: at.X, Y: at.Y, Cols: at.W, Rows: at.H}
}
