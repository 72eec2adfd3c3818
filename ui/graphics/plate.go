package graphics

import (
	"image"

	uv "github.com/charmbracelet/ultraviolet"
)

// Plate is a picture with all that its cells depend on. The zero Plate shows nothing.
type Plate struct {
	Way   Way
	Image *image.RGBA
	Cell  image.Point // the size of a cell in pixels; of no meaning for Blocks
	Scale int         // how many pixels of the terminal, in a row, one of Image stands for; for Kitty only, which makes it larger
	ID    int         // for Kitty: what the terminal knows it by
}

// Size is how many cells the picture takes, in a box of at most w by h of them. It is never made larger than it is.
func (p *Plate) Size(w, h int) (cols, rows int) {
	if p.Image == nil || w <= 0 || h <= 0 {
		return 0, 0
	}
	iw, ih := p.Image.Rect.Dx()*max(p.Scale, 1), p.Image.Rect.Dy()*max(p.Scale, 1)
	cell := p.Cell
	if p.Way == Blocks {
		cell = blockCell
	}
	if iw <= 0 || ih <= 0 || cell.X <= 0 || cell.Y <= 0 {
		return 0, 0
	}
	cols = max(min(w, up(iw, cell.X), mostCells), 1)
	h = min(h, mostCells)
	if rows = p.rows(cols, cell); rows > h {
		cols = max(h*cell.Y*iw/(ih*cell.X), 1)
		rows = min(p.rows(cols, cell), h)
	}
	return cols, rows
}

// rows is how many rows so many columns of cells come with.
func (p *Plate) rows(cols int, cell image.Point) int {
	return max(up(p.Image.Rect.Dy()*cols*cell.X, p.Image.Rect.Dx()*cell.Y), 1)
}

// blockCell is how many pixels a cell shows in blocks.
var blockCell = image.Pt(1, 2)

func up(a, b int) int { return (a + b - 1) / b }

// Lines are the picture's cells, in a box of at most w by h of them.
func (p *Plate) Lines(w, h int) []uv.Line {
	cols, rows := p.Size(w, h)
	if p.Way == Kitty {
		return placeholders(p.ID, cols, rows)
	}
	return p.blocks(cols, rows)
}

// blocks draws the picture in cols by rows cells, each of which shows two pixels, one above the other.
func (p *Plate) blocks(cols, rows int) []uv.Line {
	if cols == 0 {
		return nil
	}
	at := p.Image.Rect.Min
	iw, ih := p.Image.Rect.Dx(), p.Image.Rect.Dy()
	tall := 2 * rows // pixels, the last row of which may not be there
	if p.Way == Blocks && up(ih*cols, iw) < tall {
		tall--
	}
	out := make([]uv.Line, rows)
	for y := range out {
		out[y] = make(uv.Line, cols)
		for x := range out[y] {
			px := at.X + x*iw/cols
			c := uv.Cell{Content: "▀", Width: 1, Style: uv.Style{Fg: p.Image.RGBAAt(px, at.Y+2*y*ih/tall)}}
			if 2*y+1 < tall {
				c.Style.Bg = p.Image.RGBAAt(px, at.Y+(2*y+1)*ih/tall)
			}
			out[y][x] = c
		}
	}
	return out
}
