// Package topics is the strip from which topics are chosen: each with the letter that picks it and the
// number of its stories. What is typed narrows it; the first that is left is picked as one types.
package topics

import (
	"strconv"
	"strings"

	"lede/ui/keys"
	"lede/ui/row"
	"lede/ui/spark"
	"lede/ui/term"
	"lede/ui/theme"
	"lede/ui/when"
)

// Entry is a topic to choose.
type Entry struct {
	Name          string // as a query has it: "bitcoin"
	Total, Unread int
	On, Off       bool // the filter wants it, excludes it
}

// Strip is the strip. The zero Strip has no topics.
type Strip struct {
	all   []Entry           // in the order shown; it does not change while the strip is open
	week  map[string]string // a topic's stories of the last days, as columns
	typed string
	sel   int // of those that match; -1 for none
}

// Open begins with topics in their order, the first nine of which digits toggle.
func Open(all []Entry) Strip { return Strip{all: all, sel: -1} }

// Update gives new counts and states; topics keep their places, new ones come last, and one that is
// missing has no story left.
func (s Strip) Update(all []Entry) Strip {
	by := make(map[string]Entry, len(all))
	for _, e := range all {
		by[e.Name] = e
	}
	out := make([]Entry, 0, len(all))
	for _, e := range s.all {
		n, ok := by[e.Name]
		if !ok {
			n = Entry{Name: e.Name, On: e.On, Off: e.Off}
		}
		delete(by, e.Name)
		out = append(out, n)
	}
	for _, e := range all {
		if _, fresh := by[e.Name]; fresh {
			out = append(out, e)
		}
	}
	s.all = out
	return s
}

// Numbers is how many topics have a number, and with it a week.
const Numbers = 9

// Week gives topics the stories that they had on each of the last days, by name. Where nothing came in these days
// no topic shows any.
func (s Strip) Week(days map[string][]int) Strip {
	s.week = nil
	for name, ns := range days {
		if line := spark.Line(ns); line != "" {
			if s.week == nil {
				s.week = map[string]string{}
			}
			s.week[name] = line
		}
	}
	return s
}

// Marked sets which topics a filter wants and which it excludes.
func (s Strip) Marked(on, off []string) Strip {
	all := append([]Entry(nil), s.all...)
	for i := range all {
		all[i].On, all[i].Off = contains(on, all[i].Name), contains(off, all[i].Name)
	}
	s.all = all
	return s
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// Type adds a letter; ok is false, and nothing changes, when no topic would be left.
func (s Strip) Type(text string) (Strip, bool) {
	t := s
	t.typed, t.sel = s.typed+strings.ToLower(term.Safe(text)), 0
	if len(t.matching()) == 0 {
		return s, false
	}
	return t, true
}

// Typed is what was typed so far.
func (s Strip) Typed() string { return s.typed }

// Clear forgets what was typed and picked.
func (s Strip) Clear() Strip {
	s.typed, s.sel = "", -1
	return s
}

// Do moves among the topics that are left, or takes a letter back.
func (s Strip) Do(a keys.Action, n int) Strip {
	m := len(s.matching())
	switch a {
	case keys.Next:
		s.sel = min(s.sel+n, m-1)
	case keys.Prev:
		s.sel = max(s.sel-n, min(0, m-1))
	case keys.Backspace:
		if s.typed == "" {
			return s
		}
		rs := []rune(s.typed)
		s.typed, s.sel = string(rs[:len(rs)-1]), 0
		if s.typed == "" {
			s.sel = -1
		}
	}
	return s
}

// Picked is the topic that is picked now, "" for none.
func (s Strip) Picked() string {
	m := s.matching()
	if s.sel < 0 || s.sel >= len(m) {
		return ""
	}
	return s.all[m[s.sel]].Name
}

// Numbered is the topic that a digit stands for, "" for none.
func (s Strip) Numbered(n int) string {
	if n < 1 || n > len(s.all) || n > Numbers {
		return ""
	}
	return s.all[n-1].Name
}

// matching are the topics that what was typed leaves, best first: the one whose letter it is, those that
// begin with it, those of which a later word does, those that hold it.
func (s Strip) matching() []int {
	var ranks [4][]int
	hints := s.hints()
	for i, e := range s.all {
		name := strings.ToLower(e.Name)
		switch {
		case s.typed == "":
			ranks[0] = append(ranks[0], i)
		case len(s.typed) == 1 && hints[i] == s.typed[0]:
			ranks[0] = append(ranks[0], i)
		case strings.HasPrefix(name, s.typed):
			ranks[1] = append(ranks[1], i)
		case strings.Contains(name, "-"+s.typed) || strings.Contains(name, " "+s.typed):
			ranks[2] = append(ranks[2], i)
		case len(s.typed) > 1 && strings.Contains(name, s.typed):
			ranks[3] = append(ranks[3], i)
		}
	}
	var out []int
	for _, r := range ranks {
		out = append(out, r...)
	}
	return out
}

// hints are the letters that pick a topic at once, 0 for none: the first letter of its name that no
// topic before it has.
func (s Strip) hints() []byte {
	out := make([]byte, len(s.all))
	var taken [256]bool
	for i, e := range s.all {
		for _, c := range []byte(strings.ToLower(e.Name)) {
			if c >= 'a' && c <= 'z' && !taken[c] {
				out[i], taken[c] = c, true
				break
			}
		}
	}
	return out
}

// most is how many rows the strip takes.
const most = 3

// Rows is how many rows the strip needs in a screen of w cells.
func (s Strip) Rows(w int) int { return min(max(len(s.flow(w)), 1), most) }

// flow lays the topics that are left into rows of w cells; each row is a list of indexes into the matches.
func (s Strip) flow(w int) [][]int {
	var out [][]int
	left := 0
	for j, i := range s.matching() {
		need := s.width(i)
		if left < need || len(out) == 0 {
			out = append(out, nil)
			left = w + 1 // the blanks behind the last topic may be cut
			if len(out) == 1 {
				left -= s.intro()
			}
		}
		out[len(out)-1] = append(out[len(out)-1], j)
		left -= need
	}
	return out
}

// intro is the width of what stands before the first topic.
func (s Strip) intro() int {
	if s.typed == "" {
		return 0
	}
	return term.Width(s.typed) + 2
}

func (s Strip) width(i int) int {
	n := term.Width(term.Safe(s.all[i].Name)) + 1 + len(when.Count(s.all[i].Total)) + 3
	if i < Numbers {
		n += 2
	}
	if s.all[i].On || s.all[i].Off {
		n++
	}
	if line := s.week[s.all[i].Name]; line != "" {
		n += term.Width(line) + 1
	}
	return n
}

// View is h rows of w cells.
func (s Strip) View(w, h int, t theme.Theme) []string {
	rows := s.flow(w)
	first := 0
	for y, r := range rows { // the picked one stays in sight
		if s.sel >= 0 && len(r) > 0 && r[0] <= s.sel && y >= h {
			first = y - h + 1
		}
	}
	out := make([]string, 0, max(h, 0))
	match := s.matching()
	hints := s.hints()
	for y := first; len(out) < h; y++ {
		r := row.New(w)
		r.Space(1)
		if y == 0 && s.typed != "" {
			r.Put(t.Key, s.typed)
			r.Put(t.Faint, "▏ ")
		}
		if y < len(rows) {
			for _, j := range rows[y] {
				s.entry(&r, match[j], j == s.sel, hints[match[j]], &t)
			}
		} else if len(rows) == 0 && y == 0 {
			r.Put(t.Dim, "no topics in these stories")
		}
		out = append(out, r.String())
	}
	return out
}

func (s Strip) entry(r *row.Row, i int, picked bool, hint byte, t *theme.Theme) {
	e := s.all[i]
	if i < Numbers {
		r.Put(t.Faint, strconv.Itoa(i+1)+" ")
	}
	name := term.Safe(e.Name)
	st := t.Text
	switch {
	case e.On:
		st = t.Chip
		r.Put(t.Good, "+")
	case e.Off:
		st = t.Faint
		r.Put(t.Warn, "-")
	case e.Total == 0:
		st = t.Faint
	}
	at := -1
	if hint != 0 && s.typed == "" {
		at = strings.IndexByte(strings.ToLower(name), hint)
	}
	switch {
	case picked:
		r.Put(t.Match, name)
	case at >= 0 && at < len(name):
		r.Put(st, name[:at])
		r.Put(t.Key.With(theme.Underline), name[at:at+1])
		r.Put(st, name[at+1:])
	default:
		r.Put(st, name)
	}
	r.Space(1)
	count := t.Faint
	if e.Unread > 0 {
		count = t.Dim
	}
	r.Put(count, when.Count(e.Total))
	if line := s.week[e.Name]; line != "" {
		r.Space(1)
		r.Put(t.Accent, line)
	}
	r.Space(3)
}

// At is the topic drawn at a cell of the strip, "" for none.
func (s Strip) At(x, y, w int) string {
	rows, match := s.flow(w), s.matching()
	if y < 0 || y >= len(rows) {
		return ""
	}
	left := 1
	if y == 0 {
		left += s.intro()
	}
	for _, j := range rows[y] {
		n := s.width(match[j])
		if x >= left && x < left+n-2 {
			return s.all[match[j]].Name
		}
		left += n
	}
	return ""
}
