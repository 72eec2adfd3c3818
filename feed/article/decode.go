package article

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// decode is the page in UTF-8: by its byte order mark, the response's header, its meta tags, else by its bytes. What is
// invalid in the charset that was found becomes U+FFFD; a page whose declared UTF-8 is not is read as windows-1252.
func decode(page []byte, contentType string) string {
	enc, name, certain := charset.DetermineEncoding(page[:min(len(page), 1024)], contentType)
	if name == "utf-8" || !certain && utf8.Valid(page) {
		s := strings.TrimPrefix(string(page), "\ufeff")
		if utf8.ValidString(s) || mostlyUTF8(s) {
			return strings.ToValidUTF8(s, "\ufffd")
		}
		enc, _ = charset.Lookup("windows-1252")
	}
	out, err := enc.NewDecoder().Bytes(page)
	if err != nil {
		return strings.ToValidUTF8(string(page), "\ufffd")
	}
	return string(out)
}

// mostlyUTF8 tells text with few invalid bytes among its letters beyond ASCII.
func mostlyUTF8(s string) bool {
	bad, good := 0, 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return bad*10 <= good
}

// maxDepth is how deep elements may stand in one another; the parser refuses 512 (SAFETY P3).
const maxDepth = 400

// parse is the page's tree. Elements nested too deep are left out, their text is kept.
func parse(src string) *html.Node {
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		doc, err = html.Parse(strings.NewReader(shallow(src)))
	}
	if err != nil {
		doc, _ = html.Parse(strings.NewReader("<p>" + html.EscapeString(textOnly(src))))
	}
	return doc
}

// shallow drops the tags of elements that stand deeper than maxDepth, counting every tag that is not closed.
func shallow(src string) string {
	z := html.NewTokenizer(strings.NewReader(src))
	var b strings.Builder
	var open []string
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			return b.String()
		}
		raw := string(z.Raw())
		switch tt {
		case html.StartTagToken:
			name, _ := z.TagName()
			n := string(name)
			if voidTag(n) {
				break
			}
			open = append(open, n)
			if len(open) > maxDepth {
				if rawTag(n) {
					break
				}
				b.WriteByte(' ')
				continue
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			k := len(open) - 1
			for k >= 0 && len(open)-k < 600 && open[k] != string(name) {
				k--
			}
			if k < 0 || len(open)-k >= 600 {
				continue
			}
			deep := k >= maxDepth
			open = open[:k]
			if deep && !rawTag(string(name)) {
				continue
			}
		}
		b.WriteString(raw)
	}
}

func voidTag(n string) bool {
	switch n {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

func rawTag(n string) bool {
	switch n {
	case "script", "style", "textarea", "title", "iframe", "noscript", "noembed", "noframes", "xmp", "plaintext":
		return true
	}
	return false
}

// textOnly is the text of markup that no tree can be made of.
func textOnly(src string) string {
	z := html.NewTokenizer(strings.NewReader(src))
	var b strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
			b.WriteByte(' ')
		}
	}
}
