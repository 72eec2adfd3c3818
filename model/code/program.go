package code

import "strings"

// code reads most languages: comments, strings, numbers and words as the table says.
func (s *scanner) code() {
	for s.at < s.end {
		switch c := s.text[s.at]; s.lang.kinds[c] {
		case blank:
			if c == '\n' {
				s.newline()
			}
			s.at++
		case letter:
			s.name()
		case digit:
			s.number()
			s.took(noWord)
		case mark:
			if !s.comment() && !s.special(c) && !s.quoted() {
				s.sign(c)
			}
		default:
			s.sign(c)
		}
	}
}

// took notes that a token ended at s.at.
func (s *scanner) took(w word) {
	s.before, s.word = s.text[s.at-1], w
	if w == noWord {
		s.declares = false
	}
}

// sign passes one byte that means nothing here.
func (s *scanner) sign(c byte) {
	switch c {
	case '[', '(', '{':
		s.depth++
	case ']', ')', '}':
		s.depth = max(s.depth-1, 0)
	}
	s.at++
	s.took(noWord)
}

// newline stands before a line break.
func (s *scanner) newline() {
	s.declares, s.caseIn = false, false
	if s.heredoc.end != "" {
		s.document()
	}
	if s.lang.is(command) && s.before != '\\' {
		s.before, s.word = '\n', noWord
	}
}

// comment takes a comment, if one begins here.
func (s *scanner) comment() bool {
	from := s.at
	for i := range s.lang.block {
		p := &s.lang.block[i]
		if s.has(p.open) {
			s.at += len(p.open)
			s.blockComment(p)
			s.mark(Comment, from)
			return true
		}
	}
	for _, begin := range s.lang.line {
		if !s.has(begin) {
			continue
		}
		if s.lang.is(apart) && s.at > 0 && !strings.ContainsRune(" \n\t;", rune(s.text[s.at-1])) {
			continue
		}
		s.at = s.lineEnd()
		s.mark(Comment, from)
		return true
	}
	return false
}

// blockComment goes to the end of a comment that has begun, and of all in it where they nest.
func (s *scanner) blockComment(p *pair) {
	for depth := 1; s.at < s.end; {
		switch {
		case s.text[s.at] == p.close[0] && s.has(p.close):
			s.at += len(p.close)
			if depth--; depth == 0 || !p.nests {
				return
			}
		case p.nests && s.text[s.at] == p.open[0] && s.has(p.open):
			s.at += len(p.open)
			depth++
		default:
			s.at++
		}
	}
}

// special takes what some languages have besides.
func (s *scanner) special(c byte) bool {
	l := s.lang
	switch {
	case c == '/' && l.is(regex):
		return s.pattern()
	case c == '<' && l.is(heredocs):
		return s.openHeredoc()
	case c == ':' && l.is(atoms):
		return s.atom()
	case c == '@' && l.is(at):
		return s.beside()
	case c == '#' && l.is(hash):
		return s.directive()
	case c == '$' && l.is(dollar):
		return s.variable()
	case c == '[' && l.is(keyed) && s.depth == 0 && s.lineStart():
		from := s.at
		s.at = s.lineEnd()
		if i := strings.LastIndexByte(s.text[from:s.at], ']'); i >= 0 {
			s.at = from + i + 1
		}
		s.mark(Tag, from)
		s.took(noWord)
		return true
	}
	return false
}

// beside takes a decorator: @name.
func (s *scanner) beside() bool {
	from, i := s.at, s.at+1
	for i < s.end && (s.lang.kinds[s.text[i]] == letter || s.lang.kinds[s.text[i]] == digit || s.text[i] == '.') {
		i++
	}
	if i == from+1 || from > 0 && s.text[from-1] == '@' {
		return false
	}
	s.at = i
	s.mark(Meta, from)
	s.took(noWord)
	return true
}

// directive takes the word of a line for the preprocessor, and the file that it includes.
func (s *scanner) directive() bool {
	if !s.lineStart() {
		return false
	}
	from := s.at
	s.at++
	if s.peek(0) == '[' || s.peek(0) == '!' && s.peek(1) == '[' { // an attribute of Rust
		end := s.lineEnd()
		if i := strings.IndexByte(s.text[s.at:end], ']'); i >= 0 {
			end = s.at + i + 1
		}
		s.at = end
		s.mark(Meta, from)
		s.took(noWord)
		return true
	}
	for s.at < s.end && s.text[s.at] == ' ' {
		s.at++
	}
	name := s.at
	for s.at < s.end && s.lang.kinds[s.text[s.at]] == letter {
		s.at++
	}
	if name == s.at {
		s.at = from
		return false
	}
	s.mark(Meta, from)
	s.took(noWord)
	if w := s.text[name:s.at]; w != "include" && w != "import" {
		return true
	}
	for s.at < s.end && s.text[s.at] == ' ' {
		s.at++
	}
	if s.peek(0) == '<' {
		file, end := s.at, s.lineEnd()
		if i := strings.IndexByte(s.text[file:end], '>'); i >= 0 {
			s.at = file + i + 1
			s.mark(String, file)
		}
	}
	return true
}

// variable takes a variable of a shell: $name, ${name…}, $1.
func (s *scanner) variable() bool {
	from, i := s.at, s.at+1
	if i < s.end && s.text[i] == '{' {
		end := min(i+200, s.lineEnd())
		if j := strings.IndexByte(s.text[i:end], '}'); j >= 0 {
			i += j + 1
		}
	} else {
		for i < s.end && (s.lang.kinds[s.text[i]] == letter && s.text[i] < 0x80 || s.lang.kinds[s.text[i]] == digit) {
			i++
		}
		if i == from+1 && i < s.end && strings.IndexByte("@#?*!-$", s.text[i]) >= 0 {
			i++
		}
	}
	if i == from+1 {
		return false
	}
	s.at = i
	s.mark(Type, from)
	s.took(anyWord)
	return true
}

// atom takes a constant: :name.
func (s *scanner) atom() bool {
	from, i := s.at, s.at+1
	if from > 0 && (s.text[from-1] == ':' || s.lang.kinds[s.text[from-1]] == letter || s.lang.kinds[s.text[from-1]] == digit) {
		return false
	}
	for i < s.end && (s.lang.kinds[s.text[i]] == letter || s.lang.kinds[s.text[i]] == digit) {
		i++
	}
	if i == from+1 || s.lang.kinds[s.text[from+1]] != letter {
		return false
	}
	s.at = i
	s.mark(Type, from)
	s.took(anyWord)
	return true
}

// mostWord is the longest word of any language in the table, in bytes.
const mostWord = 24

// name takes a name and says what it is.
func (s *scanner) name() {
	from, before, declares := s.at, s.before, s.declares
	for s.at < s.end {
		if k := s.lang.kinds[s.text[s.at]]; k != letter && k != digit {
			c := s.text[s.at]
			if !(c == '\'' && s.lang.is(primes)) && !((c == '?' || c == '!') && s.lang.is(atoms) && s.peek(1) != '=') {
				break
			}
		}
		s.at++
	}
	w := s.text[from:s.at]
	if s.lang.is(prefixed) && len(w) <= 3 && s.at < s.end && s.prefixedString(from, w) {
		return
	}
	if s.lang.is(keyed) && s.depth == 0 && s.keyBefore(from, '=') {
		return
	}
	s.declares = false
	role := s.role(w, from, before)
	switch next := s.peek(0); {
	case role == Keyword:
		s.declares = declaring(w)
	case declares && role == Plain:
		role = Name
	case role != Plain:
	case s.lang.is(command) && len(w) > 1 && s.starts(before):
		if role = Name; next == '=' {
			role = Key
		}
	case s.lang.is(atoms) && next == ':' && s.peek(1) != ':' && s.lang.kinds[s.peek(1)] == blank:
		role = Key
	case s.lang.is(caps) && w[0] >= 'A' && w[0] <= 'Z' && !(next == '(' && before == '.'):
		role = Type
	case next == '(' && !s.lang.is(noCalls), next == '!' && s.lang.is(macros) && s.peek(1) != '=':
		role = Name
	}
	s.mark(role, from)
	if role == Keyword {
		s.took(keyword)
	} else {
		d := s.declares
		s.took(anyWord)
		s.declares = d
	}
}

// role is what the table says of a word.
func (s *scanner) role(w string, from int, before byte) Role {
	if len(w) > mostWord {
		return Plain
	}
	var role Role
	if s.lang.is(fold) {
		var low [mostWord]byte
		for i := range len(w) {
			low[i] = w[i]
			if w[i] >= 'A' && w[i] <= 'Z' {
				low[i] += 'a' - 'A'
			}
		}
		role = s.lang.words[string(low[:len(w)])]
	} else {
		role = s.lang.words[w]
	}
	switch {
	case role == Plain:
	case before == '.' && from > 0 && s.text[from-1] == '.' && (from < 2 || s.text[from-2] != '.'):
		return Plain // a field of that name
	case s.lang.is(command) && !s.starts(before):
		if w == "in" && s.caseIn {
			return role
		}
		return Plain
	case s.lang.is(command):
		s.caseIn = w == "for" || w == "case" || w == "select"
	}
	return role
}

// starts tells whether a command may begin after this byte.
func (s *scanner) starts(before byte) bool {
	return before == 0 || strings.IndexByte("\n;|&({`", before) >= 0 || s.word == keyword && !s.caseIn
}

// keyBefore takes a key that began at from, with all up to the sign that ends it, if one is in the line.
func (s *scanner) keyBefore(from int, sign byte) bool {
	at := s.at
	s.at = from
	begins := s.lineStart()
	s.at = at
	if !begins {
		return false
	}
	i := at
	for i < s.end && i-from < maxIndent && (s.lang.kinds[s.text[i]] == letter || s.lang.kinds[s.text[i]] == digit || strings.IndexByte(` ."'-/:`, s.text[i]) >= 0) && s.text[i] != '\n' && s.text[i] != sign {
		i++
	}
	if i >= s.end || s.text[i] != sign {
		return false
	}
	for i > at && s.text[i-1] == ' ' {
		i--
	}
	s.at = i
	s.mark(Key, from)
	s.took(anyWord)
	return true
}

// declaring tells the words after which a name is made.
func declaring(w string) bool {
	switch w {
	case "func", "fn", "fun", "def", "defp", "function", "sub", "class", "struct", "interface", "trait", "enum", "type", "module", "defmodule", "protocol", "object", "union", "impl", "namespace", "package", "mod":
		return true
	}
	return false
}

// number takes a number with its letters: 0x1f, 1_000, 2.5e-3, 10ms.
func (s *scanner) number() {
	from := s.at
	hex := s.text[s.at] == '0' && (s.peek(1)|0x20 == 'x' || s.peek(1)|0x20 == 'b')
	for s.at < s.end {
		switch c := s.text[s.at]; {
		case c >= '0' && c <= '9' || c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z':
			if !hex && c|0x20 == 'e' && (s.peek(1) == '-' || s.peek(1) == '+') && s.peek(2) >= '0' && s.peek(2) <= '9' {
				s.at++
			}
		case c == '.' && s.peek(1) >= '0' && s.peek(1) <= '9':
		case c == '.' && s.peek(1) != '.' && (s.peek(1)|0x20 < 'a' || s.peek(1)|0x20 > 'z') && s.peek(1) < 0x80 && s.at > from && !strings.Contains(s.text[max(from, s.at-8):s.at], "."):
		case (c == '-' || c == ':') && s.lang.is(keyed) && s.peek(1) >= '0' && s.peek(1) <= '9': // a date
		case c == '\'' && s.lang.is(ticks) && s.peek(1) >= '0' && s.peek(1) <= '9':
		default:
			s.mark(Number, from)
			return
		}
		s.at++
	}
	s.mark(Number, from)
}
