package keys

import "sync"

// Default is the table as it ships.
func Default() Table { return standard() }

var standard = sync.OnceValue(func() Table { return newTable(rows()) })

func k(keys ...string) []string { return keys }

// rows is the table. Order is the order of help and README; the first key of a row is the one that
// hints show.
func rows() []Binding {
	var out []Binding
	for _, part := range [...]func() []Binding{finding, stories, facts, layers, moving, inList, inArticle, inSidebar, inStrip, inPrompt, inMenu, inHelp} {
		out = append(out, part()...)
	}
	return out
}

func finding() []Binding {
	return []Binding{
		{Global, k("f"), Filter, "filter the stories: words, #topic, person:, money>100m …", "filter"},
		{Global, k("t"), Topics, "filter by topic: a letter picks, Space adds, - excludes", "topics"},
		{Global, k("T"), StoryTopics, "the topics of this story first", ""},
		{Global, k(digits), ToggleTopic, "one of the nine commonest topics, unless a count follows (5j)", ""},
		{Global, k("0"), ClearTopics, "all topics again", ""},
		{Global, k("F"), SavedFilters, "saved filters", "saved"},
		{Global, k("backspace"), ClearFilter, "take the last filter off", "unfilter"},
		{Global, k("/"), Search, "search in these stories", "search"},
		{Global, k("n"), NextMatch, "next match while searching, else next unread story", "next"},
		{Global, k("N"), PrevMatch, "previous match while searching, else previous unread story", ""},
		{Global, k("p"), PrevUnread, "previous unread story", ""},
		{Global, k("ctrl+o"), JumpBack, "back to where you were before a jump or another filter", "where I was"},
		{Global, k("alt+o", "ctrl+i"), JumpAhead, "forward again (C-i where the terminal tells it from Tab)", ""},
	}
}

func stories() []Binding {
	return []Binding{
		{Global, k("m"), ToggleRead, "mark read or unread", "mark"},
		{Global, k("A"), MarkList, "mark all stories of the list read; u brings them back", "all read"},
		{Global, k("s"), Star, "star or unstar", "star"},
		{Global, k("u"), Undo, "undo the last change", "undo"},
		{Global, k("ctrl+r"), Redo, "do again what was undone", "redo"},
		{Global, k("o"), Browse, "the story's page in the browser; far from it, copy the address", "browser"},
		{Global, k("O"), Comments, "open the story's discussion", ""},
		{Global, k("y"), CopyLink, "copy the link", "copy"},
		{Global, k(";"), Links, "the links in the article", "links"},
		{Global, k("x"), FullText, "fetch the full text of a story, or show the feed's again", "full text"},
		{Global, k("r"), Refresh, "refresh this story's feed", "refresh"},
		{Global, k("R"), RefreshAll, "refresh all feeds", "refresh"},
		{Global, k("a"), AddFeed, "add a feed: any address of a site will do", "add feed"},
		{Global, k("e"), Note, "write a note on the story, in your editor or in a line", ""},
		{Global, nil, Mute, "hide what answers a query, or list what is hidden so", ""},
		{Global, nil, Tags, "tags of your own for this story's feed; tag: filters by them", ""},
		{Global, nil, Rename, "a name of your own for this story's feed", ""},
		{Global, nil, Import, "take over the feeds and marks of another reader on this machine", ""},
		{Global, nil, Packs, "feeds to begin with, by subject", ""},
		{Global, nil, Feeds, "the feeds, with what is unread and what went wrong", ""},
	}
}

func facts() []Binding {
	return []Binding{
		{Global, k("i"), Facts, "show or hide the facts", "facts"},
		{Global, k("] f"), NextFact, "next fact in the text", "next fact"},
		{Global, k("[ f"), PrevFact, "previous fact in the text", ""},
		{Global, k("] m"), NextMoney, "next sum of money", ""},
		{Global, k("[ m"), PrevMoney, "previous sum of money", ""},
		{Global, k("] n"), NextNumber, "next number, percentage or quantity", ""},
		{Global, k("[ n"), PrevNumber, "previous number, percentage or quantity", ""},
		{Global, k("] d"), NextDate, "next date or time", ""},
		{Global, k("[ d"), PrevDate, "previous date or time", ""},
		{Global, k("] p"), NextPerson, "next person", ""},
		{Global, k("[ p"), PrevPerson, "previous person", ""},
		{Global, k("] o"), NextOrg, "next organisation", ""},
		{Global, k("[ o"), PrevOrg, "previous organisation", ""},
		{Global, k("] l"), NextPlace, "next place", ""},
		{Global, k("[ l"), PrevPlace, "previous place", ""},
		{Global, k("] q"), NextQuote, "next quotation", ""},
		{Global, k("[ q"), PrevQuote, "previous quotation", ""},
		{Global, k("*"), FilterFact, "only stories that state the selected fact", "filter by it"},
		{Global, k("-"), ExcludeFact, "no stories that state the selected fact", ""},
		{Global, k("Y"), CopyFact, "copy the selected fact with its sentence and source", "copy fact"},
	}
}

func layers() []Binding {
	return []Binding{
		{Global, k("tab"), NextPane, "next pane", "pane"},
		{Global, k("shift+tab"), PrevPane, "previous pane", ""},
		{Global, k("l", "right"), RightPane, "the pane to the right", ""},
		{Global, k("h", "left"), LeftPane, "the pane to the left", ""},
		{Global, k(">"), Wider, "make this pane wider", ""},
		{Global, k("<"), Narrower, "make this pane narrower", ""},
		{Global, k("z"), Zen, "the article alone", "zen"},
		{Global, k("P"), Pictures, "show or hide the pictures of stories that you open", ""},
		{Global, k("esc"), Peel, "close what is open, one layer at a time", "close"},
		{Global, k("q"), Back, "back; from the list: leave", "back"},
		{Global, k("Q", "ctrl+c"), Quit, "leave lede", "quit"},
		{Global, k("ctrl+z"), Suspend, "suspend, where lede runs on this machine", ""},
		{Global, k("?"), Help, "this help; type to search it", "help"},
		{Global, nil, Tour, "a minute's tour: one key after the other, each to be tried", ""},
		{Global, k(":"), Command, "a command by its name, with completion", "command"},
		{Global, k("ctrl+l"), Redraw, "draw the screen anew", ""},
		{Global, nil, Theme, "another theme", ""},
		{Global, nil, Density, "one to four rows a story", ""},
	}
}

func moving() []Binding {
	return []Binding{
		{Global, k("j", "down"), Next, "down; 5j moves five", ""},
		{Global, k("k", "up"), Prev, "up", ""},
		{Global, k("g g", "home"), First, "to the beginning", ""},
		{Global, k("G", "end"), Last, "to the end; 12G goes to the twelfth", ""},
		{Global, k("ctrl+d"), HalfDown, "half a page down", ""},
		{Global, k("ctrl+u"), HalfUp, "half a page up", ""},
		{Global, k("space", "pgdown", "ctrl+f"), PageDown, "a page down; at the end of an article: the next unread story", "page"},
		{Global, k("b", "pgup", "ctrl+b", "shift+space"), PageUp, "a page up", ""},
		{Global, k("enter"), Open, "open", "open"},
	}
}

func inList() []Binding {
	return []Binding{
		{List, k("enter"), Open, "read the story and mark it read (moving alone only shows it)", "read"},
		{List, k("J"), ScrollDown, "scroll the article", ""},
		{List, k("K"), ScrollUp, "scroll the article back", ""},
		{List, k("v"), Range, "begin or end a range; m, s and A then mean the range", ""},
	}
}

func inArticle() []Binding {
	return []Binding{
		{Article, k("J"), NextStory, "next story", "next story"},
		{Article, k("K"), PrevStory, "previous story", ""},
		{Article, k("}"), NextParagraph, "next paragraph", ""},
		{Article, k("{"), PrevParagraph, "previous paragraph", ""},
		{Article, k("enter"), Open, "to the selected fact in the sidebar", ""},
	}
}

func inSidebar() []Binding {
	return []Binding{
		{Sidebar, k("enter"), Open, "to the sentence that states the fact", "to its sentence"},
		{Sidebar, k("space"), Fold, "fold or unfold the group", "fold"},
		{Sidebar, k("Z"), FoldAll, "fold or unfold all groups", ""},
		{Sidebar, k("J"), ScrollDown, "scroll the article", ""},
		{Sidebar, k("K"), ScrollUp, "scroll the article back", ""},
		{Sidebar, k("y"), CopyFact, "copy the fact with its sentence and source", "copy"},
	}
}

func inStrip() []Binding {
	return []Binding{
		{Strip, k("enter"), Accept, "keep what is shown and close", "keep"},
		{Strip, k("space"), Add, "keep this topic as well and go on choosing", "add"},
		{Strip, k("-"), Exclude, "leave this topic out and go on choosing", "exclude"},
		{Strip, k("tab", "right", "down", "ctrl+n"), Next, "next topic", "next"},
		{Strip, k("shift+tab", "left", "up", "ctrl+p"), Prev, "previous topic", ""},
		{Strip, k(digits), ToggleTopic, "one of the first nine, on or off", ""},
		{Strip, k("0"), ClearTopics, "all topics again", "all"},
		{Strip, k("backspace"), Backspace, "take back a letter", ""},
		{Strip, k("esc"), Peel, "close and leave the filter as it was", "cancel"},
		{Strip, k("ctrl+c"), Quit, "leave lede", ""},
	}
}

func inPrompt() []Binding {
	return []Binding{
		{Prompt, k("enter"), Accept, "keep it and close", "keep"},
		{Prompt, k("esc", "ctrl+g"), Peel, "close and leave things as they were", "cancel"},
		{Prompt, k("tab"), Complete, "complete the word; again for the next offer", "complete"},
		{Prompt, k("shift+tab"), CompletePrv, "the offer before", ""},
		{Prompt, k("up", "ctrl+p"), Older, "an older line of this kind", "older"},
		{Prompt, k("down", "ctrl+n"), Newer, "a newer one", ""},
		{Prompt, k("left", "ctrl+b"), Left, "left", ""},
		{Prompt, k("right", "ctrl+f"), Right, "right", ""},
		{Prompt, k("home", "ctrl+a"), Home, "to the beginning of the line", ""},
		{Prompt, k("end", "ctrl+e"), End, "to the end of the line", ""},
		{Prompt, k("alt+b", "ctrl+left", "alt+left"), WordLeft, "a word left", ""},
		{Prompt, k("alt+f", "ctrl+right", "alt+right"), WordRight, "a word right", ""},
		{Prompt, k("backspace", "ctrl+h"), Backspace, "delete the letter before", ""},
		{Prompt, k("delete", "ctrl+d"), Delete, "delete the letter under the cursor", ""},
		{Prompt, k("ctrl+w", "alt+backspace"), DeleteWord, "delete the word before", ""},
		{Prompt, k("ctrl+u"), DeleteLine, "delete to the beginning of the line", ""},
		{Prompt, k("ctrl+s"), Save, "save this filter", ""},
		{Prompt, k("ctrl+c"), Quit, "leave lede", ""},
	}
}

func inMenu() []Binding {
	return []Binding{
		{Menu, k("j", "down", "tab", "ctrl+n"), Next, "down", ""},
		{Menu, k("k", "up", "shift+tab", "ctrl+p"), Prev, "up", ""},
		{Menu, k("g g", "home"), First, "to the first", ""},
		{Menu, k("G", "end"), Last, "to the last", ""},
		{Menu, k("space", "pgdown", "ctrl+d"), PageDown, "a page down", ""},
		{Menu, k("b", "pgup", "ctrl+u"), PageUp, "a page up", ""},
		{Menu, k("enter", "o"), Accept, "take it", "take"},
		{Menu, k(digits), Pick, "take the one of that number", ""},
		{Menu, k("y"), CopyLink, "copy it", "copy"},
		{Menu, k("d"), Remove, "take it off the list: a feed, a saved filter", "remove"},
		{Menu, k("a"), Add, "add one", "add"},
		{Menu, k("t"), Tags, "tags of your own for the feed", "tags"},
		{Menu, k("n"), Rename, "a name of your own for the feed", "name"},
		{Menu, k("u"), Undo, "undo the last change", "undo"},
		{Menu, k("ctrl+r"), Redo, "do again what was undone", ""},
		{Menu, k("r"), Refresh, "refresh the feed", ""},
		{Menu, k("esc", "q", ";"), Peel, "close", "close"},
		{Menu, k("Q", "ctrl+c"), Quit, "leave lede", ""},
	}
}

func inHelp() []Binding {
	return []Binding{
		{HelpBox, k("down", "ctrl+n", "tab"), Next, "down", ""},
		{HelpBox, k("up", "ctrl+p", "shift+tab"), Prev, "up", ""},
		{HelpBox, k("pgdown", "ctrl+d", "ctrl+f"), PageDown, "a page down", ""},
		{HelpBox, k("pgup", "ctrl+u", "ctrl+b"), PageUp, "a page up", ""},
		{HelpBox, k("home"), First, "to the top", ""},
		{HelpBox, k("end"), Last, "to the end", ""},
		{HelpBox, k("backspace"), Backspace, "take back a letter of the search", ""},
		{HelpBox, k("enter", "esc"), Peel, "close", "close"},
		{HelpBox, k("ctrl+c"), Quit, "leave lede", ""},
	}
}
