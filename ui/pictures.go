package ui

import (
	"context"
	"image"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"lede/model"
	"lede/ui/desk"
	"lede/ui/graphics"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/msg"
	"lede/ui/status"
)

// The pixels of a picture at most: in blocks, where a cell shows two, one above the other, and as pixels, at the end of
// a long line or not. A hundred pixels are about 200 bytes on the line, and 400 in memory.
const (
	blocksW    = 72
	blocksH    = 36
	mostPixels = 240_000
	farPixels  = 60_000
	keptPixels = 4 // times as many are kept
)

// patience is how long a terminal may take to say what it can show.
const patience = 2 * time.Second

// pictures are the lead pictures of the stories read last.
type pictures struct {
	on     bool
	want   graphics.Way // Unknown: the best there is
	asking graphics.Asking
	asked  model.StoryID // whose picture is on its way, or did not come
	came   map[model.StoryID]graphics.Plate
	order  []model.StoryID // oldest first
	last   int             // number that a picture was sent by
	hung   hung
	sent   []int // numbers of all that kitty's memory holds
}

func (p *pictures) put(id model.StoryID, g graphics.Plate, most int) {
	if p.came == nil {
		p.came = map[model.StoryID]graphics.Plate{}
	}
	p.came[id] = g
	p.order = append(p.order, id)
	pixels := 0
	for _, g := range p.came {
		pixels += len(g.Image.Pix) / 4
	}
	for len(p.order) > 1 && (len(p.order) > cached || pixels > keptPixels*most) {
		pixels -= len(p.came[p.order[0]].Image.Pix) / 4
		delete(p.came, p.order[0])
		p.order = p.order[1:]
	}
}

// next is a number that no picture was sent by of late.
func (p *pictures) next() int {
	p.last = graphics.NextID(p.last)
	return p.last
}

// forget begins anew, as when pictures are to be shown in another way. What the terminal holds is taken out of it.
func (a *App) forget() {
	p := &a.pictures
	p.asked, p.came, p.order, p.hung = 0, nil, nil, hung{}
	a.article = a.article.Illustrate(0, graphics.Plate{})
}

// illustrate shows the picture of the story that is read, and fetches it where it is not there. A story that is only
// passed in the list shows none: what the reader looks at is nobody's to know, and a picture is many bytes.
func (a *App) illustrate() tea.Cmd {
	var cmd tea.Cmd
	if s := a.article.Story(); s != nil && s.ID == a.wanted && (a.focus == layout.Article || a.zen) && a.pictures.on && a.colourful() {
		cmd = a.picture(s.ID)
	}
	if hang := a.hang(); hang != nil {
		cmd = tea.Batch(cmd, hang)
	}
	return cmd
}

// picture is what is still to be done for a story's picture to be shown: asking the terminal, fetching it.
func (a *App) picture(id model.StoryID) tea.Cmd {
	p := &a.pictures
	if g, ok := p.came[id]; ok {
		if g.Way == graphics.Kitty {
			if p.hung.story != id {
				p.hung = hung{story: id, id: p.next()}
			}
			g.ID = p.hung.id
		}
		a.article = a.article.Illustrate(id, g)
		return nil
	}
	painter, ok := a.opt.Desk.(desk.Painter)
	url := a.article.Lead()
	if !ok || url == "" || p.asked == id || !a.opt.May.Refresh {
		return nil
	}
	if a.way() == graphics.Unknown {
		if p.asking.Asked() {
			return nil
		}
		p.asking = p.asking.Begin()
		return tea.Batch(tea.Raw(graphics.Question), a.opt.After(patience, msg.Due{What: msg.Graphics}))
	}
	p.asked = id
	ctx, era := a.painting.ask(a.opt.Context)
	w, h, g := a.canvas()
	return picture(ctx, painter, msg.Picture{Era: era, ID: id, URL: url, Plate: g}, w, h)
}

// way is how pictures are shown here; Unknown until the terminal has said what it can.
func (a *App) way() graphics.Way {
	if a.opt.Blocks {
		return graphics.Blocks
	}
	return a.pictures.asking.Way(a.pictures.want)
}

// most is how many pixels a picture has at most.
func (a *App) most() int {
	if a.opt.Far {
		return farPixels
	}
	return mostPixels
}

// canvas is how many pixels a picture may have here, and the plate that it is for.
func (a *App) canvas() (w, h int, g graphics.Plate) {
	g.Way = a.way()
	if g.Way == graphics.Blocks {
		return blocksW, blocksH, g
	}
	cols, rows := a.article.Room()
	g.Cell, g.Scale = a.pictures.asking.Cell(), 1
	w, h = cols*g.Cell.X, rows*g.Cell.Y
	for g.Way == graphics.Kitty && w*h > a.most()*g.Scale*g.Scale {
		g.Scale++
	}
	w, h = max(w/g.Scale, 1), max(h/g.Scale, 1)
	for w*h > a.most() {
		w, h = w*9/10, h*9/10
	}
	return w, h, g
}

// colourful tells whether there are colours enough to make a picture of.
func (a *App) colourful() bool {
	return a.theme.Colour && a.depth >= colorprofile.ANSI256 && a.ascii == nil
}

func picture(ctx context.Context, p desk.Painter, m msg.Picture, w, h int) tea.Cmd {
	return func() tea.Msg {
		var img *image.RGBA
		if img, m.Err = p.Picture(ctx, m.URL, w, h); m.Err == nil {
			m.Plate.Image = img
		}
		return m
	}
}

// pictureCame keeps a picture; of one that cannot be shown the caption tells.
func (a *App) pictureCame(m msg.Picture) tea.Cmd {
	if m.Err == nil && m.Plate.Way == a.way() {
		a.pictures.put(m.ID, m.Plate, a.most())
	}
	return nil
}

// picturesAtFirst tells whether pictures are shown before the reader says anything, which is where there is no long
// line, and how.
func (o *Options) picturesAtFirst() (on bool, want graphics.Way) {
	switch o.Pictures {
	case "on":
		return true, graphics.Unknown
	case "off":
		return false, graphics.Unknown
	case "blocks":
		return true, graphics.Blocks
	case "kitty":
		return true, graphics.Kitty
	case "sixel":
		return true, graphics.Sixel
	}
	return !o.Far, graphics.Unknown
}

// ways are what pictures may be set to.
func ways() []string { return []string{"auto", "on", "off", "blocks", "kitty", "sixel"} }

// setPictures has pictures shown in one of the ways, and keeps the choice.
func (a *App) setPictures(way string) tea.Cmd {
	if !slices.Contains(ways(), way) {
		return a.say(status.Warn, "pictures are set to "+strings.Join(ways(), ", "))
	}
	a.opt.Pictures = way
	a.pictures.on, a.pictures.want = a.opt.picturesAtFirst()
	a.forget()
	return tea.Batch(a.ask.keep(string(keys.Pictures), way), a.say(status.Good, a.picturesAre(way)))
}

// picturesAre says how pictures are shown from now on.
func (a *App) picturesAre(way string) string {
	switch {
	case !a.pictures.on:
		return "no pictures"
	case !a.colourful():
		return "pictures need a terminal of 256 colours, and a theme that has any"
	case way == "kitty" || way == "sixel":
		return "pictures by " + way + " where the terminal says that it can, else in blocks"
	case way == "blocks":
		return "pictures in blocks"
	}
	return "pictures are shown in stories that you open"
}

// togglePictures shows or hides them from now on.
func (a *App) togglePictures() tea.Cmd {
	p := &a.pictures
	p.on = !p.on
	p.asked = 0
	kept := "on"
	switch {
	case !p.on:
		a.article = a.article.Illustrate(0, graphics.Plate{})
		kept = "off"
	case p.want != graphics.Unknown:
		kept = p.want.String()
	}
	return tea.Batch(a.ask.keep(string(keys.Pictures), kept), a.say(status.Good, a.picturesAre(kept)))
}
