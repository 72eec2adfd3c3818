// Package ui is the screen: stories to cells, keys to intents. App is the root of it and the only
// model of the program; it owns the size, the focus, what lies open over the panes and the order in
// which keys are asked for, and knows no pane's inside.
//
// The App asks ui/desk, by commands only, and learns the answers from messages of ui/msg. It never
// opens, waits or writes. One process shows many of them: everything that a session differs in is in
// its Options. Of bubbletea it is the model; of x/ansi it cuts rows where a box lies over them; of
// ultraviolet it knows the answers of a terminal.
package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"lede/model"
	"lede/model/query"
	"lede/ui/article"
	"lede/ui/desk"
	"lede/ui/facts"
	"lede/ui/help"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/list"
	"lede/ui/menu"
	"lede/ui/msg"
	"lede/ui/prompt"
	"lede/ui/status"
	"lede/ui/theme"
	"lede/ui/topics"
)

// Options are what a session differs in. Desk, Now and Keys must be there.
type Options struct {
	Desk desk.Desk
	May  desk.May
	Now  func() time.Time
	Keys keys.Table

	Context context.Context // ends with the session; nil: never
	Start   *Start          // what the first frame shows before anything was asked
	Filter  query.Query     // what to show first
	First   bool            // the reader's first time: the footer teaches
	Notice  string          // said in the status line at first: a setting that is wrong

	Theme   string               // a name of theme.Names, "" by the terminal
	Dark    bool                 // the background, until the terminal tells
	Profile colorprofile.Profile // what the terminal can show, until it tells
	Rows    int                  // rows a story, 0 by the height
	ListW   int                  // cells of the list, 0 for ours
	FactsW  int                  // cells of the facts, 0 for ours
	Measure int                  // cells of a line of text at most, 0 for ours
	NoMouse bool
	ASCII   bool // draw with ASCII: the terminal has no other marks

	Pictures string // auto or "" as lede finds best; on, off, or how they are to be shown: blocks, kitty, sixel
	Far      bool   // the terminal is at the end of a long line
	Blocks   bool   // the terminal is not to be asked what it can show: pictures are drawn in blocks

	Topic func(model.TopicID) model.Topic // what a topic is; nil: named by its id
	// Check tells what is wrong with a query, written as text, that its grammar does not tell; nil: nothing.
	Check func(text string, q query.Query) error
	// Rest is how long the selection must stand still for the article to follow while keys come fast; a single
	// key is followed at once. 0: every key is followed at once.
	Rest  time.Duration
	After func(d time.Duration, m tea.Msg) tea.Cmd // nil: by the clock
	// Copy, Redraw and Edit are for who runs the App without a tea.Program or its renderer; nil: as that does it.
	Copy   func(text string) tea.Cmd
	Redraw tea.Cmd
	Edit   func(e desk.Editing, done func(error) tea.Msg) tea.Cmd
	// Shared keeps stories as they were set for all sessions of a process; nil: each sets its own.
	Shared *article.Shared
}

// Start is an edition, and the first story of it, that were at hand before the screen was.
type Start struct {
	Edition model.Edition
	Story   *model.Story
}

// Recall fills in what the reader chose on the screen in earlier sessions, where o leaves it open. setting
// gives a value by its key, "" for none; one that makes no sense is left out.
func (o Options) Recall(setting func(key string) string) Options {
	if o.Theme == "" {
		o.Theme = setting("theme")
	}
	if o.Rows == 0 {
		o.Rows, _ = strconv.Atoi(setting("rows"))
	}
	if o.Pictures == "" {
		o.Pictures = setting(string(keys.Pictures))
	}
	if list, facts, ok := strings.Cut(setting("panes"), " "); ok && o.ListW == 0 && o.FactsW == 0 {
		o.ListW, _ = strconv.Atoi(list)
		o.FactsW, _ = strconv.Atoi(facts)
	}
	return o
}

// layer is what lies open over the panes and takes the keys.
type layer uint8

const (
	noLayer layer = iota
	promptLayer
	stripLayer
	menuLayer
	helpLayer
)

// App is the root model. Make it with New.
type App struct {
	opt   Options
	ask   asker
	theme theme.Theme
	named string // the theme asked for
	dark  bool
	depth colorprofile.Profile

	w, h   int
	frame  layout.Frame
	focus  layout.Pane
	zen    bool
	hidden [4]tri // by layout.Shape: are the facts shown?
	listW  int
	factsW int

	now     time.Time // when the last message came: what ages are counted from
	list    list.Pane
	article article.Pane
	facts   facts.Pane

	layer  layer
	prompt prompt.Pane
	typing purpose
	strip  topics.Strip
	base   query.Query // the filter that the strip adds to
	menu   menu.Pane
	choice chooser // what the menu's items are
	help   help.Pane

	held    query.Query // the filter
	shown   query.Query // what the list shows: the filter, or what is being typed
	before  model.StoryID
	edition model.Edition // without IDs and Lines
	partial bool          // only the beginning of it is there
	whole   whole         // the rest of it
	came    bool          // an edition was there
	topics  topicsSeen
	wanted  model.StoryID // the story that is to be shown
	cache   stories

	editions, storiesAsked, search, offers, typings, pendings, toasts, refreshes, rests question
	counts, weeks, charts, painting, wholes                                             question

	history  map[purpose][]string
	others   []desk.Other // whose feeds can be taken over
	saving   saved        // a filter on its way into the setting
	charted  charted
	pictures pictures
	typed    keys.Typed
	waiting  bool // the keys that can follow are shown

	text     string
	level    status.Level
	progress *desk.Progress
	busy     string // another work that is going on
	zones    []status.Zone
	drawn    drawing
	leaving  bool
	jumps    jumps
	deeds    deeds
	ascii    *strings.Replacer // nil: the terminal has every mark
	noting   model.StoryID     // whose note is being written
	calling  calling           // which feed is being named or tagged
	tour     int               // the step of the tour, from 1; 0 outside it
	toured   bool
	moved    time.Time // when the selection moved last
	live     int       // the number of the edition that was asked for because stories came in
}

// tri is a wish: none, yes, no.
type tri uint8

const (
	unset tri = iota
	yes
	no
)

// New is a screen that has not begun yet.
func New(o Options) *App {
	if o.Context == nil {
		o.Context = context.Background()
	}
	if o.After == nil {
		o.After = after
	}
	if o.Copy == nil {
		o.Copy = tea.SetClipboard
	}
	if o.Redraw == nil {
		o.Redraw = tea.ClearScreen
	}
	if o.Edit == nil {
		o.Edit = func(e desk.Editing, done func(error) tea.Msg) tea.Cmd { return tea.Exec(e, done) }
	}
	a := &App{
		opt: o, ask: asker{o.Desk, o.Context}, named: o.Theme, dark: o.Dark, depth: o.Profile,
		listW: o.ListW, factsW: o.FactsW, article: article.New().Share(o.Shared).Measure(o.Measure), history: map[purpose][]string{},
		held: o.Filter, shown: o.Filter, text: o.Notice, now: o.Now(),
	}
	if o.ASCII {
		a.ascii = newASCII()
	}
	if o.Notice != "" {
		a.level = status.Warn
	}
	a.pictures.on, a.pictures.want = o.picturesAtFirst()
	if a.depth == colorprofile.Unknown {
		a.depth = colorprofile.TrueColor
	}
	a.theme, _ = theme.Pick(a.named, a.dark, a.depth)
	a.list = list.New(a.topicName).Dense(o.Rows)
	if o.Start != nil {
		a.take(o.Start.Edition)
		a.cache.put(o.Start.Story)
	}
	return a
}

func after(d time.Duration, m tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return m })
}

// topicName is what a topic is called in a filter and in the list.
func (a *App) topicName(id model.TopicID) string {
	if a.opt.Topic != nil {
		return a.opt.Topic(id).Short
	}
	s := string(id)
	for i := range s {
		if s[i] == ':' {
			return s[i+1:]
		}
	}
	return s
}

// Init asks for the first edition, or for what is missing of the one that came along.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{}
	if a.named == "" || a.named == "auto" {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if a.opt.First {
		cmds = append(cmds, a.askOthers(false))
	}
	if a.opt.Start == nil {
		return tea.Batch(append(cmds, a.load(a.held))...)
	}
	return tea.Batch(append(cmds, a.askCounts(), a.askRest())...)
}

// Update takes a message to who it is for.
func (a *App) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	cmd := a.update(m)
	for _, more := range [...]tea.Cmd{a.chart(), a.illustrate()} {
		if more != nil {
			cmd = tea.Batch(cmd, more)
		}
	}
	return a, cmd
}

func (a *App) update(m tea.Msg) tea.Cmd {
	was := a.drawn.stale
	a.drawn.stale, a.now = true, a.opt.Now()
	switch m := m.(type) {
	case tea.WindowSizeMsg:
		return a.resize(m.Width, m.Height)
	case tea.KeyPressMsg:
		return a.press(m)
	case tea.PasteMsg:
		return a.paste(m.Content)
	case tea.MouseClickMsg:
		return a.click(m)
	case tea.MouseWheelMsg:
		return a.wheel(m)
	case tea.MouseMotionMsg, tea.MouseReleaseMsg:
		a.drawn.stale = was // what came before it may not be drawn yet
	case tea.ColorProfileMsg:
		a.depth = m.Profile
		return a.repaint()
	case tea.BackgroundColorMsg:
		a.dark = m.IsDark()
		return a.repaint()
	case uv.CellSizeEvent, uv.KittyGraphicsEvent, uv.PrimaryDeviceAttributesEvent:
		a.drawn.stale = was
		a.pictures.asking = a.pictures.asking.Take(m)
	case msg.Sent:
		a.wrote(m)
	case tea.ResumeMsg:
		a.resend()
	case msg.Due:
		return a.due(m)
	case msg.Story:
		if m.Ahead {
			a.drawn.stale = was // it is not shown yet
		}
		return a.answered(m)
	default:
		return a.answered(m)
	}
	return nil
}

// resize lays the screen out for another size.
func (a *App) resize(w, h int) tea.Cmd {
	a.w, a.h = w, h
	return tea.Batch(a.relayout(), a.follow(), a.wantLines())
}

// repaint follows what the terminal told of its colours.
func (a *App) repaint() tea.Cmd {
	t, _ := theme.Pick(a.named, a.dark, a.depth)
	if t.Name == a.theme.Name && t.Dark == a.theme.Dark {
		return nil
	}
	a.theme = t
	return a.relayout()
}

// relayout gives every pane its place.
func (a *App) relayout() tea.Cmd {
	o := a.opts()
	a.frame = layout.Split(a.w, a.h, o)
	if a.frame.Shape != layout.One && !a.frame.Shows(a.focus) && a.focus == layout.Facts {
		a.focus = layout.Article
	}
	rect := a.place(layout.List, o)
	if tall := o; o.Strip > 0 {
		tall.Strip = 0
		a.list = a.list.Tall(layout.Split(a.w, a.h, tall).List.H).Resize(rect)
	} else {
		a.list = a.list.Tall(rect.H).Resize(rect)
	}
	a.facts = a.facts.Resize(a.place(layout.Facts, o))
	var cmd tea.Cmd
	if r := a.place(layout.Article, o); !r.Empty() {
		a.article, cmd = a.article.Resize(r, a.theme)
	}
	return cmd
}

// opts are what the layout is to heed.
func (a *App) opts() layout.Opts {
	o := layout.Opts{Focus: a.focus, Zen: a.zen, Facts: a.factsWanted(), ListW: a.listW, FactsW: a.factsW}
	if a.layer == stripLayer {
		o.Strip = a.strip.Rows(a.w)
	}
	return o
}

// place is where a pane is, or would be if it had the focus.
func (a *App) place(p layout.Pane, o layout.Opts) layout.Rect {
	if r := a.frame.Pane(p); !r.Empty() || a.frame.Shape != layout.One {
		return r
	}
	o.Focus = p
	if a.zen {
		o.Zen = p == layout.Article
	}
	return layout.Split(a.w, a.h, o).Pane(p)
}

// factsWanted tells whether the facts are to be shown, as the reader wished or as the size allows.
func (a *App) factsWanted() bool {
	shape := layout.Split(a.w, a.h, layout.Opts{}).Shape
	switch a.hidden[shape] {
	case yes:
		return true
	case no:
		return false
	}
	return shape == layout.Three || shape == layout.Two && a.h >= 26
}

// say puts a message into the bottom line for a while.
func (a *App) say(l status.Level, text string) tea.Cmd {
	a.text, a.level = text, l
	if l == status.Bad {
		return nil // it stays until something else is said
	}
	return a.opt.After(8*time.Second, msg.Due{What: msg.Toast, Era: a.toasts.next()})
}

// fail says what went wrong; an answer to a question that was given up is no trouble.
func (a *App) fail(err error) tea.Cmd {
	if err == nil || context.Cause(a.opt.Context) != nil || isCancelled(err) {
		return nil
	}
	return a.say(status.Bad, err.Error())
}
