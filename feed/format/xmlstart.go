package format

import (
	"strconv"
	"strings"
)

// itemState is what has to be remembered of the item being read to choose among what it says.
type itemState struct {
	attrs     Link   // the link element that is open
	hasHref   bool   // and it has its address in an attribute
	bare      bool   // and it has no address, or not yet
	standing  bool   // a link was taken that another cannot replace
	permalink string // a guid that is an address
	noLink    bool   // a guid that says it is none
	original  string // the link before a redirecting service put its own
	titled    bool   // the title is the item's own, not a module's
	summed    bool   // likewise the summary
}

// start acts on an element that has just been pushed.
func (p *parser) start(el element, attrs []byte) {
	x := &p.xml
	f := &x.frames[len(x.frames)-1]
	switch el {
	case elFeed:
		p.startFeed(attrs)
	case elRoot:
		p.startRoot(attrs)
	case elItem:
		p.startItem(attrs)
	case elOther, elTextInput:
		if x.at != atNothing || x.rooted && len(x.frames) > 1 {
			x.at = atNothing
		}
	case elTitle, elDescription, elSummary, elContent, elCopyright, elAltTitle, elAltSummary:
		p.startConstruct(f, attrs)
	case elLink:
		p.startLink(attrs)
	case elGUID:
		f.permalink = permalinkOf(attr(attrs, "isPermaLink"))
	case elAuthor, elContributor, elOwner, elPublisher, elEditor, elWebMaster, elCreator:
		p.startPerson(f)
	case elCategory, elCategoryText:
		p.startCategory(attrs)
	case elEnclosure:
		p.addEnclosure(Enclosure{p.resolve(firstOf(attr(attrs, "url"), attr(attrs, "href"))), attr(attrs, "type"), length(attr(attrs, "length"))})
	case elMediaContent, elThumbnail, elCover, elImage, elLogo:
		p.startPicture(el, attrs)
	case elSource:
		p.startSource(attrs)
	case elGenerator:
		p.startGenerator(attrs)
	}
}

func (p *parser) startRoot(attrs []byte) {
	if v := attr(attrs, "version"); v != "" {
		p.feed.Version = v
	}
	p.xml.at = atFeed
	p.rootLanguage()
}

func (p *parser) startFeed(attrs []byte) {
	x := &p.xml
	x.at = atFeed
	if v := attr(attrs, "version"); v != "" && p.feed.Version == "" {
		p.feed.Version = v
	}
	p.rootLanguage()
	if base := attr(attrs, "base"); base != "" && p.feed.Kind == CDF {
		p.base = resolveRef(p.base, base)
	}
	if href := attr(attrs, "href"); href != "" {
		p.takeLink(Link{Rel: "alternate", Href: p.resolve(href)})
	}
	if mod := attr(attrs, "lastmod"); mod != "" {
		p.feed.Updated = p.date(mod)
	}
}

// rootLanguage takes the xml:lang of the root as the feed's language.
func (p *parser) rootLanguage() {
	if l := p.xml.lang; l != "" {
		p.feed.Language = language(l)
	}
}

func language(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), "_", "-") }

func (p *parser) startItem(attrs []byte) {
	x := &p.xml
	it := p.newItem()
	x.at, x.inItem = atItem, true
	x.link = itemState{}
	it.ID = firstOf(attr(attrs, "rdf:about"), attr(attrs, "about"))
	it.Language = language(x.lang)
	if href := attr(attrs, "href"); href != "" {
		p.takeLink(Link{Rel: "alternate", Href: p.resolve(href)})
	}
	if mod := attr(attrs, "lastmod"); mod != "" {
		it.DateText, it.Updated = mod, p.date(mod)
	}
}

func (p *parser) startConstruct(f *frame, attrs []byte) {
	x := &p.xml
	f.form = p.formOf(f.el, attrs)
	if src := attr(attrs, "src"); f.el == elContent && src != "" && x.at == atItem {
		p.addEnclosure(Enclosure{URL: p.resolve(src), Type: attr(attrs, "type")})
		if p.item.Link == "" {
			p.item.Link = p.resolve(src)
		}
	}
	if f.form == formCaptured {
		p.startCapture()
	}
}

// startLink reads the link of Atom; that of RSS has its address inside and is read at its end.
func (p *parser) startLink(attrs []byte) {
	x := &p.xml
	href, ok := lookAttr(attrs, "href")
	x.link.hasHref, x.link.bare = ok, !ok
	if !ok {
		x.link.attrs = Link{Rel: relation(attr(attrs, "rel")), Type: attr(attrs, "type"), Title: attr(attrs, "title")}
		return
	}
	l := Link{relation(attr(attrs, "rel")), p.resolveAny(href), attr(attrs, "type"), attr(attrs, "title"), attr(attrs, "hreflang")}
	p.takeLink(l)
	if l.Rel == "enclosure" {
		p.addEnclosure(Enclosure{l.Href, l.Type, length(attr(attrs, "length"))})
	}
}

// relation is a rel in small letters without IANA's prefix (RFC 4287 §4.2.7.2).
func relation(rel string) string {
	rel = strings.TrimPrefix(strings.TrimSpace(rel), "http://www.iana.org/assignments/relation/")
	if rel == "" {
		return "alternate"
	}
	return rel
}

// takeLink keeps a link and finds out whether it is the story's or the feed's own.
func (p *parser) takeLink(l Link) {
	switch p.xml.at {
	case atItem:
		if len(p.item.Links) < maxList {
			p.item.Links = append(p.item.Links, l)
		}
		switch {
		case isPageLink(l) && !p.xml.link.standing:
			p.item.Link, p.xml.link.standing = l.Href, l.Href != ""
		case l.Rel == "replies" && p.item.Comments == "":
			p.item.Comments = l.Href
		case l.Rel == "via" && p.item.Source.Link == "":
			p.item.Source.Link = l.Href
		}
	case atFeed:
		if len(p.feed.Links) < maxList {
			p.feed.Links = append(p.feed.Links, l)
		}
		p.feedLink(l)
	case atSource:
		if isPageLink(l) {
			p.item.Source.Link = l.Href
		}
	}
}

func (p *parser) feedLink(l Link) {
	switch {
	case isPageLink(l) && p.feed.Link == "":
		p.feed.Link = l.Href
	case l.Rel == "self":
		p.feed.Self = l.Href
	case l.Rel == "hub":
		p.feed.Hub = l.Href
	case l.Rel == "next":
		p.feed.NextPage = l.Href
	}
}

// isPageLink says that a link leads to what it stands for as a page.
func isPageLink(l Link) bool {
	if l.Rel != "alternate" {
		return false
	}
	switch strings.ToLower(l.Type) {
	case "", "text/html", "application/xhtml+xml", "html", "xhtml", "text/plain", "text":
		return true
	}
	return false
}

func length(s string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func (p *parser) addEnclosure(e Enclosure) {
	if e.URL == "" || p.xml.at != atItem && p.xml.at != atNothing || !p.xml.inItem || len(p.item.Enclosures) >= maxList {
		return
	}
	for i, old := range p.item.Enclosures {
		if old.URL == e.URL { // once as enclosure, once as media:content
			if old.Type == "" {
				p.item.Enclosures[i].Type = e.Type
			}
			if old.Length == 0 {
				p.item.Enclosures[i].Length = e.Length
			}
			return
		}
	}
	p.item.Enclosures = append(p.item.Enclosures, e)
}

func (p *parser) startPerson(f *frame) {
	x := &p.xml
	x.person = Person{}
	switch x.at {
	case atItem:
		x.at = atItemPerson
	case atFeed:
		x.at = atFeedPerson
	case atSource:
		x.at = atSourcePerson
	}
}

// startCategory takes what stands in attributes: term and label of Atom, text of iTunes.
func (p *parser) startCategory(attrs []byte) {
	word, label := firstOf(attr(attrs, "term"), attr(attrs, "text")), attr(attrs, "label")
	p.addCategory(word)
	if !strings.EqualFold(word, label) {
		p.addCategory(label)
	}
}

func (p *parser) addCategory(word string) {
	switch p.xml.at {
	case atItem:
		p.item.Categories = addWord(p.item.Categories, word)
	case atFeed:
		p.feed.Categories = addWord(p.feed.Categories, word)
	}
}

// startPicture reads images that have their address in an attribute, and Media RSS contents.
func (p *parser) startPicture(el element, attrs []byte) {
	x := &p.xml
	url := p.resolve(firstOf(attr(attrs, "url"), attr(attrs, "href"), attr(attrs, "src"), attr(attrs, "rdf:resource")))
	kind := attr(attrs, "type")
	if el == elMediaContent {
		medium := attr(attrs, "medium")
		if x.at == atItem {
			p.addEnclosure(Enclosure{url, kind, length(attr(attrs, "fileSize"))})
			if d := attr(attrs, "duration"); d != "" && p.item.Duration == "" {
				p.item.Duration = d
			}
		}
		if medium != "image" && !strings.HasPrefix(kind, "image/") {
			return
		}
	}
	if el == elLogo && p.feed.Kind == CDF && strings.EqualFold(attr(attrs, "style"), "icon") {
		if x.at == atFeed {
			p.feed.Icon = firstOf(p.feed.Icon, url)
		}
		return
	}
	if rel := attr(attrs, "rel"); el == elCover && rel != "" && rel != "image" {
		return
	}
	p.setImage(url)
	if el == elThumbnail && x.at == atItem {
		p.addEnclosure(Enclosure{URL: url, Type: anyImage})
	}
	if el == elImage {
		switch x.at {
		case atFeed:
			x.at = atFeedImage
		case atItem:
			x.at = atItemImage
		}
	}
}

// setImage takes an address as the picture of what is being read, unless it has one.
func (p *parser) setImage(url string) {
	switch p.xml.at {
	case atItem, atItemImage:
		p.item.Image = firstOf(p.item.Image, url)
	case atFeed, atFeedImage:
		p.feed.Image = firstOf(p.feed.Image, url)
	}
}

func (p *parser) startSource(attrs []byte) {
	x := &p.xml
	if x.at == atItem {
		x.at = atSource
		if url := attr(attrs, "url"); url != "" {
			p.item.Source.Link = p.resolve(url)
		}
	}
}

// startGenerator keeps what a generator says of itself outside of its text.
func (p *parser) startGenerator(attrs []byte) {
	if res := attr(attrs, "rdf:resource"); res != "" && p.feed.Generator == "" && p.xml.at == atFeed {
		p.feed.Generator = res
	}
}
