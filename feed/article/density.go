package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// density finds the element that holds the article by the text in its paragraphs, and takes out of it what
// stands within an article without being part of it. The tree is changed. nil when there is no text.
func density(doc *html.Node) *html.Node {
	body := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	if body == nil {
		body = doc
	}
	w := weigh(body)
	strip(body, w)
	w = weigh(body)
	box := container(body, w)
	if box == nil {
		return nil
	}
	tidy(box, w)
	return box
}

// strip takes out what surrounds articles on every page: menus, footers, forms, boxes by their names. A box that
// holds most of the text of the page is never taken, whatever it is called.
func strip(root *html.Node, w map[*html.Node]weight) {
	all := paragraphs(root, w)
	var gone []*html.Node
	walk(root, func(n *html.Node) bool {
		if silent(n.DataAtom) {
			return false
		}
		if !surrounds(n) && !clutter(n) && !hidden(n) {
			return true
		}
		if p := paragraphs(n, w); p*10 >= all*4 && all > 0 {
			return true
		}
		gone = append(gone, n)
		return false
	})
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

// paragraphs is the text below n that stands in paragraphs and is not in links, in letters.
func paragraphs(n *html.Node, w map[*html.Node]weight) int {
	sum := 0
	if n.DataAtom == atom.P {
		return max(w[n].text-w[n].links, 0)
	}
	walk(n, func(c *html.Node) bool {
		if c.DataAtom == atom.P {
			if k := w[c]; k.text >= 40 {
				sum += max(k.text-k.links, 0)
			}
			return false
		}
		return !silent(c.DataAtom)
	})
	return sum
}

// surrounds tells elements that by their kind or role are no part of an article.
func surrounds(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Dialog, atom.Menu:
		return true
	}
	switch attr(n, "role") {
	case "navigation", "complementary", "banner", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar", "toolbar":
		return true
	}
	return false
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true" && n.DataAtom != atom.P
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
		}
	}
	return false
}

// clutter tells boxes whose names say that they hold other things than the article.
func clutter(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Article, atom.Main, atom.P, atom.H1, atom.A, atom.Span, atom.Strong, atom.Em, atom.B, atom.I:
		return false
	}
	ns := names(n)
	for i, s := range ns {
		next := ""
		if i+1 < len(ns) {
			next = ns[i+1]
		}
		if clutterName(s, next) {
			return true
		}
	}
	return false
}

// clutterName tells one word of a name, with the one behind it.
func clutterName(s, next string) bool {
	switch s {
	case "comments", "commentlist", "disqus", "comment",
		"related", "recirc", "recirculation", "recommended", "recommendations", "recommendation", "suggested", "outbrain", "taboola", "zergnet", "teasers", "trending", "popular",
		"share", "sharing", "sharebar", "sharethis", "addthis", "addtoany", "social", "sharedaddy", "socials",
		"promo", "promos", "promotion", "promobox", "newsletter", "newsletters", "signup", "subscribe", "subscription", "mailinglist", "optin",
		"sidebar", "breadcrumb", "breadcrumbs", "pagination", "pager", "toolbar", "cookie", "cookies", "consent", "gdpr",
		"advert", "advertisement", "advertising", "adslot", "ads", "adbox", "adunit", "sponsored", "sponsor", "dfp", "doubleclick",
		"masthead", "popup", "modal", "overlay", "skiplink", "sitemap", "jumplinks",
		"yarpp", "jp", "nextpost", "prevpost", "taglist", "hashtags", "donate", "donation", "authorbio", "mostread", "mostpopular", "bookmark":
		return s != "jp" || next == "relatedposts"
	case "most":
		return next == "read" || next == "popular" || next == "viewed" || next == "shared"
	case "read":
		return next == "next" || next == "also" || next == "more"
	case "see", "more":
		return next == "also" || next == "stories" || next == "news" || next == "articles" || next == "from" || next == "on"
	case "up":
		return next == "next"
	case "author":
		return next == "bio" || next == "box" || next == "card" || next == "info" || next == "profile"
	case "about":
		return next == "author"
	case "tag", "tags", "topics":
		return next == "list" || next == "cloud" || next == "links" || next == "" || s == "tags"
	case "site", "page", "global":
		return next == "footer" || next == "header" || next == "nav"
	case "ad":
		return next == "container" || next == "wrapper" || next == "slot" || next == "unit" || next == "placeholder" || next == ""
	case "post":
		return next == "navigation" || next == "nav" || next == "meta" || next == "tags" || next == "author"
	}
	return false
}

// container is the element that holds the article: one that says so, when it holds enough of the text in paragraphs,
// else the one whose paragraphs weigh most.
func container(body *html.Node, w map[*html.Node]weight) *html.Node {
	best, score := heaviest(body, w)
	if best == nil {
		return nil
	}
	var named *html.Node
	size := 0
	walk(body, func(n *html.Node) bool {
		if saysArticle(n) {
			if p := paragraphs(n, w); p > size {
				named, size = n, p
			}
		}
		return true
	})
	if named != nil && size*10 >= score*7 {
		return named
	}
	return best
}

// saysArticle tells elements that by their markup or name hold an article's text.
func saysArticle(n *html.Node) bool {
	if p := attr(n, "itemprop"); p == "articleBody" || p == "text" {
		return true
	}
	c := strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "data-component") + " " + attr(n, "data-testid"))
	for _, s := range []string{"article-body", "article__body", "articlebody", "article_body", "article-content", "article__content", "articlecontent", "article-text", "articletext", "story-body", "storybody", "story__body", "story-content", "story-text", "storytext",
		"entry-content", "post-content", "postcontent", "post-body", "post__content", "postbody", "content-body", "body-copy", "bodycopy", "body-text", "news-body", "newsbody", "text-block", "richtext", "rich-text", "single-content", "main-text", "td-post-content"} {
		if strings.Contains(c, s) {
			return true
		}
	}
	return false
}

// heaviest is the element whose own paragraphs hold most text that is not links. A parent takes the place of its child when the rest
// of it holds much more, as where an article comes in several parts.
func heaviest(body *html.Node, w map[*html.Node]weight) (*html.Node, int) {
	scores := map[*html.Node]int{}
	walk(body, func(n *html.Node) bool {
		if silent(n.DataAtom) {
			return false
		}
		k := 0
		switch n.DataAtom {
		case atom.P, atom.Pre, atom.Blockquote, atom.Li, atom.Td:
			k = w[n].text - 2*w[n].links
			if n.DataAtom == atom.Li || n.DataAtom == atom.Td {
				k /= 2
			}
		case atom.Div, atom.Section, atom.Article, atom.Main, atom.Span:
			k = ownText(n)
		}
		if k < 40 {
			return true
		}
		if p := n.Parent; p != nil {
			scores[p] += k
			if g := p.Parent; g != nil {
				scores[g] += k / 2
			}
		}
		return n.DataAtom != atom.P
	})
	var best *html.Node
	walk(body, func(n *html.Node) bool { // in document order, so that equal scores have one answer
		if s := scores[n]; s > 0 && (best == nil || s > scores[best]) {
			best = n
		}
		return true
	})
	if best == nil {
		if w[body].text < 40 {
			return nil, 0
		}
		return body, paragraphs(body, w)
	}
	for p := best.Parent; p != nil && p.Type == html.ElementNode && p.DataAtom != atom.Html; p = p.Parent {
		if a, b := paragraphs(p, w), paragraphs(best, w); a*10 >= b*14 && sparse(p, w) {
			best = p
		}
	}
	return best, max(paragraphs(best, w), 1)
}

// sparse tells an element with few of its letters in links.
func sparse(n *html.Node, w map[*html.Node]weight) bool { return w[n].links*4 <= w[n].text }

// ownText is the text of an element that stands in none of its blocks, in letters.
func ownText(n *html.Node) int {
	k := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			k += letters(c.Data)
		}
	}
	return k
}

// tidy takes the blocks out of an article that are links and hardly anything else, and headings that nothing follows.
func tidy(box *html.Node, w map[*html.Node]weight) {
	var gone []*html.Node
	walk(box, func(n *html.Node) bool {
		k := w[n]
		switch n.DataAtom {
		case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Table, atom.Header, atom.Dl:
			if k.text > 0 && k.links*2 > k.text && paragraphs(n, w) < 60 {
				gone = append(gone, n)
				return false
			}
		}
		return true
	})
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
	var last *html.Node // headings at the very end
	for n := box.LastChild; n != nil; n = last {
		last = n.PrevSibling
		blank := n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""
		switch n.DataAtom {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Br:
			blank = true
		}
		if !blank {
			break
		}
		box.RemoveChild(n)
	}
}
