package query

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"lede/model"
)

// keyUse is a key as it stands in a query, with the operator behind it.
type keyUse struct {
	keyword
	op string // ":" "=" "!=" "<" "<=" ">" ">=" "=~" "!~" "#" "!#" "between"
	at int    // where the operator's right side begins
}

// key reads a key and its operator; false when what stands here is a word.
func (p *parser) key() (keyUse, bool, error) {
	from := p.pos
	for c := p.at(0); c < unicode.MaxASCII && (unicode.IsLetter(c) || c == '_'); c = p.at(0) {
		p.pos++
	}
	name := string(p.src[from:p.pos])
	if name == "" {
		return keyUse{}, false, nil
	}
	k, known := lookup(name)
	behind := p.pos
	p.space()
	spaced := p.pos > behind
	op := p.comparison(k, known, spaced)
	switch {
	case op == "" || op == ":" && (spaced || p.at(0) == '/' && p.at(1) == '/'):
		return keyUse{}, false, nil
	case !known:
		return keyUse{}, false, unknownKey(from, name)
	}
	p.space()
	if p.end() || p.at(0) == ')' {
		return keyUse{}, false, p.errAt(p.pos, fmt.Sprintf("“%s” wants something behind it", name+op), "")
	}
	return keyUse{k, op, p.pos}, true, nil
}

// comparison takes the operator that stands here. Behind a word that is no key only the signs that no
// word can hold are one; "#" and "between" are newsboat's and follow a key and a blank.
func (p *parser) comparison(k keyword, known, spaced bool) string {
	for _, op := range []string{"=~", "!~", "==", "!=", "<=", ">=", "!#", ":", "=", "<", ">"} {
		if p.ahead(op) {
			p.pos += len(op)
			if op == "==" {
				op = "="
			}
			return op
		}
	}
	if !known || !spaced {
		return ""
	}
	if p.at(0) == '#' && (unicode.IsSpace(p.at(1)) || isQuote(p.at(1))) {
		p.pos++
		return "#"
	}
	if was := p.pos; (k.form == formFigure || k.form == formDate || k.form == formNewsboat || k.form == formWhen || k.form == formSources) && p.operator("between") {
		if p.space(); unicode.IsDigit(p.at(0)) || p.at(0) == '"' {
			return "between"
		}
		p.pos = was
	}
	return ""
}

func unknownKey(from int, name string) error {
	hint := "did you mean " + Nearest(name, everyKey()) + ":?"
	if Nearest(name, everyKey()) == "" {
		hint = "the keys are " + strings.Join(Keys(), " ") + "; words with a colon go in quotes"
	}
	return &Error{Col: from + 1, Msg: "unknown key “" + name + "”", Hint: hint}
}

// value reads one value: quoted, or up to a blank or one of stop. It is open when its last word may
// go on: a star, taken off, ends it, or it is being typed.
func (p *parser) value(stop string) (s string, open bool, err error) {
	if isQuote(p.at(0)) {
		return p.quoted()
	}
	s = p.run(stop)
	t := strings.TrimRight(s, "*")
	return t, t != s || p.typed && p.end(), nil
}

// condition reads what k asks for; from is where the key begins.
func (p *parser) condition(from int, k keyUse) (Expr, error) {
	switch k.form {
	case formTopic:
		return p.unlessNot(k, func() (Expr, error) { return p.topics() })
	case formFigure:
		return p.figure(k)
	case formSources:
		return p.sources(k)
	case formDate, formWhen:
		return p.period(k)
	case formNewsboat:
		return p.newsboat(from, k)
	case formAge:
		return p.unlessNot(k, func() (Expr, error) { return p.age(k) })
	case formSort:
		return p.order(k)
	}
	return p.anyOf(k)
}

// unlessNot negates what read gives behind != and refuses the operators that compare.
func (p *parser) unlessNot(k keyUse, read func() (Expr, error)) (Expr, error) {
	switch k.op {
	case "<", "<=", ">", ">=", "between":
		return nil, p.errAt(k.at-1, fmt.Sprintf("“%s” is not compared by size", k.name), fmt.Sprintf("write %s: and what it is", k.name))
	}
	e, err := read()
	if err == nil && k.op[0] == '!' {
		e = Negate(e)
	}
	return e, err
}

// anyOf reads values parted by commas, of which one must hold.
func (p *parser) anyOf(k keyUse) (Expr, error) {
	return p.unlessNot(k, func() (Expr, error) {
		var out Or
		for {
			e, err := p.one(k)
			if err != nil {
				return nil, err
			}
			out = append(out, e)
			if p.at(0) != ',' || p.at(1) == 0 || unicode.IsSpace(p.at(1)) {
				break
			}
			p.pos++
		}
		if p.at(0) == ',' {
			p.pos++
		}
		if len(out) == 1 {
			return out[0], nil
		}
		return out, nil
	})
}

func (p *parser) one(k keyUse) (Expr, error) {
	at := p.pos
	if k.form == formField && (p.at(0) == '/' || strings.HasSuffix(k.op, "~")) {
		return p.fieldPattern(k)
	}
	stop := ","
	if k.form == formField && k.key == URL {
		stop = ""
	}
	s, open, err := p.value(stop)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(s) == "" {
		return nil, p.errAt(at, fmt.Sprintf("“%s:” wants something behind it", k.name), "")
	}
	switch k.form {
	case formIs:
		if st, ok := state(s); ok {
			return Is{st}, nil
		}
		return nil, p.choice(at, "is", s, States())
	case formHas:
		if what, ok := thing(s); ok {
			return Has{what}, nil
		}
		return nil, p.choice(at, "has", s, Things())
	case formNamed:
		if len(Tokens(s)) == 0 {
			return nil, p.errAt(at, fmt.Sprintf("“%s” has no letter or digit to look for", s), "")
		}
		return Named{Key: k.as, Text: starred(s, open), Whole: k.op == "=" || k.op == "!="}, nil
	}
	if (k.key == Title || k.key == Content) && len(Tokens(s)) == 0 {
		return nil, p.errAt(at, fmt.Sprintf("“%s” has no letter or digit to look for", s), k.name+":/"+quoteMeta(s)+"/ looks for signs")
	}
	f := Field{Key: k.key, Text: s}
	if k.key == Title || k.key == Content {
		f.Text = starred(s, open)
	}
	if k.op == "=" || k.op == "!=" {
		f.How = Equals
	}
	return f, nil
}

// starred is s as it stands in the tree, with a star behind a name whose last word may go on.
func starred(s string, open bool) string {
	s = strings.TrimRight(s, "*")
	if open {
		s += "*"
	}
	return s
}

// fieldPattern reads title:/re/i, and newsboat's title =~ "re", in which case is nothing.
func (p *parser) fieldPattern(k keyUse) (Expr, error) {
	at := p.pos
	if p.at(0) == '/' {
		src, fold, err := p.pattern()
		return Field{Key: k.key, How: Matches, Text: src, Fold: fold}, err
	}
	s := p.run("")
	if isQuote(p.at(0)) {
		var err error
		if s, _, err = p.quoted(); err != nil {
			return nil, err
		}
	}
	if err := validPattern(s); err != nil {
		return nil, p.errAt(at, "the pattern cannot be read: "+err.Error(), "")
	}
	return Field{Key: k.key, How: Matches, Text: s, Fold: true}, nil
}

func (p *parser) choice(at int, key, s string, names []string) error {
	hint := "it knows " + strings.Join(names, " ")
	if n := Nearest(s, names); n != "" {
		hint = fmt.Sprintf("did you mean %s:%s?", key, n)
	}
	return p.errAt(at, fmt.Sprintf("%s: does not know “%s”", key, s), hint)
}

// topics reads names parted by commas.
func (p *parser) topics() (Expr, error) {
	var t Topics
	for {
		at := p.pos
		s, _, err := p.value(",")
		if err != nil {
			return nil, err
		}
		name := TopicName(s)
		if name == "" {
			return nil, p.errAt(at, "“#” wants the name of a topic", "#bitcoin, or \\# in a /pattern/ for the sign")
		}
		t.Names = append(t.Names, name)
		if p.at(0) != ',' {
			return t, nil
		}
		p.pos++
	}
}

// TopicName is a topic's name or id as a query holds it: small letters, a hyphen for blanks.
func TopicName(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return r == '#' || unicode.IsSpace(r) })
	return strings.ToLower(strings.Join(strings.Fields(s), "-"))
}

func (p *parser) order(k keyUse) (Expr, error) {
	at := p.pos
	s := p.run("")
	for i, name := range Sorts() {
		if strings.EqualFold(s, name) {
			p.sort = Sort(i)
			return nil, nil
		}
	}
	return nil, p.choice(at, "sort", s, Sorts())
}

func (p *parser) sources(k keyUse) (Expr, error) {
	at := p.pos
	s, _, err := p.value("")
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1e6 {
		return nil, p.errAt(at, fmt.Sprintf("sources wants a whole number, not “%s”", s), "sources>=3")
	}
	op, not, ok := opOf(k.op)
	if !ok {
		return nil, p.errAt(at, "sources is compared with = < <= > >=", "sources>=3")
	}
	if not {
		return Not{SourceCount{op, n}}, nil
	}
	return SourceCount{op, n}, nil
}

// opOf is the comparison an operator stands for; not: and its answer turned.
func opOf(s string) (op Op, not, ok bool) {
	switch s {
	case ":", "=":
		return Equal, false, true
	case "!=":
		return Equal, true, true
	case "<":
		return Less, false, true
	case "<=":
		return AtMost, false, true
	case ">":
		return Greater, false, true
	case ">=":
		return AtLeast, false, true
	case "between":
		return Between, false, true
	}
	return 0, false, false
}

// kindOf is the kind of fact that a Named's key looks at.
func kindOf(key string) model.Kind {
	switch key {
	case "said", "quote":
		return model.QuoteOf
	}
	return model.Kind(key)
}
