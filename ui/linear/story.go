package linear

import (
	"context"
	"fmt"
	"strings"

	"lede/model"
	"lede/model/safe"
)

// open reads a story out and marks it read.
func (r *Reader) open(ctx context.Context, i int) {
	switch {
	case len(r.ids) == 0:
		r.say("no stories")
		return
	case i < 0:
		r.say("this is the first story")
		return
	case i >= len(r.ids):
		r.say("this is the last story")
		return
	}
	r.at = i
	s, ok := r.story(ctx)
	if !ok {
		return
	}
	r.tell(&s)
	if r.May.Mark && !s.State.Read {
		_, err := r.Desk.Mark(ctx, []model.StoryID{s.ID}, model.MarkRead)
		r.fail(err)
	}
}

// tell reads a story out: what it is, its text, and what can be asked about it.
func (r *Reader) tell(s *model.Story) {
	r.say("")
	r.say(fmt.Sprintf("story %d of %d: %s", r.at+1, len(r.ids), safe.Line(s.Headline)))
	var by []string
	for _, t := range []string{s.Byline, s.Publisher, s.Dateline} {
		if t = safe.Line(t); t != "" {
			by = append(by, t)
		}
	}
	if !s.Published.IsZero() {
		by = append(by, s.Published.In(r.Now().Location()).Format("Monday 2 January 2006"))
	}
	if len(by) > 0 {
		r.say(strings.Join(by, ", "))
	}
	if s.State.Note != "" {
		r.say("your note: " + safe.Line(s.State.Note))
	}
	r.blocks(s.Body.Blocks(), s.Body.Text(), "", 0)
	if s.Truncated && !s.FullText {
		r.say("the feed cut this story short, x fetches the full text")
	}
	if n := len(s.Facts); n > 0 {
		r.say("end of story, " + count(n, "fact", "facts") + ", i reads them")
		return
	}
	r.say("end of story")
}

// deepest is how deep blocks are told in one another; what lies deeper is left to the screen.
const deepest = 16

// blocks reads blocks out, one a line, with a word before what is no paragraph.
func (r *Reader) blocks(bs []model.Block, text, before string, depth int) {
	if depth > deepest {
		return
	}
	for i := range bs {
		b := &bs[i]
		lead := before
		switch b.Kind {
		case model.Heading:
			lead += "heading: "
		case model.Quote:
			lead += "quotation: "
		case model.Item:
			lead = "item: "
		case model.Figure:
			r.figure(b, text)
			continue
		case model.Row:
			r.row(b, text)
			continue
		case model.Code:
			for l := range strings.Lines(safe.Text(b.Span.In(text))) {
				r.say("code: " + strings.TrimRight(l, "\n"))
			}
			continue
		}
		if len(b.Kids) > 0 {
			r.blocks(b.Kids, text, lead, depth+1)
			continue
		}
		if line := flat(b.Span.In(text)); line != "" {
			r.say(lead + line)
		}
	}
}

// flat is text as one safe line.
func flat(s string) string { return strings.TrimSpace(safe.Line(strings.ReplaceAll(s, "\n", " "))) }

func (r *Reader) figure(b *model.Block, text string) {
	said := flat(b.Span.In(text))
	if alt := safe.Line(b.Alt); alt != "" && !strings.Contains(said, alt) {
		said = strings.TrimSpace(said + " " + alt)
	}
	if said != "" {
		r.say("picture: " + said)
	}
}

func (r *Reader) row(b *model.Block, text string) {
	var cells []string
	for _, c := range b.Kids {
		cells = append(cells, flat(c.Span.In(text)))
	}
	r.say("row: " + strings.Join(cells, "; "))
}

// facts reads the facts of the story out, in brief first, then by kind, each once.
func (r *Reader) facts(ctx context.Context) {
	s, ok := r.story(ctx)
	if !ok {
		return
	}
	text := s.Body.Text()
	for _, c := range s.Brief {
		r.say("in brief: " + flat(c.Span.In(text)))
	}
	told := map[string]bool{}
	for _, k := range model.Kinds() {
		for _, f := range s.Facts {
			words := flat(f.Span.In(text))
			if f.Kind != k || words == "" || told[string(k)+words] {
				continue
			}
			told[string(k)+words] = true
			line := string(k) + ": " + words
			if about := flat(f.About.In(text)); about != "" {
				line += ", " + about
			}
			if role := flat(f.Role.In(text)); role != "" {
				line += ", " + role
			}
			if f.Speaker != "" {
				line += ", said " + safe.Line(f.Speaker)
			}
			r.say(line)
		}
	}
	r.say(count(len(told), "fact", "facts"))
}
