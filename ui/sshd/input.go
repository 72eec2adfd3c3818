package sshd

import (
	"bytes"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// input makes messages of the bytes that a terminal sends. It keeps little, whatever comes.
type input struct {
	dec     uv.EventDecoder
	buf     []byte
	pasting bool
	paste   []byte
	waits   int // how often the end of an answer was waited for
}

const (
	maxSequence = 4 << 10
	maxPaste    = 64 << 10 // what is longer is cut
	pasteEnd    = "\x1b[201~"
	maxWaits    = 20 // then what came of an answer is dropped
)

// feed adds bytes and gives the messages that are whole; more: the rest is the beginning of something.
// Late says that nothing followed for a while: a lone ESC is then the key.
func (in *input) feed(b []byte, late bool, give func(tea.Msg)) (more bool) {
	in.buf = append(in.buf, b...)
	if in.answering() && len(in.buf) <= maxSequence {
		if late {
			in.waits++
		}
		if in.waits < maxWaits {
			return true
		}
		in.buf = nil
	}
	in.waits = 0
	late = late || len(in.buf) > maxSequence
	for len(in.buf) > 0 {
		if in.pasting {
			if !in.pasted(give) {
				return false
			}
			continue
		}
		n, ev := in.next()
		_, unknown := ev.(uv.UnknownEvent)
		if !late && (n == 0 || unknown || in.buf[0] == 0x1b && n <= 2 || !utf8.FullRune(in.buf)) {
			return true
		}
		in.buf = in.buf[max(n, 1):]
		in.tell(ev, give)
	}
	in.buf = nil
	return false
}

// answering tells whether what came is the beginning of a terminal's answer, a string (ECMA-48 §8.3.27, §8.3.89) that
// has not ended: in pieces it would be keys. ESC and the letter alone are a key.
func (in *input) answering() bool {
	if len(in.buf) <= 2 || in.buf[0] != 0x1b || in.buf[1] != 'P' && in.buf[1] != ']' && in.buf[1] != '_' {
		return false
	}
	end := bytes.IndexAny(in.buf[2:], "\x07\x1b\x18\x1a")
	return end < 0 || in.buf[2+end] == 0x1b && len(in.buf) == 2+end+1
}

// next is the first event of what came. A fault in decoding costs one byte.
func (in *input) next() (n int, ev uv.Event) {
	defer func() {
		if recover() != nil {
			n, ev = 1, nil
		}
	}()
	return in.dec.Decode(in.buf)
}

// tell passes on what the App knows of.
func (in *input) tell(ev uv.Event, give func(tea.Msg)) {
	switch e := ev.(type) {
	case uv.MultiEvent:
		for _, one := range e {
			in.tell(one, give)
		}
	case uv.KeyPressEvent:
		give(tea.KeyPressMsg(e))
	case uv.MouseClickEvent:
		give(tea.MouseClickMsg(e))
	case uv.MouseReleaseEvent:
		give(tea.MouseReleaseMsg(e))
	case uv.MouseWheelEvent:
		give(tea.MouseWheelMsg(e))
	case uv.MouseMotionEvent:
		give(tea.MouseMotionMsg(e))
	case uv.TerminalVersionEvent:
		give(tea.TerminalVersionMsg(e))
	case uv.CapabilityEvent:
		give(tea.CapabilityMsg(e))
	case uv.CellSizeEvent, uv.KittyGraphicsEvent, uv.PrimaryDeviceAttributesEvent:
		give(e)
	case uv.BackgroundColorEvent:
		give(tea.BackgroundColorMsg(e))
	case uv.PasteStartEvent:
		in.pasting, in.paste = true, nil
	}
}

// pasted gathers a bracketed paste; true when it is whole.
func (in *input) pasted(give func(tea.Msg)) bool {
	end := bytes.Index(in.buf, []byte(pasteEnd))
	upto := end
	if end < 0 {
		upto = max(len(in.buf)-len(pasteEnd)+1, 0) // the rest may be the beginning of the end
	}
	in.paste = append(in.paste, in.buf[:min(upto, max(maxPaste-len(in.paste), 0))]...)
	if end < 0 {
		in.buf = append([]byte(nil), in.buf[upto:]...)
		return false
	}
	in.buf = in.buf[end+len(pasteEnd):]
	give(tea.PasteMsg{Content: strings.ToValidUTF8(string(in.paste), "")})
	in.pasting, in.paste = false, nil
	return true
}
