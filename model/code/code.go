// Package code tells what the parts of a piece of program text are: comments, strings, keywords, keys. It is
// for reading an article, not for compiling it: what is not sure stays plain.
//
// Text and a language come in, spans go out. Each scanner goes over the text once from its front, looks ahead
// by no more than it then takes or by a fixed number of bytes, and keeps a state of fixed size, so that the time
// is that of the text's length whatever a stranger wrote. It knows no colours and no terminal: it stands in model
// because screens, pages and tests may all ask it the same.
package code

import (
	"strings"

	"lede/model"
)

// Role says what a stretch of code is.
type Role uint8

// The roles. Text that no span covers is Plain.
const (
	Plain   Role = iota
	Comment      // for people
	String       // strings, characters, patterns
	Number
	Keyword // words of the language
	Type    // types, constants, variables of a shell
	Name    // a function where it is called or made, a command
	Key     // a key of data, an attribute
	Tag     // an element of markup, the heading of a section
	Meta    // what stands beside the program: prompts, directives, decorators
	Added   // a line of a diff
	Removed
)

// Roles are all roles but Plain.
func Roles() []Role {
	return []Role{Comment, String, Number, Keyword, Type, Name, Key, Tag, Meta, Added, Removed}
}

// Span is a stretch of code and its role, never Plain. Spans of one text are in order, not empty and do not
// overlap; in a text of valid UTF-8 they begin and end between runes.
type Span struct {
	model.Span
	Role Role
}

// mostNamed is the longest name of a language, in bytes.
const mostNamed = 24

// Named is the language of that name, or that has it for a short form or for the end of its files' names;
// letters may be of any case. nil: no language that is known here.
func Named(name string) *Language {
	if len(name) > mostNamed {
		return nil
	}
	return table().byName[strings.ToLower(strings.TrimPrefix(name, "."))]
}

// Of is the language of a block of code: the one its publisher names, which may be none that is known here, else
// what the text itself shows beyond doubt; nil where nothing does.
func Of(name, text string) *Language {
	l := Named(name)
	if name == "" {
		l = Judge(text)
	}
	if l == nil || l.session == "" {
		return l
	}
	if _, n := prompt(firstLine(text)); n > 0 {
		return Named(l.session)
	}
	return l
}

// Program tells whether text in l is for a machine. A nil language may be anything.
func (l *Language) Program() bool { return l != nil && l.way != "" }

// Spans are the parts of text, read as l. A nil language has none.
func (l *Language) Spans(text string) []Span {
	if l == nil {
		return nil
	}
	s := scanner{text: text, lang: l, end: len(text)}
	s.run()
	return s.out
}

// run goes over all of its text in its language's way.
func (s *scanner) run() {
	switch s.lang.way {
	case "code":
		s.code()
	case "json":
		s.json()
	case "yaml":
		s.yaml()
	case "css":
		s.css()
	case "markup":
		s.markup()
	case "php":
		s.php()
	case "diff":
		s.diff()
	case "make":
		s.make()
	case "session":
		s.session()
	}
}

// scanner goes over text[at:end] from its front.
type scanner struct {
	text string
	lang *Language
	at   int
	end  int
	out  []Span

	before   byte // the last byte that is neither blank nor comment; 0 at the start
	word     word // the last token, where it was a word
	declares bool // the next word is a name that is being made
	heredoc  heredoc
	bare     bool            // no heredoc ends before the text does: there are no more
	depth    int             // of brackets
	nested   int             // how many templates the text stands in
	block    int             // YAML: 1 + the indentation of the key whose value is a block of text
	endless  [mostQuotes]int // up to where each kind of quote has no end
	caseIn   bool            // a shell's "in" is a word of the language until the line ends
}

// word is what the last token was.
type word uint8

const (
	noWord word = iota
	anyWord
	keyword
)

// mark gives text[from:s.at] a role.
func (s *scanner) mark(r Role, from int) { s.markTo(r, from, s.at) }

func (s *scanner) markTo(r Role, from, to int) {
	if r == Plain || from >= to {
		return
	}
	if n := len(s.out); n > 0 && s.out[n-1].Role == r && s.out[n-1].End == from {
		s.out[n-1].End = to
		return
	}
	s.out = append(s.out, Span{model.Span{Start: from, End: to}, r})
}

// rest is what is left.
func (s *scanner) rest() string { return s.text[s.at:s.end] }

// has tells whether what is left begins with p.
func (s *scanner) has(p string) bool { return strings.HasPrefix(s.rest(), p) }

// peek is the byte so many after the next one, 0 beyond the end.
func (s *scanner) peek(n int) byte {
	if s.at+n >= s.end || s.at+n < 0 {
		return 0
	}
	return s.text[s.at+n]
}

// lineEnd is where the line that holds the next byte ends: its break, or the end.
func (s *scanner) lineEnd() int {
	if i := strings.IndexByte(s.rest(), '\n'); i >= 0 {
		return s.at + i
	}
	return s.end
}

// lineStart tells whether nothing but blanks stands before the next byte in its line. It looks back at blanks that
// were passed one by one, and gives up where an indentation is absurd.
func (s *scanner) lineStart() bool {
	for i := s.at - 1; i >= max(s.at-maxIndent, 0); i-- {
		switch s.text[i] {
		case '\n':
			return true
		case ' ', '\t':
		default:
			return false
		}
	}
	return s.at <= maxIndent
}

// maxIndent is the deepest indentation that is looked at, in bytes.
const maxIndent = 200

// inner scans text[from:to] as another language and goes on behind it.
func (s *scanner) inner(l *Language, from, to int) {
	if l != nil {
		in := scanner{text: s.text, lang: l, at: from, end: to, out: s.out}
		in.run()
		s.out = in.out
	}
	s.at = to
}

func firstLine(text string) string {
	text = strings.TrimLeft(text, " \n")
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return text
}
