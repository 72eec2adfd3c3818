package sshd

import (
	"encoding/binary"
	"testing"

	"lede/model/safe"
)

// pty is the payload of a pty-req (RFC 4254 §6.2), and from its ninth byte behind the name that of a window-change.
func pty(term string, w, h uint32) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(term)))
	b = append(b, term...)
	for _, n := range []uint32{w, h, 0, 0, 0} {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return b
}

// Whatever a client says of its terminal: what is kept of it is short, safe and of a size that a screen may have.
func FuzzTerminal(f *testing.F) {
	f.Add(pty("xterm", 80, 24), pty("", 100, 30)[4:], pty("LANG\x00", 1, 1))
	f.Add(pty("xterm", 1<<20, 1<<20), pty("", 1<<31, 0)[4:], []byte("\x00\x00\x00\x04TERM\x00\x00\x00\x03\x1b[m"))
	f.Add([]byte("\xff\xff\xff\xffxterm"), []byte{0, 0, 0}, []byte("\x00\x00\x00\x05LC_\x1b\x9b\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, req, change, env []byte) {
		l := &line{sizes: make(chan size, 1)}
		for range 2 * maxVars {
			l.setenv(env)
		}
		if l.resize(change) {
			t.Fatal("a size without a terminal")
		}
		ok := l.setpty(req)
		if ok != (l.size.w > 0) || len(l.term) > 3*maxTerm || safe.Line(l.term) != l.term {
			t.Fatalf("%v, %q, %v", ok, l.term, l.size)
		}
		sizes := []size{l.size}
		if l.resize(change) {
			sizes = append(sizes, <-l.sizes)
		}
		for _, s := range sizes {
			if ok && (s.w < 1 || s.w > maxColumns || s.h < 1 || s.h > maxRows) {
				t.Fatalf("a terminal of %v", s)
			}
		}
		if len(l.env) > maxVars {
			t.Fatalf("%d variables", len(l.env))
		}
		for _, v := range l.env {
			if safe.Line(v) != v || len(v) > 3*maxVar+8 {
				t.Fatalf("%q is kept", v)
			}
		}
	})
}
