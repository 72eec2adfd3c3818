package list

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/model"
	"lede/ui/keys"
	"lede/ui/layout"
	"lede/ui/term"
	"lede/ui/theme"
)

var noon = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

func storyLine(id int) model.Line {
	return model.Line{ID: model.StoryID(id), Headline: fmt.Sprintf("Harbour master counts ship number %d of a long season", id),
		Publisher: "Coast Post", Published: noon.Add(-time.Duration(id) * time.Hour), Sources: 1 + id%3, Read: id%2 == 0,
		Topics: []model.TopicID{"lede:shipping"}}
}

// stocked is a list of n stories of which the first known have lines.
func stocked(n, known, w, h int) Pane {
	e := model.Edition{Total: n}
	for i := 1; i <= n; i++ {
		e.IDs = append(e.IDs, model.StoryID(i))
		if i <= known {
			e.Lines = append(e.Lines, storyLine(i))
		}
	}
	p := New(func(id model.TopicID) string { return strings.TrimPrefix(string(id), "lede:") })
	return p.Resize(layout.Rect{W: w, H: h}).Set(e, 0)
}

func draw(p Pane) string {
	th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	return ansi.Strip(strings.Join(p.View(p.rect, th, true, noon), "\n"))
}

func TestAMillionStoriesAskForAFewLines(t *testing.T) {
	p := stocked(1_000_000, 40, 40, 30)
	p = p.Do(keys.Last, 1, false)
	want := p.Wanted()
	if p.Place() != 1_000_000 || len(want) == 0 || len(want) > 60 {
		t.Fatalf("at %d it asks for %d lines", p.Place(), len(want))
	}
	var lines []model.Line
	for _, id := range want {
		lines = append(lines, storyLine(int(id)))
	}
	p = p.Take(want, lines)
	if w := p.Wanted(); len(w) != 0 {
		t.Errorf("it asks again for %v", w)
	}
	if s := draw(p); !strings.Contains(s, "1000000") {
		t.Errorf("the last story is not shown:\n%s", s)
	}
	for i := 0; i < 200; i++ {
		p = p.Do(keys.PageUp, 1, false)
		for _, id := range p.Wanted() {
			p = p.Take([]model.StoryID{id}, []model.Line{storyLine(int(id))})
		}
	}
	if len(p.lines) > kept+60 {
		t.Errorf("%d lines stay in memory", len(p.lines))
	}
}

func TestAStoryThatIsGoneIsAskedForOnce(t *testing.T) {
	p := stocked(10, 0, 40, 30)
	p = p.Take(p.Wanted(), nil)
	if w := p.Wanted(); len(w) != 0 {
		t.Errorf("it asks again for %v", w)
	}
	if s := draw(p); !strings.Contains(s, "this story is gone") {
		t.Errorf("nothing says so:\n%s", s)
	}
}

func TestTheSelectionStaysInSight(t *testing.T) {
	p := stocked(100, 100, 40, 30)
	for i := 0; i < 300; i++ {
		a := []keys.Action{keys.Next, keys.Next, keys.HalfDown, keys.Prev, keys.PageUp, keys.Next, keys.PageDown}[i%7]
		p = p.Do(a, 1+i%3, false)
		if p.sel < p.top || p.sel >= p.top+p.capacity() {
			t.Fatalf("after %s the selection %d is off the screen %d", a, p.sel, p.top)
		}
	}
	if p = p.Do(keys.Last, 12, true); p.Place() != 12 {
		t.Errorf("12G goes to %d", p.Place())
	}
}

func TestTheWheelLeavesTheSelection(t *testing.T) {
	p := stocked(100, 100, 40, 30)
	if p = p.Scroll(20); p.Place() != 1 || p.top != 20 {
		t.Errorf("place %d, top %d", p.Place(), p.top)
	}
	if p = p.Do(keys.Next, 1, false); p.Place() != 2 || p.top != 0 {
		t.Errorf("a key brings it back: place %d, top %d", p.Place(), p.top)
	}
}

func TestANewEditionKeepsTheStoryAtItsHeight(t *testing.T) {
	p := stocked(100, 100, 40, 30).Select(50)
	height := p.sel - p.top
	e := model.Edition{IDs: append([]model.StoryID{900, 901, 902}, p.ids...)}
	p = p.Set(e, p.Selected())
	if p.Selected() != 51 || p.sel-p.top != height {
		t.Errorf("story %d at height %d, was 51 at %d", p.Selected(), p.sel-p.top, height)
	}
	if p = p.Set(model.Edition{IDs: []model.StoryID{7}}, 51); p.Selected() != 7 {
		t.Errorf("without it the first is selected, not %d", p.Selected())
	}
}

func TestTheNextUnreadIsNotGuessed(t *testing.T) {
	p := stocked(100, 10, 40, 30)
	p, ok, unsure := p.Unread(false)
	if !ok || unsure || p.Selected() != 3 {
		t.Fatalf("story %d, %v, %v", p.Selected(), ok, unsure)
	}
	p = p.Select(8)
	if _, ok, unsure = p.Unread(false); ok || !unsure {
		t.Fatal("story 11 is not known, so the store must be asked")
	}
	if p, ok = p.StepTo([]model.StoryID{4, 77}, false); !ok || p.Selected() != 77 {
		t.Errorf("story %d, %v", p.Selected(), ok)
	}
}

func TestARangeIsEitherWay(t *testing.T) {
	p := stocked(20, 20, 40, 30).Select(5).ToggleRange().Do(keys.Prev, 2, false)
	if got := fmt.Sprint(p.Chosen()); got != "[4 5 6]" {
		t.Errorf("chosen %s", got)
	}
	if p = p.ToggleRange(); len(p.Chosen()) != 1 {
		t.Errorf("without a range one is chosen: %v", p.Chosen())
	}
}

func TestMarksAreFollowedAndTakenBack(t *testing.T) {
	p := stocked(20, 20, 40, 30)
	c := model.Change{Mark: model.MarkRead, Stories: []model.StoryID{1, 3, 500}}
	p, n := p.Apply(c)
	if l, _ := p.Line(1); !l.Read || n != 2 {
		t.Errorf("read %v, %d of the edition", l.Read, n)
	}
	c.Mark, c.Undone = model.MarkUnread, true // what holds now
	if p, _ = p.Apply(c); p.lines[1].Read {
		t.Error("undo did not take it back")
	}
	c.Stories = []model.StoryID{1, 3}
	if _, n = p.Apply(c); n != 0 {
		t.Errorf("%d counted anew, though the lines say so already", n)
	}
}

func TestRowsOfTheList(t *testing.T) {
	for rows, want := range map[int]string{1: `
▌ ● Harbour master counts ship numbe… 1h
  ★ Short                              2h`, 2: `
▌ ● Harbour master counts ship number…
   Coast Post · 1h · #shipping        +1
  ★ Short
   Coast Post · 2h · #shipping        +2`, 3: `
▌ ● Harbour master counts ship number 1
▌   of a long season
   Coast Post · 1h · #shipping        +1
  ★ Short
   Coast Post · 2h · #shipping        +2
`, 4: `
▌ ● Harbour master counts ship number 1
▌   of a long season
   Coast Post · 1h · #shipping        +1

  ★ Short
   Coast Post · 2h · #shipping        +2

`} {
		p := stocked(2, 2, 40, 2*rows).Dense(rows)
		l, _ := p.Line(2)
		l.Starred, l.Headline = true, "Short"
		got := "\n" + draw(p.Put(l))
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%d rows: got%s\nwant%s", rows, got, want)
		}
	}
}

func TestStoriesKeepTheirRowsWhenSomethingOpensAbove(t *testing.T) {
	p := stocked(50, 50, 40, 25).Tall(25)
	if n := p.Resize(layout.Rect{W: 40, H: 21}).RowsPerStory(); n != 3 {
		t.Errorf("a story takes %d rows", n)
	}
	if n := p.Tall(21).Resize(layout.Rect{W: 40, H: 21}).RowsPerStory(); n != 2 {
		t.Errorf("on a lower screen a story takes %d rows", n)
	}
}

func TestEveryRowFitsWhateverTheHeadline(t *testing.T) {
	th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	for _, head := range []string{"", "央行宣布将基准利率下调二十五个基点", "שלום עולם", "e\u0301\u0301\u0301", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "a\x1b]0;x\x07b\u202e", strings.Repeat("x", 300)} {
		for w := 0; w < 60; w++ {
			for rows := 1; rows <= mostRows; rows++ {
				p := stocked(5, 5, w, 10).Dense(rows)
				l := storyLine(1)
				l.Headline, l.Publisher = head, head
				got := p.Put(l).View(p.rect, th, true, noon)
				if len(got) != 10 {
					t.Fatalf("%d rows", len(got))
				}
				for _, r := range got {
					if term.Width(r) != w {
						t.Fatalf("%q at %d: row %q has %d cells", head, w, r, term.Width(r))
					}
				}
			}
		}
	}
}

func BenchmarkView(b *testing.B) {
	p := stocked(10_000, 600, 46, 44)
	th, _ := theme.Pick("dark", true, colorprofile.TrueColor)
	b.ReportAllocs()
	for b.Loop() {
		p.View(p.rect, th, true, noon)
	}
}
