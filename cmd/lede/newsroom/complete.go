package newsroom

import (
	"context"
	"fmt"
	"strings"

	"lede/model"
	"lede/model/classify"
	"lede/model/query"
	"lede/ui/desk"
)

// most is how many ends of a word are offered.
const most = 12

// kindOf are the kinds of fact whose values can be completed, by the key of the query language.
var kindOf = map[string]model.Kind{"person": model.Person, "org": model.Org, "place": model.Place, "law": model.Law,
	"product": model.Product, "ticker": model.Ticker, "said": model.QuoteOf, "event": model.Event}

// Complete offers ends for the word before the cursor: keys, states, topics, feeds and names.
func (r *Reader) Complete(ctx context.Context, text string, cursor int) ([]desk.Completion, error) {
	c := query.Under(text, cursor)
	w := wordEnds{Cursor: c}
	switch c.Key {
	case "":
		w.keys()
	case "topic":
		r.topicEnds(ctx, &w)
	case "is":
		w.list(query.States())
	case "has":
		w.list(query.Things())
	case "sort":
		w.list(query.Sorts())
	case "feed":
		feeds, err := r.Feeds(ctx)
		if err != nil {
			return nil, err
		}
		for _, f := range feeds {
			if strings.Contains(query.Fold(f.Label()), query.Fold(c.Text)) {
				w.named(f.Label(), counted(f.Total))
			}
		}
	case "tag":
		feeds, err := r.Feeds(ctx)
		if err != nil {
			return nil, err
		}
		for _, t := range model.TagsOf(feeds) {
			if strings.HasPrefix(query.Fold(t.Tag), query.Fold(c.Text)) {
				w.named(t.Tag, plural(t.Feeds, "feed", "feeds"))
			}
		}
	default:
		kind, ok := kindOf[c.Key]
		if !ok {
			return nil, nil
		}
		values, err := r.Shelf.Read().Values(ctx, kind, c.Text, most)
		if err != nil {
			return nil, err
		}
		for _, v := range values {
			w.named(v.Text, counted(v.Count))
		}
	}
	return w.out, nil
}

// counts are the topics of all stories; an error there costs the numbers only.
func (r *Reader) counts(ctx context.Context) map[model.TopicID]int {
	out := map[model.TopicID]int{}
	counts, err := r.Topics(ctx, query.Query{})
	if err != nil {
		return out
	}
	for _, c := range counts {
		out[c.Topic] = c.Total
	}
	return out
}

// wordEnds gathers what the word under the cursor may become.
type wordEnds struct {
	query.Cursor
	out []desk.Completion
}

// add offers a text in place of the word; what is shown of it has the key before it.
func (w *wordEnds) add(text, name, note string) {
	label := w.Key + ":" + name
	switch w.Key {
	case "topic":
		label = "#" + name
	case "":
		label = name
	}
	if len(w.out) < most {
		w.out = append(w.out, desk.Completion{Insert: text, From: w.From, Label: label, Note: note})
	}
}

func (w *wordEnds) keys() {
	for _, k := range query.Keys() {
		if w.Text != "" && !w.Quoted && strings.HasPrefix(k, strings.ToLower(w.Text)) {
			w.add(k+":", k+":", "")
		}
	}
}

func (w *wordEnds) list(all []string) {
	for _, v := range all {
		if strings.HasPrefix(v, strings.ToLower(w.Text)) {
			w.add(v+" ", v, "")
		}
	}
}

// named adds a name, which may hold blanks.
func (w *wordEnds) named(name, note string) {
	text := strings.NewReplacer(`"`, "", `\`, "").Replace(name)
	if w.Quoted || strings.ContainsAny(text, " ()|,") {
		text = `"` + text + `"`
	}
	w.add(text+" ", name, note)
}

// counted says how many stories there are.
func counted(n int) string {
	return plural(n, "story", "stories")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// topicEnds offers topics: the reader's own, then those that there are stories of, then the others.
func (r *Reader) topicEnds(ctx context.Context, w *wordEnds) {
	counts := r.counts(ctx)
	offer := func(name, note string, n int) {
		if n > 0 {
			note = counted(n)
		}
		if strings.HasPrefix(name, strings.ToLower(w.Text)) {
			w.add(name+" ", name, note)
		}
	}
	for _, name := range r.rules.ownTopics() {
		offer(name, r.rules.text[name], counts[model.TopicID(name)])
	}
	for pass := range 2 {
		for _, t := range classify.All() {
			if (counts[t.ID] > 0) == (pass == 0) {
				offer(t.Short, t.Name, counts[t.ID])
			}
		}
	}
}
