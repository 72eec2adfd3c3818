package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestWhatIsPastedIsText(t *testing.T) {
	for in, want := range map[string]string{
		"jk\x1b[A\x1b]x":                               "jk\x1b[A\x1b]x",
		"\x1b[200~plain\x1b[201~j":                     "\x1b[200~plain\x1b[201~j",
		"\x1b[200~osc\x1b]52;c;AAAA\x1b[201~\x03":      "\x1b[200~osc]52;c;AAAA\x1b[201~\x03",
		"\x1b[200~\x9d2;x\x90y\x1b[201~\x03":           "\x1b[200~2;xy\x1b[201~\x03",
		"\x1b[200~a\x1b[20b\x1b[201\x1b[201~\x1b[A":    "\x1b[200~a[20b[201\x1b[201~\x1b[A",
		"\x1b[200~\x1b\x1b[201~k":                      "\x1b[200~\x1b[201~k",
		"\x1b[200~line\r\n\ttwo – 字 😀\x1b[201~":        "\x1b[200~line\r\n\ttwo – 字 😀\x1b[201~",
		"\x1b[200~a\x00\x07\x7fb\xff\xc0\xaf\x1b[201~": "\x1b[200~ab\x1b[201~",
		"\x1b\x1b[200~x\x1b[201~":                      "\x1b\x1b[200~x\x1b[201~",
	} {
		for size := 1; size <= len(in); size++ { // however it is cut on its way
			var s pasted
			var got []byte
			for b := []byte(in); len(b) > 0; b = b[min(size, len(b)):] {
				got = s.pass(got, b[:min(size, len(b))])
			}
			if string(got) != want {
				t.Fatalf("%q in pieces of %d is %q, not %q", in, size, got, want)
			}
		}
	}
	var s pasted
	if got := s.pass(nil, []byte("\x1b[200~"+strings.Repeat("x", 1<<20)+"\x1b[201~j")); len(got) != 6+maxPasted+6+1 {
		t.Errorf("of a paste of a megabyte %d bytes are passed on", len(got))
	}
}

func FuzzPaste(f *testing.F) {
	for _, w := range some(hostileWords(), 40) {
		f.Add([]byte("j\x1b[200~"+w+"\x1b[201~k"), 7)
	}
	f.Fuzz(func(t *testing.T, in []byte, size int) {
		if len(in) > 1<<14 {
			t.Skip()
		}
		size = max(size%64, 1)
		var s, whole pasted
		var got []byte
		for b := in; len(b) > 0; b = b[min(size, len(b)):] {
			before := len(got)
			if got = s.pass(got, b[:min(size, len(b))]); len(got)-before > min(size, len(b))+len(pasteEnd)-1 {
				t.Fatalf("%q adds %q", b[:min(size, len(b))], got[before:])
			}
		}
		if want := whole.pass(nil, in); !bytes.Equal(got, want) {
			t.Fatalf("in pieces of %d it is %q, in one %q", size, got, want)
		}
		for rest := got; ; {
			_, after, ok := bytes.Cut(rest, []byte(pasteBegin))
			if !ok {
				break
			}
			text, end, ok := bytes.Cut(after, []byte(pasteEnd))
			if !ok && !s.inside {
				break
			}
			if bytes.ContainsAny(text, "\x00\x07\x1b\x7f") {
				t.Fatalf("%q is pasted", text)
			}
			rest = end
		}
	})
}

func TestAnAnswerAboutPicturesIsNeverKeys(t *testing.T) {
	const ok = "\x1b_Gi=31;OK\x1b\\"
	for in, want := range map[string]string{
		"j" + ok + "k":                       "j" + ok + "k",
		ok + ok:                              ok + ok,
		"\x1b_j\x1b":                         "\x1b_j\x1b", // alt+_ and keys
		"\x1b_Gi=31;OK\x1b[Aj":               "\x1b[Aj",    // cancelled by another sequence
		"\x1b_Gi=31\x18j":                    "\x18j",
		"\x1b_G" + strings.Repeat("x", 9999): "",
		"\x1b_G" + strings.Repeat("x", 9999) + "\x1b\\jk":                     "jk",
		"\x1b_G" + strings.Repeat("x", 9999) + "\x1b[A":                       "\x1b[A",
		"a\x1b_G" + strings.Repeat("x", 9999) + "\x1b\\" + ok + "\x1b[?62;4c": "a" + ok + "\x1b[?62;4c",
	} {
		for size := 1; size <= len(in); size = size*2 + 1 { // however it is cut on its way
			var a answer
			var got []byte
			for b := []byte(in); len(b) > 0; b = b[min(size, len(b)):] {
				before := len(got)
				if got = a.pass(got, b[:min(size, len(b))]); len(got)-before > min(size, len(b))+maxAnswer || len(a.begun) > maxAnswer {
					t.Fatalf("%.40q in pieces of %d grows by %d and holds %d back", in, size, len(got)-before, len(a.begun))
				}
			}
			if at := strings.Index(in, answerBegin); at%size+len(answerBegin) > size { // begun in pieces it goes on to what decodes keys, which waits a moment
				continue
			}
			if string(got) != want {
				t.Errorf("%.40q in pieces of %d is %.80q, not %.80q", in, size, got, want)
			}
		}
	}
}
