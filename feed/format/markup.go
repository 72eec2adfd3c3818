package format

import "bytes"

// looksLikeMarkup says that a text of unknown type is HTML: it has a tag of HTML, or a reference to a
// character. A lone "<" or "&" is neither, and neither is an unknown tag such as "<redacted>".
func looksLikeMarkup(s []byte) bool { return hasTag(s) || hasReference(s) }

// hasTag says that s has an end tag of HTML, an element of HTML that has none or has attributes, or a
// comment.
func hasTag(s []byte) bool {
	for {
		i := bytes.IndexByte(s, '<')
		if i < 0 || i+2 >= len(s) {
			return false
		}
		s = s[i+1:]
		if bytes.HasPrefix(s, []byte("!--")) {
			return true
		}
		end := bytes.IndexByte(s[:min(len(s), maxTag)], '>')
		if end < 0 {
			continue
		}
		tag := s[:end]
		closing := end > 0 && tag[0] == '/'
		if closing {
			tag = tag[1:]
		}
		var buf [32]byte
		name := nameOf(tag)
		known := lower(&buf, name)
		if !isHTMLName(string(known)) {
			continue
		}
		if closing || isVoid(string(known)) || bytes.IndexByte(tag[len(name):], '=') >= 0 || string(known) == "p" {
			return true
		}
	}
}

// maxTag is the longest tag, in bytes, by which a text is known for markup.
const maxTag = 1024

func hasReference(s []byte) bool {
	for {
		i := bytes.IndexByte(s, '&')
		if i < 0 {
			return false
		}
		s = s[i:]
		ref := s[:min(len(s), 40)]
		if semi := bytes.IndexByte(ref, ';'); semi > 1 {
			if _, n := appendReference(nil, ref); n == semi+1 {
				return true
			}
		}
		s = s[1:]
	}
}

// resolveMarkup makes the relative addresses in markup absolute, seen from base. Everything else stays
// as published; without a relative address the result is markup itself. grown is the number of bytes that
// came to it; once it passes most, addresses stay as they are.
func resolveMarkup(base string, markup []byte, most int) (out []byte, grown int) {
	if base == "" || bytes.IndexByte(markup, '=') < 0 {
		return markup, 0
	}
	done := 0 // out has what is before it, once something had to change
	for i := 0; grown <= most; {
		lt := bytes.IndexByte(markup[i:], '<')
		if lt < 0 {
			break
		}
		i += lt + 1
		if i >= len(markup) || !mayHoldAddress(markup[i]) {
			continue
		}
		end := htmlTagEnd(markup, i)
		if fixed, changed := resolveTag(base, markup[i:end]); changed {
			out = append(out, markup[done:i]...)
			out = append(out, fixed...)
			grown += len(fixed) - (end - i)
			done = end
		}
		i = end
	}
	if done == 0 {
		return markup, 0
	}
	return append(out, markup[done:]...), grown
}

// mayHoldAddress says whether a tag whose name begins with c can have an attribute with an address: a,
// area, applet, blockquote, body, del, embed, form, frame, head, iframe, img, input, ins, link, object, q,
// source, table, td, track, video.
func mayHoldAddress(c byte) bool {
	switch c | 0x20 {
	case 'a', 'b', 'd', 'e', 'f', 'h', 'i', 'l', 'o', 'q', 's', 't', 'v':
		return true
	}
	return false
}

// htmlTagEnd is the index of the '>' that ends the tag in which from lies, quotes respected, or the
// index of the end of markup.
func htmlTagEnd(markup []byte, from int) int {
	end := bytes.IndexByte(markup[from:], '>')
	if end < 0 {
		return len(markup)
	}
	first := from + end
	if bytes.IndexByte(markup[from:first], '=') < 0 {
		return first
	}
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
	return first // a quote is never closed
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

// resolveTag makes the relative addresses in one tag, of which the outer brackets are left out, absolute. A place in the
// same text, a footnote's, stays as it is: it leads nowhere from a story.
func resolveTag(base string, tag []byte) ([]byte, bool) {
	attrs := tag[len(nameOf(tag)):]
	var out []byte
	done := 0
	for {
		n, v, rest, ok := nextAttr(attrs)
		if !ok {
			break
		}
		at := len(tag) - len(attrs)
		end := len(tag) - len(rest)
		attrs = rest
		var buf [32]byte
		if len(n) > len(buf) || len(v) == 0 || v[0] == '#' || isAbsolute(v) || !isAddressAttr(string(lower(&buf, n))) {
			continue
		}
		ref := decodeAttr(v)
		abs := resolveRef(base, ref)
		if abs == ref {
			continue
		}
		i := at + bytes.Index(tag[at:], n)
		out = append(out, tag[done:i]...)
		out = append(out, n...)
		out = appendQuoted(append(out, '='), abs)
		done = end
	}
	if done == 0 {
		return tag, false
	}
	return append(out, tag[done:]...), true
}

// isAbsolute says that the value of an attribute begins with http: or https:, as nearly all do.
func isAbsolute(v []byte) bool {
	return len(v) > 6 && (v[0]|0x20) == 'h' && (v[1]|0x20) == 't' && (v[2]|0x20) == 't' && (v[3]|0x20) == 'p' && (v[4] == ':' || v[5] == ':')
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
