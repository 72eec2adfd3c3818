package ui_test

import (
	"io"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"go.uber.org/goleak"

	"lede/ui"
	"lede/ui/uitest"
)

func TestAProgramOfItEndsAndLeavesNothingRunning(t *testing.T) {
	defer goleak.VerifyNone(t)
	d := uitest.New(uitest.Edition(200))
	m := ui.New(ui.Options{Desk: d, May: everything, Now: nowIsNoon, Keys: table(), Context: t.Context(), After: func(_ time.Duration, m tea.Msg) tea.Cmd {
		return func() tea.Msg { return m }
	}})
	p := tea.NewProgram(m, tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithoutSignalHandler(), tea.WithWindowSize(140, 40))
	go func() {
		for _, k := range []string{"j", "j", "enter", "J", "]", "m", "*", "esc", "t", "b", "enter", "R", "f", "g", "r", "a", "enter", "A", "u", "x", "G", "i", "z", "Q"} {
			p.Send(uitest.Key(k))
		}
	}()
	if _, err := p.Run(); err != nil {
		t.Fatal(err)
	}
	if !d.Left {
		t.Error("the desk was not told")
	}
}
