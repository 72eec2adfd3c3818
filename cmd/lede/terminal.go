package main

import (
	"os"
	"strconv"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// columns is the width of a terminal in cells, 80 where it does not tell.
func columns(v any, env func(string) string) int {
	if f, ok := v.(*os.File); ok {
		if w, _, err := term.GetSize(f.Fd()); err == nil && w > 0 {
			return w
		}
	}
	if n, err := strconv.Atoi(env("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return 80
}

// sized takes a terminal that does not tell its size, as a serial line does, for one of 80 by 24 cells.
func sized(msg tea.Msg) tea.Msg {
	if m, ok := msg.(tea.WindowSizeMsg); ok && (m.Width <= 0 || m.Height <= 0) {
		return tea.WindowSizeMsg{Width: 80, Height: 24}
	}
	return msg
}
