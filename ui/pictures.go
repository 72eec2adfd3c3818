package ui

import (
	"context"
	"image"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"lede/model"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/msg"
	"lede/ui/status"
)

// The pixels of a picture at most: a cell shows two, one above the other.
const (
	pictureW = 72
	pictureH = 36
)

// pictures are the lead pictures of the stories read last.
type pictures struct {
	on    bool
	asked model.StoryID // whose picture is on its way, or did not come
	came  map[model.StoryID]*image.RGBA
	order []model.StoryID // oldest first
}

func (p *pictures) put(id model.StoryID, img *image.RGBA) {
	if p.came == nil {
		p.came = map[model.StoryID]*image.RGBA{}
	}
	p.came[id] = img
	if p.order = append(p.order, id); len(p.order) > cached {
		delete(p.came, p.order[0])
		p.order = p.order[1:]
	}
}

// illustrate shows the picture of the story that is read, and fetches it where it is not there. A story that is only
// passed in the list shows none: what the reader looks at is nobody's to know, and a picture is many bytes.
func (a *App) illustrate() tea.Cmd {
	s := a.article.Story()
	if s == nil || s.ID != a.wanted || a.focus != layout.Article && !a.zen || !a.pictures.on || !a.colourful() {
		return nil
	}
	if img, ok := a.pictures.came[s.ID]; ok {
		a.article = a.article.Illustrate(s.ID, img)
		return nil
	}
	painter, ok := a.opt.Desk.(desk.Painter)
	url := a.article.Lead()
	if !ok || url == "" || a.pictures.asked == s.ID || !a.opt.May.Refresh {
		return nil
	}
	a.pictures.asked = s.ID
	ctx, era := a.painting.ask(a.opt.Context)
	return picture(ctx, painter, msg.Picture{Era: era, ID: s.ID, URL: url})
}

// colourful tells whether there are colours enough to make a picture of.
func (a *App) colourful() bool {
	return a.theme.Colour && a.depth >= colorprofile.ANSI256 && a.ascii == nil
}

func picture(ctx context.Context, p desk.Painter, m msg.Picture) tea.Cmd {
	return func() tea.Msg {
		m.Image, m.Err = p.Picture(ctx, m.URL, pictureW, pictureH)
		return m
	}
}

// pictureCame keeps a picture; of one that cannot be shown the caption tells.
func (a *App) pictureCame(m msg.Picture) tea.Cmd {
	if m.Err == nil {
		a.pictures.put(m.ID, m.Image)
	}
	return nil
}

// picturesAtFirst tells whether pictures are shown before the reader says anything: where there are colours enough,
// and no long line.
func (o *Options) picturesAtFirst() bool {
	switch o.Pictures {
	case "on":
		return true
	case "off":
		return false
	}
	return !o.Far
}

// togglePictures shows or hides them from now on.
func (a *App) togglePictures() tea.Cmd {
	a.pictures.on = !a.pictures.on
	a.pictures.asked = 0
	said, kept := "pictures are shown in stories that you open", "on"
	switch {
	case !a.pictures.on:
		a.article = a.article.Illustrate(0, nil)
		said, kept = "no pictures", "off"
	case !a.colourful():
		said = "pictures need a terminal of 256 colours, and a theme that has any"
	}
	return tea.Batch(a.ask.keep(string(keys.Pictures), kept), a.say(status.Good, said))
}
