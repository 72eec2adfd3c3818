package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"lede/model/safe"
)

// jsonTo writes values as lines of JSON that may be looked at in a terminal: what a terminal must not be
// handed as it is stands in them as \u escapes. It reads back as the same value.
func jsonTo(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(printable{w})
	enc.SetEscapeHTML(false)
	return enc
}

// printable escapes JSON on its way. Each Write holds whole values, as those of an Encoder do.
type printable struct{ w io.Writer }

func (p printable) Write(b []byte) (int, error) {
	s := string(b)
	if safe.Text(s) == s {
		return p.w.Write(b)
	}
	var out strings.Builder
	out.Grow(len(s) + len(s)/8)
	safe.Walk(s, false, func(from, to int, text string) {
		if text == s[from:to] {
			out.WriteString(text)
			return
		}
		escapeJSON(&out, s[from:to])
	})
	if _, err := io.WriteString(p.w, out.String()); err != nil {
		return 0, err
	}
	return len(b), nil
}

// escapeJSON writes a piece of JSON with escapes for all that is not plain ASCII: control characters
// below the space stand in no JSON string, and an unsafe sequence may end in what closes one.
func escapeJSON(out *strings.Builder, piece string) {
	for _, r := range piece {
		switch {
		case r < 0x7f:
			out.WriteByte(byte(r))
		case r > 0xffff:
			hi, lo := utf16.EncodeRune(r)
			fmt.Fprintf(out, `\u%04x\u%04x`, hi, lo)
		case r == utf8.RuneError:
			out.WriteString(`\ufffd`)
		default:
			fmt.Fprintf(out, `\u%04x`, r)
		}
	}
}
