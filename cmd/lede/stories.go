package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lede/cmd/lede/newsroom"
	"lede/model"
	"lede/model/classify"
	"lede/model/query"
	"lede/model/safe"
	"lede/model/store"
	"lede/ui/term"
)

// asking is what the commands that look stories up share, here and over SSH.
type asking struct {
	room   *newsroom.Reader
	out    io.Writer
	errs   io.Writer
	width  int // cells of a terminal, 0 for none: nothing is cut then
	asJSON bool
	config string // path of the configuration, for what must be written there by hand
}

// parse reads a query and says what is wrong with it, where, and what was meant.
func (a *asking) parse(args []string) (query.Query, error) {
	text := strings.Join(args, " ")
	q, err := query.Parse(text)
	if err == nil {
		err = a.room.Check(text, q)
	}
	var wrong *query.Error
	if errors.As(err, &wrong) {
		err = errUsage{wrong}
	}
	return q, err
}

// query is ask, for a command whose words are a query.
func (l *lede) query(ctx context.Context, a *asking, args []string) (query.Query, error) {
	if err := l.ask(ctx, a); err != nil {
		return query.Query{}, err
	}
	return a.parse(args)
}

// lineJSON is a story in "ls --json".
type lineJSON struct {
	ID        model.StoryID `json:"id"`
	Headline  string        `json:"headline"`
	Publisher string        `json:"publisher,omitempty"`
	URL       string        `json:"url,omitempty"`
	Published string        `json:"published,omitempty"`
	Topics    []string      `json:"topics,omitempty"`
	Read      bool          `json:"read"`
	Starred   bool          `json:"starred"`
	New       bool          `json:"new"`
	Truncated bool          `json:"truncated,omitempty"`
	Sources   int           `json:"sources"`
}

// list prints an edition, one story a line.
func (a *asking) list(ctx context.Context, q query.Query, limit int) error {
	e, err := a.room.Edition(ctx, q, limit, limit)
	if err != nil {
		return err
	}
	const page = 500
	w := bufio.NewWriter(a.out)
	enc := jsonTo(w)
	for from := 0; from < len(e.IDs); from += page {
		lines, err := a.room.Lines(ctx, e.IDs[from:min(from+page, len(e.IDs))])
		if err != nil {
			return err
		}
		for _, l := range lines {
			if a.asJSON {
				err = enc.Encode(lineOf(l))
			} else {
				_, err = fmt.Fprintln(w, a.line(l))
			}
			if err != nil {
				return err
			}
		}
	}
	if e.Muted > 0 && !a.asJSON {
		fmt.Fprintf(a.errs, "lede: %d hidden by mute; is:muted shows them\n", e.Muted)
	}
	return w.Flush()
}

func lineOf(l model.Line) lineJSON {
	out := lineJSON{ID: l.ID, Headline: l.Headline, Publisher: l.Publisher, URL: l.URL, Published: stamp(l.Published),
		Read: l.Read, Starred: l.Starred, New: l.New, Truncated: l.Truncated, Sources: l.Sources}
	for _, id := range l.Topics {
		if t, ok := classify.ByID(id); ok {
			out.Topics = append(out.Topics, t.Short)
		}
	}
	return out
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// line is a story as a person reads it: mark, id, day, publisher, headline, topics.
func (a *asking) line(l model.Line) string {
	mark := " "
	switch {
	case l.Starred:
		mark = "*"
	case !l.Read:
		mark = "●"
	}
	day := "          "
	if !l.Published.IsZero() {
		day = l.Published.Format("2006-01-02")
	}
	var topics []string
	for _, id := range l.Topics {
		if t, ok := classify.ByID(id); ok && len(topics) < 3 {
			topics = append(topics, "#"+t.Short)
		}
	}
	s := fmt.Sprintf("%s %6d  %s  %s  %s", mark, l.ID, day, term.Fit(term.Safe(l.Publisher), 18), term.Safe(l.Headline))
	if len(topics) > 0 {
		s += "  " + strings.Join(topics, " ")
	}
	if a.width > 0 {
		s = term.Cut(s, a.width)
	}
	return s
}

// count prints how many stories answer.
func (a *asking) count(ctx context.Context, q query.Query) error {
	ask, err := a.room.Asking(ctx, q)
	if err != nil {
		return err
	}
	total, unread, err := a.room.Shelf.Read().Count(ctx, ask)
	if err != nil {
		return err
	}
	if a.asJSON {
		return jsonTo(a.out).Encode(map[string]int{"total": total, "unread": unread})
	}
	_, err = fmt.Fprintln(a.out, total)
	return err
}

// topics prints the topics of an edition with their counts, most stories first.
func (a *asking) topics(ctx context.Context, q query.Query) error {
	counts, err := a.room.Topics(ctx, q)
	if err != nil {
		return err
	}
	type topicJSON struct {
		ID     model.TopicID `json:"id"`
		Short  string        `json:"short"`
		Name   string        `json:"name"`
		Total  int           `json:"total"`
		Unread int           `json:"unread"`
	}
	enc := jsonTo(a.out)
	for _, c := range counts {
		t, ok := a.room.TopicOf(c.Topic)
		if !ok {
			continue
		}
		if a.asJSON {
			err = enc.Encode(topicJSON{t.ID, t.Short, t.Name, c.Total, c.Unread})
		} else {
			_, err = fmt.Fprintf(a.out, "%6d %6d  %-18s %s\n", c.Unread, c.Total, "#"+t.Short, t.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// why prints a story's topics with the words that decided.
func (a *asking) why(ctx context.Context, id string) error {
	s, err := a.find(ctx, id)
	if err != nil {
		return err
	}
	for _, sc := range s.Topics {
		t, _ := classify.ByID(sc.ID)
		words := "the feed says so"
		if len(sc.Why) > 0 {
			words = strings.Join(sc.Why, ", ")
		}
		if _, err := fmt.Fprintf(a.out, "%.2f  %-18s %s\n", sc.Score, "#"+t.Short, safe.Line(words)); err != nil {
			return err
		}
	}
	return nil
}

// find is the story of an id or an address.
func (a *asking) find(ctx context.Context, what string) (model.Story, error) {
	if n, err := strconv.ParseInt(what, 10, 64); err == nil {
		s, err := a.room.Story(ctx, model.StoryID(n))
		if errors.Is(err, store.ErrNotFound) {
			return s, fmt.Errorf("there is no story %d; lede ls lists what there is", n)
		}
		return s, err
	}
	q, err := query.Parse(`url:"` + strings.ReplaceAll(what, `"`, "") + `"`)
	if err != nil {
		return model.Story{}, err
	}
	e, err := a.room.Edition(ctx, q, 1, 0)
	if err != nil {
		return model.Story{}, err
	}
	if len(e.IDs) == 0 {
		return model.Story{}, fmt.Errorf("no story has the address %s; lede ls --json tells addresses", safe.Line(what))
	}
	return a.room.Story(ctx, e.IDs[0])
}

func (l *lede) lsCommand() *cobra.Command {
	var limit int
	a := asking{}
	c := &cobra.Command{
		Use: "ls [QUERY]", Short: "List stories", Example: "  lede ls '#bitcoin money>100m'\n  lede ls is:unread newer:1d --json",
		RunE: func(c *cobra.Command, args []string) error {
			q, err := l.query(c.Context(), &a, args)
			if err != nil {
				return err
			}
			return a.list(c.Context(), q, limit)
		},
	}
	c.Flags().IntVarP(&limit, "limit", "n", 0, "at most so many stories")
	c.Flags().BoolVar(&a.asJSON, "json", false, "one JSON object a line")
	return c
}

func (l *lede) countCommand() *cobra.Command {
	a := asking{}
	c := &cobra.Command{
		Use: "count [QUERY]", Short: "Count stories", Example: "  lede count is:unread",
		RunE: func(c *cobra.Command, args []string) error {
			q, err := l.query(c.Context(), &a, args)
			if err != nil {
				return err
			}
			return a.count(c.Context(), q)
		},
	}
	c.Flags().BoolVar(&a.asJSON, "json", false, "total and unread as JSON")
	return c
}

func (l *lede) topicsCommand() *cobra.Command {
	a := asking{}
	var why string
	c := &cobra.Command{
		Use: "topics [QUERY]", Short: "Topics with their counts", Example: "  lede topics is:unread\n  lede topics --why 12",
		RunE: func(c *cobra.Command, args []string) error {
			q, err := l.query(c.Context(), &a, args)
			if err != nil {
				return err
			}
			if why != "" {
				return a.why(c.Context(), why)
			}
			return a.topics(c.Context(), q)
		},
	}
	c.Flags().BoolVar(&a.asJSON, "json", false, "one JSON object a line")
	c.Flags().StringVar(&why, "why", "", "the topics of one story, with the words that decided")
	return c
}

func (l *lede) markCommand() *cobra.Command {
	var read, unread, star, unstar bool
	c := &cobra.Command{
		Use: "mark QUERY", Short: "Mark stories; u in the reader takes it back", Args: l.args(cobra.MinimumNArgs(1)),
		Example: "  lede mark '#sport older:1w' --read\n  lede mark 'org:\"digital chamber\"' --star",
		RunE: func(c *cobra.Command, args []string) error {
			m, err := oneMark(read, unread, star, unstar)
			if err != nil {
				return err
			}
			a := asking{}
			q, err := l.query(c.Context(), &a, args)
			if err != nil {
				return err
			}
			e, err := a.room.Edition(c.Context(), q, 0, 0)
			if err != nil {
				return err
			}
			if len(e.IDs) == 0 {
				_, err = fmt.Fprintln(l.out, "no story answers; nothing is changed")
				return err
			}
			ch, err := a.room.Mark(c.Context(), e.IDs, m)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(l.out, "%d of %d %s\n", len(ch.Stories), len(e.IDs), m)
			return err
		},
	}
	c.Flags().BoolVar(&read, "read", false, "mark read")
	c.Flags().BoolVar(&unread, "unread", false, "mark unread")
	c.Flags().BoolVar(&star, "star", false, "star")
	c.Flags().BoolVar(&unstar, "unstar", false, "take the star off")
	return c
}

func oneMark(read, unread, star, unstar bool) (model.Mark, error) {
	var m model.Mark
	n := 0
	for _, f := range []struct {
		on   bool
		mark model.Mark
	}{{read, model.MarkRead}, {unread, model.MarkUnread}, {star, model.MarkStarred}, {unstar, model.MarkUnstarred}} {
		if f.on {
			m, n = f.mark, n+1
		}
	}
	if n != 1 {
		return 0, misuse("give one of --read, --unread, --star, --unstar")
	}
	return m, nil
}
