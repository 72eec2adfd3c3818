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
	"lede/feed/fetch"
	"lede/feed/format"
	"lede/feed/opml"
	"lede/model"
	"lede/model/safe"
)

// exportJSON is a line of "lede export": a story, and what it takes to bring it back.
type exportJSON struct {
	storyJSON
	Feed       string          `json:"feed,omitempty"` // its address
	GUID       string          `json:"guid,omitempty"`
	FirstSeen  string          `json:"first_seen,omitempty"`
	Updated    string          `json:"updated,omitempty"`
	Comments   string          `json:"comments,omitempty"`
	Image      string          `json:"image,omitempty"`
	Enclosures []enclosureJSON `json:"enclosures,omitempty"`
	Tags       []string        `json:"categories,omitempty"` // the feed's own words
	FullText   bool            `json:"full_text,omitempty"`
	Blocks     []blockJSON     `json:"blocks,omitempty"` // the shape of text, where it is more than paragraphs
	Issued     *issuedJSON     `json:"issued,omitempty"` // what the feed gave, where text is that of the page
	Read       bool            `json:"read"`
	Starred    bool            `json:"starred"`
	Note       string          `json:"note,omitempty"`
	Thread     int             `json:"thread,omitempty"` // stories of one event have one number
	Leads      bool            `json:"leads,omitempty"`  // of its thread
}

type enclosureJSON struct {
	URL    string `json:"url"`
	Type   string `json:"type,omitempty"`
	Length int64  `json:"length,omitempty"`
}

type issuedJSON struct {
	Text      string      `json:"text"`
	Truncated bool        `json:"truncated,omitempty"`
	Blocks    []blockJSON `json:"blocks,omitempty"`
}

// exportOf is the line of a story; with the text that its feed gave, where that of the page stands in its place.
func (a *asking) exportOf(ctx context.Context, s *model.Story, address string) (exportJSON, error) {
	out := exportOf(s, address)
	if !s.FullText {
		return out, nil
	}
	was, ok, err := a.room.AsIssued(ctx, s.ID)
	if err != nil || !ok {
		return out, err
	}
	out.Issued = &issuedJSON{Text: was.Body.Text(), Truncated: was.Truncated}
	if !was.Body.Plain() {
		out.Issued.Blocks = blocksOf(was.Body.Blocks())
	}
	return out, nil
}

func exportOf(s *model.Story, address string) exportJSON {
	out := exportJSON{storyJSON: storyOf(s.ID, s), Feed: address, GUID: s.GUID, FirstSeen: stamp(s.FirstSeen), Updated: stamp(s.Updated),
		Comments: s.Comments, Image: s.Image, Tags: s.Categories, FullText: s.FullText, Read: s.State.Read, Starred: s.State.Starred, Note: s.State.Note}
	for _, e := range s.Enclosures {
		out.Enclosures = append(out.Enclosures, enclosureJSON(e))
	}
	if !s.Body.Plain() {
		out.Blocks = blocksOf(s.Body.Blocks())
	}
	return out
}

func (l *lede) exportCommand() *cobra.Command {
	var form string
	var all bool
	a := asking{}
	c := &cobra.Command{
		Use: "export [QUERY]", Short: "Write stories or feeds for other programs",
		Long: `Writes stories as JSON lines, which lede import reads back, or as markdown; or the feeds as OPML. --all writes all that
you have: feeds with names and tags, filters and settings, and every story with its marks and notes; request headers
stay behind, since they may hold secrets.`,
		Example: "  lede export is:starred > starred.jsonl\n  lede export --as markdown newer:1d\n  lede export --as opml > feeds.opml\n  lede export --all > everything.jsonl",
		RunE: func(c *cobra.Command, args []string) error {
			if form != "jsonl" && form != "markdown" && form != "opml" {
				return misuse("--as %s: write jsonl, markdown or opml", safe.Line(form))
			}
			if all && (len(args) > 0 || c.Flags().Changed("as")) {
				return misuse("--all writes everything, as JSON lines: give it no query and no --as")
			}
			if form == "opml" && len(args) > 0 {
				return misuse("--as opml writes all feeds: give it no query")
			}
			q, err := l.query(c.Context(), &a, args)
			if err != nil {
				return err
			}
			if all {
				return l.exportAll(c.Context(), &a)
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
	c.Flags().BoolVar(&all, "all", false, "all that you have, for lede import elsewhere")
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
			err = a.exportLine(ctx, enc, &s, addresses[s.Feed])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *asking) exportLine(ctx context.Context, enc *json.Encoder, s *model.Story, address string) error {
	e, err := a.exportOf(ctx, s, address)
	if err != nil {
		return err
	}
	return enc.Encode(e)
}

// importStories keeps what a file holds that lede export wrote, or the stories of any that lede read shows.
func (l *lede) importStories(ctx context.Context, path string, may programs) error {
	in, done, err := l.opened(path)
	if err != nil {
		return err
	}
	defer done()
	head := bufio.NewReaderSize(in, maxHead)
	if first, _ := head.Peek(maxHead); isExport(first) {
		return l.importExport(ctx, head, path, may)
	}
	a := asking{}
	if err := l.ask(ctx, &a); err != nil {
		return err
	}
	took, err := a.room.TakeIn(ctx, l.plainStories(head, path))
	if err != nil {
		return err
	}
	return l.tookIn(took)
}

// importExport keeps what lede export wrote.
func (l *lede) importExport(ctx context.Context, in io.Reader, path string, may programs) error {
	a := asking{}
	if err := l.ask(ctx, &a); err != nil {
		return err
	}
	x := exported{now: l.now(), may: may}
	took, err := a.room.TakeIn(ctx, x.pieces(in))
	if err != nil {
		return err
	}
	if x.bad > 0 {
		fmt.Fprintf(l.errs, "lede: %s: %d lines could not be read and were left out\n", safe.Line(path), x.bad)
	}
	for _, address := range x.left {
		fmt.Fprintf(l.errs, "lede: not taken: %s (%s)\n", safe.Line(address), startsProgram)
	}
	if err := l.tookIn(took); err != nil || x.config == "" || l.guest != nil {
		return err
	}
	return l.offerSettings(x.config)
}

// tookIn tells what an import of stories came to.
func (l *lede) tookIn(took newsroom.Took) error {
	if took.Left > 0 {
		fmt.Fprintf(l.errs, "lede: %d feeds are files or programs, which you may not have here\n", took.Left)
	}
	if took.Away > 0 {
		fmt.Fprintf(l.errs, "lede: %d stories are not here; their feeds bring them\n", took.Away)
	}
	if took.Feeds+took.Views > 0 {
		fmt.Fprintf(l.out, "feeds: %d (%d new to you), %d filters\n", took.Feeds, took.New, took.Views)
	}
	_, err := fmt.Fprintf(l.out, "stories: %d new to you, %d read, %d starred\n", took.Stories, took.Read, took.Starred)
	return err
}

// offerSettings tells which settings of a file are not set here. They are not written: a configuration names programs
// and opens doors, and is the reader's to change.
func (l *lede) offerSettings(carried string) error {
	l.configuration()
	lines, err := l.conf.Lacks(carried)
	if err != nil || lines == "" {
		return err
	}
	_, err = fmt.Fprintf(l.out, "\nsettings stand in the configuration; these lines in %s keep them:\n%s", safe.Line(l.conf.File), safe.Text(lines))
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

// maxHead is how many bytes of a file tell what it is.
const maxHead = 1 << 16

// isExport tells by its beginning whether a file is what lede export wrote: facts come last in a story and
// may lie beyond it, but no other program's stories have both of these.
func isExport(head []byte) bool {
	return bytes.HasPrefix(head, []byte(`{"lede":"`+everything+`"`)) ||
		bytes.HasPrefix(head, []byte(`{"id":`)) && bytes.Contains(head, []byte(`"headline":`)) && bytes.Contains(head, []byte(`"truncated":`))
}

// maxStoryLine is the longest line of a file of stories in bytes: a story's text is no longer than a megabyte, and
// its facts take as much again.
const maxStoryLine = 16 << 20

// exported reads what lede export wrote, and notes what it could not take.
type exported struct {
	now    time.Time
	may    programs
	bad    int      // lines that could not be read
	left   []string // addresses that start programs
	config string   // settings of the file, in TOML
}

// pieces are the stories, feeds and settings of a file.
func (x *exported) pieces(in io.Reader) iter.Seq2[newsroom.Moved, error] {
	return func(yield func(newsroom.Moved, error) bool) {
		lines := bufio.NewScanner(in)
		lines.Buffer(nil, maxStoryLine)
		for lines.Scan() {
			line := bytes.TrimSpace(lines.Bytes())
			if len(line) == 0 {
				continue
			}
			if m, ok := x.piece(line); ok && !yield(m, nil) {
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

// piece reads a line; ok is false where there is nothing to keep.
func (x *exported) piece(line []byte) (m newsroom.Moved, ok bool) {
	var e struct {
		everyJSON
		exportJSON
	}
	err := json.Unmarshal(line, &e)
	switch {
	case err == nil && strings.TrimSpace(e.Headline+e.Text) != "":
		return e.moved(x.now), true
	case err == nil && e.Lede != "":
		return m, false
	case err == nil && e.Config != "":
		x.config = e.Config
		return m, false
	case err == nil:
		m, ok = e.movedIn()
	}
	switch {
	case !ok:
		x.bad++
	case m.Feed != nil && fetch.Runs(m.Feed.Address) && x.may != withPrograms:
		x.left = append(x.left, m.Feed.Address)
		return m, false
	}
	return m, ok
}

// moved is the story of a line. Whatever wrote the file, what comes out is safe to be shown.
func (e exportJSON) moved(now time.Time) newsroom.Moved {
	s := model.Story{
		GUID: safe.Line(e.GUID), Headline: safe.Line(e.Headline), Byline: safe.Line(e.Byline), Publisher: safe.Line(e.Publisher), Wire: safe.Line(e.Wire),
		Dateline: safe.Line(e.Dateline), URL: safe.URL(e.URL), Comments: safe.URL(e.Comments), Image: safe.URL(e.Image), Language: safe.Line(e.Language),
		Truncated: e.Truncated, FullText: e.FullText, Published: moment(e.Published, now), FirstSeen: moment(e.FirstSeen, now), Updated: moment(e.Updated, now),
		Body: bodyOf(e.Text, e.Blocks),
	}
	for _, c := range e.Tags {
		s.Categories = append(s.Categories, safe.Line(c))
	}
	for _, x := range e.Enclosures {
		if url := safe.URL(x.URL); url != "" {
			s.Enclosures = append(s.Enclosures, model.Enclosure{URL: url, Type: safe.Line(x.Type), Length: max(0, x.Length)})
		}
	}
	if s.Headline == "" {
		s.Headline, _, _ = strings.Cut(s.Body.Text(), "\n")
	}
	m := newsroom.Moved{Story: s, Address: e.Feed, State: model.State{Read: e.Read, Starred: e.Starred, Note: safe.Text(e.Note)}, Thread: e.Thread, Leads: e.Leads}
	if e.Issued != nil && s.FullText {
		page := s
		m.Page = &page
		m.Story.Body, m.Story.Truncated, m.Story.FullText = bodyOf(e.Issued.Text, e.Issued.Blocks), e.Issued.Truncated, false
	}
	return m
}

// moment reads a time as it was written out; one that cannot be, or lies ahead, is none (SAFETY P5).
func moment(s string, now time.Time) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1990 || t.After(now.Add(time.Hour)) {
		return time.Time{}
	}
	return t
}
