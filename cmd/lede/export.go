package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lede/model"
	"lede/model/classify"
	"lede/model/plain"
	"lede/model/safe"
)

// storyJSON is a whole story, as "facts --json", "show --json" and "export" print it.
type storyJSON struct {
	ID        any         `json:"id"`
	Headline  string      `json:"headline"`
	Byline    string      `json:"byline"`
	Publisher string      `json:"publisher"`
	Source    string      `json:"source"`
	Wire      string      `json:"wire,omitempty"`
	Dateline  string      `json:"dateline,omitempty"`
	URL       string      `json:"url"`
	Published string      `json:"published"`
	Language  string      `json:"language"`
	Truncated bool        `json:"truncated"`
	Text      string      `json:"text"`
	Topics    []topicJSON `json:"topics"`
	Brief     []briefJSON `json:"brief"`
	Facts     []factJSON  `json:"facts"`
}

type topicJSON struct {
	ID    model.TopicID `json:"id"`
	Name  string        `json:"name"`
	Score float64       `json:"score"`
}

type briefJSON struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Facts []int  `json:"facts"`
}

// factJSON is one fact; see FACTS in the README. Offsets count bytes of the text beside it.
type factJSON struct {
	Kind      model.Kind `json:"kind"`
	Text      string     `json:"text"`
	Start     int        `json:"start"`
	End       int        `json:"end"`
	Sentence  [2]int     `json:"sentence"`
	Score     float64    `json:"score"`
	Value     string     `json:"value,omitempty"`
	ValueHigh string     `json:"value_high,omitempty"`
	Currency  string     `json:"currency,omitempty"`
	Unit      string     `json:"unit,omitempty"`
	Approx    bool       `json:"approx,omitempty"`
	Hedge     string     `json:"hedge,omitempty"` // "about", "min", "max"
	About     *stretch   `json:"about,omitempty"`
	Entity    int        `json:"entity,omitempty"`
	Country   string     `json:"country,omitempty"`
	Role      string     `json:"role,omitempty"`
	RoleSpan  *[2]int    `json:"role_span,omitempty"`
	Speaker   string     `json:"speaker,omitempty"`
	SpeakerIs string     `json:"speaker_role,omitempty"`
	Cue       *stretch   `json:"cue,omitempty"`
}

// stretch is some words of the text and where they stand.
type stretch struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// place leads from a span of the story's text to one of the text that is printed; false drops it.
type place func(model.Span) (model.Span, bool)

func here(s model.Span) (model.Span, bool) { return s, true }

func storyOf(id any, s *model.Story) storyJSON {
	facts, brief := factsOf(s, s.Body.Text(), here)
	return storyJSON{ID: id, Headline: s.Headline, Byline: s.Byline, Publisher: s.Publisher, Source: s.Publisher, Wire: s.Wire, Dateline: s.Dateline,
		URL: s.URL, Published: stamp(s.Published), Language: s.Language, Truncated: s.Truncated, Text: s.Body.Text(),
		Topics: topicsOf(s.Topics), Brief: brief, Facts: facts}
}

func topicsOf(in []model.TopicScore) []topicJSON {
	out := []topicJSON{}
	for _, sc := range in {
		if t, ok := classify.ByID(sc.ID); ok {
			out = append(out, topicJSON{t.ID, t.Name, round(sc.Score)})
		}
	}
	return out
}

func round(f float64) float64 { return float64(int(f*1000+0.5)) / 1000 }

// factsOf are a story's facts and brief told against text. A fact that has no place there is left
// out, and brief counts the ones that remain.
func factsOf(s *model.Story, text string, at place) ([]factJSON, []briefJSON) {
	facts, brief := []factJSON{}, []briefJSON{}
	index := make([]int, len(s.Facts))
	for i := range s.Facts {
		index[i] = -1
		if f, ok := factOf(&s.Facts[i], text, at); ok {
			index[i] = len(facts)
			facts = append(facts, f)
		}
	}
	for _, c := range s.Brief {
		sp, ok := at(c.Span)
		if !ok {
			continue
		}
		b := briefJSON{Text: sp.In(text), Start: sp.Start, End: sp.End, Facts: []int{}}
		for _, i := range c.Facts {
			if i >= 0 && i < len(index) && index[i] >= 0 {
				b.Facts = append(b.Facts, index[i])
			}
		}
		brief = append(brief, b)
	}
	return facts, brief
}

func factOf(f *model.Fact, text string, at place) (factJSON, bool) {
	sp, ok := at(f.Span)
	if !ok {
		return factJSON{}, false
	}
	out := factJSON{Kind: f.Kind, Text: sp.In(text), Start: sp.Start, End: sp.End, Score: round(f.Score), Value: f.Value, ValueHigh: f.ValueHigh,
		Currency: f.Currency, Unit: f.Unit, Approx: f.Hedge != model.Exact, Hedge: hedge(f.Hedge), Entity: f.Entity, Country: f.Country, Speaker: f.Speaker}
	if s, ok := at(f.Sentence); ok {
		out.Sentence = [2]int{s.Start, s.End}
	} else {
		out.Sentence = [2]int{sp.Start, sp.End}
	}
	out.About, out.Cue = part(f.About, text, at), part(f.Cue, text, at)
	if r := part(f.Role, text, at); r != nil {
		out.Role, out.RoleSpan = r.Text, &[2]int{r.Start, r.End}
	}
	if r := part(f.SpeakerRole, text, at); r != nil {
		out.SpeakerIs = r.Text
	}
	return out, true
}

func part(s model.Span, text string, at place) *stretch {
	if s.Empty() {
		return nil
	}
	sp, ok := at(s)
	if !ok {
		return nil
	}
	return &stretch{sp.In(text), sp.Start, sp.End}
}

func hedge(h model.Hedge) string {
	return [...]string{"", "about", "min", "max"}[h]
}

// markdown is a story for other programs: headline, byline, text.
func markdown(s *model.Story) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", safe.Line(s.Headline))
	var meta []string
	for _, m := range []string{s.Byline, s.Publisher, day(s.Published), s.URL} {
		if m != "" {
			meta = append(meta, safe.Line(m))
		}
	}
	if len(meta) > 0 {
		fmt.Fprintf(&b, "%s\n\n", strings.Join(meta, " · "))
	}
	b.WriteString(safe.Text(plain.Markdown(s.Body)))
	return b.String()
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("Mon 2 Jan 2006")
}

func (l *lede) showCommand() *cobra.Command {
	a := asking{}
	var form string
	c := &cobra.Command{
		Use: "show ID|URL", Short: "Print one story", Args: l.args(cobra.ExactArgs(1)),
		Example: "  lede show 12\n  lede show 12 --as markdown",
		RunE: func(c *cobra.Command, args []string) error {
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			return a.show(c.Context(), args[0], form)
		},
	}
	c.Flags().StringVar(&form, "as", "plain", "plain, markdown or json")
	c.Flags().BoolVar(&a.asJSON, "json", false, "the same as --as json")
	return c
}

func (a *asking) show(ctx context.Context, what, form string) error {
	if a.asJSON {
		form = "json"
	}
	s, err := a.find(ctx, what)
	if err != nil {
		return err
	}
	width := a.width
	if width <= 0 || width > 80 {
		width = 80
	}
	switch form {
	case "json":
		enc := jsonTo(a.out)
		enc.SetIndent("", "  ")
		return enc.Encode(storyOf(s.ID, &s))
	case "markdown":
		_, err = io.WriteString(a.out, markdown(&s))
	case "plain":
		text, _ := plain.Render(s.Body, plain.Options{Width: width})
		meta := strings.Trim(s.Byline+" · "+s.Publisher+" · "+day(s.Published), " ·")
		_, err = fmt.Fprintf(a.out, "%s\n%s\n\n%s\n", safe.Line(s.Headline), safe.Line(meta), safe.Text(text))
	default:
		return misuse("--as %s: write plain, markdown or json", form)
	}
	return err
}
