package sample

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"lede/model"
	"lede/model/classify"
	"lede/model/safe"
)

func edition(t *testing.T) []model.Story {
	t.Helper()
	stories, err := Edition()
	if err != nil {
		t.Fatal(err)
	}
	return stories
}

func TestTheEditionIsADozenWholeStories(t *testing.T) {
	stories := edition(t)
	if len(stories) < 12 {
		t.Fatalf("%d stories, want 12 or more", len(stories))
	}
	guids, heads := map[string]bool{}, map[string]bool{}
	for _, s := range stories {
		if s.Headline == "" || s.Byline == "" || s.Publisher == "" || s.Language == "" || s.GUID == "" || s.Published.IsZero() {
			t.Errorf("%q lacks a part: %+v", s.Headline, s)
		}
		if guids[s.GUID] || heads[s.Headline] {
			t.Errorf("%q is there twice", s.Headline)
		}
		guids[s.GUID], heads[s.Headline] = true, true
		text := s.Body.Text()
		if n := len(strings.Fields(text)); n < 120 || n > 260 {
			t.Errorf("%q: %d words, want 120 to 260", s.Headline, n)
		}
		if n := len(s.Body.Leaves()); n < 4 {
			t.Errorf("%q: %d paragraphs", s.Headline, n)
		}
		if safe.Line(s.Headline) != s.Headline {
			t.Errorf("%q does not pass the last gate unchanged", s.Headline)
		}
		for _, leaf := range s.Body.Leaves() {
			if words := leaf.In(text); safe.Line(words) != words {
				t.Errorf("%q: %q does not pass the last gate unchanged", s.Headline, words)
			}
		}
	}
}

func TestTheEditionRunsFromNewToOldWithinHistory(t *testing.T) {
	last := time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, s := range edition(t) {
		if !s.Published.Before(last) || s.Published.Year() < 1800 {
			t.Errorf("%q is dated %s, after %s", s.Headline, s.Published, last)
		}
		last = s.Published
	}
}

func TestEveryQuotationIsClosed(t *testing.T) {
	quotes := 0
	for _, s := range edition(t) {
		for _, leaf := range s.Body.Leaves() {
			open := false
			for _, r := range leaf.In(s.Body.Text()) {
				if r == '“' || r == '”' {
					if open == (r == '“') {
						t.Errorf("%q: quotation marks do not pair in %q", s.Headline, leaf.In(s.Body.Text()))
					}
					open = !open
				}
				if r == '"' {
					t.Errorf("%q: straight quotation mark", s.Headline)
				}
			}
			if open {
				t.Errorf("%q: a quotation stays open", s.Headline)
			}
			if strings.Contains(leaf.In(s.Body.Text()), "“") {
				quotes++
			}
		}
	}
	if quotes < 8 {
		t.Errorf("%d paragraphs with a quotation, want 8 or more", quotes)
	}
}

func TestTheEditionShowsEveryShapeOfBlock(t *testing.T) {
	seen := map[model.BlockKind]bool{}
	for _, s := range edition(t) {
		s.Body.Walk(func(b *model.Block) { seen[b.Kind] = true })
	}
	for _, k := range []model.BlockKind{model.Paragraph, model.Heading, model.List, model.Item, model.Quote, model.Table, model.Row, model.Cell} {
		if !seen[k] {
			t.Errorf("no block of kind %d", k)
		}
	}
}

func TestAStoryWithoutHeadIsRefused(t *testing.T) {
	for _, text := range []string{"", "headline: x\n\nbody", "headline: x\npublished: today\n\nbody", "colour: red\n\nbody"} {
		if _, err := story(text); err == nil {
			t.Errorf("%q was read as a story", text)
		}
	}
}

func TestPacksHoldDistinctPublicFeeds(t *testing.T) {
	for line := range strings.Lines(packsTSV) {
		if n := strings.Count(line, "\t"); line[0] != '#' && n != 4 {
			t.Errorf("%q: %d tabs, want 4", line, n)
		}
	}
	packs := Packs()
	if len(packs) < 15 {
		t.Errorf("%d packs", len(packs))
	}
	names, addresses := map[string]bool{}, map[string]bool{}
	for _, p := range packs {
		if names[p.Name] || len(p.Feeds) < 2 {
			t.Errorf("pack %q is there twice or has fewer than two feeds", p.Name)
		}
		names[p.Name] = true
		if _, ok := classify.ByName(p.Topic); !ok && p.Topic != "" {
			t.Errorf("pack %q: no topic %q", p.Name, p.Topic)
		}
		for _, f := range p.Feeds {
			u, err := url.Parse(f.Address)
			if err != nil || u.Scheme != "https" || u.Host == "" || safe.URL(f.Address) != f.Address || f.Title == "" || f.Language == "" {
				t.Errorf("%s: bad feed %+v", p.Name, f)
			}
			if addresses[f.Address] {
				t.Errorf("%s is in two packs", f.Address)
			}
			addresses[f.Address] = true
		}
	}
}
