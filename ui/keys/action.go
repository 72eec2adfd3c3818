package keys

// Action is something a reader can ask for; its text is the name used in the configuration and
// after ":".
type Action string

// Moving.
const (
	Next     Action = "next" // story, line, fact, row: whatever the pane holds
	Prev     Action = "previous"
	First    Action = "first"
	Last     Action = "last"
	HalfDown Action = "half-page-down"
	HalfUp   Action = "half-page-up"
	PageDown Action = "page-down"
	PageUp   Action = "page-up"

	NextParagraph Action = "next-paragraph"
	PrevParagraph Action = "previous-paragraph"

	ScrollDown Action = "scroll-down" // the article, whatever has the focus
	ScrollUp   Action = "scroll-up"
	NextStory  Action = "next-story"
	PrevStory  Action = "previous-story"
	NextMatch  Action = "next-match" // or the next unread story while nothing is searched
	PrevMatch  Action = "previous-match"
	PrevUnread Action = "previous-unread"
	JumpBack   Action = "jump-back" // to where the reader was before a jump
	JumpAhead  Action = "jump-ahead"
)

// Panes and layers.
const (
	NextPane  Action = "next-pane"
	PrevPane  Action = "previous-pane"
	RightPane Action = "pane-right"
	LeftPane  Action = "pane-left"
	Open      Action = "open" // the story, the fact's sentence, the row
	Back      Action = "back"
	Peel      Action = "close"
	Quit      Action = "quit"
	Suspend   Action = "suspend"
	Redraw    Action = "redraw"
	Facts     Action = "facts"
	Zen       Action = "zen"
	Help      Action = "help"
	Tour      Action = "tour"
	Links     Action = "links"
	Feeds     Action = "feeds"
	Command   Action = "command"
	Wider     Action = "wider"
	Narrower  Action = "narrower"
)

// Finding.
const (
	Filter       Action = "filter"
	SavedFilters Action = "saved-filters"
	Search       Action = "search"
	Topics       Action = "topics"
	StoryTopics  Action = "story-topics"
	ToggleTopic  Action = "toggle-topic" // with the number of the topic
	ClearTopics  Action = "clear-topics"
	ClearFilter  Action = "clear-filter"
)

// Facts.
const (
	NextFact    Action = "next-fact"
	PrevFact    Action = "previous-fact"
	NextMoney   Action = "next-money"
	PrevMoney   Action = "previous-money"
	NextNumber  Action = "next-number"
	PrevNumber  Action = "previous-number"
	NextDate    Action = "next-date"
	PrevDate    Action = "previous-date"
	NextPerson  Action = "next-person"
	PrevPerson  Action = "previous-person"
	NextOrg     Action = "next-organisation"
	PrevOrg     Action = "previous-organisation"
	NextPlace   Action = "next-place"
	PrevPlace   Action = "previous-place"
	NextQuote   Action = "next-quote"
	PrevQuote   Action = "previous-quote"
	FilterFact  Action = "filter-by-fact"
	ExcludeFact Action = "exclude-fact"
	CopyLink    Action = "copy-link"
	CopyFact    Action = "copy-fact"
	Fold        Action = "fold"
	FoldAll     Action = "fold-all"
)

// Stories and feeds.
const (
	ToggleRead Action = "toggle-read"
	MarkList   Action = "mark-list-read"
	Star       Action = "star"
	Undo       Action = "undo"
	Redo       Action = "redo"
	Browse     Action = "browse"
	Comments   Action = "comments"
	FullText   Action = "full-text"
	Range      Action = "range"
	Refresh    Action = "refresh"
	RefreshAll Action = "refresh-all"
	AddFeed    Action = "add-feed"
	Packs      Action = "packs" // feeds to begin with
	Import     Action = "import"
	Mute       Action = "mute"
	Tags       Action = "tags" // the reader's own, of a feed
	Rename     Action = "rename"
	Note       Action = "note" // the reader's own words on the story
	Density    Action = "density"
	Theme      Action = "theme"
	Pictures   Action = "pictures"
)

// Editing a line.
const (
	Accept      Action = "accept"
	Complete    Action = "complete"
	CompletePrv Action = "complete-back"
	Older       Action = "older"
	Newer       Action = "newer"
	Left        Action = "left"
	Right       Action = "right"
	Home        Action = "line-start"
	End         Action = "line-end"
	WordLeft    Action = "word-left"
	WordRight   Action = "word-right"
	Backspace   Action = "delete-back"
	Delete      Action = "delete"
	DeleteWord  Action = "delete-word"
	DeleteLine  Action = "delete-line"
)

// Choosing in the topic strip and in lists that open over the panes.
const (
	Add     Action = "add"
	Exclude Action = "exclude"
	Pick    Action = "pick"   // with the number of the row
	Remove  Action = "remove" // the feed, the saved filter
	Save    Action = "save"   // the filter that holds now
)
