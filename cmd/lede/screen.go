package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"lede/cmd/lede/config"
	"lede/cmd/lede/newsroom"
	"lede/model"
	"lede/model/query"
	"lede/model/safe"
	"lede/ui"
	"lede/ui/article"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/linear"
	"lede/ui/theme"
)

// look is what is known of a terminal before it tells of itself.
type look struct {
	env     func(string) string
	profile colorprofile.Profile
	after   func(time.Duration, tea.Msg) tea.Cmd // nil: by the clock

	copy   func(text string) tea.Cmd
	redraw tea.Cmd

	// What differs over SSH; nil and "": as at this machine.
	desk   desk.Desk
	edit   func(e desk.Editing, done func(error) tea.Msg) tea.Cmd
	banner string
	shared *article.Shared
	keys   *keys.Table // nil: by the configuration
}

// rest is how long the selection stands still before the article follows keys that come fast.
const rest = 110 * time.Millisecond

// firstLines is how many rows of the list come with the first frame, firstStories how many ids.
const (
	firstLines   = 64
	firstStories = 512
)

// open is "lede" without a command: the screen, or the list where standard output is no terminal.
func (l *lede) open(c *cobra.Command, _ []string) error {
	ctx := c.Context()
	if !isTerminal(l.out) && !l.plain {
		a := asking{}
		if err := l.ask(ctx, &a); err != nil {
			return err
		}
		return a.list(ctx, query.Query{}, 0)
	}
	room, err := l.openRoom(ctx)
	if err != nil {
		return err
	}
	return l.show(ctx, l.local(room))
}

// show runs the screen until the reader leaves.
func (l *lede) show(ctx context.Context, r *newsroom.Reader) error {
	if l.plain {
		return (&linear.Reader{Desk: r, May: r.May, Now: l.now, Topic: topicOf(r), Check: r.Check}).Run(ctx, l.in, l.out)
	}
	keys, end, err := keyboardOf(l.in)
	if err != nil {
		return err
	}
	defer end()
	out, ok := l.out.(*os.File)
	if !ok {
		return errors.New("there is no terminal to draw on; lede ls and lede show print without one")
	}
	c, err := openConsole(keys, out, l.env)
	if err != nil {
		return err
	}
	defer c.close()
	return c.run(ctx, l.screen(ctx, r, look{
		env: l.env, profile: c.paint.last,
		copy:   func(text string) tea.Cmd { return func() tea.Msg { return toCopy(text) } },
		redraw: func() tea.Msg { return toDraw{} },
		edit: func(e desk.Editing, done func(error) tea.Msg) tea.Cmd {
			return func() tea.Msg { return editing{e, done} }
		},
	}))
}

// patience is how long a screen that was asked to end may take over what it is doing.
const patience = time.Second

// screen is an App for one reader, with its first edition at hand so that the first frame is whole.
func (l *lede) screen(ctx context.Context, r *newsroom.Reader, k look) tea.Model {
	conf := l.configuration()
	var table keys.Table
	var notice []string
	if k.keys != nil {
		table = *k.keys
	} else {
		table, notice = keyTable(conf.Keys, conf.Bind)
	}
	for _, p := range l.conf.Problems {
		notice = append(notice, p.Error())
	}
	notice = append(notice, l.faults...)
	named := l.themeNamed
	if named == "" && conf.Theme != "auto" {
		named = conf.Theme
	}
	if k.env("NO_COLOR") != "" {
		named = "none"
	}
	if _, ok := theme.Pick(named, true, colorprofile.TrueColor); !ok {
		notice = append(notice, fmt.Sprintf("there is no theme %q: the terminal's own is shown; lede config --themes lists them", named))
	}
	d := k.desk
	if d == nil {
		d = r
	}
	if k.banner != "" {
		notice = append(notice, safe.Line(k.banner))
	}
	o := ui.Options{
		Desk: d, May: r.May, Now: r.Now, Copy: k.copy, Redraw: k.redraw, Edit: k.edit, Shared: k.shared, Keys: table, Context: ctx, Start: first(ctx, r), First: r.Shelf.Sample(),
		ASCII: conf.ASCII == config.On || conf.ASCII == config.Auto && asciiOnly(k.env("TERM")), Measure: conf.Measure,
		Pictures: wish(conf.Pictures), Blocks: unasked(k.env), Far: k.desk != nil || k.env("SSH_CONNECTION") != "" || k.env("SSH_TTY") != "", Notice: strings.Join(notice, " · "), Theme: named, Dark: true, Profile: k.profile, Topic: topicOf(r), Check: r.Check, After: k.after, Rest: rest,
	}
	return ui.New(o.Recall(func(key string) string {
		v, _ := r.Setting(ctx, key) // what cannot be read was never chosen
		return v
	}))
}

// wish is what the reader set, "" where lede is to find what is best.
func wish(p config.Pictures) string {
	if p == config.Pictures(config.Auto) {
		return ""
	}
	return string(p)
}

// unasked tells whether a terminal is not to be asked what pictures it can show: one that lives inside of another takes
// the question for a title, Apple's prints it, and a console has none.
func unasked(env func(string) string) bool {
	term := env("TERM")
	return env("TMUX")+env("STY")+env("ZELLIJ") != "" || strings.HasPrefix(term, "tmux") || strings.HasPrefix(term, "screen") ||
		env("TERM_PROGRAM") == "Apple_Terminal" || asciiOnly(term)
}

// asciiOnly tells whether a terminal of that kind has no marks but those of ASCII: the console's font holds 512 at
// most, and older ones fewer.
func asciiOnly(term string) bool {
	switch term {
	case "linux", "dumb", "ansi", "cons25":
		return true
	}
	return strings.HasPrefix(term, "vt1") || strings.HasPrefix(term, "vt2") || strings.HasPrefix(term, "sun")
}

// keyTable is the table of keys that the configuration asks for, with what is wrong with it.
func keyTable(preset string, bind map[string]string) (keys.Table, []string) {
	var faults []string
	if preset == "lede" {
		preset = ""
	}
	t, ok := keys.Preset(preset)
	if !ok {
		faults = append(faults, fmt.Sprintf("there is no set of keys %q: lede's own hold; write one of %s", preset, strings.Join(keys.Presets(), ", ")))
	}
	t, errs := t.Bind(bind)
	for _, e := range errs {
		faults = append(faults, e.Error())
	}
	return t, faults
}

// first is what the first frame shows. A fault in it is told when the screen asks again.
func first(ctx context.Context, r *newsroom.Reader) *ui.Start {
	e, err := r.Edition(ctx, query.Query{}, firstStories, firstLines)
	if err != nil {
		return nil
	}
	s := &ui.Start{Edition: e}
	if len(e.IDs) > 0 {
		if story, err := r.Story(ctx, e.IDs[0]); err == nil {
			s.Story = &story
		}
	}
	return s
}

// topicOf is what the screen calls a topic; one that nobody knows is called by its id.
func topicOf(r *newsroom.Reader) func(model.TopicID) model.Topic {
	return func(id model.TopicID) model.Topic {
		t, ok := r.TopicOf(id)
		if !ok {
			t.Name = t.Short
		}
		return t
	}
}

func (l *lede) readCommand() *cobra.Command {
	return &cobra.Command{
		Use: "read FILE… | URL | -", Short: "Read files, a page, a feed or a pipe without keeping them",
		Long:    "Feeds, pages, plain-text dumps and JSON lines are told apart by their content. What cannot be read is said, the rest is shown.",
		Example: "  lede read story.txt\n  lede read https://example.org/feed.xml\n  curl -s https://example.org/page | lede read -",
		Args:    l.args(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			stories, ok := l.stories(ctx, args)
			if len(stories) == 0 {
				return errTold
			}
			for i := range stories {
				newsroom.Print(&stories[i])
			}
			shelf, err := newsroom.Hold(ctx, stories, l.now())
			if err != nil {
				return err
			}
			r := &newsroom.Reader{Room: l.makeRoom(shelf), ID: model.LocalReader, Browser: newsroom.Browser(l.env), Env: l.env, May: desk.May{Open: true, Mark: true, Refresh: true, Suspend: true}}
			if isTerminal(l.out) || l.plain {
				err = l.show(ctx, r)
			} else {
				a := asking{room: r, out: l.out, errs: l.errs}
				err = a.list(ctx, query.Query{}, 0)
			}
			if err == nil && !ok {
				return errTold
			}
			return err
		},
	}
}
