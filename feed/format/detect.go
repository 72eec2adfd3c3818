package format

import (
	"bytes"
	"unicode/utf8"
)

// Kind is what a document is, found from its content and never from its name.
type Kind uint8

const (
	Unknown   Kind = iota
	Empty          // nothing but blanks
	Binary         // not text: a picture, an archive, a PDF
	RSS            // RSS 0.90 to 2.0, RDF
	Atom           // Atom 0.3 and 1.0
	JSONFeed       // JSON Feed 1 and 1.1
	CDF            // Channel Definition Format
	Sitemap        // a urlset, with or without news:news
	JSONLines      // stories as JSON objects, one a line or in one array
	JSONTree       // stories somewhere in JSON: a program's answer, JSON-LD
	PlainText      // a wire dump: stories parted by blank lines
	Page           // HTML
	OPML           // a list of feeds
	JSON           // JSON of another sort
	XML            // XML of another sort
)

var kindNames = [...]string{"unknown", "empty", "binary", "RSS", "Atom", "JSON Feed", "CDF", "sitemap", "JSON lines", "JSON with stories", "plain text",
	"HTML page", "OPML", "JSON", "XML"}

// String is the name a reader would use.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return kindNames[Unknown]
}

// Feed says that Parse finds items in documents of this kind.
func (k Kind) Feed() bool { return k >= RSS && k <= PlainText }

const (
	sniffBytes = 64 << 10 // how far in a root element is looked for
	junkBytes  = 8 << 10  // how much text may stand before it
)

// Detect says what data is. It looks at the first 64 kB only.
func Detect(data []byte, h Hints) Kind {
	if len(data) > sniffBytes {
		data = data[:sniffBytes]
	}
	if looksBinary(data) {
		return Binary
	}
	return detectText(toUTF8(data, h))
}

// detectText is Detect for a document that is UTF-8 already.
func detectText(doc []byte) Kind {
	doc = trimLead(doc)
	if len(doc) == 0 {
		return Empty
	}
	if doc[0] == '{' || doc[0] == '[' {
		return detectJSON(doc)
	}
	if len(doc) > sniffBytes {
		doc = doc[:sniffBytes]
	}
	return detectMarkup(doc)
}

// trimLead drops what stands before a document without being part of it: byte order marks and blanks, and what
// keeps JSON from being run as a script, or makes it one.
func trimLead(doc []byte) []byte { return jsonStart(trimBlanks(doc)) }

// scriptLead is how far in JSON begins in a script, in bytes.
const scriptLead = 256

// jsonStart is doc from where its JSON begins, where a comment, a guard such as )]}' or a call stands before it.
func jsonStart(doc []byte) []byte {
	rest := doc
	for bytes.HasPrefix(rest, []byte("/*")) {
		end := bytes.Index(rest[:min(len(rest), scriptLead)], []byte("*/"))
		if end < 0 {
			return doc
		}
		rest = trimBlanks(rest[end+2:])
	}
	for _, guard := range []string{")]}',", ")]}'", "while(1);", "for(;;);"} {
		if bytes.HasPrefix(rest, []byte(guard)) {
			rest = trimBlanks(rest[len(guard):])
			break
		}
	}
	if i := bytes.IndexByte(rest[:min(len(rest), scriptLead)], '('); i > 0 && isScriptName(rest[:i]) {
		rest = trimBlanks(rest[i+1:])
	}
	if len(rest) > 1 && (rest[0] == '{' && startsAsObject(rest) || rest[0] == '[' && startsAsObject(trimBlanks(rest[1:]))) {
		return rest
	}
	return doc
}

// startsAsObject says that b is the beginning of an object of JSON with a member.
func startsAsObject(b []byte) bool {
	return len(b) > 1 && b[0] == '{' && bytes.HasPrefix(trimBlanks(b[1:]), []byte{'"'})
}

// isScriptName says that b names a function, as jQuery.callback_1.
func isScriptName(b []byte) bool {
	for _, c := range b {
		if !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '.' || c == '$') {
			return false
		}
	}
	return true
}

func trimBlanks(doc []byte) []byte {
	for {
		short := bytes.TrimLeft(doc, " \t\r\n\f\v\x00")
		short = bytes.TrimPrefix(short, []byte("\uFEFF"))
		if len(short) == len(doc) {
			return doc
		}
		doc = short
	}
}

// detectMarkup goes from tag to tag until one of them tells what the document is.
func detectMarkup(doc []byte) Kind {
	lex := lexer{buf: doc, eof: true}
	startsAsMarkup := doc[0] == '<'
	page, tags := false, 0
	for {
		tok := lex.next()
		if tok.kind == tokEOF || (!startsAsMarkup && lex.pos > junkBytes && tags == 0) {
			break
		}
		if tok.kind == tokDirective && bytes.HasPrefix(bytes.ToLower(tok.text), []byte("doctype html")) {
			page = true
		}
		if tok.kind != tokStart {
			continue
		}
		tags++
		name := localLower(tok.name)
		if kind := rootKind(name, tok, doc, lex.pos); kind != Unknown && (startsAsMarkup || isRoot(name, tok, doc[lex.pos:])) {
			return kind
		}
		page = page || isHTMLName(name)
	}
	switch {
	case !startsAsMarkup:
		return PlainText
	case page:
		return Page
	case tags > 0:
		return XML
	}
	return PlainText
}

// isRoot says that an element that stands behind text is the root of a document, not a word of that text.
func isRoot(name string, tok token, after []byte) bool {
	switch name {
	case "rss", "rdf", "feed", "urlset", "opml":
		return bytes.IndexByte(tok.attrs, '=') >= 0 || bytes.Contains(after[:min(len(after), 512)], []byte("<"))
	}
	return false
}

// rootKind is the kind of document whose first telling element is name, Unknown when it tells nothing.
func rootKind(name string, tok token, doc []byte, end int) Kind {
	switch name {
	case "rss":
		return RSS
	case "rdf":
		if bytes.Contains(doc[end:], []byte("item")) || bytes.Contains(doc[end:], []byte("channel")) {
			return RSS
		}
	case "feed", "entry":
		return Atom
	case "channel":
		if hasAttrFold(tok.attrs, "href") || hasAttrFold(tok.attrs, "base") || hasAttrFold(tok.attrs, "lastmod") ||
			bytes.Contains(bytes.ToLower(doc[end:min(end+4096, len(doc))]), []byte("<item href")) {
			return CDF
		}
		return RSS
	case "item":
		return RSS
	case "urlset":
		return Sitemap
	case "opml":
		return OPML
	case "html", "head", "body":
		return Page
	}
	return Unknown
}

// detectJSON tells a JSON Feed from stories by line from any other JSON.
func detectJSON(doc []byte) Kind {
	v := scanTop(doc)
	switch {
	case v.feedVersion || v.items:
		return JSONFeed
	case v.story && !(v.list && hasTreeStory(doc)):
		return JSONLines
	case !v.fault && hasTreeStory(doc):
		return JSONTree
	}
	return JSON
}

// looksBinary says that data is not text in any encoding: a known signature, or control bytes that no
// text has. UTF-16 and UTF-32 have NUL bytes and a pattern of their own.
func looksBinary(data []byte) bool {
	for _, sig := range []string{"%PDF-", "\x89PNG", "GIF8", "\xFF\xD8\xFF", "PK\x03\x04", "\x1F\x8B", "RIFF", "OggS", "ID3",
		"\x7FELF", "SQLite format 3\x00", "\x28\xB5\x2F\xFD", "BZh", "\xFD7zXZ"} {
		if bytes.HasPrefix(data, []byte(sig)) {
			return true
		}
	}
	if len(data) > 1024 {
		data = data[:1024]
	}
	if wideEncoding(data) != "" {
		return false
	}
	odd := 0
	for _, c := range data {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B {
			odd++
		}
	}
	if odd*10 > len(data) {
		return true
	}
	return odd*100 > len(data) && !utf8.Valid(data) && !bytes.HasPrefix(trimLead(data), []byte("<")) // markup with stray bytes is markup
}
