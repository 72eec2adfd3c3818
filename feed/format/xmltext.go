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
	if p.against() != "" && p.grown <= maxGrowth && bytes.IndexByte(attrs, '=') >= 0 {
		if fixed, changed := resolveTag(p.against(), attrs); changed {
			p.grown += len(fixed) - len(attrs)
			attrs = fixed
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
	raw = withoutCDATA(mended(raw))
	switch form {
	case formPlain:
		return Text{string(raw), Plain}
	case formGuess:
		return p.plainOrMarkup(raw)
	case formCaptured:
		return p.captured(raw)
	case formBinary:
		return Text{}
	}
	if f.el == elTitle {
		return p.plainOrMarkup(raw)
	}
	return p.markup(raw)
}

// withoutCDATA drops the marks of CDATA sections that were written as text: sections in sections, and sections that
// were escaped. As HTML they would hide what is in them. Around what cannot be read anyway they stay.
func withoutCDATA(raw []byte) []byte {
	if !bytes.Contains(raw, []byte("<![CDATA[")) {
		return raw
	}
	bare := raw
	for _, mark := range []string{"<![CDATA[", "]]>", "]]&gt;"} {
		bare = bytes.ReplaceAll(bare, []byte(mark), nil)
	}
	bare = bytes.TrimSpace(bare)
	if strings.TrimSpace(dropScripts(string(bare))) == "" {
		return raw
	}
	return bare
}

// captured is markup that stood in the XML; its addresses were resolved tag by tag. An XHTML element
// without a single tag holds either plain text or, against the rules, escaped HTML.
func (p *parser) captured(raw []byte) Text {
	if bytes.IndexByte(raw, '<') < 0 {
		if plain := appendDecoded(nil, raw); hasTag(plain) {
			return p.markup(plain)
		}
	}
	return Text{string(withoutDiv(raw)), Markup}
}

// withoutDiv drops the div around XHTML, which is no part of the content (RFC 4287 §3.1.1.3).
func withoutDiv(markup []byte) []byte {
	if !bytes.HasPrefix(markup, []byte("<div")) || !bytes.HasSuffix(markup, []byte("</div>")) {
		return markup
	}
	start, end := htmlTagEnd(markup, 1)+1, len(markup)-len("</div>")
	if start > end {
		return markup
	}
	inner := markup[start:end]
	open := 0
	for rest := inner; ; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 {
			return bytes.TrimSpace(inner)
		}
		rest = rest[i+1:]
		switch {
		case bytes.HasPrefix(rest, []byte("div")):
			open++
		case bytes.HasPrefix(rest, []byte("/div")):
			if open--; open < 0 {
				return markup // the first div ends before the last
			}
		}
	}
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
