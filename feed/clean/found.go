package clean

import (
	"strings"

	"lede/model"
)

// Found is what the lines told that are no part of the story.
type Found struct {
	Headline  string // of "The post … appeared first on …"; "" when none was found
	Publisher string
	Byline    string
	Dateline  string // "LONDON, March 3"; it stays in the Body, too
	Wire      string // AP, Reuters, AFP …
	Comments  string // address of the discussion
	Truncated bool   // the source goes on elsewhere
	Shortened bool   // the Body is cut at MaxText
	Cut       []string
}

// finish repairs and trims drafts and writes them down; m, unless it is nil, learns where every byte came from.
func finish(ds []*draft, h Hints, m *Map) (model.Body, Found) {
	return finishAs(ds, cutter{h: h}, m)
}

func finishAs(ds []*draft, c cutter, m *Map) (model.Body, Found) {
	var f Found
	ds = unglue(ds)
	c.f = &f
	c.run(ds)
	ds = prune(sweep(ds))
	b, cut := write(ds, MaxText, m)
	f.Shortened = cut
	f.Truncated = f.Truncated || cut
	return b, f
}

// sweep takes out what was cut.
func sweep(ds []*draft) []*draft {
	out := ds[:0]
	for _, d := range ds {
		if d.gone {
			continue
		}
		d.kids = sweep(d.kids)
		out = append(out, d)
	}
	return out
}

// cutter walks the leaves of a story and cuts what is none of it.
type cutter struct {
	f      *Found
	h      Hints
	page   bool // the text is from a page, which says beside it when it came out
	leaves []*draft
	words  *phrases
}

// run cuts single lines anywhere, then from the end backwards whatever trails the story, then looks at its
// beginning.
func (c *cutter) run(ds []*draft) {
	c.words = phraseTable()
	leaves(ds, func(d *draft, in []*draft) {
		if d.Kind == model.Code || d.Kind == model.Cell {
			return
		}
		c.leaves = append(c.leaves, d)
	})
	c.lines()
	c.tail()
	c.head()
}

// cut marks a leaf as no part of the story.
func (c *cutter) cut(d *draft) {
	if s := d.text(); s != "" {
		c.note(s)
	}
	d.gone = true
}

func (c *cutter) note(s string) {
	if len(c.f.Cut) < 50 {
		c.f.Cut = append(c.f.Cut, line(s))
	}
}

// lines judges each leaf by itself. After the heading of a list of other stories that list goes too.
func (c *cutter) lines() {
	for i := 0; i < len(c.leaves); i++ {
		d := c.leaves[i]
		if d.Kind == model.Figure || d.gone {
			continue
		}
		s := d.text()
		if len(s) <= 64 && startsAny(bare(s), "more from ", "more in ", "more on ", "more about ", "latest from ", "also from ", "other stories", "aus dem ressort ") && c.links(i+1) >= 2 {
			c.cut(d)
			i = c.cutLinks(i + 1)
			continue
		}
		if len(s) > 1200 || len(s) > 64 && !c.suspect(d, s) {
			continue
		}
		switch c.judge(d, s) {
		case cutLine:
			c.f.Truncated = c.f.Truncated || wall(strings.ToLower(s))
			c.cut(d)
		case cutList:
			c.cut(d)
			i = c.cutLinks(i + 1)
		}
	}
}

// links is how many leaves from i on, at most two, are links and nothing else.
func (c *cutter) links(i int) int {
	n := 0
	for n < 2 && i+n < len(c.leaves) && c.leaves[i+n].allLink() {
		n++
	}
	return n
}

// cutLinks cuts the leaves from i on that are links, or names of networks, and nothing else, and gives the index of the last.
func (c *cutter) cutLinks(i int) int {
	for n := 0; i < len(c.leaves) && n < 12; i, n = i+1, n+1 {
		d := c.leaves[i]
		if d.Kind == model.Figure && len(d.pieces) == 0 {
			if d.Href == "" {
				break
			}
		} else if !d.allLink() && !networks(bare(d.text())) {
			break
		}
		c.cut(d)
	}
	return i - 1
}

// allLink tells a leaf whose words all lead elsewhere.
func (d *draft) allLink() bool {
	any := false
	for _, p := range d.pieces {
		if words := strings.Trim(p.s, " \n|·•,–—-»→"); p.href == "" && words != "" && !counted(strings.ToLower(words)) {
			return false
		}
		any = any || p.href != ""
	}
	return any
}

// tail cuts from the end backwards until it meets the story.
func (c *cutter) tail() {
	for i, n := len(c.leaves)-1, 0; i >= 0 && n < 40; n++ {
		d := c.leaves[i]
		if d.gone || d.Kind == model.Figure && len(d.pieces) == 0 {
			i--
			continue
		}
		if d.Kind == model.Figure || !c.trimEnd(d) {
			return
		}
	}
}

// shortenTo keeps the first n bytes of a leaf.
func (c *cutter) shortenTo(d *draft, n int) {
	s := d.text()
	c.note(s[n:])
	head, _ := splitAt(d.pieces, n)
	if d.set(trim(head)); len(d.pieces) == 0 {
		d.gone = true
	}
}
