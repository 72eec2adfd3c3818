package format

import "strings"

// visible is a text as it may be shown: markup without its comments and scripts, which are no text. A
// comment that is never closed ends at the next '>', or with the text.
func (t Text) visible() string {
	if t.Form == Plain {
		return t.Value
	}
	return dropScripts(dropComments(t.Value))
}

func dropComments(s string) string {
	i := strings.Index(s, "<!--")
	if i < 0 {
		return s
	}
	var b strings.Builder
	for ; i >= 0; i = strings.Index(s, "<!--") {
		b.WriteString(s[:i])
		s = s[i+4:]
		if end := strings.Index(s, "-->"); end >= 0 {
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
	if !containsFold(s, "<script") {
		return s
	}
	var b strings.Builder
	for {
		start := indexFold(s, "<script")
		if start < 0 {
			break
		}
		end := tagClose(s, start)
		next, stop := indexFold(s[end:], "<script"), indexFold(s[end:], "</script")
		b.WriteString(s[:start])
		switch {
		case stop < 0: // never closed: what follows may be script
			return b.String()
		case next >= 0 && next < stop:
			s = s[end:]
		default:
			s = s[tagClose(s, end+stop):]
		}
	}
	b.WriteString(s)
	return b.String()
}

// tagClose is the index behind the '>' of the tag that begins at from.
func tagClose(s string, from int) int {
	if i := strings.IndexByte(s[from:], '>'); i >= 0 {
		return from + i + 1
	}
	return len(s)
}

func containsFold(s, small string) bool { return indexFold(s, small) >= 0 }

// indexFold is strings.Index for a small ASCII needle that begins with '<', in any letter case.
func indexFold(s, small string) int {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '<')
		if i < 0 {
			return -1
		}
		at += i
		if hasPrefixFold(s[at:], small) {
			return at
		}
		at++
	}
}
