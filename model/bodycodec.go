package model

import (
	"encoding/binary"
	"errors"
)

// The binary form of a Body, for stores. Version 1:
//
//	body  = 0x01 len(text) text blocks
//	blocks = count { block }
//	block = kind attrs start len [level] [start] [lang] [src] [alt] [href] [marker] [runs] [blocks]
//	runs  = count { start len style href }
//
// Numbers are varints (unsigned; a block's and a run's start is signed, counted from where the block
// around it starts); attrs and the upper bits of kind say which of the bracketed parts follow.
const bodyVersion = 1

const (
	hasLevel = 1 << iota
	hasStart
	hasLang
	hasSrc
	hasAlt
	hasRuns
	hasKids
	isOrdered
)

// Bits of the kind's byte, as attrs are full.
const (
	isHeader  = 0x80
	hasHref   = 0x40
	hasMarker = 0x20
	kindBits  = 0x1f
)

// mostNested is how deep blocks may lie in each other in the binary form.
const mostNested = 1000

var errBody = errors.New("the stored text is damaged")

// MarshalBinary is the compact form of b that UnmarshalBinary reads.
func (b Body) MarshalBinary() ([]byte, error) { return b.AppendBinary(make([]byte, 0, len(b.text)+64)) }

// AppendBinary appends the compact form of b to out.
func (b Body) AppendBinary(out []byte) ([]byte, error) {
	out = append(out, bodyVersion)
	out = appendText(out, b.text)
	return appendBlocks(out, b.blocks, 0), nil
}

func appendText(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

func appendBlocks(out []byte, bs []Block, base int) []byte {
	out = binary.AppendUvarint(out, uint64(len(bs)))
	for i := range bs {
		out = appendBlock(out, &bs[i], base)
	}
	return out
}

func appendBlock(out []byte, b *Block, base int) []byte {
	kind, attrs := byte(b.Kind), byte(0)
	set := func(on bool, bit byte) {
		if on {
			attrs |= bit
		}
	}
	set(b.Level != 0, hasLevel)
	set(b.Start != 0, hasStart)
	set(b.Lang != "", hasLang)
	set(b.Src != "", hasSrc)
	set(b.Alt != "", hasAlt)
	set(len(b.Runs) > 0, hasRuns)
	set(len(b.Kids) > 0, hasKids)
	set(b.Ordered, isOrdered)
	if b.Header {
		kind |= isHeader
	}
	if b.Href != "" {
		kind |= hasHref
	}
	if b.Marker != 0 {
		kind |= hasMarker
	}
	out = append(out, kind, attrs)
	out = appendSpan(out, b.Span, base)
	if b.Level != 0 {
		out = binary.AppendVarint(out, int64(b.Level))
	}
	if b.Start != 0 {
		out = binary.AppendVarint(out, int64(b.Start))
	}
	for _, s := range []string{b.Lang, b.Src, b.Alt, b.Href} {
		if s != "" {
			out = appendText(out, s)
		}
	}
	if b.Marker != 0 {
		out = append(out, b.Marker)
	}
	if len(b.Runs) > 0 {
		out = binary.AppendUvarint(out, uint64(len(b.Runs)))
		for _, r := range b.Runs {
			out = appendSpan(out, r.Span, b.Span.Start)
			out = append(out, byte(r.Style))
			out = appendText(out, r.Href)
		}
	}
	if len(b.Kids) > 0 {
		out = appendBlocks(out, b.Kids, b.Span.Start)
	}
	return out
}

func appendSpan(out []byte, s Span, base int) []byte {
	return binary.AppendUvarint(binary.AppendVarint(out, int64(s.Start-base)), uint64(s.Len()))
}

// UnmarshalBinary reads what MarshalBinary wrote. Damaged data gives an error and leaves b as it was;
// whatever it holds, every span of the Body lies in its text.
func (b *Body) UnmarshalBinary(data []byte) error {
	r := bodyReader{data: data}
	if r.byte() != bodyVersion {
		return errBody
	}
	got := Body{text: r.text()}
	r.size = len(got.text)
	got.blocks = r.blocks(0, 0)
	if r.bad || len(r.data) != 0 {
		return errBody
	}
	*b = got
	return nil
}

// BodyText is the Body that UnmarshalBinary reads, less its blocks: only its text is right. It is for
// searching many.
func BodyText(data []byte) (Body, error) {
	r := bodyReader{data: data}
	if r.byte() != bodyVersion {
		return Body{}, errBody
	}
	b := Body{text: r.text()}
	if r.bad {
		return Body{}, errBody
	}
	return b, nil
}

// bodyReader takes data from its front; once something does not fit it is bad and gives zeros.
type bodyReader struct {
	data []byte
	size int // bytes of the text
	bad  bool
}

func (r *bodyReader) byte() byte {
	if len(r.data) == 0 {
		r.bad = true
		return 0
	}
	c := r.data[0]
	r.data = r.data[1:]
	return c
}

func (r *bodyReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *bodyReader) varint() int64 {
	v, n := binary.Varint(r.data)
	if n <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *bodyReader) text() string {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.bad, r.data = true, nil
		return ""
	}
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

// count is a number of things of which each takes at least least bytes of what is left.
func (r *bodyReader) count(least int) int {
	n := r.uvarint()
	if n > uint64(len(r.data)/least) {
		r.bad, r.data = true, nil
		return 0
	}
	return int(n)
}

func (r *bodyReader) span(base int) Span {
	start := r.varint() + int64(base)
	n := r.uvarint()
	if start < 0 || start > int64(r.size) || n > uint64(int64(r.size)-start) {
		r.bad, r.data = true, nil
		return Span{}
	}
	return Span{int(start), int(start) + int(n)}
}

func (r *bodyReader) blocks(base, depth int) []Block {
	if depth > mostNested {
		r.bad, r.data = true, nil
	}
	n := r.count(4)
	if n == 0 {
		return nil
	}
	out := make([]Block, n)
	for i := range out {
		if r.block(&out[i], base, depth); r.bad {
			return nil
		}
	}
	return out
}

func (r *bodyReader) block(b *Block, base, depth int) {
	kind, attrs := r.byte(), r.byte()
	b.Kind, b.Header = BlockKind(kind&kindBits), kind&isHeader != 0
	if b.Kind > Rule {
		r.bad = true
		return
	}
	b.Ordered = attrs&isOrdered != 0
	b.Span = r.span(base)
	if attrs&hasLevel != 0 {
		b.Level = int(int32(r.varint()))
	}
	if attrs&hasStart != 0 {
		b.Start = int(r.varint())
	}
	if attrs&hasLang != 0 {
		b.Lang = r.text()
	}
	if attrs&hasSrc != 0 {
		b.Src = r.text()
	}
	if attrs&hasAlt != 0 {
		b.Alt = r.text()
	}
	if kind&hasHref != 0 {
		b.Href = r.text()
	}
	if kind&hasMarker != 0 {
		b.Marker = r.byte()
	}
	if attrs&hasRuns != 0 {
		b.Runs = make([]Run, r.count(4))
		for i := range b.Runs {
			b.Runs[i] = Run{Span: r.span(b.Span.Start), Style: Style(r.byte()), Href: r.text()}
		}
	}
	if attrs&hasKids != 0 {
		b.Kids = r.blocks(b.Span.Start, depth+1)
	}
}
