// Package msg is the table of contents of what can happen on the screen besides keys and mouse: every
// answer that a command brings back is one named struct of this package.
//
// An answer to a question that can be asked again carries the question's number, Era; whoever asked
// drops answers of an older one. Err is fit to be shown as it is.
package msg

import (
	"lede/model"
	"lede/ui/desk"
	"lede/ui/graphics"
)

// Edition answers the question for the stories of a filter. Whole: all ids are there, not the first
// ones only; Lines are then left as they were.
type Edition struct {
	Era     int
	Edition model.Edition
	Whole   bool
	Err     error
}

// News says that stories came in which the reader did not ask for: a server that visits feeds sends it. It
// promises nothing of them; who shows stories asks again.
type News struct{}

// Lines are rows of the list that were asked for because they came into sight.
type Lines struct {
	Era   int // of the edition
	Asked []model.StoryID
	Lines []model.Line
	Err   error
}

// Story is a story to be read. Ahead: it was fetched because it may be read next.
type Story struct {
	Era   int
	ID    model.StoryID
	Story *model.Story
	Ahead bool
	Err   error
}

// FullText is a story with the text of its page, or again with the feed's: Story.FullText says which.
type FullText struct {
	ID    model.StoryID
	Story *model.Story
	Err   error
}

// Topics counts the topics of the stories that answer the filter less its topics.
type Topics struct {
	Era    int
	Counts []model.TopicCount
	Err    error
}

// Week is how many stories each topic had on each of the last seven days, today last.
type Week struct {
	Era    int
	Topics []string
	Days   [][]int
	Err    error
}

// Chart is how many stories named what a fact of a story names, on each of the last days, today last.
type Chart struct {
	Era   int
	Story model.StoryID
	Fact  int
	Days  []int
	Err   error
}

// Sent says that something was put on its way to the terminal beside the frames, as tea.Raw asks for it. Whoever runs an
// App sends it, with what the tea.RawMsg held.
type Sent struct{ What any }

// Picture is the lead picture of a story.
type Picture struct {
	Era   int
	ID    model.StoryID
	URL   string
	Plate graphics.Plate
	Err   error
}

// Found says which stories of the edition answer a search, or are unread, in no order.
type Found struct {
	Era   int
	IDs   []model.StoryID
	Words []string // what to have stand out; nil when the unread ones were asked for
	Back  bool     // the reader wants the one before, not the next
	Err   error
}

// Completions are offers for the word at the cursor.
type Completions struct {
	Era    int
	Offers []desk.Completion
	Err    error
}

// Marked is what a mark changed.
type Marked struct {
	Change model.Change
	Quiet  bool // it went along with opening a story: the status line says less
	Err    error
}

// Undone is what undo or redo changed.
type Undone struct {
	Change model.Change
	Redo   bool
	Err    error
}

// Progress is how far a refresh has come.
type Progress struct {
	Era int
	desk.Progress
}

// Refreshed is how a refresh ended.
type Refreshed struct {
	Era int
	desk.Report
	Err error
}

// Added is a feed that was found at an address and is now polled.
type Added struct {
	Address string
	Feed    model.Feed
	Err     error
}

// Removed is a feed that is polled no more.
type Removed struct {
	Feed    model.Feed
	Undoing bool // the reader took back that it was added
	Err     error
}

// Restored is a feed that is the reader's again.
type Restored struct {
	Feed model.Feed
	Err  error
}

// Calling is a feed whose tags the reader wants to type, or, with Name, its name.
type Calling struct {
	Feed model.Feed
	Name bool
	Err  error
}

// Called is a feed that has another name or other tags than it had.
type Called struct {
	Feed, Was model.Feed
	Undoing   bool
	Err       error
}

// Rules says that other lines are kept under a setting than were: saved filters, or what is muted. Said is what to tell.
type Rules struct {
	Key      string
	Now, Was string
	Said     string
	Undoing  bool
	Err      error
}

// Packs are the feeds offered to begin with.
type Packs struct {
	Packs []desk.Pack
	Err   error
}

// Taken are the feeds of a pack that were new to the reader.
type Taken struct {
	Name  string
	Feeds []model.Feed
	Err   error
}

// Others are the other readers of news on this machine.
type Others struct {
	Others []desk.Other
	Asked  bool // the reader wants to choose among them
	Err    error
}

// TakenOver is what came of taking over what another reader held, and which of its feeds are new.
type TakenOver struct {
	Other desk.Other
	Taken desk.Taken
	Feeds []model.Feed
	Err   error
}

// Noted says that a note was kept; Was is what it took the place of.
type Noted struct {
	ID        model.StoryID
	Note, Was string
	Undoing   bool
	Err       error
}

// Written is what the reader left in the editor.
type Written struct {
	ID   model.StoryID
	Text string
	Err  error
}

// Feeds are the reader's feeds.
type Feeds struct {
	Feeds []model.Feed
	Err   error
}

// Opened says that an address was handed to the reader's browser.
type Opened struct {
	URL string
	Err error
}

// Setting is something the reader chose earlier; "" when never chosen.
type Setting struct {
	Key, Value string
	Err        error
}

// Kept says that a setting was kept, or not.
type Kept struct {
	Key string
	Err error
}

// Due says that the time set for something has come.
type Due struct {
	What Wait
	Era  int
}

// Wait is what a Due was set for.
type Wait uint8

// The waits.
const (
	Typing   Wait = iota + 1 // the reader paused while typing a filter
	Pending                  // a count or the beginning of a sequence stands for a while
	Toast                    // the status line has said it long enough
	Rest                     // the selection stands still
	Charting                 // a fact stays selected
	Graphics                 // the terminal may say what it can show
)
