package query

import (
	"fmt"
	"slices"
	"strings"
)

// Error says what is wrong with a query, where, and what was probably meant.
type Error struct {
	Col  int    // 1-based, in runes; one past the end where something is missing
	Msg  string // "unknown key “autor”"
	Hint string // "did you mean author:?", or ""
}

// Error is the whole in one line: unknown key “autor” at column 5: did you mean author:?
func (e *Error) Error() string {
	s := fmt.Sprintf("%s at column %d", e.Msg, e.Col)
	if e.Hint != "" {
		s += ": " + e.Hint
	}
	return s
}

// Nearest is the name of names that s was probably meant to be, or "" when none is near: at most a
// third of it (one letter of a short one) is missing, too many, wrong or swapped.
func Nearest(s string, names []string) string {
	s = Fold(s)
	best, at := "", len(s)/3+1
	if len(s) < 3 {
		at = 1
	}
	for _, n := range names {
		d := distance(s, Fold(n))
		if d < at || d == at && best == "" {
			best, at = n, d
		}
	}
	if best == "" && len(s) >= 2 {
		if i := slices.IndexFunc(names, func(n string) bool { return strings.HasPrefix(Fold(n), s) }); i >= 0 {
			return names[i]
		}
	}
	return best
}

// distance is the number of letters to add, drop, change or swap with their neighbour between a
// and b (optimal string alignment), over bytes. Over-long words are never near.
func distance(a, b string) int {
	const most = 40
	if len(a) > most || len(b) > most {
		return most
	}
	var rows [3][most + 1]int
	for j := range len(b) + 1 {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur, prev, before := &rows[(i+1)%3], &rows[i%3], &rows[(i+2)%3]
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
	}
	return rows[(len(a)+1)%3][len(b)]
}
