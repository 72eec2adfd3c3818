package main

import (
	"errors"
	"io"
	"os"

	tea "charm.land/bubbletea/v2"
)

// keyboardOf is where keys come from: standard input where that is a terminal, else the terminal that the
// program was started at, as when stories come through a pipe. end gives it back.
func keyboardOf(in io.Reader) (keys *keyboard, end func(), err error) {
	if f, ok := in.(*os.File); ok && isTerminal(f) {
		return &keyboard{File: f}, func() {}, nil
	}
	f, out, err := tea.OpenTTY()
	if err != nil {
		return nil, nil, errors.New("there is no terminal to read keys from; lede ls and lede show print without one")
	}
	return &keyboard{File: f}, func() { _ = f.Close(); _ = out.Close() }, nil
}

// keyboard is a terminal's input in which what is pasted (bracketed paste, ESC [200~ to ESC [201~) can be text only.
// What decodes the keys takes an escape string without an end, inside of a paste, for all that follows: the
// end of the paste, and every key after it.
type keyboard struct {
	*os.File
	pasted
	answer answer
}

// Read passes on what is typed. It may give no bytes and no error.
func (k *keyboard) Read(p []byte) (int, error) {
	if len(p) <= len(pasteEnd)+maxAnswer {
		return k.File.Read(p)
	}
	n, err := k.File.Read(p[:len(p)-len(pasteEnd)-maxAnswer])
	return len(k.answer.pass(p[:0], k.pass(nil, p[:n]))), err
}

const (
	pasteBegin = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
	maxPasted  = 64 << 10 // bytes; what is longer is cut
)

// pasted knows where in a stream of input pastes begin and end.
type pasted struct {
	inside bool
	marked int // bytes of the next mark that have come
	length int // bytes of this paste so far
	follow int // bytes of a rune that are still to come
}

// pass adds to dst what of src may go on: all that is typed, and of a paste the text. dst grows by at most
// five bytes more than src has.
func (s *pasted) pass(dst, src []byte) []byte {
	for _, c := range src {
		mark := pasteBegin
		if s.inside {
			mark = pasteEnd
		}
		if c != mark[s.marked] {
			if s.inside {
				for i := 1; i < s.marked; i++ { // it was no mark: what came of it is text, but for ESC
					dst = s.text(dst, mark[i])
				}
			}
			s.marked = 0
		}
		switch {
		case c == mark[s.marked]:
			if s.marked++; !s.inside {
				dst = append(dst, c)
			}
			if s.marked == len(mark) {
				if s.inside {
					dst = append(dst, pasteEnd...)
				}
				*s = pasted{inside: !s.inside}
			}
		case s.inside:
			dst = s.text(dst, c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// text adds a byte of a paste unless it is a control character or no part of UTF-8.
func (s *pasted) text(dst []byte, c byte) []byte {
	switch {
	case c >= 0x80 && c <= 0xbf:
		if s.follow == 0 {
			return dst
		}
		s.follow--
	case c >= 0xc2 && c <= 0xdf:
		s.follow = 1
	case c >= 0xe0 && c <= 0xef:
		s.follow = 2
	case c >= 0xf0 && c <= 0xf4:
		s.follow = 3
	case c == 0x7f, c < ' ' && c != '\t' && c != '\n' && c != '\r', c >= 0xc0:
		return dst
	default:
		s.follow = 0
	}
	if s.length++; s.length > maxPasted {
		return dst
	}
	return append(dst, c)
}
