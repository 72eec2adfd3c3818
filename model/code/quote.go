package code

import (
	"strings"
	"unicode/utf8"
)

// mostQuotes is how many ways to write a string a language has at most.
const mostQuotes = 8

// quoted takes a string, if one begins here.
func (s *scanner) quoted() bool { return s.quotedFrom(s.at) }

// quotedFrom takes a string that opens at s.at and whose letters began at from.
func (s *scanner) quotedFrom(from int) bool {
	for i := range s.lang.quotes {
		if s.has(s.lang.quotes[i].open) {
			return s.quote(i, from)
		}
	}
	return false
}

// quote takes a string of the i-th way, where it has an end: a lone apostrophe is no string.
func (s *scanner) quote(i, from int) bool {
	q := &s.lang.quotes[i]
	if q.char {
		n := character(s.rest())
		if n == 0 {
			return false
		}
		s.at += n
		s.mark(String, from)
		s.took(noWord)
		return true
	}
	if s.at < s.endless[i] {
		return false
	}
	open := s.at
	s.at += len(q.open)
	if q.toEnd {
		s.at = s.lineEnd()
	} else {
		var ended bool
		if from, ended = s.through(q, from); !ended && !q.template {
			s.endless[i] = s.at
			s.at = open
			return false
		}
	}
	s.mark(String, from)
	s.took(noWord)
	return true
}

// mostTemplates is how deep code in strings in code is followed.
const mostTemplates = 4

// through goes to the end of a string, or of the line or text that has none. What it gives is where its last piece
// began: code in a template has roles of its own.
func (s *scanner) through(q *quote, from int) (last int, ended bool) {
	for s.at < s.end {
		switch c := s.text[s.at]; {
		case c == '\\' && q.escapes:
			s.at = min(s.at+2, s.end)
		case c == '\n' && !q.lines:
			return from, false
		case q.template && c == '$' && s.peek(1) == '{' && s.nested < mostTemplates:
			s.at += 2
			s.mark(String, from)
			s.template()
			from = s.at
			if s.at < s.end {
				s.at++
			}
		case c == q.close[0] && s.has(q.close):
			s.at += len(q.close)
			switch {
			case q.doubled && s.has(q.close):
				s.at += len(q.close)
			case q.nix && s.at < s.end && strings.IndexByte(`$'\`, s.text[s.at]) >= 0:
				s.at++
			default:
				return from, true
			}
		default:
			s.at++
		}
	}
	return from, false
}

// template reads the code of a template up to its bracket, at which it stops.
func (s *scanner) template() {
	in := scanner{text: s.text, lang: s.lang, at: s.at, end: s.end, out: s.out, nested: s.nested + 1}
	for open := 0; in.at < in.end; {
		switch c := in.text[in.at]; {
		case c == '{':
			open++
			in.at++
			in.took(noWord)
			continue
		case c == '}':
			if open == 0 {
				s.at, s.out = in.at, in.out
				return
			}
			open--
			in.at++
			in.took(noWord)
			continue
		case in.lang.kinds[c] == blank:
			in.at++
		case in.lang.kinds[c] == letter:
			in.name()
		case in.lang.kinds[c] == digit:
			in.number()
			in.took(noWord)
		case in.lang.kinds[c] != mark || !in.comment() && !in.special(c) && !in.quoted():
			in.at++
			in.took(noWord)
		}
	}
	s.at, s.out = in.at, in.out
}

// character is the length of a character in quotes at the start of t; 0 where it is none: 'a but not 'abc.
func character(t string) int {
	if len(t) < 3 {
		return 0
	}
	if t[1] == '\\' {
		if i := strings.IndexByte(t[3:min(len(t), 14)], '\''); i >= 0 && !strings.Contains(t[:3+i], "\n") {
			return 3 + i + 1
		}
		return 0
	}
	_, n := utf8.DecodeRuneInString(t[1:])
	if t[1] != '\'' && t[1] != '\n' && len(t) > 1+n && t[1+n] == '\'' {
		return n + 2
	}
	return 0
}

// prefixedString takes a string whose first letters are a name that was just read, as r"…" and b'…' are.
func (s *scanner) prefixedString(from int, w string) bool {
	c := s.text[s.at]
	switch {
	case c != '"' && c != '\'' && c != '#':
		return false
	case s.lang.is(raw) && (w == "r" || w == "br" || w == "cr"):
		return s.rawRust(from)
	case s.lang.is(raw) && w[len(w)-1] == 'R' && c == '"':
		return s.rawCpp(from)
	case c == '#' || strings.Trim(strings.ToLower(w), "rbfuclts8") != "":
		return false
	}
	return s.quotedFrom(from)
}

// rawRust takes r"…" and r##"…"##.
func (s *scanner) rawRust(from int) bool {
	n := 0
	for n < 16 && s.peek(n) == '#' {
		n++
	}
	if s.peek(n) != '"' {
		return false
	}
	s.ends(n+1, `"`+strings.Repeat("#", n), from)
	return true
}

// rawCpp takes R"x(…)x".
func (s *scanner) rawCpp(from int) bool {
	t := s.rest()[1:]
	n := strings.IndexByte(t[:min(len(t), 18)], '(')
	if n < 0 || strings.ContainsAny(t[:n], " \\)\n\"") {
		return false
	}
	s.ends(n+2, ")"+t[:n]+`"`, from)
	return true
}

// ends takes a string that goes on, past so many bytes, to what closes it or the end.
func (s *scanner) ends(open int, close string, from int) {
	s.at += open
	if i := strings.Index(s.rest(), close); i >= 0 {
		s.at += i + len(close)
	} else {
		s.at = s.end
	}
	s.mark(String, from)
	s.took(noWord)
}

// heredoc is a string that begins in the next line and ends in one of nothing but its word.
type heredoc struct {
	end      string
	indented bool
}

// openHeredoc takes <<END, <<-END, <<~END, <<<END and the same in quotes.
func (s *scanner) openHeredoc() bool {
	if s.bare || !s.has("<<") || s.at > 0 && s.text[s.at-1] == '<' {
		return false
	}
	from, i := s.at, s.at+2
	three := i < s.end && s.text[i] == '<'
	if three != (s.lang.Name == "php") {
		return false
	}
	if three {
		i++
	}
	indented := i < s.end && (s.text[i] == '-' || s.text[i] == '~')
	if indented {
		i++
	}
	for three && i < s.end && s.text[i] == ' ' {
		i++
	}
	quote := byte(0)
	if i < s.end && (s.text[i] == '\'' || s.text[i] == '"') {
		quote = s.text[i]
		i++
	}
	word := i
	for i < s.end && i-word < 32 && (s.lang.kinds[s.text[i]] == letter || s.lang.kinds[s.text[i]] == digit) {
		i++
	}
	if i == word || s.text[word] >= '0' && s.text[word] <= '9' || s.text[word]|0x20 == s.text[word] && s.lang.is(atoms) && !indented {
		return false
	}
	s.heredoc = heredoc{s.text[word:i], indented || three}
	if quote != 0 && i < s.end && s.text[i] == quote {
		i++
	}
	s.at = i
	s.mark(String, from)
	s.took(noWord)
	return true
}

// document takes the lines of a heredoc; it stands at the break before them, and then at the break after them.
func (s *scanner) document() {
	h := s.heredoc
	s.heredoc = heredoc{}
	for from := s.at + 1; from <= s.end; {
		end := s.end
		if i := strings.IndexByte(s.text[from:s.end], '\n'); i >= 0 {
			end = from + i
		}
		l := s.text[from:end]
		if h.indented {
			l = strings.TrimLeft(l, " \t")
		}
		if after, ok := strings.CutPrefix(l, h.end); ok && (after == "" || s.lang.Name == "php" && strings.IndexByte(";,) ", after[0]) >= 0) {
			s.markTo(String, s.at+1, end-len(after))
			s.at = max(end-1, s.at)
			if after != "" {
				s.at = end - len(after) - 1
			}
			s.took(noWord)
			return
		}
		from = end + 1
	}
	s.bare = true
}

// mostPattern is the longest pattern, in bytes, that is taken for one: a slash most often divides.
const mostPattern = 200

// pattern takes /…/ where a value may stand.
func (s *scanner) pattern() bool {
	switch c := s.before; {
	case s.word == keyword, c == 0, strings.IndexByte("(,=:[!&|?{};~+>", c) >= 0:
	default:
		return false
	}
	class := false
	for i := s.at + 1; i < min(s.end, s.at+mostPattern); i++ {
		switch s.text[i] {
		case '\n':
			return false
		case '\\':
			i++
		case '[':
			class = true
		case ']':
			class = false
		case '/':
			if class {
				continue
			}
			if i == s.at+1 {
				return false
			}
			from := s.at
			for s.at = i + 1; s.at < s.end && s.text[s.at] >= 'a' && s.text[s.at] <= 'z'; s.at++ {
			}
			s.mark(String, from)
			s.took(noWord)
			return true
		}
	}
	return false
}
