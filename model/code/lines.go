package code

import "strings"

// diff reads changes line by line.
func (s *scanner) diff() {
	for s.at < s.end {
		end := s.lineEnd()
		l := s.text[s.at:end]
		role := Plain
		switch {
		case l == "":
		case strings.HasPrefix(l, "@@"), strings.HasPrefix(l, "diff "), strings.HasPrefix(l, "index "),
			strings.HasPrefix(l, "--- "), strings.HasPrefix(l, "+++ "), strings.HasPrefix(l, "Index: "):
			role = Meta
		case l[0] == '+' || l[0] == '>':
			role = Added
		case l[0] == '-' || l[0] == '<':
			role = Removed
		}
		s.markTo(role, s.at, end)
		s.at = min(end+1, s.end)
	}
}

// make reads rules: targets, variables, and recipes, of which only the variables are told.
func (s *scanner) make() {
	for s.at < s.end {
		end := s.lineEnd()
		s.makeLine(end)
		s.at = min(end+1, s.end)
	}
}

func (s *scanner) makeLine(end int) {
	from := s.at
	l := s.text[from:end]
	bare := strings.TrimLeft(l, " ")
	indent := len(l) - len(bare)
	word, _, _ := strings.Cut(bare, " ")
	switch {
	case strings.HasPrefix(bare, "#"):
		s.markTo(Comment, from+indent, end)
		return
	case len(word) <= mostWord && s.lang.words[word] != Plain:
		s.markTo(s.lang.words[word], from+indent, from+indent+len(word))
		s.at = from + indent + len(word)
	case indent == 0:
		i := strings.IndexAny(l, ":=?+")
		if i <= 0 {
			break
		}
		role := Name
		if strings.HasPrefix(strings.TrimLeft(l[i:], ":?+"), "=") {
			role = Key
		} else if l[i] != ':' {
			break
		}
		if head := strings.TrimRight(l[:i], " "); strings.IndexByte(head, '$') < 0 {
			s.markTo(role, from, from+len(head))
			s.at = from + i
		}
	}
	for s.at < end {
		i := strings.IndexByte(s.text[s.at:end], '$')
		if i < 0 {
			return
		}
		s.at += i
		from, n := s.at, 2
		if c := s.peek(1); c == '(' || c == '{' {
			close := byte(')')
			if c == '{' {
				close = '}'
			}
			j := strings.IndexByte(s.text[from:min(end, from+200)], close)
			if j < 0 {
				s.at++
				continue
			}
			n = j + 1
		} else if c >= 0x80 || c <= ' ' {
			s.at++
			continue
		}
		s.at = min(from+n, end)
		s.mark(Type, from)
	}
}

// session reads a dialogue with a shell or an interpreter: what was typed after a prompt is code, the rest is not.
func (s *scanner) session() {
	for s.at < s.end {
		end := s.lineEnd()
		lang, n := prompt(s.text[s.at:end])
		if n > 0 {
			s.markTo(Meta, s.at, s.at+n)
			s.inner(Named(lang), s.at+n, end)
		}
		s.at = min(end+1, s.end)
	}
}

// mostPrompt is the longest prompt, in bytes.
const mostPrompt = 64

// prompt is the length of the prompt at the start of a line, with the blank after it, and the language of what was
// typed there; 0 where there is none.
func prompt(line string) (lang string, n int) {
	for _, p := range [...]struct{ lang, begin string }{{"shell", "$ "}, {"shell", "% "}, {"shell", "❯ "}, {"python", ">>> "}, {"python", "... "}} {
		if strings.HasPrefix(line, p.begin) {
			return p.lang, len(p.begin)
		}
	}
	head := line[:min(len(line), mostPrompt)]
	if strings.HasPrefix(line, "PS ") {
		if i := strings.Index(head, "> "); i > 0 {
			return "powershell", i + 2
		}
	}
	if strings.HasPrefix(line, "irb(") {
		if i := strings.Index(head, "> "); i > 0 {
			return "ruby", i + 2
		}
	}
	for _, end := range [...]string{"=# ", "=> ", "-# ", "mysql> ", "sqlite> "} { // of a database
		if i := strings.Index(head, end); i >= 0 && strings.Trim(head[:i], "abcdefghijklmnopqrstuvwxyz0123456789_") == "" && (i > 0 || len(end) > 4) {
			return "sql", i + len(end)
		}
	}
	name := strings.IndexByte(head, '@') // someone@somewhere:~$
	if name <= 0 || strings.ContainsAny(head[:name], " \t/:\"'=") && head[0] != '[' {
		return "", 0
	}
	for _, end := range [...]string{"$ ", "# ", "% "} {
		if i := strings.Index(head, end); i > name && strings.Count(head[:i], " ") <= 1 {
			return "shell", i + len(end)
		}
	}
	return "", 0
}
