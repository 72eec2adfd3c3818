package format

import (
	"bytes"
	"strings"
)

// looksLikeMarkup says that a string of unknown type is HTML: it has a tag of HTML, or a reference to a
// character. A lone "<" or "&" is neither, and neither is an unknown tag such as "<redacted>".
func looksLikeMarkup(s string) bool { return hasTag(s) || hasReference(s) }

// hasTag says that s has an end tag of HTML, an element of HTML that has none or has attributes, or a
// comment.
func hasTag(s string) bool {
	if strings.Contains(s, "<!--") {
		return true
	}
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+2 >= len(s) {
			return false
		}
		s = s[i+1:]
		end := strings.IndexByte(s, '>')
		if end < 0 {
			return false
		}
		tag := s[:end]
		closing := tag != "" && tag[0] == '/'
		if closing {
			tag = tag[1:]
		}
		name := nameOf([]byte(tag))
		known := strings.ToLower(string(name))
		if !isHTMLName(known) {
			continue
		}
		if closing || isVoid(known) || strings.Contains(tag[len(name):], "=") || known == "p" {
			return true
		}
	}
}

func hasReference(s string) bool {
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return false
		}
		s = s[i:]
		ref := s[:min(len(s), 40)]
		if semi := strings.IndexByte(ref, ';'); semi > 1 && semi < 40 {
			if _, n := appendReference(nil, []byte(ref)); n == semi+1 {
				return true
			}
		}
		s = s[1:]
	}
}

// resolveMarkup makes the relative addresses in markup absolute, seen from base. Everything else stays
// as published; without a relative address the result is markup itself.
func resolveMarkup(base, markup string) string {
	if base == "" || strings.IndexByte(markup, '=') < 0 {
		return markup
	}
	var out []byte // what is before done, once something had to change
	done := 0
	for i := 0; ; {
		lt := strings.IndexByte(markup[i:], '<')
		if lt < 0 {
			break
		}
		i += lt + 1
		if i >= len(markup) || !mayHoldAddress(markup[i]) {
			continue
		}
		end := htmlTagEnd(markup, i)
		tag := markup[i:end]
		if strings.IndexByte(tag, '=') >= 0 {
			if fixed, changed := resolveTag(base, tag); changed {
				out = append(out, markup[done:i]...)
				out = append(out, fixed...)
				done = end
			}
		}
		i = end
	}
	if done == 0 {
		return markup
	}
	return string(append(out, markup[done:]...))
}

// mayHoldAddress says whether a tag whose name begins with c can have an attribute with an address: a,
// area, applet, blockquote, body, del, embed, form, frame, iframe, img, input, ins, link, object, q, source,
// track, video.
func mayHoldAddress(c byte) bool {
	switch c | 0x20 {
	case 'a', 'b', 'd', 'e', 'f', 'i', 'l', 'o', 'q', 's', 't', 'v', 'h':
		return true
	}
	return false
}

// htmlTagEnd is the index of the '>' that ends the tag in which from lies, quotes respected, or the
// index of the end of markup.
func htmlTagEnd(markup string, from int) int {
	var quote byte
	for i := from; i < len(markup); i++ {
		switch c := markup[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i
		case c == '"' || c == '\'':
			if markup[i-1] == '=' || markup[i-1] == ' ' {
				quote = c
			}
		}
	}
	if quote != 0 { // never closed: the first '>' counts
		if i := strings.IndexByte(markup[from:], '>'); i >= 0 {
			return from + i
		}
	}
	return len(markup)
}

// isAddressAttr says that an attribute of HTML holds one address.
func isAddressAttr(name string) bool {
	switch name {
	case "href", "src", "cite", "longdesc", "action", "background", "poster", "data", "usemap", "codebase", "classid", "profile",
		"formaction":
		return true
	}
	return false
}

// resolveTag makes the relative addresses in one tag absolute.
func resolveTag(base, tag string) (string, bool) {
	name := nameOf([]byte(tag))
	src := []byte(tag)
	attrs := src[len(name):]
	var out []byte
	done := 0
	for {
		n, v, rest, ok := nextAttr(attrs)
		if !ok {
			break
		}
		at := cap(src) - cap(attrs)
		end := len(src) - len(rest)
		attrs = rest
		var buf [32]byte
		if len(n) > len(buf) || !isAddressAttr(string(lower(&buf, n))) || len(v) == 0 {
			continue
		}
		ref := decodeAttr(v)
		abs := resolveRef(base, ref)
		if abs == ref {
			continue
		}
		i := at + bytes.Index(src[at:], n)
		out = append(out, src[done:i]...)
		out = append(out, n...)
		out = appendQuoted(append(out, '='), abs)
		done = end
	}
	if done == 0 {
		return tag, false
	}
	return string(append(out, src[done:]...)), true
}

func appendQuoted(dst []byte, value string) []byte {
	dst = append(dst, '"')
	for i := range len(value) {
		switch c := value[i]; c {
		case '"':
			dst = append(dst, "&quot;"...)
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}
