package sshd

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// resting is an App whose reader is said goodbye to after a time without a key. One timer runs at a
// time, and none while nothing is pressed but the last.
type resting struct {
	tea.Model
	idle time.Duration
	now  func() time.Time
	last time.Time // of the last key
}

// rested says that a timer ran out.
type rested struct{}

func (r resting) wait(d time.Duration) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return rested{} })
}

// Init begins the App and the waiting.
func (r resting) Init() tea.Cmd { return tea.Batch(r.Model.Init(), r.wait(r.idle)) }

// Update passes everything on and notes when a key came.
func (r resting) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	switch m.(type) {
	case rested:
		if left := r.idle - r.now().Sub(r.last); left > 0 {
			return r, r.wait(left)
		}
		return r, tea.Quit
	case tea.KeyPressMsg, tea.MouseMsg, tea.PasteMsg:
		r.last = r.now()
	}
	var c tea.Cmd
	r.Model, c = r.Model.Update(m)
	return r, c
}
