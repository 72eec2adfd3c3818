package query

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"lede/model"
)

// Match tells whether s answers q. Who asks about many stories takes a Matcher.
func (q Query) Match(s *model.Story, env Env) bool { return q.Matcher(env)(s) }

// Matcher is Match made ready: patterns are compiled, names folded and days counted once. It may be
// used from many goroutines.
func (q Query) Matcher(env Env) func(*model.Story) bool { return matcher(q.Expr, &env) }

type test = func(*model.Story) bool

func always(*model.Story) bool { return true }
func never(*model.Story) bool  { return false }

func matcher(e Expr, env *Env) test {
	switch e := e.(type) {
	case nil:
		return always
	case And:
		return all(e, env)
	case Or:
		return some(e, env)
	case Not:
		t := matcher(e.X, env)
		return func(s *model.Story) bool { return !t(s) }
	case Word:
		return words(e.Text, e.Prefix)
	case Phrase:
		return words(e.Text, e.Prefix)
	case Pattern:
		re := compile(e.Source, e.Fold)
		return func(s *model.Story) bool { return re(s.Headline) || re(s.Body.Text()) }
	case Topics:
		return topicTest(e, env)
	case Field:
		return fieldTest(e, env)
	case Is:
		return stateTest(e.State, env)
	case Has:
		return hasTest(e.What)
	case Age:
		at := e.Moment(env.Now)
		return func(s *model.Story) bool { return Issued(s).Before(at) == e.Older }
	case Published:
		from, to := e.Bounds(env.Now)
		return func(s *model.Story) bool { return within(Issued(s), from, to) }
	case When:
		return whenTest(e, env)
	case Named:
		return namedTest(e)
	case Figure:
		return figureTest(e)
	case SourceCount:
		return func(s *model.Story) bool { return e.Op.holds(env.sources(s.ID), e.N) }
	}
	return never
}

func all(parts []Expr, env *Env) test {
	tests := make([]test, len(parts))
	for i, p := range parts {
		tests[i] = matcher(p, env)
	}
	return func(s *model.Story) bool {
		for _, t := range tests {
			if !t(s) {
				return false
			}
		}
		return true
	}
}

func some(parts []Expr, env *Env) test {
	tests := make([]test, len(parts))
	for i, p := range parts {
		tests[i] = matcher(p, env)
	}
	return func(s *model.Story) bool {
		for _, t := range tests {
			if t(s) {
				return true
			}
		}
		return false
	}
}

// Issued is when a story came out: when it says so, else when it was first seen.
func Issued(s *model.Story) time.Time {
	if s.Published.IsZero() {
		return s.FirstSeen
	}
	return s.Published
}

func within(t, from, to time.Time) bool {
	return (from.IsZero() || !t.Before(from)) && (to.IsZero() || t.Before(to))
}

func (env *Env) sources(id model.StoryID) int {
	if env.Sources == nil {
		return 1
	}
	return max(1, env.Sources(id))
}

func (op Op) holds(a, b int) bool {
	switch op {
	case Equal:
		return a == b
	case Less:
		return a < b
	case AtMost:
		return a <= b
	case Greater:
		return a > b
	case AtLeast:
		return a >= b
	}
	return false
}

// Holds tells whether n sources answer c.
func (c SourceCount) Holds(n int) bool { return c.Op.holds(n, c.N) }

func words(text string, prefix bool) test {
	want := Tokens(text)
	return func(s *model.Story) bool {
		return containsWords(s.Headline, want, prefix) || containsWords(s.Body.Text(), want, prefix)
	}
}

// containsWords tells whether the words stand side by side in text.
func containsWords(text string, want []string, prefix bool) bool {
	found := false
	eachRun(text, want, prefix, func(int, int) bool { found = true; return false })
	return found
}

// eachRun gives the bytes [start, end) of every run of the wanted words in text, until yield ends it.
func eachRun(text string, want []string, prefix bool, yield func(start, end int) bool) {
	if len(want) == 0 {
		return
	}
	type open struct{ start, have int } // runs that have begun: where, and how many words stand
	var runs []open
	for sc := NewScanner(text); sc.Next(); {
		w := sc.Word()
		start, end := sc.Span()
		if string(w) == want[0] || prefix && len(want) == 1 && hasPrefix(w, want[0]) {
			runs = append(runs, open{start, 0})
		}
		kept := runs[:0]
		for _, r := range runs {
			last := r.have == len(want)-1
			if string(w) != want[r.have] && !(last && prefix && hasPrefix(w, want[r.have])) {
				continue
			}
			if !last {
				kept = append(kept, open{r.start, r.have + 1})
			} else if !yield(r.start, end) {
				return
			}
		}
		runs = kept
	}
}

func hasPrefix(w []byte, prefix string) bool {
	return len(w) >= len(prefix) && string(w[:len(prefix)]) == prefix
}

func compile(src string, fold bool) func(string) bool {
	if fold {
		src = "(?i)" + src
	}
	re, err := regexp.Compile(src)
	if err != nil {
		return func(string) bool { return false }
	}
	return re.MatchString
}

func topicTest(e Topics, env *Env) test {
	ids := make(map[model.TopicID]bool)
	for _, n := range e.Names {
		for _, id := range env.topics(n) {
			ids[id] = true
		}
	}
	return func(s *model.Story) bool {
		for _, t := range s.Topics {
			if ids[t.ID] {
				return true
			}
		}
		return false
	}
}

// topics are the ids that a name stands for: what Topic says, else the name as an id, with or
// without "lede:" or "medtop:".
func (env *Env) topics(name string) []model.TopicID {
	if env.Topic != nil {
		return env.Topic(name)
	}
	return PlainTopic(name)
}

// PlainTopic is what a topic's name stands for where nobody knows the topics: its id.
func PlainTopic(name string) []model.TopicID {
	if strings.Contains(name, ":") {
		return []model.TopicID{model.TopicID(name)}
	}
	return []model.TopicID{model.TopicID("lede:" + name), model.TopicID("medtop:" + name), model.TopicID(name)}
}

func stateTest(st State, env *Env) test {
	switch st {
	case Unread:
		return func(s *model.Story) bool { return !s.State.Read }
	case Read:
		return func(s *model.Story) bool { return s.State.Read }
	case Starred:
		return func(s *model.Story) bool { return s.State.Starred }
	case New:
		return func(s *model.Story) bool { return s.FirstSeen.After(env.LastSeen) }
	case Truncated:
		return func(s *model.Story) bool { return s.Truncated }
	case Revised:
		return func(s *model.Story) bool { return s.Revision > 0 }
	case Threaded:
		return func(s *model.Story) bool { return env.sources(s.ID) > 1 }
	}
	return never
}

func hasTest(what string) test {
	switch what {
	case "fulltext":
		return func(s *model.Story) bool { return s.FullText }
	case "image":
		return func(s *model.Story) bool { return s.Image != "" }
	case "enclosure":
		return func(s *model.Story) bool { return len(s.Enclosures) > 0 }
	case "note":
		return func(s *model.Story) bool { return s.State.Note != "" }
	case "comments":
		return func(s *model.Story) bool { return s.Comments != "" }
	case "topic":
		return func(s *model.Story) bool { return len(s.Topics) > 0 }
	case "facts":
		return func(s *model.Story) bool { return len(s.Facts) > 0 }
	}
	kind := model.Kind(what)
	return anyFact(func(f *model.Fact, _ string) bool { return f.Kind == kind })
}

func fieldTest(f Field, env *Env) test {
	if f.Key == Feed {
		is := textTest(f)
		return func(s *model.Story) bool {
			if s.Feed == 0 {
				return false
			}
			if f.Text == strconv.FormatInt(int64(s.Feed), 10) {
				return true
			}
			return env.Feed != nil && FeedAnswers(f, is, env.Feed(s.Feed))
		}
	}
	if f.Key == Tag {
		is := textTest(Field{How: Equals, Text: f.Text})
		if f.How == Matches {
			is = textTest(f)
		}
		return func(s *model.Story) bool {
			if env.Feed == nil || s.Feed == 0 {
				return false
			}
			for _, t := range env.Feed(s.Feed).Tags {
				if is(t) {
					return true
				}
			}
			return false
		}
	}
	is := textTest(f)
	switch f.Key {
	case Content:
		return func(s *model.Story) bool { return is(s.Body.Text()) }
	case Author:
		return func(s *model.Story) bool { return is(s.Byline) }
	case Publisher:
		return func(s *model.Story) bool { return is(s.Publisher) }
	case URL:
		return func(s *model.Story) bool { return is(s.URL) }
	case Language:
		return func(s *model.Story) bool { return is(s.Language) }
	case Wire:
		return func(s *model.Story) bool { return is(s.Wire) }
	}
	return func(s *model.Story) bool { return is(s.Headline) }
}

// FeedAnswers tells whether a feed's name, title, address or page is what is asks for.
func FeedAnswers(f Field, is func(string) bool, feed model.Feed) bool {
	return is(feed.Label()) || is(feed.Title) || is(feed.Address) || feed.Link != "" && is(feed.Link)
}

// Test is f as a condition on the text of its part of a story.
func (f Field) Test() func(string) bool { return textTest(f) }

func textTest(f Field) func(string) bool {
	text, open := strings.CutSuffix(f.Text, "*")
	wordy := f.Key == Title || f.Key == Content
	if !wordy {
		text = f.Text
	}
	switch {
	case f.How == Matches:
		return compile(f.Text, f.Fold)
	case f.How == Equals:
		want := foldSigns(text)
		return func(s string) bool { return foldSigns(s) == want }
	case wordy:
		want := Tokens(text)
		return func(s string) bool { return containsWords(s, want, open) }
	case f.Key == Language:
		want := strings.ToLower(strings.ReplaceAll(text, "_", "-"))
		return func(s string) bool {
			s = strings.ToLower(strings.ReplaceAll(s, "_", "-"))
			return s == want || strings.HasPrefix(s, want+"-")
		}
	}
	want := foldSigns(text)
	return func(s string) bool { return s != "" && strings.Contains(foldSigns(s), want) }
}

// foldSigns is s in small letters without accents, with all its signs: addresses and names as they
// stand, for comparing pieces of them.
func foldSigns(s string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < 0x80
	}
	if ascii {
		return strings.ToLower(strings.TrimSpace(s))
	}
	var b strings.Builder
	at := 0
	for sc := NewScanner(s); sc.Next(); {
		start, end := sc.Span()
		b.WriteString(s[at:start])
		b.Write(sc.Word())
		at = end
	}
	b.WriteString(s[at:])
	return strings.TrimSpace(b.String())
}
