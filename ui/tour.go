package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"lede/ui/keys"
	"lede/ui/row"
	"lede/ui/status"
)

// step is one line of the tour: it goes on when the reader does one of the actions, by whatever key.
type step struct {
	does  []keys.Action // the first one's key is shown
	tells string
}

// steps are the tour, in an order in which each key finds something to do.
func steps() []step {
	return []step{
		{[]keys.Action{keys.Next, keys.Last, keys.HalfDown, keys.PageDown}, "goes down the list; the article follows"},
		{[]keys.Action{keys.Open}, "reads the story and marks it read"},
		{[]keys.Action{keys.NextFact, keys.NextMoney, keys.NextNumber, keys.NextPerson, keys.NextOrg, keys.NextPlace, keys.NextQuote, keys.NextDate},
			"goes to the next fact in the text"},
		{[]keys.Action{keys.FilterFact, keys.ExcludeFact}, "keeps only the stories that state this fact"},
		{[]keys.Action{keys.ClearFilter, keys.ClearTopics}, "takes the last filter off"},
		{[]keys.Action{keys.Topics, keys.StoryTopics}, "shows the topics: a letter picks one, Enter keeps it"},
		{[]keys.Action{keys.JumpBack}, "goes back to where you were"},
		{[]keys.Action{keys.Filter}, "filters as you type: words, person:, money>1m; Esc drops it"},
		{[]keys.Action{keys.Undo}, "takes back what you did last"},
		{[]keys.Action{keys.Help}, "shows every key; type to search"},
	}
}

func (a *App) beginTour() tea.Cmd {
	if a.tour > 0 {
		return a.endTour()
	}
	a.tour, a.toured, a.text = 1, true, ""
	return nil
}

func (a *App) endTour() tea.Cmd {
	a.tour = 0
	return a.say(status.Good, "that was the tour; :tour begins it again, "+a.opt.Keys.Key(keys.Help)+" shows every key")
}

// toTour tells the tour what the reader did.
func (a *App) toTour(what keys.Action) {
	all := steps()
	if a.tour < 1 || a.tour > len(all) {
		return
	}
	for _, d := range all[a.tour-1].does {
		if d == what {
			a.tour++
			a.text = ""
			break
		}
	}
	if a.tour > len(all) {
		a.tour = 0
		a.text, a.level = "that was the tour; :tour begins it again", status.Good
	}
}

// tourLine is the step in w cells, in place of the bottom line.
func (a *App) tourLine(w int) string {
	all := steps()
	s := all[min(a.tour, len(all))-1]
	r := row.New(w)
	r.Space(1)
	r.Put(a.theme.Dim, strconv.Itoa(a.tour)+"/"+strconv.Itoa(len(all)))
	r.Space(2)
	key := a.opt.Keys.Key(s.does[0], a.scopes()...)
	if key == "" {
		key = ":" + string(s.does[0])
	}
	r.Put(a.theme.Key, key)
	r.Put(a.theme.Text, " "+s.tells)
	if end := a.opt.Keys.Key(keys.Peel); r.Left() > len(end)+8 {
		r.Until(len(end) + 6)
		r.Put(a.theme.Key, end)
		r.Put(a.theme.Dim, " ends")
	}
	return r.String()
}
