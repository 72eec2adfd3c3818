package opml

import (
	"html"
	"strings"
)

// tag is one start tag of an outline, as far as it can be read.
type tag struct {
	attr  map[string]string // by lower-case name, decoded
	empty bool              // "<outline …/>"
	size  int               // bytes read
	read  int               // attributes met
}

// address is the feed's address, "" for a folder or another kind of outline.
func (t tag) address() string {
	if u := strings.TrimSpace(t.attr["xmlurl"]); u != "" {
		return u
	}
	switch strings.ToLower(strings.TrimSpace(t.attr["type"])) {
	case "rss", "atom", "feed":
		return strings.TrimSpace(t.attr["url"])
	}
	return ""
}

// Bounds of what one tag may make the reader do.
const (
	maxAttrs = 64       // what follows is passed over
	maxValue = 16 << 10 // bytes
)

// readTag reads from after "<" to after the tag's end. A tag that is never closed ends before the next
// one.
func readTag(s string) tag {
	t := tag{attr: map[string]string{}}
	i := len(s) - len(strings.TrimLeft(s, nameBytes))
	for i < len(s) {
		switch c := s[i]; {
		case c == '>':
			t.size = i + 1
			return t
		case c == '<' && opensTag(s[i:]):
			t.size = i
			return t
		case c == '/' && strings.HasPrefix(strings.TrimLeft(s[i+1:], blanks), ">"):
			t.empty = true
			i++
		case strings.IndexByte(nameBytes, c) >= 0 && t.read < maxAttrs:
			t.read++
			i = t.attribute(s, i)
		default:
			i++
		}
	}
	t.size = len(s)
	return t
}

const blanks = " \t\r\n"

// opensTag tells whether s, which begins with "<", is a tag that a list may hold.
func opensTag(s string) bool {
	n := tagName(strings.TrimPrefix(s[1:], "/"))
	return is(n, "outline") || is(n, "body") || is(n, "opml") || strings.HasPrefix(s, "<!--")
}

// attribute reads a name at i and its value, and gives where the reading goes on.
func (t *tag) attribute(s string, i int) int {
	end := i + len(s[i:]) - len(strings.TrimLeft(s[i:], nameBytes))
	key := strings.ToLower(s[i:end])
	if j := strings.LastIndexByte(key, ':'); j >= 0 {
		key = key[j+1:]
	}
	j := skipBlanks(s, end)
	if j >= len(s) || s[j] != '=' {
		return end
	}
	j = skipBlanks(s, j+1)
	if j >= len(s) {
		return j
	}
	var value string
	if c := s[j]; c == '"' || c == '\'' {
		value, j = quoted(s, j)
	} else {
		value, j = bare(s, j)
	}
	if _, twice := t.attr[key]; !twice {
		t.attr[key] = unescape(value)
	}
	return j
}

func skipBlanks(s string, i int) int { return len(s) - len(strings.TrimLeft(s[i:], blanks)) }

// bare reads a value without quotation marks: to the next blank or the end of the tag.
func bare(s string, i int) (value string, next int) {
	end := i + cut(s[i:], blanks+"<>")
	value = s[i:end]
	if end < len(s) && s[end] == '>' && strings.HasSuffix(value, "/") && !strings.Contains(value, "?") {
		return value[:len(value)-1], end - 1
	}
	return value, end
}

func cut(s, any string) int {
	if i := strings.IndexAny(s, any); i >= 0 {
		return i
	}
	return len(s)
}

// quoted reads a value in quotation marks from i. A mark ends it only where an attribute, the end of the
// tag or nothing follows, so that titles may have marks of their own. Where the closing mark is
// missing, the value ends before the attribute or tag that it has swallowed.
func quoted(s string, i int) (value string, next int) {
	q := s[i]
	begin := i + 1
	s = s[:min(len(s), begin+maxValue)]
	for j := begin; j < len(s); j++ {
		switch c := s[j]; {
		case c == q && ends(s[j+1:]):
			value = s[begin:j]
			if k := swallowed(value); k >= 0 {
				return value[:k], begin + k
			}
			return value, j + 1
		case c == '<' && opensTag(s[j:]):
			return unclosed(s[begin:j], begin)
		case c == '<':
			j += max(markup(s[j:])-1, 0)
		}
	}
	return unclosed(s[begin:], begin)
}

// markup is the length in bytes of a tag of HTML at the start of s, which descriptions hold as it is, marks
// and all; 0 for none.
func markup(s string) int {
	if len(s) < 3 || s[1] != '/' && (s[1]|0x20 < 'a' || s[1]|0x20 > 'z') {
		return 0
	}
	end := cut(s[1:min(len(s), 1000)], "<>") + 1
	if end >= len(s) || s[end] != '>' {
		return 0
	}
	if in := strings.ToLower(s[:end]); strings.Contains(in, "xmlurl") || strings.Contains(in, "htmlurl") {
		return 0
	}
	return end + 1
}

// ends tells whether a value may end before s.
func ends(s string) bool {
	t := strings.TrimLeft(s, blanks)
	if t == "" || t[0] == '>' || t[0] == '<' || strings.HasPrefix(t, "/>") || strings.HasPrefix(t, "?>") {
		return true
	}
	n := len(t) - len(strings.TrimLeft(t, nameBytes))
	if n == 0 {
		return false
	}
	after := strings.TrimLeft(t[n:], blanks)
	if strings.HasPrefix(after, "=") {
		v := strings.TrimLeft(after[1:], blanks)
		return len(t) < len(s) || v != "" && (v[0] == '"' || v[0] == '\'')
	}
	return false
}

// swallowed finds an attribute that OPML knows inside a value, at which its closing mark must be
// missing; -1 for none.
func swallowed(value string) int {
	low := []byte(value)
	for i, c := range low {
		if c >= 'A' && c <= 'Z' {
			low[i] = c | 0x20
		}
	}
	for i := range low {
		if low[i] == '<' {
			clear(low[i : i+markup(string(low[i:min(len(low), i+1000)]))])
		}
	}
	return find(string(low))
}

// find is where in low an attribute that OPML knows begins.
func find(low string) int {
	for _, known := range []string{"xmlurl", "htmlurl", "title", "text", "type"} {
		for from := 0; ; {
			i := strings.Index(low[from:], known)
			if i < 0 {
				break
			}
			i += from
			from = i + len(known)
			rest := strings.TrimLeft(low[from:], blanks)
			if i > 0 && strings.IndexByte(blanks, low[i-1]) >= 0 && strings.HasPrefix(rest, "=") {
				if rest = strings.TrimLeft(rest[1:], blanks); rest != "" && (rest[0] == '"' || rest[0] == '\'') {
					return i
				}
			}
		}
	}
	return -1
}

// unclosed is a value that the next tag or the end of the file cuts: it goes as far as it can be told
// from what follows.
func unclosed(value string, begin int) (string, int) {
	if k := swallowed(value); k >= 0 {
		return value[:k], begin + k
	}
	end := cut(value, ">")
	return strings.TrimRight(strings.TrimSuffix(value[:end], "/"), blanks), begin + end
}

// unescape resolves the references in a value. Only those that end in a semicolon are references:
// "&region=2" in an address is an argument of its query.
func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		if end := strings.IndexByte(s, ';'); end > 1 && end <= 32 && reference(s[1:end]) {
			b.WriteString(html.UnescapeString(s[:end+1]))
			s = s[end+1:]
			continue
		}
		b.WriteByte('&')
		s = s[1:]
	}
}

// reference tells whether s may stand between "&" and ";".
func reference(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '#' && i == 0) {
			return false
		}
	}
	return true
}
