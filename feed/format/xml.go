package format

import (
	"bytes"
	"strings"
)

// place is what the elements met now say something about.
type place uint8

const (
	atNothing place = iota
	atFeed
	atItem
	atSource
	atFeedImage
	atItemImage
	atFeedPerson
	atItemPerson
	atSourcePerson
)

// frame is one open element.
type frame struct {
	el       element
	at       place  // where the parser stood outside of it
	text     int    // where its characters begin in xmlState.text
	name     int    // where its name begins in xmlState.names
	hash     uint32 // of its name, so that end tags find it fast
	bindings int    // namespace bindings outside of it
	base     string
	lang     string
	form     textForm
	children bool // has child elements

	permalink permalink
}

// permalink is what a guid says of itself.
type permalink uint8

const (
	permalinkUnsaid permalink = iota
	permalinkYes
	permalinkNo
)

func permalinkOf(attr string) permalink {
	switch strings.ToLower(attr) {
	case "":
		return permalinkUnsaid
	case "false", "0", "no":
		return permalinkNo
	}
	return permalinkYes
}

// xmlState is what reading XML needs beside the parser's own state.
type xmlState struct {
	at   place
	lang string // xml:lang in force

	frames   []frame
	open     [256]uint16 // how many of frames have a hash with this last byte
	deep     int         // open elements that have no frame because of MaxDepth
	names    []byte      // of the open elements, one behind the other
	text     []byte      // likewise their characters
	bindings []binding
	capture  int  // index+1 of the frame whose markup is being captured, 0: none
	decode   bool // captured text is escaped HTML itself
	rooted   bool // the root element was met
	ended    bool // and was closed

	entities map[string]string // what the document's own DTD declares
	expanded int               // bytes that they have grown to

	inItem bool
	link   itemState
	person Person // the author who is being read
	lat    string // geo:lat, until geo:long comes

	contact    Person // the feed's owner or web master, who stands for an author where none is named
	feedTitled bool   // the feed's title is its own, not a module's
	feedSummed bool   // likewise its description
	period     string // sy:updatePeriod
	every      int    // sy:updateFrequency
}

// parseXML reads a whole document from the lexer, item by item.
func (p *parser) parseXML() error {
	x := &p.xml
	for !p.full() {
		tok := p.lex.next()
		switch tok.kind {
		case tokEOF:
			p.closeAll()
			return p.lex.err
		case tokText, tokCDATA:
			p.characters(tok)
		case tokStart:
			p.open(tok)
		case tokEmpty:
			p.open(tok)
			if len(x.frames) > 0 && x.deep == 0 {
				p.closeTop()
			} else if x.deep > 0 {
				x.deep--
			}
		case tokEnd:
			p.end(tok.name)
		case tokDirective:
			p.xml.declare(tok.text)
		}
	}
	return nil
}

// closeAll ends what the document left open.
func (p *parser) closeAll() {
	x := &p.xml
	if len(x.frames) > 0 && !x.ended {
		p.feed.Cut = true
		if x.inItem {
			p.item.Cut = true
		}
	}
	for len(x.frames) > 0 {
		p.closeTop()
	}
}

// characters takes text into the element that is open, if it wants any.
func (p *parser) characters(tok token) {
	x := &p.xml
	if len(x.frames) == 0 || len(x.text) > MaxBytes {
		return
	}
	if x.entities != nil && tok.kind == tokText {
		tok.text = x.expand(tok.text)
	}
	top := &x.frames[len(x.frames)-1]
	switch {
	case x.capture > 0 && tok.kind == tokCDATA:
		x.text = appendEscaped(x.text, tok.text)
	case x.capture > 0 && x.decode:
		x.text = appendDecoded(x.text, tok.text)
	case x.capture > 0:
		x.text = append(x.text, tok.text...)
	case !top.el.isText():
		if x.link.bare && top.el == elItem {
			p.besideLink(tok.text)
		}
	case tok.kind == tokCDATA:
		x.text = append(x.text, tok.text...)
	default:
		x.text = appendDecoded(x.text, tok.text)
	}
}

// besideLink takes the address behind an empty link element: programs that take a feed for HTML, where a link is
// always empty, write it so.
func (p *parser) besideLink(raw []byte) {
	s := strings.TrimSpace(string(appendDecoded(nil, raw)))
	if s == "" {
		return
	}
	p.xml.link.bare = false
	if isAddress(s) {
		p.textLink(s)
	}
}

// open takes a start tag.
func (p *parser) open(tok token) {
	x := &p.xml
	if len(x.frames) >= MaxDepth {
		x.deep++
		return
	}
	prefix, local := splitName(tok.name)
	bindings := len(x.bindings)
	if bytes.Contains(tok.attrs, []byte("xmlns")) {
		x.bind(tok.attrs, !x.rooted, string(prefix))
	}
	x.rooted = true
	var buf [32]byte
	name := lower(&buf, local)
	if x.capture == 0 {
		el := p.elementFor(prefix, name)
		el = p.makeRoom(el, name, x.spaceFor(prefix), tok.attrs)
		if el != elMarkup {
			p.push(tok, el, bindings)
			p.start(el, tok.attrs)
			return
		}
	}
	p.push(tok, elMarkup, bindings)
	x.text = p.appendTag(x.text, name, tok)
}

// elementFor finds what an element means where it stands.
func (p *parser) elementFor(prefix, name []byte) element {
	s := p.xml.spaceFor(prefix)
	if s != spaceCore {
		if s == spaceRDF && string(name) == "rdf" {
			return elRoot
		}
		return moduleElement(s, string(name))
	}
	el := coreElement(string(name))
	if p.feed.Kind == Sitemap && el == elURI && p.xml.at != atItemImage {
		return elItem
	}
	return el
}

// makeRoom closes what should have been closed before an element el can begin, and begins to capture
// markup where an element stands inside of a text. It gives what the element is then.
func (p *parser) makeRoom(el element, name []byte, s space, attrs []byte) element {
	x := &p.xml
	for len(x.frames) > 0 {
		top := &x.frames[len(x.frames)-1]
		top.children = true
		switch {
		case top.el.isConstruct() && isInline(el, name, s, attrs):
			p.startCapture()
			return elMarkup
		case top.el.isText() && !p.holds(top.el, el):
			p.closeTop() // "<title>Never closed<link>"
		case top.el == elItem && el == elItem || el == elFeed && x.inItem:
			p.closeTop()
		case el == elItem && x.inItem:
			p.closeTop()
		default:
			return el
		}
	}
	return el
}

// isInline says that an element inside of a text belongs to it as markup.
func isInline(el element, name []byte, s space, attrs []byte) bool {
	switch s {
	case spaceXHTML, spaceMarkup, spaceOther:
		return true
	case spaceCore: // the links of a page have a rel, those of RSS have not
		return el == elOther || isHTMLName(string(name)) || el == elLink && hasAttrFold(attrs, "rel") && hasAttrFold(attrs, "type")
	}
	return el == elOther
}

// holds says that an element with text of its own may have child as a child.
func (p *parser) holds(parent, child element) bool {
	switch parent {
	case elAuthor, elCreator, elSource, elImage, elPublisher, elThumbnail, elCategoryText, elIcon, elLogo, elCategory, elContributor, elEditor,
		elComments, elLink, elPoint, elURI:
		return child != elItem && child != elFeed
	}
	return child == elOther || child == elWrap
}

// push makes a frame for an element.
func (p *parser) push(tok token, el element, bindings int) {
	x := &p.xml
	f := frame{el: el, at: x.at, text: len(x.text), name: len(x.names), hash: nameHash(tok.name), bindings: bindings, base: p.base, lang: x.lang}
	x.names = append(x.names, tok.name...)
	x.frames = append(x.frames, f)
	x.open[uint8(f.hash)]++
	if bytes.Contains(tok.attrs, []byte("xml:")) {
		p.xmlAttrs(tok.attrs)
	}
}

// xmlAttrs takes xml:base and xml:lang, which hold for the element and all that is in it.
func (p *parser) xmlAttrs(attrs []byte) {
	if base, ok := lookAttr(attrs, "xml:base"); ok && base != "" && len(base) <= maxBase {
		if abs := resolveRef(p.base, base); p.base == "" || hasPrefixFold(abs, "http") || !hasPrefixFold(p.base, "http") {
			p.base = abs
		}
	}
	if lang, ok := lookAttr(attrs, "xml:lang"); ok {
		p.xml.lang = lang
	}
}

// end takes an end tag: it closes the innermost element of that name and all that was left open in it.
// An end tag without a start costs nothing. Below MaxDepth only the end of an element that is no markup
// is sure to be meant.
func (p *parser) end(name []byte) {
	x := &p.xml
	hash := nameHash(name)
	if x.open[uint8(hash)] == 0 {
		x.deep = max(x.deep-1, 0)
		return
	}
	for i := len(x.frames) - 1; i >= 0; i-- {
		if x.frames[i].hash != hash || !bytes.EqualFold(x.nameAt(i), name) || x.deep > 0 && x.frames[i].el == elMarkup {
			continue
		}
		x.deep = 0
		for len(x.frames) > i+1 {
			p.closeTop()
		}
		if i == 0 {
			x.ended = true
		}
		p.closeTop()
		return
	}
	x.deep = max(x.deep-1, 0)
}

// nameHash is FNV-1a without regard to the case of ASCII letters.
func nameHash(name []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range name {
		h = (h ^ uint32(c|0x20)) * 16777619
	}
	return h
}

func (x *xmlState) nameAt(i int) []byte {
	end := len(x.names)
	if i+1 < len(x.frames) {
		end = x.frames[i+1].name
	}
	return x.names[x.frames[i].name:end]
}

// closeTop ends the innermost element.
func (p *parser) closeTop() {
	x := &p.xml
	n := len(x.frames) - 1
	f := x.frames[n]
	if f.el == elMarkup {
		x.text = appendEndTag(x.text, x.nameAt(n))
	} else {
		if x.capture == n+1 {
			x.capture = 0
			f.form = formCaptured
		}
		p.finishElement(&f, x.text[f.text:])
		x.text = x.text[:f.text]
	}
	x.open[uint8(f.hash)]--
	x.frames = x.frames[:n]
	x.names = x.names[:f.name]
	x.bindings = x.bindings[:f.bindings]
	x.at, x.lang, p.base = f.at, f.lang, f.base
}
