package ui_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lede/model"
	"lede/ui"
	"lede/ui/paint"
	"lede/ui/uitest"
)

// wide are stories in scripts whose bytes, runes and cells differ.
func wide() []model.Story {
	out := uitest.Edition(20)
	for i, text := range []string{
		"央行宣布下调基准利率二十五个基点", "שלום עולם: הנמל קנה שני מנופים", "e\u0301le\u0301gante victoire a\u0300 l\u2019e\u0301te\u0301", "👩‍👩‍👧‍👦 family 🇳🇴 flags ❤️",
		"नमस्ते दुनिया, बंदरगाह ने दो क्रेन खरीदे", "ภาษาไทยไม่มีช่องว่างระหว่างคำ", strings.Repeat("unbroken", 30), "ｆｕｌｌｗｉｄｔｈ ｔｅｘｔ", "tab\there", "",
	} {
		s := &out[i]
		s.Headline, s.Publisher, s.Byline = text, text, text
		s.Body = model.PlainBody(text+" "+text, text)
		s.Facts = []model.Fact{
			{Kind: model.Person, Span: model.Span{Start: 0, End: len(text)}, Sentence: model.Span{Start: 0, End: 2 * len(text)}, Value: text},
			{Kind: model.QuoteOf, Span: model.Span{Start: 0, End: len(text)}, Speaker: text},
		}
		s.Brief = []model.Clause{{Span: model.Span{Start: 0, End: len(text)}, Facts: []int{0}}}
		if i == 9 {
			s.Headline = "x"
		}
	}
	return out
}

func TestEverySizeIsASize(t *testing.T) {
	states := [][]string{{}, {"enter", "]", "f"}, {"tab", "tab", "j"}, {"i"}, {"t", "s"}, {"f", "'autor:央行'"}, {"f", "'#sh'"}, {"?"}, {"?", "'fact'"}, {";"}, {"z"}, {"v", "j", "j"}, {"]"},
		{":", "'them'"}, {"/", "'x'", "enter"}, {"f", "'nowhere'", "enter"}, {":", "'tour'", "enter"}}
	var sizes [][2]int
	for w := 0; w <= 150; w += 7 {
		for _, h := range []int{0, 1, 2, 3, 4, 6, 11, 12, 14, 25, 41} {
			sizes = append(sizes, [2]int{w, h})
		}
	}
	for n := 0; n < 12; n++ {
		sizes = append(sizes, [2]int{n, n}, [2]int{n, 24}, [2]int{80, n}, [2]int{140, n})
	}
	sizes = append(sizes, [2]int{75, 20}, [2]int{76, 20}, [2]int{117, 30}, [2]int{118, 30}, [2]int{200, 50}, [2]int{1000, 400})
	for _, state := range states {
		s := &uitest.Screen{}
		d := uitest.New(wide())
		s.Start(ui.New(ui.Options{Desk: d, May: everything, Now: nowIsNoon, Keys: table(), After: s.After}), 140, 40)
		s.Press(state...)
		for i, size := range sizes {
			s.Resize(size[0], size[1])
			if i%9 == 0 {
				s.Press("down")
			}
			whole(t, s, fmt.Sprint(state, size))
		}
	}
}

// whole fails unless the screen is exactly as high as it is and no row is wider.
func whole(t *testing.T, s *uitest.Screen, what string) {
	t.Helper()
	content := s.Content()
	if s.W == 0 || s.H == 0 {
		if content != "" {
			t.Fatalf("%s: something is drawn on nothing: %q", what, content)
		}
		return
	}
	rows := strings.Split(content, "\n")
	if len(rows) != s.H {
		t.Fatalf("%s: %d rows, want %d", what, len(rows), s.H)
	}
	for y, r := range rows {
		if w := ansi.StringWidth(r); w != s.W {
			t.Fatalf("%s: row %d has %d cells, want %d: %q", what, y, w, s.W, r)
		}
	}
}

// wire counts the bytes that a terminal is sent.
type wire struct {
	screen *paint.Screen
	buf    []byte
}

func newWire(w, h int) *wire {
	return &wire{screen: paint.New(w, h, "xterm-256color", colorprofile.TrueColor)}
}

// send draws a frame and gives the bytes that it took.
func (r *wire) send(content string) int {
	r.buf = r.screen.Frame(r.buf[:0], tea.View{Content: content})
	return len(r.buf)
}

func TestAKeyCostsFewBytes(t *testing.T) {
	chinese := uitest.Edition(60)
	for i := range chinese {
		chinese[i].Headline = "央行宣布下调基准利率二十五个基点，市场反应平淡第" + fmt.Sprint(i) + "号"
		chinese[i].Publisher = "每日账本"
	}
	for name, stories := range map[string][]model.Story{"English": uitest.Edition(60), "Chinese": chinese} {
		s := &uitest.Screen{}
		var held *heldDesk
		d := uitest.New(stories)
		held = &heldDesk{Desk: d}
		s.Start(ui.New(ui.Options{Desk: held, May: everything, Now: nowIsNoon, Keys: table(), After: s.After}), 120, 40)
		r := newWire(120, 40)
		first := r.send(s.Content())
		if n := r.send(s.Content()); n != 0 {
			t.Errorf("%s: an unchanged screen costs %d bytes", name, n)
		}
		alone := cost(s, r, &held.hold, true)
		follow := cost(s, r, &held.hold, false)
		scroll := scrolling(s, r, &held.hold)
		t.Logf("%s: first frame %d bytes, selection alone %d, with article and facts %d, down the list %d a key", name, first, alone, follow, scroll)
		if scroll > 300 {
			t.Errorf("%s: going down the list costs %d bytes a key (at most 300)", name, scroll)
		}
		if alone > 100 || follow > 4000 {
			t.Errorf("%s: a selection move costs %d bytes alone (at most 100), %d with the article (at most 4,000)", name, alone, follow)
		}
	}
}

// scrolling is what a key costs on the whole when the list scrolls too.
func scrolling(s *uitest.Screen, r *wire, hold *bool) int {
	*hold = true
	sum := 0
	for range 40 {
		s.Press("j")
		sum += r.send(s.Content())
	}
	*hold = false
	return sum / 40
}

// cost is the median of bytes that moving the selection takes.
func cost(s *uitest.Screen, r *wire, hold *bool, alone bool) int {
	*hold = alone
	var all []int
	for _, k := range []string{"j", "j", "j", "j", "k", "k", "k"} {
		s.Press(k)
		all = append(all, r.send(s.Content()))
	}
	*hold = false
	return median(all)
}
