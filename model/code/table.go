package code

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed languages.tsv
var languagesTSV string

// Language is how one language is written. It does not change once the table is read.
type Language struct {
	Name string

	way     string   // how a text is gone over; "": it stays plain
	line    []string // what begins a comment that ends with its line
	block   []pair
	quotes  []quote
	words   map[string]Role
	kinds   [256]kind
	traits  trait
	session string // the language that a dialogue in it is read as, "" for none
}

// trait is a way in which a language differs from most.
type trait uint32

const (
	fold     trait = 1 << iota // words are the same in any case
	caps                       // what begins with a capital is a type
	noCalls                    // a bracket after a name does not call it
	prefixed                   // letters before a quote belong to the string: r"…"
	raw                        // r#"…"# and R"x(…)x"
	regex                      // /…/ is a pattern where a value may stand
	command                    // words of the language are such at the start of a command only
	heredocs                   // <<END
	apart                      // a comment begins after a blank only
	atoms                      // :name is a constant, name: a key
	keyed                      // name = value, [section]
	at                         // @name stands beside the program
	hash                       // so does a line of #name
	dollar                     // $name is a variable
	ticks                      // ' between two digits is part of a number
	primes                     // ' may end a name
	macros                     // name! is called
)

// traitOf is the trait of a name in the table.
func traitOf(name string) trait {
	for i, n := range [...]string{"fold", "caps", "nocalls", "prefix", "raw", "regex", "command", "heredoc", "apart", "atoms", "keyed", "at", "hash", "dollar", "ticks", "primes", "macros"} {
		if n == name {
			return 1 << i
		}
	}
	return 0
}

func (l *Language) is(t trait) bool { return l.traits&t != 0 }

// pair begins and ends a comment.
type pair struct {
	open, close string
	nests       bool
}

// quote is one way to write a string.
type quote struct {
	open, close string
	escapes     bool // a backslash takes the next byte with it
	lines       bool // it may go on over the line's end
	doubled     bool // its end, twice, is a part of it
	char        bool // it holds one character, else it is no quote at all
	template    bool // ${…} in it is code
	toEnd       bool // the line's end is its end
	nix         bool // its end with one of $ ' \ after it is none
}

// kind is what a byte may begin.
type kind uint8

const (
	other kind = iota
	blank
	letter
	digit
	mark // a comment or a string
)

// languages is the table.
type languages struct {
	byName map[string]*Language
	signs  []sign
}

var table = sync.OnceValue(func() *languages {
	t := &languages{byName: map[string]*Language{}}
	for line := range strings.Lines(languagesTSV) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < 9 {
			f = append(f, "")
		}
		l := read(f)
		t.byName[l.Name] = l
		for a := range strings.FieldsSeq(f[1]) {
			t.byName[a] = l
		}
	}
	t.signs = readSigns(t)
	return t
})

// read makes a language of its row.
func read(f []string) *Language {
	l := &Language{Name: f[0], way: f[2], line: strings.Fields(f[3]), words: map[string]Role{}}
	for w := range strings.FieldsSeq(f[4]) {
		p := strings.Split(w, ",")
		if len(p) >= 2 {
			l.block = append(l.block, pair{p[0], p[1], len(p) > 2 && p[2] == "n"})
		}
	}
	for w := range strings.FieldsSeq(f[5]) {
		l.quotes = append(l.quotes, readQuote(strings.Split(w, ",")))
	}
	extra := ""
	for w := range strings.FieldsSeq(f[6]) {
		if more, ok := strings.CutPrefix(w, "letters="); ok {
			extra = more
		} else if name, ok := strings.CutPrefix(w, "session="); ok {
			l.session = name
		} else {
			l.traits |= traitOf(w)
		}
	}
	for role, words := range map[Role]string{Keyword: f[7], Type: f[8]} {
		for w := range strings.FieldsSeq(words) {
			l.words[w] = role
		}
	}
	l.sort(extra)
	return l
}

// readQuote makes a quote of what opens it, its letters and what closes it, where that is another.
func readQuote(p []string) quote {
	q := quote{open: p[0], close: p[0]}
	if len(p) > 2 {
		q.close = p[2]
	}
	if len(p) < 2 {
		return q
	}
	for _, c := range p[1] {
		switch c {
		case 'e':
			q.escapes = true
		case 'm':
			q.lines = true
		case 'd':
			q.doubled = true
		case 'c':
			q.char = true
		case 't':
			q.template = true
		case 'l':
			q.toEnd = true
		case 'n':
			q.nix = true
		}
	}
	return q
}

// sort tells what each byte may begin.
func (l *Language) sort(letters string) {
	for c := range l.kinds {
		switch {
		case c == ' ' || c == '\t' || c == '\n':
			l.kinds[c] = blank
		case c >= '0' && c <= '9':
			l.kinds[c] = digit
		case c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80:
			l.kinds[c] = letter
		}
	}
	for i := range len(letters) {
		l.kinds[letters[i]] = letter
	}
	begins := func(s string) {
		if s != "" && l.kinds[s[0]] == other {
			l.kinds[s[0]] = mark
		}
	}
	for _, s := range l.line {
		begins(s)
	}
	for _, p := range l.block {
		begins(p.open)
	}
	for _, q := range l.quotes {
		begins(q.open)
	}
	for _, s := range [...]struct {
		of    trait
		begin string
	}{{regex, "/"}, {heredocs, "<"}, {atoms, ":"}, {at, "@"}, {hash, "#"}, {dollar, "$"}, {keyed, "["}} {
		if l.is(s.of) {
			begins(s.begin)
		}
	}
}
