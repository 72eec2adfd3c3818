package format

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonReader walks JSON (RFC 8259) without building it. It forgives what publishers get wrong: control
// bytes in strings, unknown escapes, missing and doubled commas; and it gives what is there when the
// input is cut. Every method consumes exactly one value, or nothing at the end of input.
type jsonReader struct {
	b     []byte
	pos   int
	depth int
	cut   bool // the input ended inside a value

	scratch []byte // of raw
}

// peek gives the first byte of the next value, 0 at the end.
func (j *jsonReader) peek() byte {
	for j.pos < len(j.b) {
		switch c := j.b[j.pos]; c {
		case ' ', '\t', '\r', '\n', ',', ':', 0:
			j.pos++
		default:
			return c
		}
	}
	return 0
}

// members calls each with every key of the object that comes next. each must consume the value. Where
// something else stands, it is skipped.
func (j *jsonReader) members(each func(key string)) {
	if j.peek() != '{' {
		j.skip()
		return
	}
	j.pos++
	j.depth++
	defer func() { j.depth-- }()
	for {
		switch j.peek() {
		case '}':
			j.pos++
			return
		case 0:
			j.cut = true
			return
		case '"':
			key := j.str()
			if before := j.pos; j.peek() != 0 {
				each(key)
				if j.pos == before {
					j.pos++
				}
			}
		default:
			j.pos++ // junk between members
		}
	}
}

// elements calls each before every element of the array that comes next; each must consume it. A value
// that is no array counts as an array of one, null as none.
func (j *jsonReader) elements(each func()) {
	switch c := j.peek(); {
	case c == 'n':
		j.skip()
		return
	case c != '[':
		each()
		return
	}
	j.pos++
	j.depth++
	defer func() { j.depth-- }()
	for {
		switch j.peek() {
		case ']':
			j.pos++
			return
		case 0:
			j.cut = true
			return
		default:
			before := j.pos
			each()
			if j.pos == before {
				j.pos++
			}
		}
	}
}

// str gives the next value as text: a string's content, a number or a boolean as written, "" for null,
// objects and arrays.
func (j *jsonReader) str() string {
	switch j.peek() {
	case '"':
		return j.quoted()
	case '{', '[':
		j.skip()
		return ""
	}
	start := j.pos
	j.skip()
	if s := string(j.b[start:j.pos]); s != "null" {
		return s
	}
	return ""
}

func (j *jsonReader) integer() int64 {
	s := j.str()
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil && f > 0 && f < 1<<62 {
		return int64(f)
	}
	return 0
}

// skip passes over the next value.
func (j *jsonReader) skip() {
	switch j.peek() {
	case 0:
		return
	case '"':
		j.skipString()
		return
	case '{', '[':
		j.skipNested()
		return
	case '}', ']':
		return // the end of what is around; not ours
	}
	for j.pos < len(j.b) {
		switch j.b[j.pos] {
		case ',', '}', ']', ' ', '\t', '\r', '\n', '"':
			return
		}
		j.pos++
	}
}

// skipNested passes over an object or array without recursion, however deep it is.
func (j *jsonReader) skipNested() {
	open := 0
	for j.pos < len(j.b) {
		switch j.b[j.pos] {
		case '{', '[':
			open++
		case '}', ']':
			if open--; open == 0 {
				j.pos++
				return
			}
		case '"':
			j.skipString()
			continue
		}
		j.pos++
	}
	j.cut = true
}

// skipString passes over a string and gives its raw content and whether a backslash is in it.
func (j *jsonReader) skipString() (raw []byte, escaped bool) {
	j.pos++
	start := j.pos
	for {
		i := bytes.IndexByte(j.b[j.pos:], '"')
		if i < 0 {
			j.pos, j.cut = len(j.b), true
			raw = j.b[start:]
			return raw, bytes.IndexByte(raw, '\\') >= 0
		}
		end := j.pos + i
		j.pos = end + 1
		slashes := 0
		for k := end - 1; k >= start && j.b[k] == '\\'; k-- {
			slashes++
		}
		if slashes%2 == 0 {
			raw = j.b[start:end]
			return raw, bytes.IndexByte(raw, '\\') >= 0
		}
	}
}

// raw is str as bytes, which live until the next call.
func (j *jsonReader) raw() []byte {
	if j.peek() != '"' {
		return []byte(j.str())
	}
	raw, escaped := j.skipString()
	if !escaped {
		return raw
	}
	j.scratch = unescapeJSON(j.scratch[:0], raw)
	return j.scratch
}

func (j *jsonReader) quoted() string {
	raw, escaped := j.skipString()
	if !escaped {
		return string(raw)
	}
	return string(unescapeJSON(make([]byte, 0, len(raw)), raw))
}

var jsonEscapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func unescapeJSON(dst, raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 || i+1 >= len(raw) {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		c := raw[i+1]
		raw = raw[i+2:]
		if c == 'u' {
			var n int
			dst, n = appendUnit(dst, raw)
			raw = raw[n:]
		} else if e := jsonEscapes[c]; e != 0 {
			dst = append(dst, e)
		} else {
			dst = append(dst, '\\', c)
		}
	}
}

// appendUnit appends the UTF-16 unit whose four hex digits begin raw, together with its low surrogate,
// and gives the number of bytes used. A half without its other half becomes U+FFFD.
func appendUnit(dst, raw []byte) ([]byte, int) {
	r, ok := hex4(raw)
	if !ok {
		return append(dst, `\u`...), 0
	}
	if utf16.IsSurrogate(r) && len(raw) >= 10 && raw[4] == '\\' && raw[5] == 'u' {
		if low, ok := hex4(raw[6:]); ok {
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				return utf8.AppendRune(dst, both), 10
			}
		}
	}
	return utf8.AppendRune(dst, r), 4
}

func hex4(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	var r rune
	for _, c := range b[:4] {
		d := digit(c)
		if d < 0 {
			return 0, false
		}
		r = r<<4 | d
	}
	return r, true
}
