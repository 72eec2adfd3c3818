package model

// Mark is what a reader can do to stories. Every mark can be undone.
type Mark uint8

// The marks.
const (
	MarkRead Mark = iota + 1
	MarkUnread
	MarkStarred
	MarkUnstarred
)

// String is the mark as the status line tells it.
func (m Mark) String() string {
	switch m {
	case MarkRead:
		return "marked read"
	case MarkUnread:
		return "marked unread"
	case MarkStarred:
		return "starred"
	case MarkUnstarred:
		return "unstarred"
	}
	return "unchanged"
}

// Opposite is the mark that takes m back.
func (m Mark) Opposite() Mark {
	switch m {
	case MarkRead:
		return MarkUnread
	case MarkUnread:
		return MarkRead
	case MarkStarred:
		return MarkUnstarred
	case MarkUnstarred:
		return MarkStarred
	}
	return m
}

// On is a state with the mark on it.
func (m Mark) On(s State) State {
	switch m {
	case MarkRead, MarkUnread:
		s.Read = m == MarkRead
	case MarkStarred, MarkUnstarred:
		s.Starred = m == MarkStarred
	}
	return s
}

// Change is one entry of the undo journal: what was done to which stories, told so that the screen
// can follow without asking again.
type Change struct {
	Mark    Mark      // what holds now
	Stories []StoryID // only those that it changed
	Undone  bool      // this is the taking back of Mark, by undo
}

// ReaderID names a reader of a store; the person at this machine is LocalReader.
type ReaderID int64

// LocalReader is who reads without SSH.
const LocalReader ReaderID = 1
