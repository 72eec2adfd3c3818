package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/model/query"
	"lede/ui/facts"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/status"
)

// doFact goes from fact to fact, and does something with the selected one.
func (a *App) doFact(what keys.Action, n int, _ bool) (tea.Cmd, bool) {
	switch what {
	case keys.NextFact, keys.PrevFact:
		return a.stepFact(what == keys.PrevFact, n), true
	case keys.NextMoney, keys.PrevMoney:
		return a.stepFact(what == keys.PrevMoney, n, model.Money), true
	case keys.NextNumber, keys.PrevNumber:
		return a.stepFact(what == keys.PrevNumber, n, model.Number, model.Percent, model.Quantity), true
	case keys.NextDate, keys.PrevDate:
		return a.stepFact(what == keys.PrevDate, n, model.Date, model.Time, model.Duration), true
	case keys.NextPerson, keys.PrevPerson:
		return a.stepFact(what == keys.PrevPerson, n, model.Person), true
	case keys.NextOrg, keys.PrevOrg:
		return a.stepFact(what == keys.PrevOrg, n, model.Org), true
	case keys.NextPlace, keys.PrevPlace:
		return a.stepFact(what == keys.PrevPlace, n, model.Place), true
	case keys.NextQuote, keys.PrevQuote:
		return a.stepFact(what == keys.PrevQuote, n, model.QuoteOf), true
	case keys.FilterFact:
		return a.filterFact(false), true
	case keys.ExcludeFact:
		return a.filterFact(true), true
	case keys.CopyFact:
		return a.copyFact(), true
	case keys.Fold, keys.FoldAll:
		a.facts = a.facts.Do(what, n)
		a.article = a.article.Select(a.facts.Fact())
		return nil, true
	}
	return nil, false
}

// stepFact selects the fact so many further in the text, of some kinds or of any.
func (a *App) stepFact(back bool, n int, kinds ...model.Kind) tea.Cmd {
	found := false
	for range min(n, 1000) {
		i := a.article.Step(back, kinds...)
		if i < 0 {
			break
		}
		found = true
		a.article = a.article.Select(i)
	}
	if !found {
		return a.say(status.Info, "no more of these facts in this story")
	}
	a.facts = a.facts.Select(a.article.Selected())
	if a.frame.Shape == layout.One && a.focus == layout.List {
		return a.focusOn(layout.Article)
	}
	return nil
}

// selectedFact is the fact that the reader means: that of the sidebar while it has the focus, else that
// of the article.
func (a *App) selectedFact() (model.Fact, *model.Story, bool) {
	s := a.article.Story()
	i := a.article.Selected()
	if a.focus == layout.Facts {
		i = a.facts.Fact()
	}
	if s == nil || i < 0 || i >= len(s.Facts) {
		return model.Fact{}, s, false
	}
	return s.Facts[i], s, true
}

func (a *App) filterFact(exclude bool) tea.Cmd {
	f, s, ok := a.selectedFact()
	if !ok {
		return a.noFact()
	}
	e := facts.Term(f, s.Body.Text())
	if exclude {
		return a.setFilter(a.held.With(query.Negate(e)))
	}
	return a.setFilter(a.held.With(e))
}

func (a *App) noFact() tea.Cmd {
	return a.say(status.Info, "no fact is selected; "+a.opt.Keys.Key(keys.NextFact)+" selects one")
}

// copyFact copies the selected fact with its sentence and where it stands.
func (a *App) copyFact() tea.Cmd {
	f, s, ok := a.selectedFact()
	if !ok {
		return a.noFact()
	}
	text := s.Body.Text()
	fact := oneLine(f.Span.In(text))
	var b strings.Builder
	b.WriteString(fact)
	if sentence := oneLine(f.Sentence.In(text)); sentence != "" && sentence != fact {
		b.WriteString("\n“" + sentence + "”")
	}
	b.WriteString("\n— " + oneLine(s.Headline))
	if s.Publisher != "" {
		b.WriteString(", " + oneLine(s.Publisher))
	}
	if !s.Published.IsZero() {
		b.WriteString(", " + s.Published.In(a.now.Location()).Format("2 January 2006"))
	}
	if s.URL != "" {
		b.WriteString("\n" + s.URL)
	}
	b.WriteString("\n")
	return tea.Batch(a.opt.Copy(b.String()), a.say(status.Good, "copied “"+fact+"” with its sentence"))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
