package article

import (
	"strings"

	"lede/model"
	"lede/model/safe"
	"lede/ui/graphics"
	"lede/ui/layout"
	"lede/ui/term"
)

// plate is the picture of a story, as it is shown.
type plate struct {
	story model.StoryID
	graphics.Plate
}

// Sizes below which no picture is shown, in cells.
const (
	plateW = 24
	plateH = 12
)

// leading is how many blocks may stand before a story's lead picture, itself included.
const leading = 3

// lead is the address of a story's lead picture, and the number of its block, from 1; 0 where it is none of the text.
func lead(s *model.Story) (url string, block int) {
	blocks := s.Body.Blocks()
	for i := range blocks[:min(len(blocks), leading)] {
		if b := &blocks[i]; b.Kind == model.Figure && safe.URL(b.Src) != "" {
			return safe.URL(b.Src), i + 1
		}
	}
	for _, e := range s.Enclosures {
		if u := safe.URL(e.URL); u != "" && strings.HasPrefix(e.Type, "image/") {
			return u, 0
		}
	}
	inText := false
	s.Body.Walk(func(b *model.Block) { inText = inText || b.Kind == model.Figure && b.Src == s.Image })
	if inText { // it belongs where it stands
		return "", 0
	}
	return safe.URL(s.Image), 0
}

// Lead is the address of the story's lead picture; "" where it has none or there is no room for one.
func (p Pane) Lead() string {
	if p.story == nil || p.rect.H < plateH || p.column(p.rect) < plateW {
		return ""
	}
	url, _ := lead(p.story)
	return url
}

// Room is how many cells a picture may take.
func (p Pane) Room() (cols, rows int) { return p.column(p.rect), plateRows(p.rect.H) }

// plateRows is how much of a pane may be picture: two fifths.
func plateRows(height int) int { return height * 2 / 5 }

// Illustrate shows a picture with the text of a story; none, of no story, takes it away.
func (p Pane) Illustrate(id model.StoryID, g graphics.Plate) Pane {
	next := plate{id, g}
	if p.plate == next {
		return p
	}
	p.plate = next
	if p.text == nil {
		return p
	}
	return p.printed(p.text)
}

// Illustrated is the story whose picture is in the page, and how many cells it takes there; 0 for none.
func (p Pane) Illustrated() (id model.StoryID, cols, rows int) {
	if p.page == nil || p.page.plateRows == 0 {
		return 0, 0, 0
	}
	return p.page.story.ID, p.page.plateCols, p.page.plateTall
}

// Whole is where all of the picture stands in a pane; empty where some or all of it is out of sight.
func (p Pane) Whole(r layout.Rect) layout.Rect {
	if _, cols, rows := p.Illustrated(); cols > 0 {
		at := layout.Rect{X: r.X + p.left(r.W), Y: r.Y + p.page.pictureAt() - p.top, W: cols, H: rows}
		if at.Y >= r.Y && at.Y+at.H <= r.Y+r.H && at.X+at.W <= r.X+r.W {
			return at
		}
	}
	return layout.Rect{}
}

// Bare leaves the cells blank that the picture stands on, for what is drawn there otherwise.
func (p Pane) Bare(rows []string, r layout.Rect) {
	at := p.Whole(r)
	for i := range at.H {
		rows[at.Y-r.Y+i] = term.Blank(r.W)
	}
}

// pictureAt is the row of the page in which its picture begins.
func (s *sheet) pictureAt() int { return s.plateAt + s.plateRows - s.plateTall }

// printed shows a sheet with its picture. What is read stays where it is.
func (p Pane) printed(text *sheet) Pane {
	p.text = text
	was := p.page
	p.page = text.with(p.plate, p.rect.H)
	if was != nil && was.story == text.story && was.width == text.width && p.top > p.page.plateAt {
		p.top = max(p.top+p.page.plateRows-was.plateRows, 0)
	}
	return p.fresh()
}

// with is the sheet with a picture in it, for a pane of some height.
func (s *sheet) with(of plate, height int) *sheet {
	if of.Image == nil || s.story == nil || of.story != s.story.ID || height < plateH || s.width < plateW {
		return s
	}
	var rows []row
	for _, l := range of.Lines(s.width, plateRows(height)) {
		rows = append(rows, row{cells: l, tags: make([]int32, len(l))})
	}
	out := *s
	out.plateTall = len(rows)
	if len(rows) > 0 {
		out.plateCols = len(rows[0].cells)
	}
	_, block := lead(s.story)
	at := s.head
	for y := range s.rows {
		if block > 0 && s.rows[y].block == block {
			at = y
			break
		}
	}
	if at == s.head {
		rows = append([]row{{space: true}}, rows...)
	}
	for i := range rows {
		rows[i].block = block
	}
	out.rows = append(append(append(make([]row, 0, len(s.rows)+len(rows)), s.rows[:at]...), rows...), s.rows[at:]...)
	out.drawn, out.plateAt, out.plateRows = nil, at, len(rows)
	return &out
}
