package graphics

import (
	"bytes"
	"image"
	"testing"
)

// dots is a picture on its way to be drawn as sixels.
func dots(id int) string {
	return Send(Plate{Way: Sixel, ID: id, Image: sunset(40, 40), Cell: image.Pt(10, 20)}, 4, 2).String()
}

// kittys is one on its way into a terminal's memory.
func kittys(id int) string {
	return Send(Plate{Way: Kitty, ID: id, Image: sunset(400, 300)}, 0, 0).String()
}

func TestAStageKeepsDotsAndSendsTheRest(t *testing.T) {
	var s Stage
	if got := string(s.Take([]byte("a" + dots(16) + "b" + dots(17)))); got != "ab" {
		t.Errorf("%.80q goes on to the terminal", got)
	}
	if !bytes.HasPrefix(s.Dots(16), []byte(`"1;1;40;36#0;2;`)) || s.Dots(18) != nil {
		t.Errorf("it keeps %.40q", s.Dots(16))
	}
	for id := 16; id < 60; id++ {
		s.Take([]byte(dots(id)))
	}
	if len(s.kept) > mostKept || s.Dots(59) == nil {
		t.Errorf("it keeps %d pictures", len(s.kept))
	}
}

func TestAStageEmptiesTheTerminalsMemory(t *testing.T) {
	var s Stage
	for _, id := range []int{16, 99, 255} {
		if raw := kittys(id); string(s.Take([]byte(raw))) != raw {
			t.Error("a picture does not go on to the terminal")
		}
	}
	s.Take([]byte(Remove(99)))
	if got := string(s.Close([]byte("bye"))); got != "bye"+Remove(16)+Remove(255) {
		t.Errorf("it says %q", got)
	}
	if got := string(s.Close(nil)); got != "" {
		t.Errorf("and then %q", got)
	}
}

func TestAPlaceIsTakenOutOfATitleStrictly(t *testing.T) {
	at := Place{ID: 16, X: 5, Y: 3, Cols: 40, Rows: 12}
	if title, got := Cut(at.In("lede")); title != "lede" || got != at {
		t.Errorf("%q, %v", title, got)
	}
	if got := (Place{}).In("lede"); got != "lede" {
		t.Errorf("no place is %q", got)
	}
	for _, bad := range []string{"", "lede", "lede\x1f", "lede\x1f1 2 3 4", "lede\x1f1 2 3 4 5 6", "lede\x1f1 2 -3 4 5", "lede\x1f1 2 3 4 5000", "lede\x1f1 2 3 4 x"} {
		if title, got := Cut(bad); got != (Place{}) || title != "lede" && bad != "" {
			t.Errorf("%q is %q at %v", bad, title, got)
		}
	}
}

// Whatever passes, nothing makes the stage fall over or keep much, and what is no string goes on as it is.
func FuzzStage(f *testing.F) {
	f.Add(dots(16), kittys(17))
	f.Add("\x1b_Ga=t,i=1;\x1b\\", "\x1b_Ga=t,i=99999")
	f.Add("\x1b_Lsixel 7 \x1b\\", "\x1b_Lsixel")
	f.Fuzz(func(t *testing.T, a, b string) {
		var s Stage
		for _, raw := range []string{a, b, a + b} {
			if got := s.Take([]byte(raw)); !bytes.Contains([]byte(raw), []byte("\x1b_")) && string(got) != raw {
				t.Fatalf("%q becomes %q", raw, got)
			}
		}
		if len(s.kept) > mostKept {
			t.Fatalf("it keeps %d", len(s.kept))
		}
		s.Close(nil)
	})
}
