package ui

import "strings"

// asciiPairs are the marks that the screen is drawn with, and some of type, beside what a terminal prints that
// has ASCII only. Each takes as many cells as what it stands for.
var asciiPairs = [...]string{
	"│", "|", "─", "-", "━", "=", "╸", "-", "┬", "+", "┴", "+", "├", "+", "┤", "+", "┼", "+", "╭", "+", "╮", "+", "╰", "+", "╯", "+",
	"▌", ">", "▏", "'", "┆", ":", "┃", "|", "▎", "|", "●", "o", "★", "*", "•", "*", "·", "-", "…", "~", "×", "x", "¶", "@",
	"≈", "~", "≥", ">", "≤", "<", "▸", "+", "▾", "v", "▧", "#", "←", "<", "→", ">", "↑", "^", "↓", "v", "↳", "\\",
	"█", "#", "▉", "#", "▊", "#", "▋", "=", "▍", "=", "▁", "_", "▂", ".", "▃", "-", "▄", "-", "▅", "=", "▆", "=", "▇", "#",
	"“", "\"", "”", "\"", "„", "\"", "‘", "'", "’", "'", "–", "-", "—", "-", "\u00a0", " ", "€", "E", "£", "L",
}

// newASCII makes a screen's marks plain; what stories say in other scripts is left to the terminal.
func newASCII() *strings.Replacer { return strings.NewReplacer(asciiPairs[:]...) }
