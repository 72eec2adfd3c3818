package graphics

import (
	"bytes"
	"image"
	"image/color"
	"slices"
	"strconv"
)

// band is how many rows of pixels one character of a sixel picture shows.
const band = 6

// sixels is img in w by h pixels as a terminal draws it, without the string's begin and end: h is cut to whole bands,
// so that nothing is drawn below it.
func sixels(img *image.RGBA, w, h int) []byte {
	h -= h % band
	pixels, colours := indexed(img, w, h)
	out := append(make([]byte, 0, w*h), '"', '1', ';', '1', ';')
	out = strconv.AppendInt(append(strconv.AppendInt(out, int64(w), 10), ';'), int64(h), 10)
	for i, c := range colours {
		out = append(strconv.AppendInt(append(out, '#'), int64(i), 10), ";2"...)
		for _, v := range [...]uint8{c.R, c.G, c.B} { // in per cent
			out = strconv.AppendInt(append(out, ';'), (int64(v)*100+127)/255, 10)
		}
	}
	bits := make([]byte, w)
	for y := 0; y < h; y += band {
		rows := pixels[y*w : (y+band)*w]
		here := present(rows)
		for n, c := range here {
			clear(bits)
			for i, p := range rows {
				if p == c {
					bits[i%w] |= 1 << (i / w)
				}
			}
			if n > 0 {
				out = append(out, '$')
			}
			out = strconv.AppendInt(append(out, '#'), int64(c), 10)
			out = runs(out, bits)
		}
		out = append(out, '-')
	}
	return bytes.TrimSuffix(out, []byte{'-'}) // a break at the end would begin another band
}

// present are the colours of some pixels, each once.
func present(pixels []uint8) []uint8 {
	var seen [256]bool
	var out []uint8
	for _, p := range pixels {
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

// runs writes one colour's dots of a band, what is empty at the end left off.
func runs(out, bits []byte) []byte {
	end := len(bits)
	for end > 0 && bits[end-1] == 0 {
		end--
	}
	for x := 0; x < end; {
		n := 1
		for x+n < end && bits[x+n] == bits[x] {
			n++
		}
		c := bits[x] + '?'
		if n > 3 {
			out = append(strconv.AppendInt(append(out, '!'), int64(n), 10), c)
		} else {
			for range n {
				out = append(out, c)
			}
		}
		x += n
	}
	return out
}

// Colours are counted and parted by the first five bits of each channel.
const (
	fine       = 5
	shades     = 1 << fine
	mostColour = 255
)

// indexed is img in w by h pixels of few colours: those that part the picture's own best (median cut, Heckbert 1982).
func indexed(img *image.RGBA, w, h int) ([]uint8, []color.RGBA) {
	bins := make([]bin, shades*shades*shades)
	at := make([]uint16, w*h)
	b := img.Rect
	for y := range h {
		for x := range w {
			c := img.RGBAAt(b.Min.X+x*b.Dx()/w, b.Min.Y+y*b.Dy()/h)
			k := uint16(c.R>>(8-fine))<<(2*fine) | uint16(c.G>>(8-fine))<<fine | uint16(c.B>>(8-fine))
			at[y*w+x] = k
			bins[k].add(k, c)
		}
	}
	var used []*bin
	for i := range bins {
		if bins[i].n > 0 {
			used = append(used, &bins[i])
		}
	}
	var colours []color.RGBA
	for i, box := range part(used) {
		var all bin
		for _, b := range box {
			all.n += b.n
			for k := range all.sum {
				all.sum[k] += b.sum[k]
			}
			b.colour = uint8(i)
		}
		colours = append(colours, color.RGBA{uint8(all.sum[0] / all.n), uint8(all.sum[1] / all.n), uint8(all.sum[2] / all.n), 0xff})
	}
	pixels := make([]uint8, len(at))
	for i, k := range at {
		pixels[i] = bins[k].colour
	}
	return pixels, colours
}

// bin is the pixels of colours next to one another.
type bin struct {
	key    uint16
	n      uint32
	sum    [3]uint32
	colour uint8
}

func (b *bin) add(key uint16, c color.RGBA) {
	b.key = key
	b.n++
	b.sum[0] += uint32(c.R)
	b.sum[1] += uint32(c.G)
	b.sum[2] += uint32(c.B)
}

// shade is one channel of a bin.
func (b *bin) shade(channel int) int {
	return int(b.key>>((2-channel)*fine)) & (shades - 1)
}

// part divides bins into boxes, always that which most pixels times its widest channel speak for, in the middle of its
// pixels.
func part(all []*bin) [][]*bin {
	if len(all) == 0 {
		return nil
	}
	boxes := []box{measured(all)}
	for len(boxes) < mostColour {
		next := 0
		for i := range boxes {
			if boxes[i].weight > boxes[next].weight {
				next = i
			}
		}
		b := boxes[next]
		if b.weight == 0 {
			break
		}
		slices.SortStableFunc(b.bins, func(x, y *bin) int { return x.shade(b.widest) - y.shade(b.widest) })
		cut, half := 0, uint64(0)
		for half += uint64(b.bins[0].n); cut < len(b.bins)-2 && half < b.pixels/2; half += uint64(b.bins[cut].n) {
			cut++
		}
		boxes[next] = measured(b.bins[:cut+1])
		boxes = append(boxes, measured(b.bins[cut+1:]))
	}
	out := make([][]*bin, len(boxes))
	for i := range boxes {
		out[i] = boxes[i].bins
	}
	return out
}

// box is some bins, with what it is chosen by.
type box struct {
	bins   []*bin
	widest int // channel
	pixels uint64
	weight uint64 // 0: it cannot be parted
}

func measured(bins []*bin) box {
	b := box{bins: bins}
	width := 0
	for ch := range 3 {
		lo, hi := shades, 0
		for _, x := range bins {
			lo, hi = min(lo, x.shade(ch)), max(hi, x.shade(ch))
		}
		if hi-lo > width {
			width, b.widest = hi-lo, ch
		}
	}
	for _, x := range bins {
		b.pixels += uint64(x.n)
	}
	b.weight = b.pixels * uint64(width)
	return b
}
