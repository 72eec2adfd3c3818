package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lede/cmd/lede/newsroom"
	"lede/feed/format"
	"lede/feed/opml"
	"lede/model"
	"lede/model/safe"
)

// exportJSON is a line of "lede export": a story, and what it takes to bring it back.
type exportJSON struct {
	storyJSON
	Feed      string   `json:"feed,omitempty"` // its address
	GUID      string   `json:"guid,omitempty"`
	FirstSeen string   `json:"first_seen,omitempty"`
	Tags      []string `json:"categories,omitempty"` // the feed's own words
	FullText  bool     `json:"full_text,omitempty"`
	Read      bool     `json:"read"`
	Starred   bool     `json:"starred"`
	Note      string   `json:"note,omitempty"`
}

func (l *lede) exportCommand() *cobra.Command {
	var form string
	a := asking{}
	c := &cobra.Command{
		Use: "export [QUERY]", Short: "Write stories or feeds for other programs",
		Long:    "Writes stories as JSON lines, which lede import reads back, or as markdown; or the feeds as OPML.",
		Example: "  lede export is:starred > starred.jsonl\n  lede export --as markdown newer:1d\n  lede export --as opml > feeds.opml",
		RunE: func(c *cobra.Command, args []string) error {
			if form != "jsonl" && form != "markdown" && form != "opml" {
				return misuse("--as %s: write jsonl, markdown or opml", safe.Line(form))
			}
			if form == "opml" && len(args) > 0 {
				return misuse("--as opml writes all feeds: give it no query")
			}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			q, err := a.parse(args)
			if err != nil {
				return err
			}
			feeds, err := a.room.Feeds(c.Context())
			if err != nil {
				return err
			}
			if form == "opml" {
				return opml.Write(a.out, "lede", feeds)
			}
			e, err := a.room.Edition(c.Context(), q, 0, 0)
			if err != nil {
				return err
			}
			w := bufio.NewWriter(a.out)
			if err := a.export(c.Context(), w, e.IDs, feeds, form == "markdown"); err != nil {
				return err
			}
			return w.Flush()
		},
	}
	c.Flags().StringVar(&form, "as", "jsonl", "jsonl, markdown or opml")
	return c
}

// export writes stories one after another.
func (a *asking) export(ctx context.Context, w io.Writer, ids []model.StoryID, feeds []model.Feed, asMarkdown bool) error {
	addresses := map[model.FeedID]string{}
	for _, f := range feeds {
		addresses[f.ID] = f.Address
	}
	enc := jsonTo(w)
	for _, id := range ids {
		s, err := a.room.Story(ctx, id)
		if err != nil {
			return err
		}
		if asMarkdown {
			_, err = io.WriteString(w, markdown(&s)+"\n---\n\n")
		} else {
			err = enc.Encode(exportJSON{storyJSON: storyOf(s.ID, &s), Feed: addresses[s.Feed], GUID: s.GUID, FirstSeen: stamp(s.FirstSeen),
				Tags: s.Categories, FullText: s.FullText, Read: s.State.Read, Starred: s.State.Starred, Note: s.State.Note})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// importStories keeps the stories of a file: those that lede export wrote, or of any that lede read shows.
func (l *lede) importStories(ctx context.Context, path string) error {
	in, done, err := l.opened(path)
	if err != nil {
		return err
	}
	defer done()
	head := bufio.NewReaderSize(in, 1<<16)
	bad := 0
	all := exported(head, l.now(), &bad)
	if first, _ := head.Peek(1 << 16); !isExport(first) {
		all = l.plainStories(head, path)
	}
	a := asking{}
	if err := l.ask(ctx, &a); err != nil {
		return err
	}
	took, err := a.room.TakeIn(ctx, all)
	if err != nil {
		return err
	}
	if bad > 0 {
		fmt.Fprintf(l.errs, "lede: %s: %d lines could not be read and were left out\n", safe.Line(path), bad)
	}
	_, err = fmt.Fprintf(l.out, "stories: %d new to you, %d read, %d starred\n", took.Stories, took.Read, took.Starred)
	return err
}

// opened is a file, or standard input for "-".
func (l *lede) opened(path string) (io.Reader, func() error, error) {
	if path == "-" {
		return l.in, func() error { return nil }, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fileError(path, err)
	}
	if st, err := f.Stat(); err != nil || st.IsDir() {
		f.Close()
		return nil, nil, fmt.Errorf("%s: not the data of a reader that lede knows, and not a file of stories", safe.Line(path))
	}
	return f, f.Close, nil
}

// plainStories are the stories of a file in any form.
func (l *lede) plainStories(in io.Reader, path string) iter.Seq2[newsroom.Moved, error] {
	return func(yield func(newsroom.Moved, error) bool) {
		data, err := readAll(in)
		var stories []model.Story
		if err == nil {
			stories, err = l.read(data, path, "", format.Hints{Now: l.now()})
		}
		for _, s := range stories {
			if !yield(newsroom.Moved{Story: s}, nil) {
				return
			}
		}
		if err != nil {
			yield(newsroom.Moved{}, err)
		}
	}
}

// isExport tells by its beginning whether a file is what lede export wrote: facts come last in a story and
// may lie beyond it, but no other program's stories have both of these.
func isExport(head []byte) bool {
	return bytes.HasPrefix(head, []byte(`{"id":`)) && bytes.Contains(head, []byte(`"headline":`)) && bytes.Contains(head, []byte(`"truncated":`))
}

// maxStoryLine is the longest line of a file of stories in bytes: a story's text is no longer than a megabyte, and
// its facts take as much again.
const maxStoryLine = 16 << 20

// exported reads what lede export wrote; lines that cannot be read are counted in bad.
func exported(in *bufio.Reader, now time.Time, bad *int) iter.Seq2[newsroom.Moved, error] {
	return func(yield func(newsroom.Moved, error) bool) {
		lines := bufio.NewScanner(in)
		lines.Buffer(nil, maxStoryLine)
		for lines.Scan() {
			line := bytes.TrimSpace(lines.Bytes())
			if len(line) == 0 {
				continue
			}
			var e exportJSON
			if err := json.Unmarshal(line, &e); err != nil || strings.TrimSpace(e.Headline+e.Text) == "" {
				*bad++
				continue
			}
			if !yield(e.moved(now), nil) {
				return
			}
		}
		if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
			yield(newsroom.Moved{}, fmt.Errorf("a line is longer than %d MB; what comes before it is kept", maxStoryLine>>20))
		} else if err != nil {
			yield(newsroom.Moved{}, err)
		}
	}
}

// moved is the story of a line. Whatever wrote the file, what comes out is safe to be shown.
func (e exportJSON) moved(now time.Time) newsroom.Moved {
	s := model.Story{
		GUID: safe.Line(e.GUID), Headline: safe.Line(e.Headline), Byline: safe.Line(e.Byline), Publisher: safe.Line(e.Publisher), Wire: safe.Line(e.Wire),
		Dateline: safe.Line(e.Dateline), URL: safe.URL(e.URL), Language: safe.Line(e.Language), Truncated: e.Truncated, FullText: e.FullText,
		Published: moment(e.Published, now), FirstSeen: moment(e.FirstSeen, now), Body: model.PlainBody(strings.Split(safe.Text(e.Text), "\n\n")...),
	}
	for _, c := range e.Tags {
		s.Categories = append(s.Categories, safe.Line(c))
	}
	if s.Headline == "" {
		s.Headline, _, _ = strings.Cut(s.Body.Text(), "\n")
	}
	return newsroom.Moved{Story: s, Address: e.Feed, State: model.State{Read: e.Read, Starred: e.Starred, Note: safe.Text(e.Note)}}
}

// moment reads a time as it was written out; one that cannot be, or lies ahead, is none (SAFETY P5).
func moment(s string, now time.Time) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1990 || t.After(now.Add(time.Hour)) {
		return time.Time{}
	}
	return t
}
