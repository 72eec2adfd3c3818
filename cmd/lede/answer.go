package main

import "bytes"

// answer keeps together what a terminal answers to a question about pictures (APC G … ST, kitty's graphics protocol):
// what decodes the keys waits a moment for the rest of a string, and then takes it for what was typed. One that does
// not end, or is longer than any, is dropped.
type answer struct {
	begun   []byte // an answer without its end
	dropped bool   // the rest of one is to be dropped as well
}

const (
	answerBegin = "\x1b_G"
	maxAnswer   = 128 // bytes
)

// pass adds to dst what of src may go on. dst grows by at most maxAnswer bytes more than src has.
func (a *answer) pass(dst, src []byte) []byte {
	if len(a.begun) > 0 {
		src = append(a.begun, src...)
		a.begun = nil
	}
	for len(src) > 0 {
		if a.dropped {
			end := bytes.IndexAny(src, stringEnds)
			if end < 0 {
				return dst
			}
			if src = src[end:]; len(src) == 1 {
				a.begun = bytes.Clone(src)
				return dst
			}
			a.dropped = false
			src = bytes.TrimPrefix(src, []byte("\x1b\\"))
			continue
		}
		i := bytes.Index(src, []byte(answerBegin))
		if i < 0 {
			return append(dst, src...)
		}
		dst, src = append(dst, src[:i]...), src[i:]
		end := bytes.IndexAny(src[len(answerBegin):], stringEnds)
		if end += len(answerBegin); end >= len(answerBegin) && end+1 < len(src) && end <= maxAnswer {
			if src[end] == 0x1b && src[end+1] == '\\' {
				dst = append(dst, src[:end+2]...)
				end += 2
			}
			src = src[end:]
			continue
		}
		if len(src) <= maxAnswer {
			a.begun = bytes.Clone(src)
			return dst
		}
		a.dropped, src = true, src[len(answerBegin):]
	}
	return dst
}

// stringEnds end a string, as its terminator begins or because something else does (ECMA-48 §5.6).
const stringEnds = "\x1b\x18\x1a"
