// Package picture makes the picture of a story small enough for a terminal: JPEG, PNG, GIF or WebP bytes go in, a few
// thousand pixels come out. What is too large, takes too long, or is no picture is refused before it costs much:
// size is read from the head of the file, and the decoder is fed so slowly that its deadline is never far. Of
// x/image it uses the decoder of WebP.
package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // the formats that are read
	_ "image/jpeg"
	_ "image/png"
	"io"
	"time"

	_ "golang.org/x/image/webp"
)

// Accept is what is read, as a request for a picture says it (RFC 9110 §12.5.1).
const Accept = "image/webp,image/jpeg,image/png,image/gif;q=0.8"

// The limits. A progressive JPEG of mostPixels takes about 100 MB while it is decoded.
const (
	MostBytes  = 4 << 20
	mostPixels = 6_000_000
	mostSide   = 10_000
	leastSide  = 32 // smaller ones are counters and bullets
	patience   = 2 * time.Second
	sip        = 512 // bytes that the decoder is handed before the time is looked at
)

// What cannot be shown.
var (
	ErrTooLarge = errors.New("the picture is too large")
	ErrTooSmall = errors.New("the picture is too small to show anything")
)

// Read is the picture in at most w × h pixels, its proportions kept.
func Read(ctx context.Context, data []byte, w, h int) (*image.RGBA, error) {
	if len(data) > MostBytes {
		return nil, ErrTooLarge
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("this is no picture that can be shown: %w", err)
	case c.Width > mostSide || c.Height > mostSide || c.Width*c.Height > mostPixels:
		return nil, ErrTooLarge
	case c.Width < leastSide || c.Height < leastSide:
		return nil, ErrTooSmall
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	img, _, err := image.Decode(&slow{ctx, bytes.NewReader(data)})
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be read: %w", err)
	}
	return small(img, w, h), nil
}

// slow hands out a little at a time, and nothing once its context has ended.
type slow struct {
	ctx context.Context
	r   io.Reader
}

func (s *slow) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p[:min(len(p), sip)])
}

// samples are how many points of each side of a pixel's ground are looked at.
const samples = 6

// small is img in at most w × h pixels. Each is the mean of a few of those in its place; what is transparent is
// laid on white, as on a page.
func small(img image.Image, w, h int) *image.RGBA {
	b := img.Bounds()
	if b.Dx()*h < b.Dy()*w {
		w = max(b.Dx()*h/b.Dy(), 1)
	} else {
		h = max(b.Dy()*w/b.Dx(), 1)
	}
	w, h = min(w, b.Dx()), min(h, b.Dy())
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			out.SetRGBA(x, y, mean(img, b.Min.X+x*b.Dx()/w, b.Min.Y+y*b.Dy()/h, b.Min.X+(x+1)*b.Dx()/w, b.Min.Y+(y+1)*b.Dy()/h))
		}
	}
	return out
}

func mean(img image.Image, x0, y0, x1, y1 int) color.RGBA {
	var sum [3]uint32
	n := uint32(0)
	nx, ny := min(x1-x0, samples), min(y1-y0, samples)
	for j := range ny {
		for i := range nx {
			r, g, b, a := img.At(x0+(2*i+1)*(x1-x0)/(2*nx), y0+(2*j+1)*(y1-y0)/(2*ny)).RGBA()
			for k, v := range [...]uint32{r, g, b} {
				sum[k] += (v + 0xffff - a) >> 8
			}
			n++
		}
	}
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 0xff}
}
