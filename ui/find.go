package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/model/query"
	"lede/ui/keys"
	"lede/ui/list"
	"lede/ui/msg"
	"lede/ui/status"
	"lede/ui/topics"
)

// topicsSeen are the topics of the filter less its own topics, in the order in which digits mean them.
type topicsSeen struct {
	of      string // the filter that they were counted for
	entries []topics.Entry
}

// doFind filters and searches.
func (a *App) doFind(what keys.Action, n int, _ bool) (tea.Cmd, bool) {
	switch what {
	case keys.Filter:
		text := a.held.String()
		if text != "" {
			text += " "
		}
		return a.typeLine(forFilter, text), true
	case keys.Search:
		return a.typeLine(forSearch, ""), true
	case keys.SavedFilters:
		return a.ask.setting(filtersKey), true
	case keys.Topics:
		return a.openStrip(nil), true
	case keys.StoryTopics:
		return a.openStrip(a.storyTopics()), true
	case keys.ToggleTopic:
		return a.toggleTopic(n), true
	case keys.ClearTopics:
		return a.setFilter(withoutTopics(a.held)), true
	case keys.ClearFilter:
		return a.unfilter(), true
	}
	return nil, false
}

// take shows an edition.
func (a *App) take(e model.Edition) {
	keep := a.list.Selected()
	if a.before != 0 {
		keep = a.before
	}
	a.list = a.list.Set(e, keep)
	a.partial, a.came, a.whole = e.More, true, whole{of: a.editions.era}
	if a.layer == noLayer {
		a.before = 0
	}
	e.IDs, e.Lines = nil, nil
	a.edition = e
}

// arrived shows an edition that was asked for.
func (a *App) arrived(m msg.Edition) tea.Cmd {
	if m.Era != a.editions.era {
		return nil
	}
	if m.Err != nil {
		return a.fail(m.Err)
	}
	if m.Whole {
		return a.wholeCame(m)
	}
	if m.Era == a.live && a.live != 0 {
		if said, keep := a.lively(m.Edition); keep {
			a.whole = whole{of: m.Era}
			return tea.Batch(said, a.askCounts())
		}
	}
	a.take(m.Edition)
	a.markWords()
	cmds := []tea.Cmd{a.follow(), a.wantLines(), a.askCounts()}
	if a.layer == promptLayer && a.typing == forFilter {
		a.prompt = a.prompt.Note(plural(a.list.Len(), "story", "stories"))
	}
	return tea.Batch(cmds...)
}

// setFilter holds another filter.
func (a *App) setFilter(q query.Query) tea.Cmd {
	if q.String() != a.held.String() {
		from := a.spot()
		if a.before != 0 { // what is selected now belongs to a preview
			from.story = a.before
		}
		a.jumped(from)
	}
	a.held, a.before = q, 0
	if !q.All() {
		a.remember(forFilter, q.String())
	}
	if a.list.Searching() {
		a.endSearch()
	}
	return a.load(q)
}

// unfilter takes the last condition off.
func (a *App) unfilter() tea.Cmd {
	n := len(a.held.Terms())
	if n == 0 {
		return a.say(status.Info, "nothing is filtered")
	}
	return a.setFilter(a.held.Drop(n - 1))
}

// markWords has the words of the filter, or of the search, stand out.
func (a *App) markWords() {
	if a.list.Searching() {
		return
	}
	words := plainWords(query.Words(a.shown))
	a.list = a.list.Match(words, nil)
	a.article = a.article.Match(words)
}

// plainWords are words of a query as they stand in a text, in lower case.
func plainWords(ws []string) []string {
	var out []string
	for _, w := range ws {
		if w = strings.ToLower(strings.TrimRight(w, "*")); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// searchFor looks for stories within the edition.
func (a *App) searchFor(text string) tea.Cmd {
	q, err := query.ParseTyped(text)
	if err != nil || q.All() {
		return nil
	}
	ctx, era := a.search.ask(a.opt.Context)
	return a.ask.find(ctx, msg.Found{Era: era, Words: plainWords(query.Words(q))}, query.Join(a.held, q))
}

// found goes to the first story that the search found, from the selected one on.
func (a *App) found(m msg.Found) tea.Cmd {
	if m.Era != a.search.era {
		return nil
	}
	if m.Err != nil {
		return a.fail(m.Err)
	}
	if a.lacking() && len(m.IDs) > 0 {
		a.whole.found = &m
		return a.askWhole()
	}
	if m.Words == nil {
		to, ok := a.list.StepTo(m.IDs, m.Back)
		return a.stepped(to, ok, "no more unread stories this way")
	}
	a.list = a.list.Match(m.Words, m.IDs)
	a.article = a.article.Match(m.Words)
	if len(m.IDs) == 0 {
		return a.say(status.Warn, "no story here matches; "+a.opt.Keys.Key(keys.Filter)+" filters all stories")
	}
	cmd := a.say(status.Info, plural(len(m.IDs), "match", "matches")+" · "+a.opt.Keys.Key(keys.NextMatch)+" next · Esc ends the search")
	for _, id := range m.IDs {
		if id == a.list.Selected() {
			return cmd
		}
	}
	to, ok := a.list.Hit(false)
	if !ok {
		to, ok = a.list.Hit(true)
	}
	if ok {
		a.list = to
	}
	return tea.Batch(cmd, a.follow(), a.wantLines())
}

func (a *App) endSearch() tea.Cmd {
	a.search.stop()
	a.list = a.list.Match(nil, nil)
	a.markWords()
	a.text = ""
	return nil
}

// nextMatch goes to the next match, or to the next unread story while nothing is searched.
func (a *App) nextMatch(back bool) tea.Cmd {
	if !a.list.Searching() {
		return a.unread(back)
	}
	to, ok := a.list.Hit(back)
	return a.stepped(to, ok, "no more matches this way")
}

// unread goes to the next unread story. Where the list does not know all stories on the way, the desk is
// asked which are unread.
func (a *App) unread(back bool) tea.Cmd {
	to, ok, unsure := a.list.Unread(back)
	if !unsure {
		return a.stepped(to, ok, "no more unread stories this way")
	}
	ctx, era := a.search.ask(a.opt.Context)
	return a.ask.find(ctx, msg.Found{Era: era, Back: back}, a.held.With(query.Is{State: query.Unread}))
}

func (a *App) stepped(to list.Pane, ok bool, none string) tea.Cmd {
	if !ok {
		return a.say(status.Info, none)
	}
	a.list = to
	return a.reading()
}

// askCounts asks for the topics of the stories shown, and of those that the filter would show without
// its topics, once for each of both.
func (a *App) askCounts() tea.Cmd {
	wide := withoutTopics(a.shown)
	ctx, era := a.counts.ask(a.opt.Context)
	if key := wide.String(); key != a.topics.of {
		a.topics = topicsSeen{of: key}
		return a.ask.topics(ctx, era, wide)
	}
	return a.ask.topics(ctx, era, a.shown)
}

// counted keeps the counts: the first for a filter give the order, later ones only the numbers.
func (a *App) counted(m msg.Topics) tea.Cmd {
	if m.Era != a.counts.era {
		return nil
	}
	if m.Err != nil {
		return a.fail(m.Err)
	}
	chosen := a.shown
	if a.layer == stripLayer {
		chosen = a.base // a picked topic is not chosen yet
	}
	on, off := chosenTopics(chosen)
	es := []topics.Entry{} // none is an answer, too
	for _, c := range m.Counts {
		name := query.TopicName(a.topicName(c.Topic))
		if c.Total > 0 && name != "" {
			es = append(es, topics.Entry{Name: name, Total: c.Total, Unread: c.Unread, On: contains(on, name), Off: contains(off, name)})
		}
	}
	first := a.topics.entries == nil
	if first {
		a.topics.entries = es
	}
	if a.layer == stripLayer {
		a.strip = a.strip.Update(es).Marked(on, off)
	}
	if first && len(on)+len(off) > 0 {
		return a.askCounts()
	}
	return a.stripChanged()
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// chosenTopics are the topics that a filter wants and those that it excludes.
func chosenTopics(q query.Query) (on, off []string) {
	for _, t := range q.Terms() {
		switch e := t.Expr.(type) {
		case query.Topics:
			on = append(on, e.Names...)
		case query.Not:
			if x, ok := e.X.(query.Topics); ok {
				off = append(off, x.Names...)
			}
		}
	}
	return on, off
}

// withoutTopics is a filter less its topics.
func withoutTopics(q query.Query) query.Query {
	for i := len(q.Terms()) - 1; i >= 0; i-- {
		e := q.Terms()[i].Expr
		if not, ok := e.(query.Not); ok {
			e = not.X
		}
		if _, ok := e.(query.Topics); ok {
			q = q.Drop(i)
		}
	}
	return q
}

func topicTerm(name string) query.Expr { return query.Topics{Names: []string{name}} }

// toggleTopic takes the topic of a digit into the filter, or out of it.
func (a *App) toggleTopic(n int) tea.Cmd {
	name := topics.Open(a.topics.entries).Numbered(n)
	if name == "" {
		return a.say(status.Info, "these stories have fewer topics than that")
	}
	return a.setFilter(toggled(a.held, name))
}

func toggled(q query.Query, name string) query.Query {
	if e := topicTerm(name); q.Has(e) {
		return q.Without(e)
	}
	return q.Without(query.Negate(topicTerm(name))).With(topicTerm(name))
}

// storyTopics are the topics of the story that is shown.
func (a *App) storyTopics() []string {
	var out []string
	if l, ok := a.line(); ok {
		for _, id := range l.Topics {
			if n := query.TopicName(a.topicName(id)); n != "" {
				out = append(out, n)
			}
		}
	}
	return out
}

// openStrip opens the topic strip; the topics named come first.
func (a *App) openStrip(first []string) tea.Cmd {
	var es []topics.Entry
	for _, n := range first {
		for _, e := range a.topics.entries {
			if e.Name == n {
				es = append(es, e)
			}
		}
	}
	for _, e := range a.topics.entries {
		if !contains(first, e.Name) {
			es = append(es, e)
		}
	}
	a.layer, a.base, a.before = stripLayer, a.held, a.list.Selected()
	on, off := chosenTopics(a.held)
	a.strip = topics.Open(es).Marked(on, off)
	return tea.Batch(a.relayout(), a.askCounts(), a.askWeek(es))
}

// stripTyped narrows the strip. A letter that leaves no topic belongs to the list when the letter before
// picked one: the strip then closes and the key is pressed there.
func (a *App) stripTyped(s string, k tea.KeyPressMsg) tea.Cmd {
	next, ok := a.strip.Type(s)
	if ok {
		a.strip = next
		return tea.Batch(a.stripChanged(), a.preview())
	}
	if len([]rune(a.strip.Typed())) == 1 {
		return tea.Batch(a.closeStrip(true), a.press(k))
	}
	return a.say(status.Info, "no topic is called so")
}

// preview shows what the picked topic would leave.
func (a *App) preview() tea.Cmd {
	q := a.base
	if t := a.strip.Picked(); t != "" {
		q = withoutTopics(q).With(topicTerm(t))
	}
	if q.String() == a.shown.String() {
		return nil
	}
	return a.load(q)
}

// stripChanged makes room where the strip came to need other rows.
func (a *App) stripChanged() tea.Cmd {
	if a.layer == stripLayer && a.frame.Strip.H != a.strip.Rows(a.w) {
		return a.relayout()
	}
	return nil
}

func (a *App) doStrip(what keys.Action, n int) (tea.Cmd, bool) {
	switch what {
	case keys.Accept:
		return a.closeStrip(true), true
	case keys.Peel:
		return a.closeStrip(false), true
	case keys.Add:
		return a.stripTake(true), true
	case keys.Exclude:
		return a.stripTake(false), true
	case keys.ClearTopics:
		return a.stripHold(withoutTopics(a.base)), true
	case keys.ToggleTopic:
		if t := a.strip.Numbered(n); t != "" {
			return a.stripHold(toggled(a.base, t)), true
		}
		return nil, true
	case keys.Next, keys.Prev, keys.Backspace:
		a.strip = a.strip.Do(what, n)
		return tea.Batch(a.stripChanged(), a.preview()), true
	}
	return nil, false
}

// stripTake takes the picked topic into what is chosen, or excludes it, and goes on choosing.
func (a *App) stripTake(want bool) tea.Cmd {
	t := a.strip.Picked()
	if t == "" {
		return a.say(status.Info, "no topic is picked; a letter picks one")
	}
	e := topicTerm(t)
	if want {
		return a.stripHold(a.base.Without(query.Negate(e)).With(e))
	}
	return a.stripHold(a.base.Without(e).With(query.Negate(e)))
}

func (a *App) stripHold(q query.Query) tea.Cmd {
	a.base = q
	on, off := chosenTopics(q)
	a.strip = a.strip.Clear().Marked(on, off)
	return tea.Batch(a.stripChanged(), a.load(q))
}

// closeStrip closes the strip and keeps what is shown, or what was held before.
func (a *App) closeStrip(keep bool) tea.Cmd {
	a.layer = noLayer
	cmd := a.relayout()
	q := a.held
	switch {
	case keep && a.strip.Picked() != "":
		q = a.shown
	case keep:
		q = a.base
	}
	switch {
	case q.String() == a.held.String() && q.String() == a.shown.String():
		a.before = 0
		return cmd
	case !keep:
		return tea.Batch(cmd, a.load(a.held))
	}
	return tea.Batch(cmd, a.setFilter(q))
}

// debounce is how long a pause in typing must be before the desk is asked.
const debounce = 40 * time.Millisecond

// due does what was put off.
func (a *App) due(m msg.Due) tea.Cmd {
	switch {
	case m.What == msg.Typing && m.Era == a.typings.era:
		return a.paused()
	case m.What == msg.Pending && m.Era == a.pendings.era && a.typed.Pending():
		return a.pendingDue()
	case m.What == msg.Toast && m.Era == a.toasts.era:
		a.text = ""
	case m.What == msg.Rest && m.Era == a.rests.era:
		return a.follow()
	case m.What == msg.Graphics && a.pictures.asking.Waiting():
		a.pictures.asking = a.pictures.asking.GiveUp()
	case m.What == msg.Charting && m.Era == a.charts.era:
		return a.askChart()
	}
	return nil
}

// pendingDue tells what can follow a sequence; a lone digit that nothing followed is a topic's number.
func (a *App) pendingDue() tea.Cmd {
	if a.typed.Keys != "" {
		a.waiting = true
		return nil
	}
	n := a.typed.Count
	a.typed = keys.Typed{}
	if n > 9 {
		return nil
	}
	return a.toggleTopic(n)
}

// clickTopic takes a topic that was clicked.
func (a *App) clickTopic(x, y int) tea.Cmd {
	if t := a.strip.At(x, y-a.frame.Strip.Y, a.frame.W); t != "" {
		return a.stripHold(toggled(a.base, t))
	}
	return nil
}
