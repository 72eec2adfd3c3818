package safe

import "strings"

// maxURL is the longest address that is ever shown or opened, in bytes.
const maxURL = 2048

// URL is an address that may be shown, linked (OSC 8) and opened: http, https or mailto, printable
// ASCII without blanks, at most 2 kB. Other bytes of UTF-8 are percent-encoded (RFC 3986 §2.1).
// Anything else is "".
func URL(s string) string {
	s = strings.TrimSpace(s)
	lower := s
	if len(lower) > 8 {
		lower = lower[:8]
	}
	lower = strings.ToLower(lower)
	if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "mailto:") {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' || c == 0x7f:
			return ""
		case c >= 0x80, c == ' ', c == '"', c == '<', c == '>', c == '\\', c == '^', c == '`', c == '{', c == '|', c == '}':
			const hex = "0123456789ABCDEF"
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
		if b.Len() > maxURL {
			return ""
		}
	}
	return b.String()
}
