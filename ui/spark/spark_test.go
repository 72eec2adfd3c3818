package spark

import "testing"

func TestALineHasAColumnForEachNumber(t *testing.T) {
	for want, ns := range map[string][]int{
		"":         nil,
		"▁▂▄▆█":    {0, 1, 3, 5, 7},
		"▂▁█":      {1, 0, 1000},
		"████":     {3, 3, 3, 3},
		"▁▁▁▁▁▁█":  {0, 0, 0, 0, 0, 0, 1},
		"▂▃▄▅▆▇█▁": {1, 2, 3, 4, 5, 6, 7, -1},
	} {
		if got := Line(ns); got != want {
			t.Errorf("%v is drawn as %q, not %q", ns, got, want)
		}
	}
	if got := Line([]int{0, 0}); got != "" {
		t.Errorf("nothing is drawn as %q", got)
	}
}

func TestABarIsAsLongAsItSays(t *testing.T) {
	for n, want := range map[int]string{-3: "", 0: "", 1: "╸", 2: "━", 5: "━━╸", 12: "━━━━━━"} {
		if got := Bar(n); got != want {
			t.Errorf("%d halves are %q, not %q", n, got, want)
		}
	}
}
