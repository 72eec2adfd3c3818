// Package store says what a keeper of news must do. model/store/sqlite and model/store/memory do
// it; storetest is the one suite that each of them passes.
//
// Stories come in as feed and the fact finders leave them and go out as editions for one reader.
// Stories, facts and topics are shared by all readers; feeds subscribed to, marks, notes and the
// undo journal are each reader's own. The store never asks a clock: every call that needs the time
// takes it.
package store

import (
	"context"
	"errors"
	"time"

	"lede/model"
	"lede/model/query"
)

// What can go wrong that a caller treats in its own way; anything else is a failure to be told.
var (
	ErrNotFound  = errors.New("not found")
	ErrNothing   = errors.New("nothing to undo")
	ErrBusy      = errors.New("another process is writing")
	ErrCorrupt   = errors.New("the store is damaged; lede doctor --recover saves what can be read")
	ErrNewer     = errors.New("the store was written by a newer lede")
	ErrReadOnly  = errors.New("the store cannot be written")
	ErrForeign   = errors.New("not a store of lede")
	ErrDuplicate = errors.New("already there")
)

// Store keeps stories. A call that changes something returns only after it is safely kept.
// All methods may be called at once from many goroutines.
type Store interface {
	Stories
	Marks
	Feeds
	Readers
	Close() error
}

// Ask is one question for an edition.
type Ask struct {
	Reader model.ReaderID
	Query  query.Query
	Now    time.Time // what "today" and "newer:2d" are counted from, in the reader's zone
	Limit  int       // at most so many ids; 0 for all
	Lines  int       // so many lines come along at once

	// Topic tells which topics a name in the query stands for; nil: the name is that of an id.
	Topic func(name string) []model.TopicID
	// Mute keeps out what answers it, and Edition.Muted counts that; nil: nothing.
	Mute query.Expr
}

// Stories keeps and finds them. A reader sees the stories of the feeds subscribed to, those of no feed,
// and those starred; reader 0 sees every story.
type Stories interface {
	// Put keeps stories of one feed (0: of none), with their facts and topics. Identity (SAFETY P6):
	// feed and GUID, else the link without tracking parameters, else headline and text. The same link and
	// headline under a new GUID is the same story; other text under a known identity is a
	// revision, which keeps the reader's state, FirstSeen and Published. Putting twice changes nothing.
	// ID, Feed, Revision and State of what is given are nothing; a zero FirstSeen is now. Raw is kept for Known only.
	// ErrNotFound when nobody ever subscribed to the feed.
	Put(ctx context.Context, feed model.FeedID, stories []model.Story, now time.Time) (Stored, error)
	// Known tells of issues of a feed, in order, which story is kept under each, and whether that was issued just
	// so: such a story need not be read again. One that is not kept, or only under its link and headline, has ID 0.
	Known(ctx context.Context, issues []Issue) ([]Kept, error)
	// Deliver keeps what visits to feeds brought and taught, as Put and Polled do, all of it in one step.
	// What is for a feed that nobody subscribes to any more is left out: its Stored is empty. A story that was
	// forgotten is left out, too: its id is that which it had.
	Deliver(ctx context.Context, in []Delivery, now time.Time) ([]Stored, error)
	// Edition answers a query, newest first or in the query's order. With a Limit its counts may be of
	// what could be told without reading texts; Edition.AtMost says so.
	Edition(ctx context.Context, a Ask) (model.Edition, error)
	// Lines are what the list shows of ids, in the order of ids; unknown ids are left out.
	Lines(ctx context.Context, r model.ReaderID, ids []model.StoryID) ([]model.Line, error)
	Story(ctx context.Context, r model.ReaderID, id model.StoryID) (model.Story, error)
	// FullText keeps the page's own text of a story, and the facts in it, beside the feed's: a story is read with the
	// page's from then on, until the feed issues a revision.
	FullText(ctx context.Context, s model.Story) error
	// Issued is a story with the feed's text where FullText put another in its place; ErrNotFound where it did not.
	Issued(ctx context.Context, r model.ReaderID, id model.StoryID) (model.Story, error)
	// Topics counts the topics of a query's stories, most stories first.
	Topics(ctx context.Context, a Ask) ([]model.TopicCount, error)
	// Count is how many stories answer, and how many of them are unread.
	Count(ctx context.Context, a Ask) (total, unread int, err error)
	// Values are the commonest values of facts of a kind that begin with prefix (case is nothing),
	// or hold a word that does, for completion. Values of quotes are those who spoke. With a limit, the newest of
	// very many stories may say which.
	Values(ctx context.Context, kind model.Kind, prefix string, limit int) ([]Value, error)
	// Thread says which stories tell one event; the first of them leads. They leave the threads that
	// they were in.
	Thread(ctx context.Context, ids []model.StoryID) error
	// Join puts each story into the thread of another, behind those that are in it, all in one step. One of which
	// either is not there is passed over, and so is one that is in that thread already.
	Join(ctx context.Context, in []Joining) error
	// ThreadOf are the stories of a story's thread, the leading one first; just id when it is alone.
	ThreadOf(ctx context.Context, id model.StoryID) ([]model.StoryID, error)
	// Stale are the stories that rules let go, by id: a dry run of Forget.
	Stale(ctx context.Context, rule func(model.FeedID) Keep) ([]model.StoryID, error)
	// Forget forgets stories, but for those that some reader starred or noted; how many. A feed that goes on telling
	// of one does not bring it back: only Put does. What room is free gives it back to the system, also without ids.
	Forget(ctx context.Context, ids []model.StoryID) (int, error)
}

// Keep says which stories of a feed are kept; the zero Keep keeps all. What some reader starred or noted stays
// whatever it says.
type Keep struct {
	Since  time.Time // those first seen before may go; zero: age is no reason
	Most   int       // those but the so many newest may go; 0: number is no reason
	Unread bool      // none goes that a reader of the feed has not read; of no feed: the one at this machine
}

// Forever tells whether all stories are kept.
func (k Keep) Forever() bool { return k.Since.IsZero() && k.Most <= 0 }

// Stored is what a Put did.
type Stored struct {
	IDs     []model.StoryID // of the given stories, in order
	New     []model.StoryID
	Revised []model.StoryID
}

// Issue is a story as its feed issues it, before it is read: Identity.First and model.Story.Raw.
type Issue struct{ First, Raw uint64 }

// Kept is what is there of an Issue.
type Kept struct {
	ID   model.StoryID
	Same bool // it was issued with that Raw
	Gone bool // it was forgotten, and there is just its id
}

// Delivery is what a visit to a feed came to.
type Delivery struct {
	Feed    model.FeedID
	Stories []model.Story
	// Still are stories that the feed goes on telling under their own identity and that are not among Stories.
	Still []model.StoryID
	// Learn is what the visit taught, as for Polled, once it is known what was new. It may be called again when
	// the keeping did not succeed, and asks nothing of the store.
	Learn func(Stored) model.Feed
}

// Joining is a story that tells the event that another one tells, too.
type Joining struct{ Story, With model.StoryID }

// Value is a fact's value and the number of stories that state it.
type Value struct {
	Text  string
	Count int
}

// Marks keeps what a reader did, and takes it back.
type Marks interface {
	// Mark changes the stories of ids that are not so yet; Change lists just these. A change of
	// nothing is no entry in the journal.
	Mark(ctx context.Context, r model.ReaderID, ids []model.StoryID, m model.Mark, now time.Time) (model.Change, error)
	// Undo takes back the last change that still holds; Redo does again what was undone last.
	// ErrNothing when there is none. A new change ends what can be redone.
	Undo(ctx context.Context, r model.ReaderID, now time.Time) (model.Change, error)
	Redo(ctx context.Context, r model.ReaderID, now time.Time) (model.Change, error)
	// Note keeps a reader's own words on a story; "" removes them.
	Note(ctx context.Context, r model.ReaderID, id model.StoryID, note string) error
	// Visit notes that the reader left: what comes in later is new to them.
	Visit(ctx context.Context, r model.ReaderID, now time.Time) error
	// Setting and SetSetting keep small things that a reader chose: theme, pane sizes, saved views.
	Setting(ctx context.Context, r model.ReaderID, key string) (string, error) // "" when never set
	SetSetting(ctx context.Context, r model.ReaderID, key, value string) error
}

// Feeds keeps what is polled, and for whom.
type Feeds interface {
	// Subscribe adds f.Address to the reader's feeds, with f.Title, f.Name and f.Tags. ErrDuplicate,
	// with the feed as it stands, when the reader has it already.
	Subscribe(ctx context.Context, r model.ReaderID, f model.Feed) (model.Feed, error)
	// Unsubscribe takes it off. Its stories stay as long as another reader has it or starred them.
	Unsubscribe(ctx context.Context, r model.ReaderID, id model.FeedID) error
	// Rename gives a feed of a reader's the name and the tags that they have for it, in place of those before; a name
	// of "" is the publisher's. ErrNotFound when it is not among theirs.
	Rename(ctx context.Context, r model.ReaderID, id model.FeedID, name string, tags []string) error
	// Subscriptions are a reader's feeds with counts, by label. r 0: everybody's, each once.
	Subscriptions(ctx context.Context, r model.ReaderID) ([]model.Feed, error)
	// Claim takes feeds for a visit, in one step: those that are due at now and not gone are not due for anybody
	// else before until. It gives these, in order.
	Claim(ctx context.Context, ids []model.FeedID, now, until time.Time) ([]model.FeedID, error)
	// Polled keeps what a visit to the feed taught: Poll, and Title, Link, Description, Language and a
	// moved Address where they are not "".
	Polled(ctx context.Context, f model.Feed) error
}

// Reader is a person who reads over SSH or at this machine.
type Reader struct {
	ID      model.ReaderID
	Name    string // unique; as typed in "ssh NAME@host"
	Admin   bool
	Keys    []string // public keys in authorized_keys form, without comment
	Created time.Time
}

// Readers keeps who may read.
type Readers interface {
	// AddReader makes a reader, or adds the key to the one of that name. ErrDuplicate when another
	// reader has the key.
	AddReader(ctx context.Context, name, key string, now time.Time) (Reader, error)
	RemoveReader(ctx context.Context, name string) error
	// RemoveKey takes a key from the reader who has it, and leaves all else; ErrNotFound for a stranger's.
	RemoveKey(ctx context.Context, key string) error
	ListReaders(ctx context.Context) ([]Reader, error)
	// ReaderByKey is who holds a key; ErrNotFound for a stranger.
	ReaderByKey(ctx context.Context, key string) (Reader, error)
}
