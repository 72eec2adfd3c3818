package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/model/query"
	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/menu"
	"lede/ui/msg"
	"lede/ui/status"
	"lede/ui/when"
)

// calling is the feed that is being named or tagged.
type calling struct {
	feed   model.Feed
	inMenu bool // it was chosen among the feeds, to which the reader comes back
}

// feedsCame shows the feeds, the troubled ones with their trouble.
func (a *App) feedsCame(m msg.Feeds) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	feeds := m.Feeds
	items := make([]menu.Item, len(feeds))
	for i, f := range feeds {
		items[i] = menu.Item{Label: f.Label(), Note: when.Count(f.Unread) + " unread of " + when.Count(f.Total)}
		switch {
		case f.Poll.Error != "":
			items[i].Note, items[i].Bad = f.Poll.Error, true
		case f.Poll.Gone:
			items[i].Note, items[i].Bad = "gone: its site says it will not come back", true
		case len(f.Tags) > 0:
			items[i].Note = strings.Join(f.Tags, ", ") + " · " + items[i].Note
		}
	}
	at := 0
	if a.layer == menuLayer {
		at = a.menu.Selected()
	}
	if i := slices.IndexFunc(feeds, func(f model.Feed) bool { return f.ID == a.calling.feed.ID }); a.calling.inMenu && i >= 0 {
		at = i // another name may have given it another place
	}
	a.calling = calling{}
	pane := menu.Open("feeds", items, "no feeds yet; a adds one", "Enter its stories · t tags · n name · r refresh · a add · d take off · Esc close")
	a.openMenu(pane.Select(at), chooser{
		take: func(i int) tea.Cmd {
			return a.setFilter(query.Query{Expr: query.Field{Key: query.Feed, Text: feeds[i].Label()}})
		},
		copy:    func(i int) tea.Cmd { return a.copyText(feeds[i].Address, "address copied") },
		refresh: func(i int) tea.Cmd { return a.refresh([]model.FeedID{feeds[i].ID}) },
		add:     func() tea.Cmd { return a.act(keys.AddFeed, 1, false) },
		tags:    func(i int) tea.Cmd { return a.callFeed(feeds[i], false) },
		rename:  func(i int) tea.Cmd { return a.callFeed(feeds[i], true) },
		again:   a.ask.feeds,
		remove: func(i int) tea.Cmd {
			if !a.opt.May.Feeds {
				return a.say(status.Info, "feeds cannot be changed here")
			}
			return a.ask.remove(feeds[i], false)
		},
	})
	return nil
}

// callFeed has the reader type the tags of a feed that is chosen among the feeds, or its name.
func (a *App) callFeed(f model.Feed, name bool) tea.Cmd {
	if why := a.noCalling(); why != "" {
		return a.say(status.Info, why)
	}
	a.calling.inMenu = true
	return a.callNow(msg.Calling{Feed: f, Name: name})
}

// callThis has the reader type the tags of the selected story's feed, or its name.
func (a *App) callThis(name bool) tea.Cmd {
	id, why := a.feedToCall()
	if why != "" {
		return a.say(status.Info, why)
	}
	ask := a.ask
	a.calling = calling{}
	return func() tea.Msg {
		f, err := feedOf(ask.ctx, ask.desk, id)
		return msg.Calling{Feed: f, Name: name, Err: err}
	}
}

// callThisSo gives the selected story's feed the tags that a line holds, or that name.
func (a *App) callThisSo(line string, name bool) tea.Cmd {
	id, why := a.feedToCall()
	if why != "" {
		return a.say(status.Info, why)
	}
	return a.ask.call(id, false, callSo(line, name))
}

// callSo is what a line makes of a feed's name and tags.
func callSo(line string, name bool) func(model.Feed) (string, []string) {
	if name {
		return func(f model.Feed) (string, []string) { return line, f.Tags }
	}
	return func(f model.Feed) (string, []string) { return f.Name, tagsIn(line) }
}

// noCalling is why no feed can be named or tagged, "" where it can.
func (a *App) noCalling() string {
	if _, ok := a.opt.Desk.(desk.Caller); !ok || !a.opt.May.Feeds {
		return "feeds cannot be changed here"
	}
	return ""
}

func (a *App) feedToCall() (id model.FeedID, why string) {
	if why := a.noCalling(); why != "" {
		return 0, why
	}
	switch l, ok := a.line(); {
	case !ok:
		return 0, "no story is selected"
	case l.Feed == 0:
		return 0, "this story came from no feed"
	default:
		return l.Feed, ""
	}
}

// callNow opens the line in which a feed is tagged or named.
func (a *App) callNow(m msg.Calling) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	a.calling.feed = m.Feed
	if m.Name {
		return a.typeLine(forFeedName, m.Feed.Label())
	}
	return a.typeLine(forTags, tagLine(m.Feed.Tags))
}

// callDone gives the feed that is being tagged or named what was typed.
func (a *App) callDone(line string) tea.Cmd {
	if a.calling.inMenu {
		a.layer = menuLayer
	}
	f := a.calling.feed
	if name := a.typing == forFeedName; name && line == f.Title {
		line = "" // the publisher's, also when they change it
	}
	return a.ask.call(f.ID, false, callSo(line, a.typing == forFeedName))
}

// call gives a feed another name and other tags, which to makes of it as it is. Whoever asks knows that the desk
// keeps names and tags.
func (k asker) call(id model.FeedID, undoing bool, to func(model.Feed) (name string, tags []string)) tea.Cmd {
	return func() tea.Msg {
		was, err := feedOf(k.ctx, k.desk, id)
		if err != nil {
			return msg.Called{Err: err}
		}
		name, tags := to(was)
		now, err := k.desk.(desk.Caller).Call(k.ctx, id, name, tags)
		return msg.Called{Feed: now, Was: was, Undoing: undoing, Err: err}
	}
}

// feedOf is a feed of the reader's as it is called now.
func feedOf(ctx context.Context, d desk.Desk, id model.FeedID) (model.Feed, error) {
	feeds, err := d.Feeds(ctx)
	if err != nil {
		return model.Feed{}, err
	}
	i := slices.IndexFunc(feeds, func(f model.Feed) bool { return f.ID == id })
	if i < 0 {
		return model.Feed{}, errors.New("the feed of this story is not among yours")
	}
	return feeds[i], nil
}

// called tells what a feed is called now.
func (a *App) called(m msg.Called) tea.Cmd {
	if m.Err != nil {
		return a.fail(m.Err)
	}
	renamed, tagged := m.Feed.Label() != m.Was.Label(), !slices.Equal(m.Feed.Tags, m.Was.Tags)
	if !renamed && !tagged && m.Feed.Name == m.Was.Name {
		return tea.Batch(a.say(status.Info, "nothing to change"), a.menuAgain())
	}
	said := ""
	switch {
	case renamed:
		said = m.Was.Label() + " is called " + m.Feed.Label()
	case !tagged:
		said = m.Feed.Label() + " keeps that name whatever its publisher does"
	case len(m.Feed.Tags) == 0:
		said = m.Feed.Label() + " has no tags"
	default:
		said = m.Feed.Label() + " is tagged " + strings.Join(m.Feed.Tags, ", ")
	}
	if m.Undoing {
		said += " again"
	} else {
		a.did(deed{what: callDeed, call: m})
		said += a.undoes()
	}
	return tea.Batch(a.say(status.Good, said), a.reload(), a.menuAgain())
}

// tagsIn are the tags that a line holds, parted by blanks or commas. One that holds such itself stands in quotes.
func tagsIn(line string) []string {
	quoted := false
	return strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
			return true
		}
		return !quoted && (r == ',' || unicode.IsSpace(r))
	})
}

// tagLine is the line that holds tags, ready for the next one.
func tagLine(tags []string) string {
	var b strings.Builder
	for _, t := range tags {
		b.WriteString(tagWord(t) + " ")
	}
	return b.String()
}

func tagWord(t string) string {
	if strings.ContainsFunc(t, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		return `"` + t + `"`
	}
	return t
}

// tagOffers asks for the tags that there are and that begin as the word before the cursor does; what stands before
// from is no tag.
func (k asker) tagOffers(ctx context.Context, era int, text string, from, at int) tea.Cmd {
	return func() tea.Msg {
		feeds, err := k.desk.Feeds(ctx)
		if err != nil {
			return msg.Completions{Era: era, Err: err}
		}
		word := from + strings.LastIndexAny(text[from:at], ` ,"`) + 1
		if strings.Count(text[from:word], `"`)%2 == 1 {
			word = strings.LastIndexByte(text[:at], '"')
		}
		begun := query.Fold(strings.TrimLeft(text[word:at], `"#`))
		have := tagsIn(text[from:word] + text[at:])
		var out []desk.Completion
		for _, t := range model.TagsOf(feeds) {
			if strings.HasPrefix(query.Fold(t.Tag), begun) && !slices.Contains(have, t.Tag) {
				out = append(out, desk.Completion{Insert: tagWord(t.Tag) + " ", From: word, Label: t.Tag, Note: plural(t.Feeds, "feed", "feeds")})
			}
		}
		return msg.Completions{Era: era, Offers: out}
	}
}
