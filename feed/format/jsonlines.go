package format

import "bytes"

// parseJSONLines reads stories as JSON objects: one a line, or in one array. A line that cannot be read
// costs that line and is counted in BadRows.
func (p *parser) parseJSONLines(doc []byte) {
	if doc[0] == '[' {
		j := &jsonReader{b: doc}
		j.elements(func() { p.row(j) })
		p.feed.Cut = p.feed.Cut || j.cut
		return
	}
	for len(doc) > 0 && !p.full() {
		line, rest := doc, []byte(nil)
		if i := bytes.IndexByte(doc, '\n'); i >= 0 {
			line, rest = doc[:i], doc[i+1:]
		}
		line = bytes.TrimSpace(line)
		j := &jsonReader{b: line}
		if len(line) == 1 && line[0] == '{' { // printed over several lines
			j.b = doc
			p.row(j)
			rest = doc[j.pos:]
		} else if len(line) > 0 {
			p.row(j)
		}
		doc = rest
	}
}

// story types a text whose lines may be paragraphs: it is HTML only when it has tags. References to
// characters alone are resolved, so that the lines stay.
func (p *parser) story(raw []byte) Text {
	if hasTag(raw) {
		return p.markup(raw)
	}
	return Text{string(appendDecoded(nil, raw)), Plain}
}
