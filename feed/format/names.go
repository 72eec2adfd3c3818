package format

import "bytes"

// lower folds ASCII letters of name into buf and gives the result, which lives as long as buf.
// Names longer than buf are no names that we know and come back as they are.
func lower(buf *[32]byte, name []byte) []byte {
	if len(name) > len(buf) {
		return name
	}
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return buf[:len(name)]
}

// localLower is the part of a qualified name behind its prefix, in small letters.
func localLower(name []byte) string {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	var buf [32]byte
	return string(lower(&buf, name))
}

// isHTMLName says that name, in small letters, is an element of HTML that is met inside stories.
func isHTMLName(name string) bool {
	switch name {
	case "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo", "big",
		"blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "command",
		"data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
		"figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
		"hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "keygen", "label", "legend", "li", "main", "map", "mark",
		"marquee", "math", "menu", "meta", "meter", "nav", "nobr", "noscript", "object", "ol", "optgroup", "option", "output", "p",
		"param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small",
		"span", "strike", "strong", "style", "sub", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
		"thead", "time", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp":
		return true
	}
	return false
}

// isVoid says that an HTML element has no end tag.
func isVoid(name string) bool {
	switch name {
	case "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
		"track", "wbr":
		return true
	}
	return false
}
