package query

import (
	"fmt"
	"regexp/syntax"
	"strings"
	"unicode"
)

const (
	mostRunes = 8192 // of a query
	mostDepth = 64   // of parentheses and nots
)

// Parse reads a query. "" asks for everything. The error is an *Error.
func Parse(s string) (Query, error) { return parse(s, false) }

// ParseTyped reads a query that is being typed at its end: a last word may still go on (bitc finds
// bitcoin), and a quotation or a parenthesis need not be closed yet.
func ParseTyped(s string) (Query, error) { return parse(s, true) }

func parse(s string, typed bool) (Query, error) {
	p := &parser{src: []rune(s), typed: typed}
	for i, r := range p.src {
		if unicode.IsControl(r) {
			p.src[i] = ' '
		}
	}
	if len(p.src) > mostRunes {
		return Query{}, &Error{Col: mostRunes + 1, Msg: "the query is too long", Hint: fmt.Sprintf("%d letters at most", mostRunes)}
	}
	e, err := p.or()
	if err == nil {
		if p.space(); p.pos < len(p.src) {
			err = p.errAt(p.pos, "“)” closes nothing", "")
		}
	}
	if err != nil {
		return Query{}, err
	}
	return Query{Expr: e, Sort: p.sort}, nil
}

// parser reads src from left to right without going back further than one term.
type parser struct {
	src   []rune
	pos   int
	depth int
	typed bool
	sort  Sort
}

func (p *parser) errAt(pos int, msg, hint string) error {
	return &Error{Col: pos + 1, Msg: msg, Hint: hint}
}

func (p *parser) space() {
	for p.pos < len(p.src) && unicode.IsSpace(p.src[p.pos]) {
		p.pos++
	}
}

// at is the rune so many places ahead, 0 past the end.
func (p *parser) at(ahead int) rune {
	if i := p.pos + ahead; i < len(p.src) {
		return p.src[i]
	}
	return 0
}

func (p *parser) end() bool { return p.pos >= len(p.src) }

// operator takes the word (any case) or one of the signs, when it stands here by itself.
func (p *parser) operator(word string, signs ...string) bool {
	p.space()
	for _, s := range signs {
		if p.ahead(s) {
			p.pos += len(s)
			return true
		}
	}
	n := len(word)
	if p.pos+n > len(p.src) || !strings.EqualFold(string(p.src[p.pos:p.pos+n]), word) {
		return false
	}
	if next := p.at(n); next != 0 && !ends(next) {
		return false
	}
	p.pos += n
	return true
}

// ahead tells whether the ASCII text s stands here.
func (p *parser) ahead(s string) bool {
	for i := range len(s) {
		if p.at(i) != rune(s[i]) {
			return false
		}
	}
	return true
}

func (p *parser) or() (Expr, error) {
	var out Or
	for {
		e, err := p.and()
		if err != nil {
			return nil, err
		}
		p.space()
		from := p.pos
		more := p.operator("or", "||", "|")
		if e == nil && (more || len(out) > 0 && !p.typed) {
			return nil, p.errAt(from, "“or” wants something on both sides", `for the word itself write "or"`)
		}
		if alt, ok := e.(Or); ok {
			out = append(out, alt...)
		} else if e != nil {
			out = append(out, e)
		}
		if more {
			continue
		}
		switch len(out) {
		case 0:
			return nil, nil
		case 1:
			return out[0], nil
		}
		return out, nil
	}
}

func (p *parser) and() (Expr, error) {
	var out And
	for dangling := false; ; {
		p.space()
		from := p.pos
		if p.operator("and", "&&") {
			if len(out) == 0 || dangling {
				return nil, p.errAt(from, "“and” wants something on both sides", `for the word itself write "and"`)
			}
			dangling = true
			continue
		}
		if p.end() || p.at(0) == ')' || p.peekOr() {
			if dangling && !p.typed {
				return nil, p.errAt(p.pos, "“and” wants something on both sides", `for the word itself write "and"`)
			}
			return join(out), nil
		}
		e, err := p.unary()
		if err != nil {
			return nil, err
		}
		out = append(out, conjuncts(e)...) // sort: is no condition and adds nothing
		dangling = false
	}
}

func (p *parser) peekOr() bool {
	was := p.pos
	ok := p.operator("or", "||", "|")
	p.pos = was
	return ok
}

func (p *parser) unary() (Expr, error) {
	from := p.pos
	if p.depth++; p.depth > mostDepth {
		return nil, p.errAt(from, "the query is nested too deep", "")
	}
	defer func() { p.depth-- }()
	switch {
	case p.at(0) == '-', p.at(0) == '!' && p.at(1) != '=' && p.at(1) != '~':
		p.pos++
		if next := p.at(0); next == 0 || unicode.IsSpace(next) || next == ')' {
			return nil, p.errAt(from, fmt.Sprintf("“%c” excludes nothing", p.src[from]), "write what to exclude right behind it")
		}
	case p.operator("not"):
		if p.space(); p.end() || p.at(0) == ')' {
			return nil, p.errAt(from, "“not” excludes nothing", `for the word itself write "not"`)
		}
	default:
		return p.term()
	}
	sorted := p.sort
	e, err := p.unary()
	if err == nil && e == nil {
		p.sort = sorted
		return nil, p.errAt(from, "there is nothing to exclude here", "sort: is an order, not a condition")
	}
	if err != nil {
		return nil, err
	}
	return Negate(e), nil
}

func (p *parser) term() (Expr, error) {
	from := p.pos
	switch c := p.at(0); {
	case c == '(':
		p.pos++
		e, err := p.or()
		if err != nil {
			return nil, err
		}
		p.space()
		if p.at(0) != ')' && !p.typed {
			return nil, p.errAt(from, "“(” is not closed", "")
		}
		if p.at(0) == ')' {
			p.pos++
		}
		if e == nil && !p.typed {
			return nil, p.errAt(from, "there is nothing in the parentheses", "")
		}
		return e, nil
	case isQuote(c):
		s, open, err := p.quoted()
		if err != nil {
			return nil, err
		}
		e, err := p.words(from, s, true)
		if err == nil && open {
			e = Phrase{s, true}
		}
		return e, err
	case c == '/' && p.at(1) != 0 && !unicode.IsSpace(p.at(1)):
		src, fold, err := p.pattern()
		return Pattern{src, fold}, err
	case c == '#':
		p.pos++
		return p.topics()
	}
	return p.bare()
}

// bare reads what begins with a letter or digit: a word, or a key with what it asks.
func (p *parser) bare() (Expr, error) {
	from := p.pos
	if k, ok, err := p.key(); err != nil || ok {
		if err != nil {
			return nil, err
		}
		return p.condition(from, k)
	}
	p.pos = from
	w := p.run("")
	switch {
	case strings.EqualFold(w, "today"), strings.EqualFold(w, "yesterday"):
		d := Day(strings.ToLower(w))
		return Published{d, d}, nil
	case strings.Contains(w, "://"):
		return Field{Key: URL, Text: w}, nil
	}
	return p.words(from, w, false)
}

// words makes a Word of s, which begins at from, or a Phrase, when it is quoted or would not be read
// as a word again.
func (p *parser) words(from int, s string, quoted bool) (Expr, error) {
	star := !quoted && strings.HasSuffix(s, "*")
	text := s
	if star {
		text = strings.TrimRight(s, "*")
	}
	if len(Tokens(text)) == 0 {
		if quoted && strings.TrimSpace(s) == "" {
			return nil, p.errAt(from, "there is nothing between the quotation marks", "")
		}
		return nil, p.errAt(from, fmt.Sprintf("“%s” has no letter or digit to look for", s), "/"+quoteMeta(s)+"/ looks for signs")
	}
	prefix := star || !quoted && p.typed && p.end()
	if quoted || reserved(text) {
		return Phrase{text, prefix}, nil
	}
	return Word{text, prefix}, nil
}

func reserved(w string) bool {
	switch strings.ToLower(w) {
	case "and", "or", "not", "between", "today", "yesterday":
		return true
	}
	return strings.ContainsRune(":=<>~!&", rune(w[0]))
}

// run takes the runes up to a blank, a parenthesis, a quotation mark, a bar or one of stop.
func (p *parser) run(stop string) string {
	from := p.pos
	for !p.end() {
		c := p.src[p.pos]
		if ends(c) || strings.ContainsRune(stop, c) {
			break
		}
		p.pos++
	}
	return string(p.src[from:p.pos])
}

// ends tells whether c ends a word.
func ends(c rune) bool {
	return unicode.IsSpace(c) || c == '(' || c == ')' || c == '|' || isQuote(c)
}

func isQuote(c rune) bool {
	return c == '"' || c == '“' || c == '”' || c == '„' || c == '«' || c == '»'
}

// quoted reads a quotation from its first mark to its last; \" and \\ stand for " and \. It is open
// when its last word may go on: a * follows it, or it is being typed.
func (p *parser) quoted() (s string, open bool, err error) {
	from := p.pos
	closing := `"`
	switch p.at(0) {
	case '“', '”', '„':
		closing = "“”\""
	case '«', '»':
		closing = "«»\""
	}
	var b strings.Builder
	for p.pos++; !p.end(); p.pos++ {
		c := p.src[p.pos]
		if c == '\\' && (p.at(1) == '"' || p.at(1) == '\\') {
			p.pos++
			b.WriteRune(p.src[p.pos])
			continue
		}
		if strings.ContainsRune(closing, c) {
			if p.pos++; p.at(0) == '*' {
				p.pos++
				open = true
			}
			return b.String(), open, nil
		}
		b.WriteRune(c)
	}
	if p.typed {
		return b.String(), true, nil
	}
	return "", false, p.errAt(from, "the quotation is not closed", `put a " at its end`)
}

// pattern reads /re/ or /re/i; \/ stands for a slash.
func (p *parser) pattern() (src string, fold bool, err error) {
	from := p.pos
	var b strings.Builder
	for p.pos++; ; p.pos++ {
		if p.end() {
			return "", false, p.errAt(from, "the pattern is not closed", "put a / at its end")
		}
		c := p.src[p.pos]
		if c == '/' {
			break
		}
		if c == '\\' && p.at(1) == '/' {
			p.pos++
			c = '/'
		} else if c == '\\' && p.at(1) != 0 {
			b.WriteRune(c)
			p.pos++
			c = p.src[p.pos]
		}
		b.WriteRune(c)
	}
	p.pos++
	at := p.pos
	switch flags := p.run(","); flags {
	case "":
	case "i":
		fold = true
	default:
		return "", false, p.errAt(at, fmt.Sprintf("unknown flag “%s” behind the pattern", flags), "i is the only one: /"+b.String()+"/i")
	}
	if err := validPattern(b.String()); err != nil {
		return "", false, p.errAt(from, "the pattern cannot be read: "+err.Error(), "")
	}
	return b.String(), fold, nil
}

// validPattern checks src as RE2 (RE2 syntax, no look-around, no back references).
func validPattern(src string) error {
	if src == "" {
		return fmt.Errorf("it is empty")
	}
	_, err := syntax.Parse(src, syntax.Perl)
	if e, ok := err.(*syntax.Error); ok {
		return fmt.Errorf("%s: `%s`", e.Code, e.Expr)
	}
	return err
}

func quoteMeta(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(`\.+*?()|[]{}^$/`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
