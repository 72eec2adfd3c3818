package format

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// textForm is how the characters of an element are to be read.
type textForm uint8

const (
	formGuess    textForm = iota // HTML if it looks so: titles of RSS
	formPlain                    // characters stand for themselves
	formHTML                     // HTML, once XML's references are resolved
	formCaptured                 // was markup inside of the XML
	formBase64                   // of a text type
	formBinary                   // base64 of something that is no text
)

// formOf reads the type and mode of an Atom text or content (RFC 4287 §3.1.1, §4.1.3.1; Atom 0.3 §3.1).
func (p *parser) formOf(el element, attrs []byte) textForm {
	kind, typed := lookAttr(attrs, "type")
	kind = strings.ToLower(strings.TrimSpace(kind))
	if semi := strings.IndexByte(kind, ';'); semi >= 0 {
		kind = strings.TrimSpace(kind[:semi])
	}
	mode := strings.ToLower(attr(attrs, "mode"))
	switch {
	case mode == "base64":
		return formBase64
	case p.feed.Kind != Atom && !typed:
		if el == elTitle || el == elAltTitle || el == elCopyright || el == elAltSummary {
			return formGuess
		}
		return formHTML
	case kind == "xhtml" || kind == "application/xhtml+xml":
		return formCaptured
	case kind == "html" || kind == "text/html":
		return formHTML
	case (kind == "text" || kind == "text/plain" || !typed) && p.feed.Kind == Atom:
		return formPlain
	case kind == "text" || kind == "text/plain":
		return formGuess
	case mode == "escaped":
		return formHTML
	case strings.HasSuffix(kind, "/xml") || strings.HasSuffix(kind, "+xml"):
		return formCaptured
	case strings.HasPrefix(kind, "text/"):
		return formPlain
	case strings.Contains(kind, "/"):
		return formBinary
	}
	return formHTML
}

// startCapture begins to keep the markup inside of the top element instead of reading it. What was read
// of its text so far becomes markup as well.
func (p *parser) startCapture() {
	x := &p.xml
	x.capture = len(x.frames)
	x.decode = p.feed.Kind == Atom && x.frames[x.capture-1].form == formHTML
	at := x.frames[x.capture-1].text
	if before := x.text[at:]; bytes.ContainsAny(before, "<>&") && x.frames[x.capture-1].form != formHTML {
		escaped := appendEscaped(nil, before)
		x.text = append(x.text[:at], escaped...)
	}
}

// appendTag writes a start tag as HTML has it: without prefix, without xmlns, with an end tag where XML
// needs none, its relative addresses resolved.
func (p *parser) appendTag(dst, name []byte, tok token) []byte {
	dst = append(append(dst, '<'), name...)
	attrs := tok.attrs
	if p.base != "" && bytes.IndexByte(attrs, '=') >= 0 {
		if fixed, changed := resolveTag(p.base, "x"+string(attrs)); changed {
			attrs = []byte(fixed)[1:]
		}
	}
	dst = append(dst, bytes.TrimRight(attrs, " \t\r\n")...)
	return append(dst, '>')
}

// appendEndTag writes the end tag of a captured element.
func appendEndTag(dst, qname []byte) []byte {
	_, local := splitName(qname)
	var buf [32]byte
	name := lower(&buf, local)
	if isVoid(string(name)) {
		return dst
	}
	dst = append(append(dst, "</"...), name...)
	return append(dst, '>')
}

// construct makes the text of an element that may hold markup.
func (p *parser) construct(f *frame, raw []byte) Text {
	raw = bytes.TrimSpace(raw)
	form := f.form
	if form == formBase64 || form == formBinary {
		raw, form = unBase64(raw, form)
	}
	s := mended(string(raw))
	switch form {
	case formPlain:
		return Text{s, Plain}
	case formGuess:
		return p.plainOrMarkup(s)
	case formCaptured:
		return p.captured(s)
	case formBinary:
		return Text{}
	}
	if f.el == elTitle && !looksLikeMarkup(s) {
		return Text{s, Plain}
	}
	return Text{p.markup(s), Markup}
}

// captured is markup that stood in the XML; its addresses were resolved tag by tag. An XHTML element
// without a single tag holds either plain text or, against the rules, escaped HTML.
func (p *parser) captured(s string) Text {
	if strings.IndexByte(s, '<') >= 0 {
		return Text{s, Markup}
	}
	if plain := string(appendDecoded(nil, []byte(s))); hasTag(plain) {
		return Text{p.markup(plain), Markup}
	}
	return Text{s, Markup}
}

// unBase64 decodes Atom 0.3 base64 and Atom 1.0 contents of other types. What does not decode to text
// stays as it was where it was declared a text, and is nothing where it was not.
func unBase64(raw []byte, form textForm) ([]byte, textForm) {
	packed := bytes.Map(func(r rune) rune {
		if r <= ' ' || r == '=' {
			return -1
		}
		return r
	}, raw)
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(packed)))
	n, err := base64.RawStdEncoding.Decode(out, packed)
	switch {
	case err == nil && utf8.Valid(out[:n]):
		return bytes.TrimSpace(out[:n]), formGuess
	case form == formBinary:
		return nil, formBinary
	}
	return raw, formHTML
}

// mended undoes an encoding done twice: UTF-8 that was read as windows-1252 or ISO 8859-1 and encoded
// again ("donâ€™t"). It changes s only when all that is not ASCII in it reads as UTF-8 then. Single
// C1 controls, which no text has, are read as windows-1252.
func mended(s string) string {
	high := -1
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			high = i
			break
		}
	}
	if high < 0 {
		return s
	}
	first, _ := utf8.DecodeRuneInString(s[high:])
	if first >= 0xC2 && first <= 0xF4 {
		if out, ok := undoubled(s); ok {
			return out
		}
	}
	if !hasC1(s[high:]) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= 0x80 && r <= 0x9F {
			return fromWindows1252(byte(r))
		}
		return r
	}, s)
}

// hasC1 says that s has a control of U+0080 to U+009F.
func hasC1(s string) bool {
	for {
		i := strings.IndexByte(s, 0xC2)
		if i < 0 || i+1 >= len(s) {
			return false
		}
		if s[i+1] < 0xA0 {
			return true
		}
		s = s[i+1:]
	}
}

// undoubled reads s as bytes of windows-1252 and those as UTF-8.
func undoubled(s string) (string, bool) {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		b, ok := toWindows1252(r)
		if !ok {
			return "", false
		}
		out = append(out, b)
	}
	return string(out), utf8.Valid(out)
}
