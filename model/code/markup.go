package code

import "strings"

// markup reads HTML and XML, with the styles and scripts in them.
func (s *scanner) markup() {
	for s.at < s.end {
		i := strings.IndexAny(s.rest(), "<&")
		if i < 0 {
			s.at = s.end
			return
		}
		s.at += i
		switch {
		case s.text[s.at] == '&':
			s.entity()
		case s.has("<!--"):
			s.upTo("-->", Comment)
		case s.has("<![CDATA["):
			s.upTo("]]>", String)
		case s.has("<!"), s.has("<?"):
			s.upTo(">", Meta)
		default:
			s.element()
		}
	}
}

// upTo takes all up to and with close, or the end.
func (s *scanner) upTo(close string, r Role) {
	from := s.at
	if i := strings.Index(s.rest(), close); i >= 0 {
		s.at += i + len(close)
	} else {
		s.at = s.end
	}
	s.mark(r, from)
}

// entity takes &name; and &#1;.
func (s *scanner) entity() {
	from := s.at
	for s.at++; s.at < s.end && s.at-from < 32 && (s.text[s.at] == '#' || s.lang.kinds[s.text[s.at]] == letter || s.lang.kinds[s.text[s.at]] == digit); s.at++ {
	}
	if s.peek(0) == ';' && s.at > from+1 {
		s.at++
		s.mark(Type, from)
	} else {
		s.at = from + 1
	}
}

// element takes a tag with its attributes, and what is no markup in it.
func (s *scanner) element() {
	from := s.at
	s.at++
	closes := s.peek(0) == '/'
	if closes {
		s.at++
	}
	if s.at >= s.end || s.lang.kinds[s.text[s.at]] != letter {
		return
	}
	name := s.at
	s.tagName()
	s.mark(Tag, from)
	tag := s.text[name:s.at]
	if !s.attributes() || closes {
		return
	}
	for _, in := range [...][2]string{{"script", "javascript"}, {"style", "css"}} {
		if !strings.EqualFold(tag, in[0]) {
			continue
		}
		end := s.end
		if i := strings.Index(s.rest(), "</"+tag); i >= 0 {
			end = s.at + i
		}
		s.inner(Named(in[1]), s.at, end)
	}
}

func (s *scanner) tagName() {
	for s.at < s.end && (s.lang.kinds[s.text[s.at]] == letter || s.lang.kinds[s.text[s.at]] == digit || s.text[s.at] == '.') {
		s.at++
	}
}

// attributes takes all up to the end of a tag. open: text may follow that belongs to it.
func (s *scanner) attributes() (open bool) {
	for s.at < s.end {
		c, from := s.text[s.at], s.at
		switch {
		case c == '>':
			s.at++
			s.mark(Tag, from)
			return true
		case c == '/' && s.peek(1) == '>':
			s.at += 2
			s.mark(Tag, from)
			return false
		case c == '<':
			return false
		case c == '"' || c == '\'':
			if i := strings.IndexByte(s.text[s.at+1:s.end], c); i >= 0 {
				s.at += i + 2
			} else {
				s.at = s.end
			}
			s.mark(String, from)
		case c == '=':
			s.at++
			if s.peek(0) == '"' || s.peek(0) == '\'' || s.at >= s.end || s.lang.kinds[s.text[s.at]] == blank {
				continue
			}
			value := s.at
			for s.at < s.end && s.lang.kinds[s.text[s.at]] != blank && s.text[s.at] != '>' {
				s.at++
			}
			s.mark(String, value)
		case s.lang.kinds[c] == letter || c == '@' || c == ':' || c == '#':
			s.at++
			s.tagName()
			s.mark(Key, from)
		default:
			s.at++
		}
	}
	return false
}

// php reads programs between <?php and ?>, and markup outside of them.
func (s *scanner) php() {
	html := Named("html")
	if i := strings.IndexByte(s.text, '<'); i >= 0 && strings.TrimSpace(s.text[:i]) == "" {
		i = len(s.text)
		if j := strings.Index(s.text, "<?"); j >= 0 {
			i = j
		}
		s.inner(html, 0, i)
	}
	for s.at < s.end {
		if s.has("<?") {
			from := s.at
			s.at += 2
			for _, w := range [...]string{"php", "="} {
				if s.has(w) {
					s.at += len(w)
					break
				}
			}
			s.mark(Meta, from)
		}
		program := s.end
		if i := strings.Index(s.rest(), "?>"); i >= 0 {
			program = s.at + i
		}
		in := *s
		in.end = program
		in.code()
		s.at, s.out = program, in.out
		if s.at == s.end {
			return
		}
		s.at += 2
		s.mark(Meta, program)
		next := s.end
		if i := strings.Index(s.rest(), "<?"); i >= 0 {
			next = s.at + i
		}
		s.inner(html, s.at, next)
	}
}
