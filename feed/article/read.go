package article

import (
	"bytes"
	"net/url"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"lede/feed/clean"
	"lede/model"
)

// What go-readability is given; beyond, it takes longer than reading is worth. It goes over the text below each
// element more than once, so that text counts by its depth: bytes times elements around it. That in headlines
// is taken apart into words for each of them, which costs as much as a good many elements.
const (
	maxElements = 50_000
	maxBurden   = 40 << 20
	headline    = 40
)

// reader reads one page.
type reader struct {
	src, address string
	hints        Hints
	doc          *html.Node
	meta         meta

	art readability.Article
	ok  bool // art was found
}

// readability runs the first extractor, on a copy of the tree. A fault of its own costs its answer only.
func (r *reader) readability() {
	defer func() {
		if recover() != nil {
			r.art, r.ok = readability.Article{}, false
		}
	}()
	if n, burden := load(r.doc, 0); n > maxElements || burden > maxBurden {
		return
	}
	base, err := url.Parse(r.address)
	if err != nil {
		base = &url.URL{}
	}
	p := readability.NewParser()
	p.KeepClasses = true
	art, err := p.ParseAndMutate(clone(r.doc), base)
	r.art, r.ok = art, err == nil
}

// load counts the elements below n, and their text by its depth.
func load(n *html.Node, depth int) (elements, burden int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			burden += len(c.Data) * depth
			continue
		}
		below := depth + 1
		if c.DataAtom == atom.H1 || c.DataAtom == atom.H2 {
			below += headline
		}
		e, b := load(c, below)
		elements += e + 1
		burden += b
	}
	return elements, burden
}

// clone copies a tree; the parser keeps its depth below 512.
func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.AppendChild(clone(k))
	}
	return c
}

// found is what one extractor found.
type found struct {
	by   string
	body model.Body
	told clean.Found
}

// text fills in the body of the page.
func (r *reader) text(p *Page) {
	h := clean.Hints{URL: r.address, Headline: p.Title, Now: r.hints.Now}
	var a, b found
	if r.ok && r.art.Node != nil {
		prune(r.art.Node)
		a = r.clean("readability", r.art.Node, h)
	}
	if n := density(r.doc); n != nil {
		b = r.clean("density", n, h)
	}
	f := r.choose(a, b, h)
	p.Body, p.By = f.body, f.by
	p.Truncated = f.told.Truncated || r.meta.paywalled && len(f.body.Text()) < 2500 && f.by != "ld+json"
	if p.Byline == "" {
		p.Byline = f.told.Byline
	}
}

// clean makes a Body of a part of the tree.
func (r *reader) clean(by string, n *html.Node, h clean.Hints) found {
	var b bytes.Buffer
	if err := html.Render(&b, n); err != nil {
		return found{by: by}
	}
	body, told := clean.Page(b.String(), h)
	return found{by, body, told}
}
