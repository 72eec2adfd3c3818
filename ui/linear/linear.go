// Package linear reads the news a line at a time: what is asked comes in as lines, what is answered goes out as
// plain lines that a screen reader can follow in order, without colour, columns or anything that moves. Its letters
// are those of the screen. It asks the same desk, and prints nothing from the wire that it did not make safe.
package linear

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/safe"
	"lede/ui/desk"
	"lede/ui/when"
)

// Reader is one reader's session. Desk and Now must be there.
type Reader struct {
	Desk desk.Desk
	May  desk.May
	Now  func() time.Time
	// Topic is what a topic is; nil: named by its id.
	Topic func(model.TopicID) model.Topic
	// Check tells what is wrong with a query, written as text, that its grammar does not tell; nil: nothing.
	Check func(text string, q query.Query) error

	out    *bufio.Writer
	filter query.Query
	ids    []model.StoryID
	unread int
	at     int // the story that is meant, from 0; -1 before the first
	shown  int // how many of the list were read out
}

// page is how many stories are listed at once.
const page = 10

// maxLine is how many bytes of a line are read; a longer one ends the session.
const maxLine = 64 << 10

// Run reads lines until the reader leaves, in ends or ctx does. An error of a question is told and costs that
// question only; Run gives one where nothing can be read or written any more.
func (r *Reader) Run(ctx context.Context, in io.Reader, out io.Writer) error {
	r.out, r.at = bufio.NewWriter(out), -1
	lines, failed := read(ctx, in)
	r.load(ctx, query.Query{})
	r.list(ctx)
	r.say("type ? for help, q to leave")
	for {
		if err := r.out.Flush(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok {
				err := <-failed
				return err
			}
			if leave := r.do(ctx, strings.TrimSpace(line)); leave {
				_ = r.Desk.Leave(ctx)
				return r.out.Flush()
			}
		}
	}
}

// read reads lines on its own, so that the end of ctx need not wait for one.
func read(ctx context.Context, in io.Reader) (<-chan string, <-chan error) {
	lines, failed := make(chan string), make(chan error, 1)
	go func() {
		s := bufio.NewScanner(in)
		s.Buffer(nil, maxLine)
		for s.Scan() {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
			}
		}
		failed <- s.Err()
		close(lines)
	}()
	return lines, failed
}

// do does what a line asks, and tells whether the reader leaves.
func (r *Reader) do(ctx context.Context, line string) (leave bool) {
	name, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	if n, err := strconv.Atoi(name); err == nil {
		r.open(ctx, n-1)
		return false
	}
	for _, c := range commands() {
		if c.is(name) {
			if c.does == nil {
				return true
			}
			c.does(r, ctx, rest)
			return false
		}
	}
	said := "there is no command " + strconv.Quote(safe.Line(name))
	if near := query.Nearest(name, names()); near != "" {
		said += "; did you mean " + near + "?"
	}
	r.say(said + " (? lists all)")
	return false
}

func (r *Reader) say(s string) { fmt.Fprintln(r.out, s) } // a writer that fails is told at Flush

func (r *Reader) fail(err error) bool {
	if err != nil {
		r.say("trouble: " + safe.Line(err.Error()))
	}
	return err != nil
}

// load holds a filter. One that fails leaves things as they were.
func (r *Reader) load(ctx context.Context, q query.Query) {
	e, err := r.Desk.Edition(ctx, q, 0, 0)
	if r.fail(err) {
		return
	}
	r.filter, r.ids, r.unread, r.at, r.shown = q, e.IDs, e.Unread, -1, 0
	said := fmt.Sprintf("%s, %d unread", count(len(r.ids), "story", "stories"), r.unread)
	if !q.All() {
		said += ", filter " + safe.Line(q.String())
	}
	r.say(said)
}

// count is a number with its word.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// list reads out the next page of headlines; at the end it begins again.
func (r *Reader) list(ctx context.Context) {
	if len(r.ids) == 0 {
		r.say("no stories")
		return
	}
	if r.shown >= len(r.ids) {
		r.shown = 0
	}
	to := min(r.shown+page, len(r.ids))
	lines, err := r.Desk.Lines(ctx, r.ids[r.shown:to])
	if r.fail(err) {
		return
	}
	by := map[model.StoryID]model.Line{}
	for _, l := range lines {
		by[l.ID] = l
	}
	for ; r.shown < to; r.shown++ {
		if l, ok := by[r.ids[r.shown]]; ok {
			r.say(strconv.Itoa(r.shown+1) + ". " + headline(l, r.Now()))
		}
	}
	if to < len(r.ids) {
		r.say(fmt.Sprintf("%d more, l reads on", len(r.ids)-to))
	}
}

// headline is a story in one line, what matters first.
func headline(l model.Line, now time.Time) string {
	parts := []string{safe.Line(l.Headline)}
	for _, s := range []string{safe.Line(l.Publisher), when.Age(l.Published, now)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if !l.Read {
		parts = append(parts, "unread")
	}
	if l.Starred {
		parts = append(parts, "starred")
	}
	return strings.Join(parts, ", ")
}
