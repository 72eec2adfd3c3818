package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/ui/desk"
	"lede/ui/msg"
	"lede/ui/status"
)

// maxNote is how many bytes of a note are kept.
const maxNote = 16 << 10

// writeNote opens the reader's editor on the story's note; where there is none, or none may be started, a line.
func (a *App) writeNote() tea.Cmd {
	s := a.article.Story()
	noter, ok := a.opt.Desk.(desk.Noter)
	switch {
	case s == nil || s.ID != a.wanted:
		return a.say(status.Info, "no story is selected")
	case !ok || !a.opt.May.Mark:
		return a.say(status.Info, "notes are not kept here")
	}
	a.noting = s.ID
	if a.opt.May.Open {
		if e := noter.Editor(s.State.Note); e != nil {
			id := s.ID
			return a.opt.Edit(e, func(err error) tea.Msg { return msg.Written{ID: id, Text: e.Text(), Err: err} })
		}
	}
	return a.typeLine(forNote, strings.Join(strings.Fields(s.State.Note), " "))
}

// written keeps what was left in the editor.
func (a *App) written(m msg.Written) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	return a.keepNote(m.ID, m.Text)
}

// keepNote keeps a note; an empty one takes it away.
func (a *App) keepNote(id model.StoryID, text string) tea.Cmd {
	if _, ok := a.opt.Desk.(desk.Noter); !ok || !a.opt.May.Mark {
		return a.say(status.Info, "notes are not kept here")
	}
	text = strings.TrimSpace(text)
	if len(text) > maxNote {
		text = strings.ToValidUTF8(text[:maxNote], "")
	}
	was := ""
	if s, ok := a.noteStory(id); ok {
		was = s.State.Note
	}
	if id == 0 || text == was {
		return nil
	}
	return a.ask.note(msg.Noted{ID: id, Note: text, Was: was})
}

// noteStory is the story of that number, where it is at hand.
func (a *App) noteStory(id model.StoryID) (*model.Story, bool) {
	if s := a.article.Story(); s != nil && s.ID == id {
		return s, true
	}
	return a.cache.get(id)
}

// note keeps a note and answers with m. Whoever asks knows that the desk keeps notes.
func (k asker) note(m msg.Noted) tea.Cmd {
	return func() tea.Msg {
		m.Err = k.desk.(desk.Noter).Note(k.ctx, m.ID, m.Note)
		return m
	}
}

// noted shows a note that was kept.
func (a *App) noted(m msg.Noted) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	said := "the note is as it was"
	if !m.Undoing {
		a.did(deed{what: noteDeed, note: m})
		if said = "note kept"; m.Note == "" {
			said = "note taken away"
		}
		said += a.undoes()
	}
	cmds := []tea.Cmd{a.say(status.Good, said)}
	if s, ok := a.noteStory(m.ID); ok {
		now := *s
		now.State.Note = m.Note
		a.cache.put(&now)
		if m.ID == a.wanted {
			cmds = append(cmds, a.show(&now))
		}
	}
	return tea.Batch(cmds...)
}
