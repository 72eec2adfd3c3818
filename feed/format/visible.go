package format

import "strings"

// visible is a text as it may be shown: markup without its comments and scripts, which are no text. A
// comment that is never closed ends at the next '>', or with the text.
func (t Text) visible() string {
	s := dropControls(t.Value)
	if t.Form == Plain {
		return s
	}
	return dropScripts(dropComments(s))
}

// dropControls drops the control characters that XML 1.0 forbids.
func dropControls(s string) string {
	forbidden := func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' }
	if strings.IndexFunc(s, forbidden) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, s)
}

func dropComments(s string) string {
	i := strings.Index(s, "<!--")
	if i < 0 {
		return s
	}
	var b strings.Builder
	closed := true // a "-->" may still come
	for ; i >= 0; i = strings.Index(s, "<!--") {
		b.WriteString(s[:i])
		s = s[i+4:]
		end := -1
		if closed {
			end = strings.Index(s, "-->")
			closed = end >= 0
		}
		if end >= 0 {
			s = s[end+3:]
		} else if end := strings.IndexByte(s, '>'); end >= 0 {
			s = s[end+1:]
		} else {
			s = ""
		}
	}
	b.WriteString(s)
	return b.String()
}

// dropScripts drops script elements. A start tag that is followed by another before any end tag began no
// script: only its tag is dropped, so that it cannot hide a story.
func dropScripts(s string) string {
	start := indexFold(s, 0, "<script")
	if start < 0 {
		return s
	}
	var b strings.Builder
	done, stop := 0, -1
	for start >= 0 {
		b.WriteString(s[done:start])
		done = tagClose(s, start)
		if stop < done {
			if stop = indexFold(s, done, "</script"); stop < 0 {
				return b.String() // never closed: what follows may be script
			}
		}
		start = indexFold(s, done, "<script")
		if start < 0 || start > stop {
			done = tagClose(s, stop)
			if start >= 0 && start < done {
				start = indexFold(s, done, "<script")
			}
		}
	}
	b.WriteString(s[done:])
	return b.String()
}

// tagClose is the index behind the '>' of the tag that begins at from.
func tagClose(s string, from int) int {
	if i := strings.IndexByte(s[from:], '>'); i >= 0 {
		return from + i + 1
	}
	return len(s)
}

// indexFold is the index at or after from of a small ASCII needle that begins with '<', in any letter case.
func indexFold(s string, from int, small string) int {
	for at := from; at < len(s); at++ {
		i := strings.IndexByte(s[at:], '<')
		if i < 0 {
			return -1
		}
		if at += i; hasPrefixFold(s[at:], small) {
			return at
		}
	}
	return -1
}
