package main

import (
	"os"
	"strconv"

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
