// Package spark draws numbers where a look beats reading: a row of them as columns, one of them as a bar. Numbers go
// in, cells come out, one a column and so many a bar; they say nothing without the number that stands beside them.
package spark

import "strings"

// Line is a column for each number, the greatest of full height; "" where all of them are 0.
func Line(ns []int) string {
	most := 0
	for _, n := range ns {
		most = max(most, n)
	}
	if most == 0 {
		return ""
	}
	var b strings.Builder
	for _, n := range ns {
		if n <= 0 {
			b.WriteRune('▁')
			continue
		}
		b.WriteRune([]rune("▂▃▄▅▆▇█")[(n*7-1)/most]) // none but 0 stands as low as 0
	}
	return b.String()
}

// Bar is a bar of so many halves of a cell.
func Bar(halves int) string {
	return strings.Repeat("━", max(halves, 0)/2) + strings.Repeat("╸", max(halves, 0)%2)
}
