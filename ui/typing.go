package ui

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/model/query"
	"lede/ui/keys"
	"lede/ui/msg"
	"lede/ui/prompt"
	"lede/ui/status"
	"lede/ui/term"
)

// purpose is what a line is typed for.
type purpose uint8

const (
	forFilter purpose = iota
	forSearch
	forFeed
	forCommand
	forName // of a filter to be saved
	forNote
	forTags
	forFeedName
	forMute
)

// typeLine opens the prompt.
func (a *App) typeLine(for_ purpose, text string) tea.Cmd {
	label := [...]string{"filter", "search", "add feed", ":", "save filter as", "note", "tags of ", "name of ", "mute"}[for_]
	if for_ == forTags || for_ == forFeedName {
		label += term.Safe(a.calling.feed.Label())
	}
	a.prompt = prompt.Open(label, text, a.history[for_])
	a.layer, a.typing = promptLayer, for_
	if for_ == forFilter {
		a.before = a.list.Selected()
		a.prompt = a.prompt.Note(plural(a.list.Len(), "story", "stories"))
	}
	return a.offer()
}

func (a *App) remember(for_ purpose, line string) {
	a.history[for_] = prompt.Remember(a.history[for_], line)
}

func (a *App) doPrompt(what keys.Action) (tea.Cmd, bool) {
	switch what {
	case keys.Accept:
		return a.accept(), true
	case keys.Peel:
		return a.drop(), true
	case keys.Save:
		return a.acceptAndSave(), true
	case keys.Complete, keys.CompletePrv, keys.Older, keys.Newer, keys.Left, keys.Right, keys.Home, keys.End, keys.WordLeft,
		keys.WordRight, keys.Backspace, keys.Delete, keys.DeleteWord, keys.DeleteLine:
	default:
		return nil, false
	}
	was, at := a.prompt.Text()
	a.prompt = a.prompt.Do(what)
	now, to := a.prompt.Text()
	switch {
	case was != now && (what == keys.Complete || what == keys.CompletePrv):
		return a.askPause(), true // the offers stay
	case was != now:
		return a.typedOn(), true
	case at != to:
		return a.offer(), true
	}
	return nil, true
}

// typedOn follows a change of the line.
func (a *App) typedOn() tea.Cmd { return tea.Batch(a.offer(), a.askPause()) }

// askPause waits for a pause in typing a filter.
func (a *App) askPause() tea.Cmd {
	if a.typing != forFilter {
		return nil
	}
	return a.opt.After(debounce, msg.Due{What: msg.Typing, Era: a.typings.next()})
}

// paused shows what the filter typed so far leaves; a wrong one leaves the last good result and points
// at the fault.
func (a *App) paused() tea.Cmd {
	if a.layer != promptLayer || a.typing != forFilter {
		return nil
	}
	text, _ := a.prompt.Text()
	q, err := query.ParseTyped(text)
	if err == nil {
		q = a.guessed(q, text)
		err = a.check(text, q)
	}
	if err != nil {
		a.fault(err)
		return nil
	}
	a.prompt = a.prompt.Fault(0, "")
	if q.String() == a.shown.String() {
		return nil
	}
	return a.load(q)
}

// read is the query that a text is, or what is wrong with it.
func (a *App) read(text string) (query.Query, error) {
	q, err := query.Parse(text)
	if err == nil {
		err = a.check(text, q)
	}
	return q, err
}

func (a *App) check(text string, q query.Query) error {
	if a.opt.Check == nil {
		return nil
	}
	return a.opt.Check(text, q)
}

// guessed completes the topic that is being typed at the end of a line, so that half a name does not
// show an empty list: "#ship" previews what "#shipping" will leave.
func (a *App) guessed(q query.Query, text string) query.Query {
	terms := q.Terms()
	if len(terms) == 0 || strings.HasSuffix(text, " ") {
		return q
	}
	e, ok := terms[len(terms)-1].Expr.(query.Topics)
	if !ok || len(e.Names) != 1 || !strings.HasSuffix(strings.ToLower(text), e.Names[0]) {
		return q
	}
	guess := ""
	for _, t := range a.topics.entries {
		if t.Name == e.Names[0] {
			return q
		}
		if guess == "" && strings.HasPrefix(t.Name, e.Names[0]) {
			guess = t.Name
		}
	}
	if guess == "" {
		return q
	}
	return q.Drop(len(terms) - 1).With(topicTerm(guess))
}

func (a *App) fault(err error) {
	var e *query.Error
	if !errors.As(err, &e) {
		a.prompt = a.prompt.Fault(1, err.Error())
		return
	}
	why := e.Msg
	if e.Hint != "" {
		why += ": " + e.Hint
	}
	a.prompt = a.prompt.Fault(e.Col, why)
}

// offer asks for completions of the word at the cursor.
func (a *App) offer() tea.Cmd {
	text, at := a.prompt.Text()
	switch a.typing {
	case forFilter, forSearch, forMute:
		ctx, era := a.offers.ask(a.opt.Context)
		return a.ask.complete(ctx, era, text, 0, at)
	case forTags:
		ctx, era := a.offers.ask(a.opt.Context)
		return a.ask.tagOffers(ctx, era, text, 0, at)
	case forCommand:
		name, _, _ := strings.Cut(text, " ")
		if from := len(name) + 1; at >= from {
			ctx, era := a.offers.ask(a.opt.Context)
			switch name {
			case "tags":
				return a.ask.tagOffers(ctx, era, text, from, at)
			case "filter", "mute":
				return a.ask.complete(ctx, era, text, from, at)
			}
		}
		a.prompt = a.prompt.Offer(commandOffers(a.opt.Keys, text, at))
	}
	return nil
}

func (a *App) offered(m msg.Completions) tea.Cmd {
	if m.Era == a.offers.era && a.layer == promptLayer && m.Err == nil {
		a.prompt = a.prompt.Offer(m.Offers)
	}
	return nil
}

// accept does what was typed.
func (a *App) accept() tea.Cmd {
	text, _ := a.prompt.Text()
	text = strings.TrimSpace(text)
	switch a.typing {
	case forFilter:
		q, err := a.read(text)
		if err != nil {
			a.fault(err)
			return nil
		}
		a.closePrompt()
		if q.String() == a.held.String() && q.String() == a.shown.String() {
			return nil
		}
		return a.setFilter(q)
	case forSearch:
		q, err := query.ParseTyped(text)
		if err == nil {
			err = a.check(text, q)
		}
		if err != nil {
			a.fault(err)
			return nil
		}
		a.closePrompt()
		a.remember(forSearch, text)
		if text == "" {
			return a.endSearch()
		}
		return a.searchFor(text)
	case forFeed:
		a.closePrompt()
		a.remember(forFeed, text)
		if text == "" {
			return nil
		}
		a.busy = "looking for a feed at " + text
		return a.ask.add(text)
	case forNote:
		a.closePrompt()
		return a.keepNote(a.noting, text)
	case forMute:
		a.closePrompt()
		a.remember(forMute, text)
		return a.mute(text)
	case forTags, forFeedName:
		a.closePrompt()
		return a.callDone(text)
	case forCommand:
		a.closePrompt()
		a.remember(forCommand, text)
		return a.command(text)
	}
	a.closePrompt()
	return a.saveFilter(text)
}

// acceptAndSave keeps the filter that is typed and asks what to call it.
func (a *App) acceptAndSave() tea.Cmd {
	if a.typing != forFilter {
		return nil
	}
	cmd := a.accept()
	if a.layer == promptLayer {
		return cmd // it is wrong
	}
	if a.held.All() {
		return tea.Batch(cmd, a.say(status.Info, "there is no filter to save"))
	}
	return tea.Batch(cmd, a.typeLine(forName, ""))
}

func (a *App) closePrompt() {
	a.layer = noLayer
	a.offers.stop()
	a.typings.stop()
}

// drop closes the prompt and leaves things as they were.
func (a *App) drop() tea.Cmd {
	a.closePrompt()
	if (a.typing == forTags || a.typing == forFeedName) && a.calling.inMenu {
		a.layer = menuLayer
	}
	if a.typing != forFilter || a.shown.String() == a.held.String() {
		a.before = 0
		return nil
	}
	return a.load(a.held)
}
