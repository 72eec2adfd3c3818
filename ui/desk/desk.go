// Package desk says what the screen may ask of the rest of the newsroom, and turns each question
// into a command whose answer is a message of ui/msg. cmd fills the Desk in.
package desk

import (
	"context"
	"image"
	"io"
	"time"

	"lede/model"
	"lede/model/query"
)

// Desk answers the screen. Every call may wait, so only commands call it; every call ends when its
// context does. Errors are fit to be shown: one line that says what happened and what next.
type Desk interface {
	// Edition answers q; limit > 0 asks for the first so many only, lines for so many Lines with it.
	Edition(ctx context.Context, q query.Query, limit, lines int) (model.Edition, error)
	Lines(ctx context.Context, ids []model.StoryID) ([]model.Line, error)
	Story(ctx context.Context, id model.StoryID) (model.Story, error)
	Topics(ctx context.Context, q query.Query) ([]model.TopicCount, error)
	// Complete offers ends for the word of a query that stands before the cursor (a byte offset).
	Complete(ctx context.Context, text string, cursor int) ([]Completion, error)

	Mark(ctx context.Context, ids []model.StoryID, m model.Mark) (model.Change, error)
	Undo(ctx context.Context) (model.Change, error)
	Redo(ctx context.Context) (model.Change, error)

	// Refresh visits feeds (none: all that are the reader's), telling as it goes.
	Refresh(ctx context.Context, feeds []model.FeedID, tell func(Progress)) (Report, error)
	Add(ctx context.Context, address string) (model.Feed, error)
	Remove(ctx context.Context, id model.FeedID) error
	Feeds(ctx context.Context) ([]model.Feed, error)
	// FullText fetches the page of a story that its feed cut short.
	FullText(ctx context.Context, id model.StoryID) (model.Story, error)

	// Open shows an address in the reader's browser. Where May.Open is false it is never called.
	Open(ctx context.Context, url string) error
	// Setting and SetSetting keep what the reader chose on the screen.
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
	// Leave notes that the reader is going.
	Leave(ctx context.Context) error
}

// Issuer is a Desk that keeps the feed's text of a story beside that of its page.
type Issuer interface {
	// Issued is the story with the feed's text.
	Issued(ctx context.Context, id model.StoryID) (model.Story, error)
}

// Keeper is a Desk that can put a feed back among the reader's as it was, without visiting it.
type Keeper interface {
	Keep(ctx context.Context, f model.Feed) (model.Feed, error)
}

// Caller is a Desk on which readers name and tag their feeds.
type Caller interface {
	// Call gives a feed a name of the reader's own, "" for the publisher's, and tags in place of those it has. It gives
	// the feed as it is called then.
	Call(ctx context.Context, id model.FeedID, name string, tags []string) (model.Feed, error)
}

// Calendar is a Desk that counts stories day by day.
type Calendar interface {
	// Days counts for each query the stories that answer it and were published on each of the last n days,
	// today's last.
	Days(ctx context.Context, qs []query.Query, n int) ([][]int, error)
}

// Painter is a Desk that fetches pictures.
type Painter interface {
	// Picture is the picture at an address in at most w × h pixels.
	Picture(ctx context.Context, url string, w, h int) (*image.RGBA, error)
}

// Packer is a Desk that has feeds to offer to a reader who has none.
type Packer interface {
	Packs(ctx context.Context) ([]Pack, error)
	// TakePack subscribes to a pack's feeds and gives those that are new to the reader. Nothing is visited.
	TakePack(ctx context.Context, name string) ([]model.Feed, error)
}

// Pack is a few feeds on one subject, to begin with.
type Pack struct {
	Name  string
	Feeds []string // their titles
}

// Mover is a Desk that can take over what another reader of news holds on this machine. It is never asked where
// May.Open is false.
type Mover interface {
	// Others are the readers that were found and have feeds; none where there is nothing to take over.
	Others(ctx context.Context) ([]Other, error)
	// TakeOver takes over feeds, stories, marks and filters of one. What the reader has already stays as it is.
	TakeOver(ctx context.Context, o Other) (Taken, error)
}

// Other is another reader of news on this machine.
type Other struct {
	Name  string // "newsboat"
	Path  string // of its folder
	Feeds int
}

// Taken is what came of taking over. Left are its lines that could not be taken, each with the reason.
type Taken struct {
	Feeds, New             int // all of its feeds, and those that the reader had not
	Stories, Read, Starred int
	Views                  int
	Left                   []string
}

// Noter is a Desk that keeps a reader's own words on a story; "" removes them.
type Noter interface {
	Note(ctx context.Context, id model.StoryID, note string) error
	// Editor is the reader's own editor on a text, nil where none is named. It is never asked for where
	// May.Open is false.
	Editor(text string) Editing
}

// Editing runs an editor on the terminal that it is given, until the reader leaves it.
type Editing interface {
	SetStdin(r io.Reader)
	SetStdout(w io.Writer)
	SetStderr(w io.Writer)
	Run() error
	Text() string // what the reader left, after Run
}

// May says what this session is allowed.
type May struct {
	Open    bool // start a program on this host: only for who sits at it
	Mark    bool // keep marks; an anonymous reader may not
	Feeds   bool // add and remove feeds
	Refresh bool
	Suspend bool
}

// Progress is how far a refresh has come.
type Progress struct {
	Done, Of int
	Feed     string // the one just done
	Err      string // its trouble in one line, or ""
	New      int    // stories that came so far
}

// Report is how a refresh ended.
type Report struct {
	Feeds, Unchanged, Failed int
	New                      int
	Forgotten                int      // stories that a rule let go
	Errors                   []string // one line a failed feed
	Took                     time.Duration
}

// Completion is one way to end the word at the cursor.
type Completion struct {
	Insert string // replaces the bytes [From, cursor)
	From   int
	Label  string // "#bitcoin"
	Note   string // "214 stories"
	Help   string // what it does; told of the offer that is next
}
