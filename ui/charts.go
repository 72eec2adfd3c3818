package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lede/model"
	"lede/model/query"
	"lede/ui/desk"
	"lede/ui/facts"
	"lede/ui/layout"
	"lede/ui/msg"
	"lede/ui/topics"
)

// The days that are counted: of a topic, and of somebody or something that is named.
const (
	week     = 7
	twoWeeks = 14
)

// days asks how many stories that answer qs came out on each of the last n days; nil where the desk does not
// count them.
func (k asker) days(ctx context.Context, qs []query.Query, n int, answer func([][]int, error) tea.Msg) tea.Cmd {
	counter, ok := k.desk.(desk.Calendar)
	if !ok || len(qs) == 0 {
		return nil
	}
	return func() tea.Msg { return answer(counter.Days(ctx, qs, n)) }
}

// askWeek asks for the week of the topics that digits stand for.
func (a *App) askWeek(es []topics.Entry) tea.Cmd {
	var names []string
	var qs []query.Query
	for _, e := range es[:min(len(es), topics.Numbers)] {
		names = append(names, e.Name)
		qs = append(qs, withoutTopics(a.held).With(topicTerm(e.Name)))
	}
	ctx, era := a.weeks.ask(a.opt.Context)
	return a.ask.days(ctx, qs, week, func(days [][]int, err error) tea.Msg {
		return msg.Week{Era: era, Topics: names, Days: days, Err: err}
	})
}

// weekCame charts the topics; where they could not be counted the strip is whole without.
func (a *App) weekCame(m msg.Week) tea.Cmd {
	if m.Era != a.weeks.era || m.Err != nil || a.layer != stripLayer {
		return nil
	}
	by := make(map[string][]int, len(m.Topics))
	for i, name := range m.Topics {
		by[name] = m.Days[i]
	}
	a.strip = a.strip.Week(by)
	return a.stripChanged()
}

// charted is the fact whose chart was asked for, or needs none.
type charted struct {
	story model.StoryID
	fact  int
}

// chartRest is how long a fact stays selected before its chart is asked for.
const chartRest = 150 * time.Millisecond

// chart has the selected fact charted once it stays selected.
func (a *App) chart() tea.Cmd {
	is := charted{a.wanted, a.facts.Fact()}
	if is == a.charted {
		return nil
	}
	a.charted = is
	if a.mentions() == nil || a.place(layout.Facts, a.opts()).Empty() {
		a.charts.stop()
		return nil
	}
	return a.opt.After(chartRest, msg.Due{What: msg.Charting, Era: a.charts.next()})
}

// mentions is the condition of stories that name what the selected fact names; nil for figures and dates, whose
// days say nothing.
func (a *App) mentions() query.Expr {
	s, i := a.article.Story(), a.facts.Fact()
	if s == nil || i < 0 || i >= len(s.Facts) {
		return nil
	}
	if e, ok := facts.Term(s.Facts[i], s.Body.Text()).(query.Named); ok {
		return e
	}
	return nil
}

func (a *App) askChart() tea.Cmd {
	e := a.mentions()
	if e == nil {
		return nil
	}
	is := a.charted
	ctx, era := a.charts.ask(a.opt.Context)
	return a.ask.days(ctx, []query.Query{{Expr: e}}, twoWeeks, func(days [][]int, err error) tea.Msg {
		m := msg.Chart{Era: era, Story: is.story, Fact: is.fact, Err: err}
		if err == nil {
			m.Days = days[0]
		}
		return m
	})
}

func (a *App) chartCame(m msg.Chart) tea.Cmd {
	if m.Era == a.charts.era && m.Err == nil && m.Story == a.wanted {
		a.facts = a.facts.Chart(m.Fact, m.Days)
	}
	return nil
}
