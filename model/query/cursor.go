package query

import (
	"strings"
	"unicode"
)

// Cursor is the word of a query that is being typed, for offering ends to it.
type Cursor struct {
	From   int    // byte at which it, or its value, begins: what is offered replaces [From, cursor)
	Key    string // key of the language the value belongs to: "topic" behind #, "person", …; "" for none
	Op     string // ":" or another operator; "" when there is no key
	Text   string // what stands between From and the cursor, without quotation marks
	Quoted bool   // the value began with a quotation mark
}

// Under is the word of text that ends at the cursor, a byte offset. Text is empty where a new word is
// about to begin; inside of a pattern there is nothing to offer, and Key is "/".
func Under(text string, cursor int) Cursor {
	cursor = max(0, min(cursor, len(text)))
	start := wordStart(text[:cursor])
	c := Cursor{From: start, Text: text[start:cursor]}
	for c.Text != "" && strings.ContainsRune("-!(", rune(c.Text[0])) {
		c.From, c.Text = c.From+1, c.Text[1:]
	}
	switch {
	case strings.HasPrefix(c.Text, "/"):
		c.Key = "/"
		return c
	case strings.HasPrefix(c.Text, "#"):
		c.From, c.Text, c.Key, c.Op = c.From+1, c.Text[1:], "topic", ":"
	default:
		c.key()
	}
	if c.Key != "" {
		if i := strings.LastIndexByte(c.Text, ','); i >= 0 && !strings.HasPrefix(c.Text[i+1:], " ") {
			c.From, c.Text = c.From+i+1, c.Text[i+1:]
		}
	}
	if t := strings.TrimLeftFunc(c.Text, isQuote); t != c.Text {
		c.Text, c.Quoted = t, true
	}
	return c
}

// key parts a key and its operator from the value.
func (c *Cursor) key() {
	i := strings.IndexFunc(c.Text, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && r != '_' })
	if i <= 0 || !strings.ContainsRune(":=<>!", rune(c.Text[i])) || strings.HasPrefix(c.Text[i:], "://") {
		return
	}
	k, known := lookup(c.Text[:i])
	if !known {
		return
	}
	rest := strings.TrimLeft(c.Text[i:], ":=<>!~")
	c.Op = c.Text[i : len(c.Text)-len(rest)]
	c.From += len(c.Text) - len(rest)
	c.Text, c.Key = rest, k.name
	if k.form == formNamed || k.form == formFigure {
		c.Key = k.as
	} else if k.form == formField {
		c.Key = k.key.name()
	}
}

// wordStart is where the last word of text begins; blanks within quotation marks or a pattern do not
// end one.
func wordStart(text string) int {
	start, quote := 0, rune(0)
	before := ' '
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote && before != '\\' || isQuote(r) && isQuote(quote) {
				quote = 0
			}
		case isQuote(r):
			quote = r
		case r == '/' && (unicode.IsSpace(before) || strings.ContainsRune("-!(|:~", before)):
			quote = '/'
		case unicode.IsSpace(r), r == '|', r == ')':
			start = i + len(string(r))
		}
		before = r
	}
	return start
}
