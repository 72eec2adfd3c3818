package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxSource is the most markup that is looked at, in bytes.
const maxSource = 8 << 20

// tokenKind says what a token of markup is.
type tokenKind uint8

const (
	textToken tokenKind = iota
	openToken
	closeToken
)

// token is one piece of markup. Tags that do not nest in one another are matched one name at a time, so
// that mis-nested markup keeps its meaning.
type token struct {
	kind     tokenKind
	tag      atom.Atom // 0 for a tag that HTML does not know
	raw      bool      // text: entities are not to be decoded (CDATA, xmp)
	from, to int       // text: its bytes in the source
	pair     int       // open: index of the token that closes it, or -1
	attrs    []attr
}

// attr is an attribute with its value decoded.
type attr struct{ key, val string }

// get is the value of the attribute named key, "" when it is missing.
func (t *token) get(key string) string {
	for _, a := range t.attrs {
		if a.key == key {
			return a.val
		}
	}
	return ""
}

// has tells whether the attribute is there, with or without a value.
func (t *token) has(key string) bool {
	for _, a := range t.attrs {
		if a.key == key {
			return true
		}
	}
	return false
}

// scan splits markup into tokens. It never fails: what is no tag is text.
func scan(src string) []token {
	if !strings.Contains(src, "<") { // most titles: a tokenizer costs more than they are long
		if src == "" {
			return nil
		}
		return []token{{kind: textToken, to: len(src), pair: -1}}
	}
	z := html.NewTokenizer(strings.NewReader(src))
	z.AllowCDATA(true)
	toks := make([]token, 0, 16+strings.Count(src, "<")*2)
	open := map[atom.Atom][]int{}
	at := 0
	raw := atom.Atom(0) // the raw text element that is open: xmp and plaintext are shown, the rest is not
	for {
		tt := z.Next()
		from := at
		at += len(z.Raw())
		switch tt {
		case html.ErrorToken:
			return toks
		case html.TextToken:
			t := token{kind: textToken, from: from, to: at, pair: -1}
			if s := src[from:at]; strings.HasPrefix(s, "<![CDATA[") {
				t.raw, t.from = true, from+len("<![CDATA[")
				if strings.HasSuffix(s, "]]>") {
					t.to -= len("]]>")
				}
			}
			switch raw {
			case 0:
			case atom.Xmp, atom.Plaintext:
				t.raw = true
			default:
				continue
			}
			toks = append(toks, t)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			t := token{kind: openToken, tag: atom.Lookup(name), from: from, to: at, pair: -1}
			if more && wantsAttrs(t.tag) {
				t.attrs = attributes(z)
			}
			if rawText(t.tag) && tt == html.StartTagToken {
				raw = t.tag
			}
			if !void(t.tag) && t.tag != 0 {
				open[t.tag] = append(open[t.tag], len(toks))
			}
			toks = append(toks, t)
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			raw = 0
			if s := open[tag]; len(s) > 0 {
				toks[s[len(s)-1]].pair = len(toks)
				open[tag] = s[:len(s)-1]
			}
			toks = append(toks, token{kind: closeToken, tag: tag, from: from, to: at, pair: -1})
		}
	}
}

// attributes reads those of the tag at hand, at most 64.
func attributes(z *html.Tokenizer) []attr {
	var out []attr
	for len(out) < 64 {
		k, v, more := z.TagAttr()
		if len(k) > 0 {
			out = append(out, attr{string(k), string(v)})
		}
		if !more {
			break
		}
	}
	return out
}

// wantsAttrs spares reading the attributes of tags whose attributes say nothing here.
func wantsAttrs(t atom.Atom) bool {
	switch t {
	case atom.B, atom.I, atom.Em, atom.Strong, atom.Br, atom.Hr, atom.Sup, atom.Sub, atom.U, atom.Tbody, atom.Tr, atom.Th, 0:
		return false
	}
	return true
}

func void(t atom.Atom) bool {
	switch t {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// rawText tells the elements whose content the tokenizer hands over unparsed.
func rawText(t atom.Atom) bool {
	switch t {
	case atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Plaintext, atom.Script, atom.Style, atom.Textarea,
		atom.Title, atom.Xmp:
		return true
	}
	return false
}
