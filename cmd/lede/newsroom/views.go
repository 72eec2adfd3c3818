package newsroom

import (
	"context"
	"slices"
	"strings"

	"lede/feed/migrate"
	"lede/model"
	"lede/model/query"
	"lede/model/safe"
)

// filters is the setting in which the screen keeps saved filters: a line each, name and query parted by a tab.
const filters = "filters"

// configures tells whether the filters of the configuration are this reader's.
func (r *Reader) configures() bool { return r.ID == model.LocalReader || r.Configured }

// Setting is what the reader chose before. Saved filters are led by those of the reader's configuration.
func (r *Reader) Setting(ctx context.Context, key string) (string, error) {
	value, err := r.Shelf.Read().Setting(ctx, r.ID, key)
	if err != nil || key != filters || !r.configures() || len(r.conf.Views) == 0 {
		return value, err
	}
	all := r.configured()
	for _, v := range viewsIn(value) {
		if !holds(all, v.Name) {
			all = append(all, v)
		}
	}
	return lines(all), nil
}

// SetSetting keeps what the reader chose.
func (r *Reader) SetSetting(ctx context.Context, key, value string) error {
	st, err := r.write(ctx, r.May.Mark, WithSample)
	if err != nil {
		return err
	}
	if key == filters && r.configures() {
		own := viewsIn(value)
		for _, c := range r.configured() {
			own = slices.DeleteFunc(own, func(v view) bool { return v == c })
		}
		value = lines(own)
	}
	return st.SetSetting(ctx, r.ID, key, value)
}

// view is a filter with a name.
type view = migrate.NamedQuery

// configured are the filters of the configuration, by name.
func (r *Room) configured() []view {
	var out []view
	for name, text := range r.conf.Views {
		out = append(out, viewOf(name, text))
	}
	slices.SortFunc(out, func(a, b view) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// viewOf is a filter as it can be written in a line: no tab and no line break in it.
func viewOf(name, text string) view {
	return view{Name: strings.Join(strings.Fields(safe.Line(name)), " "), Text: strings.TrimSpace(safe.Line(text))}
}

func viewsIn(value string) []view {
	var out []view
	for line := range strings.Lines(value) {
		if name, text, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t"); ok && name != "" {
			out = append(out, view{Name: name, Text: text})
		}
	}
	return out
}

func lines(all []view) string {
	var b strings.Builder
	for _, v := range all {
		b.WriteString(v.Name + "\t" + v.Text + "\n")
	}
	return b.String()
}

func holds(all []view, name string) bool {
	return slices.ContainsFunc(all, func(v view) bool { return v.Name == name })
}

// keepViews saves filters under names that are not taken yet; how many.
func (r *Reader) keepViews(ctx context.Context, in []view) (int, error) {
	if len(in) == 0 {
		return 0, nil
	}
	value, err := r.Setting(ctx, filters)
	if err != nil {
		return 0, err
	}
	all, n := viewsIn(value), 0
	for _, q := range in {
		if v := viewOf(q.Name, q.Text); v.Name != "" && v.Text != "" && !holds(all, v.Name) {
			all, n = append(all, v), n+1
		}
	}
	if n == 0 {
		return 0, nil
	}
	return n, r.SetSetting(ctx, filters, lines(all))
}

// Usual are queries that a reader asks: some of each kind, with a topic and a person that this store knows, those of
// saved filters, and those of topics of one's own.
func (r *Reader) Usual(ctx context.Context) ([]view, error) {
	out := []view{{Name: "every story"}, {Text: "is:unread"}, {Text: "newer:1w"}, {Text: "money>100m"}}
	counts, err := r.Shelf.Read().Topics(ctx, r.Ask(r.ID, query.Query{}))
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		if t, ok := r.TopicOf(c.Topic); ok {
			out = append(out, view{Text: "#" + t.Short}, view{Text: "#" + t.Short + " is:unread money>100m"})
			break
		}
	}
	people, err := r.Shelf.Read().Values(ctx, model.Person, "", 1)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		name := query.Query{Expr: query.Named{Key: "person", Text: strings.Join(query.Tokens(p.Text), " ")}}
		out = append(out, view{Text: name.String()})
	}
	saved, err := r.Setting(ctx, filters)
	if err != nil {
		return nil, err
	}
	out = append(out, viewsIn(saved)...)
	for _, name := range r.rules.ownTopics() {
		out = append(out, view{Text: "#" + name})
	}
	return out, nil
}
