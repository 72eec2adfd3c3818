package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
	"time"
)

// halves is a picture whose left half is red and whose right half is blue.
func halves(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0xff, 0, 0, 0xff}
			if x >= w/2 {
				c = color.RGBA{0, 0, 0xff, 0xff}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func encoded(t testing.TB, img image.Image) map[string][]byte {
	t.Helper()
	var p, j, g bytes.Buffer
	if err := errors.Join(png.Encode(&p, img), jpeg.Encode(&j, img, nil), gif.Encode(&g, img, nil)); err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"png": p.Bytes(), "jpeg": j.Bytes(), "gif": g.Bytes(), "webp": riff("VP8L", lossless(img))}
}

func TestAPictureFitsAndKeepsItsProportions(t *testing.T) {
	for name, data := range encoded(t, halves(320, 200)) {
		for _, c := range []struct{ w, h, wantW, wantH int }{{64, 64, 64, 40}, {64, 20, 32, 20}, {1000, 1000, 320, 200}, {3, 3, 3, 1}} {
			img, err := Read(t.Context(), data, c.w, c.h)
			if err != nil || img.Rect.Dx() != c.wantW || img.Rect.Dy() != c.wantH {
				t.Fatalf("%s in %d by %d: %v, %v", name, c.w, c.h, img, err)
			}
			l, r := img.RGBAAt(0, 0), img.RGBAAt(c.wantW-1, 0)
			if l.R < 0xe0 || l.B > 0x20 || r.B < 0xe0 || r.R > 0x20 {
				t.Errorf("%s in %d by %d: %v at the left, %v at the right", name, c.w, c.h, l, r)
			}
		}
	}
}

func TestWhatIsTransparentIsWhite(t *testing.T) {
	img, err := Read(t.Context(), encoded(t, image.NewNRGBA(image.Rect(0, 0, 40, 40)))["png"], 10, 10)
	if err != nil || img.RGBAAt(5, 5) != (color.RGBA{0xff, 0xff, 0xff, 0xff}) {
		t.Errorf("%v, %v", img, err)
	}
}

// claims is the head of a PNG that claims a size, with nothing behind it.
func claims(w, h uint32) []byte {
	ihdr := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)...)
	ihdr = append(ihdr, 8, 2, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), ihdr...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(ihdr))
}

// Heads of WebP files (RFC 9649 §2.5 to §2.7) that claim a size.
func canvas(w, h int) []byte {
	return []byte{0, 0, 0, 0, byte(w - 1), byte((w - 1) >> 8), byte((w - 1) >> 16), byte(h - 1), byte((h - 1) >> 8), byte((h - 1) >> 16)}
}

func lossy(w, h int) []byte {
	return []byte{0x10, 0, 0, 0x9d, 0x01, 0x2a, byte(w), byte(w >> 8), byte(h), byte(h >> 8)}
}

func TestWhatIsTooLargeTooSmallOrNoPictureIsRefusedAtOnce(t *testing.T) {
	dot := encoded(t, halves(1, 1))["gif"]
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"a bomb of pixels": {claims(60_000, 60_000), ErrTooLarge}, "a long strip": {claims(1<<20, 40), ErrTooLarge},
		"many bytes": {make([]byte, MostBytes+1), ErrTooLarge}, "a counter": {dot, ErrTooSmall},
		"a bomb in WebP": {riff("VP8 ", lossy(16_000, 16_000)), ErrTooLarge}, "a bomb of no loss": {riff("VP8L", lossless(image.NewUniform(color.White))), ErrTooLarge},
		"a wide canvas": {riff("VP8X", canvas(1<<20, 1<<10)), ErrTooLarge}, "a canvas beyond all": {riff("VP8X", canvas(1<<24, 1<<24)), nil},
		"a bomb behind a small canvas": {riff("VP8X", canvas(64, 64), "VP8 ", lossy(16_000, 16_000)), nil}, "another": {riff("VP8X", canvas(64, 64), "VP8L", lossless(image.NewUniform(color.White))), nil},
		"half a WebP": {encoded(t, halves(320, 200))["webp"][:60], nil}, "a canvas alone": {riff("VP8X", canvas(64, 64)), nil},
		"text": {[]byte("<html>"), nil}, "nothing": {nil, nil}, "half of one": {encoded(t, halves(320, 200))["png"][:100], nil}, "only a head": {claims(100, 100), nil},
	} {
		img, err := Read(t.Context(), c.data, 64, 64)
		if err == nil || img != nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v", name, img, err)
		}
	}
}

// scans is a progressive JPEG that a few hundred thousand scans draw over and over: a few bytes each, and a walk over
// every block for the decoder.
func scans(size uint16) []byte {
	out := []byte{0xff, 0xd8}
	seg := func(marker byte, body ...byte) {
		out = append(out, 0xff, marker, byte((len(body)+2)>>8), byte(len(body)+2))
		out = append(out, body...)
	}
	seg(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)
	seg(0xc2, 8, byte(size>>8), byte(size), byte(size>>8), byte(size), 1, 1, 0x11, 0)
	seg(0xc4, append([]byte{0x10, 1}, append(make([]byte, 15), 0xe0)...)...) // one code: a run of 16,384 and more empty blocks
	for len(out) < MostBytes-64 {
		seg(0xda, 1, 1, 0, 1, 63, 0)
		out = append(out, bytes.Repeat([]byte{0}, 12)...)
	}
	return append(out, 0xff, 0xd9)
}

func TestADecoderThatIsKeptBusyIsStopped(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	img, err := Read(ctx, scans(2400), 64, 64)
	if err == nil || img != nil {
		t.Fatalf("%v, %v", img, err)
	}
	if ctx.Err() == nil {
		t.Errorf("it was refused before its time: this test tests nothing: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, data := range encoded(f, halves(48, 40)) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		img, err := Read(t.Context(), data, 30, 20)
		if err == nil && (img.Rect.Dx() > 30 || img.Rect.Dy() > 20 || img.Rect.Empty()) {
			t.Fatalf("%v", img.Rect)
		}
	})
}
