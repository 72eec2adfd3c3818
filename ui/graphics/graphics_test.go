package graphics

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// sunset is a picture of many colours: blue above, red below, brighter to the right.
func sunset(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(255 * y / h), uint8(255 * x / w), uint8(255 - 255*y/h), 255})
		}
	}
	return img
}

func TestAWayIsTakenOnlyWhereTheTerminalSaysSo(t *testing.T) {
	ok := func(id int, payload string) tea.Msg {
		return uv.KittyGraphicsEvent{Options: kitty.Options{ID: id}, Payload: []byte(payload)}
	}
	cell, da1, da1Sixel := uv.CellSizeEvent{Width: 9, Height: 18}, uv.PrimaryDeviceAttributesEvent{62, 22}, uv.PrimaryDeviceAttributesEvent{62, 4, 22}
	for name, c := range map[string]struct {
		says               []tea.Msg
		best, kitty, sixel Way
	}{
		"nothing":                  {[]tea.Msg{da1}, Blocks, Blocks, Blocks},
		"kitty":                    {[]tea.Msg{cell, ok(31, "OK"), da1}, Kitty, Kitty, Blocks},
		"sixel":                    {[]tea.Msg{cell, da1Sixel}, Sixel, Blocks, Sixel},
		"both":                     {[]tea.Msg{cell, ok(31, "OK"), da1Sixel}, Kitty, Kitty, Sixel},
		"an error":                 {[]tea.Msg{cell, ok(31, "ENOTSUPPORTED:OK"), da1}, Blocks, Blocks, Blocks},
		"another's answer":         {[]tea.Msg{ok(1, "OK"), da1}, Blocks, Blocks, Blocks},
		"too late":                 {[]tea.Msg{da1, ok(31, "OK"), da1Sixel, cell}, Blocks, Blocks, Blocks},
		"sixels of no known cell":  {[]tea.Msg{da1Sixel}, Blocks, Blocks, Blocks},
		"cells that cannot be":     {[]tea.Msg{uv.CellSizeEvent{Width: 1 << 30, Height: -4}, da1Sixel}, Blocks, Blocks, Blocks},
		"a terminal of class four": {[]tea.Msg{cell, uv.PrimaryDeviceAttributesEvent{4, 6}}, Blocks, Blocks, Blocks},
		"no attributes at all":     {[]tea.Msg{uv.PrimaryDeviceAttributesEvent{}}, Blocks, Blocks, Blocks},
	} {
		q := Asking{}.Begin()
		for _, m := range c.says {
			q = q.Take(m)
		}
		for want, got := range map[Way]Way{Unknown: c.best, Kitty: c.kitty, Sixel: c.sixel, Blocks: Blocks} {
			if q.Way(want) != got {
				t.Errorf("%s: of %q %q is made, not %q", name, want, q.Way(want), got)
			}
		}
	}
	silent := Asking{}
	if silent = silent.Take(ok(31, "OK")); silent.Way(Unknown) != Unknown {
		t.Error("an answer to no question is believed")
	}
	if q := (Asking{}).Begin(); q.Way(Unknown) != Unknown || q.GiveUp().Way(Unknown) != Blocks {
		t.Error("who does not answer has something to show")
	}
}

// screen plays a terminal that knows kitty's protocol as far as it is used here: it holds pictures, and shows a piece of
// one in each placeholder.
type screen struct {
	t     *testing.T
	held  map[int]image.Image
	shown map[int]image.Point // cells, by picture
	data  map[int]string
	last  int
}

var apc = regexp.MustCompile("\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\\\")

func (s *screen) write(raw string) {
	s.t.Helper()
	if left := apc.ReplaceAllString(raw, ""); left != "" {
		s.t.Fatalf("there is more than commands: %.80q", left)
	}
	for _, m := range apc.FindAllStringSubmatch(raw, -1) {
		if len(m[2]) > 4096 {
			s.t.Fatalf("a piece of %d bytes", len(m[2]))
		}
		key := map[string]string{}
		for _, f := range strings.Split(m[1], ",") {
			k, v, _ := strings.Cut(f, "=")
			key[k] = v
		}
		if key["q"] != "2" {
			s.t.Errorf("an answer is wanted to %q", m[1])
		}
		n := func(k string) int { v, _ := strconv.Atoi(key[k]); return v }
		switch key["a"] {
		case "t", "":
			if key["a"] == "t" {
				s.last = n("i")
			}
			s.data[s.last] += m[2]
			if key["m"] == "1" {
				continue
			}
			file, err := base64.StdEncoding.DecodeString(s.data[s.last])
			if err != nil {
				s.t.Fatal(err)
			}
			if s.held[s.last], err = png.Decode(bytes.NewReader(file)); err != nil {
				s.t.Fatal(err)
			}
		case "p":
			if s.held[n("i")] == nil || key["U"] != "1" {
				s.t.Fatalf("%q of a picture that is not there", m[1])
			}
			s.shown[n("i")] = image.Pt(n("c"), n("r"))
		case "d":
			if key["d"] != "I" {
				s.t.Fatalf("%q", m[1])
			}
			delete(s.held, n("i"))
			delete(s.shown, n("i"))
		default:
			s.t.Fatalf("%q", m[1])
		}
	}
}

func TestWhatKittyIsSentIsThePicture(t *testing.T) {
	img := sunset(300, 200)
	s := &screen{t: t, held: map[int]image.Image{}, shown: map[int]image.Point{}, data: map[int]string{}}
	g := Plate{Way: Kitty, Image: img, Cell: image.Pt(10, 20), ID: 77}
	cols, rows := g.Size(72, 14)
	if cols != 30 || rows != 10 {
		t.Fatalf("%d by %d cells", cols, rows)
	}
	s.write(Send(g, cols, rows).String() + Shown{77, cols, rows}.String())
	if s.shown[77] != image.Pt(30, 10) {
		t.Fatalf("shown in %v", s.shown[77])
	}
	same(t, s.held[77], img, 0)
	s.write(Remove(77))
	if len(s.held)+len(s.shown) > 0 {
		t.Errorf("it is still there: %v", s.shown)
	}
}

// same holds two pictures to the same size, and every channel of every pixel to near.
func same(t *testing.T, got, want image.Image, near int) {
	t.Helper()
	if got.Bounds().Size() != want.Bounds().Size() {
		t.Fatalf("%v, not %v", got.Bounds(), want.Bounds())
	}
	b := want.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, _ := got.At(x, y).RGBA()
			r2, g2, bl2, _ := want.At(x, y).RGBA()
			for _, d := range [...]int{int(r) - int(r2), int(g) - int(g2), int(bl) - int(bl2)} {
				if d>>8 > near || -d>>8 > near {
					t.Fatalf("at %d, %d it is %v, not %v", x, y, got.At(x, y), want.At(x, y))
				}
			}
		}
	}
}

func TestPlaceholdersTellRowAndColumnAndTakeACellEach(t *testing.T) {
	g := Plate{Way: Kitty, Image: sunset(300, 200), Cell: image.Pt(10, 20), ID: 200}
	lines := g.Lines(72, 14)
	if len(lines) != 10 {
		t.Fatalf("%d rows", len(lines))
	}
	for y, l := range lines {
		text := l.String()
		if len(l) != 30 || ansi.StringWidth(text) != 30 || ansi.StringWidthWc(text) != 30 {
			t.Fatalf("row %d is %d cells, and %d wide", y, len(l), ansi.StringWidth(text))
		}
		for x, c := range l {
			if c.Content != string([]rune{0x10EEEE, kitty.Diacritic(y), kitty.Diacritic(x)}) || c.Style.Fg != ansi.IndexedColor(200) {
				t.Fatalf("at %d, %d stands %q in %v", x, y, c.Content, c.Style.Fg)
			}
		}
	}
}

func TestAPictureFitsItsBoxWhateverItsShape(t *testing.T) {
	for _, way := range []Way{Blocks, Kitty, Sixel} {
		for _, size := range [][2]int{{32, 32}, {720, 280}, {720, 40}, {40, 720}, {33, 37}, {71, 31}} {
			for _, box := range [][2]int{{72, 14}, {24, 4}, {1, 1}, {300, 400}, {0, 3}} {
				g := Plate{Way: way, Image: sunset(size[0], size[1]), Cell: image.Pt(9, 19), ID: 16}
				cols, rows := g.Size(box[0], box[1])
				lines := g.Lines(box[0], box[1])
				if cols > box[0] || rows > box[1] || len(lines) != rows || rows > 0 && len(lines[0]) != cols || box[0] > 0 && cols == 0 {
					t.Errorf("%v of %v in %v: %d by %d, %d lines", way, size, box, cols, rows, len(lines))
				}
			}
		}
	}
	if cols, rows := (&Plate{}).Size(10, 10); cols+rows > 0 {
		t.Error("nothing takes room")
	}
}

// drawn is what a terminal makes of sixels, and what it makes of them outside of their bounds.
func drawn(t *testing.T, dots string) *image.RGBA {
	t.Helper()
	var w, h int
	if _, err := fmt.Sscanf(dots, `"1;1;%d;%d`, &w, &h); err != nil {
		t.Fatalf("%v: %.40q", err, dots)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	colours := map[int]color.RGBA{}
	x, y, ink := 0, 0, color.RGBA{}
	tokens := regexp.MustCompile(`"[0-9;]+|#[0-9]+;2;[0-9]+;[0-9]+;[0-9]+|#[0-9]+|![0-9]+[?-~]|[?-~]|\$|-`)
	if rest := tokens.ReplaceAllString(dots, ""); rest != "" {
		t.Fatalf("these are no sixels: %.80q", rest)
	}
	for _, tok := range tokens.FindAllString(dots, -1) {
		n := 1
		switch tok[0] {
		case '"':
			continue
		case '$':
			x = 0
			continue
		case '-':
			x, y = 0, y+6
			continue
		case '#':
			var i, r, g, b int
			if k, _ := fmt.Sscanf(tok, "#%d;2;%d;%d;%d", &i, &r, &g, &b); k == 4 {
				if i > 255 || r > 100 || g > 100 || b > 100 {
					t.Fatalf("%q", tok)
				}
				colours[i] = color.RGBA{uint8(r * 255 / 100), uint8(g * 255 / 100), uint8(b * 255 / 100), 255}
				continue
			}
			var ok bool
			if ink, ok = colours[i]; !ok {
				t.Fatalf("%q is no colour", tok)
			}
			continue
		case '!':
			n, _ = strconv.Atoi(tok[1 : len(tok)-1])
		}
		for range n {
			for bit := range 6 {
				if (tok[len(tok)-1]-'?')>>bit&1 == 1 {
					if x >= w || y+bit >= h {
						t.Fatalf("a dot at %d, %d of %d by %d", x, y+bit, w, h)
					}
					out.SetRGBA(x, y+bit, ink)
				}
			}
			x++
		}
	}
	return out
}

func TestSixelsAreThePictureInFewColours(t *testing.T) {
	for _, size := range [][2]int{{300, 198}, {60, 31}, {1, 6}, {7, 65}} {
		img := sunset(size[0], size[1])
		got := drawn(t, string(sixels(img, size[0], size[1])))
		want := img.SubImage(image.Rect(0, 0, size[0], size[1]-size[1]%6))
		same(t, got, want, 24)
	}
	flat := image.NewRGBA(image.Rect(0, 0, 120, 60))
	for i := range flat.Pix {
		flat.Pix[i] = 0xff
	}
	if dots := sixels(flat, 120, 60); len(dots) > 200 {
		t.Errorf("%d bytes for one colour", len(dots))
	}
	if dots := string(sixels(flat, 120, 5)); dots != `"1;1;120;0` {
		t.Errorf("less than a band is %q", dots)
	}
}

// What is sent is bounded, whatever the picture is of: noise is the worst there is.
func TestWhatIsSentIsBounded(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 600, 400))
	seed := uint32(1)
	for i := range img.Pix {
		seed = seed*1664525 + 1013904223
		img.Pix[i] = uint8(seed >> 24)
		if i%4 == 3 {
			img.Pix[i] = 0xff
		}
	}
	for _, way := range []Way{Kitty, Sixel} {
		g := Plate{Way: way, Image: img, Cell: image.Pt(10, 20), ID: 16}
		n := len(Send(g, 60, 20).String())
		t.Logf("%v: %d bytes for %d pixels", way, n, 600*400)
		if n > 5*600*400 {
			t.Errorf("%v: %d bytes", way, n)
		}
	}
}

func BenchmarkSend(b *testing.B) {
	for _, way := range []Way{Kitty, Sixel} {
		g := Plate{Way: way, Image: sunset(720, 280), Cell: image.Pt(10, 20), ID: 16}
		b.Run(way.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Send(g, 72, 14)
			}
		})
	}
}
