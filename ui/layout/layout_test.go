package layout

import "testing"

func sweep(visit func(f Frame, w, h int, o Opts)) {
	var sizes [][2]int
	for w := 0; w <= 130; w++ {
		for _, h := range []int{0, 1, 2, 3, 4, 5, 8, 11, 12, 13, 17, 24, 40} {
			sizes = append(sizes, [2]int{w, h})
		}
	}
	for h := 0; h < 60; h++ {
		sizes = append(sizes, [2]int{80, h}, [2]int{140, h}, [2]int{20, h})
	}
	sizes = append(sizes, [][2]int{{-1, -1}, {200, 50}, {1000, 400}, {1 << 20, 1 << 20}, {1000, 1}, {1, 400}}...)
	for _, s := range sizes {
		for _, focus := range []Pane{List, Article, Facts} {
			for _, o := range []Opts{
				{Focus: focus}, {Focus: focus, Facts: true}, {Focus: focus, Zen: true, Facts: true},
				{Focus: focus, Facts: true, Strip: 3}, {Focus: focus, Facts: true, ListW: 500, FactsW: 500}, {Facts: true, ListW: 1, FactsW: 1},
			} {
				visit(Split(s[0], s[1], o), s[0], s[1], o)
			}
		}
	}
}

func TestRectanglesLieOnTheScreenAndDoNotOverlap(t *testing.T) {
	sweep(func(f Frame, w, h int, o Opts) {
		rs := []Rect{f.Top, f.TopRule, f.Strip, f.List, f.ListRule, f.Article, f.FactsRule, f.Facts, f.BottomRule, f.Bottom}
		for i, r := range rs {
			if r.W < 0 || r.H < 0 || r.X < 0 || r.Y < 0 || !r.Empty() && (r.X+r.W > f.W || r.Y+r.H > f.H) {
				t.Fatalf("%d×%d %+v: rectangle %d %+v is off the screen", w, h, o, i, r)
			}
			for j, q := range rs[:i] {
				if f.Over && (i == 7 && j == 5) || r.Empty() || q.Empty() {
					continue
				}
				if r.X < q.X+q.W && q.X < r.X+r.W && r.Y < q.Y+q.H && q.Y < r.Y+r.H {
					t.Fatalf("%d×%d %+v: %+v and %+v overlap", w, h, o, r, q)
				}
			}
		}
	})
}

func TestSomethingToReadIsShownAtEverySize(t *testing.T) {
	sweep(func(f Frame, w, h int, o Opts) {
		if f.W == 0 || f.H == 0 {
			return
		}
		if f.List.Empty() && f.Article.Empty() && f.Facts.Empty() {
			t.Fatalf("%d×%d %+v shows no pane", w, h, o)
		}
	})
}

func TestTheShapeFollowsTheWidth(t *testing.T) {
	for _, c := range []struct {
		w, h                 int
		facts                bool
		shape                Shape
		list, article, under bool
	}{
		{60, 20, true, One, true, false, false},
		{80, 24, true, Two, true, true, true},
		{100, 30, true, Two, true, true, true},
		{100, 30, false, Two, true, true, false},
		{118, 30, true, Three, true, true, true},
		{200, 50, false, Three, true, true, false},
	} {
		f := Split(c.w, c.h, Opts{Facts: c.facts})
		if f.Shape != c.shape || f.List.Empty() == c.list || f.Article.Empty() == c.article || f.Facts.Empty() == c.under {
			t.Errorf("%d×%d: %+v", c.w, c.h, f)
		}
	}
	if f := Split(140, 40, Opts{Facts: true}); f.Article.W < 60 {
		t.Errorf("the article has %d cells at 140", f.Article.W)
	}
	if f := Split(80, 14, Opts{Facts: true}); !f.Over || f.Facts != f.Article {
		t.Errorf("few rows: the facts lie over the article, not %+v", f)
	}
}

func TestTheColumnIsCappedAndCentred(t *testing.T) {
	if got := Column(Rect{10, 2, 100, 5}, 72); got != (Rect{24, 2, 72, 5}) {
		t.Errorf("got %+v", got)
	}
	if got := Column(Rect{10, 2, 40, 5}, 72); got != (Rect{10, 2, 40, 5}) {
		t.Errorf("got %+v", got)
	}
}

func TestEveryCellOfAPaneIsFoundAgain(t *testing.T) {
	f := Split(140, 40, Opts{Facts: true})
	for _, p := range []Pane{List, Article, Facts} {
		r := f.Pane(p)
		for _, at := range [][2]int{{r.X, r.Y}, {r.X + r.W - 1, r.Y + r.H - 1}} {
			if got, ok := f.At(at[0], at[1]); !ok || got != p {
				t.Errorf("cell %v of pane %d is found in %d, %v", at, p, got, ok)
			}
		}
	}
	if _, ok := f.At(f.ListRule.X, 10); ok {
		t.Error("the rule is no pane")
	}
}

func BenchmarkSplit(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Split(160, 48, Opts{Facts: true})
	}
}
