package format

import (
	"bytes"
	"strings"
)

// nextAttr parts the first attribute from attrs. The value is as written, without its quotes. Values
// without quotes and names without values, as HTML has them, are taken too. ok is false at the end.
func nextAttr(attrs []byte) (name, value, rest []byte, ok bool) {
	i := 0
	for i < len(attrs) && (attrs[i] <= ' ' || attrs[i] == '/' || attrs[i] == '"' || attrs[i] == '\'' || attrs[i] == '=') {
		i++
	}
	start := i
	for i < len(attrs) && attrs[i] > ' ' && attrs[i] != '=' && attrs[i] != '/' {
		i++
	}
	if i == start {
		return nil, nil, nil, false
	}
	name = attrs[start:i]
	j := skipBlanks(attrs, i)
	if j >= len(attrs) || attrs[j] != '=' {
		return name, nil, attrs[i:], true
	}
	value, rest = attrValue(attrs[skipBlanks(attrs, j+1):])
	return name, value, rest, true
}

func attrValue(b []byte) (value, rest []byte) {
	if len(b) == 0 {
		return nil, nil
	}
	if q := b[0]; q == '"' || q == '\'' {
		end := bytes.IndexByte(b[1:], q)
		if end < 0 {
			return b[1:], nil
		}
		return b[1 : 1+end], b[2+end:]
	}
	end := bytes.IndexAny(b, " \t\r\n")
	if end < 0 {
		return b, nil
	}
	return b[:end], b[end:]
}

func skipBlanks(b []byte, i int) int {
	for i < len(b) && b[i] <= ' ' {
		i++
	}
	return i
}

// attr gives the decoded value of the attribute called name, which is compared without regard to letter
// case; "" when there is none. The first of several counts.
func attr(attrs []byte, name string) string {
	v, _ := lookAttr(attrs, name)
	return v
}

func lookAttr(attrs []byte, name string) (string, bool) {
	for {
		n, v, rest, ok := nextAttr(attrs)
		if !ok {
			return "", false
		}
		if len(n) == len(name) && strings.EqualFold(string(n), name) {
			return decodeAttr(v), true
		}
		attrs = rest
	}
}

func hasAttrFold(attrs []byte, name string) bool {
	_, ok := lookAttr(attrs, name)
	return ok
}

// decodeAttr resolves references and drops the blanks around (XML 1.0 §3.3.3 leaves inner ones).
func decodeAttr(v []byte) string {
	v = bytes.TrimSpace(v)
	if bytes.IndexByte(v, '&') < 0 {
		return string(v)
	}
	return string(appendDecoded(make([]byte, 0, len(v)), v))
}
