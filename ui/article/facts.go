package article

import "lede/model"

// Selected is the selected fact's index in the story's facts, -1 for none.
func (p Pane) Selected() int { return p.fact }

// Select has a fact and its sentence stand out, and brings them on screen; -1 selects none.
func (p Pane) Select(fact int) Pane {
	if p.story == nil || fact >= len(p.story.Facts) {
		return p
	}
	if fact == p.fact {
		return p.reveal(fact)
	}
	p.fact = max(fact, -1)
	p = p.fresh()
	return p.reveal(p.fact)
}

// reveal scrolls as little as it must for a fact and its sentence to be seen.
func (p Pane) reveal(fact int) Pane {
	if fact < 0 || p.page == nil || p.page.story != p.story {
		return p
	}
	f := p.story.Facts[fact]
	first, last, ok := p.page.rowsOf(f.Sentence)
	if y, _, found := p.page.rowsOf(f.Span); found && (!ok || last-first >= p.rect.H) {
		first, last, ok = y, y, true
	}
	if !ok || first >= p.top && last < p.top+p.rect.H {
		return p
	}
	return p.scrolled(first - p.rect.H/3)
}

// Visible are the facts of which any cell is on screen, in the order of the text.
func (p Pane) Visible() []int {
	if p.page == nil || p.page.story != p.story {
		return nil
	}
	var out []int
	seen := map[int]bool{}
	for y := p.top; y < min(p.top+p.rect.H, len(p.page.rows)); y++ {
		r := &p.page.rows[y]
		for i := range r.tags {
			c := p.page.cut(r, i)
			if c == nil {
				continue
			}
			for _, f := range c.facts {
				if !seen[f] {
					seen[f] = true
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// Step is the next fact (back: the previous one) after the selected one, of any of kinds or, without
// kinds, of every kind but quotes and sources; -1 where there is none. With none selected it begins
// at the first row on screen.
func (p Pane) Step(back bool, kinds ...model.Kind) int {
	if p.story == nil {
		return -1
	}
	facts := p.story.Facts
	wanted := func(i int) bool {
		if len(kinds) == 0 {
			return facts[i].Kind != model.QuoteOf && facts[i].Kind != model.Source
		}
		for _, k := range kinds {
			if facts[i].Kind == k {
				return true
			}
		}
		return false
	}
	from, step := p.fact, 1
	if back {
		step = -1
	}
	if from < 0 {
		from = -1
		if v := p.Visible(); len(v) > 0 {
			from = v[0] - 1
			if back {
				from = v[0]
			}
		}
	}
	for i := from + step; i >= 0 && i < len(facts); i += step {
		if wanted(i) {
			return i
		}
	}
	return -1
}
