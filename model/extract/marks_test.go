package extract

import (
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lede/model"
)

// A marked story is one .txtar file in testdata/stories: a sentence that says what it shows, then
//
//	-- meta --
//	headline: Grain ship leaves port
//	published: 2026-02-11T08:15:00Z
//	country: GB
//	kinds: money number percent quantity
//	-- story --
//	It sold <money value=305000000 currency=USD hedge=approx about="in bonds" key>$305 million</money> in bonds.
//
// Every line of the story is a paragraph. "kinds" are those of which every fact is marked; a marked fact of another kind must
// be found as well, but more of them may be. The attributes are the fields of model.Fact: value, high, currency, unit,
// hedge (approx, min, max), about, country, role, speaker, cue. Figures that say no value mean the digits of their text, percent
// without unit "%"; a figure without hedge must have none. "key" marks what a hurried reader must not miss.

// markedStory is a story with what an editor marked in it.
type markedStory struct {
	name  string
	in    Input
	kinds []model.Kind
	want  []mark
}

// mark is one fact that an editor marked.
type mark struct {
	kind  model.Kind
	span  model.Span
	attrs map[string]string
	key   bool
}

// markedStories are all stories in testdata/stories.
func markedStories(t testing.TB) []markedStory {
	t.Helper()
	return storiesIn(t, "testdata/stories", 1)
}

// storiesIn are all stories in a folder, which holds at least so many.
func storiesIn(t testing.TB, folder string, least int) []markedStory {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.txtar")
	if err != nil || len(files) < least {
		t.Fatalf("only %d stories: %v", len(files), err)
	}
	var out []markedStory
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s, err := readMarked(strings.TrimSuffix(filepath.Base(f), ".txtar"), data)
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		out = append(out, s)
	}
	return out
}

// judged reads stories and tells their faults, but for those that the file of misses lists, one a line as they are
// told here. The list may only shrink: one that is listed and gone is told as well.
func judged(t *testing.T, stories []markedStory, misses string) map[model.Kind]*tally {
	t.Helper()
	data, err := os.ReadFile(misses)
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			known = append(known, line)
		}
	}
	tallies := map[model.Kind]*tally{}
	for _, s := range stories {
		for _, fault := range s.judge(Read(s.in).Facts, tallies) {
			line := s.name + ": " + fault
			if i := slices.Index(known, line); i >= 0 {
				known = slices.Delete(known, i, i+1)
				continue
			}
			t.Error(line)
		}
	}
	for _, line := range known {
		t.Errorf("no longer missing, take it from %s: %s", misses, line)
	}
	return tallies
}

func readMarked(name string, data []byte) (s markedStory, err error) {
	s.name = name
	for name, part := range txtar(string(data)) {
		switch name {
		case "meta":
			err = s.meta(part)
		case "story":
			s.in.Text, s.want, err = readMarks(strings.TrimSuffix(part, "\n"))
		default:
			err = fmt.Errorf("unknown part %q", name)
		}
		if err != nil {
			return s, err
		}
	}
	return s, nil
}

// txtar gives the files of an archive: a line "-- name --" begins each; what stands before the first is its comment.
func txtar(archive string) iter.Seq2[string, string] {
	return func(yield func(name, data string) bool) {
		name, data := "", ""
		for line := range strings.Lines(archive) {
			next, ok := strings.CutPrefix(line, "-- ")
			if next, ok2 := strings.CutSuffix(strings.TrimRight(next, "\n"), " --"); ok && ok2 {
				if name != "" && !yield(name, data) {
					return
				}
				name, data = next, ""
				continue
			}
			data += line
		}
		if name != "" {
			yield(name, data)
		}
	}
}

func (s *markedStory) meta(text string) (err error) {
	for line := range strings.Lines(text) {
		k, v, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch k {
		case "headline":
			s.in.Headline = v
		case "published":
			s.in.Published, err = time.Parse(time.RFC3339, v)
		case "publisher":
			s.in.Publisher = v
		case "country":
			s.in.Country = v
		case "kinds":
			for w := range strings.FieldsSeq(v) {
				s.kinds = append(s.kinds, model.Kind(w))
			}
		case "":
		default:
			err = fmt.Errorf("unknown line %q", line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readMarks parts a marked text into the text and the marks, in order of their spans.
func readMarks(s string) (text string, marks []mark, err error) {
	var b strings.Builder
	var open []mark
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		tag, rest, ok := strings.Cut(s[i+1:], ">")
		name, attrs, _ := strings.Cut(tag, " ")
		kind := model.Kind(strings.TrimPrefix(name, "/"))
		if !ok || !slices.Contains(model.Kinds(), kind) {
			b.WriteByte('<')
			s = s[i+1:]
			continue
		}
		s = rest
		if name[0] == '/' {
			if len(open) == 0 || open[len(open)-1].kind != kind {
				return "", nil, fmt.Errorf("</%s> closes nothing", kind)
			}
			m := open[len(open)-1]
			open = open[:len(open)-1]
			m.span.End = b.Len()
			marks = append(marks, m)
			continue
		}
		m := mark{kind: kind, span: model.Span{Start: b.Len()}, attrs: map[string]string{}}
		if err := m.read(attrs); err != nil {
			return "", nil, err
		}
		open = append(open, m)
	}
	if len(open) > 0 {
		return "", nil, fmt.Errorf("<%s> is not closed", open[0].kind)
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.span.Start - b.span.Start })
	return b.String(), marks, nil
}

func (m *mark) read(attrs string) error {
	for attrs = strings.TrimSpace(attrs); attrs != ""; attrs = strings.TrimSpace(attrs) {
		end := strings.IndexAny(attrs, " =")
		if end < 0 || attrs[end] == ' ' {
			if end < 0 {
				end = len(attrs)
			}
			if attrs[:end] != "key" {
				return fmt.Errorf("attribute %q has no value", attrs[:end])
			}
			m.key, attrs = true, attrs[end:]
			continue
		}
		name := attrs[:end]
		attrs = attrs[end+1:]
		stop := " "
		if strings.HasPrefix(attrs, `"`) {
			attrs, stop = attrs[1:], `"`
		}
		m.attrs[name], attrs, _ = strings.Cut(attrs, stop)
	}
	return nil
}

// fields are the fields of f that a mark can name.
func fields(f *model.Fact, text string) map[string]string {
	return map[string]string{"value": f.Value, "high": f.ValueHigh, "currency": f.Currency, "unit": f.Unit, "hedge": [...]string{"", "approx", "min", "max"}[f.Hedge],
		"about": f.About.In(text), "country": f.Country, "role": f.Role.In(text), "speaker": f.Speaker, "cue": f.Cue.In(text)}
}

// wanted are the fields that f must have, those that the mark leaves out included.
func (m *mark) wanted(text string) map[string]string {
	w := map[string]string{}
	switch m.kind {
	case model.Money, model.Number, model.Percent, model.Quantity:
		w["value"], w["high"], w["hedge"] = plainDigits(m.span.In(text)), "", ""
	}
	if m.kind == model.Percent {
		w["unit"] = "%"
	}
	for k, v := range m.attrs {
		w[k] = v
	}
	return w
}

// plainDigits are the digits and the point at the beginning of s, without zeros that say nothing.
func plainDigits(s string) string {
	s = strings.ReplaceAll(s, ",", "")
	end := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if end >= 0 {
		s = s[:end]
	}
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// tally counts, for one kind, what was marked, what was found, and what of that is right.
type tally struct{ marked, found, span, right int }

func (t tally) f1() float64 { return 200 * float64(t.right) / float64(max(1, t.marked+t.found)) }

// judge compares a reading with the marks: it counts into tallies and tells every fault in one line.
func (s *markedStory) judge(facts []model.Fact, tallies map[model.Kind]*tally) (faults []string) {
	of := func(k model.Kind) *tally {
		if tallies[k] == nil {
			tallies[k] = &tally{}
		}
		return tallies[k]
	}
	used := make([]bool, len(facts))
	for i := range s.want {
		m := &s.want[i]
		t := of(m.kind)
		t.marked++
		j := slices.IndexFunc(facts, func(f model.Fact) bool { return f.Kind == m.kind && f.Span == m.span })
		if j < 0 {
			faults = append(faults, fmt.Sprintf("missed %s %q", m.kind, m.span.In(s.in.Text)))
			continue
		}
		used[j] = true
		t.found++
		t.span++
		right, got := true, fields(&facts[j], s.in.Text)
		want := m.wanted(s.in.Text)
		for _, k := range slices.Sorted(maps.Keys(want)) {
			if got[k] != want[k] {
				faults = append(faults, fmt.Sprintf("%s %q: %s %q, want %q", m.kind, m.span.In(s.in.Text), k, got[k], want[k]))
				right = right && (k == "about" || k == "role" || k == "cue" || k == "hedge")
			}
		}
		if right {
			t.right++
		}
	}
	for j := range facts {
		if !used[j] && slices.Contains(s.kinds, facts[j].Kind) {
			of(facts[j].Kind).found++
			faults = append(faults, fmt.Sprintf("extra %s %q", facts[j].Kind, facts[j].Span.In(s.in.Text)))
		}
	}
	return faults
}
