package format

import "bytes"

const (
	maxEntities    = 100     // declarations that are kept
	maxEntityBytes = 1 << 10 // of one replacement
	maxExpansion   = 64 << 10
)

// declare keeps the entities that a DOCTYPE declares with a value of its own: <!ENTITY name "value">.
// Values with references to other entities in them, parameter entities and those that lie elsewhere are left alone, so that
// nothing grows and nothing is fetched.
func (x *xmlState) declare(directive []byte) {
	for {
		i := bytes.Index(directive, []byte("<!ENTITY"))
		if i < 0 {
			return
		}
		directive = directive[i+len("<!ENTITY"):]
		rest := bytes.TrimLeft(directive, " \t\r\n")
		name := nameOf(rest)
		rest = bytes.TrimLeft(rest[len(name):], " \t\r\n")
		if len(name) == 0 || len(rest) < 2 || (rest[0] != '"' && rest[0] != '\'') {
			continue
		}
		value, _ := attrValue(rest)
		if len(value) > maxEntityBytes || refersToEntities(value) || len(x.entities) >= maxEntities {
			continue
		}
		if x.entities == nil {
			x.entities = make(map[string]string)
		}
		if _, taken := x.entities[string(name)]; !taken { // the first declaration holds (XML 1.0 §4.2)
			x.entities[string(name)] = string(value)
		}
	}
}

// refersToEntities says that value has references in it to other entities than the five of XML.
func refersToEntities(value []byte) bool {
	for {
		i := bytes.IndexByte(value, '&')
		if i < 0 {
			return false
		}
		value = value[i+1:]
		name, _, _ := bytes.Cut(value[:min(len(value), 8)], []byte(";"))
		switch string(name) {
		case "amp", "lt", "gt", "quot", "apos":
			continue
		}
		if len(name) == 0 || name[0] != '#' {
			return true
		}
	}
}

// expand puts the document's own entities into raw text, up to maxExpansion bytes a document.
func (x *xmlState) expand(raw []byte) []byte {
	if bytes.IndexByte(raw, '&') < 0 {
		return raw
	}
	out := make([]byte, 0, len(raw))
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(out, raw...)
		}
		out = append(out, raw[:i]...)
		raw = raw[i:]
		semi := bytes.IndexByte(raw[:min(len(raw), 64)], ';')
		value, known := "", false
		if semi > 1 {
			value, known = x.entities[string(raw[1:semi])]
		}
		if known && x.expanded+len(value) <= maxExpansion {
			x.expanded += len(value)
			out = append(out, value...)
			raw = raw[semi+1:]
			continue
		}
		out = append(out, '&')
		raw = raw[1:]
	}
}
