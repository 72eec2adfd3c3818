package sshd

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// told is what comes of bytes, each message in its own words.
func told(in *input, late bool, chunks ...string) (out []string, more bool) {
	for i, c := range chunks {
		more = in.feed([]byte(c), late && i == len(chunks)-1, func(m tea.Msg) {
			switch m := m.(type) {
			case tea.KeyPressMsg:
				out = append(out, m.String())
			case tea.PasteMsg:
				out = append(out, "paste "+m.Content)
			default:
				out = append(out, fmt.Sprintf("%T", m))
			}
		})
	}
	return out, more
}

func TestBytesOfATerminalBecomeKeys(t *testing.T) {
	for _, c := range []struct {
		chunks []string
		want   string
	}{
		{[]string{"jk"}, "j k"},
		{[]string{"\x1b[A\x1b[B"}, "up down"},
		{[]string{"\x1b", "[A"}, "up"},
		{[]string{"\x1bOP\x03\r\t"}, "f1 ctrl+c enter tab"},
		{[]string{"\xe6\x96", "\xb0"}, "新"},
		{[]string{"\x1b[27u"}, "esc"},
		{[]string{"\x1b[<0;5;6M"}, "tea.MouseClickMsg"},
		{[]string{"\x1b]11;rgb:ffff/ffff/ffff\x07j"}, "tea.BackgroundColorMsg j"},
		{[]string{"\x1bP>|term 1.2\x1b\\j"}, "tea.TerminalVersionMsg j"},
		{[]string{"\x1bP1+r524742=", "38\x1b\\j"}, "tea.CapabilityMsg j"},
		{[]string{"\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;4cj"}, "uv.KittyGraphicsEvent uv.CellSizeEvent uv.PrimaryDeviceAttributesEvent j"},
		{[]string{"\x1b_G", "i=31;O", "K\x1b", "\\j"}, "uv.KittyGraphicsEvent j"},
		{[]string{"\x1b_", "Gi=31;OK\x1b\\j"}, "uv.KittyGraphicsEvent j"},
		{[]string{"\x1b[200~one\ntwo\x1b[201~j"}, "paste one\ntwo j"},
		{[]string{"\x1b[200~one", " two\x1b[2", "01~j"}, "paste one two j"},
		{[]string{"\x1b[200~", "\x1b[31mred\x1b[201~"}, "paste \x1b[31mred"},
	} {
		var in input
		got, more := told(&in, false, c.chunks...)
		if strings.Join(got, " ") != c.want || more {
			t.Errorf("%q: %q, more %v", c.chunks, got, more)
		}
	}
}

func TestALoneEscapeIsTheKeyWhenNothingFollows(t *testing.T) {
	var in input
	if got, more := told(&in, false, "\x1b"); len(got) > 0 || !more {
		t.Fatalf("%q, more %v", got, more)
	}
	if got, more := told(&in, true, ""); strings.Join(got, " ") != "esc" || more {
		t.Fatalf("%q, more %v", got, more)
	}
}

// An answer that a slow line brings in two pieces is no keys, however long the second takes; one that never ends is dropped.
func TestAnAnswerInPiecesIsNoKeys(t *testing.T) {
	var in input
	for i := range maxWaits - 1 {
		got, more := told(&in, true, map[bool]string{true: "\x1bP1+r524742"}[i == 0])
		if len(got) > 0 || !more {
			t.Fatalf("%q, more %v", got, more)
		}
	}
	if got, _ := told(&in, false, "=38\x1b\\j"); strings.Join(got, " ") != "tea.CapabilityMsg j" {
		t.Errorf("%q", got)
	}
	told(&in, false, "\x1b]11;rgb:ff")
	for range maxWaits {
		if got, _ := told(&in, true, ""); len(got) > 0 {
			t.Errorf("%q", got)
		}
	}
	if got, _ := told(&in, false, "j"); strings.Join(got, " ") != "j" {
		t.Errorf("%q", got)
	}
	if got, _ := told(&in, true, "\x1bP"); strings.Join(got, " ") != "alt+shift+p" {
		t.Errorf("%q", got)
	}
}

func TestEndlessInputIsBounded(t *testing.T) {
	for name, begin := range map[string]string{"a paste": "\x1b[200~", "a title": "\x1b]0;", "a device string": "\x1bP", "parameters": "\x1b[1;"} {
		var in input
		told(&in, false, begin)
		for range 800 {
			told(&in, false, strings.Repeat("1", 512))
		}
		if len(in.buf) > 2*maxSequence || cap(in.paste) > 4*maxPaste {
			t.Errorf("%s without an end: %d and %d bytes are kept", name, len(in.buf), cap(in.paste))
		}
		got, _ := told(&in, true, "\x1b[201~", "j")
		if len(got) == 0 || got[len(got)-1] != "j" {
			t.Errorf("%s without an end: the key after it is lost: %.80q", name, got)
		}
	}
}

func FuzzInput(f *testing.F) {
	for _, s := range []string{"j", "\x1b[A", "\x1b[200~x\x1b[201~", "\x1b]11;rgb:0/0/0\x07", "\x1b[<0;1;1M", "\x1bP1$r\x1b\\", "\xff\xfe", "\x1b[99999999999999u", "\x1b[M   ", "\x1b]0"} {
		f.Add([]byte(s), 1)
	}
	f.Fuzz(func(t *testing.T, b []byte, n int) {
		var in input
		n = min(max(n, 1), len(b)+1)
		give := func(m tea.Msg) {
			if p, ok := m.(tea.PasteMsg); ok && len(p.Content) > maxPaste {
				t.Errorf("a paste of %d bytes", len(p.Content))
			}
		}
		for len(b) > 0 {
			k := min(n, len(b))
			in.feed(b[:k], false, give)
			b = b[k:]
		}
		more := true
		for range maxWaits + 1 {
			more = in.feed(nil, true, give)
		}
		if more {
			t.Error("something is waited for though nothing follows")
		}
	})
}
