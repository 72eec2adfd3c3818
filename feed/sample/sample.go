// Package sample holds what lede shows before there is a network: a small edition of stories of our
// own, and packs of public feeds to begin with.
//
// The stories are true in every particular and written as the news of their day; quotations are in
// the public domain or a few words long. Each is a file in stories/: a head of "name: value" lines,
// a blank line, then blocks parted by blank lines (see body.go). packs.tsv holds the feeds.
package sample

import (
	"embed"
	"fmt"
	"path"
	"strings"
	"time"

	"lede/model"
)

//go:embed stories/*.txt
var files embed.FS

// What every story of the edition says of itself.
const (
	publisher = "lede sample edition"
	byline    = "The lede desk"
)

// Edition is the sample edition, newest first, as a feed would bring it: without topics and facts.
func Edition() ([]model.Story, error) {
	entries, err := files.ReadDir("stories")
	if err != nil {
		return nil, fmt.Errorf("sample edition: %w", err)
	}
	var out []model.Story
	for i := len(entries) - 1; i >= 0; i-- { // names begin with the date
		name := entries[i].Name()
		text, err := files.ReadFile(path.Join("stories", name))
		if err != nil {
			return nil, fmt.Errorf("sample edition: %w", err)
		}
		s, err := story(string(text))
		if err != nil {
			return nil, fmt.Errorf("sample edition: %s: %w", name, err)
		}
		s.GUID = guids + strings.TrimSuffix(name, ".txt")
		out = append(out, s)
	}
	return out, nil
}

// story reads one file.
func story(text string) (model.Story, error) {
	s := model.Story{Publisher: publisher, Byline: byline, Language: "en"}
	head, rest, ok := strings.Cut(text, "\n\n")
	if !ok {
		return s, fmt.Errorf("no blank line after the head")
	}
	for line := range strings.Lines(head) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		switch name {
		case "headline":
			s.Headline = value
		case "dateline":
			s.Dateline = value
		case "published":
			t, err := time.Parse(time.RFC3339, value)
			if err != nil {
				return s, fmt.Errorf("published: %w", err)
			}
			s.Published = t
		default:
			return s, fmt.Errorf("unknown head line %q", name)
		}
	}
	if s.Headline == "" || s.Published.IsZero() {
		return s, fmt.Errorf("head lacks headline or published")
	}
	s.Body = body(rest)
	return s, nil
}

// guids begins the GUID of each story.
const guids = "lede-sample:"

// Of tells whether a story is of the sample edition.
func Of(s *model.Story) bool { return strings.HasPrefix(s.GUID, guids) }
