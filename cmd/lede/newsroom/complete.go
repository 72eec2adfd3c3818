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
	cursor = min(max(cursor, 0), len(text))
	from := strings.LastIndexAny(text[:cursor], " (|") + 1
	word := text[from:cursor]
	lead := ""
	for len(word) > 0 && (word[0] == '-' || word[0] == '!') {
		lead, word = lead+word[:1], word[1:]
	}
	add := wordEnds{from: from, lead: lead}
	key, value, hasKey := strings.Cut(word, ":")
	switch {
	case strings.HasPrefix(word, "#"):
		return r.topicEnds(ctx, add, "#", word[1:]), nil
	case !hasKey:
		add.keys(word)
		return add.out, nil
	case key == "topic":
		return r.topicEnds(ctx, add, "topic:", value), nil
	case key == "is":
		add.list("is:", value, query.States())
	case key == "has":
		add.list("has:", value, query.Things())
	case key == "sort":
		add.list("sort:", value, query.Sorts())
	case key == "feed":
		feeds, err := r.Feeds(ctx)
		if err != nil {
			return nil, err
		}
		for _, f := range feeds {
			add.named("feed:", value, f.Label(), fmt.Sprintf("%d stories", f.Total))
		}
	case kindOf[key] != "":
		values, err := r.Shelf.Read().Values(ctx, kindOf[key], strings.Trim(value, `"`), most)
		if err != nil {
			return nil, err
		}
		for _, v := range values {
			add.named(key+":", "", v.Text, fmt.Sprintf("%d stories", v.Count))
		}
	}
	return add.out, nil
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

// wordEnds gathers what a word may become.
type wordEnds struct {
	from int
	lead string
	out  []desk.Completion
}

func (w *wordEnds) add(text, label, note string) {
	if len(w.out) < most {
		w.out = append(w.out, desk.Completion{Insert: w.lead + text, From: w.from, Label: label, Note: note})
	}
}

func (w *wordEnds) keys(word string) {
	for _, k := range query.Keys() {
		if word != "" && strings.HasPrefix(k, strings.ToLower(word)) {
			w.add(k+":", k+":", "")
		}
	}
}

func (w *wordEnds) list(lead, value string, all []string) {
	for _, v := range all {
		if strings.HasPrefix(v, strings.ToLower(value)) {
			w.add(lead+v+" ", lead+v, "")
		}
	}
}

// named adds a value that may hold blanks.
func (w *wordEnds) named(lead, value, name, note string) {
	if !strings.Contains(strings.ToLower(name), strings.ToLower(strings.Trim(value, `"`))) {
		return
	}
	text := name
	if strings.ContainsAny(text, ` ()|"`) {
		text = `"` + strings.ReplaceAll(text, `"`, "") + `"`
	}
	w.add(lead+text+" ", lead+name, note)
}

// topicEnds offers topics: the reader's own, then those that there are stories of, then the others.
func (r *Reader) topicEnds(ctx context.Context, w wordEnds, lead, value string) []desk.Completion {
	counts := r.counts(ctx)
	offer := func(name, note string, n int) {
		if n > 0 {
			note = fmt.Sprintf("%d stories", n)
		}
		if strings.HasPrefix(name, strings.ToLower(value)) {
			w.add(lead+name+" ", lead+name, note)
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
	return w.out
}
