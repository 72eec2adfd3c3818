// Package migrate reads what other readers keep: their feeds with names and tags, their saved queries and
// kill rules, and which stories were read and starred. It knows newsboat, newsraft, sfeed, nom and
// Liferea, and lists in OPML.
//
// A folder or a file of theirs goes in, a Haul comes out, with a line for everything that was taken
// and for everything that could not be. Nothing of theirs is changed, and reading twice gives the same.
// No line of a configuration is ever run: where theirs hands text to a shell, a note says so.
//
// Outside library: modernc.org/sqlite, to read their databases.
package migrate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"lede/feed/fetch"
	"lede/feed/opml"
	"lede/model"
	"lede/model/query"
	"lede/model/safe"
)

// Kind is the reader whose data it is; its text is the name that people know it by.
type Kind string

// The kinds.
const (
	Newsboat Kind = "newsboat"
	Newsraft Kind = "newsraft"
	SFeed    Kind = "sfeed"
	Nom      Kind = "nom"
	Liferea  Kind = "liferea"
	OPML     Kind = "opml"
)

// Haul is what was found.
type Haul struct {
	Kind    Kind
	Feeds   []model.Feed // Address, Title, Name, Link and Tags; each address once
	Queries []NamedQuery // saved views
	Mutes   []NamedQuery // what is kept out of sight; a story that answers one of them is muted
	States  []StoryState // of stories that are read or starred
	Notes   []Line       // in the order of the files

	bodies func(context.Context, func(Story, error) bool)
}

// NamedQuery is a query in the printed form of model/query, under the name that its owner gave it.
type NamedQuery struct{ Name, Text string }

// StoryState is what its owner did with a story.
type StoryState struct {
	FeedAddress string // as in Feeds
	GUID        string // "" where the story had none
	URL         string
	Title       string
	Read        bool
	Starred     bool
}

// Story is a story that the other reader kept.
type Story struct {
	StoryState
	Author        string
	HTML          string // the text as its publisher wrote it: markup, not cleaned
	Published     time.Time
	EnclosureURL  string
	EnclosureType string
}

// Stories are the kept stories one after another, without holding them all. It ends with an error where
// they cannot be read on.
func (h Haul) Stories(ctx context.Context) iter.Seq2[Story, error] {
	return func(yield func(Story, error) bool) {
		if h.bodies != nil {
			h.bodies(ctx, yield)
		}
	}
}

// Line tells of one thing that was met.
type Line struct {
	File  string // base name
	Row   int    // from 1; 0 for the file as a whole
	Text  string // one safe line: what it is
	Why   string // why it was not taken; "" when it was
	Taken bool
}

// String is the line as it is printed: "urls:3: not taken: query:x (its filter is not understood: …)".
func (l Line) String() string {
	at := l.File
	if l.Row > 0 {
		at = fmt.Sprintf("%s:%d", l.File, l.Row)
	}
	if l.Taken {
		return at + ": " + l.Text
	}
	return at + ": not taken: " + l.Text + " (" + l.Why + ")"
}

// maxFile is how many bytes of a text file are read.
const maxFile = 15_000_000

// ErrUnknown is the error of a path that holds no data of a reader that is known.
var ErrUnknown = errors.New("not the data of a reader that lede knows: newsboat, newsraft, sfeed, nom, Liferea, OPML")

// Read reads a folder or a file of the reader that it is found to be of; see Detect.
func Read(ctx context.Context, path string) (Haul, error) {
	kind, err := Detect(path)
	if err != nil {
		return Haul{}, err
	}
	return ReadAs(ctx, kind, path)
}

// ReadAs reads a folder or a file as the given reader's. The error says that there is nothing to read;
// what is wrong with a part of it is a note.
func ReadAs(ctx context.Context, kind Kind, path string) (Haul, error) {
	h := haul{Haul: Haul{Kind: kind}, at: map[string]int{}}
	var err error
	switch kind {
	case Newsboat:
		err = h.newsboat(ctx, path)
	case Newsraft:
		err = h.newsraft(ctx, path)
	case SFeed:
		err = h.sfeed(ctx, path)
	case Nom:
		err = h.nom(ctx, path)
	case Liferea:
		err = h.liferea(ctx, path)
	case OPML:
		err = h.opml(path)
	default:
		err = fmt.Errorf("%s: %w", path, ErrUnknown)
	}
	return h.Haul, err
}

// haul is a Haul that is being filled.
type haul struct {
	Haul
	at   map[string]int // of Feeds, by address
	file string         // base name of the file that is read
}

func (h *haul) took(row int, format string, args ...any) {
	h.Notes = append(h.Notes, Line{File: h.file, Row: row, Text: safe.Line(fmt.Sprintf(format, args...)), Taken: true})
}

func (h *haul) left(row int, text, why string) {
	h.Notes = append(h.Notes, Line{File: h.file, Row: row, Text: short(safe.Line(text)), Why: safe.Line(why)})
}

func short(s string) string {
	if len(s) > 100 {
		return strings.ToValidUTF8(s[:100], "") + "…"
	}
	return s
}

// feed adds a feed, or its name and tags to the one that is there.
func (h *haul) feed(row int, f model.Feed) {
	i, known := h.at[f.Address]
	if !known {
		h.at[f.Address] = len(h.Feeds)
		h.Feeds = append(h.Feeds, f)
		h.took(row, "feed %s", label(f))
		return
	}
	have := &h.Feeds[i]
	if have.Name == "" {
		have.Name = f.Name
	}
	for _, t := range f.Tags {
		if !contains(have.Tags, t) {
			have.Tags = append(have.Tags, t)
		}
	}
	h.took(row, "feed %s once more: its tags are added", label(f))
}

func label(f model.Feed) string {
	address := fetch.Hide(f.Address)
	if f.Name != "" {
		address += " “" + f.Name + "”"
	}
	if len(f.Tags) > 0 {
		address += " #" + strings.Join(f.Tags, " #")
	}
	return address
}

func contains(list []string, s string) bool {
	for _, have := range list {
		if strings.EqualFold(have, s) {
			return true
		}
	}
	return false
}

// query checks a query of newsboat's or ours and gives it in our words, or leaves it with the reason.
func (h *haul) query(row int, what, text string) (string, bool) {
	q, err := query.Parse(text)
	if err != nil {
		why := err.Error()
		if e := (*query.Error)(nil); errors.As(err, &e) { // what to write instead is no help here
			why = fmt.Sprintf("%s at column %d", e.Msg, e.Col)
		}
		h.left(row, what, "its filter is not understood: "+why)
		return "", false
	}
	return q.String(), true
}

// opml reads a list of feeds.
func (h *haul) opml(path string) error {
	data, err := h.read(path)
	if err != nil {
		return err
	}
	list, err := opml.Read(data)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, f := range list.Subscriptions() {
		h.feed(0, f)
	}
	for _, n := range list.Notes {
		h.left(0, "a line", n)
	}
	return nil
}

// read reads a text file, whose lines are told of from then on.
func (h *haul) read(path string) ([]byte, error) {
	h.file = filepath.Base(path)
	return readFile(path)
}

func readFile(path string) ([]byte, error) {
	st, err := os.Stat(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	if !st.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a plain file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil, fileError(path, err)
	}
	return bytes.ToValidUTF8(data, []byte("\uFFFD")), nil
}

// fileError says what is wrong with a path, without the name of the system call.
func fileError(path string, err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("%s: %w", path, err)
}

func isFile(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.Mode().IsRegular()
}

func isDir(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}

// folderOf is a folder, and the file in it that path names; "" when it names the folder.
func folderOf(path string) (folder, file string) {
	if isDir(path) {
		return path, ""
	}
	return filepath.Dir(path), path
}

// dataFile finds a file that a reader keeps with its configuration or, by the ways of the XDG base
// directories, apart from it; "" when there is none.
func dataFile(folder, reader, name string) string {
	places := []string{folder}
	if abs, err := filepath.Abs(folder); err == nil && filepath.Base(filepath.Dir(abs)) == ".config" {
		home := filepath.Dir(filepath.Dir(abs))
		places = append(places, filepath.Join(home, ".local", "share", reader))
	}
	for _, p := range places {
		if at := filepath.Join(p, name); isFile(at) {
			return at
		}
	}
	return ""
}
