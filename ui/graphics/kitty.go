package graphics

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// A picture's number is the colour of its placeholders, one of the 256 that every terminal passes on unchanged. The
// first 16 are left out: they have other names, by which they might be sent.
const (
	firstID   = 16
	lastID    = 255
	mostCells = 297 // rows and columns that placeholders have marks for
)

// NextID is the number after another.
func NextID(id int) int {
	if id < firstID || id >= lastID {
		return firstID
	}
	return id + 1
}

// placeholders are the cells that kitty's protocol puts a picture into: a mark each, with its row and column, in the
// picture's number as the colour. Each says all of itself, so that any of them may be drawn without the others.
func placeholders(id, cols, rows int) []uv.Line {
	style := uv.Style{Fg: ansi.IndexedColor(id)}
	out := make([]uv.Line, rows)
	for y := range out {
		out[y] = make(uv.Line, cols)
		for x := range out[y] {
			out[y][x] = uv.Cell{Content: string([]rune{kitty.Placeholder, kitty.Diacritic(y), kitty.Diacritic(x)}), Width: 1, Style: style}
		}
	}
	return out
}

// transmit is a picture's pixels for kitty's protocol: PNG in base64, in pieces, and no answer wanted.
func transmit(id int, img image.Image) string {
	var file bytes.Buffer
	_ = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&file, img) // memory takes everything, and there are pixels
	data := base64.StdEncoding.EncodeToString(file.Bytes())
	var b strings.Builder
	b.Grow(len(data) + len(data)/kitty.MaxChunkSize*16 + 64)
	head := fmt.Sprintf("a=t,f=100,t=d,i=%d,q=2,", id)
	for len(data) > kitty.MaxChunkSize {
		fmt.Fprintf(&b, "\x1b_G%sm=1;%s\x1b\\", head, data[:kitty.MaxChunkSize])
		head, data = "q=2,", data[kitty.MaxChunkSize:]
	}
	fmt.Fprintf(&b, "\x1b_G%sm=0;%s\x1b\\", head, data)
	return b.String()
}

// put has placeholders of cols by rows show a picture that was sent.
func put(id, cols, rows int) string {
	return fmt.Sprintf("\x1b_Ga=p,U=1,i=%d,p=1,c=%d,r=%d,q=2\x1b\\", id, cols, rows)
}

// remove takes a picture out of the terminal's memory.
func remove(id int) string { return fmt.Sprintf("\x1b_Ga=d,d=I,i=%d,q=2\x1b\\", id) }
