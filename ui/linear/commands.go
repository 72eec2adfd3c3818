package linear

import (
	"context"
	"fmt"
	"strings"

	"lede/model"
	"lede/model/query"
	"lede/model/safe"
	"lede/ui/desk"
)

// command is what a line can begin with.
type command struct {
	names string // parted by blanks, the letter of the screen first
	help  string
	does  func(r *Reader, ctx context.Context, rest string) // nil: leave
}

func (c command) is(name string) bool {
	for n := range strings.FieldsSeq(c.names) {
		if n == name {
			return true
		}
	}
	return name == "" && strings.HasPrefix(c.names, "j ")
}

func commands() []command {
	return []command{
		{"j next", "the next story; an empty line does the same, a number reads that story", func(r *Reader, ctx context.Context, _ string) { r.open(ctx, r.at+1) }},
		{"k previous", "the story before", func(r *Reader, ctx context.Context, _ string) { r.open(ctx, r.at-1) }},
		{"l list", "the next headlines", func(r *Reader, ctx context.Context, _ string) { r.list(ctx) }},
		{"i facts", "the facts of the story", func(r *Reader, ctx context.Context, _ string) { r.facts(ctx) }},
		{"f filter", "filter: words, #topic, person:, money>100m; without words: all stories", (*Reader).find},
		{"t topics", "the topics of these stories; t NAME keeps one", (*Reader).topics},
		{"m mark", "mark the story read, or unread again with m unread", func(r *Reader, ctx context.Context, rest string) {
			r.mark(ctx, map[bool]model.Mark{true: model.MarkUnread, false: model.MarkRead}[rest == "unread"])
		}},
		{"s star", "star the story; s off takes the star away", func(r *Reader, ctx context.Context, rest string) {
			r.mark(ctx, map[bool]model.Mark{true: model.MarkUnstarred, false: model.MarkStarred}[rest == "off"])
		}},
		{"u undo", "undo the last mark", func(r *Reader, ctx context.Context, _ string) {
			if c, err := r.Desk.Undo(ctx); !r.fail(err) {
				r.say("undone: " + count(len(c.Stories), "story", "stories"))
			}
		}},
		{"o browser", "open the story's page in the browser, or say its address", (*Reader).browse},
		{"x full", "fetch the full text", (*Reader).fullText},
		{"R refresh", "refresh all feeds", (*Reader).refresh},
		{"a add", "add a feed: a ADDRESS", (*Reader).add},
		{"? h help", "this help", func(r *Reader, _ context.Context, _ string) {
			for _, c := range commands() {
				r.say(strings.Join(strings.Fields(c.names), " or ") + ": " + c.help)
			}
		}},
		{"q quit Q", "leave", nil},
	}
}

func names() []string {
	var out []string
	for _, c := range commands() {
		out = append(out, strings.Fields(c.names)...)
	}
	return out
}

func (r *Reader) find(ctx context.Context, rest string) {
	q, err := query.Parse(rest)
	if err == nil && r.Check != nil {
		err = r.Check(rest, q)
	}
	if r.fail(err) {
		return
	}
	r.load(ctx, q)
	r.list(ctx)
}

func (r *Reader) topics(ctx context.Context, rest string) {
	if rest != "" {
		r.find(ctx, strings.TrimSpace(r.filter.String()+" #"+strings.TrimPrefix(rest, "#")))
		return
	}
	counts, err := r.Desk.Topics(ctx, r.filter)
	if r.fail(err) {
		return
	}
	for i, c := range counts {
		if i == 20 {
			break
		}
		r.say(fmt.Sprintf("#%s: %s, %d unread", safe.Line(r.topic(c.Topic)), count(c.Total, "story", "stories"), c.Unread))
	}
}

// topic is what a topic is called in a filter.
func (r *Reader) topic(id model.TopicID) string {
	if r.Topic != nil {
		return query.TopicName(r.Topic(id).Short)
	}
	if _, short, ok := strings.Cut(string(id), ":"); ok {
		return short
	}
	return string(id)
}

// story is the story that is meant, or false and a word about it.
func (r *Reader) story(ctx context.Context) (model.Story, bool) {
	if r.at < 0 || r.at >= len(r.ids) {
		r.say("no story is open; a number reads one")
		return model.Story{}, false
	}
	s, err := r.Desk.Story(ctx, r.ids[r.at])
	return s, !r.fail(err)
}

func (r *Reader) mark(ctx context.Context, m model.Mark) {
	if !r.May.Mark {
		r.say("marks are not kept here")
		return
	}
	if s, ok := r.story(ctx); ok {
		if c, err := r.Desk.Mark(ctx, []model.StoryID{s.ID}, m); !r.fail(err) {
			r.say(c.Mark.String())
		}
	}
}

func (r *Reader) browse(ctx context.Context, _ string) {
	s, ok := r.story(ctx)
	switch {
	case !ok:
	case safe.URL(s.URL) == "":
		r.say("this story came without an address")
	case !r.May.Open:
		r.say(safe.URL(s.URL))
	case !r.fail(r.Desk.Open(ctx, s.URL)):
		r.say("opened in the browser")
	}
}

func (r *Reader) fullText(ctx context.Context, _ string) {
	if s, ok := r.story(ctx); ok && r.May.Refresh {
		if s, err := r.Desk.FullText(ctx, s.ID); !r.fail(err) {
			r.tell(&s)
		}
	}
}

func (r *Reader) refresh(ctx context.Context, _ string) {
	if !r.May.Refresh {
		r.say("feeds are not fetched here")
		return
	}
	r.say("fetching")
	_ = r.out.Flush()
	rep, err := r.Desk.Refresh(ctx, nil, func(desk.Progress) {})
	if r.fail(err) {
		return
	}
	r.say(fmt.Sprintf("%s, %d of %d feeds failed", count(rep.New, "new story", "new stories"), rep.Failed, rep.Feeds))
	for _, e := range rep.Errors {
		r.say(safe.Line(e))
	}
	r.load(ctx, r.filter)
}

func (r *Reader) add(ctx context.Context, rest string) {
	switch {
	case !r.May.Feeds:
		r.say("feeds cannot be changed here")
	case rest == "":
		r.say("name an address: a example.org")
	default:
		if f, err := r.Desk.Add(ctx, rest); !r.fail(err) {
			r.say("added " + safe.Line(f.Label()))
			r.load(ctx, r.filter)
		}
	}
}
