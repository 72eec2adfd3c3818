package format

import (
	"bytes"
	"errors"
	"io"
	"slices"
)

type tokenKind uint8

const (
	tokEOF       tokenKind = iota
	tokText                // text, with character references as written
	tokCDATA               // text that has none
	tokStart               // <name attrs>
	tokEmpty               // <name attrs/>
	tokEnd                 // </name>
	tokDirective           // <!DOCTYPE …> and the like: text is what stands inside
	tokSkip                // comments and processing instructions
)

// token is one piece of markup. Its slices point into the lexer's buffer and live until the next call.
type token struct {
	kind  tokenKind
	name  []byte // qualified name as written
	attrs []byte // what stands between the name and the tag's end
	text  []byte
	cut   bool // the input ended before the token did
}

const (
	windowBytes = 64 << 10 // how much a reader is asked for at once
	maxToken    = MaxBytes // a token longer than this is handed out in pieces
)

// lexer parts XML, and what pretends to be XML, into tokens. It never fails: what is no markup is text.
// With a reader it holds one token at a time; without, buf is the whole document.
type lexer struct {
	buf []byte
	pos int
	r   io.Reader
	eof bool
	err error // what the reader said, io.EOF apart

	missing [len(seps)]bool // separators that do not come any more: not looked for again and again
}

// seps are the separators that find is asked for.
var seps = [...]string{"<", ">", "-->", "?>", "]]>", "]>", `"`, "'"}

// fill makes room by dropping what is before keep, reads on, and gives the number of bytes dropped.
// It says false when there is nothing more.
func (l *lexer) fill(keep int) (dropped int, ok bool) {
	if l.eof || l.r == nil {
		l.eof = true
		return 0, false
	}
	if keep > 0 {
		n := copy(l.buf, l.buf[keep:])
		l.buf = l.buf[:n]
		l.pos -= keep
	}
	if cap(l.buf)-len(l.buf) < windowBytes/2 {
		grown := make([]byte, len(l.buf), max(2*cap(l.buf), windowBytes))
		copy(grown, l.buf)
		l.buf = grown
	}
	for range 100 { // a reader that gives nothing for ever is at its end
		n, err := l.r.Read(l.buf[len(l.buf):cap(l.buf)])
		l.buf = l.buf[:len(l.buf)+n]
		if err != nil {
			l.eof = true
			if !errors.Is(err, io.EOF) {
				l.err = err
			}
		}
		if n > 0 {
			return keep, true
		}
		if l.eof {
			return keep, false
		}
	}
	l.eof = true
	return keep, false
}

// find gives the index of sep at or after from, reading on as far as needed. The token in hand begins at
// *start, which is kept in the buffer and moves with it. -1: the input ends first.
func (l *lexer) find(start *int, from int, sep string) int {
	which := slices.Index(seps[:], sep)
	if l.missing[which] {
		return -1
	}
	for {
		if i := indexFrom(l.buf, from, sep); i >= 0 {
			return i
		}
		if len(l.buf)-*start > maxToken {
			return -1
		}
		from = max(from, len(l.buf)-len(sep)+1)
		dropped, ok := l.fill(*start)
		*start -= dropped
		from -= dropped
		if !ok {
			l.missing[which] = true
			return -1
		}
	}
}

func indexFrom(b []byte, from int, sep string) int {
	if from > len(b) {
		return -1
	}
	var i int
	if len(sep) == 1 {
		i = bytes.IndexByte(b[from:], sep[0])
	} else {
		i = bytes.Index(b[from:], []byte(sep))
	}
	if i < 0 {
		return -1
	}
	return from + i
}

// next gives the next token; tokEOF for ever after the last.
func (l *lexer) next() token {
	for {
		if l.pos >= len(l.buf) {
			if _, ok := l.fill(l.pos); !ok {
				return token{kind: tokEOF}
			}
		}
		var tok token
		if l.buf[l.pos] == '<' {
			tok = l.markup()
		} else {
			tok = l.textToken(l.pos)
		}
		if tok.kind != tokSkip {
			return tok
		}
	}
}

// textToken gives everything up to the next '<' at or after from.
func (l *lexer) textToken(from int) token {
	start := l.pos
	i := l.find(&start, from, "<")
	if i < 0 {
		i = len(l.buf)
	}
	l.pos = i
	return token{kind: tokText, text: l.buf[start:i], cut: i == len(l.buf) && l.eof}
}

// want makes sure that n bytes from the position on are in the buffer, if the input has them.
func (l *lexer) want(n int) {
	for len(l.buf)-l.pos < n {
		if _, ok := l.fill(l.pos); !ok {
			return
		}
	}
}

// markup reads what begins with the '<' at the position.
func (l *lexer) markup() token {
	l.want(9)
	rest := l.buf[l.pos:]
	if len(rest) < 2 {
		l.pos = len(l.buf)
		return token{kind: tokSkip, cut: true}
	}
	switch c := rest[1]; {
	case c == '!':
		return l.declaration(rest)
	case c == '?':
		return l.until("?>", ">", 2, tokSkip)
	case c == '/':
		return l.endTag()
	case isNameStart(c):
		return l.startTag()
	}
	return l.textToken(l.pos + 1) // "a < b" in a hurry
}

func (l *lexer) declaration(rest []byte) token {
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return l.until("-->", ">", 4, tokSkip)
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return l.until("]]>", "", 9, tokCDATA)
	}
	return l.doctype()
}

// until reads a token that ends with end. When the input has no end, what stands up to instead counts,
// and when that is "" or missing too, everything is the token's.
func (l *lexer) until(end, instead string, head int, kind tokenKind) token {
	start := l.pos
	i := l.find(&start, start+head, end)
	cut := false
	if i < 0 && instead != "" {
		end = instead
		i = l.find(&start, start+head, end)
		cut = i < 0
	} else {
		cut = i < 0
	}
	if i < 0 {
		i, end = len(l.buf), ""
	}
	l.pos = i + len(end)
	return token{kind: kind, text: l.buf[min(start+head, i):i], cut: cut}
}

// doctype reads <!…> with an internal subset in brackets, if it has one.
func (l *lexer) doctype() token {
	start := l.pos
	i := l.find(&start, start+2, ">")
	if i < 0 {
		l.pos = len(l.buf)
		return token{kind: tokSkip, cut: true}
	}
	if bytes.IndexByte(l.buf[start:i], '[') >= 0 {
		if j := l.find(&start, start+2, "]>"); j >= 0 {
			i = j + 1
		} else if j := l.find(&start, start+2, ">"); j >= 0 {
			i = j
		}
	}
	l.pos = i + 1
	return token{kind: tokDirective, text: l.buf[start+2 : i]}
}

func (l *lexer) endTag() token {
	start := l.pos
	i := l.find(&start, start+2, ">")
	tok := token{kind: tokEnd}
	stop := i + 1
	if i < 0 {
		i, stop, tok.cut = len(l.buf), len(l.buf), true
	}
	// "</title<link>": the end tag was never closed, and ends where the next one begins.
	if j := bytes.IndexByte(l.buf[start+1:i], '<'); j >= 0 {
		i = start + 1 + j
		stop, tok.cut = i, false
	}
	l.pos = stop
	tok.name = nameOf(l.buf[start+2 : i])
	return tok
}

// startTag reads <name …>. A '>' inside quotes does not end it, unless the quotes are never closed.
func (l *lexer) startTag() token {
	start := l.pos
	i, cut := l.tagEnd(&start)
	inside := l.buf[start+1 : i]
	l.pos = i
	if !cut && l.buf[i] == '>' {
		l.pos++
	}
	tok := token{kind: tokStart, cut: cut}
	if n := len(inside); n > 0 && inside[n-1] == '/' {
		tok.kind, inside = tokEmpty, inside[:n-1]
	}
	tok.name = nameOf(inside)
	tok.attrs = inside[len(tok.name):]
	return tok
}

// tagEnd finds the '>' that ends a start tag; or the '<' of the next tag where it is missing; or the
// input's end, and then says that the tag is cut.
func (l *lexer) tagEnd(start *int) (end int, cut bool) {
	i := *start + 1
	for {
		j := l.findTagByte(start, i)
		if j < 0 {
			return len(l.buf), true
		}
		switch c := l.buf[j]; c {
		case '>', '<':
			return j, false
		default: // a quotation mark
			rel := j - *start
			k := l.find(start, j+1, string(c))
			j = *start + rel
			// A '<' inside quotes is not XML: the quote was most likely never closed.
			if lt := bytes.IndexByte(l.buf[j+1:max(k, j+1)], '<'); k < 0 || lt >= 0 {
				g := l.find(start, *start+rel+1, ">")
				if k < 0 || (g >= 0 && g < *start+rel+1+lt) {
					if g < 0 {
						return len(l.buf), true
					}
					return g, false
				}
			}
			i = k + 1
		}
	}
}

// findTagByte finds the next byte that matters inside a start tag.
func (l *lexer) findTagByte(start *int, from int) int {
	for {
		for i := from; i < len(l.buf); i++ {
			switch l.buf[i] {
			case '>', '<', '"', '\'':
				return i
			}
		}
		from = len(l.buf)
		if from-*start > maxToken {
			return -1
		}
		dropped, ok := l.fill(*start)
		*start -= dropped
		from -= dropped
		if !ok {
			return -1
		}
	}
}

// nameOf is the leading name of b.
func nameOf(b []byte) []byte {
	for i, c := range b {
		if c <= ' ' || c == '/' || c == '=' || c == '"' || c == '\'' {
			return b[:i]
		}
	}
	return b
}

func isNameStart(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}
