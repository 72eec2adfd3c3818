// Package paint draws frames on a terminal at the other end of a line: only what changed since the last
// frame, in few bytes. It keeps the rows that are shown as they were styled, and no cells, so that a
// screen costs its text and not a hundred bytes a cell. A row is taken apart only where it changed.
//
// Frames come in as tea.View, bytes for the terminal go out; nothing is written here. Of bubbletea it uses
// the View, of x/ansi the names of modes and the splitting of text into clusters, of colorprofile the
// nearest colour that a terminal can show. A terminal that knows no more than a VT100 is sent nothing
// that is not one's; others are also sent erasing (ECH) and columns (CHA), which xterm, screen, tmux and the Linux
// console have.
package paint

import (
	"image/color"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/ui/graphics"
)

// Screen is what a terminal shows. Make it with New; it belongs to one goroutine.
type Screen struct {
	w, h    int
	profile colorprofile.Profile
	simple  bool // the terminal knows no titles and no keyboard protocols

	begun  bool
	rows   []string // as shown; "" is a blank row
	view   tea.View // what of a view is not its rows
	hidden bool     // the cursor
	pen    pen

	beside   []byte // to be sent before the next frame
	pictures pictures
}

// New is a terminal of w by h cells of which nothing is known. term is its TERM.
func New(w, h int, term string, profile colorprofile.Profile) *Screen {
	simple := term == "linux" || term == "dumb" || strings.HasPrefix(term, "vt1") || strings.HasPrefix(term, "vt2")
	old := term == "dumb" || strings.HasPrefix(term, "vt1")
	return &Screen{w: w, h: h, simple: simple, profile: profile, pen: pen{profile: profile, old: old}}
}

// Resize gives the terminal another size: the next frame is drawn whole.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = w, h
	s.rows = nil
}

// Colours says what the terminal can show; the next frame is drawn whole.
func (s *Screen) Colours(p colorprofile.Profile) {
	s.profile, s.pen.profile = p, p
	s.rows = nil
}

// Redraw draws the next frame whole, over whatever the terminal shows.
func (s *Screen) Redraw() { s.rows = nil }

// long is how many bytes a frame has at least for the terminal to be told to show it at once.
const long = 512

// Frame adds to dst what makes the terminal show v. Nothing is added where nothing changed.
func (s *Screen) Frame(dst []byte, v tea.View) []byte {
	from := len(dst)
	if !s.begun {
		dst = s.begin(dst, v)
	}
	if len(s.beside) > 0 {
		dst = s.takeBeside(dst)
		from = len(dst)
	}
	var place graphics.Place
	v.WindowTitle, place = graphics.Cut(v.WindowTitle)
	place = s.wants(place)
	dst = s.modes(dst, v)
	body := len(dst)
	if s.rows == nil {
		s.rows = make([]string, s.h)
		dst = s.pen.plain(dst)
		dst = append(dst, "\x1b[H\x1b[2J"...)
		s.pen.x, s.pen.y = 0, 0
		s.pictures.shown = graphics.Place{}
	}
	dst = s.makeRoom(dst, place)
	dst = s.hang(s.paint(dst, v.Content), place)
	dst = s.cursor(dst, v.Cursor, len(dst) > body)
	if len(dst)-from > long && !s.simple {
		dst = append(dst, ansi.ResetModeSynchronizedOutput...)
		dst = append(dst, ansi.SetModeSynchronizedOutput...)
		n := len(ansi.SetModeSynchronizedOutput)
		copy(dst[from+n:], dst[from:len(dst)-n])
		copy(dst[from:], ansi.SetModeSynchronizedOutput)
	}
	s.view = v
	s.view.Content = ""
	return dst
}

// paint draws the rows that changed.
func (s *Screen) paint(dst []byte, content string) []byte {
	for y := range s.h {
		row := content
		if i := strings.IndexByte(content, '\n'); i >= 0 {
			row, content = content[:i], content[i+1:]
		} else {
			content = ""
		}
		if row != s.rows[y] {
			dst = s.row(dst, y, s.rows[y], row)
			s.rows[y] = strings.Clone(row) // a part of content would hold all of it
		}
	}
	return s.pen.plain(dst)
}

// begin takes the terminal over.
func (s *Screen) begin(dst []byte, v tea.View) []byte {
	s.begun = true
	if v.AltScreen {
		dst = append(dst, ansi.SetModeAltScreenSaveCursor...)
	}
	if !s.simple {
		dst = append(dst, ansi.SetModeUnicodeCore+ansi.SetModifyOtherKeys2...)
		dst = append(dst, ansi.PushKittyKeyboard(1)...)
	}
	if !v.DisableBracketedPasteMode {
		dst = append(dst, ansi.SetModeBracketedPaste...)
	}
	dst = append(dst, ansi.ResetModeTextCursorEnable...)
	s.hidden = true
	s.view = tea.View{AltScreen: v.AltScreen, DisableBracketedPasteMode: v.DisableBracketedPasteMode}
	return dst
}

// modes follows what a view asks of the terminal besides its rows.
func (s *Screen) modes(dst []byte, v tea.View) []byte {
	if v.MouseMode != s.view.MouseMode {
		dst = append(dst, mouseOff...)
		switch v.MouseMode {
		case tea.MouseModeCellMotion:
			dst = append(dst, ansi.SetModeMouseButtonEvent+ansi.SetModeMouseExtSgr...)
		case tea.MouseModeAllMotion:
			dst = append(dst, ansi.SetModeMouseAnyEvent+ansi.SetModeMouseExtSgr...)
		}
	}
	if s.simple {
		return dst
	}
	if v.WindowTitle != s.view.WindowTitle {
		dst = append(dst, ansi.SetWindowTitle(v.WindowTitle)...)
	}
	dst = s.ground(dst, v.ForegroundColor, s.view.ForegroundColor, ansi.SetForegroundColor, ansi.ResetForegroundColor)
	return s.ground(dst, v.BackgroundColor, s.view.BackgroundColor, ansi.SetBackgroundColor, ansi.ResetBackgroundColor)
}

const mouseOff = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr

// ground changes the terminal's own colour of text or background; nil gives it back.
func (s *Screen) ground(dst []byte, want, is color.Color, set func(string) string, reset string) []byte {
	switch {
	case want == is || s.profile <= colorprofile.ASCII:
		return dst
	case want == nil:
		return append(dst, reset...)
	}
	return append(dst, set(hex(want))...)
}

func hex(c color.Color) string {
	const digits = "0123456789abcdef"
	r, g, b, _ := c.RGBA()
	out := []byte{'#'}
	for _, v := range [...]uint32{r, g, b} {
		out = append(out, digits[v>>12&15], digits[v>>8&15])
	}
	return string(out)
}

// cursor puts the cursor where the view has it, or hides it.
func (s *Screen) cursor(dst []byte, c *tea.Cursor, moved bool) []byte {
	if c == nil {
		if !s.hidden {
			dst = append(dst, ansi.ResetModeTextCursorEnable...)
		}
		s.hidden = true
		return dst
	}
	x, y := min(max(c.X, 0), s.w-1), min(max(c.Y, 0), s.h-1)
	if moved || s.pen.x != x || s.pen.y != y {
		dst = s.pen.move(dst, x, y)
	}
	if s.hidden {
		dst = append(dst, ansi.SetModeTextCursorEnable...)
	}
	s.hidden = false
	return dst
}

// Close adds to dst what gives the terminal back as it was.
func (s *Screen) Close(dst []byte) []byte {
	if !s.begun {
		return dst
	}
	s.begun, s.rows = false, nil
	dst = s.pictures.stage.Close(s.pen.plain(dst))
	if s.view.MouseMode != tea.MouseModeNone {
		dst = append(dst, mouseOff...)
	}
	if !s.view.DisableBracketedPasteMode {
		dst = append(dst, ansi.ResetModeBracketedPaste...)
	}
	if !s.simple {
		dst = append(dst, ansi.ResetModifyOtherKeys...)
		dst = append(dst, ansi.PopKittyKeyboard(1)...)
		dst = append(dst, ansi.ResetModeUnicodeCore...)
		dst = s.ground(dst, nil, s.view.ForegroundColor, nil, ansi.ResetForegroundColor)
		dst = s.ground(dst, nil, s.view.BackgroundColor, nil, ansi.ResetBackgroundColor)
		if s.view.WindowTitle != "" {
			dst = append(dst, ansi.SetWindowTitle("")...)
		}
	}
	if s.view.AltScreen {
		dst = append(dst, ansi.ResetModeAltScreenSaveCursor...)
	}
	return append(dst, ansi.SetModeTextCursorEnable...)
}
