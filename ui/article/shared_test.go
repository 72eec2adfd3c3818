package article

import (
	"strings"
	"testing"
	"time"

	"lede/model"
	"lede/ui/layout"
)

// read has a pane show a story whole and gives its rows.
func read(t *testing.T, c *Shared, s *model.Story, width int, now time.Time) (rows string, p Pane) {
	t.Helper()
	r := layout.Rect{W: width, H: 60}
	p, cmd := New().Share(c).Show(s, r, dark(t), now)
	for cmd != nil {
		p, cmd = p.Take(cmd())
	}
	return strings.Join(p.View(r, dark(t), true), "\n"), p
}

func TestAStorySetForOnePaneIsNotSetAgainForAnother(t *testing.T) {
	s := grain()
	s.ID = 7
	c := NewShared(1 << 20)
	first, a := read(t, c, s, 80, noon)
	alone, _ := read(t, nil, s, 80, noon)
	other := grain() // another reader's copy
	other.ID = 7
	second, b := read(t, c, other, 80, noon)
	if first != alone || second != alone {
		t.Fatalf("shared:\n%s\nalone:\n%s", second, alone)
	}
	last := func(p Pane) *row {
		for i := len(p.page.rows) - 1; ; i-- {
			if p.page.rows[i].block > 0 && len(p.page.rows[i].cells) > 0 {
				return &p.page.rows[i]
			}
		}
	}
	if &last(a).cells[0] != &last(b).cells[0] {
		t.Error("the text was set twice")
	}
	if b.page.story != other {
		t.Error("the pane shows another reader's story")
	}
}

func TestWhatIsEachReadersIsNotShared(t *testing.T) {
	c := NewShared(1 << 20)
	s := grain()
	s.ID = 7
	s.State.Note = "ask Bo about the silos"
	if got, _ := read(t, c, s, 80, noon); !strings.Contains(got, "ask Bo") {
		t.Fatal("a note is not shown")
	}
	s2 := grain()
	s2.ID = 7
	if got, _ := read(t, c, s2, 80, noon); strings.Contains(got, "ask Bo") {
		t.Error("one reader sees another's note")
	}
}

func TestOtherTextWidthOrRevisionIsSetAnew(t *testing.T) {
	c := NewShared(1 << 20)
	s := grain()
	s.ID = 7
	read(t, c, s, 80, noon)
	for what, change := range map[string]func(*model.Story) int{
		"another width":    func(*model.Story) int { return 50 },
		"a revision":       func(s *model.Story) int { s.Revision++; return 80 },
		"another story":    func(s *model.Story) int { s.ID = 8; return 80 },
		"the page's text":  func(s *model.Story) int { s.FullText = true; return 80 },
		"fewer facts":      func(s *model.Story) int { s.Facts = s.Facts[:1]; return 80 },
		"a story of no id": func(s *model.Story) int { s.ID = 0; return 80 },
	} {
		o := grain()
		o.ID = 7
		w := change(o)
		got, _ := read(t, c, o, w, noon)
		alone, _ := read(t, nil, o, w, noon)
		if got != alone {
			t.Errorf("%s is shown as it was", what)
		}
	}
}

func TestSharedStoriesAreBounded(t *testing.T) {
	c := NewShared(40_000)
	for i := range 200 {
		s := grain()
		s.ID = model.StoryID(i + 1)
		read(t, c, s, 80, noon)
	}
	if c.cells > 40_000 || len(c.at) != c.order.Len() || len(c.at) < 2 {
		t.Errorf("%d cells of %d stories", c.cells, len(c.at))
	}
	s := grain()
	s.ID = 200
	th := dark(t)
	p, _ := New().Show(s, layout.Rect{W: 80, H: 60}, th, noon)
	if c.get(keyOf(s, p.column(p.rect), p.room(p.rect), &th)) == nil {
		t.Error("the story that was read last is forgotten")
	}
}
