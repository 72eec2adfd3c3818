package facts

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/model"
	"lede/model/query"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/term"
	"lede/ui/theme"
)

// harbour is a story with a fact of every kind.
func harbour() *model.Story {
	s := &model.Story{ID: 7, Headline: "Harbour", Publisher: "Coast Post", Published: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)}
	s.Body = model.PlainBody(
		"The port of Varna bought two cranes for about $12.5 million on Monday, said harbour master Ines Calder.",
		"“We lift 40% more now,” Calder told the Coast Post. The Dock Act allows it for 30 years.",
		"Calder wants more than 300 containers a day, each of up to 20 tonnes, by the Tall Ships Race.",
	)
	text := s.Body.Text()
	add := func(k model.Kind, words string, f model.Fact) {
		at := strings.Index(text, words)
		if at < 0 {
			panic(words)
		}
		f.Kind, f.Span = k, model.Span{Start: at, End: at + len(words)}
		s.Facts = append(s.Facts, f)
	}
	span := func(words string) model.Span {
		at := strings.Index(text, words)
		return model.Span{Start: at, End: at + len(words)}
	}
	add(model.Place, "Varna", model.Fact{Value: "Varna", Entity: 1})
	add(model.Number, "two", model.Fact{Value: "2", About: span("cranes")})
	add(model.Money, "$12.5 million", model.Fact{Value: "12500000", Currency: "USD", Hedge: model.Approx, About: span("two cranes")})
	add(model.Date, "Monday", model.Fact{Value: "2026-03-09"})
	add(model.Person, "Ines Calder", model.Fact{Value: "Ines Calder", Entity: 2, Role: span("harbour master")})
	add(model.QuoteOf, "“We lift 40% more now,”", model.Fact{Speaker: "Ines Calder", SpeakerRole: span("harbour master")})
	add(model.Percent, "40%", model.Fact{Value: "40", Unit: "%"})
	at := strings.Index(text, "Calder told")
	s.Facts = append(s.Facts, model.Fact{Kind: model.Person, Span: model.Span{Start: at, End: at + 6}, Value: "Ines Calder", Entity: 2})
	add(model.Source, "Coast Post", model.Fact{Value: "Coast Post"})
	add(model.Law, "Dock Act", model.Fact{Value: "Dock Act", Entity: 3})
	add(model.Duration, "30 years", model.Fact{Value: "P30Y"})
	add(model.Number, "300", model.Fact{Value: "300", Hedge: model.AtLeast, About: span("containers")})
	add(model.Quantity, "20 tonnes", model.Fact{Value: "20", Unit: "tonne", Hedge: model.AtMost})
	add(model.Event, "Tall Ships Race", model.Fact{Value: "Tall Ships Race", Entity: 4})
	s.Brief = []model.Clause{{Span: span("bought two cranes for about $12.5 million"), Facts: []int{1, 2}}}
	return s
}

func shown(w, h int) Pane { return Pane{}.Resize(layout.Rect{W: w, H: h}).Show(harbour()) }

func draw(p Pane) string {
	th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	rows := strings.Split(ansi.Strip(strings.Join(p.View(p.rect, th, true), "\n")), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n")
}

func TestTheSidebarTellsTheFactsInTheirOwnWords(t *testing.T) {
	want := `  IN BRIEF
▌ • bought two cranes for
▌   about $12.5 million    ¶1

  MONEY 1
  ≈ $12.5 million  two cr… ¶1

  NUMBERS 4
  two          cranes      ¶1
  40%                      ¶2
  ≥ 300        containers  ¶3
  ≤ 20 tonnes              ¶3

  WHEN 2
  Monday                   ¶1
  30 years                 ¶2

  PEOPLE 1
  Ines Calder  harbour… ×2 ¶1

  PLACES 1
  Varna                    ¶1

  LAWS 1
  Dock Act                 ¶2

  EVENTS 1
  Tall Ships Race          ¶3

  QUOTES 1
  “We lift 40% more now,”
  — Ines Calder, harbour…  ¶2

  SOURCES 1
  Coast Post               ¶2`
	if got := draw(shown(30, 60).Enter()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMovingPassesHeadingsAndEndsAtTheEnds(t *testing.T) {
	p := shown(29, 12)
	var seen []int
	for range 40 {
		p = p.Do(keys.Next, 1)
		if f := p.Fact(); len(seen) == 0 || seen[len(seen)-1] != f {
			seen = append(seen, f)
		}
		y := -1
		for i, r := range p.rows {
			if r.item == p.sel {
				y = i
			}
		}
		if y < p.top || y >= p.top+12 {
			t.Fatalf("the selected row %d is off the screen %d", y, p.top)
		}
	}
	if len(seen) != 14 || seen[0] != 1 || seen[1] != 2 || seen[len(seen)-1] != 8 {
		t.Errorf("visited %v", seen)
	}
	if p = p.Do(keys.Prev, 99); p.Fact() != 1 {
		t.Errorf("back at %d", p.Fact())
	}
}

func TestAMentionSelectsItsEntity(t *testing.T) {
	p := shown(29, 12).Select(7)
	if p.Fact() != 4 {
		t.Errorf("the surname belongs to fact %d", p.Fact())
	}
	if p = p.Select(-1); p.Fact() != -1 {
		t.Error("nothing is selected")
	}
	if p = p.Select(4711); p.Fact() != -1 {
		t.Error("a fact that there is not selects nothing")
	}
}

func TestGroupsFoldAndOpenForASelection(t *testing.T) {
	p := shown(29, 60).Select(10).Do(keys.Fold, 1)
	if s := draw(p); strings.Contains(s, "30 years") || !strings.Contains(s, "WHEN 2 ▸") {
		t.Errorf("not folded:\n%s", s)
	}
	if s := draw(p.Select(10)); !strings.Contains(s, "30 years") {
		t.Errorf("not opened for the selection:\n%s", s)
	}
	p = p.Do(keys.FoldAll, 1).Do(keys.FoldAll, 1)
	if s := draw(p); strings.Contains(s, "Varna") {
		t.Errorf("not all folded:\n%s", s)
	}
}

func TestAClickSelectsAndFolds(t *testing.T) {
	p := shown(29, 60)
	rows := strings.Split(draw(p), "\n")
	for y, r := range rows {
		switch {
		case strings.Contains(r, "Dock Act"):
			if q, ok := p.Click(y); !ok || q.Fact() != 9 {
				t.Errorf("the law's row selects %d", q.Fact())
			}
		case strings.Contains(r, "LAWS"):
			if q, ok := p.Click(y); !ok || strings.Contains(draw(q), "Dock Act") {
				t.Error("the heading's row does not fold")
			}
		case strings.TrimSpace(r) == "":
			if _, ok := p.Click(y); ok {
				t.Errorf("the blank row %d is something", y)
			}
		}
	}
	if _, ok := p.Click(59); ok {
		t.Error("below the last row there is nothing")
	}
}

func TestAFactsConditionHoldsOfItsOwnStory(t *testing.T) {
	s := harbour()
	env := query.Env{Now: s.Published}
	for _, f := range s.Facts {
		q := query.Query{Expr: Term(f, s.Body.Text())}
		again, err := query.Parse(q.String())
		if err != nil {
			t.Errorf("%s %q: %q cannot be read: %v", f.Kind, f.Span.In(s.Body.Text()), q, err)
			continue
		}
		if !again.Match(s, env) {
			t.Errorf("%s %q: %q does not hold", f.Kind, f.Span.In(s.Body.Text()), q)
		}
	}
}

func TestEveryRowFitsAtEverySize(t *testing.T) {
	th, _ := theme.Pick("none", true, colorprofile.TrueColor)
	wild := harbour()
	wild.Body = model.PlainBody("央行宣布将基准利率下调二十五个基点，e\u0301\u0301 שלום 👩‍👩‍👧‍👦 " + strings.Repeat("x", 200))
	for i := range wild.Facts {
		wild.Facts[i].Span = model.Span{Start: 3 * i, End: len(wild.Body.Text()) - i}
		wild.Facts[i].About = model.Span{Start: 0, End: 30}
	}
	wild.Brief[0].Span = model.Span{Start: 0, End: 60}
	broken := harbour()
	broken.Body = model.PlainBody("\xff\xfe bad bytes \xc3 and a tab\there, again and again and again")
	broken.Brief = []model.Clause{{Span: model.Span{Start: 0, End: len(broken.Body.Text())}, Facts: []int{0, 9, 4711, -1}}}
	for _, s := range []*model.Story{nil, {}, harbour(), wild, broken} {
		for w := 0; w < 50; w++ {
			for _, h := range []int{0, 1, 7, 80} {
				p := Pane{}.Resize(layout.Rect{W: w, H: h}).Show(s).Enter()
				got := p.View(p.rect, th, true)
				if len(got) != h {
					t.Fatalf("%d rows, want %d", len(got), h)
				}
				for _, r := range got {
					if term.Width(r) != w {
						t.Fatalf("%d×%d: row %q has %d cells", w, h, r, term.Width(r))
					}
				}
			}
		}
	}
}

func BenchmarkView(b *testing.B) {
	p := shown(34, 44).Enter()
	th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	b.ReportAllocs()
	for b.Loop() {
		p.View(p.rect, th, true)
	}
}

// figures is a story with these figures of a kind, a paragraph each.
func figures(k model.Kind, currency string, words, values []string) *model.Story {
	s := &model.Story{ID: 9, Body: model.PlainBody(words...)}
	text := s.Body.Text()
	for i, w := range words {
		at := strings.Index(text, w)
		s.Facts = append(s.Facts, model.Fact{Kind: k, Span: model.Span{Start: at, End: at + len(w)}, Value: values[i], Currency: currency})
	}
	return s
}

func TestThreeComparableFiguresHaveBars(t *testing.T) {
	s := figures(model.Percent, "", []string{"8%", "4%", "1%", "0.01%"}, []string{"8", "4", "1", "0.01"})
	want := `  NUMBERS 4
  8%     ━━━━━━          ¶1
  4%     ━━━             ¶2
  1%     ━               ¶3
  0.01%  ╸               ¶4`
	if got := draw(Pane{}.Resize(layout.Rect{W: 28, H: 10}).Show(s)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFewerOrOtherFiguresHaveNone(t *testing.T) {
	two := figures(model.Percent, "", []string{"8%", "4%"}, []string{"8", "4"})
	sums := figures(model.Money, "USD", []string{"$8", "$4", "$3"}, []string{"8", "4", "3"})
	sums.Facts[2].Currency = "EUR"
	none := figures(model.Money, "USD", []string{"$8", "$4", "nothing"}, []string{"8", "4", ""})
	for _, s := range []*model.Story{two, sums, none} {
		if got := draw(Pane{}.Resize(layout.Rect{W: 30, H: 10}).Show(s)); strings.ContainsAny(got, "█▏▎▍▌▋▊▉") {
			t.Errorf("there are bars:\n%s", got)
		}
	}
	sums.Facts[2].Currency = "USD"
	for w := range 40 {
		r := layout.Rect{W: w, H: 10}
		th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
		for _, row := range (Pane{}).Resize(r).Show(sums).View(r, th, true) {
			if n := term.Width(row); n != w {
				t.Fatalf("at %d a row has %d cells: %q", w, n, row)
			}
		}
	}
}
