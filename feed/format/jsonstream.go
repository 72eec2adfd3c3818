package format

import (
	"bytes"
	"io"
)

// jsonSplitter parts a JSON Feed that comes in pieces into its items, and what stands around them.
type jsonSplitter struct {
	p        *parser
	around   []byte // the outermost object without its items
	item     []byte // the element of items that is being read, behind a bracket
	depth    int
	inString bool
	escaped  bool
	key      []byte // the last string at depth 1
	inItems  bool
}

// streamJSON reads a JSON Feed item by item. What the feed says before its items is known to them.
func (p *parser) streamJSON(r io.Reader) error {
	s := jsonSplitter{p: p}
	buf := make([]byte, windowBytes)
	for !p.full() {
		n, err := r.Read(buf)
		for _, c := range buf[:n] {
			s.take(c)
		}
		if len(s.around) > MaxBytes || len(s.item) > MaxBytes {
			return ErrTooLarge
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	if len(s.item) > 0 {
		s.endItem()
	}
	p.feed.Cut = p.feed.Cut || s.depth > 0
	if around := bytes.TrimSpace(s.around); len(around) > 0 {
		p.parseJSONFeed(around)
	}
	return nil
}

// take reads one byte.
func (s *jsonSplitter) take(c byte) {
	was := s.inString
	s.quote(c)
	if s.inItems {
		s.takeInItems(c, was)
		return
	}
	s.around = append(s.around, c)
	if was || s.inString {
		if s.depth == 1 {
			s.takeKey(c, was)
		}
		return
	}
	switch c {
	case '{', '[':
		s.depth++
		if c == '[' && s.depth == 2 && string(s.key) == `"items` {
			s.inItems = true
			s.p.parseJSONFeed(append(s.around, "]}"...)) // what the items inherit
			s.p.feed.Cut = false
			s.around = append(s.around[:0], `{"items":[`...)
		}
	case '}', ']':
		s.depth--
		s.key = s.key[:0]
	case ' ', '\t', '\r', '\n', ',', ':', 0: // what jsonReader.peek passes over
	default:
		s.key = s.key[:0]
	}
}

// quote follows whether the byte c stands inside of a string, quotes included.
func (s *jsonSplitter) quote(c byte) {
	switch {
	case s.escaped:
		s.escaped = false
	case s.inString && c == '\\':
		s.escaped = true
	case c == '"':
		s.inString = !s.inString
	}
}

// takeKey remembers the last string at depth 1, with its opening quote.
func (s *jsonSplitter) takeKey(c byte, was bool) {
	switch {
	case !was:
		s.key = append(s.key[:0], c)
	case s.inString && len(s.key) < 16:
		s.key = append(s.key, c)
	}
}

func (s *jsonSplitter) takeInItems(c byte, was bool) {
	outside := !was && !s.inString
	if s.depth > 2 || was || s.inString || (c != ',' && c != ']') {
		if len(s.item) == 0 {
			s.item = append(s.item, '[')
		}
		s.item = append(s.item, c)
	}
	if !outside {
		return
	}
	switch c {
	case '{', '[':
		s.depth++
	case '}', ']':
		if s.depth--; s.depth < 2 {
			s.inItems = false
			s.around = append(s.around, c)
		}
	}
	if s.depth == 2 && (c == '}' || c == ']' || c == ',') || !s.inItems {
		s.endItem()
	}
}

// endItem reads what is there of an element, which may be several where commas lack.
func (s *jsonSplitter) endItem() {
	if len(s.item) > 0 && len(bytes.TrimSpace(s.item[1:])) > 0 {
		j := &jsonReader{b: s.item}
		j.elements(func() { s.p.jsonItem(j) })
	}
	s.item = s.item[:0]
}
