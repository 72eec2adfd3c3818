// Package facts is the sidebar: what a hurried reader must not miss of a story, as clauses of its own
// words, and below them every fact by kind, with what it is about and the paragraph that says it.
//
// A story's facts go in, an index into them comes out; everything shown is a slice of the text.
package facts

import (
	"strings"

	"lede/model"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/term"
)

// Pane is the sidebar. The zero Pane shows nothing.
type Pane struct {
	story  *model.Story
	text   string
	leaves []model.Span // the paragraphs
	items  []item
	rows   []place // what each row of the whole sidebar shows
	folded [groups]bool

	rect  layout.Rect
	chart chart
	sel   int // an index into items; -1 for none
	top   int // first row on screen
	gen   int
}

// item is something that can be selected: a heading, a clause, or a fact with all its mentions.
type item struct {
	what   what
	group  group
	facts  []int // indexes into the story's facts, the first mention first
	span   model.Span
	breaks [][2]int // of a clause or a quotation: its lines, as bytes of its own text
	cut    bool     // the last of breaks holds more than fits
}

type what uint8

const (
	heading what = iota
	clause
	fact
)

// place is one row: a part of an item, from 0; item -1 is blank.
type place struct{ item, part int }

// Show shows the facts of a story; of the same story again it keeps what is selected and folded.
func (p Pane) Show(s *model.Story) Pane {
	same := p.story != nil && s != nil && p.story.ID == s.ID
	was := p.Fact()
	p.story, p.text, p.leaves = s, "", nil
	if !same {
		p.chart = chart{}
	}
	if s != nil {
		p.text, p.leaves = s.Body.Text(), s.Body.Leaves()
	}
	p.items = p.build()
	p.sel, p.top = -1, 0
	p = p.lay()
	if same && was >= 0 {
		p = p.Select(was)
	}
	return p
}

// Resize gives the pane another place.
func (p Pane) Resize(r layout.Rect) Pane {
	if r == p.rect {
		return p
	}
	p.rect = r
	return p.lay().reveal()
}

// Empty tells whether there is nothing to show.
func (p Pane) Empty() bool { return len(p.items) == 0 }

// Fact is the selected fact, an index into the story's facts; -1 for none. Of a clause it is the
// first fact told in it.
func (p Pane) Fact() int {
	if p.sel < 0 || p.sel >= len(p.items) || len(p.items[p.sel].facts) == 0 {
		return -1
	}
	return p.items[p.sel].facts[0]
}

// Select selects the row of a fact, -1 none. A folded group opens for it.
func (p Pane) Select(index int) Pane {
	p.gen++
	if index < 0 || p.story == nil || index >= len(p.story.Facts) {
		p.sel = -1
		return p
	}
	if g := groupOf(p.story.Facts[index].Kind); p.folded[g] {
		p.folded[g] = false
		p = p.Show(p.story)
	}
	for i, it := range p.items {
		if it.what != fact {
			continue
		}
		for _, f := range it.facts {
			if f == index {
				p.sel = i
				return p.reveal()
			}
		}
	}
	return p
}

// chart is how many stories named what a fact names, on each of some days.
type chart struct {
	fact int
	days []int
}

func (c chart) sum() int {
	n := 0
	for _, d := range c.days {
		n += d
	}
	return n
}

// chartRows are the rows that a chart takes, the blank one above it included; leastRows is the height of a pane
// that has room for one.
const (
	chartRows = 2
	leastRows = 10
)

// Chart shows below the facts how many stories named what a fact names, on each of some days, as long as that
// fact is selected.
func (p Pane) Chart(fact int, days []int) Pane {
	p.chart = chart{fact, days}
	return p.reveal()
}

// charted tells whether there is a chart of the selected fact: one story alone needs none.
func (p Pane) charted() bool {
	return p.rect.H >= leastRows && p.chart.fact == p.Fact() && p.chart.sum() > 1
}

// height is how many rows are left for the facts.
func (p Pane) height() int {
	if p.charted() {
		return p.rect.H - chartRows
	}
	return p.rect.H
}

// Do is what the reader asked of the sidebar: to move, or to fold.
func (p Pane) Do(a keys.Action, n int) Pane {
	page := max(p.rect.H/2, 1)
	switch a {
	case keys.Next:
		return p.move(n)
	case keys.Prev:
		return p.move(-n)
	case keys.HalfDown:
		return p.move(n * page / 2)
	case keys.HalfUp:
		return p.move(-n * page / 2)
	case keys.PageDown:
		return p.move(n * page)
	case keys.PageUp:
		return p.move(-n * page)
	case keys.First:
		return p.pick(p.first())
	case keys.Last:
		return p.pick(len(p.items) - 1)
	case keys.Fold:
		return p.fold()
	case keys.FoldAll:
		return p.foldAll()
	}
	return p
}

// first is the first item that is no heading.
func (p Pane) first() int {
	for i, it := range p.items {
		if it.what != heading {
			return i
		}
	}
	return 0
}

// move goes so many items on; headings are stopped at only where their group is folded.
func (p Pane) move(by int) Pane {
	if len(p.items) == 0 {
		return p
	}
	if p.sel < 0 {
		return p.pick(p.first())
	}
	step, at := 1, p.sel
	if by < 0 {
		step, by = -1, -by
	}
	for i := p.sel + step; i >= 0 && i < len(p.items) && by > 0; i += step {
		if it := p.items[i]; it.what != heading || p.folded[it.group] {
			at = i
			by--
		}
	}
	return p.pick(at)
}

func (p Pane) pick(i int) Pane {
	p.sel = min(max(i, -1), len(p.items)-1)
	p.gen++
	return p.reveal()
}

// Enter selects the first item where none is selected.
func (p Pane) Enter() Pane {
	if p.sel >= 0 {
		return p
	}
	return p.pick(p.first())
}

func (p Pane) fold() Pane {
	if p.sel < 0 || p.sel >= len(p.items) {
		return p
	}
	g := p.items[p.sel].group
	p.folded[g] = !p.folded[g]
	return p.refold(g)
}

func (p Pane) foldAll() Pane {
	g := group(0)
	if p.sel >= 0 && p.sel < len(p.items) {
		g = p.items[p.sel].group
	}
	all := !p.folded[g]
	for i := range p.folded {
		p.folded[i] = all
	}
	return p.refold(g)
}

// refold lists the items anew and selects the heading of g, or its first fact where it is open.
func (p Pane) refold(g group) Pane {
	p.items = p.build()
	p = p.lay()
	for i, it := range p.items {
		if it.group == g {
			if !p.folded[g] && i+1 < len(p.items) && p.items[i+1].group == g {
				i++
			}
			return p.pick(i)
		}
	}
	return p.pick(-1)
}

// Scroll moves the rows and leaves the selection where it is.
func (p Pane) Scroll(rows int) Pane {
	p.top = p.bounded(p.top + rows)
	p.gen++
	return p
}

// Click selects what row y of the pane shows; ok is false where that is nothing. A click on a
// heading folds it.
func (p Pane) Click(y int) (Pane, bool) {
	y += p.top
	if y < 0 || y >= len(p.rows) || p.rows[y].item < 0 {
		return p, false
	}
	p = p.pick(p.rows[y].item)
	if p.items[p.sel].what == heading {
		p = p.fold()
	}
	return p, true
}

// reveal scrolls as little as it must for the selected item to be seen, with its heading above it.
func (p Pane) reveal() Pane {
	p.gen++
	if p.sel < 0 {
		p.top = p.bounded(p.top)
		return p
	}
	first, last := -1, -1
	for y, r := range p.rows {
		if r.item == p.sel {
			if first < 0 {
				first = y
			}
			last = y
		}
	}
	if first > 0 && p.rows[first-1].item >= 0 && p.items[p.rows[first-1].item].what == heading {
		first--
	}
	if last >= p.top+p.height() {
		p.top = last - p.height() + 1
	}
	if first >= 0 && first < p.top {
		p.top = first
	}
	p.top = p.bounded(p.top)
	return p
}

func (p Pane) bounded(top int) int { return max(min(top, len(p.rows)-p.height()), 0) }

// paragraph is the number of the paragraph that a span begins in, from 1; 0 for none.
func (p Pane) paragraph(s model.Span) int {
	for i, l := range p.leaves {
		if s.Start < l.End {
			return i + 1
		}
	}
	return len(p.leaves)
}

// words are the text of a span in one line.
func (p Pane) words(s model.Span) string {
	return strings.TrimSpace(term.Safe(strings.ReplaceAll(s.In(p.text), "\n", " ")))
}
