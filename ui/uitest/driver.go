package uitest

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"lede/ui/graphics"
	"lede/ui/msg"
)

// Screen drives a model without a terminal: it presses keys, runs the commands until none is left, and
// looks. Time does not pass but where a test lets it.
type Screen struct {
	Model tea.Model
	W, H  int

	Copied []string // what went to the clipboard
	Quit   bool
	Sent   []string  // what went to the terminal besides frames
	Says   []tea.Msg // what the terminal answers when it is asked what it can show; nil: that it can show nothing
	Later  []tea.Msg // what was put off, oldest first
}

// After is for Options.After: what is put off waits until Wait.
func (s *Screen) After(_ time.Duration, m tea.Msg) tea.Cmd {
	return func() tea.Msg { return later{m} }
}

type later struct{ m tea.Msg }

// Wait lets the time pass that was set for something.
func (s *Screen) Wait(what msg.Wait) {
	was := s.Later
	s.Later = nil
	for _, m := range was {
		if d, ok := m.(msg.Due); ok && d.What != what {
			s.Later = append(s.Later, m)
			continue
		}
		s.Send(m)
	}
}

// Start begins a model at a size.
func (s *Screen) Start(m tea.Model, w, h int) {
	s.Model = m
	s.W, s.H = w, h
	s.run(m.Init())
	s.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Resize gives the screen another size.
func (s *Screen) Resize(w, h int) {
	s.W, s.H = w, h
	s.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Send sends a message and everything that comes of it.
func (s *Screen) Send(m tea.Msg) {
	if m == nil {
		return
	}
	switch m := m.(type) {
	case tea.BatchMsg:
		for _, c := range m {
			s.run(c)
		}
		return
	case tea.QuitMsg:
		s.Quit = true
		return
	case later:
		s.Later = append(s.Later, m.m)
		return
	}
	if strings.HasSuffix(reflect.TypeOf(m).String(), "setClipboardMsg") {
		s.Copied = append(s.Copied, reflect.ValueOf(m).String())
		return
	}
	raw, ok := m.(tea.RawMsg)
	if ok {
		s.Sent = append(s.Sent, fmt.Sprint(raw.Msg))
		m = msg.Sent{What: raw.Msg}
	}
	next, cmd := s.Model.Update(m)
	s.Model = next
	s.run(cmd)
	if ok && raw.Msg == graphics.Question {
		s.answer()
	}
}

// answer is what the terminal says of itself.
func (s *Screen) answer() {
	if s.Says == nil {
		s.Says = []tea.Msg{uv.PrimaryDeviceAttributesEvent{62, 22}}
	}
	for _, m := range s.Says {
		s.Send(m)
	}
}

func (s *Screen) run(c tea.Cmd) {
	if c != nil {
		s.Send(c())
	}
}

// Press presses keys one after the other, and lets the pauses pass that a typist makes at the end of them:
// "j", "ctrl+d", "enter"; a word in quotes ('#bit') is typed letter by letter.
func (s *Screen) Press(keys ...string) {
	for _, k := range keys {
		if len(k) > 2 && k[0] == '\'' {
			for _, r := range strings.Trim(k, "'") {
				s.Send(Key(string(r)))
			}
			continue
		}
		s.Send(Key(k))
	}
	s.Wait(msg.Typing)
}

// Key is the press of a key by its name.
func Key(name string) tea.KeyPressMsg {
	var k tea.Key
	for again := true; again; {
		again = false
		for prefix, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
			if rest, ok := strings.CutPrefix(name, prefix); ok && rest != "" {
				name, again = rest, true
				k.Mod |= mod
			}
		}
	}
	codes := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace,
		"delete": tea.KeyDelete, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome,
		"end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "space": tea.KeySpace}
	if c, ok := codes[name]; ok {
		k.Code = c
		if name == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	if name == " " {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	k.Code = []rune(name)[0]
	if k.Mod&^tea.ModShift == 0 {
		k.Text = name
	}
	return tea.KeyPressMsg(k)
}

// Content is what the model would have a terminal show.
func (s *Screen) Content() string { return s.Model.View().Content }

// Text is the screen as a terminal shows it, without colours, blanks at the ends of rows cut.
func (s *Screen) Text() string {
	if s.W <= 0 || s.H <= 0 {
		return ""
	}
	e := vt.NewEmulator(s.W, s.H)
	defer e.Close()
	_, _ = e.WriteString(strings.ReplaceAll(s.Content(), "\n", "\r\n"))
	rows := strings.Split(e.String(), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " \r")
	}
	return strings.Join(rows, "\n") + "\n"
}
