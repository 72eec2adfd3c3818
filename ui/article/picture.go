package article

import (
	"image"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"

	"lede/model"
	"lede/model/safe"
)

// plate is the picture of a story, as it is shown.
type plate struct {
	story model.StoryID
	img   *image.RGBA // a cell shows two pixels, one above the other
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
	return "", 0
}

// Lead is the address of the story's lead picture; "" where it has none or there is no room for one.
func (p Pane) Lead() string {
	if p.story == nil || p.rect.H < plateH || p.column(p.rect) < plateW {
		return ""
	}
	url, _ := lead(p.story)
	return url
}

// Illustrate shows a picture with the text of a story; nil takes it away.
func (p Pane) Illustrate(id model.StoryID, img *image.RGBA) Pane {
	next := plate{id, img}
	if p.plate == next {
		return p
	}
	p.plate = next
	if p.text == nil {
		return p
	}
	return p.printed(p.text)
}

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

// with is the sheet with a picture in it, for a pane of some height: at most two fifths of it are picture.
func (s *sheet) with(of plate, height int) *sheet {
	if of.img == nil || s.story == nil || of.story != s.story.ID || height < plateH || s.width < plateW {
		return s
	}
	rows := halfBlocks(of.img, s.width, height*2/5)
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
	out := *s
	out.rows = append(append(append(make([]row, 0, len(s.rows)+len(rows)), s.rows[:at]...), rows...), s.rows[at:]...)
	out.drawn, out.plateAt, out.plateRows = nil, at, len(rows)
	return &out
}

// halfBlocks draws an image in at most w × h cells.
func halfBlocks(img *image.RGBA, w, h int) []row {
	iw, ih := img.Rect.Dx(), img.Rect.Dy()
	if iw <= 0 || ih <= 0 || w <= 0 || h <= 0 {
		return nil
	}
	w = min(w, iw)
	if tall := (ih*w/iw + 1) / 2; tall > h {
		w = max(iw*2*h/ih, 1)
	}
	pixels := max(ih*w/iw, 1)
	out := make([]row, (pixels+1)/2)
	for y := range out {
		line := make(uv.Line, w)
		for x := range line {
			at := img.Rect.Min.Add(image.Pt(x*iw/w, 2*y*ih/pixels))
			line[x] = uv.Cell{Content: "▀", Width: 1, Style: uv.Style{Fg: img.RGBAAt(at.X, at.Y)}}
			if 2*y+1 < pixels {
				line[x].Style.Bg = img.RGBAAt(at.X, img.Rect.Min.Y+(2*y+1)*ih/pixels)
			}
		}
		out[y] = row{cells: line, tags: make([]int32, w)}
	}
	return out
}
