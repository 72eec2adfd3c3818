package ui_test

import (
	"testing"

	"lede/ui"
	"lede/ui/desk"
)

func TestWhatIsMutedIsHiddenAndShownAgainByUndo(t *testing.T) {
	s, d := begin(140, 40, 60)
	shows(t, s, "Storm keeps")
	s.Press(":", "'mute storm'", "enter")
	shows(t, s, "storm is muted; :mute lists what is (u undo)")
	hides(t, s, "Storm keeps")
	s.Press("u")
	shows(t, s, "what is muted is as it was", "Storm keeps")
	s.Press("ctrl+r")
	hides(t, s, "Storm keeps")
	if v, _ := d.Setting(t.Context(), "mute"); v != "storm\n" {
		t.Errorf("kept: %q", v)
	}
}

func TestWhatIsMutedIsListedAndTakenOff(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press(":", "'mute'", "enter")
	shows(t, s, "nothing is muted; a hides what answers a query")
	s.Press("a", "'#ship'", "tab")
	shows(t, s, "mute #shipping")
	s.Press("ctrl+u", "'grain'", "enter", ":", "'mute storm'", "enter")
	hides(t, s, "Storm keeps", "grain exports")
	s.Press(":", "'mute'", "enter")
	shows(t, s, "╭─ muted", "1 grain", "2 storm")
	s.Press("d")
	shows(t, s, "grain is muted no longer (u undo)", "1 storm", "grain exports")
	s.Press("u")
	shows(t, s, "1 grain", "2 storm")
	s.Press("j", "enter")
	shows(t, s, "storm ×", "is:muted ×")
}

func TestWhatCannotBeMutedIsTold(t *testing.T) {
	s, d := begin(140, 40, 60)
	s.Press(":", "'mute autor:x'", "enter")
	shows(t, s, "unknown key “autor”")
	s.Press(":", "'mute sort:sources'", "enter")
	shows(t, s, "that would hide every story")
	if v, _ := d.Setting(t.Context(), "mute"); v != "" {
		t.Errorf("kept: %q", v)
	}
	s, _ = begin(140, 40, 60, func(o *ui.Options) { o.May = desk.May{} })
	s.Press(":", "'mute storm'", "enter")
	shows(t, s, "nothing can be muted here")
}

func TestAQueryIsCompletedBehindACommand(t *testing.T) {
	s, _ := begin(140, 40, 60)
	s.Press(":", "'filter grain #ship'", "tab")
	shows(t, s, ": filter grain #shipping")
}
