package code

import "strings"

// json reads JSON, with the comments that people put into it.
func (s *scanner) json() {
	for s.at < s.end {
		c := s.text[s.at]
		from := s.at
		switch {
		case c == '"':
			s.at++
			_, ended := s.through(&quote{close: `"`, escapes: true}, from)
			if !ended {
				continue
			}
			role := String
			if s.colonAfter() {
				role = Key
			}
			s.mark(role, from)
		case c >= '0' && c <= '9':
			s.number()
		case s.lang.kinds[c] == letter:
			for s.at < s.end && s.lang.kinds[s.text[s.at]] == letter {
				s.at++
			}
			if w := s.text[from:s.at]; len(w) <= mostWord {
				s.mark(s.lang.words[w], from)
			}
		default:
			if s.lang.kinds[c] != mark || !s.comment() {
				s.at++
			}
		}
	}
}

// colonAfter tells whether a colon stands behind a few blanks.
func (s *scanner) colonAfter() bool {
	for i := 0; i < 16; i++ {
		switch s.peek(i) {
		case ' ', '\n':
		case ':':
			return true
		default:
			return false
		}
	}
	return false
}

// yaml reads line by line: a key, then its value.
func (s *scanner) yaml() {
	for s.at < s.end {
		end := s.lineEnd()
		s.yamlLine(end)
		s.at = min(end+1, s.end)
	}
}

func (s *scanner) yamlLine(end int) {
	begin := s.at
	for s.at < end && s.text[s.at] == ' ' {
		s.at++
	}
	indent := s.at - begin
	if s.block > 0 && s.at < end {
		if indent >= s.block {
			s.markTo(String, s.at, end)
			return
		}
		s.block = 0
	}
	if from := s.at; indent == 0 && (s.text[from:end] == "---" || s.text[from:end] == "...") {
		s.markTo(Meta, from, end)
		return
	}
	for s.at+1 < end && s.text[s.at] == '-' && s.text[s.at+1] == ' ' {
		s.at += 2
		for s.at < end && s.text[s.at] == ' ' {
			s.at++
		}
	}
	s.yamlKey(end)
	s.yamlValue(end, indent)
}

// yamlKey takes a key with its colon, where the line has one.
func (s *scanner) yamlKey(end int) {
	from, i := s.at, s.at
	if i < end && (s.text[i] == '"' || s.text[i] == '\'') {
		if j := strings.IndexByte(s.text[i+1:end], s.text[i]); j >= 0 {
			i += j + 2
		}
	}
	for ; i < end; i++ {
		switch c := s.text[i]; {
		case c == ':' && (i+1 == end || s.text[i+1] == ' '):
			s.at = i
			s.mark(Key, from)
			s.at++
			return
		case strings.IndexByte("{}[]#,\"'&*!|>", c) >= 0:
			return
		}
	}
}

// yamlValue takes what stands behind the key.
func (s *scanner) yamlValue(end, indent int) {
	fresh := true // a value may begin here
	for s.at < end {
		c, from := s.text[s.at], s.at
		switch {
		case c == ' ':
			s.at++
			continue
		case c == '#' && (from == 0 || s.text[from-1] == ' ' || s.text[from-1] == '\n'):
			s.markTo(Comment, from, end)
			s.at = end
		case fresh && (c == '"' || c == '\''):
			s.at++
			if i := strings.IndexByte(s.text[s.at:end], c); i >= 0 {
				s.at += i + 1
				s.mark(String, from)
			} else {
				s.at = end
			}
		case fresh && (c == '|' || c == '>') && strings.Trim(s.text[from+1:end], "+-0123456789 ") == "":
			s.at = end
			s.mark(Meta, from)
			s.block = indent + 1
		case fresh && (c == '&' || c == '*' || c == '!'):
			for s.at < end && s.text[s.at] != ' ' && s.text[s.at] != ',' {
				s.at++
			}
			s.mark(Meta, from)
			continue
		case strings.IndexByte("[{,", c) >= 0:
			s.at++
			fresh = true
			continue
		case c == ']' || c == '}':
			s.at++
		default:
			fresh = s.yamlScalar(end, fresh)
			continue
		}
		fresh = false
	}
}

// yamlScalar takes a plain value up to where it ends, or a key in brackets. key: another value may begin after it.
func (s *scanner) yamlScalar(end int, fresh bool) (key bool) {
	from := s.at
	for s.at < end && strings.IndexByte(",]}", s.text[s.at]) < 0 && !(s.text[s.at] == '#' && s.text[s.at-1] == ' ') {
		if s.text[s.at] == ':' && s.peek(1) == ' ' && fresh { // a key in brackets
			s.mark(Key, from)
			s.at++
			return true
		}
		s.at++
	}
	v := strings.TrimRight(s.text[from:s.at], " ")
	switch {
	case !fresh || len(v) > 40:
	case s.lang.words[strings.ToLower(v)] != Plain:
		s.markTo(s.lang.words[strings.ToLower(v)], from, from+len(v))
	case v != "" && strings.Trim(v, "0123456789.-+_:xeETZ") == "" && strings.ContainsAny(v, "0123456789"):
		s.markTo(Number, from, from+len(v))
	}
	return false
}

// css reads rules: what they are for, then their properties.
func (s *scanner) css() {
	for s.at < s.end {
		switch c := s.text[s.at]; {
		case s.lang.kinds[c] == blank || c == '{' || c == '}' || c == ';':
			s.at++
		case s.lang.kinds[c] == mark && s.comment():
		default:
			s.cssPart()
		}
	}
}

// cssPart takes what stands up to the next bracket or semicolon: a selector where a bracket opens there, else a property.
func (s *scanner) cssPart() {
	end := s.cssEnd()
	selects := end < s.end && s.text[end] == '{'
	value := false
	for s.at < end {
		c, from := s.text[s.at], s.at
		switch {
		case c == '/' && s.comment():
			if s.at > end {
				return
			}
		case c == '"' || c == '\'':
			s.at++
			if _, ended := s.through(&quote{close: string(c), escapes: true}, from); ended {
				s.mark(String, from)
			}
			if s.at > end {
				return
			}
		case c == '@' || c == '!':
			s.at++
			s.cssName()
			s.mark(Keyword, from)
			value = c == '@' || value
		case c == '#' || selects && c == '.':
			s.at++
			s.cssName()
			if selects {
				s.mark(Name, from)
			} else {
				s.mark(Number, from)
			}
		case c >= '0' && c <= '9' || c == '.' && s.peek(1) >= '0' && s.peek(1) <= '9':
			for s.at < end && (s.text[s.at] == '.' || s.text[s.at] == '%' || s.lang.kinds[s.text[s.at]] == digit || s.lang.kinds[s.text[s.at]] == letter && s.text[s.at] != '-') {
				s.at++
			}
			s.mark(Number, from)
		case s.lang.kinds[c] == letter || c == '$':
			s.at++
			s.cssName()
			switch {
			case selects && !value:
				s.mark(Tag, from)
			case !value:
				s.mark(Key, from)
			case s.peek(0) == '(':
				s.mark(Name, from)
			}
		case c == ':':
			s.at++
			if s.peek(0) == ':' {
				s.at++
			}
			if selects {
				if s.cssName(); s.at > from+1 {
					s.mark(Keyword, from)
				}
			} else {
				value = true
			}
		default:
			s.at++
		}
	}
}

// cssEnd is where the next bracket or semicolon stands outside of quotes, or the end.
func (s *scanner) cssEnd() int {
	for i := s.at; i < s.end; i++ {
		switch c := s.text[i]; c {
		case '{', '}', ';':
			return i
		case '"', '\'':
			for i++; i < s.end && s.text[i] != c && s.text[i] != '\n'; i++ {
				if s.text[i] == '\\' {
					i++
				}
			}
		}
	}
	return s.end
}

func (s *scanner) cssName() {
	for s.at < s.end && (s.lang.kinds[s.text[s.at]] == letter || s.lang.kinds[s.text[s.at]] == digit) {
		s.at++
	}
}
