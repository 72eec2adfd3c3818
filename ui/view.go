package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lede/ui/graphics"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/status"
	"lede/ui/term"
	"lede/ui/theme"
)

// drawing is the frame as it was drawn last.
type drawing struct {
	stale   bool
	content string
	cursor  *tea.Cursor
	place   graphics.Place // where sixels stand in it
	list    kept
	facts   kept
	body    []joined
}

// joined is a row of the body with the rows of the panes that it was joined from.
type joined struct{ list, text, facts, bar, row string }

// join is row i of three panes, as it was where they are.
func (d *drawing) join(i int, list, text, facts, bar string) string {
	for len(d.body) <= i {
		d.body = append(d.body, joined{})
	}
	j := &d.body[i]
	if j.list != list || j.text != text || j.facts != facts || j.bar != bar {
		*j = joined{list, text, facts, bar, list + " " + bar + text + " " + bar + facts}
	}
	return j.row
}

// kept are the rows of a pane as they were drawn last, and for what.
type kept struct {
	key  keptKey
	rows []string
}

type keptKey struct {
	gen     int
	rect    layout.Rect
	theme   string
	dark    bool
	focused bool
	minute  int64
}

// View is the screen. Nothing of it is measured by lipgloss: every row is made with the width it has.
func (a *App) View() tea.View {
	if a.drawn.stale || a.drawn.content == "" {
		a.drawn.content, a.drawn.cursor = a.draw()
		if a.ascii != nil {
			a.drawn.content = a.ascii.Replace(a.drawn.content)
		}
		a.drawn.stale = false
	}
	v := tea.NewView(a.drawn.content)
	v.AltScreen = true
	v.WindowTitle = a.drawn.place.In("lede")
	v.Cursor = a.drawn.cursor
	v.BackgroundColor, v.ForegroundColor = a.theme.Paper, a.theme.Ink
	if !a.opt.NoMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// draw is the whole screen, h rows of w cells, and the cursor where a line is typed.
func (a *App) draw() (string, *tea.Cursor) {
	f := &a.frame
	if f.W == 0 || f.H == 0 {
		return "", nil
	}
	rows := make([]string, f.H)
	a.drawn.place = graphics.Place{}
	a.drawTop(rows)
	a.drawBody(rows)
	a.drawBoxes(rows)
	cursor := a.drawBottom(rows)
	return strings.Join(rows, "\n"), cursor
}

func (a *App) drawTop(rows []string) {
	f := &a.frame
	if !f.Top.Empty() {
		rows[f.Top.Y], a.zones = a.top().View(f.W, a.theme)
	}
	if !f.TopRule.Empty() {
		rows[f.TopRule.Y] = a.rule("┬", true)
	}
	if !f.BottomRule.Empty() {
		rows[f.BottomRule.Y] = a.rule("┴", false)
	}
	if !f.Strip.Empty() {
		copy(rows[f.Strip.Y:f.Strip.Y+f.Strip.H], a.strip.View(f.W, f.Strip.H, a.theme))
	}
}

func (a *App) top() status.Top {
	t := status.Top{Unread: a.edition.Unread, New: a.edition.New, Muted: a.edition.Muted, Busy: a.busy}
	for _, term := range a.shown.Terms() {
		t.Chips = append(t.Chips, term.Text)
	}
	if p := a.progress; p != nil {
		t.Busy = fmt.Sprintf("fetching %d/%d", p.Done, p.Of)
		if p.New > 0 {
			t.Busy += fmt.Sprintf(" · %d new", p.New)
		}
	}
	return t
}

// rule draws a line across the screen; above or below the pane with the focus it is heavy, so that the
// focus is seen without colour.
func (a *App) rule(joint string, top bool) string {
	f := &a.frame
	from, to := 0, 0
	if f.Shape != layout.One {
		r := f.Pane(a.focus)
		edge := r.Y == a.bodyTop()
		if !top {
			edge = r.Y+r.H == f.BottomRule.Y
		}
		if edge {
			from, to = max(r.X-1, 0), r.X+r.W+1
			if to >= f.W-1 {
				to = f.W
			}
		}
	}
	var b strings.Builder
	part := func(st theme.Style, s string, x0, x1 int) {
		var seg strings.Builder
		for x := x0; x < x1; x++ {
			if x == f.ListRule.X && f.ListRule.W > 0 || x == f.FactsRule.X && f.FactsRule.W == 1 && f.FactsRule.H > 1 {
				seg.WriteString(joint)
			} else {
				seg.WriteString(s)
			}
		}
		b.WriteString(st.Render(seg.String()))
	}
	part(a.theme.Rule, "─", 0, from)
	part(a.theme.RuleFocus, "━", from, to)
	part(a.theme.Rule, "─", to, f.W)
	return b.String()
}

func (a *App) bodyTop() int { return a.frame.TopRule.Y + 1 }

// drawBody joins the rows of the panes, each of a known width.
func (a *App) drawBody(rows []string) {
	f := &a.frame
	list := a.listRows()
	facts := a.factRows()
	var text []string
	if !f.Article.Empty() && !f.Over {
		text = a.article.View(f.Article, a.theme, a.focus == layout.Article)
		if a.article.Story() == nil {
			text = a.placeholder(f.Article)
		}
	}
	a.overPicture(text)
	body := f.Body()
	bar := a.theme.Rule.Render("│ ") // the blank in its style as well: one change of style less in each row
	for i := range body.H {
		y := body.Y + i
		switch {
		case f.Shape == layout.One:
			rows[y] = firstOf(list, text, facts, i, f.W)
		case f.Facts.Empty() || f.Over:
			right := text
			if f.Over {
				right = facts
			}
			rows[y] = list[i] + " " + bar + at(right, i, f.Article.W)
		case f.Shape == layout.Two:
			rows[y] = a.stacked(list, text, facts, i, y, bar)
		default:
			rows[y] = a.drawn.join(i, list[i], at(text, i, f.Article.W), at(facts, i, f.Facts.W), bar)
		}
	}
}

// stacked is a row where the facts lie below the article.
func (a *App) stacked(list, text, facts []string, i, y int, bar string) string {
	f := &a.frame
	if y == f.FactsRule.Y {
		st, s := a.theme.Rule, "─"
		if a.focus == layout.Facts {
			st, s = a.theme.RuleFocus, "━"
		}
		return list[i] + " " + a.theme.Rule.Render("├") + st.Render(strings.Repeat(s, f.FactsRule.W))
	}
	if y < f.FactsRule.Y {
		return list[i] + " " + bar + at(text, i, f.Article.W)
	}
	return list[i] + " " + bar + at(facts, y-f.Facts.Y, f.Facts.W)
}

// firstOf is row i of the pane that fills the screen.
func firstOf(list, text, facts []string, i, w int) string {
	for _, rows := range [...][]string{list, text, facts} {
		if i < len(rows) {
			return rows[i]
		}
	}
	return term.Blank(w)
}

// at is row i, blank where there is none.
func at(rows []string, i, w int) string {
	if i < 0 || i >= len(rows) {
		return term.Blank(w)
	}
	return rows[i]
}

func (a *App) listRows() []string {
	f := &a.frame
	k := keptKey{a.list.Gen(), f.List, a.theme.Name, a.theme.Dark, a.focus == layout.List, a.now.Unix() / 60}
	if a.drawn.list.key != k || a.drawn.list.rows == nil {
		rows := a.list.View(f.List, a.theme, k.focused, a.now)
		if a.list.Len() == 0 && !f.List.Empty() {
			rows = a.noStories(f.List)
		}
		a.drawn.list = kept{k, rows}
	}
	return a.drawn.list.rows
}

func (a *App) factRows() []string {
	f := &a.frame
	if f.Facts.Empty() {
		return nil
	}
	k := keptKey{a.facts.Gen(), f.Facts, a.theme.Name, a.theme.Dark, a.focus == layout.Facts, 0}
	if a.drawn.facts.key != k || a.drawn.facts.rows == nil {
		a.drawn.facts = kept{k, a.facts.View(f.Facts, a.theme, k.focused)}
	}
	return a.drawn.facts.rows
}

// noStories says why the list is empty and what to do.
func (a *App) noStories(r layout.Rect) []string {
	said := []string{"", " no stories yet", "", " " + a.opt.Keys.Key(keys.AddFeed) + " adds a feed"}
	switch {
	case !a.came:
		said = []string{"", " reading the news…"}
	case !a.shown.All():
		said = []string{"", " no story matches", "", " " + a.opt.Keys.Key(keys.ClearFilter) + " takes the last filter off", " " +
			a.opt.Keys.Key(keys.ClearTopics) + " shows all topics"}
	}
	return a.dimmed(said, r)
}

func (a *App) placeholder(r layout.Rect) []string {
	if a.list.Len() > 0 {
		return term.Rows(nil, r.W, r.H)
	}
	return a.dimmed([]string{"", " nothing to read here"}, r)
}

func (a *App) dimmed(lines []string, r layout.Rect) []string {
	out := term.Rows(lines, r.W, r.H)
	for i := range lines {
		if i < len(out) {
			out[i] = a.theme.Dim.Render(out[i])
		}
	}
	return out
}

// drawBoxes lays what is open over the panes.
func (a *App) drawBoxes(rows []string) {
	var r layout.Rect
	var box []string
	switch a.layer {
	case menuLayer:
		r = a.menu.Box(a.frame)
		box = a.menu.View(r, a.theme)
	case helpLayer:
		r = a.help.Box(a.frame)
		box = a.help.View(r, a.theme)
	}
	for i, s := range box {
		if y := r.Y + i; y >= 0 && y < len(rows) {
			rows[y] = splice(rows[y], r.X, r.W, s, a.frame.W)
		}
	}
}

// splice lays s over w cells of a row of total cells, from cell x on. A wide character that the edge
// cuts in two becomes blank.
func splice(row string, x, w int, s string, total int) string {
	if w <= 0 {
		return row
	}
	left := ansi.Truncate(row, x, "")
	right := ansi.TruncateLeft(row, x+w, "")
	rest := max(total-x-w, 0)
	switch {
	case rest == 0:
		right = ""
	case term.Width(right) > rest:
		right = ansi.TruncateLeft(row, x+w+1, "")
	}
	return left + "\x1b[m" + term.Blank(x-term.Width(left)) + s + term.Blank(rest-term.Width(right)) + right
}

// drawBottom draws the bottom line, or what is typed with what is to be said of it above.
func (a *App) drawBottom(rows []string) *tea.Cursor {
	f := &a.frame
	if f.Bottom.Empty() {
		if a.layer != promptLayer {
			return nil
		}
		line, x := a.prompt.View(f.W, a.theme)
		rows[f.H-1] = line
		return tea.NewCursor(x, f.H-1)
	}
	if a.layer == promptLayer {
		line, x := a.prompt.View(f.W, a.theme)
		rows[f.Bottom.Y] = line
		if hint, ok := a.prompt.Hint(f.W, a.theme); ok && f.Bottom.Y > 0 {
			rows[f.Bottom.Y-1] = hint
		}
		return tea.NewCursor(x, f.Bottom.Y)
	}
	if a.waiting {
		rows[f.Bottom.Y] = status.Waiting(a.typed.String(), a.follows(), f.W, a.theme)
		return nil
	}
	if a.tour > 0 && a.layer == noLayer {
		rows[f.Bottom.Y] = a.tourLine(f.W)
		return nil
	}
	rows[f.Bottom.Y] = a.bottom().View(f.W, a.theme)
	return nil
}

func (a *App) follows() []status.Hint {
	var out []status.Hint
	for _, b := range a.opt.Keys.Continuations(a.typed) {
		out = append(out, status.Hint{Key: b.Labels(), Does: strings.TrimPrefix(strings.TrimPrefix(b.Help, "next "), "previous ")})
	}
	return out
}

func (a *App) bottom() status.Bottom {
	b := status.Bottom{Place: a.list.Place(), Of: a.list.Len(), Percent: -1, Text: a.text, Level: a.level, Typed: a.typed.String()}
	if b.Text == "" && a.opt.First && !a.toured && a.layer == noLayer && a.focus == layout.List && a.w >= 100 {
		b.Text = a.welcome()
	}
	if a.focus == layout.Article && a.article.Story() != nil {
		b.Percent = a.article.Percent()
	}
	for _, what := range a.hints() {
		scopes := a.scopes()
		if row, ok := a.opt.Keys.Find(what, scopes...); ok && len(row.Keys) > 0 {
			b.Hints = append(b.Hints, status.Hint{Key: keys.Label(row.Keys[0]), Does: row.Hint})
		}
	}
	return b
}

// hints are the actions most useful now, the most useful first; help is always the last of them.
func (a *App) hints() []keys.Action {
	switch {
	case a.layer == stripLayer:
		return []keys.Action{keys.Accept, keys.Add, keys.Exclude, keys.ClearTopics, keys.Peel}
	case a.layer == menuLayer:
		out := []keys.Action{keys.Accept}
		if a.choice.copy != nil {
			out = append(out, keys.CopyLink)
		}
		if a.choice.add != nil {
			out = append(out, keys.Add)
		}
		return append(out, keys.Peel)
	case a.layer == helpLayer:
		return []keys.Action{keys.Peel}
	case a.list.Ranging():
		return []keys.Action{keys.ToggleRead, keys.Star, keys.MarkList, keys.Peel}
	case a.opt.First && a.focus == layout.List:
		if a.opt.May.Feeds {
			return []keys.Action{keys.Open, keys.Topics, keys.AddFeed, keys.Help}
		}
		return []keys.Action{keys.Open, keys.Topics, keys.Facts, keys.Help}
	case a.focus == layout.List:
		return []keys.Action{keys.Topics, keys.Filter, keys.Facts, keys.Help}
	case a.focus == layout.Facts:
		return []keys.Action{keys.Open, keys.FilterFact, keys.CopyFact, keys.Help}
	}
	if s := a.article.Story(); s != nil && s.Truncated && !s.FullText && a.opt.May.Refresh {
		return []keys.Action{keys.FullText, keys.NextFact, keys.Back, keys.Help}
	}
	return []keys.Action{keys.NextFact, keys.NextStory, keys.Back, keys.Help}
}
