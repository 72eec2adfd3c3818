package picture

import (
	"encoding/binary"
	"image"
)

// riff is a WebP file of chunks: names and what they hold by turns (RFC 9649 §2.3, §2.4).
func riff(chunks ...any) []byte {
	body := []byte("WEBP")
	for i := 0; i < len(chunks); i += 2 {
		data := chunks[i+1].([]byte)
		body = append(body, chunks[i].(string)...)
		body = binary.LittleEndian.AppendUint32(body, uint32(len(data)))
		if body = append(body, data...); len(data)%2 == 1 {
			body = append(body, 0)
		}
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// bits are written least significant first (RFC 9649 §3.2).
type bits struct {
	out  []byte
	used int // of the last byte; 0: it is full
}

func (b *bits) put(v uint32, n int) {
	for range n {
		if b.used == 0 {
			b.out = append(b.out, 0)
		}
		b.out[len(b.out)-1] |= byte(v&1) << b.used
		b.used = (b.used + 1) % 8
		v >>= 1
	}
}

// lossless is a picture as VP8L has it (RFC 9649 §3), without any of its transforms. A channel is nothing or full, but
// for alpha. One without bounds is as large as can be said, and holds nothing.
func lossless(img image.Image) []byte {
	const most = 1 << 14
	size, pixels := img.Bounds(), true
	if size.Dx() > most || size.Dy() > most {
		size, pixels = image.Rect(0, 0, most, most), false
	}
	_, _, _, a := img.At(size.Min.X, size.Min.Y).RGBA()
	b := &bits{out: []byte{0x2f}}
	b.put(uint32(size.Dx()-1), 14)
	b.put(uint32(size.Dy()-1), 14)
	b.put(1, 1)       // there is alpha
	b.put(0, 3+1+1+1) // version; no transforms, no colour cache, no groups of codes
	for range 3 {     // green, red, blue: simple codes of two symbols, 0 and 255
		b.put(1, 1)
		b.put(1, 1)
		b.put(0, 2)
		b.put(255, 8)
	}
	b.put(1, 1) // alpha: one symbol of eight bits
	b.put(0, 1)
	b.put(1, 1)
	b.put(a>>8, 8)
	b.put(1, 1) // distances: one, never used
	b.put(0, 3)
	if !pixels {
		return b.out
	}
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			r, g, bl, _ := img.At(x, y).RGBA()
			for _, v := range [...]uint32{g, r, bl} {
				b.put(v>>15, 1)
			}
		}
	}
	return b.out
}
