package main

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"lede/ui/desk"
	"lede/ui/msg"
)

// console is the terminal that lede was started at. bubbletea reads its keys and runs the App; modes, size and frames
// are ours.
type console struct {
	keys    *keyboard
	out     *os.File
	was     *term.State // before it was in raw mode
	paint   *painter
	program *tea.Program
	stop    func() // suspends this program until it is continued
	closed  sync.Once
}

// What an App at a console asks for where bubbletea would do it.
type (
	toCopy  string
	toDraw  struct{}
	editing struct {
		run  desk.Editing
		done func(error) tea.Msg
	}
)

// openConsole puts the terminal into raw mode. Nothing is drawn before run.
func openConsole(keys *keyboard, out *os.File, env func(string) string) (*console, error) {
	c := &console{keys: keys, out: out}
	if err := c.raw(); err != nil {
		return nil, fmt.Errorf("the terminal cannot be used: %w", err)
	}
	c.paint = newPainter(out, env("TERM"), colorprofile.Detect(out, os.Environ()))
	return c, nil
}

func (c *console) raw() (err error) {
	c.was, err = term.MakeRaw(c.keys.Fd())
	return err
}

// close gives the terminal back. Doing it twice does nothing.
func (c *console) close() {
	c.closed.Do(func() {
		c.paint.close()
		_ = term.Restore(c.keys.Fd(), c.was)
	})
}

// size is that of the terminal in cells.
func (c *console) size() tea.WindowSizeMsg {
	w, h, _ := term.GetSize(c.out.Fd())
	return tea.WindowSizeMsg{Width: w, Height: h}
}

// run shows an App until its reader leaves or ctx ends.
func (c *console) run(ctx context.Context, app tea.Model) error {
	size := c.size()
	c.program = tea.NewProgram(shown{app, c}, tea.WithoutSignalHandler(), tea.WithoutRenderer(), tea.WithInput(c.keys), tea.WithOutput(c.out),
		tea.WithColorProfile(c.paint.last), tea.WithWindowSize(size.Width, size.Height), tea.WithFilter(c.filter))
	p := c.program
	stop, unheed := heedStops(p.Send)
	defer unheed()
	c.stop = stop
	defer heedSizes(func() { p.Send(c.size()) })()
	quit := context.AfterFunc(ctx, func() {
		late := time.AfterFunc(patience, p.Kill)
		defer late.Stop()
		p.Quit()
		p.Wait()
	})
	defer quit()
	_, err := p.Run()
	if ctx.Err() != nil {
		return nil // asked to end: the terminal is as it was
	}
	return err
}

// filter does what bubbletea would have its renderer do.
func (c *console) filter(_ tea.Model, m tea.Msg) tea.Msg {
	switch m := m.(type) {
	case tea.WindowSizeMsg:
		return sized(m)
	case tea.ColorProfileMsg:
		c.paint.colours(m.Profile)
	case toCopy:
		c.paint.send(ansi.SetSystemClipboard(string(m)))
		return nil
	case tea.RawMsg:
		c.paint.send(fmt.Sprint(m.Msg))
		return msg.Sent{What: m.Msg}
	case toDraw:
		c.paint.redraw()
		return nil
	case editing:
		err := c.lend(func() error {
			m.run.SetStdin(c.keys.File)
			m.run.SetStdout(c.out)
			m.run.SetStderr(os.Stderr)
			return m.run.Run()
		})
		go c.program.Send(tea.ResumeMsg{})
		return m.done(err)
	case tea.SuspendMsg:
		_ = c.lend(func() error { c.stop(); return nil })
		return tea.ResumeMsg{}
	}
	return m
}

// lend gives the terminal to another program for as long as that runs.
func (c *console) lend(to func() error) error {
	if err := c.program.ReleaseTerminal(); err != nil {
		return err
	}
	c.paint.release()
	_ = term.Restore(c.keys.Fd(), c.was)
	err := to()
	if back := c.raw(); back != nil && err == nil {
		err = back
	}
	if back := c.program.RestoreTerminal(); back != nil && err == nil {
		err = back
	}
	c.paint.take()
	go c.program.Send(c.size()) // it may be another now
	return err
}

// shown is an App whose frames go to the painter.
type shown struct {
	app tea.Model
	on  *console
}

// Init begins the App.
func (s shown) Init() tea.Cmd { return s.app.Init() }

// Update has the App take m, and draws what it shows then. A fault of ours gives the terminal back before it is told.
func (s shown) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			s.on.close()
			panic(r)
		}
	}()
	if size, ok := m.(tea.WindowSizeMsg); ok {
		s.on.paint.resize(size.Width, size.Height)
	}
	app, cmd := s.app.Update(m)
	s.app = app
	s.on.paint.show(app.View())
	return s, cmd
}

// View is nothing to bubbletea.
func (shown) View() tea.View { return tea.View{} }
